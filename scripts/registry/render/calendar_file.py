"""What is due, as a calendar file (RFC 5545) that any calendar program can subscribe to."""

from datetime import timedelta

from icalendar import Calendar, Event

from registry.core.due import Docket, Due
from registry.core.text import Text
from registry.render.docket import how, summary

PRODUCT = "-//edu-app-registry//due//ZH"
_NAME = Text("教育移动应用备案期限", "Time limits of filings of educational apps")


def as_calendar(docket: Docket, name: Text = _NAME) -> bytes:
    """An all-day event on each last day, Chinese first. Units appear by their codes, as on the public record; nobody is named.

    The name of an event stays the same when its date is computed again, so that a subscriber's entry moves instead of doubling.
    Its stamp is the instant of what started it: the same docket gives the same bytes, whenever it is asked for.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name.both())
    for due in docket.dues:
        calendar.add_component(_event(due))
    return bytes(calendar.to_ical())


def _event(due: Due) -> Event:
    title, counted = summary(due), how(due)
    mark = Text("(暂定)", "(provisional) ") if due.provisional else Text("", "")
    if due.overdue:
        mark = Text(f"(逾期){mark.zh}", f"(overdue) {mark.en}")
    where = f"{due.subject} {due.about}".rstrip()
    event = Event()
    event.add("uid", f"{due.uid}@edu-app-registry.invalid")
    event.add("dtstamp", due.since)
    event.add("dtstart", due.until)
    event.add("dtend", due.until + timedelta(days=1))
    event.add("summary", f"{mark.zh}{title.zh} {mark.en}{title.en}")
    event.add("description", f"{where}\n{counted.zh}\n{counted.en}")
    event.add("categories", [due.limit.code])
    event.add("status", "TENTATIVE" if due.provisional else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event
