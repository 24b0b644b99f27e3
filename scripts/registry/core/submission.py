"""Where a pull request stands: its stage, whose turn it is, until when, and what may be done about it.

All of it is worked out anew from facts of the forge, the judge's verdict, the calendar and the time. Nothing is read from labels or
from comments of ours, so a lost or doubled run changes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from registry.core.approval import Speaker, Standing, weigh
from registry.core.clock import Calendar, day_in_shanghai
from registry.core.codes import Code, ProviderStatus, UserStatus
from registry.core.forge import EventKind, State
from registry.core.procedure import Kind, Procedure, Turn, replay
from registry.core.request_story import CaseFacts, Refusal, Story
from registry.core.switches import Switches
from registry.core.text import Text
from registry.core.time_limits import CLOCKS, Clock, Party
from registry.core.verdict import ForgeVerdict, RequestKind, Result

REMINDED_WORKING_DAYS_BEFORE = 2
"""Product rule: so many working days, today included, before the end of a time somebody is reminded."""


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
class Registered:
    """A decision of the ledger that came from a pull request: the number, if one was given, and what the app is called."""

    number: str | None
    name: str


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
    story = Story(facts, judged.contents if judged else {}, speakers, pushers, now)
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
