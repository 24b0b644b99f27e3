"""The review guide: what a person looks at, article by article, with a reply ready to be sent; the deadlines; whose word counts."""

from dataclasses import dataclass

from registry.core.text import Text
from registry.render.report import article
from registry.render.site.environment import environment
from registry.render.site.rule_book import Table, anchor


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at: the key of its article and what that says, who looks at what, and the reply where it is not so."""

    article: str
    gist: Text
    who: Text
    at: Text
    reply: Text | None


@dataclass(frozen=True, slots=True)
class Section:
    """The checks of one kind of request."""

    anchor: str
    title: Text
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """All of it. `not_counted`: why a word does not count, each going on from "it does not count if"."""

    sections: tuple[Section, ...]
    clocks: Table
    not_counted: tuple[Text, ...]


def as_markdown(guide: Guide, language: str) -> str:
    """The page in one language, as HTML blocks in Markdown."""
    return (
        environment()
        .get_template("review_guide.html")
        .render(
            guide=guide,
            zh=language == "zh",
            say=lambda text: text.in_language(language),
            basis=lambda key: article(key).in_language(language),
            anchor=anchor,
        )
    )
