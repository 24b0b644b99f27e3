"""One question about one field of a filing, and the form that the questions follow from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from registry.core.authority import Authority
from registry.core.finding import Place
from registry.core.text import Text

Answers = Mapping[str, Any]
"""Key of a question -> what was answered; None: an optional question was left empty."""


class Ask(StrEnum):
    """What kind of answer a question wants."""

    text = "text"
    integer = "integer"
    yes_no = "yes_no"
    choice = "choice"
    choices = "choices"
    include = "include"
    """Whether an optional part is filled in at all."""
    another = "another"
    """Whether one more item of a list follows: NO, YES or COPY."""


NO, YES, COPY = "no", "yes", "copy"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that is offered: the value that goes into the file, and its name."""

    value: str
    name: Text


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `key` tells it from all others of the filing: `apps[0].name`, `unit.head_office?`, `apps[1]+`.

    `choices` are all answers there are for a choice, and offers for a text. `suggestion` is what an empty answer means, None for
    none. `schema` is the JSON Schema of the value.
    """

    key: str
    place: Place
    ask: Ask
    title: Text
    section: tuple[Text, ...]
    required: bool
    schema: Mapping[str, Any] = field(default_factory=dict, compare=False)
    hint: Text | None = None
    example: str = ""
    choices: tuple[Choice, ...] = ()
    suggestion: Any = None


@dataclass(frozen=True, slots=True)
class Around:
    """What questions may know beside the answers."""

    authorities: Mapping[str, Authority]
    today: date
