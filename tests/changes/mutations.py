"""Records changed by chance, without regard to what a model allows: a comparison must tell any difference."""

from random import Random
from typing import Any, get_args

from registry.adapters import records
from registry.core.codes import Code
from registry.core.fields import Record
from tests.builders import (
    app_text,
    case_text,
    number,
    provider_text,
    rich_app_text,
    system_text,
    use_text,
    user_text,
)
from tests.commands import REPOSITORY

WORDS = (
    "",
    "x",
    "示例",
    "甲" * 300,
    "a\nb",
    "`@someone` #1",
    "<b>",
    "\u202e",
    "**x**",
    "::error::",
    "##[add-mask]x",
    "|",
    "[x](y)",
)

STARTS: dict[str, tuple[str, str]] = {
    "provider": ("provider", provider_text(
        apps=[rich_app_text(), app_text("second", "示例第二", "cn.example.second"), app_text("third", "示例第三", None, "cn.example.third")],
        systems=[system_text(), system_text("other", "示例另一平台")])),
    "user": ("user", user_text(uses=[use_text("use-1", number("11", 1)), use_text("own", own=True), use_text("use-3", number("33", 1))])),
    "case": ("case", case_text(lifted="2026-11-01")),
    "authority": ("authority", (REPOSITORY / "authorities/xpcc.yaml").read_text(encoding="utf-8")),
}  # fmt: skip


def start(name: str) -> Record:
    """One of the records of STARTS."""
    kind, text = STARTS[name]
    found: Record = records.parse(kind, text.encode()).record
    assert found is not None
    return found


def mutated(record: Record, rng: Random) -> Record:
    """One random field of a record changed."""
    name = rng.choice(list(type(record).model_fields))
    return record.model_copy(
        update={name: _other(getattr(record, name), rng, type(record).model_fields[name])}
    )


def _other(value: Any, rng: Random, field: Any = None) -> Any:
    optional = field is not None and field.default is None
    if value is None:
        return None if _holds_records(field) else rng.choice(WORDS)
    if optional and rng.random() < 0.3:
        return None
    if isinstance(value, bool):
        return not value
    if isinstance(value, Code):
        return rng.choice(list(type(value)))
    if isinstance(value, str):
        return rng.choice((*WORDS, value + "乙", value[1:]))
    if isinstance(value, int):
        return value + rng.choice((-1, 1))
    if isinstance(value, Record):
        return mutated(value, rng)
    return _other_list(list(value), rng)


def _holds_records(field: Any) -> bool:
    """Whether a field is a block: text in its place would be no value of any version of the model."""
    inner = (field.annotation, *get_args(field.annotation))
    return any(isinstance(kind, type) and issubclass(kind, Record) for kind in inner)


def _other_list(items: list[Any], rng: Random) -> tuple[Any, ...]:
    if not items:
        return ()
    index = rng.randrange(len(items))
    match rng.randrange(4):
        case 0:
            items.pop(index)
        case 1:
            rng.shuffle(items)
        case 2:
            items.insert(
                rng.randrange(len(items) + 1), items[index]
            )  # the same name, or the same value, twice
        case _:
            items[index] = _other(items[index], rng)
    return tuple(items)
