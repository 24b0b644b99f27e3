"""What an enforcement case says: categories with what goes with them, the list and its end, the order of breaches."""

from datetime import date

import pytest

from registry.core import breaches
from registry.core.case import EnforcementCase, Measures
from registry.core.codes import Breach, BreachAction, BreachSeverity, BreachSide, CaseState
from registry.core.lookup import MemoryLookup
from registry.core.replay import Replay
from registry.core.snapshot import Filed
from registry.rules.judge import judge
from tests.builders import (
    DING,
    TODAY,
    XIN,
    Paths,
    app_text,
    case,
    case_path,
    number,
    provider_text,
)
from tests.provider.judging import faults, filed, registry

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


NUMBER, OTHER, THIRD = number("11", 1), number("11", 2), number("11", 3)
DEMAND: dict[str, object] = {
    "demanded": "2026-04-05",
    "due": "2026-05-05",
    "document_no": "示教函〔2026〕8号",
}
PLAIN: dict[str, object] = {"decided_on": "2026-06-01", "circular_document_no": "示教通〔2026〕2号"}


LISTED = {key: value for key, value in case()["measures"].items() if key != "revoked_numbers"}


def listed(**changes: object) -> EnforcementCase:
    """A case that ended on the list with a bar, and touches no app."""
    return made(**{"numbers": [], "measures": LISTED, **changes})


def demand(outcome: str = "", result: str = "not_rectified", **changes: str) -> dict[str, object]:
    """A demand to rectify, with its outcome on a day."""
    said = {"outcome": {"result": result, "date": outcome}} if outcome else {}
    return {**DEMAND, **changes, **said}


def suspension(day: str, *numbers: str) -> dict[str, object]:
    """Apps taken off the platform on a day, or brought back."""
    return {"date": day, "numbers": list(numbers), "document_no": "示教函〔2026〕9号"}


def bare(**changes: object) -> EnforcementCase:
    """An allegation with what is added."""
    left_out = ("measures", "rectifications", "numbers")
    values = {key: value for key, value in case().items() if key not in left_out}
    return EnforcementCase.model_validate({**values, "state": "alleged", **changes})


def places(content: EnforcementCase, code: str) -> list[tuple[str | int, ...]]:
    """Where a rule tells something."""
    lookup = MemoryLookup({}, [], [], [], Replay())
    return [f.place for f in judge("case", Filed(PATH, "", content), lookup, TODAY) if f.code == code]


@pytest.mark.parametrize("result", ["rectified", "not_rectified"])
def test_an_outcome_need_not_lead_to_measures(result: str) -> None:
    """The case stays as it is until somebody decides."""
    assert told(bare(state=result, rectifications=[demand("2026-05-10", result)])) == []


def test_a_circular_before_the_outcome_is_only_in_the_wrong_order() -> None:
    """It is no measure of Art. 24, so the time limit of the demand does not bind it."""
    early = {**PLAIN, "decided_on": "2026-04-20"}
    content = bare(state="criticised", rectifications=[demand("2026-05-10")], measures=early)
    assert told(content) == ["A24-13"]


@pytest.mark.parametrize("day", ["2026-04-05", "2026-04-20", "2026-05-05"])
def test_a_sanction_within_the_time_limit_is_too_early_and_nothing_else(day: str) -> None:
    """On its first day, within, and on its last; that it comes before the outcome as well follows from that."""
    assert told(listed(measures={**LISTED, "decided_on": day})) == ["A24-10"]


def test_an_outcome_on_the_last_day_is_what_is_wrong_and_not_the_decision_upon_it() -> None:
    """A24-15 is told of the outcome; the decision of the same day follows it."""
    measures = {**LISTED, "decided_on": "2026-05-05"}
    assert told(listed(rectifications=[demand("2026-05-05")], measures=measures)) == ["A24-15"]


def test_a_state_that_the_case_had_before_its_measures_is_wrong() -> None:
    """Unless it is the measures that have no ground: then they are told, and the state fits the rest."""
    assert told(listed(state="not_rectified")) == ["A24-12"]
    unfounded = listed(state="rectified", rectifications=[demand("2026-05-10", "rectified")])
    assert told(unfounded) == ["A24-10"]


def test_days_are_counted_from_the_day_in_the_name_of_the_file() -> None:
    """Where the content gives another day, that is what is wrong, and not every step after it."""
    assert told(listed(opened_on="2026-04-10")) == ["A24-17"]
    assert told(listed(opened_on="2026-12-10")) == ["A24-17"]


def test_a_demand_without_an_outcome_is_followed_by_its_day() -> None:
    """By a further demand, and by a circular, each of which comes too soon."""
    second = demand(demanded="2026-05-01", due="2026-06-01")
    assert told(bare(state="demanded", rectifications=[DEMAND, second])) == ["A24-16"]
    earlier = demand(demanded="2026-04-04", due="2026-06-01")
    content = bare(state="demanded", rectifications=[DEMAND, earlier])
    assert places(content, "A24-13") == [("rectifications", 1, "demanded")]
    circular = {**PLAIN, "decided_on": "2026-04-04"}
    content = bare(state="criticised", rectifications=[DEMAND], measures=circular)
    assert places(content, "A24-13") == [("measures", "decided_on")]


def test_without_a_demand_a_suspension_is_after_the_opening() -> None:
    """That it has no ground is told beside it."""
    assert told(bare(suspensions=[suspension("2026-04-02", NUMBER)], numbers=[NUMBER])) == ["A24-18", "A24-22"]  # fmt: skip
    before = bare(suspensions=[suspension("2026-03-31", NUMBER)], numbers=[NUMBER])
    assert places(before, "A24-13") == [("suspensions", 0, "date")]


def test_a_day_that_was_told_is_not_told_again() -> None:
    """Nor what rests on it, even if another mistake was told in between."""
    first = demand("2026-05-10", demanded="2026-03-20")
    second = demand(demanded="2026-05-01", due="2026-05-20")
    content = bare(
        state="demanded", rectifications=[first, second], suspensions=[suspension("2026-03-10", NUMBER)]
    )
    assert places(content, "A24-13") == [("rectifications", 0, "demanded"), ("rectifications", 1, "demanded")]
    content = bare(
        state="rectified",
        rectifications=[demand("2026-05-10", "rectified")],
        suspensions=[suspension("2026-05-20", NUMBER), suspension("2026-05-21", OTHER)],
        reinstatements=[suspension("2026-05-19", NUMBER, OTHER)],
    )
    assert places(content, "A24-13") == [("reinstatements", 0, "date")]


def test_today_is_no_day_of_the_future() -> None:
    """What was done today counts, so that what stands before it is in the wrong order."""
    today = demand(demanded=TODAY.isoformat(), due="2026-12-24")
    content = bare(state="demanded", rectifications=[today], suspensions=[suspension("2026-11-20", NUMBER)])
    assert places(content, "A24-13") == [("suspensions", 0, "date")]
    assert places(content, "A24-14") == []


def test_each_outcome_is_held_to_its_own_limit() -> None:
    """Whatever came of the demand before it: nothing yet, or that it was met."""
    second = demand("2026-05-20", demanded="2026-05-11", due="2026-05-30")
    for first in (DEMAND, demand("2026-05-10", "rectified")):
        content = bare(state="not_rectified", rectifications=[first, second])
        assert told(content) == ["A24-15", "A24-16"]
        assert places(content, "A24-15") == [("rectifications", 1, "outcome", "date")]


def test_a_blacklisting_without_a_bar_goes_to_a_person() -> None:
    """And nothing is said about how long the bar is."""
    measures = {key: value for key, value in LISTED.items() if key != "bar"}
    assert told(listed(measures=measures)) == ["A24-31"]


def numbered(*cases: Filed[EnforcementCase]) -> list[tuple[str, tuple[str | int, ...]]]:
    """What the rules tell of the first of some cases, in a registry where 丁 has three apps and 辛 has none."""
    apps = [app_text(item, f"示例{item}", f"cn.example.{item}") for item in ("one", "two", "three")]
    ding = filed(Paths.ding, provider_text(DING, province="sichuan", apps=apps))
    items = [(Paths.ding, item) for item in ("one", "two", "three")]
    lookup = registry(ding, filed(Paths.xin, provider_text(XIN)), *cases, filed_items=items)
    return [(fault.code, fault.place) for fault in faults(cases[0], lookup, "A24")]


def revoking(code: str, day: str, *numbers: str) -> Filed[EnforcementCase]:
    """A case that revokes some numbers."""
    values = case(code=code, opened_on=day)
    values["numbers"] = values["measures"]["revoked_numbers"] = list(numbers)
    path = case_path("sichuan", code, day)
    return Filed(path, "", EnforcementCase.model_validate(values))


def test_every_number_that_another_case_revokes_is_told() -> None:
    """Also when the other one is against the unit that has the app now."""
    one, two = revoking(DING, "2026-04-01", NUMBER, OTHER, THIRD), revoking(DING, "2026-04-02", NUMBER, THIRD)
    assert numbered(one, two) == [("A24-25", ("measures", "revoked_numbers", i)) for i in (0, 2)]
    strange = revoking(XIN, "2026-04-01", NUMBER)
    assert numbered(strange, two) == [
        ("A24-23", ("numbers", 0)),
        ("A24-25", ("measures", "revoked_numbers", 0)),
    ]


def test_whose_the_apps_are_is_not_asked_where_the_unit_itself_is_wrong() -> None:
    """R02 says that the file is named by another code."""
    strange = revoking(XIN, "2026-04-01", NUMBER)
    assert numbered(Filed(PATH, "", strange.content)) == []


def test_a_running_case_against_a_provider_names_its_own_apps_alone() -> None:
    """Also one that is not suspended; after a circular it may have changed hands."""
    content = bare(numbers=[NUMBER], unit={"name": "示例辛教育科技有限公司", "uscc": XIN})
    path = case_path("sichuan", XIN, "2026-04-01")
    assert numbered(Filed(path, "", content)) == [("A24-23", ("numbers", 0))]
    content = content.model_copy(update={"state": CaseState.criticised, "measures": Measures(**PLAIN)})  # type: ignore[arg-type]
    assert numbered(Filed(path, "", content)) == []
