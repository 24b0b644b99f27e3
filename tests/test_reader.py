"""The reader: the profile item by item, hostile input, and that the quick way never says more than the careful one."""

import random
import string
import time
from collections import Counter
from collections.abc import Iterator

import pytest
import yaml
from ruamel.yaml import YAML

from registry.adapters import plain_yaml, records, yaml_reader
from registry.adapters.yaml_reader import DEEPEST, LARGEST_FILE, MOST_EVENTS, MOST_REFUSALS
from registry.rules.catalogue import finding
from registry.rules.form import explain
from tests.builders import (
    REPOSITORY,
    app_text,
    case_text,
    provider_text,
    use_text,
    user_text,
)

KINDS = ("provider", "user", "case", "authority")
AUTHORITY = (REPOSITORY / "authorities" / "xpcc.yaml").read_text(encoding="utf-8")
VALID = {
    "provider": [provider_text(), provider_text(apps=[app_text(), app_text("two", "示例二", "cn.example.two")])],
    "user": [user_text(), user_text(uses=[use_text(own=True), use_text("use-2", "教APP备1100001号", superior="zhejiang/330100", changed_on="2026-03-20")])],
    "case": [case_text(), case_text(lifted="2026-07-01")],
    "authority": [AUTHORITY],
}  # fmt: skip

REFUSED: dict[str, tuple[bytes, str, int, int]] = {
    # Size, encoding, byte order marks.
    "one byte too many": (b"a: b\n" + b"#" * (LARGEST_FILE - 4), "F02", 1, 1),
    "a megabyte": (b"a: " + b"x" * 1_000_000, "F02", 1, 1),
    "size before anything else": (b"\xff\xfe" + b"[" * LARGEST_FILE, "F02", 1, 1),
    "GBK": ("a: 甲乙".encode("gbk"), "F03", 1, 4),
    "GB18030 after a line of UTF-8": ("名称\n".encode() + "甲".encode("gb18030"), "F03", 2, 1),
    "an overlong slash": (b"a: \xc0\xaf", "F03", 1, 4),
    "a surrogate in UTF-8": (b"a: \xed\xa0\x80", "F03", 1, 4),
    "beyond the last plane": (b"a: \xf4\x90\x80\x80", "F03", 1, 4),
    "UTF-8 with BOM": (b"\xef\xbb\xbfa: b", "F04", 1, 1),
    "UTF-16 with BOM": ("\ufeffa: b".encode("utf-16-le"), "F04", 1, 1),
    "UTF-16 of the other order": ("\ufeffa: b".encode("utf-16-be"), "F04", 1, 1),
    "UTF-32 with BOM": ("\ufeffa: b".encode("utf-32-le"), "F04", 1, 1),
    "UTF-16 without BOM": ("a: b".encode("utf-16-le"), "F05", 1, 2),
    # Characters, wherever they stand.
    **{
        f"U+{point:04X}": (f"a: b\n# 注{chr(point)}c: d\n".encode(), "F05", 2, 4)
        for point in (
            0x00, 0x08, 0x09, 0x0B, 0x0C, 0x0D, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0xAD, 0x34F, 0x61C, 0x115F, 0x180E, 0x200B, 0x200C,
            0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0x3164, 0xE000, 0xF8FF, 0xFDD0,
            0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFE, 0xFFFF, 0x1D173, 0x1FFFE, 0xE0001, 0xE0100, 0xF0000, 0x10FFFF,
        )
    },
    "CR before CRLF": (b"a: b\r\r\nc: d\r\n", "F05", 1, 5),
    "a tab after CRLF": (b"a: b\r\nc:\td\r\n", "F05", 2, 3),
    "a null by its escape": (b'a: "x\\0"', "F05", 1, 4),
    "an escape character by its escape": (b'a: "x\\e[31m"', "F05", 1, 4),
    "a line separator by its escape": (b'a: "x\\L"', "F05", 1, 4),
    "a next line by its escape": (b'a: "x\\N"', "F05", 1, 4),
    "a direction override by its escape": (b'a: "\\u202e"', "F05", 1, 4),
    "a tab by its escape": (b'a: "\\t"', "F05", 1, 4),
    "not composed": ("a: b\nc: e\u0301".encode(), "F14", 2, 4),
    "not composed by an escape": (b'a: "e\\u0301"', "F14", 1, 4),
    "a compatibility ideograph": ("a: \uf900".encode(), "F14", 1, 4),
    # YAML itself.
    "an open bracket": (b"a: [b", "F06", 2, 1),
    "an open quote": (b'a: "b', "F06", 1, 6),
    "a surrogate by its escape": (b'a: "\\ud800"', "F06", 1, 7),
    "an unknown escape": (b'a: "\\q"', "F06", 1, 5),
    "garbage after the end": (b"a: b\n...\nc\n", "F06", 3, 1),
    "a value and a mapping": (b"a: b\n  c: d", "F06", 2, 4),
    "two documents": (b"a: b\n---\nc: d", "F07", 2, 1),
    "two empty documents": (b"---\n---\n", "F07", 2, 1),
    "a version": (b"%YAML 1.1\n---\na: b", "F07", 1, 1),
    "a declared tag": (b"%TAG ! tag:yaml.org,2002:python/\n---\na: b", "F07", 1, 1),
    "an unknown directive": (b"%FOO bar\n---\na: b", "F06", 1, 5),
    "an anchor": (b"a: &x b", "F08", 1, 4),
    "an anchor on a list": (b"a: &x [b]", "F08", 1, 4),
    "an anchor on a mapping": (b"a: &x\n  b: c", "F08", 1, 4),
    "an anchor on a key": (b"&x a: b", "F08", 1, 1),
    "an alias": (b"a: *x", "F08", 1, 4),
    "an alias as key": (b"*x : b", "F08", 1, 1),
    "a recursive alias": (b"a: &x [*x]", "F08", 1, 4),
    "a laugh": (b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]", "F08", 1, 4),
    "a tag": (b"a: !!str 1", "F08", 1, 4),
    "a tag on a key": (b"!!str a: b", "F08", 1, 1),
    "the tag of no type": (b"a: ! b", "F08", 1, 4),
    "a local tag": (b"a: !x b", "F08", 1, 4),
    "a tag on a list": (b"a: !!seq [b]", "F08", 1, 4),
    "a tag on the whole": (b"!!map\na: b", "F08", 1, 1),
    "a Python object": (b"a: !!python/object/apply:os.system [id]", "F08", 1, 4),
    "a Python name": (b"a: !!python/name:os.system", "F08", 1, 4),
    "binary": (b"a: !!binary aGk=", "F08", 1, 4),
    "a set": (b"a: !!set {b}", "F08", 1, 4),
    "an int that is none": (b'a: !!int ""', "F08", 1, 4),
    "a merge key": (b"a: {b: c}\n<<: {d: e}", "F08", 2, 1),
    "a merge key in quotes": (b'"<<": {d: e}', "F08", 1, 1),
    "a key twice": (b"a: b\nc: d\na: e", "F09", 3, 1),
    "a key twice, quoted": (b'a: b\n"a": c', "F09", 2, 1),
    "a key twice within": (b"a:\n  b: c\n  b: d", "F09", 3, 3),
    "a key twice in a flow": (b"a: {b: c, b: d}", "F09", 1, 11),
    "a key by an escape twice": (b'a: b\n"\\x61": c', "F09", 2, 1),
    "a list as key": (b"? [a]\n: b", "F10", 1, 3),
    "a mapping as key": (b"? {a: b}\n: c", "F10", 1, 3),
    "no key": (b"? \n: b", "F10", 1, 2),
    "a number as key": (b"1: a", "F10", 1, 1),
    "null as key": (b"null: a", "F10", 1, 1),
    "a truth value as key": (b"true: a", "F10", 1, 1),
    "y as key": (b"y: a", "F10", 1, 1),
    "a capital in a key": (b"aB: a", "F10", 1, 1),
    "a key in Chinese": ("备案: a".encode(), "F10", 1, 1),
    "a key with a space": (b"a b: c", "F10", 1, 1),
    "a key in quotes that is none": (b'"a-b": c', "F10", 1, 1),
    "a key that starts with an underscore": (b"_a: c", "F10", 1, 1),
    "a long key": (b"a" * 65 + b": c", "F10", 1, 1),
    "a full-width colon in a list of keys": ("a：b\nc: d".encode(), "F06", 2, 2),
    # Depth and length.
    "thirteen levels": (b"a: " + b"[" * 12 + b"1" + b"]" * 12, "F11", 1, 16),
    "thirteen mappings": (b"a: " + b"{a: " * 12 + b"1" + b"}" * 12, "F11", 1, 49),
    "25,000 brackets": (b"[" * 25_000, "F11", 1, DEEPEST + 2),
    "60,000 brackets": (b"[" * 60_000, "F11", 1, DEEPEST + 2),
    "10,000 levels of a list": (b"- " * 10_000, "F11", 1, 2 * DEEPEST + 3),
    "many parts": (b"a: [" + b"0," * (MOST_EVENTS + 1) + b"0]", "F11", 1, 79995),
    "a long text": (b"a: " + b"x" * 8193, "F11", 1, 4),
    "10,000 digits": (b"a: " + b"9" * 10_000, "F11", 1, 4),
    "a long key that is a text": (b"x" * 1_000 + b": a", "F10", 1, 1),
    # Not a mapping.
    "nothing": (b"", "F13", 1, 1),
    "only comments": (b"# a\n# b\n", "F13", 1, 1),
    "an empty document": (b"---\n...\n", "F13", 2, 1),
    "a text": (b"# a\nhello", "F13", 2, 1),
    "a list": (b"- a", "F13", 1, 1),
    "a full-width colon": ("a：b".encode(), "F13", 1, 1),
    "null alone": (b"null", "F13", 1, 1),
    # Line breaks.
    "a literal block": (b"a: |\n  b\n  c\n", "F15", 1, 4),
    "a folded block": (b"a: >\n  b\n\n  c\n", "F15", 1, 4),
    "a block of one line": (b"a: |\n  b\n", "F15", 1, 4),
    "a break by its escape": (b'a: "b\\nc"', "F15", 1, 4),
    "a paragraph": (b"a: b\n\n  c\n", "F15", 1, 4),
}  # fmt: skip

AMBIGUOUS = (
    "y", "Y", "yes", "Yes", "YES", "n", "no", "NO", "on", "On", "off", "OFF", "True", "TRUE", "False", "Null", "NULL", "~", "=", "<<",
    "00", "0123", "0o17", "0O17", "0x1F", "0b101", "0b_", "0x_", "089", "1_000", "1,000", "+1", "+0", "1:30", "190:20:30", "1:30.5",
    "1.10", "1.", ".5", "-.5", "1e3", "1E3", "1e+3", "-1.5e-3", "1__0.5", "+_1", "-_", ".inf", "-.INF", ".NaN", ".nan", "1234567890123456", "-1234567890123456",
    "2026-01-31", "2026-1-1", "2026-13-45", "2026-02-30", "2026-01-31T08:00:00Z", "2026-01-31 08:00:00 +99:99", "2001-12-14t21:59:43.10-05:00",
)  # fmt: skip

READ: dict[str, tuple[str, object]] = {
    "true": ("true", True),
    "false": ("false", False),
    "null": ("null", None),
    "no value": ("", None),
    "zero": ("0", 0),
    "a number": ("42", 42),
    "a negative number": ("-7", -7),
    "fifteen digits": ("123456789012345", 123456789012345),
    "a date in quotes": ('"2026-01-31"', "2026-01-31"),
    "a date in single quotes": ("'2026-01-31'", "2026-01-31"),
    "no in quotes": ('"no"', "no"),
    "a number in quotes": ('"0123"', "0123"),
    "a version of three parts": ("1.10.2", "1.10.2"),
    "a code": ("91110108MA9000F01A", "91110108MA9000F01A"),
    "a certificate": ("11010813668-00001", "11010813668-00001"),
    "an address": ("https://example.cn/a?b=c", "https://example.cn/a?b=c"),
    "a text over two lines": ("用于\n  练习", "用于 练习"),
    "a list": ("[a, 1, true]", ["a", 1, True]),
    "a mapping": ("{b: c}", {"b": "c"}),
    "an escape": ('"\\u793a\\x41"', "示A"),
    "a comment behind": ("b # 注", "b"),
    "nouns that look like no": ("None", "None"),
    "a word of e": ("1E5A", "1E5A"),
    "two marks": ("q\u0300\u0301", "q\u0300\u0301"),
    "Mongolian": ("ᠮᠣ\u180eᠯ", "ᠮᠣ\u180eᠯ"),
    "Han beyond the basic plane": ("\U00020000\U000323af", "\U00020000\U000323af"),
    "8,192 characters": ("示" * 8192, "示" * 8192),
}

NO_MATTER_HOW_DEEP = b"a: " + b"[" * 11 + b"1" + b"]" * 11


def refused(content: bytes) -> list[tuple[str, int, int]]:
    """Codes and places of the careful reader's refusals."""
    document = yaml_reader.read(content)
    assert (document.data is None) or not document.refusals
    return [(refusal.code, refusal.line, refusal.column) for refusal in document.refusals]


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_profile_refuses(case: str) -> None:
    """One refusal with the right code, line and column, well within a second, and the quick way refuses too."""
    content, code, line, column = REFUSED[case]
    begun = time.perf_counter()
    assert refused(content) == [(code, line, column)]
    assert time.perf_counter() - begun < 1
    for kind in KINDS:
        assert records.parse(kind, content).record is None


@pytest.mark.parametrize("value", AMBIGUOUS)
def test_what_readers_read_differently_is_to_be_quoted(value: str) -> None:
    """As a value F12, as a key F10 or F08; in quotes a value is text."""
    assert refused(f"a: {value}\n".encode()) == [("F12", 1, 4)]
    assert refused(f"b:\n  - {value}\n".encode()) == [("F12", 2, 5)]
    assert yaml_reader.read(f'a: "{value}"\n'.encode()).data == {"a": value}
    assert refused(f"{value}: a\n".encode())[0][0] in {"F10", "F08"}


@pytest.mark.parametrize("case", READ, ids=str)
def test_the_profile_reads(case: str) -> None:
    """Values with their exact types."""
    text, value = READ[case]
    document = yaml_reader.read(f"a: {text}\n".encode())
    assert document.refusals == []
    assert document.data == {"a": value}
    assert type(document.data["a"]) is type(value)


def test_twelve_levels_are_read() -> None:
    """The neighbour of thirteen."""
    assert refused(NO_MATTER_HOW_DEEP) == []


def test_a_file_of_exactly_the_largest_size_is_read() -> None:
    """The neighbour of one byte more."""
    assert refused(b"a: b\n" + b"#" * (LARGEST_FILE - 5)) == []


def test_as_many_parts_as_may_be_are_read() -> None:
    """The neighbour of one more: stream, document, mapping and list begin and end, a key, and the numbers."""
    numbers = MOST_EVENTS - 9
    assert refused(b"a: [" + b"0," * (numbers - 1) + b"0]") == []
    assert [code for code, _, _ in refused(b"a: [" + b"0," * numbers + b"0]")] == ["F11"]


def test_line_ends_of_windows_change_nothing() -> None:
    """CRLF is a line end, for values, lines and columns."""
    text = provider_text()
    plain, windows = (yaml_reader.read(part.encode()) for part in (text, text.replace("\n", "\r\n")))
    assert plain.data is not None
    assert (windows.data, windows.values, windows.keys) == (plain.data, plain.values, plain.keys)


def test_every_key_and_value_has_its_place() -> None:
    """Line and column, counted in characters, of keys and values, in blocks and flows."""
    document = yaml_reader.read('# 注\n示: x\n'.replace("示", "zh").encode() + "name: 示例\nlist:\n  - 学: 1\n".replace("学", "id").encode()
                                + 'flow: {a: "示例", b: [1, 示]}\n'.encode())  # fmt: skip
    assert document.values == {
        (): (2, 1),
        ("zh",): (2, 5),
        ("name",): (3, 7),
        ("list",): (5, 3),
        ("list", 0): (5, 5),
        ("list", 0, "id"): (5, 9),
        ("flow",): (6, 7),
        ("flow", "a"): (6, 11),
        ("flow", "b"): (6, 20),
        ("flow", "b", 0): (6, 21),
        ("flow", "b", 1): (6, 24),
    }
    assert document.keys == {
        ("zh",): (2, 1),
        ("name",): (3, 1),
        ("list",): (4, 1),
        ("list", 0, "id"): (5, 5),
        ("flow",): (6, 1),
        ("flow", "a"): (6, 8),
        ("flow", "b"): (6, 17),
    }
    assert document.locate(("list", 0, "id"), on_key=True) == (5, 5)
    assert document.locate(("list", 0, "id")) == (5, 9)
    assert document.locate(("list", 0, "absent", "deeper")) == (5, 5)
    assert document.locate(("absent",), on_key=True) == (2, 1)
    assert document.locate(()) == (2, 1)


def test_several_refusals_are_told_at_once_but_not_without_end() -> None:
    """Each wrong value has its own; after MOST_REFUSALS nobody reads on."""
    assert refused(b"a: no\nb: 1.10\nA: 1\n") == [("F12", 1, 4), ("F12", 2, 4), ("F10", 3, 1)]
    assert len(refused(b"".join(b"a%d: no\n" % number for number in range(100)))) == MOST_REFUSALS


def test_a_key_that_stands_once_plain_and_once_in_quotes() -> None:
    """`y` is no key, and the second one is a repetition: two refusals, no exception."""
    assert refused(b'y: 1\n"y": 2\n') == [("F10", 1, 1), ("F09", 2, 1)]


def test_plain_text_is_text_to_every_reader() -> None:
    """What is read from a plain scalar, YAML 1.1 (PyYAML) and YAML 1.2 (ruamel) read as the same value of the same type."""
    rng = random.Random(2019)
    letters = "0123456789abcdefxoEXO+-._:,~=<nyNYtfrueTFlsiIa"
    scalars = {
        *AMBIGUOUS,
        "0",
        "-0",
        "1E5A",
        "nan",
        "inf",
        "Infinity",
        ".",
        "..",
        "-.",
        "+",
        "0o",
        "0x",
        "0b",
        "e5",
        ".e5",
        "1e",
        "_1",
    }
    scalars |= {one + two for one in letters for two in letters}
    scalars |= {"".join(rng.choices(letters, k=rng.randint(3, 8))) for _ in range(8_000)}
    scalars |= {
        "".join(rng.choices("0123456789-:.TZ eE", k=rng.randint(3, 12))).strip() for _ in range(4_000)
    }
    kept: dict[str, object] = {}
    for scalar in sorted(scalars):
        document = yaml_reader.read(f"a: {scalar}\n".encode())
        if not document.refusals:
            kept[scalar] = document.data["a"]
    texts = [scalar for scalar, value in kept.items() if isinstance(value, str)]
    assert len(texts) > 5_000
    lines = "".join(f"- {scalar}\n" for scalar in kept)
    strict = YAML(typ="safe", pure=True)
    for other in (yaml.safe_load(lines), strict.load(lines)):
        differing = [
            (scalar, value, seen)
            for (scalar, value), seen in zip(kept.items(), other, strict=True)
            if value != seen or type(value) is not type(seen)
        ]
        assert differing == []


TOKENS = (
    "a", "b: ", "key: ", "key2: ", "key:\n", "- ", "- - ", "-", "--", "---", "...", "\n", "\n", "\n", "\n  ", "\n    ", "  ", " ", "\t",
    '"x"', '"x y"', '"', "'", "\\", '"\\u0000"', '"\\ud800"', "1", "0", "-0", "-1", "00", "1E5", "12A", "1A", "1e5", "1.5", "true", "false",
    "null", "y", "yes", "On", "n: ", "on: ", "Null", "~", "=", "<<: ", "<<", "&a ", "*a", "!x ", "!!str ", "!!python/name:os", "%YAML 1.1\n",
    "@", "%", "`", "|", "|\n  ", ">", ">-\n ", "[", "]", "{", "}", ",", "?", "? ", ":", ": ", "#", " # c", "# c\n", "示例", "示例: ", "a:b", "a : b",
    ".", "nan", ".nan", ".inf", "inf", "Infinity", "2026-01-01", "91110108MA9000F01A", "0x1", "0o7", "1_000", "+1", ".5", "1:30", "é",
    "e\u0301", "“", "，", "http://a.cn/b?c=d&e", "e5", "nULL", "NO", "NO.", "\0", "\x85", "\u2028", "\ufeff", "\u202e", "\r", "\r\n", "\x7f",
    "\U0001f600", "\U000e0001", "𠀀",
)  # fmt: skip


def _token_texts(seed: int, count: int) -> Iterator[bytes]:
    rng = random.Random(seed)
    for _ in range(count):
        text = "".join(rng.choices(TOKENS, k=rng.randint(1, 14)))
        start = rng.choice(("", "", "k: ", "k:\n  ", "k:\n  - ", "schema: provider-filing/v1\n"))
        yield f"{start}{text}\n".encode()


def _byte_mutants(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    rng = random.Random(seed)
    everything = [(kind, text.encode()) for kind, texts in VALID.items() for text in texts]
    for _ in range(count):
        kind, content = rng.choice(everything)
        changed = bytearray(content)
        for _ in range(rng.choice((1, 1, 2, 5, 30))):
            place = rng.randrange(len(changed) + 1)
            match rng.randrange(5):
                case 0:
                    changed[place : place + 1] = bytes([rng.randrange(256)])
                case 1:
                    del changed[place : place + rng.randint(1, 40)]
                case 2:
                    changed[place:place] = rng.choice(TOKENS).encode()
                case 3:
                    changed[place:place] = changed[place : place + rng.randint(1, 60)]
                case 4:
                    _, other = rng.choice(everything)
                    start = rng.randrange(len(other))
                    changed[place : place + 20] = other[start : start + rng.randint(1, 60)]
        yield kind, bytes(changed)


def _line_mutants(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Valid files with lines changed as people and indenting editors change them; many stay valid."""
    rng = random.Random(seed)
    everything = [(kind, text) for kind, texts in VALID.items() for text in texts]
    values = ("no", "1.10", "0123", "示例", '"示例"', "'示例'", "true", "null", "~", "示例 # 注", "示例: a", "- 示例", "12A", "1E5", "a\n  b",
              "示例\n\n        示例", "示例\n      - 示例", "2026-01-01", '"2026-01-01"', "&a b", "|\n        示例", "[students]", "{}", "", "示例  ")  # fmt: skip
    for _ in range(count):
        kind, text = rng.choice(everything)
        lines = text.split("\n")
        for _ in range(rng.choice((1, 1, 2, 3))):
            place = rng.randrange(len(lines) - 1)
            line = lines[place]
            match rng.randrange(9):
                case 0:
                    lines[place] = line.replace('"', "'")
                case 1:
                    lines[place] = line.replace('"', "")
                case 2 if ": " in line:
                    lines[place] = f"{line.partition(': ')[0]}: {rng.choice(values)}"
                case 3:
                    lines[place] = f"{line}{rng.choice(('  ', ' # 注', '#', ' :', ':', ' -', chr(13)))}"
                case 4:
                    lines.insert(
                        place,
                        rng.choice(("", "# 注", "  ", "      # 注", "---", "...", line, "  示例", "- 示例")),
                    )
                case 5:
                    lines[place] = f"{' ' * rng.randint(1, 3)}{line}"
                case 6:
                    lines[place] = line.removeprefix(" " * rng.randint(1, 2))
                case 7:
                    lines[place] = line.replace("- ", "-  ", 1)
                case _:
                    lines[place] = line.replace(": ", ":  ", 1)
        yield kind, "\n".join(lines).encode()


def test_no_bytes_make_the_reader_raise() -> None:
    """Token soup and broken filings are read or refused; every refusal has a place in the file and all words of its sentence."""
    seen: Counter[str] = Counter()
    contents = [("provider", content) for content in _token_texts(1, 5_000)]
    contents += _byte_mutants(2, 3_000)
    contents += [(kind, content) for content, *_ in REFUSED.values() for kind in KINDS]
    for kind, content in contents:
        document = yaml_reader.read(content)
        for refusal in document.refusals:
            seen[refusal.code] += 1
            lines = content.replace(b"\r\n", b"\n").count(b"\n") + 1
            assert 1 <= refusal.line <= lines + 1
            assert refusal.column >= 1
            words = finding(refusal.code, "x.yaml", refusal.line, refusal.column, "", refusal.values)
            assert words.message.zh.strip()
        parsed = records.parse(kind, content)
        if parsed.record is None and document.data is not None:
            assert explain(records.MODELS[kind], document.data), "refused without a reason"
            seen["explained"] += 1
        seen["accepted"] += parsed.record is not None
    every = {"F02", "F03", "F04", "F05", "F06", "F07", "F08", "F09", "F10", "F11", "F12", "F13", "F14", "F15"}
    assert seen.keys() >= every | {"explained", "accepted"}


def test_the_quick_way_reads_nothing_differently() -> None:
    """Whatever the quick parser reads as a mapping, the careful reader reads as the same values.

    It may refuse a text that goes on over an empty line (F15): no model takes a line break, as test_schemas.py shows.
    """
    outcomes: Counter[str] = Counter()
    for content in _token_texts(3, 40_000):
        data = plain_yaml.parse(content)
        if not isinstance(data, dict):
            continue
        document = yaml_reader.read(content)
        codes = {refusal.code for refusal in document.refusals}
        if codes:
            assert codes == {"F15"}, content
            outcomes["F15"] += 1
        else:
            assert repr(document.data) == repr(data), content
            outcomes["same"] += 1
    assert outcomes["same"] > 500


def test_the_quick_way_accepts_nothing_that_the_careful_reader_refuses() -> None:
    """For valid files and thousands of changed ones: what a model takes from the quick parser, the careful reader says too."""
    ways: Counter[str] = Counter()
    contents = [(kind, text.encode()) for kind, texts in VALID.items() for text in texts]
    contents += [
        (kind, path.read_bytes())
        for kind, pattern in (("authority", "authorities/*.yaml"), ("provider", "docs/*.yaml"))
        for path in sorted(REPOSITORY.glob(pattern))
    ]
    contents += [*_line_mutants(4, 4_000), *_byte_mutants(5, 2_000)]
    for kind, content in contents:
        parsed = records.parse(kind, content)
        if parsed.record is None or parsed.document is not None:
            ways["careful" if parsed.record is not None else "refused"] += 1
            continue
        document = yaml_reader.read(content)
        assert document.refusals == [], content.decode()
        assert plain_yaml.parse(content) == document.data
        assert records.MODELS[kind].model_validate(document.data) == parsed.record
        ways["quick"] += 1
    assert ways["quick"] > 1_000
    assert ways["careful"] > 150
    assert ways["refused"] > 1_500


def test_ordinary_files_go_the_quick_way() -> None:
    """Filings as the tools write them, and all authorities, lie inside the subset: else the whole would be slow again."""
    contents = [(kind, text.encode()) for kind, texts in VALID.items() for text in texts]
    contents += [("authority", path.read_bytes()) for path in REPOSITORY.glob("authorities/*.yaml")]
    for kind, content in contents:
        assert records.parse(kind, content).document is None, content.decode()[:200]


def test_letters_of_keys_are_all_that_a_key_may_have() -> None:
    """Each ASCII character once inside of a key."""
    for character in string.printable.rstrip("\n\r\x0b\x0c\t"):
        good = character in string.ascii_lowercase + string.digits + "_"
        key = f"a{character}b"
        content = f"{key}: 1\n" if good else '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '": 1\n'
        assert (refused(content.encode()) == []) is good, character
