"""Entries as compact columns: one file of all of them, or files of some. A column of small numbers is one text, a character each."""

from collections.abc import Iterable, Sequence
from datetime import date

from registry.render.site.search.entries import AppEntry, InstitutionEntry, UnitEntry
from registry.render.site.search.folding import folded, plainly

Json = dict[str, object]

_FIRST = 48
_DIGITS = 128
_ORIGIN = date(2019, 1, 1)
"""The Measures are of that year; no filing is older."""

APP_FACETS = ("status", "authority", "audience", "stage", "scenario", "charging", "platform")
INSTITUTION_FACETS = ("authority", "level")


def units_file(units: Iterable[UnitEntry], before: int = 0, most: int | None = None) -> Json:
    """Providers and below each its apps, in this order. `count` says how many apps each has.

    A file of some holds `most` apps; so many apps of the first provider lie `before` it, and some of the last one's may lie behind.
    """
    units = tuple(units)
    apps = [app for unit in units for app in unit.apps][before:]
    apps = apps[:most]
    return {
        "before": before,
        "forms": _forms([*(unit.name for unit in units), *(app.name for app in apps)]),
        "units": {
            "uscc": [unit.uscc for unit in units],
            "name": [unit.name for unit in units],
            "count": small(len(unit.apps) for unit in units),
        },
        "apps": {
            "number": [app.digits for app in apps],
            "name": [app.name for app in apps],
            "android": [app.android for app in apps],
            # Most apps have one identifier on both: "=" says so.
            "ios": ["=" if app.ios and app.ios == app.android else app.ios for app in apps],
            "mini_program": {str(at): app.mini_program for at, app in enumerate(apps) if app.mini_program},
            "filed_on": days(app.filed_on for app in apps),
            **{facet: app_column(facet, apps) for facet in APP_FACETS if facet != "platform"},
        },
    }


def institutions_file(institutions: Iterable[InstitutionEntry]) -> Json:
    """Institutions in this order."""
    rows = tuple(institutions)
    return {
        "forms": _forms(row.name for row in rows),
        "institutions": {
            "uscc": [row.uscc for row in rows],
            "name": [row.name for row in rows],
            "authority": small(row.authority for row in rows),
            "level": small(row.level for row in rows),
        },
    }


def app_column(facet: str, apps: Iterable[AppEntry]) -> str:
    """One facet of all apps."""
    return small(getattr(app, facet) for app in apps)


def small(values: Iterable[int]) -> str:
    """Numbers below 128 or so as characters from `0` on."""
    return "".join(chr(_FIRST + value) for value in values)


def days(dates: Iterable[str]) -> str:
    """Days (ISO 8601) as two characters each, counted from the first day of 2019."""
    return "".join(_two(max(0, (date.fromisoformat(day) - _ORIGIN).days)) for day in dates)


def ranks(keys: Sequence[object]) -> str:
    """The place of each entry in the sorted order, three characters each."""
    place = [0] * len(keys)
    for rank, at in enumerate(sorted(range(len(keys)), key=keys.__getitem__)):  # type: ignore[arg-type]
        place[at] = rank
    return "".join(
        chr(_FIRST + rank // (_DIGITS * _DIGITS)) + _two(rank % (_DIGITS * _DIGITS)) for rank in place
    )


def _two(value: int) -> str:
    return chr(_FIRST + value // _DIGITS) + chr(_FIRST + value % _DIGITS)


def _forms(names: Iterable[str]) -> list[str]:
    """The folded and the other form of each character of the names that a browser without the table of forms would leave as it is."""
    occurring = sorted(set(plainly("".join(names))))
    return [f"{folded(character)}{character}" for character in occurring if folded(character) != character]
