"""`registry fmt` puts right what can be put right without knowing what was meant, and nothing else."""

from pathlib import Path

import pytest

from registry.adapters import records, yaml_reader
from registry.commands.fmt import formatted, modeline
from tests.builders import (
    Paths,
    RegistryFolder,
    case_text,
    provider_text,
    user_text,
)
from tests.commands import registry

VALID = {
    Paths.xin: provider_text(),
    Paths.school: user_text(),
    Paths.case: case_text(),
}

# What fmt does to a provider's filing: name, the changed file, the formatted one (None: the valid text as it was).
MENDED: dict[str, tuple[bytes, bytes | None]] = {
    "a byte order mark": (b"\xef\xbb\xbf" + provider_text().encode(), None),
    "line ends of Windows": (provider_text().replace("\n", "\r\n").encode(), None),
    "both": (b"\xef\xbb\xbf" + provider_text().replace("\n", "\r\n").encode(), None),
    "spaces at the ends of lines": (provider_text().replace("filer: provider\n", "filer: provider  \n").encode(), None),
    "no line feed at the end": (provider_text().rstrip("\n").encode(), None),
    "empty lines at the end": (provider_text().encode() + b"\n\n\n", None),
    "a version without quotes": (provider_text().replace('"1.10"', "1.10").encode(), None),
    "a date without quotes": (provider_text().replace('"2026-02-28"', "2026-02-28").encode(), None),
    "several values in one file": (
        provider_text().replace('"1.10"', "1.10").replace('"2026-02-28"', "2026-02-28").replace('"2026-01-05"', "2026-01-05").encode(),
        None,
    ),
    "two values on one line": (
        provider_text().replace("- chinese\n      - mathematics", "- chinese\n      - mathematics # 1.10").encode(),
        provider_text().replace("- chinese\n      - mathematics", "- chinese\n      - mathematics # 1.10").encode(),
    ),
    "decomposed letters": (
        provider_text(name="Cafe\u0301示例").encode(),
        provider_text(name="Café示例").encode(),
    ),
    "no modeline": (provider_text().partition("\n")[2].encode(), None),
    "a comment behind a value": (
        provider_text().replace('version: "1.10"', "version: 1.10  # 注").encode(),
        provider_text().replace('version: "1.10"', 'version: "1.10"  # 注').encode(),
    ),
    "values in a flow": (
        provider_text().replace("    stages:\n      - junior_secondary\n", "    stages: [1.10, no, 2026-01-01]\n").encode(),
        provider_text().replace("    stages:\n      - junior_secondary\n", '    stages: ["1.10", "no", "2026-01-01"]\n').encode(),
    ),
}  # fmt: skip

UNTOUCHED: dict[str, bytes] = {
    "a valid file": provider_text().encode(),
    "GBK": "unit: 甲乙\n".encode("gbk"),
    "UTF-16": "\ufeffunit: 示例\n".encode("utf-16-le"),
    "empty lines and comments within": provider_text().replace("unit:\n", "\n# 单位\n\nunit:  # 注\n").encode(),
    "quotes of either kind": provider_text().replace('"1.10"', "'1.10'").encode(),
    "a lone carriage return": provider_text().replace("filer: provider", "filer: provider\r#").encode(),
    "a tab": provider_text().replace("filer: provider", "filer:\tprovider").encode(),
    "a file that is no YAML": (provider_text() + "]\n").encode(),
    "a value that goes on": provider_text().replace("用于课堂练习与作业反馈。", "用于\n      1.10 练习").encode(),
}  # fmt: skip


@pytest.mark.parametrize("what", MENDED)
def test_what_can_be_put_right_is(what: str) -> None:
    """And a second run changes nothing more."""
    content, wanted = MENDED[what]
    result = formatted(Paths.xin, content)
    assert result == (provider_text().encode() if wanted is None else wanted)
    assert formatted(Paths.xin, result) == result


@pytest.mark.parametrize(
    "what", [what for what, (_, wanted) in MENDED.items() if wanted is None or "Café" in wanted.decode()]
)
def test_what_was_put_right_is_accepted(what: str) -> None:
    """What the reader refused before, but for line ends and what is not an error."""
    content, _ = MENDED[what]
    assert records.parse("provider", formatted(Paths.xin, content)).record is not None


@pytest.mark.parametrize("what", UNTOUCHED)
def test_what_cannot_be_put_right_stays(what: str) -> None:
    """Bytes for bytes: comments, quotes, empty lines, and what only a person can mend."""
    assert formatted(Paths.xin, UNTOUCHED[what]) == UNTOUCHED[what]


def test_what_is_no_filing_gets_no_modeline() -> None:
    """Neither a README beside the filings nor a file elsewhere."""
    for path in ("filings/providers/README.md", "authorities/SOURCES.md", "notes.yaml", "filings/notes.yaml"):
        assert formatted(path, b"a: b \r\n") == b"a: b\n"


@pytest.mark.parametrize("path", VALID)
def test_every_kind_of_file_is_formatted(path: str) -> None:
    """With its own modeline, which leads from its folder to a schema that exists."""
    text = VALID[path]
    bare = text.partition("\n")[2]
    assert formatted(path, bare.encode()).decode() == text
    kind = {"p": "provider", "u": "user"}.get(path.removeprefix("filings/")[0], "case")
    line = modeline(path, kind)
    assert text.startswith(f"{line}\n")
    schema = line.partition("$schema=")[2]
    repository = Path(__file__).parents[1]
    assert ((repository / path).parent / schema).resolve().parent == repository / "schemas"
    assert ((repository / path).parent / schema).resolve().is_file()


def test_more_values_than_the_reader_tells_at_once_are_quoted() -> None:
    """A file with a hundred dates is formatted in one run."""
    dates = "".join(f"day{index}: 2026-01-01\n" for index in range(100))
    wanted = dates.replace("2026-01-01", '"2026-01-01"')
    assert formatted("notes.yaml", dates.encode()).decode() == wanted


def test_formatting_never_changes_what_a_file_says() -> None:
    """Every valid file, with and without what fmt takes away, says the same afterwards."""
    for path, text in VALID.items():
        for variant in (text, text.replace("\n", "\r\n"), "\ufeff" + text, text.replace("\n", "  \n")):
            result = formatted(path, variant.encode())
            assert yaml_reader.read(result).data == yaml_reader.read(text.encode()).data


def test_the_command_writes_or_only_checks(folder: RegistryFolder) -> None:
    """--check names what would change and fails; without it the file is written; then there is nothing to do."""
    before = folder.read(Paths.xin)
    folder.write(Paths.xin, before.replace('"1.10"', "1.10"))
    done = registry("fmt", "--check", Paths.xin, Paths.bing, cwd=folder.root)
    assert (done.returncode, done.stdout) == (1, f"{Paths.xin}\n")
    assert folder.read(Paths.xin) != before
    done = registry("fmt", Paths.xin, Paths.bing, cwd=folder.root)
    assert (done.returncode, done.stdout) == (0, f"{Paths.xin}\n")
    assert folder.read(Paths.xin) == before
    done = registry("fmt", "--check", Paths.xin, Paths.bing, cwd=folder.root)
    assert (done.returncode, done.stdout) == (0, "")


def test_links_pipes_and_huge_files_are_left_alone(folder: RegistryFolder) -> None:
    """Nothing is written through a link, a pipe is not waited for, and a file that no reader takes is not rewritten."""
    import os

    folder.write("elsewhere.yaml", "a: 1.10\n")
    link = folder.root / "filings/link.yaml"
    link.symlink_to("../elsewhere.yaml")
    done = registry("fmt", "filings/link.yaml", cwd=folder.root)
    assert (done.returncode, folder.read("elsewhere.yaml")) == (2, "a: 1.10\n")
    os.mkfifo(folder.root / "pipe.yaml")
    assert registry("fmt", "pipe.yaml", cwd=folder.root).returncode == 2
    huge = "a: 1.10\n" + "#" * yaml_reader.LARGEST_FILE
    folder.write("huge.yaml", huge)
    done = registry("fmt", "huge.yaml", cwd=folder.root)
    assert (done.returncode, folder.read("huge.yaml")) == (0, huge)
