"""Where what is merged came from, asked of the forge: for the ledger."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from registry.adapters.forge import ForgeReads, Missing
from registry.commands.forge.gather import Deciders, case_facts, folder_of
from registry.core.approval import weigh
from registry.core.authority import Authority
from registry.core.clock import Pause
from registry.core.paths import PROVIDERS
from registry.core.procedure import Kind, replay
from registry.core.provenance import Provenance
from registry.core.request_story import Story
from registry.core.verdict import RequestKind
from registry.core.working_days import AnnouncedDays

Contents = Callable[[int, str], Mapping[str, str] | None]
"""Number of a request and its merge commit -> what each of its commits submits, as digests; None if that is no longer known."""


def _unknown(number: int, merge: str) -> Mapping[str, str] | None:  # noqa: ARG001 - the shape of Contents
    return None


class ForgeProvenance:
    """A `ProvenanceSource`."""

    def __init__(
        self,
        port: ForgeReads,
        authorities: Mapping[str, Authority],
        branch: str = "main",
        contents: Contents = _unknown,
    ) -> None:
        self._port = port
        self._contents = contents
        self._deciders = Deciders(port, authorities)
        self._branch = branch

    def provenance(self, commit: str, path: str) -> Provenance | None:
        """The merged request that brought a commit, its head, and who approved that head for the authority of `path`.

        None if no request brought it. Raises ForgeProblem if the forge does not answer.
        """
        try:
            pulls = self._port.pull_requests_of_commit(commit)
        except Missing:
            return None
        merged = [pull for pull in pulls if pull.merged and pull.base_ref == self._branch]
        folder = folder_of(path)
        if not merged or folder is None:
            return None
        facts = case_facts(self._port, merged[-1].number, self._branch)
        seen = {review.author.id: review.author for review in facts.reviews if review.author is not None}
        kind = RequestKind.provider if path.startswith("filings/") else RequestKind.authority
        speakers = {one.path: one.speaker for one in self._deciders.of(kind, (folder,), seen.values())}
        writers = {who.id for made in facts.commits for who in made.writers} - {facts.bot_id}
        pull = facts.pull
        standing = weigh(facts.reviews, pull.head_sha, pull.author, writers, speakers)
        came = Provenance(pull.number, pull.head_sha, standing.approvers[:20])
        contents = self._contents(pull.number, commit) if kind is RequestKind.provider else None
        if contents is None or pull.merged_at is None:
            return came  # when it was submitted is not guessed
        story = Story(facts, contents, speakers, writers, pull.merged_at)
        submitted, pauses = _course(story, Kind.provider if path.startswith(PROVIDERS) else Kind.user)
        return replace(came, submitted_at=submitted, pauses=pauses)


def _course(story: Story, kind: Kind) -> tuple[datetime, tuple[Pause, ...]]:
    """When the clock of a request began, and when it stood still. Which length it has does not matter here."""
    found = replay(kind, story.steps(kind), AnnouncedDays(), story.now)
    return found.submitted_at or story.submitted_at(), found.pauses
