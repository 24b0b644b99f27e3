"""The filing that is being written: its form, its place, what the rules say of it, and the file that it becomes."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from registry.adapters import records
from registry.adapters.source import SourceError
from registry.adapters.yaml_writer import to_yaml
from registry.core import paths
from registry.core.asking.question import Around, Ask, Choice, Question
from registry.core.asking.walk import Walk
from registry.core.authority import MINISTRY, bureau_name
from registry.core.codes import UnitType
from registry.core.fields import Record
from registry.core.finding import Fault, Verdict, worst
from registry.core.lookup import Lookup, OverlayLookup
from registry.core.problem import Problem
from registry.core.snapshot import Filed
from registry.core.text import Text
from registry.core.time_limits import clocks_with
from registry.core.unit_names import same_unit
from registry.core.working_days import AnnouncedDays
from registry.rules import form
from registry.rules.catalogue import RULES, finding
from registry.rules.judge import judge
from registry.rules.unfinished import judge_unfinished

FORMS = ("provider", "user", "case")
_AUTHORITY = "authority"
_FOLDERS = {"provider": paths.PROVIDERS, "user": paths.USERS, "case": paths.CASES}


class Rejected(Problem):
    """The answers make no filing that could be accepted."""


@dataclass(frozen=True, slots=True)
class Filing:
    """A kind of filing in a registry on a day: what is asked, judged and written."""

    kind: str
    root: Path
    lookup: Lookup
    today: date

    @property
    def model(self) -> type[Record]:
        """The model of the whole file."""
        return records.MODELS[self.kind]

    @property
    def schema(self) -> Mapping[str, Any]:
        """The form that the questions follow from."""
        schema: Mapping[str, Any] = form.schema_of(self.model)
        return schema

    @property
    def around(self) -> Around:
        """What questions may know."""
        return Around(self.lookup.authorities, self.today)

    @property
    def before(self) -> tuple[Question, ...]:
        """What is asked first and only decides where the file lies."""
        if self.kind != "case":
            return ()
        offered = tuple(Choice(slug, known.name.text) for slug, known in self.lookup.authorities.items())
        title = Text("作出处理的主管部门", "The authority whose case it is")
        return (Question(_AUTHORITY, (), Ask.choice, title, (), True, choices=offered),)

    def path(self, data: Mapping[str, Any], answers: Mapping[str, Any]) -> str | None:
        """Where the file belongs, once that is known."""
        try:
            match self.kind:
                case "provider":
                    unit = data["unit"]
                    folder = answers.get(_AUTHORITY) or self._checks_provider(unit)
                    path = paths.provider_path(folder, unit["uscc"])
                case "user":
                    institution = data["institution"]
                    path = paths.user_path(institution["competent_authority"], institution["uscc"])
                case _:
                    path = paths.case_path(answers[_AUTHORITY], data["unit"]["uscc"], data["opened_on"])
        except KeyError:
            return None
        return path if paths.parse(path) else None

    def _checks_provider(self, unit: Mapping[str, Any]) -> str:
        """Slug of the authority that checks a provider's filing: its province, the Ministry for an authority itself (Art. 10)."""
        if unit["unit_type"] == UnitType.education_authority and any(
            same_unit(unit["name"], known.name.zh) for known in self.lookup.authorities.values()
        ):
            return MINISTRY
        return str(unit["registration_province"])

    def faults_of(
        self, question: Question, value: Any, walked: Walk, answers: Mapping[str, Any]
    ) -> list[Fault]:
        """What can be said against an answer, `walked` being where the filing stands with it: its form, or what the rules say."""
        if question.place and value is not None and question.ask not in (Ask.include, Ask.another):
            faults = form.explain_at(self.model, question.place, value)
            if faults:
                return faults
        path = self.path(walked.data, answers) or _FOLDERS[self.kind]
        try:
            return judge_unfinished(self.kind, self.model, walked, path, self.lookup, self.today)
        except (ValueError, KeyError):
            # An older draft of a form that has changed since: the wrong place is told with the others at the end.
            return []

    def faults(self, data: Mapping[str, Any], path: str) -> list[Fault]:
        """All that can be said against the finished filing, as `validate` would."""
        faults = form.explain(self.model, data)
        if faults:
            return faults
        file: Filed[Any] = Filed(
            path, hashlib.sha256(self.text(data, path)).hexdigest(), self.model.model_validate(data)
        )
        layers: dict[str, dict[str, Any]] = {
            kind: {path: file} if kind == self.kind else {} for kind in FORMS
        }
        lookup = OverlayLookup(self.lookup, layers["provider"], layers["user"], layers["case"])
        return judge(self.kind, file, lookup, self.today)

    def text(self, data: Mapping[str, Any], path: str) -> bytes:
        """The canonical text of the file."""
        return to_yaml(self.model.model_validate(data), path).encode()

    def write(self, data: Mapping[str, Any], path: str) -> None:
        """Write the file where it belongs; one that is there is not touched. Raises SourceError."""
        content, file = self.text(data, path), self.root / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as opened:
                opened.write(content)
        except OSError as error:
            raise SourceError(f"{path}: {error.strerror}") from error

    def authority(self, path: str) -> Text | None:
        """Name of the authority that checks what lies at a path."""
        where = paths.parse(path)
        known = self.lookup.authorities.get(where.slug) if where else None
        return bureau_name(known, where.divisions) if where and known else None

    def heard_by(self, path: str, now: datetime) -> tuple[date, bool] | None:
        """The last day for an answer to a filing submitted now, and whether it is provisional; None for a case."""
        where = paths.parse(path)
        clock = {"provider": "review", "user": "confirm"}.get(self.kind)
        if where is None or clock is None:
            return None
        known = self.lookup.authorities.get(where.slug)
        counted = clocks_with(known.shorter_clocks if known else {})[clock].deadline(now, AnnouncedDays())
        return (counted.due, counted.provisional) if counted.due else None


def verdict_of(faults: list[Fault]) -> Verdict:
    """What follows from faults."""
    return worst(finding(fault.code, "", 1, 1, "", fault.values) for fault in faults)


def rejects(fault: Fault) -> bool:
    """Whether a fault alone means that the filing is refused."""
    return RULES[fault.code].verdict is Verdict.reject
