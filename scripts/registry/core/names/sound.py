"""How a name is read: its spellings in pinyin without tones. Letters stand for themselves, so that zuoyebang is read as 作业帮."""

from functools import cache
from itertools import product

MOST_SPELLINGS = 16
"""Enough for four characters that are read in two ways each; beyond, only the usual readings count."""
LEAST_SYLLABLES = 2
"""One syllable says nothing: some fifty common characters share each."""


def syllables(text: str) -> tuple[tuple[str, ...], ...]:
    """The readings of each character of a `plain` name; letters, digits and what has no reading as they are."""
    table = _readings()
    return tuple(table.get(character, (character,)) for character in text)


def spellings(text: str) -> frozenset[str]:
    """All ways to spell a `plain` name in letters, as one word. None for a name that is too short to be heard apart."""
    parts = syllables(text)
    if len(parts) < LEAST_SYLLABLES:
        return frozenset()
    count = 1
    for part in parts:
        count *= len(part)
    if count > MOST_SPELLINGS:
        parts = tuple(part[:1] for part in parts)
    return frozenset("".join(choice) for choice in product(*parts))


def is_read(text: str) -> bool:
    """Whether it holds a character with a reading, so that it sounds otherwise than it is spelled."""
    return not _readings().keys().isdisjoint(text)


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    from registry.core.names.data.syllables import SYLLABLES

    table: dict[str, tuple[str, ...]] = {}
    second: dict[str, tuple[str, ...]] = {}
    for line in SYLLABLES.splitlines():
        syllable, characters = line.split(" ")
        if syllable[0] == "+":
            for character in characters:
                second[character] = (*second.get(character, ()), syllable[1:])
        else:
            table.update(dict.fromkeys(characters, (syllable,)))
    for character, more in second.items():
        table[character] = (*table[character], *more)
    return table
