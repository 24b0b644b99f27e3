"""What is due on a day, from the miniature's records and from submissions: what starts it, what ends it, whose turn it is."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest

from registry.adapters.load import load
from registry.adapters.source import WorkTree
from registry.cli import main
from registry.commands.due import docket, end_of, read_procedures
from registry.commands.snapshot import snapshot_of
from registry.core.due import Docket, due, list_days
from registry.core.problem import Problem
from registry.core.procedure_file import ProcedureFile, ProcedureRecord
from registry.core.provincial import PublishedLists
from registry.core.time_limits import LIST_PUBLICATION
from registry.render.calendar_file import as_calendar
from registry.render.docket import as_json, as_text
from tests.builders import DING, MIDDLE, SCHOOL, XIN, Paths, RegistryFolder, number, use_text, user_text
from tests.clocks.calendars import ANNOUNCED, at

LOST = ("app_lost", SCHOOL, Paths.school, number("11", 2), "2026-05-19")
BAR = ("bar_end", DING, Paths.case, "", "2026-12-01")
LISTED = ("listing_end", "sichuan", Paths.case, "", "2026-12-02")
DEMANDED = ("rectification", DING, Paths.case, "", "2026-05-05")

Row = tuple[str, str, str, str, str]


def submission(pull_request: int, path: str, *steps: str, change: bool = False) -> ProcedureRecord:
    """A submission; each step is `instant who step [told]`."""
    values = []
    for text in steps:
        instant, who, step, *told = text.split()
        values.append(
            {"at": at(instant).isoformat(), "by": who, "step": step, **({"told": told[0]} if told else {})}
        )
    body = {"pull_request": pull_request, "path": path, "change": change, "steps": values}
    return ProcedureRecord.model_validate_json(json.dumps(body))


def on(
    folder: RegistryFolder,
    day: str,
    *submissions: ProcedureRecord,
    shorter: dict[str, dict[str, int]] | None = None,
    lists: bool = False,
) -> Docket:
    """What is due at the end of a day, or at an instant; the province's list, which is always due, only with `lists`."""
    now = end_of(date.fromisoformat(day)) if len(day) == 10 else at(day)
    snapshot = snapshot_of(load(WorkTree(folder.root)), "", now.date())
    found = due(snapshot, submissions, ANNOUNCED, now, shorter or {})
    kept = tuple(one for one in found.dues if lists or one.limit is not LIST_PUBLICATION)
    return replace(found, dues=kept)


def rows(found: Docket) -> list[Row]:
    """Code, who, path, about and last day of each."""
    return [(one.limit.code, one.who, one.subject, one.about, one.until.isoformat()) for one in found.dues]


def overdue(found: Docket) -> list[str]:
    """Codes of what is overdue."""
    return [one.limit.code for one in found.dues if one.overdue]


# --- By the records.

DAYS: list[tuple[str, list[Row], list[str]]] = [
    ("2026-03-01", [], []),
    ("2026-04-04", [], []),
    ("2026-04-05", [DEMANDED], []),
    ("2026-05-05", [DEMANDED], []),
    ("2026-05-06", [DEMANDED, LOST], ["rectification"]),
    ("2026-05-09", [DEMANDED, LOST], ["rectification"]),
    ("2026-05-10", [LOST], []),
    ("2026-05-19", [LOST], []),
    ("2026-05-20", [LOST], ["app_lost"]),
    ("2026-05-31", [LOST], ["app_lost"]),
    ("2026-06-01", [LOST, BAR, LISTED], ["app_lost"]),
    ("2026-12-01", [LOST, BAR, LISTED], ["app_lost"]),
    ("2026-12-02", [LOST, LISTED], ["app_lost"]),
    ("2026-12-03", [LOST, LISTED], ["app_lost", "listing_end"]),
]


@pytest.mark.parametrize(("day", "expected", "late"), DAYS)
def test_the_miniature_day_by_day(
    folder: RegistryFolder, day: str, expected: list[Row], late: list[str]
) -> None:
    """What appears, is overdue and disappears on which day; overdue first, then by date."""
    found = on(folder, day)
    assert rows(found) == expected
    assert overdue(found) == late
    assert all(one.may_close == one.overdue for one in found.dues), "nothing of it is provisional"


def test_the_instant_of_the_event_counts(folder: RegistryFolder) -> None:
    """A second before it nothing is due."""
    assert [one.limit.code for one in on(folder, "2026-05-06T08:59:59").dues] == ["rectification"]
    assert [one.limit.code for one in on(folder, "2026-05-06T01:00:00Z").dues] == [
        "rectification",
        "app_lost",
    ]


def test_what_a_due_says(folder: RegistryFolder) -> None:
    """Event, authority, how it was counted."""
    lost, bar, listed = on(folder, "2026-11-24").dues
    assert (lost.since, lost.authority) == (at("2026-05-06T09:00:00"), "zhejiang/330100/330106")
    assert lost.computed is not None
    assert (lost.computed.amount, lost.computed.due) == (10, date(2026, 5, 19))
    assert (bar.since, bar.authority) == (at("2026-06-01T00:00:00"), "sichuan")
    assert bar.computed is not None
    assert (bar.computed.amount, bar.computed.due) == (6, date(2026, 12, 1))
    assert listed.computed == bar.computed
    demand = on(folder, "2026-05-01").dues[0]
    assert (demand.since, demand.computed, demand.authority) == (at("2026-04-05T00:00:00"), None, "sichuan")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('    outcome:\n      result: not_rectified\n      date: "2026-05-10"\n', "", "rectification"),
        ("state: blacklisted", "state: expired", "listing_end"),
    ],
)
def test_what_ends_a_limit_of_a_case(folder: RegistryFolder, old: str, new: str, code: str) -> None:
    """Measures end the demand even where no outcome stands; a case that is closed needs no closing."""
    folder.edit(Paths.case, old, new)
    assert code not in [one.limit.code for one in on(folder, "2026-12-03").dues]


def test_a_demand_without_outcome_stays_until_measures(folder: RegistryFolder) -> None:
    """The day of the decision ends it."""
    folder.edit(Paths.case, '    outcome:\n      result: not_rectified\n      date: "2026-05-10"\n', "")
    assert rows(on(folder, "2026-05-31"))[0] == DEMANDED
    assert DEMANDED not in rows(on(folder, "2026-06-01"))


def test_a_second_demand_counts_from_its_day(folder: RegistryFolder) -> None:
    """What was established about the first does not end it."""
    ends = '      date: "2026-05-10"\n'
    again = '  - demanded: "2026-05-12"\n    due: "2026-05-30"\n    document_no: 示教函〔2026〕9号\n'
    folder.edit(Paths.case, ends, ends + again)
    assert rows(on(folder, "2026-05-11")) == [LOST]
    assert (*DEMANDED[:4], "2026-05-30") in rows(on(folder, "2026-05-12"))
    assert rows(on(folder, "2026-05-09"))[0] == DEMANDED


def test_a_unit_taken_off_early_has_no_bar_left(folder: RegistryFolder) -> None:
    """From the day on which it was lifted, not before."""
    folder.case("sichuan", DING, lifted="2026-09-01")
    assert rows(on(folder, "2026-08-31")) == [LOST, BAR, LISTED]
    assert rows(on(folder, "2026-09-01")) == [LOST]


def test_a_case_without_bar_has_no_end(folder: RegistryFolder) -> None:
    """Measures without a bar give no date."""
    folder.edit(Paths.case, '  bar:\n    start: "2026-06-01"\n    months: 6\n', "")
    assert rows(on(folder, "2026-06-01")) == [LOST]


# --- Uses whose app lost its filing (Art. 20).


@pytest.mark.parametrize("event", ["reconfirmed", "ended"])
def test_an_institution_that_answered_owes_nothing(folder: RegistryFolder, event: str) -> None:
    """Re-confirmed or ended after the event: from that instant on."""
    folder.ledger.record(
        "zhejiang",
        {"event": event, "path": Paths.school, "item": "use-2", "number": number("11", 2)},
        at="2026-05-18T09:00:00+08:00",
    )
    assert rows(on(folder, "2026-05-18T08:59:59")) == [LOST]
    assert rows(on(folder, "2026-05-18T09:00:00")) == []


def test_after_a_suspension_any_update_will_do(folder: RegistryFolder) -> None:
    """The filing was looked at; another institution's was not."""
    folder.ledger.record(
        "zhejiang", {"event": "changed", "path": Paths.school}, at="2026-05-18T09:00:00+08:00"
    )
    assert rows(on(folder, "2026-05-17")) == [LOST]
    assert rows(on(folder, "2026-05-18")) == []


@pytest.mark.parametrize(
    ("event", "answer"), [("revoked", "ended"), ("withdrawn", "ended"), ("revoked", "reconfirmed")]
)
def test_after_a_revocation_the_use_must_go(folder: RegistryFolder, event: str, answer: str) -> None:
    """An update that keeps it is no answer; ending it is, or whatever its authority decided about it."""
    folder.ledger.record(
        "beijing",
        {"event": event, "path": Paths.jia, "number": number("11", 2)},
        at="2026-11-02T09:00:00+08:00",
    )
    folder.ledger.record(
        "zhejiang", {"event": "changed", "path": Paths.school}, at="2026-11-03T09:00:00+08:00"
    )
    owed = (*LOST[:4], "2026-11-16")
    assert owed in rows(on(folder, "2026-11-03"))
    folder.ledger.record(
        "zhejiang",
        {"event": answer, "path": Paths.school, "item": "use-2"},
        at="2026-11-04T09:00:00+08:00",
    )
    assert owed in rows(on(folder, "2026-11-03"))
    assert owed not in rows(on(folder, "2026-11-04"))


def test_a_use_that_lapsed_by_decision_is_no_answer(folder: RegistryFolder) -> None:
    """The institution has said nothing."""
    folder.ledger.record(
        "zhejiang",
        {"event": "invalidated", "path": Paths.school, "item": "use-2", "number": number("11", 2)},
        at="2026-05-18T09:00:00+08:00",
    )
    assert rows(on(folder, "2026-05-18")) == [LOST]


def test_an_app_in_force_again_ends_it(folder: RegistryFolder) -> None:
    """Reinstated; and lost again later it starts again, from the later event."""
    folder.ledger.record(
        "beijing",
        {"event": "reinstated", "path": Paths.jia, "number": number("11", 2)},
        at="2026-05-18T09:00:00+08:00",
    )
    assert rows(on(folder, "2026-05-18")) == []
    folder.ledger.record(
        "beijing",
        {"event": "withdrawn", "path": Paths.jia, "number": number("11", 2)},
        at="2026-11-02T09:00:00+08:00",
    )
    assert rows(on(folder, "2026-05-18")) == []
    assert ("app_lost", SCHOOL, Paths.school, number("11", 2), "2026-11-16") in rows(on(folder, "2026-11-02"))


def test_a_use_confirmed_after_the_event_is_not_asked_again(folder: RegistryFolder) -> None:
    """Whoever confirmed it knew."""
    folder.ledger.record(
        "beijing",
        {"event": "confirmed", "path": Paths.middle, "item": "use-1", "number": number("11", 2)},
        at="2026-05-07T09:00:00+08:00",
    )
    assert MIDDLE not in {one.who for one in on(folder, "2026-05-06").dues}
    assert MIDDLE not in {one.who for one in on(folder, "2026-05-20").dues}


def test_a_use_confirmed_at_the_same_instant_did_not_know(folder: RegistryFolder) -> None:
    """Two decisions of one second: the later word counts only if it is later."""
    folder.ledger.record(
        "beijing",
        {"event": "confirmed", "path": Paths.middle, "item": "use-1", "number": number("11", 3)},
        {"event": "confirmed", "path": Paths.middle, "item": "use-2", "number": number("11", 2)},
        at="2026-05-06T09:00:00+08:00",
    )
    folder.user(
        "beijing/110108",
        MIDDLE,
        uses=[use_text("use-1", number("11", 3)), use_text("use-2", number("11", 2))],
    )
    assert [one.about for one in on(folder, "2026-05-07").dues if one.who == MIDDLE] == [
        number("11", 2),
        number("11", 3),
    ]


@pytest.mark.parametrize("how", ["use gone", "another app", "filing gone"])
def test_a_filing_that_was_updated_waits_for_its_authority(folder: RegistryFolder, how: str) -> None:
    """Merged and not registered yet: the institution has done its part."""
    if how == "use gone":
        uses = [use_text("use-1", number("11", 1)), use_text("own", own=True)]
        folder.write(Paths.school, user_text(uses=uses))
    elif how == "another app":
        folder.edit(Paths.school, f"number: {number('11', 2)}", f"number: {number('51', 3)}")
    else:
        (folder.root / Paths.school).unlink()
    assert LOST not in rows(on(folder, "2026-05-20"))


@pytest.mark.parametrize(
    ("steps", "owes"),
    [
        (["2026-05-12 institution submitted"], False),
        (["2026-05-06T09:00:00 institution submitted"], False),
        (["2026-05-06T08:59:59 institution submitted"], True),
        (["2026-05-12 institution submitted", "2026-05-13 authority confirmed"], False),
        (["2026-05-12 institution submitted", "2026-05-13 authority returned"], True),
        (["2026-05-12 institution submitted", "2026-05-13 institution withdrawn"], True),
        (["2026-05-21 institution submitted"], True),
    ],
)
def test_an_update_on_its_way(folder: RegistryFolder, steps: list[str], owes: bool) -> None:
    """Submitted after the event, and not returned or withdrawn."""
    found = on(folder, "2026-05-20", submission(7, Paths.school, *steps, change=True))
    assert (LOST in rows(found)) is owes


def test_an_update_of_another_filing_is_no_answer(folder: RegistryFolder) -> None:
    """The path must be the institution's."""
    found = on(folder, "2026-05-20", submission(7, Paths.middle, "2026-05-12 institution submitted"))
    assert LOST in rows(found)


@pytest.mark.parametrize("answer", ["spoken", "gone", "submitted"])
def test_one_institution_answers_for_itself_alone(folder: RegistryFolder, answer: str) -> None:
    """Whatever the school did, the other one still owes."""
    folder.ledger.record(
        "beijing",
        {"event": "confirmed", "path": Paths.middle, "item": "use-1", "number": number("11", 2)},
        at="2026-05-06T09:00:00+08:00",
    )
    folder.user("beijing/110108", MIDDLE, uses=[use_text("use-1", number("11", 2))])
    if answer == "spoken":
        folder.ledger.record(
            "zhejiang", {"event": "changed", "path": Paths.school}, at="2026-05-07T09:00:00+08:00"
        )
    elif answer == "gone":
        (folder.root / Paths.school).unlink()
    on_its_way = submission(7, Paths.school, "2026-05-12 institution submitted")
    found = on(folder, "2026-05-15", *([on_its_way] if answer == "submitted" else []))
    assert [one.who for one in found.dues if one.limit.code == "app_lost"] == [MIDDLE]


# --- Evidence that the circular put off (Point 3).


def without_icp(folder: RegistryFolder) -> None:
    """辛's filing without the ICP filing of its business system."""
    before, _, rest = folder.read(Paths.xin).partition("    icp:\n")
    folder.write(Paths.xin, before + "    mlps:\n" + rest.partition("    mlps:\n")[2])


@pytest.mark.parametrize(
    ("day", "since", "until"),
    [
        ("2019-12-01", "2019-11-11", "2020-01-31"),
        ("2020-01-31", "2019-11-11", "2020-01-31"),
        ("2020-05-26", "2020-05-26", "2020-06-30"),
        ("2020-07-01", "2020-05-26", "2020-07-31"),
        ("2020-07-31", "2020-05-26", "2020-07-31"),
    ],
)
def test_evidence_that_was_put_off(folder: RegistryFolder, day: str, since: str, until: str) -> None:
    """By what had been announced by the day; only of the filing that lacks it, which another day's filing does not."""
    without_icp(folder)
    (found,) = on(folder, day).dues
    assert (found.limit.code, found.who, found.authority, found.subject) == (
        "buffer",
        XIN,
        "beijing",
        Paths.xin,
    )
    assert (found.since.date().isoformat(), found.until.isoformat()) == (since, until)
    assert (found.overdue, found.provisional, found.computed, found.about) == (False, False, None, "")
    assert f"Announced on {since}\n" in as_text(on(folder, day), "en")


@pytest.mark.parametrize("day", ["2019-11-30", "2020-02-01", "2020-05-25", "2020-08-01"])
def test_evidence_that_is_required_has_no_date(folder: RegistryFolder, day: str) -> None:
    """Before, between and after the announcements."""
    without_icp(folder)
    assert on(folder, day).dues == ()


# --- Lists of a province (Art. 26).


@pytest.mark.parametrize(
    ("day", "since", "last"),
    [
        ("2024-11-01", "2024-07-01", "2024-12-31"),
        ("2026-06-29", "2026-01-01", "2026-06-30"),
        ("2026-06-30", "2026-01-01", "2026-06-30"),
        ("2026-07-01", "2026-07-01", "2026-12-31"),
        ("2026-12-31", "2026-07-01", "2026-12-31"),
        ("2027-01-01", "2027-01-01", "2027-06-30"),
    ],
)
def test_the_next_list_of_a_province(folder: RegistryFolder, day: str, since: str, last: str) -> None:
    """Beijing's, every half year; never overdue, since nothing tells whether the one before came out."""
    (found,) = [one for one in on(folder, day, lists=True).dues if one.limit is LIST_PUBLICATION]
    assert (found.who, found.authority, found.subject) == ("beijing", "beijing", "authorities/beijing.yaml")
    assert (found.since.date().isoformat(), found.until.isoformat()) == (since, last)
    assert (found.overdue, found.provisional, found.computed) == (False, False, None)


def test_no_list_before_the_rules_were_issued(folder: RegistryFolder) -> None:
    """Beijing's are of 2024-10-28."""
    assert on(folder, "2024-10-27", lists=True).dues == ()
    assert len(on(folder, "2024-10-28", lists=True).dues) == 1


def test_a_list_says_which_period_it_closes(folder: RegistryFolder) -> None:
    """In both languages."""
    text = as_text(on(folder, "2024-11-01", lists=True), "en")
    assert (
        "2024-12-31 Competent authority beijing: Publishing the list by the province's rules (Art. 26) authorities/beijing.yaml"
        in text
    )
    assert "    The last day of the period from 2024-07-01 [product rule list_publication]" in text
    assert "    2024-07-01起一期的末日 [本系统规则 list_publication]" in as_text(
        on(folder, "2024-11-01", lists=True), "zh"
    )


@pytest.mark.parametrize(
    ("months", "times", "days"),
    [
        ([], 1, ["2024-12-31"]),
        ([], 2, ["2024-06-30", "2024-12-31"]),
        ([], 4, ["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"]),
        ([], 5, ["2024-02-29", "2024-04-30", "2024-07-31", "2024-09-30", "2024-12-31"]),
        ([11, 2], 2, ["2024-02-29", "2024-11-30"]),
    ],
)
def test_days_of_lists_in_a_year(months: list[int], times: int, days: list[str]) -> None:
    """The months that are named, in order, or equal parts of the year."""
    values = {
        "months": months,
        "times_a_year": times,
        "source": {"document": "示例细则", "checked": "2026-11-23"},
    }
    published = PublishedLists.model_validate(values)
    assert [day.isoformat() for day in list_days(published, 2024)] == days


def test_a_list_without_a_date_of_issue_counts_always(folder: RegistryFolder) -> None:
    """The Measures' first year."""
    folder.edit(
        "authorities/beijing.yaml",
        '      document: 北京市教育移动互联网应用程序备案管理实施细则：黑白名单每半年公布一次\n      issued: "2024-10-28"\n',
        "      document: 示例细则\n",
    )
    assert [one.until.isoformat() for one in on(folder, "2019-11-11", lists=True).dues] == ["2019-12-31"]


def test_measures_without_a_list_leave_nothing_to_take_off(folder: RegistryFolder) -> None:
    """The bar's last day stays."""
    folder.edit(Paths.case, "  list: national\n  level: black\n", "")
    assert rows(on(folder, "2026-06-01")) == [LOST, BAR]


# --- Submissions (Art. 13, 19).


def test_submissions_show_whose_turn_it_is(folder: RegistryFolder) -> None:
    """The authority by its folder, the provider and the institution by their codes; overdue first, then by date."""
    found = on(
        folder,
        "2026-11-20",
        submission(16, Paths.yi, "2026-11-09 provider submitted", "2026-11-10 authority filed"),
        submission(12, Paths.xin, "2026-11-02 provider submitted", "2026-11-06 authority feedback"),
        submission(13, Paths.jia, "2026-11-02 provider submitted"),
        submission(14, Paths.middle, "2026-11-09 institution submitted"),
        submission(15, Paths.school, "2026-11-09 institution submitted", "2026-11-10 authority returned"),
    )
    assert rows(found) == [
        LOST,
        ("review", "beijing", Paths.jia, "#13", "2026-11-16"),
        ("supplement", XIN, Paths.xin, "#12", "2026-11-20"),
        ("confirm", "beijing/110108", Paths.middle, "#14", "2026-11-23"),
        BAR,
        LISTED,
    ]
    assert overdue(found) == ["app_lost", "review"]
    assert [one.authority for one in found.dues][1:4] == ["beijing", "beijing", "beijing/110108"]


def test_nothing_may_be_closed_on_a_provisional_date(folder: RegistryFolder) -> None:
    """Overdue, and still no ground to close; the same once announced dates are final."""
    late = submission(12, Paths.xin, "2026-12-17 provider submitted", "2026-12-18 authority feedback")
    found = next(one for one in on(folder, "2027-03-01", late).dues if one.about == "#12")
    assert (found.limit.code, found.overdue, found.provisional, found.may_close) == (
        "supplement",
        True,
        True,
        False,
    )


def test_steps_that_do_not_fit_are_told(folder: RegistryFolder) -> None:
    """With the submission they belong to; of an authority's list only its own."""
    odd = submission(12, Paths.xin, "2026-11-02 provider submitted", "2026-11-03 provider filed")
    found = on(folder, "2026-11-05", odd)
    assert [(record.pull_request, one.position) for record, one in found.refused] == [(12, 2)]
    assert found.of_authority("beijing").refused == found.refused
    assert found.of_authority("zhejiang").refused == ()


def test_a_step_is_refused_in_the_state_of_a_change(folder: RegistryFolder) -> None:
    """The sentence says that it is a change that is being checked."""
    odd = submission(
        12, Paths.xin, "2026-11-02 provider submitted", "2026-11-03 provider supplemented", change=True
    )
    ((_, refused),) = on(folder, "2026-11-05", odd).refused
    assert refused.why.en == "No supplement is possible in the state “Change being checked”."


def test_a_provinces_shorter_clocks(folder: RegistryFolder) -> None:
    """For filings in its folder and below, and for nobody else's (Art. 26)."""
    ours = submission(12, Paths.xin, "2026-11-02 provider submitted")
    theirs = submission(13, Paths.yi, "2026-11-02 provider submitted")
    found = on(folder, "2026-11-05", ours, theirs, shorter={"zhejiang": {"review": 3, "user_change": 5}})
    assert {one.about: one.until.isoformat() for one in found.dues if one.about.startswith("#")} == {
        "#12": "2026-11-16",
        "#13": "2026-11-05",
    }
    assert rows(found)[0] == (*LOST[:4], "2026-05-12"), "what rests on Art. 20 goes together"


@pytest.mark.parametrize(
    ("shorter", "complaint"),
    [({"review": 11}, "can only shorten it"), ({"reviews": 5}, "there is no clock reviews")],
)
def test_lengths_that_are_none_are_refused(
    folder: RegistryFolder, shorter: dict[str, int], complaint: str
) -> None:
    """Longer, or of a clock that is none."""
    with pytest.raises(ValueError, match=complaint):
        on(folder, "2026-11-05", shorter={"zhejiang": shorter})


def test_of_an_authority_is_what_lies_in_its_remit(folder: RegistryFolder) -> None:
    """Its own folder and those below it; a name that only begins alike is another."""
    found = on(folder, "2026-11-24")
    assert rows(found.of_authority("zhejiang")) == [LOST]
    assert rows(found.of_authority("zhejiang/330100/330106")) == [LOST]
    assert rows(found.of_authority("zhejiang/330100/330105")) == []
    assert rows(found.of_authority("zhejian")) == []
    assert rows(found.of_authority("sichuan")) == [BAR, LISTED]
    assert found.of_authority("sichuan").now == found.now


def test_uids_stay_when_the_date_moves_and_differ_otherwise(folder: RegistryFolder) -> None:
    """A shorter clock is the same entry of a calendar; another submission is not."""
    one = submission(12, Paths.yi, "2026-11-02 provider submitted")
    other = submission(13, Paths.yi, "2026-11-02 provider submitted")
    found = on(folder, "2026-11-24", one, other)
    moved = on(folder, "2026-11-23", one, other, shorter={"zhejiang": {"review": 3}})
    assert {due.uid for due in found.dues} == {due.uid for due in moved.dues}
    assert len({due.uid for due in found.dues}) == len(found.dues) == 5
    assert all(len(due.uid) == 32 for due in found.dues)


def test_a_submission_at_no_place_lies_in_nobodys_remit(folder: RegistryFolder) -> None:
    """It is shown, so that it is not lost; the command refuses such a file before."""
    found = on(
        folder, "2026-11-05", submission(12, "filings/providers/x.yaml", "2026-11-02 provider submitted")
    )
    assert [(one.who, one.authority, one.about) for one in found.dues if one.limit.code == "review"] == [
        ("", "", "#12")
    ]


# --- As text, JSON and calendar.

OPEN = (
    submission(12, Paths.xin, "2026-12-17 provider submitted", "2026-12-18 authority feedback 2027-01-06"),
    submission(13, Paths.xin, "2026-11-02 provider submitted", "2026-11-03 provider filed"),
)
TEXT_ZH = f"""\
2026-05-19 逾期 机构使用者 {SCHOOL}：所用应用失去备案后更新(第二十条) {Paths.school} {number("11", 2)}
    所用应用暂时下线、撤销或注销(2026-05-06)次日起10个工作日，其间不计：周末3日 [本系统规则 app_lost]
2026-11-16 逾期 主管部门 beijing：核验反馈(第十三条) {Paths.xin} #13
    提交备案申请(2026-11-02)次日起10个工作日，其间不计：周末4日 [本系统规则 review]
2026-12-02 逾期 主管部门 sichuan：期满移出名单(本系统规则) {Paths.case}
    自2026-06-01起6个月，至对应日或月末日 [本系统规则 listing_end]
2027-01-06 暂定 提供者 {XIN}：补充提交(第十三条) {Paths.xin} #12
    主管部门反馈(2026-12-18)次日起10个工作日，其间不计：周末6日、元旦1日，应为2027-01-04；曾告知较晚的日期，以告知为准
未计入：#13 {Paths.xin} 第2步：完成备案只能由主管部门作出，不能由提供者作出。
"""
TEXT_EN = f"""\
2026-05-05 Unit concerned {DING}: Rectification (Art. 24) {Paths.case}
    Set on 2026-04-05 [product rule rectification]
Product rule rectification: The Measures do not say how long a unit has to rectify; the date in the demand counts.
2026-05-01: 1 due, 0 of them overdue
"""


def test_as_chinese_text(folder: RegistryFolder) -> None:
    """Two lines each, steps that do not count, product rules with their reasons, a count."""
    text = as_text(on(folder, "2026-12-20", *OPEN), "zh")
    assert text.startswith(TEXT_ZH)
    rest = text.removeprefix(TEXT_ZH).splitlines()
    assert [line[:9] for line in rest] == ["本系统规则 app", "本系统规则 lis", "本系统规则 rev", "2026-12-2"]
    assert rest[-1] == "2026-12-20：共4项，其中逾期3项"


def test_as_english_text(folder: RegistryFolder) -> None:
    """The same in English; a date that was set is not counted."""
    assert as_text(on(folder, "2026-05-01"), "en") == TEXT_EN


def test_both_languages_have_the_same_lines(folder: RegistryFolder) -> None:
    """And the English ones no Chinese but filing numbers."""
    found = on(folder, "2026-12-20", *OPEN)
    zh, en = (as_text(found, language).splitlines() for language in ("zh", "en"))
    assert len(zh) == len(en)
    assert all(line.replace(number("11", 2), "").isascii() for line in en)


def test_nothing_due_is_one_line(folder: RegistryFolder) -> None:
    """A count of none."""
    assert as_text(on(folder, "2026-03-01"), "en") == "2026-03-01: 0 due, 0 of them overdue\n"


def test_as_json(folder: RegistryFolder) -> None:
    """Everything that the text says, for programs."""
    text = as_json(on(folder, "2026-12-20", *OPEN))
    body = json.loads(text)
    assert text.isascii()
    assert body["now"] == "2026-12-20T23:59:59+08:00"
    assert [
        (one["code"], one["until"], one["overdue"], one["provisional"], one["may_close"])
        for one in body["due"]
    ] == [
        ("app_lost", "2026-05-19", True, False, True),
        ("review", "2026-11-16", True, False, True),
        ("listing_end", "2026-12-02", True, False, True),
        ("supplement", "2027-01-06", False, True, False),
    ]
    first = body["due"][0]
    assert {
        key: first[key]
        for key in ("article", "party", "who", "authority", "path", "about", "since", "calendar")
    } == {
        "article": "Art. 20",
        "party": "institution",
        "who": SCHOOL,
        "authority": "zhejiang/330100/330106",
        "path": Paths.school,
        "about": number("11", 2),
        "since": "2026-05-06T09:00:00+08:00",
        "calendar": "chinesecalendar 1.11.0",
    }
    assert first["name"] == {"zh": "所用应用失去备案后更新", "en": "Update after a used app lost its filing"}
    assert first["product_rule"]["en"].startswith("The Measures do not say what the suspension")
    assert first["how"]["en"].startswith("10 working days after: Used app suspended")
    assert len(first["uid"]) == 32
    assert (body["due"][2]["calendar"], body["due"][3]["product_rule"]) == (None, None)
    assert body["refused_steps"] == [
        {
            "pull_request": 13,
            "path": Paths.xin,
            "position": 2,
            "step": "filed",
            "why": {
                "zh": "完成备案只能由主管部门作出，不能由提供者作出。",
                "en": "The completion of the filing is for the competent authority, not for the provider.",
            },
        }
    ]


def test_json_of_a_set_date(folder: RegistryFolder) -> None:
    """Nothing was counted, so no calendar."""
    found = json.loads(as_json(on(folder, "2026-05-01")))["due"][0]
    assert (found["calendar"], found["how"]["zh"]) == (
        None,
        "2026-04-05确定的日期 [本系统规则 rectification]",
    )


def test_as_a_calendar_that_is_read_back(folder: RegistryFolder) -> None:
    """Valid, one all-day event each, Chinese first, provisional ones tentative."""
    found = on(folder, "2026-12-20", *OPEN)
    content = as_calendar(found)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(content)
    assert (str(calendar["version"]), str(calendar["prodid"])) == ("2.0", "-//edu-app-registry//due//ZH")
    events = calendar.walk("VEVENT")
    assert [str(event["uid"]) for event in events] == [
        f"{one.uid}@edu-app-registry.invalid" for one in found.dues
    ]
    for event, one in zip(events, found.dues, strict=True):
        assert (event.decoded("dtstart"), event.decoded("dtend")) == (
            one.until,
            one.until + timedelta(days=1),
        )
        assert not isinstance(event.decoded("dtstart"), datetime)
        assert event.decoded("dtstamp") == one.since
        assert event.errors == []
    assert str(events[0]["summary"]) == (
        f"(逾期)机构使用者 {SCHOOL}：所用应用失去备案后更新(第二十条) "
        f"(overdue) Institutional user {SCHOOL}: Update after a used app lost its filing (Art. 20)"
    )
    assert str(events[0]["description"]).splitlines()[0] == f"{Paths.school} {number('11', 2)}"
    assert str(events[3]["summary"]).startswith("(暂定)提供者 ")
    assert [str(event["status"]) for event in events] == ["CONFIRMED"] * 3 + ["TENTATIVE"]
    assert [event["categories"].to_ical() for event in events] == [
        b"app_lost",
        b"review",
        b"listing_end",
        b"supplement",
    ]


def test_a_calendar_names_nobody(folder: RegistryFolder) -> None:
    """No unit's name, mailbox or telephone: codes, paths and numbers only."""
    text = as_calendar(on(folder, "2026-12-20", *OPEN)).decode().replace("\r\n ", "")
    for word in ("示例", "service@", "010-80000000"):
        assert word not in text


def test_the_same_docket_gives_the_same_bytes(folder: RegistryFolder) -> None:
    """Nothing of the machine or the moment gets in."""
    assert as_calendar(on(folder, "2026-12-20")) == as_calendar(on(folder, "2026-12-20"))


# --- The file of procedures.

GOOD = {
    "schema": "procedures/v1",
    "procedures": [
        {
            "pull_request": 12,
            "path": Paths.xin,
            "steps": [
                {"at": "2026-11-02T09:00:00+08:00", "step": "submitted", "by": "provider"},
                {"at": "2026-11-06T07:00:00Z", "step": "feedback", "by": "authority", "told": "2026-11-20"},
            ],
        }
    ],
}


def write(path: Path, body: object) -> Path:
    """A JSON file."""
    path.write_text(json.dumps(body), encoding="utf-8")
    return path


def test_procedures_are_read(tmp_path: Path) -> None:
    """Steps with their zones and dates; change is false unless said."""
    (record,) = read_procedures(write(tmp_path / "open.json", GOOD))
    assert (record.pull_request, record.path, record.change, record.kind.value) == (
        12,
        Paths.xin,
        False,
        "provider",
    )
    assert record.values[1].at == at("2026-11-06T15:00:00")
    assert record.values[1].told == date(2026, 11, 20)
    assert read_procedures(write(tmp_path / "none.json", {"schema": "procedures/v1", "procedures": []})) == ()


def edited(old: str, new: str) -> str:
    """The good file with one change."""
    text = json.dumps(GOOD)
    assert old in text
    return text.replace(old, new)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "the file: Invalid JSON"),
        ("[]", "the file: "),
        ("[" * 100_000, "the file: Invalid JSON"),
        (edited("procedures/v1", "procedures/v2"), "schema: "),
        (edited('"submitted"', '"filled"'), "procedures.0.steps.0.step: "),
        (edited('"provider"', '"somebody"'), "procedures.0.steps.0.by: "),
        (edited("09:00:00+08:00", "09:00:00"), "procedures.0.steps.0.at: "),
        (edited('"2026-11-02T09:00:00+08:00"', "1790000000"), "procedures.0.steps.0.at: "),
        (edited("2026-11-20", "2026-02-30"), "procedures.0.steps.1.told: "),
        (edited('"told": "2026-11-20"', '"told": null'), "procedures.0.steps.1.told: "),
        (edited('"pull_request": 12', '"pull_request": 0'), "procedures.0.pull_request: "),
        (edited('"pull_request": 12', '"pull_request": "12"'), "procedures.0.pull_request: "),
        (edited('"pull_request": 12', '"pull_request": 12, "number": 1'), "procedures.0.number: "),
        (edited(Paths.xin, "blacklist/beijing/x.yaml"), "procedures.0.path: "),
        (
            edited(Paths.xin, "filings/providers/beijing/XX/x.yaml"),
            "procedures.0.path: no filing can lie at filings/providers/beijing/XX/x.yaml",
        ),
        (edited(Paths.xin, "filings/providers/../x.yaml"), "procedures.0.path: "),
        (
            json.dumps({**GOOD, "procedures": GOOD["procedures"] * 2}),
            "procedures.1.pull_request: 12 stands there twice",
        ),
    ],
)
def test_procedures_that_cannot_be_are_refused_with_the_place(
    tmp_path: Path, text: str, complaint: str
) -> None:
    """One line that names the file and the place in it."""
    path = tmp_path / "open.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Problem) as refused:
        read_procedures(path)
    assert complaint in str(refused.value)
    assert "open.json" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    """As a problem for a person."""
    with pytest.raises(Problem, match="No such file"):
        read_procedures(tmp_path / "open.json")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Problem, match="the file: "):
        read_procedures(tmp_path / "bytes.json")


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than the cap is read."""
    text = json.dumps(GOOD)
    monkeypatch.setattr("registry.commands.due.LARGEST_PROCEDURES", len(text))
    assert len(read_procedures(write(tmp_path / "open.json", GOOD))) == 1
    monkeypatch.setattr("registry.commands.due.LARGEST_PROCEDURES", len(text) - 1)
    with pytest.raises(Problem, match=f"larger than {len(text) - 1} bytes"):
        read_procedures(tmp_path / "open.json")


def test_the_example_of_the_help_is_a_file_of_procedures(capfd: pytest.CaptureFixture[str]) -> None:
    """It is read as it stands."""
    with pytest.raises(SystemExit):
        main(["due", "--help"])
    text = capfd.readouterr().out
    record = ProcedureFile.model_validate_json(text[text.index('{"schema"') :]).procedures[0]
    assert (record.pull_request, len(record.steps)) == (12, 2)
    assert record.where is not None


# --- The command, on a commit.


def run(capfd: pytest.CaptureFixture[str], root: Path, *arguments: str) -> tuple[int, str, str]:
    """Exit code, output and complaints of `registry due …`."""
    code = main(["due", "--root", str(root), *arguments])
    return code, *capfd.readouterr()


def test_the_command_reads_the_commit(
    indexed: RegistryFolder, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """At the end of the day asked for; what is not committed does not count; of one authority only its own."""
    folder = indexed.copy(tmp_path / "registry")
    folder.edit(Paths.case, "months: 6", "months: 12")
    code, text, said = run(capfd, folder.root, "--as-of", "2026-12-01", "--lang", "en")
    assert (code, said) == (0, "")
    assert (
        text.splitlines()[2]
        == f"2026-12-01 Unit concerned {DING}: Last day of the bar (Art. 24) {Paths.case}"
    )
    assert text.endswith("2026-12-01: 4 due, 1 of them overdue\n")
    code, text, _ = run(capfd, folder.root, "--as-of", "2026-12-02", "--authority", "sichuan", "--lang", "en")
    assert text.endswith("2026-12-02: 1 due, 0 of them overdue\n")


def test_the_command_in_all_formats(
    indexed: RegistryFolder, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """With submissions from a file; the calendar comes as it is, with its own line ends."""
    given = str(write(tmp_path / "open.json", GOOD))
    code, text, _ = run(
        capfd, indexed.root, "--as-of", "2026-11-20", "--procedures", given, "--format", "json"
    )
    assert code == 0
    assert "supplement" in [one["code"] for one in json.loads(text)["due"]]
    code = main(
        [
            "due",
            "--root",
            str(indexed.root),
            "--as-of",
            "2026-11-20",
            "--procedures",
            given,
            "--format",
            "ics",
        ]
    )
    events = icalendar.Calendar.from_ical(capfd.readouterr().out).walk("VEVENT")
    assert (code, len(events)) == (0, 5)


def test_without_a_day_it_is_now(indexed: RegistryFolder, capfd: pytest.CaptureFixture[str]) -> None:
    """The moment in Shanghai."""
    _, text, _ = run(capfd, indexed.root, "--format", "json")
    now = datetime.fromisoformat(json.loads(text)["now"])
    assert now.utcoffset() == timedelta(hours=8)
    assert abs(now - datetime.now(now.tzinfo)) < timedelta(minutes=5)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--authority", "atlantis"], "there is no authority atlantis; write e.g. zhejiang"),
        (["--authority", "zhejiang/990000"], "there is no authority zhejiang/990000"),
        (["--authority", ""], "there is no authority "),
        (["--as-of", "2018-12-31"], "the year 2018 is not between 2019 and 2099"),
        (["--procedures", "nowhere.json"], "nowhere.json: No such file or directory"),
    ],
)
def test_the_command_refuses_in_one_line(
    indexed: RegistryFolder, arguments: list[str], complaint: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, nothing on the output."""
    code, text, said = run(capfd, indexed.root, *arguments)
    assert (code, text) == (2, "")
    assert complaint in said
    assert said.count("\n") == 1


def test_outside_of_a_repository(tmp_path: Path) -> None:
    """A problem, not an empty list."""
    with pytest.raises(Problem):
        docket(tmp_path, end_of(date(2026, 11, 24)))
