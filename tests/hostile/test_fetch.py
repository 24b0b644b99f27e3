"""Hostile pull requests fetched and judged in a clone without a work tree: little is fetched, nothing is checked out or run."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.adapters.git import GitError, Repository
from registry.adapters.git_request import MOST_BYTES, RequestTooLarge, fetch_request
from registry.commands.forge.judge import judge_request
from registry.commands.validate import validate
from registry.core.finding import Verdict
from tests.builders import TODAY, uscc, user_text
from tests.commands import ENVIRONMENT, git
from tests.hostile.cases import ACCEPTED, FILER, HOSTILE, NEW_PATH, Accepted, Hostile, new_text
from tests.hostile.objects import Objects, Put

pytestmark = pytest.mark.usefixtures("plain_git")

_HOOKS = (
    "post-checkout",
    "post-merge",
    "reference-transaction",
    "post-index-change",
    "pre-auto-gc",
    "fsmonitor-watchman",
)


@pytest.fixture(scope="module")
def served(objects: Objects) -> Objects:
    """The submitters' side: a repository that pull requests are fetched from."""
    git("config", "uploadpack.allowFilter", "true", cwd=objects.root)
    return objects


@pytest.fixture(scope="module")
def base(served: Objects, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A judge's clone of the base alone, with traps: whatever of it runs leaves a file behind."""
    root = tmp_path_factory.mktemp("judge") / "clone.git"
    with pytest.MonkeyPatch.context() as monkeypatch:
        for name, value in ENVIRONMENT.items():
            monkeypatch.setenv(name, value)
        git(
            "clone",
            "--quiet",
            "--bare",
            "--template=",
            "--single-branch",
            "--no-tags",
            f"file://{served.root}",
            str(root),
            cwd=served.root,
        )
    for hook in _HOOKS:
        trap = root / "hooks" / hook
        trap.parent.mkdir(exist_ok=True)
        trap.write_text(f"#!/bin/sh\ntouch '{root}.sprung'\n", encoding="utf-8")
        trap.chmod(0o755)
    for key in (
        "filter.trap.smudge",
        "filter.trap.clean",
        "filter.trap.process",
        "diff.trap.textconv",
        "core.fsmonitor",
    ):
        git("config", key, f"touch {root}.sprung", cwd=root)
    return root


@pytest.fixture
def clone(base: Path, tmp_path: Path) -> Path:
    """One for each request."""
    return Path(shutil.copytree(base, tmp_path / "clone.git"))


@pytest.fixture
def numbered(served: Objects) -> Iterator[int]:
    """A pull request's number, with its reference removed afterwards."""
    yield 7
    git("update-ref", "-d", "refs/pull/7/head", cwd=served.root)


def submit(served: Objects, number: int, head: str) -> None:
    """Make it the head of a pull request."""
    git("update-ref", f"refs/pull/{number}/head", head, cwd=served.root)


def stored(clone: Path) -> int:
    """Bytes of everything below the clone's objects."""
    return sum(path.stat().st_size for path in (clone / "objects").rglob("*") if path.is_file())


def fetched(served: Objects, clone: Path, number: int, head: str) -> int:
    """Fetch a head; how many bytes the clone grew by."""
    submit(served, number, head)
    before = stored(clone)
    repository = Repository(clone)
    assert fetch_request(repository, "origin", number) == head
    return stored(clone) - before


def untouched(clone: Path, base: Path) -> bool:
    """Whether no trap was sprung and nothing stands in the folder that git did not put there."""
    return not Path(f"{base}.sprung").exists() and not {path.name for path in clone.iterdir()} & {
        "filings",
        ".github",
        "index",
    }


NOT_FETCHED = ("a file of 60 MB", "one's own filing grows beyond the limit")


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.what)
def test_a_hostile_request_is_fetched_in_small_and_refused(
    case: Hostile, served: Objects, base: Path, clone: Path, numbered: int
) -> None:
    """At most 256 KB, and the same findings as of the tree itself."""
    size = fetched(served, clone, numbered, served.commit(*case.edits(served)))
    assert 0 < size <= 256 * 1024
    outcome = validate(clone, TODAY, base="main", head=f"refs/registry/pull/{numbered}", submitter=case.by)
    # Of a file that was not fetched its size is not known.
    expected = [("P16" if case.what in NOT_FETCHED else code, path) for code, path in case.expected]
    assert sorted((found.code, found.path) for found in outcome.findings) == sorted(expected)
    assert outcome.verdict is Verdict.reject
    assert untouched(clone, base)


@pytest.mark.parametrize("case", ACCEPTED, ids=lambda case: case.what)
def test_an_honest_request_is_fetched_and_accepted(
    case: Accepted, served: Objects, base: Path, clone: Path, numbered: int
) -> None:
    """The bound does not stand against what is allowed."""
    assert fetched(served, clone, numbered, served.commit(*case.edits(served))) <= 256 * 1024
    outcome = validate(clone, TODAY, base="main", head=f"refs/registry/pull/{numbered}", submitter=case.by)
    assert outcome.verdict is Verdict.accept
    assert untouched(clone, base)


def noise(size: int, seed: int) -> bytes:
    """Bytes that no packing makes smaller."""
    return random.Random(seed).randbytes(size)


def test_a_large_file_stays_where_it_is(served: Objects, base: Path, clone: Path, numbered: int) -> None:
    """P16 for it alone; the clone remembers no place to fetch it from, so nothing that reads later brings it in."""
    head = served.commit(Put(NEW_PATH, noise(3_000_000, 1)))
    assert fetched(served, clone, numbered, head) < 20_000
    outcome = validate(clone, TODAY, base="main", head=head, submitter=FILER)
    assert [(found.code, found.path) for found in outcome.findings] == [("P16", NEW_PATH)]
    with pytest.raises(GitError):
        Repository(clone).run("cat-file", "blob", f"{head}:{NEW_PATH}")
    assert stored(clone) < stored(base) + 20_000
    assert git("config", "--get-regexp", "remote[.].*|extensions[.].*", cwd=clone) == git(
        "config", "--get-regexp", "remote[.].*|extensions[.].*", cwd=base
    )


@pytest.mark.parametrize(
    "what",
    ["many small files", "a long history", "one huge folder"],
)
def test_what_is_too_much_is_cut_off(
    what: str, served: Objects, base: Path, clone: Path, numbered: int
) -> None:
    """No size filter holds these back: the pack itself may not grow. Nothing of them stays."""
    if what == "many small files":
        head = served.commit(*(Put(f"filings/x/{at}.yaml", noise(60_000, at)) for at in range(10)))
    elif what == "a long history":
        head = served.base
        for at in range(12):
            head = served.commit(Put(NEW_PATH, noise(50_000, at)), on=head)
    else:
        head = served.commit(*(Put(f"x/{noise(100, at).hex()}") for at in range(4_000)))
    submit(served, numbered, head)
    before = stored(clone)
    repository = Repository(clone)
    with pytest.raises(RequestTooLarge, match=f"more than {MOST_BYTES} bytes"):
        fetch_request(repository, "origin", numbered)
    assert (
        stored(clone) - before <= 2 * MOST_BYTES
    )  # what was written of the pack may lie there as a temporary file
    with pytest.raises(GitError):
        repository.commit(head)
    assert untouched(clone, base)
    verdict = judge_request(clone, numbered, "origin", "main", None, None, TODAY)
    assert (verdict.head, verdict.result, verdict.errors, verdict.checked) == (head, "reject", 1, 0)
    assert [(found.code, found.values) for found in verdict.findings] == [("P17", {"limit": "256"})]
    assert untouched(clone, base)


def test_a_flood_is_refused_from_the_list_of_its_files(served: Objects, clone: Path, numbered: int) -> None:
    """3,100 files: no more than trees are needed, and the answer is one finding."""
    head = served.commit(*(Put(f"filings/providers/beijing/{at}.yaml", new_text()) for at in range(3_100)))
    assert fetched(served, clone, numbered, head) <= MOST_BYTES
    outcome = validate(clone, TODAY, base="main", head=head, submitter=FILER)
    assert [(found.code, found.path) for found in outcome.findings] == [("P02", "")]


def test_a_city_can_confirm_a_thousand_schools_at_once(served: Objects, clone: Path, numbered: int) -> None:
    """What is alike packs well: the bound leaves room for a whole city in one request."""
    schools = (uscc(f"12330106MB9{at:03d}T01") for at in range(1_000))
    head = served.commit(
        *(
            Put(
                f"filings/users/zhejiang/330100/330106/{code}.yaml",
                user_text(code=code, authority="zhejiang/330100/330106"),
            )
            for code in schools
        )
    )
    assert fetched(served, clone, numbered, head) <= MOST_BYTES


def test_a_request_is_fetched_again_when_it_moves(served: Objects, clone: Path, numbered: int) -> None:
    """Also when its branch was replaced."""
    first = served.commit(Put(NEW_PATH, new_text()))
    second = served.commit(Put(NEW_PATH, new_text().replace("1.0", "1.1")))
    assert fetched(served, clone, numbered, first) > 0
    assert fetched(served, clone, numbered, second) > 0


@pytest.mark.parametrize("number", [0, -1, 99])
def test_a_request_that_is_not_there_is_told(served: Objects, clone: Path, number: int) -> None:
    """And not mistaken for one that is too large."""
    assert served
    repository = Repository(clone)
    with pytest.raises(GitError) as caught:
        fetch_request(repository, "origin", number)
    assert not isinstance(caught.value, RequestTooLarge)


def test_a_clone_under_a_filter_keeps_its_setting(served: Objects, tmp_path: Path, numbered: int) -> None:
    """It needs it to read its own files."""
    clone = tmp_path / "partial.git"
    git("clone", "--quiet", "--bare", "--filter=blob:none", f"file://{served.root}", str(clone), cwd=tmp_path)
    fetched(served, clone, numbered, served.commit(Put(NEW_PATH, new_text())))
    assert git("config", "--get", "remote.origin.promisor", cwd=clone) == "true"
