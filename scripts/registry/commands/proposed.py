"""Judge filings that are not written yet, as if they lay in the registry."""

from collections.abc import Iterator, Mapping
from datetime import date

from registry.adapters import surroundings
from registry.adapters.load import Loaded, Progress, kind_by_folder, no_progress, read_one
from registry.adapters.source import Entry, SourceError
from registry.adapters.surroundings import Surroundings
from registry.commands.validate import Outcome, judge_loaded
from registry.core.difference import ABSENT, REGULAR, PathChange


class Proposed:
    """Files in memory as a source. Paths as in the repository."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def entries(self, prefix: str) -> list[Entry]:
        """All entries below a folder."""
        return [Entry(path) for path in sorted(self._files) if path.startswith(prefix)]

    def has_folder(self, prefix: str) -> bool:
        """Whether the folder exists."""
        return bool(self.entries(f"{prefix.rstrip('/')}/"))

    def read(self, entry: Entry) -> bytes:
        """The content of a file."""
        try:
            return self._files[entry.path]
        except KeyError as error:
            raise SourceError(f"{entry.path}: no such file") from error

    def read_all(self, entries: list[Entry]) -> Iterator[tuple[Entry, bytes]]:
        """One after the other."""
        for entry in entries:
            yield entry, self.read(entry)


def judge_proposed(
    files: Mapping[str, bytes], around: Surroundings, today: date, progress: Progress = no_progress
) -> Outcome:
    """What `validate` would find about files, were they written: by what is around them, and by each other."""
    source = Proposed(files)
    changes = {path: PathChange(path, ABSENT, REGULAR, "", "") for path in files}
    lookup, _ = surroundings.overlay(around.lookup, source, changes)
    loaded = Loaded()
    for path in sorted(files):
        read_one(kind_by_folder(path), source, Entry(path), loaded)
    beside = Surroundings(
        lookup, [one for one in around.unreadable if one[1] not in files], around.authorities
    )
    return judge_loaded(loaded, source, beside, today, progress)
