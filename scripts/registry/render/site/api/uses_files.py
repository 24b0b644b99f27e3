"""The files of institutions' uses below `/api/v1/uses/`: by place, by app, by the institution's code (docs/decisions/0061-files-of-uses.md)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256

from registry.core.number import digits
from registry.render.site import addresses
from registry.render.site.api import uses
from registry.render.site.api.answers import office
from registry.render.site.api.envelope import enveloped, packed
from registry.render.site.api.uses_sharing import institution_files, number_files, parts_for, remainder
from registry.render.site.fingerprint import fingerprint, of_many, of_model
from registry.render.site.piece import Piece
from registry.render.site.records import AppRecord, AuthorityRecord, InstitutionRecord, Records

Seen = Mapping[str, str]
"""Fingerprints of apps as these files show them, by number."""


def pieces(records: Records) -> Iterator[Piece]:
    """Every file."""
    apps = {app.number: app for app in records.apps}
    shown = {app.number: f"{app.status.value} {app.app.name}" for app in records.apps}
    files = list(institution_files(records.institutions))
    seen: dict[str, list[str]] = defaultdict(list)
    for name, own in files:
        made_from = _of_institutions(own, shown)
        seen[own[0].filed.slug].append(made_from)
        yield Piece(addresses.institutions_file(name), partial(_institutions, own, apps), (made_from,))
    below = _by_authority(records.institutions)
    named = _files_of_places(files)
    of = {
        r.authority.slug: fingerprint(of_model(r.authority), *seen[r.authority.slug])
        for r in records.authorities
    }
    for record in records.authorities:
        slug = record.authority.slug
        if own := below.get(slug, []):
            yield Piece(
                addresses.uses_authority_file(slug), partial(_places, record, own, named), (of[slug],)
            )
    yield from _codes(files, len(records.institutions))
    shares = _app_shares(records.institutions, apps)
    prefixes = {record.authority.slug: record.authority.numeric_prefix for record in records.authorities}
    for start, users in shares:
        read = (f"{number} {shown[number]} {one.states} {one.places}" for number, one in users.items())
        made_from = fingerprint(str(prefixes), *read)
        yield Piece(addresses.uses_app_file(start), partial(_users, users, apps, prefixes), (made_from,))
    starts = [start for start, _ in shares]
    path = f"{addresses.API}uses/index.json"
    yield Piece(path, partial(_index, records, below, starts), (*of.values(), *starts))


def _of_institutions(own: Sequence[InstitutionRecord], shown: Seen) -> str:
    """Of some institutions, what was decided on their uses, and the apps as they are shown."""
    digest = sha256()
    for filed, uses_ in own:
        told = (
            f"{one.use.item} {one.state.value} {one.since} {shown.get(one.use.number, '')}" for one in uses_
        )
        digest.update("\n".join((filed.path, filed.sha256, *told, "")).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _by_authority(institutions: Sequence[InstitutionRecord]) -> dict[str, list[InstitutionRecord]]:
    found: dict[str, list[InstitutionRecord]] = defaultdict(list)
    for record in institutions:
        found[record.filed.slug].append(record)
    return found


def _institutions(own: Sequence[InstitutionRecord], apps: Mapping[str, AppRecord]) -> bytes:
    return packed(enveloped(uses.institutions(own, apps), len(own)))


def _files_of_places(files: Sequence[tuple[str, Sequence[InstitutionRecord]]]) -> dict[str, list[str]]:
    """By place, the names of the files that its institutions stand in."""
    found: dict[str, list[str]] = {}
    for name, own in files:
        for path in {record.filed.place for record in own}:
            found.setdefault(path, []).append(name)
    return found


def _places(
    record: AuthorityRecord, own: Sequence[InstitutionRecord], files: Mapping[str, list[str]]
) -> bytes:
    places: dict[str, list[InstitutionRecord]] = defaultdict(list)
    for one in own:
        places[one.filed.place].append(one)
        places.setdefault(one.filed.place.rpartition("/")[0] or one.filed.place, [])  # for its name
    found = [uses.place(path, record.authority, files.get(path, []), places[path]) for path in sorted(places)]
    answer: uses.PlacesAnswer = {"authority": office(record.authority), "places": found}
    return enveloped(answer, len(found))


def _codes(files: Sequence[tuple[str, Sequence[InstitutionRecord]]], institutions: int) -> Iterator[Piece]:
    """By the remainder of a code, which file its institution stands in."""
    parts = parts_for(institutions)
    shares: dict[int, dict[str, str]] = {}
    for name, own in files:
        for record in own:
            shares.setdefault(remainder(record.filed.uscc, parts), {})[record.filed.uscc] = name
    for part, share in sorted(shares.items()):
        made_from = of_many(f"{uscc} {name}" for uscc, name in share.items())
        yield Piece(addresses.institution_file(part), partial(_packed_codes, share), (made_from,))


def _packed_codes(share: Mapping[str, str]) -> bytes:
    return packed(enveloped(share, len(share)))


def _app_shares(
    institutions: Sequence[InstitutionRecord], apps: Mapping[str, AppRecord]
) -> list[tuple[str, dict[str, uses.Users]]]:
    """By the name of its file: apps by number, with where they are used."""
    used: dict[str, uses.Users] = {}
    for record in institutions:
        place = record.filed.place
        for one in record.uses:
            if not (number := one.use.number):
                continue
            users = used.get(number)
            if users is None:
                users = used[number] = uses.Users(Counter(), {})
            users.states[one.state] += 1
            users.places[place] = users.places.get(place, 0) + 1
    numbers = {digits(number): number for number in used}
    sizes = {seven: uses.bytes_of_users(apps[number], used[number]) for seven, number in numbers.items()}
    return [
        (start, {numbers[seven]: used[numbers[seven]] for seven in own}) for start, own in number_files(sizes)
    ]


def _users(
    users: Mapping[str, uses.Users], apps: Mapping[str, AppRecord], prefixes: Mapping[str, str]
) -> bytes:
    found = {digits(number): uses.users_of(apps[number], one, prefixes) for number, one in users.items()}
    return packed(enveloped(found, len(users)))


def _index(records: Records, below: Mapping[str, Sequence[InstitutionRecord]], app_files: list[str]) -> bytes:
    answer: uses.UsesIndex = {
        **uses.totals(records.institutions),
        "authorities": [
            uses.of_authority(record.authority, below[record.authority.slug])
            for record in records.authorities
            if record.authority.slug in below
        ],
        "code_parts": parts_for(len(records.institutions)),
        "app_files": app_files,
    }
    return enveloped(answer, len(answer["authorities"]))
