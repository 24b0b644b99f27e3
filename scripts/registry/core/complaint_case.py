"""From a complaint that was upheld to the draft of an enforcement case (Art. 24), for the authority to complete.

The draft holds the category and a digest, and no word of the complainant: what goes into git cannot be taken out again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

from registry.core import paths
from registry.core.case import BreachFound, EnforcementCase
from registry.core.codes import CaseState, Code
from registry.core.complaint import Complaint, ComplaintState, decided_on
from registry.core.filing import UnitReference


class NoDraft(Code):
    """Why the bot drafts no case of an upheld complaint."""

    no_unit = "no_unit", "找不到涉事单位的备案", "the filing of the unit concerned is not there"
    same_day = (
        "same_day",
        "该单位同日已有案件，请把本投诉的违规情形补入该案",
        "the unit has a case of the same day: add the breach of this complaint there",
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """A case as a file."""

    path: str
    case: EnforcementCase


def branch(number: int) -> str:
    """The branch of the draft that the complaint in an issue led to."""
    return f"complaint-case/{number}"


def draft(complaint: Complaint, taken: Collection[str]) -> Draft | NoDraft | None:
    """The draft of an upheld complaint; None for any other. `taken` are paths of cases that are there or drafted already."""
    subject, category, day = complaint.subject, complaint.category, decided_on(complaint)
    if complaint.state is not ComplaintState.upheld or category is None or day is None:
        return None
    if subject is None or not subject.unit:
        return NoDraft.no_unit
    path = paths.case_path(subject.authority.partition("/")[0], subject.uscc, day.isoformat())
    if path in taken:
        return NoDraft.same_day
    issue = complaint.facts.issue
    digest = sha256(f"{issue.title}\n{issue.body}".encode("utf-8", "surrogatepass")).hexdigest()
    description = f"经投诉举报查证属实：{category.label.zh}(投诉第{issue.number}号)"
    breach = BreachFound(category=category, description=description, evidence_sha256=digest)
    if complaint.private:  # not even a digest of personal data goes into git
        breach = BreachFound(category=category, description=description)
    case = EnforcementCase(
        schema="enforcement-case/v1",
        unit=UnitReference(name=subject.unit, uscc=subject.uscc),
        numbers=(subject.number,) if subject.number else (),
        opened_on=day.isoformat(),
        state=CaseState.alleged,
        breaches=(breach,),
    )
    return Draft(path, case)
