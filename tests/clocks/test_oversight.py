"""The rows that reports are counted from, row by row: decisions, steps of cases, uses by month."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from registry.core import oversight_report
from registry.core.case import EnforcementCase
from registry.core.codes import Breach, EventKind, OwnClock
from registry.core.filing import ProviderFiling
from registry.core.oversight import CaseRow, CaseStep, DecisionRow, Oversight, Uses, oversight
from registry.core.oversight_report import Brought, ListName, Measure, Query, ask, report
from registry.core.period import Period
from registry.core.provincial import ProvincialRules, ShorterClock
from registry.core.snapshot import Filed, Snapshot
from registry.core.timeliness import Wait
from registry.core.working_days import AnnouncedDays
from tests.again import again
from tests.builders import (
    DING,
    JIA,
    SCHOOL,
    YI,
    app_text,
    case,
    case_path,
    number,
    provider,
    provider_path,
    user_path,
)
from tests.test_authorities import read
from tests.test_replay import Chains

K, S = EventKind, CaseStep
BEIJING, ZHEJIANG, SICHUAN = (
    provider_path("beijing", JIA),
    provider_path("zhejiang", YI),
    case_path("sichuan", DING, "2026-04-01"),
)
OTHER_CASE = case_path("beijing", DING, "2026-05-01")
USER = user_path("zhejiang/330100/330106", SCHOOL)
ONE, TWO, ZHEJIANGS = number("11", 1), number("11", 2), number("33", 1)
AUTHORITIES = ("sichuan", "moe", "zhejiang", "beijing")


def snapshot(
    chains: Chains | None = None, cases: dict[str, dict[str, Any]] | None = None, today: str = "2026-11-24"
) -> Snapshot:
    """A registry of two providers, in memory."""
    filings = {
        BEIJING: provider(code=JIA, name="示例甲科技有限公司", apps=[app_text("a", "示例阅读"), app_text("b", "示例写作")]),
        ZHEJIANG: provider(code=YI, name="示例乙软件有限公司", province="zhejiang", apps=[app_text("a", "示例口算")]),
    }  # fmt: skip
    return Snapshot(
        commit="0" * 40, today=date.fromisoformat(today), authorities={slug: read(slug) for slug in AUTHORITIES},
        providers={path: Filed(path, "", ProviderFiling.model_validate(values)) for path, values in filings.items()}, users={},
        cases={path: Filed(path, "", EnforcementCase.model_validate(values)) for path, values in (cases or {}).items()},
        replay=(chains or Chains()).replayed(),
    )  # fmt: skip


def facts(*given: Any, **more: Any) -> Oversight:
    """All rows of such a registry."""
    return oversight(snapshot(*given, **more), AnnouncedDays())


DECISIONS = (
    Chains()
    .add("beijing", "filed", BEIJING, item="a", number=ONE, at="2026-03-09T09:00:00+08:00", submitted_at="2026-03-02T09:00:00+08:00")
    .add("beijing", "filed", BEIJING, item="b", number=TWO, at="2026-03-09T09:00:00+08:00")
    .add("zhejiang", "filed", ZHEJIANG, item="a", number=ZHEJIANGS, at="2026-03-05T09:00:00+08:00")
    .add("beijing", "suspended", BEIJING, number=ONE, at="2026-04-01T09:00:00+08:00", reason="整改")
    .add("beijing", "revoked", BEIJING, number=ONE, at="2026-04-02T09:00:00+08:00")
    .add("beijing", "withdrawn", BEIJING, number=TWO, at="2026-04-03T09:00:00+08:00")
    .add("beijing", "changed", BEIJING, at="2026-04-04T09:00:00+08:00", reason="更正")
    .add("zhejiang", "confirmed", USER, item="use-1", at="2026-04-05T09:00:00+08:00")
    .add("zhejiang", "changed", USER, at="2026-04-05T09:00:00+08:00")
)  # fmt: skip


def told(row: DecisionRow) -> tuple[Any, ...]:
    """A decision without its event."""
    return (
        row.day,
        row.what,
        row.authority,
        row.number,
        row.app,
        row.unit,
        row.uscc,
        row.in_force,
        row.reason,
        row.wait,
    )


def test_every_decision_on_an_app_or_a_provider_is_a_row() -> None:
    jia, yi = ("示例甲科技有限公司", JIA), ("示例乙软件有限公司", YI)
    wait = Wait(5, date(2026, 3, 16), overdue=False, feedbacks=0)
    found = facts(DECISIONS)
    assert [told(row) for row in found.decisions] == [
        ("2026-03-05", K.filed, "zhejiang", ZHEJIANGS, "示例口算", *yi, 1, "", None),
        ("2026-03-09", K.filed, "beijing", ONE, "示例阅读", *jia, 1, "", wait),
        ("2026-03-09", K.filed, "beijing", TWO, "示例写作", *jia, 1, "", None),
        ("2026-04-01", K.suspended, "beijing", ONE, "示例阅读", *jia, -1, "整改", None),
        ("2026-04-02", K.revoked, "beijing", ONE, "示例阅读", *jia, 0, "", None),
        ("2026-04-03", K.withdrawn, "beijing", TWO, "示例写作", *jia, -1, "", None),
        ("2026-04-04", K.changed, "beijing", "", "", *jia, 0, "更正", None),
    ]
    assert [row.event.sequence for row in found.decisions] == [1, 1, 2, 3, 4, 5, 6]
    assert [one.event for one in DECISIONS.replayed().changes["user", SCHOOL]] == [K.changed], (
        "of an institution: not here"
    )
    assert (found.today, found.authorities) == ("2026-11-24", ("moe", "beijing", "zhejiang", "sichuan"))


def test_decisions_of_one_instant_are_in_the_order_of_authority_and_ledger() -> None:
    at = {"at": "2026-03-09T09:00:00+08:00"}
    chains = (
        Chains()
        .add("zhejiang", "filed", ZHEJIANG, item="a", number=ZHEJIANGS, **at)
        .add("beijing", "filed", BEIJING, item="b", number=TWO, **at)
        .add("beijing", "filed", BEIJING, item="a", number=ONE, **at)
        .add("beijing", "changed", BEIJING, **at)
    )
    rows = facts(chains).decisions
    assert [(row.authority, row.event.sequence) for row in rows] == [("beijing", 1), ("beijing", 2), ("beijing", 3), ("zhejiang", 1)]  # fmt: skip


def test_what_is_no_longer_filed_is_told_without_names() -> None:
    gone = provider_path("beijing", DING)
    chains = Chains().add("beijing", "filed", gone, item="a", number=ONE).add("beijing", "changed", gone)
    rows = facts(chains).decisions
    assert [(row.app, row.unit, row.uscc) for row in rows] == [("", "", ""), ("", "", DING)]


def test_a_transferred_app_stays_in_force() -> None:
    chains = (
        Chains()
        .add("beijing", "filed", BEIJING, item="a", number=ONE)
        .add("beijing", "transferred", ZHEJIANG, item="a", number=ONE)
        .add("beijing", "suspended", ZHEJIANG, number=ONE)
        .add("beijing", "reinstated", ZHEJIANG, number=ONE)
    )
    rows = facts(chains).decisions
    assert [(row.what, row.in_force, row.app, row.uscc) for row in rows] == [
        (K.filed, 1, "示例口算", YI), (K.transferred, 0, "示例口算", YI), (K.suspended, -1, "示例口算", YI), (K.reinstated, 1, "示例口算", YI),
    ]  # fmt: skip


def test_a_province_with_shorter_clocks_is_measured_by_them() -> None:
    chains = Chains().add("beijing", "filed", BEIJING, item="a", number=ONE, at="2026-03-13T09:00:00+08:00", submitted_at="2026-03-02T09:00:00+08:00")  # fmt: skip
    plain = snapshot(chains)
    own = ShorterClock.model_construct(clock=OwnClock.review, working_days=5)
    beijing = read("beijing").model_copy(update={"rules": ProvincialRules.model_construct(clocks=(own,))})
    changed = replace(plain, authorities={**plain.authorities, "beijing": beijing})
    (row,) = oversight(changed, AnnouncedDays()).decisions
    assert row.wait == Wait(9, date(2026, 3, 9), overdue=True, feedbacks=0)
    (row,) = oversight(plain, AnnouncedDays()).decisions
    assert row.wait == Wait(9, date(2026, 3, 16), overdue=False, feedbacks=0)


# --- Cases.


BREACHES = [
    {"category": "commercial_ads", "description": "学习页面植入商业广告"},
    {"category": "games", "description": "内置游戏"},
]
DEMAND = {"demanded": "2026-04-05", "due": "2026-05-05", "document_no": "示教函〔2026〕8号"}
MEASURES = {"list": "national", "level": "black", "decided_on": "2026-06-01", "circular_document_no": "示教通〔2026〕2号"}  # fmt: skip


def steps(values: dict[str, Any], today: str = "2027-06-01") -> list[tuple[Any, ...]]:
    """Day, step, category and document of each step of a case."""
    found = facts(cases={SICHUAN: values}, today=today).cases
    assert {(row.authority, row.unit, row.uscc, row.case) for row in found} <= {
        ("sichuan", "示例丁网络有限公司", DING, SICHUAN)
    }
    return [(row.day, row.what, row.category, row.document) for row in found]


def of_case(state: str, *, measures: dict[str, Any] | None = None, demands: tuple[dict[str, Any], ...] = (DEMAND,), **more: Any) -> dict[str, Any]:  # fmt: skip
    """A case; without measures unless some are given."""
    values: dict[str, Any] = {
        "schema": "enforcement-case/v1", "unit": {"name": "示例丁网络有限公司", "uscc": DING}, "opened_on": "2026-04-01", "state": state,
        "breaches": BREACHES, "rectifications": list(demands), **more,
    }  # fmt: skip
    return values | ({"measures": measures} if measures else {})


BEGUN = [
    ("2026-04-01", S.opened, None, ""),
    ("2026-04-01", S.breach, Breach.commercial_ads, ""),
    ("2026-04-01", S.breach, Breach.games, ""),
    ("2026-04-05", S.demanded, None, "示教函〔2026〕8号"),
]


def test_an_allegation_is_told_nowhere() -> None:
    assert steps(of_case("alleged", demands=())) == []


def test_a_case_is_told_as_far_as_it_went() -> None:
    assert steps(of_case("demanded")) == BEGUN
    assert steps(of_case("demanded"), "2026-04-04") == BEGUN[:3]
    assert steps(of_case("demanded"), "2026-04-05") == BEGUN
    met = {
        **DEMAND,
        "outcome": {"result": "rectified", "date": "2026-05-02", "document_no": "示教函〔2026〕9号"},
    }
    assert steps(of_case("rectified", demands=(met,))) == [
        *BEGUN,
        ("2026-05-02", S.rectified, None, "示教函〔2026〕9号"),
    ]
    missed = {**DEMAND, "outcome": {"result": "not_rectified", "date": "2026-05-10"}}
    again_asked = {"demanded": "2026-05-11", "due": "2026-05-20", "document_no": "示教函〔2026〕10号"}
    assert steps(of_case("demanded", demands=(missed, again_asked))) == [
        *BEGUN, ("2026-05-10", S.not_rectified, None, ""), ("2026-05-11", S.demanded, None, "示教函〔2026〕10号"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "step"),
    [({}, S.blacklisted), ({"level": "grey", "list": "province", "card": "yellow"}, S.greylisted), ({"list": None, "level": None}, S.criticised)],
)  # fmt: skip
def test_measures_are_told_by_what_they_are(changed: dict[str, Any], step: CaseStep) -> None:
    measures = {key: value for key, value in {**MEASURES, **changed}.items() if value is not None}
    state = "criticised" if step is S.criticised else "blacklisted"
    assert steps(of_case(state, measures=measures))[4:] == [("2026-06-01", step, None, "示教通〔2026〕2号")]


def barred(lifted: str = "") -> dict[str, Any]:
    """A case with a bar from 2026-06-02 to 2026-12-02."""
    measures = {**MEASURES, "bar": {"start": "2026-06-02", "months": 6}}
    more = {"lifted": {"date": lifted, "reason": "整改完成"}} if lifted else {}
    return of_case("blacklisted", measures=measures, **more)


def test_a_bar_begins_and_ends_on_the_day_after_its_last() -> None:
    begun = ("2026-06-02", S.bar_begun, None, "示教通〔2026〕2号")
    ended = ("2026-12-02", S.bar_ended, None, "")
    listed = ("2026-06-01", S.blacklisted, None, "示教通〔2026〕2号")
    assert steps(barred())[4:] == [listed, begun, ended]
    assert steps(barred(), "2026-12-03")[4:] == [listed, begun, ended]
    assert steps(barred(), "2026-12-02")[4:] == [listed, begun], "it holds on its last day"
    assert steps(barred(), "2026-06-02")[4:] == [listed, begun]
    assert steps(barred(), "2026-06-01")[4:] == [listed]


def test_a_bar_that_was_lifted_does_not_end_a_second_time() -> None:
    def last(lifted: str) -> list[tuple[str, CaseStep]]:
        return [(day, what) for day, what, _, _ in steps(barred(lifted))[6:]]

    assert steps(barred("2026-09-01"))[6:] == [("2026-09-01", S.lifted, None, "")]
    assert last("2026-12-02") == [("2026-12-02", S.lifted)]
    assert last("2026-12-03") == [("2026-12-02", S.bar_ended), ("2026-12-03", S.lifted)]


def test_steps_of_all_cases_are_in_the_order_of_days_files_and_kinds() -> None:
    measures = {**MEASURES, "decided_on": "2026-04-01", "bar": {"start": "2026-04-01", "months": 1}}
    values = of_case("expired", measures=measures, demands=())
    rows = facts(cases={SICHUAN: values, OTHER_CASE: values}).cases
    assert [(row.day, row.case == SICHUAN, row.what, row.category) for row in rows] == [
        (day, is_late, what, category)
        for day, is_late, what, category in (
            *(("2026-04-01", late, what, category) for late in (False, True) for what, category in (
                (S.opened, None), (S.breach, Breach.commercial_ads), (S.breach, Breach.games), (S.blacklisted, None), (S.bar_begun, None),
            )),
            *(("2026-05-01", late, S.bar_ended, None) for late in (False, True)),
        )
    ]  # fmt: skip


def test_a_case_at_no_place_of_cases_is_not_told() -> None:
    assert facts(cases={"blacklist/x.yaml": case()}, today="2027-06-01").cases == ()


# --- Uses.


def test_uses_are_counted_by_month_and_authority() -> None:
    asked = {"submitted_at": "2026-03-02T09:00:00+08:00"}
    other = user_path("beijing/110108", JIA)
    chains = (
        Chains()
        .add("zhejiang", "confirmed", USER, item="use-1", at="2026-03-09T09:00:00+08:00", **asked)
        .add("zhejiang", "confirmed", USER, item="use-2", at="2026-03-09T09:00:00+08:00", **asked)
        .add("zhejiang", "ended", USER, item="use-1", at="2026-03-10T09:00:00+08:00")
        .add("zhejiang", "invalidated", USER, item="use-2", at="2026-04-10T09:00:00+08:00")
        .add("beijing", "confirmed", other, item="use-1", at="2026-03-11T09:00:00+08:00")
    )
    wait = Wait(5, date(2026, 3, 16), overdue=False, feedbacks=0)
    assert facts(chains).uses == {
        ("2026-03", "beijing"): Uses({K.confirmed: 1}, ((None, 1),)),
        ("2026-03", "zhejiang"): Uses({K.confirmed: 2, K.ended: 1}, ((wait, 1),)),
        ("2026-04", "zhejiang"): Uses({K.invalidated: 1}, ()),
    }
    assert list(facts(chains).uses) == sorted(facts(chains).uses)


def test_the_first_day_is_that_of_whatever_came_first() -> None:
    assert facts().first_day == "2026-11-24"
    assert facts(DECISIONS).first_day == "2026-03-05"
    assert facts(DECISIONS, {SICHUAN: of_case("demanded", opened_on="2026-02-01")}).first_day == "2026-02-01"


# --- What a report takes of them.


def one(day: str, what: EventKind, slug: str, in_force: int = 0, **more: Any) -> DecisionRow:
    """A decision of an authority on a day."""
    (row,) = facts(Chains().add("beijing", "filed", BEIJING, item="a", number=ONE)).decisions
    return replace(row, day=day, what=what, authority=slug, in_force=in_force, **more)


def step_of(slug: str, day: str, category: Breach | None = None) -> CaseRow:
    """A step of a case of an authority."""
    return CaseRow(day, S.breach if category else S.opened, slug, "", "", category, "", f"{slug}-{day}")


WAITED = Wait(3, date(2026, 5, 1), overdue=True, feedbacks=2)
FACTS = Oversight(
    today="2026-11-24",
    authorities=("beijing", "sichuan"),
    decisions=(
        one("2026-03-31", K.filed, "beijing", 1),
        one("2026-03-31", K.filed, "sichuan", 1),
        one("2026-04-01", K.filed, "sichuan", 1, wait=WAITED),
        one("2026-06-30", K.revoked, "beijing", -1),
        one("2026-07-01", K.filed, "beijing", 1),
    ),
    cases=(
        step_of("beijing", "2026-03-31", Breach.games),
        step_of("beijing", "2026-04-01", Breach.games),
        step_of("sichuan", "2026-06-30", Breach.commercial_ads),
        step_of("sichuan", "2026-06-30"),
        step_of("sichuan", "2026-07-01"),
    ),
    uses={("2026-06", "sichuan"): Uses({K.confirmed: 3}, ((None, 1), (WAITED, 2))), ("2026-07", "sichuan"): Uses({}, ())},
)  # fmt: skip
QUARTER = Period.parse("2026-Q2")


def days(found: Any, name: ListName) -> list[str]:
    """Days (or months) and authorities of a list of a report."""
    return [f"{row['day']} {row['authority']}" for row in found.lists[name]]


def test_a_report_holds_the_rows_of_its_period_and_authority() -> None:
    whole, sichuan = report(FACTS, QUARTER), report(FACTS, QUARTER, "sichuan")
    assert (whole.authority, sichuan.authority, whole.period, whole.finished) == (
        "",
        "sichuan",
        QUARTER,
        True,
    )
    assert days(whole, ListName.decisions) == ["2026-04-01 sichuan", "2026-06-30 beijing"]
    assert days(sichuan, ListName.decisions) == ["2026-04-01 sichuan"]
    assert days(whole, ListName.cases) == ["2026-04-01 beijing", "2026-06-30 sichuan", "2026-06-30 sichuan"]
    assert days(sichuan, ListName.cases) == ["2026-06-30 sichuan"] * 2
    assert days(whole, ListName.uses) == days(sichuan, ListName.uses) == ["2026-06 sichuan"]
    assert days(report(FACTS, QUARTER, "beijing"), ListName.uses) == []
    assert whole.breaches == ((Breach.commercial_ads, 1), (Breach.games, 1))
    assert sichuan.breaches == ((Breach.commercial_ads, 1),)


def test_what_was_in_force_at_the_end_counts_all_before() -> None:
    whole = report(FACTS, QUARTER)
    assert (whole.value("in_force"), whole.value("in_force_change")) == (2, 0)
    assert report(FACTS, QUARTER, "beijing").value("in_force") == 0
    assert report(FACTS, QUARTER, "sichuan").value("in_force") == 2
    each = {
        slug: {one.question.code: one.value for one in answers}
        for slug, answers in whole.by_authority.items()
    }
    assert {slug: answers["in_force"] for slug, answers in each.items()} == {"beijing": 0, "sichuan": 2}
    assert each["sichuan"]["filed"] == 1
    assert report(FACTS, QUARTER, "sichuan").by_authority == {}
    nowhere = replace(FACTS, authorities=("beijing", "sichuan", "moe"))
    moe = {one.question.code: one.value for one in report(nowhere, QUARTER).by_authority["moe"]}
    assert (moe["in_force"], moe["filed"], moe["case_demanded"]) == (0, 0, 0), (
        "nothing happened there, which is known"
    )


def test_a_period_is_over_the_day_after_its_last() -> None:
    assert [report(replace(FACTS, today=day), QUARTER).finished for day in ("2026-06-29", "2026-06-30", "2026-07-01")] == [False, False, True]  # fmt: skip


def test_what_the_forge_told_counts_where_it_covers_the_period() -> None:
    rows = [{"day": month, "authority": slug, "how": "abandoned"} for month, slug in (("2026-03", "beijing"), ("2026-04", "beijing"), ("2026-06", "sichuan"))]  # fmt: skip
    for since, known in (("2026-04-01", True), ("2026-04-02", False), ("", True)):
        found = report(FACTS, QUARTER, brought=Brought(closed=rows, closed_since=since))
        assert (found.lists[ListName.closed] is not None) is known, since
        assert found.value("abandoned") == (2 if known else None)
    counted = [{**row, "alleged": 1, "upheld": 0, "unfounded": 0} for row in rows]
    of_one = report(FACTS, QUARTER, "sichuan", Brought(closed=rows, complaints=counted))
    assert days(of_one, ListName.closed) == days(of_one, ListName.complaints) == ["2026-06 sichuan"]
    nothing = report(FACTS, QUARTER)
    assert (nothing.lists[ListName.closed], nothing.lists[ListName.complaints]) == (None, None)
    assert nothing.by_authority["beijing"][0].value is not None
    assert {one.value for one in nothing.by_authority["beijing"] if one.question.code == "abandoned"} == {
        None
    }


def test_a_figure_that_rests_on_one_that_is_not_there_is_not_known() -> None:
    found = report(FACTS, QUARTER)
    assert (found.value("time_known"), found.value("within_limit"), found.value("overdue")) == (1, 1, 1)
    unmeasured = replace(FACTS, decisions=tuple(replace(row, wait=None) for row in FACTS.decisions))
    assert report(unmeasured, QUARTER).value("within_limit") is None
    assert report(replace(FACTS, decisions=()), QUARTER).value("within_limit") == 0


ROWS = [{"what": what, "days": count} for what, count in (("a", 7), ("a", 1), ("a", 3), ("b", 1), ("a", 2))]


@pytest.mark.parametrize(
    ("measure", "where", "value"),
    [
        (Measure.rows, "a", 4), (Measure.rows, "c", 0), (Measure.distinct, "", 4), (Measure.total, "a", 13), (Measure.total, "c", 0),
        (Measure.median, "a", 2.5), (Measure.median, "", 2.0), (Measure.median, "b", 1.0), (Measure.median, "c", None),
        (Measure.p90, "a", 7), (Measure.p90, "c", None), (Measure.share, "a", 0.25), (Measure.share, "c", None),
    ],
)  # fmt: skip
def test_what_is_asked_of_rows(measure: Measure, where: str, value: float | None) -> None:
    wanted = (("what", where),) if where else ()
    found = ask(Query(ListName.decisions, measure, wanted, "days", (("days", 7),)), ROWS)
    assert found == value
    assert type(found) is type(value)


def test_nine_of_ten_is_the_nearest_rank() -> None:
    rows = [{"days": count} for count in range(1, 21)]
    assert ask(Query(ListName.decisions, Measure.p90, (), "days"), rows) == 18
    assert ask(Query(ListName.decisions, Measure.p90, (), "days"), rows[:11]) == 10


def test_cells_of_a_use_tell_how_many_were_in_time() -> None:
    quick = replace(WAITED, working_days=10, overdue=False)
    late = replace(WAITED, working_days=11)
    row = oversight_report.use_cells(
        "2026-06", "beijing", Uses({K.confirmed: 9, K.ended: 1}, ((None, 1), (quick, 2), (late, 4)))
    )
    assert row == {
        "day": "2026-06", "authority": "beijing", "confirmed": 9, "reconfirmed": 0, "invalidated": 0, "ended": 1, "filings_confirmed": 7,
        "time_known": 6, "within_limit": 2, "overdue": 4,
    }  # fmt: skip


QUESTIONS = {
    "filed": "progress 完成备案的应用 Apps filed and numbered: decisions rows what=filed",
    "changed": "progress 变更备案 Changes filed: decisions rows what=changed",
    "suspended": "enforcement 暂时下线的应用 Apps suspended: decisions rows what=suspended",
    "case_demanded": "enforcement 责令整改 Rectification demanded: cases rows what=demanded",
    "case_bar_ended": "enforcement 限制期结束 Bar ended: cases rows what=bar_ended",
    "time_known": "timeliness 有提交时刻记录的备案 Filings whose submission is recorded: decisions rows what=filed time_known=1",
    "overdue": "timeliness 超过法定期限办结 Decided after the time limit: decisions rows what=filed time_known=1 overdue=1",
}


def test_each_figure_is_a_question_to_a_list() -> None:
    found = {one.code: one for one in again(oversight_report).QUESTIONS}
    for code, words in QUESTIONS.items():
        one = found[code]
        asked = " ".join(f"{column}={value}" for column, value in one.query.where)
        told = f"{one.section} {one.label.both()}: {one.query.source} {one.query.measure} {asked}"
        assert told == words
    assert len(found) == len(oversight_report.QUESTIONS)
