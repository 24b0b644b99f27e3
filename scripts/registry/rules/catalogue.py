"""What a rule is, and the table that all rules stand in.

A rule carries its public text; the terminal, the annotations, the comment, the rule book and the form show these words.
Codes are never reused. Families: F form, Ann-n article, R registry-wide, P pull request, T a check that could not run.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.core.finding import Fault, Finding, Severity, Verdict
from registry.core.lookup import Lookup
from registry.core.snapshot import Filed
from registry.core.text import Text

Check = Callable[[Filed[Any], Lookup, date], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `article` is what it rests on (`Art. 9`, or `product rule`); `kinds` are the files that `check` looks at.

    `title` is a true statement; `text` is the sentence of a finding and `fix` says what to do, both with {words}. `reason` says
    why a rule is ours where the Measures are silent; None where the article says it all.
    """

    code: str
    article: str
    title: Text
    text: Text
    fix: Text
    severity: Severity
    verdict: Verdict
    kinds: tuple[str, ...] = ()
    check: Check | None = None
    reason: Text | None = None


RULES: dict[str, Rule] = {}
PRODUCT_RULE = "product rule"
OPINIONS = "Opinions"
"""《教育部等八部门关于引导规范教育移动互联网应用有序健康发展的意见》(教技函〔2019〕55号), which Art. 1 and 24 refer to."""


def declare(
    code: str,
    *,
    article: str,
    title: Text,
    text: Text,
    fix: Text,
    verdict: Verdict = Verdict.reject,
    kinds: tuple[str, ...] = (),
    check: Check | None = None,
    reason: Text | None = None,
) -> None:
    """Put a rule into the table; `check` yields faults with its code. Raises ValueError for a code that is taken.

    Not a decorator, so that mutation testing, which leaves decorated functions alone, reaches the checks.
    """
    if code in RULES:
        raise ValueError(f"rule code {code} is used twice")
    severity = {
        Verdict.reject: Severity.error,
        Verdict.refer: Severity.warning,
        Verdict.accept: Severity.notice,
    }[verdict]
    RULES[code] = Rule(code, article, title, text, fix, severity, verdict, kinds, check, reason)


def finding(code: str, path: str, line: int, column: int, field: str, values: dict[str, str]) -> Finding:
    """The finding of a rule at a place, its sentences filled with `values`."""
    found = RULES[code]
    return Finding(
        code=code,
        severity=found.severity,
        verdict=found.verdict,
        article=found.article,
        path=path,
        line=line,
        column=column,
        field=field,
        message=found.text.fill(**values),
        fix=found.fix.fill(**values),
        values=values,
    )
