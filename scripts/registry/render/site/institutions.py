"""Institutions and their uses as the site shows them: what was filed, joined with what was decided on it."""

from collections.abc import Iterable, Mapping

from registry.core.codes import UserStatus, UseState
from registry.core.institution import InstitutionUse
from registry.core.replay import Replay, UseStanding
from registry.core.snapshot import Snapshot
from registry.render.site.records import InstitutionRecord, UnpublishableError, UseRecord

_SHOWN = (UserStatus.confirmed, UserStatus.invalidated)
"""Of a use that has ended the filing no longer speaks."""


def institutions_of(snapshot: Snapshot) -> tuple[InstitutionRecord, ...]:
    """Every institution with a use that is or was confirmed, by path. Raises UnpublishableError if a confirmed one is nowhere filed."""
    shown: dict[str, dict[str, UseStanding]] = {}
    for standing in snapshot.replay.uses.values():
        if standing.status in _SHOWN and snapshot.covers(standing.path):
            shown.setdefault(standing.path, {})[standing.item] = standing
    found = []
    for path in sorted(shown):
        filed = snapshot.institution(path)
        uses = _uses(snapshot.replay, filed.uses, shown[path]) if filed else ()
        _refuse_lost(path, uses, shown[path])
        if filed and uses:
            if filed.slug not in snapshot.authorities:
                raise UnpublishableError(
                    f"a confirmed use belongs to the authority {filed.slug}, which has no file in authorities/"
                )
            found.append(InstitutionRecord(filed, uses))
    return tuple(found)


def _uses(
    replay: Replay, filed: Iterable[InstitutionUse], decided: Mapping[str, UseStanding]
) -> tuple[UseRecord, ...]:
    """The uses of a filing that were decided on, in its order."""
    return tuple(
        _use(replay, use, standing) for use in filed if (standing := decided.get(use.item)) is not None
    )


def _use(replay: Replay, use: InstitutionUse, standing: UseStanding) -> UseRecord:
    if standing.status is UserStatus.invalidated:
        return UseRecord(use, UseState.invalidated, standing.since)
    if replay.effective(standing) is UserStatus.confirmed:
        return UseRecord(use, UseState.confirmed, standing.since)
    lost = replay.lost_since(replay.apps[standing.number])
    return UseRecord(use, UseState.lapsed, max(lost, standing.since))


def _refuse_lost(path: str, uses: tuple[UseRecord, ...], decided: Mapping[str, UseStanding]) -> None:
    """A use that is confirmed must be there to be shown; one that was invalidated may have left the filing since."""
    if len(uses) == len(decided):
        return
    there = {record.use.item for record in uses}
    for item, standing in decided.items():
        if standing.status is UserStatus.confirmed and item not in there:
            raise UnpublishableError(f"use {item} of {path} is confirmed, but it is not in the snapshot")
