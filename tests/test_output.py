"""What people and logs are shown: golden files, no commands out of filings, exit codes, never a traceback."""

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from registry.cli import main
from registry.commands.rule_book import book, entries
from registry.commands.validate import Outcome, validate
from registry.core.text import shown
from registry.render import report
from registry.render.schemas import HANDED_OVER, SCHEMAS
from registry.render.site import rule_book
from registry.rules.book import every_rule
from tests.builders import TODAY, Paths, RegistryFolder, provider_path
from tests.commands import git, registry

GOLDEN = Path(__file__).parent / "golden"
BLESS = os.environ.get("REGISTRY_BLESS") == "1"
DAY = TODAY.isoformat()


@pytest.fixture
def faulty(folder: RegistryFolder) -> Outcome:
    """One finding of each kind: of the reader, of the form, of an article, for a person, about a path, a check not run."""
    folder.edit(Paths.xin, 'version: "1.10"', "version: 1.10")
    folder.edit(Paths.bing, "unit_type: enterprise", "unit_type: company")
    folder.edit(Paths.yi, "system_id: front", "system_id: fornt")
    folder.edit(Paths.wu, "11010813668-00001", "BJ-00001")
    folder.edit(Paths.university, "教APP备1100001号", "教APP备1100002号")
    folder.write("filings/providers/beijing/说明.txt", "示例")
    folder.write("ledger/zhejiang/2026/00000009.jsonl", "{}\n")
    return validate(folder.root, TODAY)


def matches(name: str, text: str) -> None:
    """The text is that of the golden file; with REGISTRY_BLESS=1 the file is written instead."""
    golden = GOLDEN / name
    if BLESS:
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8"), f"{golden} differs; REGISTRY_BLESS=1 writes it again"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_terminal_shows_what_the_golden_file_shows(language: str, faulty: Outcome) -> None:
    """By file, each finding with its place, sentence, what to do and on what it rests; then the verdict."""
    matches(
        f"terminal.{language}.txt", report.as_text(faulty.checked, faulty.verdict, faulty.findings, language)
    )


def test_json_is_the_golden_file(faulty: Outcome) -> None:
    """The contract of `validate --format json`."""
    text = report.as_json(faulty.checked, faulty.verdict, faulty.findings)
    assert text.isascii()
    matches("findings.json", text)
    body = json.loads(text)
    assert body.keys() == {"verdict", "checked", "changes", "findings"}
    for finding in body["findings"]:
        assert finding.keys() == {
            "code",
            "rule",
            "severity",
            "article",
            "path",
            "line",
            "column",
            "field",
            "message",
            "fix",
        }
        assert finding["message"].keys() == finding["fix"].keys() == {"zh", "en"}


def test_annotations_are_the_golden_file(faulty: Outcome) -> None:
    """One workflow command a finding, and one plain line."""
    matches("annotations.txt", report.as_annotations(faulty.checked, faulty.verdict, faulty.findings))


def test_more_annotations_than_the_forge_shows_are_counted(faulty: Outcome) -> None:
    """Fifty, and how many are not shown."""
    text = report.as_annotations(9, faulty.verdict, faulty.findings[:1] * 53)
    lines = text.splitlines()
    assert len(lines) == 51
    assert lines[-1] == "reject: 9 files checked, 53 findings, 3 not shown"


def test_articles_are_named_in_both_languages() -> None:
    """第九条, 第十条, 第十九条, 第二十条, 第二十四条 and the other bases."""
    names = [
        "Art. 9",
        "Art. 10",
        "Art. 19",
        "Art. 20",
        "Art. 24",
        "product rule",
        "Opinions",
        "GB 32100-2015",
    ]
    assert [report.article(name).zh for name in names] == [
        "第九条", "第十条", "第十九条", "第二十条", "第二十四条", "本系统规则", "《意见》", "GB 32100-2015",
    ]  # fmt: skip
    assert [report.article(name).en for name in names] == names


def test_the_rule_book_is_inert_and_families_keep_to_their_article() -> None:
    """The page holds no code and no word of ours left open (tests/test_rule_book.py says what it shows)."""
    rules = every_rule()
    for language in ("zh", "en"):
        page = rule_book.as_markdown(book(), language)
        assert "<script" not in page
        assert not re.search(r"[{][a-z]", page)
        assert len(rule_book.as_text(entries(), language).splitlines()) == len(rules)
    for rule in rules:
        number = re.match(r"A(\d\d)-", rule.code)
        if number and rule.article.startswith("Art. "):
            assert rule.article == f"Art. {int(number[1])}", "a family rests on no other article than its own"


# What a runner takes for commands: `::name …::` at the start of a line after trimming, `##[name …]` anywhere.
def commands_in(output: str) -> list[str]:
    """All lines that the runner would act on."""
    return [line for line in re.split("[\r\n]", output) if line.strip().startswith("::") or "##[" in line]


OURS = re.compile("::(error|warning|notice) file=[^:]*,line=[0-9]+,col=[0-9]+,title=[A-Z][0-9-]+::[^\r\n]*")
HOSTILE_EDITS: tuple[tuple[str, str], ...] = (
    ("name: 示例辛教育科技有限公司", 'name: "::error::示例"'),
    ("name: 示例辛教育科技有限公司", 'name: "##[add-mask]示例"'),
    ("name: 示例辛教育科技有限公司", 'name: "示例\\n::error::示例"'),
    ("name: 示例辛教育科技有限公司", 'name: "示例\\r::stop-commands::x"'),
    ("name: 示例辛教育科技有限公司", 'name: "示例%0A::error::示例"'),
    ("name: 示例辛教育科技有限公司", 'name: "\\e[31m"'),
    ("name: 示例辛教育科技有限公司", "name: ##[group]示例"),
    ("name: 示例辛教育科技有限公司", "name: *::error::"),
    ("name: 示例辛教育科技有限公司", "name: !::error:: x"),
    ("name: 示例辛教育科技有限公司", "name: &##[group] x"),
    ("registration_province: beijing", 'registration_province: "##[group]x"'),
    ("unit_type: enterprise", 'unit_type: "::add-mask::x"'),
    ("unit_type: enterprise", 'unit_type: "##[add-mask]x"'),
    ("filer: provider\n", 'filer: provider\n"##[group]": x\n'),
    ("filer: provider\n", 'filer: provider\n"::error::": x\n'),
    ("filer: provider\n", 'filer: provider\n"a\\n::error::": x\n'),
    ("filer: provider", 'filer: "x\u2028::error::"'),
    ("description: 用于课堂练习与作业反馈。", 'description: "##[error]练习"'),
    ("description: 用于课堂练习与作业反馈。", 'description: "<b>##[error]</b>"'),
    ("system_id: main", 'system_id: "##[x]"'),
    ('app_store_id: "1458305565"', 'app_store_id: "##[error]1"'),
)  # fmt: skip
HOSTILE_NAMES = (
    b"x\n::error::y.yaml",
    b"x\r::error::y.yaml",
    b"##[error]y.yaml",
    b"x\xff\n::add-mask::y.yaml",
    "x\u2028::error::y.yaml".encode(),
    b"x\x1b[31m.yaml",
    b"x,y:z%0A::error::.yaml",
)


def hostile(folder: RegistryFolder) -> None:
    """One filing for each hostile value, and one file for each hostile name."""
    before = folder.read(Paths.xin)
    for index, (old, new) in enumerate(HOSTILE_EDITS):
        assert before.count(old) == 1
        path = provider_path("beijing", f"91110108MA9{index:05}00")
        folder.write(path, before.replace(old, new))
    for name in HOSTILE_NAMES:
        with open(os.fsencode(folder.root / "filings/providers/beijing") + b"/" + name, "wb") as file:  # noqa: PTH123 - bytes
            file.write(b"a: b\n")


def test_nothing_in_a_filing_becomes_a_command(folder: RegistryFolder) -> None:
    """Values, keys and names of files that look like workflow commands reach the log as text in all three formats."""
    hostile(folder)
    outcome = validate(folder.root, TODAY)
    assert len(outcome.findings) >= len(HOSTILE_EDITS) + len(HOSTILE_NAMES)
    parts = (outcome.checked, outcome.verdict, outcome.findings)
    for language in ("zh", "en"):
        assert commands_in(report.as_text(*parts, language)) == []
    assert commands_in(report.as_json(*parts)) == []
    annotations = report.as_annotations(*parts)
    lines = commands_in(annotations)
    assert len(lines) == len(outcome.findings)
    assert all(OURS.fullmatch(line) for line in lines)
    for output in (annotations, report.as_text(*parts, "zh"), report.as_json(*parts)):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f\x80-\x9f\u2028\u2029\u202a-\u202e]", output)


def test_the_processes_output_holds_no_command_either(folder: RegistryFolder) -> None:
    """The same through the command line, standard output and standard error."""
    hostile(folder)
    for form in ("text", "json", "github"):
        done = registry("validate", "--today", DAY, "--format", form, cwd=folder.root)
        assert done.returncode == 1
        assert all(OURS.fullmatch(line) for line in commands_in(done.stdout))
        assert commands_in(done.stderr) == []
    folder.write("::error::x.yaml", "a: b\n")
    done = registry("validate", "--today", DAY, "::error::x.yaml", cwd=folder.root)
    assert (done.returncode, commands_in(done.stdout)) == (1, [])


def test_json_still_says_what_was_there(folder: RegistryFolder) -> None:
    """Names of files come back exactly, commands in them or not."""
    folder.write("filings/providers/beijing/##[error]y.yaml", "a: b\n")
    outcome = validate(folder.root, TODAY)
    (finding,) = json.loads(report.as_json(1, outcome.verdict, outcome.findings))["findings"]
    assert finding["path"] == "filings/providers/beijing/##[error]y.yaml"


def test_what_is_shown_is_one_short_line() -> None:
    """Cut with a mark, control characters and what breaks lines replaced, full-width spaces kept."""
    assert shown("示" * 61) == "示" * 59 + "…"
    assert shown("示" * 60) == "示" * 60
    assert shown("a\nb\u2028c\u202ed\x1be\ud800") == "a�b�c�d�e�"
    assert shown("示　例") == "示　例"
    assert shown("##[x] ###[y]") == "## [x] ### [y]"


def _run(*arguments: str, cwd: Path, code: int) -> tuple[str, str]:
    done = registry(*arguments, cwd=cwd)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return done.stdout, done.stderr


@pytest.fixture
def here(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Run a command within this process, in a folder: exit code, standard output, standard error."""

    def run(*arguments: str, cwd: Path) -> tuple[int, str, str]:
        monkeypatch.chdir(cwd)
        code = main(arguments)
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


Here = Callable[..., tuple[int, str, str]]


def test_exit_codes_of_validate(folder: RegistryFolder) -> None:
    """0 accepted, 1 rejected, 3 a person must decide, 2 wrong usage; the verdict stands in the output."""
    root = folder.root
    out, _ = _run("validate", "--today", DAY, "--lang", "en", cwd=root, code=0)
    assert out == "Accepted: 15 files checked, 0 errors, 0 for a person, 0 notices\n"
    folder.edit(Paths.wu, "11010813668-00001", "BJ-00001")
    out, _ = _run("validate", "--today", DAY, "--format", "json", cwd=root, code=3)
    assert json.loads(out)["verdict"] == "refer"
    folder.edit(Paths.xin, "system_id: main", "system_id: mian")
    out, _ = _run("validate", "--today", DAY, "--format", "json", cwd=root, code=1)
    assert json.loads(out)["verdict"] == "reject"
    out, _ = _run("validate", "--today", DAY, "--format", "json", Paths.wu, cwd=root, code=3)
    assert json.loads(out)["checked"] == 1
    out, _ = _run(
        "validate", "--today", DAY, "--format", "json", "filings/users", "blacklist", cwd=root, code=0
    )
    assert json.loads(out)["checked"] == 4
    out, _ = _run("validate", "--today", DAY, "--format", "json", ".", cwd=root, code=1)
    assert json.loads(out)["checked"] == 15
    for wrong in (("validate", "--today", "2026-02-30"), ("validate", "--format", "xml"), ("nothing",), (),
                  ("validate", "--base", "main", Paths.xin), ("validate", "--lang", "fr")):  # fmt: skip
        _, err = _run(*wrong, cwd=root, code=2)
        assert "registry" in err


def test_a_path_is_taken_from_where_one_stands(folder: RegistryFolder, tmp_path: Path) -> None:
    """Relative to the root, to the folder that one is in, or absolute: one file either way."""
    for cwd, path in ((folder.root, Paths.xin), (folder.root / Paths.xin).parent and ((folder.root / Paths.xin).parent, Path(Paths.xin).name),
                      (tmp_path, str(folder.root / Paths.xin))):  # fmt: skip
        out, _ = _run(
            "validate", "--root", str(folder.root), "--today", DAY, "--format", "json", path, cwd=cwd, code=0
        )
        assert json.loads(out)["checked"] == 1


SPOILT: dict[str, tuple[Callable[[RegistryFolder], object], tuple[str, ...], str]] = {
    "no such root": (lambda _: None, ("--root", "absent"), "absent: no filings/ folder here"),
    "a root that is a file": (lambda f: f.write("x", "y"), ("--root", "x"), "x: no filings/ folder here"),
    "no such file": (lambda _: None, ("filings/absent.yaml",), "filings/absent.yaml: no such file"),
    "a path outside": (lambda _: None, ("../elsewhere.yaml",), "outside of the registry"),
    "an absolute path outside": (lambda _: None, ("/etc/passwd",), "outside of the registry"),
    "a path that climbs out": (lambda _: None, ("filings/providers/../../../x.yaml",), "outside of the registry"),
    "no such commit": (lambda f: f.git_init(), ("--base", "absent"), "Needed a single revision"),
    "an option for a commit": (lambda f: f.git_init(), ("--base=--help",), "registry validate:"),
    "no repository": (lambda _: None, ("--base", "HEAD"), "not a git repository"),
}  # fmt: skip


@pytest.mark.parametrize("what", SPOILT)
def test_wrong_places_are_told_in_one_line(what: str, folder: RegistryFolder, here: Here) -> None:
    """Exit code 2, one line with the place, nothing on standard output."""
    spoil, arguments, sentence = SPOILT[what]
    spoil(folder)
    code, out, err = here("validate", *arguments, cwd=folder.root)
    assert (code, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


UNUSUAL: dict[str, Callable[[Path], object]] = {
    "a folder called x.yaml": lambda target: target.mkdir(),
    "a pipe": os.mkfifo,
    "a link to itself": lambda target: target.symlink_to(target.name),
    "a link to nothing": lambda target: target.symlink_to("absent"),
    "a link to a device": lambda target: target.symlink_to("/dev/zero"),
}


@pytest.mark.parametrize("chosen", [True, False], ids=["by its path", "among all"])
@pytest.mark.parametrize("what", UNUSUAL)
def test_what_is_no_regular_file_is_a_finding(
    what: str, chosen: bool, folder: RegistryFolder, here: Here
) -> None:
    """F01 at once, without waiting for a writer or following a link."""
    target = folder.root / Paths.xin
    target.unlink()
    UNUSUAL[what](target)
    paths = [Paths.xin] if chosen else []
    code, out, err = here("validate", "--today", DAY, "--format", "json", *paths, cwd=folder.root)
    assert [(f["code"], f["path"]) for f in json.loads(out)["findings"]] == [("F01", Paths.xin)]
    assert (code, err) == (1, "")


def test_a_file_that_cannot_be_read_is_a_finding(
    folder: RegistryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F01 for a file that may not be opened; as the user who may read everything, the refusal is played."""
    opened = os.open

    def closed(path: Path, flags: int, *rest: int) -> int:
        if str(path).endswith(Paths.xin):
            raise PermissionError(13, "Permission denied")
        return opened(path, flags, *rest)

    monkeypatch.setattr(os, "open", closed)
    for chosen in ([], [str(folder.root / Paths.xin)]):
        outcome = validate(folder.root, TODAY, chosen)
        assert [(f.code, f.path) for f in outcome.findings] == [("F01", Paths.xin)]


@pytest.mark.skipif(sys.platform == "darwin", reason="its file system keeps no such names")
def test_a_name_that_is_not_text_is_a_finding(folder: RegistryFolder) -> None:
    """R01, shown with a replacement; JSON and annotations stay readable."""
    with open(os.fsencode(folder.root / "filings/providers") + b"/\xff\xfe.yaml", "wb") as file:  # noqa: PTH123 - bytes
        file.write(b"a: b\n")
    for form in ("text", "json", "github"):
        out, _ = _run("validate", "--today", DAY, "--format", form, cwd=folder.root, code=1)
        assert "R01" in out


@pytest.mark.parametrize("command", [("register",), ("verify",), ("index",)])
def test_commands_that_need_a_repository_say_so(
    command: tuple[str, ...], folder: RegistryFolder, here: Here
) -> None:
    """Outside of git, and in a repository without a commit."""
    code, _, err = here(*command, cwd=folder.root)
    assert (code, "not a git repository" in err) == (2, True)
    git("init", "--quiet", cwd=folder.root)
    code, _, err = here(*command, cwd=folder.root)
    assert (code, err.count("\n")) == (2, 1)


def test_schemas_and_fmt_in_the_wrong_place(folder: RegistryFolder, here: Here) -> None:
    """One line, exit code 2; and `schemas --check` finds everything missing where nothing is."""
    for arguments in (
        ("schemas", "--root", "absent"),
        ("fmt", "absent.yaml"),
        ("fmt", "filings"),
        ("fmt", "/etc/hostname"),
    ):
        code, _, err = here(*arguments, cwd=folder.root)
        assert (code, err.count("\n"), arguments[-1] in err) == (2, 1, True)
    code, out, _ = here("schemas", "--check", cwd=folder.root)
    snippets = 1
    assert (code, out.count("differs from the models")) == (1, len(SCHEMAS | HANDED_OVER) + snippets)


def test_rules_are_listed(folder: RegistryFolder, here: Here) -> None:
    """For the terminal and as the page, in both languages."""
    _, out, _ = here("rules", "--lang", "en", cwd=folder.root)
    assert "A09-4  refer  Art. 9" in out
    _, out, _ = here("rules", "--format", "markdown", cwd=folder.root)
    assert "\n# 规则手册\n" in out
