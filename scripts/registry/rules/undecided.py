"""What a rule on institutions' filings asks again and again: which uses are still to be decided on, and what app a use is of."""

from collections.abc import Iterator

from registry.core.codes import ProviderStatus, UserStatus
from registry.core.filing import App, ProviderFiling, ProviderUnit
from registry.core.lookup import Lookup, Registered
from registry.core.snapshot import UserFile
from registry.core.transfer import given_away
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
    found = _in_force(use.number, lookup)
    return found[1] if found else None


def provider_of(number: str, lookup: Lookup) -> ProviderUnit | None:
    """The unit whose filing a numbered app stands in, unless it was revoked or withdrawn."""
    found = _in_force(number, lookup)
    filed = lookup.filing(found[0].path) if found else None
    return filed.content.unit if filed and isinstance(filed.content, ProviderFiling) else None


def _in_force(number: str, lookup: Lookup) -> tuple[Registered, App | None] | None:
    """Where a number is registered, with the path of today, and its app; None for one that is unknown, revoked or withdrawn."""
    found = given_away(lookup, number)
    gone = (ProviderStatus.revoked.value, ProviderStatus.withdrawn.value)
    return None if found is None or found[0].status in gone else found
