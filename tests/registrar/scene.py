"""A main branch on a bare remote, merges that land on it, and clones of registrars."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from tests.builders import RegistryFolder, app_text, provider_path, provider_text, system_text, uscc
from tests.commands import ENVIRONMENT, git

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
APP = "cn.example.merged"


def code_of(index: int) -> str:
    """The code of the unit of the n-th merge."""
    return uscc(f"91110108MA9{index:03d}R01")


def path_of(index: int) -> str:
    """The path of its filing."""
    return provider_path("beijing", code_of(index))


def filing_of(index: int) -> str:
    """Its filing: one app, unlike the others in name and package."""
    serial = "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in f"{index:03d}")
    return provider_text(
        code=code_of(index),
        name=f"示例{serial}公司",
        province="beijing",
        systems=[system_text()],
        apps=[app_text(f"app{index}", f"示例{serial}课", f"{APP}{index}")],
    )


class Remote:
    """A bare repository that is pushed to, and merged into as a forge does it."""

    def __init__(self, root: Path, start: RegistryFolder) -> None:
        self.root = root
        git("clone", "--quiet", "--bare", str(start.root), str(root), cwd=start.root)
        git("config", "core.fsync", "none", cwd=root)
        git("config", "gc.auto", "0", cwd=root)

    @property
    def tip(self) -> str:
        """The commit of main."""
        return git("rev-parse", "refs/heads/main", cwd=self.root)

    def _git(self, *arguments: str, stdin: str = "", **environment: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, env={**ENVIRONMENT, **environment}, input=stdin.encode(),
            capture_output=True, check=True,
        )  # fmt: skip
        return done.stdout.decode().strip()

    def merge(self, files: dict[str, str], message: str = "Merge a request") -> str:
        """A commit on a branch of its own, merged into main, as often as it takes; the merge commit."""
        index = str(self.root / "merge.index")
        while True:
            tip = self.tip
            self._git("read-tree", tip, GIT_INDEX_FILE=index)
            rows = [
                f"100644 {self._git('hash-object', '-w', '--stdin', stdin=text)}\t{path}\0"
                for path, text in files.items()
            ]
            self._git("update-index", "-z", "--index-info", stdin="".join(rows), GIT_INDEX_FILE=index)
            tree = self._git("write-tree", GIT_INDEX_FILE=index)
            head = self._git("commit-tree", "-p", tip, "-m", "File", tree)
            merge = self._git("commit-tree", "-p", tip, "-p", head, "-m", message, tree)
            try:
                self._git("update-ref", "refs/heads/main", merge, tip)
            except subprocess.CalledProcessError:
                continue  # a registrar was faster
            return merge

    def submit(self, index: int) -> str:
        """Merge the n-th filing."""
        return self.merge({path_of(index): filing_of(index)}, f"Merge request {index}")

    def clone(self, root: Path) -> Path:
        """A registrar's clone, with main checked out."""
        git("clone", "--quiet", str(self.root), str(root), cwd=self.root)
        git("config", "core.fsync", "none", cwd=root)
        return root

    def copy(self, root: Path) -> "Remote":
        """The same in another place."""
        shutil.copytree(self.root, root)
        made = object.__new__(Remote)
        made.root = root
        return made
