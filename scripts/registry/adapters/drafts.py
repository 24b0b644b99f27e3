"""Drafts of `registry new`: answers in a folder of the checkout that git never looks at."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from registry.adapters.source import SourceError

FOLDER = ".drafts"


@dataclass(slots=True)
class Draft:
    """Answers by the key of their question, and former answers of questions that are asked again."""

    answers: dict[str, Any] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)


def path_of(root: Path, kind: str) -> Path:
    """Where the draft of a kind of filing lies."""
    return root / FOLDER / f"{kind}.json"


def load(root: Path, kind: str) -> Draft | None:
    """The draft, or None if there is none. Raises SourceError if it cannot be read: it is not overwritten then."""
    path = path_of(root, kind)
    try:
        found = json.loads(path.read_text("utf-8"))
        return Draft(dict(found["answers"]), dict(found["kept"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SourceError(
            f"{path}: this draft cannot be read ({error}); move it away, or use --fresh"
        ) from error


def save(root: Path, kind: str, draft: Draft) -> Path:
    """Write the draft in one step, so that a crash leaves the former one; its path. Raises SourceError."""
    path = path_of(root, kind)
    try:
        path.parent.mkdir(exist_ok=True)
        # Git ignores what is in here, whatever .gitignore an older branch has.
        ignored = path.parent / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n", "utf-8")
        new = path.with_suffix(".new")
        text = json.dumps({"answers": draft.answers, "kept": draft.kept}, ensure_ascii=False, indent=1)
        new.write_text(text + "\n", "utf-8")
        os.replace(new, path)  # noqa: PTH105 - the one that says what it does
    except OSError as error:
        raise SourceError(f"{path}: the draft cannot be written: {error.strerror}") from error
    return path


def set_aside(root: Path, kind: str) -> Path | None:
    """Give the draft another name, if there is one; that name."""
    path = path_of(root, kind)
    if not path.exists():
        return None
    number = 1
    while (other := path.with_name(f"{kind}-{number}.json")).exists():
        number += 1
    path.rename(other)
    return other


def remove(root: Path, kind: str) -> None:
    """Remove the draft: its filing is written."""
    path_of(root, kind).unlink(missing_ok=True)
