"""The review guide put together from the articles, the deadlines and the conditions of an approval."""

from registry.commands.forge.looks import BY_KIND
from registry.commands.rule_book_tables import clocks
from registry.core.approval import NotCounted
from registry.core.text import Text
from registry.core.verdict import RequestKind
from registry.render.site.review_guide import Check, Guide, Section
from registry.rules.articles import ARTICLES

_SECTIONS = (
    (RequestKind.provider, "provider", Text("提供者备案", "Provider filings")),
    (RequestKind.user, "user", Text("使用者备案", "User filings")),
    (RequestKind.authority, "authority", Text("案件和主管部门的文件", "Cases and files of authorities")),
)


def guide() -> Guide:
    """Everything that the page shows."""
    return Guide(
        tuple(Section(anchor, title, _checks(kind)) for kind, anchor, title in _SECTIONS),
        clocks(),
        tuple(why.reason for why in NotCounted),
    )


def _checks(kind: RequestKind) -> tuple[Check, ...]:
    return tuple(
        Check(article.key, article.gist, look.who, look.at, look.reply)
        for article in ARTICLES
        if article.key in BY_KIND[kind]
        for look in article.looks
    )
