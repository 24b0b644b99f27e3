"""Institutions in short: less is kept, and what is kept says the same; nothing broken is passed over."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from registry.adapters import ledger_files
from registry.adapters.load import Loaded, load
from registry.adapters.source import WorkTree
from registry.commands.snapshot import snapshot_of
from registry.core.clock import SHANGHAI
from registry.core.codes import UserStatus
from registry.core.due import due
from registry.core.institution import InstitutionUses
from registry.core.ledger import Event
from registry.core.replay import Replay, UseStanding
from registry.core.working_days import AnnouncedDays
from tests.builders import SCHOOL, user_path
from tests.commands import REPOSITORY
from tests.test_replay import ONE, filed

NOW = datetime(2026, 11, 26, 9, tzinfo=SHANGHAI)


@pytest.fixture(scope="module")
def whole() -> Loaded:
    return load(WorkTree(REPOSITORY))


@pytest.fixture(scope="module")
def short() -> Loaded:
    return load(WorkTree(REPOSITORY), in_short=True)


def told(use: UseStanding) -> tuple[object, ...]:
    return (
        use.path,
        use.item,
        use.number,
        use.status,
        use.since,
        [(event.at, event.event) for event in use.events],
    )


def test_the_filings_say_the_same(whole: Loaded, short: Loaded) -> None:
    assert len(whole.users) == 300
    assert not short.users
    assert short.institutions == {
        path: InstitutionUses.of(path, file.sha256, file.content) for path, file in whole.users.items()
    }
    for path, file in whole.users.items():
        found, institution = short.institutions[path], file.content.institution
        assert (found.uscc, found.place) == (institution.uscc, institution.competent_authority)
        assert (found.name, found.level) == (institution.name, institution.level)
        assert [
            (
                use.item,
                use.number or None,
                use.own and use.own.name,
                use.own and use.own.system,
                use.basis,
                use.mode,
                use.uniform,
            )
            for use in found.uses
        ] == [
            (
                use.id,
                use.number,
                use.self_developed and use.self_developed.app.name,
                use.self_developed and use.self_developed.system.name,
                use.basis,
                use.mode,
                use.uniform_use,
            )
            for use in file.content.uses
        ]
    assert any(use.own for found in short.institutions.values() for use in found.uses)


def test_the_decisions_say_the_same(whole: Loaded, short: Loaded) -> None:
    one, other = whole.replay, short.replay
    assert not short.broken_ledger
    assert {key: told(use) for key, use in other.uses.items()} == {
        key: told(use) for key, use in one.uses.items()
    }
    for name in ("apps", "digests", "heads", "changes", "faults"):
        assert getattr(other, name) == getattr(one, name), name
    assert other.file_events == {
        path: events for path, events in one.file_events.items() if not path.startswith("filings/users/")
    }
    assert not any(isinstance(event, Event) for use in other.uses.values() for event in use.events)


def test_the_same_is_due(whole: Loaded, short: Loaded) -> None:
    """Of the institutions whose app lost its filing as well."""
    dockets = [
        due(snapshot_of(loaded, "c" * 40, NOW.date()), (), AnnouncedDays(), NOW) for loaded in (whole, short)
    ]
    assert dockets[0] == dockets[1]
    assert any(one.limit.code == "app_lost" for one in dockets[0].dues)


def test_both_forms_are_one_to_who_asks(whole: Loaded, short: Loaded) -> None:
    one, other = (snapshot_of(loaded, "c" * 40, NOW.date()) for loaded in (whole, short))
    assert list(one.every_institution()) == list(other.every_institution())
    assert [found.path for found in other.every_institution()] == sorted(whole.users)
    assert one.institution("filings/users/moe/X.yaml") is None


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger of three chains, alone in its folder; Beijing's is in two files, since one alone breaks nothing."""
    for slug in ("beijing", "zhejiang", "moe"):
        shutil.copytree(REPOSITORY / "ledger" / slug, tmp_path / "ledger" / slug)
    return tmp_path


def files(ledger: Path) -> Iterator[Path]:
    return iter(sorted((ledger / "ledger").rglob("*.jsonl")))


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def torn(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-10])


def renamed(file: Path) -> None:
    file.rename(file.with_name("00000099.jsonl"))


def other_year(file: Path) -> None:
    target = file.parent.parent / "2020" / file.name
    target.parent.mkdir()
    file.rename(target)


def strange(file: Path) -> None:
    file.write_bytes(file.read_bytes() + next((REPOSITORY / "ledger/anhui").rglob("*.jsonl")).read_bytes())


def not_a_chain(file: Path) -> None:
    (file.parent / "notes.txt").write_text("x")


def edited(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b'"approved_by":[', b'"approved_by":[1', 1))


def followed_by_nothing(file: Path) -> None:
    file.with_name("00009999.jsonl").write_bytes(b"")


@pytest.mark.parametrize(
    "harm", [followed_by_nothing, emptied, torn, renamed, other_year, strange, not_a_chain, edited]
)
def test_a_broken_ledger_is_told(harm: object, ledger: Path) -> None:
    """The same problems as when all of it is read; it may end at the first."""
    assert callable(harm)
    harm(next(files(ledger)))
    whole, short = (read(WorkTree(ledger))[1] for read in (ledger_files.load, ledger_files.load_in_short))
    assert short
    assert set(short) <= set(whole)


def test_a_missing_ledger_is_told(tmp_path: Path) -> None:
    assert ledger_files.load_in_short(WorkTree(tmp_path))[1] == [("ledger/", "missing")]


@pytest.mark.parametrize(
    ("events", "day"),
    [
        ("confirmed", "2026-03-01"),
        ("confirmed reconfirmed reconfirmed", "2026-03-01"),
        ("confirmed invalidated", "2026-03-02"),
        ("confirmed reconfirmed invalidated reconfirmed reconfirmed", "2026-03-04"),
        ("confirmed ended confirmed", "2026-03-03"),
    ],
)
def test_a_status_lasts_since_the_decision_that_began_it(events: str, day: str) -> None:
    chains = filed()
    for at, event in enumerate(events.split(), start=1):
        chains.add(
            "zhejiang", event, user_path("zhejiang", SCHOOL), item="use-1", number=ONE,
            at=f"2026-03-{at:02}T09:00:00+08:00",
        )  # fmt: skip
    replayed = chains.replayed()
    assert not replayed.faults
    assert replayed.uses[SCHOOL, "use-1"].since == day


def test_what_was_decided_on_a_filing_is_found_where_it_lies_now() -> None:
    """Also what was decided before it moved; changes of the unit's filing as a whole are found at any place."""
    old, new = user_path("zhejiang", SCHOOL), user_path("beijing", SCHOOL)
    chains = filed().add("zhejiang", "confirmed", old, item="use-1", number=ONE)
    chains.add("beijing", "reconfirmed", new, item="use-1", number=ONE).add("beijing", "changed", new)
    for in_short in (False, True):
        replayed = Replay(in_short=in_short)
        for event, raw in chains.written:
            replayed.take(event, raw)
        assert [event.event.value for event in replayed.decisions_on(new)] == [
            "confirmed",
            "reconfirmed",
            "changed",
        ]
        assert [event.event.value for event in replayed.decisions_on(old)] == ["changed"]
        assert replayed.uses[SCHOOL, "use-1"].status is UserStatus.confirmed
