"""Findings as values: their JSON, where they point, and what follows from several of them."""

import pytest

from registry.core.finding import Finding, Place, Severity, Verdict, dotted, worst
from registry.core.text import Text


def finding(verdict: Verdict = Verdict.reject) -> Finding:
    return Finding(
        "A09-1", Severity.error, verdict, "Art. 9", "filings/x.yaml", 3, 5, "systems[0]", Text("缺", "Missing"), Text("补", "Add"),
        {"name": "示例"},
    )  # fmt: skip


def test_a_finding_in_json() -> None:
    """With the anchor of its rule; the words of its sentences stay inside."""
    assert finding().as_dict() == {
        "code": "A09-1", "rule": "rules/#a09-1", "severity": "error", "article": "Art. 9", "path": "filings/x.yaml", "line": 3,
        "column": 5, "field": "systems[0]", "message": {"zh": "缺", "en": "Missing"}, "fix": {"zh": "补", "en": "Add"},
    }  # fmt: skip


def test_the_worst_verdict_wins() -> None:
    """In any order; nothing found is accepted. Each has its exit code."""
    accept, refer, reject = (finding(verdict) for verdict in Verdict)
    assert worst([]) is Verdict.accept
    assert worst([accept, refer]) is Verdict.refer
    assert worst([reject, refer, accept]) is Verdict.reject
    assert [verdict.exit_code for verdict in Verdict] == [0, 3, 1]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ((), ""),
        (("apps",), "apps"),
        (("apps", 0, "name"), "apps[0].name"),
        ((0, "name"), "[0].name"),
        (("apps", 0, 1), "apps[0][1]"),
    ],
)
def test_a_place_is_a_dotted_path(place: Place, text: str) -> None:
    assert dotted(place) == text
