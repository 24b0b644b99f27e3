"""Feeds and calendars, read by libraries that are not ours."""

import io
import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import feedparser
import icalendar
import pytest

from registry.core.codes import EventKind
from registry.core.due import Docket
from registry.core.queue import Queue
from registry.core.time_limits import APP_LOST
from registry.render.site import calendars, feeds
from registry.render.site.assemble import records_of
from registry.render.site.records import Records
from registry.render.site.submissions import submissions_of
from tests.site.conftest import Site
from tests.site.site_sample import snapshot
from tests.site.test_site_changes import queue

SITE = "https://registry.example.org/edu/"


@pytest.fixture(scope="module")
def records() -> Records:
    """The sample as records."""
    return records_of(snapshot())


def _feed(records: Records, name: str) -> feeds.Feed:
    return next(feed for feed in feeds.feeds(records) if feed.name == name)


def _parsed(content: bytes) -> Any:
    found = feedparser.parse(io.BytesIO(content), sanitize_html=False)
    assert found.bozo == 0, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def test_the_feed_of_changes_holds_the_decisions_newest_first(records: Records) -> None:
    found = _parsed(feeds.as_atom(_feed(records, "changes"), SITE))
    assert found.feed.title == "备案变更 Changes of filings"
    assert found.feed.updated == found.entries[0].updated == records.decisions[0].event.at
    assert [entry.updated for entry in found.entries] == [one.event.at for one in records.decisions]
    entry = next(
        entry for entry in found.entries if "5190002" in entry.title and entry.tags[0].term == "revoked"
    )
    assert entry.title == "撤销备案：锦里题库 教APP备5190002号"
    assert entry.link == f"{SITE}r/5190002.html"
    assert entry.author == "四川省教育厅"
    assert entry.content[0].value.splitlines() == [
        "2026-01-12 四川省教育厅：撤销备案，教APP备5190002号 成都锦里课堂网络有限公司，川教通〔2026〕2号。",
        "2026-01-12 Sichuan Provincial Department of Education: Revoked, 教APP备5190002号 成都锦里课堂网络有限公司, 川教通〔2026〕2号.",
    ]
    assert {link.rel: link.href for link in found.feed.links} == {
        "alternate": SITE,
        "self": f"{SITE}feeds/changes.atom",
    }


def test_entries_have_names_that_stay_and_differ(records: Records) -> None:
    entries = _parsed(feeds.as_atom(_feed(records, "changes"), SITE)).entries
    assert len({entry.id for entry in entries}) == len(entries) == 11
    elsewhere = _parsed(feeds.as_atom(_feed(records, "changes"), "https://other.example.org/")).entries
    assert [entry.id for entry in entries] == [entry.id for entry in elsewhere]
    own = _parsed(feeds.as_atom(_feed(records, "sichuan"), SITE)).entries
    assert {entry.id for entry in own} < {entry.id for entry in entries}


def test_both_forms_say_the_same(records: Records) -> None:
    for feed in feeds.feeds(records):
        atom = ElementTree.fromstring(feeds.as_atom(feed, SITE))
        told = json.loads(feeds.as_json(feed, SITE))
        assert told["version"] == "https://jsonfeed.org/version/1.1"
        assert told["feed_url"] == f"{SITE}feeds/{feed.name}.json"
        entries = atom.findall(f"{{{feeds.ATOM}}}entry")
        name = f"{{{feeds.ATOM}}}"
        assert [(item["id"], item["title"], item["content_text"]) for item in told["items"]] == [
            (entry.findtext(f"{name}id"), entry.findtext(f"{name}title"), entry.findtext(f"{name}content"))
            for entry in entries
        ]
        for item in told["items"]:
            assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
            assert item["url"].startswith(SITE)


def test_an_authority_feed_holds_its_own_decisions_only(records: Records) -> None:
    numbers = {feed.name: len(feed.decisions) for feed in feeds.feeds(records)}
    assert numbers == {"changes": 11, "blacklist": 0, "moe": 1, "beijing": 4, "sichuan": 6, "xpcc": 0}


def test_a_feed_without_entries_is_a_feed_with_a_day_of_its_own(records: Records) -> None:
    found = _parsed(feeds.as_atom(_feed(records, "xpcc"), ""))
    assert found.entries == []
    assert found.feed.updated == feeds.BEGINNING
    assert json.loads(feeds.as_json(_feed(records, "xpcc"), ""))["items"] == []


def test_no_more_than_a_hundred_entries(records: Records) -> None:
    many = replace(records, decisions=records.decisions * 12)
    assert all(len(feed.decisions) <= 100 for feed in feeds.feeds(many))
    assert len(_feed(many, "changes").decisions) == 100


def test_listings_are_in_the_feed_of_the_blacklist_and_lead_to_its_page(records: Records) -> None:
    listed = replace(
        records.decisions[0],
        app=None,
        event=records.decisions[0].event.model_copy(update={"event": EventKind.blacklisted, "number": None}),
    )
    feed = _feed(replace(records, decisions=(listed,)), "blacklist")
    (item,) = json.loads(feeds.as_json(feed, ""))["items"]
    assert item["url"] == "../blacklist/index.html"
    assert item["title"] == f"列入黑名单：{listed.unit}"


def test_a_decision_on_a_unit_without_a_page_leads_to_its_authority(records: Records) -> None:
    changed = next(one for one in records.decisions if one.app is None)
    assert feeds.page_of(changed) == f"provider/{changed.uscc}.html"
    assert feeds.page_of(replace(changed, has_provider_page=False)) == "authority/beijing.html"


HOSTILE = [
    "</content><script>alert(1)</script>",
    "]]><![CDATA[x",
    "&lt;b&gt; & <b>",
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
    "tab\u000b\u0000\ufffe\ud800end",
    "\u202egnirts",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_text(text: str, records: Records) -> None:
    first = next(one for one in records.decisions if one.app)
    assert first.app is not None
    hostile = replace(
        first,
        unit=text,
        app=replace(first.app, app=first.app.app.model_copy(update={"name": text})),
        event=first.event.model_copy(update={"reason": text}),
    )
    feed = replace(_feed(records, "changes"), decisions=(hostile,))
    content = feeds.as_atom(feed, SITE)
    root = ElementTree.fromstring(content)
    assert {child.tag.rpartition("}")[2] for child in root.iter()} == {
        "feed", "id", "title", "updated", "link", "rights", "entry", "published", "author", "name", "category", "content",
    }  # fmt: skip
    clean = "".join(c for c in text if c not in "\u000b\u0000\ufffe\ud800")
    entry = root.find(f"{{{feeds.ATOM}}}entry")
    assert entry is not None
    assert clean in (entry.findtext(f"{{{feeds.ATOM}}}title") or "")
    assert b"<!DOCTYPE" not in content


def test_published_feeds_are_well_formed_and_point_to_files_that_exist(site: Site) -> None:
    found = site.paths(".atom")
    assert len(found) == 6
    for path in found:
        for entry in _parsed((site.folder / path).read_bytes()).entries:
            assert (site.folder / entry.link.removeprefix("../")).is_file(), entry.link
        for item in json.loads(site.text(path.replace(".atom", ".json")))["items"]:
            assert (site.folder / item["url"].removeprefix("../")).is_file(), item["url"]


# --- Calendars.


def _events(content: bytes) -> list[Any]:
    calendar = icalendar.Calendar.from_ical(content)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    return list(calendar.walk("VEVENT"))


def test_every_authority_has_a_calendar_and_each_due_stands_in_its_own(site: Site, records: Records) -> None:
    assert site.paths(".ics") == [f"calendar/{slug}.ics" for slug in ("beijing", "moe", "sichuan", "xpcc")]
    assert records.docket.dues
    for path in site.paths(".ics"):
        slug = path.removeprefix("calendar/").removesuffix(".ics")
        calendar = icalendar.Calendar.from_ical((site.folder / path).read_bytes())
        assert "备案期限" in str(calendar["x-wr-calname"])
        days = sorted(event.decoded("dtstart") for event in calendar.walk("VEVENT"))
        assert days == sorted(one.until for one in records.docket.of_authority(slug).dues)


def test_the_end_of_a_bar_is_in_the_calendar_with_the_stamp_of_its_decision(site: Site) -> None:
    events = _events((site.folder / "calendar/sichuan.ics").read_bytes())
    bar = next(event for event in events if event["categories"].to_ical() == b"bar_end")
    assert bar.decoded("dtstart") == date(2026, 7, 12)
    assert bar.decoded("dtstamp").isoformat().startswith("2026-01-1")


def test_a_calendar_does_not_change_with_the_day_alone(records: Records) -> None:
    later = replace(
        records, docket=Docket(datetime.fromisoformat("2026-03-03T23:59:59+08:00"), records.docket.dues)
    )
    made = [
        {piece.path: piece.make() for piece in calendars.pieces(given, None)} for given in (records, later)
    ]  # type: ignore[arg-type]
    assert made[0] == made[1]


def test_the_schools_that_lost_apps_are_one_entry_a_day(records: Records) -> None:
    one = records.docket.dues[0]
    lost = [
        replace(
            one,
            limit=APP_LOST,
            who=f"S{n}",
            subject=f"filings/users/sichuan/S{n}.yaml",
            about="教APP备5190002号",
        )
        for n in range(5)
    ]
    other = replace(lost[0], about="教APP备5190003号", since=lost[0].since + timedelta(hours=1))
    later = replace(lost[0], until=lost[0].until + timedelta(days=1), since=lost[0].since + timedelta(days=1))
    found = list(calendars.gathered([one, *lost, later, other], "sichuan"))
    assert found[0] == one
    assert [(due.until - lost[0].until, due.who) for due in found[1:]] == [
        (timedelta(0), "5 个单位 units (2 个应用 apps)"),
        (timedelta(days=1), "1 个单位 units (教APP备5190002号)"),
    ]
    assert len({due.uid for due in found}) == 3
    assert found[1].uid == next(calendars.gathered(lost, "sichuan")).uid  # one more app moves no entry


def test_an_open_submission_is_in_the_calendar_of_whoever_decides_and_names_nobody(records: Records) -> None:
    def events(asked_for: Queue) -> dict[str, list[Any]]:
        asked = replace(records, submissions=submissions_of(asked_for))
        made = {piece.path: piece for piece in calendars.pieces(asked, None)}  # type: ignore[arg-type]
        return {
            path: [e for e in _events(p.make()) if e["categories"].to_ical() == b"open_submission"]
            for path, p in made.items()
        }

    before = {piece.path: piece.made_from for piece in calendars.pieces(records, None)}  # type: ignore[arg-type]
    found = events(queue({"due": "2026-03-12", "provisional": True}))
    assert {path: len(those) for path, those in found.items() if those} == {"calendar/beijing.ics": 1}
    (one,) = found["calendar/beijing.ics"]
    assert one.decoded("dtstart") == date(2026, 3, 12)
    assert (str(one["status"]), "云杉" in one.to_ical().decode()) == ("TENTATIVE", False)
    assert "暂定" in one["summary"]
    still = tuple(one.model_copy(update={"due": None}) for one in queue({}).submissions)  # no clock runs
    assert not any(events(queue({}).model_copy(update={"submissions": still})).values())
    asked = replace(records, submissions=submissions_of(queue({"due": "2026-03-12"})))
    now = {piece.path: piece.made_from for piece in calendars.pieces(asked, None)}  # type: ignore[arg-type]
    assert {path for path in now if now[path] != before[path]} == {"calendar/beijing.ics"}
