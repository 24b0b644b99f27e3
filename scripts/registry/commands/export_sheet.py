"""`registry export`: filings as rows of the same spreadsheet that `registry import` reads."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from registry.adapters import records
from registry.adapters.load import Progress, is_documentation, no_progress
from registry.adapters.source import Entry, Source, SourceError
from registry.core import paths
from registry.core.sheet.exported import lines_of
from registry.core.sheet.kinds import SheetKind
from registry.core.sheet.plain import plain


def filings(
    source: Source,
    authority: str = "",
    unit: str = "",
    chosen: Iterable[str] = (),
    progress: Progress = no_progress,
) -> Iterator[tuple[str, Any]]:
    """Institutions' filings by path: of an authority's folder and those below it, of a unit, or those at some paths; all, if nothing is asked.

    Raises SourceError for one that cannot be read: a spreadsheet that lacks a school would take nothing away, but it would not show it.
    """
    folder = f"{paths.USERS}{authority.strip('/')}/" if authority else paths.USERS
    wanted = set(chosen)
    entries = [entry for entry in source.entries(folder) if not is_documentation(entry.path)]
    entries = [entry for entry in entries if _is_wanted(entry, unit, wanted)]
    for path in sorted(wanted - {entry.path for entry in entries}):
        raise SourceError(f"{path}: no institution's filing")
    for count, (entry, content) in enumerate(source.read_all(entries), start=1):
        record = records.parse("user", content).record
        if record is None:
            raise SourceError(
                f"{entry.path} cannot be read; registry validate says why 无法读取，请先运行 registry validate"
            )
        yield entry.path, record
        if count % 100 == 0 or count == len(entries):
            progress("reading", count, len(entries))


def _is_wanted(entry: Entry, unit: str, wanted: set[str]) -> bool:
    where = paths.parse(entry.path)
    if where is None:
        return False
    return (not unit or where.uscc == unit) and (not wanted or entry.path in wanted)


def lines(kind: SheetKind, found: Iterable[tuple[str, Any]], language: str) -> list[Mapping[str, str]]:
    """A row for each use."""
    form = kind.sheets[0]
    return [line for _, record in found for line in lines_of(plain(record), form, language)]


def write(path: Path, content: bytes) -> None:
    """Write a spreadsheet. Raises SourceError."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from error
