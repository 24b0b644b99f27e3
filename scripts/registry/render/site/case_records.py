"""Enforcement cases in the shape of their pages."""

from registry.core import paths
from registry.core.case import EnforcementCase
from registry.core.codes import CaseState
from registry.core.snapshot import Snapshot
from registry.render.site.fingerprint import fingerprint, of_model
from registry.render.site.owners import authority_of, slug_of
from registry.render.site.records import CaseRecord


def cases_of(snapshot: Snapshot) -> tuple[CaseRecord, ...]:
    """Cases with something established or demanded, newest first. A mere allegation is not published."""
    lies = (paths.parse(standing.path) for standing in snapshot.replay.apps.values())
    pages = {place.uscc for place in lies if place}
    found = []
    for path, filed in snapshot.cases.items():
        case = filed.content
        if case.state is CaseState.alleged:
            continue
        found.append(_case(snapshot, path, case, pages))
    return tuple(sorted(found, key=lambda record: (record.case.opened_on, record.path), reverse=True))


def _case(snapshot: Snapshot, path: str, case: EnforcementCase, pages: set[str]) -> CaseRecord:
    """One case as it stands on the snapshot's day."""
    authority = authority_of(snapshot, slug_of(path), path)
    current = (
        case.measures is not None and case.state is CaseState.blacklisted and not case.over_on(snapshot.today)
    )
    barred, has_page = case.bars_on(snapshot.today), case.unit.uscc in pages
    registered = [number for number in numbers_of(case) if number in snapshot.replay.apps]
    return CaseRecord(
        path=path,
        case=case,
        authority=authority,
        current=current,
        barred=barred,
        bar_ends=case.bar.last_day.isoformat() if case.bar else "",
        has_provider_page=has_page,
        registered=frozenset(registered),
        fingerprint=fingerprint(
            path, of_model(case), of_model(authority), f"{current} {barred} {has_page}", *registered
        ),
    )


def numbers_of(case: EnforcementCase) -> list[str]:
    """Every number that a case names, once."""
    revoked = case.measures.revoked_numbers if case.measures else ()
    suspended = {number for step in case.suspensions for number in step.numbers}
    return sorted(
        {*case.numbers, *revoked, *suspended, *(n for step in case.reinstatements for n in step.numbers)}
    )
