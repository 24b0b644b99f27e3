"""Readings and traditional forms of the characters that occur in names. A browser asks for them when letters or a traditional form are typed."""

from collections.abc import Iterable

from registry.core.names.data.variants import VARIANTS
from registry.core.names.sound import syllables

_ALSO = {"lve": "lue", "nve": "nue"}
"""Spelled with ü in the tables; people type both."""


def readings(text: str) -> tuple[tuple[str, ...], ...]:
    """The readings of each character of a folded text, without tones, ü as v. A character without a reading has none."""
    return tuple(
        () if parts == (character,) else tuple(dict.fromkeys(_spellings(parts)))
        for character, parts in zip(text, syllables(text), strict=True)
    )


def _spellings(parts: Iterable[str]) -> Iterable[str]:
    for part in parts:
        yield part
        if part in _ALSO:
            yield _ALSO[part]


def characters(names: Iterable[str]) -> dict[str, object]:
    """Of the characters of folded names: those that are read so by syllable, and the other forms of each, the folded one first."""
    occurring = set("".join(names))
    by_syllable: dict[str, list[str]] = {}
    for character in sorted(occurring):
        for syllable in readings(character)[0]:
            by_syllable.setdefault(syllable, []).append(character)
    return {
        "readings": {syllable: "".join(found) for syllable, found in by_syllable.items()},
        "forms": [group for group in VARIANTS.split() if group[0] in occurring],
    }
