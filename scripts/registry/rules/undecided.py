"""What a rule on institutions' filings asks again and again: which uses are still to be decided on, and what app a use is of."""

from collections.abc import Iterator

from registry.core.codes import ProviderStatus, UserStatus
from registry.core.filing import App, ProviderFiling
from registry.core.lookup import Lookup, Registered
from registry.core.snapshot import UserFile
from registry.core.use import Use, UserFiling

_IN_FORCE = frozenset({UserStatus.confirmed, UserStatus.change_pending, UserStatus.invalidated})


def confirmed_uses(file: UserFile, lookup: Lookup) -> dict[str, Registered]:
    """Every use of a filing that was confirmed and has not ended, by its id."""
    return {
        entry.item: entry
        for entry in lookup.registered_in(file.path)
        if UserStatus[entry.status] in _IN_FORCE
    }


def uses_before(file: UserFile, lookup: Lookup) -> dict[str, Use]:
    """The uses of the institution's filing before the change that is judged, by their ids; of an id that stands twice the first."""
    before = lookup.filing_before(file.path)
    if before is None or not isinstance(before.content, UserFiling):
        return {}
    return {use.id: use for use in reversed(before.content.uses)}


def undecided_uses(file: UserFile, lookup: Lookup, *fields: str) -> Iterator[tuple[int, Use]]:
    """Place in the list and use of those that nobody has confirmed as they stand: new ones and changed ones.

    What is for a person to judge is asked once: the authority that confirmed a use has answered for it. With `fields` a use
    counts as changed only if one of these was.
    """
    confirmed, before = confirmed_uses(file, lookup), uses_before(file, lookup)
    for index, use in enumerate(file.content.uses):
        old = before.get(use.id)
        changed = old is None or any(
            getattr(old, name) != getattr(use, name) for name in fields or Use.model_fields
        )
        if changed or use.id not in confirmed:
            yield index, use


def app_of(use: Use, lookup: Lookup) -> App | None:
    """The app that a use is of: its own, or the filed one. None where another rule tells that there is none, none any longer,
    or two.
    """
    if use.number is None:
        return use.self_developed.app if use.self_developed else None
    if use.self_developed is not None:
        return None
    provider, item = provider_of(use.number, lookup)
    return next((app for app in provider.apps if app.id == item), None) if provider else None


def provider_of(number: str, lookup: Lookup) -> tuple[ProviderFiling | None, str]:
    """The filing in which a numbered app stands, unless it was revoked or withdrawn, and the app's id there."""
    entry = lookup.by_number(number)
    if entry is None or ProviderStatus[entry.status] in (ProviderStatus.revoked, ProviderStatus.withdrawn):
        return None, ""
    filed = lookup.filing(entry.path)
    return (filed.content, entry.item) if filed and isinstance(filed.content, ProviderFiling) else (None, "")
