"""Reading what people type: forms in part, renamed, in two languages, without form, and hostile."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.core.codes import Breach
from registry.core.complaint_form import NEEDED, Elsewhere, Field, read
from registry.render.complaint_forms import matters
from tests.builders import BING, SCHOOL, number
from tests.complaints.conftest import Desk
from tests.complaints.scene import EN, FILED, ZH, form


def test_a_whole_form_in_either_language() -> None:
    for body in (form(ZH), form(EN)):
        typed = read("", body)
        assert typed.missing == ()
        assert (typed.numbers, typed.category, typed.elsewhere) == ((FILED,), Breach.commercial_ads, None)
        assert typed.answers[Field.date] == "2026-11-20"
        assert Field.school not in typed.answers


@pytest.mark.parametrize("label", [label for label in ZH if label not in ("应用商店链接", "您的身份", "应用版本", "涉及的学校")])  # fmt: skip
@pytest.mark.parametrize("answer", [None, "_No response_", "  ", "无"])
def test_what_is_missing_is_named(label: str, answer: str | None) -> None:
    typed = read("", form(**{label: answer}))
    assert [field.label.zh for field in typed.missing] == [label]


@pytest.mark.parametrize(
    "typed",
    ["教APP备1100001号", "教app备1100001", "APP备1100001号", "1100001", "１１００００１", "教 APP 备 1100001 号", "号码是教APP备1100001号，在“关于”页"],
)  # fmt: skip
def test_numbers_in_any_spelling(typed: str) -> None:
    assert read("", form(备案号或应用名称=typed)).numbers == (FILED,)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("备案号或应用名称", "应用名称/备案号（必填）"), ("投诉事项", "投诉类别"), ("情况说明", "详细描述"), ("证据", "截图"),
        ("与提供者的联系", "是否已与平台沟通"), ("声明", "承诺"), ("发生日期", "什么时间"), ("情况说明", "Description of the problem"),
        ("证据", "Screenshots"), ("发生日期", "WHEN"), ("声明", "I confirm"), ("投诉事项", "Category"),
    ],
)  # fmt: skip
def test_renamed_headings(old: str, new: str) -> None:
    assert read("", form().replace(f"### {old}", f"## {new}")).missing == ()


def test_answers_by_lines_without_headings() -> None:
    body = "\n".join(f"**{label}**：{answer}" for label, answer in ZH.items() if answer != "_No response_")
    assert read("投诉", body).missing == ()


def test_headings_within_an_answer_stay_in_it() -> None:
    typed = read("", form(情况说明="第一步\n\n### 打开以后\n\n第二步"))
    assert "第二步" in typed.answers[Field.description]
    assert typed.missing == ()


def test_text_without_form() -> None:
    typed = read("投诉 广告", "教APP备1100001号植入商业广告，孩子一打开就是。")
    assert (typed.numbers, typed.category, typed.form) == ((FILED,), Breach.commercial_ads, False)
    assert Field.description not in typed.missing
    assert Field.evidence in typed.missing


def test_a_text_without_form_answers_what_can_be_read_in_it() -> None:
    """Its number, its category and itself are answers; what a comment says later completes them and replaces nothing."""
    body = "  教APP备1100001号植入商业广告，孩子一打开就是。 "
    later = "### 发生日期\n\n2026-11-20\n\n### 情况说明\n\n另一种说法"
    typed = read("投诉", body, [later])
    assert not typed.form
    assert typed.text == f"投诉\n{body}".replace("，", ",")
    assert typed.answers == {
        Field.subject: FILED,
        Field.category: str(Breach.commercial_ads),
        Field.date: "2026-11-20",
        Field.description: "另一种说法",
    }
    alone = read("投诉", body)
    assert alone.answers[Field.description] == body.strip()
    assert read("投诉", "这个不是教育类应用，是游戏").answers[Field.category] == str(
        Elsewhere.not_educational
    )


def test_a_form_is_read_by_its_fields_alone() -> None:
    """A category or a number in another field is part of a story; line ends are those of any machine."""
    story = "先看到 教APP备1100001号，又是违规收费"
    typed = read("投诉 违规收费", form(备案号或应用名称="启明口算", 投诉事项="拿不准", 情况说明=story))
    assert (typed.numbers, typed.category, typed.elsewhere) == ((), None, None)
    assert Field.category not in typed.answers
    assert typed.missing == (Field.category,)
    assert typed.name == "启明口算"
    for end in ("\r\n", "\r"):
        assert read("", form().replace("\n", end)).answers == read("", form()).answers
    hidden = "<!-- ### 声明 -->"
    assert read("", f"{hidden}{form()}{hidden}").answers == read("", form()).answers


def test_two_categories_in_a_text_are_none() -> None:
    assert read("投诉", "教APP备1100001号植入商业广告，违规收费。").category is None


@pytest.mark.parametrize("matter", matters())
def test_every_choice_of_the_form_is_read_in_both_languages(matter: Breach | Elsewhere) -> None:
    for answer in (matter.label.zh, matter.label.en, matter.label.both()):
        typed = read("", form(投诉事项=answer))
        assert (typed.category or typed.elsewhere) is matter


@pytest.mark.parametrize("unticked", range(3))
def test_every_declaration_is_needed(unticked: int) -> None:
    lines = ZH["声明"].splitlines()
    lines[unticked] = lines[unticked].replace("[X]", "[ ]")
    assert read("", form(声明="\n".join(lines))).missing == (Field.consent,)
    del lines[unticked]
    assert read("", form(声明="\n".join(lines))).missing == (Field.consent,)


def test_comments_of_the_complainant_complete_it(desk: Desk) -> None:
    issue = desk.complain(form(证据="_No response_"))
    desk.run()
    assert desk.state(issue) == "incomplete"
    assert "@edu-app-registry" not in desk.told(issue)
    desk.say(issue, "证据：两张截图", desk.stranger)
    desk.run()
    assert desk.state(issue) == "incomplete"
    desk.say(issue, "证据：两张截图", desk.parent)
    desk.run()
    assert desk.state(issue) == "received"
    assert "@edu-app-registry/beijing" in desk.told(issue)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1100009", "1100009号 没有发放过"),
        ("1100009", f"{number('11', 1)} `示例甲练习`"),
        ("110001", f"{number('11', 1)} `示例甲练习`"),
        ("示例甲练习吧", "`示例甲练习`"),
        ("完全不存在的软件", "没有找到这个应用"),
    ],
)
def test_what_is_not_found_gets_suggestions(desk: Desk, typed: str, told: str) -> None:
    issue = desk.complain(form(备案号或应用名称=typed))
    desk.run()
    assert desk.state(issue) == "incomplete"
    assert told in desk.told(issue)


def test_found_by_its_name(desk: Desk) -> None:
    issue = desk.complain(form(备案号或应用名称=" 示例 丙音乐 "))
    desk.run()
    assert "complaint:at-sichuan" in desk.issue(issue).labels
    assert number("51", 1) in desk.told(issue)
    assert BING not in desk.told(issue)


def test_a_revoked_app_is_found(desk: Desk) -> None:
    issue = desk.complain(form(备案号或应用名称=number("11", 3)))
    desk.run()
    assert desk.state(issue) == "received"


def test_users_side_needs_the_schools_code(desk: Desk) -> None:
    issue = desk.complain(
        form(投诉事项="选用未备案应用", 备案号或应用名称="无人知道的软件", 涉及的学校="示例市第一小学")
    )
    desk.run()
    assert desk.state(issue) == "incomplete"
    assert "统一社会信用代码" in desk.told(issue)
    desk.say(issue, f"涉及的学校：{SCHOOL}", desk.parent)
    desk.run()
    # The first answer stands; the description has to be edited.
    assert desk.state(issue) == "incomplete"
    desk.world.edit_issue(issue, desk.parent, body=form(投诉事项="选用未备案应用", 备案号或应用名称="无人知道的软件", 涉及的学校=SCHOOL))  # fmt: skip
    desk.run()
    assert desk.state(issue) == "received"


@pytest.mark.parametrize(
    ("matter", "told"),
    [
        ("退费、合同等一般商业纠纷", "12315"),
        ("校外培训(“双减”)", "校外教育培训监管部门"),
        ("无证学科培训", "校外教育培训监管部门"),
        ("不是教育类应用", "第二条"),
        ("Refund, contract or another commercial dispute", "consumers' association"),
    ],
)
def test_out_of_scope_is_refused_with_a_text(desk: Desk, matter: str, told: str) -> None:
    issue = desk.complain(form(投诉事项=matter))
    desk.run()
    assert desk.state(issue) == "out_of_scope"
    assert told in desk.told(issue)
    assert (desk.issue(issue).state, desk.issue(issue).state_reason) == ("closed", "not_planned")
    desk.say(issue, "受理")
    desk.run()
    assert desk.state(issue) == "accepted"


@pytest.mark.parametrize(
    ("title", "body", "author", "is_one"),
    [
        ("[投诉] x", "", "parent", True),
        ("【举报】x", "", "parent", True),
        ("Complaint about ads", "", "parent", True),
        ("页面打不开", "网站打不开", "parent", False),
        ("x", "### 证据\n\nx\n\n### 情况说明\n\ny", "parent", True),
        ("x", "### 证据\n\nx", "parent", False),
        ("[投诉] x", "", "bot", False),
    ],
)
def test_what_is_a_complaint(desk: Desk, title: str, body: str, author: str, is_one: bool) -> None:
    who = desk.world.bot if author == "bot" else desk.parent
    issue = desk.complain(body, title, who)
    desk.run()
    assert bool(desk.world.comments_on(issue)) is is_one
    assert (desk.run(issue)[:1] == [f"#{issue}: no complaint 不是投诉"]) is not is_one


HOSTILE = {
    "mention": "@everyone @edu-app-registry/moe",
    "html": "<img src=x onerror=alert(1)><script>alert(1)</script><!-- registry:complaint -->",
    "command": "::error::x\n::add-mask::x\n##[add-mask]x",
    "links": "#1 GH-1 [x](javascript:alert(1)) ![x](https://example.cn/x.png)",
    "ticks": "```\n` `` ```` <details>",
    "bidi": "\u202e\u2066\x00\x1b[31m",
}


@pytest.mark.parametrize(
    "field", ["备案号或应用名称", "投诉事项", "情况说明", "涉及的学校", "title", "comment"]
)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_of_a_strangers_words_is_repeated(desk: Desk, field: str, text: str) -> None:
    clean = desk.complain(form(备案号或应用名称="查无此应用") if field == "备案号或应用名称" else form(投诉事项="查无") if field == "投诉事项" else None)  # fmt: skip
    desk.run()
    expected = desk.told(clean)
    desk.world.set_state(clean, "closed", desk.parent)
    if field == "title":
        dirty = desk.complain(title=f"[投诉] {text}".replace("\x00", ""))
    elif field == "comment":
        dirty = desk.complain()
        desk.say(dirty, text, desk.stranger)
    else:
        dirty = desk.complain(form(**{field: text}))
    desk.run()
    assert desk.told(dirty) == expected


@pytest.mark.parametrize(
    "body",
    [
        "", " ", "#" * 60_000, "# a" + " " * 60_000 + "x", "*" * 60_000, "-" * 60_000, "教APP备" * 15_000, "1" * 60_000,
        "### 证据\n" * 6_000, "<!--" * 15_000, "证据：" * 20_000, "- [ ]" * 12_000, "教APP备1 1 1 1 1 1 " * 3_000, "：\n" * 30_000,
        "a@" * 30_000, form(情况说明="长" * 60_000), "A" * 18 + "9" * 60_000, "### " + "a #" * 20_000,
    ],
)  # fmt: skip
def test_bodies_of_60000_characters_are_read_in_time(body: str) -> None:
    started = time.perf_counter()
    read("投诉", body)
    assert time.perf_counter() - started < 2


@given(st.text(max_size=300), st.text(max_size=2_000))
@settings(max_examples=200, deadline=None)
def test_reading_never_fails(title: str, body: str) -> None:
    typed = read(title, body)
    assert set(typed.missing) <= set(NEEDED)


@given(st.lists(st.sampled_from([*(f"### {label}" for label in (*ZH, *EN)), "x", "- [x] a", "1100001", "_No response_", "```"]), max_size=40))  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_shuffled_forms_never_fail(lines: list[str]) -> None:
    typed = read("", "\n".join(lines))
    assert not set(typed.missing) & set(typed.answers)


def test_a_ghost_complains(desk: Desk) -> None:
    issue = desk.complain()
    desk.world.delete_user(desk.parent)
    desk.say(issue, "受理")
    desk.run()
    assert desk.state(issue) == "accepted"


def test_a_ghost_decides_nothing(desk: Desk) -> None:
    issue = desk.complain()
    desk.say(issue, "属实")
    desk.world.delete_user(desk.officer)
    desk.run()
    assert desk.state(issue) == "received"
