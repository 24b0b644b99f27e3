"""What is taken from a description and what is left around it, character by character, on short texts."""

import pytest

from registry.core.issue_filing import LONGEST, LONGEST_MARK, Field, Pasted, Unclear, is_filing, read
from tests.issue_filings.test_reading import BOT, issue

HEAD, CONSENT = "### 备案文件(YAML)", "### 提交声明"
TICKS = "- [x] a\n- [x] b"
LINE = "schema: provider-filing/v1"
USER = "schema: user-filing/v1"


def taken(body: str, around: str, text: str = f"{LINE}\n", kind: str = "provider") -> None:
    """Exactly this is found."""
    assert read(body) == Pasted(text, kind, None, around)


def unclear(body: str, why: Unclear, around: str) -> None:
    """Exactly this is unclear."""
    assert read(body) == Pasted("", "", why, around)


def test_around_is_what_stands_outside_of_the_file() -> None:
    taken(f"vor\n```yaml\n{LINE}\n```\nzwischen\n{CONSENT}\n{TICKS}\nnach", f"vor\nzwischen\n{TICKS}\nnach")
    taken(f"{HEAD}\n{LINE}\na: 1\n{CONSENT}\n{TICKS}", f"\n{TICKS}", f"{LINE}\na: 1\n")
    taken(f"vor\n{HEAD}\n\n{LINE}\n\n{CONSENT}\n{TICKS}", f"vor\n{TICKS}")
    taken(f"```\nnotes\n```\n{HEAD}\n{USER}\n{CONSENT}\n{TICKS}", f"\n\n{TICKS}", f"{USER}\n", "user")


def test_why_nothing_is_taken_is_told_with_what_stands_around() -> None:
    consent = f"{CONSENT}\n{TICKS}"
    unclear(f"x\n{consent}\n```\n{LINE}", Unclear.open_fence, f"x\n{TICKS}")
    unclear(f"x\n```\n{LINE}\n```\n", Unclear.undeclared, "x\n")
    unclear(f"x\n{CONSENT}\n- [x] a\n- [ ] b\n```\n{LINE}\n```", Unclear.undeclared, "x\n- [x] a\n- [ ] b\n")
    unclear(f"x\n{CONSENT}\n- [x] a\n```\n{LINE}\n```", Unclear.undeclared, "x\n- [x] a\n")
    unclear(f"x\n{CONSENT}\n{TICKS}\n- [ ] c\n```\n{LINE}\n```", Unclear.undeclared, f"x\n{TICKS}\n- [ ] c\n")
    unclear(f"x\n{consent}", Unclear.nothing, f"x\n{TICKS}")
    unclear(f"x\n{HEAD}\n_No response_\n{consent}", Unclear.nothing, f"x\n{TICKS}")
    unclear(f"x\n```\n{LINE}\n```\n```\n{LINE}\na: 1\n```\n{consent}", Unclear.several, f"x\n\n\n{TICKS}")
    unclear(f"x\n{HEAD}\n```\na: 1\n```\n```\nb: 1\n```\n{consent}", Unclear.several, f"x\n{TICKS}")
    unclear(f"{HEAD}\n{LINE}\n{HEAD}\n{LINE}\na: 1\n{consent}", Unclear.several, f"\n{TICKS}")
    unclear(f"```\n{LINE}\n{USER}\n```\n{consent}", Unclear.several, f"\n\n{TICKS}")
    unclear(f"x\n{HEAD}\n```\na: 1\n```\n{consent}", Unclear.no_kind, f"x\n{TICKS}")
    unclear(f"x\n{HEAD}\na: 1\n{consent}", Unclear.nothing, f"x\n{TICKS}")
    taken(f"```\n{LINE}\n{LINE}\n```\n{consent}", f"\n\n{TICKS}", f"{LINE}\n{LINE}\n")


def test_a_fenced_text_below_the_heading_counts_before_one_without_fence() -> None:
    body = f"{HEAD}\n{LINE}\n```\na: 1\n```\n{CONSENT}\n{TICKS}"
    unclear(body, Unclear.no_kind, f"\n{TICKS}")
    unclear(f"{HEAD}\n```\n \n```\n{CONSENT}\n{TICKS}", Unclear.nothing, f"\n{TICKS}")
    taken(f"{HEAD}\n```\n \n```\n{LINE}\n{CONSENT}\n{TICKS}", f"\n{TICKS}")


@pytest.mark.parametrize(
    ("opens", "closes", "is_fence"),
    [
        ("```", "```", True), ("```yaml", "``` ", True), ("   ```", "```", True), ("~~~~", "~~~~~", True), ("~~~ `x`", "~~~", True),
        ("    ```", "    ```", False), ("``", "``", False), ("``` `x`", "```", False), ("x ```", "x ```", False),
    ],
)  # fmt: skip
def test_what_opens_and_closes_a_block(opens: str, closes: str, is_fence: bool) -> None:
    found = read(f"{CONSENT}\n{TICKS}\n\n{opens}\n{LINE}\n{closes}")
    assert (found.text == f"{LINE}\n") is is_fence


@pytest.mark.parametrize("closes", ["~~~", "``", "``` x", "    ```", "`````x"])
def test_what_does_not_close_a_block(closes: str) -> None:
    assert read(f"{CONSENT}\n{TICKS}\n```\n{LINE}\n{closes}").unclear is Unclear.open_fence


def test_lines_lose_as_many_blanks_as_their_fence_has() -> None:
    taken(f"{CONSENT}\n{TICKS}\n  ```\n  {LINE}\n   a: 1\n b: 2\nc: 3\n\n  d: 4\n  ```", f"\n{TICKS}\n", f"{LINE}\n a: 1\nb: 2\nc: 3\n\nd: 4\n")  # fmt: skip


def test_the_last_heading_of_the_form_counts() -> None:
    taken(
        f"{CONSENT}\n- [x] a\n{HEAD}\nX: 1\n{LINE}\nY: X\n{CONSENT}\n- [x] b",
        "\n- [x] a\n- [x] b",
        f"X: 1\n{LINE}\nY: X\n",
    )
    taken(f"{CONSENT}\n{HEAD}\n{LINE}\n{CONSENT}\n{TICKS}\n# mine\n- [x] c", f"\n\n{TICKS}\n# mine\n- [x] c")
    taken(f"{CONSENT}\n{TICKS}\n{HEAD}\n```\n{LINE}\n```\nx", f"\n{TICKS}\n\nx")


@pytest.mark.parametrize(
    ("heading", "known"),
    [
        ("# 备案文件(YAML)", True), ("   ###### Filing (YAML) ##", True), ("### 备案文件(YAML) Filing (YAML)", True), ("####### 备案文件(YAML)", False),
        ("备案文件(YAML)", False), ("    # 备案文件(YAML)", False), ("#备案文件(YAML)", False), ("# 备案", False),
    ],
)  # fmt: skip
def test_what_is_a_heading_of_the_form(heading: str, known: bool) -> None:
    assert is_filing(issue(body=f"x\n{heading}\ny"), BOT) is known


def test_comments_are_not_there() -> None:
    hidden = f"a<!--b-->c<!-- d\n{HEAD}\n-->e<!--f-->"
    taken(f"{hidden}\n```\n{LINE}\n```\n{CONSENT}\n{TICKS}", f"ac\n\ne\n\n{TICKS}")
    assert not is_filing(issue(body=f"<!--\n{HEAD}\n-->"), BOT)
    assert is_filing(issue(body=f"<!-- x -->{HEAD}"), BOT)
    taken(
        f"```\n{LINE}\n# <!-- kept -->\n```\n{CONSENT}\n{TICKS}", f"\n\n{TICKS}", f"{LINE}\n# <!-- kept -->\n"
    )
    assert read(f"<!-- x\n```\n-->\n{HEAD}\n{LINE}\n{CONSENT}\n{TICKS}").text == f"{LINE}\n"


def test_only_so_much_is_looked_at() -> None:
    body = f"\n{CONSENT}\n{TICKS}\n{HEAD}\n{LINE}"
    fill = "x" * (LONGEST - len(body))
    assert read(f"{fill}{body}").text == f"{LINE}\n"
    assert read(f"{fill}x{body}").unclear is Unclear.nothing, "the line is cut"


def test_a_very_long_line_is_neither_heading_nor_fence() -> None:
    for length, is_fence in ((LONGEST_MARK - 1, True), (LONGEST_MARK, False)):
        opens = "```" + "y" * (length - 3)
        found = read(f"{CONSENT}\n{TICKS}\n\n{opens}\n{LINE}\n```")
        assert (found.text == f"{LINE}\n") is is_fence
        heading = f"{HEAD}" + " " * (length - len(HEAD))
        assert is_filing(issue(body=heading), BOT) is is_fence


def test_what_is_a_kind() -> None:
    for line, kind in (
        ('schema: "user-filing/v12"', "user"), ("schema : 'provider-filing/v1' # x", "provider"), (" schema: user-filing/v1", ""),
        ("schema: user-filing/v1234", ""), ("schema: user-filing/v1 x", ""), ("xschema: user-filing/v1", ""),
    ):  # fmt: skip
        assert read(f"{HEAD}\n```\n{line}\n```\n{CONSENT}\n{TICKS}").kind == kind, line


def test_the_forms_fields_are_two() -> None:
    assert [one.value for one in Field] == ["filing", "consent"]
