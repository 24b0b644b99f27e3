"""What is read from a complaint, value by value: answers, supplements, choices, numbers, codes of schools, and their bounds."""

import pytest

from registry.core import complaint_form
from registry.core.codes import Breach
from registry.core.complaint_form import LONGEST_ANSWER, LONGEST_HEADING, NEEDED, Elsewhere, Field, read
from tests.again import again
from tests.builders import SCHOOL, number, uscc
from tests.complaints.scene import EN, ZH, form

F = Field
ONE, TWO = number("11", 1), number("11", 2)


def test_a_whole_form_is_read_field_by_field() -> None:
    found = read(
        "投诉 x", form(投诉事项="植入商业广告", 涉及的学校=f"{SCHOOL.lower()}、{uscc('12110108MB9000J01')}")
    )
    assert found.answers == {
        F.subject: ZH["备案号或应用名称"], F.role: "家长", F.category: "植入商业广告", F.date: "2026-11-20", F.description: ZH["情况说明"],
        F.evidence: ZH["证据"], F.contact: ZH["与提供者的联系"], F.school: f"{SCHOOL.lower()}、{uscc('12110108MB9000J01')}", F.consent: ZH["声明"],
    }  # fmt: skip
    assert (found.form, found.category, found.elsewhere, found.numbers, found.missing) == (True, Breach.commercial_ads, None, (ONE,), ())  # fmt: skip
    assert found.schools == (SCHOOL, uscc("12110108MB9000J01"))
    assert found.text.startswith("投诉 x\n### 备案号或应用名称\n")
    assert read("", form(EN)).answers[F.contact] == EN["Contact with the provider"]


def test_supplements_answer_what_is_left_open_the_first_of_them_first() -> None:
    body = form(证据=None, 发生日期=None)
    found = read("", body, ["### 证据\n\n两张\n\n### 情况说明\n\n不算", "证据：三张\n发生日期：2026-11-21"])
    assert (found.answers[F.evidence], found.answers[F.date]) == ("两张", "2026-11-21")
    assert found.answers[F.description] == ZH["情况说明"]
    assert found.missing == ()
    assert read("", body).missing == (F.date, F.evidence)


def test_a_text_without_form_is_its_own_description() -> None:
    found = read("标题", " 教APP备1100001号植入商业广告 \n")
    assert found.answers == {F.description: "教APP备1100001号植入商业广告", F.subject: ONE, F.category: "commercial_ads"}  # fmt: skip
    assert (found.form, found.numbers, found.category) == (False, (ONE,), Breach.commercial_ads)
    assert found.missing == (F.date, F.evidence, F.contact, F.consent)
    assert len(read("", "长" * (LONGEST_ANSWER + 9)).answers[F.description]) == LONGEST_ANSWER
    assert read("", " \n").answers == {}
    assert read("", "").missing == NEEDED
    kept = read("", "情况说明：甲\n乙")
    assert (kept.answers, kept.form) == ({F.description: "甲\n乙"}, False)


def test_one_heading_is_no_form_and_two_are_one() -> None:
    assert not read("", "### 证据\n\nx").form
    assert not read("", "### 证据\n\nx\n\n### 截图\n\ny").form, "two for one field"
    assert read("", "### 证据\n\nx\n\n### 发生日期\n\ny").form


@pytest.mark.parametrize(
    ("answer", "category", "elsewhere"),
    [
        ("植入商业广告", Breach.commercial_ads, None),
        ("\n\n  commercial_ads\n(x)", Breach.commercial_ads, None),
        ("Commercial advertising", Breach.commercial_ads, None),
        (Breach.games.label.both(), Breach.games, None),
        ("应用里植入商业广告", Breach.commercial_ads, None),
        ("植入商业广告和违规收费", None, None),
        (Breach.other.label.zh, Breach.other, None),
        ("不是教育类应用", None, Elsewhere.not_educational),
        ("我觉得不是教育类应用", None, Elsewhere.not_educational),
        (Breach.preschool_training.label.zh, None, Elsewhere.off_campus),
        ("拿不准", None, None),
    ],
)
def test_a_category_is_a_choice_or_the_only_one_that_is_named(
    answer: str, category: Breach | None, elsewhere: Elsewhere | None
) -> None:
    found = read("投诉 违规收费", form(投诉事项=answer, 情况说明="还有内置游戏"))
    assert (found.category, found.elsewhere) == (category, elsewhere)
    assert (F.category in found.answers) is (category is not None or elsewhere is not None)
    assert (F.category in found.missing) is (F.category not in found.answers)


def test_every_choice_is_known_by_its_code_and_its_labels() -> None:
    anew = again(complaint_form)
    for code in (*Breach, *Elsewhere):
        for way in (code.value, code.label.zh, code.label.en, code.label.both()):
            found = anew.read("", form(投诉事项=way))
            told = found.category or found.elsewhere
            assert told.value in (code.value, "off_campus"), way


def test_numbers_are_those_of_the_field_or_else_of_the_text() -> None:
    typed = "教APP备1100002号、1100001\n1100001"
    assert read("", form(备案号或应用名称=typed)).numbers == (ONE, TWO)
    assert read("教APP备1100002号", form(备案号或应用名称="启明口算", 情况说明=ONE)).numbers == ()
    found = read("教APP备1100002号", form(备案号或应用名称=None, 情况说明=f"是 {ONE}"))
    assert (found.numbers, found.answers[F.subject]) == ((TWO, ONE), TWO)
    assert read("x", "没有号码 11000011").numbers == ()


def test_a_name_is_the_first_line_that_is_no_number() -> None:
    assert read("", form(备案号或应用名称="\n 启明口算 \nx")).name == "启明口算"
    assert read("", form(备案号或应用名称=ONE)).name == ""
    assert read("", form(备案号或应用名称="长" * 300)).name == "长" * 200


def test_a_line_that_is_too_long_is_no_heading_and_hides_none() -> None:
    start = "### 证据"
    for length, known in ((LONGEST_HEADING, True), (LONGEST_HEADING + 1, False)):
        heading = start + " " * (length - len(start))
        found = read("", f"### 发生日期\n2026\n{heading}\nx\n### 应用版本\n1.0")
        assert (F.evidence in found.answers) is known
        assert found.answers[F.version] == "1.0"
    first = read("", "长" * (LONGEST_HEADING + 1) + "\n### 证据\nx\n### 发生日期\n2026")
    assert first.answers == {F.evidence: "x", F.date: "2026"}
    within = read("", "### 证据\nx\n" + "长" * (LONGEST_HEADING + 1) + "\n### 发生日期\n2026")
    assert within.answers[F.evidence] == "x\n" + "长" * (LONGEST_HEADING + 1)


def test_an_answer_is_cut_at_its_bound_and_nothing_said_is_none() -> None:
    assert len(read("", form(证据="长" * (LONGEST_ANSWER + 1))).answers[F.evidence]) == LONGEST_ANSWER
    for nothing in ("", "_No response_", "N/A", "无", "暂无。", "（没有）"):
        assert F.evidence not in read("", form(证据=nothing)).answers, nothing


def test_labels_with_a_colon_are_answers_until_the_next() -> None:
    found = read(
        "", "前言\n- **证据**：一张\n两张\n  发生日期: 2026\n**证据**：三张\n未知：四\n应用版本：\n1.0"
    )
    assert found.answers == {
        F.evidence: "一张\n两张\n三张\n未知：四", F.date: "2026", F.version: "1.0",
        F.description: "前言\n- **证据**：一张\n两张\n  发生日期: 2026\n**证据**：三张\n未知：四\n应用版本：\n1.0",
    }  # fmt: skip
    headed = read("", "### 证据\n一张\n证据：两张")
    assert headed.answers[F.evidence] == "一张\n证据：两张", "a heading counts more than a label"


def test_comments_in_the_description_are_not_read() -> None:
    assert read("", "<!--\n### 证据\n\nx\n-->\n### 发生日期\n\n<!-- x -->2026").answers[F.date] == "2026"
    assert F.evidence not in read("", "<!--\n### 证据\n\nx\n-->\n### 发生日期\n\n2026").answers
    assert read("", "### 证据\r\n\r\nx\r\ry\r\n### 发生日期\r2026").answers == {
        F.evidence: "x\n\ny",
        F.date: "2026",
    }


def test_declarations_count_when_all_are_ticked() -> None:
    for ticks, is_told in (("XXX", True), ("x✓√", True), ("XXXX", True), ("XX", False), ("XXX ", False)):
        found = read("", form(声明="\n".join(f"- [{tick}] x" for tick in ticks)))
        assert (F.consent in found.answers) is is_told, ticks


def test_a_form_without_its_category_is_not_searched_for_one() -> None:
    found = read("投诉 违规收费", form(投诉事项="_No response_", 情况说明="植入商业广告"))
    assert (found.category, found.missing) == (None, (F.category,))


def test_a_renamed_heading_is_known_by_a_word_and_a_strange_one_belongs_to_the_answer() -> None:
    assert read("", "### 截图\n\nx\n\n### 什么时间\n\n2026").answers == {F.evidence: "x", F.date: "2026"}
    found = read("", "### 情况说明\r\n一\r\n二\r\n### 打开以后\r\n三\r\n### 证据\r\nx")
    assert found.answers == {F.description: "一\n二\n### 打开以后\n三", F.evidence: "x"}
