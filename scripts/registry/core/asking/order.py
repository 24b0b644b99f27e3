"""What is asked of whom, in which order, and what is offered: where the questions differ from the plain order of the schema."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from registry.core.asking.question import Around, Choice
from registry.core.authority import bureau_name
from registry.core.case import EnforcementCase
from registry.core.codes import CaseState
from registry.core.finding import Place
from registry.core.text import Text

Data = Mapping[str, Any]

_FIRST = {"Use": ("id", "basis"), "EnforcementCase": ("unit", "opened_on")}
"""Fields that are asked for before the others of their record: they decide what else is asked."""
_LAST = {"EnforcementCase": ("state",)}
"""Fields that follow from the others of their record."""

_NOT_AT_FIRST = frozenset(
    {"App.withdrawal", "App.transferred_to", "Use.changed_on", "EnforcementCase.lifted"}
)
"""What cannot be so when a filing is made: it is written into one that is there."""

_OWN = frozenset(
    {
        "App.id", "App.name", "App.platforms", "App.version", "App.last_updated", "App.description", "App.takes_over", "App.developer",
        "BusinessSystem.id", "BusinessSystem.name", "BusinessSystem.mlps", "BusinessSystem.evidence_sha256",
        "Use.id", "Use.number", "Use.self_developed", "Use.purpose", "Use.start_date",
        "UnitReference.name", "UnitReference.uscc",
    }
)  # fmt: skip
"""What is an item's own and asked again where an item is made like the one before it."""


def _is(key: str, *values: object) -> Callable[[Data, Data], bool]:
    return lambda record, _: record.get(key) in values


_ONLY_IF: dict[str, Callable[[Data, Data], bool]] = {
    "App.developer": lambda _, filing: filing.get("filer") == "platform",
    "App.subjects": _is("tutoring_class", "subject"),
    "PersonalInformation.categories": _is("collects", True),
    "PersonalInformation.sensitive": _is("collects", True),
    "PersonalInformation.guardian_consent_method": _is("minors_under_14", True),
    "PersonalInformation.child_policy_url": _is("minors_under_14", True),
    "Mlps.test_report_date": lambda record, _: record.get("grade") not in ("grade_1", None),
    "Use.number": lambda record, _: record.get("basis") != "self_developed",
    "Use.self_developed": _is("basis", "self_developed"),
    "Use.required_by": _is("basis", "required_by_superior"),
    "Measures.level": lambda record, _: "list" in record,
    "Measures.card": lambda record, _: "list" in record,
    "EnforcementCase.reinstatements": lambda record, _: "suspensions" in record,
}
"""`Model.field` -> whether it is asked for, by its record so far and the filing so far."""


def ordered(model: str, keys: Mapping[str, Any]) -> list[str]:
    """The keys of a record in the order in which they are asked for."""
    first, last = _FIRST.get(model, ()), _LAST.get(model, ())
    return [*first, *(key for key in keys if key not in first and key not in last), *last]


def is_asked(model: str, key: str, record: Data, filing: Data) -> bool:
    """Whether a field of a record concerns this filing."""
    name = f"{model}.{key}"
    return name not in _NOT_AT_FIRST and (name not in _ONLY_IF or _ONLY_IF[name](record, filing))


def is_own(model: str, key: str) -> bool:
    """Whether a field is asked for again in an item that is made like another."""
    return f"{model}.{key}" in _OWN


def offers(model: str, key: str, record: Data, filing: Data, around: Around) -> tuple[Choice, ...]:
    """Answers that are offered for a field of text; others may be typed."""
    match f"{model}.{key}":
        case "ProviderUnit.registration_province" | "Institution.province":
            return tuple(
                Choice(slug, authority.region.text)
                for slug, authority in around.authorities.items()
                if authority.kind != "ministry"
            )
        case "Institution.city" | "Institution.county" | "Institution.competent_authority":
            return _below(key, record, around)
        case "RequiredBy.authority":
            own = str(filing.get("institution", {}).get("competent_authority", "")).split("/")
            places = ["moe", *("/".join(own[:length]) for length in range(1, len(own) + 1))]
            return _bureaus(places, around)
        case "App.system_id":
            return tuple(
                Choice(system["id"], Text(system["name"], system["name"]))
                for system in filing.get("systems", ())
                if "name" in system
            )
    return ()


def _below(key: str, record: Data, around: Around) -> tuple[Choice, ...]:
    """Cities and counties of the province that was given, and the education authorities at them."""
    slug = str(record.get("province", ""))
    province = around.authorities.get(slug)
    if province is None:
        return ()
    city = next((city for city in province.cities if city.code == record.get("city")), None)
    if key == "city":
        return tuple(Choice(each.code, Text(each.zh, each.en)) for each in province.cities)
    counties = city.counties if city else province.counties
    if key == "county":
        return tuple(Choice(each.code, Text(each.zh, each.en)) for each in counties)
    codes = [code for code in (record.get("city"), record.get("county")) if code]
    return _bureaus(["/".join((slug, *codes[:length])) for length in range(len(codes), -1, -1)], around)


def _bureaus(places: list[str], around: Around) -> tuple[Choice, ...]:
    found = []
    for place in places:
        slug, *codes = place.split("/")
        authority = around.authorities.get(slug)
        name = bureau_name(authority, tuple(codes)) if authority else None
        if name:
            found.append(Choice(place, name))
    return tuple(found)


_IDS = {"BusinessSystem.id": "system", "App.id": "app", "Use.id": "use"}


def suggestion(
    model: str, key: str, place: Place, choices: tuple[Choice, ...], filing: Data, around: Around
) -> Any:
    """What an empty answer means; None: it means nothing. Only what says nothing about the facts is suggested."""
    name = f"{model}.{key}"
    if name in _IDS:
        number = next((step for step in reversed(place) if isinstance(step, int)), 0)
        return f"{_IDS[name]}-{number + 1}"
    if name == "App.system_id" and len(choices) == 1:
        return choices[0].value
    if name == "EnforcementCase.state":
        return state_of(filing, around)
    return None


def state_of(case: Data, around: Around) -> str | None:
    """The state that what is recorded of a case so far amounts to; None for what is no case yet."""
    try:
        told = EnforcementCase.model_validate({**case, "state": CaseState.alleged.value})
    except ValidationError:
        return None
    return told.states_on(around.today)[-1].value
