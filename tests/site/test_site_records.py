"""What a snapshot becomes: every registered app is shown, nothing else is, and a gap stops the build."""

from dataclasses import replace
from datetime import date

import pytest

from registry.core import paths
from registry.core.codes import ProviderStatus
from registry.core.finding import Finding, Severity, Verdict
from registry.core.text import Text
from registry.render.site.assemble import records_of
from registry.render.site.records import UnpublishableError
from tests.site.site_sample import BEIJING, SICHUAN, Ledger, snapshot

BEIJING_FILE = paths.provider_path("beijing", BEIJING)


def test_every_registered_app_is_there_with_its_status_and_since_when() -> None:
    found = {app.digits: (app.status, app.since, app.filed_on) for app in records_of(snapshot()).apps}
    assert found == {
        "0000017": (ProviderStatus.filed, "2026-01-30", "2026-01-30"),
        "1190001": (ProviderStatus.filed, "2026-01-20", "2026-01-20"),
        "1190002": (ProviderStatus.suspended, "2026-02-10", "2026-01-20"),
        "5190001": (ProviderStatus.filed, "2025-10-08", "2025-10-08"),
        "5190002": (ProviderStatus.revoked, "2026-01-12", "2025-10-08"),
        "5190003": (ProviderStatus.withdrawn, "2026-01-15", "2025-10-08"),
        "5190004": (ProviderStatus.filed, "2025-11-01", "2025-11-01"),
    }


def test_a_filing_without_any_number_is_not_published() -> None:
    records = records_of(snapshot())
    assert "石河子胡杨软件有限公司" not in {provider.unit.name for provider in records.providers}
    assert "云杉未登记应用" not in {app.app.name for app in records.apps}


def test_history_holds_changes_of_the_file_and_is_newest_first() -> None:
    history = next(app for app in records_of(snapshot()).apps if app.digits == "1190002").history
    assert [(entry.day, entry.event.event.value) for entry in history] == [
        ("2026-02-10", "suspended"),
        ("2026-02-01", "changed"),
        ("2026-01-20", "filed"),
    ]


def test_a_transferred_app_keeps_its_number_and_shows_the_new_provider() -> None:
    base = snapshot()
    ledger, target = Ledger(), paths.provider_path("sichuan", SICHUAN)
    ledger.add("beijing", "2026-01-20", "filed", BEIJING_FILE, item="kousuan", number="教APP备1190001号")
    ledger.add("beijing", "2026-01-25", "changed", BEIJING_FILE)
    ledger.add("sichuan", "2026-01-22", "filed", target, item="tiku", number="教APP备5190002号")
    ledger.add("sichuan", "2026-01-28", "changed", target, reason="转入之前")
    ledger.add("beijing", "2026-02-01", "transferred", target, item="ketang", number="教APP备1190001号")
    ledger.add("beijing", "2026-02-05", "changed", BEIJING_FILE, reason="与转出的应用无关")
    app = records_of(replace(base, replay=ledger.replay, users={})).apps[0]
    assert (app.number, app.unit.uscc, app.status, app.since) == (
        "教APP备1190001号",
        SICHUAN,
        ProviderStatus.filed,
        "2026-01-20",
    )
    assert [entry.event.event.value for entry in app.history] == ["transferred", "changed", "filed"]


def test_uses_are_counted_by_app_and_by_place_own_ones_included() -> None:
    records = records_of(snapshot())
    assert {app.digits: app.uses for app in records.apps if app.uses} == {"1190001": 2}
    places = {
        r.authority.slug: [(place.name.zh, place.count) for place in r.by_place] for r in records.authorities
    }
    assert places == {"moe": [], "beijing": [("海淀区", 2)], "sichuan": [("成都市", 1)], "xpcc": []}
    assert records.uses == 3


def test_a_use_that_is_no_longer_confirmed_is_not_counted() -> None:
    base = snapshot()
    haidian = paths.user_path("beijing/110108", "12110108400888123D")
    ledger = Ledger()
    ledger.add("beijing", "2026-01-20", "filed", BEIJING_FILE, item="kousuan", number="教APP备1190001号")
    for item in ("use-1", "own"):
        ledger.add("beijing", "2026-02-12", "confirmed", haidian, item=item)
    ledger.add("beijing", "2026-02-20", "ended", haidian, item="use-1")
    records = records_of(replace(base, replay=ledger.replay))
    assert (records.uses, records.apps[0].uses) == (1, 0)


def test_uses_of_an_app_that_is_not_in_force_have_lapsed() -> None:
    """They are told at the app, and count nowhere else; once it is reinstated they count again."""
    base = snapshot()
    haidian = paths.user_path("beijing/110108", "12110108400888123D")
    ledger, given = Ledger(), "教APP备1190001号"
    ledger.add("beijing", "2026-01-20", "filed", BEIJING_FILE, item="kousuan", number=given)
    ledger.add("beijing", "2026-02-12", "confirmed", haidian, item="use-1", number=given)
    ledger.add("beijing", "2026-02-12", "confirmed", haidian, item="own")
    counted = []
    for event in ("suspended", "reinstated"):
        ledger.add("beijing", "2026-02-20", event, BEIJING_FILE, number=given)
        records = records_of(replace(base, replay=ledger.replay))
        (app,) = records.apps
        beijing = next(r for r in records.authorities if r.authority.slug == "beijing")
        counted.append((app.uses, app.lapsed_uses, records.uses, beijing.uses))
    assert counted == [(0, 1, 1, 1), (1, 0, 2, 2)]


def test_every_authority_has_a_record_even_when_nothing_is_filed_there() -> None:
    counted = {r.authority.slug: (len(r.apps), r.providers) for r in records_of(snapshot()).authorities}
    assert counted == {"moe": (1, 1), "beijing": (2, 1), "sichuan": (4, 2), "xpcc": (0, 0)}


def test_a_case_is_current_until_the_last_day_of_its_bar() -> None:
    base = snapshot()
    for day, current, barred in ((date(2026, 7, 12), True, True), (date(2026, 7, 13), False, False)):
        case = next(
            case for case in records_of(replace(base, today=day)).cases if case.case.unit.uscc == SICHUAN
        )
        assert (case.current, case.barred, case.bar_ends) == (current, barred, "2026-07-12")


def test_an_allegation_is_not_published() -> None:
    assert {case.case.state.value for case in records_of(snapshot()).cases} == {"blacklisted", "expired"}


def test_demonstration_serials_are_marked_and_real_ones_are_not() -> None:
    marked = {app.digits for app in records_of(snapshot()).apps if app.demonstration}
    assert marked == {"1190001", "1190002", "5190001", "5190002", "5190003", "5190004"}


def test_a_registered_app_without_its_filing_stops_the_build() -> None:
    base = snapshot()
    without = {path: filed for path, filed in base.providers.items() if path != BEIJING_FILE}
    with pytest.raises(
        UnpublishableError,
        match=f"教APP备1190001号 is registered, but its filing {BEIJING_FILE} is not in the snapshot",
    ):
        records_of(replace(base, providers=without))


def test_a_registered_app_that_left_its_filing_stops_the_build() -> None:
    base = snapshot()
    filed = base.providers[BEIJING_FILE]
    emptied = replace(filed, content=filed.content.model_copy(update={"apps": filed.content.apps[1:]}))
    with pytest.raises(UnpublishableError, match="has no app kousuan"):
        records_of(replace(base, providers={**base.providers, BEIJING_FILE: emptied}))


def test_a_registered_app_without_its_system_stops_the_build() -> None:
    base = snapshot()
    filed = base.providers[BEIJING_FILE]
    emptied = replace(filed, content=filed.content.model_copy(update={"systems": ()}))
    with pytest.raises(UnpublishableError, match="has no business system main"):
        records_of(replace(base, providers={**base.providers, BEIJING_FILE: emptied}))


def test_a_confirmed_use_without_its_filing_stops_the_build() -> None:
    with pytest.raises(UnpublishableError, match="is confirmed, but it is not in the snapshot"):
        records_of(replace(snapshot(), users={}))


def test_a_missing_authority_stops_the_build() -> None:
    base = snapshot()
    some = {slug: authority for slug, authority in base.authorities.items() if slug != "sichuan"}
    with pytest.raises(UnpublishableError, match="authority sichuan, which has no file"):
        records_of(replace(base, authorities=some))


def test_two_files_for_one_unit_stop_the_build() -> None:
    base = snapshot()
    ledger = Ledger()
    twin = paths.provider_path("sichuan", BEIJING)
    ledger.add("beijing", "2026-01-20", "filed", BEIJING_FILE, item="kousuan", number="教APP备1190001号")
    ledger.add("sichuan", "2026-01-20", "filed", twin, item="yuedu", number="教APP备5190001号")
    providers = {**base.providers, twin: base.providers[BEIJING_FILE]}
    with pytest.raises(
        UnpublishableError, match=f"the unit's filing lies at {BEIJING_FILE}: a move is recorded first"
    ):
        records_of(replace(base, providers=providers, replay=ledger.replay, users={}))


def test_a_broken_ledger_stops_the_build() -> None:
    ledger = Ledger()
    ledger.add("beijing", "2026-01-20", "revoked", BEIJING_FILE, item="kousuan", number="教APP备1190001号")
    with pytest.raises(UnpublishableError, match="the ledger cannot be replayed"):
        records_of(replace(snapshot(), replay=ledger.replay, users={}))


@pytest.mark.parametrize(
    ("path", "stops"),
    [
        ("blacklist/beijing/91110108MA01ABCD1K--2026-02-02.yaml", True),
        ("filings/providers/beijing/1K/91110108MA01ABCD1K.yaml", False),
    ],
)
def test_an_unreadable_case_stops_the_build_and_an_unregistered_filing_does_not(
    path: str, stops: bool
) -> None:
    text = Text("读不了", "cannot be read")
    finding = Finding("F01", Severity.error, Verdict.refer, "", path, 1, 1, "", text, text)
    given = replace(snapshot(), findings=(finding,))
    if not stops:
        assert records_of(given).apps
        return
    with pytest.raises(UnpublishableError, match="cannot be read: cannot be read"):
        records_of(given)
