"""The manifest of a site, and the act of publishing it over an earlier one, which may not be larger without a reason."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from registry.adapters.site_generator import GENERATOR
from registry.core.codes import EventKind
from registry.core.snapshot import Snapshot
from registry.render.site import addresses, manifest
from registry.render.site.api.envelope import Json, document
from registry.render.site.manifest import Listed
from registry.render.site.piece import Piece
from registry.render.site.records import Records, UnpublishableError

Counts = Mapping[str, int]
"""What never falls, since numbers and decisions stay for ever, and how many transfers there were."""

FORM = "publication/v1"


@dataclass(frozen=True, slots=True)
class Publication:
    """How to publish.

    `previous`: file with the manifest of the site that is shown now, where the folder does not hold it; `shown`: the same as fetched
    from that site; `allow_shrinking`: why less is published; `generator`: the site generator for the hand-written half;
    `queue`: file of the open submissions; `site_address`: where the site is shown this once, instead of the configured address.
    """

    previous: Path | None = None
    allow_shrinking: str = ""
    generator: str = GENERATOR
    queue: Path | None = None
    shown: bytes | None = None
    site_address: str = ""

    @property
    def asks_more(self) -> bool:
        """Whether it matters over which site is published, even if this one is there already."""
        return any((self.previous, self.allow_shrinking, self.shown is not None))

    def before(self, out: Path) -> "Previous | None":
        """The site that is published over, if there is one. Raises UnpublishableError for a manifest that is none."""
        if self.shown is not None:
            return _previous(self.shown, "what the site shows", None)
        if self.previous is not None:
            return _previous(_read(self.previous), str(self.previous), None)
        path = out / addresses.MANIFEST
        return _previous(_read(path), str(path), out / addresses.PUBLICATION) if path.is_file() else None


PLAINLY = Publication()
"""Over what the folder holds, and not less than that."""


@dataclass(frozen=True, slots=True)
class Previous:
    """A published site: the digest of its manifest, its commit and counts, and its publication if it is at hand."""

    sha256: str
    commit: str
    counts: Counts
    publication: bytes | None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnpublishableError(f"{path} cannot be read: {error.strerror}") from error


def _previous(content: bytes, name: str, publication: Path | None) -> Previous:
    try:
        found: dict[str, Any] = json.loads(content)
        counts = {str(kind): int(count) for kind, count in found["counts"].items()}
        commit = str(found["source_commit"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnpublishableError(f"{name} is not the manifest of a published site") from error
    own = publication.read_bytes() if publication and publication.is_file() else None
    return Previous(hashlib.sha256(content).hexdigest(), commit, counts, own)


def counts_of(snapshot: Snapshot, records: Records) -> Counts:
    """How much there is of what never becomes less."""
    replay = snapshot.replay
    return {
        "apps": len(records.apps),
        "providers": len(records.providers),
        "cases": len(records.cases),
        "uses": len(replay.uses),
        "decisions": sum(head.sequence for head in replay.heads.values()),
        "transfers": sum(
            event.event is EventKind.transferred for app in replay.apps.values() for event in app.events
        ),
    }


def refuse_to_shrink(previous: Previous | None, counts: Counts, reason: str) -> None:
    """Stop where less is published than before. Raises UnpublishableError.

    Withdrawn and revoked apps keep their pages and ended uses their decisions, so that only a loss makes these counts fall; but
    a provider who hands over the last number has no page any more, which the ledger records as a transfer.
    """
    if previous is None or reason:
        return
    for kind, before in previous.counts.items():
        now = counts.get(kind, 0)
        handed_over = counts["transfers"] - previous.counts.get("transfers", 0) if kind == "providers" else 0
        if now + max(0, handed_over) < before:
            raise UnpublishableError(
                f"{before} {kind} were published from {previous.commit[:12]}, now there would be {now}; "
                "if that is meant, say why with --allow-shrinking"
            )


def manifest_pieces(files: Mapping[str, Listed], records: Records, counts: Counts) -> Iterator[Piece]:
    """The lists of all files, and the manifest that names the lists."""
    named = list(manifest.lists(files))
    for one in named:
        yield Piece(one.path, partial(bytes, one.content))
    content = manifest.manifest(records.commit, records.as_of, counts, named)
    yield Piece(addresses.MANIFEST, partial(bytes, content))


def publication_of(previous: Previous | None, now: str, reason: str) -> Piece:
    """The publication: of which manifest, over which, and why it may be less. Published again unchanged, it stays as it is."""
    if previous and previous.sha256 == now and previous.publication is not None:
        return Piece(addresses.PUBLICATION, partial(bytes, previous.publication))
    content: Json = {
        "schema": FORM,
        "manifest_sha256": now,
        "previous_manifest_sha256": previous.sha256 if previous else "",
        "previous_source_commit": previous.commit if previous else "",
        "shrinking_allowed_because": reason,
    }
    return Piece(addresses.PUBLICATION, partial(bytes, document(content)))
