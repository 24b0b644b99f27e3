"""Which question comes next, of which form, with what is offered: on a small form, and on those of the real filings against a
reviewed file (REGISTRY_BLESS=1 writes it again).
"""

import json
import os
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from registry.adapters import records
from registry.core.asking.question import COPY, NO, YES, Around, Ask, Choice, Question
from registry.core.asking.walk import Walk, answers_in, walk
from registry.core.finding import Place
from registry.core.text import Text
from registry.rules.form import schema_of
from tests.builders import SCHOOL, TODAY, app_text, case, number, provider, rich_app_text, use_text, user
from tests.test_authorities import read

GOLDEN = Path(__file__).parent / "golden" / "questions.json"


@cache
def around() -> Around:
    """Four authorities are enough."""
    return Around({slug: read(slug) for slug in ("moe", "beijing", "zhejiang", "sichuan")}, TODAY)


# --- A small form.


def titled(zh: str, en: str, **more: Any) -> dict[str, Any]:
    """A field with a title."""
    return {"x-title": {"zh": zh, "en": en}, **more}


FORM: dict[str, Any] = {
    "title": "Box",
    "properties": {
        "schema": {"const": "box/v1"},
        "name": titled("名称", "Name", type="string", pattern="^x", examples=["xa", "xb"], **{"x-hint": {"zh": "全称", "en": "in full"}}),
        "size": {"type": "integer", "default": 3},
        "open": {"type": "boolean"},
        "colour": {"$ref": "#/$defs/Colour"},
        "colours": titled("各色", "Colours", type="array", items={"$ref": "#/$defs/Colour"}, minItems=1),
        "shades": {"type": "array", "items": {"$ref": "#/$defs/Colour"}, "default": []},
        "lid": titled("盖子", "Lid", **{"$ref": "#/$defs/Lid", "x-hint": {"zh": "有盖的填", "en": "if any"}}),
        "base": {"$ref": "#/$defs/Lid"},
        "tags": titled("标签", "Tags", type="array", minItems=1, maxItems=2, items={"type": "string", "pattern": "^t"},
                       **{"x-hint": {"zh": "一行一个", "en": "one each"}}),
        "notes": {"type": "array", "items": {"type": "string"}, "maxItems": 9},
        "parts": titled("部件", "Parts", type="array", minItems=1, maxItems=3, items={"$ref": "#/$defs/Part"}),
    },
    "required": ["schema", "name", "open", "colour", "base", "tags", "parts"],
    "$defs": {
        "Colour": {"type": "string", "enum": ["red", "blue"], "enumDescriptions": ["红 Red one", "蓝 Blue"]},
        "Lid": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]},
        "Part": {"type": "object", "required": ["name", "count"], "properties": {
            "name": titled("部件名", "Part", type="string"),
            "count": titled("数量", "Count", type="integer"),
            "hole": titled("孔", "Hole", **{"$ref": "#/$defs/Lid"}),
            "sizes": titled("尺寸", "Sizes", type="array", maxItems=9, items={"type": "string"}),
            "pins": titled("针", "Pins", type="array", maxItems=9, items={"$ref": "#/$defs/Lid"}),
        }},
    },
}  # fmt: skip
ANSWERS: dict[str, Any] = {
    "name": "x1", "size": 4, "open": False, "colour": "red", "colours": ["red", "blue"], "shades": None, "lid?": YES, "lid.name": "top",
    "base.name": "bottom", "tags[0]": "t1", "tags[1]": "t2", "notes[0]": "n", "notes[1]": None,
    "parts[0].name": "p", "parts[0].count": 1, "parts[0].hole?": None, "parts[0].sizes[0]": None, "parts[0].pins[0]+": NO, "parts[1]+": NO,
}  # fmt: skip
DATA: dict[str, Any] = {
    "schema": "box/v1", "name": "x1", "size": 4, "open": False, "colour": "red", "colours": ["red", "blue"], "lid": {"name": "top"},
    "base": {"name": "bottom"}, "tags": ["t1", "t2"], "notes": ["n"], "parts": [{"name": "p", "count": 1}],
}  # fmt: skip
NOTHING, UNTITLED = Text("", ""), Text("x", "x")
COLOURS = (
    Choice("red", Text("红", "Red one")),
    Choice("blue", Text("蓝", "Blue")),
)
MORE = Choice(YES, Text("再填一项", "one more"))
SAME = Choice(
    COPY, Text("再填一项，与上一项相同的不再问", "one more, like the last; only what differs is asked")
)
LIKE_LAST = (MORE, SAME, Choice(NO, Text("没有了", "no more")))
FIRST = (Choice(YES, Text("填一项", "one")), Choice(NO, Text("没有", "none")))


def asked(answers: dict[str, Any], **more: Any) -> Walk:
    """Where the small form stands."""
    return walk(FORM, answers, around(), **more)


def question(key: str, answers: dict[str, Any] | None = None) -> Question:
    """A question of the small form."""
    answers = {name: value for name, value in (answers or ANSWERS).items() if name != key}
    found = asked(answers).following
    assert found is not None
    assert found.key == key
    return found


def test_a_form_is_walked_to_its_end() -> None:
    found = asked(ANSWERS)
    assert found.following is None
    assert found.data == DATA
    assert [one.key for one in found.answered] == list(ANSWERS)
    assert (found.waiting, found.growing) == ({}, set())


def test_each_kind_of_field_is_asked_for_in_its_way() -> None:
    def made(key: str, place: Place, ask: Ask, title: Text = NOTHING, section: tuple[Text, ...] = (), *, required: bool = True, **more: Any) -> Question:  # fmt: skip
        return Question(key, place, ask, title, section, required, **more)

    parts = (Text("部件 1", "Parts 1"),)
    for expected in (
        made("name", ("name",), Ask.text, Text("名称", "Name"), hint=Text("全称", "in full"), example="xa"),
        made("size", ("size",), Ask.integer, required=False, suggestion=3),
        made("open", ("open",), Ask.yes_no),
        made("colour", ("colour",), Ask.choice, choices=COLOURS),
        made("colours", ("colours",), Ask.choices, Text("各色", "Colours"), choices=COLOURS),
        made("shades", ("shades",), Ask.choices, required=False, choices=COLOURS),
        made("lid?", ("lid",), Ask.include, Text("盖子", "Lid"), required=False, hint=Text("有盖的填", "if any")),
        made("lid.name", ("lid", "name"), Ask.text, section=(Text("盖子", "Lid"),)),
        made("base.name", ("base", "name"), Ask.text, section=(Text("base", "base"),)),
        made("tags[0]", ("tags", 0), Ask.text, Text("标签 1", "Tags 1"), hint=Text("一行一个", "one each")),
        made("tags[1]", ("tags", 1), Ask.text, Text("标签 2", "Tags 2"), required=False, hint=Text("一行一个", "one each")),
        made("notes[0]", ("notes", 0), Ask.text, Text("notes 1", "notes 1"), required=False),
        made("parts[0].name", ("parts", 0, "name"), Ask.text, Text("部件名", "Part"), parts),
        made("parts[0].hole?", ("parts", 0, "hole"), Ask.include, Text("孔", "Hole"), parts, required=False),
        made("parts[0].sizes[0]", ("parts", 0, "sizes", 0), Ask.text, Text("尺寸 1", "Sizes 1"), parts, required=False),
        made("parts[0].pins[0]+", ("parts", 0, "pins", 0), Ask.another, Text("针", "Pins"), parts, required=False, choices=FIRST, suggestion=NO),
        made("parts[1]+", ("parts", 1), Ask.another, Text("部件", "Parts"), required=False, choices=LIKE_LAST, suggestion=NO),
    ):  # fmt: skip
        assert question(expected.key) == expected, expected.key


def test_a_question_holds_the_schema_of_its_value() -> None:
    assert question("name").schema == FORM["properties"]["name"]
    assert question("colour").schema == {"$ref": "#/$defs/Colour", **FORM["$defs"]["Colour"]}
    assert question("tags[0]").schema == {"type": "string", "pattern": "^t"}
    assert question("lid?").schema == {}


def test_every_beginning_leads_to_the_question_after_it() -> None:
    keys = list(ANSWERS)
    for count, key in enumerate(keys):
        found = asked({name: ANSWERS[name] for name in keys[:count]})
        assert found.following is not None
        assert (found.following.key, [one.key for one in found.answered]) == (key, keys[:count])


def test_what_is_to_come_is_known() -> None:
    everything = frozenset(FORM["properties"])
    assert question("name")
    at_name = asked({})
    assert at_name.waiting == {(): everything - {"schema"}}
    assert at_name.data == {"schema": "box/v1"}
    at_part = asked({key: ANSWERS[key] for key in list(ANSWERS)[:14]})
    assert at_part.following is not None
    assert at_part.following.key == "parts[0].count"
    assert at_part.waiting == {
        (): {"parts"},
        ("parts", 0): {"count", "hole", "sizes", "pins"},
    }
    assert at_part.growing == {("parts",)}
    assert at_part.data["parts"] == [{"name": "p"}]
    at_note = asked({key: ANSWERS[key] for key in list(ANSWERS)[:11]})
    assert (at_note.growing, at_note.data["notes"]) == ({("notes",)}, [])


def test_lists_end_at_their_longest_and_empty_ones_are_not_there() -> None:
    answers = {**ANSWERS, "parts[1]+": YES, "parts[1].name": "q", "parts[1].count": 2, "parts[1].hole?": None, "parts[1].sizes[0]": None,
               "parts[1].pins[0]+": NO, "parts[2]+": YES, "parts[2].name": "r", "parts[2].count": 3, "parts[2].hole?": None,
               "parts[2].sizes[0]": None, "parts[2].pins[0]+": NO}  # fmt: skip
    found = asked(answers)
    assert found.following is None
    assert [part["name"] for part in found.data["parts"]] == ["p", "q", "r"]
    assert "notes" not in asked({**ANSWERS, "notes[0]": None}).data


def test_an_item_may_be_made_like_the_last() -> None:
    """What is an item's own is asked; what the first left out is not asked either; an answer counts more than a copy."""
    first = {**ANSWERS, "parts[0].hole?": YES, "parts[0].hole.name": "h", "parts[0].sizes[0]": "s", "parts[0].sizes[1]": None,
             "parts[0].pins[0]+": YES, "parts[0].pins[0].name": "n", "parts[0].pins[1]+": NO, "parts[1]+": COPY, "parts[2]+": NO}  # fmt: skip
    found = asked(first)
    assert found.following is None
    assert found.data["parts"][1] == found.data["parts"][0] == {
        "name": "p", "count": 1, "hole": {"name": "h"}, "sizes": ["s"], "pins": [{"name": "n"}],
    }  # fmt: skip
    assert [one.key for one in found.answered][-2:] == ["parts[1]+", "parts[2]+"]
    assert asked({**first, "parts[1].count": 7}).data["parts"][1]["count"] == 7
    assert asked({**first, "parts[1].hole?": None}).data["parts"][1].keys() == {
        "name",
        "count",
        "sizes",
        "pins",
    }
    third = asked({**first, "parts[1].count": 7, "parts[2]+": COPY})
    assert third.data["parts"][2]["count"] == 7, "the last, not the first"
    bare = asked({**ANSWERS, "parts[1]+": COPY, "parts[2]+": NO})
    assert bare.following is None
    assert bare.data["parts"][1] == {"name": "p", "count": 1}


def test_a_copy_of_nothing_is_an_item_of_its_own() -> None:
    """The first item of a list that may be empty."""
    answers = {**ANSWERS, "parts[0].pins[0]+": COPY}
    found = asked(answers)
    assert found.following is not None
    assert found.following.key == "parts[0].pins[0].name"
    few = {
        **FORM,
        "properties": {**FORM["properties"], "parts": {**FORM["properties"]["parts"], "minItems": 0}},
    }
    needed = {key: value for key, value in ANSWERS.items() if not key.startswith("parts[0].hole")}
    found = walk(few, {**needed, "parts[0]+": COPY}, around())
    assert found.following is not None
    assert found.following.key == "parts[0].hole?"


def test_optional_questions_may_be_left_out_but_for_those_that_are_wanted() -> None:
    """As where answers come from a file: what it leaves out is left out, with what is suggested for it."""
    needed = {key: ANSWERS[key] for key in ("name", "open", "colour", "colours", "base.name", "tags[0]", "parts[0].name", "parts[0].count")}  # fmt: skip
    found = asked(needed, wanted=())
    assert found.following is None
    assert found.data == {
        "schema": "box/v1", "name": "x1", "size": 3, "open": False, "colour": "red", "colours": ["red", "blue"], "base": {"name": "bottom"},
        "tags": ["t1"], "parts": [{"name": "p", "count": 1}],
    }  # fmt: skip
    stopped = asked(needed, wanted={"lid?"})
    assert stopped.following is not None
    assert stopped.following.key == "lid?"
    missing = asked({**needed, "name": "x1"} | {}, wanted={"parts[1]+"})
    assert missing.following is not None
    assert missing.following.key == "parts[1]+"
    del needed["open"]
    without = asked(needed, wanted=())
    assert without.following is not None
    assert without.following.key == "open"


def test_questions_before_the_form_come_first_and_are_no_part_of_it() -> None:
    first = replace(question("name"), key="where", place=())
    found = asked(ANSWERS, before=(first,))
    assert found.following == first
    assert found.data == {}
    found = asked({"where": "beijing", **ANSWERS}, before=(first,))
    assert found.following is None
    assert (found.answered[0], found.data) == (first, DATA)


def test_values_give_the_answers_that_lead_to_them() -> None:
    assert answers_in(FORM, DATA, around()) == {
        **ANSWERS,
        "lid?": True,
        "parts[0].hole?": False,
        "parts[0].pins[0]+": NO,
    }
    found = answers_in(FORM, {"name": "x1", "lid": {}, "parts": [{"count": 1}, {}]}, around())
    assert found == {
        "name": "x1", "size": None, "shades": None, "lid?": True, "notes[0]": None, "parts[0].count": 1, "parts[0].hole?": False,
        "parts[0].sizes[0]": None, "parts[0].pins[0]+": NO, "parts[1]+": YES, "parts[1].hole?": False, "parts[1].sizes[0]": None,
        "parts[1].pins[0]+": NO, "parts[2]+": NO,
    }  # fmt: skip
    odd = answers_in(FORM, {"lid": "x", "parts": "none"}, around())
    assert "lid.name" not in odd


# --- The forms of the real filings.


FILINGS: dict[str, dict[str, Any]] = {
    "provider": provider(apps=[rich_app_text(), app_text("maths", "示例口算", None, "cn.example.maths", subject="maths")]),
    "user": user(uses=[use_text("use-1", number("11", 1), superior="zhejiang/330100"), use_text("own", own=True)]),
    "case": case(),
}  # fmt: skip


def test_what_an_answer_leads_to_is_known_where_values_are_read() -> None:
    """The developer of a mini program is asked for where a platform operator files; a case in part has no state yet."""
    platform = provider() | {"filer": "platform"}
    platform["apps"][0]["developer"] = {"name": "示例开发有限公司", "uscc": SCHOOL}
    schema = schema_of(records.MODELS["provider"])
    answers = answers_in(schema, platform, around())
    assert walk(schema, answers, around()).data == platform
    assert "apps[0].developer.name" not in answers_in(schema, platform | {"filer": "provider"}, around())
    in_part = {"unit": case()["unit"], "opened_on": "2026-04-01"}
    found = answers_in(schema_of(records.MODELS["case"]), in_part, around())
    assert (found["unit.name"], found["opened_on"]) == (in_part["unit"]["name"], "2026-04-01")
    assert "state" not in found


def as_told(one: Question) -> dict[str, Any]:
    """A question as plain values, without what is empty."""
    told = {
        "ask": one.ask.value,
        "title": one.title.both(),
        "section": " › ".join(part.both() for part in one.section),
        "required": one.required,
        "hint": one.hint.both() if one.hint else "",
        "example": one.example,
        "choices": {choice.value: choice.name.both() for choice in one.choices},
        "suggestion": one.suggestion,
    }
    return {name: value for name, value in told.items() if value not in ("", {}, None, False)}


def test_the_questions_of_every_filing_are_as_reviewed() -> None:
    seen = {}
    for kind, data in FILINGS.items():
        schema = schema_of(records.MODELS[kind])
        found = walk(schema, answers_in(schema, data, around()), around())
        assert found.following is None, kind
        assert found.data == data, kind
        seen[kind] = {one.key: as_told(one) for one in found.answered}
    text = json.dumps(seen, ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("REGISTRY_BLESS") == "1":
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8"), f"{GOLDEN} says otherwise; REGISTRY_BLESS=1 writes it again"


@pytest.mark.parametrize("kind", FILINGS)
def test_a_draft_of_any_length_goes_on_where_it_stopped(kind: str) -> None:
    schema = schema_of(records.MODELS[kind])
    answers = answers_in(schema, FILINGS[kind], around())
    keys = [one.key for one in walk(schema, answers, around()).answered]
    for count in range(0, len(keys), 7):
        found = walk(schema, {key: answers[key] for key in keys[:count]}, around())
        assert found.following is not None
        assert found.following.key == keys[count]


def test_what_is_an_apps_own_is_asked_again_and_the_rest_copied() -> None:
    schema = schema_of(records.MODELS["provider"])
    answers = answers_in(schema, provider(), around())
    more = {"apps[1]+": COPY, "apps[2]+": NO, "apps[1].name": "示例二", "apps[1].id": "two", "apps[1].platforms.ios?": None,
            "apps[1].platforms.android?": None, "apps[1].platforms.mini_program?": True, "apps[1].platforms.mini_program.app_id": "wx1",
            "apps[1].version": "2", "apps[1].last_updated": "2026-01-01", "apps[1].description": None, "apps[1].takes_over": None}  # fmt: skip
    found = walk(schema, answers | more, around())
    assert found.following is None
    again = [one.key for one in found.answered if one.key.startswith("apps[1]")]
    for count, key in enumerate(again[1:], start=1):
        stopped = walk(schema, answers | {name: more[name] for name in again[:count]}, around())
        assert stopped.following is not None
        assert stopped.following.key == key
    first, second = found.data["apps"]
    own = {"id", "name", "platforms", "version", "last_updated", "description"}
    assert {key: value for key, value in second.items() if key not in own} == {
        key: value for key, value in first.items() if key not in own
    }
    assert SCHOOL not in str(second)
