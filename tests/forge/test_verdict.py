"""The verdict's file: bounded, ASCII, and nothing else is taken for one."""

import json
from typing import Any

import pytest

from registry.core.problem import Problem
from registry.core.verdict import (
    LARGEST,
    MOST_FINDINGS,
    ForgeVerdict,
    Found,
    Line,
    as_json,
    fitted,
    line,
    parse,
    word,
)

SHA = "a" * 40


def values(**more: Any) -> dict[str, Any]:
    return {
        "schema": "forge-verdict/v1", "pull_request": 7, "head": SHA, "base": SHA, "kind": "provider",
        "changes_existing": False, "authorities": ["beijing"], "result": "reject", "checked": 1, "errors": 1, "warnings": 0,
        "notices": 0, "changes": [], "commits": [{"sha": SHA, "content": "b" * 64}],
        "findings": [{"code": "A09-1", "path": "x.yaml", "line": 1, "column": 2, "field": "apps[0]", "values": {"name": "示例"}}],
        **more,
    }  # fmt: skip


def made(**more: Any) -> ForgeVerdict:
    return parse(json.dumps(values(**more)).encode())


def test_it_comes_back_as_it_was() -> None:
    verdict = made()
    assert parse(as_json(verdict).encode()) == verdict
    assert as_json(verdict).isascii()


def test_no_command_of_a_log_stands_in_it() -> None:
    finding = values()["findings"][0] | {"values": {"name": "##[add-mask]x"}}
    assert "##[" not in as_json(made(findings=[finding]))


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "forge-verdict/v2"}, {"pull_request": 0}, {"pull_request": "7"}, {"head": "main"}, {"head": SHA + "\n"},
        {"kind": "maintainer"}, {"result": "merge"}, {"authorities": ["../x"]}, {"authorities": ["beijing"] * 21},
        {"findings": [values()["findings"][0]] * (MOST_FINDINGS + 1)}, {"findings": [{"code": "<b>"}]},
        {"changes": [{"depth": 0, "zh": "x" * 401, "en": ""}]}, {"merge": True}, {"errors": -1},
    ],
)  # fmt: skip
def test_anything_else_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Problem):
        made(**change)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b"\xff", b"null", b'{"schema":"forge-verdict/v1"}', b"[" * 50_000]
)
def test_what_is_no_verdict_is_refused(content: bytes) -> None:
    with pytest.raises(Problem):
        parse(content)


def test_a_file_that_is_too_large_is_not_even_read() -> None:
    with pytest.raises(Problem, match="more than"):
        parse(b" " * (LARGEST + 1))


def test_a_large_one_is_cut_and_tells_how_much() -> None:
    found = Found(
        code="A09-1",
        path="x" * 400,
        line=1,
        column=1,
        field="字" * 200,
        values={"a": "字" * 200, "b": "字" * 200},
    )
    large = made().model_copy(
        update={
            "findings": (found,) * 60,
            "changes": tuple(line(1, "字" * 500, "x" * 500) for _ in range(200)),
        }
    )
    assert len(as_json(large)) > 200_000
    small = fitted(large)
    assert len(as_json(small)) <= LARGEST
    assert len(small.findings) + small.findings_cut == 60
    assert len(small.changes) + small.changes_cut == 200
    assert 0 < len(small.findings) < 60
    assert parse(as_json(small).encode()) == small
    assert fitted(small) == small


def test_words_are_short_and_on_one_line() -> None:
    assert len(word("x" * 5_000)) == 200
    assert "\n" not in word("a\nb")


def test_the_file_is_one_line_of_ascii_without_what_is_not_there() -> None:
    """Keys as the model calls them, in its order, no spaces, no null, a line feed at the end."""
    finding = values()["findings"][0] | {"values": {"name": "##[示"}}
    text = (
        '{"schema":"forge-verdict/v1","pull_request":7,"head":"HEAD","base":"HEAD","kind":"provider","changes_existing":false,'
        '"authorities":["beijing"],"result":"reject","checked":1,"errors":1,"warnings":0,"notices":0,"findings":[{"code":"A09-1",'
        '"path":"x.yaml","line":1,"column":2,"field":"apps[0]","values":{"name":"#\\u0023[\\u793a"}}],"findings_cut":0,"changes":[],'
        '"changes_cut":0,"commits":[{"sha":"HEAD","content":"CONTENT"}]}\n'
    )
    assert as_json(made(findings=[finding])) == text.replace("HEAD", SHA).replace("CONTENT", "b" * 64)


def test_lines_on_changes_first_are_left_out_by_half_then_findings_by_a_quarter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """From the end, no more than it takes, counted on top of what was left out before; what just fits stays whole."""
    whole = made(
        findings=[values()["findings"][0]] * 8,
        findings_cut=3,
        changes=[{"depth": 0, "zh": str(index), "en": ""} for index in range(8)],
        changes_cut=2,
    )
    monkeypatch.setattr("registry.core.verdict.LARGEST", len(as_json(whole)))
    assert fitted(whole) == whole
    monkeypatch.setattr("registry.core.verdict.LARGEST", len(as_json(whole)) - 1)
    half = fitted(whole)
    assert ([one.zh for one in half.changes], half.changes_cut) == (["0", "1", "2", "3"], 6)
    assert (half.findings, half.findings_cut) == (whole.findings, 3)
    bare = whole.model_copy(update={"changes": (), "changes_cut": 10})
    monkeypatch.setattr("registry.core.verdict.LARGEST", len(as_json(bare)) - 1)
    fewer = fitted(whole)
    assert (fewer.changes, fewer.changes_cut) == ((), 10)
    assert (len(fewer.findings), fewer.findings_cut) == (6, 5)
    monkeypatch.setattr("registry.core.verdict.LARGEST", 1)
    nothing = fitted(whole)
    assert (nothing.changes, nothing.changes_cut, nothing.findings, nothing.findings_cut) == ((), 10, (), 11)


def test_a_line_is_as_short_and_as_deep_as_a_verdict_holds() -> None:
    """Cut, made safe, and never deeper than twenty."""
    assert line(3, "示\n例", "a\nb") == Line(depth=3, zh="示\ufffd例", en="a\ufffdb")
    assert line(20, "字" * 400, "x" * 400) == Line(depth=20, zh="字" * 400, en="x" * 400)
    cut = line(21, "字" * 401, "x" * 401)
    assert cut == Line(depth=20, zh="字" * 399 + "…", en="x" * 399 + "…")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"pull_request": 0},
            "no verdict of this registry: pull_request: Input should be greater than or equal to 1",
        ),
        ({"merge": True}, "no verdict of this registry: merge: Extra inputs are not permitted"),
        (
            {"commits": [{"sha": SHA, "content": "b" * 64}, {"sha": SHA, "content": 1}]},
            "no verdict of this registry: commits.1.content: Input should be a valid string",
        ),
        ({"x" * 90: 1}, f"no verdict of this registry: {'x' * 79}…: Extra inputs are not permitted"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(change: dict[str, Any], said: str) -> None:
    """Never with the value: a stranger may have written it."""
    with pytest.raises(Problem) as told:
        made(**change)
    assert str(told.value) == said


def test_a_long_reason_is_cut() -> None:
    with pytest.raises(Problem) as told:
        made(kind="maintainer", head="main")
    assert len(str(told.value)) < 250
    with pytest.raises(Problem) as told:
        made(kind="maintainer")
    assert str(told.value).startswith(
        "no verdict of this registry: kind: Input should be 'provider', 'user', 'batch'"
    )


def test_the_largest_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """One byte more is not."""
    content = json.dumps(values()).encode()
    monkeypatch.setattr("registry.core.verdict.LARGEST", len(content))
    assert parse(content) == made()
    monkeypatch.setattr("registry.core.verdict.LARGEST", len(content) - 1)
    with pytest.raises(Problem) as told:
        parse(content)
    assert str(told.value) == f"the verdict has {len(content)} bytes, more than {len(content) - 1}"
