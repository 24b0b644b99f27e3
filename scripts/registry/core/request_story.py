"""What happened to a pull request, from the forge's facts to steps of the procedure (Art. 13, 19)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from registry.core.approval import Speaker
from registry.core.codes import ProviderStatus
from registry.core.forge import Account, Commit, Event, EventKind, PullRequest, Review, ReviewState
from registry.core.procedure import Kind, Procedure, Step, StepKind
from registry.core.time_limits import Party

_REJECTION = re.compile(r"\s*(?:不予受理|/reject\b)[\s:：,，。;；-]*(?P<reason>.*)", re.DOTALL)


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
    issue: int | None = None
    """The issue that the bot made this request of: then the author is that of the issue."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rejection in force: who gave it, for which reason."""

    review: Review
    reason: str


def is_rejection(body: str) -> bool:
    """Whether a review's text rejects: it begins with 不予受理 or /reject and gives a reason."""
    return reason_of(body) is not None


def reason_of(body: str) -> str | None:
    """The reason that a rejection gives; None for any other text, and for a rejection without one."""
    match = _REJECTION.match(body)
    return match["reason"].strip() or None if match else None


class Story:
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
