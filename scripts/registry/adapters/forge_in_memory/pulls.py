"""Branches, pull requests, reviews and check runs."""

from typing import Any

from registry.adapters.forge_in_memory.issues import Issues
from registry.adapters.forge_in_memory.records import CheckRun, Denied, Fork, Issue, Pull, Review, User
from registry.adapters.forge_in_memory.store import Files

DEFAULT = "main"
LONGEST_SUMMARY = 65_535


class Pulls(Issues):
    """The part of a world that knows about git."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.pulls: dict[int, Pull] = {}
        self.forks: dict[int, Fork] = {}
        self.checks: dict[int, CheckRun] = {}
        self.protection: dict[str, dict[str, Any]] = {}
        """Branch to its classic protection, in the shape of the API."""
        self.rulesets: dict[str, list[dict[str, Any]]] = {}
        self.codeowners_errors: list[dict[str, Any]] | None = []
        """None: there is no CODEOWNERS file."""

    # -- branches

    def fork(self, owner: User) -> Fork:
        """The account's fork, which starts as a copy."""
        found = next((f for f in self.forks.values() if f.owner is owner and not f.deleted), None)
        if found is None:
            found = Fork(self.new_id(), owner, self.name)
            self.forks[found.id] = found
        return found

    def head(self, branch: str = DEFAULT) -> str:
        """Commit at the tip of a branch of the repository itself."""
        found = self.store.tip(f"refs/heads/{branch}")
        if found is None:
            raise Denied(404, "Branch not found")
        return found

    def commit(self, ref: str, files: Files, author: User, message: str = "Change") -> str:
        """One more commit on a reference; a new one starts at main."""
        parent = self.store.tip(ref) or self.head()
        sha = self.store.commit([parent], files, message, author.login, self.tick())
        self.move(ref, sha, author)
        return sha

    def move(self, ref: str, sha: str | None, actor: User) -> None:
        """Let a reference point elsewhere; open pull requests from it follow."""
        old = self.store.tip(ref)
        self.store.point(ref, sha)
        for pull in self.pulls.values():
            if pull.branch == ref and pull.issue.state == "open":
                if sha is None:
                    self.set_state(pull.issue.number, "closed", actor)
                    continue
                forced = old is not None and not self.store.is_ancestor(old, sha)
                pull.head_sha, pull.base_sha = sha, self.head(pull.base_ref)
                pull.mergeable_known = False
                self.store.point(f"refs/pull/{pull.issue.number}/head", sha)
                pull.issue.updated = self.tick()
                if forced:
                    self.record(pull.issue, "head_ref_force_pushed", actor)

    def update_ref(self, ref: str, sha: str, actor: User, *, force: bool = False) -> None:
        """Move a reference as the API does it."""
        old = self.store.tip(ref)
        if old is None:
            raise Denied(422, "Reference does not exist")
        if self.store.facts(sha) is None:
            raise Denied(422, "Object does not exist")
        if not force and not self.store.is_ancestor(old, sha):
            raise Denied(422, "Update is not a fast forward")
        self.move(ref, sha, actor)

    def create_ref(self, ref: str, sha: str) -> None:
        """Make a reference as the API does it."""
        if self.store.tip(ref) is not None:
            raise Denied(422, "Reference already exists")
        if self.store.facts(sha) is None:
            raise Denied(422, "Object does not exist")
        self.store.point(ref, sha)

    def delete_fork(self, fork: Fork) -> None:
        """Delete a fork; its pull requests stay, without a head repository."""
        fork.deleted = True

    # -- pull requests

    def submit(
        self, author: User, files: Files, *, branch: str = "filing", title: str = "备案", body: str | None = None,
        draft: bool = False,
    ) -> int:  # fmt: skip
        """What a stranger does: a branch in the own fork, and a pull request from it. Its number."""
        fork = self.fork(author)
        self.commit(f"refs/forks/{fork.id}/{branch}", files, author)
        return self.open_pull(author, branch, title, body, fork=fork, draft=draft)

    def open_pull(
        self, author: User, branch: str, title: str, body: str | None = None, *, fork: Fork | None = None,
        base: str = DEFAULT, draft: bool = False,
    ) -> int:  # fmt: skip
        """A pull request's number."""
        ref = f"refs/heads/{branch}" if fork is None else f"refs/forks/{fork.id}/{branch}"
        tip, base_sha = self.store.tip(ref), self.store.tip(f"refs/heads/{base}")
        if tip is None:
            raise Denied(422, "Validation Failed", field="head", code="invalid")
        if base_sha is None:
            raise Denied(422, "Validation Failed", field="base", code="invalid")
        if any(
            p.branch == ref and p.base_ref == base and p.issue.state == "open" for p in self.pulls.values()
        ):
            raise Denied(422, f"A pull request already exists for {author.login}:{branch}.")
        if not self.store.between(base_sha, tip):
            raise Denied(422, f"No commits between {base} and {branch}")
        self._check_length(body)
        at = self.tick()
        number = len(self.issues) + 1
        issue = Issue(self.new_id(), number, title, body, author.id, at, at)
        self.issues[number] = issue
        self.pulls[number] = Pull(issue, fork, branch, tip, base, base_sha, draft)
        self.store.point(f"refs/pull/{number}/head", tip)
        return number

    def existing_pull(self, number: int) -> Pull:
        """A pull request."""
        if number not in self.pulls:
            raise Denied(404, "Not Found")
        return self.pulls[number]

    def push(self, number: int, files: Files, author: User, message: str = "Correct") -> str:
        """One more commit on a pull request's branch."""
        return self.commit(self.existing_pull(number).branch, files, author, message)

    def force_push(self, number: int, files: Files, author: User) -> str:
        """Replace the branch by one commit on main."""
        pull = self.existing_pull(number)
        sha = self.store.commit([self.head()], files, "Replace", author.login, self.tick())
        self.move(pull.branch, sha, author)
        return sha

    def set_state(self, number: int, state: str, actor: User, reason: str | None = None) -> None:
        pull = self.pulls.get(number)
        if pull is not None and state == "open" and pull.issue.state == "closed":
            if pull.merged is not None:
                raise Denied(422, "Validation Failed", field="state", code="invalid")
            if self.store.tip(pull.branch) is None or (pull.fork is not None and pull.fork.deleted):
                raise Denied(422, "state cannot be changed. The branch has been deleted.", field="state")
        super().set_state(number, state, actor, reason)
        if pull is not None:
            pull.issue.state_reason = None

    def set_draft(self, number: int, draft: bool, actor: User) -> None:
        """Make it a draft, or ready."""
        pull = self.existing_pull(number)
        if pull.draft != draft:
            pull.draft = draft
            self.record(pull.issue, "convert_to_draft" if draft else "ready_for_review", actor)

    def merge(
        self,
        number: int,
        actor: User,
        *,
        sha: str | None = None,
        message: str = "Merge",
        method: str = "merge",
    ) -> str:
        """The commit that a pull request became."""
        pull = self.existing_pull(number)
        if pull.issue.state == "closed" or pull.draft:
            raise Denied(405, "Pull Request is not mergeable")
        if sha is not None and sha != pull.head_sha:
            raise Denied(409, "Head branch was modified. Review and try the merge again.")
        if not self.may_write(actor.id):
            raise Denied(403, "Must have push access to the repository")
        base = self.head(pull.base_ref)
        made = self.store.merged(base, pull.head_sha, message, method, actor.login, self.tick())
        if made is None:
            raise Denied(405, "Pull Request is not mergeable")
        self.store.point(f"refs/heads/{pull.base_ref}", made)
        event = self.record(pull.issue, "merged", actor, commit_id=made)
        pull.merged, pull.merged_by, pull.merge_sha = event.at, actor.id, made
        super().set_state(number, "closed", actor)
        pull.issue.closed, pull.issue.state_reason = event.at, None
        return made

    # -- reviews

    def review(
        self, number: int, author: User, state: str = "APPROVED", body: str = "", commit: str | None = None
    ) -> int:
        """A review's id. `state` in GitHub's spelling."""
        pull = self.existing_pull(number)
        if author.id == pull.issue.author and state != "COMMENTED":
            raise Denied(
                422,
                f"Can not {'approve' if state == 'APPROVED' else 'request changes on'} your own pull request",
            )
        if state != "APPROVED" and not body:
            raise Denied(422, "Validation Failed", field="body", code="missing_field")
        at = self.tick()
        review = Review(self.new_id(), author.id, state, commit or pull.head_sha, body, at)
        pull.reviews.append(review)
        pull.issue.updated = at
        pull.asked_users = [user for user in pull.asked_users if user != author.id]
        pull.asked_teams = [slug for slug in pull.asked_teams if author.id not in self.teams[slug].members]
        return review.id

    def dismiss(self, number: int, review_id: int, actor: User, message: str = "outdated") -> None:
        """Take the force out of a review."""
        pull = self.existing_pull(number)
        review = next((r for r in pull.reviews if r.id == review_id), None)
        if review is None:
            raise Denied(404, "Not Found")
        said, review.state = review.state.lower(), "DISMISSED"
        self.record(
            pull.issue, "review_dismissed", actor,
            dismissed_review={"state": said, "review_id": review_id, "dismissal_message": message},
        )  # fmt: skip

    def request_reviews(self, number: int, actor: User, users: list[str], teams: list[str]) -> None:
        """Ask people and teams; all or none."""
        pull = self.existing_pull(number)
        people = []
        for login in users:
            user = self.user_named(login)
            if user is not None and user.id == pull.issue.author:
                raise Denied(422, "Review cannot be requested from pull request author.")
            if user is None or user.id not in self.permissions:
                raise Denied(422, "Reviews may only be requested from collaborators.")
            people.append(user)
        for slug in teams:
            if slug not in self.teams or not self.teams[slug].has_access:
                raise Denied(
                    422, "Could not resolve to a node with the global id of a team, or it has no access."
                )
        for user in people:
            if user.id not in pull.asked_users:
                pull.asked_users.append(user.id)
                self.record(pull.issue, "review_requested", actor, user=user.id)
        for slug in teams:
            if slug not in pull.asked_teams:
                pull.asked_teams.append(slug)
                self.record(pull.issue, "review_requested", actor, team=slug)

    # -- check runs

    def create_check(self, app: User, **values: Any) -> CheckRun:
        """A check run, in the API's words. Only apps may."""
        if app.kind != "Bot":
            raise Denied(403, "You must authenticate via a GitHub App.")
        if self.store.facts(values["head_sha"]) is None:
            raise Denied(422, "No commit found for SHA: " + values["head_sha"])
        run = CheckRun(
            self.new_id(), values["head_sha"], values["name"], app.id, values.get("external_id", ""), "queued", None,
            self.tick(), None,
        )  # fmt: skip
        self._fill(run, values)
        self.checks[run.id] = run
        return run

    def update_check(self, run_id: int, app: User, **values: Any) -> CheckRun:
        """Change a check run; annotations are added to those that are there."""
        run = self.checks.get(run_id)
        if run is None:
            raise Denied(404, "Not Found")
        if app.id != run.app:
            raise Denied(
                403, "Invalid app_id - check run can only be modified by the GitHub App that created it."
            )
        self._fill(run, values)
        return run

    def _fill(self, run: CheckRun, values: dict[str, Any]) -> None:
        output = values.get("output") or {}
        if len(output.get("annotations", [])) > 50:
            raise Denied(422, "Invalid request. No more than 50 items are allowed", field="annotations")
        if any(len(output.get(key) or "") > LONGEST_SUMMARY for key in ("summary", "text")):
            raise Denied(422, "Validation Failed", field="summary", code="too_long")
        run.title = output.get("title", run.title)
        run.summary = output.get("summary", run.summary)
        run.text = output.get("text", run.text)
        run.annotations += output.get("annotations", [])
        run.status = values.get("status", run.status)
        if "conclusion" in values:
            run.status, run.conclusion, run.completed = "completed", values["conclusion"], self.tick()
