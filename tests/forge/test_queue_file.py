"""The file of open submissions, byte for byte, and what is said of one that is none."""

import json
from typing import Any

import pytest

from registry.core import queue
from registry.core.problem import Problem
from registry.core.queue import Queue, as_json, parse

SUBMISSION: dict[str, Any] = {
    "pull_request": 1, "kind": "provider", "changes_existing": False, "authority": "beijing", "filings": 1, "unit": "示例科技有限公司",
    "items": ["kousuan"], "apps": ["启明口算"], "stage": "waiting", "turn": "authority", "opened_on": "2026-11-24", "due": "2026-12-08",
    "provisional": False,
}  # fmt: skip
CLOSED: dict[str, Any] = {
    "pull_request": 2, "kind": "provider", "authority": "beijing", "closed_on": "2026-11-30", "how": "abandoned",
}  # fmt: skip
WHOLE: dict[str, Any] = {
    "schema": "queue/v1", "as_of": "2026-12-01T12:00:00+08:00", "closed_since": "2026-11-01", "left_out": 0, "submissions": [SUBMISSION],
    "closed": [CLOSED],
}  # fmt: skip


def as_file(values: dict[str, Any]) -> bytes:
    """As it is written: one blank a level, ASCII, a line feed at its end."""
    return (json.dumps(values, indent=1) + "\n").encode()


def refused(values: dict[str, Any]) -> str:
    """What is said of a file."""
    with pytest.raises(Problem) as told:
        parse(as_file(values))
    return str(told.value)


def test_a_file_is_written_as_it_was_read() -> None:
    found = parse(as_file(WHOLE))
    assert isinstance(found, Queue)
    assert as_json(found) == as_file(WHOLE).decode()
    assert "\\u793a" in as_json(found), "nothing in it acts in a log or a terminal"
    assert '"uscc"' not in as_json(found), "what is not known is not there"


def test_the_first_thing_that_is_wrong_is_told_with_its_place() -> None:
    assert refused(
        {**WHOLE, "submissions": [SUBMISSION, {**SUBMISSION, "stage": "x", "turn": "y"}]}
    ).startswith("no queue of this registry: submissions.1.stage: Input should be ")
    assert refused({"schema": "queue/v1"}) == "no queue of this registry: as_of: Field required"
    assert refused({**WHOLE, "left_out": -1}) == "no queue of this registry: left_out: Input should be greater than or equal to 0"  # fmt: skip


def test_what_a_stranger_wrote_is_told_in_short_and_on_one_line() -> None:
    key = "k\n##[" + "x" * 200
    place, words = refused({**WHOLE, key: 1}).removeprefix("no queue of this registry: ").split(": ")
    assert (place, words) == ("k\ufffd## [" + "x" * 73 + "…", "Extra inputs are not permitted")
    assert len(place) == 80
    words = refused({**WHOLE, "submissions": [{**SUBMISSION, "unit": "<<<"}, SUBMISSION]}).split(": ", 2)[2]
    assert (len(words), words[-1]) == (120, "…")


def test_a_request_stands_there_once_whether_it_is_open_or_closed() -> None:
    twice = "no queue of this registry: a request stands there twice"
    assert refused({**WHOLE, "submissions": [SUBMISSION, SUBMISSION]}) == twice
    assert refused({**WHOLE, "closed": [CLOSED, CLOSED]}) == twice
    assert refused({**WHOLE, "closed": [{**CLOSED, "pull_request": 1}]}) == twice


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    content = as_file(WHOLE)
    monkeypatch.setattr(queue, "LARGEST", len(content))
    assert parse(content) == parse(content)
    monkeypatch.setattr(queue, "LARGEST", len(content) - 1)
    with pytest.raises(Problem) as told:
        parse(content)
    assert str(told.value) == f"the queue has {len(content)} bytes, more than {len(content) - 1}"
