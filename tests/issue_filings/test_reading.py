"""What anybody may have typed into an issue, and the one text that is taken from it."""

import pytest

from registry.adapters.forge_in_memory.world import START
from registry.core.forge import Account, Issue, PullRequest, State
from registry.core.issue_filing import Field, Pasted, Unclear, branch, is_filing, issue_of, read
from tests.issue_filings.scene import EN, FILING, SCHOOL, ZH, form

BOT = 7
CONSENT = f"### {ZH[1]}\n\n- [x] {ZH[2]}\n- [x] {ZH[3]}"
OTHER = FILING.replace("示例流程课", "示例另一课")


def issue(title: str = "x", body: str = "", labels: tuple[str, ...] = (), author: int = 1) -> Issue:
    """An open one."""
    return Issue(1, title, body, Account(author, "a"), State.open, None, labels, START, START, None)


@pytest.mark.parametrize("words", [ZH, EN])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("text", "kind"), [(FILING, "provider"), (SCHOOL, "user")])
def test_the_form_as_it_is(words: tuple[str, str, str, str], end: str, text: str, kind: str) -> None:
    found = read(form(text, words, end=end))
    assert (found.text, found.kind, found.unclear) == (text, kind, None)
    assert "schema" not in found.around


TAKEN = {
    "other heading": f"## 我的备案\n\n```\n{FILING}```\n\n{CONSENT}",
    "no heading above": f"```yaml\n{FILING}```\n{CONSENT}",
    "tildes": f"### {ZH[0]}\n~~~ yaml\n{FILING}~~~\n{CONSENT}",
    "longer fence": f"### {ZH[0]}\n`````\n{FILING}`````\n{CONSENT}",
    "indented fence": f"### {ZH[0]}\n  ```\n" + "".join(f"  {line}\n" for line in FILING.splitlines()) + f"  ```\n{CONSENT}",
    "no fence": f"### {ZH[0]}\n\n{FILING}\n{CONSENT}",
    "twice the same": f"### {ZH[0]}\n```\n{FILING}```\n```yaml\n{FILING}\n\n```\n{CONSENT}",
    "another block beside": f"```console\n$ registry validate x\n```\n```\n{FILING}```\n{CONSENT}",
    "consent first": f"{CONSENT}\n\n### {ZH[0]}\n\n```yaml\n{FILING}```\n",
    "another one in a comment": f"<!--\n```\n{OTHER}```\n-->\n```\n{FILING}```\n{CONSENT}",
    "a comment begins in the middle of a line": f"x <!-- y\n```\n{OTHER}```\n--> z\n```\n{FILING}```\n{CONSENT}",
    "spelling of the heading": f"###   **备案文件 (yaml)** ###\n\n{FILING}\n{CONSENT}",
}  # fmt: skip


@pytest.mark.parametrize("what", TAKEN)
def test_what_is_still_understood(what: str) -> None:
    assert read(TAKEN[what]) == Pasted(FILING, "provider", None, read(TAKEN[what]).around)


UNCLEAR = {
    "nothing": (f"### {ZH[0]}\n\n_No response_\n\n{CONSENT}", Unclear.nothing),
    "an empty block": (f"### {ZH[0]}\n```\n```\n{CONSENT}", Unclear.nothing),
    "two filings": (f"```\n{FILING}```\n```\n{OTHER}```\n{CONSENT}", Unclear.several),
    "two kinds in one block": (f"```\n{FILING}{SCHOOL}```\n{CONSENT}", Unclear.several),
    "two blocks that say nothing": (f"### {ZH[0]}\n```\na: b\n```\n```\nc: d\n```\n{CONSENT}", Unclear.several),
    "the fence does not end": (f"{CONSENT}\n### {ZH[0]}\n```\n{FILING}", Unclear.open_fence),
    "a fence within": (form(FILING.replace("systems:", "```\nsystems:")), Unclear.open_fence),
    "no kind": (form(FILING.partition("\n")[2].partition("\n")[2]), Unclear.no_kind),
    "a kind that is none": (form(FILING.replace("provider-filing", "enforcement-case")), Unclear.no_kind),
    "one box unticked": (form(FILING, ticks="X "), Unclear.undeclared),
    "no boxes": (f"### {ZH[0]}\n```\n{FILING}```\n", Unclear.undeclared),
    "ticked within the block": (f"### {ZH[1]}\n```\n- [x] a\n- [x] b\n```\n```\n{FILING}```", Unclear.undeclared),
    "hidden in a comment": (f"<!--\n```\n{FILING}```\n-->\n{CONSENT}", Unclear.nothing),
    "empty": ("", Unclear.undeclared),
}  # fmt: skip


@pytest.mark.parametrize("what", UNCLEAR)
def test_what_is_asked_about(what: str) -> None:
    body, unclear = UNCLEAR[what]
    found = read(body)
    assert (found.unclear, found.text) == (unclear, "")


@pytest.mark.parametrize(
    "body",
    [
        "```" * 100_000, "`" * 300_000, "<!--" * 60_000, "#" * 200_000, "### " + "a" * 300_000, " " * 300_000 + "```",
        "- [x] " * 50_000, "\x00\u202e\ud800" * 1000, form(FILING) + "\n" * 300_000, "<!-- -->" * 40_000,
        "schema: provider-filing/v1 " * 20_000, "\n".join(["schema" + " " * 200] * 1500),
    ],
    ids=range(12),
)  # fmt: skip
def test_whatever_comes_it_ends(body: str) -> None:
    read(body)
    is_filing(issue(body=body), BOT)


def test_yaml_keeps_its_comments_and_what_looks_like_markdown() -> None:
    text = FILING.replace(
        "systems:\n", "# 说明：见 @somebody，#1，<b>\n### 备案文件(YAML)\nsystems:\n<!-- no -->\n"
    )
    assert read(form(text)).text == text


def test_blank_lines_around_go_and_those_within_stay() -> None:
    text = FILING.replace("systems:\n", "\n\nsystems:\n")
    assert read(f"```\n\n\n{text}\n\n```\n{CONSENT}").text == text


def test_which_issues_submit_a_filing() -> None:
    assert is_filing(issue(labels=("Filing",)), BOT)
    assert is_filing(issue(title="【备案】示例"), BOT)
    assert is_filing(issue(title=" [Filing] x"), BOT)
    assert is_filing(issue(body=f"### {Field.filing.label.en}\n"), BOT)
    assert not is_filing(issue(title="[备案] x", labels=("complaint",)), BOT)
    assert not is_filing(issue(title="[备案] x", author=BOT), BOT)
    assert not is_filing(issue(title="问题", body=f"```\n{FILING}```"), BOT)


def pull(**changes: object) -> PullRequest:
    """One that the bot made of issue 12, but for what is changed."""
    values: dict[str, object] = {
        "number": 3, "title": "", "body": "", "author": Account(BOT, "registry[bot]", is_bot=True), "head_sha": "a", "head_ref": branch(12),
        "head_repo_id": 1, "base_ref": "main", "base_sha": "b", "is_fork": False, "draft": False, "state": State.open, "labels": (),
        "created_at": START, "updated_at": START, "closed_at": None, "merged_at": None,
    }  # fmt: skip
    return PullRequest(**{**values, **changes})  # type: ignore[arg-type]


def test_only_the_bots_own_branch_belongs_to_an_issue() -> None:
    assert issue_of(pull(), BOT) == 12
    for changes in (
        {"is_fork": True}, {"author": Account(1, "a")}, {"author": None}, {"head_ref": "filing/issue-012"}, {"head_ref": "filing/issue-"},
        {"head_ref": "issue-12"}, {"head_ref": "filing/issue-12/x"}, {"head_ref": "filing/issue-١٢"},
    ):  # fmt: skip
        assert issue_of(pull(**changes), BOT) is None, changes
