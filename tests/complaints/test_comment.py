"""The bot's comment in every state, kept golden. REGISTRY_BLESS=1 writes the files."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from registry.core.complaint import ComplaintState
from tests.complaints.conftest import Desk
from tests.complaints.scene import form

GOLDEN = Path(__file__).parent / "golden"


def received(desk: Desk) -> int:
    return desk.complain()


def private(desk: Desk) -> int:
    issue = desk.complain(form(情况说明="电话13812345678"))
    desk.say(issue, "再打13812345678", desk.parent)
    return issue


def incomplete(desk: Desk) -> int:
    return desk.complain(form(备案号或应用名称="1100009", 证据="无", 声明="- [ ] a"))


def out_of_scope(desk: Desk) -> int:
    return desk.complain(form(投诉事项="校外培训(“双减”)"))


def duplicate(desk: Desk) -> int:
    desk.complain()
    return desk.complain()


def withdrawn(desk: Desk) -> int:
    issue = desk.complain()
    desk.world.set_state(issue, "closed", desk.parent)
    return issue


def declined(desk: Desk) -> int:
    issue = desk.complain()
    desk.say(issue, "不予受理 截图不清")
    return issue


def accepted(desk: Desk) -> int:
    issue = desk.complain()
    desk.say(issue, "受理")
    return issue


def late(desk: Desk) -> int:
    issue = accepted(desk)
    desk.world.advance(days=30)
    return issue


def provisional(desk: Desk) -> int:
    desk.world.advance(days=25)
    return accepted(desk)


def with_provider(desk: Desk) -> int:
    issue = desk.complain()
    desk.say(issue, "责令整改 2026-12-10")
    return issue


def upheld(desk: Desk) -> int:
    issue = desk.complain(form(投诉事项="未完成ICP备案"))
    desk.say(issue, "属实")
    return issue


def unfounded(desk: Desk) -> int:
    issue = desk.complain()
    desk.say(issue, "不属实")
    return issue


CASES = (
    received, private, incomplete, out_of_scope, duplicate, withdrawn, declined, accepted, late, provisional, with_provider, upheld,
    unfounded,
)  # fmt: skip


def test_every_state_is_shown() -> None:
    assert {case.__name__ for case in CASES} >= {state.value for state in ComplaintState}


@pytest.mark.parametrize("case", CASES, ids=[case.__name__ for case in CASES])
def test_comment(desk: Desk, case: Callable[[Desk], int]) -> None:
    issue = case(desk)
    desk.run()
    golden = GOLDEN / f"{case.__name__}.md"
    if os.environ.get("REGISTRY_BLESS") == "1":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(desk.told(issue), "utf-8", newline="\n")
    assert desk.told(issue) == golden.read_text("utf-8")
    assert desk.told(issue).count("@") == (desk.state(issue) in ("received", "accepted", "with_provider"))
