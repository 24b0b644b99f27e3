"""The rule book put together from the rules: what `registry rules` and the site show."""

from registry.commands.rule_book_tables import tables
from registry.render.site.rule_book import ArticleEntry, Book, RuleEntry
from registry.rules.articles import ARTICLES, Article
from registry.rules.book import every_rule
from registry.rules.catalogue import Rule
from registry.rules.examples import example_of


def book() -> Book:
    """Everything that the page shows."""
    return Book(
        tuple(_article(entry) for entry in ARTICLES),
        tuple(entries()),
        tables(),
    )


def entries() -> list[RuleEntry]:
    """All rules, in the order of the book."""
    return [_rule(rule) for rule in every_rule()]


def _article(entry: Article) -> ArticleEntry:
    return ArticleEntry(
        entry.key,
        entry.gist,
        entry.checker.value,
        tuple(entry.codes),
        tuple((look.who, look.at) for look in entry.looks),
        entry.why_not,
    )


def _rule(rule: Rule) -> RuleEntry:
    example = example_of(rule.code)
    return RuleEntry(
        rule.code,
        rule.article,
        rule.title,
        rule.text,
        rule.fix,
        rule.verdict,
        rule.reason,
        example.rejected,
        example.accepted,
        example.path,
        example.tests,
        example.faults,
        example.neighbours,
    )
