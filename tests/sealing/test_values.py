"""Names under which files are stored: what every system can hold, the same in the browser (`names.json` is run by both)."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from registry.core import sealing_words
from registry.core.file_names import wrong_with
from registry.core.sealed import LONGEST_NAME, SealedEntry, SealedKind, manifest, stored_name
from registry.core.sealing_words import SealingError
from registry.core.text import Text

CASES = json.loads((Path(__file__).parent / "names.json").read_text(encoding="utf-8"))
UNIT = "91110108MA900001XW"
ENTRY = SealedEntry(name="01-a.png", kind=SealedKind.evidence, size=1, sha256="0" * 64)


@pytest.mark.parametrize(("given_name", "stored"), CASES)
def test_a_name_is_stored_as_the_table_says(given_name: str, stored: str) -> None:
    assert stored_name(7, given_name) == f"07-{stored}"


@given(st.text(max_size=120), st.integers(1, 100))
def test_any_name_becomes_one_that_every_system_holds(name: str, order: int) -> None:
    found = stored_name(order, name)
    assert wrong_with(found) is None
    assert "/" not in found
    assert len(found.encode()) <= LONGEST_NAME + 4


def test_two_files_of_one_name_are_kept_apart() -> None:
    assert stored_name(1, "图.png") != stored_name(2, "图.png")


def test_the_list_takes_no_other_unit_app_or_number_of_files() -> None:
    listed = manifest("beijing", "provider", UNIT, ["main"], [ENTRY])
    assert listed.files == (ENTRY,)
    for wrong in (
        ("Beijing", "provider", UNIT, [], [ENTRY]),
        ("beijing", "case", UNIT, [], [ENTRY]),
        ("beijing", "provider", "9111", [], [ENTRY]),
        ("beijing", "provider", UNIT, ["../x"], [ENTRY]),
        ("beijing", "provider", UNIT, [], []),
        ("beijing", "provider", UNIT, [], [ENTRY] * 101),
    ):
        with pytest.raises(ValidationError):
            manifest(*wrong)


def test_every_sentence_is_there_in_both_languages_and_says_what_to_do() -> None:
    found = {name: value for name, value in vars(sealing_words).items() if isinstance(value, Text)}
    assert len(found) > 20
    for name, text in found.items():
        assert re.search("[\u4e00-\u9fff]", text.zh), name
        assert not re.search("[\u4e00-\u9fff]", text.en), name
        assert set(re.findall("{[a-z]+}", text.zh)) == set(re.findall("{[a-z]+}", text.en)), name
        assert text.zh.endswith("。"), name
        assert text.en.endswith("."), name


def test_a_sentence_shows_no_command_of_a_hostile_name() -> None:
    said = str(SealingError(sealing_words.NOT_A_FILE, path="a\n##[error]x\u202e"))
    assert "\n" not in said
    assert "##[" not in said
    assert "\u202e" not in said


def test_a_long_name_is_shown_by_its_end() -> None:
    """A path is known by its name; what fits is shown as it is."""
    for name, told in (("甲" * 44 + "x", "甲" * 44 + "x"), ("乙甲" + "甲" * 43 + "x", "…" + "甲" * 43 + "x")):
        assert str(SealingError(sealing_words.NO_FILES, path=name)) == sealing_words.NO_FILES.both()
        said = str(SealingError(sealing_words.UNREADABLE, path=name, reason="no such file"))
        assert said == f"{told} 无法读取：no such file。 {told} cannot be read: no such file."


def test_the_list_says_for_whom_by_whom_and_what() -> None:
    listed = manifest("beijing", "user", UNIT, ("main", "spare"), (ENTRY,))
    assert listed.model_dump(mode="json", by_alias=True) == {
        "schema": "sealed-files/v1", "authority": "beijing", "filing": "user", "uscc": UNIT, "apps": ["main", "spare"],
        "files": [{"name": "01-a.png", "kind": "evidence", "size": 1, "sha256": "0" * 64}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given_name", "stored"),
    [
        ("a" * 76 + ".png", "a" * 76 + ".png"),
        ("a" * 77 + ".png", "a" * 76 + ".png"),
        ("图" * 26 + "aa", "图" * 26 + "aa"),
        ("图" * 27, "图" * 26),
        ("图" * 25 + "a.jpeg", "图" * 25 + ".jpeg"),
        ("a.b.png", "a.b.png"),
        ("a" * 79 + ".b", "a" * 78 + ".b"),
        ("a" * 78 + ".." + "b" * 11, "a" * 78),
        ("x...", "x"),
        ("X.X", "X.X"),
        ("XX", "XX"),
        ("e\u0301" * 41, "\u00e9" * 40),
        ("a/b\\c:d*.png", "a_b_c_d_.png"),
    ],
)
def test_a_name_has_at_most_80_bytes_and_keeps_its_ending(given_name: str, stored: str) -> None:
    assert stored_name(123, given_name) == f"123-{stored}"
    assert stored_name(1, given_name) == f"01-{stored}"
