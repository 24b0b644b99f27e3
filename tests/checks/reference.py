"""What the command line says of a filing given as values, in the form in which the checks in the browser answer."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from registry.adapters import records, yaml_reader
from registry.core import paths
from registry.core.authority import Authority
from registry.core.finding import Fault, Place, Refusal
from registry.core.lookup import Lookup, MemoryLookup
from registry.core.replay import Replay
from registry.core.snapshot import Filed
from registry.rules import form
from registry.rules.catalogue import RULES
from registry.rules.in_browser import ALONE
from registry.rules.judge import judge

Told = list[Any]
"""[code, verdict, place, whether the key is meant, [title, text, fix, article's rule] in Chinese, the same in English]."""


@dataclass(frozen=True)
class Case:
    """A filing that both sides judge."""

    name: str
    kind: str
    filing: Any
    path: str | None = None
    today: str = "2026-11-24"


def quoted(value: Any) -> str:
    """A value as YAML in which every text stands in double quotes and in ASCII: it is read whatever characters it has."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key)}: {quoted(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(quoted, value)) + "]"
    if isinstance(value, str):
        return '"' + "".join(map(_escaped, value)) + '"'
    return json.dumps(value)


def _escaped(character: str) -> str:
    if character.isascii() and character.isprintable() and character not in '"\\':
        return character
    return f"\\U{ord(character):08X}"


def told(case: Case, authorities: dict[str, Authority]) -> list[Told]:
    """What is said of a case where the registry holds nothing but authorities and this filing, of the codes that need no more."""
    return [in_words(fault) for fault in _faults(case, authorities) if fault.code in ALONE]


def _faults(case: Case, authorities: dict[str, Authority]) -> Iterator[Fault]:
    document = yaml_reader.read(quoted(case.filing).encode())
    if document.refusals:
        yield from (_fault(refusal, document) for refusal in document.refusals)
        return
    try:
        record = records.MODELS[case.kind].model_validate(document.data)
    except ValidationError:
        yield from form.explain(records.MODELS[case.kind], document.data)
        return
    path = case.path or belongs(case.kind, record)
    file: Filed[Any] = Filed(path, "", record)
    yield from judge(case.kind, file, alone(file, case.kind, authorities), date.fromisoformat(case.today))


def _fault(refusal: Refusal, document: yaml_reader.Document) -> Fault:
    places = {at: place for place, at in document.values.items()}
    return Fault(refusal.code, places.get((refusal.line, refusal.column), ()), refusal.values)


def belongs(kind: str, record: Any) -> str:
    """Where a filing belongs by what it says."""
    if kind == "provider":
        return paths.provider_path(record.unit.registration_province, record.uscc)
    return paths.user_path(record.institution.competent_authority, record.uscc)


def alone(file: Filed[Any], kind: str, authorities: dict[str, Authority]) -> Lookup:
    """A registry of one filing."""
    providers, users = ([file], []) if kind == "provider" else ([], [file])
    return MemoryLookup(authorities, providers, users, [], Replay())


def in_words(fault: Fault) -> Told:
    """A fault with its sentences."""
    rule = RULES[fault.code]
    place: Place = fault.place
    sentences = [
        [getattr(text.fill(**fault.values), language) for text in (rule.title, rule.text, rule.fix)]
        for language in ("zh", "en")
    ]
    return [fault.code, rule.verdict.name, list(place), fault.on_key, *sentences]
