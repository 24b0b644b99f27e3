"""Where the real workflow files run: `act` starts their steps as processes, against the stand-in for GitHub over a real git repository.

Actions of others are replaced by composite ones of our own (tests/workflows/actions). What act does not do is done here or read from
the files by tests: it starts a workflow for any event, so `deliver` looks at `on:`; it knows no `concurrency`, so a copy without it runs.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from registry.commands.forge import setup
from tests.builders import RegistryFolder
from tests.commands import ENVIRONMENT
from tests.forge.events import Events
from tests.forge.standin.call import Token
from tests.forge.standin.server import StandIn
from tests.forge.world import BareStore, User, World
from tests.workflows.policy import ACTIONS, APP_RIGHTS
from tests.workflows.reading import FOLDER, ROOT, workflows

ACT = Path(sys.executable).with_name("act")
HERE = Path(__file__).parent
CODE = (
    "requirements.lock",
    "pyproject.toml",
    "mkdocs.yml",
    "scripts/install",
    "scripts/environment",
    "scripts/git-askpass",
)
"""What a workflow needs from the clone besides the data; the package itself is that of this folder."""
DEFAULT_TYPES = {
    "pull_request": ("opened", "synchronize", "reopened"),
    "pull_request_target": ("opened", "synchronize", "reopened"),
}
NOT_RUN = {"ci"}
"""It runs these tests."""
WORKFLOWS = workflows()


@dataclass
class Run:
    """One run of a workflow."""

    workflow: str
    ok: bool
    jobs: dict[str, str]
    log: str = field(repr=False)
    failure: str = ""
    """What the steps that failed printed."""

    def said(self, job: str) -> str:
        """What the steps of a job printed."""
        rows = [json.loads(line) for line in self.log.splitlines() if line.startswith("{")]
        return "".join(str(r["msg"]) for r in rows if r.get("raw_output") and r.get("jobID") == job)


def without_concurrency(text: str) -> str:
    """A workflow's text without the part that act does not know."""
    kept, inside = [], False
    for line in text.splitlines(keepends=True):
        inside = line.startswith("concurrency:") or (inside and line.startswith(" "))
        if not inside:
            kept.append(line)
    return "".join(kept)


def listens(name: str, event: str, payload: dict[str, Any]) -> bool:
    """Whether GitHub would start a workflow for an event."""
    triggers = WORKFLOWS[name]["on"]
    if event not in triggers:
        return False
    wanted = triggers[event] or {}
    if event == "schedule":
        return payload["schedule"] in {entry["cron"] for entry in wanted}
    if event == "workflow_run":
        return payload["workflow_run"]["name"] in wanted["workflows"] and payload["action"] in wanted["types"]
    types = wanted.get("types", DEFAULT_TYPES.get(event))
    if types is not None and payload.get("action") not in types:
        return False
    if "branches" in wanted:
        branch = payload["pull_request"]["base"]["ref"] if "pull_request" in payload else payload["ref"][11:]
        return branch in wanted["branches"]
    return True


@dataclass
class Yard:
    """One repository on the stand-in, and the runs that its events started."""

    root: Path
    world: World
    standin: StandIn
    runs: list[Run] = field(default_factory=list)
    officers: dict[str, User] = field(default_factory=dict)
    """Of an authority, by its slug."""
    site_address: str = ""
    """Variable REGISTRY_SITE_URL of the repository."""
    in_parts: bool = False
    """Whether its variable REGISTRY_PARTS is true."""

    def __post_init__(self) -> None:
        self.events = Events(self.world, self.standin.base)
        self.store = self.root / "store"
        self.store.mkdir()
        for rights in APP_RIGHTS.values():
            given = dict(one.split(":") for one in rights.split())
            token = Token(self.world.bot, {key.replace("-", "_"): right for key, right in given.items()})
            self.standin.tokens["app," + rights.replace(" ", ",")] = token
        self.rendered = self.root / "rendered"
        for path in FOLDER.iterdir():
            target = self.rendered / ".github/workflows" / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(without_concurrency(path.read_text("utf-8")), "utf-8")
        self._git("init", "--quiet", "--initial-branch", "main", at=self.rendered)
        self._git("add", ".", at=self.rendered)
        self._git("commit", "--quiet", "--message", "Workflows", at=self.rendered)

    def _git(self, *arguments: str, at: Path) -> None:
        who = ("-c", "user.name=test", "-c", "user.email=test@example.invalid")
        subprocess.run(["git", *who, *arguments], cwd=at, check=True, capture_output=True)

    # -- events

    def deliver(self, event: str, payload: dict[str, Any], *, follow: bool = False) -> list[Run]:
        """Start every workflow that listens; with `follow` also what their ends and their pushes start, until all is quiet."""
        started: list[Run] = []
        waiting = [(event, payload)]
        while waiting:
            event, payload = waiting.pop(0)
            for name in sorted(WORKFLOWS.keys() - NOT_RUN):
                if not listens(name, event, payload):
                    continue
                before = self.world.head()
                run = self.run(name, event, payload)
                started.append(run)
                if not follow:
                    continue
                after = self.world.head()
                if after != before:
                    waiting.append(("push", self.events.push(before, after, self.world.bot)))
                ended = {"name": name, "conclusion": "success" if run.ok else "failure"}
                if not any(e == "workflow_run" for e, _ in waiting):  # a queue holds one
                    waiting.append(("workflow_run", {"action": "completed", "workflow_run": ended}))
        return started

    def pull_request(self, action: str, number: int, *, follow: bool = False, **more: Any) -> list[Run]:
        """Something happened to a pull request."""
        return self.deliver(
            "pull_request_target", self.events.pull_request(action, number, **more), follow=follow
        )

    def review(self, number: int, review_id: int) -> list[Run]:
        """A review was given; what it leads to is followed."""
        return self.deliver(
            "pull_request_review", self.events.review("submitted", number, review_id), follow=True
        )

    def tick(self, name: str) -> Run:
        """The clock starts a workflow."""
        cron = WORKFLOWS[name]["on"]["schedule"][0]["cron"]
        (run,) = self.deliver("schedule", self.events.schedule(cron))
        return run

    # -- a run

    def run(self, name: str, event: str, payload: dict[str, Any]) -> Run:
        """Run a workflow to its end."""
        assert ACT.exists(), "act is missing: run ./scripts/test"
        home = self.root / "home"
        home.mkdir(exist_ok=True)
        (home / "event.json").write_text(json.dumps(payload), "utf-8")
        shutil.rmtree(self.store / "artifacts", ignore_errors=True)
        environment = {
            "GITHUB_API_URL": self.standin.base,
            "GITHUB_REPOSITORY": f"{self.world.owner.login}/{self.world.name}",
            "NO_PROXY": "127.0.0.1",
            "STANDIN_NOW": self.world.time.isoformat(),
            "STANDIN_GIT": str(self.root / "forge.git"),
            "STANDIN_PYTHON": sys.executable,
            "STANDIN_START": str(HERE / "start.py"),
            "STANDIN_STORE": str(self.store),
            "PYTHON": sys.executable,  # what setup-python puts first on the PATH
            "GIT_CONFIG_GLOBAL": ENVIRONMENT["GIT_CONFIG_GLOBAL"],
            "PYTHONPATH": str(ROOT / "scripts"),
        }
        command = [
            str(ACT), event, "-W", f".github/workflows/{name}.yml", "-e", str(home / "event.json"),
            "-P", "ubuntu-24.04=-self-hosted", "--no-skip-checkout", "--no-cache-server", "--action-offline-mode",
            "--action-cache-path", str(home / "cache"), "--json", "-s", "REGISTRY_APP_KEY=the-key",
            "--var", "REGISTRY_APP_CLIENT_ID=the-app", "--var", f"REGISTRY_BOT_ID={self.world.bot.id}",
        ]  # fmt: skip
        if self.site_address:
            command += ["--var", f"REGISTRY_SITE_URL={self.site_address}"]
        if self.in_parts:
            command += ["--var", "REGISTRY_PARTS=true"]
        for action, pin in ACTIONS.items():
            command += ["--local-repository", f"{action}@{pin}={HERE / 'actions' / action.partition('/')[2]}"]
        for key, value in environment.items():
            command += ["--env", f"{key}={value}"]
        # Steps run unconfined and would see this process's environment.
        done = subprocess.run(
            command, cwd=self.rendered, capture_output=True, text=True, check=False, timeout=120,
            env={"PATH": os.environ["PATH"], "HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1"},
        )  # fmt: skip
        rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        jobs = {row["jobID"]: row["jobResult"] for row in rows if "jobResult" in row}
        run = Run(name, done.returncode == 0, jobs, done.stdout)
        if not run.ok:
            failed = [job for job, result in jobs.items() if result != "success"]
            run.failure = "".join(run.said(job) for job in failed) or done.stderr
        self.runs.append(run)
        return run


def start(registered: RegistryFolder, root: Path) -> RegistryFolder:
    """The miniature with the files that a workflow needs from the clone, committed."""
    folder = registered.copy(root)
    for name in CODE:
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    shutil.copytree(ROOT / "site", root / "site")
    folder.commit("Add the tool")
    return folder


def yard(root: Path, begin: RegistryFolder) -> Yard:
    """A repository with the miniature's data, and two officers each of Beijing, Zhejiang and the Ministry, none with write access."""
    world = World(BareStore(root / "forge.git"))
    subprocess.run(
        ["git", "fetch", "--quiet", "--force", str(begin.root), "main:refs/heads/main"],
        cwd=root / "forge.git", check=True,
    )  # fmt: skip
    subprocess.run(["git", "config", "uploadpack.allowFilter", "true"], cwd=root / "forge.git", check=True)
    world.advance(hours=1)  # after what the miniature has registered
    made = Yard(root, world, StandIn(world))
    files = {}
    for slug in ("beijing", "zhejiang", "moe"):
        officer = made.officers[slug] = world.add_user(f"officer-{slug}")
        second = made.officers[f"{slug}-2"] = world.add_user(f"officer-{slug}-2")
        files[f"authorities/{slug}.yaml"] = (
            f"{begin.read(f'authorities/{slug}.yaml')}officers: [{officer.id}, {second.id}]\n".encode()
        )
    world.commit("refs/heads/main", files, world.bot, "Name the officers")
    for label in setup.labels():
        world.create_label(label.name, label.colour, label.description)
    for name in ("clocks", "complaints", "register-and-publish"):
        world.ran(f"{name}.yml")
    return made
