"""Readings and traditional forms of the characters that occur in names. A browser asks for the first when letters are typed,
and for the others when Chinese characters are typed that find nothing."""

from collections.abc import Iterable
from itertools import pairwise

from registry.core.names.data.variants import VARIANTS
from registry.core.names.sound import syllables
from registry.render.site.search.numerals import number
from registry.render.site.search.rows import small

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


def readings_file(names: Iterable[str]) -> dict[str, object]:
    """How the characters of folded names are read: differences of their codes, once for each reading, and places in `syllables`."""
    read = [(c, syllable) for c in sorted(set("".join(names))) for syllable in readings(c)[0]]
    syllables_read = sorted({syllable for _, syllable in read})
    place = {syllable: at for at, syllable in enumerate(syllables_read)}
    codes = [ord(character) for character, _ in read]
    return {
        "syllables": syllables_read,
        "characters": "".join(number(code - before) for before, code in pairwise((0, *codes))),
        "read": small(place[syllable] for _, syllable in read),
    }


def forms_file(names: Iterable[str]) -> dict[str, object]:
    """The other forms of the characters of folded names, the folded one first."""
    occurring = set("".join(names))
    return {"forms": [group for group in VARIANTS.split() if group[0] in occurring]}
