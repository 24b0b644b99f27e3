"""What an enforcement case says: categories with what goes with them, the list and its end, the order of breaches."""

from datetime import date

import pytest

from registry.core import breaches
from registry.core.case import EnforcementCase
from registry.core.codes import Breach, BreachAction, BreachSeverity, BreachSide, CaseState
from registry.core.lookup import MemoryLookup
from registry.core.replay import Replay
from registry.core.snapshot import Filed
from registry.rules.judge import judge
from tests.builders import DING, TODAY, case

PATH = f"blacklist/sichuan/{DING}--2026-04-01.yaml"


def made(**changes: object) -> EnforcementCase:
    """The usual case with some keys changed."""
    return EnforcementCase.model_validate({**case(), **changes})


def test_every_category_has_side_action_and_severity() -> None:
    """By the sources: only Point 3 revokes at once, and two categories are an institution's alone."""
    assert set(breaches.NATURES) == set(Breach)
    at_once = {c for c, nature in breaches.NATURES.items() if nature.action is BreachAction.revocation}
    assert at_once == {Breach.no_icp, Breach.no_mlps}
    users = {c for c, nature in breaches.NATURES.items() if nature.side is BreachSide.user}
    assert users == {Breach.unfiled_use, Breach.no_collective_decision}
    assert {nature.severity for nature in breaches.NATURES.values()} == set(BreachSeverity)


def test_what_is_true_of_every_breach_of_a_case() -> None:
    """One that is otherwise among them, and it is not true of all."""
    assert breaches.all_on_users_side([Breach.unfiled_use, Breach.no_collective_decision])
    assert not breaches.all_on_users_side([Breach.unfiled_use, Breach.games])
    assert not breaches.all_on_users_side([Breach.games])
    assert breaches.all_revoked_at_once([Breach.no_icp, Breach.no_mlps])
    assert not breaches.all_revoked_at_once([Breach.no_icp, Breach.games])
    assert not breaches.all_revoked_at_once([Breach.games])


def test_the_state_before_measures_is_that_of_the_last_demand() -> None:
    """No demand, a demand without outcome, and each outcome; a measure without a list is a criticism."""
    demand = {"demanded": "2026-04-05", "due": "2026-05-05", "document_no": "示教函〔2026〕8号"}
    settled = {"date": "2026-05-10"}
    for rectifications, state in (
        ([], CaseState.alleged),
        ([demand], CaseState.demanded),
        ([{**demand, "outcome": {**settled, "result": "rectified"}}], CaseState.rectified),
        ([{**demand, "outcome": {**settled, "result": "not_rectified"}}], CaseState.not_rectified),
        ([{**demand, "outcome": {**settled, "result": "rectified"}}, demand], CaseState.demanded),
    ):
        values = {**case(), "rectifications": rectifications}
        del values["measures"]
        assert EnforcementCase.model_validate(values).states_on(TODAY) == (state,)
    plain = {key: value for key, value in case()["measures"].items() if key not in ("list", "level", "bar")}
    assert made(measures=plain).states_on(TODAY) == (CaseState.criticised,)


def test_breaches_are_shown_gravest_first() -> None:
    """And in the order of the file where they are equally grave."""
    found = [
        {"category": category, "description": "示例"} for category in ("number_not_displayed", "games", "pi_shared", "charging")
    ]  # fmt: skip
    shown = [breach.category.value for breach in made(breaches=found).breaches_by_gravity]
    assert shown == ["pi_shared", "games", "charging", "number_not_displayed"]


@pytest.mark.parametrize(
    ("lifted", "day", "over"),
    [
        (None, "2026-12-01", False),
        (None, "2026-12-02", True),
        ("2026-08-01", "2026-07-31", False),
        ("2026-08-01", "2026-08-01", True),
    ],
)
def test_a_list_is_over_after_the_last_day_or_on_the_day_of_lifting(
    lifted: str | None, day: str, over: bool
) -> None:
    """The last day of the bar still counts; the day of an early lifting does not."""
    changes = {"lifted": {"date": lifted, "reason": "整改完成"}} if lifted else {}
    found, on = made(**changes), date.fromisoformat(day)
    assert (found.over_on(on), found.bars_on(on)) == (over, not over)
    assert found.states_on(on)[-1] is (CaseState.expired if over else CaseState.blacklisted)


def test_a_grey_list_without_a_bar_is_over_only_when_lifted() -> None:
    """Nothing runs out."""
    measures = {**case()["measures"], "list": "province", "level": "grey"}
    del measures["bar"]
    assert not made(measures=measures).over_on(date(2036, 1, 1))
    assert made(measures=measures, lifted={"date": "2026-08-01", "reason": "整改完成"}).over_on(TODAY)


def test_two_mistakes_in_the_days_are_two_findings() -> None:
    """One wrong day silences only what rests on it."""
    content = made(
        rectifications=[{**case()["rectifications"][0], "due": "2026-04-01"}],
        measures={**case()["measures"], "bar": {"start": "2026-05-01", "months": 6}},
        numbers=[],
    )
    lookup = MemoryLookup({}, [], [], [], Replay())
    faults = judge("case", Filed(PATH, "", content), lookup, TODAY)
    assert [f.place for f in faults if f.code == "A24-13"] == [
        ("rectifications", 0, "due"),
        ("measures", "bar", "start"),
    ]


def told(content: EnforcementCase) -> list[str]:
    """Codes of what the rules on cases tell, without a registry around."""
    lookup = MemoryLookup({}, [], [], [], Replay())
    return [
        fault.code
        for fault in judge("case", Filed(PATH, "", content), lookup, TODAY)
        if fault.code[:3] == "A24"
    ]


def test_a_case_may_hold_little() -> None:
    """An allegation, a demand, a criticism without list, level and bar: every rule is asked, and none is at a loss."""
    demand = {"demanded": "2026-04-05", "due": "2026-05-05", "document_no": "示教函〔2026〕8号"}
    bare = {
        key: value for key, value in case().items() if key not in ("measures", "rectifications", "numbers")
    }
    for state, rectifications in (("alleged", []), ("demanded", [demand])):
        values = {**bare, "state": state, "rectifications": rectifications}
        assert told(EnforcementCase.model_validate(values)) == []
    unmet = [{**demand, "outcome": {"result": "not_rectified", "date": "2026-05-10"}}]
    plain = {"decided_on": "2026-06-01", "circular_document_no": "示教通〔2026〕2号"}
    values = {**bare, "state": "criticised", "rectifications": unmet, "measures": plain}
    assert told(EnforcementCase.model_validate(values)) == []
    listed = {**plain, "list": "province", "level": "grey"}
    values = {**bare, "state": "blacklisted", "rectifications": unmet, "measures": listed}
    assert told(EnforcementCase.model_validate(values)) == []
