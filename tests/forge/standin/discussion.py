"""Answers about pull requests, issues, labels, teams and checks. A method is named after the operation of the description."""

from datetime import datetime
from typing import Any

from tests.forge.standin.answers import Answers, Json
from tests.forge.standin.call import Call
from tests.forge.world import Denied, Label, World


class Discussion:
    """Operations of pulls, issues, checks, teams and users."""

    def __init__(self, world: World, answers: Answers) -> None:
        self.world = world
        self.answers = answers

    # -- runs of workflows

    def actions_list_workflow_runs_for_repo(self, call: Call) -> Json:
        found = [
            run
            for run in reversed(self.world.workflow_runs)
            if call.query.get("event", run.event) == run.event
            and call.query.get("status", run.conclusion) == run.conclusion
        ]
        rows = call.page(found, self.answers.workflow_run)
        return {"total_count": len(found), "workflow_runs": rows}

    # -- pull requests

    def pulls_list(self, call: Call) -> list[Json]:
        owner, _, branch = call.query.get("head", "").partition(":")
        found = [
            pull
            for pull in self.world.pulls.values()
            if call.query.get("state", "open") in ("all", pull.issue.state)
            and call.query.get("base", pull.base_ref) == pull.base_ref
            and (not branch or (pull.head_ref == branch and self._head_owner(pull) == owner))
        ]
        if call.query.get("sort") == "updated":
            found.sort(key=lambda pull: pull.issue.updated)
        if call.query.get("direction", "desc") == "desc":
            found.reverse()
        return call.page(found, lambda pull: self.answers.pull(pull, full=False))

    def _head_owner(self, pull: Any) -> str:
        return self.world.owner.login if pull.fork is None else str(pull.fork.owner.login)

    def pulls_get(self, call: Call) -> Json:
        return self.answers.pull(self.world.existing_pull(call.number("pull_number")), full=True)

    def pulls_create(self, call: Call) -> Json:
        owner, _, branch = call.body["head"].rpartition(":")
        fork = None
        if owner and owner != self.world.owner.login:
            user = self.world.user_named(owner)
            fork = self.world.fork(user) if user else None
        number = self.world.open_pull(
            call.user, branch, call.body.get("title") or "", call.body.get("body"), fork=fork, base=call.body["base"],
            draft=call.body.get("draft", False),
        )  # fmt: skip
        return self.answers.pull(self.world.pulls[number], full=True)

    def pulls_update(self, call: Call) -> Json:
        number = call.number("pull_number")
        self.world.existing_pull(number)
        self.world.edit_issue(
            number, call.user, **{k: v for k, v in call.body.items() if k in ("title", "body", "state")}
        )
        return self.answers.pull(self.world.pulls[number], full=True)

    def pulls_merge(self, call: Call) -> Json:
        body = call.body or {}
        text = "\n\n".join(part for part in (body.get("commit_title"), body.get("commit_message")) if part)
        sha = self.world.merge(
            call.number("pull_number"), call.user, sha=body.get("sha"), message=text or "Merge",
            method=body.get("merge_method", "merge"),
        )  # fmt: skip
        return {"sha": sha, "merged": True, "message": "Pull Request successfully merged"}

    def pulls_check_if_merged(self, call: Call) -> None:
        if self.world.existing_pull(call.number("pull_number")).merged is None:
            raise Denied(404, "Not Found")

    def pulls_list_reviews(self, call: Call) -> list[Json]:
        number = call.number("pull_number")
        return call.page(
            self.world.existing_pull(number).reviews, lambda review: self.answers.review(review, number)
        )

    def pulls_create_review(self, call: Call) -> Json:
        number = call.number("pull_number")
        states = {"APPROVE": "APPROVED", "REQUEST_CHANGES": "CHANGES_REQUESTED", "COMMENT": "COMMENTED"}
        if call.body.get("event") not in states:
            raise Denied(422, "Validation Failed", field="event", code="invalid")
        self.world.review(
            number,
            call.user,
            states[call.body["event"]],
            call.body.get("body") or "",
            call.body.get("commit_id"),
        )
        return self.answers.review(self.world.pulls[number].reviews[-1], number)

    def pulls_dismiss_review(self, call: Call) -> Json:
        number, review_id = call.number("pull_number"), call.number("review_id")
        self.world.dismiss(number, review_id, call.user, call.body["message"])
        review = next(r for r in self.world.pulls[number].reviews if r.id == review_id)
        return self.answers.review(review, number)

    def pulls_list_requested_reviewers(self, call: Call) -> Json:
        pull = self.world.existing_pull(call.number("pull_number"))
        return {
            "users": [self.answers.user(user) for user in pull.asked_users],
            "teams": [self.answers.team(self.world.teams[slug]) for slug in pull.asked_teams],
        }

    def pulls_request_reviewers(self, call: Call) -> Json:
        number, body = call.number("pull_number"), call.body or {}
        self.world.request_reviews(
            number, call.user, body.get("reviewers", []), body.get("team_reviewers", [])
        )
        return self.answers.pull(self.world.pulls[number], full=False)

    # -- issues

    def issues_list_for_repo(self, call: Call) -> list[Json]:
        wanted = {name.casefold() for name in call.query.get("labels", "").split(",") if name}
        since = datetime.fromisoformat(call.query["since"]) if "since" in call.query else None
        found = [
            issue
            for issue in self.world.issues.values()
            if call.query.get("state", "open") in ("all", issue.state)
            and wanted <= {name.casefold() for name in issue.labels}
            and (since is None or issue.updated >= since)
        ]
        if call.query.get("direction", "desc") == "desc":
            found.reverse()
        return call.page(found, self.answers.issue)

    def issues_create(self, call: Call) -> Json:
        names = [label if isinstance(label, str) else label["name"] for label in call.body.get("labels", [])]
        number = self.world.open_issue(call.user, call.body["title"], call.body.get("body"), tuple(names))
        return self.answers.issue(self.world.issues[number])

    def issues_get(self, call: Call) -> Json:
        return self.answers.issue(self.world.existing(call.number("issue_number")))

    def issues_update(self, call: Call) -> Json:
        number = call.number("issue_number")
        names = ("title", "body", "state", "state_reason")
        self.world.edit_issue(number, call.user, **{k: v for k, v in call.body.items() if k in names})
        return self.answers.issue(self.world.issues[number])

    def issues_list_comments(self, call: Call) -> list[Json]:
        number = call.number("issue_number")
        self.world.existing(number)
        return call.page(self.world.comments_on(number), self.answers.comment)

    def issues_create_comment(self, call: Call) -> Json:
        made = self.world.comment(call.number("issue_number"), call.user, call.body["body"])
        return self.answers.comment(self.world.comments[made])

    def issues_get_comment(self, call: Call) -> Json:
        return self.answers.comment(self.world.existing_comment(call.number("comment_id")))

    def issues_update_comment(self, call: Call) -> Json:
        number = call.number("comment_id")
        self.world.edit_comment(number, call.body["body"])
        return self.answers.comment(self.world.comments[number])

    def issues_delete_comment(self, call: Call) -> None:
        self.world.delete_comment(call.number("comment_id"))

    def issues_list_events(self, call: Call) -> list[Json]:
        return call.page(self.world.existing(call.number("issue_number")).events, self.answers.event)

    def issues_list_events_for_timeline(self, call: Call) -> list[Json]:
        entries = self.answers.timeline(self.world.existing(call.number("issue_number")))
        return call.page(entries, lambda entry: entry)

    # -- labels

    def issues_list_labels_on_issue(self, call: Call) -> list[Json]:
        names = self.world.existing(call.number("issue_number")).labels
        return call.page(self.answers.labels(names), lambda label: label)

    def issues_add_labels(self, call: Call) -> list[Json]:
        number = call.number("issue_number")
        names = call.body if isinstance(call.body, list) else call.body["labels"]
        self.world.add_labels(number, names, call.user)
        return self.answers.labels(self.world.issues[number].labels)

    def issues_remove_label(self, call: Call) -> list[Json]:
        number = call.number("issue_number")
        self.world.remove_label(number, call.argument("name"), call.user)
        return self.answers.labels(self.world.issues[number].labels)

    def issues_list_labels_for_repo(self, call: Call) -> list[Json]:
        return call.page(sorted(self.world.labels.values(), key=lambda x: x.id), self.answers.label)

    def issues_create_label(self, call: Call) -> Json:
        body = call.body
        made = self.world.create_label(body["name"], body.get("color", "ededed"), body.get("description"))
        return self.answers.label(made)

    def issues_get_label(self, call: Call) -> Json:
        return self.answers.label(self._label(call))

    def issues_update_label(self, call: Call) -> Json:
        label = self._label(call)
        self.world.rename_label(label, call.body.get("new_name", label.name))
        label.colour = call.body.get("color", label.colour)
        label.description = call.body.get("description", label.description)
        return self.answers.label(label)

    def _label(self, call: Call) -> Label:
        found = self.world.labels.get(call.argument("name").casefold())
        if found is None:
            raise Denied(404, "Not Found")
        return found

    # -- accounts

    def users_get_by_username(self, call: Call) -> Json:
        user = self.world.user_named(call.argument("username"))
        if user is None:
            raise Denied(404, "Not Found")
        start = "2026-01-05T01:00:00Z"
        return self.answers.account(user) | {
            "name": None, "company": None, "blog": None, "location": None, "email": None, "hireable": None, "bio": None,
            "public_repos": 0, "public_gists": 0, "followers": 0, "following": 0, "created_at": start, "updated_at": start,
        }  # fmt: skip

    def repos_get_collaborator_permission_level(self, call: Call) -> Json:
        user = self.world.user_named(call.argument("username"))
        if user is None:
            raise Denied(404, "Not Found")
        may = self.world.permission(user.id)
        return {"permission": may, "role_name": may, "user": {**self.answers.account(user), "role_name": may}}

    def _organization(self, call: Call) -> None:
        if self.world.owner.kind != "Organization" or call.argument("org") != self.world.owner.login:
            raise Denied(404, "Not Found")

    def teams_list(self, call: Call) -> list[Json]:
        self._organization(call)
        return call.page(list(self.world.teams.values()), self.answers.team)

    def teams_list_members_in_org(self, call: Call) -> list[Json]:
        self._organization(call)
        team = self.world.teams.get(call.argument("team_slug"))
        if team is None:
            raise Denied(404, "Not Found")
        return call.page(sorted(team.members), lambda user: self.answers.account(self.world.users[user]))

    def rate_limit_get(self, _: Call) -> Json:
        limit = {
            "limit": 5000,
            "remaining": 4999,
            "used": 1,
            "reset": int(self.world.time.timestamp()) + 3600,
        }
        return {"resources": {"core": limit, "search": limit, "graphql": limit}, "rate": limit}

    # -- checks

    def checks_create(self, call: Call) -> Json:
        return self.answers.check_run(self.world.create_check(call.user, **call.body))

    def checks_update(self, call: Call) -> Json:
        return self.answers.check_run(
            self.world.update_check(call.number("check_run_id"), call.user, **call.body)
        )

    def checks_get(self, call: Call) -> Json:
        if (run := self.world.checks.get(call.number("check_run_id"))) is None:
            raise Denied(404, "Not Found")
        return self.answers.check_run(run)

    def checks_list_annotations(self, call: Call) -> list[Json]:
        if (run := self.world.checks.get(call.number("check_run_id"))) is None:
            raise Denied(404, "Not Found")
        empty = {
            "start_column": None,
            "end_column": None,
            "title": None,
            "raw_details": None,
            "blob_href": "-",
        }
        return call.page(run.annotations, lambda annotation: {**empty, **annotation})

    def checks_list_for_ref(self, call: Call) -> Json:
        sha = self.world.resolve(call.argument("ref"))
        if sha is None:
            raise Denied(422, "No commit found for SHA: " + call.argument("ref"))
        runs = [
            run
            for run in reversed(self.world.checks.values())
            if run.sha == sha and call.query.get("check_name", run.name) == run.name
        ]
        if call.query.get("filter", "latest") == "latest":
            runs = list({(run.app, run.name): run for run in reversed(runs)}.values())
        return {"check_runs": call.page(runs, self.answers.check_run), "total_count": len(runs)}
