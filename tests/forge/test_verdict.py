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
