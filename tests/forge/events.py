"""Webhook payloads, as a workflow finds them in GITHUB_EVENT_PATH, made from a world.

Their shape is GitHub's description of its webhooks, filled up as the stand-in's answers are. `schedule` and `workflow_dispatch` have
no description: nothing may depend on more of them than is here.
"""

from typing import Any

from tests.forge.contract import webhooks
from tests.forge.standin.answers import Answers, Json, stamp
from tests.forge.standin.padding import padded
from tests.forge.world import User, World

BASE = "https://api.example.invalid"
ZERO = "0" * 40


class Events:
    """Payloads about one world. `base` is the address of the API."""

    def __init__(self, world: World, base: str = BASE) -> None:
        self.world = world
        self.answers = Answers(world, base)
        self.base = base

    def pull_request(self, action: str, number: int, sender: User | None = None, **more: Any) -> Json:
        """opened, reopened, synchronize (more: before, after), edited (more: changes), closed, labeled, ready_for_review."""
        pull = self.world.pulls[number]
        payload = {
            "action": action,
            "number": number,
            "pull_request": self.answers.pull(pull, full=True),
            **more,
        }
        if action == "labeled":
            payload["label"] = self.answers.label(self.world.labels[more["label"].casefold()])
        if action == "synchronize":
            payload.setdefault("after", pull.head_sha)
        return self._sent(f"pull-request-{action.replace('_', '-')}", payload, sender or self._author(number))

    def review(self, action: str, number: int, review_id: int) -> Json:
        """submitted or dismissed. The state is in lower case here, and in capitals in the API."""
        pull = self.world.pulls[number]
        review = next(r for r in pull.reviews if r.id == review_id)
        body = {
            **self.answers.review(review, number),
            "state": review.state.lower(),
            "updated_at": stamp(review.submitted),
        }
        payload = {"action": action, "review": body, "pull_request": self.answers.pull(pull, full=False)}
        return self._sent(f"pull-request-review-{action}", payload, self.world.users[review.author])

    def push(self, before: str, after: str, sender: User, branch: str = "main") -> Json:
        """A push to a branch; `before` is 40 zeros for a new one."""
        known = self.world.store.between(before, after) if before != ZERO else []
        commits: list[Json] = [
            {
                "id": c.sha, "tree_id": c.tree, "message": c.message, "timestamp": stamp(c.at), "distinct": True,
                "url": f"{self.base}/commit/{c.sha}", "added": [], "modified": [], "removed": [],
                "author": {"name": c.author, "email": f"{c.author}@example.invalid"},
                "committer": {"name": c.author, "email": f"{c.author}@example.invalid"},
            }
            for c in known
        ]  # fmt: skip
        payload = {
            "ref": f"refs/heads/{branch}", "before": before, "after": after, "created": before == ZERO, "deleted": after == ZERO,
            "forced": False, "base_ref": None, "compare": f"{self.base}/compare", "commits": commits,
            "head_commit": commits[-1] if commits else None,
            "pusher": {"name": sender.login, "email": f"{sender.login}@example.invalid"},
        }  # fmt: skip
        return self._sent("push", payload, sender)

    def issue(self, action: str, number: int, sender: User | None = None, **more: Any) -> Json:
        """opened, edited (more: changes), closed, reopened."""
        payload = {"action": action, "issue": self._issue(number), **more}
        return self._sent(f"issues-{action}", payload, sender or self._author(number))

    def comment(self, action: str, comment_id: int, **more: Any) -> Json:
        """created or edited (more: changes), on an issue or a pull request."""
        comment = self.world.comments[comment_id]
        payload = {
            "action": action,
            "issue": self._issue(comment.number),
            "comment": {**self.answers.comment(comment), "reactions": self._reactions(comment.number)},
            **more,
        }
        return self._sent(f"issue-comment-{action}", payload, self.world.users[comment.author])

    def schedule(self, cron: str) -> Json:
        """GitHub promises no more than the cron text."""
        return {"schedule": cron, "repository": self.answers.repository()}

    def workflow_dispatch(self, inputs: dict[str, str], sender: User, workflow: str) -> Json:
        """A run started by hand."""
        return {
            "inputs": inputs, "ref": "refs/heads/main", "workflow": f".github/workflows/{workflow}",
            "repository": self.answers.repository(), "sender": self.answers.account(sender),
        }  # fmt: skip

    def _author(self, number: int) -> User:
        return self.world.users[self.world.issues[number].author]

    def _issue(self, number: int) -> Json:
        return {
            **self.answers.issue(self.world.issues[number]), "reactions": self._reactions(number), "draft": False,
        }  # fmt: skip

    def _reactions(self, number: int) -> Json:
        kinds = ("+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes", "total_count")
        return {**dict.fromkeys(kinds, 0), "url": f"{self.answers.repo_url}/issues/{number}/reactions"}

    def _sent(self, event: str, payload: Json, sender: User) -> Json:
        whole = {
            **payload, "repository": self.answers.repository(), "organization": self._organization(),
            "sender": self.answers.account(sender),
        }  # fmt: skip
        contract = webhooks()
        made: Json = padded(contract, contract.document["x-webhooks"][event], whole, self.base)
        return made

    def _organization(self) -> Json:
        owner = self.world.owner
        return {"id": owner.id, "login": owner.login, "url": f"{self.base}/orgs/{owner.login}"}
