"""Calendars of what is due, one for each authority: bars and lists that end, demands to rectify, lists to publish, uses to be filed again."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from registry.core.authority import Authority
from registry.core.due import Docket, Due
from registry.core.text import Text
from registry.core.time_limits import APP_LOST
from registry.render.calendar_file import as_calendar
from registry.render.site import addresses
from registry.render.site.piece import Piece
from registry.render.site.records import Records
from registry.render.site.shell import Shell


def pieces(records: Records, shell: Shell) -> Iterator[Piece]:  # noqa: ARG001 - a calendar needs no frame
    """A calendar for each authority, also where nothing is due: a subscription must not break."""
    for record in records.authorities:
        yield Piece(
            addresses.calendar(record.authority.slug), partial(_calendar, record.authority, records.docket)
        )


def _calendar(authority: Authority, docket: Docket) -> bytes:
    own = docket.of_authority(authority.slug)
    name = authority.name
    return as_calendar(
        Docket(own.now, tuple(gathered(own.dues, authority.slug))),
        Text(f"{name.zh} 备案期限", f"{name.en}: time limits"),
    )


def gathered(dues: Iterable[Due], slug: str) -> Iterator[Due]:
    """The dues, with those of the many institutions that use one lost app made into one: a calendar is no list of 100,000 schools."""
    lost: dict[tuple[str, str], list[Due]] = {}
    for one in dues:
        if one.limit.code == APP_LOST.code:
            lost.setdefault((one.about, one.until.isoformat()), []).append(one)
        else:
            yield one
    for _, together in sorted(lost.items(), key=lambda item: (item[0][1], item[0][0])):
        first, units = together[0], len(together)
        yield replace(first, who=f"{units} 个单位 units", subject=f"filings/users/{slug}")
