"""`registry fmt` on whatever people write: a second run changes nothing, and no comment is lost or moved."""

import subprocess
import sys

from hypothesis import example, given, settings
from hypothesis import strategies as st

from registry.adapters import yaml_reader
from registry.commands.fmt import formatted
from tests.builders import Paths, provider_text
from tests.commands import ENVIRONMENT

_ODD = [
    "no", "1.10", "'it''s'", '"a\\"b"', "a # b", "# c", "a: b", "１２", "😀", "示例", "~", "2026-01-05", "- x", "|\n  a", "[1.10, no]",
    "{a: no}", "é", "e\u0301", "\ufeff", "\u200b", "0x1f", "1_000", "  ", "\t", "*a", "&a", "!x", "%Y", "'no'", "? a", ": b", "12:30",
]  # fmt: skip
_PART = st.tuples(
    st.sampled_from(["a: ", "- ", "  - b: ", "# ", "k: [", "  "]),
    st.sampled_from(_ODD) | st.text(st.characters(codec="utf-8"), max_size=8),
    st.sampled_from(["\n", "\r\n", " # c\n", "]\n", ""]),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(_PART, max_size=8))
@example([("a: ", "\r", "\r\n")])
def test_a_second_run_changes_nothing(parts: list[tuple[str, str, str]]) -> None:
    content = "".join(map("".join, parts)).encode()
    once = formatted(Paths.xin, content)
    assert formatted(Paths.xin, once) == once


@settings(max_examples=400, deadline=None)
@given(st.lists(_PART, max_size=8))
def test_comments_stay_in_their_order(parts: list[tuple[str, str, str]]) -> None:
    content = "".join(map("".join, parts)).encode()
    if yaml_reader.decode(content)[1] or yaml_reader.read(content).refusals:
        return
    before = [comment.text.rstrip(" ") for comment in yaml_reader.comments(content)]
    after = [comment.text for comment in yaml_reader.comments(formatted(Paths.xin, content))]
    assert after[-len(before) :] == before if before else len(after) == 1


def test_stdin_for_editors() -> None:
    text = provider_text()
    for content, code, arguments in (
        (text.replace('"1.10"', "1.10"), 0, ()),
        (text.partition("\n")[2], 0, ()),
        (text, 0, ("--check",)),
        (text.replace('"1.10"', "1.10"), 1, ("--check",)),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "registry", "fmt", "-", "--stdin-path", Paths.xin, *arguments],
            env=ENVIRONMENT, input=content.encode(), capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == code
        assert done.stdout == (b"" if arguments else text.encode())
