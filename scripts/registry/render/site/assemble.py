"""From a snapshot to page-shaped records. What is registered but cannot be shown stops the build: nothing drops out silently."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, time

from registry.core import paths
from registry.core.clock import SHANGHAI
from registry.core.codes import UserStatus, UseState
from registry.core.due import Docket, due
from registry.core.filing import App, BusinessSystem
from registry.core.finding import Finding
from registry.core.number import FIRST_DEMONSTRATION_SERIAL, digits, prefix_and_serial
from registry.core.oversight import oversight
from registry.core.queue import Queue
from registry.core.replay import AppStanding
from registry.core.snapshot import ProviderFile, Snapshot
from registry.core.statistics import statistics_of
from registry.core.working_days import AnnouncedDays
from registry.render.site.authority_records import authorities_of, counted_by_status
from registry.render.site.case_records import cases_of, numbers_of
from registry.render.site.fingerprint import fingerprint, of_many, of_model
from registry.render.site.institutions import institutions_of
from registry.render.site.owners import authority_of, slug_of
from registry.render.site.records import (
    AppRecord,
    CaseRecord,
    Change,
    Decision,
    HistoryEntry,
    InstitutionRecord,
    PendingChange,
    ProviderRecord,
    Records,
    UnpublishableError,
)  # fmt: skip
from registry.render.site.submissions import Submissions, brought, stands, submissions_of

RECENT_CHANGES = 10
_NEVER_PARTLY = (paths.CASES, paths.AUTHORITIES, paths.LEDGER)


def records_of(snapshot: Snapshot, queue: Queue | None = None) -> Records:
    """All records of a snapshot, and the open submissions if anybody brought them. Raises UnpublishableError where a page would be missing, wrong or undecided."""
    _refuse_gaps(snapshot)
    institutions = institutions_of(snapshot)
    cases = cases_of(snapshot)
    submissions = submissions_of(queue)
    apps = _apps(snapshot, institutions, cases, submissions)
    providers = _providers(snapshot, apps, cases)
    facts = oversight(snapshot, AnnouncedDays())
    return Records(
        commit=snapshot.commit,
        as_of=snapshot.today.isoformat(),
        apps=apps,
        providers=providers,
        authorities=tuple(
            record
            for record in authorities_of(snapshot, apps, providers, institutions)
            if snapshot.part in ("", record.authority.slug)
        ),
        cases=cases,
        changes=_recent(apps),
        decisions=() if snapshot.part else _decisions(snapshot, apps, cases),
        docket=_docket(snapshot),
        by_status=counted_by_status(apps),
        uses=sum(use.state is UseState.confirmed for record in institutions for use in record.uses),
        institutions=institutions,
        oversight=facts,
        statistics=statistics_of(facts, brought(queue)),
        submissions=submissions,
    )


def _refuse_gaps(snapshot: Snapshot) -> None:
    """Stop on a broken ledger, and on files of which a part is worse than none: a case left out would read as a clean unit."""
    if snapshot.replay.faults:
        raise UnpublishableError(f"the ledger cannot be replayed: {snapshot.replay.faults[0]}")
    gap: Finding | None = next((f for f in snapshot.findings if f.path.startswith(_NEVER_PARTLY)), None)
    if gap:
        raise UnpublishableError(f"{gap.path} cannot be read: {gap.message.en}")


def _used(
    institutions: Iterable[InstitutionRecord],
) -> tuple[Counter[tuple[str, bool]], dict[str, Counter[str]]]:
    """By filing number: how many confirmed uses are in force (False) and how many lapsed (True), and how many of both lie under an authority."""
    totals: Counter[tuple[str, bool]] = Counter()
    places: dict[str, Counter[str]] = {}
    for record in institutions:
        for one in record.uses:
            if one.use.number and one.state is not UseState.invalidated:
                totals[one.use.number, one.state is UseState.lapsed] += 1
                places.setdefault(one.use.number, Counter())[record.filed.slug] += 1
    return totals, places


def _add_used_elsewhere(
    snapshot: Snapshot, totals: Counter[tuple[str, bool]], places: dict[str, Counter[str]]
) -> None:
    """Count the uses whose filings are not in this part by what the ledger says of them."""
    for standing in snapshot.replay.uses.values():
        if standing.status is UserStatus.confirmed and standing.number and not snapshot.covers(standing.path):
            lapsed = snapshot.replay.effective(standing) is not UserStatus.confirmed
            totals[standing.number, lapsed] += 1
            places.setdefault(standing.number, Counter())[slug_of(standing.path)] += 1


def _apps(
    snapshot: Snapshot, institutions: Iterable[InstitutionRecord], cases: tuple[CaseRecord, ...], submissions: Submissions
) -> tuple[AppRecord, ...]:  # fmt: skip
    users, places = _used(institutions)
    _add_used_elsewhere(snapshot, users, places)
    concerned: dict[str, list[CaseRecord]] = {}
    for record in cases:
        for number in numbers_of(record.case):
            concerned.setdefault(number, []).append(record)
    authorities = {slug: of_model(authority) for slug, authority in snapshot.authorities.items()}
    found = []
    for number, standing in snapshot.replay.apps.items():
        if not snapshot.covers(standing.path):
            continue
        app, system, filed = _filed_app(snapshot, standing)
        history = _history(snapshot, standing)
        authority = authority_of(snapshot, slug_of(standing.path), standing.path)
        own_cases = tuple(concerned.get(number, ()))
        used_in = sorted(places.get(number, {}).items(), key=lambda item: (-item[1], item[0]))
        found.append(
            AppRecord(
                number=number,
                digits=digits(number),
                status=standing.status,
                since=snapshot.replay.since(standing),
                filed_on=standing.events[0].at[:10],
                app=app,
                unit=filed.content.unit,
                system=system,
                authority=authority,
                path=standing.path,
                history=history,
                uses=users[number, False],
                lapsed_uses=users[number, True],
                uses_by_authority=tuple((snapshot.authorities[slug], count) for slug, count in used_in),
                cases=own_cases,
                demonstration=prefix_and_serial(number)[1] >= FIRST_DEMONSTRATION_SERIAL,
                approved_sha256=snapshot.replay.digests[standing.path],
                fingerprint=fingerprint(
                    number,
                    str(_pending(submissions, standing)),
                    standing.status.value,
                    standing.path,
                    standing.item,
                    filed.sha256,
                    snapshot.replay.digests[standing.path],
                    authorities[authority.slug],
                    *(of_model(entry.event) for entry in history),
                    *(authorities[entry.authority.slug] for entry in history),
                    f"{users[number, False]} {users[number, True]}",
                    *(f"{authorities[slug]} {count}" for slug, count in used_in),
                    *(case.fingerprint for case in own_cases),
                ),
                pending=_pending(submissions, standing),
            )
        )
    return tuple(sorted(found, key=lambda record: record.digits))


def _pending(submissions: Submissions, standing: AppStanding) -> PendingChange | None:
    """The open request that changes the app, where one is known."""
    one = submissions.changing.get((standing.path, standing.item))
    return PendingChange(one.submitted_on or one.opened_on, stands(one), one.pull_request) if one else None


def _filed_app(snapshot: Snapshot, standing: AppStanding) -> tuple[App, BusinessSystem, ProviderFile]:
    filed = snapshot.providers.get(standing.path)
    if filed is None:
        raise UnpublishableError(
            f"{standing.number} is registered, but its filing {standing.path} is not in the snapshot"
        )
    app = next((app for app in filed.content.apps if app.id == standing.item), None)
    if app is None:
        raise UnpublishableError(
            f"{standing.number} is registered, but {standing.path} has no app {standing.item}"
        )
    system = next((system for system in filed.content.systems if system.id == app.system_id), None)
    if system is None:
        raise UnpublishableError(f"{standing.number}: {standing.path} has no business system {app.system_id}")
    return app, system, filed


def _history(snapshot: Snapshot, standing: AppStanding) -> tuple[HistoryEntry, ...]:
    """Decisions on the app, and changes of its filing while it lay there; newest first."""
    return tuple(
        HistoryEntry(event.at[:10], event, authority_of(snapshot, event.authority, standing.number))
        for event in snapshot.replay.history(standing)
    )


def _providers(
    snapshot: Snapshot, apps: tuple[AppRecord, ...], cases: tuple[CaseRecord, ...]
) -> tuple[ProviderRecord, ...]:
    by_path: dict[str, list[AppRecord]] = {}
    for app in apps:
        by_path.setdefault(app.path, []).append(app)
    by_unit: dict[str, list[CaseRecord]] = {}
    for case in cases:
        by_unit.setdefault(case.case.unit.uscc, []).append(case)
    found: dict[str, ProviderRecord] = {}
    for path, own in by_path.items():
        filing = snapshot.providers[path].content
        if filing.uscc in found:
            raise UnpublishableError(
                f"{found[filing.uscc].path} and {path} file for the same unit {filing.uscc}"
            )
        own_cases = tuple(by_unit.get(filing.uscc, ()))
        found[filing.uscc] = ProviderRecord(
            path=path,
            filer=filing.filer,
            unit=filing.unit,
            authority=own[0].authority,
            apps=tuple(own),
            cases=own_cases,
            demonstration=any(app.demonstration for app in own),
            fingerprint=fingerprint(
                path,
                snapshot.providers[path].sha256,
                of_many(app.fingerprint for app in own),
                of_many(case.fingerprint for case in own_cases),
            ),
        )
    return tuple(found[uscc] for uscc in sorted(found))


def _recent(apps: tuple[AppRecord, ...]) -> tuple[Change, ...]:
    newest = sorted(
        (Change(app.history[0], app) for app in apps),
        key=lambda change: (change.entry.event.at, change.app.digits),
        reverse=True,
    )
    return tuple(newest[:RECENT_CHANGES])


def _decisions(
    snapshot: Snapshot, apps: tuple[AppRecord, ...], cases: tuple[CaseRecord, ...]
) -> tuple[Decision, ...]:
    """All decisions on providers, newest first; of cases only what concerns a published one."""
    by_number = {app.number: app for app in apps}
    names = {record.case.unit.uscc: record.case.unit.name for record in cases}
    names |= {filed.content.uscc: filed.content.unit.name for filed in snapshot.providers.values()}
    published = {record.path for record in cases}
    with_page = {app.unit.uscc for app in apps}
    found = []
    for path, events in snapshot.replay.file_events.items():
        place = paths.parse(path)
        if place is None or place.kind == "user" or (place.kind == "case" and path not in published):
            continue
        unit, has_page = names.get(place.uscc, place.uscc), place.uscc in with_page
        for event in events:
            authority, app = authority_of(snapshot, event.authority, path), by_number.get(event.number or "")
            seen = fingerprint(
                of_model(event),
                authority.name.zh,
                authority.name.en,
                f"{place.uscc} {has_page}",
                unit,
                f"{app.status.value} {app.app.name}" if app else "",
            )
            found.append(Decision(event, authority, place.uscc, unit, app, has_page, seen))
    return tuple(
        sorted(found, key=lambda one: (one.event.at, one.event.authority, one.event.sequence), reverse=True)
    )


def _docket(snapshot: Snapshot) -> Docket:
    """What is due on the snapshot's day, of which no event is later than its end."""
    shorter = {slug: authority.shorter_clocks for slug, authority in snapshot.authorities.items()}
    now = datetime.combine(snapshot.today, time(23, 59, 59), SHANGHAI)
    return due(snapshot, (), AnnouncedDays(), now, shorter)
