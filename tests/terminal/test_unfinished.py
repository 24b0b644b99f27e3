"""Rules on a filing that is still being written: each runs as far as what it looks at has been said, and no further."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from registry.adapters import records
from registry.core.asking.walk import Walk, answers_in, walk
from registry.core.codes import Audience, UnitType
from registry.core.fields import Record
from registry.core.filing import ProviderUnit
from registry.core.finding import Fault
from registry.rules import unfinished
from registry.rules.form import schema_of
from registry.rules.unfinished import judge_unfinished
from tests.builders import TODAY, app_text, number, provider, system_text, use_text, user
from tests.terminal.test_questions import around

Check = Callable[[Any, Any, date], Iterator[Fault]]
LOOKUP: Any = object()
TWO_APPS = provider(
    apps=[app_text("one", "示例一"), app_text("two", "示例二")],
    systems=[system_text("main"), system_text("spare", "备用")],
)


def stopped_at(key: str, kind: str = "provider", data: dict[str, Any] | None = None, **more: Any) -> Walk:
    """A filing with everything said before a question."""
    schema = schema_of(records.MODELS[kind])
    answers = answers_in(schema, data or TWO_APPS, around()) | more
    keys = [one.key for one in walk(schema, answers, around()).answered]
    found = walk(schema, {name: answers[name] for name in keys[: keys.index(key)]}, around())
    assert found.following is not None
    assert found.following.key == key
    return found


def whole(kind: str = "provider", data: dict[str, Any] | None = None) -> Walk:
    """A filing that is finished."""
    schema = schema_of(records.MODELS[kind])
    return walk(schema, answers_in(schema, data or TWO_APPS, around()), around())


def judged(
    monkeypatch: pytest.MonkeyPatch, so_far: Walk, *checks: Check, kind: str = "provider"
) -> list[str]:
    """The codes that some rules give."""
    monkeypatch.setattr(unfinished, "checks", lambda asked: list(checks) if asked == kind else [])
    model: type[Record] = records.MODELS[kind]
    return [fault.code for fault in judge_unfinished(kind, model, so_far, "filings/x", LOOKUP, TODAY)]


def tells(*looks: Callable[[Any], object]) -> Check:
    """A rule that looks at a filing in several steps and says after each what it saw."""

    def check(file: Any, lookup: Any, today: date) -> Iterator[Fault]:
        assert (file.path, file.sha256, file.comments, lookup, today) == ("filings/x", "", (), LOOKUP, TODAY)
        for look in looks:
            yield Fault(str(look(file.content)), (), {})

    return check


def test_what_was_found_before_a_rule_stops_stands_and_other_rules_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    so_far = stopped_at("unit.public_hotline")
    for to_come in (
        lambda one: one.unit.public_hotline, lambda one: one.unit.website, lambda one: one.unit.school_licence_no, lambda one: one.apps,
    ):  # fmt: skip
        first = tells(lambda one: one.unit.name, to_come, lambda _: "never")
        second = tells(lambda one: one.unit.uscc)
        assert judged(monkeypatch, so_far, first, second) == [
            "示例辛教育科技有限公司",
            TWO_APPS["unit"]["uscc"],
        ]


def test_a_rule_that_comes_to_the_end_of_a_list_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tells(lambda one: len(one.apps)), tells(lambda one: one.apps[0].id)
    assert judged(monkeypatch, stopped_at("apps[1].charging"), first, second) == ["one"]


def test_a_mistake_of_a_rule_is_not_taken_for_something_to_come(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Any, __: Any, ___: date) -> Iterator[Fault]:
        yield Fault("x", (), {"x": None.x})  # type: ignore[attr-defined]

    with pytest.raises(AttributeError, match="NoneType"):
        judged(monkeypatch, stopped_at("unit.public_hotline"), broken)


def test_what_is_said_has_the_types_of_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    so_far = stopped_at("apps[1].charging")
    looks = tells(
        lambda one: one.unit.unit_type is UnitType.enterprise,
        lambda one: isinstance(one.unit, ProviderUnit),
        lambda one: one.schema_,
        lambda one: [system.id for system in one.systems],
        lambda one: one.apps[0].audience == (Audience.students,),
        lambda one: one.apps[0].personal_info.collects,
        lambda one: one.apps[1].audience == (Audience.students,),
        lambda one: one.apps[1].platforms.android.package_name,
        lambda one: one.apps[1].charging,
    )
    assert judged(monkeypatch, so_far, looks) == [
        "True", "True", "provider-filing/v1", "['main', 'spare']", "True", "False", "True", "cn.example.reader",
    ]  # fmt: skip


def test_what_does_not_concern_a_filing_has_its_default_and_is_not_to_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    so_far = stopped_at("apps[1].charging")
    looks = tells(
        lambda one: one.unit.head_office,
        lambda one: one.apps[1].developer,
        lambda one: one.apps[1].subjects,
        lambda one: one.apps[1].description,
    )
    assert judged(monkeypatch, so_far, looks) == ["None", "None", "()", "None"]


def test_a_list_that_may_grow_has_no_end(monkeypatch: pytest.MonkeyPatch) -> None:
    so_far = stopped_at("apps[1].charging")
    seen: list[str] = []
    assert judged(monkeypatch, so_far, tells(lambda one: [seen.append(app.id) for app in one.apps])) == []
    assert seen == ["one", "two"]
    first = so_far.data["apps"][0]
    for look, found in (
        (lambda one: len(one.apps), []),
        (lambda one: bool(one.apps), ["True"]),
        (lambda one: one.apps[0].id, ["one"]),
        (lambda one: one.apps[0] in one.apps, ["True"]),
        (lambda one: "x" in one.apps, []),
        (lambda one: not one.apps, ["False"]),
    ):
        assert judged(monkeypatch, so_far, tells(look)) == found
    assert first["id"] == "one"
    empty = stopped_at("systems[0].name")
    assert judged(monkeypatch, empty, tells(lambda one: one.systems[0].id)) == ["main"]
    growing = stopped_at("uses[0].basis", "user", user(uses=[use_text("use-1", number("11", 1))]))
    growing.data["uses"] = []
    assert judged(monkeypatch, growing, tells(lambda one: bool(one.uses)), kind="user") == [], (
        "nobody knows yet"
    )
    assert judged(monkeypatch, growing, tells(lambda one: "x" in one.uses), kind="user") == []


def test_a_list_that_is_finished_can_be_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    so_far = stopped_at("apps[1].charging")
    looks = tells(
        lambda one: len(one.systems), lambda one: one.apps[0].stages, lambda one: type(one.systems).__name__
    )
    assert judged(monkeypatch, so_far, looks)[::2] == ["2", "tuple"]


def test_a_block_within_a_use_is_as_far_as_it_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    so_far = stopped_at(
        "uses[0].self_developed.system.hosting", "user", user(uses=[use_text("own", own=True)])
    )
    looks = tells(
        lambda one: one.uses[0].self_developed.system.mlps.grade.value,
        lambda one: one.uses[0].self_developed.system.hosting,
    )
    assert judged(monkeypatch, so_far, looks, kind="user") == ["grade_2"]
    app = tells(lambda one: one.uses[0].self_developed.app)
    assert judged(monkeypatch, so_far, app, kind="user") == []


def test_a_finished_filing_is_the_record_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    so_far = whole()
    seen: list[Any] = []
    judged(monkeypatch, so_far, tells(seen.append))
    assert seen == [records.MODELS["provider"].model_validate(TWO_APPS)]


def test_a_wrong_form_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    so_far = stopped_at("apps[1].charging")
    so_far.data["systems"][0]["name"] = 3
    with pytest.raises(ValidationError):
        judged(monkeypatch, so_far)
    strange = stopped_at("apps[1].charging")
    strange.data["unit"]["unit_type"] = "circus"
    with pytest.raises(ValidationError):
        judged(monkeypatch, strange)
    later = stopped_at("unit.registered_address")
    later.data["unit"]["unit_type"] = "circus"
    with pytest.raises(KeyError):
        judged(monkeypatch, later)
