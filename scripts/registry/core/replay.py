"""The state of everything as the replay of recorded decisions."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from registry.core.codes import EventKind, ProviderStatus, UserStatus
from registry.core.ledger import GENESIS, Event, digest, line_of
from registry.core.number import prefix_and_serial

APP_TRANSITIONS: dict[tuple[ProviderStatus | None, EventKind], ProviderStatus] = {
    (None, EventKind.filed): ProviderStatus.filed,
    (ProviderStatus.filed, EventKind.suspended): ProviderStatus.suspended,
    (ProviderStatus.suspended, EventKind.reinstated): ProviderStatus.filed,
    (ProviderStatus.filed, EventKind.revoked): ProviderStatus.revoked,
    (ProviderStatus.suspended, EventKind.revoked): ProviderStatus.revoked,
    (ProviderStatus.filed, EventKind.withdrawn): ProviderStatus.withdrawn,
    (ProviderStatus.suspended, EventKind.withdrawn): ProviderStatus.withdrawn,
    (ProviderStatus.filed, EventKind.transferred): ProviderStatus.filed,
}
"""What an app's filing becomes by an event; a pair that is not here is refused."""

USE_TRANSITIONS: dict[tuple[UserStatus | None, EventKind], UserStatus] = {
    (None, EventKind.confirmed): UserStatus.confirmed,
    (UserStatus.confirmed, EventKind.reconfirmed): UserStatus.confirmed,
    (UserStatus.invalidated, EventKind.reconfirmed): UserStatus.confirmed,
    (UserStatus.confirmed, EventKind.invalidated): UserStatus.invalidated,
    (UserStatus.confirmed, EventKind.ended): UserStatus.ended,
    (UserStatus.ended, EventKind.confirmed): UserStatus.confirmed,
    (UserStatus.invalidated, EventKind.ended): UserStatus.ended,
}
"""What an institution's use becomes by an event."""

APP_EVENTS = frozenset(kind for _, kind in APP_TRANSITIONS)
USE_EVENTS = frozenset(kind for _, kind in USE_TRANSITIONS)
FILE_EVENTS = frozenset({EventKind.changed, EventKind.blacklisted, EventKind.bar_lifted})


@dataclass(slots=True)
class AppStanding:
    """An app's number, where its filing lies, and its state since when. `item` is the app's id within the file."""

    number: str
    path: str
    item: str
    status: ProviderStatus
    events: list[Event] = field(default_factory=list)


@dataclass(slots=True)
class UseStanding:
    """A confirmed use of an institution."""

    path: str
    item: str
    number: str
    status: UserStatus
    events: list[Event] = field(default_factory=list)


@dataclass(slots=True)
class Head:
    """The end of one authority's chain: where the next event attaches, and the highest serial ever given."""

    sequence: int = 0
    previous: str = GENESIS
    serial: int = 0


@dataclass(slots=True)
class Replay:
    """What follows from all events. `faults` are sentences in English about events that do not fit."""

    apps: dict[str, AppStanding] = field(default_factory=dict)
    uses: dict[tuple[str, str], UseStanding] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    heads: dict[str, Head] = field(default_factory=dict)
    file_events: dict[str, list[Event]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def take(self, event: Event, raw: bytes) -> None:
        """Add one event, given in the order of its authority's chain, with the line that it stood on."""
        head = self.heads.setdefault(event.authority, Head())
        where = f"{event.authority} event {event.sequence}"
        if event.sequence != head.sequence + 1:
            self.faults.append(
                f"{where}: expected sequence {head.sequence + 1}; an event is missing or out of order"
            )
        if event.previous != head.previous:
            self.faults.append(f"{where}: does not follow from the line before it (hash chain broken)")
        if raw != line_of(event):
            self.faults.append(f"{where}: the line is not in canonical form")
        head.sequence, head.previous = event.sequence, digest(raw)
        self.file_events.setdefault(event.path, []).append(event)
        if event.path.startswith("filings/") or event.event in (EventKind.blacklisted, EventKind.bar_lifted):
            self.digests[event.path] = event.content_sha256
        if event.event in USE_EVENTS and event.item is not None:
            self._use(event, event.item, where)
        elif event.event in APP_EVENTS and event.number is not None:
            self._app(event, event.number, head, where)
        elif event.event not in FILE_EVENTS:
            self.faults.append(
                f"{where}: {event.event.value} names no {'use' if event.event in USE_EVENTS else 'number'}"
            )

    def _app(self, event: Event, number: str, head: Head, where: str) -> None:
        standing = self.apps.get(number)
        became = APP_TRANSITIONS.get((standing.status if standing else None, event.event))
        if became is None:
            state = standing.status.value if standing else "no filing"
            self.faults.append(f"{where}: {event.event.value} is not possible for {number} ({state})")
            return
        if standing is None:
            serial = prefix_and_serial(number)[1]
            if serial != head.serial + 1 and head.serial:
                self.faults.append(f"{where}: {number} does not follow serial {head.serial:05d}")
            head.serial = max(head.serial, serial)
            standing = self.apps[number] = AppStanding(number, event.path, event.item or "", became)
        standing.status = became
        if event.event is EventKind.transferred:
            standing.path, standing.item = event.path, event.item or standing.item
        standing.events.append(event)

    def _use(self, event: Event, item: str, where: str) -> None:
        standing = self.uses.get((event.path, item))
        became = USE_TRANSITIONS.get((standing.status if standing else None, event.event))
        if became is None:
            state = standing.status.value if standing else "not confirmed"
            self.faults.append(
                f"{where}: {event.event.value} is not possible for use {item} of {event.path} ({state})"
            )
            return
        if standing is None:
            standing = self.uses[event.path, item] = UseStanding(event.path, item, "", became)
        standing.status, standing.number = became, event.number or standing.number
        standing.events.append(event)

    def apps_of(self) -> dict[str, list[AppStanding]]:
        """Standings by the path of the filing."""
        found: dict[str, list[AppStanding]] = {}
        for standing in self.apps.values():
            found.setdefault(standing.path, []).append(standing)
        return found


def replay(events: Iterable[tuple[Event, bytes]]) -> Replay:
    """Replay events with their raw lines; each authority's in the order of its chain."""
    result = Replay()
    for event, raw in events:
        result.take(event, raw)
    return result
