"""The committed index: answers about the rest of the registry without reading it.

Derived data in `index/`, written only by the registrar together with the ledger, and checked by `registry verify`. It says
which git trees it covers; what differs between those trees and the commit at hand is read in full and laid over it, so a
stale index costs time, never truth. Decision record 0002 tells why.

    index/covers.json            trees covered, and files that could not be read when it was written
    index/units/<xx>.tsv         by the last two characters of the USCC: path, item, number, status, day
    index/numbers/<5 digits>.tsv by the first five digits of the number: path, item, number, status, day
    index/claims/<xx>.tsv        by the hash of the identifier: kind, identifier, path in short, item
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from registry.adapters import records
from registry.adapters.git import GitTree
from registry.adapters.load import Loaded
from registry.adapters.source import SourceError
from registry.core import paths
from registry.core.authority import Authority
from registry.core.ledger import digest
from registry.core.lookup import (
    Claim,
    FollowsMoves,
    Registered,
    claims_of,
    is_current,
    registered_of,
    unit_of_path,
)
from registry.core.number import digits
from registry.core.snapshot import CaseFile, Filed

VERSION = 4
"""To be raised with every change of what stands in the index, so that no other one is asked (of names: `core.names`)."""
COVERED = ("filings", "blacklist", "ledger")


def _claim_shard(kind: str, identifier: str) -> str:
    return f"{paths.INDEX}claims/{hashlib.sha256(f'{kind} {identifier}'.encode()).hexdigest()[:2]}.tsv"


def _in_short(path: str) -> str:
    """A filing's path as it stands in claims, of which there are many: `p/beijing/<USCC>` or `u/zhejiang/330100/<USCC>`."""
    where = paths.parse(path)
    if where is None:
        raise ValueError(f"{path}: not the path of a filing")
    return f"{where.kind[0]}/{where.authority}/{where.uscc}"


def _in_full(short: str) -> str:
    kind, _, place = short.partition("/")
    authority, _, uscc = place.rpartition("/")
    return paths.provider_path(authority, uscc) if kind == "p" else paths.user_path(authority, uscc)


def _unit_shard(uscc: str) -> str:
    return f"{paths.INDEX}units/{uscc[-2:]}.tsv"


def _number_shard(number: str) -> str:
    return f"{paths.INDEX}numbers/{digits(number)[:5]}.tsv"


def build(loaded: Loaded, trees: Mapping[str, str]) -> dict[str, bytes]:
    """All files of the index for a loaded registry whose data folders are the given git trees (`COVERED` -> id)."""
    rows: dict[str, set[str]] = defaultdict(set)
    for path in (*loaded.providers, *loaded.users):
        rows[_unit_shard(unit_of_path(path))].add(f"{path}\t\t\t\t")
    for entry in registered_of(loaded.replay):
        row = f"{entry.path}\t{entry.item}\t{entry.number}\t{entry.status}\t{entry.since}"
        rows[_unit_shard(unit_of_path(entry.path))].add(row)
        if is_current(entry):
            rows[_number_shard(entry.number)].add(row)
    for file in (*loaded.providers.values(), *loaded.users.values()):
        short = _in_short(file.path)
        for kind, identifier, item in claims_of(file.content):
            rows[_claim_shard(kind, identifier)].add(f"{kind}\t{identifier}\t{short}\t{item}")
    covers = {
        "version": VERSION,
        "trees": {folder: trees[folder] for folder in COVERED},
        "unreadable": sorted([failed.kind, failed.entry.path, failed.problem] for failed in loaded.failed)
        + sorted(["ledger", path, problem] for path, problem in loaded.broken_ledger),
    }
    files = {shard: "".join(f"{row}\n" for row in sorted(lines)).encode() for shard, lines in rows.items()}
    files[f"{paths.INDEX}covers.json"] = (
        # Escaped, since the name of a stray file may not even be text.
        json.dumps(covers, ensure_ascii=True, indent=1, sort_keys=True) + "\n"
    ).encode()
    return files


class Covers(BaseModel):
    """What an index was built from: `covers.json`. The trees are by folder; an empty id is a folder that was not there."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    version: Literal[4]
    trees: dict[str, Annotated[str, Field(pattern="^([0-9a-f]{40}|[0-9a-f]{64})?$")]]
    unreadable: list[tuple[str, str, str]]


def covers(tree: GitTree) -> Covers | None:
    """What the index of a commit covers; None if there is no usable index."""
    content = tree.read_path(f"{paths.INDEX}covers.json")
    try:
        found = Covers.model_validate_json(content) if content is not None else None
    except ValidationError:
        return None
    return found if found and found.trees.keys() == set(COVERED) else None


class LazyAuthorities(Mapping[str, Authority]):
    """Authorities of a commit, each read when first asked for."""

    def __init__(self, tree: GitTree) -> None:
        self._tree = tree
        self._known: dict[str, Authority | None] = {}
        self.broken: list[str] = []

    def _find(self, slug: str) -> Authority | None:
        if slug not in self._known:
            path = f"{paths.AUTHORITIES}{slug}.yaml"
            content = self._tree.read_path(path) if slug.isascii() and slug.isalpha() else None
            record = records.parse("authority", content).record if content is not None else None
            if content is not None and (record is None or record.slug != slug):
                self.broken.append(path)
                record = None
            self._known[slug] = record
        return self._known[slug]

    def __getitem__(self, slug: str) -> Authority:
        """Raises KeyError."""
        found = self._find(slug)
        if found is None:
            raise KeyError(slug)
        return found

    def __iter__(self) -> Iterator[str]:
        """All slugs that have a file."""
        for entry in self._tree.entries(paths.AUTHORITIES):
            if entry.path.endswith(".yaml"):
                yield entry.path.rpartition("/")[2].removesuffix(".yaml")

    def __len__(self) -> int:
        """How many files there are."""
        return sum(1 for _ in self)


class IndexLookup(FollowsMoves):
    """The answers of `core.lookup.Lookup` from the index of a commit. A shard that is not there holds nothing."""

    def __init__(self, tree: GitTree, authorities: Mapping[str, Authority]) -> None:
        self.authorities = authorities
        self._tree = tree
        self._shards: dict[str, list[list[str]]] = {}

    def _rows(self, shard: str, columns: int = 5) -> list[list[str]]:
        """Rows of a shard, all of so many columns. Raises SourceError."""
        if shard not in self._shards:
            content = self._tree.read_path(shard) or b""
            rows = [row.split("\t") for row in content.decode("utf-8", "replace").split("\n")[:-1]]
            if any(len(row) != columns for row in rows):
                raise SourceError(f"{shard}: not a part of the index; run registry index")
            self._shards[shard] = rows
        return self._shards[shard]

    def files_of_unit(self, uscc: str) -> tuple[str, ...]:
        """See Lookup."""
        rows = self._rows(_unit_shard(uscc))
        return tuple(sorted(path for path, item, *_ in rows if not item and unit_of_path(path) == uscc))

    def claims(self, kind: str, identifier: str) -> tuple[Claim, ...]:
        """See Lookup."""
        rows = self._rows(_claim_shard(kind, identifier), columns=4)
        return tuple(
            sorted(Claim(_in_full(path), item) for k, i, path, item in rows if (k, i) == (kind, identifier))
        )

    def by_number(self, number: str) -> Registered | None:
        """See Lookup."""
        return next((Registered(*row) for row in self._rows(_number_shard(number)) if row[2] == number), None)

    def registered_of_unit(self, uscc: str) -> tuple[Registered, ...]:
        """See Lookup."""
        rows = self._rows(_unit_shard(uscc))
        return tuple(sorted(Registered(*row) for row in rows if row[1] and unit_of_path(row[0]) == uscc))

    def filing(self, path: str) -> Filed[Any] | None:
        """See Lookup. Read from the commit that the index belongs to."""
        where = paths.parse(path)
        content = self._tree.read_path(path) if where else None
        if where is None or content is None:
            return None
        parsed = records.parse(where.kind, content)
        return None if parsed.record is None else Filed(path, digest(content), parsed.record, parsed.comments)

    def filing_before(self, path: str) -> Filed[Any] | None:
        """See Lookup."""
        return self.filing(path)

    def cases_of(self, uscc: str) -> tuple[CaseFile, ...]:
        """See Lookup. Cases are found by the names of their files; those that cannot be read stand in `covers.json`."""
        if not hasattr(self, "_case_entries"):
            self._case_entries = self._tree.entries(paths.CASES)
        found = []
        for entry in self._case_entries:
            where = paths.parse(entry.path)
            if where is None or where.uscc != uscc or not entry.regular:
                continue
            content = self._tree.read(entry)
            parsed = records.parse("case", content)
            if parsed.record is not None:
                found.append(Filed(entry.path, digest(content), parsed.record, parsed.comments))
        return tuple(found)
