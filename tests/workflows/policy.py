"""What must hold for every workflow file: each check gives sentences about what is wrong, none if nothing is.

The tools that read workflows do not see all of it: that a request is checked out, that a command is not one of ours.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.workflows.reading import Step, steps

Workflow = dict[str, Any]

ACTIONS = {
    "actions/checkout": "3d3c42e5aac5ba805825da76410c181273ba90b1",
    "actions/setup-python": "5fda3b95a4ea91299a34e894583c3862153e4b97",
    "actions/upload-artifact": "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f",
    "actions/download-artifact": "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c",
    "actions/upload-pages-artifact": "fc324d3547104276b827a68afc52ff2a11cc49c9",
    "actions/deploy-pages": "cd2ce8fcbc39b97be8ca5fce6e763baed58fa128",
    "actions/create-github-app-token": "1b10c78c7865c340bc4f6099eb2f838309f1e8c3",
}
"""All that is used, each with the one commit that was looked at."""

PLAN = '.venv/bin/registry parts >> "$GITHUB_OUTPUT"'
"""The only step whose output other jobs use: what main says of itself. No job that sees a request's bytes may have one."""
PLANNED = "${{ needs.plan.outputs.commit }}"
COMMANDS = {
    '.venv/bin/registry forge judge --pull "$PULL" --out verdict.json': "judge",
    ".venv/bin/registry forge speak --verdict verdict.json --apply": "judge",
    ".venv/bin/registry forge act --apply": "clocks",
    ".venv/bin/registry forge aftermath --apply": "clocks",
    ".venv/bin/registry forge complaints --apply": "complaints",
    ".venv/bin/registry forge filings --apply": "filings",
    ".venv/bin/registry forge watchdog --apply": "watchdog",
    ".venv/bin/registry register --apply --push": "register-and-publish",
    ".venv/bin/registry forge queue --out queue.json": "register-and-publish",
    '.venv/bin/registry publish --out public --shown-at "$REGISTRY_SITE_URL" --queue queue.json': "register-and-publish",
    '.venv/bin/registry publish --out public --shown-at "$REGISTRY_SITE_URL"': "register-and-publish",
    PLAN: "register-and-publish",
    '.venv/bin/registry publish --authority "$AUTHORITY" --out part --queue queue.json': "register-and-publish",
    '.venv/bin/registry publish --authority "$AUTHORITY" --out part': "register-and-publish",
    '.venv/bin/registry assemble parts/* --out public --shown-at "$REGISTRY_SITE_URL" --queue queue.json': "register-and-publish",
    '.venv/bin/registry assemble parts/* --out public --shown-at "$REGISTRY_SITE_URL"': "register-and-publish",
    "./scripts/test": "ci",
    "true": "review",
}
"""Every command that a workflow may run besides ./scripts/install, and in which one: one command a step, no logic in YAML."""
INSTALL = "./scripts/install"

ENVIRONMENTS = {"registry-bot", "github-pages"}
"""Each bound to main, so that a run of another branch gets nothing of them."""
OF_THE_REQUEST = ("pull_request", "pull_request_review", "pull_request_review_comment")
"""Triggers whose run takes the workflow file from the request itself."""
PRIVILEGED = ("pull_request_target", "workflow_run", "issue_comment", "issues")
UNTRUSTED = re.compile(r"github\.(event|head_ref|actor|triggering_actor)")
EVENT_VALUES = {
    "github.event.pull_request.number", "github.event.sender.type != 'Bot'",
}  # fmt: skip
"""All that is taken from an event: a number that the forge gave, and whether the sender is an app."""
WRITES = {
    ("register-and-publish", "deploy"): {"pages": "write", "id-token": "write"},
}
"""The only jobs whose own token may write. What the app's token may is asked for in its step."""
APP_RIGHTS = {
    ("judge", "speak"): "checks:write contents:read issues:read members:read pull-requests:write",
    ("clocks", "act"): "checks:write contents:write issues:read members:read pull-requests:write",
    ("clocks", "aftermath"): "contents:read issues:write",
    ("register-and-publish", "register"): "contents:write issues:read members:read pull-requests:read",
    ("register-and-publish", "queue"): "contents:read issues:read members:read pull-requests:read",
    ("complaints", "complaints"): "contents:write issues:write members:read pull-requests:write",
    ("filings", "filings"): "contents:write issues:write pull-requests:write",
    ("watchdog", "watchdog"): "actions:read issues:write",
}
"""What each job's token of the app may do."""


def pins(name: str, document: Workflow) -> Iterator[str]:
    """Every action is one of the list, at its commit."""
    for step in steps(name, document):
        if "uses" in step.body:
            action, _, pin = step.body["uses"].partition("@")
            if ACTIONS.get(action) != pin:
                yield f"{name}/{step.job}: {step.body['uses']}"
    for job, body in document["jobs"].items():
        if "uses" in body or "container" in body or "services" in body:
            yield f"{name}/{job}: neither called workflows nor containers"


def commands(name: str, document: Workflow) -> Iterator[str]:
    """Every `run` is one command of the list, in the workflow that it belongs to."""
    for step in steps(name, document):
        if "run" not in step.body:
            continue
        if step.run != INSTALL and COMMANDS.get(step.run) != name:
            yield f"{name}/{step.job}: {step.run}"
        if "${{" in step.run:
            yield f"{name}/{step.job}: an expression in run"
        if {"shell", "working-directory", "continue-on-error"} & step.body.keys():
            yield f"{name}/{step.job}: a step does not choose its shell or folder, and does not hide a failure"


def rights(name: str, document: Workflow) -> Iterator[str]:
    """Nothing at the top; a job reads, except those that are listed."""
    if document.get("permissions") != {}:
        yield f"{name}: permissions at the top must be {{}}"
    for job, body in document["jobs"].items():
        given = body.get("permissions", {})
        if not isinstance(given, dict) or given != WRITES.get((name, job), given and {"contents": "read"}):
            yield f"{name}/{job}: {given}"


def app_rights(name: str, document: Workflow) -> Iterator[str]:
    """The app's token has the rights that its job needs, and none without being asked for."""
    for step in steps(name, document):
        if step.action == "actions/create-github-app-token":
            given = step.body["with"]
            asked = " ".join(
                sorted(f"{key[11:]}:{right}" for key, right in given.items() if key.startswith("permission-"))
            )
            if asked != APP_RIGHTS.get((name, step.job)):
                yield f"{name}/{step.job}: {asked}"
            if {"owner", "repositories", "skip-token-revoke"} & given.keys():
                yield f"{name}/{step.job}: the token is for this repository and ends with the job"


def limits(name: str, document: Workflow) -> Iterator[str]:
    """A job ends, and runs do not pile up."""
    group = document.get("concurrency")
    if not isinstance(group, dict) or "group" not in group or "cancel-in-progress" not in group:
        yield f"{name}: no concurrency"
    elif name in ("clocks", "register-and-publish", "complaints", "filings") and group != {
        "group": name,
        "cancel-in-progress": "false",
    }:
        yield f"{name}: one queue, and nobody is stopped in the middle"
    for job, body in document["jobs"].items():
        if not 0 < int(body.get("timeout-minutes", 0)) <= 50:
            yield f"{name}/{job}: no timeout"
        if body.get("runs-on") != "ubuntu-24.04":
            yield f"{name}/{job}: {body.get('runs-on')}"


def checkouts(name: str, document: Workflow) -> Iterator[str]:
    """Nothing but what started the run, or main, or the commit of main that parts are made of, is checked out; and no token stays in the folder."""
    for step in steps(name, document):
        if step.action != "actions/checkout":
            continue
        given = step.body.get("with", {})
        if given.get("persist-credentials") != "false":
            yield f"{name}/{step.job}: the token stays in the folder"
        of_main = given.get("ref") in ("main", PLANNED)
        allowed = {"persist-credentials", "fetch-depth"} | ({"ref"} if of_main else set())
        if unknown := given.keys() - allowed:
            yield f"{name}/{step.job}: {sorted(unknown)}"


def secrets(name: str, document: Workflow) -> Iterator[str]:
    """A secret only in the step that makes the app's token, in an environment bound to main; never where the request's file runs."""
    for step in steps(name, document):
        text = str(step.body)
        if "secrets." in text or "github.token" in text:
            if step.action != "actions/create-github-app-token" or step.environment != "registry-bot":
                yield f"{name}/{step.job}: a secret"
            if any(trigger in document["on"] for trigger in OF_THE_REQUEST):
                yield f"{name}/{step.job}: a secret in a run that the request writes"
        if "steps.app.outputs" in text and step.environment != "registry-bot":
            yield f"{name}/{step.job}: the app's token without its environment"
    for job, body in document["jobs"].items():
        if body.get("environment", "registry-bot") not in ENVIRONMENTS:
            yield f"{name}/{job}: {body['environment']}"
        if any(trigger in document["on"] for trigger in OF_THE_REQUEST) and body.get("environment"):
            yield f"{name}/{job}: an environment in a run that the request writes"
        if "secrets" in str(body.get("env", "")) or "secrets" in str(document.get("env", "")):
            yield f"{name}/{job}: a secret for all steps"


def judge_has_nothing(name: str, document: Workflow) -> Iterator[str]:
    """The job that reads a stranger's bytes has no token, and the job that has one sees only the verdict."""
    for step in steps(name, document):
        if "forge judge" in step.run:
            job: list[Step] = [one for one in steps(name, document) if one.job == step.job]
            if step.environment or any("token" in str(one.body).lower() for one in job):
                yield f"{name}/{step.job}: a token beside the request's bytes"
            if set(step.body.get("env", {})) != {"PULL", "REGISTRY_BOT_ID"}:
                yield f"{name}/{step.job}: {step.body.get('env')}"


def untrusted(name: str, document: Workflow) -> Iterator[str]:
    """Of what strangers can write nothing is taken into a file, a name or a condition."""
    for text in _texts(document):
        for expression in re.findall(r"\$\{\{(.*?)\}\}", text):
            if UNTRUSTED.search(expression) and expression.strip() not in EVENT_VALUES:
                yield f"{name}: {expression.strip()}"


def caches(name: str, document: Workflow) -> Iterator[str]:
    """No cache: what another run wrote there would be trusted."""
    for step in steps(name, document):
        if "cache" in step.action or any("cache" in key for key in step.body.get("with", {})):
            yield f"{name}/{step.job}: a cache"


def environment_files(name: str, document: Workflow) -> Iterator[str]:
    """Nothing lets a step change the environment or the commands of a later one."""
    for text in _texts(document):
        if text != PLAN and re.search(r"GITHUB_(ENV|PATH|OUTPUT)|ACTIONS_ALLOW_UNSECURE|allow-unsafe", text):
            yield f"{name}: {text}"
    for job, body in document["jobs"].items():
        if "outputs" in body and (name, job) != ("register-and-publish", "plan"):
            yield f"{name}/{job}: outputs"


def steps_say_what_they_do(name: str, document: Workflow) -> Iterator[str]:
    """Every job and step has a name, which people read in the log."""
    for job, body in document["jobs"].items():
        if not body.get("name"):
            yield f"{name}/{job}: no name"
    for step in steps(name, document):
        if not step.body.get("name"):
            yield f"{name}/{step.job}: a step without a name"


def shells(name: str, document: Workflow) -> Iterator[str]:
    """One shell for all, which stops at the first failure; named, since the default one does not see a failure within a pipe."""
    if document.get("defaults") != {"run": {"shell": "bash"}}:
        yield f"{name}: {document.get('defaults')}"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(key)
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif value is not None:
        yield str(value)


CHECKS: tuple[Callable[[str, Workflow], Iterator[str]], ...] = (
    pins, commands, rights, app_rights, limits, checkouts, secrets, judge_has_nothing, untrusted, caches,
    environment_files, steps_say_what_they_do, shells,
)  # fmt: skip
