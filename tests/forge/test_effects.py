"""What follows from where a pull request stands, as values: what is shown, who is reminded, what ends it."""

from dataclasses import replace
from datetime import datetime

import pytest

from registry.core.effects import (
    AskTeams,
    Close,
    Merge,
    PutCheck,
    PutComment,
    SetLabels,
    acting,
    all_labels,
    labels_of,
    reminding,
    speaking,
)
from registry.core.forge_writes import CheckReport, Conclusion
from registry.core.submission import Alarm, Stage, Submission
from registry.core.switches import Switches
from registry.core.text import Text
from tests.forge.cases import Story, at

REPORT = CheckReport("示例", "Example", Conclusion.success)
SHA = "0123456789abcdef" * 2 + "01234567"
WORDS = Text("请补充。", "Please supplement.")
OFF = Switches(no_close=True, no_merge=True)


@pytest.fixture
def story() -> Story:
    return Story()


def in_feedback(story: Story, now: datetime) -> Submission:
    """The filer's ten working days, asked for on 2026-11-24."""
    story.world.review(1, story.officer, "CHANGES_REQUESTED", "请补充等级保护备案证明")
    return story.assess(now=now)


def test_each_effect_is_told_in_words() -> None:
    """What a printed plan shows of it."""
    for effect, words in (
        (PutCheck(SHA, REPORT), "check registry on 0123456789ab: success"),
        (
            SetLabels(7, ("registry:waiting", "registry:overdue")),
            "#7 labels: registry:waiting, registry:overdue",
        ),
        (SetLabels(7, ()), "#7 labels: none"),
        (AskTeams(7, ("beijing", "moe")), "#7 ask: beijing, moe"),
        (PutComment(7, "case", "示例"), "#7 comment case: 2 characters"),
        (Close(7, "closed:rejected", "示例"), "#7 close (closed:rejected)"),
        (Merge(7, SHA, "示例", "示例"), "#7 merge 0123456789ab"),
    ):
        assert effect.words() == words


def test_labels_are_those_of_stage_and_clock(story: Story) -> None:
    """Every label has a meaning in both languages."""
    assert labels_of(story.assess()) == ("registry:waiting",)
    assert labels_of(story.assess(now=at("2026-12-09 00:00"))) == ("registry:waiting", "registry:overdue")
    assert all_labels() == {f"registry:{one.value}": one.label for one in (*Stage, *Alarm)}


def test_what_is_shown_comes_in_one_order(story: Story) -> None:
    """Check, labels, teams, comment; no check without a report, and no teams where nobody is to be asked."""
    waiting = replace(story.assess(), ask=("beijing",))
    assert speaking(7, waiting, "示例", REPORT, SHA) == [
        PutCheck(SHA, REPORT),
        SetLabels(7, ("registry:waiting",)),
        AskTeams(7, ("beijing",)),
        PutComment(7, "case", "示例"),
    ]
    assert speaking(7, replace(waiting, ask=()), "示例", None, SHA) == [
        SetLabels(7, ("registry:waiting",)),
        PutComment(7, "case", "示例"),
    ]


def test_the_authority_is_reminded_when_it_is_late(story: Story) -> None:
    """Not before: the team has been asked, and the label says the rest."""
    soon = story.assess(now=at("2026-12-08 12:00"))
    assert (soon.stage, soon.alarm) == (Stage.waiting, Alarm.due_soon)
    assert reminding(7, soon, WORDS, ["beijing"]) == []
    late = story.assess(now=at("2026-12-09 00:00"))
    assert reminding(7, late, WORDS, ["edu/beijing", "edu/moe"]) == [
        PutComment(7, "overdue:review:2026-12-08", "@edu/beijing @edu/moe 请补充。\n\nPlease supplement.")
    ]


def test_the_filer_is_reminded_before_the_end(story: Story) -> None:
    """Afterwards it is closed, or the date is provisional. Nobody is named where there is nobody to name."""
    soon = in_feedback(story, at("2026-12-08 12:00"))
    assert (soon.stage, soon.alarm) == (Stage.feedback, Alarm.due_soon)
    assert reminding(7, soon, WORDS, []) == [
        PutComment(7, "due-soon:supplement:2026-12-08", "请补充。\n\nPlease supplement.")
    ]
    assert reminding(7, replace(soon, alarm=Alarm.overdue), WORDS, []) == []
    assert reminding(7, replace(soon, alarm=None), WORDS, []) == []
    assert reminding(7, replace(soon, deadline=None), WORDS, []) == []


def acted(found: Submission, switches: Switches = Switches()) -> list[Close | Merge]:  # noqa: B008
    effects = acting(7, found, "关闭", "标题", "正文", SHA, switches)
    return [effect for effect in effects if isinstance(effect, Close | Merge)]


def test_what_is_abandoned_is_closed_once_for_its_day(story: Story) -> None:
    """The key holds the day of the abandonment, so that a second one is said again. Switched off, it waits."""
    found = in_feedback(story, at("2026-12-09 00:00"))
    assert found.stage is Stage.abandoned
    assert acted(found) == [Close(7, "closed:abandoned:2026-12-09", "关闭")]
    assert acted(replace(found, procedure=None)) == [Close(7, "closed:abandoned", "关闭")]
    assert acted(found, OFF) == []


def test_what_is_approved_is_merged_at_this_head(story: Story) -> None:
    story.world.review(1, story.officer, "APPROVED", "")
    found = story.assess()
    assert acted(found) == [Merge(7, SHA, "标题", "正文")]
    assert acted(found, OFF) == []


def test_what_waits_is_neither_closed_nor_merged(story: Story) -> None:
    assert acted(story.assess()) == []
