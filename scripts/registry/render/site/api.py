"""The static API: what a program reads instead of the pages. Records lie in files of 100 (docs/decisions/0003-api-blocks.md)."""

import json
from collections.abc import Iterator
from functools import partial

from registry.core.authority import Authority
from registry.render.site import addresses
from registry.render.site.piece import Piece
from registry.render.site.published import code, plain
from registry.render.site.records import AppRecord, AuthorityRecord, CaseRecord, ProviderRecord, Records
from registry.render.site.shell import Shell

SCHEMA_VERSION = "1.0"

Json = dict[str, object]


def files(records: Records) -> Iterator[tuple[str, bytes]]:
    """Every file of `/api/v1`, as path and content."""
    summaries = {app.digits: summary(app) for app in records.apps}
    blocks: dict[str, Json] = {}
    full: dict[str, Json] = {}
    for app in records.apps:
        blocks.setdefault(addresses.number_file(app.digits), {})[app.digits] = summaries[app.digits]
        full.setdefault(addresses.app_file(app.digits), {})[app.digits] = app_record(app)
    units: dict[str, Json] = {}
    for provider in records.providers:
        uscc = provider.unit.uscc
        units.setdefault(addresses.provider_file(uscc), {})[uscc] = provider_record(provider, summaries)
    for group in (blocks, full, units):
        for path, content in group.items():
            yield path, _enveloped(content, len(content))
    for authority in records.authorities:
        content = authority_record(authority, summaries)
        yield (
            addresses.authority_file(authority.authority.slug),
            _enveloped(content, len(authority.apps)),
        )
    yield f"{addresses.API}all.json", _enveloped(list(summaries.values()), len(summaries))
    listed = [case_record(case) for case in records.cases if case.listed]
    yield f"{addresses.API}blacklist.json", _enveloped(listed, len(listed))
    yield f"{addresses.API}count.json", _enveloped(counts(records), len(records.apps))
    yield f"{addresses.API}index.json", _enveloped(index(records), len(records.apps))


def pieces(records: Records, shell: Shell) -> Iterator[Piece]:  # noqa: ARG001 - data needs no frame
    """The same as pieces of the site."""
    for path, content in files(records):
        yield Piece(path, partial(bytes, content))


def document(content: Json) -> bytes:
    """JSON as published: sorted keys, UTF-8, no spaces, no NaN."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode() + b"\n"


def index(records: Records) -> Json:
    """What all other files refer to: from which commit and of which day the data are. No other file changes with every commit."""
    return {"source_commit": records.commit, "as_of": records.as_of}


def _enveloped(result: object, total: int) -> bytes:
    return document(
        {
            "schema_version": SCHEMA_VERSION,
            "about": f"{addresses.API}index.json",
            "total": total,
            "result": result,
        }
    )


def summary(app: AppRecord) -> Json:
    """What a look-up by number answers. Addresses are relative to the root of the site."""
    found: Json = {
        "number": app.number,
        "status": code(app.status),
        "since": app.since,
        "filed_on": app.filed_on,
        "name": app.app.name,
        "provider": {"name": app.unit.name, "uscc": app.unit.uscc},
        "authority": _short(app.authority),
        "demonstration": app.demonstration,
        "page": addresses.app_page(app.digits),
        "record": addresses.app_file(app.digits),
    }
    platforms = app.app.platforms
    if platforms.android:
        found["android_package"] = platforms.android.package_name
    if platforms.ios:
        found["ios_bundle"] = platforms.ios.bundle_id
    return found


def app_record(app: AppRecord) -> Json:
    """The full record of an app."""
    return {
        "number": app.number,
        "status": code(app.status),
        "since": app.since,
        "filed_on": app.filed_on,
        "app": plain(app.app),
        "system": plain(app.system),
        "provider": {"name": app.unit.name, "uscc": app.unit.uscc},
        "provider_page": addresses.provider_page(app.unit.uscc),
        "authority": _short(app.authority),
        "confirmed_uses": app.uses,
        "lapsed_uses": app.lapsed_uses,
        "history": [plain(entry.event) for entry in app.history],
        "cases": [case_record(case) for case in app.cases],
        "demonstration": app.demonstration,
        "page": addresses.app_page(app.digits),
        "source": app.path,
    }


def provider_record(provider: ProviderRecord, summaries: dict[str, Json]) -> Json:
    """A provider with its apps and cases."""
    found: Json = {
        "unit": plain(provider.unit),
        "filer": code(provider.filer),
        "authority": _short(provider.authority),
        "apps": [summaries[app.digits] for app in provider.apps],
        "cases": [case_record(case) for case in provider.cases],
        "demonstration": provider.demonstration,
        "page": addresses.provider_page(provider.unit.uscc),
        "source": provider.path,
    }
    if provider.bar:
        found["barred_until"] = provider.bar.bar_ends
    return found


def case_record(case: CaseRecord) -> Json:
    """An enforcement case. `current`: on the list on the day `as_of`; `barred`: the unit may not submit new filings on it."""
    found: Json = {
        **plain(case.case),
        "authority": _short(case.authority),
        "current": case.current,
        "barred": case.barred,
        "source": case.path,
    }
    if case.bar_ends:
        found["bar_ends"] = case.bar_ends
    return found


def authority_record(authority: AuthorityRecord, summaries: dict[str, Json]) -> Json:
    """An authority with its apps and the uses confirmed under it."""
    return {
        "authority": plain(authority.authority),
        "apps": [summaries[app.digits] for app in authority.apps],
        "by_status": [{"status": code(status), "total": total} for status, total in authority.by_status],
        "providers": authority.providers,
        "confirmed_uses": authority.uses,
        "confirmed_uses_by_place": [
            {"zh": place.name.zh, "en": place.name.en, "total": place.count} for place in authority.by_place
        ],
        "page": addresses.authority_page(authority.authority.slug),
    }


def counts(records: Records) -> Json:
    """How many of everything."""
    return {
        "apps": len(records.apps),
        "by_status": [{"status": code(status), "total": total} for status, total in records.by_status],
        "providers": len(records.providers),
        "confirmed_uses": records.uses,
        "blacklist_current": sum(case.current for case in records.cases),
        "authorities": [
            {
                **_short(record.authority),
                "apps": len(record.apps),
                "by_status": [{"status": code(status), "total": total} for status, total in record.by_status],
                "providers": record.providers,
                "confirmed_uses": record.uses,
            }
            for record in records.authorities
        ],
    }


def _short(authority: Authority) -> dict[str, str]:
    return {"slug": authority.slug, "zh": authority.name.zh, "en": authority.name.en}
