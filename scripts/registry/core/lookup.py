"""What a rule may ask about the rest of the registry, and the answer from values in memory.

The same questions are answered from the committed index (`adapters/index_files.py`) so that one filing is checked without
reading all of them; a test holds both to the same verdicts.
"""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from registry.core import names, paths
from registry.core.authority import Authority
from registry.core.codes import ProviderStatus
from registry.core.filing import App, ProviderFiling
from registry.core.finding import Place
from registry.core.replay import AppStanding, Replay, UseStanding
from registry.core.snapshot import CaseFile, Filed, ProviderFile, UserFile
from registry.core.use import UserFiling


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """An app or a use that names something by which others find it. `item` is empty where the unit as a whole names it."""

    path: str
    item: str


@dataclass(frozen=True, slots=True, order=True)
class Registered:
    """A numbered app (`status` of codes.ProviderStatus) or a confirmed use (codes.UserStatus); `number` may be empty for a use.

    `since` is the day (`2026-03-02`, in Shanghai) on which the app was filed or the use was first confirmed.
    `transferred`: the place that an app had in the filing of a unit before it went to another one.
    """

    path: str
    item: str
    number: str
    status: str
    since: str = ""


class Lookup(Protocol):
    """Questions about the registry around the filing that is judged, that filing included."""

    @property
    def authorities(self) -> Mapping[str, Authority]:
        """By slug."""
        ...

    def files_of_unit(self, uscc: str) -> tuple[str, ...]:
        """Paths of all provider and user filings of a unit."""
        ...

    def claims(self, kind: str, identifier: str) -> tuple[Claim, ...]:
        """Who names an identifier of a kind; the kinds are those of `claims_of` below."""
        ...

    def by_number(self, number: str) -> Registered | None:
        """The app with a filing number."""
        ...

    def registered_of_unit(self, uscc: str) -> tuple[Registered, ...]:
        """Numbered apps and confirmed uses of a unit, at the paths that they were registered under."""
        ...

    def registered_in(self, path: str) -> tuple[Registered, ...]:
        """Numbered apps or confirmed uses of one filing; one that moved to another authority's folder keeps them."""
        ...

    def filing(self, path: str) -> Filed[Any] | None:
        """The provider's or institution's filing at a path, if it is there and readable."""
        ...

    def filing_before(self, path: str) -> Filed[Any] | None:
        """The unit's filing of the same kind before the change that is judged, wherever it lay; without a change, `filing`."""
        ...

    def cases_of(self, uscc: str) -> tuple[CaseFile, ...]:
        """Enforcement cases against a unit, by the names of their files."""
        ...


def claims_of(content: ProviderFiling | UserFiling) -> Iterator[tuple[str, str, str]]:
    """(kind, identifier as compared, item) of everything by which a filing is found from elsewhere.

    android, ios, mini_program   what only one live app may hold (`identifiers`)
    app_store, signing_cert      what tells that two apps are one, or of one maker
    name                         keys of an app's name (`core.names.keys`)
    covers, head_office          codes of units that this one files for, and of the one above it (Art. 11)
    uses                         filing numbers of the apps that an institution uses
    own_android, own_ios, own_mini_program
                                 identifiers of apps that institutions developed for own use (Art. 21)
    """
    yield from _claims_without_names(content)
    yield from _claims_by_name(content)


def _claims_by_name(content: ProviderFiling | UserFiling) -> Iterator[tuple[str, str, str]]:
    for app in content.apps if isinstance(content, ProviderFiling) else ():
        for key in sorted(names.keys(app.name)):
            yield "name", key, app.id


def _claims_without_names(content: ProviderFiling | UserFiling) -> Iterator[tuple[str, str, str]]:
    if isinstance(content, UserFiling):
        for use in content.uses:
            if use.number is not None:
                yield "uses", use.number, use.id
            for kind, identifier, _ in identifiers_of(use.self_developed.app) if use.self_developed else ():
                yield f"own_{kind}", identifier, use.id
        return
    for kind, identifier, item, _ in identifiers(content):
        yield kind, identifier, item
    for app in content.apps:
        if app.platforms.ios and app.platforms.ios.app_store_id:
            yield "app_store", app.platforms.ios.app_store_id, app.id
        if app.platforms.android and app.platforms.android.signing_cert_sha256:
            yield "signing_cert", app.platforms.android.signing_cert_sha256.replace(":", "").lower(), app.id
    for unit in content.unit.covers_subsidiaries:
        yield "covers", unit.uscc, ""
    if content.unit.head_office:
        yield "head_office", content.unit.head_office.uscc, ""


def identifiers(filing: ProviderFiling) -> Iterator[tuple[str, str, str, Place]]:
    """(kind, identifier as compared, app id, place) of every identifier that a filing's apps claim."""
    for index, app in enumerate(filing.apps):
        for kind, identifier, place in identifiers_of(app):
            yield kind, identifier, app.id, ("apps", index, *place)


def identifiers_of(app: App) -> Iterator[tuple[str, str, Place]]:
    """(kind, identifier as compared, place within the app) of every identifier that an app claims."""
    platforms = app.platforms
    if platforms.android:
        yield "android", platforms.android.package_name, ("platforms", "android", "package_name")
    if platforms.ios:
        # Bundle ids are compared without regard to case, as the store does.
        yield "ios", platforms.ios.bundle_id.lower(), ("platforms", "ios", "bundle_id")
    if platforms.mini_program:
        yield "mini_program", platforms.mini_program.app_id, ("platforms", "mini_program", "app_id")


def unit_of_path(path: str) -> str:
    """The unit's code in a filing's path: its file name without the ending."""
    return path.rpartition("/")[2].removesuffix(".yaml")


def same_unit_and_kind(path: str, other: str) -> bool:
    """Whether two paths are of one unit's filing of one kind, perhaps in the folders of two authorities."""
    start = paths.PROVIDERS if path.startswith(paths.PROVIDERS) else paths.USERS
    return other.startswith(start) and unit_of_path(other) == unit_of_path(path)


def path_before(lookup: Lookup, path: str) -> str:
    """Where the unit's filing of the kind of `path` lies in `lookup`: there, or in another authority's folder."""
    found = [other for other in lookup.files_of_unit(unit_of_path(path)) if same_unit_and_kind(path, other)]
    return path if path in found or not found else found[0]


class FollowsMoves(ABC):
    """`registered_in` for a lookup that knows what was registered of a unit and where its filings lie now."""

    @abstractmethod
    def files_of_unit(self, uscc: str) -> tuple[str, ...]:
        """See Lookup."""

    @abstractmethod
    def registered_of_unit(self, uscc: str) -> tuple[Registered, ...]:
        """See Lookup."""

    def registered_in(self, path: str) -> tuple[Registered, ...]:
        """See Lookup. What was registered at a path that is there belongs there; at one that is gone, it has moved along."""
        uscc = unit_of_path(path)
        others = set(self.files_of_unit(uscc)) - {path}
        return tuple(
            entry
            for entry in self.registered_of_unit(uscc)
            if same_unit_and_kind(path, entry.path) and entry.path not in others
        )


class MemoryLookup(FollowsMoves):
    """The answers, from all records in memory."""

    def __init__(
        self,
        authorities: Mapping[str, Authority],
        providers: Iterable[ProviderFile],
        users: Iterable[UserFile],
        cases: Iterable[CaseFile],
        replay: Replay,
    ) -> None:
        self.authorities = authorities
        self._files: dict[str, list[str]] = defaultdict(list)
        self._filings: dict[str, Filed[Any]] = {}
        self._cases: dict[str, list[CaseFile]] = defaultdict(list)
        self._registered: dict[str, list[Registered]] = defaultdict(list)
        self._numbers: dict[str, Registered] = {}
        for provider in providers:
            self._files[unit_of_path(provider.path)].append(provider.path)
            self._filings[provider.path] = provider
        for user in users:
            self._files[unit_of_path(user.path)].append(user.path)
            self._filings[user.path] = user
        for case in cases:
            where = paths.parse(case.path)
            self._cases[where.uscc if where else ""].append(case)
        for registered in registered_of(replay):
            self._registered[unit_of_path(registered.path)].append(registered)
            if is_current(registered):
                self._numbers[registered.number] = registered

    def files_of_unit(self, uscc: str) -> tuple[str, ...]:
        """See Lookup."""
        return tuple(sorted(self._files.get(uscc, ())))

    @cached_property
    def _claims(self) -> dict[tuple[str, str], list[Claim]]:
        """Built when first asked for: a registrar that finds nothing to do never asks."""
        return self._collected(_claims_without_names)

    @cached_property
    def _names(self) -> dict[tuple[str, str], list[Claim]]:
        """Apart, since they cost most and a registry in which every app has its number never asks for them."""
        return self._collected(_claims_by_name)

    def _collected(
        self, claims: Callable[[ProviderFiling | UserFiling], Iterator[tuple[str, str, str]]]
    ) -> dict[tuple[str, str], list[Claim]]:
        found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for path, file in self._filings.items():
            for kind, identifier, item in claims(file.content):
                found[kind, identifier].append(Claim(path, item))
        return found

    def claims(self, kind: str, identifier: str) -> tuple[Claim, ...]:
        """See Lookup."""
        known = self._names if kind == "name" else self._claims
        return tuple(sorted(known.get((kind, identifier), ())))

    def by_number(self, number: str) -> Registered | None:
        """See Lookup."""
        return self._numbers.get(number)

    def registered_of_unit(self, uscc: str) -> tuple[Registered, ...]:
        """See Lookup."""
        return tuple(sorted(self._registered.get(uscc, ())))

    def filing(self, path: str) -> Filed[Any] | None:
        """See Lookup."""
        return self._filings.get(path)

    def filing_before(self, path: str) -> Filed[Any] | None:
        """See Lookup."""
        return self.filing(path)

    def cases_of(self, uscc: str) -> tuple[CaseFile, ...]:
        """See Lookup."""
        return tuple(sorted(self._cases.get(uscc, ()), key=lambda case: case.path))


def registered_of(replay: Replay) -> list[Registered]:
    """Everything that the ledger gave a number or confirmed."""
    return [*registered_apps(replay), *map(_as_it_stands, replay.uses.values())]


def registered_apps(replay: Replay) -> list[Registered]:
    """The apps among it, at the places where they are and at those that they left."""
    return [
        *map(_as_it_stands, replay.apps.values()),
        *(
            Registered(path, item, app.number, ProviderStatus.transferred.value, _day_of_first(app))
            for app in replay.apps.values()
            for path, item in app.left
        ),
    ]


def _as_it_stands(entry: AppStanding | UseStanding) -> Registered:
    return Registered(entry.path, entry.item, entry.number, entry.status.value, _day_of_first(entry))


def _day_of_first(entry: AppStanding | UseStanding) -> str:
    return entry.events[0].at[:10] if entry.events else ""


def is_current(entry: Registered) -> bool:
    """Whether it is a numbered app, at the place where it is now."""
    return entry.path.startswith(paths.PROVIDERS) and entry.status != ProviderStatus.transferred


def holds_identifiers(registered: Iterable[Registered], item: str) -> bool:
    """Whether an app of a filing keeps its identifiers to itself: not yet numbered, filed or suspended; not revoked, withdrawn or gone."""
    status = next((entry.status for entry in registered if entry.item == item), None)
    return status not in (ProviderStatus.revoked, ProviderStatus.withdrawn, ProviderStatus.transferred)


class OverlayLookup(FollowsMoves):
    """Another lookup with some files replaced, added or (None) removed: what the registry would be after a change."""

    def __init__(
        self,
        below: Lookup,
        providers: Mapping[str, ProviderFile | None],
        users: Mapping[str, UserFile | None],
        cases: Mapping[str, CaseFile | None],
    ) -> None:
        self._below = below
        self._hidden = frozenset((*providers, *users, *cases))
        self._over = MemoryLookup(
            below.authorities,
            [file for file in providers.values() if file],
            [file for file in users.values() if file],
            [file for file in cases.values() if file],
            Replay(),
        )

    @property
    def authorities(self) -> Mapping[str, Authority]:
        """See Lookup."""
        return self._below.authorities

    def files_of_unit(self, uscc: str) -> tuple[str, ...]:
        """See Lookup."""
        kept = [path for path in self._below.files_of_unit(uscc) if path not in self._hidden]
        return tuple(sorted((*kept, *self._over.files_of_unit(uscc))))

    def claims(self, kind: str, identifier: str) -> tuple[Claim, ...]:
        """See Lookup."""
        kept = [claim for claim in self._below.claims(kind, identifier) if claim.path not in self._hidden]
        return tuple(sorted((*kept, *self._over.claims(kind, identifier))))

    def by_number(self, number: str) -> Registered | None:
        """See Lookup. A change of filings gives no numbers, so the ledger's answer stands."""
        return self._below.by_number(number)

    def registered_of_unit(self, uscc: str) -> tuple[Registered, ...]:
        """See Lookup. A change of filings registers nothing, so the ledger's answer stands."""
        return self._below.registered_of_unit(uscc)

    def filing(self, path: str) -> Filed[Any] | None:
        """See Lookup."""
        return self._over.filing(path) if path in self._hidden else self._below.filing(path)

    def filing_before(self, path: str) -> Filed[Any] | None:
        """See Lookup."""
        return self._below.filing(path_before(self._below, path))

    def cases_of(self, uscc: str) -> tuple[CaseFile, ...]:
        """See Lookup."""
        kept = [case for case in self._below.cases_of(uscc) if case.path not in self._hidden]
        return tuple(sorted((*kept, *self._over.cases_of(uscc)), key=lambda case: case.path))
