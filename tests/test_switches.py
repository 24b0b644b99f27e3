"""The switches of the main branch: off without a file, told apart, and nothing is written on a guess."""

from pathlib import Path

import pytest

from registry.adapters import switches
from registry.adapters.git import GitTree, Repository
from registry.adapters.source import SourceError
from registry.core.switches import PATH, Switches
from tests.builders import RegistryFolder
from tests.commands import REPOSITORY

pytestmark = pytest.mark.usefixtures("plain_git")


def loaded(tmp_path: Path, text: str | bytes | None) -> Switches:
    """What is read from a commit with this file."""
    folder = RegistryFolder(tmp_path / "registry", authorities=())
    if text is not None:
        folder.write(PATH, text)
    commit = folder.git_init()
    with GitTree(Repository(folder.root), commit) as tree:
        return switches.load(tree)


@pytest.mark.parametrize("text", [None, "read_only: false\n"])
def test_all_are_off_unless_the_file_says_otherwise(tmp_path: Path, text: str | None) -> None:
    """No file, or one that says no."""
    found = loaded(tmp_path, text)
    assert (found.may_number, found.may_merge, found.may_close) == (True, True, True)


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("read_only", (False, False, False)),
        ("no_number", (False, True, True)),
        ("no_merge", (True, False, True)),
        ("no_close", (True, True, False)),
    ],
)
def test_each_stops_its_own(tmp_path: Path, name: str, may: tuple[bool, bool, bool]) -> None:
    """And `read_only` stops everything."""
    found = loaded(tmp_path, f"{name}: true\n")
    assert (found.may_number, found.may_merge, found.may_close) == may


@pytest.mark.parametrize(
    "text",
    [
        "no_numbers: true\n",
        "no_number: yes\n",
        "",
        "# no_number: true\n",
        'no_number: "true"\n',
        "[\n",
        "- no_number\n",
        b"\xff",
    ],
)
def test_what_cannot_be_read_stops_whoever_would_write(tmp_path: Path, text: str | bytes) -> None:
    """A misspelt switch must not pass for one that is off."""
    with pytest.raises(SourceError, match=r"registry-switches\.yaml"):
        loaded(tmp_path, text)


def test_the_shipped_file_switches_nothing_off(tmp_path: Path) -> None:
    """It names every switch, so that nobody has to know how they are spelt."""
    text = (REPOSITORY / PATH).read_text(encoding="utf-8")
    assert all(f"\n{name}: false\n" in text for name in Switches.model_fields)
    assert loaded(tmp_path, text) == Switches()
