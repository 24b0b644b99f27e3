"""What a typed or pasted answer is taken for, answer by answer."""

from typing import Any

import pytest

from registry.core.asking.question import Ask, Choice, Question
from registry.core.asking.reading import Reading, cleaned, read
from registry.core.formats import DATE, FILING_NUMBER
from registry.core.text import Text

STAGES = (
    Choice("preschool", Text("学前教育", "Pre-school")),
    Choice("primary", Text("小学（１至６年级）", "Primary")),
    Choice("junior", Text("初中", "Junior secondary")),
    Choice("senior", Text("高中", "Senior secondary")),
    Choice("other", Text("初", "Others")),
)


def question(ask: Ask, pattern: str | None = None, choices: tuple[Choice, ...] = ()) -> Question:
    """A question of a kind."""
    schema = {} if pattern is None else {"pattern": pattern}
    return Question("k", ("k",), ask, Text("", ""), (), True, schema, choices=choices)


def value(ask: Ask, typed: str, pattern: str | None = None, choices: tuple[Choice, ...] = ()) -> Any:
    """What an answer is taken for."""
    return read(question(ask, pattern, choices), typed).value


@pytest.mark.parametrize("ask", [Ask.yes_no, Ask.include])
def test_yes_and_no(ask: Ask) -> None:
    for yes in ("1", "y", "YES", "true", "是", "有", "对", "是的", "１", " 是 "):
        assert value(ask, yes) is True, yes
    for no in ("2", "n", "No", "false", "否", "不", "没有", "无", "不是", "２"):
        assert value(ask, no) is False, no
    assert value(ask, "Maybe") == "Maybe"


def test_whole_numbers() -> None:
    assert [value(Ask.integer, typed) for typed in ("12", "-3", "１２", "999999999")] == [
        12,
        -3,
        12,
        999_999_999,
    ]
    assert [value(Ask.integer, typed) for typed in ("1234567890", "1.5", "三")] == ["1234567890", "1.5", "三"]


@pytest.mark.parametrize("ask", [Ask.choice, Ask.another])
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1", "preschool"), ("5", "other"), ("０１", "preschool"), ("0", "0"), ("6", "6"), ("7", "7"), ("٣", "٣"),
        ("PRIMARY", "primary"), ("小学(1至6年级)", "primary"), ("小学（１至６年级）", "primary"), ("senior SECONDARY", "senior"), ("Pre-school", "preschool"),
        ("学前", "preschool"), ("年级", "primary"), ("初中", "junior"), ("初", "other"), ("中", "中"), ("secondary", "secondary"), ("x", "x"),
    ],
)  # fmt: skip
def test_a_choice_is_meant_by_its_number_its_code_or_its_name(ask: Ask, typed: str, meant: str) -> None:
    assert value(ask, typed, choices=STAGES) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("y", "yes"), ("有", "yes"), ("是", "yes"), ("n", "no"), ("否", "no"), ("没有", "no"), ("1", "yes"), ("2", "copy"), ("3", "no"), ("x", "x")],
)  # fmt: skip
def test_whether_one_more_follows_is_answered_as_yes_and_no_are(typed: str, meant: str) -> None:
    choices = (
        Choice("yes", Text("再填一项", "one more")),
        Choice("copy", Text("再填一项，与上一项相同的不再问", "like the last")),
        Choice("no", Text("没有了", "no more")),
    )
    assert value(Ask.another, typed, choices=choices) == meant


def test_several_choices_with_any_sign_between() -> None:
    assert value(Ask.choices, "小学、初中,4；x;;Primary  1，", choices=STAGES) == [
        "primary",
        "junior",
        "senior",
        "x",
        "preschool",
    ]
    assert value(Ask.choices, ",", choices=STAGES) == []


def test_a_text_with_offers_is_one_of_them_or_itself() -> None:
    assert value(Ask.text, "2", choices=STAGES) == "primary"
    assert value(Ask.text, "示例", choices=STAGES) == "示例"
    assert value(Ask.text, "a b", "^a-b|ab$", STAGES) == "ab"


@pytest.mark.parametrize(
    ("pattern", "typed", "meant"),
    [
        (None, "２０", "２０"),
        ("^[０-９]+$", "２０", "２０"),
        ("^[0-9]+$", "２０", "20"),
        ("^[0-9]+$", "“20”", "20"),
        ("^X[0-9]X$", "“X2X”", "X2X"),
        ("^[0-9]+$", "2 0", "20"),
        ("^[0-9]+$", "zwei", "zwei"),
        ("^[0-9 -]+$", "2—0 1", "2-0 1"),
        ("^[0-9-]+$", "2—0 1", "2-01"),
        ("^[0-9-]+$", "2－0‐1−3", "2-0-1-3"),
        ("^[A-Z]+$", "ab", "AB"),
        ("^[a-z]+$", "AB", "ab"),
        ("^[A-Z-]+$", "a—b", "A-B"),
        ("^[a-z-]+$", "A—B", "a-b"),
        ("^[A-Z]+$", "a b", "AB"),
        (DATE, "2026-01-02", "2026-01-02"),
        (DATE, "2026年1月2日", "2026-01-02"),
        (DATE, "2026/11/22", "2026-11-22"),
        (DATE, "2026.1.2", "2026-01-02"),
        (DATE, "'2026-1-2'", "2026-01-02"),
        (DATE, "20260102", "2026-01-02"),
        (DATE, "２０２６－０１－０２", "2026-01-02"),
        (DATE, "2026-13-2", "2026-13-2"),
        (DATE, "2026", "2026"),
        ("^[0-9]{8}$", "2026/1/2", "2026/1/2"),
        (FILING_NUMBER, "1100001", "教APP备1100001号"),
        (FILING_NUMBER, "教app备 1100001 号", "教APP备1100001号"),
        (FILING_NUMBER, "110001", "110001"),
        ("^教APP备", "1100001", "1100001"),
    ],
)
def test_a_text_is_taken_as_its_field_wants_it(pattern: str | None, typed: str, meant: str) -> None:
    found = read(question(Ask.text, pattern), typed)
    assert found.value == meant
    remark = () if meant == typed else (Text(f"读作 {meant}", f"Taken as {meant}"),)
    assert found.remarks == remark


def test_what_is_removed_is_said_and_what_is_only_read_is_not() -> None:
    removed = Text("已去掉看不见的字符 U+FEFF U+200B", "Invisible characters were removed: U+FEFF U+200B")
    assert read(question(Ask.text), "\ufeff示\u200b例\u200b") == Reading("示例", (removed,))
    both = read(question(Ask.text, DATE), "\ufeff2026年1月\u200b2日")
    assert both == Reading("2026-01-02", (removed, Text("读作 2026-01-02", "Taken as 2026-01-02")))
    assert read(question(Ask.choice, choices=STAGES), "2") == Reading("primary")
    assert read(question(Ask.text, choices=STAGES), "2") == Reading("primary")
    assert read(question(Ask.yes_no), "是") == Reading(True)


def test_a_text_is_cleaned_of_what_no_filing_may_hold() -> None:
    assert cleaned("\u3000a\tb\u00a0c\nd\r\n ") == ("a b c d", ("U+000D",))
    assert cleaned("e\u0301") == ("\u00e9", ())
    assert cleaned("\u200ba\u200b\u202eb") == ("ab", ("U+200B", "U+202E"))
    assert cleaned("") == ("", ())
