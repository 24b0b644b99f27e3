"""A cell's content -> the field's value, or what is wrong with it.

What has one meaning only is understood however it is written (2026/1/31, 是, full-width digits, a number without 教APP备); what a
spreadsheet program has changed on its own is never guessed back. A value that is none of these is handed on as it stands, and the
model's own rules say what is wrong with it.
"""

import re
import unicodedata
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from registry.core import number
from registry.core.characters import first_refused, name_of
from registry.core.codes import Code
from registry.core.formats import FILING_NUMBER, USCC
from registry.core.sheet.cells import Cell, CellKind
from registry.core.sheet.columns import Column, Holds
from registry.core.text import Text, shown

LONGEST = 4_000
"""Characters of a cell; the longest field has a quarter of them."""

_DAY = re.compile(r"([0-9]{4})(?:[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_INVISIBLE = re.compile("[\\s\u200b-\u200f\u2060\ufeff\u00ad]+")
_EDGE = " \t\r\n\u00a0\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\u00ad"
_OUTER = re.compile(f"^[{_EDGE}]+|[{_EDGE}]+$")
_TRUTH = {
    **dict.fromkeys(("是", "有", "√", "✓", "y", "yes", "true", "1"), True),
    **dict.fromkeys(("否", "无", "×", "✗", "n", "no", "false", "0"), False),
}
_MEMBERS = re.compile("[;；\n|]+")
_MEMBERS_TOO = re.compile("[、,，/ ]+")
_EXACT = 10**15
"""From here on a spreadsheet program no longer keeps every digit."""
_DAY_ZERO = date(1899, 12, 30)


class Wrong(NamedTuple):
    """The code of a rule and the words for its sentence."""

    code: str
    values: dict[str, str]


def trimmed(text: str) -> str:
    """Without what people do not see at both ends."""
    return _OUTER.sub("", text)


def value_of(cell: Cell, column: Column) -> object | Wrong:
    """The plain value of a cell for its field: as it would stand in the file, or what is wrong with the cell itself."""
    if cell.kind is CellKind.formula:
        return Wrong("S08", {"formula": shown(cell.text)})
    if cell.kind is CellKind.error:
        return Wrong("S09", {"error": shown(cell.text)})
    text = trimmed(cell.text)
    if len(text) > LONGEST:
        return Wrong("F11", {"limit": str(LONGEST)})
    if wrong := _spoilt(cell, column):
        return wrong
    match column.holds:
        case Holds.text:
            return _free(text)
        case Holds.texts:
            return [found for part in _MEMBERS.split(text) if (found := trimmed(part))]
        case Holds.identifier:
            return _identifier(text, column)
        case Holds.day:
            return _day(text)
        case Holds.truth:
            return _TRUTH.get(_plain(text).casefold(), _free(text))
        case Holds.whole:
            plain = _plain(text)
            return int(plain) if re.fullmatch("-?[0-9]{1,9}", plain) else _free(text)
        case Holds.code:
            return _labels(_codes(column)).get(_folded(text), _free(text))
        case Holds.codes:
            return _several(text, _codes(column))


def _codes(column: Column) -> type[Code]:
    if column.codes is None:
        raise TypeError(f"{column.key} holds no codes")
    return column.codes


def _spoilt(cell: Cell, column: Column) -> Wrong | None:
    """What the spreadsheet program has made of the content on its own."""
    if cell.kind is CellKind.day and column.holds is not Holds.day:
        return _changed(f"日期 {cell.text}", f"the date {cell.text}")
    if cell.kind is CellKind.truth and column.holds is not Holds.truth:
        return _changed(f"逻辑值 {cell.text}", f"the truth value {cell.text}")
    may_be_long = column.holds is Holds.identifier or (
        column.holds is Holds.text and cell.kind is CellKind.number
    )
    if may_be_long and _SCIENTIFIC.fullmatch(_plain(cell.text)):
        return _changed(
            f"科学计数 {cell.text}，末尾的数位已丢失", f"{cell.text}, and has lost its last digits"
        )
    if cell.kind is not CellKind.number:
        return None
    if column.holds is Holds.day and not re.fullmatch("[0-9]{8}", cell.text):
        return _changed(*_serial(cell.text))
    if column.holds is Holds.identifier:
        digits = cell.text.removeprefix("-")
        if digits.isdecimal() and int(digits) >= _EXACT:
            return _changed(
                f"数字 {cell.text}，末尾的数位可能已被改为 0",
                f"the number {cell.text}, whose last digits may have become 0",
            )
        if not re.fullmatch(column.pattern, cell.text) and not _is_number(column, cell.text):
            return _changed(
                f"数字 {cell.text}，开头的 0 可能已丢失",
                f"the number {cell.text}, which may have lost a leading 0",
            )
    return None


def _is_number(column: Column, text: str) -> bool:
    return column.pattern == FILING_NUMBER and number.recognise(text) is not None


def _changed(zh: str, en: str) -> Wrong:
    return Wrong("S12", {"what": zh, "what_en": en})


def _serial(text: str) -> tuple[str, str]:
    """A number where a day belongs, with the day that it may stand for."""
    if text.isdecimal() and 20_000 <= int(text) <= 80_000:
        day = (_DAY_ZERO + timedelta(days=int(text))).isoformat()
        return f"数字 {text}(可能是 {day})", f"the number {text} (perhaps {day})"
    return f"数字 {text}", f"the number {text}"


def _free(text: str) -> str | Wrong:
    """Text that people write as they like: composed, with ordinary blanks; what is invisible within it is said, not taken away."""
    text = unicodedata.normalize("NFC", text).replace("\u00a0", " ")
    if re.search("[\r\n]", text):
        return Wrong("F15", {})
    at = first_refused(text)
    return text if at is None else Wrong("F05", {"character": name_of(text[at])})


def _plain(text: str) -> str:
    """Codes and numbers: half-width, without blanks and invisible characters, which mean nothing in them."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def _folded(text: str) -> str:
    return _plain(text).casefold()


def _identifier(text: str, column: Column) -> str | Wrong:
    plain = _plain(text)
    if column.pattern == FILING_NUMBER and (meant := number.recognise(plain)):
        return meant
    return _free(plain.upper() if column.pattern == USCC else plain)


def _day(text: str) -> str | Wrong:
    match = _DAY.fullmatch(_plain(text))
    if match is None:
        return _free(text)
    year, month, day = match[1], match[2] or match[4], match[3] or match[5]
    return f"{year}-{int(month):02d}-{int(day):02d}"


@cache
def _labels(codes: type[Code]) -> dict[str, str]:
    """Every way of writing a member: its code, and its label in either language."""
    found: dict[str, str] = {}
    for member in codes:
        for way in (member.value, member.label.zh, member.label.en, member.label.both()):
            found[_folded(way)] = member.value
    return found


def _several(text: str, codes: type[Code]) -> list[str] | Wrong:
    """Members with a semicolon between them; other signs too, where they are not part of a label."""
    labels = _labels(codes)
    found: list[str] = []
    for part in _MEMBERS.split(text):
        if not (part := trimmed(part)):
            continue
        parts = [part] if _folded(part) in labels else [one for one in _MEMBERS_TOO.split(part) if one]
        for one in parts:
            free = _free(one)
            if isinstance(free, Wrong):
                return free
            found.append(labels.get(_folded(one), free))
    return found


def expected(column: Column) -> Text:
    """What a column's cells look like, for whoever has to mend one."""
    match column.holds:
        case Holds.truth:
            return Text("是 或 否", "yes or no")
        case Holds.day:
            return Text("2026-01-31 这样的日期", "a date such as 2026-01-31")
        case Holds.whole:
            return Text("整数", "a whole number")
        case Holds.code | Holds.codes:
            labels = [member.label for member in _codes(column)]
            several = column.holds is Holds.codes
            return Text(
                "、".join(label.zh for label in labels) + ("；多个值用分号分隔" if several else ""),
                ", ".join(label.en for label in labels)
                + ("; several with a semicolon between them" if several else ""),
            )
        case _:
            return Text("", "")
