"""How the search compares text. `site/pages/assets/registry/folding.js` says the same for the browser; a test holds the two together."""

import re
import unicodedata

from registry.core.names.layers import variants

_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_SIGNS = "+#"
"""Signs that make another name of a name: C++, C#."""


def folded(text: str) -> str:
    """Without differences of width, case, accents and traditional forms, and without spaces and punctuation.

    Each character is folded alone, so that a part of a text folds to a part of the folded text.
    """
    if text.isascii():
        return "".join(c for c in text.lower() if c.isalnum() or c in _SIGNS)
    return variants(plainly(text))


def plainly(text: str) -> str:
    """The same, with traditional forms left as they are: what a browser does without a table."""
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text).lower()).replace("ς", "σ")
    return "".join(c for c in text if c in _SIGNS or unicodedata.category(c)[0] in "LMN")


def identifier(text: str) -> str:
    """A package name, bundle id or code as it is compared: case and width do not count, dots and dashes do."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())
