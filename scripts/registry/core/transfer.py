"""An app that goes from one provider to another and keeps its number (product rule; the Measures are silent).

Both units say so, each in its own filing: the one that has the number names the other in `transferred_to`, the other names the
number in `takes_over`. Then, and only for this app, two filings may hold the same identifiers.
"""

from registry.core.filing import App
from registry.core.lookup import Claim, Lookup, Registered, path_before, unit_of_path


def app_at(lookup: Lookup, path: str, item: str) -> App | None:
    """The app with an id in a provider's filing, if both are there."""
    filed = lookup.filing(path)
    return next((app for app in filed.content.apps if app.id == item), None) if filed else None


def given_away(lookup: Lookup, number: str) -> tuple[Registered, App | None] | None:
    """Where a number is registered, with the path of today, and the app as its filing says it; None for an unknown number."""
    entry = lookup.by_number(number)
    if entry is None:
        return None
    path = path_before(lookup, entry.path)
    return Registered(path, entry.item, entry.number, entry.status), app_at(lookup, path, entry.item)


def is_declared(lookup: Lookup, number: str, receiver: str) -> bool:
    """Whether the unit that has a number says that it gives it to the unit with the code `receiver`."""
    found = given_away(lookup, number)
    if found is None or found[1] is None:
        return False
    to = found[1].transferred_to
    return to is not None and to.uscc == receiver != unit_of_path(found[0].path)


def changes_hands(lookup: Lookup, one: Claim, other: Claim) -> bool:
    """Whether one of two apps names the number of the other in `takes_over`.

    Whether it may is another question (R45), so that an app that may not gets one finding and the other app none.
    """
    return _takes(lookup, one, other) or _takes(lookup, other, one)


def _takes(lookup: Lookup, taker: Claim, giver: Claim) -> bool:
    app = app_at(lookup, taker.path, taker.item)
    found = given_away(lookup, app.takes_over) if app and app.takes_over else None
    return found is not None and (found[0].path, found[0].item) == (giver.path, giver.item)
