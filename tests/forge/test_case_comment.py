"""The case comment in each stage against golden files, and what a stranger's words do in it. REGISTRY_BLESS=1 writes the files again."""

import os
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from registry.commands.forge.gather import Deciders, case_facts
from registry.commands.forge.spoken import case_comment
from registry.core.forge_writes import LONGEST_BODY
from registry.core.submission import ALL_ON, Registered, assess
from registry.core.switches import Switches
from registry.core.text import Text
from registry.core.verdict import ForgeVerdict, Found, line
from registry.render.case_comment import Look, as_markdown
from tests.forge.cases import PATH, FixedCalendar, Story, at

GOLDEN = Path(__file__).parent / "golden"
RULE_BOOK = Text("https://registry.example.invalid/rules/", "https://registry.example.invalid/en/rules/")
LOOKS = (
    Look(
        "Art. 9",
        Text("省级审核人员", "reviewer of the province"),
        Text("备案证明与填写是否一致", "Evidence and filing agree"),
    ),
)
FOUND = (
    Found(code="A09-1", path=PATH, line=12, column=5, field="systems[0].icp", values={"name": "示例系统"}),
    Found(
        code="F12",
        path=PATH,
        line=3,
        column=9,
        field="",
        values={"value": "yes"},
        correction='  charging: "yes"',
    ),
)
CHANGES = (
    line(0, "新增 示例.yaml “示例科技”", "new 示例.yaml “示例科技”"),
    line(1, "应用“示例阅读”", "App “示例阅读”"),
)
NUMBERS = (Registered("教APP备1190001号", "示例阅读"),)


def comment(
    story: Story,
    now: datetime | None = None,
    verdict: ForgeVerdict | None = None,
    switches: Switches = ALL_ON,
    registered: tuple[Registered, ...] = (),
) -> str:
    """The comment as `speak` would write it."""
    verdict = verdict or story.verdict(changes=CHANGES)
    facts = case_facts(story.forge, story.number, "main")
    seen = [r.author for r in facts.reviews if r.author]
    reviewers = Deciders(story.forge, story.authorities).of(verdict.kind, verdict.authorities, seen)
    found = assess(facts, verdict, reviewers, story.calendar, now or story.forge.now(), switches, registered)
    return as_markdown(case_comment(found, facts, verdict, reviewers, LOOKS, RULE_BOOK))


def values_for(code: str) -> dict[str, str]:
    """Words for every place that a rule's sentences have."""
    import string

    from registry.rules import book

    rule = next(rule for rule in book.every_rule() if rule.code == code)
    texts = (rule.text.zh, rule.text.en, rule.fix.zh, rule.fix.en)
    return {name: "示例" for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def found(code: str, **more: Any) -> Found:
    """A finding with all the words that its rule needs."""
    values = {
        "code": code,
        "path": PATH,
        "line": 12,
        "column": 5,
        "field": "apps[0].name",
        "values": values_for(code),
    }
    return Found.model_validate({**values, **more})


def rejected(story: Story) -> ForgeVerdict:
    findings = (found("A09-1"), found("F12", correction='  charging: "yes"'), found("R02", field="", path=""))
    return story.verdict("reject", errors=3, findings=findings, findings_cut=2, changes=CHANGES)


def needs_correction() -> str:
    story = Story()
    return comment(story, verdict=rejected(story))


def waiting() -> str:
    story = Story()
    story.world.add_team("beijing", story.officer)
    return comment(story)


def overdue() -> str:
    return comment(Story(), at("2026-12-09 08:00"))


def feedback() -> str:
    story = Story()
    story.world.review(1, story.officer, "CHANGES_REQUESTED", "请补充等级保护备案证明")
    return comment(story)


def provisional() -> str:
    story = Story(calendar=FixedCalendar(unknown=date(2026, 12, 1)))
    story.world.review(1, story.officer, "CHANGES_REQUESTED", "请补充等级保护备案证明")
    return comment(story, at("2026-12-15 08:00"))


def approved() -> str:
    story = Story()
    story.world.review(1, story.stranger)
    story.world.review(1, story.officer)
    return comment(story)


def paused() -> str:
    story = Story()
    story.world.review(1, story.officer)
    return comment(story, switches=Switches(no_merge=True))


def registered() -> str:
    story = Story()
    story.world.review(1, story.officer)
    story.world.merge(1, story.world.bot, sha=story.head, message="x", method="merge")
    return comment(story, registered=NUMBERS)


def abandoned() -> str:
    story = Story()
    story.world.review(1, story.officer, "CHANGES_REQUESTED", "请补充")
    return comment(story, at("2026-12-09 00:00"))


def rejection() -> str:
    story = Story()
    story.world.review(1, story.officer, "CHANGES_REQUESTED", "不予受理：不属于教育移动应用")
    return comment(story)


def superior() -> str:
    story = Story()
    story.authorities["beijing"] = story.authorities["beijing"].model_copy(update={"officers": ()})
    story.authorities["moe"] = story.authorities["moe"].model_copy(update={"officers": (9,)})
    return comment(story)


STAGES = {
    function.__name__: function
    for function in (
        needs_correction, waiting, overdue, feedback, provisional, approved, paused, registered, abandoned, rejection, superior,
    )
}  # fmt: skip


@pytest.mark.parametrize("name", STAGES)
def test_golden(name: str) -> None:
    text = STAGES[name]()
    path = GOLDEN / f"comment_{name}.md"
    if os.environ.get("REGISTRY_BLESS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", STAGES)
def test_emphasis_and_lists_are_what_they_should_be(name: str) -> None:
    """A closing `**` after a Chinese sign and before a letter closes nothing: it would be shown as it is."""
    tokens = MarkdownIt("commonmark", {"html": True}).parse(STAGES[name]())
    plain = [c.content for token in tokens for c in token.children or [] if c.type == "text"]
    assert not [text for text in plain if "**" in text or "`" in text or "](" in text]


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.glob("comment_*.md")} == {f"comment_{name}.md" for name in STAGES}


HOSTILE = "::error::x ##[add-mask]y @everyone #1 GH-1 <img src=x> ![i](http://x.invalid) `` ` `` </details> </summary> | <!-- --> \n# H\n- x"


def hostile(size: int = 1) -> str:
    story = Story()
    words = (HOSTILE * size)[:190]
    verdict = story.verdict(
        "reject",
        errors=60,
        findings=tuple(
            found("A09-1", path=words, field=words, values=dict.fromkeys(values_for("A09-1"), words))
            for _ in range(60 if size > 1 else 2)
        ),
        changes=tuple(line(n % 3, HOSTILE * size, HOSTILE * size) for n in range(200 if size > 1 else 3)),
    )
    story.world.review(1, story.officer, "CHANGES_REQUESTED", (HOSTILE * 900)[:60_000])
    story.officer.login = "x`@y"
    return comment(story, verdict=verdict)


def test_a_strangers_words_stand_in_code_spans_alone() -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).parse(hostile())
    outside = "".join(
        child.content
        for token in tokens
        for child in token.children or []
        if child.type not in ("code_inline", "html_inline")
    )
    for word in ("@", "::", "##", "#1", "GH-1", "http", "everyone", "add-mask", "img"):
        assert word not in outside
    html = [t.content for t in tokens if t.type in ("html_block", "html_inline")]
    html += [c.content for t in tokens for c in t.children or [] if c.type == "html_inline"]
    allowed = {"<details>", "</details>", "<sub>", "</sub>", "<summary>", "</summary>"}
    import re

    assert {tag for text in html for tag in re.findall("<[^>]*>", text)} <= allowed
    assert {child.type for token in tokens for child in token.children or []} <= {
        "text", "code_inline", "softbreak", "html_inline", "strong_open", "strong_close", "link_open", "link_close",
    }  # fmt: skip
    assert all(
        child.attrs["href"].startswith("https://registry.example.invalid/")  # type: ignore[union-attr]
        for token in tokens
        for child in token.children or []
        if child.type == "link_open"
    )


def test_it_fits_whatever_is_in_it_and_tells_what_was_cut() -> None:
    text = hostile(3)
    assert len(text.encode("utf-16-le")) // 2 <= LONGEST_BODY
    assert "条未列出" in text
    assert "more are not listed" in text
    assert text.rstrip().endswith("</details>")


def test_every_rule_can_be_spoken_of() -> None:
    """A finding of any rule with hostile words shows them in code spans."""
    from registry.rules import book

    story = Story()
    for rule in book.every_rule():
        one = found(rule.code, values=dict.fromkeys(values_for(rule.code), "@x"))
        text = comment(story, verdict=story.verdict("reject", findings=(one,)))
        assert "@" not in text, rule.code


def test_a_verdict_with_an_unknown_rule_or_too_few_words_is_refused() -> None:
    from registry.core.problem import Problem

    story = Story()
    for one in (found("A09-1", values={}), replace_code(found("A09-1"), "Z99")):
        with pytest.raises(Problem):
            comment(story, verdict=story.verdict("reject", findings=(one,)))


def replace_code(one: Found, code: str) -> Found:
    return one.model_copy(update={"code": code})


def test_the_looks_are_for_whoever_reviews() -> None:
    assert "Evidence and filing agree" in waiting()
    assert "Evidence and filing agree" not in registered()


def test_nothing_is_said_of_a_deadline_without_one() -> None:
    assert "期限是怎样计算的" not in needs_correction()
    assert "期限是怎样计算的" in abandoned()
    assert "2026-12-08 24:00" in abandoned()
    assert "暂定" in provisional()


def test_facts_are_values() -> None:
    facts = case_facts(Story().forge, 1, "main")
    assert replace(facts) == facts
