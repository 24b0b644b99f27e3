"""The ledger of a demonstration: no faults, every state, and digests of what is there."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from registry.commands.demo.docket import Docket
from registry.commands.demo.fates import transfer
from registry.commands.demo.kinds import CAMPUS
from registry.commands.demo.names import Brand
from registry.commands.demo.places import provinces_of
from registry.commands.demo.plan import AppPlan, ProviderPlan
from registry.core import paths
from registry.core.authority import Authority
from registry.core.codes import (
    CaseState,
    EventKind,
    ProviderStatus,
    UnitType,
    UserStatus,
)
from registry.core.number import prefix_and_serial
from registry.core.timeliness import Stopwatch
from registry.core.working_days import AnnouncedDays
from tests.demo.country import AUTHORITIES, Demo, made


def test_serials_run_on_from_90001(demo: Demo, authorities: dict[str, Authority]) -> None:
    given: dict[str, list[int]] = {}
    for event, _ in demo.events:
        if event.event is EventKind.filed:
            prefix, serial = prefix_and_serial(event.number or "")
            assert prefix == authorities[event.authority].numeric_prefix
            given.setdefault(prefix, []).append(serial)
    assert all(serials == list(range(90_001, 90_001 + len(serials))) for serials in given.values())


def test_what_somebody_asked_for_has_a_course_and_what_an_authority_decides_has_none(demo: Demo) -> None:
    """Most in time, some late, some after feedback, early ones unknown: what a report has to show all of."""
    by_itself = {EventKind.suspended, EventKind.reinstated, EventKind.revoked, EventKind.invalidated,
                 EventKind.blacklisted, EventKind.bar_lifted}  # fmt: skip
    watch = Stopwatch(AnnouncedDays())
    waits, unknown = [], 0
    for event, _ in demo.events:
        if event.event in by_itself:
            assert event.submitted_at is None
        elif event.submitted_at is None:
            unknown += 1
        else:
            times = [
                event.submitted_at,
                *(at for one in event.feedbacks for at in (one.at, one.answered_at or "")),
                event.at,
            ]
            assert times == sorted(times)
        if event.event is EventKind.filed and (wait := watch.wait(event)):
            waits.append(wait)
    assert unknown
    assert any(wait.feedbacks for wait in waits)
    late = sum(wait.overdue for wait in waits)
    assert 0 < late < len(waits) / 5


def test_apps_stand_where_the_ledger_says(demo: Demo) -> None:
    for number, standing in demo.replay.apps.items():
        assert standing.item in {app.id for app in demo.providers[standing.path].apps}, number
    for (uscc, item), use in demo.replay.uses.items():
        assert demo.users[use.path].uscc == uscc
        present = {use.id: use.number or "" for use in demo.users[use.path].uses}
        assert (item not in present) if use.status is UserStatus.ended else present[item] == use.number
    filed = sum(len(filing.uses) for filing in demo.users.values())
    assert filed == sum(use.status is not UserStatus.ended for use in demo.replay.uses.values())


def test_ledger_has_no_faults(demo: Demo) -> None:
    assert demo.replay.faults == []
    assert sum(head.sequence for head in demo.replay.heads.values()) == len(demo.events)


def test_ledger_files_are_named_by_their_first_event(demo: Demo) -> None:
    for path, content in demo.files.items():
        if parts := paths.ledger_parts(path):
            events = [event for event, raw in demo.events if event.authority == parts[0] and raw in content]
            assert (events[0].authority, events[0].year, events[0].sequence) == parts
            assert {event.year for event in events} == {parts[1]}


def test_digests_are_those_of_the_files(demo: Demo) -> None:
    assert demo.replay.digests == {
        path: demo.sha256(path)
        for path in (*demo.providers, *demo.users, *demo.cases)
        if path in demo.replay.digests or path.startswith("filings/")
    }


def test_decisions_before_a_change_are_about_another_content(demo: Demo) -> None:
    changed = {event.path: event.at for event, _ in demo.events if event.event is EventKind.changed}
    assert changed
    for event, _ in demo.events:
        if event.path in changed:
            assert (event.content_sha256 == demo.sha256(event.path)) == (event.at >= changed[event.path])


def test_decisions_are_in_time_order_and_at_working_hours(demo: Demo) -> None:
    latest: dict[str, str] = {}
    for event, _ in demo.events:
        assert latest.get(event.authority, "") <= event.at
        latest[event.authority] = event.at
        assert "2024-01-01" < event.at[:10] <= "2026-10-31"
        assert "09:00" <= event.at[11:16] <= "17:00"


def test_events_stand_in_the_chain_of_the_folder(demo: Demo) -> None:
    for event, _ in demo.events:
        where = paths.parse(event.path)
        assert where is not None
        assert where.slug == event.authority


def _states(demo: Demo) -> None:
    assert {app.status for app in demo.replay.apps.values()} == {
        ProviderStatus.filed, ProviderStatus.suspended, ProviderStatus.revoked, ProviderStatus.withdrawn,
    }  # fmt: skip
    assert {event.event for event, _ in demo.events} == set(EventKind)
    assert {use.status for use in demo.replay.uses.values()} == {
        UserStatus.confirmed, UserStatus.invalidated, UserStatus.ended,
    }  # fmt: skip
    assert {case.state for case in demo.cases.values()} == set(CaseState)
    returned = [app for app in demo.replay.apps.values() if app.events[-1].event is EventKind.reinstated]
    assert all(app.status is ProviderStatus.filed for app in returned)
    assert returned


def test_every_state_occurs(demo: Demo) -> None:
    _states(demo)


@pytest.mark.parametrize("seed", range(2, 8))
def test_every_state_occurs_with_any_seed(seed: int) -> None:
    demo = made(60, 100, seed)
    assert demo.replay.faults == []
    _states(demo)


def test_cases_agree_with_their_state_and_the_ledger(demo: Demo) -> None:
    for path, case in demo.cases.items():
        events = {event.event for event, _ in demo.events if event.path == path}
        folder = path.split("/")[1]
        own = demo.replay.apps_of()[paths.provider_path(folder, case.unit.uscc)]
        assert set(case.numbers) <= {app.number for app in own}
        assert (not case.rectifications) == (case.state is CaseState.alleged)
        decided = case.state in (CaseState.blacklisted, CaseState.expired)
        assert (case.measures is not None) == (decided or case.state is CaseState.criticised)
        assert ({EventKind.blacklisted, EventKind.revoked} <= events) == decided
        assert (EventKind.bar_lifted in events) == (case.state is CaseState.expired)
        assert (EventKind.reinstated in events) == (case.state is CaseState.rectified)
        assert (EventKind.suspended in events) == bool(case.suspensions)
        if case.measures and decided:
            assert case.measures.bar
            assert case.measures.bar.months == 6
            assert set(case.measures.revoked_numbers) <= set(case.numbers)
            for number in case.measures.revoked_numbers:
                assert demo.replay.apps[number].status is ProviderStatus.revoked


def test_nothing_new_is_filed_by_a_barred_unit(demo: Demo) -> None:
    for path, case in demo.cases.items():
        filing = paths.provider_path(path.split("/")[1], case.unit.uscc)
        for event in demo.replay.file_events[filing]:
            if event.event is EventKind.filed:
                assert not case.bars_on(date.fromisoformat(event.at[:10]))


def test_ledger_files_stay_few() -> None:
    weeks: Counter[tuple[str, int, int]] = Counter()
    files: Counter[str] = Counter()
    demo = made(600, 900, 1)
    for path in demo.files:
        if parts := paths.ledger_parts(path):
            files[parts[0]] += 1
    for event, _ in demo.events:
        year, week, _day = date.fromisoformat(event.at[:10]).isocalendar()
        weeks[event.authority, year, week] += 1
    for authority, count in files.items():
        assert count <= sum(key[0] == authority for key in weeks) + 3


def test_transferred_app_gets_an_id_of_its_own() -> None:
    place = provinces_of(AUTHORITIES)["beijing"].whole
    kind = CAMPUS[0]
    first, second = [
        ProviderPlan("beijing", place, UnitType.enterprise, Brand(zh, zh), zh, uscc, (kind,))
        for zh, uscc in (("qinghe", "91110101MAY00001X1"), ("xinghe", "91110101MAY00002X2"))
    ]
    for plan in (first, second):
        plan.apps.append(AppPlan(kind, plan.brand, plan, kind.slug, filed=50))
    transfer(first, second, Random(1), Docket(1))
    assert [app.item for app in second.apps] == [kind.slug, f"{kind.slug}-qinghe"]
    assert first.apps == []
