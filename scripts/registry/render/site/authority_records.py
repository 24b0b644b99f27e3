"""Authorities in the shape of their pages, with counts of what lies below them."""

from collections import Counter
from collections.abc import Iterable, Mapping

from registry.core.authority import Authority
from registry.core.codes import ProviderStatus, UseState
from registry.core.snapshot import Snapshot
from registry.core.text import Text
from registry.render.provincial import sentences
from registry.render.site.fingerprint import fingerprint, of_model
from registry.render.site.records import (
    AppRecord,
    AuthorityRecord,
    InstitutionRecord,
    PlaceCount,
    ProviderRecord,
)

DIRECTLY_UNDER = Text("直属", "Directly under it")


def authorities_of(
    snapshot: Snapshot,
    apps: tuple[AppRecord, ...],
    providers: tuple[ProviderRecord, ...],
    institutions: Iterable[InstitutionRecord],
) -> tuple[AuthorityRecord, ...]:
    own: dict[str, list[AppRecord]] = {slug: [] for slug in snapshot.authorities}
    for app in reversed(apps):
        own[app.authority.slug].append(app)
    units = Counter(provider.authority.slug for provider in providers)
    places: dict[str, Counter[str]] = {slug: Counter() for slug in snapshot.authorities}
    schools: Counter[str] = Counter()
    for record in institutions:
        slug, _, below = record.filed.place.partition("/")
        schools[slug] += 1
        if confirmed := sum(use.state is UseState.confirmed for use in record.uses):
            places[slug][below.partition("/")[0]] += confirmed
    found = []
    for authority in sorted(
        snapshot.authorities.values(), key=lambda authority: (authority.numeric_prefix, authority.slug)
    ):
        slug = authority.slug
        by_status = counted_by_status(own[slug])
        found.append(
            AuthorityRecord(
                authority=authority,
                apps=tuple(own[slug]),
                by_status=by_status,
                providers=units[slug],
                uses=places[slug].total(),
                institutions=schools[slug],
                by_place=_by_place(authority, places[slug]),
                demonstration=any(app.demonstration for app in own[slug]),
                rules=sentences(authority.rules),
                fingerprint=fingerprint(
                    of_model(authority),
                    repr([(status.value, count) for status, count in by_status]),
                    str(units[slug]),
                    repr(sorted(places[slug].items())),
                    str(schools[slug]),
                    str(any(app.demonstration for app in own[slug])),
                ),
            )
        )
    return tuple(found)


def _by_place(authority: Authority, counts: Mapping[str, int]) -> tuple[PlaceCount, ...]:
    names = {
        code: (authority.find((code,)) or Text(code, code)) if code else DIRECTLY_UNDER for code in counts
    }
    return tuple(
        PlaceCount(names[code], counts[code])
        for code in sorted(counts, key=lambda code: (-counts[code], code))
    )


def counted_by_status(apps: Iterable[AppRecord]) -> tuple[tuple[ProviderStatus, int], ...]:
    counts = Counter(app.status for app in apps)
    return tuple((status, counts[status]) for status in ProviderStatus if counts[status])
