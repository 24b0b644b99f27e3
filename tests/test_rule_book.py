"""The rule book is complete in both directions: every article and point has its place, every rule stands at what it rests on."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from registry.commands.rule_book import book
from registry.core.time_limits import CLOCKS, READINGS
from registry.render.site.rule_book import anchor, as_markdown
from registry.rules.articles import ARTICLES, Checker
from registry.rules.book import every_rule
from registry.rules.catalogue import PRODUCT_RULE

KEYS = [*(f"Point {n}" for n in range(1, 6)), *(f"Art. {n}" for n in range(1, 28))]
OTHER_SOURCES = {PRODUCT_RULE, "GB 32100-2015", "GB/T 2260", "Opinions", "京教信〔2022〕5号"}
"""What a rule may rest on besides the Measures."""


class Page(HTMLParser):
    """Ids and links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = re.findall(r"\{: #([a-z0-9-]+)\}", text)
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect."""
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name == "href" and value:
                self.links.append(value)


def test_all_27_articles_and_5_points_are_there() -> None:
    """None missing, none twice, in their order."""
    assert [article.key for article in ARTICLES] == KEYS


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.key)
def test_every_article_is_checked_looked_at_or_not_about_filings(article: object) -> None:
    """And says so in both languages; exactly one of the three, but for code and person together."""
    assert isinstance(article, type(ARTICLES[0]))
    assert (article.why_not is not None) == (article.checker is Checker.nobody)
    words = [
        article.gist,
        *(text for look in article.looks for text in (look.who, look.at, look.reply) if text),
    ]
    for text in [*words, *([article.why_not] if article.why_not else [])]:
        assert text.zh.strip()
        assert text.en.strip()


def test_every_rule_stands_at_what_it_rests_on() -> None:
    """At its article or point; other sources are few and named."""
    known = {article.key: article.codes for article in ARTICLES}
    for rule in every_rule():
        if rule.article in OTHER_SOURCES:
            continue
        assert rule.code in known[rule.article], rule.code


def test_every_code_at_an_article_is_a_rule() -> None:
    """No article counts on a rule that does not exist."""
    codes = {rule.code for rule in every_rule()}
    for article in ARTICLES:
        assert set(article.codes) <= codes, article.key
        assert len(article.codes) == len(set(article.codes)), article.key


def test_every_product_rule_gives_its_reason() -> None:
    """A rule that the Measures do not contain is labelled as ours and says why, in both languages."""
    for rule in every_rule():
        assert rule.article != PRODUCT_RULE or rule.reason is not None, rule.code
        if rule.reason is not None:
            assert rule.reason.zh.strip(), rule.code
            assert rule.reason.en.strip(), rule.code


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_has_one_anchor_for_each_code_and_article(language: str) -> None:
    """Findings link to them; no link of the page leads nowhere."""
    page = Page(as_markdown(book(), language))
    assert len(page.ids) == len(set(page.ids))
    wanted = {anchor(rule.code) for rule in every_rule()} | {anchor(key) for key in KEYS}
    assert wanted <= set(page.ids)
    assert {link.removeprefix("#") for link in page.links if link.startswith("#")} <= set(page.ids)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_shows_every_clock_and_reading(language: str) -> None:
    """With our reasons."""
    text = unescape(as_markdown(book(), language))
    for clock in CLOCKS.values():
        assert clock.name.in_language(language) in text
        assert clock.reason is None or clock.reason.in_language(language) in text
    for reading in READINGS:
        assert reading.rule.in_language(language) in text
