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
from registry.core.lookup import Lookup, MemoryLookup, Registered, is_current
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
    around: dict[str, Any] | None = None
    """The unit's filing as it stands: `{path, before, registered}`, as `check` takes it."""


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
    file = readable(case)
    if file is None:
        yield from form.explain(records.MODELS[case.kind], document.data)
        return
    yield from judge(case.kind, file, alone(file, case, authorities), date.fromisoformat(case.today))


def readable(case: Case) -> Filed[Any] | None:
    """The filing as a file, if it has its form."""
    try:
        record = records.MODELS[case.kind].model_validate(case.filing)
    except ValidationError:
        return None
    return Filed(case.path or belongs(case.kind, record), "", record)


def _fault(refusal: Refusal, document: yaml_reader.Document) -> Fault:
    on_key = refusal.code == "F10"
    places = {at: place for place, at in (document.keys if on_key else document.values).items()}
    return Fault(refusal.code, places.get((refusal.line, refusal.column), ()), refusal.values, on_key)


def belongs(kind: str, record: Any) -> str:
    """Where a filing belongs by what it says."""
    if kind == "provider":
        return paths.provider_path(record.unit.registration_province, record.uscc)
    return paths.user_path(record.institution.competent_authority, record.uscc)


class Alone(MemoryLookup):
    """A registry of one filing, that knows what of it was registered and how it was before."""

    def __init__(self, file: Filed[Any], case: Case, authorities: dict[str, Authority]) -> None:
        providers, users = ([file], []) if case.kind == "provider" else ([], [file])
        super().__init__(authorities, providers, users, [], Replay())
        self._before, self._known = file, ()
        if case.around:
            before = records.MODELS[case.kind].model_validate(case.around["before"])
            self._before = Filed(case.around["path"], "", before)
            self._known = tuple(Registered(file.path, **entry) for entry in case.around["registered"])

    def registered_in(self, path: str) -> tuple[Registered, ...]:  # noqa: ARG002 - there is no other
        """See Lookup."""
        return self._known

    def filing_before(self, path: str) -> Filed[Any]:  # noqa: ARG002 - there is no other
        """See Lookup."""
        return self._before

    def by_number(self, number: str) -> Registered | None:
        """See Lookup."""
        return next((entry for entry in self._known if entry.number == number and is_current(entry)), None)


def alone(file: Filed[Any], case: Case, authorities: dict[str, Authority]) -> Lookup:
    """What rules may ask of a case."""
    return Alone(file, case, authorities)


def in_words(fault: Fault) -> Told:
    """A fault with its sentences."""
    rule = RULES[fault.code]
    place: Place = fault.place
    sentences = [
        [getattr(text.fill(**fault.values), language) for text in (rule.title, rule.text, rule.fix)]
        for language in ("zh", "en")
    ]
    return [fault.code, rule.verdict.name, list(place), fault.on_key, *sentences]
