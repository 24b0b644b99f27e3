"""Every path of the repository has the owner that the authorities say; the file says nothing else."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from registry.core.authority import ORGANISATION, Authority
from registry.render.codeowners import LARGEST, PATH, as_text
from tests.builders import values
from tests.commands import REPOSITORY, registry

OWNERS = (REPOSITORY / PATH).read_text(encoding="utf-8")


def pattern(glob: str) -> re.Pattern[str]:
    """A line's pattern as the forge documents it: that of .gitignore, without `!`, `[ ]` and `\\#`; case matters.

    A slash at the start or in the middle binds it to the root; one at the end takes a folder with all below; `*` stays within a
    name and `**` does not.
    """
    bound = "/" in glob.rstrip("/")
    body = (
        re.escape(glob.strip("/"))
        .replace(r"\*\*/", "(?:.*/)?")
        .replace(r"\*\*", ".*")
        .replace(r"\*", "[^/]*")
    )
    return re.compile(("" if bound else "(?:.*/)?") + body + ("/.*" if glob.endswith("/") else "(?:/.*)?"))


def owner_of(path: str, text: str = OWNERS) -> str | None:
    """The owner by the last line that matches."""
    found = None
    for line in text.splitlines():
        if line and not line.startswith("#"):
            glob, owner = line.split()
            if pattern(glob).fullmatch(path):
                found = owner
    return found


MATCHES = [
    ("*", "a/b/c.yaml", True), ("/ledger/", "ledger/a/2026/1.jsonl", True), ("/ledger/", "x/ledger/a", False),
    ("/ledger/", "ledger", False), ("/ledger/", "Ledger/a", False), ("docs/*", "docs/a", True), ("*.js", "site/a/b.js", True),
    ("apps/", "x/apps/y", True), ("/docs/**/a.md", "docs/x/y/a.md", True), ("/filings/users/beijing/110108/", "filings/users/beijing/1101080/x", False),
]  # fmt: skip


@pytest.mark.parametrize(("glob", "path", "matches"), MATCHES)
def test_the_matcher_follows_the_documented_rules(glob: str, path: str, matches: bool) -> None:
    """What the tests below rest on."""
    assert bool(pattern(glob).fullmatch(path)) == matches


def team(name: str) -> str:
    return f"@{ORGANISATION}/{name}"


OWNED = {
    "filings/providers/beijing/XW/91110108MA900001XW.yaml": "beijing",
    "filings/providers/moe/AA/11330000MB9000E01A.yaml": "moe",
    "filings/users/zhejiang/12330106MB9000H01M.yaml": "zhejiang",
    "filings/users/zhejiang/330100/12330106MB9000H01M.yaml": "zhejiang-330100",
    "filings/users/zhejiang/330100/330106/12330106MB9000H01M.yaml": "zhejiang-330106",
    "filings/users/beijing/110108/12110108MB9000J01P.yaml": "beijing-110108",
    "filings/users/xpcc/659001/12110108MB9000J01P.yaml": "xpcc-659001",
    "filings/users/moe/12100000MB9000K01P.yaml": "moe",
    "blacklist/sichuan/91510104MA9000D010--2026-04-01.yaml": "sichuan",
    "ledger/beijing/2026/00000001.jsonl": "registrar",
    "index/covers.json": "registrar",
    "authorities/beijing.yaml": "moe",
    # What nobody may slip past the owners: other cases, digits, depths and files of the machinery.
    "Filings/providers/beijing/XW/91110108MA900001XW.yaml": "maintainers",
    "filings/providers/nowhere/XW/x.yaml": "maintainers",
    "filings/users/zhejiang/330100x/x.yaml": "zhejiang",
    "filings/users/zhejiang/110108/x.yaml": "zhejiang",
    "filings/x.yaml": "maintainers",
    ".github/CODEOWNERS": "maintainers",
    ".github/workflows/judge.yml": "maintainers",
    ".gitattributes": "maintainers",
    "CODEOWNERS": "maintainers",
    "docs/CODEOWNERS": "maintainers",
    "mkdocs.yml": "maintainers",
    "scripts/registry/cli/__init__.py": "maintainers",
    "schemas/provider-filing.schema.json": "maintainers",
}  # fmt: skip


@pytest.mark.parametrize("path", OWNED)
def test_the_last_line_that_matches_names_the_owner(path: str) -> None:
    """Down to the county, wide lines first."""
    assert owner_of(path) == team(OWNED[path])


def test_every_path_of_the_repository_has_an_owner() -> None:
    """No path is deliberately free."""
    tracked = (
        subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=True)
        .stdout.decode()
        .split("\0")[:-1]
    )
    folders = sorted({path.rpartition("/")[0] + "/x" for path in tracked})
    assert len(folders) > 100
    wide = "".join(f"{line}\n" for line in OWNERS.splitlines() if line.startswith("* "))
    assert all(owner_of(folder, wide) == team("maintainers") for folder in folders)


def test_the_file_is_small_and_plain() -> None:
    """The forge reads less than 3 MB, and skips lines that it does not understand."""
    assert len(OWNERS.encode()) < LARGEST / 10
    rows = [line for line in OWNERS.splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"(\*|/[a-z0-9/]+/) @[a-z0-9-]+/[a-z0-9-]+", row) for row in rows)
    patterns = [row.split()[0] for row in rows]
    assert len(patterns) == len(set(patterns))
    for index, one in enumerate(patterns[1:], start=1):
        assert not any(one != later and one.startswith(later) for later in patterns[index:]), one


def authority(**more: object) -> Authority:
    text = (REPOSITORY / "authorities/zhejiang.yaml").read_text(encoding="utf-8")
    return Authority.model_validate({**values(text), **more})


def test_a_team_that_is_named_takes_the_place_of_the_derived_one() -> None:
    """Of the authority and of a county."""
    counties = [
        {"code": "330106", "zh": "西湖区", "en": "Xihu", "team": "@other/xihu"},
        {"code": "330108", "zh": "滨江区", "en": "Binjiang"},
    ]
    cities = [
        {"code": "330100", "zh": "杭州市", "en": "Hangzhou", "team": "@other/hangzhou", "counties": counties}
    ]
    text = as_text({"zhejiang": authority(team="@other/zj", cities=cities)})
    assert owner_of("filings/providers/zhejiang/AA/x.yaml", text) == "@other/zj"
    assert owner_of("filings/users/zhejiang/330100/x.yaml", text) == "@other/hangzhou"
    assert owner_of("filings/users/zhejiang/330100/330106/x.yaml", text) == "@other/xihu"
    assert owner_of("filings/users/zhejiang/330100/330108/x.yaml", text) == team("zhejiang-330108")
    assert owner_of("authorities/zhejiang.yaml", text) == team("maintainers")


def test_a_file_that_the_forge_would_not_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registry.render.codeowners.LARGEST", 1_000)
    with pytest.raises(ValueError, match="the forge reads less than 1000"):
        as_text({"zhejiang": authority()})


@pytest.mark.parametrize(
    "handle", ["beijing", "@org", "@org/a b", "@org/x\n* @evil/x", "@-org/x", "@org/X", "a@b.cn"]
)
def test_a_handle_that_is_no_team_is_refused(handle: str) -> None:
    """A line break would be a line of its own in the file."""
    with pytest.raises(ValueError, match="team"):
        authority(team=handle)


def test_the_command_writes_and_checks(tmp_path: Path) -> None:
    """The committed file is what the command writes; an edit fails the check with exit code 1."""
    shutil.copytree(REPOSITORY / "authorities", tmp_path / "authorities")
    assert registry("codeowners", "--check", cwd=tmp_path).returncode == 1
    done = registry("codeowners", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"{PATH}\n")
    assert (tmp_path / PATH).read_text(encoding="utf-8") == OWNERS
    assert registry("codeowners", "--check", cwd=tmp_path).returncode == 0
    with (tmp_path / PATH).open("a") as file:
        file.write("/ledger/ @edu-app-registry/evil\n")
    done = registry("codeowners", "--check", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (
        1,
        f"{PATH}: not what authorities/ gives; run registry codeowners\n",
    )
    (tmp_path / "authorities/beijing.yaml").write_text("slug: [")
    done = registry("codeowners", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        "registry codeowners: authorities/beijing.yaml: not an authority file\n",
    )
