"""Numbers, paths, sentences, formats and characters by themselves: each border from both sides."""

import pytest

from registry.core import characters, formats, number, paths
from registry.core.text import Text, shown
from tests.builders import SCHOOL, XIN, Paths

# --- Numbers.


@pytest.mark.parametrize(
    ("prefix", "serial", "formed"),
    [
        ("11", 1, "教APP备1100001号"),
        ("66", 99_998, "教APP备6699998号"),
        ("00", 99_999, "教APP备0099999号"),
    ],
)
def test_a_number_is_formed_and_taken_apart(prefix: str, serial: int, formed: str) -> None:
    """Both ends of the serials; the seven digits alone, and the two parts of them."""
    assert number.form(prefix, serial) == formed
    assert number.digits(formed) == formed.removeprefix("教APP备").removesuffix("号")
    assert number.prefix_and_serial(formed) == (prefix, serial)


@pytest.mark.parametrize("serial", [0, -1, 100_000])
def test_a_serial_that_does_not_fit(serial: int) -> None:
    """Named in the sentence."""
    with pytest.raises(ValueError, match=f"^serial {serial} does not fit into five digits$"):
        number.form("11", serial)


@pytest.mark.parametrize("sign", list(" \t\u3000-–—.·－．"))
def test_signs_between_the_digits_of_a_number_are_forgiven(sign: str) -> None:
    """Spaces, hyphens, dashes and dots."""
    assert number.recognise(f"教app备{sign}11{sign}00871号") == "教APP备1100871号"


@pytest.mark.parametrize(
    "typed",
    [
        "教1100871",
        "1100871号号",
        "教教APP备1100871",
        "APPAPP备1100871",
        "1100871x",
        "x1100871",
        "教APP备11_00871号",
    ],
)
def test_what_only_resembles_a_number(typed: str) -> None:
    """Nothing is guessed."""
    assert number.recognise(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "1100871", "教APP备1100871号", "110087", "100871", "110871", "11008711", "91100871", "11009871", "1100817", "1010871", "1100879",
        "9100871", "1100881", "11OO871", "llooB871".replace("B", ""), "I1O0871", "APP1100871", "教ＡＰＰ备１１００８７９号",
    ],
)  # fmt: skip
def test_a_number_with_one_slip_is_near(typed: str) -> None:
    """A digit wrong, missing or too much anywhere, two exchanged, letters for digits; nothing else of what is known."""
    known = {"教APP备1100871号", "教APP备5499954号", "教APP备1100871"}
    assert number.near(typed, known) == ["教APP备1100871号"]


@pytest.mark.parametrize("typed", ["", "11008", "110087111", "1100899", "2200871", "1108071x1", "教APP备"])
def test_a_number_with_more_slips_is_not_near(typed: str) -> None:
    """Nor one with too few or too many digits."""
    assert number.near(typed, {"教APP备1100871号"}) == []


def test_near_numbers_come_in_order() -> None:
    """Each once."""
    known = {"教APP备1100872号", "教APP备1100871号", "教APP备1100879号"}
    assert number.near("110087", known) == sorted(known)


# --- Paths.

CODE = XIN
PARTS: list[tuple[str, paths.FilingPath | None]] = [
    (Paths.xin, paths.FilingPath("provider", "beijing", XIN)),
    (Paths.school, paths.FilingPath("user", "zhejiang/330100/330106", SCHOOL)),
    (f"filings/users/moe/{CODE}.yaml", paths.FilingPath("user", "moe", CODE)),
    (f"filings/users/beijing/110108/{CODE}.yaml", paths.FilingPath("user", "beijing/110108", CODE)),
    (f"blacklist/beijing/{CODE}--2026-01-31.yaml", paths.FilingPath("case", "beijing", CODE, "2026-01-31")),
    # A provider's folder is named after the last two characters of the code.
    (f"filings/providers/beijing/AA/{CODE}.yaml", None),
    (f"filings/providers/beijing/{CODE[-2:]}/{CODE}.yml", None),
    (f"filings/providers/beijing/{CODE[-2:]}/{CODE}.yaml/", None),
    (f"filings/providers/beijing/{CODE[-2:]}/{CODE}.yaml\n", None),
    (f"x/filings/providers/beijing/{CODE[-2:]}/{CODE}.yaml", None),
    (f"filings/providers/beijing/{CODE[-2:]}/{CODE[:-1]}.yaml", None),
    (f"filings/providers/Beijing/{CODE[-2:]}/{CODE}.yaml", None),
    (f"filings/providers/b/{CODE[-2:]}/{CODE}.yaml", None),
    (f"filings/providers/{'b' * 21}/{CODE[-2:]}/{CODE}.yaml", None),
    (f"filings/providers/beijing/{CODE}.yaml", None),
    (f"filings/users/zhejiang/330100/330106/330106/{CODE}.yaml", None),
    (f"filings/users/zhejiang/930100/{CODE}.yaml", None),
    (f"filings/users/zhejiang/33010/{CODE}.yaml", None),
    (f"filings/users/{CODE}.yaml", None),
    (f"blacklist/beijing/{CODE}-2026-01-31.yaml", None),
    (f"blacklist/beijing/{CODE}--2026-1-31.yaml", None),
    (f"blacklist/beijing/{CODE}.yaml", None),
    ("filings/providers/beijing/3I/91110108MA000001XI.yaml", None),
    ("", None),
]


@pytest.mark.parametrize(("path", "parts"), PARTS)
def test_a_path_is_taken_apart_or_unknown(path: str, parts: paths.FilingPath | None) -> None:
    """Kind, authority, code and date; nothing that only resembles a path of the registry."""
    assert paths.parse(path) == parts


def test_the_authority_of_a_path_is_a_slug_and_codes() -> None:
    """The first folder, and what lies below it."""
    school, xin = paths.parse(Paths.school), paths.parse(Paths.xin)
    assert school is not None
    assert xin is not None
    assert (school.slug, school.divisions, school.date) == ("zhejiang", ("330100", "330106"), "")
    assert (xin.slug, xin.divisions) == ("beijing", ())


def test_paths_are_made_as_they_are_read() -> None:
    """For each kind."""
    assert paths.provider_path("beijing", XIN) == Paths.xin
    assert paths.user_path("zhejiang/330100/330106", SCHOOL) == Paths.school
    assert paths.case_path("sichuan", XIN, "2026-04-01") == f"blacklist/sichuan/{XIN}--2026-04-01.yaml"


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("ledger/beijing/2026/00000001.jsonl", ("beijing", "2026", 1)),
        ("ledger/moe/2099/12345678.jsonl", ("moe", "2099", 12_345_678)),
        ("ledger/beijing/2026/0000001.jsonl", None),
        ("ledger/beijing/26/00000001.jsonl", None),
        ("ledger/Beijing/2026/00000001.jsonl", None),
        ("ledger/beijing/2026/00000001.json", None),
        ("x/ledger/beijing/2026/00000001.jsonl", None),
    ],
)
def test_a_ledger_path(path: str, parts: tuple[str, str, int] | None) -> None:
    """Authority, year and first sequence."""
    assert paths.ledger_parts(path) == parts


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("filings/providers/x.yaml", "provider"),
        ("filings/providers/x.yml", "provider"),
        ("filings/users/x/y.yaml", "user"),
        ("blacklist/x.yaml", "case"),
        ("authorities/x.yaml", "authority"),
        ("filings/x.yaml", None),
        ("filings/providers/README.md", None),
        ("filings/providers/x.yaml.txt", None),
        ("x/filings/providers/x.yaml", None),
        ("ledger/x.yaml", None),
        ("authorities", None),
    ],
)
def test_the_folder_tells_the_kind(path: str, kind: str | None) -> None:
    """Both endings, so that a wrong one is told and not passed over."""
    assert paths.kind_of(path) == kind


# --- Sentences.


def test_a_text_in_both_languages() -> None:
    """Filled, joined, chosen, and for JSON."""
    text = Text("{a}和{b}", "{a} and {b}").fill(a="1", b="2")
    assert text == Text("1和2", "1 and 2")
    assert text.both() == "1和2 1 and 2"
    assert (text.in_language("zh"), text.in_language("en"), text.in_language("fr")) == (
        "1和2",
        "1 and 2",
        "1和2",
    )
    assert text.as_dict() == {"zh": "1和2", "en": "1 and 2"}


@pytest.mark.parametrize("text", [Text("{a}", "x"), Text("x", "{a}")])
def test_a_word_without_a_value(text: Text) -> None:
    """In either language."""
    with pytest.raises(KeyError):
        text.fill(b="1")


@pytest.mark.parametrize(
    ("value", "safe"),
    [
        ("示" * 60, "示" * 60),
        ("示" * 61, "示" * 59 + "…"),
        (
            "a\nb\rc\td\x1b[31m\x00\x7f\x85\u2028\u202e\u200b",
            "a\ufffdb\ufffdc\ufffdd\ufffd[31m" + "\ufffd" * 6,
        ),
        ("示\u3000例 x", "示\u3000例 x"),
        ("\u00a0", "\ufffd"),
        ("##[error]", "## [error]"),
        ("###[error]##[x]", "### [error]## [x]"),
        (12, "12"),
        (None, "None"),
        ("", ""),
    ],
)
def test_a_strangers_value_is_made_safe(value: object, safe: str) -> None:
    """One line, no controls, no commands of a runner, not longer than asked."""
    assert shown(value) == safe


def test_how_long_a_shown_value_may_be() -> None:
    """The limit counts the mark of what is cut, and the space that takes the command away."""
    assert shown("abcdef", 6) == "abcdef"
    assert shown("abcdefg", 6) == "abcde…"
    assert shown("##[abc", 6) == "## [a…"


# --- Formats.


@pytest.mark.parametrize(
    ("code", "digit"),
    [
        ("91110000802100433B", "B"), ("9144030071526726XG", "G"), ("91350100M000100Y43", "3"), ("91110000600037341L", "L"),
        ("91110000802100433", "B"),
    ],
)  # fmt: skip
def test_the_check_digit_of_a_code(code: str, digit: str) -> None:
    """Of the first 17 characters, whatever follows."""
    assert formats.uscc_check_digit(code) == digit


@pytest.mark.parametrize("length", [17, 19])
def test_only_a_code_of_18_characters_has_a_check_digit_that_holds(length: int) -> None:
    """Neither one less nor one more."""
    assert formats.uscc_check_digit_holds("91110000802100433B")
    assert not formats.uscc_check_digit_holds("91110000802100433BB"[:length])


@pytest.mark.parametrize(
    ("organisation", "check"),
    # Weights 3 7 9 10 5 8 4 2; 11 minus the remainder, 10 as X and 11 as 0.
    [
        ("00000000", "0"),  # sum 0, 11
        ("00000001", "9"),  # sum 2
        ("00000006", "X"),  # sum 12, remainder 1, 10
        ("10000000", "8"),  # sum 3
        ("01000000", "4"),  # sum 7
        ("00100000", "2"),  # sum 9
        ("00010000", "1"),  # sum 10
        ("00001000", "6"),  # sum 5
        ("00000100", "3"),  # sum 8
        ("00000010", "7"),  # sum 4
        ("A0000000", "3"),  # A is 10: sum 30, remainder 8
        ("Z0000000", "5"),  # Z is 35: sum 105, remainder 6
        ("80210043", "3"),  # an organisation in use
    ],
)
def test_the_inner_check_weight_by_weight(organisation: str, check: str) -> None:
    """Every weight alone, letters, and the two special ends; no other digit holds."""
    for other in "0123456789X":
        holds = formats.organisation_code_check_holds(f"91110000{organisation}{other}B")
        assert holds is (other == check)


@pytest.mark.parametrize(
    ("text", "exists"),
    [
        ("2026-02-28", True),
        ("2024-02-29", True),
        ("2026-02-29", False),
        ("2026-13-01", False),
        ("20260228", False),
        ("2026-W09-6", False),
        ("2026-2-28", False),
        ("", False),
        ("tomorrow", False),
    ],
)
def test_a_day_that_exists(text: str, exists: bool) -> None:
    """In one spelling only."""
    assert formats.is_calendar_date(text) is exists


# --- Characters.


@pytest.mark.parametrize(
    ("text", "start", "index"),
    [
        ("示例\n示例", 0, None),
        ("", 0, None),
        ("示\x00例", 0, 1),
        ("\t", 0, 0),
        ("示例\u0085", 0, 2),
        ("\u2028示\u200b", 0, 0),
        ("\u2028示\u200b", 1, 2),
        ("示\u202e", 2, None),
        ("ᠠ\u180eᠭ", 0, None),
        ("ᠠ\u180e", 0, 1),
        ("\u180eᠭ", 0, 0),
        ("ᠠ\u180eᠭ\ufeff", 0, 3),
        ("q\u0300\u0301", 0, None),
        ("q\u0300\u0301\u0302", 0, 3),
        ("q\u0300\u0301q\u0300\u0301\u0302", 0, 6),
        ("q\u0300", 1, None),
        ("示\ue000", 0, 1),
        ("示\U000e0001", 0, 1),
    ],
)
def test_the_first_character_that_may_not_stand(text: str, start: int, index: int | None) -> None:
    """From the start that is given, or the first; marks and the Mongolian separator only in their place."""
    assert characters.first_refused(text, start) == index
    if start == 0:
        assert characters.first_refused(text) == index


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("示例", None),
        ("", None),
        ("é", None),
        ("e\u0301", 0),
        ("示e\u0301", 1),
        ("示\uf900例", 1),
        ("ab\u212b", 2),
        ("示\u1100\u1161", 1),
    ],
)
def test_where_a_text_is_not_composed(text: str, index: int | None) -> None:
    """Index of the first stretch that normal form C writes in another way."""
    assert characters.first_not_composed(text) == index


@pytest.mark.parametrize(
    ("character", "name"),
    [("\x85", "U+0085"), ("示", "U+793A"), ("\U0001f600", "U+1F600"), ("\x00", "U+0000")],
)
def test_a_character_by_its_name(character: str, name: str) -> None:
    """At least four capital digits."""
    assert characters.name_of(character) == name
