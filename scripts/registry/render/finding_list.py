"""Findings as a list in a comment on the forge: where, what is wrong, what to do, and the corrected line where one can be given."""

from collections.abc import Sequence
from dataclasses import dataclass

from registry.core.finding import Finding, Severity
from registry.core.text import Text
from registry.render.inert import block, code
from registry.render.report import article

_MARKS = {Severity.error: "❌", Severity.warning: "👀", Severity.notice: "ℹ️"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding whose sentences are Markdown already, and the corrected line where one can be given."""

    finding: Finding
    correction: str | None = None


def finding_list(
    findings: Sequence[Shown],
    cut: int,
    rule_book: Text | None,
    language: str,
    most: int,
    *,
    with_path: bool = True,
) -> str:
    """The list with its heading, at most so many; empty without findings. `cut` is how many were left out before.

    `rule_book` is the address of its page in each language. Without paths only lines are told: for a text that is no file yet.
    """
    if not findings:
        return ""
    chinese = language == "zh"
    total = len(findings) + cut
    lines = [f"### 检查结果({total})" if chinese else f"### Findings ({total})", ""]
    for shown in findings[:most]:
        found = shown.finding
        field = f" {code(found.field)}" if found.field else ""
        basis = article(found.article).in_language(language)
        place = _place(found, language, with_path=with_path)
        lines.append(f"- {_MARKS[found.severity]} {place}{field} {_link(rule_book, found.code, language)}")
        lines.append(f"  - {found.message.in_language(language)}")
        lines.append(
            f"  - {'怎样改：' if chinese else 'What to do: '}{found.fix.in_language(language)}{'' if chinese else ' '}({basis})"
        )
        if shown.correction is not None:
            lines.append(f"  - {'可直接粘贴：' if chinese else 'Ready to paste:'}\n")
            lines += [f"    {line}" for line in block(shown.correction, "yaml").split("\n")]
    if total > most:
        left = total - min(most, len(findings))
        if left:
            lines.append(
                f"\n另有 {left} 条未列出；改正以上各条后会重新检查。"
                if chinese
                else f"\n{left} more are not listed; the check runs again when these are mended."
            )
    return "\n".join(lines)


def _place(found: Finding, language: str, *, with_path: bool) -> str:
    chinese = language == "zh"
    if not found.path:
        return "整个合并请求" if chinese else "the whole request"
    if with_path:
        return f"{code(found.path)}:{found.line}:{found.column}"
    return (
        f"第 {found.line} 行第 {found.column} 列" if chinese else f"line {found.line}, column {found.column}"
    )


def _link(rule_book: Text | None, rule: str, language: str) -> str:
    page = rule_book.in_language(language) if rule_book else ""
    return f"[{rule}]({page}#{rule.lower()})" if page else rule
