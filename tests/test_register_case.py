"""Enforcement cases in the ledger: each step once, in the number's own chain, and only what is possible."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from registry.adapters.load import load
from registry.adapters.source import WorkTree
from registry.adapters.yaml_writer import to_yaml
from registry.commands import register
from registry.commands.demo import generate
from registry.commands.register import plan, sweep
from registry.commands.register_case import steps
from registry.commands.verify import verify
from registry.core.case import EnforcementCase
from tests.builders import (
    BING,
    DING,
    JIA,
    Paths,
    RegistryFolder,
    case_path,
    case_text,
    number,
    values,
    withdrawal_text,
)
from tests.demo.country import AUTHORITIES
from tests.faults.enforcement import decided, demanded, opened, reinstated, suspended

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
CASE = case_path("beijing", JIA, "2026-11-02")
ELSEWHERE = case_path("zhejiang", JIA, "2026-11-02")
FILED, SUSPENDED, REVOKED, WITHDRAWN = (number("11", serial) for serial in (1, 2, 3, 4))
LISTED = "  list: national\n  level: black\n"
Row = tuple[str, str, str | None, str | None]


@pytest.fixture
def folder(registered: RegistryFolder, tmp_path: Path) -> RegistryFolder:
    """The miniature, committed, with nothing left to register."""
    return registered.copy(tmp_path / "registry")


def swept(folder: RegistryFolder, now: datetime = NOW) -> list[Row]:
    """Chain, kind, number and reason of each event of a sweep that is applied; a second sweep finds nothing."""
    folder.commit("Merge")
    planned = sweep(folder.root, now)
    if planned.files:
        register.apply(folder.root, planned)
        assert verify(folder.root).problems == []
        assert sweep(folder.root, now).events == []
    return [(event.authority, event.event.value, event.number, event.reason) for event, _ in planned.events]


def status(folder: RegistryFolder, given: str) -> str:
    """What the ledger says of a number."""
    return load(WorkTree(folder.root)).replay.apps[given].status.value


def test_a_suspension_and_a_reinstatement_are_recorded_as_they_come(folder: RegistryFolder) -> None:
    """One merge after the other, in the number's chain, with their documents."""
    folder.write(CASE, opened("demanded", demanded() + suspended()))
    assert swept(folder) == [("beijing", "suspended", FILED, "示教函〔2026〕21号")]
    assert status(folder, FILED) == "suspended"
    folder.write(CASE, opened("rectified", demanded("rectified") + suspended() + reinstated()))
    assert swept(folder) == [("beijing", "reinstated", FILED, "示教函〔2026〕22号")]
    assert status(folder, FILED) == "filed"


def test_one_sweep_may_hold_several_steps(folder: RegistryFolder) -> None:
    """In the order of their days, not of the file."""
    again = (
        '  - date: "2026-11-24"\n    numbers:\n      - ' + FILED + "\n    document_no: 示教函〔2026〕23号\n"
    )
    folder.write(CASE, opened("rectified", demanded("rectified") + suspended() + again + reinstated()))
    assert [(kind, reason) for _, kind, _, reason in swept(folder)] == [
        ("suspended", "示教函〔2026〕21号"),
        ("reinstated", "示教函〔2026〕22号"),
        ("suspended", "示教函〔2026〕23号"),
    ]
    assert status(folder, FILED) == "suspended"


def test_steps_of_one_day_come_in_the_order_of_their_sense(folder: RegistryFolder) -> None:
    """Suspended, then listed and revoked, even on one day."""
    day = "2026-11-24"
    body = LISTED + f"  revoked_numbers:\n    - {FILED}\n" + f'  bar:\n    start: "{day}"\n    months: 6\n'
    folder.edit(Paths.jia, folder.read(Paths.jia)[folder.read(Paths.jia).index("  - id: fresh") :], "")
    folder.write(
        CASE, opened("blacklisted", demanded("not_rectified") + suspended(day=day) + decided(day, body))
    )
    assert [(kind, given) for _, kind, given, _ in swept(folder) if kind != "changed"] == [
        ("suspended", FILED),
        ("blacklisted", None),
        ("revoked", FILED),
    ]


def test_a_circular_alone_is_no_event(folder: RegistryFolder) -> None:
    """It is neither a listing nor a change of any filing."""
    folder.write(CASE, opened("criticised", decided()))
    assert swept(folder) == []


def test_a_revocation_without_a_listing(folder: RegistryFolder) -> None:
    """Point 3: the filing is revoked, the unit is on no list; the case of another authority decides in the number's chain."""
    text = opened("criticised", decided(body=f"  revoked_numbers:\n    - {FILED}\n"), breach="no_icp")
    folder.write(ELSEWHERE, text)
    assert swept(folder) == [("beijing", "revoked", FILED, "示教通〔2026〕9号")]


def test_a_listing_that_ran_out_is_closed_once(folder: RegistryFolder) -> None:
    """When the authority says so, after the last day of the bar; not of itself, and not before."""
    after = datetime(2026, 12, 2, 1, 0, tzinfo=UTC)
    assert swept(folder, after) == []
    folder.edit(Paths.case, "state: blacklisted", "state: expired")
    folder.commit("Merge")
    early = sweep(folder.root, datetime(2026, 12, 1, 15, 59, tzinfo=UTC))
    assert early.events == []
    assert swept(folder, after) == [("sichuan", "bar_lifted", None, "期满")]


@pytest.mark.parametrize("given", [REVOKED, WITHDRAWN, SUSPENDED])
def test_what_is_not_possible_is_left_out(folder: RegistryFolder, given: str) -> None:
    """A suspension of what has ended, or is suspended already: the chain stays whole, and it is not tried for ever."""
    folder.write(CASE, opened("demanded", demanded() + suspended(given), given))
    assert swept(folder) == []
    assert status(folder, given) in ("revoked", "withdrawn", "suspended")


def test_an_app_that_its_provider_withdraws_in_the_same_sweep_is_not_suspended(
    folder: RegistryFolder,
) -> None:
    """Filings come before cases. The change also numbers the app that waited in the file."""
    text = folder.read(Paths.jia)
    end = text.index("  - id: suspended")
    folder.write(Paths.jia, text[:end] + withdrawal_text("2026-11-23") + text[end:])
    folder.write(CASE, opened("demanded", demanded() + suspended()))
    assert [kind for _, kind, _, _ in swept(folder)] == ["changed", "withdrawn", "filed"]


def test_two_cases_that_suspend_one_app_record_it_once(folder: RegistryFolder) -> None:
    """The second finds it suspended; each case brings back what it suspended, so one event comes back."""
    folder.write(CASE, opened("demanded", demanded() + suspended()))
    folder.write(ELSEWHERE, opened("demanded", demanded() + suspended()))
    assert [kind for _, kind, _, _ in swept(folder)] == ["suspended"]


def test_a_case_that_breaks_a_rule_is_held_back(folder: RegistryFolder) -> None:
    """Nothing of it is recorded."""
    folder.write(CASE, opened("alleged", suspended()))
    folder.commit("Merge")
    planned = sweep(folder.root, NOW)
    assert planned.events == []
    assert [(path, [fault.code for fault in faults]) for path, faults in planned.held] == [(CASE, ["A24-18"])]


def test_a_step_of_tomorrow_is_no_event(folder: RegistryFolder) -> None:
    """The case is held back by A24-14 today, and recorded when the day has come."""
    folder.write(CASE, opened("demanded", demanded() + suspended(day="2026-11-25")))
    folder.commit("Merge")
    assert sweep(folder.root, NOW).events == []
    assert [kind for _, kind, _, _ in swept(folder, datetime(2026, 11, 24, 16, 0, tzinfo=UTC))] == [
        "suspended"
    ]


def test_the_demonstration_has_nothing_left_to_register(tmp_path: Path) -> None:
    """What its ledger records of cases is what the registrar would record."""
    for path, content in generate(60, 0, 1, AUTHORITIES):
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    for slug, authority in AUTHORITIES.items():
        target = tmp_path / f"authorities/{slug}.yaml"
        target.parent.mkdir(exist_ok=True)
        target.write_text(to_yaml(authority, f"authorities/{slug}.yaml"), encoding="utf-8")
    planned = plan(load(WorkTree(tmp_path)), "0" * 40, NOW)
    assert [event.path for event, _ in planned.events if event.path.startswith("blacklist/")] == []
    assert [path for path, _ in planned.held if path.startswith("blacklist/")] == []


def test_a_case_of_another_unit_is_not_touched(folder: RegistryFolder) -> None:
    """One more case is one more listing; those of others stay as they were recorded."""
    path = folder.case("sichuan", BING, revoked=number("51", 1), start="2026-11-20")
    rows = swept(folder)
    assert [(authority, kind) for authority, kind, _, _ in rows] == [
        ("sichuan", "blacklisted"),
        ("sichuan", "revoked"),
    ]
    assert path != Paths.case
    assert case_text(DING) == folder.read(Paths.case)


def test_only_what_has_come_is_a_step() -> None:
    """Until the end of the day; an expiry that is written too early waits for the day after the last one."""
    case = EnforcementCase.model_validate({**values(case_text()), "state": "expired"})
    kinds = {day: [step.event.value for step in steps(case, date.fromisoformat(day))] for day in
             ("2026-05-31", "2026-06-01", "2026-12-01", "2026-12-02")}  # fmt: skip
    listed = ["blacklisted", "revoked"]
    assert kinds == {
        "2026-05-31": [],
        "2026-06-01": listed,
        "2026-12-01": listed,
        "2026-12-02": [*listed, "bar_lifted"],
    }
