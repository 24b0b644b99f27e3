"""Every file of `/api/v1`. Records lie in files of 100 (docs/decisions/0003-api-blocks.md)."""

from collections.abc import Iterable, Iterator
from functools import cache, partial

from registry.core.codes import ProviderStatus
from registry.render.site import addresses
from registry.render.site.api import answers, uses_files
from registry.render.site.api.envelope import document, enveloped, packed
from registry.render.site.api.openapi import openapi
from registry.render.site.fingerprint import fingerprint, of_many
from registry.render.site.piece import Piece
from registry.render.site.records import (
    AppRecord,
    AuthorityRecord,
    CaseRecord,
    Decision,
    ProviderRecord,
    Records,
)
from registry.render.site.shell import Shell

LATEST = 100
"""Decisions in the file of the latest, and in each feed."""


def files(records: Records) -> Iterator[tuple[str, bytes]]:
    """Every file, as path and content."""
    for piece in _pieces(records):
        yield piece.path, piece.make()


def pieces(records: Records, shell: Shell) -> Iterator[Piece]:  # noqa: ARG001 - data needs no frame
    """Every file as a piece of the site."""
    yield from _pieces(records)


def block_pieces(records: Records, shell: Shell) -> Iterator[Piece]:  # noqa: ARG001 - data needs no frame
    """Of these, the look-ups by number and the full records of apps and providers."""
    yield from _blocks(records.apps)
    yield from _units(records.providers)


def _of(records: Iterable[AppRecord | ProviderRecord | CaseRecord]) -> str:
    return of_many(record.fingerprint for record in records)


def _pieces(records: Records) -> Iterator[Piece]:
    yield from _blocks(records.apps)
    yield from _units(records.providers)
    yield from _lists(records)
    yield from _identifiers(records.apps)
    yield from _changes(records.decisions)
    yield from uses_files.pieces(records)
    yield Piece(f"{addresses.API}count.json", partial(_count, records))
    yield Piece(f"{addresses.API}index.json", partial(_index, records))
    yield Piece(f"{addresses.API}openapi.json", _openapi, ())


def _blocks(apps: Iterable[AppRecord]) -> Iterator[Piece]:
    """Look-ups by number, and full records."""
    blocks: dict[str, list[AppRecord]] = {}
    for app in apps:
        blocks.setdefault(app.digits[: addresses.BLOCK], []).append(app)
    for own in blocks.values():
        made_from = (_of(own),)
        yield Piece(addresses.number_file(own[0].digits), partial(_numbers, own), made_from)
        yield Piece(addresses.app_file(own[0].digits), partial(_full, own), made_from)


def _units(providers: Iterable[ProviderRecord]) -> Iterator[Piece]:
    """Providers by the end of their codes."""
    units: dict[str, list[ProviderRecord]] = {}
    for provider in providers:
        units.setdefault(addresses.provider_file(provider.unit.uscc), []).append(provider)
    for path, own in units.items():
        yield Piece(path, partial(_providers, own), (_of(own),))


def _numbers(apps: list[AppRecord]) -> bytes:
    return enveloped({app.digits: answers.summary(app) for app in apps}, len(apps))


def _full(apps: list[AppRecord]) -> bytes:
    return packed(enveloped({app.digits: answers.full_record(app) for app in apps}, len(apps)))


def _lists(records: Records) -> Iterator[Piece]:
    """Lists by authority, by status, and of all."""
    for record in records.authorities:
        path = addresses.authority_file(record.authority.slug)
        yield Piece(path, partial(_authority, record), (record.fingerprint, _of(record.apps)))
    for status, total in records.by_status:
        made_from = (_of(app for app in records.apps if app.status is status),)
        yield Piece(
            addresses.status_file(status.value),
            partial(_with_status, status, records.apps, total),
            made_from,
        )
    yield Piece(addresses.ALL, partial(_all, records.apps), (_of(records.apps),))
    listed = [record for record in records.cases if record.listed]
    yield Piece(f"{addresses.API}blacklist.json", partial(_blacklist, listed), (_of(listed),))


def _authority(record: AuthorityRecord) -> bytes:
    return packed(enveloped(answers.authority(record), len(record.apps)))


def _providers(own: list[ProviderRecord]) -> bytes:
    return packed(enveloped({record.unit.uscc: answers.provider(record) for record in own}, len(own)))


def _with_status(status: ProviderStatus, apps: Iterable[AppRecord], total: int) -> bytes:
    return packed(
        enveloped(answers.with_status(status, (app for app in apps if app.status is status)), total)
    )


def _all(apps: tuple[AppRecord, ...]) -> bytes:
    return packed(enveloped([answers.listed_with_provider(app) for app in apps], len(apps)))


def _blacklist(listed: list[CaseRecord]) -> bytes:
    return enveloped([answers.case(record) for record in listed], len(listed))


def _identifiers(apps: Iterable[AppRecord]) -> Iterator[Piece]:
    """Look-ups by package name, bundle id and AppID, in small letters; several apps can have had one after the other."""
    shards: dict[str, dict[str, list[AppRecord]]] = {}
    for app in apps:
        for folded in answers.identifiers(app):
            shards.setdefault(addresses.identifier_file(folded), {}).setdefault(folded, []).append(app)
    for path, shard in shards.items():
        made_from = tuple(fingerprint(folded, _of(apps)) for folded, apps in shard.items())
        yield Piece(path, partial(_shard, shard), made_from)


def _shard(shard: dict[str, list[AppRecord]]) -> bytes:
    content = {folded: [answers.identified(app, folded) for app in apps] for folded, apps in shard.items()}
    return packed(enveloped(content, len(content)))


def _changes(decisions: tuple[Decision, ...]) -> Iterator[Piece]:
    """The months, each by day in the order of time, and the latest."""
    months: dict[str, list[Decision]] = {}
    for decision in reversed(decisions):
        months.setdefault(decision.event.at[:7], []).append(decision)
    for month, own in months.items():
        yield Piece(addresses.month_file(month), partial(_month, own), (_of_decisions(own),))
    latest = decisions[:LATEST]
    yield Piece(addresses.LATEST, partial(_latest, latest), (_of_decisions(latest),))


def _of_decisions(decisions: Iterable[Decision]) -> str:
    return of_many(one.fingerprint for one in decisions)


def _month(own: list[Decision]) -> bytes:
    days: dict[str, list[answers.Recorded]] = {}
    for decision in own:
        days.setdefault(decision.event.at[:10], []).append(answers.recorded(decision))
    return packed(enveloped(days, len(own)))


def _latest(latest: tuple[Decision, ...]) -> bytes:
    return enveloped([answers.change(decision) for decision in latest], len(latest))


def _count(records: Records) -> bytes:
    return enveloped(answers.counts(records), len(records.apps))


def _index(records: Records) -> bytes:
    return enveloped(answers.index(records), len(records.apps))


@cache
def _openapi() -> bytes:
    return document(openapi())
