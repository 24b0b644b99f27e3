"""A forge over the miniature's git repository, with the people of a filing, and the issue as the form writes it."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from registry.adapters.forge import Forge
from registry.commands.forge.filings import filings
from tests.builders import (
    RegistryFolder,
    app_text,
    number,
    provider_path,
    provider_text,
    system_text,
    uscc,
    use_text,
    user_path,
    user_text,
)
from tests.forge.world import BareStore, Issue, Pull, User, World

CODE = uscc("91110108MA9001W01")
PATH = provider_path("beijing", CODE)
FILING = provider_text(
    code=CODE, name="示例流程有限公司", systems=[system_text()], apps=[app_text("steps", "示例流程课", "cn.example.steps1")]
)  # fmt: skip
FAULTY = FILING.replace('version: "1.0"', "version: 1.10")
COUNTY = "zhejiang/330100/330106"
SCHOOL_CODE = uscc("12330106MB9000K01")
SCHOOL_PATH = user_path(COUNTY, SCHOOL_CODE)
SCHOOL = user_text(
    code=SCHOOL_CODE, name="示例市流程第一小学", authority=COUNTY, uses=[use_text(number=number("11", 1))]
)

ZH = ("备案文件(YAML)", "提交声明", "我代表本单位提交，已获授权", "我知道本议题和备案文件公开")
EN = ("Filing (YAML)", "Declarations of the filer", "I file for this unit", "I know that this issue")


def form(text: str, words: tuple[str, str, str, str] = ZH, *, ticks: str = "XX", end: str = "\n") -> str:
    """The description that the forge makes of a form; a tick for each declaration, or a blank."""
    filing, consent, *declared = words
    boxes = "\n".join(f"- [{tick}] {what}" for tick, what in zip(ticks, declared, strict=True))
    body = f"### {filing}\n\n```yaml\n{text.rstrip()}\n```\n\n### {consent}\n\n{boxes}"
    return body.replace("\n", end)


@dataclass
class Scene:
    """Everybody, the clone that a run works in, and the forge of either kind."""

    world: World
    root: Path
    forge: Forge
    filer: User
    stranger: User

    def file(self, body: str, title: str = "[备案] ", author: User | None = None) -> int:
        """A new issue."""
        return self.world.open_issue(author or self.filer, title, body)

    def run(self, issue: int | None = None, *, apply: bool = True) -> list[str]:
        """One run at the forge's time."""
        outcome = filings(self.root, self.forge, self.forge.now(), issue, apply=apply)
        assert outcome.problems == []
        return outcome.lines

    def edit(self, issue: int, body: str) -> None:
        """The filer edits the description."""
        self.world.edit_issue(issue, self.filer, body=body)

    def issue(self, issue: int) -> Issue:
        """As it is now."""
        return self.world.issues[issue]

    def state(self, issue: int) -> str:
        """The one label of a state."""
        (label,) = [one for one in self.issue(issue).labels if one.startswith("filing:")]
        return label.removeprefix("filing:")

    def told(self, issue: int) -> str:
        """The bot's one comment."""
        (own,) = [c.body for c in self.world.comments_on(issue) if c.author == self.world.bot.id]
        return own

    def pull(self, issue: int) -> Pull | None:
        """The pull request that was made of an issue."""
        found = [pull for pull in self.world.pulls.values() if pull.head_ref == f"filing/issue-{issue}"]
        assert len(found) <= 1
        return found[0] if found else None

    def made(self, issue: int) -> Pull:
        """The same, which must be there."""
        pull = self.pull(issue)
        assert pull is not None
        return pull

    def files(self, pull: Pull) -> dict[str, bytes | None]:
        """What a pull request changes: path -> content."""
        store = self.world.store
        assert isinstance(store, BareStore)
        git = ("git", "-C", store.repository.path)
        base = _output(*git, "merge-base", self.world.head(), pull.head_sha).strip()
        paths = _output(*git, "diff-tree", "-r", "--name-only", "-z", base, pull.head_sha).split("\0")[:-1]
        return {path: store.file(pull.head_sha, path) for path in paths}


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def world_of(place: Path, begin: RegistryFolder) -> World:
    """A forge whose main branch is the miniature's."""
    made = World(BareStore(place))
    _output("git", "-C", str(place), "fetch", "--quiet", "--force", str(begin.root), "main:refs/heads/main")
    return made


def clone(place: Path, bare: Path) -> Path:
    """What a run's checkout makes."""
    _output("git", "clone", "--quiet", "--shared", str(bare), str(place))
    return place


def people(world: World, root: Path, forge: Forge) -> Scene:
    """Everybody."""
    return Scene(world, root, forge, world.add_user("filer"), world.add_user("stranger"))
