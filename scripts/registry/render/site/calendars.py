"""Calendars of what is due, one for each authority: bars and lists that end, demands to rectify, lists to publish, uses to be filed again, open submissions."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial

from registry.core.clock import SHANGHAI
from registry.core.due import Due
from registry.core.queue import OpenSubmission
from registry.core.text import Text
from registry.core.time_limits import APP_LOST
from registry.render.calendar_file import Entry, entry_of, marked, written
from registry.render.site import addresses
from registry.render.site.fingerprint import of_many
from registry.render.site.piece import Piece
from registry.render.site.records import Records
from registry.render.site.shell import Shell
from registry.render.site.submissions import stands

REVIEW = "open_submission"
"""Category of the entries of open submissions; those of what is recorded are the codes of their time limits."""


def pieces(records: Records, shell: Shell) -> Iterator[Piece]:  # noqa: ARG001 - a calendar needs no frame
    """A calendar for each authority, also where nothing is due: a subscription must not break."""
    for record in records.authorities:
        slug, name = record.authority.slug, record.authority.name
        title = Text(f"{name.zh} 备案期限", f"{name.en}: time limits")
        entries = tuple(_entries(records, slug))
        made_from = (title.both(), of_many(map(str, entries)))
        yield Piece(addresses.calendar(slug), partial(written, title, entries), made_from)


def _entries(records: Records, slug: str) -> Iterator[Entry]:
    """What is due by what is recorded, then the open submissions, if anybody brought them."""
    yield from map(entry_of, gathered(records.docket.of_authority(slug).dues, slug))
    for one in records.submissions.by_slug.get(slug, ()):
        if one.due:
            yield _submission(one, date.fromisoformat(one.due), records.submissions.as_of[:10])


def gathered(dues: Iterable[Due], slug: str) -> Iterator[Due]:
    """The dues, with those of the many institutions that use lost apps made into one a day: a calendar is no list of 100,000 schools."""
    lost: dict[date, list[Due]] = {}
    for one in dues:
        if one.limit.code == APP_LOST.code:
            lost.setdefault(one.until, []).append(one)
        else:
            yield one
    for _, together in sorted(lost.items()):
        first = min(together, key=lambda one: one.since)
        units, apps = len({one.subject for one in together}), len({one.about for one in together})
        which = first.about if apps == 1 else f"{apps} 个应用 apps"
        yield replace(
            first, who=f"{units} 个单位 units ({which})", subject=f"filings/users/{slug}", about="",
            overdue=any(one.overdue for one in together),
        )  # fmt: skip


def _submission(one: OpenSubmission, until: date, today: str) -> Entry:
    """The last day of whoever's turn it is. `today`: day of the queue. The unit is named on the authority's page only."""
    what = f"#{one.pull_request}"
    title = Text(f"{one.turn.label.zh} {what}：{one.kind.label.zh}", f"{one.turn.label.en} {what}: {one.kind.label.en}")  # fmt: skip
    told = stands(one)
    return Entry(
        name=hashlib.sha256(f"{REVIEW}\n{one.pull_request}".encode()).hexdigest()[:32],
        since=datetime.combine(date.fromisoformat(one.submitted_on or one.opened_on), time(), SHANGHAI),
        until=until,
        summary=marked(title, overdue=until.isoformat() < today, provisional=one.provisional),
        description=f"{told.zh}\n{told.en}",
        category=REVIEW,
        provisional=one.provisional,
    )
