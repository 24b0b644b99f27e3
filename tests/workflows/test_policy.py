"""Every workflow keeps to the policy, and the policy sees each thing that it is about."""

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest

from registry.core import forge_setup
from tests.workflows import policy
from tests.workflows.reading import FILES, ROOT, steps, workflows

ALL = workflows()
Change = Callable[[dict[str, Any]], None]


@pytest.mark.parametrize("name", sorted(ALL))
def test_workflow_keeps_to_the_policy(name: str) -> None:
    assert [sentence for check in policy.CHECKS for sentence in check(name, ALL[name])] == []


def test_every_file_is_a_workflow_and_every_command_is_run() -> None:
    assert {path.suffix for path in FILES} == {".yml"}
    run = {step.run: name for name, document in ALL.items() for step in steps(name, document) if step.run}
    run.pop(policy.INSTALL)
    assert run == policy.COMMANDS


def test_every_action_and_every_right_of_the_list_is_used() -> None:
    used = {step.action for name, document in ALL.items() for step in steps(name, document)} - {""}
    assert used == policy.ACTIONS.keys()
    jobs = {(name, job) for name, document in ALL.items() for job in document["jobs"]}
    assert policy.APP_RIGHTS.keys() | policy.WRITES.keys() <= jobs


def test_which_runs_a_stranger_can_start() -> None:
    """Three kinds of runs: of the request's own file, without anything; of main's, privileged; by the clock and by pushes to main."""
    by_request = {n for n, d in ALL.items() if set(policy.OF_THE_REQUEST) & d["on"].keys()}
    privileged = {n for n, d in ALL.items() if set(policy.PRIVILEGED) & d["on"].keys()}
    assert by_request == {"ci", "review"}
    assert privileged == {"judge", "clocks", "complaints", "filings", "watchdog"}
    assert ALL["judge"]["on"]["pull_request_target"]["branches"] == ["main"]
    for document in ALL.values():
        if "push" in document["on"]:
            assert document["on"]["push"]["branches"] == ["main"]


def test_every_state_has_a_sweep_by_the_clock() -> None:
    """What an event would have done and did not is done by a run that the clock starts, each at another minute than the full hour."""
    minutes: list[str] = []
    for name in ("clocks", "register-and-publish", "complaints", "filings", "watchdog"):
        crons = [entry["cron"] for entry in ALL[name]["on"]["schedule"]]
        assert crons, name
        minutes += crons[0].split()[0].split(",")
        assert "workflow_dispatch" in ALL[name]["on"]
    assert "0" not in minutes
    assert len(minutes) == len(set(minutes))


def test_the_watchdog_does_not_hang_on_the_schedule_alone() -> None:
    assert {"push", "issues", "repository_dispatch"} <= ALL["watchdog"]["on"].keys()


def test_clocks_follow_the_workflows_that_bring_news() -> None:
    followed = ALL["clocks"]["on"]["workflow_run"]["workflows"]
    assert set(followed) == {"judge", "review", "register-and-publish"}
    assert all(ALL[name]["name"] == name for name in ALL)


def _job(document: dict[str, Any], job: str) -> dict[str, Any]:
    found: dict[str, Any] = document["jobs"][job]
    return found


def _with(step: int, **more: Any) -> Change:
    return lambda document: _job(document, "judge")["steps"][step].setdefault("with", {}).update(more)


def _run(command: str) -> Change:
    return lambda document: _job(document, "judge")["steps"][3].update(run=command)


JUDGE = '.venv/bin/registry forge judge --pull "$PULL" --out verdict.json'
BROKEN: list[tuple[str, str, Change, Callable[..., Any]]] = [
    ("a tag instead of a commit", "judge", lambda d: _job(d, "judge")["steps"][0].update(uses="actions/checkout@v7"), policy.pins),
    ("another commit", "judge", lambda d: _job(d, "judge")["steps"][0].update(uses="actions/checkout@" + "0" * 40), policy.pins),
    ("an action that nobody looked at", "judge", lambda d: _job(d, "judge")["steps"][0].update(uses="evil/checkout@" + "0" * 40), policy.pins),
    ("a local action", "judge", lambda d: _job(d, "judge")["steps"][0].update(uses="./action"), policy.pins),
    ("a called workflow", "judge", lambda d: _job(d, "judge").update(uses="a/b/.github/workflows/c.yml@main"), policy.pins),
    ("a container", "judge", lambda d: _job(d, "judge").update(container="debian"), policy.pins),
    ("two commands", "judge", _run(JUDGE + " && curl example.invalid"), policy.commands),
    ("a pipe", "judge", _run(JUDGE + " | tee x"), policy.commands),
    ("a command of another workflow", "judge", _run(".venv/bin/registry forge act --apply"), policy.commands),
    ("the request's own code", "judge", _run("pip install -e ."), policy.commands),
    ("an expression in run", "judge", _run("echo ${{ github.event.pull_request.title }}"), policy.commands),
    ("a hidden failure", "judge", lambda d: _job(d, "judge")["steps"][3].update({"continue-on-error": True}), policy.commands),
    ("another folder", "judge", lambda d: _job(d, "judge")["steps"][3].update({"working-directory": "x"}), policy.commands),
    ("no permissions at the top", "judge", lambda d: d.pop("permissions"), policy.rights),
    ("read at the top", "judge", lambda d: d.update(permissions={"contents": "read"}), policy.rights),
    ("a judge that writes", "judge", lambda d: _job(d, "judge")["permissions"].update(contents="write"), policy.rights),
    ("all rights", "judge", lambda d: _job(d, "judge").update(permissions="write-all"), policy.rights),
    ("an app that may do more", "judge", lambda d: _job(d, "speak")["steps"][4]["with"].update({"permission-contents": "write"}), policy.app_rights),
    ("an app that may do everything", "watchdog", lambda d: [_job(d, "watchdog")["steps"][3]["with"].pop(k) for k in ("permission-actions", "permission-issues")], policy.app_rights),
    ("a token for other repositories", "judge", lambda d: _job(d, "speak")["steps"][4]["with"].update(owner="x"), policy.app_rights),
    ("a token that stays", "judge", lambda d: _job(d, "speak")["steps"][4]["with"].update({"skip-token-revoke": "true"}), policy.app_rights),
    ("no timeout", "judge", lambda d: _job(d, "judge").pop("timeout-minutes"), policy.limits),
    ("no concurrency", "judge", lambda d: d.pop("concurrency"), policy.limits),
    ("a registrar that is stopped", "register-and-publish", lambda d: d["concurrency"].update({"cancel-in-progress": "true"}), policy.limits),
    ("own machines", "judge", lambda d: _job(d, "judge").update({"runs-on": "self-hosted"}), policy.limits),
    ("the head is checked out", "judge", _with(0, ref="${{ github.event.pull_request.head.sha }}"), policy.checkouts),
    ("the merge is checked out", "judge", _with(0, ref="refs/pull/1/merge"), policy.checkouts),
    ("a fork is checked out", "judge", _with(0, repository="${{ github.event.pull_request.head.repo.full_name }}"), policy.checkouts),
    ("the guard of checkout is off", "judge", _with(0, **{"allow-unsafe-pr-checkout": "true"}), policy.checkouts),
    ("the token stays in the folder", "judge", _with(0, **{"persist-credentials": "true"}), policy.checkouts),
    ("the token stays by default", "judge", lambda d: _job(d, "judge")["steps"][0].pop("with"), policy.checkouts),
    ("a secret in the judge", "judge", lambda d: _job(d, "judge")["steps"][3]["env"].update(X="${{ secrets.X }}"), policy.secrets),
    ("a secret without the environment", "judge", lambda d: _job(d, "speak").pop("environment"), policy.secrets),
    ("another environment", "judge", lambda d: _job(d, "speak").update(environment="other"), policy.secrets),
    ("a secret in the request's own run", "ci", lambda d: _job(d, "test")["steps"][2].update(env={"X": "${{ secrets.X }}"}), policy.secrets),
    ("an environment in the request's own run", "ci", lambda d: _job(d, "test").update(environment="registry-bot"), policy.secrets),
    ("a secret for all steps", "judge", lambda d: _job(d, "speak").update(env={"X": "${{ secrets.X }}"}), policy.secrets),
    ("the run's token in the judge", "judge", lambda d: _job(d, "judge")["steps"][3]["env"].update(GITHUB_TOKEN="${{ github.token }}"), policy.judge_has_nothing),
    ("an environment for the judge", "judge", lambda d: _job(d, "judge").update(environment="registry-bot"), policy.judge_has_nothing),
    ("something else for the judge", "judge", lambda d: _job(d, "judge")["steps"][3]["env"].update(GIT_CONFIG="x"), policy.judge_has_nothing),
    ("a title in the environment", "judge", lambda d: _job(d, "judge")["steps"][3]["env"].update(T="${{ github.event.pull_request.title }}"), policy.untrusted),
    ("a branch in a group", "judge", lambda d: d["concurrency"].update(group="${{ github.head_ref }}"), policy.untrusted),
    ("an actor in a condition", "judge", lambda d: _job(d, "judge").update({"if": "${{ github.actor == 'bot' }}"}), policy.untrusted),
    ("a cache of packages", "judge", _with(1, cache="pip"), policy.caches),
    ("variables for later steps", "judge", _run("echo x >> $GITHUB_ENV"), policy.environment_files),
    ("outputs for later jobs", "judge", lambda d: _job(d, "judge").update(outputs={"verdict": "x"}), policy.environment_files),
    ("the plan in a job with a request's bytes", "judge", _run(policy.PLAN), policy.commands),
    ("another commit by an output", "register-and-publish", lambda d: _job(d, "part")["steps"][0]["with"].update(ref="${{ needs.part.outputs.commit }}"), policy.checkouts),
    ("a step without a name", "judge", lambda d: _job(d, "judge")["steps"][0].pop("name"), policy.steps_say_what_they_do),
    ("another shell", "judge", lambda d: d["defaults"]["run"].update(shell="python"), policy.shells),
]  # fmt: skip


@pytest.mark.parametrize(("what", "name", "change", "check"), BROKEN, ids=[one[0] for one in BROKEN])
def test_policy_sees(what: str, name: str, change: Change, check: Callable[..., Any]) -> None:
    document = copy.deepcopy(ALL[name])
    change(document)
    assert list(check(name, document)) != [], what


def test_every_check_has_been_seen_to_speak() -> None:
    assert {check for *_, check in BROKEN} == set(policy.CHECKS)


def test_the_guide_names_every_workflow_and_the_set_up_every_variable_and_right() -> None:
    guide = (ROOT / "docs/forge.md").read_text("utf-8")
    for name in ALL:
        assert f"| `{name}`" in guide, name
    text = "".join(path.read_text("utf-8") for path in FILES)
    assert set(re.findall(r"vars\.(\w+)", text)) == set(forge_setup.VARIABLES)
    assert set(re.findall(r"secrets\.(\w+)", text)) == set(forge_setup.SECRETS)
    for name in (*forge_setup.VARIABLES, *forge_setup.SECRETS):
        assert f"`{name}`" in guide, name


def test_the_app_is_installed_with_what_its_jobs_ask_for_and_no_more() -> None:
    asked: dict[str, str] = {"metadata": "read"}  # GitHub gives it with every other
    for rights in policy.APP_RIGHTS.values():
        for one in rights.split():
            name, right = one.split(":")
            asked[name] = max(asked.get(name, "read"), right)  # `write` is the greater word
    told = dict(one.replace(" (organization)", "").split(": ") for one in forge_setup.APP_RIGHTS)
    assert {name.replace(" ", "-"): right for name, right in told.items()} == asked
