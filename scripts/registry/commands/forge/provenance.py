"""Where what is merged came from, asked of the forge: for the ledger."""

from collections.abc import Mapping

from registry.adapters.forge import ForgeReads, Missing
from registry.commands.forge.gather import Deciders, case_facts, folder_of
from registry.core.approval import weigh
from registry.core.authority import Authority
from registry.core.provenance import Provenance
from registry.core.verdict import RequestKind


class ForgeProvenance:
    """A `ProvenanceSource`."""

    def __init__(self, port: ForgeReads, authorities: Mapping[str, Authority], branch: str = "main") -> None:
        self._port = port
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
        return Provenance(pull.number, pull.head_sha, standing.approvers[:20])
