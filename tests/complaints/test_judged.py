"""Where complaints stand, from facts alone: what is withdrawn, merged, missing, said by officers and counts, and whose words do."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from registry.core.clock import SHANGHAI
from registry.core.codes import Breach
from registry.core.complaint import (
    MERGED_WITHIN,
    Complaint,
    ComplaintState,
    Facts,
    Ignored,
    Said,
    Word,
    commands,
    is_complaint,
    judge,
)
from registry.core.complaint_form import Elsewhere, Field, Typed
from registry.core.complaint_subject import Found, Subject, on_users_side
from registry.core.forge import Account, Comment, Event, EventKind, Issue, State
from registry.core.working_days import AnnouncedDays
from tests.builders import JIA, Paths, number

S, W = ComplaintState, Word
AT = datetime(2026, 11, 2, 9, tzinfo=SHANGHAI)
DAY = timedelta(days=1)
BOT, PARENT, OTHER, OFFICER = Account(7, "bot", is_bot=True), Account(1, "parent"), Account(3, "other"), Account(2, "officer")  # fmt: skip
APP = Subject(Paths.jia, "filed", number("11", 1), "示例甲练习", JIA, "示例甲科技有限公司", "beijing")
USERS_SIDE = next(one for one in Breach if on_users_side(one))


def facts(one: int = 1, *said: Comment, opened: datetime = AT, author: Account | None = PARENT, closed: Account | None = None,
          subject: Subject | None = APP, events: tuple[Event, ...] = (), **typed: Any) -> Facts:  # fmt: skip
    """A complete complaint about commercial advertising; `closed`: by whom it was, a day later."""
    values = {"category": Breach.commercial_ads, **typed}
    ended = opened + DAY if closed else None
    issue = Issue(
        one, "x", "弹出广告", author, State.closed if closed else State.open, None, (), opened, opened, ended
    )
    closing = (Event(EventKind.closed, opened + DAY, closed),) if closed else ()
    return Facts(issue, said, (*events, *closing), Typed({}, "", form=True, **values), Found(subject), frozenset({OFFICER.id, PARENT.id}))  # fmt: skip


def comment(body: str, author: Account | None = OFFICER, one: int = 5, hours: int = 1) -> Comment:
    """A comment, edited once."""
    return Comment(one, author, body, hidden=False, created_at=AT, updated_at=AT + timedelta(hours=hours))


def judged(*all_facts: Facts) -> tuple[Complaint, ...]:
    """All of them, an hour after the first was opened."""
    return judge(all_facts, AnnouncedDays(), AT + timedelta(hours=1), BOT.id)


def states(*all_facts: Facts) -> list[ComplaintState]:
    """Where each stands, by number."""
    return [one.state for one in judged(*all_facts)]


def issue(title: str, *labels: str, author: Account | None = PARENT) -> Issue:
    """An issue of which only title and labels speak."""
    return Issue(1, title, "", author, State.open, None, labels, AT, AT, None)


@pytest.mark.parametrize(
    ("about", "form", "is_one"),
    [
        (issue("x"), True, True),
        (issue("x"), False, False),
        (issue("x", "Complaint"), False, True),
        (issue("x", "bug", "complaint"), False, True),
        (issue("x", "complaints"), False, False),
        (issue(" [投诉] x"), False, True),
        (issue("【举报】x"), False, True),
        (issue("「投诉」x"), False, True),
        (issue("COMPLAINT about"), False, True),
        (issue("X投诉"), False, False),
        (issue("关于投诉"), False, False),
        (issue("投诉", author=BOT), True, False),
        (issue("投诉", author=None), False, True),
    ],
)
def test_what_is_a_complaint(about: Issue, form: bool, is_one: bool) -> None:
    assert is_complaint(about, Typed({}, "", form=form), BOT.id) is is_one


def test_what_was_typed_decides_where_it_begins() -> None:
    assert states(facts()) == [S.received]
    assert states(facts(missing=(Field.evidence,))) == [S.incomplete]
    assert states(facts(elsewhere=Elsewhere.not_educational, missing=(Field.evidence,))) == [S.out_of_scope]
    assert states(facts(closed=PARENT, elsewhere=Elsewhere.not_educational)) == [S.withdrawn]
    assert states(facts(closed=OTHER)) == [S.received]
    assert states(facts(closed=BOT)) == [S.received]


def test_only_its_author_withdraws_by_closing_it_last() -> None:
    reopened = Event(EventKind.closed, AT, OTHER), Event(EventKind.reopened, AT, PARENT)
    assert states(facts(events=reopened, closed=PARENT)) == [S.withdrawn]
    by_author = (Event(EventKind.closed, AT, PARENT), Event(EventKind.reopened, AT, OTHER))
    assert states(facts(events=by_author, closed=OTHER)) == [S.received]
    assert states(facts(events=by_author)) == [S.received], "it is open again"
    assert states(facts(author=None, closed=OTHER)) == [S.received]
    one = facts(closed=PARENT)
    nobody = Facts(one.issue, (), (Event(EventKind.closed, AT, None),), one.typed, one.found)
    assert states(nobody) == [S.received]
    assert states(Facts(one.issue, (), (), one.typed, one.found)) == [S.received]


def test_a_subject_that_is_not_found_is_missing() -> None:
    (one,) = judged(facts(subject=None))
    assert (one.state, one.missing) == (S.incomplete, (Field.subject,))
    assert judged(facts(subject=None, missing=(Field.subject, Field.evidence)))[0].missing == (Field.subject, Field.evidence)  # fmt: skip
    assert judged(facts(subject=None, missing=(Field.school,)))[0].missing == (Field.school,)
    (school,) = judged(facts(subject=None, category=USERS_SIDE, missing=(Field.evidence,)))
    assert school.missing == (Field.school, Field.evidence)
    assert judged(facts())[0].missing == ()


def test_where_it_belongs_elsewhere_is_told_as_long_as_that_holds() -> None:
    assert judged(facts(elsewhere=Elsewhere.not_educational))[0].elsewhere is Elsewhere.not_educational
    (taken,) = judged(facts(1, comment("受理"), elsewhere=Elsewhere.not_educational))
    assert (taken.state, taken.elsewhere) == (S.accepted, None)


# --- Merging.


def firsts(*all_facts: Facts) -> list[int | None]:
    """Of each, by number: the one that it is merged into."""
    return [one.first for one in judged(*all_facts)]


def test_the_same_within_thirty_days_is_merged_into_the_first() -> None:
    assert firsts(facts(2), facts(1)) == [None, 1]
    assert states(facts(1), facts(2), facts(3)) == [S.received, S.duplicate, S.duplicate]
    assert firsts(facts(1), facts(2, opened=AT + MERGED_WITHIN)) == [None, 1]
    late = facts(2, opened=AT + MERGED_WITHIN + timedelta(seconds=1))
    assert firsts(facts(1), late, facts(3, opened=AT + MERGED_WITHIN + DAY)) == [None, None, 2]


def test_what_is_not_the_same_stands_alone_and_does_not_keep_others_apart() -> None:
    other_app = Subject(Paths.jia, "other", number("11", 2), "", JIA, "", "beijing")
    for between in (
        facts(2, subject=None), facts(2, category=None), facts(2, category=Breach.other), facts(2, missing=(Field.evidence,)),
        facts(2, subject=other_app), facts(2, category=Breach.games), facts(2, closed=PARENT),
    ):  # fmt: skip
        assert firsts(facts(1), between, facts(3)) == [None, None, 1 if between.issue.closed_at is None else 2], between  # fmt: skip
    for alone in (
        {"category": Breach.other},
        {"category": None},
        {"subject": None},
        {"missing": (Field.date,)},
    ):
        assert firsts(facts(1, **alone), facts(2, **alone)) == [None, None], alone


def test_one_that_was_taken_back_before_is_not_joined() -> None:
    gone = facts(1, closed=PARENT)
    assert firsts(gone, facts(2, opened=AT + 2 * DAY)) == [None, None]
    assert states(gone, facts(2, opened=AT + 2 * DAY)) == [S.withdrawn, S.received]
    assert firsts(gone, facts(2, opened=AT + DAY)) == [None, 1], "at that very moment it was still there"
    assert firsts(gone, facts(2, opened=AT + DAY / 2)) == [None, 1]


def test_what_others_have_said_too_is_not_taken_back_by_the_first() -> None:
    joined = facts(1, closed=PARENT), facts(2, author=OTHER, opened=AT + DAY / 2)
    assert states(*joined) == [S.received, S.duplicate]
    out = facts(1, closed=PARENT, elsewhere=Elsewhere.not_educational), joined[1]
    assert states(*out) == [S.received, S.duplicate]


def test_an_officer_may_take_up_a_duplicate() -> None:
    found = judged(facts(1), facts(2, comment("受理")))
    assert [(one.state, one.first) for one in found] == [(S.received, None), (S.accepted, None)]


# --- Words of officers.


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("受理", (W.accept, "")), (" /受理： 已转处\n\n请稍候 ", (W.accept, "已转处\n\n请稍候")), ("/ACCEPT", (W.accept, "")), ("不予受理：重复", (W.decline, "重复")),
        ("/reject out of scope", (W.decline, "out of scope")), ("责令整改，2026-12-31前", (W.rectify, "2026-12-31前")), ("不属实。", (W.unfounded, "")),
        ("属实\n依据见附件", (W.uphold, "依据见附件")), ("受理情况如何", None), ("/accepted", None), ("请问受理了吗", None), ("", None), (" \n ", None),
        ("//accept", (W.accept, "")), ("受理 情况说明", (W.accept, "情况说明")), ("受理X", None), ("X受理", None),
    ],
)  # fmt: skip
def test_a_command_is_the_first_line_of_a_comment(body: str, told: tuple[Word, str] | None) -> None:
    said = comment(body)
    assert commands([said]) == ([] if told is None else [(said, *told)])


def test_what_is_no_command_hides_none_behind_it() -> None:
    said = [comment(""), comment("受理情况如何"), comment("谢谢"), comment("受理")]
    assert [one.body for one, _, _ in commands(said)] == ["受理"]


def test_a_word_is_kept_with_who_said_it_when_and_what_came_of_it() -> None:
    said = (
        comment("受理", None, 1), comment("受理", Account(OFFICER.id, "officer", is_bot=True), 2), comment("受理", OTHER, 3), comment("受理", PARENT, 4),
        comment("不予受理", OFFICER, 5, 2), comment("责令整改 2026-02-30", OFFICER, 6, 3), comment("受理 2026-12-30", OFFICER, 7, 4),
        comment("受理", OFFICER, 8, 5), comment("责令整改 2026-02-30、2026-12-31、2027-01-31", OFFICER, 9, 6), comment("属实 2026-12-31", OFFICER, 10, 7),
    )  # fmt: skip
    (one,) = judged(facts(1, *said))

    def entry(word: Word, which: int, hours: int, **more: Any) -> Said:
        return Said(word, OFFICER, which, AT + timedelta(hours=hours), **more)

    assert one.said == (
        entry(W.decline, 5, 2, ignored=Ignored.no_reason),
        entry(W.rectify, 6, 3, ignored=Ignored.no_date),
        entry(W.accept, 7, 4),
        entry(W.accept, 8, 5, ignored=Ignored.not_now),
        entry(W.rectify, 9, 6, until=datetime(2026, 12, 31, tzinfo=SHANGHAI).date()),
        entry(W.uphold, 10, 7),
    )
    assert (one.state, one.decided) == (S.upheld, one.said[-1])


def test_personal_data_in_comments_of_people_are_to_be_hidden() -> None:
    phone = "我的电话 13800138000"
    hidden = Comment(3, OTHER, phone, hidden=True, created_at=AT, updated_at=AT)
    said = (
        comment(phone, BOT, 1),
        comment(phone, None, 2),
        hidden,
        comment("谢谢", OTHER, 4),
        comment(phone, OTHER, 5),
    )
    (one,) = judged(facts(1, *said))
    assert one.to_hide == (2, 5)
    assert one.private == ()
