"""Every file that the search and the verification read."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from registry.render.site import addresses
from registry.render.site.api import Json, document
from registry.render.site.piece import Piece
from registry.render.site.records import Records
from registry.render.site.search import entries, facets, rows
from registry.render.site.search.characters import forms_file, readings_file
from registry.render.site.search.entries import InstitutionEntry, UnitEntry
from registry.render.site.search.folding import folded
from registry.render.site.search.numbers import spans
from registry.render.site.search.stubs import stub
from registry.render.site.shell import Shell

if TYPE_CHECKING:
    from registry.render.site.search.shards import Index

Named = tuple[str, Callable[[], bytes]]

SCANNED_APPS = 10_000
"""Up to so many apps one file is smaller than what an index saves (docs/decisions/0055-search-files.md)."""
SCANNED_INSTITUTIONS = 10_000


def pieces(records: Records, shell: Shell) -> Iterator[Piece]:  # noqa: ARG001 - data needs no frame
    """The search files and the short address of every number."""
    units = entries.units(records)
    yield from searched(units, entries.institutions(records), facets.words(records))
    for app in records.apps:
        yield Piece(addresses.short_page(app.digits), partial(stub, app.digits), ())


def searched(
    units: tuple[UnitEntry, ...], institutions: tuple[InstitutionEntry, ...], words: Json
) -> Iterator[Piece]:
    """The search files of some entries: in one file, or as an index where that would be too large."""
    apps, users = _index_of_apps(units), _index_of_institutions(institutions)
    total = sum(len(unit.apps) for unit in units)
    sizes: Json = {
        "apps": {**(apps.sizes() if apps else {"carrier": "scan", "total": total}), "units": len(units)},
        "institutions": users.sizes() if users else {"carrier": "scan", "total": len(institutions)},
    }
    yield Piece(f"{addresses.SEARCH}index.json", partial(document, {**words, **sizes}))
    seen_apps, seen_institutions = fingerprint(units), fingerprint(institutions)
    every = (seen_apps, seen_institutions)
    for name, table in (("readings", readings_file), ("forms", forms_file)):
        yield Piece(f"{addresses.SEARCH}{name}.json", partial(_characters, table, units, institutions), every)
    yield Piece(f"{addresses.SEARCH}numbers.json", partial(_numbers, units), (seen_apps,))
    scanned: list[Named] = [("apps.json", partial(_units, units))]
    for path, make in apps.files() if apps else scanned:
        yield Piece(f"{addresses.SEARCH}{path}", make, (seen_apps,))
    scanned = [("institutions.json", partial(_institutions, institutions))]
    for path, make in users.files() if users else scanned:
        yield Piece(f"{addresses.SEARCH}{path}", make, (seen_institutions,))


def _index_of_apps(units: tuple[UnitEntry, ...]) -> "Index | None":
    if sum(len(unit.apps) for unit in units) <= SCANNED_APPS:
        return None
    from registry.render.site.search.shards import AppIndex  # numpy is loaded only by those who need it

    return AppIndex(units)


def _index_of_institutions(institutions: tuple[InstitutionEntry, ...]) -> "Index | None":
    if len(institutions) <= SCANNED_INSTITUTIONS:
        return None
    from registry.render.site.search.shards import InstitutionIndex

    return InstitutionIndex(institutions)


def fingerprint(of: Iterable[object]) -> str:
    """One digest of all entries: a change of any of them may move every file."""
    seen = hashlib.sha256()
    for entry in of:
        seen.update(repr(entry).encode("utf-8", "surrogatepass"))
    return seen.hexdigest()


def _characters(
    table: Callable[[Iterable[str]], Json],
    units: tuple[UnitEntry, ...],
    institutions: tuple[InstitutionEntry, ...],
) -> bytes:
    names = {name for unit in units for name in (unit.name, *(app.name for app in unit.apps))}
    return document(table(folded(name) for name in (*names, *(row.name for row in institutions))))


def _numbers(units: tuple[UnitEntry, ...]) -> bytes:
    return document({"spans": spans(sorted(app.digits for unit in units for app in unit.apps))})


def _units(units: tuple[UnitEntry, ...]) -> bytes:
    return document(rows.units_file(units))


def _institutions(institutions: tuple[InstitutionEntry, ...]) -> bytes:
    return document(rows.institutions_file(institutions))
