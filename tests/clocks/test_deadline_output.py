"""`registry deadline`: what is read, what is refused, and what is shown in both languages and as JSON."""

import json
from datetime import date, datetime
from typing import Any

import pytest

from registry.cli import main
from registry.commands.deadline import compute, read_instant
from registry.core import time_limits
from registry.core.problem import Problem
from registry.render.deadlines import as_json, as_text
from tests.clocks.calendars import ANNOUNCED, MadeUp, at, pauses

MAKE_UP_ZH = """\
期限：3个工作日
起算：2026-02-12 周四 10:00:00(北京时间)，当日不计
  2026-02-13 周五  第1日
  2026-02-14 周六  第2日，调休上班(春节)
  2026-02-15 周日  不计：春节
  2026-02-16 周一  不计：春节
  2026-02-17 周二  不计：春节
  2026-02-18 周三  不计：春节
  2026-02-19 周四  不计：春节
  2026-02-20 周五  不计：春节
  2026-02-21 周六  不计：春节
  2026-02-22 周日  不计：春节
  2026-02-23 周一  不计：春节
  2026-02-24 周二  第3日
到期：2026-02-24 周二 24:00
日历：chinesecalendar 1.11.0
"""
MAKE_UP_EN = """\
Length: 1 working day
Start: 2024-04-03 Wed 10:00:00 Beijing time; this day does not count
  2024-04-04 Thu  not counted: Tomb-sweeping Day
  2024-04-05 Fri  not counted: Tomb-sweeping Day
  2024-04-06 Sat  not counted: Tomb-sweeping Day
  2024-04-07 Sun  day 1, make-up working day (Tomb-sweeping Day)
Due: 2024-04-07 Sun 24:00
Calendar: chinesecalendar 1.11.0
"""
PROVISIONAL_ZH = """\
期限：3个工作日
起算：2026-12-24 周四 00:30:00(北京时间)，当日不计
  2026-12-25 周五  第1日
  2026-12-26 周六  不计：周末，推算
  2026-12-27 周日  不计：周末，推算
  2026-12-28 周一  第2日，推算
  2026-12-29 周二  第3日，推算
到期：2026-12-29 周二 24:00(暂定)
暂定：2026-12-26起的放假安排尚未公布或本系统尚未收录，按法定节假日推算；不据此作出任何不利处理。
日历：chinesecalendar 1.11.0
"""
PROVISIONAL_EN = """\
Length: 2 working days
Start: 2031-09-30 Tue 10:00:00 Beijing time; this day does not count
  2031-10-01 Wed  not counted: National Day, estimated
  2031-10-02 Thu  not counted: National Day, estimated
  2031-10-03 Fri  not counted: National Day, estimated
  2031-10-04 Sat  not counted: weekend, estimated
  2031-10-05 Sun  not counted: weekend, estimated
  2031-10-06 Mon  day 1, estimated
  2031-10-07 Tue  day 2, estimated
Due: 2031-10-07 Tue 24:00 (provisional)
Provisional: from 2031-10-01 on no holiday arrangement is announced or known here; computed from the public holidays by law \
(without those of the lunar calendar and Tomb-sweeping Day). Nothing is closed on this date.
Calendar: chinesecalendar 1.11.0
"""
PAUSED_ZH = """\
核验反馈(第十三条)：主管部门，10个工作日，自提交备案申请起
起算：2026-11-02 周一 10:00:00(北京时间)，当日不计
  2026-11-03 周二  第1日
  2026-11-04 周三  第2日
  2026-11-05 周四  不计：中止计时
  2026-11-06 周五  第3日
到期：中止中，恢复后尚余7个工作日
本系统规则：《办法》未写明从提交还是受理起算；自提交起算，因为这是申请人知道、记录中也有的时刻。
日历：chinesecalendar 1.11.0
"""
BAR_EN = """\
No new filings (Art. 24): Unit concerned, 6 months from: Measures decided
Start: 2026-08-31 Mon 10:00:00 Beijing time; this day does not count
  2026-09-30 Wed  1 month
  2026-10-31 Sat  2 months
  2026-11-30 Mon  3 months
  2026-12-31 Thu  4 months
  2027-01-31 Sun  5 months
  2027-02-28 Sun  6 months
Due: 2027-02-28 Sun 24:00; a rest day does not move it
Product rule: The Measures do not say whether it starts with the decision or its publication; it starts with the decision, which \
bears a date. The last day does not move over rest days, since that would lengthen a sanction.
"""


def test_make_up_days_in_chinese() -> None:
    """Day by day, holidays by name."""
    assert as_text(compute(at("2026-02-12"), working_days=3), "zh") == MAKE_UP_ZH


def test_make_up_days_in_english() -> None:
    """The same in English, with the singular."""
    assert as_text(compute(at("2024-04-03"), working_days=1), "en") == MAKE_UP_EN


def test_a_provisional_date_says_so() -> None:
    """From which day on it is an estimate; an instant in another zone is shown in Beijing time."""
    assert as_text(compute(at("2026-12-23T16:30:00Z"), working_days=3), "zh") == PROVISIONAL_ZH


def test_beyond_the_typed_in_years_the_rougher_estimate_is_named() -> None:
    """Where moving holidays could be missed the sentence says so."""
    assert as_text(compute(at("2031-09-30"), working_days=2), "en") == PROVISIONAL_EN


def test_a_clock_that_stands_still() -> None:
    """How much is left; clock, article and our reading with it."""
    waiting = pauses("2026-11-04..2026-11-05 2026-11-06..")
    computed = time_limits.REVIEW.deadline(at("2026-11-02"), ANNOUNCED, waiting)
    assert as_text(computed, "zh", time_limits.REVIEW) == PAUSED_ZH


def test_a_bar_month_by_month() -> None:
    """Corresponding days, no calendar, a Sunday that does not move it."""
    computed = time_limits.BAR.deadline(at("2026-08-31"), ANNOUNCED)
    assert as_text(computed, "en", time_limits.BAR) == BAR_EN


def test_both_languages_have_the_same_lines() -> None:
    """For every clock."""
    for one in time_limits.CLOCKS.values():
        computed = one.deadline(at("2026-12-18"), ANNOUNCED)
        zh, en = (as_text(computed, language, one).splitlines() for language in ("zh", "en"))
        assert len(zh) == len(en)
        assert all(line.isascii() for line in en)


def test_a_bar_that_ends_on_a_weekday_says_nothing_of_rest_days() -> None:
    """Only where it would matter."""
    assert as_text(compute(at("2026-11-24"), months=1), "en").splitlines()[-1] == "Due: 2026-12-24 Thu 24:00"


def test_json_holds_the_whole_computation() -> None:
    """Everything that is needed to count again."""
    text = as_json(compute(at("2024-04-05T16:00:00Z"), working_days=2))
    assert text.isascii()
    assert text.endswith("}\n")
    assert json.loads(text) == {
        "instant": "2024-04-06T00:00:00+08:00",
        "unit": "working_days",
        "amount": 2,
        "day_zero": "2024-04-06",
        "due": "2024-04-08",
        "ends": "2024-04-09T00:00:00+08:00",
        "provisional": False,
        "may_close": True,
        "calendar": "chinesecalendar 1.11.0",
        "pauses": [],
        "days": [
            {
                "date": "2024-04-07",
                "kind": "make_up",
                "count": 1,
                "occasion": {"zh": "清明节", "en": "Tomb-sweeping Day"},
                "announced": True,
            },
            {"date": "2024-04-08", "kind": "workday", "count": 2, "occasion": None, "announced": True},
        ],
    }


def test_json_of_a_named_clock_that_stands_still() -> None:
    """No date, its pauses, and what is ours."""
    waiting = pauses("2026-11-04..2026-11-05 2026-11-06..")
    body = json.loads(
        as_json(time_limits.REVIEW.deadline(at("2026-11-02"), ANNOUNCED, waiting), time_limits.REVIEW)
    )
    assert (body["due"], body["ends"], body["may_close"]) == (None, None, False)
    assert body["pauses"] == [
        {"since": "2026-11-04T10:00:00+08:00", "until": "2026-11-05T10:00:00+08:00"},
        {"since": "2026-11-06T10:00:00+08:00", "until": None},
    ]
    assert body["clock"]["code"] == "review"
    assert body["clock"]["article"] == "Art. 13"
    assert body["clock"]["party"] == "authority"
    assert body["clock"]["start"] == "submitted"
    assert body["clock"]["name"] == {"zh": "核验反馈", "en": "Feedback on a filing"}
    assert body["clock"]["product_rule"]["en"].startswith("The Measures do not say")


def test_json_of_a_clock_without_anything_of_ours() -> None:
    """No product rule, no calendar for months, a mark on what is provisional."""
    supplement = time_limits.SUPPLEMENT
    body = json.loads(as_json(supplement.deadline(at("2026-12-18"), ANNOUNCED), supplement))
    assert body["clock"]["product_rule"] is None
    assert (body["provisional"], body["may_close"], body["days"][-1]["announced"]) == (True, False, False)
    assert json.loads(as_json(compute(at("2026-12-18"), months=6)))["calendar"] is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2026-11-24T09:00:00+08:00", "2026-11-24T09:00:00+08:00"),
        ("2026-11-24T01:00:00Z", "2026-11-24T01:00:00+00:00"),
        ("2026-11-24 09:00+0800", "2026-11-24T09:00:00+08:00"),
    ],
)
def test_instants_that_are_read(text: str, shown: str) -> None:
    """With any zone."""
    assert read_instant(text) == datetime.fromisoformat(shown)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("2026-11-24T09:00:00", r"has no time zone; write e\.g\. 2026-11-24T09:00:00\+08:00"),
        ("2026-11-24", r"has no time zone; write e\.g\. 2026-11-24T00:00:00\+08:00"),
        ("2026-02-30T09:00:00+08:00", "is not a date and time"),
        ("tomorrow", "is not a date and time"),
        ("", "is not a date and time"),
        ("\x1b[31m" + "9" * 500, "^�\\[31m9+… is not a date and time"),
    ],
)
def test_instants_that_are_refused(text: str, complaint: str) -> None:
    """In one line that says what to write, and cannot steer a terminal."""
    with pytest.raises(Problem, match=complaint):
        read_instant(text)


@pytest.mark.parametrize(
    "lengths",
    [
        {},
        {"working_days": 10, "months": 6},
        {"working_days": 0, "months": 0},
        {"months": 6, "clock": time_limits.BAR},
    ],
)
def test_one_length_is_needed(lengths: dict[str, Any]) -> None:
    """Neither none nor two."""
    with pytest.raises(
        Problem, match="give exactly one of: a number of working days, a number of months, a clock"
    ):
        compute(at("2026-11-24"), **lengths)


@pytest.mark.parametrize(
    "lengths", [{"working_days": 0}, {"working_days": -1}, {"months": 0}, {"months": -6}]
)
def test_a_length_that_is_none_stops_the_command(lengths: dict[str, int]) -> None:
    """As a problem for a person, not a traceback."""
    with pytest.raises(Problem, match="a length must be from 1"):
        compute(at("2026-11-24"), **lengths)


def test_an_instant_without_zone_stops_the_command() -> None:
    """Even if it comes from elsewhere than the command line."""
    with pytest.raises(Problem, match="has no time zone"):
        compute(datetime(2026, 11, 24), working_days=10)  # noqa: DTZ001


def test_another_calendar_can_be_given() -> None:
    """The version shown is that of the calendar used."""
    computed = compute(at("2026-02-12"), working_days=3, calendar=MadeUp())
    assert (computed.calendar, computed.due) == ("made up", at("2026-02-17").date())


# --- The command itself.

CLOCK_CODES = "review, supplement, recheck, change, confirm, user_change, app_lost, bar, complaint_acknowledge, complaint_decide"


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, output, complaints of `registry deadline …`."""
    code = main(["deadline", *arguments])
    return code, *capfd.readouterr()


def test_the_command_counts_day_by_day_in_chinese(capfd: pytest.CaptureFixture[str]) -> None:
    """Chinese unless asked otherwise, exit code 0."""
    assert run(capfd, "2026-02-12T10:00:00+08:00", "--working-days", "3") == (0, MAKE_UP_ZH, "")


def test_the_command_speaks_english(capfd: pytest.CaptureFixture[str]) -> None:
    """With --lang en, and months."""
    code, text, _ = run(capfd, "2024-02-29T23:59:59+08:00", "--months", "12", "--lang", "en")
    assert (code, text.splitlines()[-1]) == (0, "Due: 2025-02-28 Fri 24:00")


def test_the_command_knows_the_clocks_by_name(capfd: pytest.CaptureFixture[str]) -> None:
    """Text and JSON name the article; the calendar is the one of the notices."""
    _, text, _ = run(capfd, "2026-08-31T10:00:00+08:00", "--clock", "bar", "--lang", "en")
    assert text == BAR_EN
    code, text, _ = run(capfd, "2026-12-18T09:00:00+08:00", "--clock", "supplement", "--format", "json")
    body = json.loads(text)
    assert (code, body["clock"]["article"], body["due"], body["provisional"]) == (
        0,
        "Art. 13",
        "2027-01-04",
        True,
    )


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["2026-11-24", "--months", "6"], "has no time zone; write e.g. 2026-11-24T00:00:00+08:00"),
        (["2018-12-31T00:00:00+08:00", "--months", "6"], "the year 2018 is not between 2019 and 2099"),
        (["2026-11-24T00:00:00Z", "--working-days", "0"], "a length must be from 1 to 1000, not 0"),
        (["2026-11-24T00:00:00Z", "--months", "601"], "a length must be from 1 to 600, not 601"),
        (["2026-11-24T00:00:00Z", "--clock", "revue"], f"revue is no clock; there are {CLOCK_CODES}"),
        (["0001-01-01T00:00:00+23:59", "--months", "6"], "the year 1 is not between"),
        (["9999-12-31T23:59:59-23:59", "--clock", "review"], "the year 9999 is not between"),
    ],
)
def test_the_command_refuses_in_one_line(
    arguments: list[str], complaint: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, nothing on the output, no traceback."""
    code, text, said = run(capfd, *arguments)
    assert (code, text) == (2, "")
    assert said.startswith("registry deadline: ")
    assert complaint in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [[], ["--working-days", "10", "--months", "6"], ["--working-days", "1e3"]]
)
def test_one_length_must_be_given(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """Usage, exit code 2."""
    with pytest.raises(SystemExit) as stopped:
        main(["deadline", "2026-11-24T00:00:00Z", *arguments])
    assert stopped.value.code == 2
    assert "usage:" in capfd.readouterr().err


def test_the_examples_of_the_help_do_what_they_say(capfd: pytest.CaptureFixture[str]) -> None:
    """Each is run as it stands; a date named beside it is the one that comes out."""
    with pytest.raises(SystemExit):
        main(["deadline", "--help"])
    examples = [
        line.strip()
        for line in capfd.readouterr().out.splitlines()
        if line.startswith("  registry deadline ")
    ]
    assert len(examples) == 5
    for example in examples:
        words, _, comment = example.partition("    ")
        code, text, _ = run(capfd, *words.split()[2:])
        assert code == 0
        if "until" in comment:
            assert (
                date.fromisoformat(comment.rpartition(" ")[2]).isoformat()
                in text.splitlines()[-2 if "Calendar" in text or "日历" in text else -1]
            )
