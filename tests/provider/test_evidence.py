"""Art. 9 on every day of its history: buffer, gap, extension, rectification, and what a person has already decided."""

from datetime import date, timedelta

import pytest

from registry.core.codes import Breach
from registry.core.evidence import ANNOUNCEMENTS, Lack, Phase, Standing, lacks_of, standing
from registry.core.unit_names import same_unit
from tests.builders import SCHOOL, XIN, Paths, app_text, provider_text, system_text, use_text, user_text
from tests.provider.judging import after, codes, faults, filed, registry

BARE = system_text()[: system_text().index("    icp:")] + system_text()[system_text().index("    hosting:") :]
APP = app_text()
NUMBERED = [(Paths.xin, "reader")]
STRANGER = system_text().replace("grade: grade_2\n      subject_name: 示例开发有限公司", "grade: grade_2\n      subject_name: 示例他人有限公司")  # fmt: skip
LETTER = STRANGER.replace("explained: false", "explained: true")
AUTHORITY = [Paths.xin, Paths.school]


def of(system: str, apps: str = APP) -> str:
    """A provider's filing with one system."""
    return provider_text(systems=[system], apps=[apps])


PHASES = {
    "2019-11-10": ("required", None),
    "2019-11-30": ("required", None),
    "2019-12-01": ("buffer", "2020-01-31"),
    "2020-01-31": ("buffer", "2020-01-31"),
    "2020-02-01": ("required", None),
    "2020-03-01": ("required", None),
    "2020-05-25": ("required", None),
    "2020-05-26": ("buffer", "2020-06-30"),
    "2020-06-30": ("buffer", "2020-06-30"),
    "2020-07-01": ("rectification", "2020-07-31"),
    "2020-07-31": ("rectification", "2020-07-31"),
    "2020-08-01": ("required", None),
    "2026-11-24": ("required", None),
}


@pytest.mark.parametrize("day", PHASES)
def test_what_holds_on_a_day_is_what_had_been_announced(day: str) -> None:
    """On 2020-03-01 the first buffer was over and nobody knew of the second."""
    phase, until = PHASES[day]
    assert standing(date.fromisoformat(day)) == Standing(Phase(phase), date.fromisoformat(until) if until else None)  # fmt: skip


def test_no_announcement_reaches_back() -> None:
    """In the order of announcement, and none lets anything pass before it was made."""
    assert [found.announced for found in ANNOUNCEMENTS] == sorted(found.announced for found in ANNOUNCEMENTS)
    for found in ANNOUNCEMENTS:
        assert found.announced <= found.first <= found.last < (found.rectify_until or date.max)
        assert standing(found.announced - timedelta(days=1)).phase is Phase.required


NEW, FILED = [], NUMBERED
ON_A_DAY = {
    ("2019-11-15", "new"): ["A09-1", "A09-3"],
    ("2019-12-10", "new"): ["A09-5", "A09-5"],
    ("2019-12-10", "filed"): ["A09-5", "A09-5"],
    ("2020-03-01", "new"): ["A09-1", "A09-3"],
    ("2020-03-01", "filed"): ["A09-1", "A09-3"],
    ("2020-06-15", "new"): ["A09-5", "A09-5"],
    ("2020-07-15", "new"): ["A09-1", "A09-3"],
    ("2020-07-15", "filed"): ["A09-6", "A09-6"],
    ("2020-08-01", "filed"): ["A09-1", "A09-3"],
    ("2026-11-24", "filed"): ["A09-1", "A09-3"],
}


@pytest.mark.parametrize(("day", "state"), ON_A_DAY)
def test_missing_evidence_by_day(day: str, state: str) -> None:
    """A notice in the buffer, a refusal outside of it; in the month after it filed apps may still rectify."""
    file = filed(Paths.xin, of(BARE))
    lookup = registry(file, filed_items=NUMBERED if state == "filed" else NEW)
    assert codes(file, lookup, "A09", date.fromisoformat(day)) == ON_A_DAY[day, state]


def test_the_notice_says_what_and_until_when() -> None:
    file = filed(Paths.xin, of(BARE))
    first, second = faults(file, registry(file), "A09-5", date(2020, 1, 10))
    assert (first.values["what"], second.values["what_en"]) == ("未完成ICP备案", "No MLPS grading filing")
    assert first.values["until"] == second.values["until"] == "2020-01-31"
    rectify = faults(file, registry(file, filed_items=NUMBERED), "A09-6", date(2020, 7, 10))
    assert {fault.values["until"] for fault in rectify} == {"2020-07-31"}


def test_a_system_with_a_new_app_is_refused_in_the_month_to_rectify() -> None:
    """One new app on a system is enough; a system without any app is nobody's that could rectify."""
    day = date(2020, 7, 10)
    both = filed(Paths.xin, of(BARE, APP + app_text("fresh", "示例新课", "cn.example.fresh")))
    assert codes(both, registry(both, filed_items=NUMBERED), "A09", day) == ["A09-1", "A09-3"]
    spare = filed(
        Paths.xin, provider_text(systems=[system_text(), BARE.replace("id: main", "id: spare")], apps=[APP])
    )
    found = codes(spare, registry(spare, filed_items=NUMBERED), "A09", day)
    assert [code for code in found if code in ("A09-1", "A09-3", "A09-6")] == ["A09-1", "A09-3"]


def test_ones_own_system_has_the_same_buffer() -> None:
    """Art. 21 asks for the provider's data, so for the evidence too."""
    own = use_text(own=True)
    bare = own[: own.index("        icp:")] + own[own.index("        hosting:") :]
    file = filed(Paths.school, user_text(uses=[bare]))
    assert codes(file, registry(file), "A09", date(2019, 12, 10)) == ["A09-5", "A09-5"]
    assert codes(file, registry(file), "A09", date(2020, 2, 10)) == ["A09-1", "A09-3"]


def test_live_filings_without_evidence_are_listed() -> None:
    """App by app, with the breach that a case would name; what has ended, is new or has its evidence is not in it."""
    icp_only = system_text("half", "示例半备")
    icp_only = icp_only[: icp_only.index("    mlps:")] + icp_only[icp_only.index("    hosting:") :]
    apps = [app_text(item, f"示例{item}", f"cn.example.{item}", system=system) for item, system in (
        ("reader", "main"), ("half", "half"), ("gone", "main"), ("fresh", "main"), ("whole", "whole"))]  # fmt: skip
    file = filed(Paths.xin, provider_text(systems=[BARE, icp_only, system_text("whole")], apps=apps))
    items = [(Paths.xin, item) for item in ("reader", "half", "gone", "whole")]
    lookup = registry(file, filed_items=items, ended=["gone"])
    assert list(lacks_of(file.content, lookup.registered_in(Paths.xin))) == [
        Lack("教APP备1100002号", "half", "half", Breach.no_mlps),
        Lack("教APP备1100001号", "reader", "main", Breach.no_icp),
        Lack("教APP备1100001号", "reader", "main", Breach.no_mlps),
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("示例(北京)科技有限公司", "示例（北京）科技有限公司", True),
        ("示例〔北京〕科技", "示例【北京】科技", True),
        ("示例 教育 有限公司", "示例教育\u3000有限公司", True),
        ("ＡＢＣ教育", "abc教育", True),
        ("示例北京科技", "示例(北京)科技", False),
        ("示例教育科技有限公司", "示例教育技术有限公司", False),
    ],
)
def test_names_of_units_are_compared_without_their_dress(one: str, other: str, same: bool) -> None:
    assert same_unit(one, other) is same


SUBJECTS = {
    "the unit": ("示例辛教育科技有限公司", []),
    "the unit with spaces": ("示例辛 教育科技有限公司", []),
    "the developer": ("示例开发有限公司", []),
    "a unit covered": ("示例分公司", []),
    "the head office": ("示例总公司", []),
    "somebody else": ("示例他人有限公司", ["A09-7"]),
    "a part of the unit's name": ("示例辛教育科技", ["A09-7"]),
}


@pytest.mark.parametrize("what", SUBJECTS)
def test_whose_evidence_it_may_be(what: str) -> None:
    """The unit, its developer, its head office, or a unit that it covers; nobody else."""
    subject, expected = SUBJECTS[what]
    text = of(STRANGER.replace("示例他人有限公司", subject))
    if "  head_office:" not in text:
        text = text.replace("  covers_sub", '  head_office:\n    name: 示例总公司\n    uscc: "91310104MA9000M01R"\n  covers_sub')  # fmt: skip
    file = filed(Paths.xin, text)
    assert codes(file, registry(file), "A09") == expected


def test_the_developer_of_another_system_does_not_count() -> None:
    """Each system has its own developer."""
    other = system_text("other").replace("      name: 示例开发有限公司\n", "      name: 示例另开有限公司\n")
    file = filed(Paths.xin, provider_text(systems=[system_text(), other], apps=[APP]))
    assert [(fault.code, fault.place[:2]) for fault in faults(file, registry(file), "A09")] == [
        ("A09-7", ("systems", 1)),
        ("A09-7", ("systems", 1)),
    ]


QUESTIONS = {
    "A09-4": system_text().replace('"11010813668-00001"', "BJ-2026-00001"),
    "A09-8": LETTER,
    "A09-10": system_text().replace("京ICP备20260001号-1A", "京ICP备2027000001号-1"),
    "A09-12": system_text().replace("grade_2", "grade_1"),
}
NEXT = {
    "A09-4": ("BJ-2026-00001", "BJ-2026-00002"),
    "A09-8": ("示例他人有限公司", "示例外人有限公司"),
    "A09-10": ("2027000001", "2027000002"),
}


@pytest.mark.parametrize("code", QUESTIONS)
def test_a_person_is_asked_once(code: str) -> None:
    """When an app is filed, and again when the value changes; not at every later change of something else."""
    file = filed(Paths.xin, of(QUESTIONS[code]))
    assert codes(file, registry(file), "A09") == [code]
    below = registry(file, filed_items=NUMBERED)
    assert codes(file, below, "A09") == []
    renamed = filed(Paths.xin, of(QUESTIONS[code]).replace("name: 示例阅读", "name: 示例朗读"))
    assert codes(renamed, after(below, renamed), "A09") == []
    plain = registry(filed(Paths.xin, of(system_text())), filed_items=NUMBERED)
    assert codes(file, after(plain, file), "A09") == [code]
    if code in NEXT:
        other = filed(Paths.xin, of(QUESTIONS[code]).replace(*NEXT[code]))
        assert codes(other, after(below, other), "A09") == [code]


def test_a_new_system_in_a_filed_filing_is_asked_about() -> None:
    """What was approved is the system, not the file; a system that served no app was never looked at."""
    questionable = QUESTIONS["A09-4"].replace("id: main", "id: spare")
    before = filed(Paths.xin, of(system_text()))
    now = filed(Paths.xin, provider_text(systems=[system_text(), questionable], apps=[APP]))
    assert codes(now, after(registry(before, filed_items=NUMBERED), now), "A09") == ["A09-4"]
    first = QUESTIONS["A09-4"]
    approved = registry(filed(Paths.xin, of(first)), filed_items=NUMBERED)
    second = filed(Paths.xin, provider_text(systems=[first, questionable], apps=[APP]))
    assert [fault.place[1] for fault in faults(second, after(approved, second), "A09-4")] == [1]
    idle = registry(now, filed_items=NUMBERED)
    assert codes(now, idle, "A09") == ["A09-4"]


def test_a_use_that_ended_was_approved_no_longer() -> None:
    """A confirmed own system is settled; one that was never confirmed, or whose use ended and begins again, is asked about."""
    own = use_text(own=True).replace('"11010813668-00001"', "BJ-2026-00001")
    file = filed(Paths.school, user_text(code=SCHOOL, uses=[own]))
    assert codes(file, registry(file), "A09") == ["A09-4"]
    confirmed = [(Paths.school, "use-1")]
    assert codes(file, registry(file, filed_items=confirmed), "A09") == []
    assert codes(file, registry(file, filed_items=confirmed, ended=["use-1"]), "A09") == ["A09-4"]


AGES = {
    "twelve months to the day": ("2025-11-24", []),
    "a day more": ("2025-11-23", ["A09-11"]),
    "today": ("2026-11-24", []),
    "tomorrow": ("2026-11-25", ["A09-9"]),
}


@pytest.mark.parametrize("what", AGES)
def test_the_age_of_the_screenshot(what: str) -> None:
    """For a new app a year at most; for filed ones it does not matter; never in the future."""
    day, expected = AGES[what]
    file = filed(Paths.xin, of(system_text().replace("2026-01-05", day)))
    assert codes(file, registry(file), "A09") == expected
    filed_one = [code for code in expected if code != "A09-11"]
    assert codes(file, registry(file, filed_items=NUMBERED), "A09") == filed_one


POSSIBLE = {
    "the year of the number": ("京ICP备2026000001号-1", "2026-01-05", []),
    "a year before it": ("京ICP备2026000001号-1", "2025-12-31", ["A09-10"]),
    "eight digits have no year": ("京ICP备20260001号-1", "2025-12-31", []),
    "a website in 2022": ("京ICP备2021000001号-1", "2022-05-01", ["A09-11"]),
    "an app in 2022": ("京ICP备2021000001号-1A", "2022-05-01", ["A09-10"]),
    "an app on the first day": ("京ICP备2021000001号-1A", "2023-09-01", ["A09-11"]),
    "an app on the day before": ("京ICP备2021000001号-1A", "2023-08-31", ["A09-10"]),
    "a mini program in 2022": ("京ICP备2021000001号-1X", "2022-05-01", ["A09-11"]),
    "an operator's app": ("粤B2-20090059-12A", "2022-05-01", ["A09-10"]),
}


@pytest.mark.parametrize("what", POSSIBLE)
def test_what_a_screenshot_can_show(what: str) -> None:
    given, day, expected = POSSIBLE[what]
    file = filed(
        Paths.xin, of(system_text().replace("京ICP备20260001号-1A", given).replace("2026-01-05", day))
    )
    assert codes(file, registry(file), "A09") == expected


def test_the_unit_is_the_provider_named_in_the_path() -> None:
    """The paths used here are those of the units in the texts."""
    assert XIN in Paths.xin
    assert SCHOOL in Paths.school
