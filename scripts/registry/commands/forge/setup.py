"""`registry forge init` and `registry forge check`: how a repository on the forge should be, what it is like, and what `--apply` mends.

Labels are made. Teams, branch rules, environments, variables and the app are a person's: a token that may change those could also
take away what protects the registry, so the registry never asks for one.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from registry.adapters.forge import NOT_PROVABLE, Forge, ForgeReads, Missing, Refused
from registry.adapters.load import load_authorities
from registry.adapters.source import SourceError, WorkTree
from registry.commands.forge import watchdog
from registry.core import complaint, issue_course, issue_filing
from registry.core.complaint import ComplaintState
from registry.core.finding import Verdict
from registry.core.forge import Label
from registry.core.forge_setup import BY_HAND, Item, Live, Match, compare, wanted_labels
from registry.render import notices

BRANCH = "main"
_MARKS = {Match.right: "✓", Match.differs: "✗", Match.unknown: "?"}
T = TypeVar("T")


def labels() -> tuple[Label, ...]:
    """Every label that the registry uses, but for those of single authorities, which it makes when it needs them.

    GitHub leaves out a label of an issue form that is not there, so these must come first.
    """
    return (*wanted_labels(), *_FILINGS, *_COMPLAINTS, *_NOTICES, watchdog.LABEL)


_FILINGS = (
    Label(issue_filing.LABEL, "1d76db", "备案 A filing in an issue"),
    *(
        Label(f"{issue_course.LABELS}{state.value}", "c5def5", f"{state.label.zh} {state.label.en}")
        for state in issue_course.IssueState
    ),
)
_COMPLAINTS = (
    Label("complaint", "5319e7", "投诉举报 A complaint"),
    *(
        Label(f"{complaint.LABELS}{state.value}", "c5def5", f"{state.label.zh} {state.label.en}")
        for state in ComplaintState
    ),
    Label(f"{complaint.LABELS}late", "b60205", "已逾期 Overdue"),
    Label(f"{complaint.LABELS}personal-data", "b60205", "含个人信息 Holds personal data"),
)
_NOTICES = (
    Label(notices.LABEL, "0075ca", "通知 A notice"),
    Label(notices.LATE, "b60205", "已逾期 Overdue"),
)


def check(root: Path, forge: ForgeReads) -> tuple[Item, ...]:
    """The repository compared with what it should be. Raises ForgeProblem, SourceError."""
    authorities, problems = load_authorities(WorkTree(root))
    if problems:
        raise SourceError(f"{problems[0][0]}: {problems[0][1]}")
    live = Live(
        forge.repository(),
        forge.labels(),
        _seen(forge.teams),
        _seen(lambda: forge.branch_rules(BRANCH)),
        _seen(lambda: forge.codeowners_errors(BRANCH)),
    )
    return compare(live, labels(), authorities)


def init(root: Path, forge: Forge, *, apply: bool) -> tuple[Item, ...]:
    """The same; with `apply` the labels are made first. Running it again changes nothing. Raises ForgeProblem, SourceError."""
    found = check(root, forge)
    if not apply:
        return found
    for item in found:
        if item.label is not None:
            forge.put_label(item.label)
    return check(root, forge)


def verdict(items: Sequence[Item]) -> Verdict:
    """Reject if something differs; refer to a person if something could not be seen."""
    matches = {item.match for item in items}
    if Match.differs in matches:
        return Verdict.reject
    return Verdict.refer if Match.unknown in matches else Verdict.accept


def as_text(items: Sequence[Item], language: str, *, all_labels: bool = False) -> str:
    """For people: what is right in one line each, labels that are right counted, then what to look at by hand."""
    rows = []
    quiet = [item for item in items if item.match is Match.right and item.subject.en.startswith("Label ")]
    for item in items:
        if all_labels or item not in quiet:
            rows.append(f"{_MARKS[item.match]} {item.subject.in_language(language)}")
            if item.do is not None:
                rows.append(f"    → {item.do.in_language(language)}")
    if quiet and not all_labels:
        rows.append(f"✓ {len(quiet)} {'个标签' if language == 'zh' else 'labels'}")
    rows.append("")
    rows.append(
        "须人工查看(docs/forge.md)：" if language == "zh" else "To be looked at by a person (docs/forge.md):"
    )
    rows += [f"  · {text.in_language(language)}" for text in (*BY_HAND, *NOT_PROVABLE)]
    return "".join(f"{row}\n" for row in rows)


def _seen(ask: Callable[[], T]) -> T | None:
    """The answer, or None where the token may not see it."""
    try:
        return ask()
    except (Missing, Refused):
        return None
