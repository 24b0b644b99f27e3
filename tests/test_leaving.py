"""Filings that move, apps that are withdrawn or change hands: what the registrar records, and that numbers survive."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from registry.adapters.ledger_files import load as load_ledger
from registry.adapters.source import SourceError, WorkTree
from registry.commands import register
from registry.commands.register import Plan, sweep
from registry.commands.validate import validate
from registry.commands.verify import verify
from registry.core.replay import Replay
from tests.builders import (
    BING,
    SCHOOL,
    TODAY,
    YI,
    Paths,
    RegistryFolder,
    app_text,
    given_text,
    number,
    provider_path,
    use_text,
    user_path,
    withdrawal_text,
)

pytestmark = pytest.mark.usefixtures("plain_git")

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
SONG = number("51", 1)
MOVED = provider_path("zhejiang", BING)
SUMMARY = tuple[str, str, str, str | None, str | None]


@pytest.fixture
def folder(registered: RegistryFolder, tmp_path_factory: pytest.TempPathFactory) -> RegistryFolder:
    """The miniature, committed, with nothing left to register."""
    return registered.copy(tmp_path_factory.mktemp("leaving") / "registry")


def applied(folder: RegistryFolder) -> list[SUMMARY]:
    """Commit, sweep, apply; the events. Afterwards nothing is left, and the ledger is whole."""
    folder.commit("Merge")
    planned: Plan = sweep(folder.root, NOW)
    assert planned.held == []
    if planned.files:
        register.apply(folder.root, planned)
    assert sweep(folder.root, NOW).events == []
    report = verify(folder.root)
    assert (report.problems, report.pending) == ([], [])
    return [
        (event.authority, event.event.value, event.path, event.item, event.number)
        for event, _ in planned.events
    ]


def replay(folder: RegistryFolder) -> Replay:
    found, problems = load_ledger(WorkTree(folder.root))
    assert problems == []
    return found


def move(folder: RegistryFolder, old: str, new: str) -> None:
    (folder.root / new).parent.mkdir(parents=True, exist_ok=True)
    shutil.move(folder.root / old, folder.root / new)


def bing_moves(folder: RegistryFolder) -> None:
    """丙's head office goes to another province."""
    move(folder, Paths.bing, MOVED)
    folder.edit(MOVED, "registration_province: sichuan", "registration_province: zhejiang")


def test_a_providers_filing_moves_and_keeps_its_number(folder: RegistryFolder) -> None:
    """One `changed` in the new authority's chain; a new app gets the new authority's number."""
    bing_moves(folder)
    assert applied(folder) == [("zhejiang", "changed", MOVED, None, None)]
    app = replay(folder).apps[SONG]
    assert (app.path, app.chain, app.status.value) == (MOVED, "sichuan", "filed")
    folder.write(MOVED, folder.read(MOVED) + app_text("drum", "示例丙鼓", "cn.example.bing.drum"))
    assert applied(folder) == [
        ("zhejiang", "changed", MOVED, None, None),
        ("zhejiang", "filed", MOVED, "drum", number("33", 2)),
    ]


def test_an_app_that_moved_is_withdrawn_in_its_numbers_chain(folder: RegistryFolder) -> None:
    bing_moves(folder)
    applied(folder)
    folder.write(MOVED, folder.read(MOVED) + withdrawal_text("2026-11-24", "不再运营"))
    assert applied(folder) == [
        ("zhejiang", "changed", MOVED, None, None),
        ("sichuan", "withdrawn", MOVED, "song", SONG),
    ]
    app = replay(folder).apps[SONG]
    assert (app.status.value, app.events[-1].reason) == ("withdrawn", "不再运营")


def test_a_filing_that_moved_and_is_not_registered_yet_is_pending(folder: RegistryFolder) -> None:
    bing_moves(folder)
    folder.commit("Merge")
    report = verify(folder.root)
    assert report.problems == []
    assert report.pending == [f"{Paths.bing}: moved to {MOVED}, not registered there"]


def test_a_school_moves_with_all_of_its_uses(folder: RegistryFolder) -> None:
    """Re-confirmed by the new authority; one of an app that is not live moves along without a word."""
    new = user_path("zhejiang/330100/330102", SCHOOL)
    move(folder, Paths.school, new)
    folder.edit(
        new, "competent_authority: zhejiang/330100/330106", "competent_authority: zhejiang/330100/330102"
    )
    folder.edit(new, 'county: "330106"', 'county: "330102"')
    assert applied(folder) == [
        ("zhejiang", "reconfirmed", new, "use-1", number("11", 1)),
        ("zhejiang", "reconfirmed", new, "own", None),
        ("zhejiang", "confirmed", new, "use-4", number("33", 1)),
    ]
    assert {use.path for use in replay(folder).uses.values() if SCHOOL in use.path} == {new}


def test_a_file_whose_uses_have_all_lapsed_is_recorded_as_changed(folder: RegistryFolder) -> None:
    """Nobody re-confirms the use of a suspended app, but the content is on record."""
    only = use_text("use-2", number("11", 2))
    head = folder.read(Paths.school).partition("uses:\n")[0]
    folder.write(Paths.school, f"{head}uses:\n{only}")
    assert [event for _, event, *_ in applied(folder)] == ["ended"] * 2
    folder.edit(Paths.school, "示例市第一小学", "示例市第一实验小学")
    assert applied(folder) == [("zhejiang", "changed", Paths.school, None, None)]


def test_a_suspended_app_is_withdrawn_and_revoked_no_more(folder: RegistryFolder) -> None:
    """A case of the same sweep that revokes it lists the unit, and leaves what has ended alone."""
    suspended = app_text("suspended", "示例甲作业", "cn.example.jia.suspended")
    folder.edit(Paths.jia, suspended, suspended + withdrawal_text("2026-11-23"))
    folder.edit(
        Paths.jia, app_text("fresh", "示例甲新课", "cn.example.jia.fresh"), ""
    )  # the bar would stop it
    path = folder.case(
        "beijing",
        Paths.jia.rpartition("/")[2][:18],
        "2026-04-01",
        revoked=number("11", 2),
        start="2026-11-20",
    )
    assert applied(folder) == [
        ("beijing", "changed", Paths.jia, None, None),
        ("beijing", "withdrawn", Paths.jia, "suspended", number("11", 2)),
        ("beijing", "blacklisted", path, None, None),
    ]


def give(folder: RegistryFolder) -> None:
    """丙 gives its app to 乙."""
    folder.write(Paths.bing, folder.read(Paths.bing) + given_text(YI))


def take(folder: RegistryFolder, item: str = "song") -> None:
    """乙 takes it over."""
    song = app_text(item, "示例丙音乐", None, "cn.example.bing", system="front")
    folder.write(Paths.yi, folder.read(Paths.yi) + song + f"    takes_over: {SONG}\n")


def test_an_app_changes_hands_when_both_units_have_said_so(folder: RegistryFolder) -> None:
    """The number stays in its own chain and stands in the other unit's filing; afterwards the giver's entry may go."""
    give(folder)
    assert applied(folder) == [("sichuan", "changed", Paths.bing, None, None)]
    assert replay(folder).apps[SONG].path == Paths.bing
    take(folder, "song-bing")
    assert applied(folder) == [
        ("zhejiang", "changed", Paths.yi, None, None),
        ("zhejiang", "filed", Paths.yi, "search", number("33", 2)),
        ("sichuan", "transferred", Paths.yi, "song-bing", SONG),
    ]
    app = replay(folder).apps[SONG]
    assert (app.path, app.item, app.status.value) == (Paths.yi, "song-bing", "filed")
    assert validate(folder.root, TODAY).findings == []
    # 丙 goes on: its old entry gets no number again, then it leaves the file for another app.
    folder.edit(Paths.bing, "示例丙信息有限公司", "示例丙信息技术有限公司")
    assert applied(folder) == [("sichuan", "changed", Paths.bing, None, None)]
    head = folder.read(Paths.bing).partition("apps:\n")[0]
    folder.write(Paths.bing, f"{head}apps:\n{app_text('drum', '示例丙鼓', None, 'cn.example.drum')}")
    assert applied(folder) == [
        ("sichuan", "changed", Paths.bing, None, None),
        ("sichuan", "filed", Paths.bing, "drum", number("51", 4)),
    ]


def test_both_sides_of_a_transfer_in_one_sweep(folder: RegistryFolder) -> None:
    give(folder)
    take(folder)
    assert ("sichuan", "transferred", Paths.yi, "song", SONG) in applied(folder)


@pytest.mark.parametrize("first", [give, take])
def test_one_side_alone_moves_nothing(
    first: Callable[[RegistryFolder], None], folder: RegistryFolder
) -> None:
    """What only the receiver says is held back: two filings may not hold one identifier."""
    first(folder)
    folder.commit("Merge")
    planned = sweep(folder.root, NOW)
    assert "transferred" not in {event.event.value for event, _ in planned.events}
    assert [path for path, _ in planned.held] == ([Paths.yi] if first is take else [])


def test_a_transfer_by_a_filing_that_breaks_a_rule_is_held_back(folder: RegistryFolder) -> None:
    """Whichever of the two is read first."""
    give(folder)
    folder.edit(Paths.bing, "registration_province: sichuan", "registration_province: beijing")
    take(folder)
    folder.commit("Merge")
    planned = sweep(folder.root, NOW)
    assert sorted(path for path, _ in planned.held) == sorted([Paths.bing, Paths.yi])
    assert planned.events == []


def test_a_unit_that_moved_still_gives_its_app_away(folder: RegistryFolder) -> None:
    """The number's registered path is the old one until the move is registered."""
    bing_moves(folder)
    folder.write(MOVED, folder.read(MOVED) + given_text(YI))
    take(folder)
    assert applied(folder) == [
        ("zhejiang", "changed", MOVED, None, None),
        ("zhejiang", "changed", Paths.yi, None, None),
        ("zhejiang", "filed", Paths.yi, "search", number("33", 2)),
        ("sichuan", "transferred", Paths.yi, "song", SONG),
    ]


def test_a_clock_that_runs_behind_the_ledger_stops_the_sweep(folder: RegistryFolder) -> None:
    """Instants never go backwards in a chain."""
    folder.edit(Paths.xin, "示例全科学习", "示例全科学习册")
    folder.commit("Merge")
    with pytest.raises(SourceError, match="beijing: its last decision is of 2026-11-24T09:30:00"):
        sweep(folder.root, NOW - timedelta(seconds=1))


def test_a_number_that_was_never_given_is_held_back(folder: RegistryFolder) -> None:
    """Not a crash of the registrar."""
    song = app_text("song", "示例乙音乐", None, "cn.example.yi.song", system="front")
    folder.write(Paths.yi, folder.read(Paths.yi) + song + f"    takes_over: {number('51', 99)}\n")
    folder.commit("Merge")
    planned = sweep(folder.root, NOW)
    assert [(path, [fault.code for fault in faults]) for path, faults in planned.held] == [
        (Paths.yi, ["R45"])
    ]
