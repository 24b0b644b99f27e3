"""`registry export`: filings as rows of the same spreadsheet that `registry import` reads."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from registry.adapters import records
from registry.adapters.load import Progress, is_documentation, no_progress
from registry.adapters.source import Entry, Source, SourceError
from registry.core import paths
from registry.core.codes import Filer
from registry.core.sheet.exported import lines_of
from registry.core.sheet.kinds import SheetKind
from registry.core.sheet.plain import plain


def filings(
    source: Source,
    kind: SheetKind,
    authority: str = "",
    unit: str = "",
    chosen: Iterable[str] = (),
    progress: Progress = no_progress,
) -> Iterator[Any]:
    """Filings of a kind by path: of an authority's folder and those below it, of a unit, or those at some paths; all, if nothing is asked.

    Raises SourceError for one that cannot be read: a spreadsheet that lacks a school would take nothing away, but it would not show it.
    """
    top = paths.USERS if kind.file_kind == "user" else paths.PROVIDERS
    folder = f"{top}{authority.strip('/')}/" if authority else top
    wanted = set(chosen)
    entries = [entry for entry in source.entries(folder) if _is_wanted(entry, unit, wanted)]
    for path in sorted(wanted - {entry.path for entry in entries}):
        raise SourceError(f"{path}: no such filing 没有这份备案")
    for count, (entry, content) in enumerate(source.read_all(entries), start=1):
        record = records.parse(kind.file_kind, content).record
        if record is None:
            raise SourceError(
                f"{entry.path} cannot be read; registry validate says why 无法读取，请先运行 registry validate"
            )
        if kind.file_kind == "user" or record.filer is Filer.platform:
            yield record
        if count % 100 == 0 or count == len(entries):
            progress("reading", count, len(entries))


def _is_wanted(entry: Entry, unit: str, wanted: set[str]) -> bool:
    where = paths.parse(entry.path)
    if where is None or is_documentation(entry.path):
        return False
    return (not unit or where.uscc == unit) and (not wanted or entry.path in wanted)


def lines(kind: SheetKind, found: Iterable[Any], language: str) -> dict[int, list[Mapping[str, str]]]:
    """For each sheet of the kind, by its place, a row for each item, or for each unit."""
    made: dict[int, list[Mapping[str, str]]] = {place: [] for place in range(len(kind.sheets))}
    for record in found:
        values = plain(record)
        for place, form in enumerate(kind.sheets):
            made[place] += lines_of(values, form, language)
    return made


def write(path: Path, content: bytes) -> None:
    """Write a spreadsheet. Raises SourceError."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from error
