"""The data folders of a repository: writes a generated registry into them, empties them for a real one."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from registry.commands.demo.keys import clear_keys
from registry.core.paths import AUTHORITIES
from registry.core.problem import Problem

READMES: Final = {
    "filings/README.md": (
        "# Filings\n\n"
        "`providers/` holds one file per provider, written by providers; `users/` one file per institution, written by\n"
        "institutions. Both come in by pull request; the folder names the authority that decides.\n\n"
        "备案文件：`providers/` 由教育移动应用提供者填写，`users/` 由机构使用者填写，均通过合并请求提交。\n"
    ),
    "blacklist/README.md": (
        "# Enforcement cases\n\n"
        "One file per case (Art. 24), written by the education authorities.\n\n"
        "监管处理记录：由教育行政部门填写，一案一文件。\n"
    ),
    "ledger/README.md": (
        "# Ledger\n\n"
        "Every decision, one line each, hash-chained per authority. Written only by the registration run on the main\n"
        "branch; no file is ever changed or removed.\n\n"
        "备案台账：仅由主分支上的登记任务写入，逐行记录每项决定，任何人不得修改或删除。\n"
    ),
    "index/README.md": (
        "# Index\n\n"
        "Look-up tables derived from the filings and the ledger. Written only by the registration run; never by hand.\n\n"
        "索引：由登记任务根据备案文件和台账生成，不手工修改。\n"
    ),
}
"""What stands in each data folder of every registry, by path."""


def readmes() -> Iterator[tuple[str, bytes]]:
    """Path and bytes of the README of each data folder."""
    for path, text in READMES.items():
        yield path, text.encode()


def write(out: Path, files: Iterator[tuple[str, bytes]]) -> int:
    """Write files below `out`, making folders as needed; returns how many. Raises OSError as the file system does."""
    made: set[Path] = set()
    count = 0
    for path, content in files:
        target = out / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        target.write_bytes(content)
        count += 1
    return count


def _folders(root: Path) -> list[Path]:
    return [root / path.split("/")[0] for path in READMES]


def is_filled(root: Path) -> bool:
    """Whether a data folder holds anything besides its README."""
    return any(
        found.relative_to(root).as_posix() not in READMES
        for folder in _folders(root)
        for found in (folder.rglob("*") if folder.is_dir() else ())
    )


def clear(root: Path) -> list[str]:
    """Empty the four data folders of a repository, for a real registry; only their README files are left. The demonstration's
    keys for sealed files leave the authorities.

    Returns the paths of the removed files, sorted. Raises Problem, before anything is removed, when `root` is no registry,
    and when a data folder is a symbolic link or a file: what lies behind it may belong to others.
    """
    if not (root / AUTHORITIES).is_dir():
        raise Problem(f"{root}: no {AUTHORITIES} here, so this is no registry; nothing was removed")
    folders = _folders(root)
    for folder in folders:
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise Problem(f"{folder}: not a plain folder; nothing was removed")
    removed = []
    for folder in folders:
        removed += [found.relative_to(root).as_posix() for found in folder.rglob("*") if not found.is_dir()]
        if folder.exists():
            shutil.rmtree(folder)
    write(root, readmes())
    clear_keys(root)
    return sorted(set(removed) - READMES.keys())
