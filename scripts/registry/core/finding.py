"""What is wrong with a filing, where, why, what to do about it, and what follows for the whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclasses_field
from enum import IntEnum, StrEnum

from registry.core.text import Text

Place = tuple[str | int, ...]
"""Keys and indexes that lead to a value in a file; `()` is the whole file."""


class Severity(StrEnum):
    """How a finding is shown."""

    error = "error"
    warning = "warning"
    notice = "notice"


class Verdict(IntEnum):
    """What follows for a submission; the worse wins. The values order them, they are not exit codes."""

    accept = 0
    refer = 1
    reject = 2

    @property
    def exit_code(self) -> int:
        """0 accepted, 3 a person must decide, 1 rejected."""
        return {Verdict.accept: 0, Verdict.refer: 3, Verdict.reject: 1}[self]


VERDICT_LABELS = {
    Verdict.accept: Text("通过", "Accepted"),
    Verdict.refer: Text("需人工判断", "A person must decide"),
    Verdict.reject: Text("不通过", "Rejected"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem. `line` and `column` count from 1; `column` counts characters. `field` is a dotted path, `` for the file."""

    code: str
    severity: Severity
    verdict: Verdict
    article: str
    path: str
    line: int
    column: int
    field: str
    message: Text
    fix: Text
    values: Mapping[str, str] = dataclasses_field(default_factory=dict, compare=False)
    """The words that its sentences were filled with: whoever shows it elsewhere can fill the rule's text anew."""

    def as_dict(self) -> dict[str, object]:
        """The finding as it stands in JSON output."""
        return {
            "code": self.code,
            "rule": f"rules/#{self.code.lower()}",
            "severity": self.severity.value,
            "article": self.article,
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "field": self.field,
            "message": self.message.as_dict(),
            "fix": self.fix.as_dict(),
        }


def worst(findings: Iterable[Finding]) -> Verdict:
    """The verdict that follows from all findings; none: accept."""
    return max((finding.verdict for finding in findings), default=Verdict.accept)


def dotted(place: Place) -> str:
    """`("apps", 0, "name")` as `apps[0].name`."""
    text = ""
    for step in place:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reader's refusal: the code of a rule, a place in the text (from 1), and the words for the rule's sentence."""

    code: str
    line: int
    column: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule's complaint about a readable file: the code, the value concerned (or its key), the words for the sentence.

    `at` is line and column of what has no place among the values: a comment.
    """

    code: str
    place: Place
    values: dict[str, str]
    on_key: bool = False
    at: tuple[int, int] | None = None
