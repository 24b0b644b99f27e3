"""A main branch on a bare remote, merges that land on it, and clones of registrars."""

import shutil
import subprocess
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from tests.builders import RegistryFolder, app_text, provider_path, provider_text, system_text, uscc
from tests.commands import git
from tests.forge.world import BareStore

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
        git("clone", "--quiet", "--bare", "--template=", str(start.root), str(root), cwd=start.root)
        self.pack()

    @cached_property
    def _store(self) -> BareStore:
        return BareStore(self.root)

    @property
    def tip(self) -> str:
        """The commit of main."""
        return self._store.tip("refs/heads/main") or ""

    def merge(self, files: dict[str, str], message: str = "Merge a request") -> str:
        """A commit on a branch of its own, merged into main, as often as it takes; the merge commit."""
        store = self._store
        content = {path: text.encode() for path, text in files.items()}
        while True:
            tip, at = self.tip, datetime.now(UTC)
            head = store.commit([tip], content, "File", "test", at)
            made = store.facts(head)
            assert made is not None
            merge = store.commit_tree(made.tree, [tip, head], message, "test", at)
            try:
                # By git itself, which moves it from this tip only.
                git("update-ref", "refs/heads/main", merge, tip, cwd=self.root)
            except subprocess.CalledProcessError:
                continue  # a registrar was faster
            return merge

    def submit(self, index: int) -> str:
        """Merge the n-th filing."""
        return self.merge({path_of(index): filing_of(index)}, f"Merge request {index}")

    def pack(self) -> None:
        """Keep all objects in one file, so that a copy is made fast."""
        git("repack", "-a", "-d", "--quiet", cwd=self.root)

    def clone(self, root: Path) -> Path:
        """A registrar's clone, with main checked out."""
        git("clone", "--quiet", "--template=", str(self.root), str(root), cwd=self.root)
        return root

    def copy(self, root: Path) -> "Remote":
        """The same in another place."""
        shutil.copytree(self.root, root)
        made = object.__new__(Remote)
        made.root = root
        return made
