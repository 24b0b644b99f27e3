"""How the search compares text. `site/pages/assets/registry/folding.js` says the same for the browser; a test holds the two together."""

import re
import unicodedata

from registry.core.names.layers import variants

_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_SIGNS = "+#"
"""Signs that make another name of a name: C++, C#."""


class _Folding(dict[int, str]):
    """A table for `str.translate` that fills itself: each character is folded once."""

    def __init__(self, *, forms: bool) -> None:
        self._forms = forms

    def __missing__(self, code: int) -> str:
        plain = _MARKS.sub("", unicodedata.normalize("NFKD", chr(code)).lower()).replace("ς", "σ")
        kept = "".join(c for c in plain if c in _SIGNS or unicodedata.category(c)[0] in "LMN")
        self[code] = variants(kept) if self._forms else kept
        return self[code]


_FOLDED = _Folding(forms=True)
_PLAINLY = _Folding(forms=False)


def folded(text: str) -> str:
    """Without differences of width, case, accents and traditional forms, and without spaces and punctuation.

    Each character is folded alone, so that a part of a text folds to a part of the folded text.
    """
    return text.translate(_FOLDED)


def plainly(text: str) -> str:
    """The same, with traditional forms left as they are: what a browser does without a table."""
    return text.translate(_PLAINLY)


def identifier(text: str) -> str:
    """A package name, bundle id or code as it is compared: case and width do not count, dots and dashes do."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())
