"""The rule book: every article, every rule with its examples, the clocks and our readings; a page in each language, and a list."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from registry.core.finding import VERDICT_LABELS, Verdict
from registry.core.text import Text
from registry.render.report import article
from registry.render.site.environment import environment

_KINDS = (
    ("code", Text("由程序核对", "Checked by code")),
    ("both", Text("程序核对，另由人查看", "Checked by code and looked at by a person")),
    ("person", Text("由人查看", "Looked at by a person")),
    ("nobody", Text("不涉及备案内容", "Not about filings")),
)
_FAMILIES = (
    ("A", Text("按条文的规则", "Rules of the articles")),
    ("F", Text("F：文件形式", "F: form of the file")),
    ("R", Text("R：与其他备案的关系", "R: across the registry")),
    ("P", Text("P：合并请求", "P: pull requests")),
    ("S", Text("S：表格", "S: spreadsheets")),
    ("T", Text("T：未能执行的核对", "T: checks that could not run")),
)


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule as the page shows it. The example is lines of a file (`path`), or words (`path` is empty)."""

    code: str
    basis: str
    title: Text
    text: Text
    fix: Text
    verdict: Verdict
    reason: Text | None
    rejected: Text
    accepted: Text
    path: str
    tests: str
    faults: int
    neighbours: int


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """An article or a point of the notice: codes of its rules, what people look at (who, at what), or why nobody checks it."""

    key: str
    gist: Text
    kind: str
    codes: tuple[str, ...]
    looks: tuple[tuple[Text, Text], ...]
    why_not: Text | None


@dataclass(frozen=True, slots=True)
class Table:
    """One more table of the page: an anchor, a title, a sentence, the heads of the columns, and rows of as many cells."""

    anchor: str
    title: Text
    intro: Text
    heads: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Book:
    """All of it."""

    articles: tuple[ArticleEntry, ...]
    rules: tuple[RuleEntry, ...]
    tables: tuple[Table, ...]


def as_markdown(book: Book, language: str) -> str:
    """The page in one language: HTML blocks in Markdown, so that no sign of ours is taken for markup. One anchor per code."""
    engine = environment()
    counts = [
        (label.in_language(language), sum(entry.kind == kind for entry in book.articles))
        for kind, label in _KINDS
    ]
    families = [
        (label.in_language(language), [rule for rule in book.rules if rule.code[0] == letter])
        for letter, label in _FAMILIES
    ]
    return engine.get_template("rule_book.html").render(
        book=book,
        zh=language == "zh",
        language=language,
        say=lambda text: text.in_language(language),
        sentence=lambda text: _sentence(text).in_language(language),
        basis=lambda key: article(key).in_language(language),
        anchor=anchor,
        counts=counts,
        kinds={kind: label.in_language(language) for kind, label in _KINDS},
        families=[(label, rules) for label, rules in families if rules],
        verdicts={verdict: label.in_language(language) for verdict, label in VERDICT_LABELS.items()},
        ours=[rule for rule in book.rules if rule.reason is not None],
    )


_WORD = re.compile("[{][a-z_]+[}]")
_DEPENDS = Text("随字段而定。", "Depends on the field.")


def _sentence(text: Text) -> Text:
    """A finding's sentence without the words of a case."""
    zh, en = _WORD.sub("…", text.zh), _WORD.sub("…", text.en)
    return _DEPENDS if zh == "…" else Text(zh, en)


def anchor(key: str) -> str:
    """Anchor of a code or an article: `A09-1` -> `a09-1`, `Art. 9` -> `art-9`."""
    return key.lower().replace(". ", "-").replace(" ", "-")


def as_text(rules: Iterable[RuleEntry], language: str) -> str:
    """One line per rule."""
    return "".join(
        f"{rule.code:6} {rule.verdict.name:6} {article(rule.basis).in_language(language):10} {rule.title.in_language(language)}\n"
        for rule in rules
    )
