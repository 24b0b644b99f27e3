"""Whether two spellings are one unit's name: full-width and half-width, spaces and the shape of brackets make no difference."""

import unicodedata
from functools import lru_cache

_BRACKETS = str.maketrans(
    {"〔": "(", "［": "(", "[": "(", "【": "(", "〕": ")", "］": ")", "]": ")", "】": ")"}
)


@lru_cache(maxsize=4096)  # the names of authorities are asked for with every filing
def comparable(name: str) -> str:
    """A name as compared: NFKC, letters folded, round brackets only, without spaces."""
    folded = unicodedata.normalize("NFKC", name).casefold().translate(_BRACKETS)
    return "".join(folded.split())


def same_unit(one: str, other: str) -> bool:
    """Whether two names are spellings of one."""
    return comparable(one) == comparable(other)
