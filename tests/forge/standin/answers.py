"""How a world's records look in GitHub's API. What is only noise is left to `padding`."""

import base64
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from tests.forge.world import (
    CheckRun,
    Comment,
    CommitFacts,
    Event,
    Fork,
    Issue,
    Label,
    Pull,
    Review,
    Team,
    User,
    WorkflowRun,
    World,
)

Json = dict[str, Any]


def stamp(at: datetime | None) -> str | None:
    """An instant as GitHub writes it."""
    return None if at is None else at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Answers:
    """Everything about one world, with absolute addresses that begin with `base`."""

    def __init__(self, world: World, base: str) -> None:
        self.world = world
        self.base = base
        self.repo_url = f"{base}/repos/{world.owner.login}/{world.name}"

    def user(self, user_id: int | None) -> Json | None:
        """An account; None for a deleted one, unless it is shown as `ghost`."""
        if user_id is None:
            return None
        user = self.world.users[user_id]
        if user.deleted == "null":
            return None
        return self.account(User(10137, "ghost") if user.deleted else user)

    def account(self, user: User) -> Json:
        """An account that is there."""
        url = f"{self.base}/users/{quote(user.login)}"
        return {"id": user.id, "login": user.login, "type": user.kind, "url": url}

    def repository(self) -> Json:
        """The repository."""
        return self._repository(self.world.repository_id, self.world.owner, self.world.name, fork=False)

    def fork(self, fork: Fork) -> Json:
        """A fork of it."""
        return self._repository(fork.id, fork.owner, fork.name, fork=True)

    def _repository(self, number: int, owner: User, name: str, *, fork: bool) -> Json:
        start = "2026-01-05T01:00:00Z"
        return {
            "id": number, "name": name, "full_name": f"{owner.login}/{name}", "owner": self.account(owner), "fork": fork,
            "private": self.world.private, "url": f"{self.base}/repos/{owner.login}/{name}", "default_branch": "main",
            "has_issues": True, "created_at": start, "updated_at": start, "pushed_at": start,
            "allow_merge_commit": True, "allow_squash_merge": True, "allow_rebase_merge": False,
            "delete_branch_on_merge": False,
        }  # fmt: skip

    def workflow_run(self, run: WorkflowRun) -> Json:
        """A run of a workflow; its path may carry the branch."""
        return {
            "id": run.id, "event": run.event, "status": "completed", "conclusion": run.conclusion, "workflow_id": 1,
            "display_title": run.workflow,
            "path": f".github/workflows/{run.workflow}@refs/heads/main", "head_branch": "main", "run_number": 1,
            "created_at": stamp(run.created), "updated_at": stamp(run.created), "head_commit": None,
            "head_sha": self.world.head(), "pull_requests": [],
            "repository": self.repository(), "head_repository": self.repository(),
        }  # fmt: skip

    def label(self, label: Label) -> Json:
        """A label."""
        return {
            "id": label.id, "name": label.name, "color": label.colour, "description": label.description, "default": False,
            "url": f"{self.repo_url}/labels/{quote(label.name, safe='')}",
        }  # fmt: skip

    def labels(self, names: list[str]) -> list[Json]:
        """The labels of an issue."""
        return [self.label(self.world.labels[name.casefold()]) for name in names]

    def issue(self, issue: Issue) -> Json:
        """An issue; one that is a pull request says so."""
        url = f"{self.repo_url}/issues/{issue.number}"
        found = {
            "id": issue.id, "number": issue.number, "title": issue.title, "body": issue.body, "url": url,
            "user": self.user(issue.author), "state": issue.state, "state_reason": issue.state_reason,
            "labels": self.labels(issue.labels), "created_at": stamp(issue.created), "updated_at": stamp(issue.updated),
            "closed_at": stamp(issue.closed), "assignees": [], "author_association": "NONE",
            "comments": len(self.world.comments_on(issue.number)),
            "comments_url": f"{url}/comments", "events_url": f"{url}/events", "repository_url": self.repo_url,
        }  # fmt: skip
        if issue.number in self.world.pulls:
            pull = f"{self.repo_url}/pulls/{issue.number}"
            found["pull_request"] = {"url": pull, "html_url": pull, "diff_url": pull, "patch_url": pull}
        return found

    def pull(self, pull: Pull, *, full: bool) -> Json:
        """A pull request, as in a list or alone."""
        issue = pull.issue
        url = f"{self.repo_url}/pulls/{issue.number}"
        owner = self.world.owner if pull.fork is None else pull.fork.owner
        head_repo = (
            self.repository() if pull.fork is None else None if pull.fork.deleted else self.fork(pull.fork)
        )
        found = {
            "id": issue.id, "number": issue.number, "title": issue.title, "body": issue.body, "url": url,
            "user": self.user(issue.author), "state": issue.state, "draft": pull.draft,
            "labels": self.labels(issue.labels), "created_at": stamp(issue.created), "updated_at": stamp(issue.updated),
            "closed_at": stamp(issue.closed), "merged_at": stamp(pull.merged), "merge_commit_sha": pull.merge_sha,
            "assignees": [], "author_association": "NONE", "requested_reviewers": [self.user(user) for user in pull.asked_users],
            "requested_teams": [self.team(self.world.teams[slug]) for slug in pull.asked_teams],
            "issue_url": f"{self.repo_url}/issues/{issue.number}",
            "comments_url": f"{self.repo_url}/issues/{issue.number}/comments", "commits_url": f"{url}/commits",
            "head": {
                "label": f"{owner.login}:{pull.head_ref}", "ref": pull.head_ref, "sha": pull.head_sha, "repo": head_repo,
                "user": self.user(owner.id),
            },
            "base": {
                "label": f"{self.world.owner.login}:{pull.base_ref}", "ref": pull.base_ref, "sha": pull.base_sha,
                "repo": self.repository(), "user": self.account(self.world.owner),
            },
            "_links": {
                name: {"href": f"{url}/{name}"}
                for name in (
                    "comments", "commits", "statuses", "html", "issue", "review_comments", "review_comment", "self",
                )
            },
        }  # fmt: skip
        if full:
            found["merged"] = pull.merged is not None
            found["merged_by"] = self.user(pull.merged_by)
            found["mergeable"] = pull.issue.state == "open" if pull.mergeable_known else None
            found["mergeable_state"] = "clean" if pull.mergeable_known else "unknown"
            pull.mergeable_known = True
        return found

    def comment(self, comment: Comment) -> Json:
        """A comment."""
        return {
            "id": comment.id, "node_id": f"IC_{comment.id}", "body": comment.body, "user": self.user(comment.author),
            "created_at": stamp(comment.created), "updated_at": stamp(comment.updated),
            "url": f"{self.repo_url}/issues/comments/{comment.id}",
            "issue_url": f"{self.repo_url}/issues/{comment.number}", "author_association": "NONE",
            "minimized": None if comment.hidden is None else {"reason": comment.hidden.lower().replace("_", "-")},
        }  # fmt: skip

    def review(self, review: Review, number: int) -> Json:
        """A review."""
        url = f"{self.repo_url}/pulls/{number}"
        return {
            "id": review.id, "user": self.user(review.author), "body": review.body, "state": review.state,
            "commit_id": review.commit, "author_association": "NONE", "submitted_at": stamp(review.submitted), "pull_request_url": url,
            "html_url": f"{url}#pullrequestreview-{review.id}", "_links": {"html": {"href": url}, "pull_request": {"href": url}},
        }  # fmt: skip

    def event(self, event: Event) -> Json:
        """An entry of an issue's events and timeline."""
        found: Json = {
            "id": event.id, "event": event.kind, "actor": self.user(event.actor), "created_at": stamp(event.at),
            "commit_id": event.more.get("commit_id"), "commit_url": None, "performed_via_github_app": None,
            "url": f"{self.repo_url}/issues/events/{event.id}",
        }  # fmt: skip
        if "label" in event.more:
            known = self.world.labels.get(event.more["label"].casefold())
            found["label"] = {"name": event.more["label"], "color": known.colour if known else "ededed"}
        if event.kind == "review_requested":
            found["review_requester"] = self.user(event.actor)
            if "team" in event.more:
                found["requested_team"] = self.team(self.world.teams[event.more["team"]])
            else:
                found["requested_reviewer"] = self.user(event.more["user"])
        for key in ("rename", "dismissed_review"):
            if key in event.more:
                found[key] = event.more[key]
        return found

    def timeline(self, issue: Issue) -> list[Json]:
        """All that happened, in order; a review has `submitted_at` in the place of `created_at`."""
        entries = [(event.at, self.event(event)) for event in issue.events]
        entries += [
            (c.created, {**self.comment(c), "event": "commented", "actor": self.user(c.author)})
            for c in self.world.comments_on(issue.number)
        ]
        pull = self.world.pulls.get(issue.number)
        if pull is not None:
            entries += [
                (r.submitted, {**self.review(r, issue.number), "state": r.state.lower(), "event": "reviewed"})
                for r in pull.reviews
            ]
            entries += [
                (c.at, {**self.git_commit(c), "event": "committed"})
                for c in self.world.store.between(pull.base_sha, pull.head_sha)
            ]
        return [entry for _, entry in sorted(entries, key=lambda pair: pair[0])]

    def team(self, team: Team) -> Json:
        """A team."""
        return {
            "id": team.id, "slug": team.slug, "name": team.name, "permission": "pull", "privacy": "closed", "parent": None,
            "url": f"{self.base}/orgs/{self.world.owner.login}/teams/{team.slug}", "type": "organization",
        }  # fmt: skip

    def check_run(self, run: CheckRun) -> Json:
        """A check run. On a commit that only a fork has, `pull_requests` is empty: it always is here."""
        url = f"{self.repo_url}/check-runs/{run.id}"
        return {
            "id": run.id, "head_sha": run.sha, "name": run.name, "external_id": run.external_id, "status": run.status,
            "conclusion": run.conclusion, "started_at": stamp(run.started), "completed_at": stamp(run.completed), "url": url,
            "details_url": url, "check_suite": {"id": run.app}, "pull_requests": [],
            "app": {
                "id": run.app, "slug": "registry", "name": "registry", "owner": self.account(self.world.owner),
                "description": None, "external_url": self.base, "created_at": "2026-01-05T01:00:00Z",
                "updated_at": "2026-01-05T01:00:00Z", "permissions": {}, "events": [],
            },
            "output": {
                "title": run.title, "summary": run.summary, "text": run.text,
                "annotations_count": len(run.annotations), "annotations_url": f"{url}/annotations",
            },
        }  # fmt: skip

    def git_commit(self, commit: CommitFacts) -> Json:
        """A commit as a git object."""
        who = {"name": commit.author, "email": f"{commit.author}@example.invalid", "date": stamp(commit.at)}
        return {
            "sha": commit.sha, "url": f"{self.repo_url}/git/commits/{commit.sha}", "author": who, "committer": who,
            "message": commit.message, "tree": {"sha": commit.tree, "url": f"{self.repo_url}/git/trees/{commit.tree}"},
            "parents": [{"sha": p, "url": f"{self.repo_url}/git/commits/{p}"} for p in commit.parents],
        }  # fmt: skip

    def commit(self, commit: CommitFacts) -> Json:
        """A commit with whom the forge takes for its makers."""
        user = self.world.user_named(commit.author)
        who = None if user is None else self.account(user)
        plain = self.git_commit(commit)
        return {
            "sha": commit.sha, "url": f"{self.repo_url}/commits/{commit.sha}", "author": who, "committer": who,
            "commit": {key: plain[key] for key in ("author", "committer", "message", "tree", "url")} | {"comment_count": 0},
            "parents": [{"sha": p, "url": f"{self.repo_url}/commits/{p}"} for p in commit.parents],
        }  # fmt: skip

    def ref(self, name: str, sha: str) -> Json:
        """A git reference; its address has `refs`, not `ref`."""
        return {
            "ref": name, "url": f"{self.repo_url}/git/{quote(name)}",
            "object": {"type": "commit", "sha": sha, "url": f"{self.repo_url}/git/commits/{sha}"},
        }  # fmt: skip

    def content(self, path: str, sha: str, data: bytes) -> Json:
        """A file."""
        url = f"{self.repo_url}/contents/{quote(path)}"
        return {
            "type": "file", "encoding": "base64", "size": len(data), "name": path.rpartition("/")[2], "path": path,
            "content": base64.encodebytes(data).decode(), "sha": sha, "url": url, "git_url": url, "html_url": url,
            "download_url": url, "_links": {"git": url, "self": url, "html": url},
        }  # fmt: skip
