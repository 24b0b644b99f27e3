"""Data that the form reads when it needs them: the places below each authority, and what happens next."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from registry.core import holidays_by_law
from registry.core.authority import Authority, City, County
from registry.core.time_limits import CONFIRM, REVIEW, SUPPLEMENT
from registry.core.working_days import AnnouncedDays
from registry.render.site import addresses
from registry.render.site.api.envelope import Json, document
from registry.render.site.fingerprint import fingerprint, of_model
from registry.render.site.piece import Piece
from registry.render.site.records import Records
from registry.render.site.shell import Shell


def pieces(records: Records, _: Shell) -> Iterator[Piece]:
    """All of them."""
    authorities = [record.authority for record in records.authorities]
    for one in authorities:
        yield Piece(addresses.form_places(one.slug), partial(_places, one), (of_model(one),))
    days = AnnouncedDays()
    made_from = (fingerprint(days.version), *(of_model(one) for one in authorities))
    yield Piece(addresses.FORM_NEXT, lambda: document(what_is_next(authorities, days)), made_from)


def _places(authority: Authority) -> bytes:
    """{"cities": [{code, zh, en, counties}], "counties": [{code, zh, en}]}."""
    return document(
        {
            "cities": [
                {**_place(city), "counties": [_place(c) for c in city.counties]} for city in authority.cities
            ],
            "counties": [_place(county) for county in authority.counties],
        }
    )


def _place(place: County | City) -> Json:
    return {"code": place.code, "zh": place.zh, "en": place.en}


def what_is_next(authorities: list[Authority], days: AnnouncedDays) -> Json:
    """Names of authorities, lengths of the clocks that a filing starts (with a province's shorter ones), and the working days."""
    return {
        "authorities": {one.slug: {"kind": one.kind.value, **one.name.text.as_dict()} for one in authorities},
        "clocks": {clock.code: clock.amount for clock in (REVIEW, SUPPLEMENT, CONFIRM)},
        "shorter": {one.slug: one.shorter_clocks for one in authorities if one.shorter_clocks},
        "calendar": calendar(days),
    }


def calendar(days: AnnouncedDays) -> Json:
    """Two years that are announced and one by the public holidays by law: weekdays that are off, days of weekends that are worked.

    What comes after `settled_until` can still change.
    """
    first = date(days.settled_until.year - 1, 1, 1)
    last = date(days.settled_until.year + 1, 12, 31)
    off: list[str] = []
    worked: list[str] = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        known = days.is_workday(day)
        works = holidays_by_law.is_workday(day) if known is None else known
        if works != (day.weekday() < 5):
            (worked if works else off).append(day.isoformat())
    return {"off": off, "worked": worked, "settled_until": days.settled_until.isoformat()}
