"""`registry forge filings`: filings that were pasted into issues become pull requests, and each issue says where its filing stands.

Nothing of an issue is ever run or used as a name: its text becomes one file, whose path follows from the content by a fixed grammar, and
is judged as a commit that only this clone has. What the check refuses stays in the issue, since nothing can be taken out of git again.
Without `apply` nothing is written, and the plan is told. A repeat changes nothing; a run that ends anywhere is made good by the next.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from registry.adapters import records, switches
from registry.adapters.forge import Forge, Missing
from registry.adapters.git import GitTree, Repository
from registry.adapters.git_remote import Remote
from registry.adapters.git_trial import trial_commit
from registry.adapters.load import load_authorities
from registry.commands.forge import spoken
from registry.commands.forge.act import Outcome
from registry.commands.forge.desk import GitDesk, RecentMerge
from registry.commands.forge.judge import judge
from registry.commands.forge.pen import Pen
from registry.core import paths
from registry.core.authority import Authority, bureau_name
from registry.core.clock import day_in_shanghai
from registry.core.detection import detect
from registry.core.forge import EventKind, Issue, PullRequest, State
from registry.core.issue_course import LABELS, MOST_NEW, IssueState, course, share
from registry.core.issue_filing import Pasted, branch, is_filing, issue_of, read
from registry.core.problem import Problem
from registry.core.submission import Registered
from registry.core.text import Text, shown
from registry.core.verdict import ForgeVerdict, RequestKind, Result
from registry.render import filing_comment
from registry.render.filing_comment import Told
from registry.render.finding_list import Shown
from registry.rules import personal_data

_NOWHERE = {
    "provider": paths.provider_path("moe", "0" * 18),
    "user": paths.user_path("moe", "0" * 18),
}
"""Where a text stands to be explained that does not say whose it is: no unit has this code."""
_ELSEWHERE = "A10-4"
"""The rule that names another path for a filing of a provincial authority itself."""
_CLOSED = Text(
    "提交人关闭了议题 #{issue}，本合并请求随之关闭，视为撤回；重新打开该议题即为重新提交。",
    "The submitter has closed issue #{issue}, so this request is closed and taken back; opening that issue again submits it anew.",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A text with what the check says of it. `path` None: it does not say whose it is."""

    content: bytes
    path: str | None
    verdict: ForgeVerdict

    @property
    def private(self) -> bool:
        """Whether personal data are found in it, or may be among findings that are not listed."""
        found = any(one.code in personal_data.CODES for one in self.verdict.findings)
        return found or self.verdict.findings_cut > 0

    def told(self) -> ForgeVerdict:
        """The verdict without the place that stands in for one."""
        file = self.verdict.file
        if self.path is not None or file is None:
            return self.verdict
        return self.verdict.model_copy(update={"file": file.model_copy(update={"path": ""})})

    @property
    def may_be_committed(self) -> bool:
        """Whether it may get into git at all, right or wrong."""
        return self.path is not None and not self.private

    @property
    def passes(self) -> bool:
        """Whether the check lets it pass, at least to a person."""
        return self.may_be_committed and self.verdict.result is not Result.reject


def filings(
    root: Path, forge: Forge, now: datetime, issue: int | None = None, *, apply: bool = False, rule_book: Text | None = None, site: str = "",
    remote: str = "origin",
) -> Outcome:  # fmt: skip
    """What was done, or with `apply` off would be, a line each; what went wrong with one issue holds up no other.

    Raises Problem, ForgeProblem among them, if nothing could be done at all.
    """
    repository = Repository(root)
    # As it is on the forge now: a run that was started earlier must not make a branch that undoes what was merged since.
    base = Remote(repository, remote).fetch("main")
    ledger = GitDesk(root, now, forge.bot_id, remote)
    with GitTree(repository, base) as tree:
        pen = Pen(forge, switches.load(tree), apply=apply)
        authorities, _ = load_authorities(tree)
    desk = _Desk(root, repository, base, day_in_shanghai(now), authorities, ledger, rule_book, site)
    problems: list[str] = []
    open_pulls = {n: pull for pull in forge.open_pull_requests() if (n := issue_of(pull, forge.bot_id))}
    found = {one.number: one for one in forge.issues(State.open) if is_filing(one, forge.bot_id)}
    for number in open_pulls.keys() - found.keys():
        try:
            found[number] = forge.issue(number)
        except Missing:
            problems.append(f"#{open_pulls[number].number}: its issue #{number} is gone; a person closes it")
    if issue is not None:
        if issue not in found:
            return Outcome([f"#{issue}: no open issue with a filing 没有待办的备案议题"])
        found = {issue: found[issue]}
    taken = share(list(found.values()), now)
    work = _Work(pen, desk, open_pulls)
    for one in taken.beyond:
        pen.comment(one.number, forge.comments(one.number), filing_comment.BEYOND, filing_comment.beyond())
    for one in taken.chosen:
        try:
            work.move(one)
        except Problem as error:
            problems.append(f"#{one.number}: {shown(error, 300)}")
    if taken.later:
        pen.lines.append(f"{taken.later} more issues have their turn in a later run")
    return Outcome(pen.lines, problems)


@dataclass(slots=True)
class _Desk:
    """What the main branch says about a text."""

    root: Path
    repository: Repository
    base: str
    today: date
    authorities: Mapping[str, Authority]
    ledger: GitDesk
    rule_book: Text | None
    site: str

    def judge(self, number: int, pasted: Pasted) -> Judged:
        """The verdict on a text as the one file of a request on the main branch. Who submits it is a filer, whoever it is."""
        content = pasted.text.encode("utf-8", "surrogatepass")
        path = _path(pasted.kind, content)
        verdict = self._verdict(number, path or _NOWHERE[pasted.kind], content)
        other = next((f.values.get("right", "") for f in verdict.findings if f.code == _ELSEWHERE), "")
        if other and paths.parse(other) is not None:
            path, verdict = other, self._verdict(number, other, content)
        return Judged(content, path, verdict)

    def _verdict(self, number: int, path: str, content: bytes) -> ForgeVerdict:
        head = trial_commit(self.repository, self.base, {path: content})
        return judge(self.root, number, self.base, head, None, None, self.today)

    def authority(self, path: str) -> Text | None:
        """Who checks what lies at a path."""
        where = paths.parse(path)
        known = self.authorities.get(where.slug) if where else None
        return bureau_name(known, where.divisions) if known and where else None


def _path(kind: str, content: bytes) -> str | None:
    """Where a filing belongs, by what it says itself; None if it cannot be read or the place is none."""
    record = records.parse(kind, content).record
    if record is None:
        return None
    if kind == "provider":
        path = paths.provider_path(record.unit.registration_province, record.unit.uscc)
    else:
        path = paths.user_path(record.institution.competent_authority, record.institution.uscc)
    return path if paths.parse(path) is not None else None


@dataclass(slots=True)
class _Work:
    """One run."""

    pen: Pen
    desk: _Desk
    open_pulls: Mapping[int, PullRequest]
    made: int = 0

    def move(self, issue: Issue) -> None:
        """Bring one issue and its pull request to what they should be."""
        forge = self.pen.forge
        pull = self.open_pulls.get(issue.number) or forge.pull_request_of_branch(branch(issue.number))
        ended = issue.state is State.closed or (pull is not None and pull.state is State.closed)
        given = self._registered(pull) if pull is not None and pull.merged else ()
        events = forge.timeline(issue.number) if ended else ()
        stands = course(issue, events, pull, forge.bot_id, registered=bool(given))
        if stands.reopen and pull is not None and not self.pen.reopen(pull):
            stands = replace(stands, state=IssueState.ended)
        if stands.state is None:
            self._settle(issue, self._from_text(issue, pull))
            return
        told = Told(stands.state, pull.number if pull else None, registered=given)
        if stands.state is not IssueState.submitted:
            self._settle(issue, told)
        if stands.state is IssueState.withdrawn and pull is not None:
            words = _CLOSED.fill(issue=str(issue.number))
            self.pen.close_pull_request(pull, "issue-closed", f"{words.zh}\n\n{words.en}\n")
        if stands.may_close:
            self.pen.close(issue, completed=stands.state is IssueState.registered)

    def _registered(self, pull: PullRequest) -> tuple[Registered, ...]:
        """What the ledger has of a merged request; nothing while the registrar has not come to it."""
        commits = [
            event.commit_id
            for event in self.pen.forge.timeline(pull.number)
            if event.kind is EventKind.merged
        ]
        if not commits or commits[-1] is None:
            return ()
        return self.desk.ledger.registered(RecentMerge(pull.number, commits[-1], f"{commits[-1]}^1"))

    def _from_text(self, issue: Issue, pull: PullRequest | None) -> Told:
        """Read, judge, and let the request hold what the issue says, as far as it may."""
        pasted = read(issue.body)
        beside = tuple(sorted({found.kind for found in detect(f"{issue.title}\n{pasted.around}")}))
        number = pull.number if pull else None
        told = Told(
            IssueState.incomplete, number, pasted.unclear, private=beside, kept=pull is not None, rule_book=self.desk.rule_book
        )  # fmt: skip
        if pasted.unclear is not None:
            return told
        judged = self.desk.judge(issue.number, pasted)
        rejected = judged.verdict.result is Result.reject
        told = replace(
            told,
            state=IssueState.needs_correction if rejected else IssueState.submitted,
            kept=pull is not None and not judged.may_be_committed,
            authority=self.desk.authority(judged.path) if judged.path else None,
        )
        if rejected:
            link = spoken.in_the_form(judged.told(), self.desk.site)
            told = replace(
                told, findings=_shown(judged.verdict), findings_cut=judged.verdict.findings_cut, form=link
            )
        if (
            pull is not None
            and judged.may_be_committed
            and filing_comment.is_other(pull.title, _Words.of(issue, judged).title)
        ):
            return replace(
                told, state=IssueState.needs_correction, kept=True, other=True, authority=None, findings=()
            )
        if pull is not None:
            if judged.may_be_committed and not self._follow(issue, pull, judged):
                told = replace(told, touched=True)
        elif judged.passes:
            made = self._submit(issue, judged)
            told = replace(told, pull=made)
        return told

    def _submit(self, issue: Issue, judged: Judged) -> int | None:
        """A branch with the one file, and a request from it; what a run left half done is finished."""
        if self.made >= MOST_NEW:
            self.pen.lines.append(
                f"#{issue.number}: {MOST_NEW} requests were made in this run; it has its turn in the next"
            )
            return None
        self.made += 1
        name, words = branch(issue.number), _Words.of(issue, judged)
        head = self.pen.forge.branch_head(name)
        files = {words.path: judged.content}
        if head is None:
            self.pen.branch(name, self.desk.base, files, words.message, issue.author)
        elif self.pen.forge.file(words.path, head) != judged.content:
            self.pen.advance(name, head, self.desk.base, files, words.message, issue.author)
        return self.pen.request(name, words.title, words.body)

    def _follow(self, issue: Issue, pull: PullRequest, judged: Judged) -> bool:
        """Let an open request hold what the issue says now. False: others have committed on its branch, and it is left alone."""
        words = _Words.of(issue, judged)
        forge = self.pen.forge
        if forge.file(words.path, pull.head_sha) == judged.content:
            return True
        own = {issue.author.id if issue.author else 0, forge.bot_id}
        if any(who.id not in own for commit in forge.commits(pull.number) for who in commit.writers):
            return False
        files = {words.path: judged.content}
        self.pen.advance(pull.head_ref, pull.head_sha, self.desk.base, files, words.message, issue.author)
        return True

    def _settle(self, issue: Issue, told: Told) -> None:
        """Labels and the one comment."""
        self.pen.labels(issue, (f"{LABELS}{told.state.value}",), LABELS)
        here = self.pen.forge.comments(issue.number)
        self.pen.comment(issue.number, here, filing_comment.KEY, filing_comment.comment(told))


@dataclass(frozen=True, slots=True)
class _Words:
    """What the bot writes about a request: path, title, description, message of the commit."""

    path: str
    title: str
    body: str
    message: str

    @staticmethod
    def of(issue: Issue, judged: Judged) -> "_Words":
        """Raises Problem where there is no path or nobody to submit it."""
        where = paths.parse(judged.path or "")
        if where is None or issue.author is None:
            raise Problem(f"#{issue.number} has no path or no author")
        kind = RequestKind[where.kind].label
        path = judged.path or ""
        return _Words(
            path,
            filing_comment.title(kind, where.uscc, issue.number),
            filing_comment.body(issue.number, issue.author),
            filing_comment.message(kind, where.uscc, issue.number),
        )


def _shown(verdict: ForgeVerdict) -> tuple[Shown, ...]:
    return tuple(Shown(spoken.filled(one, in_markdown=True), one.correction) for one in verdict.findings)
