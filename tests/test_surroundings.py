"""What the registry around a change says: the index answers as memory does, and what cannot be read never counts as passed."""

import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from registry.adapters import index_files, surroundings
from registry.adapters.git import GitTree, Repository
from registry.adapters.load import load
from registry.adapters.source import Entry, SourceError, WorkTree
from registry.commands import validate as validate_command
from registry.commands.register import write_index
from registry.commands.validate import Outcome, validate
from registry.core.difference import Role, Submitter
from registry.core.finding import Finding, Verdict
from registry.rules.catalogue import RULES
from tests.builders import (
    DING,
    JIA,
    TODAY,
    XIN,
    Paths,
    RegistryFolder,
    app_text,
    case_path,
    number,
    provider_path,
    uscc,
    use_text,
    user_path,
)
from tests.commands import git

pytestmark = pytest.mark.usefixtures("plain_git")

BROKEN = "unit: [\n"
Told = tuple[str, str, int, int, str]


def told(outcome: Outcome | list[Finding]) -> list[Told]:
    """Findings without their sentences."""
    findings = outcome.findings if isinstance(outcome, Outcome) else outcome
    return [(f.code, f.path, f.line, f.column, f.field) for f in findings]


def codes(outcome: Outcome) -> list[str]:
    """The codes of an outcome."""
    return [finding.code for finding in outcome.findings]


def with_index(folder: RegistryFolder) -> str:
    """Commit the folder together with the index of what is committed; the commit."""
    if not (folder.root / ".git").exists():
        folder.git_init()
    folder.commit()
    write_index(folder.root, Repository(folder.root), staged=False)
    return folder.commit("Write the index")


def without_index(folder: RegistryFolder, base: str, head: str) -> Outcome:
    """The same change judged with `index/` taken out of base and head."""
    root = folder.root

    def tree(commit: str) -> str:
        kept = [
            line for line in git("ls-tree", commit, cwd=root).splitlines() if not line.endswith("\tindex")
        ]
        return git_reads("mktree", "\n".join(kept) + "\n", root)

    bare = git("commit-tree", "-m", "No index", tree(base), cwd=root)
    submitted = git("commit-tree", "-p", bare, "-m", "Head", tree(head), cwd=root)
    return validate(root, TODAY, base=bare, head=submitted)


def git_reads(command: str, text: str | bytes, root: Path) -> str:
    """Output of a git command that reads its standard input."""
    content = text.encode() if isinstance(text, str) else text
    done = subprocess.run(["git", *command.split()], cwd=root, input=content, capture_output=True, check=True)
    return done.stdout.decode().strip()


def used_the_index(folder: RegistryFolder, base: str) -> bool:
    """Whether the surroundings of a commit come from its index."""
    with GitTree(Repository(folder.root), base) as tree:
        return surroundings.of_commit(tree).authorities is not None


class Chance:
    """A small registry by chance: few codes, packages and numbers, so that everything meets everything."""

    def __init__(self, seed: int, root: Path) -> None:
        self.rng = random.Random(seed)
        self.folder = RegistryFolder(root)
        self.units = [uscc(f"9111010{self.rng.randrange(10)}MA90{index:03}01") for index in range(6)]
        self.numbered: dict[tuple[str, str], str] = {}
        self.status: dict[str, str] = {}
        self.serials: Counter[str] = Counter()

    def provider(self) -> None:
        """Write some provider's filing, new or changed."""
        code, slug = self.rng.choice(self.units), self.rng.choice(("beijing", "zhejiang", "sichuan"))
        kept = [item for path, item in self.numbered if path == provider_path(slug, code)]
        if self.rng.random() < 0.8:
            items = sorted({*kept, *self.rng.sample(("aa", "bb", "cc"), self.rng.randint(1, 2))})
        else:
            items = [self.rng.choice(("aa", "bb", "cc"))]
        apps = [
            app_text(item, f"示例{code[14:17]}{item}", f"cn.example.p{self.rng.randrange(12)}",
                     self.rng.choice((None, f"cn.example.B{self.rng.randrange(9)}", f"CN.example.b{self.rng.randrange(9)}")))
            for item in items
        ]  # fmt: skip
        path = self.folder.provider(slug, code, apps=apps)
        if self.rng.random() < 0.1:
            self.folder.edit(path, "unit_type: enterprise", "unit_type: company")

    def user(self) -> None:
        """Write some institution's filing."""
        code = self.rng.choice(self.units)
        authority = self.rng.choice(("beijing/110108", "zhejiang/330100", "moe"))
        chosen = [*self.status, number("11", 77)]
        uses = [use_text(f"use-{index}", self.rng.choice(chosen)) for index in range(self.rng.randint(1, 3))]
        self.folder.user(authority, code, uses=uses)

    def case(self) -> None:
        """Write some case; some bars hold today."""
        start = self.rng.choice(("2026-01-01", "2026-06-01", "2026-11-24"))
        self.folder.case(
            self.rng.choice(("beijing", "sichuan")), self.rng.choice(self.units), f"2026-0{self.rng.randint(1, 5)}-01", start=start
        )  # fmt: skip

    def spoil(self) -> None:
        """Make one file unreadable, or put something where nothing belongs."""
        files = [path for path in self.files() if "/README" not in path]
        match self.rng.randrange(4):
            case 0 if files:
                self.folder.write(self.rng.choice(files), BROKEN)
            case 3:
                self.folder.write(case_path("sichuan", self.rng.choice(self.units), "2026-07-01"), BROKEN)
            case 1:
                self.folder.write(
                    f"filings/providers/{self.rng.choice(('x.png', 'beijing/y.yaml', 'beijing/tab	z.yaml'))}",
                    "示例",
                )
            case _:
                self.folder.write("filings/stray.txt", "示例")

    def remove(self) -> None:
        """Delete one file."""
        if files := self.files():
            (self.folder.root / self.rng.choice(files)).unlink()

    def files(self) -> list[str]:
        """Paths of all filings and cases."""
        root = self.folder.root
        found = (path for folder in ("filings", "blacklist") for path in (root / folder).rglob("*.*"))
        return sorted(path.relative_to(root).as_posix() for path in found if path.name != "README.md")

    def change(self, times: int) -> None:
        """Some changes of any kind."""
        kinds: tuple[Callable[[], None], ...] = (self.provider, self.provider, self.provider, self.user, self.user, self.case, self.spoil, self.remove)  # fmt: skip
        for _ in range(times):
            self.rng.choice(kinds)()

    def register(self) -> None:
        """Number some apps, and end some of those that have a number."""
        for path in self.files():
            authority = path.split("/")[2]
            if not path.startswith("filings/providers/") or path.count("/") < 4 or self.rng.random() < 0.3:
                continue
            prefix = {"beijing": "11", "zhejiang": "33", "sichuan": "51"}[authority]
            for item in ("aa", "bb", "cc"):
                if f"id: {item}\n" in self.folder.read(path) and (path, item) not in self.numbered:
                    self.serials[prefix] += 1
                    given = number(prefix, self.serials[prefix])
                    self.numbered[path, item] = given
                    self.status[given] = "filed"
                    self.folder.ledger.record(
                        authority, {"event": "filed", "path": path, "item": item, "number": given}
                    )
                    if self.rng.random() < 0.5:
                        event = self.rng.choice(("suspended", "revoked", "withdrawn"))
                        self.status[given] = event
                        self.folder.ledger.record(authority, {"event": event, "path": path, "number": given})
        for path in self.files():
            if path.startswith("filings/users/") and self.rng.random() < 0.5:
                text = self.folder.read(path)
                for given in self.status:
                    if f"id: use-0\n    number: {given}" in text:
                        self.folder.ledger.record(
                            path.split("/")[2].removesuffix(".yaml"),
                            {"event": "confirmed", "path": path, "item": "use-0", "number": given},
                        )


def changed(folder: RegistryFolder, base: str) -> set[str]:
    """Paths that differ between a commit and the one that is checked out."""
    return set(
        git("-c", "core.quotePath=off", "diff", "--name-only", "-z", base, "HEAD", cwd=folder.root).split(
            "\0"
        )
    )


ABOUT_WHAT_WAS = frozenset(
    code
    for code, rule in RULES.items()
    if rule.check
    and {"undecided_uses", "_changed", "filing_before", "approved_app", "approved_system", "approved_unit"}
    & set(rule.check.__code__.co_names)
)
"""Rules that compare with the filing before the change: there is none when everything is read as it would be after it."""


def about_files(outcome: Outcome, paths: set[str] | None = None) -> list[Told]:
    """What an outcome says about the content of files, of some or all."""
    kept = [
        f
        for f in outcome.findings
        if f.code[0] not in "PT"
        and f.code not in {"R05", *ABOUT_WHAT_WAS}
        and (paths is None or f.path in paths)
    ]
    return told(kept)


def test_the_index_answers_as_memory_does(tmp_path: Path) -> None:
    """Random registries, changes pending behind the index, random changes on top: the same findings with and without it.

    And the same about each changed file as when everything is read as it would be after the change.
    """
    seen: Counter[str] = Counter()
    for seed in range(10):
        chance = Chance(seed, tmp_path / str(seed))
        folder = chance.folder
        for _ in range(8):
            chance.provider()
        chance.register()
        for _ in range(4):
            chance.user()
        chance.case()
        chance.register()
        if chance.rng.random() < 0.6:
            chance.spoil()
        base = with_index(folder)
        if chance.rng.random() < 0.6:
            chance.change(3)
            base = folder.commit("Merged, not in the index yet")
        seen["by the index"] += used_the_index(folder, base)
        for _ in range(3):
            chance.change(chance.rng.randint(1, 4))
            head = folder.commit("Submitted")
            by_index = validate(folder.root, TODAY, base=base, head=head)
            assert told(by_index) == told(without_index(folder, base, head)), f"seed {seed}"
            not_read = {f.path for f in by_index.findings if f.code[0] == "P" and f.code != "P09"}
            assert about_files(by_index) == about_files(
                validate(folder.root, TODAY), changed(folder, base) - not_read
            ), f"seed {seed}"
            seen.update(codes(by_index))
            git("switch", "--quiet", "--force", "--detach", base, cwd=folder.root)
    assert seen["by the index"] == 10
    for code in (
        "A08-1",
        "A11-1",
        "A18-1",
        "A24-1",
        "R01",
        "R03",
        "R04",
        "R05",
        "F23",
        "T01",
        "T04",
        "P06",
        "P09",
        "P13",
    ):
        assert seen[code] > 0, f"{code} never came up"


@pytest.fixture
def folder(indexed: RegistryFolder, tmp_path: Path) -> RegistryFolder:
    """The miniature, committed with its index."""
    return indexed.copy(tmp_path / "registry")


def head_of(folder: RegistryFolder) -> str:
    """The commit that is checked out."""
    return git("rev-parse", "HEAD", cwd=folder.root)


def submit(folder: RegistryFolder, change: Callable[[RegistryFolder], object]) -> tuple[str, str]:
    """Base and head: before and after a change."""
    base = head_of(folder)
    change(folder)
    return base, folder.commit("Submitted")


def new_filing(folder: RegistryFolder) -> None:
    """A filing that is accepted."""
    code = uscc("91110108MA9000Z01".replace("Z", "X"))
    folder.provider("beijing", code, apps=[app_text("new", "示例新芽", "cn.example.new")])


def test_one_new_filing_is_accepted_by_the_index(folder: RegistryFolder) -> None:
    """One file is looked at, and what is not changed is not judged."""
    base, head = submit(folder, new_filing)
    assert used_the_index(folder, base)
    outcome = validate(folder.root, TODAY, base=base, head=head)
    assert (outcome.checked, outcome.verdict, told(outcome)) == (1, Verdict.accept, [])


@pytest.mark.parametrize("how", ["removed", "no covers.json", "ledger behind", "unknown trees"])
def test_an_index_that_is_of_no_use_is_not_used(how: str, folder: RegistryFolder) -> None:
    """Everything is read instead, and an unacceptable change is still found."""
    covers = folder.root / "index/covers.json"
    match how:
        case "removed":
            shutil.rmtree(folder.root / "index")
        case "no covers.json":
            covers.unlink()
        case "ledger behind":
            folder.ledger.record(
                "zhejiang",
                {"event": "suspended", "path": Paths.yi, "number": number("33", 1)},
                at="2026-05-01T09:00:00+08:00",
            )
        case "unknown trees":
            covers.write_text(
                covers.read_text().replace(git("rev-parse", "HEAD:filings", cwd=folder.root), "1" * 40)
            )
    base = folder.commit("Now")
    assert not used_the_index(folder, base)
    folder.edit(Paths.xin, "package_name: cn.example.whole\n", "package_name: cn.example.yi.math\n")
    outcome = validate(folder.root, TODAY, base=base, head=folder.commit("Submitted"))
    assert codes(outcome) == ["R03"]


@pytest.mark.parametrize(
    "content",
    [
        "", "{", "[]", "null", "\xff", "{}", '{"version": 4}', '{"version": 1, "trees": {}, "unreadable": []}',
        '{"version": 1, "trees": null, "unreadable": []}',
        '{"version": 1, "trees": {"filings": 1, "blacklist": 2, "ledger": 3}, "unreadable": []}',
        '{"version": 1, "trees": {"filings": "--help", "blacklist": "", "ledger": ""}, "unreadable": []}',
        '{"version": 1, "trees": {"filings": "", "blacklist": "", "ledger": ""}, "unreadable": [["case"]]}',
        '{"version": 1, "trees": {"filings": "", "blacklist": "", "ledger": ""}, "unreadable": [1]}',
        '{"version": true, "trees": {"filings": "", "blacklist": "", "ledger": ""}, "unreadable": []}',
        "[" * 100_000,
    ],
    ids=lambda content: content[:30],
)  # fmt: skip
def test_a_corrupted_covers_file_is_not_used(content: str, folder: RegistryFolder) -> None:
    """Never an exception, never half an index."""
    (folder.root / "index/covers.json").write_bytes(content.encode("latin-1"))
    base = folder.commit("Corrupted")
    assert not used_the_index(folder, base)
    new_filing(folder)
    assert told(validate(folder.root, TODAY, base=base, head=folder.commit("Submitted"))) == []


def test_covers_that_name_a_file_instead_of_a_folder_are_not_used(folder: RegistryFolder) -> None:
    """The id must be a tree's."""
    covers = folder.root / "index/covers.json"
    blob = git("rev-parse", f"HEAD:{Paths.xin}", cwd=folder.root)
    covers.write_text(covers.read_text().replace(git("rev-parse", "HEAD:filings", cwd=folder.root), blob))
    assert not used_the_index(folder, folder.commit("Corrupted"))


def test_a_corrupted_shard_stops_with_one_line(folder: RegistryFolder) -> None:
    """Rows of another width are not guessed at."""
    for shard in (folder.root / "index/units").iterdir():
        shard.write_bytes(b"\xff\xfe\ta\n")
    base = folder.commit("Corrupted")
    new_filing(folder)
    for shard in (folder.root / "index/units").iterdir():
        assert shard.read_bytes() == b"\xff\xfe\ta\n"
    folder.edit(Paths.xin, "示例辛教育科技有限公司", "示例辛教育科技")
    with pytest.raises(
        SourceError, match=r"index/units/1A\.tsv: not a part of the index; run registry index"
    ):
        validate(folder.root, TODAY, base=base, head=folder.commit("Submitted"))


def test_too_many_changes_behind_the_index_are_read_in_full(
    folder: RegistryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An overlay of thousands would be slower than reading everything."""
    new_filing(folder)
    base = folder.commit("Merged")
    assert used_the_index(folder, base)
    monkeypatch.setattr(surroundings, "MOST_CHANGES_OVER_INDEX", 0)
    assert not used_the_index(folder, base)


def test_a_filing_merged_after_the_index_was_written_counts(folder: RegistryFolder) -> None:
    """A stale index costs time, never truth: a new claim is seen, a removed one is gone."""
    new_filing(folder)
    folder.edit(Paths.bing, "bundle_id: cn.example.bing", "bundle_id: cn.example.bing.two")
    base = folder.commit("Merged")
    assert used_the_index(folder, base)
    folder.edit(Paths.xin, "package_name: cn.example.whole\n", "package_name: cn.example.new\n")
    folder.edit(Paths.yi, "package_name: cn.example.yi.math\n", "package_name: cn.example.yi.two\n")
    folder.write(
        Paths.yi, folder.read(Paths.yi) + app_text("bing", "示例乙", None, "cn.example.bing", system="front")
    )
    outcome = validate(folder.root, TODAY, base=base, head=folder.commit("Submitted"))
    assert [(f.code, f.path) for f in outcome.findings] == [
        ("R03", Paths.xin), ("P09", Paths.yi), ("A15-3", Paths.yi),
    ]  # fmt: skip


REFERRED: dict[str, tuple[Callable[[RegistryFolder], object], list[tuple[str, str]]]] = {
    "no blacklist folder": (
        lambda folder: shutil.rmtree(folder.root / "blacklist"),
        [("T01", "blacklist/")],
    ),
    "a file in place of the blacklist": (
        lambda folder: (shutil.rmtree(folder.root / "blacklist"), folder.write("blacklist", "示例")),
        [("T01", "blacklist/")],
    ),
    "an unreadable case": (
        lambda folder: folder.write(Paths.case, BROKEN),
        [("T01", Paths.case)],
    ),
    "a case of another form": (
        lambda folder: folder.edit(Paths.case, "months: 6", "months: 600"),
        [("T01", Paths.case)],
    ),
    "a case that is a link": (
        lambda folder: ((folder.root / Paths.case).unlink(), (folder.root / Paths.case).symlink_to("/dev/null")),
        [("T01", Paths.case)],
    ),
    "a case where nothing belongs": (
        lambda folder: folder.write(f"blacklist/{DING}.yaml", folder.read(Paths.case)),
        [("T01", f"blacklist/{DING}.yaml")],
    ),
    "no ledger folder": (
        lambda folder: shutil.rmtree(folder.root / "ledger"),
        [("T02", "ledger/")],
    ),
    "a broken ledger line": (
        lambda folder: folder.write("ledger/zhejiang/2026/00000002.jsonl", "{}\n"),
        [("T02", "ledger/zhejiang/2026/00000002.jsonl")],
    ),
    "an empty ledger file": (
        lambda folder: folder.write("ledger/zhejiang/2026/00000005.jsonl", ""),
        [("T02", "ledger/zhejiang/2026/00000005.jsonl")],
    ),
    "a ledger file of another name": (
        lambda folder: folder.write("ledger/zhejiang/2026/1.jsonl", "{}\n"),
        [("T02", "ledger/zhejiang/2026/1.jsonl")],
    ),
    "a ledger file in another's folder": (
        lambda folder: shutil.copytree(folder.root / "ledger/zhejiang", folder.root / "ledger/xpcc"),
        [("T02", "ledger/xpcc/2026/00000001.jsonl"), ("T02", "ledger/xpcc/2026/00000002.jsonl")],
    ),
    "an unreadable filing": (
        lambda folder: folder.write(Paths.bing, BROKEN),
        [("T04", Paths.bing)],
    ),
    "a filing where nothing belongs": (
        lambda folder: folder.write("filings/provider/x.yaml", "示例"),
        [("T04", "filings/provider/x.yaml")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("by_index", [True, False], ids=["with an index", "without"])
@pytest.mark.parametrize("what", REFERRED)
def test_what_cannot_be_read_refers_to_a_person(what: str, by_index: bool, folder: RegistryFolder) -> None:
    """An otherwise acceptable filing is not accepted: the verdict is "refer" and the exit code 3."""
    spoil, expected = REFERRED[what]
    spoil(folder)
    if by_index:
        base = with_index(folder)
    else:
        shutil.rmtree(folder.root / "index")
        base = folder.commit("No index")
    new_filing(folder)
    outcome = validate(folder.root, TODAY, base=base, head=folder.commit("Submitted"))
    assert [(f.code, f.path) for f in outcome.findings] == expected
    assert outcome.verdict is Verdict.refer
    assert outcome.verdict.exit_code == 3


def test_no_authorities_refer_and_reject(folder: RegistryFolder) -> None:
    """Without any authority nothing can be accepted."""
    shutil.rmtree(folder.root / "authorities")
    outcome = validate(folder.root, TODAY)
    assert ("T03", "authorities/") in [(f.code, f.path) for f in outcome.findings]
    assert outcome.verdict is Verdict.reject


def test_an_authority_that_is_asked_for_and_broken_is_told_by_the_index_too(folder: RegistryFolder) -> None:
    """The index reads only those authorities that a filing names; a full reading names every broken one."""
    folder.write("authorities/beijing.yaml", BROKEN)
    folder.commit("Broken")
    base, head = submit(folder, new_filing)
    outcome = validate(folder.root, TODAY, base=base, head=head)
    assert ("T03", "authorities/beijing.yaml") in [(f.code, f.path) for f in outcome.findings]
    assert told(outcome) == told(without_index(folder, base, head))


def test_a_folder_that_may_not_be_entered_refers(
    folder: RegistryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A closed folder is not an empty one."""
    import os

    scan = os.scandir

    def closed(path: Path) -> object:
        if str(path).endswith("blacklist/sichuan"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    outcome = validate(folder.root, TODAY, [str(folder.root / Paths.xin)])
    assert [(f.code, f.path) for f in outcome.findings] == [("T01", "blacklist/sichuan")]


def test_a_linked_folder_is_missing(folder: RegistryFolder) -> None:
    """Links are never followed, also where a whole folder is one."""
    (folder.root / "blacklist").rename(folder.root / "elsewhere")
    (folder.root / "blacklist").symlink_to("elsewhere")
    outcome = validate(folder.root, TODAY, [str(folder.root / Paths.xin)])
    assert [(f.code, f.path) for f in outcome.findings] == [("T01", "blacklist/")]


SICHUAN = Submitter(Role.authority, "sichuan")
DELETED: dict[str, tuple[str, str, Submitter]] = {
    "a registered provider's filing": (Paths.jia, "R05", Submitter()),
    "a registered institution's filing": (Paths.school, "R05", Submitter()),
    "a case with measures": (Paths.case, "R05", SICHUAN),
    "a case with measures, by somebody else": (Paths.case, "P06", Submitter()),
    "a filing that is not registered": (Paths.xin, "P10", Submitter()),
    "an institution's filing that is not registered": (Paths.university, "P10", Submitter()),
}


@pytest.mark.parametrize("what", DELETED)
def test_no_file_is_deleted(what: str, folder: RegistryFolder) -> None:
    """R05 for what decisions rest on, P10 for other filings, at the path."""
    path, code, submitter = DELETED[what]
    base, head = submit(folder, lambda folder: (folder.root / path).unlink())
    outcome = validate(folder.root, TODAY, base=base, head=head, submitter=submitter)
    assert told(outcome) == [(code, path, 1, 1, "")]


def test_a_case_without_measures_may_be_deleted(folder: RegistryFolder) -> None:
    """Nothing was decided on it."""
    text = folder.read(Paths.case)
    path = case_path("sichuan", JIA, "2026-05-01")
    folder.write(path, text[: text.index("measures:")].replace(DING, JIA))
    folder.commit("Allege")
    base, head = submit(folder, lambda folder: (folder.root / path).unlink())
    assert git("diff", "--name-status", base, head, cwd=folder.root) == f"D\t{path}"
    assert told(validate(folder.root, TODAY, base=base, head=head, submitter=SICHUAN)) == []


def test_a_registered_file_may_move_and_is_judged_where_it_lies(folder: RegistryFolder) -> None:
    """To another authority's folder: nothing is deleted, and the rules speak of the new path."""
    new = provider_path("zhejiang", JIA)

    def move(folder: RegistryFolder) -> None:
        (folder.root / new).parent.mkdir(parents=True)
        (folder.root / Paths.jia).rename(folder.root / new)
        folder.edit(new, "registration_province: beijing", "registration_province: zhejiang")

    base, head = submit(folder, move)
    outcome = validate(folder.root, TODAY, base=base, head=head)
    assert (outcome.checked, told(outcome)) == (1, [])
    folder.edit(new, "registration_province: zhejiang", "registration_province: beijing")
    outcome = validate(folder.root, TODAY, base=base, head=folder.commit("Wrong province"))
    assert [(f.code, f.path) for f in outcome.findings] == [("A10-1", new)]


MODES = {"a link": "120000", "a submodule": "160000", "an executable": "100755"}


@pytest.mark.parametrize("what", MODES)
def test_only_regular_files_are_judged(what: str, folder: RegistryFolder) -> None:
    """Links, submodules and executables in a commit, written as git objects: P11, and nothing is opened."""
    base = head_of(folder)
    oid = {
        "a link": git_reads("hash-object -w --stdin", "/etc/passwd", folder.root),
        "a submodule": base,
        "an executable": git_reads("hash-object -w --stdin", folder.read(Paths.xin), folder.root),
    }[what]
    path = user_path("moe", XIN)
    git("update-index", "--add", "--cacheinfo", f"{MODES[what]},{oid},{path}", cwd=folder.root)
    tree = git("write-tree", cwd=folder.root)
    head = git("commit-tree", "-p", base, "-m", "Submitted", tree, cwd=folder.root)
    outcome = validate(folder.root, TODAY, base=base, head=head)
    assert told(outcome) == [("P11", path, 1, 1, "")]
    assert outcome.checked == 1


@pytest.mark.parametrize(
    ("data", "expected"), [("filings", ("P02", "")), ("blacklist", ("P11", "blacklist"))]
)
def test_a_data_folder_that_becomes_a_link_is_refused(
    data: str, expected: tuple[str, str], folder: RegistryFolder
) -> None:
    """Not even the folder itself may be replaced; where many files vanish with it, that is said alone."""
    base = head_of(folder)
    shutil.rmtree(folder.root / data)
    (folder.root / data).symlink_to("/etc")
    outcome = validate(folder.root, TODAY, base=base, head=folder.commit("Submitted"))
    assert (*expected, 1, 1, "") in told(outcome)
    assert outcome.verdict is Verdict.reject


def test_names_that_are_hostile_are_found_and_told(folder: RegistryFolder) -> None:
    """Line breaks, tabs, quotes, other encodings in names of files: P13 or R01 each, with and without an index."""
    names = [
        b'a"b.yaml',
        b"a\nb.yaml",
        b"a\tb.yaml",
        b"\xff\xfe.yaml",
        "示例.yaml".encode(),
        b"--help.yaml",
        b"a\\b.yaml",
    ]

    def add(folder: RegistryFolder) -> None:
        import os

        for name in names:
            folder_bytes = os.fsencode(folder.root / "filings/providers/beijing/1A")
            with open(folder_bytes + b"/" + name, "wb") as file:  # noqa: PTH123 - the name is bytes
                file.write(b"a: b\n")

    base, head = submit(folder, add)
    outcome = validate(folder.root, TODAY, base=base, head=head)
    assert sorted(codes(outcome)) == ["P13"] * (len(names) - 1) + ["R01"]
    assert told(outcome) == told(without_index(folder, base, head))
    git("switch", "--quiet", "--detach", head, cwd=folder.root)
    later = with_index(folder)
    new_filing(folder)
    after = folder.commit("Submitted")
    outcome = validate(folder.root, TODAY, base=later, head=after)
    assert codes(outcome) == ["T04"] * len(names)
    assert told(outcome) == told(without_index(folder, later, after))


def test_a_lost_blob_does_not_shift_the_others(folder: RegistryFolder) -> None:
    """One file whose content is not in the clone is named; every other is still read as itself."""
    commit = head_of(folder)
    oid = git("rev-parse", f"HEAD:{Paths.bing}", cwd=folder.root)
    (folder.root / ".git/objects" / oid[:2] / oid[2:]).unlink()
    with GitTree(Repository(folder.root), commit) as tree:
        loaded = load(tree)
    assert [(failed.entry.path, failed.problem) for failed in loaded.failed] == [
        (Paths.bing, f"{Paths.bing}: its content is not in this clone")
    ]
    whole = load(WorkTree(folder.root))
    assert {path: file.sha256 for path, file in loaded.providers.items()} == {
        path: file.sha256 for path, file in whole.providers.items() if path != Paths.bing
    }
    assert loaded.users == whole.users
    assert loaded.cases == whole.cases


def test_git_and_folder_give_the_same_records(folder: RegistryFolder) -> None:
    """The two sources of files agree on everything."""
    commit = head_of(folder)
    with GitTree(Repository(folder.root), commit) as tree:
        from_git, from_folder = load(tree), load(WorkTree(folder.root))
    for kind in ("provider", "user", "case"):
        assert from_git.records(kind) == from_folder.records(kind)
    assert from_git.authorities == from_folder.authorities
    assert from_git.replay == from_folder.replay
    assert (from_git.failed, from_git.broken_ledger) == ([], [])


def test_a_blob_over_the_limit_is_cut_and_refused(folder: RegistryFolder) -> None:
    """A file of many megabytes is read to one byte over the limit from a commit and from a folder."""
    folder.write(Paths.xin, "#" * 3_000_000)
    commit = folder.commit()
    with GitTree(Repository(folder.root), commit) as tree:
        entry = tree.entry(Paths.xin)
        assert entry is not None
        assert len(tree.read(entry)) == 256 * 1024 + 1
    assert len(WorkTree(folder.root).read(Entry(Paths.xin))) == 256 * 1024 + 1
    outcome = validate(folder.root, TODAY, [str(folder.root / Paths.xin)])
    assert told(outcome) == [("F02", Paths.xin, 1, 1, "")]


def test_only_the_heads_data_counts(folder: RegistryFolder) -> None:
    """The registry around is that of the base: a submitted ledger, authority or index says nothing."""
    base = head_of(folder)
    folder.ledger.record(
        "zhejiang", {"event": "filed", "path": Paths.yi, "item": "search", "number": number("33", 2)}
    )
    folder.edit("authorities/xpcc.yaml", 'numeric_prefix: "66"', 'numeric_prefix: "67"')
    shutil.rmtree(folder.root / "index")
    folder.edit(Paths.university, number("11", 1), number("33", 2))
    outcome = validate(folder.root, TODAY, base=base, head=folder.commit("Submitted"))
    assert codes(outcome) == ["P02"]
    git("checkout", "--quiet", base, "--", "index", cwd=folder.root)
    outcome = validate(folder.root, TODAY, base=base, head=folder.commit("Without the index"))
    assert [(f.code, f.path) for f in outcome.findings] == [
        ("P05", "authorities/xpcc.yaml"),
        ("A08-1", Paths.university),
        ("P04", "ledger/zhejiang/2026/00000005.jsonl"),
    ]
    assert outcome.checked == 3


def test_what_the_base_changed_meanwhile_is_not_judged(folder: RegistryFolder) -> None:
    """Only what differs between the common ancestor and the head is the submitter's."""
    ancestor = head_of(folder)
    new_filing(folder)
    head = folder.commit("Submitted")
    git("switch", "--quiet", "--detach", ancestor, cwd=folder.root)
    folder.write(Paths.bing, BROKEN)
    base = folder.commit("Somebody else's")
    outcome = validate(folder.root, TODAY, base=base, head=head)
    assert (outcome.checked, [(f.code, f.path) for f in outcome.findings]) == (1, [("T04", Paths.bing)])


def test_commits_without_a_common_ancestor_are_told(folder: RegistryFolder) -> None:
    """One line, no verdict."""
    base = head_of(folder)
    tree = git("rev-parse", "HEAD^{tree}", cwd=folder.root)
    other = git("commit-tree", "-m", "Alone", tree, cwd=folder.root)
    with pytest.raises(SourceError, match="no common ancestor"):
        validate(folder.root, TODAY, base=base, head=other)


def test_a_model_that_refuses_without_a_reason_refers(
    folder: RegistryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T05: should the schema ever have no words for a refusal, a person decides."""
    folder.edit(Paths.xin, "unit_type: enterprise", "unit_type: company")
    monkeypatch.setattr(validate_command.form, "explain", lambda *_: [])
    outcome = validate(folder.root, TODAY)
    assert told(outcome) == [("T05", Paths.xin, 1, 1, "")]
    assert outcome.verdict is Verdict.refer


def test_the_index_of_a_registry_is_small_and_sorted(folder: RegistryFolder) -> None:
    """Its files: sorted lines of so many columns, and what they cover."""
    shards = sorted((folder.root / "index").rglob("*.tsv"))
    assert len(shards) > 10
    for shard in shards:
        rows = shard.read_text(encoding="utf-8").splitlines()
        assert rows == sorted(set(rows))
        columns = 4 if "claims" in shard.parts else 5
        assert all(row.count("\t") == columns - 1 for row in rows)
    with GitTree(Repository(folder.root), "HEAD") as tree:
        covered = index_files.covers(tree)
    assert covered is not None
    assert covered.trees == {
        name: git("rev-parse", f"HEAD:{name}", cwd=folder.root) for name in ("filings", "blacklist", "ledger")
    }
    assert covered.unreadable == []
