"""Every field of text is either looked at or named with a reason why not; what is looked at is all that people write."""

from enum import Enum
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest

from registry.adapters.records import MODELS
from registry.core.fields import Record
from registry.core.filing import ProviderUnit
from registry.core.ledger import Event
from registry.core.personal_data import NOT_SCANNED, SCANNED, Kind, names_of, where_to_look
from registry.core.procedure_file import ProcedureFile
from registry.core.queue import Queue
from registry.core.sealed import SealedManifest
from registry.core.text import Text
from registry.core.verdict import ForgeVerdict
from tests import builders

RECORDS = {
    "provider": MODELS["provider"].model_validate(builders.provider()),
    "user": MODELS["user"].model_validate(builders.user(uses=[builders.use_text(own=True)])),
    "case": MODELS["case"].model_validate(builders.case(lifted="2026-11-24")),
}

UNIT = ProviderUnit.model_validate(builders.provider()["unit"])


def all_models() -> list[type[Record]]:
    """Every model of the product: those of files, of the ledger, and what is inside them."""
    found: list[type[Record]] = []
    pending: list[type[Record]] = [Record]
    while pending:
        pending += (below := pending.pop().__subclasses__())
        found += [model for model in below if model.__module__.startswith("registry.")]
    assert {*MODELS.values(), Event, ForgeVerdict, ProcedureFile, Queue, SealedManifest} <= set(found)
    return sorted(set(found), key=lambda model: model.__name__)


def holds_text(annotation: Any) -> bool:
    """Whether a value can be a text that is no choice from a list."""
    if get_origin(annotation) is Annotated:
        return holds_text(get_args(annotation)[0])
    if get_origin(annotation) is Literal:
        return False
    if isinstance(annotation, type) and not get_args(annotation):
        return issubclass(annotation, str) and not issubclass(annotation, Enum)
    return any(holds_text(part) for part in get_args(annotation))


@pytest.mark.parametrize("model", all_models(), ids=lambda model: model.__name__)
def test_every_text_stands_in_one_list(model: type[Record]) -> None:
    """A new field of text must be decided on: scanned, or not and why."""
    for name, field in model.model_fields.items():
        known = [key for key in names_of(model, name) if key in SCANNED or key in NOT_SCANNED]
        assert len(known) == holds_text(field.annotation), f"{model.__name__}.{name}: {known}"


def test_the_lists_name_no_other_fields() -> None:
    """No field stands in both lists, none is misspelt or gone, and every reason says something."""
    assert not SCANNED.keys() & NOT_SCANNED.keys()
    real = {f"{model.__name__}.{name}" for model in all_models() for name in model.model_fields}
    assert real >= SCANNED.keys() | NOT_SCANNED.keys()
    assert all(SCANNED.values())
    assert all(NOT_SCANNED.values())


def test_places_texts_and_titles() -> None:
    """Where a text stands is the path to its value in the file, through lists and records."""
    looked = {one.place: one for one in where_to_look(RECORDS["provider"])}
    assert looked["unit", "registered_address"].text == "示例市示例区示例路1号"
    assert looked["unit", "registered_address"].title == Text("注册地址", "Registered address")
    assert looked["unit", "covers_subsidiaries", 0, "name"].text == "示例分公司"
    assert looked["apps", 0, "platforms", "ios", "store_urls", 0].text == "https://apps.example.cn/whole"
    assert looked["unit", "school_licence_no"].kinds == {Kind.id_number, Kind.mailbox, Kind.account}
    assert looked["unit", "public_hotline"].kinds == set(Kind)
    assert [one.place for one in where_to_look(UNIT, ("unit",))] == [
        place for place in looked if place[0] == "unit"
    ]


@pytest.mark.parametrize("kind", RECORDS)
def test_every_text_of_a_full_record_is_visited(kind: str) -> None:
    """What the walk gives is what a walk through the plain values finds under the names of the list."""
    keys = {key.partition(".")[2] for key in SCANNED}
    expected = {
        place
        for place, value in _texts(RECORDS[kind].model_dump(mode="json", by_alias=True, exclude_none=True))
        if next(step for step in reversed(place) if isinstance(step, str)) in keys
    }
    codes = {"school_code", "city", "county"}
    found = {one.place for one in where_to_look(RECORDS[kind])}
    assert found == {place for place in expected if place[-1] not in codes}
    assert len(found) >= 5


def _texts(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], str]]:
    if isinstance(value, str):
        return [(place, value)]
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for step, inner in steps for found in _texts(inner, (*place, step))]


def test_codes_are_left_alone() -> None:
    """Numbers that would pass for mobiles or ID numbers stand in fields that nobody looks at."""
    values = builders.provider()
    values["systems"][0]["mlps"]["certificate_no"] = "13800138000-00001"
    values["systems"][0]["mlps"]["certificate_no"] = "13800138000"
    values["apps"][0]["platforms"]["android"]["package_name"] = "cn.example.a13800138000"
    values["apps"][0]["platforms"]["ios"]["app_store_id"] = "1380013800"
    looked = {one.text for one in where_to_look(MODELS["provider"].model_validate(values))}
    assert not {"13800138000", "cn.example.a13800138000", "1380013800", builders.XIN} & looked
