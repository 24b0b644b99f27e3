"""The state of everything follows from the recorded decisions, and what cannot follow is refused with a sentence."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from registry.core.codes import EventKind, ProviderStatus, UserStatus
from registry.core.ledger import Event
from registry.core.replay import Replay, replay
from registry.core.transitions import app_refusal, listing_refusal, use_refusal
from tests.builders import BING, JIA, SCHOOL, YI, canonical, case_path, number, provider_path, user_path

BEIJING, ZHEJIANG = provider_path("beijing", JIA), provider_path("zhejiang", JIA)
OTHER = provider_path("zhejiang", YI)
SCHOOL_OLD, SCHOOL_NEW = user_path("zhejiang/330100/330106", SCHOOL), user_path("beijing/110108", SCHOOL)
CASE = case_path("beijing", JIA, "2026-04-01")
ONE = number("11", 1)


class Chains:
    """Writes chained events, one a minute unless told otherwise."""

    def __init__(self) -> None:
        self.written: list[tuple[Event, bytes]] = []
        self._heads: dict[str, tuple[int, str]] = {}
        self._minute = 0

    def add(self, authority: str, event: str, path: str, **more: Any) -> "Chains":
        sequence, previous = self._heads.get(authority, (0, "0" * 64))
        self._minute += 1
        whole = {
            "sequence": sequence + 1, "at": f"2026-03-02T{9 + self._minute // 60:02}:{self._minute % 60:02}:00+08:00",
            "event": event, "path": path, "content_sha256": "ab" * 32, "commit": "c0ffee" + "0" * 34,
            "authority": authority, "previous": previous, **more,
        }  # fmt: skip
        line = canonical(whole)
        self._heads[authority] = (sequence + 1, hashlib.sha256(line).hexdigest())
        self.written.append((Event.model_validate(whole), line))
        return self

    def replayed(self, until: str = "") -> Replay:
        return replay(self.written, until)


def filed(chains: Chains | None = None) -> Chains:
    return (chains or Chains()).add("beijing", "filed", BEIJING, item="reader", number=ONE)


# What may follow what, written down once more by hand, from the status model of the filing and of the use.
APP: dict[str | None, dict[str, str]] = {
    None: {"filed": "filed"},
    "filed": {
        "suspended": "suspended",
        "revoked": "revoked",
        "withdrawn": "withdrawn",
        "transferred": "filed",
    },
    "suspended": {"reinstated": "filed", "revoked": "revoked", "withdrawn": "withdrawn"},
    "revoked": {},
    "withdrawn": {},
}
TO_APP: dict[str | None, list[str]] = {
    None: [], "filed": ["filed"], "suspended": ["filed", "suspended"], "revoked": ["filed", "revoked"],
    "withdrawn": ["filed", "withdrawn"],
}  # fmt: skip
APP_KINDS = ("filed", "suspended", "reinstated", "revoked", "withdrawn", "transferred")
USE: dict[str | None, dict[str, str]] = {
    None: {"confirmed": "confirmed"},
    "confirmed": {"reconfirmed": "confirmed", "invalidated": "invalidated", "ended": "ended"},
    "invalidated": {"reconfirmed": "confirmed", "ended": "ended"},
    "ended": {"confirmed": "confirmed"},
}
TO_USE: dict[str | None, list[str]] = {
    None: [], "confirmed": ["confirmed"], "invalidated": ["confirmed", "invalidated"], "ended": ["confirmed", "ended"],
}  # fmt: skip
USE_KINDS = ("confirmed", "reconfirmed", "invalidated", "ended")


@pytest.mark.parametrize("kind", APP_KINDS)
@pytest.mark.parametrize("state", APP)
def test_every_pair_of_an_apps_state_and_event(state: str | None, kind: str) -> None:
    """The next state of the table, or one fault that names number, state and reason and leaves everything as it was."""
    chains = Chains()
    for event in (*TO_APP[state], kind):
        chains.add("beijing", event, BEIJING, item="reader", number=ONE)
    found = chains.replayed()
    after = APP[state].get(kind)
    if after is not None:
        assert found.faults == []
        assert found.apps[ONE].status.value == after
        return
    before = ProviderStatus(state) if state else None
    (fault,) = found.faults
    why = app_refusal(before, EventKind(kind))
    assert fault == (
        f"beijing event {len(chains.written)}: {kind} is not possible for {ONE} ({state or 'no filing'}): {why}"
    )
    assert (found.apps[ONE].status.value if state else None) == state


@pytest.mark.parametrize("kind", USE_KINDS)
@pytest.mark.parametrize("state", USE)
def test_every_pair_of_a_uses_state_and_event(state: str | None, kind: str) -> None:
    """As for apps."""
    chains = Chains()
    for event in (*TO_USE[state], kind):
        chains.add("zhejiang", event, SCHOOL_OLD, item="use-1", number=ONE)
    found = chains.replayed()
    after = USE[state].get(kind)
    if after is not None:
        assert found.faults == []
        assert found.uses[SCHOOL, "use-1"].status.value == after
        return
    (fault,) = found.faults
    why = use_refusal(UserStatus(state) if state else None, EventKind(kind))
    assert fault.endswith(
        f"{kind} is not possible for use use-1 of {SCHOOL_OLD} ({state or 'not confirmed'}): {why}"
    )
    assert (found.uses[SCHOOL, "use-1"].status.value if state else None) == state


def test_each_refusal_has_its_own_sentence() -> None:
    """Nobody reads the same words for two different mistakes, but for what has ended for good."""
    apps = {
        app_refusal(ProviderStatus(state) if state else None, EventKind(kind))
        for state in APP
        for kind in APP_KINDS
        if kind not in APP[state]
    }
    uses = {
        use_refusal(UserStatus(state) if state else None, EventKind(kind))
        for state in USE
        for kind in USE_KINDS
        if kind not in USE[state]
    }
    assert len(apps) == 6
    assert len(uses) == 7
    assert len({listing_refusal(state) for state in (None, EventKind.blacklisted, EventKind.bar_lifted)}) == 3


LISTING: dict[str, tuple[list[str], str]] = {
    "listed": (["blacklisted"], ""),
    "listed and lifted": (["blacklisted", "bar_lifted"], ""),
    "lifted without a listing": (["bar_lifted"], "the unit was never listed by this case"),
    "listed twice": (["blacklisted", "blacklisted"], "the listing is recorded already"),
    "listed again": (["blacklisted", "bar_lifted", "blacklisted"], "the listing has ended"),
    "lifted twice": (["blacklisted", "bar_lifted", "bar_lifted"], "the listing has ended"),
}


@pytest.mark.parametrize("what", LISTING)
def test_a_case_is_listed_once_and_lifted_once(what: str) -> None:
    events, why = LISTING[what]
    chains = Chains()
    for event in events:
        chains.add("beijing", event, CASE)
    faults = chains.replayed().faults
    assert [fault.rpartition(": ")[2] for fault in faults] == ([why] if why else [])
    assert [fault.partition(": ")[0] for fault in faults] == ([f"beijing event {len(events)}"] if why else [])


MISPLACED: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "a suspension by another authority": (
        "zhejiang", "suspended", {"path": CASE, "number": ONE}, f"suspended of {ONE} ({CASE}) belongs into the chain of beijing"),
    "a filing in another's chain": (
        "zhejiang", "filed", {"path": BEIJING, "item": "x", "number": number("33", 1)},
        f"filed of {number('33', 1)} ({BEIJING}) belongs into the chain of beijing"),
    "a change in another's chain": ("zhejiang", "changed", {"path": BEIJING}, f"changed of {BEIJING} belongs into the chain of beijing"),
    "a listing in another's chain": ("zhejiang", "blacklisted", {"path": CASE}, f"blacklisted of {CASE} belongs into the chain of beijing"),
    "a confirmation in another's chain": (
        "beijing", "confirmed", {"path": SCHOOL_OLD, "item": "use-1"}, f"confirmed of {SCHOOL_OLD} belongs into the chain of zhejiang"),
    "a number for an institution's file": (
        "zhejiang", "filed", {"path": SCHOOL_OLD, "item": "x", "number": number("33", 1)}, f"filed cannot be about {SCHOOL_OLD}"),
    "a confirmation of a provider's file": ("beijing", "confirmed", {"path": BEIJING, "item": "x"}, f"confirmed cannot be about {BEIJING}"),
    "a listing of a filing": ("beijing", "blacklisted", {"path": BEIJING}, f"blacklisted cannot be about {BEIJING}"),
    "a change of a case": ("beijing", "changed", {"path": CASE}, f"changed cannot be about {CASE}"),
    "a withdrawal by a case": ("beijing", "withdrawn", {"path": CASE, "number": ONE}, f"withdrawn cannot be about {CASE}"),
    "a file that is nowhere": ("beijing", "changed", {"path": "filings/providers/x.yaml"}, "changed cannot be about filings/providers/x.yaml"),
    "a change of what was never registered": (
        "zhejiang", "changed", {"path": OTHER}, f"changed is not possible for {OTHER}: nothing of the unit is registered"),
    "a number in a second file of the unit": (
        "zhejiang", "filed", {"path": ZHEJIANG, "item": "x", "number": number("33", 1)},
        f"filed at {ZHEJIANG}, but the unit's filing lies at {BEIJING}: a move is recorded first"),
    "an event about no number": ("beijing", "suspended", {"path": BEIJING}, "suspended names no number"),
    "an event about no use": ("zhejiang", "confirmed", {"path": SCHOOL_OLD}, "confirmed names no use"),
}  # fmt: skip


@pytest.mark.parametrize("what", MISPLACED)
def test_an_event_where_it_does_not_belong_is_one_fault(what: str) -> None:
    """And it changes nothing."""
    authority, event, more, sentence = MISPLACED[what]
    before = filed().replayed()
    found = filed().add(authority, event, **more).replayed()
    place = f"{authority} event {2 if authority == 'beijing' else 1}"
    assert [fault.partition(": ") for fault in found.faults] == [(place, ": ", sentence)]
    assert (found.apps, found.uses, found.digests) == (before.apps, before.uses, before.digests)


def test_one_instant_out_of_order_is_one_fault() -> None:
    """Too early or too late: its neighbour alone is told."""
    for wrong, at in (("2026-03-01T09:00:00+08:00", 2), ("2026-12-31T09:00:00+08:00", 3)):
        chains = filed().add("beijing", "suspended", BEIJING, number=ONE, at=wrong)
        for event in ("reinstated", "suspended", "reinstated"):
            chains.add("beijing", event, BEIJING, number=ONE)
        faults = chains.replayed().faults
        assert len(faults) == 1
        assert faults[0].startswith(f"beijing event {at}: its instant ")
        assert "is before that of the event before it" in faults[0]


def test_two_events_of_one_instant_are_in_order() -> None:
    at = "2026-03-02T10:00:00+08:00"
    chains = filed().add("beijing", "suspended", BEIJING, number=ONE, at=at)
    assert chains.add("beijing", "reinstated", BEIJING, number=ONE, at=at).replayed().faults == []


def test_the_state_as_of_a_day() -> None:
    """Only what was decided up to the end of that day in Shanghai."""
    chains = filed()
    chains.add("beijing", "suspended", BEIJING, number=ONE, at="2026-05-06T23:59:59+08:00")
    chains.add("beijing", "reinstated", BEIJING, number=ONE, at="2026-05-07T00:00:00+08:00")
    states = {
        day: [app.status.value for app in chains.replayed(day).apps.values()]
        for day in ("2026-03-01", "2026-03-02", "2026-05-05", "2026-05-06", "2026-05-07", "")
    }
    assert states == {
        "2026-03-01": [], "2026-03-02": ["filed"], "2026-05-05": ["filed"], "2026-05-06": ["suspended"],
        "2026-05-07": ["filed"], "": ["filed"],
    }  # fmt: skip


def test_a_providers_filing_moves_with_its_numbers() -> None:
    """`changed` at the new place, in the new authority's chain; what is decided later about the number stays in the old one."""
    chains = filed().add("zhejiang", "changed", ZHEJIANG, content_sha256="cd" * 32)
    found = chains.replayed()
    assert found.faults == []
    assert (found.apps[ONE].path, found.apps[ONE].item, found.apps[ONE].chain) == (
        ZHEJIANG,
        "reader",
        "beijing",
    )
    assert found.digests == {ZHEJIANG: "cd" * 32}
    chains.add("beijing", "suspended", CASE, number=ONE)
    chains.add("zhejiang", "filed", ZHEJIANG, item="new", number=number("33", 1))
    chains.add("beijing", "changed", BEIJING)
    found = chains.replayed()
    assert found.faults == []
    assert {app.number: (app.path, app.status.value) for app in found.apps.values()} == {
        ONE: (BEIJING, "suspended"),
        number("33", 1): (BEIJING, "filed"),
    }


def test_a_school_moves_with_its_uses() -> None:
    """Any decision about its filing at the new place carries all of its uses along, one that has lapsed included."""
    chains = Chains()
    for item in ("use-1", "use-2"):
        chains.add("zhejiang", "confirmed", SCHOOL_OLD, item=item, number=ONE)
    chains.add("zhejiang", "invalidated", SCHOOL_OLD, item="use-2")
    chains.add("beijing", "reconfirmed", SCHOOL_NEW, item="use-1", number=ONE)
    found = chains.replayed()
    assert found.faults == []
    assert {key: (use.path, use.status.value) for key, use in found.uses.items()} == {
        (SCHOOL, "use-1"): (SCHOOL_NEW, "confirmed"),
        (SCHOOL, "use-2"): (SCHOOL_NEW, "invalidated"),
    }
    assert list(found.digests) == [SCHOOL_NEW]


def test_a_transfer_moves_one_app() -> None:
    """The number stays; the place that it left is remembered, also when it comes back and goes again."""
    chains = filed().add("beijing", "filed", BEIJING, item="writer", number=number("11", 2))
    chains.add("beijing", "transferred", OTHER, item="reader-jia", number=ONE)
    found = chains.replayed()
    assert found.faults == []
    assert {app.number: (app.path, app.item, app.left) for app in found.apps.values()} == {
        ONE: (OTHER, "reader-jia", [(BEIJING, "reader")]),
        number("11", 2): (BEIJING, "writer", []),
    }
    # The giving unit moves, and the receiving one: the app goes with its new unit only.
    chains.add("zhejiang", "changed", ZHEJIANG)
    assert chains.replayed().apps[ONE].path == OTHER
    chains.add("beijing", "transferred", ZHEJIANG, item="reader", number=ONE)
    found = chains.replayed()
    assert found.faults == []
    assert (found.apps[ONE].path, found.apps[ONE].item) == (ZHEJIANG, "reader")
    assert (OTHER, "reader-jia") in found.apps[ONE].left


def test_a_unit_that_gave_its_only_app_away_can_change_its_filing() -> None:
    chains = filed().add("beijing", "transferred", OTHER, item="reader", number=ONE)
    assert chains.add("beijing", "changed", BEIJING).replayed().faults == []


def test_chains_are_replayed_in_the_order_of_their_instants() -> None:
    """Whatever the order in which the chains are read."""
    chains = filed()
    chains.add("zhejiang", "changed", ZHEJIANG)
    chains.add("beijing", "changed", BEIJING)
    for order in (chains.written, sorted(chains.written, key=lambda row: row[0].authority, reverse=True)):
        found = replay(order)
        assert found.faults == []
        assert found.apps[ONE].path == BEIJING


def test_a_use_lapses_with_its_app_and_comes_back_with_it() -> None:
    """Derived, never recorded: the standing stays confirmed, its worth follows the app's."""
    chains = filed().add("zhejiang", "confirmed", SCHOOL_OLD, item="use-1", number=ONE)
    chains.add("zhejiang", "confirmed", SCHOOL_OLD, item="own")
    worth = []
    for event in ("suspended", "reinstated", "revoked"):
        found = chains.add("beijing", event, BEIJING, number=ONE).replayed()
        use, own = found.uses[SCHOOL, "use-1"], found.uses[SCHOOL, "own"]
        worth.append((use.status.value, found.effective(use).value, found.effective(own).value))
        assert [user.item for user in found.users_of(ONE)] == ["use-1"]
    assert worth == [
        ("confirmed", "invalidated", "confirmed"),
        ("confirmed", "confirmed", "confirmed"),
        ("confirmed", "invalidated", "confirmed"),
    ]
    ended = chains.add("zhejiang", "ended", SCHOOL_OLD, item="use-1").replayed()
    assert ended.effective(ended.uses[SCHOOL, "use-1"]) is UserStatus.ended
    assert ended.users_of(ONE) == []


# --- What does not follow from the line before it.


def wrong(index: int, **changes: Any) -> list[str]:
    """Faults of two filings and a suspension of one chain, of which one event is another than was written."""
    chains = filed().add("beijing", "filed", BEIJING, item="writer", number=number("11", 2))
    chains.add("beijing", "suspended", BEIJING, number=ONE)
    event, line = chains.written[index]
    raw = changes.pop("raw", None)
    chains.written[index] = (event.model_copy(update=changes), raw or line)
    return chains.replayed().faults


def test_what_breaks_a_chain_is_told_where_it_breaks() -> None:
    """The sequence, the digest of the line before, the form of the line: each in its own words."""
    line = "beijing event 2: the line is not in canonical form"
    assert wrong(1) == []
    assert wrong(1, previous="f" * 64) == [
        "beijing event 2: does not follow from the line before it (hash chain broken)", line,
    ]  # fmt: skip
    assert wrong(1, raw=b"{}") == [
        line,
        "beijing event 3: does not follow from the line before it (hash chain broken)",
    ]
    assert wrong(1, sequence=5) == [
        "beijing event 5: expected sequence 2; an event is missing or out of order",
        "beijing event 5: the line is not in canonical form",
        "beijing event 3: expected sequence 6; an event is missing or out of order",
    ]
    assert (
        wrong(0, sequence=2)[0] == "beijing event 2: expected sequence 1; an event is missing or out of order"
    )
    assert wrong(0, previous="f" * 64)[0].startswith(
        "beijing event 1: does not follow from the line before it"
    )
    assert wrong(1, at="2026-03-01T09:00:00+08:00") == [
        line,
        "beijing event 2: its instant 2026-03-01T09:00:00+08:00 is before that of the event before it, 2026-03-02T09:01:00+08:00",
    ]


def test_each_chain_is_linked_by_itself() -> None:
    """Two authorities have a first event each."""
    chains = filed().add("zhejiang", "filed", OTHER, item="math", number=number("33", 1))
    found = chains.replayed()
    assert found.faults == []
    assert {slug: (head.sequence, head.serial) for slug, head in found.heads.items()} == {
        "beijing": (1, 1),
        "zhejiang": (1, 1),
    }
    event, line = chains.written[0]
    head = found.heads["beijing"]
    assert (head.at, head.previous) == (event.at, hashlib.sha256(line).hexdigest())


def test_serials_follow_one_another() -> None:
    """The first may be any: numbers were given elsewhere before. A lower one does not take the highest back."""
    chains = Chains().add("beijing", "filed", BEIJING, item="reader", number=number("11", 7))
    assert chains.replayed().faults == []
    chains.add("beijing", "filed", BEIJING, item="writer", number=number("11", 9))
    chains.add("beijing", "filed", BEIJING, item="third", number=number("11", 5))
    chains.add("beijing", "filed", BEIJING, item="fourth", number=number("11", 10))
    found = chains.replayed()
    assert found.faults == [
        f"beijing event 2: {number('11', 9)} does not follow serial 00007",
        f"beijing event 3: {number('11', 5)} does not follow serial 00009",
    ]
    assert found.heads["beijing"].serial == 10


def test_what_names_nothing_is_refused() -> None:
    """A number for what is about an app, an id for what is about a use; nothing follows from it."""
    chains = Chains().add("beijing", "filed", BEIJING, item="reader")
    chains.add("beijing", "confirmed", SCHOOL_NEW, number=ONE)
    found = chains.replayed()
    assert found.faults == [
        "beijing event 1: filed names no number",
        "beijing event 2: confirmed names no use",
    ]
    assert (found.apps, found.uses, found.digests) == ({}, {}, {})


def test_what_is_in_the_wrong_chain_is_refused() -> None:
    """A filing by the folder of its file; what is decided later about a number by the chain that gave it."""
    chains = Chains().add("zhejiang", "filed", BEIJING, item="reader", number=number("33", 1))
    chains.add("zhejiang", "confirmed", SCHOOL_NEW, item="use-1", number=ONE)
    assert chains.replayed().faults == [
        f"zhejiang event 1: filed of {number('33', 1)} ({BEIJING}) belongs into the chain of beijing",
        f"zhejiang event 2: confirmed of {ONE} ({SCHOOL_NEW}) belongs into the chain of beijing",
    ]
    later = filed().add("zhejiang", "suspended", ZHEJIANG, number=ONE).add("zhejiang", "changed", BEIJING)
    assert later.replayed().faults == [
        f"zhejiang event 1: suspended of {ONE} ({ZHEJIANG}) belongs into the chain of beijing",
        f"zhejiang event 2: changed of {BEIJING} belongs into the chain of beijing",
    ]


def test_what_stands_elsewhere_is_refused_until_the_move_is_recorded() -> None:
    """A filing lies in one place; nothing is changed of which nothing was registered."""
    chains = filed().add("zhejiang", "filed", ZHEJIANG, item="new", number=number("33", 1))
    assert chains.replayed().faults == [
        f"zhejiang event 1: filed at {ZHEJIANG}, but the unit's filing lies at {BEIJING}: a move is recorded first"
    ]
    nothing = Chains().add("beijing", "changed", BEIJING).replayed()
    assert nothing.faults == [
        f"beijing event 1: changed is not possible for {BEIJING}: nothing of the unit is registered"
    ]
    assert (nothing.changes, nothing.digests) == ({}, {})


def test_the_history_of_an_app_holds_the_changes_of_where_it_stood() -> None:
    """Newest first; of the unit that it left only what came before, of the one that has it only what came after."""
    chains = Chains().add("zhejiang", "filed", OTHER, item="math", number=number("33", 1))
    filed(chains)
    chains.add("beijing", "changed", BEIJING).add("zhejiang", "changed", OTHER)
    chains.add("beijing", "transferred", OTHER, item="reader-jia", number=ONE)
    chains.add("beijing", "filed", BEIJING, item="writer", number=number("11", 2))
    chains.add("beijing", "changed", BEIJING).add("zhejiang", "changed", OTHER)
    found = chains.replayed()
    assert found.faults == []
    told = [(event.event.value, event.path) for event in found.history(found.apps[ONE])]
    assert told == [("changed", OTHER), ("transferred", OTHER), ("changed", BEIJING), ("filed", BEIJING)]
    assert found.since(found.apps[ONE]) == "2026-03-02"
    assert {path: [event.event.value for event in events] for path, events in found.file_events.items()} == {
        OTHER: ["filed", "changed", "transferred", "changed"],
        BEIJING: ["filed", "changed", "filed", "changed"],
    }
    assert {unit: len(events) for unit, events in found.changes.items()} == {
        ("provider", JIA): 2,
        ("provider", YI): 2,
    }


def test_a_status_began_with_the_last_event_that_was_no_transfer() -> None:
    chains = filed().add("beijing", "suspended", BEIJING, number=ONE, at="2026-04-05T10:00:00+08:00")
    chains.add("beijing", "reinstated", BEIJING, number=ONE, at="2026-04-06T10:00:00+08:00")
    chains.add("beijing", "transferred", OTHER, item="x", number=ONE, at="2026-04-07T10:00:00+08:00")
    found = chains.replayed()
    assert found.since(found.apps[ONE]) == "2026-04-06"
    assert found.history(found.apps[ONE])[0].event is EventKind.transferred


def test_a_change_at_the_instant_of_a_transfer_is_of_the_unit_that_has_the_app_from_then_on() -> None:
    """And one at the instant of the filing is of the filing."""
    at = "2026-04-07T10:00:00+08:00"
    chains = Chains().add(
        "beijing", "filed", BEIJING, item="reader", number=ONE, at="2026-04-05T10:00:00+08:00"
    )
    chains.add("beijing", "changed", BEIJING, at="2026-04-05T10:00:00+08:00")
    chains.add("beijing", "transferred", OTHER, item="x", number=ONE, at=at)
    chains.add("beijing", "changed", BEIJING, at=at).add("zhejiang", "changed", OTHER, at=at)
    found = chains.replayed()
    told = [(event.event.value, event.path) for event in found.history(found.apps[ONE])]
    assert told == [("changed", OTHER), ("transferred", OTHER), ("changed", BEIJING), ("filed", BEIJING)]


def test_a_filing_moves_twice_after_its_only_app_went_away() -> None:
    """Nothing stands in it that could move along."""
    chains = filed().add("beijing", "transferred", OTHER, item="x", number=ONE)
    chains.add("zhejiang", "changed", ZHEJIANG).add("beijing", "changed", BEIJING)
    found = chains.replayed()
    assert found.faults == []
    assert (found.apps[ONE].path, sorted(found.digests)) == (OTHER, sorted((OTHER, BEIJING)))


def test_events_of_one_instant_are_told_newest_first_by_their_chain() -> None:
    """By sequence within one authority."""
    same = "2026-04-05T10:00:00+08:00"
    chains = filed().add("beijing", "suspended", BEIJING, number=ONE, at=same)
    chains.add("beijing", "reinstated", BEIJING, number=ONE, at=same).add(
        "zhejiang", "changed", ZHEJIANG, at=same
    )
    found = chains.replayed()
    assert [(e.authority, e.sequence) for e in found.history(found.apps[ONE])] == [
        ("zhejiang", 1), ("beijing", 3), ("beijing", 2), ("beijing", 1),
    ]  # fmt: skip


def test_standings_are_found_by_path_and_users_in_order() -> None:
    """Several apps of one filing; uses that have not ended, whatever they are worth."""
    chains = filed().add("beijing", "filed", BEIJING, item="writer", number=number("11", 2))
    chains.add("zhejiang", "filed", OTHER, item="math", number=number("33", 1))
    chains.add("zhejiang", "confirmed", SCHOOL_OLD, item="use-2", number=ONE)
    chains.add("beijing", "confirmed", user_path("beijing", BING), item="use-9", number=ONE)
    chains.add("zhejiang", "confirmed", SCHOOL_OLD, item="use-1", number=ONE)
    chains.add("zhejiang", "confirmed", SCHOOL_OLD, item="use-3", number=number("11", 2))
    found = chains.replayed()
    assert found.faults == []
    by_path = {path: [app.number for app in apps] for path, apps in found.apps_of().items()}
    assert by_path == {BEIJING: [ONE, number("11", 2)], OTHER: [number("33", 1)]}
    assert [(use.path, use.item) for use in found.users_of(ONE)] == [
        (user_path("beijing", BING), "use-9"), (SCHOOL_OLD, "use-1"), (SCHOOL_OLD, "use-2"),
    ]  # fmt: skip
    chains.add("zhejiang", "reconfirmed", SCHOOL_OLD, item="use-1")
    assert chains.replayed().uses[SCHOOL, "use-1"].number == ONE
    chains.add("zhejiang", "reconfirmed", SCHOOL_OLD, item="use-1", number=number("11", 2))
    again = chains.replayed().uses[SCHOOL, "use-1"]
    assert (again.number, len(again.events)) == (number("11", 2), 3)


def test_a_listing_keeps_what_was_approved() -> None:
    """The digest of the case's own file, of the last event."""
    chains = Chains().add("beijing", "blacklisted", CASE, content_sha256="cd" * 32)
    assert chains.replayed().digests == {CASE: "cd" * 32}
    assert chains.add("beijing", "bar_lifted", CASE, content_sha256="ef" * 32).replayed().digests == {
        CASE: "ef" * 32
    }


def test_a_filing_is_lost_from_the_first_of_the_last_losses_on() -> None:
    """A suspension that ends in a revocation counts from the suspension; one that was reinstated does not count."""
    days = iter(range(5, 20))

    def then(event: str) -> str:
        at = f"2026-04-{next(days):02}T10:00:00+08:00"
        found = chains.add("beijing", event, BEIJING, number=ONE, at=at).replayed()
        return found.lost_since(found.apps[ONE])

    chains = filed()
    assert chains.replayed().lost_since(chains.replayed().apps[ONE]) == ""
    assert [then(event) for event in ("suspended", "reinstated", "suspended", "revoked")] == [
        "2026-04-05",
        "",
        "2026-04-07",
        "2026-04-07",
    ]


@dataclass
class Model:
    """What should be, kept in the plainest way: state and place of each number and use."""

    apps: dict[str, list[str]] = field(default_factory=dict)
    uses: dict[str, str] = field(default_factory=dict)
    folder: dict[str, str] = field(default_factory=dict)
    serial: dict[str, int] = field(default_factory=lambda: {"beijing": 0, "zhejiang": 0})


UNITS = (JIA, YI, BING)


class Lives(RuleBasedStateMachine):
    """Units file, move, withdraw and give apps away, authorities decide, in any order; legal or not."""

    @initialize()
    def begin(self) -> None:
        self.chains, self.model, self.faults = Chains(), Model(), 0

    @rule(unit=st.sampled_from(UNITS), authority=st.sampled_from(("beijing", "zhejiang")))
    def file(self, unit: str, authority: str) -> None:
        folder = self.model.folder.setdefault(unit, authority)
        self.model.serial[folder] += 1
        given = number({"beijing": "11", "zhejiang": "33"}[folder], self.model.serial[folder])
        item = f"app-{given[5:12]}"
        self.chains.add(folder, "filed", provider_path(folder, unit), item=item, number=given)
        self.model.apps[given] = ["filed", unit, folder]

    @rule(unit=st.sampled_from(UNITS), authority=st.sampled_from(("beijing", "zhejiang")))
    def change_or_move(self, unit: str, authority: str) -> None:
        self.chains.add(authority, "changed", provider_path(authority, unit))
        if unit in self.model.folder:
            self.model.folder[unit] = authority
        else:
            self.faults += 1

    @rule(data=st.data(), kind=st.sampled_from(APP_KINDS[1:]), to=st.sampled_from(UNITS))
    def decide(self, data: st.DataObject, kind: str, to: str) -> None:
        if not self.model.apps:
            return
        given = data.draw(st.sampled_from(sorted(self.model.apps)))
        state, unit, chain = self.model.apps[given]
        holder = to if kind == "transferred" else unit
        folder = self.model.folder.get(holder, "beijing")
        path = provider_path(folder, holder)
        self.chains.add(chain, kind, path, item=f"app-{given[5:12]}", number=given)
        after = APP[state].get(kind)
        if after is None:
            self.faults += 1
            return
        self.model.apps[given] = [after, holder, chain]
        if kind == "transferred":
            self.model.folder[holder] = folder

    @rule(
        item=st.sampled_from(("use-1", "use-2")),
        kind=st.sampled_from(USE_KINDS),
        folder=st.sampled_from((SCHOOL_OLD, SCHOOL_NEW)),
    )
    def use(self, item: str, kind: str, folder: str) -> None:
        self.chains.add(folder.split("/")[2], kind, folder, item=item)
        after = USE[self.model.uses.get(item)].get(kind)
        if after is None:
            self.faults += 1
            return
        self.model.uses[item] = after
        self.model.folder[SCHOOL] = folder

    @invariant()
    def agrees(self) -> None:
        found = self.chains.replayed()
        assert len(found.faults) == self.faults
        assert {
            given: [app.status.value, app.path.split("/")[4][:18], app.chain]
            for given, app in found.apps.items()
        } == self.model.apps
        assert {given: app.path.split("/")[2] for given, app in found.apps.items()} == {
            given: self.model.folder[unit] for given, (_, unit, _) in self.model.apps.items()
        }
        assert {item: use.status.value for (_, item), use in found.uses.items()} == self.model.uses
        assert all(use.path == self.model.folder[SCHOOL] for use in found.uses.values())
        assert {name: head.serial for name, head in found.heads.items() if head.serial} == {
            name: serial for name, serial in self.model.serial.items() if serial
        }


TestLives = Lives.TestCase
TestLives.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


def test_refusals_read_as_people_see_them() -> None:
    """What verify shows says which event was impossible, and why."""
    assert app_refusal(None, EventKind.filed) == "a number is given once"
    assert app_refusal(ProviderStatus.filed, EventKind.filed) == "a number is given once"
    assert app_refusal(None, EventKind.revoked) == "the number was never given"
    for status in (ProviderStatus.revoked, ProviderStatus.withdrawn):
        for event in (EventKind.reinstated, EventKind.suspended, EventKind.transferred):
            assert isinstance(app_refusal(status, event), str), (status, event)
    assert use_refusal(None, EventKind.ended) == "it was never confirmed"
