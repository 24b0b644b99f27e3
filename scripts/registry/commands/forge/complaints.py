"""`registry forge complaints`: read every complaint, compute where it stands, and bring its issue to what it should be.

Without `apply` nothing is written, and the plan is told. A repeat changes nothing; a run that ends anywhere is made good by the next.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from registry.adapters import surroundings, switches
from registry.adapters.forge import Forge, ForgeReads, Missing
from registry.adapters.git import GitTree, Repository
from registry.adapters.yaml_writer import to_yaml
from registry.commands.forge.pen import Pen
from registry.core.authority import MINISTRY, Authority, bureau_name
from registry.core.clock import Calendar
from registry.core.complaint import (  # fmt: skip
    LABELS,
    UNDECIDED,
    Complaint,
    ComplaintState,
    Facts,
    Word,
    commands,
    is_complaint,
    judge,
    labels,
)
from registry.core.complaint_case import NoDraft, branch, draft
from registry.core.complaint_form import read
from registry.core.complaint_subject import find
from registry.core.forge import Account, Comment, Issue, State
from registry.core.issue_filing import is_filing
from registry.core.lookup import Lookup
from registry.core.problem import Problem
from registry.core.text import Text
from registry.core.working_days import AnnouncedDays
from registry.render import complaint_comment
from registry.render.complaint_comment import Case

LOOKED_BACK = timedelta(days=60)
"""Closed issues without any change for so long are left alone: they cannot be the first of a complaint that comes now."""

_NO_AUTHORITY = Text("主管部门(待确定)", "the competent authority (to be found)")
_DRAFT_TITLE = Text("处理案件草稿：投诉 #{number}", "Draft of an enforcement case: complaint #{number}")
_DRAFT_BODY = Text(
    "投诉 #{number} 经主管部门认定属实。本草稿只含事项和材料摘要，不含投诉人的文字；请补充责令整改的文号、日期和期限，再转为正式合并请求。",
    "Complaint #{number} was upheld by the authority. This draft holds the matter and a digest, and no word of the complainant; add the "
    "demand to rectify with its document, date and limit, then mark it ready.",
)
_TAKEN_BACK = Text(
    "主管部门已更正对投诉 #{number} 的认定，本草稿关闭。",
    "The authority has corrected its finding on complaint #{number}; this draft is closed.",
)


def complaints(root: Path, forge: Forge, now: datetime, issue: int | None = None, *, apply: bool = False) -> list[str]:  # fmt: skip
    """What was done, or with `apply` off would be, a line each. Raises Problem, ForgeProblem among them."""
    repository = Repository(root)
    with GitTree(repository, repository.commit("HEAD")) as tree:
        lookup = surroundings.of_commit(tree).lookup
        pen = Pen(forge, switches.load(tree), apply=apply)
        found = _judged(forge, lookup, now, AnnouncedDays(), issue)
        if issue is not None and all(one.number != issue for one in found):
            return [f"#{issue}: no complaint 不是投诉"]
        taken: set[str] = set()
        for complaint in found:
            mine = issue in (None, complaint.number)
            for comment_id in complaint.to_hide if mine else ():
                pen.hide(complaint.number, comment_id)  # before all else: everybody can read it
            case = _case(pen, complaint, tree, taken, act=mine)
            if mine:
                _settle(pen, complaint, lookup.authorities, case)
    return pen.lines


def all_complaints(root: Path, forge: ForgeReads, now: datetime) -> tuple[Complaint, ...]:
    """Every complaint there ever was, for counting."""
    repository = Repository(root)
    with GitTree(repository, repository.commit("HEAD")) as tree:
        lookup = surroundings.of_commit(tree).lookup
        return judge(
            [_in_full(forge, lookup, facts) for facts in _typed(forge, lookup, forge.issues(None))],
            AnnouncedDays(),
            now,
            forge.bot_id,
        )


def _judged(forge: ForgeReads, lookup: Lookup, now: datetime, calendar: Calendar, only: int | None) -> tuple[Complaint, ...]:  # fmt: skip
    issues = {one.number: one for one in (*forge.issues(State.open), *forge.issues(None, since=now - LOOKED_BACK))}  # fmt: skip
    if only is not None and only not in issues:
        try:
            issues[only] = forge.issue(only)
        except Missing as error:
            raise Problem(f"there is no issue #{only}") from error
    facts = _typed(forge, lookup, issues.values())
    if only is not None:
        # One issue: of the others only those about the same unit can matter.
        facts = [_in_full(forge, lookup, one) if one.issue.number == only else one for one in facts]
        mine = next((one for one in facts if one.issue.number == only), None)
        unit = mine.found.subject.uscc if mine and mine.found.subject else None
        facts = [one for one in facts if one is mine or (one.found.subject and one.found.subject.uscc == unit)]  # fmt: skip
        facts = [one if one is mine else _in_full(forge, lookup, one) for one in facts]
    else:
        facts = [_in_full(forge, lookup, one) for one in facts]
    return judge(facts, calendar, now, forge.bot_id)


def _typed(forge: ForgeReads, lookup: Lookup, issues: Iterable[Issue]) -> list[Facts]:
    """Complaints among issues, by their own text alone."""
    found = []
    for issue in issues:
        if is_filing(issue, forge.bot_id):
            continue
        typed = read(issue.title, issue.body)
        if is_complaint(issue, typed, forge.bot_id):
            found.append(Facts(issue, (), (), typed, find(typed, lookup)))
    return found


def _in_full(forge: ForgeReads, lookup: Lookup, facts: Facts) -> Facts:
    """With comments, what the complainant added in them, the timeline, and who of the commenters may speak for the authority."""
    issue = facts.issue
    comments = forge.comments(issue.number)
    added = [comment.body for comment in comments if issue.author and comment.author and comment.author.id == issue.author.id]  # fmt: skip
    typed = read(issue.title, issue.body, added)
    found = find(typed, lookup)
    folder = found.subject.authority if found.subject else MINISTRY
    speakers = _speakers(forge, lookup.authorities, folder, comments)
    timeline = forge.timeline(issue.number)
    return replace(facts, comments=comments, timeline=timeline, typed=typed, found=found, speakers=speakers)


def _speakers(
    forge: ForgeReads, authorities: Mapping[str, Authority], folder: str, comments: Sequence[Comment]
) -> frozenset[int]:
    """Of those who gave a command, the accounts that speak for an authority, or for the nearest one above that has anybody."""
    said = {comment.author.id: comment.author for comment, _, __ in commands(comments) if comment.author and not comment.author.is_bot}  # fmt: skip
    if not said:
        return frozenset()
    while True:
        slug, *codes = folder.split("/")
        authority = authorities.get(slug)
        officers = frozenset(authority.officers) if authority and not codes else frozenset()
        members = _members(forge, authority.team_at(tuple(codes))) if authority else ()
        if officers or members or folder == MINISTRY:
            writing = {one.id for one in members if one.id in said and forge.permission_of(one).may_write}
            return frozenset(said) & (officers | writing)
        folder = folder.rpartition("/")[0] or MINISTRY


def _members(forge: ForgeReads, team: str) -> tuple[Account, ...]:
    try:
        return forge.team_members(team.rpartition("/")[2])
    except Missing:
        return ()


def _case(pen: Pen, complaint: Complaint, tree: GitTree, taken: set[str], *, act: bool) -> Case | None:
    """The draft of an upheld complaint, made if `act` and it is not there; `taken` collects the paths of drafts."""
    name = branch(complaint.number)
    upheld = complaint.state is ComplaintState.upheld
    if not upheld and not any(said.word is Word.uphold and said.ignored is None for said in complaint.said):
        return None
    here = pen.forge.pull_request_of_branch(name)
    if not upheld:
        if here is not None and act:
            body = _TAKEN_BACK.fill(number=str(complaint.number))
            pen.close_pull_request(here, "taken-back", f"{body.zh}\n\n{body.en}\n")
        return None
    made = draft(complaint, taken)
    if made is None:
        return None
    if isinstance(made, NoDraft):
        return Case(here.number) if here else Case(why_not=made)
    taken.add(made.path)
    if here is not None:
        return Case(here.number)
    if tree.entry(made.path) is not None:
        return Case(why_not=NoDraft.same_day)
    if not act:
        return Case()
    title, body = (text.fill(number=str(complaint.number)) for text in (_DRAFT_TITLE, _DRAFT_BODY))
    content = to_yaml(made.case, made.path).encode()
    return Case(pen.draft(name, {made.path: content}, title.both(), f"{body.zh}\n\n{body.en}\n"))


def _settle(pen: Pen, complaint: Complaint, authorities: Mapping[str, Authority], case: Case | None) -> None:
    """Bring one issue to what it should be; what is final comes last."""
    issue, comments = complaint.facts.issue, complaint.facts.comments
    wanted = labels(complaint)
    pen.labels(issue, wanted, LABELS)
    folder = complaint.subject.authority if complaint.subject else ""
    slug, *codes = folder.split("/")
    authority = authorities.get(slug)
    name = (bureau_name(authority, tuple(codes)) if authority else None) or _NO_AUTHORITY
    team = authority.team_at(tuple(codes)) if authority and complaint.state in UNDECIDED else ""
    hidden = any(comment.hidden for comment in comments)
    body = complaint_comment.comment(complaint, name, team, case, hidden=hidden)
    pen.comment(issue.number, comments, complaint_comment.KEY, body)
    if complaint.may_be_closed:
        pen.close(issue, completed=complaint.state in (ComplaintState.upheld, ComplaintState.unfounded))
