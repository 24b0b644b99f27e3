"""Texts and marks as they are written to the forge."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.core.forge_writes import (
    LONGEST_TITLE,
    CheckReport,
    Conclusion,
    checked_key,
    cut_text,
    cut_title,
    has_mark,
    label_change,
    mark,
    same_text,
    with_mark,
)
from tests.forge.test_port_writes import annotations

TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=400),
    # Long ones of characters that count one and two.
    st.builds(
        lambda text, times: text * times, st.text(st.sampled_from("a题😀\n"), max_size=9), st.integers(1, 60)
    ),
)


def units(text: str) -> int:
    """Characters as the forge counts them at worst."""
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS, st.integers(140, 300))
def test_cut_text_keeps_to_the_limit_and_counts_what_is_missing(text: str, limit: int) -> None:
    cut = cut_text(text, limit)
    assert units(cut) <= limit
    if units(text) <= limit:
        assert cut == text
    else:
        kept, _, note = cut.rpartition("\n\n")
        assert text.startswith(kept)
        assert f"({len(text) - len(kept)} more characters" in note


@given(TEXTS)
def test_a_title_is_one_line_within_the_limit(text: str) -> None:
    title = cut_title(text, 50)
    assert units(title) <= 50
    assert len(title.splitlines()) <= 1


def test_titles_of_issues_have_githubs_limit() -> None:
    assert len(cut_title("题" * 300)) == LONGEST_TITLE == 256


@given(TEXTS)
def test_a_text_has_its_own_mark_and_no_other(text: str) -> None:
    written = with_mark("case:1", text + mark("other"))
    assert has_mark(written, "case:1")
    assert written.count("<!-- registry:") == 1
    assert not has_mark(written, "case")
    assert not has_mark(written, "other")


@given(TEXTS)
def test_writing_the_same_again_is_the_same(text: str) -> None:
    assert same_text(with_mark("a", text), with_mark("a", text).replace("\n", "\r\n") + "\n")


@pytest.mark.parametrize("key", ["case", "case:12", "suspended:1190001", "n/1", "a.b_c-d", "x" * 100])
def test_keys(key: str) -> None:
    assert checked_key(key) == key


def test_the_id_of_a_report_follows_all_that_is_shown() -> None:
    report = CheckReport("题", "文", Conclusion.success, annotations(2))
    others = [
        CheckReport("題", "文", Conclusion.success, annotations(2)),
        CheckReport("题", "字", Conclusion.success, annotations(2)),
        CheckReport("题", "文", Conclusion.failure, annotations(2)),
        CheckReport("题", "文", Conclusion.success, annotations(3)),
        CheckReport("题", "文", Conclusion.success, tuple(reversed(annotations(2)))),
    ]
    ids = {r.external_id("judge") for r in [report, *others]}
    assert len(ids) == 6
    assert report.external_id("judge") != report.external_id("judge2")
    assert all(i.startswith("judge#") for i in ids)


def test_fitting_twice_changes_nothing() -> None:
    once = CheckReport("题" * 400, "长" * 70_000, Conclusion.success, annotations(600)).fitted()
    assert once.fitted() == once
    assert "100 more are not marked" in once.summary


@given(
    st.sets(st.sampled_from(["r:a", "R:B", "r:c", "人工", "x"])),
    st.sets(st.sampled_from(["r:a", "r:b", "R:C"])),
)
def test_labels_end_as_wanted(current: set[str], wanted: set[str]) -> None:
    change = label_change(current, wanted, "r:")
    after = {name.casefold() for name in (current - set(change.removed)) | set(change.added)}
    assert {name for name in after if name.startswith("r:")} == {name.casefold() for name in wanted}
    assert {name for name in after if not name.startswith("r:")} == {
        n.casefold() for n in current if n[:2].casefold() != "r:"
    }
    assert label_change(after, wanted, "r:") == label_change(wanted, wanted, "r:")


def test_the_library_is_only_loaded_when_the_forge_is_asked() -> None:
    code = (
        "import sys, registry.cli, registry.adapters.forge, registry.adapters.github as g;"
        "assert 'github' not in sys.modules;"
        "g.connect(g.Settings('https://api.example.invalid', 'o/r', 't', 1));"
        "assert 'github' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
