"""A stranger's words in a comment: whatever they are, they end within one code span or one block."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from registry.render.inert import block, code

READER = MarkdownIt("commonmark", {"html": True}).enable("table")
HOSTILE = [
    "::error file=x::boom", "##[add-mask]secret", "@everyone @org/team", "#1 GH-1 owner/repo#2", "<img src=x onerror=alert(1)>",
    "![x](https://example.invalid/x.png)", "`a` ``b`` ```", "</details><script>", "|a|b|", "\u202egnp.exe", "a\nb\r\n# c", "",
    " ", "`", "```\n@x", "https://example.invalid", "&#64;x", "\\`@x", "-->", "<!-- registry:case -->", "x" * 60_000, "\u0000\u0085",
]  # fmt: skip
texts = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=80), st.text(alphabet="`@#:<>[]()!&\\ \n~-*_|", max_size=40)
)


@given(texts, texts)
def test_a_span_holds_all_of_it(one: str, other: str) -> None:
    text = f"应用{code(one)}的名称是{code(other)}。"
    tokens = READER.parse(text)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert [child.type for child in children] == ["text", "code_inline", "text", "code_inline", "text"]
    assert [c.content for c in children if c.type == "text"] == ["应用", "的名称是", "。"]
    for forbidden in ("@", "::", "##[", "\n"):
        assert forbidden not in text


@given(texts)
def test_a_block_holds_all_of_it(text: str) -> None:
    tokens = READER.parse(f"前\n\n{block(text)}\n\n后")
    assert [token.type for token in tokens if token.type != "inline"] == [
        "paragraph_open", "paragraph_close", "fence", "paragraph_open", "paragraph_close",
    ]  # fmt: skip
    assert "##[" not in block(text)


@pytest.mark.parametrize("text", ["", " ", "\t"])
def test_nothing_is_shown_as_nothing(text: str) -> None:
    assert code(text) in ("`∅`", "`\N{REPLACEMENT CHARACTER}`")


def test_ordinary_words_stay_as_they_are() -> None:
    assert code("示例阅读 2.0") == "`示例阅读 2.0`"
