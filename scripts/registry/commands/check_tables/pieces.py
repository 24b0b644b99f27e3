"""The files that the checks in the browser read: a table for each kind of filing, and its sentences in each language."""

from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import Any

from registry.commands.check_tables.personal import KINDS, looked, patterns
from registry.commands.check_tables.places import of_authorities, of_places
from registry.commands.check_tables.schema import SchemaTable
from registry.commands.check_tables.sentences import sentences
from registry.core import codes
from registry.core.authority import Authority
from registry.core.codes import Breach, Code, ProviderStatus
from registry.core.evidence import ANNOUNCEMENTS
from registry.core.fields import Record
from registry.core.filing import ProviderFiling
from registry.core.text import Text
from registry.core.use import Use, UserFiling
from registry.core.use_change import EFFECTS, effect_of
from registry.render.site import addresses
from registry.render.site.api.envelope import document
from registry.render.site.fingerprint import of_model
from registry.render.site.piece import Piece
from registry.render.site.records import Records
from registry.render.site.shell import Shell
from registry.rules.book import every_rule
from registry.rules.in_browser import ALONE, PUBLISHED

MODELS: dict[str, type[Record]] = {"provider": ProviderFiling, "user": UserFiling}
LANGUAGES = ("zh", "en")


def pieces(records: Records, _: Shell) -> Iterator[Piece]:
    """All of them, as the site has them."""
    return tables_of([record.authority for record in records.authorities])


def tables_of(authorities: Sequence[Authority]) -> Iterator[Piece]:
    """All of them; but for the authorities they follow from code alone."""
    made_from = tuple(of_model(authority) for authority in authorities)
    yield Piece(
        addresses.check_table("authorities"), lambda: document(of_authorities(authorities)), made_from
    )
    yield Piece(addresses.check_table("places"), lambda: document(of_places(authorities)), made_from)
    yield Piece(addresses.check_table("personal"), lambda: document(patterns()), ())
    for kind in MODELS:
        yield Piece(addresses.check_table(kind), partial(_table, kind), ())
        for language in LANGUAGES:
            yield Piece(addresses.check_table(f"{kind}-{language}"), partial(_sentences, kind, language), ())


@cache
def _schema(kind: str) -> SchemaTable:
    return SchemaTable(MODELS[kind])


def _table(kind: str) -> bytes:
    """The schema, the rules in the order of the rule book, and what follows from each: as `form.js` and `check.js` read it."""
    verdicts = {rule.code: rule.verdict.name for rule in every_rule() if rule.code in _codes(kind)}
    return document(
        {
            "schema": _schema(kind).schema,
            "order": [code for code in _codes(kind) if code in ALONE],
            "looked_up": [code for code in _codes(kind) if code in PUBLISHED],
            "verdicts": verdicts,
            "looked": _looked(kind),
            "kinds": KINDS,
            "use": {
                "fields": list(Use.model_fields),
                "effects": _effects(),
            }
            if kind == "user"
            else {},
            "announcements": [
                [day and day.isoformat() for day in (one.announced, one.first, one.last, one.rectify_until)]
                for one in ANNOUNCEMENTS
            ],
        }
    )


def _effects() -> dict[str, str]:
    """What a change of a part of a use is, where that is not what a change of the block that holds it is."""
    return {
        path: effect.value
        for path, effect in EFFECTS.items()
        if effect is not effect_of(tuple(path.split(".")[:-1]))
    }


@cache
def _looked(kind: str) -> list[list[Any]]:
    return looked(MODELS[kind], _schema(kind).words)


def _sentences(kind: str, language: str) -> bytes:
    _looked(kind)  # its titles are among the words
    return document(sentences(_codes(kind), _schema(kind).words.texts, _labels(kind), language))


@cache
def _codes(kind: str) -> tuple[str, ...]:
    """Codes that the browser may tell of a kind of filing; those of the form hold for every kind."""
    told = ALONE | PUBLISHED
    return tuple(
        rule.code for rule in every_rule() if rule.code in told and (kind in rule.kinds or not rule.kinds)
    )


def _labels(kind: str) -> dict[str, dict[str, Text]]:
    found = {
        "Breach": {breach.value: breach.label for breach in (Breach.no_icp, Breach.no_mlps)},
        "ProviderStatus": {status.value: status.label for status in ProviderStatus},
    }
    for name, schema in _schema(kind).schema["$defs"].items():
        if "enum" in schema:
            members: type[Code] = getattr(codes, name)
            found[name] = {member.value: member.label for member in members}
    return found
