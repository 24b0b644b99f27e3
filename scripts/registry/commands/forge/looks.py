"""What a person must still look at, from the list of articles, by what a request submits."""

from collections.abc import Sequence

from registry.core.verdict import RequestKind
from registry.render.case_comment import Look
from registry.rules.articles import ARTICLES

_PROVIDER = ("Art. 2", *(f"Art. {number}" for number in (7, 9, 10, 11, 12, 13, 14, 15)), "Point 3")
_USER = ("Art. 8", *(f"Art. {number}" for number in (17, 18, 19, 20, 21)))
BY_KIND = {
    RequestKind.provider: _PROVIDER,
    RequestKind.user: _USER,
    RequestKind.batch: _USER,
    RequestKind.authority: ("Art. 23", "Art. 24", "Art. 26"),
    RequestKind.other: (),
}
"""Articles on which a person looks at something, by what a request submits."""


def looks(kind: RequestKind) -> Sequence[Look]:
    """Those of the articles on this kind, in the order of the Measures."""
    chosen = BY_KIND[kind]
    return tuple(
        Look(article.key, look.who, look.at)
        for article in ARTICLES
        if article.key in chosen
        for look in article.looks
    )
