"""Institutions joined with what was decided on their uses: what is shown, in which state, since when, and what stops the build."""

from dataclasses import replace

import pytest

from registry.core.codes import UserStatus, UseState
from registry.core.snapshot import Snapshot
from registry.render.site.assemble import records_of
from registry.render.site.records import Records, UnpublishableError
from tests.site.site_sample import BEIJING, Ledger, snapshot

APPS = f"filings/providers/beijing/{BEIJING[-2:]}/{BEIJING}.yaml"
HAIDIAN = "filings/users/beijing/110108/12110108400888123D.yaml"
WUHOU = "filings/users/sichuan/510100/510107/12510107450766123L.yaml"
ONE = "教APP备1190001号"


def ledger(*events: tuple[str, str]) -> Snapshot:
    """The sample with one app and, from then on, these events of 2026: kind and day; of the app, or of Haidian's use of it."""
    made = Ledger()
    made.add("beijing", "2026-01-02", "filed", APPS, item="kousuan", number=ONE)
    for event, day in events:
        of_app = event in ("suspended", "reinstated", "revoked", "withdrawn")
        path, item = (APPS, "kousuan") if of_app else (HAIDIAN, "use-1")
        made.add("beijing", f"2026-{day}", event, path, item=item, number=ONE)
    assert not made.replay.faults
    return replace(snapshot(), replay=made.replay)


def told(records: Records) -> list[tuple[str, str, str, str]]:
    return [
        (record.filed.uscc, one.use.item, one.state.value, one.since)
        for record in records.institutions
        for one in record.uses
    ]


@pytest.mark.parametrize(
    ("events", "state", "since"),
    [
        ("confirmed 02-01", "confirmed", "2026-02-01"),
        ("confirmed 02-01 reconfirmed 02-09", "confirmed", "2026-02-01"),
        ("confirmed 02-01 invalidated 02-09", "invalidated", "2026-02-09"),
        ("confirmed 02-01 invalidated 02-09 suspended 02-10", "invalidated", "2026-02-09"),
        ("confirmed 02-01 invalidated 02-09 reconfirmed 02-20", "confirmed", "2026-02-20"),
        ("confirmed 02-01 suspended 02-05", "lapsed", "2026-02-05"),
        ("confirmed 02-01 suspended 02-05 revoked 02-07", "lapsed", "2026-02-05"),
        ("confirmed 02-01 withdrawn 02-07", "lapsed", "2026-02-07"),
        ("confirmed 02-01 suspended 02-05 reinstated 02-06", "confirmed", "2026-02-01"),
        ("suspended 01-05 confirmed 02-01", "lapsed", "2026-02-01"),
    ],
)
def test_a_use_is_worth_what_was_decided_on_it_and_on_its_app(events: str, state: str, since: str) -> None:
    words = events.split()
    records = records_of(ledger(*zip(words[::2], words[1::2], strict=True)))
    assert told(records) == [("12110108400888123D", "use-1", state, since)]
    (app,) = records.apps
    (beijing,) = [record for record in records.authorities if record.authority.slug == "beijing"]
    assert (app.uses, app.lapsed_uses) == (int(state == "confirmed"), int(state == "lapsed"))
    assert records.uses == beijing.uses == app.uses
    assert beijing.institutions == 1
    under = [(authority.slug, count) for authority, count in app.uses_by_authority]
    assert under == ([] if state == "invalidated" else [("beijing", 1)])


@pytest.mark.parametrize(
    "events", ["", "confirmed 02-01 ended 02-02", "confirmed 02-01 invalidated 02-02 ended 02-03"]
)
def test_what_was_never_confirmed_or_has_ended_is_not_shown(events: str) -> None:
    words = events.split()
    assert told(records_of(ledger(*zip(words[::2], words[1::2], strict=True)))) == []


def test_institutions_are_sorted_by_path_and_uses_stand_as_filed() -> None:
    records = records_of(snapshot())
    assert [record.filed.path for record in records.institutions] == [HAIDIAN, WUHOU]
    assert told(records)[:2] == [
        ("12110108400888123D", "use-1", "confirmed", "2026-02-12"),
        ("12110108400888123D", "own", "confirmed", "2026-02-12"),
    ]
    app = next(app for app in records.apps if app.number == ONE)
    assert [(authority.slug, count) for authority, count in app.uses_by_authority] == [
        ("beijing", 1),
        ("sichuan", 1),
    ]


@pytest.mark.parametrize("status", [UserStatus.confirmed, UserStatus.invalidated])
def test_a_confirmed_use_that_is_nowhere_filed_stops_the_build(status: UserStatus) -> None:
    """One that was invalidated may have been taken out of the filing since; what is in force must be there to be shown."""
    base = ledger(
        ("confirmed", "02-01"), *([("invalidated", "02-02")] if status is UserStatus.invalidated else [])
    )
    filed = base.users[HAIDIAN]
    without = replace(filed, content=filed.content.model_copy(update={"uses": filed.content.uses[1:]}))
    spoilt = replace(base, users={**base.users, HAIDIAN: without})
    if status is UserStatus.invalidated:
        assert told(records_of(spoilt)) == []
    else:
        with pytest.raises(
            UnpublishableError, match=r"use use-1 of .* is confirmed, but it is not in the snapshot"
        ):
            records_of(spoilt)


def test_a_use_under_an_authority_without_a_file_stops_the_build() -> None:
    made = Ledger()
    made.add("sichuan", "2026-02-01", "confirmed", WUHOU, item="use-1")
    base = replace(snapshot(), replay=made.replay, cases={})
    assert told(records_of(base)) == [("12510107450766123L", "use-1", "confirmed", "2026-02-01")]
    others = {slug: one for slug, one in base.authorities.items() if slug != "sichuan"}
    with pytest.raises(UnpublishableError, match="authority sichuan, which has no file"):
        records_of(replace(base, authorities=others))


def test_states_are_three() -> None:
    assert [state.value for state in UseState] == ["confirmed", "lapsed", "invalidated"]
