"""Which changes of a use are changes under Art. 20: every field has been decided on, and the table names no other."""

from typing import Any, get_args

import pytest

from registry.core.fields import Record
from registry.core.use import Decision, RequiredBy, SelfDeveloped, Use
from registry.core.use_change import EFFECTS, Effect, effect_of, material_changes
from tests.builders import use_text, user

NUMBER = "教APP备1100001号"


def use(text: str) -> Use:
    """One use, as the model reads it."""
    return Use.model_validate(user(uses=[text])["uses"][0])


def record_of(annotation: Any) -> type[Record] | None:
    """The model in an annotation such as `Maybe[RequiredBy]`."""
    if isinstance(annotation, type) and not get_args(annotation):
        return annotation if issubclass(annotation, Record) else None
    return next((found for part in get_args(annotation) if (found := record_of(part))), None)


def test_the_table_names_fields_that_are_there() -> None:
    """A renamed field would fall back on the block around it without anybody's having decided so."""
    for path in EFFECTS:
        model: type[Record] | None = Use
        for key in path.split("."):
            assert model is not None, path
            assert key in model.model_fields, path
            model = record_of(model.model_fields[key].annotation)


def test_every_field_of_a_use_is_decided_on() -> None:
    """A new field of the models must be put into the table; the id names the use and cannot change."""
    paths = {name for name in Use.model_fields if name not in ("id", "decision")}
    paths |= {f"decision.{name}" for name in Decision.model_fields}
    assert paths <= EFFECTS.keys()
    assert RequiredBy.model_fields.keys() == {"authority", "document_no"}
    assert SelfDeveloped.model_fields.keys() == {"system", "app"}


@pytest.mark.parametrize(
    ("old", "new", "titles"),
    [
        ("mode: recommended", "mode: mandatory", ["Mode of use"]),
        (f"number: {NUMBER}", "number: 教APP备3300001号", ["Filing number of the app"]),
        ("      - students", "      - parents", ["Audience", "Audience"]),
        ("authority: zhejiang/330100", "authority: zhejiang", ["Required by"]),
        ("collective: true", "collective: false", ["Decision"]),
        ("biometrics: false", "biometrics: true", ["Uses biometrics"]),
        ("校务会〔2026〕3号", "校务会〔2026〕4号", []),
        ("示教函〔2026〕2号", "示教函〔2026〕3号", []),
        ("2026-01-20", "2026-01-21", []),
        ("2026-03-16", "2026-03-17", []),
        ("    purpose: 用于课堂练习\n", "", []),
        ("parallel_candidates: 3", "parallel_candidates: 4", []),
    ],
)
def test_a_change_is_told_from_a_correction(old: str, new: str, titles: list[str]) -> None:
    text = use_text(number=NUMBER, superior="zhejiang/330100")
    assert text.count(old) == 1
    found = material_changes(use(text), use(text.replace(old, new)))
    assert [change.titles[0].en for change in found] == titles


@pytest.mark.parametrize(
    ("old", "new", "is_material"),
    [
        ('version: "1.0"', 'version: "1.1"', False),
        ("2026-01-02", "2026-02-02", False),
        ("2026-01-05", "2026-02-05", False),
        ("2025-11-20", "2026-01-20", False),
        ("ab" * 32, "cd" * 32, False),
        ("name: 示例校园平台", "name: 示例校园新平台", False),
        ("name: 示例校园通", "name: 示例校园新通", True),
        ("hosting: on_premises", "hosting: cloud", True),
        ("京ICP备20260001号-1A", "京ICP备20260001号-2A", True),
        ("grade: grade_2", "grade: grade_3", True),
        ("ads: false", "ads: true", True),
    ],
)
def test_ones_own_app_changes_or_is_updated(old: str, new: str, is_material: bool) -> None:
    text = use_text(own=True)
    assert bool(material_changes(use(text), use(text.replace(old, new)))) is is_material


def test_order_is_no_change() -> None:
    text = use_text(number=NUMBER).replace("      - students\n", "      - students\n      - staff\n")
    turned = text.replace("      - students\n      - staff\n", "      - staff\n      - students\n")
    assert use(text) != use(turned)
    assert material_changes(use(text), use(turned)) == ()


def test_what_the_table_does_not_know_is_a_change() -> None:
    assert effect_of(("something", 0, "new")) is Effect.material
    assert effect_of(("decision", "date")) is Effect.correction
    assert effect_of(("self_developed", "app", "platforms", "android")) is Effect.material
