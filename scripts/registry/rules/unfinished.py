"""The rules on a filing that is still being written: each runs as far as what it looks at has been said.

What is not said yet is not there: a rule that asks for it stops, and what it found before that stands. So nothing is held against
a filing because of an answer that is still to come, and no rule has to know of this.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, get_args

from registry.core.asking.walk import Walk
from registry.core.codes import Code
from registry.core.fields import Record
from registry.core.finding import Fault, Place
from registry.core.lookup import Lookup
from registry.core.snapshot import Filed
from registry.rules.judge import checks


class NotSaidYet(Exception):  # noqa: N818 - no error: a rule has come to the end of what is known
    """A rule asked for what the filer has not come to."""


class _Growing(tuple[Any, ...]):
    """A list that may get more items: nobody gets to its end, and nobody can count it."""

    def __iter__(self) -> Iterator[Any]:
        yield from super().__iter__()
        raise NotSaidYet

    def __len__(self) -> int:
        raise NotSaidYet

    def __contains__(self, item: object) -> bool:
        return super().__contains__(item) or any(False for _ in self)

    def __bool__(self) -> bool:
        return any(True for _ in self)


def judge_unfinished(
    kind: str, model: type[Record], so_far: Walk, path: str, lookup: Lookup, today: date
) -> list[Fault]:
    """Faults that the rules of a kind find in what is said so far, whose form is right. Raises ValueError where it is not.

    `path`: where the file will lie; as long as that is not known, the folder of its kind.
    """
    faults: list[Fault] = []
    file: Filed[Any] = Filed(path, "", _record(model, so_far.data, (), so_far))
    for check in checks(kind):
        try:
            for fault in check(file, lookup, today):
                faults.append(fault)  # one by one: what was found before it stops stands
        except NotSaidYet:
            continue
        except AttributeError as error:
            if not isinstance(error.obj, Record):
                raise
    return faults


def _record(model: type[Record], data: Mapping[str, Any], place: Place, so_far: Walk) -> Record:
    """The model of what is said; what is still to come is no attribute of it."""
    if place not in so_far.waiting:
        return model.model_validate(data)
    values: dict[str, Any] = {}
    to_come = []
    for name, known in model.model_fields.items():
        key = known.alias or name
        if key in data:
            values[name] = _value(known.annotation, data[key], (*place, key), so_far)
        elif key in so_far.waiting[place]:
            to_come.append(name)
    record = model.model_construct(**values)
    for name in to_come:
        record.__dict__.pop(name, None)
    return record


def _value(annotation: Any, value: Any, place: Place, so_far: Walk) -> Any:
    if isinstance(value, list):
        items = [_value(annotation, item, (*place, index), so_far) for index, item in enumerate(value)]
        return _Growing(items) if place in so_far.growing else tuple(items)
    inner = _inner(annotation)
    if inner is None:
        return value
    return (
        _record(inner, value, place, so_far) if issubclass(inner, Record) else inner.__members__[str(value)]
    )


def _inner(annotation: Any) -> type[Record] | type[Code] | None:
    """The record or enumeration within a type such as `tuple[Annotated[App, …], …] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Record | Code):
        return annotation
    return next((found for part in get_args(annotation) if (found := _inner(part))), None)
