"""What a rule may ask about the rest of the registry, and the answer from values in memory.

The same questions are answered from the committed index (`adapters/index_files.py`) so that one filing is checked without
reading all of them; a test holds both to the same verdicts.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from registry.core import paths
from registry.core.authority import Authority
from registry.core.codes import ProviderStatus
from registry.core.filing import ProviderFiling
from registry.core.replay import Replay
from registry.core.snapshot import CaseFile, ProviderFile, UserFile


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """An app that names an identifier as its own."""

    path: str
    item: str


@dataclass(frozen=True, slots=True, order=True)
class Registered:
    """A numbered app (`status` of codes.ProviderStatus) or a confirmed use (codes.UserStatus); `number` may be empty for a use."""

    path: str
    item: str
    number: str
    status: str


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
        """Apps that name an identifier of a kind (`identifiers` below), in filings of providers."""
        ...

    def by_number(self, number: str) -> Registered | None:
        """The app with a filing number."""
        ...

    def registered_in(self, path: str) -> tuple[Registered, ...]:
        """Numbered apps or confirmed uses of one filing."""
        ...

    def cases_of(self, uscc: str) -> tuple[CaseFile, ...]:
        """Enforcement cases against a unit, by the names of their files."""
        ...


def identifiers(filing: ProviderFiling) -> list[tuple[str, str, str, tuple[str | int, ...]]]:
    """(kind, identifier as compared, app id, place) of every identifier that a filing's apps claim."""
    found: list[tuple[str, str, str, tuple[str | int, ...]]] = []
    for index, app in enumerate(filing.apps):
        platforms: tuple[str | int, ...] = ("apps", index, "platforms")
        if app.platforms.android:
            found.append(
                (
                    "android",
                    app.platforms.android.package_name,
                    app.id,
                    (*platforms, "android", "package_name"),
                )
            )
        if app.platforms.ios:
            # Bundle ids are compared without regard to case, as the store does.
            found.append(
                ("ios", app.platforms.ios.bundle_id.lower(), app.id, (*platforms, "ios", "bundle_id"))
            )
        if app.platforms.mini_program:
            found.append(
                (
                    "mini_program",
                    app.platforms.mini_program.app_id,
                    app.id,
                    (*platforms, "mini_program", "app_id"),
                )
            )
    return found


def unit_of_path(path: str) -> str:
    """The unit's code in a filing's path: its file name without the ending."""
    return path.rpartition("/")[2].removesuffix(".yaml")


class MemoryLookup:
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
        self._claims: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        self._cases: dict[str, list[CaseFile]] = defaultdict(list)
        self._registered: dict[str, list[Registered]] = defaultdict(list)
        self._numbers: dict[str, Registered] = {}
        for provider in providers:
            self._files[unit_of_path(provider.path)].append(provider.path)
            for kind, identifier, item, _ in identifiers(provider.content):
                self._claims[kind, identifier].append(Claim(provider.path, item))
        for user in users:
            self._files[unit_of_path(user.path)].append(user.path)
        for case in cases:
            where = paths.parse(case.path)
            self._cases[where.uscc if where else ""].append(case)
        for registered in registered_of(replay):
            self._registered[registered.path].append(registered)
            if registered.path.startswith("filings/providers/"):
                self._numbers[registered.number] = registered

    def files_of_unit(self, uscc: str) -> tuple[str, ...]:
        """See Lookup."""
        return tuple(sorted(self._files.get(uscc, ())))

    def claims(self, kind: str, identifier: str) -> tuple[Claim, ...]:
        """See Lookup."""
        return tuple(sorted(self._claims.get((kind, identifier), ())))

    def by_number(self, number: str) -> Registered | None:
        """See Lookup."""
        return self._numbers.get(number)

    def registered_in(self, path: str) -> tuple[Registered, ...]:
        """See Lookup."""
        return tuple(sorted(self._registered.get(path, ())))

    def cases_of(self, uscc: str) -> tuple[CaseFile, ...]:
        """See Lookup."""
        return tuple(sorted(self._cases.get(uscc, ()), key=lambda case: case.path))


def registered_of(replay: Replay) -> list[Registered]:
    """Everything that the ledger gave a number or confirmed."""
    apps = [Registered(app.path, app.item, app.number, app.status.value) for app in replay.apps.values()]
    uses = [Registered(use.path, use.item, use.number, use.status.value) for use in replay.uses.values()]
    return apps + uses


def holds_identifiers(registered: Iterable[Registered], item: str) -> bool:
    """Whether an app of a filing keeps its identifiers to itself: not yet numbered, filed or suspended; not revoked or withdrawn."""
    status = next((entry.status for entry in registered if entry.item == item), None)
    return status not in (ProviderStatus.revoked, ProviderStatus.withdrawn)


class OverlayLookup:
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

    def registered_in(self, path: str) -> tuple[Registered, ...]:
        """See Lookup."""
        return self._below.registered_in(path)

    def cases_of(self, uscc: str) -> tuple[CaseFile, ...]:
        """See Lookup."""
        kept = [case for case in self._below.cases_of(uscc) if case.path not in self._hidden]
        return tuple(sorted((*kept, *self._over.cases_of(uscc)), key=lambda case: case.path))
