"""The rule book: all articles and all rules, as a page in each language and as a list for the terminal."""

from collections.abc import Iterable
from html import escape
from typing import Protocol

from registry.core.finding import VERDICT_LABELS, Verdict
from registry.core.text import Text
from registry.render.report import article


class RuleLike(Protocol):
    """What the page shows of a rule: its code, what it rests on, its texts and what follows from a breach."""

    @property
    def code(self) -> str: ...
    @property
    def article(self) -> str: ...
    @property
    def title(self) -> Text: ...
    @property
    def text(self) -> Text: ...
    @property
    def fix(self) -> Text: ...
    @property
    def verdict(self) -> Verdict: ...


class ArticleLike(Protocol):
    """What the page shows of an article: key, gist, who checks it, and the codes of its rules."""

    @property
    def key(self) -> str: ...
    @property
    def gist(self) -> Text: ...
    @property
    def note(self) -> Text: ...
    @property
    def codes(self) -> list[str]: ...


_HEADS = {
    "zh": ("规则手册", "条文", "内容", "由谁核对", "规则", "不符合时", "每条规则有固定编号，编号不重复使用。错误提示中的编号链接到这里。"),
    "en": ("Rule book", "Article", "Content", "Checked by", "Rules", "If not met", "Each rule has a code that is never reused; findings link here."),
}  # fmt: skip


def as_markdown(articles: Iterable[ArticleLike], rules: Iterable[RuleLike], language: str) -> str:
    """The page's Markdown, one anchor per code. All texts are ours; they are escaped all the same."""
    title, head_article, head_gist, head_checker, head_rules, head_verdict, intro = _HEADS[language]
    lines = [f"# {title}", "", intro, "", f"## {head_article}", ""]
    lines += [
        f"| {head_article} | {head_gist} | {head_checker} | {head_rules} |",
        "| --- | --- | --- | --- |",
    ]
    for entry in articles:
        links = " ".join(f"[{code}](#{code.lower()})" for code in entry.codes) or "–"
        key = article(entry.key).in_language(language)
        lines.append(
            f"| {key} | {_cell(entry.gist.in_language(language))} | {_cell(entry.note.in_language(language))} | {links} |"
        )
    lines += ["", f"## {head_rules}", ""]
    for rule in rules:
        verdict = VERDICT_LABELS[rule.verdict].in_language(language)
        lines += [
            f'### <span id="{rule.code.lower()}">{rule.code}</span> {_cell(rule.title.in_language(language))}',
            "",
            f"{article(rule.article).in_language(language)} · {head_verdict}: {verdict}",
            "",
            f"> {_cell(rule.text.in_language(language))}",
            "",
            _cell(rule.fix.in_language(language)),
            "",
        ]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return (
        escape(text, quote=False)
        .replace("|", "&#124;")
        .replace("{", "&#123;")
        .replace("}", "&#125;")
        .replace("*", "&#42;")
    )


def as_text(rules: Iterable[RuleLike], language: str) -> str:
    """One line per rule."""
    return "".join(
        f"{rule.code:6} {rule.verdict.name:6} {article(rule.article).in_language(language):10} {rule.title.in_language(language)}\n"
        for rule in rules
    )
