"""The questions of a filing in their order, as far as they follow from the answers so far.

The order is that of the schema, but for what `order` says. Nothing is stored beside the answers: the same answers always lead to
the same next question, so that a draft is its answers, and going back is taking one away.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from registry.core.asking import order
from registry.core.asking.question import COPY, NO, YES, Answers, Around, Ask, Choice, Question
from registry.core.finding import Place, dotted
from registry.core.text import Text


@dataclass(slots=True)
class Walk:
    """Where a filing stands: the questions that are answered, the next one (None: all are), and what was said so far.

    `waiting` holds for each record that is not finished the fields that are still to come; `growing` the lists that may grow.
    """

    data: dict[str, Any] = field(default_factory=dict)
    answered: list[Question] = field(default_factory=list)
    following: Question | None = None
    waiting: dict[Place, frozenset[str]] = field(default_factory=dict)
    growing: set[Place] = field(default_factory=set)


class _Stopped(Exception):  # noqa: N818 - no error: the walk has come to a question without an answer
    pass


def walk(
    schema: Mapping[str, Any],
    answers: Answers,
    around: Around,
    *,
    before: Iterable[Question] = (),
    wanted: Container[str] | None = None,
) -> Walk:
    """Walk through the form of a JSON Schema with `answers`. `before`: questions that come first and are no part of the filing.
    `wanted`: optional questions without an answer are left empty, but for those with these keys; None: all are asked.
    """
    walker = _Walker(schema, answers, around, wanted)
    try:
        for question in before:
            walker.ask(question, None)
        walker.record(schema, (), (), walker.result.data, None)
    except _Stopped:
        pass
    return walker.result


def answers_in(schema: Mapping[str, Any], data: Mapping[str, Any], around: Around) -> dict[str, Any]:
    """The answers that lead to values that are there already; what they lack is not answered."""
    found: dict[str, Any] = {}
    reader = _Reader(schema, found, around, data)
    reader.record(schema, (), (), reader.result.data, None)
    return found


class _Walker:
    def __init__(
        self, schema: Mapping[str, Any], answers: Answers, around: Around, wanted: Container[str] | None
    ) -> None:
        self.schema, self.answers, self.around, self.wanted = schema, answers, around, wanted
        self.result = Walk()
        self._known: dict[tuple[str, str], tuple[Any, ...]] = {}

    def _resolved(self, part: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
        """Name of the definition that a schema points to ("" for none), and that definition."""
        if "$ref" not in part:
            return "", part
        name = str(part["$ref"]).rpartition("/")[2]
        return name, self.schema["$defs"][name]

    def record(
        self,
        part: Mapping[str, Any],
        place: Place,
        section: tuple[Text, ...],
        data: dict[str, Any],
        like: Place | None,
    ) -> None:
        """Ask for the fields of a record. `like`: the place of a finished one whose answers count where there are none."""
        name, definition = self._resolved(part)
        name = name or str(definition["title"])
        keys = order.ordered(name, definition["properties"])
        self.result.waiting[place] = frozenset(keys)
        for key in keys:
            if order.is_asked(name, key, data, self.result.data):
                self.field(name, key, definition, place, section, data, like)
            self.result.waiting[place] -= {key}
        del self.result.waiting[place]

    def field(
        self,
        owner: str,
        key: str,
        definition: Mapping[str, Any],
        place: Place,
        section: tuple[Text, ...],
        data: dict[str, Any],
        like: Place | None,
    ) -> None:
        """Ask for one field, and put what is answered into `data`."""
        part = definition["properties"][key]
        if "const" in part:
            data[key] = part["const"]
            return
        _, inner = self._resolved(part)
        required, here = key in definition.get("required", ()), (*place, key)
        title = _text(part.get("x-title")) or Text(key, key)
        copied = (*like, key) if like is not None and not order.is_own(owner, key) else None
        if inner.get("type") == "object":
            if required or self.ask(_include(here, title, section, part), copied):
                data[key] = {}
                self.record(part, here, (*section, title), data[key], copied)
        elif inner.get("type") == "array" and not self._is_closed_list(inner):
            self.items(key, inner, here, (*section, title), data, copied)
        else:
            question = self._question(owner, key, part, inner, here, section, required, data)
            value = self.ask(question, copied)
            if value is not None:
                data[key] = value

    def _is_closed_list(self, inner: Mapping[str, Any]) -> bool:
        """Whether the items of a list come from an enumeration, so that one question asks for all of them."""
        return "enum" in self._resolved(inner["items"])[1]

    def _question(
        self,
        owner: str,
        key: str,
        part: Mapping[str, Any],
        inner: Mapping[str, Any],
        here: Place,
        section: tuple[Text, ...],
        required: bool,
        data: Mapping[str, Any],
    ) -> Question:
        if (owner, key) not in self._known:
            self._known[owner, key] = self._told_by_schema(part, inner)
        ask, fixed, hint, example, title, value_schema = self._known[owner, key]
        choices = fixed or order.offers(owner, key, data, self.result.data, self.around)
        suggestion = order.suggestion(owner, key, here, choices, self.result.data, self.around)
        if suggestion is None and part.get("default") not in (None, []):
            suggestion = part["default"]
        needed = required or (ask is Ask.choices and inner.get("minItems", 0) > 0)
        return Question(
            dotted(here), here, ask, title, section, needed, value_schema, hint, example, choices, suggestion
        )

    def _told_by_schema(self, part: Mapping[str, Any], inner: Mapping[str, Any]) -> tuple[Any, ...]:
        """What is the same in every item: kind of answer, closed list, hint, example, title, schema of the value."""
        items = self._resolved(inner.get("items", {}))[1]
        closed = items if "enum" in items else inner
        kinds = {"boolean": Ask.yes_no, "integer": Ask.integer, "array": Ask.choices}
        ask = kinds.get(str(inner.get("type")), Ask.choice if "enum" in inner else Ask.text)
        example = str(next(iter(part.get("examples", ())), ""))
        title = _text(part.get("x-title")) or Text("", "")
        return ask, _choices(closed), _text(part.get("x-hint")), example, title, {**inner, **part}

    def items(
        self,
        key: str,
        inner: Mapping[str, Any],
        here: Place,
        section: tuple[Text, ...],
        data: dict[str, Any],
        like: Place | None,
    ) -> None:
        """Ask for the items of a list one by one, until no more is wanted."""
        least, most = inner.get("minItems", 0), inner["maxItems"]
        _, item = self._resolved(inner["items"])
        found: list[Any] = []
        data[key] = found
        self.result.growing.add(here)
        while len(found) < most:
            place = (*here, len(found))
            title = section[-1]
            numbered = (*section[:-1], Text(f"{title.zh} {len(found) + 1}", f"{title.en} {len(found) + 1}"))
            as_before = (*like, len(found)) if like else None
            if item.get("type") != "object":
                question = Question(
                    dotted(place), place, Ask.text, numbered[-1], section[:-1], len(found) < least, item,
                    _text(inner.get("x-hint")),
                )  # fmt: skip
                value = self.ask(question, as_before)
                if value is None:
                    break
                found.append(value)
                continue
            more = YES if len(found) < least else self.ask(_another(place, title, section, found), as_before)
            if more not in (YES, COPY):
                break
            found.append({})
            like_item = (*here, len(found) - 2) if more == COPY and len(found) > 1 else as_before
            self.record(inner["items"], place, numbered, found[-1], like_item)
        self.result.growing.discard(here)
        if not found:
            del data[key]

    def ask(self, question: Question, copied: Place | None) -> Any:
        """The answer to a question; the walk stops at the first that has none."""
        if question.key in self.answers:
            value = self.answers[question.key]
        elif copied is not None and (
            (value := self._copied(question, copied)) is not None or not question.required
        ):
            return value
        elif not question.required and self.wanted is not None and question.key not in self.wanted:
            return question.suggestion
        else:
            self.result.following = question
            raise _Stopped
        self.result.answered.append(question)
        return value

    def _copied(self, question: Question, place: Place) -> Any:
        """What stands at a place that is finished already: in a copied item nothing is asked that would be answered alike."""
        value = self._at(place)
        return YES if value is not None and question.ask in (Ask.include, Ask.another) else value

    def _at(self, place: Place) -> Any:
        value: Any = self.result.data
        for step in place:
            try:
                value = value[step]
            except (KeyError, IndexError):
                return None
        return value


def _text(words: Any) -> Text | None:
    return Text(words["zh"], words["en"]) if words else None


def _choices(part: Mapping[str, Any]) -> tuple[Choice, ...]:
    labels: Iterable[str] = part.get("enumDescriptions", ())
    return tuple(
        Choice(code, Text(*label.split(" ", 1)))
        for code, label in zip(part.get("enum", ()), labels, strict=True)
    )


def _include(here: Place, title: Text, section: tuple[Text, ...], part: Mapping[str, Any]) -> Question:
    return Question(
        f"{dotted(here)}?", here, Ask.include, title, section, False, hint=_text(part.get("x-hint"))
    )


def _another(place: Place, title: Text, section: tuple[Text, ...], found: list[Any]) -> Question:
    names = (
        Choice(YES, Text("再填一项", "one more") if found else Text("填一项", "one")),
        *((Choice(COPY, Text("再填一项，与上一项相同的不再问", "one more, like the last; only what differs is asked")),) if found else ()),
        Choice(NO, Text("没有了", "no more") if found else Text("没有", "none")),
    )  # fmt: skip
    return Question(
        f"{dotted(place)}+", place, Ask.another, title, section[:-1], False, choices=names, suggestion=NO
    )


class _Reader(_Walker):
    """Takes the answers from values, as they stand in a file."""

    def __init__(
        self, schema: Mapping[str, Any], answers: dict[str, Any], around: Around, values: Mapping[str, Any]
    ) -> None:
        super().__init__(schema, {}, around, wanted=None)
        self.found, self.values = answers, values

    def ask(self, question: Question, copied: Place | None) -> Any:  # noqa: ARG002 - nothing is copied where values are there
        value: Any = self.values
        for step in question.place:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                value = None
                break
        if question.ask is Ask.include:
            value = value is not None
        elif question.ask is Ask.another:
            value = NO if value is None else YES
        if value is not None or not question.required:
            self.found[question.key] = value
        return value
