"""What a typed or pasted answer means: people paste from Word, write dates as they speak, and keep their input method on."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from registry.core import number
from registry.core.asking.question import NO, YES, Ask, Choice, Question
from registry.core.characters import first_refused, name_of
from registry.core.formats import DATE, FILING_NUMBER
from registry.core.text import Text

_YES = frozenset({"1", "y", "yes", "true", "是", "有", "对", "是的"})
_NO = frozenset({"2", "n", "no", "false", "否", "不", "没有", "无", "不是"})
_DAY = re.compile("([0-9]{4})(?:年|[-/.])([0-9]{1,2})(?:月|[-/.])([0-9]{1,2})日?")
_DAY_OF_DIGITS = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")
_BETWEEN = re.compile("[,，、;；\\s]+")

REMOVED = Text("已去掉看不见的字符 {what}", "Invisible characters were removed: {what}")
TAKEN_AS = Text("读作 {value}", "Taken as {value}")


@dataclass(frozen=True, slots=True)
class Reading:
    """The value that an answer is taken for (a text that means nothing stays as it is, and the checks say so), with remarks."""

    value: Any
    remarks: tuple[Text, ...] = ()


def read(question: Question, typed: str) -> Reading:
    """The value of what was typed, which is not empty."""
    text, removed = cleaned(typed)
    remarks: tuple[Text, ...] = (REMOVED.fill(what=" ".join(removed)),) if removed else ()
    value = _value(question, text)
    if isinstance(value, str) and value != text and question.ask is Ask.text and not question.choices:
        remarks += (TAKEN_AS.fill(value=value),)
    return Reading(value, remarks)


def cleaned(typed: str) -> tuple[str, tuple[str, ...]]:
    """The text in normal form C, tabs as spaces, without outer spaces and what no filing may hold; and what was removed."""
    text, removed = unicodedata.normalize("NFC", typed).replace("\t", " ").replace("\u00a0", " "), []
    while (found := first_refused(text)) is not None:
        removed.append(name_of(text[found]))
        text = text[:found] + text[found + 1 :]
    return text.replace("\n", " ").strip(), tuple(dict.fromkeys(removed))


def _value(question: Question, text: str) -> Any:
    folded = unicodedata.normalize("NFKC", text).casefold()
    match question.ask:
        case Ask.yes_no | Ask.include:
            return True if folded in _YES else False if folded in _NO else text
        case Ask.integer:
            return int(folded) if re.fullmatch("-?[0-9]{1,9}", folded) else text
        case Ask.choices:
            parts = [part for part in _BETWEEN.split(text) if part]
            return list(dict.fromkeys(_chosen(question.choices, part) or part for part in parts))
        case Ask.choice:
            return _chosen(question.choices, text) or text
        case Ask.another:
            if folded in _YES | _NO and not folded.isdigit():  # a digit is the number of a choice
                return YES if folded in _YES else NO
            return _chosen(question.choices, text) or text
        case Ask.text if question.choices and (found := _chosen(question.choices, text)):
            return found
    return _as_the_form_wants(text, question.schema)


def _chosen(choices: tuple[Choice, ...], text: str) -> str | None:
    """The choice meant by its number in the list, its value, or its name; also by a part of the name that only one has."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if folded.isascii() and folded.isdigit() and 1 <= int(folded) <= len(choices):
        return choices[int(folded) - 1].value
    for fits in (_is_called, _is_called_in_part):
        found = [choice.value for choice in choices if fits(choice, folded)]
        if len(found) == 1:
            return found[0]
    return None


def _is_called(choice: Choice, folded: str) -> bool:
    return folded in (choice.value.casefold(), _plain(choice.name.zh), _plain(choice.name.en))


def _is_called_in_part(choice: Choice, folded: str) -> bool:
    # Digits alone are the number of a choice: 6 of 5 is a slip, also where a name holds a 6.
    return not folded.isdigit() and folded in _plain(choice.name.zh)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _as_the_form_wants(text: str, schema: Mapping[str, Any]) -> str:
    """The text, or if it misses the pattern of its field, the first way of writing the same that does not."""
    pattern = schema.get("pattern")
    if pattern is None or re.search(pattern, text):
        return text
    return next((way for way in _ways(text, pattern) if re.search(pattern, way)), text)


def _ways(text: str, pattern: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", text).strip("\"'“”‘’ ")
    if pattern == DATE and (day := _DAY.fullmatch(plain) or _DAY_OF_DIGITS.fullmatch(plain)):
        yield f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}"
    elif pattern == FILING_NUMBER and (meant := number.recognise(text)):
        yield meant
    # Dashes of a word processor, spaces between groups of digits, small letters in codes.
    dashes = re.sub("[\u2010-\u2015\u2212—－]", "-", plain)
    for way in (plain, dashes, dashes.replace(" ", "")):
        yield from (way, way.upper(), way.lower())
