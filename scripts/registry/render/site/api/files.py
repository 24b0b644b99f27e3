"""Every file of `/api/v1`. Records lie in files of 100 (docs/decisions/0003-api-blocks.md)."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from registry.core.codes import ProviderStatus
from registry.render.site import addresses
from registry.render.site.api import answers, uses_files
from registry.render.site.api.envelope import document, enveloped
from registry.render.site.api.openapi import openapi
from registry.render.site.piece import Piece
from registry.render.site.records import AppRecord, Decision, ProviderRecord, Records
from registry.render.site.shell import Shell

LATEST = 100
"""Decisions in the file of the latest, and in each feed."""

Make = Callable[[], bytes]


def files(records: Records) -> Iterator[tuple[str, bytes]]:
    """Every file, as path and content."""
    for path, make in _makers(records):
        yield path, make()


def pieces(records: Records, shell: Shell) -> Iterator[Piece]:  # noqa: ARG001 - data needs no frame
    """Every file as a piece of the site."""
    for path, make in _makers(records):
        yield Piece(path, make)


def _makers(records: Records) -> Iterator[tuple[str, Make]]:
    yield from _blocks(records.apps)
    yield from _lists(records)
    yield from _identifiers(records.apps)
    yield from _changes(records.decisions)
    yield from uses_files.makers(records)
    yield f"{addresses.API}count.json", partial(_count, records)
    yield f"{addresses.API}index.json", partial(_index, records)
    yield f"{addresses.API}openapi.json", _openapi


def _blocks(apps: Iterable[AppRecord]) -> Iterator[tuple[str, Make]]:
    """Look-ups by number, and full records."""
    blocks: dict[str, list[AppRecord]] = {}
    for app in apps:
        blocks.setdefault(app.digits[: addresses.BLOCK], []).append(app)
    for own in blocks.values():
        yield addresses.number_file(own[0].digits), partial(_numbers, own)
        yield addresses.app_file(own[0].digits), partial(_full, own)


def _numbers(apps: list[AppRecord]) -> bytes:
    return enveloped({app.digits: answers.summary(app) for app in apps}, len(apps))


def _full(apps: list[AppRecord]) -> bytes:
    return enveloped({app.digits: answers.full_record(app) for app in apps}, len(apps))


def _lists(records: Records) -> Iterator[tuple[str, Make]]:
    """Providers by the end of their codes, and lists by authority, by status, and of all."""
    units: dict[str, list[ProviderRecord]] = {}
    for provider in records.providers:
        units.setdefault(addresses.provider_file(provider.unit.uscc), []).append(provider)
    for path, own in units.items():
        yield path, partial(_providers, own)
    for record in records.authorities:
        content = partial(answers.authority, record)
        yield addresses.authority_file(record.authority.slug), partial(_made, content, len(record.apps))
    for status, total in records.by_status:
        yield addresses.status_file(status.value), partial(_with_status, status, records.apps, total)
    yield f"{addresses.API}all.json", partial(_all, records.apps)
    yield f"{addresses.API}blacklist.json", partial(_blacklist, records)


def _made(content: Callable[[], object], total: int) -> bytes:
    return enveloped(content(), total)


def _providers(own: list[ProviderRecord]) -> bytes:
    return enveloped({record.unit.uscc: answers.provider(record) for record in own}, len(own))


def _with_status(status: ProviderStatus, apps: Iterable[AppRecord], total: int) -> bytes:
    return enveloped(answers.with_status(status, (app for app in apps if app.status is status)), total)


def _all(apps: tuple[AppRecord, ...]) -> bytes:
    return enveloped([answers.listed_with_provider(app) for app in apps], len(apps))


def _blacklist(records: Records) -> bytes:
    listed = [answers.case(record) for record in records.cases if record.listed]
    return enveloped(listed, len(listed))


def _identifiers(apps: Iterable[AppRecord]) -> Iterator[tuple[str, Make]]:
    """Look-ups by package name, bundle id and AppID, in small letters; several apps can have had one after the other."""
    shards: dict[str, dict[str, list[AppRecord]]] = {}
    for app in apps:
        for folded in answers.identifiers(app):
            shards.setdefault(addresses.identifier_file(folded), {}).setdefault(folded, []).append(app)
    for path, shard in shards.items():
        yield path, partial(_shard, shard)


def _shard(shard: dict[str, list[AppRecord]]) -> bytes:
    content = {folded: [answers.identified(app, folded) for app in apps] for folded, apps in shard.items()}
    return enveloped(content, len(content))


def _changes(decisions: tuple[Decision, ...]) -> Iterator[tuple[str, Make]]:
    """The months, each by day in the order of time, and the latest."""
    months: dict[str, list[Decision]] = {}
    for decision in reversed(decisions):
        months.setdefault(decision.event.at[:7], []).append(decision)
    for month, own in months.items():
        yield addresses.month_file(month), partial(_month, own)
    latest = decisions[:LATEST]
    yield addresses.month_file("latest"), partial(_latest, latest)


def _month(own: list[Decision]) -> bytes:
    days: dict[str, list[answers.Recorded]] = {}
    for decision in own:
        days.setdefault(decision.event.at[:10], []).append(answers.recorded(decision))
    return enveloped(days, len(own))


def _latest(latest: tuple[Decision, ...]) -> bytes:
    return enveloped([answers.change(decision) for decision in latest], len(latest))


def _count(records: Records) -> bytes:
    return enveloped(answers.counts(records), len(records.apps))


def _index(records: Records) -> bytes:
    return enveloped(answers.index(records), len(records.apps))


def _openapi() -> bytes:
    return document(openapi())
