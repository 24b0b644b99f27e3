"""Complaints (Art. 22): where one stands, whose turn it is and until when; computed from facts each time, never from labels.

    withdrawn | out_of_scope | duplicate | incomplete | received     by what was typed
    -> accepted -> with_provider -> upheld | unfounded               by what officers of the competent authority say
    -> declined

An officer's word overrules what the bot found: 受理 (accept) takes up a complaint that was held for a duplicate or out of scope.
Upheld says that the authority found the complaint true; only an enforcement case says what follows for the provider.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from registry.core.clock import Calendar, Computation, day_in_shanghai
from registry.core.codes import Breach, Code
from registry.core.complaint_form import Elsewhere, Field, Typed
from registry.core.complaint_subject import Found, Subject, on_users_side
from registry.core.detection import Kind, detect
from registry.core.forge import Account, Comment, Event, EventKind, Issue, State
from registry.core.formats import is_calendar_date
from registry.core.time_limits import ACKNOWLEDGE, DECIDE, Clock

MERGED_WITHIN = timedelta(days=30)
"""Product rule: a complaint about the same app and category within 30 days is merged into the first."""


class ComplaintState(Code):
    """Where a complaint stands."""

    received = "received", "已收到，待受理", "received, to be acknowledged"
    incomplete = "incomplete", "待补充", "to be completed"
    out_of_scope = "out_of_scope", "不属于本登记簿的受理范围", "outside the scope of this registry"
    duplicate = "duplicate", "已并入在先的投诉", "merged into an earlier complaint"
    withdrawn = "withdrawn", "投诉人已撤回", "withdrawn by the complainant"
    declined = "declined", "不予受理", "declined"
    accepted = "accepted", "已受理，待处理", "accepted, to be decided"
    with_provider = "with_provider", "已交提供者整改", "with the provider"
    upheld = "upheld", "属实", "upheld"
    unfounded = "unfounded", "不属实", "unfounded"


_S = ComplaintState
FINAL = frozenset({_S.out_of_scope, _S.duplicate, _S.withdrawn, _S.declined, _S.upheld, _S.unfounded})
"""The issue is closed in these."""
UNDECIDED = frozenset({_S.received, _S.accepted, _S.with_provider})
"""It is the authority's turn: a complaint in these is an allegation and no more."""


class Word(StrEnum):
    """What an officer says in the first line of a comment."""

    accept = "accept"
    decline = "decline"
    rectify = "rectify"
    uphold = "uphold"
    unfounded = "unfounded"


_SPELLINGS = {
    "不予受理": Word.decline, "/decline": Word.decline, "/reject": Word.decline,
    "受理": Word.accept, "/accept": Word.accept,
    "责令整改": Word.rectify, "/rectify": Word.rectify,
    "不属实": Word.unfounded, "/unfounded": Word.unfounded,
    "属实": Word.uphold, "/uphold": Word.uphold,
}  # fmt: skip
_COMMAND = re.compile(f"/?({'|'.join(re.escape(spelling) for spelling in _SPELLINGS)})(?![A-Za-z])[ \t]*[:：,，。.]?[ \t]*(.*)", re.I)  # fmt: skip

_LEADS: Mapping[Word, tuple[frozenset[ComplaintState], ComplaintState]] = {
    Word.accept: (
        frozenset({_S.received, _S.incomplete, _S.out_of_scope, _S.duplicate, _S.declined}),
        _S.accepted,
    ),
    Word.decline: (frozenset({_S.received, _S.incomplete, _S.duplicate, _S.out_of_scope}), _S.declined),
    Word.rectify: (frozenset({_S.received, _S.accepted, _S.with_provider}), _S.with_provider),
    Word.uphold: (frozenset({_S.received, _S.accepted, _S.with_provider, _S.unfounded}), _S.upheld),
    Word.unfounded: (frozenset({_S.received, _S.accepted, _S.with_provider, _S.upheld}), _S.unfounded),
}
"""From which states a word leads, and where to. A decision may be corrected; a decided complaint is not taken up again."""


class Ignored(Code):
    """Why an officer's word changed nothing."""

    no_reason = "no_reason", "不予受理须写明理由", "declining needs a reason"
    no_date = "no_date", "须写明整改期限，如 2026-12-31", "a time limit is needed, such as 2026-12-31"
    not_now = "not_now", "当前状态下不能这样处理", "it cannot follow on the present state"


@dataclass(frozen=True, slots=True)
class Said:
    """One officer's command: by whom, in which comment, when; `until` only of `rectify`."""

    word: Word
    account: Account
    comment_id: int
    at: datetime
    until: date | None = None
    ignored: Ignored | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the forge knows of one complaint, and what was made of it: read, looked up, with those who may speak on it."""

    issue: Issue
    comments: tuple[Comment, ...]
    timeline: tuple[Event, ...]
    typed: Typed
    found: Found
    speakers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Turn:
    """A time limit that runs for the authority."""

    clock: Clock
    computed: Computation
    is_over: bool


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint at an instant."""

    facts: Facts
    state: ComplaintState
    missing: tuple[Field, ...]
    elsewhere: Elsewhere | None
    first: int | None
    """Number of the issue that it is merged into."""
    said: tuple[Said, ...]
    turn: Turn | None
    private: tuple[Kind, ...]
    """Kinds of personal data that stand in its title or description now."""
    to_hide: tuple[int, ...]
    """Comments that hold personal data and are still open to everybody."""

    @property
    def number(self) -> int:
        """Of the issue."""
        return self.facts.issue.number

    @property
    def subject(self) -> Subject | None:
        """Whom it is about."""
        return self.facts.found.subject

    @property
    def category(self) -> Breach | None:
        """What is alleged."""
        return self.facts.typed.category

    @property
    def decided(self) -> Said | None:
        """The word that led to the present state."""
        return next((said for said in reversed(self.said) if said.ignored is None), None)

    @property
    def is_late(self) -> bool:
        """Whether the authority has let its time pass. On a provisional date nobody is called late."""
        return self.turn is not None and self.turn.is_over and self.turn.computed.may_close

    @property
    def may_be_closed(self) -> bool:
        """Whether the bot closes the issue: it is at its end, and nobody has opened it again since."""
        if self.state not in FINAL or self.facts.issue.state is State.closed:
            return False
        reopened = max((e.at for e in self.facts.timeline if e.kind is EventKind.reopened), default=None)
        if reopened is None:
            return True
        return self.decided is not None and self.decided.at > reopened


def is_complaint(issue: Issue, typed: Typed, bot_id: int) -> bool:
    """Whether an issue is one: not the bot's own, and with the form's headings, its label, or a title that says so."""
    if issue.author is not None and issue.author.id == bot_id:
        return False
    title = issue.title.strip().casefold().lstrip("[【「")
    return typed.form or "complaint" in (label.casefold() for label in issue.labels) or title.startswith(("投诉", "举报", "complaint"))  # fmt: skip


def judge(all_facts: Iterable[Facts], calendar: Calendar, now: datetime, bot_id: int) -> tuple[Complaint, ...]:  # fmt: skip
    """Every complaint at `now`, by the number of its issue. All are needed, since one may be merged into another."""
    ordered = sorted(all_facts, key=lambda facts: facts.issue.number)
    firsts = _merged(ordered)
    return tuple(_judge_one(facts, firsts, calendar, now, bot_id) for facts in ordered)


def _judge_one(facts: Facts, firsts: Mapping[int, int], calendar: Calendar, now: datetime, bot_id: int) -> Complaint:  # fmt: skip
    number = facts.issue.number
    first = firsts.get(number)
    missing = _missing(facts)
    state = _S.duplicate if first is not None else _start(facts, missing)
    if state is _S.withdrawn and number in firsts.values():
        state = _S.received  # others have said the same, so it is not the first complainant's alone
    state, said = _follow(state, facts)
    if state is not _S.duplicate:
        first = None
    private = tuple(sorted({found.kind for found in detect(f"{facts.issue.title}\n{facts.issue.body}")}))
    to_hide = tuple(
        comment.id
        for comment in facts.comments
        if not comment.hidden and (comment.author is None or comment.author.id != bot_id) and detect(comment.body)
    )  # fmt: skip
    elsewhere = facts.typed.elsewhere if state is _S.out_of_scope else None
    turn = _turn(state, facts.issue, calendar, now)
    return Complaint(facts, state, missing, elsewhere, first, said, turn, private, to_hide)


def _missing(facts: Facts) -> tuple[Field, ...]:
    """What the complainant has to add; a subject that cannot be found is missing too."""
    missing = facts.typed.missing
    if facts.found.subject is None and Field.subject not in missing and Field.school not in missing:
        missing = (Field.school if on_users_side(facts.typed.category) else Field.subject, *missing)
    return missing


def _start(facts: Facts, missing: tuple[Field, ...]) -> ComplaintState:
    """The state before any officer speaks."""
    if _withdrawn(facts):
        return _S.withdrawn
    if facts.typed.elsewhere is not None:
        return _S.out_of_scope
    return _S.incomplete if missing else _S.received


def _withdrawn(facts: Facts) -> bool:
    """Whether it was closed, last, by its own author."""
    issue = facts.issue
    if issue.state is not State.closed or issue.author is None:
        return False
    closed = [event for event in facts.timeline if event.kind is EventKind.closed]
    return bool(closed) and closed[-1].actor is not None and closed[-1].actor.id == issue.author.id


def _merged(ordered: Sequence[Facts]) -> dict[int, int]:
    """Complaint -> the first about the same app and category within 30 days. `other` is never merged: it may be anything."""
    firsts: dict[tuple[str, str, Breach], Facts] = {}
    merged = {}
    for facts in ordered:
        subject, category = facts.found.subject, facts.typed.category
        if subject is None or category is None or category is Breach.other or _missing(facts):
            continue
        key = (subject.path, subject.item, category)
        first = firsts.get(key)
        within = first is not None and facts.issue.created_at - first.issue.created_at <= MERGED_WITHIN
        gone = first is not None and _withdrawn(first) and (first.issue.closed_at or facts.issue.created_at) < facts.issue.created_at  # fmt: skip
        if first is not None and within and not gone and not _withdrawn(facts):
            merged[facts.issue.number] = first.issue.number
        else:
            firsts[key] = facts
    return merged


def commands(comments: Iterable[Comment]) -> list[tuple[Comment, Word, str]]:
    """Comments whose first line is a command, with the rest of their text; whoever wrote them."""
    found = []
    for comment in comments:
        lines = comment.body.strip().splitlines() or [""]
        match = _COMMAND.fullmatch(lines[0].strip())
        if match is None:
            continue
        word = _SPELLINGS[match[1].casefold()]
        # 受理情况如何 is a question, no command: a Chinese word must end where the line or a sign ends it.
        rest = match[2].strip()
        bare = lines[0].strip().lstrip("/")[len(match[1].lstrip("/")) :]
        if bare and bare[0].isalnum():
            continue
        found.append((comment, word, "\n".join([rest, *lines[1:]]).strip()))
    return found


def _follow(state: ComplaintState, facts: Facts) -> tuple[ComplaintState, tuple[Said, ...]]:
    """What the words of those who may speak make of it, in the order in which they were said."""
    said = []
    for comment, word, rest in commands(facts.comments):
        if comment.author is None or comment.author.is_bot or comment.author.id not in facts.speakers:
            continue
        if facts.issue.author is not None and comment.author.id == facts.issue.author.id:
            continue  # nobody decides on a complaint of his own
        # An edited comment counts from its last edit: nobody can have decided earlier by editing.
        entry = Said(word, comment.author, comment.id, comment.updated_at)
        sources, goal = _LEADS[word]
        day = next((d for d in re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", rest) if is_calendar_date(d)), None)
        if word is Word.decline and not rest:
            entry = replace(entry, ignored=Ignored.no_reason)
        elif word is Word.rectify and day is None:
            entry = replace(entry, ignored=Ignored.no_date)
        elif state not in sources:
            entry = replace(entry, ignored=Ignored.not_now)
        else:
            state = goal
            entry = replace(entry, until=date.fromisoformat(day) if word is Word.rectify and day else None)
        said.append(entry)
    return state, tuple(said)


def _turn(state: ComplaintState, issue: Issue, calendar: Calendar, now: datetime) -> Turn | None:
    """The limit that runs. Both start when the issue was opened: an instant that everybody can look up (product rule)."""
    clock = {_S.received: ACKNOWLEDGE, _S.accepted: DECIDE, _S.with_provider: DECIDE}.get(state)
    if clock is None:
        return None
    computed = clock.deadline(issue.created_at, calendar)
    return Turn(clock, computed, computed.is_over(now))


LABELS = "complaint:"
"""Prefix of the labels that the bot keeps right. The label `complaint` itself is the form's."""


def labels(complaint: Complaint) -> tuple[str, ...]:
    """Labels that follow from the state: one of the state, one of the authority, and signs that somebody has to look."""
    found = [f"{LABELS}{complaint.state.value}"]
    if complaint.subject is not None and complaint.state not in (_S.withdrawn, _S.out_of_scope):
        found.append(f"{LABELS}at-{complaint.subject.authority}")
    if complaint.is_late:
        found.append(f"{LABELS}late")
    if complaint.private:
        found.append(f"{LABELS}personal-data")
    return tuple(found)


def decided_on(complaint: Complaint) -> date | None:
    """Day of the decision in Shanghai, of an upheld or unfounded complaint."""
    said = complaint.decided
    return day_in_shanghai(said.at) if said and complaint.state in (_S.upheld, _S.unfounded) else None
