"""What is generated keeps the rules on providers' filings: none of their findings, on the first day that it could be shown."""

from datetime import date

import pytest

from registry.core import lookup
from registry.core.authority import Authority
from registry.core.snapshot import Filed
from registry.rules.judge import judge
from tests.demo.country import Demo

FAMILIES = ("A02", "A09", "A10", "A11", "A12", "A15")
FIRST_DAY = date(2026, 11, 1)


@pytest.fixture(scope="session")
def found(demo: Demo, authorities: dict[str, Authority]) -> list[tuple[str, str]]:
    """Code and path of all findings on providers' and institutions' filings."""
    providers = [Filed(path, demo.sha256(path), filing) for path, filing in demo.providers.items()]
    users = [Filed(path, demo.sha256(path), filing) for path, filing in demo.users.items()]
    cases = [Filed(path, demo.sha256(path), case) for path, case in demo.cases.items()]
    around = lookup.MemoryLookup(authorities, providers, users, cases, demo.replay)
    faults = [(fault.code, file.path) for file in providers for fault in judge("provider", file, around, FIRST_DAY)]  # fmt: skip
    faults += [(fault.code, file.path) for file in users for fault in judge("user", file, around, FIRST_DAY)]
    return faults


def test_nothing_is_found(found: list[tuple[str, str]]) -> None:
    assert [fault for fault in found if fault[0].startswith(FAMILIES)] == []


def test_the_shapes_that_the_rules_are_about_occur(demo: Demo) -> None:
    """Otherwise the test above would say little."""
    filings = list(demo.providers.values())
    apps = [app for filing in filings for app in filing.apps]
    assert any(filing.filer.value == "platform" for filing in filings)
    assert all((app.developer is not None) == (app.platforms.mini_program is not None) for app in apps)
    assert any(system.third_party_developer for filing in filings for system in filing.systems)
    assert any(filing.unit.covers_subsidiaries for filing in filings)
    assert {app.tutoring_class.value for app in apps if app.tutoring_class} == {"subject", "non_subject"}
    assert any(app.personal_info.minors_under_14 and app.personal_info.collects for app in apps)
