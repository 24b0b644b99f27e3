"""The state of everything as the replay of recorded decisions.

Chains are merged by their instants, since what one authority decides can rest on what another decided: a filing moves to
another authority's folder, an app to another provider. Within a chain the order is always the chain's own.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import merge
from sys import intern

from registry.core import paths
from registry.core.codes import LIVE, EventKind, ProviderStatus, UserStatus
from registry.core.ledger import GENESIS, Decided, Event, digest, in_short, line_of
from registry.core.number import prefix_and_serial
from registry.core.transitions import (
    APP_EVENTS,
    APP_TRANSITIONS,
    BELONGS,
    LISTING_EVENTS,
    LISTING_TRANSITIONS,
    USE_BECOMES,
    USE_EVENTS,
    USE_TRANSITIONS,
    app_refusal,
    listing_refusal,
    use_refusal,
)
from registry.core.use_tally import UseTally

Unit = tuple[str, str]
"""`provider` or `user`, and a unit's code: a unit has one filing of each kind, wherever it lies (Art. 11)."""

_ABOUT_A_FILING = frozenset(EventKind) - {EventKind.suspended, EventKind.reinstated, EventKind.revoked}
"""Events that say where a unit's filing lies; the others are about a number and may name any file as their ground."""

_LOSING = frozenset({EventKind.suspended, EventKind.revoked, EventKind.withdrawn})
"""Events after which an app's filing is not in force."""

_PLACEMENTS = (EventKind.filed, EventKind.transferred)
"""Events from which on an app stands in a filing."""


@dataclass(slots=True)
class AppStanding:
    """An app's number, where its filing lies, and its state. `item` is the app's id within the file.

    `left` are the places (path, item) that the number was transferred away from. All events stand in the chain of the
    authority that gave the number, for ever.
    """

    number: str
    path: str
    item: str
    status: ProviderStatus
    events: list[Event] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)

    @property
    def chain(self) -> str:
        """The authority that gave the number."""
        return self.events[0].authority


@dataclass(slots=True)
class UseStanding:
    """A use of an institution, as it was last decided on; `effective` says what it is worth."""

    path: str
    item: str
    number: str
    status: UserStatus
    events: list[Decided] = field(default_factory=list)

    @property
    def since(self) -> str:
        """Day on which the status began that was last decided on; a re-confirmation of what is confirmed begins none."""
        began = self.events[-1]
        for event in reversed(self.events):
            if USE_BECOMES[event.event] is not self.status:
                break
            began = event
        return began.at[:10]


@dataclass(slots=True)
class Head:
    """The end of one authority's chain: where the next event attaches, its instant, and the highest serial ever given."""

    sequence: int = 0
    previous: str = GENESIS
    serial: int = 0
    at: str = ""


@dataclass(slots=True)
class Replay:
    """What follows from all events. `faults` are sentences in English about events that do not fit.

    `apps` by number; `uses` by the institution's code and the id of the use; `digests` of what was last approved, by the
    path where it lies now; `file_events` by path; `changes` are those of a unit's filing as a whole, wherever it lay.

    `in_short`: of institutions' uses only instants and kinds of decisions are kept, and none in `file_events`. A whole event
    takes 2 KB, and there may be a million (docs/decisions/0060-institutions-in-short.md).
    """

    apps: dict[str, AppStanding] = field(default_factory=dict)
    uses: dict[tuple[str, str], UseStanding] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    heads: dict[str, Head] = field(default_factory=dict)
    file_events: dict[str, list[Event]] = field(default_factory=dict)
    changes: dict[Unit, list[Event]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    in_short: bool = False
    use_tally: UseTally = field(default_factory=UseTally)
    _lies: dict[Unit, str] = field(default_factory=dict)
    _at: dict[str, list[AppStanding | UseStanding]] = field(default_factory=lambda: defaultdict(list))
    _listed: dict[str, EventKind] = field(default_factory=dict)

    def take(self, event: Event, raw: bytes) -> None:
        """Add one event, with the line that it stood on: in the order of its chain, and of the instants of all chains."""
        where = f"{event.authority} event {event.sequence}"
        head = self.heads.setdefault(event.authority, Head())
        self._link(event, raw, head, where)
        place = paths.parse(event.path)
        if place is None or place.kind not in BELONGS[event.event]:
            self._refuse(where, f"{event.event.value} cannot be about {event.path}")
            return
        chain = self._chain(event, place)
        if event.authority != chain:
            subject = event.path if event.number is None else f"{event.number} ({event.path})"
            self._refuse(where, f"{event.event.value} of {subject} belongs into the chain of {chain}")
            return
        if place.kind != "user" or not self.in_short:
            self.file_events.setdefault(event.path, []).append(event)
        if event.event in APP_EVENTS:
            self._app(event, head, where)
        elif event.event in USE_EVENTS:
            self._use(event, (place.uscc, event.item or ""), where)
        elif event.event in LISTING_EVENTS:
            self._listing(event, where)
        elif self._settle(event, place):
            self.changes.setdefault((place.kind, place.uscc), []).append(event)
        else:
            self._refuse(
                where, f"changed is not possible for {event.path}: nothing of the unit is registered"
            )

    def _chain(self, event: Event, place: paths.FilingPath) -> str:
        """The authority in whose chain an event belongs: the number's own for ever, otherwise that of the file's folder."""
        if event.event not in APP_EVENTS or event.event is EventKind.filed:
            return place.slug
        standing = self.apps.get(event.number or "")
        return standing.chain if standing else event.authority

    def _refuse(self, where: str, sentence: str) -> None:
        self.faults.append(f"{where}: {sentence}")

    def _link(self, event: Event, raw: bytes, head: Head, where: str) -> None:
        """The event follows from the one before it in its chain. Each event is compared with that one only: one fault each."""
        if event.sequence != head.sequence + 1:
            self._refuse(where, f"expected sequence {head.sequence + 1}; an event is missing or out of order")
        if event.previous != head.previous:
            self._refuse(where, "does not follow from the line before it (hash chain broken)")
        if raw != line_of(event):
            self._refuse(where, "the line is not in canonical form")
        if event.at < head.at:
            self._refuse(where, f"its instant {event.at} is before that of the event before it, {head.at}")
        head.sequence, head.previous, head.at = event.sequence, digest(raw), event.at

    def _settle(self, event: Event, place: paths.FilingPath) -> bool:
        """Note where the unit's filing lies and what was approved; what stood at its old place moves along.

        Whether it may be so: nothing changes of which nothing was ever registered.
        """
        unit = (place.kind, place.uscc)
        before = self._lies.get(unit)
        if before is None and event.event is EventKind.changed:
            return False
        if before is not None and before != event.path:
            for standing in self._at.pop(before, ()):
                standing.path = event.path
                self._at[event.path].append(standing)
            self.digests.pop(before, None)
        path = intern(event.path)
        self._lies[unit] = path
        self.digests[path] = event.content_sha256
        return True

    def _app(self, event: Event, head: Head, where: str) -> None:
        number = event.number
        if number is None:
            self._refuse(where, f"{event.event.value} names no number")
            return
        standing = self.apps.get(number)
        became = APP_TRANSITIONS.get((standing.status if standing else None, event.event))
        if became is None:
            state = standing.status.value if standing else "no filing"
            why = app_refusal(standing.status if standing else None, event.event)
            self._refuse(where, f"{event.event.value} is not possible for {number} ({state}): {why}")
            return
        place = paths.parse(event.path)
        lies = self._lies.get((place.kind, place.uscc)) if place else None
        if event.event is EventKind.filed and lies not in (None, event.path):
            self._refuse(
                where,
                f"filed at {event.path}, but the unit's filing lies at {lies}: a move is recorded first",
            )
            return
        if place is not None and event.event in _ABOUT_A_FILING:
            self._settle(event, place)
        if standing is None:
            serial = prefix_and_serial(number)[1]
            if serial != head.serial + 1 and head.serial:
                self._refuse(where, f"{number} does not follow serial {head.serial:05d}")
            head.serial = max(head.serial, serial)
            standing = self.apps[number] = AppStanding(number, event.path, event.item or "", became)
            self._at[event.path].append(standing)
        elif event.event is EventKind.transferred:
            self._hand_over(standing, event)
        standing.status = became
        standing.events.append(event)

    def _hand_over(self, standing: AppStanding, event: Event) -> None:
        self._at[standing.path].remove(standing)
        left = [*standing.left, (standing.path, standing.item)]
        standing.path, standing.item = event.path, event.item or standing.item
        standing.left = [place for place in left if place != (standing.path, standing.item)]
        self._at[event.path].append(standing)

    def _use(self, event: Event, key: tuple[str, str], where: str) -> None:
        if event.item is None:
            self._refuse(where, f"{event.event.value} names no use")
            return
        standing = self.uses.get(key)
        became = USE_TRANSITIONS.get((standing.status if standing else None, event.event))
        if became is None:
            state = standing.status.value if standing else "not confirmed"
            why = use_refusal(standing.status if standing else None, event.event)
            self._refuse(
                where,
                f"{event.event.value} is not possible for use {event.item} of {event.path} ({state}): {why}",
            )
            return
        place = paths.parse(event.path)
        if place is not None:
            self._settle(event, place)
        if standing is None:
            path = intern(event.path)
            standing = self.uses[key] = UseStanding(path, intern(event.item), "", became)
            self._at[path].append(standing)
        standing.status, standing.number = became, intern(event.number or standing.number)
        self.use_tally.take(event)
        standing.events.append(in_short(event.at, event.event) if self.in_short else event)

    def _listing(self, event: Event, where: str) -> None:
        state = self._listed.get(event.path)
        became = LISTING_TRANSITIONS.get((state, event.event))
        if became is None:
            self._refuse(
                where, f"{event.event.value} is not possible for {event.path}: {listing_refusal(state)}"
            )
            return
        self._listed[event.path] = became
        self.digests[event.path] = event.content_sha256

    def apps_of(self) -> dict[str, list[AppStanding]]:
        """Standings by the path of the filing."""
        found: dict[str, list[AppStanding]] = {}
        for standing in self.apps.values():
            found.setdefault(standing.path, []).append(standing)
        return found

    def history(self, app: AppStanding) -> list[Event]:
        """Decisions on an app, and changes of the filing that it stood in at the time; newest first."""
        events = list(app.events)
        placed = [event for event in app.events if event.event in _PLACEMENTS]
        for place, after in zip(placed, [*placed[1:], None], strict=True):
            where = paths.parse(place.path)
            for event in self.changes.get((where.kind, where.uscc), ()) if where else ():
                if place.at <= event.at and (after is None or event.at < after.at):
                    events.append(event)
        return sorted(events, key=lambda event: (event.at, event.authority, event.sequence), reverse=True)

    def since(self, app: AppStanding) -> str:
        """Day on which the present status began; a transfer begins none."""
        return next(e.at[:10] for e in reversed(app.events) if e.event is not EventKind.transferred)

    def lost_since(self, app: AppStanding) -> str:
        """Day from which on the app's filing has not been in force; empty if it is."""
        day = ""
        for event in reversed(app.events):
            if event.event not in _LOSING:
                break
            day = event.at[:10]
        return day

    def effective(self, use: UseStanding) -> UserStatus:
        """What a confirmed use is worth: it lapses while the app's filing is not in force (product rule, record 0012)."""
        app = self.apps.get(use.number)
        lapsed = use.status is UserStatus.confirmed and app is not None and app.status not in LIVE
        return UserStatus.invalidated if lapsed else use.status

    def decisions_on(self, path: str) -> list[Decided]:
        """All decisions on the uses that stand in an institution's filing, and on its filing as a whole wherever it lay; not sorted."""
        uses = [standing for standing in self._at.get(path, ()) if isinstance(standing, UseStanding)]
        where = paths.parse(path)
        whole = self.changes.get((where.kind, where.uscc), ()) if where else ()
        return [*(event for use in uses for event in use.events), *whole]

    def users_of(self, number: str) -> list[UseStanding]:
        """Uses of an app that have not ended, by path and id."""
        return sorted(
            (
                use
                for use in self.uses.values()
                if use.number == number and use.status is not UserStatus.ended
            ),
            key=lambda use: (use.path, use.item),
        )


def replay(events: Iterable[tuple[Event, bytes]], until: str = "") -> Replay:
    """Replay events with their raw lines, given in the order of each chain. `until`: the last day in Shanghai that counts."""
    chains: dict[str, list[tuple[Event, bytes]]] = defaultdict(list)
    for event, raw in events:
        if not until or event.at[:10] <= until:
            chains[event.authority].append((event, raw))
    return replay_chains([chain for _, chain in sorted(chains.items())], Replay())


def replay_chains(chains: Iterable[Iterable[tuple[Event, bytes]]], result: Replay) -> Replay:
    """Replay whole chains into `result`, each read only as far as it is needed."""
    for _, event, raw in merge(*(_dated(chain) for chain in chains), key=lambda row: row[0]):
        result.take(event, raw)
    return result


def _dated(chain: Iterable[tuple[Event, bytes]]) -> Iterator[tuple[tuple[str, str], Event, bytes]]:
    """Events with the key that they are merged by; an instant that goes backwards does not change a chain's own order."""
    latest = ""
    for event, raw in chain:
        latest = max(latest, event.at)
        yield (latest, event.authority), event, raw
