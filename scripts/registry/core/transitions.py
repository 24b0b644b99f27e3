"""What may follow what: the states of an app's filing, of an institution's use, and of a listing, by recorded decisions.

Source: Art. 13 to 15, 18 to 20, 24 for filing, change, confirmation and revocation; suspension and reinstatement are practice
(2021); withdrawal, transfer and the rest are product rules. A pair that is not in a table is refused with a sentence.
"""

from registry.core.codes import EventKind, ProviderStatus, UserStatus

_P, _U, _E = ProviderStatus, UserStatus, EventKind

APP_TRANSITIONS: dict[tuple[ProviderStatus | None, EventKind], ProviderStatus] = {
    (None, _E.filed): _P.filed,
    (_P.filed, _E.suspended): _P.suspended,
    (_P.suspended, _E.reinstated): _P.filed,
    (_P.filed, _E.revoked): _P.revoked,
    (_P.suspended, _E.revoked): _P.revoked,
    (_P.filed, _E.withdrawn): _P.withdrawn,
    (_P.suspended, _E.withdrawn): _P.withdrawn,
    (_P.filed, _E.transferred): _P.filed,
}
"""What an app's filing becomes by an event; None: no number was given yet."""

USE_TRANSITIONS: dict[tuple[UserStatus | None, EventKind], UserStatus] = {
    (None, _E.confirmed): _U.confirmed,
    (_U.confirmed, _E.reconfirmed): _U.confirmed,
    (_U.invalidated, _E.reconfirmed): _U.confirmed,
    (_U.confirmed, _E.invalidated): _U.invalidated,
    (_U.confirmed, _E.ended): _U.ended,
    (_U.ended, _E.confirmed): _U.confirmed,
    (_U.invalidated, _E.ended): _U.ended,
}
"""What an institution's use becomes by an event; None: never confirmed."""

USE_BECOMES: dict[EventKind, UserStatus] = {event: became for (_, event), became in USE_TRANSITIONS.items()}
"""What a use is after an event, whatever it was before."""

LISTING_TRANSITIONS: dict[tuple[EventKind | None, EventKind], EventKind] = {
    (None, _E.blacklisted): _E.blacklisted,
    (_E.blacklisted, _E.bar_lifted): _E.bar_lifted,
}
"""What an enforcement case's listing becomes; a state is named by the event that began it."""

APP_EVENTS = frozenset(kind for _, kind in APP_TRANSITIONS)
USE_EVENTS = frozenset(kind for _, kind in USE_TRANSITIONS)
LISTING_EVENTS = frozenset(kind for _, kind in LISTING_TRANSITIONS)

BELONGS: dict[EventKind, frozenset[str]] = {
    _E.filed: frozenset({"provider"}),
    _E.withdrawn: frozenset({"provider"}),
    _E.transferred: frozenset({"provider"}),
    _E.suspended: frozenset({"provider", "case"}),
    _E.reinstated: frozenset({"provider", "case"}),
    _E.revoked: frozenset({"provider", "case"}),
    _E.changed: frozenset({"provider", "user"}),
    **dict.fromkeys(USE_EVENTS, frozenset({"user"})),
    **dict.fromkeys(LISTING_EVENTS, frozenset({"case"})),
}
"""Which kinds of file (`core.paths.FilingPath.kind`) an event may be about."""

_ENDED_FOR_GOOD = "that filing has ended for good; the app is filed anew, under a new number"

_APP_REFUSALS: dict[tuple[ProviderStatus | None, EventKind], str] = {
    (_P.filed, _E.reinstated): "it was not suspended",
    (_P.suspended, _E.suspended): "it is suspended already",
    (_P.suspended, _E.transferred): "a suspended app is reinstated or revoked before it changes hands",
}

_USE_REFUSALS: dict[tuple[UserStatus | None, EventKind], str] = {
    (_U.confirmed, _E.confirmed): "a use is confirmed once, then re-confirmed",
    (_U.invalidated, _E.confirmed): "a use that was invalidated is re-confirmed",
    (_U.invalidated, _E.invalidated): "it is invalidated already",
    (_U.ended, _E.reconfirmed): "a use that has ended is confirmed anew",
    (_U.ended, _E.invalidated): "a use that has ended cannot lapse",
    (_U.ended, _E.ended): "it has ended already",
}


def app_refusal(status: ProviderStatus | None, event: EventKind) -> str:
    """Why an event cannot follow, for a pair that is not in `APP_TRANSITIONS`."""
    if event is _E.filed:
        return "a number is given once"
    if status is None:
        return "the number was never given"
    return _APP_REFUSALS.get((status, event), _ENDED_FOR_GOOD)


def use_refusal(status: UserStatus | None, event: EventKind) -> str:
    """Why an event cannot follow, for a pair that is not in `USE_TRANSITIONS`."""
    return "it was never confirmed" if status is None else _USE_REFUSALS[status, event]


def listing_refusal(state: EventKind | None) -> str:
    """Why an event cannot follow, for a pair that is not in `LISTING_TRANSITIONS`."""
    if state is None:
        return "the unit was never listed by this case"
    return "the listing is recorded already" if state is _E.blacklisted else "the listing has ended"
