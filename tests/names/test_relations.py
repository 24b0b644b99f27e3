"""Relations hold both ways, whatever the text, and each threshold is where it says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.core.names import Kind, relation, skeleton
from registry.core.names.relations import LEAST_CHARACTERS, LEAST_LETTERS, LEAST_OWN, MOST_CHARACTERS
from registry.core.names.sound import MOST_SPELLINGS, spellings
from registry.core.names.words import core, own
from tests.names.strategies import names, pairs


@settings(max_examples=1500)
@given(pairs())
def test_a_relation_is_symmetric(pair: tuple[str, str]) -> None:
    """Whoever files first."""
    first, second = pair
    assert relation(first, second).kind is relation(second, first).kind
    assert set(relation(first, second).differs) == set(relation(second, first).differs)


@settings(max_examples=500)
@given(st.text(), st.text())
def test_any_text_is_a_name(first: str, second: str) -> None:
    """Never an exception; and a name is the same as itself."""
    assert relation(first, second).kind in Kind
    assert relation(first, first).kind is Kind.same


@settings(max_examples=500)
@given(names, names)
def test_one_skeleton_is_one_name(first: str, second: str) -> None:
    """Both ways."""
    assert (relation(first, second).kind is Kind.same) == (skeleton(first) == skeleton(second))


def test_surrogates_and_controls_are_no_exception() -> None:
    """What a reader refuses may still be asked about."""
    for text in (
        "",
        "\ud800",
        "\x00",
        "\n",
        "\u200b",
        "𠮷" * 500,
        "a" * 5000,
        "乐" * 300,
        "版",
        "官方版",
        "2.0",
    ):
        assert relation(text, "启明口算").kind is Kind.distinct
        assert relation(text, text).kind is Kind.same


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        # LEAST_CHARACTERS: of two characters one is half of the name.
        ("鸿雁", "鸿图", Kind.distinct),
        ("鸿雁飞", "鸿图飞", Kind.one_character_neighbour),
        # LEAST_OWN: two characters of one's own before a common word are a brand each.
        ("鸿雁口算", "鸿图口算", Kind.distinct),
        ("鸿雁飞口算", "鸿图飞口算", Kind.one_character_neighbour),
        ("口算鸿雁飞", "口算鸿图飞", Kind.one_character_neighbour),
        # LEAST_LETTERS
        ("bingo", "bango", Kind.distinct),
        ("bingos", "bangos", Kind.one_character_neighbour),
        ("bingos", "bingosx", Kind.one_character_neighbour),
        ("bingos2", "bingos3", Kind.distinct),
        # A name of common words alone is nobody's; a damaged common word is somebody's.
        ("小学数学", "小鸿数学", Kind.distinct),
        ("鸿雁数学", "鸿雁教学", Kind.distinct),
        ("鸿雁数学", "鸿雁鸿学", Kind.one_character_neighbour),
        ("鸿雁数学", "鸿雁数鸿学", Kind.one_character_neighbour),
        # Inside of the longest names.
        ("鸿" * MOST_CHARACTERS, "鸿" * (MOST_CHARACTERS - 1) + "图", Kind.one_character_neighbour),
        ("鸿" * (MOST_CHARACTERS + 1), "鸿" * MOST_CHARACTERS + "图", Kind.distinct),
        # Two swapped, two replaced
        ("鸿雁图书角", "鸿图雁书角", Kind.one_character_neighbour),
        ("鸿雁飞翔角", "鸿图书翔角", Kind.distinct),
        ("鸿雁飞", "飞雁鸿", Kind.distinct),
        # One syllable says nothing, two do.
        ("钉", "丁", Kind.distinct),
        ("钉钉", "丁丁", Kind.same_pinyin),
        ("启明", "启鸣学", Kind.distinct),
        ("北干", "贝甘", Kind.same_pinyin),
        ("方案角", "反感角", Kind.distinct),
    ],
)
def test_thresholds(first: str, second: str, kind: Kind) -> None:
    """Each with its neighbour on the other side."""
    assert relation(first, second).kind is kind


def test_the_table_of_thresholds_is_about_these_values() -> None:
    """The pairs above are written for them."""
    assert (LEAST_CHARACTERS, LEAST_OWN, LEAST_LETTERS, MOST_CHARACTERS) == (3, 3, 6, 64)


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("启明口算", "启明口算"),
        ("启明口算官方正版V2.0.1", "启明口算"),
        ("启明口算V2", "启明口算"),
        ("启明口算2026", "启明口算"),
        ("启明口算二代", "启明口算"),
        ("启明口算素养版", "启明口算"),
        ("官方启明口算app", "启明口算"),
        ("启明语文版", "启明语文版"),
        ("启明英语人教版", "启明英语人教版"),
        ("启明100", "启明loo"),
        ("学生版", "学生版"),
        ("教师端app", "教师端"),
        ("2.0", "2o"),
        ("启明版", "启明版"),
    ],
)
def test_core_is_what_is_left_without_additions(name: str, left: str) -> None:
    """Not less than two characters, no school book's edition, no plain number."""
    assert core(name) == left


@pytest.mark.parametrize(
    ("outline", "marked"),
    [
        ("启明口算", "启明--"),
        ("小学语文", "----"),
        ("苏州市智慧教育", "苏-"),
        ("智学网", "智学-"),
        ("网启明", "网启明"),
        ("ai口算", "----"),
        ("pair口算", "pair--"),
        ("作业帮", "--帮"),
        ("", ""),
    ],
)
def test_own_is_what_no_common_word_covers(outline: str, marked: str) -> None:
    """Words may overlap; the last single characters count with the words after them."""
    seen = "".join(c if mine else "-" for c, mine in zip(outline, own(outline), strict=True))
    assert seen.rstrip("-") == marked.rstrip("-")


def test_spellings_are_bounded() -> None:
    """A name of characters with two readings each would have thousands."""
    assert len(spellings("乐乐乐乐")) == MOST_SPELLINGS
    assert len(spellings("乐乐乐乐乐")) == 1
    assert spellings("绿色") == {"lvse"}
    assert spellings("重庆") == {"zhongqing", "chongqing"}
