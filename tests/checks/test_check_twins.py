"""The small parts that are written twice, each on a table of its own: characters, names, personal data, likeness, days, codes."""

import random
import sys
import unicodedata
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

import pytest
from playwright.sync_api import Page

from registry.core import formats
from registry.core.characters import first_not_composed, first_refused
from registry.core.detection import detect, masked
from registry.core.filing import ProviderFiling
from registry.core.text import shown
from registry.core.unit_names import comparable
from registry.core.use import UserFiling
from tests.checks.conftest import answered
from tests.personal_data.strings import FOUND, NEAR_MISSES

SCALARS = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
AT_THE_EDGE = (
    "11010519491231002X@qq.com", "130503670401001@qq.com", "13800138000@qq.com", "微信号11010519491231002X", "QQ：13800138000", "QQ号13800138000 13800138001", "微信号abc13800138000",
    "13800138000 11010519491231002X", "11010519491231002X13800138000", "1 3 8 0 0 1 3 8 0 0 0 1 3 8 0 0 1 3 8 0 0 1",
    *(f"{local} at {domain}" for local in ("ab1", "abc1", "ab12c", "abcd", "a.bc", "abcde") for domain in ("qq.com", "qq dot com", "qq点com")),
    *(f"{'a' * length}@qq.com" for length in (1, 2, 3, 4, 63, 64, 65, 66)), *(f"{' '.join('a' * length)}@qq.com" for length in (2, 63, 64, 65, 66, 67)), "ab c d@qq.com", "a bc d@qq.com", "a b cd@qq.com", " a@qq.com", "@qq.com", "138,00138,000", "13,800,138,000", "1,38,001,380,00",
)  # fmt: skip
"""Where one kind ends and another begins, and how far back a name reaches."""
TEXTS = [text.replace("«", "").replace("»", "") for text in (*(text for _, text in FOUND), *NEAR_MISSES, *AT_THE_EDGE)]  # fmt: skip


@pytest.fixture(scope="module")
def asked(check_page: Page) -> Any:
    """Gives the answers of a function of a module to a list of arguments."""
    check_page.evaluate("async () => { const { prepare } = await load('check'); await prepare('provider', 'zh'); }")  # fmt: skip

    def ask(module: str, function: str, arguments: list[Any], then: str = "(found) => found") -> Any:
        return answered(
            check_page,
            f"async (given) => {{ const told = (await load('{module}')).{function}; const then = {then};"
            " return given.map((one) => then(told(...one))); }",
            arguments,
        )

    return ask


def _in_units(text: str, place: int) -> int:
    """A place as ECMAScript counts it."""
    return len(text[:place].encode("utf-16-le")) // 2


def test_personal_data_are_found_alike(asked: Any) -> None:
    """Kind, place and tail, in every disguise of the table and in what only looks like them; and so is what is masked."""
    expected = [
        [[found.kind.value, _in_units(text, found.start), _in_units(text, found.end), found.tail] for found in detect(text)]
        for text in TEXTS
    ]  # fmt: skip
    pick = "(found) => found.map(({ kind, start, end, tail }) => [kind, start, end, tail])"
    assert asked("detection/detect", "detect", [[text] for text in TEXTS], pick) == expected
    assert sum(bool(found) for found in expected) > 100
    assert asked("detection/detect", "masked", [[text] for text in TEXTS]) == [masked(text) for text in TEXTS]


def _checked(first_17: str) -> str:
    """An identity card's number with its check digit (GB 11643)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(first_17, weights, strict=True))
    return first_17 + "10X98765432"[total % 11]


def test_identity_numbers_of_every_place_and_time_are_known_alike(asked: Any) -> None:
    """Of every pair of digits that could be a province, of days and years at the edge of what there was, long and short."""
    days = ("19000101", "18991231", "20991231", "21000101", "19490229", "20000229", "19001301", "19000100", "19200101", "19191231", "19991231")  # fmt: skip
    numbers = [_checked(f"{province}0105{day}002") for province in range(10, 100) for day in days[:1]]
    numbers += [_checked(f"110105{day}002") for day in days]
    numbers += [f"{_checked(f'110105{day}002')[:-1]}{last}" for day in days[:1] for last in "0123456789X"]
    numbers += [f"{province}0105490101002" for province in range(10, 100)]
    numbers += [f"{place}{day[2:]}002" for place in ("110105", "110005", "110100", "000105") for day in days]
    # Ones and noughts written as letters: so many that it is no number any longer.
    plain = _checked("11010119000101001")
    for length in range(18):
        numbers.append(plain[:length] + plain[length:].replace("0", "o").replace("1", "l"))
        numbers.append(plain[:length].replace("0", "O").replace("1", "I") + plain[length:])
    expected = [masked(text) for text in numbers]
    assert asked("detection/detect", "masked", [[text] for text in numbers]) == expected
    assert 60 < sum(text != told for text, told in zip(numbers, expected, strict=True)) < len(numbers) - 60


def test_random_digits_and_signs_are_read_alike(asked: Any) -> None:
    """Ten thousand short texts of digits, numerals, signs, letters and mailboxes."""
    chance = random.Random(6)
    parts = ["1", "3", "8", "138", "0013", "8000", "19", "49", "1101", "05", "x", "o", "l", "一", "三", "八", "〇", "①", "𝟏", "１", "٣", "-", " ", ".", "、", ",", "/", "(", "@qq.com", "at", "微信", "号", "：", "qq", "abc", "，", "0.", "http://a.cn/", "=", "é", "𠀀", "̂"]  # fmt: skip
    texts = ["".join(chance.choices(parts, k=chance.randint(3, 16))) for _ in range(10_000)]
    assert asked("detection/detect", "masked", [[text] for text in texts]) == [masked(text) for text in texts]
    assert sum(masked(text) != text for text in texts) > 50


EVERY = """
async ([module, name]) => {
  const told = (await load(module))[name];
  let found = "";
  for (let code = 0; code < 0x110000; code += 1) found += code >= 0xd800 && code < 0xe000 ? "-" : told(String.fromCodePoint(code)) ? "1" : "0";
  return found;
}
"""
"""A sign for each character: whether a function says something of it."""
FOLDED = """
async () => {
  const { comparable } = await load("unit_names");
  const found = [];
  for (let code = 0; code < 0x110000; code += 1) {
    const character = String.fromCodePoint(code);
    if ((code < 0xd800 || code > 0xdfff) && comparable(character) !== character) found.push([code, comparable(character)]);
  }
  return found;
}
"""


def _signs(says: Callable[[str], bool]) -> str:
    every = map(chr, range(sys.maxunicode + 1))
    return "".join("-" if "\ud800" <= one <= "\udfff" else "1" if says(one) else "0" for one in every)


def test_every_character_is_refused_or_allowed_alike(check_page: Page, asked: Any) -> None:
    """Alone, and between letters that could make it wrong or right."""
    answers = check_page.evaluate(EVERY, ["characters", "firstRefused"])
    assert answers == _signs(lambda one: first_refused(one) is not None)
    texts = (
        "ᠠ᠎ᠠ",
        "ᠠ᠎",
        "a᠎ᠠ",
        "q̀́",
        "q̀́̂",
        "q̀̂x́",
        "\n",
        "é",
        "é",
        "가",
        "한",
        "a\u200b",
        "\u180e\u200b",
        "\u200b\u180e",
        "q\u0300\u0301\u0302\u200b",
        "\u200bq\u0300\u0301\u0302",
    )
    told = [None if (at := first_refused(text)) is None else text[at] for text in texts]
    assert asked("characters", "firstRefused", [[text] for text in texts]) == told


def test_every_character_is_composed_or_not_alike(check_page: Page, asked: Any) -> None:
    """Alone, and with marks after it."""
    answers = check_page.evaluate(EVERY, ["characters", "firstNotComposed"])
    assert answers == _signs(lambda one: first_not_composed(one) is not None)
    texts = ("é", "é", "가", "가", "q̣̇", "q̣̇", "Å")
    assert asked("characters", "firstNotComposed", [[text] for text in texts]) == [
        first_not_composed(text) is not None for text in texts
    ]


def test_every_character_is_compared_alike(check_page: Page) -> None:
    """As part of a unit's name, if it may stand in a filing and is known to this Python."""
    answers = dict(answered(check_page, FOLDED, None))
    differing = {
        hex(ord(one)): (answers.get(ord(one), one), comparable(one))
        for one in SCALARS
        if first_refused(one) is None and unicodedata.category(one) != "Cn"
        and answers.get(ord(one), one) != comparable(one)
    }  # fmt: skip
    assert differing == {}


def test_values_are_shown_alike(asked: Any) -> None:
    """Cut, masked, on one line."""
    texts = ["a" * 60, "a" * 61, "示" * 61, "𠀀" * 61, "##[x]", "###[", "a\u00a0b", "a\u3000b", "\u2028", "手机13800138000", "a\x7fb", "\U000e0041"]  # fmt: skip
    assert asked("text", "shown", [[text] for text in texts]) == [shown(text) for text in texts]


def _keys(schema: dict[str, Any]) -> list[list[str]]:
    objects = [schema, *schema["$defs"].values()]
    return [list(found["properties"]) for found in objects if "properties" in found]


def test_the_key_that_was_meant_is_found_alike(asked: Any) -> None:
    """Every key of our schemas with a letter dropped, doubled, swapped or changed, among the keys beside it."""
    chance = random.Random(7)
    asking = []
    for model in (ProviderFiling, UserFiling):
        for known in _keys(model.model_json_schema(by_alias=True)):
            for key in known:
                at = chance.randrange(len(key))
                for wrong in (key[:at] + key[at + 1 :], key[:at] + key[at] + key[at:], key[:at] + "q" + key[at + 1 :], key[::-1], key[:-2], "x" + key):  # fmt: skip
                    asking.append([wrong, known, 0.7])
    # As alike one as the other, just alike enough, and nothing at all.
    asking += [
        ["abx", known, 0.5]
        for known in (["aby", "abz"], ["abz", "aby"], ["aby", "abx"], ["abx", "aby", "abx"])
    ]
    asking += [["abcdefgxyz", ["abcdefgqrs"], cutoff] for cutoff in (0.69, 0.7, 0.71)]
    asking += [["", [""], 0.7], ["", ["a"], 0.7], ["a", [], 0.7]]
    expected = [
        next(iter(get_close_matches(wrong, known, 1, cutoff)), None) for wrong, known, cutoff in asking
    ]
    assert asked("close_matches", "nearest", asking, "(found) => found ?? null") == expected
    assert len(asking) > 1_000


def test_days_and_check_digits_are_alike(asked: Any) -> None:
    """Days of the calendar around the ends of months; codes of every alphabet."""
    days = [f"{year:04d}-{month:02d}-{day:02d}" for year in (0, 1, 1899, 1900, 2000, 2023, 2024, 2100) for month in range(14) for day in (0, 1, 28, 29, 30, 31, 32)]  # fmt: skip
    days += ["2026-1-1", "2026-01-01 ", "０２６-01-01", "20260101", ""]
    assert asked("formats", "isCalendarDate", [[day] for day in days]) == [
        formats.is_calendar_date(day) for day in days
    ]
    chance = random.Random(8)
    codes = ["".join(chance.choices(formats.USCC_ALPHABET, k=18)) for _ in range(2_000)]
    assert asked("formats", "usccCheckDigit", [[code] for code in codes]) == [formats.uscc_check_digit(code) for code in codes]  # fmt: skip
