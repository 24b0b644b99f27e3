"""`registry doctor` in real checkouts: it finds the facts, and names what mends each (what is said of facts: `test_checkup.py`)."""

import json
from pathlib import Path
from typing import Any

from tests.builders import Paths, RegistryFolder
from tests.commands import git, registry


def checks(folder: RegistryFolder, *arguments: str) -> dict[str, Any]:
    """The checks of a folder by name, from the command."""
    done = registry("doctor", "--format", "json", *arguments, cwd=folder.root)
    assert "Traceback" not in done.stderr
    found = json.loads(done.stdout)["checks"]
    assert done.returncode == int(any(one["state"] == "bad" for one in found))
    return {one["check"]: one for one in found}


def test_a_real_checkout(indexed: RegistryFolder, tmp_path: Path) -> None:
    """Spoiled in several ways at once; each is found, and what is safe is mended."""
    folder = indexed.copy(tmp_path / "registry")
    folder.write(".gitattributes", "* text=auto eol=lf\n")
    folder.write("ledger/beijing/2026/00000099.jsonl", "{}\n")
    folder.edit(Paths.xin, '"010-80000000"', '"13800138000"')
    folder.write(Paths.middle, folder.read(Paths.middle).partition("\n")[2])
    found = checks(folder)
    assert {name for name, one in found.items() if one["state"] == "bad"} == {
        "identity",
        "registrar",
        "format",
        "filings",
    }
    assert "ledger/beijing/2026/00000099.jsonl" in found["registrar"]["found"]["zh"]
    assert found["format"]["mend"] == f"registry fmt {Paths.middle}"
    assert found["filings"]["mend"] == f"registry validate {Paths.xin}"
    assert {found[name]["state"] for name in ("names", "hook", "branch", "remote")} == {"note"}
    git("config", "user.name", "示例", cwd=folder.root)
    git("config", "user.email", "service@example.cn", cwd=folder.root)
    mended = checks(folder, "--fix")
    assert {mended[name]["state"] for name in ("names", "hook", "identity", "index", "history")} == {"good"}
    assert git("config", "core.quotepath", cwd=folder.root) == "off"
    assert mended["registrar"]["state"] == "bad", "nothing of somebody's work is thrown away"


def test_a_shallow_clone_is_told(indexed: RegistryFolder, tmp_path: Path) -> None:
    git("clone", "--quiet", "--depth", "1", f"file://{indexed.root}", str(tmp_path / "clone"), cwd=tmp_path)
    folder = RegistryFolder.__new__(RegistryFolder)
    folder.root = tmp_path / "clone"
    found = checks(folder)
    assert found["history"]["state"] == "bad"
    assert found["history"]["mend"] == "git fetch --unshallow"
    assert found["remote"]["state"] == "good"


def test_no_repository_and_no_registry(folder: RegistryFolder, tmp_path: Path) -> None:
    assert checks(folder)["git"]["state"] == "bad"
    done = registry("doctor", cwd=tmp_path)
    assert done.returncode == 2
    assert "--root" in done.stderr


def test_text_says_what_mends_it(indexed: RegistryFolder) -> None:
    done = registry("doctor", "--lang", "en", cwd=indexed.root)
    assert "mend it *: registry hook install" in done.stdout
    assert "\x1b" not in done.stdout
