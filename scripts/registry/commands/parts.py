"""`registry publish --authority` and `registry assemble`: a national site, built by one job for each authority and joined.

A part is what one authority's filings say, read, and the files that follow from them. What crosses authorities follows from
the ledger and the cases, which every job reads whole. Joining makes all records anew from what the parts read, and takes a file
from a part only if it was made from just the same (its key): what a part could not know is made again, never taken wrong.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from registry.adapters import part_files
from registry.adapters.git import GitTree, Repository
from registry.adapters.load import Progress, load, load_authorities, no_progress
from registry.adapters.part_files import Part
from registry.commands.build import key_of
from registry.commands.publication import PLAINLY, Publication
from registry.commands.publish import PART_PRODUCTS, PublishResult, publish, record_pieces, version_of
from registry.commands.queue_file import read_queue
from registry.commands.site import commit_of, generated_pages, text_in
from registry.commands.site_source import SiteSource
from registry.commands.snapshot import snapshot_of
from registry.core import paths
from registry.render.site.assemble import records_of
from registry.render.site.records import UnpublishableError


@dataclass(frozen=True, slots=True)
class Plan:
    """What a site in parts is made of: the commit, and the slugs of its authorities, each of which must have a part."""

    commit: str
    authorities: tuple[str, ...]


def planned(root: Path, revision: str = "HEAD") -> Plan:
    """The parts of a commit. Raises SourceError if there is no such commit, UnpublishableError if an authority cannot be read."""
    repository = Repository(root)
    oid = repository.commit(revision)
    with GitTree(repository, oid) as tree:
        authorities, broken = load_authorities(tree)
    if broken:
        path, problem = broken[0]
        raise UnpublishableError(f"{path} cannot be read: {problem}")
    return Plan(oid, tuple(sorted(authorities)))


@dataclass(frozen=True, slots=True)
class PartResult:
    """What a part holds: filings and cases that were read, and files that were made."""

    records: int
    files: int


def build_part(
    root: Path,
    authority: str,
    out: Path,
    progress: Progress = no_progress,
    revision: str = "HEAD",
    publication: Publication = PLAINLY,
) -> PartResult:
    """Read and build what lies below the folders of one authority. Raises what `publish_commit` raises, and UnpublishableError for an unknown authority."""
    repository = Repository(root)
    commit = commit_of(repository, revision)
    with GitTree(repository, commit.oid) as tree:
        loaded = load(tree, progress, in_short=True, wanted=lambda path: _concerns(path, authority))
    if authority not in loaded.authorities:
        raise UnpublishableError(f"there is no authority {authority} in authorities/")
    snapshot = snapshot_of(loaded, commit.oid, commit.day, part=authority)
    source = SiteSource.of(root, generated_pages(), publication.generator)
    generated = source.generated(commit.epoch)
    version = version_of(generated)
    own_cases = {path: filed for path, filed in snapshot.cases.items() if _slug(path) == authority}
    part = Part(authority, commit.oid, version, snapshot.providers, own_cases, snapshot.institutions)
    every = list(record_pieces(generated, records_of(snapshot, read_queue(publication.queue)), PART_PRODUCTS))

    def made() -> Iterator[tuple[str, str, bytes]]:
        for done, piece in enumerate(every, 1):
            if piece.made_from is not None:
                yield piece.path, key_of(version, piece.made_from), piece.make()
            progress("files", done, len(every))

    files = part_files.write(out, part, made())
    return PartResult(len(part.providers) + len(part.cases) + len(part.institutions), files)


def assemble(
    parts: Sequence[Path],
    root: Path,
    out: Path,
    progress: Progress = no_progress,
    publication: Publication = PLAINLY,
) -> PublishResult:
    """Join parts to the site that `publish` makes of their commit, byte for byte. Raises UnpublishableError unless each authority has just one."""
    read = []
    for done, folder in enumerate(parts, 1):
        read.append(part_files.read(folder))
        progress("parts", done, len(parts))
    repository = Repository(root)
    commit = commit_of(repository, _one_commit([part for part, _ in read]))
    with GitTree(repository, commit.oid) as tree:
        loaded = load(tree, in_short=True, wanted=lambda _: False)
    _refuse_gaps([part.authority for part, _ in read], loaded.authorities.keys())
    for part, _ in read:
        loaded.providers.update(part.providers)
        loaded.cases.update(part.cases)
        loaded.institutions.update(part.institutions)
    for records in (loaded.providers, loaded.cases, loaded.institutions):
        _in_order(records)
    snapshot = snapshot_of(loaded, commit.oid, commit.day)
    with GitTree(repository, commit.oid) as tree:
        return publish(
            snapshot,
            root,
            out,
            commit.epoch,
            generated_pages(),
            progress,
            publication,
            ready=part_files.either([files for _, files in read]),
            read=text_in(tree),
        )


def _concerns(path: str, authority: str) -> bool:
    """Whether the job of an authority reads a file: its own filings, and every case."""
    return path.startswith(paths.CASES) or _slug(path) == authority


def _slug(path: str) -> str:
    parsed = paths.parse(path)
    return parsed.slug if parsed else ""


def _in_order(records: dict[str, Any]) -> None:
    """By path, as a whole reading finds them."""
    for path in sorted(records):
        records[path] = records.pop(path)


def _one_commit(parts: Sequence[Part]) -> str:
    commits = sorted({part.commit for part in parts})
    if len(commits) != 1:
        raise UnpublishableError(f"the parts are of {len(commits)} commits; they must be of one")
    return commits[0]


def _refuse_gaps(given: Sequence[str], wanted: Iterable[str]) -> None:
    """Every authority has one part, also one below which nothing is filed: an empty part says so, a missing one says nothing."""
    count = Counter(given)
    for authority in sorted({*wanted, *count}):
        if count[authority] != 1:
            raise UnpublishableError(
                f"{authority} has {count[authority]} parts; each authority must have one"
            )
