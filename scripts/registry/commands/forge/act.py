"""`registry forge speak` and `registry forge act`: read everything about a request anew, and move it to where it should be.

Events are hints at most. A run works out what each request should look like and does what is missing, so that a lost, doubled or late
run changes nothing in the end, and neither does a crash between two writes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from registry.adapters.forge import Forge
from registry.commands.forge import spoken
from registry.commands.forge.desk import LOOKED_BACK, Desk, RecentMerge
from registry.commands.forge.gather import Deciders, case_facts
from registry.core import effects
from registry.core.authority import Authority
from registry.core.clock import Calendar
from registry.core.effects import AskTeams, Close, Effect, Merge, PutCheck, PutComment, SetLabels
from registry.core.forge import State
from registry.core.forge_writes import Merged
from registry.core.problem import Problem
from registry.core.request_story import CaseFacts
from registry.core.submission import Registered, Reviewers, Stage, Submission, assess
from registry.core.switches import Switches
from registry.core.text import Text, shown
from registry.core.time_limits import CLOCKS, Clock, clocks_with
from registry.core.verdict import ForgeVerdict, RequestKind
from registry.render.case_comment import Look, as_markdown

Looks = Callable[[RequestKind], Sequence[Look]]


@dataclass(frozen=True, slots=True)
class Office:
    """All that a run works with. `switches` is asked again before each write."""

    port: Forge
    calendar: Calendar
    now: datetime
    switches: Callable[[], Switches]
    authorities: Mapping[str, Authority]
    looks: Looks
    rule_book: Text | None = None
    site: str = ""
    """Address of the public site without a slash at its end; empty: there are no links into its forms."""
    branch: str = "main"


@dataclass(slots=True)
class Outcome:
    """What a run came to: a line for each effect, and what went wrong. Of a plan that is not applied the lines alone."""

    lines: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Case:
    """One request as it stands."""

    facts: CaseFacts
    verdict: ForgeVerdict
    reviewers: tuple[Reviewers, ...]
    submission: Submission
    comment: str


def speak(office: Office, verdict: ForgeVerdict, *, apply: bool) -> Outcome:
    """Show a verdict: check, labels, teams, comment. It neither merges nor closes. Of an old head nothing is said."""
    outcome = Outcome()
    deciders = Deciders(office.port, office.authorities)
    case = read_case(office, deciders, verdict.pull_request, lambda _: verdict, ())
    if case.verdict.head != case.facts.pull.head_sha or case.facts.pull.state is State.closed:
        outcome.lines.append(f"#{verdict.pull_request} has a newer head, or is closed: nothing is said")
        return outcome
    for effect in _speaking(case):
        _do(office, effect, outcome, apply=apply)
    return outcome


def act(office: Office, desk: Desk, number: int | None = None, *, apply: bool) -> Outcome:
    """Move one request, open or closed, or all open ones and those that were merged lately. What goes wrong with one does not hold up the others."""
    outcome = Outcome()
    deciders = Deciders(office.port, office.authorities)
    recent = {merge.number: merge for merge in desk.recent(office.now)}
    if number is None:
        numbers = [pull.number for pull in office.port.open_pull_requests() if pull.base_ref == office.branch]
        numbers += [merged for merged in recent if merged not in numbers]
    else:
        numbers = [number]
    for one in numbers:
        try:
            _move(office, desk, deciders, one, recent.get(one), outcome, apply=apply)
        except Problem as error:
            outcome.problems.append(f"#{one}: {shown(error, 300)}")
    return outcome


def _move(
    office: Office,
    desk: Desk,
    deciders: Deciders,
    number: int,
    merge: RecentMerge | None,
    outcome: Outcome,
    *,
    apply: bool,
) -> None:
    def read(base: str | None) -> Case:
        given = desk.registered(merge) if merge is not None else ()
        return read_case(office, deciders, number, lambda facts: desk.judge(facts.pull, base), given)

    pull = office.port.pull_request(number)
    if pull.merged and merge is None:
        outcome.lines.append(
            f"#{number} was merged longer ago than {LOOKED_BACK.days} days; it stays as it is"
        )
        return
    case = read(merge.base if merge is not None and pull.merged else None)
    switches = office.switches()
    ending = effects.acting(
        number,
        case.submission,
        spoken.closing(case.submission, case.comment),
        *spoken.merge_words(case.facts, case.verdict, case.submission),
        case.verdict.head,
        switches,
    )
    submission = case.submission
    warning: list[Effect] = []
    if submission.alarm is not None and submission.deadline is not None:
        teams = spoken.mentioned(case.reviewers) if submission.stage is Stage.waiting else []
        warning = effects.reminding(number, submission, spoken.reminder(submission, case.facts), teams)
    for effect in (*_speaking(case), *warning, *ending):
        merged = _do(office, effect, outcome, apply=apply)
        if merged and apply:
            # Judged on what it was merged into: on the main branch as it is now it would change nothing.
            for after in _speaking(read(case.verdict.base)):
                _do(office, after, outcome, apply=apply)


def read_case(
    office: Office,
    deciders: Deciders,
    number: int,
    judged: Callable[[CaseFacts], ForgeVerdict],
    given: tuple[Registered, ...],
) -> Case:
    """A request as it stands now. `judged` gives the verdict on it, `given` what the ledger says of it. Raises Problem."""
    facts = case_facts(office.port, number, office.branch)
    verdict = judged(facts)
    seen = {review.author.id: review.author for review in facts.reviews if review.author is not None}
    reviewers = deciders.of(verdict.kind, verdict.authorities, seen.values())
    submission = assess(
        facts,
        verdict,
        reviewers,
        office.calendar,
        office.now,
        office.switches(),
        given,
        _clocks(office, verdict),
    )
    looks = office.looks(verdict.kind)
    spoken_case = spoken.case_comment(
        submission, facts, verdict, reviewers, looks, office.rule_book, office.site
    )
    return Case(facts, verdict, reviewers, submission, as_markdown(spoken_case))


def _clocks(office: Office, verdict: ForgeVerdict) -> Mapping[str, Clock]:
    """Those of the deciding province, where its implementing rules are shorter (Art. 26)."""
    slugs = {path.partition("/")[0] for path in verdict.authorities}
    if len(slugs) != 1:
        return CLOCKS
    authority = office.authorities.get(slugs.pop())
    return clocks_with(authority.shorter_clocks) if authority is not None else CLOCKS


def _speaking(case: Case) -> list[Effect]:
    if case.submission.stage is Stage.other:
        # Whoever works on the software itself is left alone, but for the check that its branch rule waits for.
        return [PutCheck(case.verdict.head, spoken.check_report(case.verdict))]
    report = spoken.check_report(case.verdict) if case.verdict.head == case.facts.pull.head_sha else None
    return effects.speaking(case.facts.pull.number, case.submission, case.comment, report, case.verdict.head)


def _do(office: Office, effect: Effect, outcome: Outcome, *, apply: bool) -> bool:
    """Tell one effect and apply it; whether something was merged by it. The switches are looked at once more before it."""
    line = effect.words()
    if not apply:
        outcome.lines.append(line)
        return False
    switches = office.switches()
    is_off = (
        switches.read_only
        or (isinstance(effect, Merge) and not switches.may_merge)
        or (isinstance(effect, Close) and not switches.may_close)
    )
    if is_off:
        outcome.lines.append(f"{line}: switched off 已暂停")
        return False
    done = _apply(office.port, effect)
    if isinstance(effect, Merge) and not isinstance(done, Merged):
        outcome.lines.append(f"{line}: not merged, {shown(done, 200)}")
        return False
    outcome.lines.append(line)
    return isinstance(done, Merged) and not done.already


def _apply(port: Forge, effect: Effect) -> object:
    match effect:
        case PutCheck(sha, report):
            return port.put_check(sha, effects.CHECK_NAME, "verdict", report)
        case SetLabels(number, labels):
            return port.set_labels(number, labels, effects.LABEL_PREFIX)
        case AskTeams(number, teams):
            return port.request_teams(number, teams)
        case PutComment(number, key, body):
            return port.put_comment(number, key, body)
        case Close(number, key, body):
            return port.close_pull_request(number, key, body)
        case Merge(number, sha, title, message):
            return port.merge(number, sha, title, message)
