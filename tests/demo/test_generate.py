"""What a demonstration registry must be, whatever the seed."""

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from registry.adapters.yaml_writer import to_yaml
from registry.commands.demo import generate
from registry.commands.demo.docket import Docket
from registry.commands.demo.fates import transfer
from registry.commands.demo.kinds import CAMPUS
from registry.commands.demo.names import PAIRS, Brand
from registry.commands.demo.places import provinces_of
from registry.commands.demo.plan import AppPlan, ProviderPlan
from registry.core import formats, paths
from registry.core.authority import Authority
from registry.core.codes import (
    HOLDS_IDENTIFIERS,
    LIVE,
    CaseState,
    EventKind,
    ProviderStatus,
    UnitType,
    UserStatus,
)
from registry.core.lookup import MemoryLookup, identifiers
from registry.core.number import prefix_and_serial
from registry.core.snapshot import Filed
from registry.rules.judge import judge
from tests.demo.country import AUTHORITIES, Demo, made

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
DIGEST = """
import hashlib
from registry.commands.demo import generate
from tests.demo.country import AUTHORITIES
total = hashlib.sha256()
for path, content in generate(60, 80, 7, AUTHORITIES):
    total.update(path.encode() + b"\\0" + content + b"\\0")
print(total.hexdigest())
"""


def _digest_in_process(hash_seed: str) -> str:
    environment = {
        **os.environ,
        "PYTHONHASHSEED": hash_seed,
        "PYTHONPATH": f"{SCRIPTS}{os.pathsep}{SCRIPTS.parent}",
    }
    command = [sys.executable, "-c", DIGEST]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_same_seed_gives_the_same_bytes_in_any_process() -> None:
    assert _digest_in_process("1") == _digest_in_process("2")


def test_order_of_the_authorities_does_not_matter() -> None:
    backwards = dict(reversed(AUTHORITIES.items()))
    assert list(generate(40, 20, 1, backwards)) == list(generate(40, 20, 1, AUTHORITIES))


def test_another_seed_gives_another_registry() -> None:
    assert dict(generate(60, 80, 1, AUTHORITIES)) != dict(generate(60, 80, 2, AUTHORITIES))


def test_counts_are_as_asked_for(demo: Demo) -> None:
    assert sum(len(filing.apps) for filing in demo.providers.values()) == 120
    assert len(demo.replay.apps) == 120
    assert len(demo.users) == 300
    assert len(demo.cases) == 8


def test_each_path_comes_once() -> None:
    seen = Counter(path for path, _ in generate(120, 300, 1, AUTHORITIES))
    assert seen.most_common(1)[0][1] == 1


def test_files_lie_where_they_belong(demo: Demo, authorities: dict[str, Authority]) -> None:
    for path, filing in demo.providers.items():
        folder = path.split("/")[2]
        assert path == paths.provider_path(folder, filing.uscc)
        if authorities[folder].kind.value == "ministry":
            assert filing.unit.unit_type.value == "education_authority"
        else:
            assert folder == filing.unit.registration_province
    for path, filing in demo.users.items():
        competent = filing.institution.competent_authority
        assert path == paths.user_path(competent, filing.uscc)
        slug, *codes = competent.split("/")
        assert authorities[slug].find(tuple(codes)) is not None
        assert authorities[filing.institution.province].kind.value != "ministry"
    for path, case in demo.cases.items():
        assert path == paths.case_path(path.split("/")[1], case.unit.uscc, case.opened_on)
        assert paths.provider_path(path.split("/")[1], case.unit.uscc) in demo.providers


def test_files_are_in_canonical_form(demo: Demo) -> None:
    for path, record in (pair for records in demo.records.values() for pair in records.items()):
        assert demo.files[path].decode() == to_yaml(record, path)


def test_all_authorities_take_part(demo: Demo, authorities: dict[str, Authority]) -> None:
    assert {path.split("/")[2] for path in demo.providers} == set(authorities)
    assert {path.split("/")[2] for path in demo.users} == set(authorities)


def test_institutions_stand_under_every_level(demo: Demo) -> None:
    levels = {filing.institution.competent_authority.count("/") for filing in demo.users.values()}
    assert levels == {0, 1, 2}
    assert any(filing.institution.competent_authority == "moe" for filing in demo.users.values())


def test_rules_accept_every_file(demo: Demo, authorities: dict[str, Authority]) -> None:
    filed: dict[str, list[Filed[Any]]] = {
        kind: [Filed(path, demo.sha256(path), record) for path, record in records.items()]
        for kind, records in demo.records.items()
    }
    lookup = MemoryLookup(authorities, filed["provider"], filed["user"], filed["case"], demo.replay)
    today = date(2026, 10, 31)
    faults = [
        fault for kind, files in filed.items() for file in files for fault in judge(kind, file, lookup, today)
    ]
    assert faults == []


def test_units_say_that_they_are_fictional(demo: Demo) -> None:
    names = [filing.unit.name for filing in demo.providers.values()]
    names += [filing.institution.name for filing in demo.users.values()]
    assert all(name.startswith("示例") for name in names)
    assert len(set(names)) == len(names)
    for path in demo.files:
        for host in re.findall(rb"(?:https?://|@)([^/\s\"]+)", demo.files[path]):
            assert re.search(rb"(^|\.)example\.(cn|com|org)$", host), (path, host)


def test_codes_are_well_formed_and_distinct(demo: Demo) -> None:
    providers = [filing.uscc for filing in demo.providers.values()]
    users = [filing.uscc for filing in demo.users.values()]
    assert len({*providers, *users}) == len(providers) + len(users)
    for uscc in (*providers, *users):
        assert formats.uscc_check_digit_holds(uscc)
        assert formats.organisation_code_check_holds(uscc)
    leading = {(f.unit.unit_type.value, f.uscc[:2]) for f in demo.providers.values()}
    assert leading <= {
        ("enterprise", "91"), ("public_institution", "12"), ("school", "12"), ("school", "52"),
        ("education_authority", "11"), ("social_organisation", "52"),
    }  # fmt: skip


def test_app_names_and_identifiers_are_distinct(demo: Demo) -> None:
    names = [app.name for filing in demo.providers.values() for app in filing.apps]
    assert len(set(names)) == len(names)
    status = {(app.path, app.item): app.status for app in demo.replay.apps.values()}
    held = [
        (kind, identifier)
        for path, filing in demo.providers.items()
        for kind, identifier, item, _ in identifiers(filing)
        if status[path, item] in HOLDS_IDENTIFIERS
    ]
    assert len(set(held)) == len(held)


def test_brands_have_neither_characters_nor_letters_twice() -> None:
    assert len({zh for zh, _ in PAIRS}) == len({letters for _, letters in PAIRS}) == len(PAIRS)


def test_serials_run_on_from_90001(demo: Demo, authorities: dict[str, Authority]) -> None:
    given: dict[str, list[int]] = {}
    for event, _ in demo.events:
        if event.event is EventKind.filed:
            prefix, serial = prefix_and_serial(event.number or "")
            assert prefix == authorities[event.authority].numeric_prefix
            given.setdefault(prefix, []).append(serial)
    assert all(serials == list(range(90_001, 90_001 + len(serials))) for serials in given.values())


def test_apps_stand_where_the_ledger_says(demo: Demo) -> None:
    for number, standing in demo.replay.apps.items():
        assert standing.item in {app.id for app in demo.providers[standing.path].apps}, number
    for (path, item), use in demo.replay.uses.items():
        present = {use.id: use.number or "" for use in demo.users[path].uses}
        assert (item not in present) if use.status is UserStatus.ended else present[item] == use.number
    filed = sum(len(filing.uses) for filing in demo.users.values())
    assert filed == sum(use.status is not UserStatus.ended for use in demo.replay.uses.values())


def test_used_numbers_are_live(demo: Demo) -> None:
    for path, filing in demo.users.items():
        for use in filing.uses:
            if use.number and demo.replay.uses[path, use.id].status is UserStatus.confirmed:
                assert demo.replay.apps[use.number].status in LIVE


def test_uses_begin_after_the_filing_and_the_decision(demo: Demo) -> None:
    filed = {event.number: event.at[:10] for event, _ in demo.events if event.event is EventKind.filed}
    for path, filing in demo.users.items():
        for use in filing.uses:
            confirmed = demo.replay.uses[path, use.id].events[0].at[:10]
            assert filed.get(use.number, "") < use.decision.date < confirmed <= use.start_date


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


def test_all_dates_are_within_the_years_shown(demo: Demo) -> None:
    for path, content in demo.files.items():
        if path.endswith(".yaml"):
            dates = re.findall(rb'"(\d{4}-\d\d-\d\d)"', content)
            assert all(b"2024-01-01" <= day <= b"2026-10-31" for day in dates), path


def test_evidence_is_older_than_the_filing(demo: Demo) -> None:
    first: dict[str, str] = {}
    for event, _ in demo.events:
        if event.event is EventKind.filed:
            first.setdefault(event.path, event.at[:10])
    for path, filing in demo.providers.items():
        for system in filing.systems:
            assert system.icp
            assert system.mlps
            assert max(system.icp.evidence_date, system.mlps.issue_date) < first[path]


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
        assert (case.rectification is None) == (case.state is CaseState.alleged)
        decided = case.state in (CaseState.blacklisted, CaseState.expired)
        assert (case.measures is not None) == decided
        assert ({EventKind.blacklisted, EventKind.revoked} <= events) == decided
        assert (EventKind.bar_lifted in events) == (case.state is CaseState.expired)
        assert (EventKind.reinstated in events) == (case.state is CaseState.rectified)
        if case.measures:
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


def test_uses_are_consistent(demo: Demo) -> None:
    apps = {
        number: next(app for app in demo.providers[standing.path].apps if app.id == standing.item)
        for number, standing in demo.replay.apps.items()
    }
    seen: Counter[str] = Counter()
    for filing in demo.users.values():
        for use in filing.uses:
            seen[use.basis.value] += 1
            assert not (use.uniform_use and use.fee_to_students_or_parents)
            assert not use.biometrics or use.assessment_done
            assert not use.large_scale_personal_info or use.user_opinion_sought
            assert (use.required_by is not None) == (use.basis.value == "required_by_superior")
            assert use.decision.collective or use.basis.value == "required_by_superior"
            assert (use.self_developed is not None) == (use.basis.value == "self_developed")
            if use.self_developed:
                assert use.self_developed.system.hosting.value == "on_premises"
            if use.required_by:
                assert f"{filing.institution.competent_authority}/".startswith(
                    f"{use.required_by.authority}/"
                )
            if use.number:
                app = apps[use.number]
                assert set(use.audience) <= set(app.audience)
                assert use.fee_to_students_or_parents == (app.charged_to.value == "students_or_parents")
                assert use.biometrics == app.personal_info.biometrics
                assert not (app.ads and use.uniform_use)
                assert app.tutoring_class is None
    assert set(seen) == {"self_selected", "required_by_superior", "self_developed"}


def test_apps_are_used_outside_their_province(demo: Demo) -> None:
    own = {filing.institution.province for filing in demo.users.values()}
    assert len(own) >= 4
    abroad = [
        use.number
        for path, filing in demo.users.items()
        for use in filing.uses
        if use.number and demo.replay.apps[use.number].path.split("/")[2] != path.split("/")[2]
    ]
    assert abroad


def test_personal_information_is_consistent(demo: Demo) -> None:
    for filing in demo.providers.values():
        for app in filing.apps:
            info = app.personal_info
            assert (app.charging.value == "free") == (app.charged_to.value == "nobody")
            assert bool(info.categories) == info.collects == bool(info.privacy_policy_url)
            assert not info.biometrics or {"face", "voice", "fingerprint"} & {s.value for s in info.sensitive}
            assert not (info.collects and info.minors_under_14) or info.guardian_consent_method
            assert bool(app.subjects) == (
                app.tutoring_class is not None and app.tutoring_class.value == "subject"
            )
            if app.subjects:
                assert filing.unit.school_licence_no
                assert filing.unit.unit_type.value == "social_organisation"
            mini = app.platforms.mini_program is not None
            assert mini == (filing.filer.value == "platform")


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


@pytest.mark.parametrize(
    ("apps", "institutions", "said"),
    [(0, 10, "at least one app"), (10, -1, "at least one app"), (60_000, 0, "serials from 90001 to 99999")],
)
def test_impossible_sizes_are_refused_at_once(apps: int, institutions: int, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        generate(apps, institutions, 1, AUTHORITIES)


def test_ministry_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="provincial authority"):
        generate(10, 10, 1, {"moe": AUTHORITIES["moe"]})


@pytest.mark.parametrize("apps", [1, 2, 5, 17])
def test_tiny_registries_are_whole(apps: int) -> None:
    demo = made(apps, 12, 1)
    assert demo.replay.faults == []
    assert len(demo.replay.apps) == apps
    assert len(demo.users) == 12


def test_many_apps_fit_into_five_digits_with_distinct_names() -> None:
    demo = made(6_000, 2_000, 1)
    assert demo.replay.faults == []
    names = [filing.unit.name for filing in demo.providers.values()]
    names += [filing.institution.name for filing in demo.users.values()]
    apps = [app.name for filing in demo.providers.values() for app in filing.apps]
    assert len(set(names)) == len(names)
    assert len(set(apps)) == len(apps) == 6_000


def test_transferred_app_gets_an_id_of_its_own() -> None:
    place = provinces_of(AUTHORITIES)["beijing"].whole
    kind = CAMPUS[0]
    first, second = [
        ProviderPlan("beijing", place, UnitType.enterprise, Brand(zh, zh, 0), zh, uscc, (kind,))
        for zh, uscc in (("qinghe", "91110101MAY00001X1"), ("xinghe", "91110101MAY00002X2"))
    ]
    for plan in (first, second):
        plan.apps.append(AppPlan(kind, plan.brand, plan, kind.slug, filed=50))
    transfer(first, second, Random(1), Docket(1))
    assert [app.item for app in second.apps] == [kind.slug, f"{kind.slug}-qinghe"]
    assert first.apps == []


def test_progress_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    files = generate(60, 100, 1, AUTHORITIES, lambda *news: told.append(news))
    assert told == []
    assert hashlib.sha256(b"".join(content for _, content in files)).hexdigest()
    assert [stage for stage, done, total in told if done == total] == ["providers", "institutions", "ledger"]
