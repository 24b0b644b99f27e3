"""What the invented filings say agrees with itself and with one another."""

import re
from collections import Counter

from registry.commands.demo.names import PAIRS
from registry.core import formats
from registry.core.authority import Authority
from registry.core.codes import (
    HOLDS_IDENTIFIERS,
    LIVE,
    EventKind,
    UserStatus,
)
from registry.core.lookup import identifiers
from tests.demo.country import Demo


def test_all_authorities_take_part(demo: Demo, authorities: dict[str, Authority]) -> None:
    assert {path.split("/")[2] for path in demo.providers} == set(authorities)
    assert {path.split("/")[2] for path in demo.users} == set(authorities)


def test_institutions_stand_under_every_level(demo: Demo) -> None:
    levels = {filing.institution.competent_authority.count("/") for filing in demo.users.values()}
    assert levels == {0, 1, 2}
    assert any(filing.institution.competent_authority == "moe" for filing in demo.users.values())


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


def test_used_numbers_are_live(demo: Demo) -> None:
    for filing in demo.users.values():
        for use in filing.uses:
            standing = demo.replay.uses[filing.uscc, use.id]
            if use.number and demo.replay.effective(standing) is UserStatus.confirmed:
                assert demo.replay.apps[use.number].status in LIVE


def test_uses_begin_after_the_filing_and_the_decision(demo: Demo) -> None:
    filed = {event.number: event.at[:10] for event, _ in demo.events if event.event is EventKind.filed}
    for filing in demo.users.values():
        for use in filing.uses:
            confirmed = demo.replay.uses[filing.uscc, use.id].events[0].at[:10]
            assert filed.get(use.number, "") < use.decision.date < confirmed <= use.start_date


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
