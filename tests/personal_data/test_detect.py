"""`detect` finds what is hidden, lets pass what only looks alike, and never fails."""

import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from registry.core.personal_data import KIND_LABELS, Kind, detect, masked
from tests.personal_data.strings import FOUND, ID, MOBILE, NEAR_MISSES

DIGITS_THAT_JOIN_UNDER_NFKC = {"No"}


@pytest.mark.parametrize(("kind", "marked"), FOUND, ids=[text for _, text in FOUND])
def test_what_must_be_found(kind: str, marked: str) -> None:
    """The kind, and exactly the marked places."""
    text, spans = unmarked(marked)
    found = detect(text)
    assert [(one.kind, one.start, one.end) for one in found] == [(kind, *span) for span in spans]
    for one, (start, end) in zip(found, spans, strict=True):
        assert len(one.tail) <= 2
        assert text[start:end] not in masked(text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_what_must_pass(text: str) -> None:
    """Nothing is found, whatever stands around it."""
    assert detect(text) == []
    assert detect(f"说明：{text}。") == []
    assert masked(text) == text


def test_both_tables_are_large_enough() -> None:
    """At least 60 of each, none twice, all of invented numbers only."""
    assert len({text for _, text in FOUND}) == len(FOUND) >= 60
    assert len(set(NEAR_MISSES)) == len(NEAR_MISSES) >= 60
    assert {kind for kind, _ in FOUND} == set(Kind) == set(KIND_LABELS)


def test_all_in_one_text() -> None:
    """Every find of the table is found again among all the others."""
    text = "；".join(unmarked(marked)[0] for _, marked in FOUND)
    expected = sum(marked.count("«") for _, marked in FOUND)
    assert len(detect(text)) == expected


@pytest.mark.parametrize(
    ("text", "tails"),
    [
        (f"电话{MOBILE}", ["00"]),
        ("一三八零零一三八零零一", ["01"]),
        (ID.lower(), ["2X"]),
        ("110105491231002", ["02"]),
        ("zhangsan@qq.com", ["an"]),
        ("zhan@qq.com", ["an"]),
        ("abc@qq.com", [""]),
        ("z h a n @ qq.com", ["an"]),
        ("QQ：12345678", ["78"]),
        ("微信号：zhangsan_20", ["20"]),
    ],
)
def test_tails(text: str, tails: list[str]) -> None:
    """Two characters tell which is meant; of a name of three letters none is told."""
    assert [one.tail for one in detect(text)] == tails


def test_masked() -> None:
    """Only the finds are cut, each to its tail; what has none leaves the dots."""
    assert masked(f"张三{MOBILE}，邮箱abc@qq.com或见网站。") == "张三…00，邮箱…或见网站。"
    assert masked("没有什么") == "没有什么"


TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "0138956oOlI|xX×一三八零〇①⒈¹²１３８ .-_/、，:@#＠[]()at点dotqq163com.微信号QQ\u0301\u200b%40"
        ),
    ),
    max_size=60,
)


@given(TEXTS)
@example("\ud800")
@example("1\u0301" * 30)
@example("①" * 40)
@settings(max_examples=400, deadline=None)
def test_never_raises_and_stays_within_the_text(text: str) -> None:
    """Any text, lone surrogates included: ordered, not overlapping, inside, tails short."""
    end = 0
    for found in detect(text):
        assert end <= found.start < found.end <= len(text)
        assert len(found.tail) <= 2
        end = found.end
    assert isinstance(masked(text), str)


@given(
    st.lists(
        st.one_of(
            TEXTS,
            st.sampled_from([unmarked_text.replace("«", "").replace("»", "") for _, unmarked_text in FOUND]),
        ),
        max_size=4,
    )
)
@settings(max_examples=400, deadline=None)
def test_stable_under_nfkc(pieces: list[str]) -> None:
    """Compatibility forms hide nothing: normalising a text changes no find, and never brings up a new one.

    The one exception: a digit in a circle or raised bounds a number (①13800138000), which NFKC would join to it.
    """
    text = "".join(pieces)
    normal = unicodedata.normalize("NFKC", text)
    before = [(found.kind, found.tail) for found in detect(text)]
    after = [(found.kind, found.tail) for found in detect(normal)]
    if any(unicodedata.category(character) in DIGITS_THAT_JOIN_UNDER_NFKC for character in text):
        assert set(after) <= set(before) or before
    else:
        assert before == after


@pytest.mark.parametrize(
    "text",
    [
        "1" * 65536, "13" * 32768, "1 3 8 0 0 1 3 8 0 0 0 " * 3000, f"{MOBILE}," * 5400, "@qq.com " * 8000, "z@qq.com" * 8000,
        "a " * 32000 + "@qq.com", " at " * 16000, "微信号" + "a" * 65000, "https://a.cn/13800138000 " * 2600, "ab12" * 16000, "1lo8" * 16000,
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_time_grows_with_length_only(text: str) -> None:
    """A file of 256 KB made to be slow takes a second or so, and five on a slow machine."""
    start = time.process_time()
    detect(text * 4)
    assert time.process_time() - start < 5


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its guillemets, and the places that stood between them."""
    text, spans = "", []
    for part in marked.split("«"):
        inside, closed, outside = part.partition("»")
        if closed:
            spans.append((len(text), len(text) + len(inside)))
        text += inside + outside
    return text, spans
