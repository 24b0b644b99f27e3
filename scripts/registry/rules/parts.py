"""The apps and business systems of a filing, wherever they stand in it, and what of them a person has already decided on.

A rule that refers asks a person once: what was approved with the values that it has now is not asked about again.
"""

from collections.abc import Iterator
from typing import NamedTuple

from registry.core.codes import ProviderStatus, UserStatus
from registry.core.filing import App, BusinessSystem, ProviderFiling, ProviderUnit
from registry.core.finding import Place
from registry.core.lookup import Lookup
from registry.core.snapshot import Filed
from registry.core.use import UserFiling

AppFile = Filed[ProviderFiling] | Filed[UserFiling]
_ENDED = frozenset({ProviderStatus.revoked, ProviderStatus.withdrawn, ProviderStatus.transferred})


class AppPart(NamedTuple):
    """An app. `item` is what the ledger calls it: the app's id, in a user filing that of the use (自研自用)."""

    place: Place
    app: App
    item: str


class SystemPart(NamedTuple):
    """A business system, and the `items` that run on it."""

    place: Place
    system: BusinessSystem
    items: tuple[str, ...]


def apps(file: AppFile) -> Iterator[AppPart]:
    """Every app of a filing."""
    if isinstance(file.content, ProviderFiling):
        for index, app in enumerate(file.content.apps):
            yield AppPart(("apps", index), app, app.id)
    else:
        for index, use in enumerate(file.content.uses):
            if use.self_developed:
                yield AppPart(("uses", index, "self_developed", "app"), use.self_developed.app, use.id)


def systems(file: AppFile) -> Iterator[SystemPart]:
    """Every business system of a filing."""
    if isinstance(file.content, ProviderFiling):
        for index, system in enumerate(file.content.systems):
            items = tuple(app.id for app in file.content.apps if app.system_id == system.id)
            yield SystemPart(("systems", index), system, items)
    else:
        for index, use in enumerate(file.content.uses):
            if use.self_developed:
                place = ("uses", index, "self_developed", "system")
                yield SystemPart(place, use.self_developed.system, (use.id,))


def statuses(file: AppFile, lookup: Lookup) -> dict[str, str]:
    """Status in the ledger by item; a use that has ended may begin again, as a new one."""
    entries = lookup.registered_in(file.path)
    return {entry.item: entry.status for entry in entries if entry.status != UserStatus.ended}


def has_ended(file: AppFile, lookup: Lookup, item: str) -> bool:
    """Whether an app was revoked, withdrawn or given to another unit: it stays in its filing, and its content is no longer judged."""
    return statuses(file, lookup).get(item) in _ENDED


def judged_apps(file: AppFile, lookup: Lookup) -> Iterator[AppPart]:
    """The apps that have not ended."""
    known = statuses(file, lookup)
    return (part for part in apps(file) if known.get(part.item) not in _ENDED)


def all_ended(file: AppFile, lookup: Lookup) -> bool:
    """Whether nothing of a filing is live or still to be filed."""
    known = statuses(file, lookup)
    return all(known.get(part.item) in _ENDED for part in apps(file))


def approved_app(file: AppFile, lookup: Lookup, item: str) -> App | None:
    """An app as it was approved, if it was: numbered or confirmed, and in the filing before the change."""
    if item not in statuses(file, lookup):
        return None
    before = lookup.filing_before(file.path)
    return next((part.app for part in apps(before) if part.item == item), None) if before else None


def approved_system(file: AppFile, lookup: Lookup, part: SystemPart) -> BusinessSystem | None:
    """A system as it was approved, if something numbered or confirmed ran on it before the change."""
    known, before = statuses(file, lookup), lookup.filing_before(file.path)
    if not known or before is None:
        return None
    for other in systems(before):
        if other.system.id == part.system.id and any(item in known for item in other.items):
            return other.system
    return None


def approved_unit(file: Filed[ProviderFiling], lookup: Lookup) -> ProviderUnit | None:
    """The unit as it was approved, if something is registered in its filing."""
    before = lookup.filing_before(file.path) if statuses(file, lookup) else None
    return before.content.unit if before else None
