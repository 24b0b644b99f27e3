"""Each layer takes one difference away, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.core.names import layers, skeleton
from registry.core.names.data.look_alikes import NEAR, TWINS
from tests.names.strategies import names

CASES = [
    (layers.visible, "启\u200b明\ufe0f\u202e口\u3164算", "启明口算"),
    (layers.visible, "㊣启明™", "启明"),
    (layers.visible, "ᠠ᠋", "ᠠ"),
    (layers.width, "ＡＢ１㈠⑰", "AB1(一)17"),
    (layers.marks, "Café ñ Å", "Cafe n A"),
    (layers.marks, "བོད་ཡིག", "བོད་ཡིག"),
    (layers.marks, "도서관ガ", "도서관ガ"),
    (layers.case, "QiMing ß", "qiming ss"),
    (layers.letters, "АРР", "app"),
    (layers.letters, "ΝΕΤ", "net"),
    (layers.letters, "ν", "v"),
    (layers.letters, "ввсІ", "bbci"),
    (layers.letters, "AIl01|m", "AIl01|m"),
    (layers.letters, "鹃鹂土士ーカ", "鹃鹂土士一力"),
    (layers.variants, "釘幫敎説戶図実羣", "钉帮教说户图实群"),
    (layers.variants, "欠缺芸艺沪滤", "欠缺芸艺沪滤"),
    (layers.twins, "曰已巳末人0○1", "日己己未人ool"),
    (layers.near, "太犬盆帅i", "大大盒师i"),
    (layers.near, "modern l", "modem i"),
    (layers.spacing, "启明·口算(1) - C++!★", "启明口算1C++"),
    (layers.spacing, "★☆", "★☆"),
]


@pytest.mark.parametrize(("layer", "text", "expected"), CASES)
def test_a_layer_takes_its_difference_away(layer: layers.Layer, text: str, expected: str) -> None:
    """And leaves the neighbours in the table alone."""
    assert layer(text) == expected


def test_each_character_stands_in_one_group() -> None:
    """A character in two groups would make one group of both by accident."""
    for table in (TWINS, NEAR):
        characters = "".join(table.split())
        assert len(characters) == len(set(characters)), [c for c in characters if characters.count(c) > 1]
    others = {character for group in TWINS.split() for character in group[1:]}
    assert others.isdisjoint("".join(NEAR.split()))


def test_look_alike_characters_are_simplified_forms() -> None:
    """A traditional form in these tables would never be met: the layer before has replaced it."""
    for character in "".join((TWINS + NEAR).split()):
        assert layers.variants(character) == character


def test_readings_do_not_depend_on_look_alikes() -> None:
    """未 and 末 look alike, and are read as they are."""
    assert layers.plain("釘·釘 末 Ｐ") == "钉钉末p"


@settings(max_examples=1000)
@given(st.one_of(names, st.text(max_size=40)))
def test_a_skeleton_is_its_own_skeleton(text: str) -> None:
    """So the order in which differences were put on does not matter."""
    assert skeleton(skeleton(text)) == skeleton(text)


def test_every_character_has_a_settled_skeleton() -> None:
    """The two planes with letters, one by one: no table leads into another one's source."""
    unsettled = []
    for code in range(0x20000):
        once = skeleton(chr(code))
        if skeleton(once) != once:
            unsettled.append(f"U+{code:04X}")
    assert unsettled == []


@settings(max_examples=300)
@given(names)
def test_a_skeleton_is_one_line(text: str) -> None:
    """It stands in files with tabs and line ends."""
    assert not set(skeleton(text)) & set("\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
