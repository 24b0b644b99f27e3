"""What an answer of the API holds. The types here are the contract: the OpenAPI document is written from them.

Addresses are relative to the site's root. A value that is absent leaves its key out; there is no null.
"""

from collections.abc import Iterable
from typing import Annotated, NotRequired, TypedDict

from registry.core.authority import Authority
from registry.core.case import EnforcementCase
from registry.core.codes import ProviderStatus
from registry.render.site import addresses
from registry.render.site.api.fields import (
    AppFields,
    AuthorityFields,
    Bundle,
    Commit,
    Demonstration,
    En,
    EventCode,
    EventFields,
    FiledOn,
    Filer,
    Instant,
    Is,
    Json,
    MiniProgram,
    Name,
    Number,
    Package,
    Page,
    Since,
    Slug,
    Source,
    Status,
    SystemFields,
    Total,
    UnitFields,
    UnitName,
    Uscc,
    Zh,
    told,
)  # fmt: skip
from registry.render.site.published import code, plain
from registry.render.site.records import (
    AppRecord,
    AuthorityRecord,
    CaseRecord,
    Decision,
    ProviderRecord,
    Records,
)  # fmt: skip


class Index(TypedDict):
    """Of which commit and day the data are. No other file of the API changes with every commit."""

    source_commit: Commit
    as_of: Annotated[str, told("数据的日期", "Day of the data", form="date")]


class Unit(TypedDict):
    """A unit, named."""

    name: UnitName
    uscc: Uscc


class Office(TypedDict):
    """An authority, named."""

    slug: Slug
    zh: Zh
    en: En


Owner = Annotated[Unit, told("提供者", "Provider")]
Decider = Annotated[Office, told("主管教育行政部门", "Education authority")]


class Listed(TypedDict):
    """An app in a list that is about something else; the look-up by number knows more."""

    number: Number
    name: Name
    status: Status
    page: Page


Apps = Annotated[list[Listed], told("应用", "Apps")]


class ListedWithProvider(Listed):
    """An app in the list of all."""

    provider: Owner


class Summary(TypedDict):
    """What a look-up by number answers."""

    number: Number
    status: Status
    since: Since
    filed_on: FiledOn
    name: Name
    provider: Owner
    authority: Decider
    android_package: NotRequired[Package]
    ios_bundle: NotRequired[Bundle]
    mini_program: NotRequired[MiniProgram]
    demonstration: Demonstration
    page: Page
    record: Annotated[str, told("完整记录所在的文件", "File with the full record")]


class ByStatus(TypedDict):
    """How many apps have a status."""

    status: Status
    total: Total


Statuses = Annotated[list[ByStatus], told("各状态的数量", "Counts by status")]


class Place(TypedDict):
    """How many confirmed uses lie under a place."""

    zh: Zh
    en: En
    total: Total


class CaseExtra(TypedDict):
    """What the registry adds to the published fields of a case."""

    authority: Decider
    current: Annotated[
        bool, told("截至数据日期是否在名单上", "Whether it is on the list on the day of the data")
    ]
    barred: Annotated[
        bool,
        told(
            "截至数据日期是否不得提交新的备案申请",
            "Whether the unit may not submit new filings on the day of the data",
        ),
    ]
    bar_ends: NotRequired[Annotated[str, told("限制期最后一日", "Last day of the bar", form="date")]]
    source: Source


Case = Annotated[Json, Is(EnforcementCase, also=CaseExtra)]
"""An enforcement case: what was published of it, and what the registry adds."""


class FullRecord(TypedDict):
    """The full record of an app."""

    number: Number
    status: Status
    since: Since
    filed_on: FiledOn
    app: AppFields
    system: SystemFields
    provider: Owner
    provider_page: Page
    authority: Decider
    confirmed_uses: Annotated[int, told("有效的使用备案数", "Confirmed uses in force")]
    lapsed_uses: Annotated[
        int, told("因应用备案失效而中止的使用备案数", "Confirmed uses that lapsed with the app's filing")
    ]
    history: Annotated[list[EventFields], told("决定，新的在前", "Decisions, newest first")]
    cases: Annotated[list[Case], told("涉及它的处理案件", "Enforcement cases that name it")]
    demonstration: Demonstration
    page: Page
    source: Source


class Provider(TypedDict):
    """A provider with its apps and cases."""

    unit: UnitFields
    filer: Filer
    authority: Decider
    apps: Apps
    cases: Annotated[list[Case], told("处理案件", "Enforcement cases")]
    barred_until: NotRequired[
        Annotated[
            str,
            told(
                "在此日之前不得提交新的备案申请(含当日)",
                "No new filings until this day, itself included",
                form="date",
            ),
        ]
    ]
    demonstration: Demonstration
    page: Page
    source: Source


class AuthorityAnswer(TypedDict):
    """An authority with its apps and the uses confirmed under it."""

    authority: AuthorityFields
    apps: Apps
    by_status: Statuses
    providers: Annotated[int, told("提供者数", "Providers")]
    confirmed_uses: Annotated[int, told("有效的使用备案数", "Confirmed uses in force")]
    confirmed_uses_by_place: Annotated[list[Place], told("各地有效的使用备案数", "Confirmed uses by place")]
    page: Page


class StatusAnswer(TypedDict):
    """All apps that have a status."""

    status: Status
    apps: Apps


class AuthorityCount(Office):
    """Numbers of one authority."""

    apps: Annotated[int, told("应用数", "Apps")]
    by_status: Statuses
    providers: Annotated[int, told("提供者数", "Providers")]
    confirmed_uses: Annotated[int, told("有效的使用备案数", "Confirmed uses in force")]


class Counts(TypedDict):
    """How many of everything."""

    apps: Annotated[int, told("应用数", "Apps")]
    by_status: Statuses
    providers: Annotated[int, told("提供者数", "Providers")]
    confirmed_uses: Annotated[int, told("有效的使用备案数", "Confirmed uses in force")]
    blacklist_current: Annotated[int, told("现行名单数", "Units on the lists now")]
    authorities: Annotated[list[AuthorityCount], told("各部门", "By authority")]


class Identified(TypedDict):
    """An app that has an identifier; of its identifiers only the one that was asked for, as it was filed."""

    number: Number
    name: Name
    status: Status
    android_package: NotRequired[Package]
    ios_bundle: NotRequired[Bundle]
    mini_program: NotRequired[MiniProgram]
    page: Page


class Recorded(TypedDict):
    """A recorded decision, by what the ledger says of it alone: it never changes. Without a number it is about a filing as a whole or a list."""

    at: Instant
    event: EventCode
    authority: Slug
    sequence: Annotated[int, told("该部门台账中的序号", "Sequence number in the authority's ledger")]
    number: NotRequired[Number]
    uscc: Uscc
    reason: NotRequired[Annotated[str, told("理由或文号", "Reason or document")]]


class Change(TypedDict):
    """A recent decision, with the names of today."""

    at: Instant
    event: EventCode
    authority: Decider
    sequence: Annotated[int, told("该部门台账中的序号", "Sequence number in the authority's ledger")]
    app: NotRequired[Annotated[Listed, told("应用", "App")]]
    provider: Owner
    reason: NotRequired[Annotated[str, told("理由或文号", "Reason or document")]]
    source: Source


def index(records: Records) -> Index:
    """What all other files refer to."""
    return {"source_commit": records.commit, "as_of": records.as_of}


def unit_of(app: AppRecord) -> Unit:
    """The provider of an app."""
    return {"name": app.unit.name, "uscc": app.unit.uscc}


def office(authority: Authority) -> Office:
    """An authority, named."""
    return {"slug": authority.slug, "zh": authority.name.zh, "en": authority.name.en}


def listed(app: AppRecord) -> Listed:
    """An app in a list."""
    return {
        "number": app.number,
        "name": app.app.name,
        "status": code(app.status),
        "page": addresses.app_page(app.digits),
    }


def listed_with_provider(app: AppRecord) -> ListedWithProvider:
    """An app in the list of all."""
    return {**listed(app), "provider": unit_of(app)}


def with_status(status: ProviderStatus, apps: Iterable[AppRecord]) -> StatusAnswer:
    """All apps that have a status."""
    return {"status": code(status), "apps": [listed(app) for app in apps]}


def identifiers(app: AppRecord) -> set[str]:
    """What an app is known by to phones and stores, in small letters."""
    platforms = app.app.platforms
    found = set()
    if platforms.android:
        found.add(platforms.android.package_name.lower())
    if platforms.ios:
        found.add(platforms.ios.bundle_id.lower())
    if platforms.mini_program:
        found.add(platforms.mini_program.app_id.lower())
    return found


def summary(app: AppRecord) -> Summary:
    """What a look-up by number answers."""
    found: Summary = {
        "number": app.number,
        "status": code(app.status),
        "since": app.since,
        "filed_on": app.filed_on,
        "name": app.app.name,
        "provider": unit_of(app),
        "authority": office(app.authority),
        "demonstration": app.demonstration,
        "page": addresses.app_page(app.digits),
        "record": addresses.app_file(app.digits),
    }
    platforms = app.app.platforms
    if platforms.android:
        found["android_package"] = platforms.android.package_name
    if platforms.ios:
        found["ios_bundle"] = platforms.ios.bundle_id
    if platforms.mini_program:
        found["mini_program"] = platforms.mini_program.app_id
    return found


def full_record(app: AppRecord) -> FullRecord:
    """The full record of an app."""
    return {
        "number": app.number,
        "status": code(app.status),
        "since": app.since,
        "filed_on": app.filed_on,
        "app": plain(app.app),
        "system": plain(app.system),
        "provider": unit_of(app),
        "provider_page": addresses.provider_page(app.unit.uscc),
        "authority": office(app.authority),
        "confirmed_uses": app.uses,
        "lapsed_uses": app.lapsed_uses,
        "history": [plain(entry.event) for entry in app.history],
        "cases": [case(record) for record in app.cases],
        "demonstration": app.demonstration,
        "page": addresses.app_page(app.digits),
        "source": app.path,
    }


def provider(record: ProviderRecord) -> Provider:
    """A provider with its apps and cases."""
    found: Provider = {
        "unit": plain(record.unit),
        "filer": code(record.filer),
        "authority": office(record.authority),
        "apps": [listed(app) for app in record.apps],
        "cases": [case(one) for one in record.cases],
        "demonstration": record.demonstration,
        "page": addresses.provider_page(record.unit.uscc),
        "source": record.path,
    }
    if record.bar:
        found["barred_until"] = record.bar.bar_ends
    return found


def case(record: CaseRecord) -> Json:
    """An enforcement case."""
    extra: CaseExtra = {
        "authority": office(record.authority),
        "current": record.current,
        "barred": record.barred,
        "source": record.path,
    }
    if record.bar_ends:
        extra["bar_ends"] = record.bar_ends
    return {**plain(record.case), **extra}


def authority(record: AuthorityRecord) -> AuthorityAnswer:
    """An authority with its apps and the uses confirmed under it."""
    return {
        "authority": plain(record.authority),
        "apps": [listed(app) for app in record.apps],
        "by_status": by_status(record.by_status),
        "providers": record.providers,
        "confirmed_uses": record.uses,
        "confirmed_uses_by_place": [
            {"zh": place.name.zh, "en": place.name.en, "total": place.count} for place in record.by_place
        ],
        "page": addresses.authority_page(record.authority.slug),
    }


def by_status(counted: tuple[tuple[ProviderStatus, int], ...]) -> list[ByStatus]:
    """Counts of statuses."""
    return [{"status": code(status), "total": total} for status, total in counted]


def counts(records: Records) -> Counts:
    """How many of everything."""
    return {
        "apps": len(records.apps),
        "by_status": by_status(records.by_status),
        "providers": len(records.providers),
        "confirmed_uses": records.uses,
        "blacklist_current": sum(case.current for case in records.cases),
        "authorities": [
            {
                **office(record.authority),
                "apps": len(record.apps),
                "by_status": by_status(record.by_status),
                "providers": record.providers,
                "confirmed_uses": record.uses,
            }
            for record in records.authorities
        ],
    }


def identified(app: AppRecord, folded: str) -> Identified:
    """An app by one of its identifiers, given in small letters."""
    found: Identified = {
        "number": app.number,
        "name": app.app.name,
        "status": code(app.status),
        "page": addresses.app_page(app.digits),
    }
    platforms = app.app.platforms
    if platforms.android and platforms.android.package_name.lower() == folded:
        found["android_package"] = platforms.android.package_name
    if platforms.ios and platforms.ios.bundle_id.lower() == folded:
        found["ios_bundle"] = platforms.ios.bundle_id
    if platforms.mini_program and platforms.mini_program.app_id.lower() == folded:
        found["mini_program"] = platforms.mini_program.app_id
    return found


def recorded(decision: Decision) -> Recorded:
    """A decision as its month keeps it."""
    event = decision.event
    found: Recorded = {
        "at": event.at,
        "event": code(event.event),
        "authority": event.authority,
        "sequence": event.sequence,
        "uscc": decision.uscc,
    }
    if event.number:
        found["number"] = event.number
    if event.reason:
        found["reason"] = event.reason
    return found


def change(decision: Decision) -> Change:
    """A recent decision."""
    event = decision.event
    found: Change = {
        "at": event.at,
        "event": code(event.event),
        "authority": office(decision.authority),
        "sequence": event.sequence,
        "provider": {"name": decision.unit, "uscc": decision.uscc},
        "source": event.path,
    }
    if decision.app:
        found["app"] = listed(decision.app)
    if event.reason:
        found["reason"] = event.reason
    return found
