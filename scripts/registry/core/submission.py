"""Where a pull request stands: its stage, whose turn it is, until when, and what may be done about it.

All of it is worked out anew from facts of the forge, the judge's verdict, the calendar and the time. Nothing is read from labels or
from comments of ours, so a lost or doubled run changes nothing.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from registry.core.approval import Speaker, Standing, weigh
from registry.core.clock import Calendar, day_in_shanghai
from registry.core.codes import Code, ProviderStatus, UserStatus
from registry.core.forge import Account, Commit, Event, EventKind, PullRequest, Review, ReviewState, State
from registry.core.procedure import Kind, Procedure, Step, StepKind, Turn, replay
from registry.core.switches import Switches
from registry.core.text import Text
from registry.core.time_limits import CLOCKS, Clock, Party
from registry.core.verdict import ForgeVerdict, RequestKind, Result

REMINDED_WORKING_DAYS_BEFORE = 2
"""Product rule: so many working days, today included, before the end of a time somebody is reminded."""

_REJECTION = re.compile(r"\s*(?:不予受理|/reject\b)[\s:：,，。;；-]*(?P<reason>.*)", re.DOTALL)


class Stage(Code):
    """The stages of a pull request. Each has one label on the forge."""

    draft = "draft", "草稿", "Draft"
    needs_correction = "needs-correction", "须更正", "Needs correction"
    waiting = "waiting", "等待主管部门核验", "Waiting for the authority"
    feedback = "feedback", "已反馈，等待补充", "Feedback given, a supplement is awaited"
    approved = "approved", "已批准，即将合并", "Approved, about to be merged"
    held = "held", "已批准，暂缓合并", "Approved, merging is on hold"
    merged = "merged", "已合并，等待登记", "Merged, to be registered"
    registered = "registered", "已登记", "Registered"
    rejected = "rejected", "不予受理", "Rejected"
    abandoned = "abandoned", "视为放弃备案", "Deemed abandoned"
    withdrawn = "withdrawn", "提交人已撤回", "Taken back by the submitter"
    closed = "closed", "已关闭", "Closed"
    other = "other", "不含备案文件", "No filing"


FINAL = frozenset(
    {Stage.merged, Stage.registered, Stage.rejected, Stage.abandoned, Stage.withdrawn, Stage.closed}
)
"""Stages in which nobody is asked for anything on this pull request."""


class Alarm(Code):
    """What a clock says beside the stage."""

    due_soon = "due-soon", "期限将至", "Due soon"
    overdue = "overdue", "已逾期", "Overdue"


class Turns(Code):
    """Whose turn it is."""

    filer = "filer", "提交人", "the submitter"
    authority = "authority", "主管部门", "the authority"
    registry = "registry", "登记程序", "the registry"
    maintainers = "maintainers", "维护者", "the maintainers"
    nobody = "nobody", "无", "nobody"


ALL_ON = Switches()


@dataclass(frozen=True, slots=True)
class Reviewers:
    """Who decides for one authority. `level` is the folder of who speaks: its own, or a superior's where it has nobody yet."""

    path: str
    name: Text
    speaker: Speaker
    level: str
    teams: tuple[str, ...] = ()
    """Slugs of teams on the forge to ask."""
    officers: int = 0
    """How many officers are listed."""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the forge says about a pull request. `default_branch` is the only one into which anything is merged."""

    pull: PullRequest
    reviews: tuple[Review, ...]
    events: tuple[Event, ...]
    commits: tuple[Commit, ...]
    bot_id: int
    default_branch: str = "main"
    requested: tuple[str, ...] = ()
    """Slugs of teams that are being asked now."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A decision of the ledger that came from a pull request: the number, if one was given, and what the app is called."""

    number: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rejection in force: who gave it, for which reason."""

    review: Review
    reason: str


@dataclass(frozen=True, slots=True)
class Submission:
    """The answer. `procedure` is None where no clock of the Measures runs (files of an authority, no filing)."""

    stage: Stage
    turn: Turns
    standing: Standing
    procedure: Procedure | None = None
    deadline: Turn | None = None
    alarm: Alarm | None = None
    refusal: Refusal | None = None
    may_merge: bool = False
    may_close: bool = False
    why_not_merged: tuple[Text, ...] = ()
    registered: tuple[Registered, ...] = field(default=())
    ask: tuple[str, ...] = ()
    """Slugs of teams to ask for a review now."""


def is_rejection(body: str) -> bool:
    """Whether a review's text rejects: it begins with 不予受理 or /reject and gives a reason."""
    return reason_of(body) is not None


def reason_of(body: str) -> str | None:
    """The reason that a rejection gives; None for any other text, and for a rejection without one."""
    match = _REJECTION.match(body)
    return match["reason"].strip() or None if match else None


def assess(
    facts: CaseFacts,
    verdict: ForgeVerdict | None,
    reviewers: Iterable[Reviewers],
    calendar: Calendar,
    now: datetime,
    switches: Switches = ALL_ON,
    registered: tuple[Registered, ...] = (),
    clocks: Mapping[str, Clock] = CLOCKS,
) -> Submission:
    """Where a pull request stands at `now`. A verdict of another commit than the head counts as none.

    Without a verdict nothing is merged or closed: a check that did not run never passes and never refuses.
    """
    deciding = tuple(reviewers)
    pull = facts.pull
    speakers = {one.path: one.speaker for one in deciding}
    pushers = {who.id for commit in facts.commits for who in commit.writers} - {facts.bot_id}
    standing = weigh(facts.reviews, pull.head_sha, pull.author, pushers, speakers)
    judged = verdict if verdict is not None and verdict.head == pull.head_sha else None
    kind = judged.kind if judged is not None else RequestKind.provider
    story = _Story(facts, judged.contents if judged else {}, speakers, pushers, now)
    procedure = None
    sort = Kind.provider if kind is RequestKind.provider else Kind.user
    change = judged is not None and judged.changes_existing
    steps = story.steps(sort)
    if kind in (RequestKind.provider, RequestKind.user, RequestKind.batch):
        procedure = replay(sort, steps, calendar, now, change=change, clocks=clocks)
    refusal = story.refusal(procedure)
    stage = _stage(facts, judged, standing, procedure, refusal, registered)
    deadline = procedure.turn if procedure is not None and stage in _CLOCKED else None
    if procedure is not None and stage is Stage.abandoned:
        # The time that ran out is of the state just before.
        deadline = replay(
            sort, steps, calendar, procedure.since - _AN_INSTANT, change=change, clocks=clocks
        ).turn
    if stage is Stage.needs_correction and deadline is not None and deadline.clock.party is Party.authority:
        deadline = None  # nobody waits for the authority while the filing does not pass the check
    hindrances = _hindrances(facts, switches)
    if stage is Stage.approved and hindrances:
        stage = Stage.held
    return Submission(
        stage,
        _TURNS[stage],
        standing,
        procedure,
        deadline,
        _alarm(deadline, stage, now),
        refusal if stage is Stage.rejected else None,
        may_merge=stage is Stage.approved,
        may_close=judged is not None
        and stage in (Stage.rejected, Stage.abandoned)
        and pull.state is State.open,
        why_not_merged=hindrances if stage is Stage.held else (),
        registered=registered,
        ask=_to_ask(facts, deciding, procedure) if stage is Stage.waiting else (),
    )


_AN_INSTANT = timedelta(microseconds=1)
_TURNS = {
    Stage.draft: Turns.filer, Stage.needs_correction: Turns.filer, Stage.waiting: Turns.authority,
    Stage.feedback: Turns.filer, Stage.approved: Turns.registry, Stage.held: Turns.maintainers,
    Stage.merged: Turns.registry, Stage.registered: Turns.nobody, Stage.rejected: Turns.nobody,
    Stage.abandoned: Turns.nobody, Stage.withdrawn: Turns.nobody, Stage.closed: Turns.nobody, Stage.other: Turns.maintainers,
}  # fmt: skip
_CLOCKED = (Stage.waiting, Stage.feedback, Stage.needs_correction, Stage.abandoned)


def _stage(
    facts: CaseFacts,
    verdict: ForgeVerdict | None,
    standing: Standing,
    procedure: Procedure | None,
    refusal: Refusal | None,
    registered: tuple[Registered, ...],
) -> Stage:
    pull = facts.pull
    state = procedure.state if procedure is not None else None
    is_abandoned = state is ProviderStatus.abandoned
    if pull.merged:
        return Stage.registered if registered else Stage.merged
    if verdict is not None and verdict.kind is RequestKind.other:
        return Stage.other
    if pull.state is State.closed:
        closer = next((e.actor for e in reversed(facts.events) if e.kind is EventKind.closed), None)
        if closer is not None and closer.id != facts.bot_id:
            return Stage.withdrawn if pull.author and closer.id == pull.author.id else Stage.closed
        return Stage.rejected if refusal else Stage.abandoned if is_abandoned else Stage.closed
    if pull.draft:
        return Stage.draft
    stands = verdict is not None and verdict.result is not Result.reject
    if stands and standing.is_complete:
        return Stage.approved
    if refusal is not None:
        return Stage.rejected
    if is_abandoned:
        return Stage.abandoned
    if verdict is not None and not stands:
        return Stage.needs_correction
    if state is not None:
        return (
            Stage.feedback if state in (ProviderStatus.feedback_sent, UserStatus.returned) else Stage.waiting
        )
    return Stage.feedback if standing.refused else Stage.waiting


def _hindrances(facts: CaseFacts, switches: Switches) -> tuple[Text, ...]:
    """Why what is approved is not merged."""
    found = []
    if not switches.may_merge:
        found.append(
            Text(
                "登记簿的维护者已暂停合并(见 .github/registry-switches.yaml)，恢复后自动合并，无需再做什么。",
                "The maintainers have paused merging (.github/registry-switches.yaml); it goes on by itself, nothing needs to be done.",
            )
        )
    if facts.pull.base_ref != facts.default_branch:
        found.append(
            Text(
                "合并请求的目标不是主线分支，请改为主线分支。",
                "The pull request does not go into the main branch; change its base.",
            )
        )
    return tuple(found)


def _alarm(deadline: Turn | None, stage: Stage, now: datetime) -> Alarm | None:
    """A provisional date reminds as any other does: nothing is decided by it."""
    if deadline is None or stage not in (Stage.waiting, Stage.feedback):
        return None
    if deadline.is_over(now):
        return Alarm.overdue
    today = day_in_shanghai(now)
    left = sum(1 for day in deadline.computed.counted if today <= day.day <= deadline.until)
    return Alarm.due_soon if left <= REMINDED_WORKING_DAYS_BEFORE else None


def _to_ask(
    facts: CaseFacts, deciding: tuple[Reviewers, ...], procedure: Procedure | None
) -> tuple[str, ...]:
    """Teams that nobody has asked yet, or not since the supplement came."""
    again = procedure is not None and procedure.state is ProviderStatus.supplemented
    since = procedure.since if again and procedure is not None else None
    asked = {
        event.team
        for event in facts.events
        if event.kind is EventKind.review_requested and event.team and (since is None or event.at >= since)
    }
    wanted = {team for one in deciding for team in one.teams}
    return tuple(sorted(wanted - asked - set(facts.requested)))


class _Story:
    """What happened, as steps of the procedure."""

    def __init__(
        self,
        facts: CaseFacts,
        contents: Mapping[str, str],
        speakers: Mapping[str, Speaker],
        pushers: Iterable[int],
        now: datetime,
    ) -> None:
        self.facts = facts
        self.now = now
        self.contents = contents
        self.own = set(pushers) | ({facts.pull.author.id} if facts.pull.author else set())
        self.speakers = tuple(speakers.values())
        said = (ReviewState.changes_requested, ReviewState.commented, ReviewState.approved)
        self.reviews = sorted(
            (r for r in facts.reviews if r.state in said and r.submitted_at and self.speaks(r.author)),
            key=_instant,
        )

    def speaks(self, account: Account | None) -> bool:
        """Whether somebody speaks for one of the authorities, and not in his own cause."""
        return (
            account is not None
            and not account.is_bot
            and account.id not in self.own
            and any(speaker.may(account) for speaker in self.speakers)
        )

    def content(self, sha: str | None) -> str:
        """What a commit submits; one that is no longer known differs from all others, to the filer's good."""
        return self.contents.get(sha or "", sha or "unknown")

    def steps(self, kind: Kind) -> list[Step]:
        """All steps, oldest first. Equal instants keep the order: submission, reviews, supplement, re-opening."""
        filer = Party.provider if kind is Kind.provider else Party.institution
        found = [Step(self.submitted_at(), StepKind.submitted, filer)]
        for review in self.reviews:
            at = _instant(review)
            if review.state is ReviewState.commented and kind is Kind.provider:
                found.append(Step(at, StepKind.accepted, Party.authority))
            if review.state is not ReviewState.changes_requested:
                continue
            if is_rejection(review.body):
                if self._holds(review):
                    found.append(
                        Step(
                            at,
                            StepKind.rejected if kind is Kind.provider else StepKind.returned,
                            Party.authority,
                        )
                    )
                continue
            found.append(
                Step(at, StepKind.feedback if kind is Kind.provider else StepKind.returned, Party.authority)
            )
            supplemented = self._supplemented_after(review)
            if supplemented is not None:
                found.append(Step(supplemented, StepKind.supplemented, filer))
        for event in self.facts.events:
            if event.kind is EventKind.closed and self._is_author(event.actor):
                found.append(Step(event.at, StepKind.withdrawn, filer))
            if event.kind is EventKind.reopened and event.actor is not None:
                party = Party.authority if self.speaks(event.actor) else filer
                found.append(Step(event.at, StepKind.reopened, party))
        return sorted(found, key=lambda step: step.at)

    def submitted_at(self) -> datetime:
        """The opening, or leaving the draft; later if the content was replaced before any feedback on it.

        Product rule: who replaces his submission has submitted anew, and the authority has its full time for it.
        """
        facts = self.facts
        opened = facts.pull.created_at
        ready = [e.at for e in facts.events if e.kind is EventKind.ready_for_review]
        start = ready[0] if ready else opened
        asked = [r for r in self.reviews if r.state is ReviewState.changes_requested]
        first, until = (asked[0].commit_id, _instant(asked[0])) if asked else (facts.pull.head_sha, self.now)
        content = self.content(first)
        arrived = next((c.committed_at for c in facts.commits if self.content(c.sha) == content), None)
        return start if arrived is None else max(start, min(arrived, max(start, until)))

    def refusal(self, procedure: Procedure | None) -> Refusal | None:
        """The rejection in force: the procedure took it, or there is no procedure; and the authority did not reopen after it."""
        found = [
            r
            for r in self.reviews
            if r.state is ReviewState.changes_requested and is_rejection(r.body) and self._holds(r)
        ]
        if not found:
            return None
        last = found[-1]
        if procedure is not None and procedure.kind is Kind.provider:
            if procedure.state is not ProviderStatus.rejected:
                return None
        elif any(
            e.kind is EventKind.reopened and self.speaks(e.actor) and e.at >= _instant(last)
            for e in self.facts.events
        ):
            return None
        return Refusal(last, reason_of(last.body) or "")

    def _holds(self, review: Review) -> bool:
        """Whether a rejection is the officer's last word, or was carried out before he said something else."""
        if review.author is None:
            return False
        later = [
            _instant(r)
            for r in self.reviews
            if r.author is not None
            and r.author.id == review.author.id
            and r.state is not ReviewState.commented
            and _instant(r) > _instant(review)
        ]
        if not later:
            return True
        return any(
            e.kind is EventKind.closed and _instant(review) <= e.at <= later[0] for e in self.facts.events
        )

    def _supplemented_after(self, feedback: Review) -> datetime | None:
        """When other content came after a feedback; None: it has not.

        The forge does not tell when something was pushed. A forced push is in the timeline; for others the date in the commit
        counts, which its maker wrote, kept between the feedback and the first trace of it that the forge itself recorded.
        """
        facts, said = self.facts, self.content(feedback.commit_id)
        given = _instant(feedback)
        traces = [
            _instant(r) for r in self.reviews if _instant(r) > given and self.content(r.commit_id) != said
        ]
        if self.content(facts.pull.head_sha) != said:
            traces.append(max(self.now, given))
        if not traces:
            return None
        forced = [
            e.at
            for e in facts.events
            if e.kind is EventKind.head_force_pushed and given <= e.at <= min(traces)
        ]
        known = [commit.sha for commit in facts.commits]
        after = facts.commits[known.index(feedback.commit_id) + 1 :] if feedback.commit_id in known else ()
        claimed = [c.committed_at for c in after or facts.commits if self.content(c.sha) != said]
        if forced and not after:
            return forced[0]
        return max(given, min(claimed[0] if claimed else min(traces), min(traces)))

    def _is_author(self, account: Account | None) -> bool:
        author = self.facts.pull.author
        return account is not None and author is not None and account.id == author.id


def _instant(review: Review) -> datetime:
    """When a review was given: only those that have been are looked at."""
    if review.submitted_at is None:
        raise ValueError(f"the review {review.id} was not given yet")
    return review.submitted_at
