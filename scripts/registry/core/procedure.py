"""A submission from hand to hand (Art. 13, 19): its state, whose turn it is and until when, as the replay of recorded steps.

A step that is not possible in the state it meets changes nothing and is explained. Nothing is decided by time alone, except what
Art. 13 says: no supplement in time means that the application is abandoned, and that never on a provisional date.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from registry.core.clock import Calendar, Computation, Pause, day_in_shanghai, on_day
from registry.core.codes import Code, ProviderStatus, UserStatus
from registry.core.text import Text
from registry.core.time_limits import CLOCKS, CONFIRM, RECHECK, REVIEW, SUPPLEMENT, Clock, Party

State = ProviderStatus | UserStatus


class Kind(Code):
    """Which of the two filings is submitted (Art. 3)."""

    provider = "provider", "提供者备案", "Provider filing"
    user = "user", "使用者备案", "User filing"


class StepKind(Code):
    """What can happen to a submission."""

    submitted = "submitted", "提交", "submission"
    accepted = "accepted", "开始核验", "start of the check"
    feedback = "feedback", "反馈", "feedback"
    supplemented = "supplemented", "补充提交", "supplement"
    filed = "filed", "完成备案", "completion of the filing"
    rejected = "rejected", "不予受理", "rejection"
    confirmed = "confirmed", "确认", "confirmation"
    returned = "returned", "退回", "return"
    withdrawn = "withdrawn", "撤回", "withdrawal"
    reopened = "reopened", "恢复办理", "reopening"


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened. `told` is the last day that was told to the filer with a feedback, if it was."""

    at: datetime
    kind: StepKind
    by: Party
    told: date | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A step that was not possible. `position` counts from 1 among all steps; `why` is a sentence."""

    position: int
    step: Step
    why: Text


@dataclass(frozen=True, slots=True)
class Turn:
    """Who must act now, by which clock. `until` is the last day: the one computed, or a later one that was told."""

    clock: Clock
    computed: Computation
    until: date
    provisional: bool

    def is_over(self, now: datetime) -> bool:
        """Whether the last day has passed at `now`."""
        return day_in_shanghai(now) > self.until

    @property
    def may_close(self) -> bool:
        """Whether anything may be decided against somebody because the day has passed: never on a provisional one."""
        return not self.provisional


@dataclass(frozen=True, slots=True)
class Procedure:
    """Where a submission stands. `since` is the instant of the last step that counted, or of the abandonment."""

    kind: Kind
    state: State
    since: datetime
    rounds: int = 0
    """Feedbacks (user filings: returns) so far, over all re-openings."""
    turn: Turn | None = None
    submitted_at: datetime | None = None
    """When the clocks that run now began: the submission, or the last re-opening."""
    refused: tuple[Refused, ...] = ()
    pauses: tuple[Pause, ...] = ()
    """From each feedback or return to what answered it, since `submitted_at`."""


_PROVIDER = ProviderStatus
_USER = UserStatus
_A, _P, _I = Party.authority, Party.provider, Party.institution

_CHECKABLE = (_PROVIDER.submitted, _PROVIDER.change_pending, _PROVIDER.under_check, _PROVIDER.supplemented)
_WAITING = (_USER.submitted, _USER.change_pending)

Transitions = Mapping[tuple[State, StepKind], tuple[State, tuple[Party, ...]]]

PROVIDER_TRANSITIONS: Transitions = {
    (_PROVIDER.draft, StepKind.submitted): (_PROVIDER.submitted, (_P,)),
    **{(state, StepKind.accepted): (_PROVIDER.under_check, (_A,)) for state in _CHECKABLE if state is not _PROVIDER.under_check},
    **{(state, StepKind.feedback): (_PROVIDER.feedback_sent, (_A,)) for state in _CHECKABLE},
    (_PROVIDER.feedback_sent, StepKind.supplemented): (_PROVIDER.supplemented, (_P,)),
    **{(state, StepKind.filed): (_PROVIDER.filed, (_A,)) for state in (*_CHECKABLE, _PROVIDER.feedback_sent)},
    **{(state, StepKind.rejected): (_PROVIDER.rejected, (_A,)) for state in _CHECKABLE},
    **{(state, StepKind.withdrawn): (_PROVIDER.draft, (_P,)) for state in (*_CHECKABLE, _PROVIDER.feedback_sent)},
    (_PROVIDER.draft, StepKind.reopened): (_PROVIDER.submitted, (_P,)),
    (_PROVIDER.abandoned, StepKind.reopened): (_PROVIDER.submitted, (_P, _A)),
    (_PROVIDER.rejected, StepKind.reopened): (_PROVIDER.submitted, (_A,)),
}  # fmt: skip
"""What a provider's submission becomes by a step, and who may take it; a pair that is not here is refused.

Product rules: a rejection and a re-opening are not in the Measures. While a supplement is awaited nothing can be decided against
the provider, only for it. A withdrawn submission is a draft again.
"""

USER_TRANSITIONS: Transitions = {
    (_USER.draft, StepKind.submitted): (_USER.submitted, (_I,)),
    **{(state, StepKind.confirmed): (_USER.confirmed, (_A,)) for state in _WAITING},
    **{(state, StepKind.returned): (_USER.returned, (_A,)) for state in _WAITING},
    (_USER.returned, StepKind.supplemented): (_USER.submitted, (_I,)),
    **{(state, StepKind.withdrawn): (_USER.draft, (_I,)) for state in (*_WAITING, _USER.returned)},
    (_USER.draft, StepKind.reopened): (_USER.submitted, (_I,)),
}  # fmt: skip
"""The same for an institution's submission (Art. 19). The Measures set no time for the answer to a return, so none runs."""

_TRANSITIONS = {Kind.provider: PROVIDER_TRANSITIONS, Kind.user: USER_TRANSITIONS}
_STARTS_CLOCKS = frozenset({StepKind.submitted, StepKind.reopened})


@dataclass(slots=True)
class _Replay:
    """The state while steps are taken one after the other."""

    kind: Kind
    change: bool
    calendar: Calendar
    clocks: Mapping[str, Clock]
    state: State
    since: datetime | None = None
    begun: datetime | None = None
    pauses: list[Pause] = field(default_factory=list)
    supplemented: datetime | None = None
    told: date | None = None
    rounds: int = 0
    refused: list[Refused] = field(default_factory=list)

    def take(self, position: int, step: Step) -> None:
        self.abandon_if_over(step.at)
        why = self._why_not(step)
        if why is not None:
            self.refused.append(Refused(position, step, why))
            return
        became, _ = _TRANSITIONS[self.kind][self.state, step.kind]
        if step.kind in _STARTS_CLOCKS:
            self.begun, self.pauses, self.supplemented = step.at, [], None
        if step.kind in (StepKind.feedback, StepKind.returned):
            self.rounds += 1
            self.pauses.append(Pause(step.at))
            self.told = step.told
        if step.kind is StepKind.supplemented:
            self.pauses[-1] = Pause(self.pauses[-1].since, step.at)
            self.supplemented = step.at
        self.state, self.since = self._as_change(became), step.at

    def _as_change(self, state: State) -> State:
        """A submission that changes a filed or confirmed filing is called so until somebody looks at it."""
        if self.change and state is _PROVIDER.submitted:
            return _PROVIDER.change_pending
        if self.change and state is _USER.submitted:
            return _USER.change_pending
        return state

    def _why_not(self, step: Step) -> Text | None:
        if self.since is not None and step.at < self.since:
            return Text(
                f"{step.kind.label.zh}的时间早于前一步。",
                f"The {step.kind.label.en} is earlier than the step before it.",
            )
        found = _TRANSITIONS[self.kind].get((self.state, step.kind))
        if found is None:
            if self.state is _PROVIDER.abandoned and step.kind is StepKind.supplemented:
                return Text(
                    "补充期限已过，本次申请视为放弃(第十三条)；请重新提交。",
                    "The time for the supplement has passed and this application counts as abandoned (Art. 13); submit it again.",
                )
            return Text(
                f"当前状态为“{self.state.label.zh}”，不能{step.kind.label.zh}。",
                f"No {step.kind.label.en} is possible in the state “{self.state.label.en}”.",
            )
        if step.by not in found[1]:
            return Text(
                f"{step.kind.label.zh}只能由{'、'.join(party.label.zh for party in found[1])}作出，不能由{step.by.label.zh}作出。",
                f"The {step.kind.label.en} is for the {' or '.join(party.label.en.lower() for party in found[1])}, "
                f"not for the {step.by.label.en.lower()}.",
            )
        return None

    def abandon_if_over(self, now: datetime) -> None:
        """Art. 13: no supplement in time. The instant of the abandonment is the first one that is too late."""
        if self.state is not _PROVIDER.feedback_sent:
            return
        turn = self.turn()
        if turn is not None and turn.may_close and turn.is_over(now):
            self.state, self.since = _PROVIDER.abandoned, on_day(turn.until + timedelta(days=1))

    def turn(self) -> Turn | None:
        """Who must act in the state that is reached; None if nobody, or without a time."""
        if self.begun is None:
            return None
        # The states of the two kinds share some codes, and equal codes are equal: so by the kind first.
        if self.kind is Kind.user:
            return self._turn(CONFIRM, self.supplemented or self.begun) if self.state in _WAITING else None
        if self.state in _CHECKABLE:
            turn = self._turn(REVIEW, self.begun, self.pauses)
            if self.supplemented is None:
                return turn
            again = self._turn(RECHECK, self.supplemented)
            return turn if turn.until >= again.until else again
        if self.state is _PROVIDER.feedback_sent:
            return self._turn(SUPPLEMENT, self.pauses[-1].since, told=self.told)
        return None

    def _turn(
        self, named: Clock, since: datetime, pauses: Iterable[Pause] = (), told: date | None = None
    ) -> Turn:
        clock = self.clocks.get(named.code, named)
        computed = clock.deadline(since, self.calendar, pauses)
        last = computed.days[-1].day  # the last day: no pause is open in a state whose clock runs
        return Turn(clock, computed, max(last, told or last), computed.provisional)


def replay(
    kind: Kind,
    steps: Iterable[Step],
    calendar: Calendar,
    now: datetime,
    *,
    change: bool = False,
    clocks: Mapping[str, Clock] = CLOCKS,
) -> Procedure:
    """Where a submission stands at `now` after its steps, in the order in which they were recorded; later ones are not looked at.

    `change` tells that it changes what is filed or confirmed already. `clocks` may hold shorter ones of a province (Art. 26).
    Raises ValueError for an instant without a time zone or outside the years of the Measures.
    """
    drafted: State = _PROVIDER.draft if kind is Kind.provider else _USER.draft
    result = _Replay(kind, change, calendar, clocks, drafted)
    day_in_shanghai(now)
    for position, step in enumerate(steps, 1):
        day_in_shanghai(step.at)
        if step.at <= now:
            result.take(position, step)
    result.abandon_if_over(now)
    return Procedure(
        kind,
        result.state,
        result.since or now,
        result.rounds,
        result.turn(),
        result.begun,
        tuple(result.refused),
        tuple(result.pauses),
    )
