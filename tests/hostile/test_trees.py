"""No hostile tree is accepted, each is told by its code, nothing of it is opened that need not be; what is honest is accepted."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.adapters.git import GitTree, Repository
from registry.adapters.git_twins import Twins
from registry.adapters.source import Entry, SourceError
from registry.commands import validate as validate_command
from registry.commands.validate import Outcome, validate
from registry.core.difference import Role, Submitter
from registry.core.finding import Severity, Verdict
from registry.rules.book import every_rule
from tests.builders import DING, TODAY, Paths, user_path
from tests.commands import ENVIRONMENT, git
from tests.hostile.cases import (
    ACCEPTED,
    COUNTY,
    FILER,
    HOSTILE,
    NEW,
    NEW_PATH,
    SICHUAN,
    Accepted,
    Hostile,
    new_text,
    school_text,
    schools,
)
from tests.hostile.objects import SUBMODULE, Objects, Put, Remove

pytestmark = pytest.mark.usefixtures("plain_git")

PROVED_ELSEWHERE = {
    "P15": "test_a_history_that_crosses",
    "P16": "test_a_blob_that_was_not_fetched",
    "P17": "test_fetch: test_what_is_too_much",
}


def judged(objects: Objects, head: str, by: Submitter = FILER, base: str = "") -> Outcome:
    """What is said of a head."""
    return validate(objects.root, TODAY, base=base or objects.base, head=head, submitter=by)


def codes(outcome: Outcome) -> list[tuple[str, str]]:
    """Code and path of each finding, in no order of meaning."""
    return sorted((found.code, found.path) for found in outcome.findings)


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.what)
def test_a_hostile_tree_is_refused(case: Hostile, objects: Objects) -> None:
    """Rejected with exactly the findings of the table, and with sentences that hold nothing that acts."""
    outcome = judged(objects, objects.commit(*case.edits(objects)), case.by)
    assert codes(outcome) == sorted(case.expected)
    assert outcome.verdict is Verdict.reject
    for found in outcome.findings:
        for sentence in (found.message.zh, found.message.en, found.fix.zh, found.fix.en):
            assert sentence.isprintable()
            assert "{" not in sentence
            assert len(sentence) < 600


@pytest.mark.parametrize("case", ACCEPTED, ids=lambda case: case.what)
def test_an_honest_tree_is_accepted(case: Accepted, objects: Objects) -> None:
    """No finding but notices, and each file judged."""
    outcome = judged(objects, objects.commit(*case.edits(objects)), case.by)
    wrong = [found for found in outcome.findings if found.severity is not Severity.notice]
    assert (wrong, outcome.checked, outcome.verdict) == ([], case.checked, Verdict.accept)


def test_there_are_enough_of_them_and_every_code_is_caused() -> None:
    """At least 40 trees; no code of family P that nothing here causes."""
    assert len(HOSTILE) >= 40
    assert len({case.what for case in HOSTILE}) == len(HOSTILE)
    caused = {code for case in HOSTILE for code, _ in case.expected}
    family = {rule.code for rule in every_rule() if rule.code[0] == "P"}
    assert family - caused == PROVED_ELSEWHERE.keys()
    assert caused - family == {"R01", "R03", "R05", "F02"}


def test_an_evil_merge_is_judged_by_its_tree(objects: Objects) -> None:
    """What only the merge commit itself brings in is found: trees are compared, not the commits of the branch."""
    branch = objects.commit(Put(NEW_PATH, new_text()))
    base = objects.commit(Put("docs/x.md", "x\n"), message="Somebody's")
    merge = objects.commit(
        Put(NEW_PATH, new_text()), Put(".github/workflows/evil.yml"), on=base, parents=(branch, base)
    )
    assert codes(judged(objects, merge, base=base)) == [("P03", ".github/workflows/evil.yml")]


def test_a_merge_that_undoes_what_the_base_changed_is_found(objects: Objects) -> None:
    """An "ours" merge takes the base into the history but not its content: to the tree that is a change of others' files."""
    branch = objects.commit(Put(NEW_PATH, new_text()))
    base = objects.commit(
        Put(Paths.case, objects.read(Paths.case).replace("months: 6", "months: 9")), message="Longer bar"
    )
    ours = objects.commit(on=branch, parents=(branch, base))
    assert codes(judged(objects, ours, base=base)) == [("P06", Paths.case)]


def test_what_a_later_commit_takes_back_is_no_change(objects: Objects) -> None:
    """A workflow added and removed again on the branch never reaches the base."""
    evil = objects.commit(Put(".github/workflows/evil.yml"), Put(NEW_PATH, new_text()))
    good = objects.commit(Remove(".github/workflows/evil.yml"), on=evil)
    assert codes(judged(objects, good)) == []
    empty = objects.commit(Remove(NEW_PATH), on=good)
    assert codes(judged(objects, empty)) == [("P01", "")]


def test_a_history_that_crosses_is_refused(objects: Objects) -> None:
    """P15: with two best common ancestors, a comparison with one of them would hide that a change of the base is undone.

    The base made the bar longer. The head has the old text; so has the one ancestor, so that nothing seems to have changed.
    """
    longer = objects.read(Paths.case).replace("months: 6", "months: 9")
    submitted = objects.commit(Put(NEW_PATH, new_text()), message="A branch")
    decided = objects.commit(Put(Paths.case, longer), message="On the base")
    base = objects.commit(
        Put(Paths.case, longer), on=submitted, parents=(decided, submitted), message="Merge the branch"
    )
    undone = objects.commit(
        Put("filings/x.yaml"), on=submitted, parents=(submitted, decided), message="Undo in a merge"
    )
    bests = git("merge-base", "--all", base, undone, cwd=objects.root).split()
    assert sorted(bests) == sorted((submitted, decided))
    assert codes(judged(objects, undone, base=base)) == [("P15", "")]


def test_a_twin_of_what_the_base_got_meanwhile_is_refused(objects: Objects) -> None:
    """The head's own tree holds one spelling only; after the merge there would be two."""
    base = objects.commit(Put(NEW_PATH, new_text()), message="Merged meanwhile")
    twin = NEW_PATH.removesuffix("yaml") + "YAML"
    assert codes(judged(objects, objects.commit(Put(twin, new_text())), base=base)) == [("P12", twin)]


def test_a_submodule_is_seen_though_the_clone_ignores_submodules(objects: Objects) -> None:
    """Neither a .gitmodules file in the work tree nor a setting hides one from the comparison."""
    modules = objects.root / ".gitmodules"
    modules.write_text(
        '[submodule "x"]\n\tpath = filings/x.yaml\n\turl = .\n\tignore = all\n', encoding="utf-8"
    )
    git("config", "diff.ignoreSubmodules", "all", cwd=objects.root)
    git("config", "submodule.x.ignore", "all", cwd=objects.root)
    try:
        head = objects.commit(Put("filings/x.yaml", "", SUBMODULE))
        assert codes(judged(objects, head)) == [("P11", "filings/x.yaml")]
    finally:
        modules.unlink()


def test_a_replaced_object_does_not_speak_for_the_submitted_one(objects: Objects) -> None:
    """refs/replace could show a harmless file where another is merged."""
    head = objects.commit(Put(NEW_PATH, "evil: true\n"))
    bad = git("rev-parse", f"{head}:{NEW_PATH}", cwd=objects.root)
    good = git("rev-parse", f"{objects.commit(Put(NEW_PATH, new_text()))}:{NEW_PATH}", cwd=objects.root)
    git("replace", bad, good, cwd=objects.root)
    try:
        outcome = judged(objects, head)
        assert outcome.verdict is Verdict.reject
        assert {found.path for found in outcome.findings} == {NEW_PATH}
    finally:
        git("replace", "-d", bad, cwd=objects.root)


def test_a_blob_that_was_not_fetched_is_refused_and_not_fetched(objects: Objects, tmp_path: Path) -> None:
    """P16 in a clone under a size filter: 3 MB are neither read nor asked for, and the other file is judged."""
    source, clone = objects.root, tmp_path / "clone"
    git("config", "uploadpack.allowFilter", "true", cwd=source)
    git("config", "uploadpack.allowAnySHA1InWant", "true", cwd=source)
    incompressible = b"".join(str(index * 7919 % 1_000_003).encode() + b"\n" for index in range(450_000))
    head = objects.commit(Put(NEW_PATH, incompressible))
    git("update-ref", "refs/heads/submitted", head, cwd=source)
    git(
        "clone", "--quiet", "--bare", "--filter=blob:limit=128k", f"file://{source}", str(clone), cwd=tmp_path
    )
    oid = git("rev-parse", f"{head}:{NEW_PATH}", cwd=source)

    def missing() -> bool:
        return f"?{oid}" in git("rev-list", "--objects", "--missing=print", head, cwd=clone)

    assert missing()
    outcome = validate(clone, TODAY, base=objects.base, head=head)
    assert codes(outcome) == [("P16", NEW_PATH)]
    assert missing()
    git("update-ref", "-d", "refs/heads/submitted", cwd=source)


def test_a_large_blob_is_not_read(objects: Objects, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only its size is asked for; the small file beside it is read."""
    read: list[str] = []
    read_all = GitTree.read_all

    def recorded(tree: GitTree, entries: list[Entry]) -> Iterator[tuple[Entry, bytes]]:
        read.extend(entry.path for entry in entries)
        return read_all(tree, entries)

    monkeypatch.setattr(GitTree, "read_all", recorded)
    second = user_path(COUNTY, NEW)
    head = objects.commit(Put(NEW_PATH, b"#" * 10_000_000), Put(second, school_text(NEW)))
    assert codes(judged(objects, head)) == [("F02", NEW_PATH)]
    assert second in read
    assert NEW_PATH not in read


@pytest.mark.parametrize(
    ("there", "submitted"),
    [("filings/x.yaml/y.yaml", "filings/x.yaml"), ("filings/x.yaml", "filings/x.yaml/y.yaml")],
)
def test_a_file_and_a_folder_of_one_name_are_twins(there: str, submitted: str, objects: Objects) -> None:
    """The base got the one meanwhile, the head has the other: after the merge there can be only one of them."""
    base = objects.commit(Put(there), message="Merged meanwhile")
    found = codes(judged(objects, objects.commit(Put(submitted)), base=base))
    assert [told for told in found if told[0] != "T04"] == [("P12", submitted)]


def test_a_twin_that_goes_in_the_same_change_is_none(objects: Objects) -> None:
    """Putting a wrong spelling right leaves one file; that a path is deleted is another rule's to tell."""
    wrong = NEW_PATH.removesuffix("yaml") + "YAML"
    base = objects.commit(Put(wrong, new_text()), message="Misspelt")
    head = objects.commit(Remove(wrong), Put(NEW_PATH, new_text()), on=base)
    found = codes(judged(objects, head, base=base))
    assert [told for told in found if told[0] != "T04"] == [("P10", wrong)]


def test_a_flood_of_files_is_refused_by_the_list_alone(
    objects: Objects, monkeypatch: pytest.MonkeyPatch
) -> None:
    """3,100 files: no blob and no index is read, and the list is not read to its end."""
    head = objects.commit(*(Put(f"filings/providers/beijing/{index}.yaml") for index in range(3_100)))
    monkeypatch.setattr(GitTree, "__init__", lambda *_: pytest.fail("a tree was opened"))
    assert codes(judged(objects, head)) == [("P02", "")]
    changes, complete = Repository(objects.root).first_changes(objects.base, head, 10)
    assert (len(changes), complete) == (10, False)
    assert len(Repository(objects.root).changes(objects.base, head)) == 3_100
    assert Repository(objects.root).first_changes(objects.base, head, 3_100)[1] is True


WRONG = {
    "an authority for a filer": Submitter(Role.filer, "sichuan"),
    "no authority for a batch": Submitter(Role.batch),
    "an authority that does not exist": Submitter(Role.authority, "atlantis"),
    "a county that does not exist": Submitter(Role.batch, "zhejiang/330100/330199"),
    "cases of a county": Submitter(Role.authority, "zhejiang/330100/330106"),
    "an option": Submitter(Role.batch, "--help"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_submitter_that_cannot_be_is_told(what: str, objects: Objects) -> None:
    """One line, no verdict."""
    with pytest.raises(SourceError, match="authority"):
        judged(objects, objects.commit(Put(NEW_PATH, new_text())), WRONG[what])


def test_a_batch_that_is_not_submitted_as_one_is_refused(objects: Objects) -> None:
    """Several schools at once are the authority's to confirm, not somebody's to file."""
    outcome = judged(objects, objects.commit(*schools(3)))
    assert [code for code, _ in codes(outcome)] == ["P09", "P09"]


def test_a_change_of_the_case_is_shown_to_its_authority_only(objects: Objects) -> None:
    """The same tree, by the authority and by the unit concerned."""
    head = objects.commit(Put(Paths.case, objects.read(Paths.case).replace("学习页面植入", "首页植入")))
    assert codes(judged(objects, head, SICHUAN)) == []
    assert codes(judged(objects, head)) == [("P06", Paths.case)]
    assert DING in Paths.case


def test_a_file_that_no_rule_judges_is_never_accepted(
    objects: Objects, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T06 for a person, should a role ever be allowed a folder whose content nothing looks at."""
    monkeypatch.setattr(validate_command, "_JUDGED_FOLDERS", frozenset({"filings"}))
    head = objects.commit(Put(Paths.case, objects.read(Paths.case).replace("学习页面植入", "首页植入")))
    outcome = judged(objects, head, SICHUAN)
    assert (codes(outcome), outcome.verdict) == ([("T06", Paths.case)], Verdict.refer)


def test_the_ministry_changes_authorities(objects: Objects) -> None:
    """Nobody else does; what it changes is judged or referred, never simply accepted unseen."""
    path = "authorities/xpcc.yaml"
    head = objects.commit(
        Put(path, objects.read(path).replace('numeric_prefix: "66"', 'numeric_prefix: "11"'))
    )
    outcome = judged(objects, head, Submitter(Role.authority, "moe"))
    assert "P05" not in {found.code for found in outcome.findings}
    assert outcome.verdict is not Verdict.accept
    assert codes(judged(objects, head, SICHUAN)) == [("P05", path)]


def test_twins_are_sought_in_few_folders(objects: Objects, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many trees as the path has parts, in head and base, whatever else the registry holds."""
    crowd = objects.commit(
        *(Put(f"filings/providers/sichuan/{index % 97:02}/{index}.yaml") for index in range(3_000))
    )
    head = objects.commit(Put(NEW_PATH, new_text()), on=crowd)
    asked: list[str] = []
    names_in = Repository.names_in
    monkeypatch.setattr(Repository, "names_in", lambda self, tree: asked.append(tree) or names_in(self, tree))
    assert Twins(Repository(objects.root), (head, crowd)).of(NEW_PATH, frozenset()) is None
    assert len(asked) == len(set(asked)) <= 2 * (NEW_PATH.count("/") + 1)


def test_what_the_process_prints_of_hostile_names_is_inert(objects: Objects) -> None:
    """The whole command, in each format: no control character, no command for a workflow."""
    head = objects.commit(Put("filings/\x1b]0;x\x07\n::error::x.yaml"), Put("filings/##[add-mask]x.yaml"))
    for form in ("text", "json", "github"):
        done = subprocess.run(
            ["python", "-m", "registry", "validate", "--base", objects.base, "--head", head, "--format", form],
            cwd=objects.root, env={**ENVIRONMENT, "PATH": f"{_python()}:{ENVIRONMENT['PATH']}"}, capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 1
        text = done.stdout.decode()
        assert "P13" in text
        assert all(sign.isprintable() or sign == "\n" for sign in text)
        assert "##[" not in text
        assert sum(line.lstrip().startswith("::") for line in text.splitlines()) == (
            2 if form == "github" else 0
        )


def _python() -> str:
    import sys

    return str(Path(sys.executable).parent)
