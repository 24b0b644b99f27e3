"""The building blocks of the models carry their words into the schema, and their limits into what is refused."""

from typing import Annotated, Any

import pytest
from pydantic import BaseModel, ValidationError, create_model

from registry.core import fields
from registry.core.fields import Maybe, Record, words
from registry.core.text import Text


def model(**members: Any) -> type[BaseModel]:
    """A record made now, so that the words are put together by the code as it is."""
    made: type[BaseModel] = create_model("Sample", __base__=Record, **members)
    return made


def schema(**members: Any) -> dict[str, Any]:
    """The properties of its schema."""
    found: dict[str, Any] = model(**members).model_json_schema()["properties"]
    return found


def test_a_field_has_a_title_in_both_languages() -> None:
    """Nothing else that was not given."""
    assert schema(name=(str, words("名称", "Name"))) == {
        "name": {"title": "名称 Name", "type": "string", "x-title": {"zh": "名称", "en": "Name"}}
    }


def test_a_field_has_its_hint_its_example_and_its_limits() -> None:
    """The hint for editors and, apart, for whoever shows one language."""
    field = words(
        "名称", "Name", hint=Text("如实填写。", "As it is."), example="示例", default="无", max_length=3
    )
    assert schema(name=(str, field)) == {
        "name": {
            "default": "无", "description": "如实填写。\n\nAs it is.", "examples": ["示例"], "maxLength": 3, "title": "名称 Name",
            "type": "string", "x-title": {"zh": "名称", "en": "Name"}, "x-hint": {"zh": "如实填写。", "en": "As it is."},
        }
    }  # fmt: skip
    assert schema(flag=(bool, words("是否", "Whether", example=False)))["flag"]["examples"] == [False]


def test_an_optional_field_is_absent_or_has_a_value() -> None:
    """Never null: no schema is a union."""
    optional: Any = Maybe
    sample = model(name=(optional[str], words("名称", "Name", default=None)))
    assert sample.model_json_schema()["properties"]["name"]["type"] == "string"
    assert sample().model_dump() == {"name": None}
    assert sample.model_validate({"name": "示例"}).model_dump() == {"name": "示例"}
    with pytest.raises(ValidationError, match="valid string"):
        sample.model_validate({"name": None})


WRONG = Text("请写三个小写字母。", "Write three small letters.")


def shaped(**more: Any) -> tuple[type[BaseModel], dict[str, Any]]:
    sample = model(
        name=(Annotated[str, *fields._shape("^[a-z]{2,4}$", WRONG, **more)], words("名称", "Name"))
    )
    return sample, sample.model_json_schema()["properties"]["name"]


def test_a_shape_has_its_pattern_and_its_sentence() -> None:
    """For editors in both languages at once, for us by language; the rule's code only where it is an article's own."""
    sample, found = shaped()
    assert found == {
        "pattern": "^[a-z]{2,4}$", "patternErrorMessage": "请写三个小写字母。 Write three small letters.",
        "title": "名称 Name", "type": "string", "x-error": {"zh": "请写三个小写字母。", "en": "Write three small letters."},
        "x-title": {"zh": "名称", "en": "Name"},
    }  # fmt: skip
    assert sample.model_validate({"name": "ab"}).model_dump() == {"name": "ab"}
    with pytest.raises(ValidationError, match="should match pattern"):
        sample.model_validate({"name": "A"})


def test_a_shape_has_its_length_and_its_code() -> None:
    sample, found = shaped(shortest=3, longest=3, code="A09-2")
    assert (found["minLength"], found["maxLength"], found["x-code"]) == (3, 3, "A09-2")
    assert sample.model_validate({"name": "abc"}).model_dump() == {"name": "abc"}
    for name, wrong in (("ab", "at least 3"), ("abcd", "at most 3")):
        with pytest.raises(ValidationError, match=wrong):
            sample.model_validate({"name": name})


def test_a_day_is_one_of_the_calendar() -> None:
    """The error has a name of its own, by which the finding is chosen."""
    sample = model(day=(fields.Day, words("日期", "Day")))
    assert sample.model_validate({"day": "2024-02-29"}).model_dump() == {"day": "2024-02-29"}
    with pytest.raises(ValidationError) as told:
        sample.model_validate({"day": "2026-02-29"})
    assert [(error["type"], error["msg"]) for error in told.value.errors()] == [
        ("calendar_date", "no such day")
    ]
