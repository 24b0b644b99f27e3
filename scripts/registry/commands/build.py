"""From pieces to a folder: what did not change is linked, the rest is made; then the new version is shown in one step."""

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from registry.adapters import build_state
from registry.adapters.build_state import BuildState, Made
from registry.adapters.load import bulk
from registry.adapters.output import Recorded, Staging
from registry.render.site.budgets import Kind, kind_of
from registry.render.site.fingerprint import fingerprint
from registry.render.site.manifest import Listed
from registry.render.site.piece import Piece
from registry.render.site.records import UnpublishableError

Progress = Callable[[str, int, int], None]
"""Called with what is being made, how much of it is done, and how much there is."""

Ready = Callable[[str, str], bytes | None]
"""Bytes that were made elsewhere, by path and key."""


def _nothing(path: str, key: str) -> None:
    """Nothing was made elsewhere."""


NOT_READY: Ready = _nothing


_REPORT_EVERY = 200


def key_of(version: str, made_from: Iterable[str]) -> str:
    """What a file is known by: equal keys mean equal bytes. `version`: of everything that makes bytes besides the records."""
    return fingerprint(version, *made_from)


@dataclass(slots=True)
class KindTotal:
    """All files of one kind: how many, how many of them were made in this run, their bytes, the largest, and the time that making took."""

    kind: Kind
    files: int = 0
    made: int = 0
    size: int = 0
    largest: int = 0
    largest_path: str = ""
    seconds: float = 0.0

    @staticmethod
    def count(totals: "dict[str, KindTotal]", path: str, size: int) -> "KindTotal":
        """Add a file to the total of its kind."""
        kind = kind_of(path)
        total = totals.setdefault(kind.name.en, KindTotal(kind))
        total.files += 1
        total.size += size
        if size > total.largest:
            total.largest, total.largest_path = size, path
        return total


@dataclass(slots=True)
class Build:
    """One run. `version`: of everything that makes bytes besides the records; `before`: what the last run noted."""

    staging: Staging
    before: BuildState
    version: str
    ready: Ready = NOT_READY
    after: dict[str, Made] = field(default_factory=dict)
    totals: dict[str, KindTotal] = field(default_factory=dict)
    written: int = 0

    def take(self, piece: Piece) -> None:
        """Bring one file into the next version. Raises UnpublishableError over its budget, OutputError."""
        path, start = piece.path, time.perf_counter()
        key = None if piece.made_from is None else key_of(self.version, piece.made_from)
        known = self.before.files.get(path)
        if known and key and known.key == key and self.staging.keep(path, known.recorded):
            self._note(path, key, known.recorded, start, made=False)
            if piece.kept:
                piece.kept(known.recorded.size, known.recorded.sha256)
            return
        ready = self.ready(path, key) if key else None
        content = piece.make() if ready is None else ready
        recorded = self._kept(path, known, content)
        if recorded is None:
            recorded = self.staging.write(path, content)
            self.written += 1
        self._note(path, key, recorded, start, made=ready is None)

    def _kept(self, path: str, known: Made | None, content: bytes) -> Recorded | None:
        """The file as it is, if it was made again and came out the same."""
        if known is None or known.recorded.size != len(content):
            return None
        if known.recorded.sha256 != hashlib.sha256(content).hexdigest():
            return None
        return known.recorded if self.staging.keep(path, known.recorded) else None

    def _note(self, path: str, key: str | None, recorded: Recorded, start: float, *, made: bool) -> None:
        self.after[path] = Made(key, recorded)
        total = KindTotal.count(self.totals, path, recorded.size)
        if recorded.size > total.kind.budget:
            raise UnpublishableError(
                f"{path} has {recorded.size:,} bytes; "
                f"the budget of {total.kind.name.en} is {total.kind.budget:,} a file"
            )
        total.made += made
        total.seconds += time.perf_counter() - start

    def take_all(self, pieces: Iterable[Piece], progress: Progress) -> None:
        """All files, telling how far it is. Raises UnpublishableError also where many files are over the mean of their kind."""
        with bulk():
            every = list(pieces)
        for done, piece in enumerate(every, 1):
            if done % _REPORT_EVERY == 0:
                progress("files", done, len(every))
            self.take(piece)
        progress("files", len(every), len(every))
        for total in self.totals.values():
            if excess := total.kind.excess(total.files, total.size):
                raise UnpublishableError(excess)

    def listed(self) -> Mapping[str, Listed]:
        """What is there so far, as the manifest lists it."""
        return {path: Listed(made.recorded.sha256, made.recorded.size) for path, made in self.after.items()}

    def show(self, state: BuildState) -> None:
        """Note everything, then show the new version."""
        notes = self.staging.notes
        build_state.write_next(notes, state)
        self.staging.switch()
        build_state.settle(notes)
