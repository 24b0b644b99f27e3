"""What is due, as a calendar file (RFC 5545) that any calendar program can subscribe to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from registry.core.due import Docket, Due
from registry.core.text import Text
from registry.render.docket import how, summary

PRODUCT = "-//edu-app-registry//due//ZH"
_NAME = Text("教育移动应用备案期限", "Time limits of filings of educational apps")


@dataclass(frozen=True, slots=True)
class Entry:
    """One all-day event. `name` tells it from all others and stays; `since`: the instant of what started it; `until`: the day."""

    name: str
    since: datetime
    until: date
    summary: Text
    description: str
    category: str
    provisional: bool


def as_calendar(docket: Docket) -> bytes:
    """A docket as a calendar, Chinese first. Units appear by their codes, as on the public record; nobody is named."""
    return written(_NAME, map(entry_of, docket.dues))


def written(name: Text, entries: Iterable[Entry]) -> bytes:
    """An all-day event on each last day.

    The name of an event stays the same when its date is computed again, so that a subscriber's entry moves instead of doubling.
    Its stamp is the instant of what started it: the same entries give the same bytes, whenever they are asked for.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name.both())
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def marked(title: Text, *, overdue: bool, provisional: bool) -> Text:
    """A title that says first what kind of day it is."""
    mark = Text("(暂定)", "(provisional) ") if provisional else Text("", "")
    if overdue:
        mark = Text(f"(逾期){mark.zh}", f"(overdue) {mark.en}")
    return Text(f"{mark.zh}{title.zh}", f"{mark.en}{title.en}")


def entry_of(due: Due) -> Entry:
    """The last day of something that is due."""
    counted = how(due)
    return Entry(
        name=due.uid,
        since=due.since,
        until=due.until,
        summary=marked(summary(due), overdue=due.overdue, provisional=due.provisional),
        description=f"{due.subject} {due.about}".rstrip() + f"\n{counted.zh}\n{counted.en}",
        category=due.limit.code,
        provisional=due.provisional,
    )


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.name}@edu-app-registry.invalid")
    event.add("dtstamp", entry.since)
    event.add("dtstart", entry.until)
    event.add("dtend", entry.until + timedelta(days=1))
    event.add("summary", f"{entry.summary.zh} {entry.summary.en}")
    event.add("description", entry.description)
    event.add("categories", [entry.category])
    event.add("status", "TENTATIVE" if entry.provisional else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event
