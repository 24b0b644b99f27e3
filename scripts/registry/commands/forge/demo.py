"""`registry forge demo`: one app's life on a forge, from a filing with a mistake to its revocation, by the commands of the real job.

The forge is one in memory over a bare git repository in a temporary folder; the people are played, everything else is what runs in a real
registry: judge, speak, act, the registrar with its push, complaints, aftermath, publish.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from registry.adapters.forge_in_memory import ForgeInMemory, World
from registry.adapters.forge_in_memory.store import GitStore
from registry.adapters.git import Repository
from registry.adapters.source import WorkTree
from registry.commands import demo, register, registrar
from registry.commands.forge import demo_files as files
from registry.commands.forge.act import Office, act, speak
from registry.commands.forge.aftermath import aftermath
from registry.commands.forge.complaints import complaints
from registry.commands.forge.desk import GitDesk
from registry.commands.forge.filings import filings
from registry.commands.forge.looks import looks
from registry.commands.forge.provenance import ForgeProvenance
from registry.commands.site import publish_commit
from registry.core.clock import SHANGHAI
from registry.core.codes import EventKind
from registry.core.complaint_case import branch as branch_of_case
from registry.core.issue_filing import branch as branch_of_filing
from registry.core.problem import Problem
from registry.core.text import Text
from registry.core.working_days import AnnouncedDays
from registry.render.notices import LABEL

APPS, INSTITUTIONS, SEED = 30, 12, 7
BEGINS = datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI)
Tell = Callable[[Text], None]


class Story:
    """A registry, its forge, and the people. `root` gives authorities, example and the pages of the site."""

    def __init__(self, root: Path, place: Path, tell: Tell, quote: Callable[[str], None]) -> None:
        self._root, self._tell, self._quote = root, tell, quote
        self._place = place
        self._bare, self._clone = place / "forge.git", place / "clone"
        self.world = World(GitStore(self._bare))
        self.world.time = BEGINS
        self.forge = ForgeInMemory(self.world)
        self.filer = self.world.add_user("qiming-edu")
        self.school = self.world.add_user("example-school")
        self.officer = self.world.add_user("officer-zhang")
        self.colleague = self.world.add_user("officer-li", permission="write")
        self.parent = self.world.add_user("a-parent")
        self.world.add_team("beijing", self.colleague)
        self.number = ""

    def prepare(self) -> None:
        """A fictional registry on main, where the officer is listed by the number of the account and may write nothing."""
        folder = self._place / "start"
        count = demo.make(self._root, folder, APPS, INSTITUTIONS, SEED)
        source = WorkTree(folder)
        content = {
            entry.path: source.read(entry)
            for top in ("authorities/", "blacklist/", "filings/", "index/", "ledger/")
            for entry in source.entries(top)
            if entry.regular
        }
        listed = files.with_officer(content[files.AUTHORITY_PATH].decode(), self.officer.id)
        content[files.AUTHORITY_PATH] = listed.encode()
        self.world.commit("refs/heads/main", content, self.world.owner, "Begin with fictional data")
        Repository(self._place).run("clone", "--quiet", str(self._bare), str(self._clone))
        self._write_index()
        self._say(
            f"一个虚构的登记库：{count} 个文件，一个代码平台，五个人。",
            f"A fictional registry of {count} files, a forge, and five people.",
        )

    def _write_index(self) -> None:
        repository = Repository(self._clone)
        head = repository.commit("HEAD")
        index = register.index_of(repository, head, None)
        self.world.commit("refs/heads/main", dict(index), self.world.bot, "Write the index")
        self._update()

    # -- acts

    def a_filing_with_a_mistake(self) -> int:
        """The provider submits; the bot says what is wrong, where, and what to put there."""
        example = (self._root / files.EXAMPLE).read_text(encoding="utf-8")
        if files.FAULT not in example:
            raise Problem(f"{files.EXAMPLE} has lost the mistake that this story is about")
        number = self.world.submit(
            self.filer, {files.FILER_PATH: example.encode()}, title=f"备案：{files.APP}"
        )
        self._say(
            f"企业提交备案(合并请求 #{number})，版本号忘了加引号。",
            f"A company files its app (pull request #{number}); the version lacks its quotation marks.",
        )
        self._judge(number)
        self._comment(number)
        return number

    def the_correction(self, number: int) -> None:
        """It mends the line; the comment, the same one, now says whose turn it is and until when."""
        example = (self._root / files.EXAMPLE).read_text(encoding="utf-8")
        self._later(minutes=20)
        mended = example.replace(files.FAULT, files.MENDED)
        self.world.push(number, {files.FILER_PATH: mended.encode()}, self.filer)
        self._say("企业改好这一行，推送到同一分支。", "It corrects the line and pushes to the same branch.")
        self._judge(number)
        self._comment(number)

    def the_approval(self, number: int) -> None:
        """An officer without write access approves by an ordinary review; the bot counts it and merges; the registrar numbers."""
        self._later(days=2)
        self.world.review(number, self.officer, "APPROVED", "材料齐全，同意备案。")
        can = "没有" if not self.world.may_write(self.officer.id) else "有"
        self._say(f"两天后，北京市的审核人员评审通过(该账号{can}写权限，编号列在 {files.AUTHORITY_PATH})。",
                  f"Two days later an officer of Beijing approves (without write access; the account's number stands in {files.AUTHORITY_PATH}).")  # fmt: skip
        self._act(number)
        self._register()
        self._act(number)
        self._comment(number)

    def a_school_uses_it(self) -> None:
        """A school without git pastes its filing into an issue; the bot makes the pull request, the authority confirms it."""
        self._later(days=1)
        decided = (self.world.time - timedelta(days=3)).date().isoformat()
        text = files.school(self.number, decided, self.world.time.date().isoformat())
        issue = self.world.open_issue(self.school, "[备案] ", files.pasted(text))
        self._say(
            f"一所小学选用该应用，不会用git：把填报页生成的内容粘贴到备案议题(#{issue})。",
            f"A primary school uses the app and knows no git: it pastes what the form wrote into an issue (#{issue}).",
        )
        number = self._filings(issue)
        self._say(
            f"机器人检查通过，以该校名义提交合并请求(#{number})；主管部门确认，议题随之办结。",
            f"The bot checks it and submits pull request #{number} in the school's name; the authority confirms it, and the issue ends with it.",
        )
        self._judge(number)
        self.world.review(number, self.officer, "APPROVED", "确认。")
        self._act(number)
        self._register()
        self._filings(issue)
        self._comment(issue)

    def a_complaint(self) -> int:
        """A parent complains by the form; the authority takes it up, looks into it, and finds it true."""
        self._later(days=3)
        body = files.complaint(self.number, self.world.time.date().isoformat())
        issue = self.world.open_issue(self.parent, "[投诉] 练习页面有广告", body)
        self._say(
            f"家长用表单投诉：练习页面弹出广告(#{issue})。",
            f"A parent complains by the form: advertisements in the exercises (#{issue}).",
        )
        self._complaints(issue)
        self._comment(issue)
        self.world.comment(issue, self.officer, "受理")
        self._say("审核人员评论“受理”；两天后查证，评论“属实”。", "The officer comments 受理 (accepted), and two days later 属实 (upheld).")  # fmt: skip
        self._complaints(issue)
        self._later(days=2)
        self.world.comment(issue, self.officer, "属实")
        self._complaints(issue)
        self._comment(issue)
        return issue

    def the_suspension(self, issue: int) -> str:
        """The draft of a case, made by the bot, becomes a demand to rectify; the app is suspended, the school is told. Its path."""
        draft = self.forge.pull_request_of_branch(branch_of_case(issue))
        if draft is None:
            raise Problem("there is no draft of an enforcement case")
        (path,) = [
            change.path
            for change in Repository(self._bare).changes(self.world.head(), draft.head_sha)
            if change.path.startswith("blacklist/")
        ]
        self._later(days=1)
        day = self.world.time.date()
        content = self.world.store.file(draft.head_sha, path) or b""
        text = files.demanding(
            content.decode(), self.number, day.isoformat(), (day + timedelta(days=10)).isoformat()
        )
        self.world.push(draft.number, {path: text.encode()}, self.colleague, "Demand to rectify")
        self.world.set_draft(draft.number, False, self.colleague)
        self._say(
            f"经办人补充机器人起草的处理案件(#{draft.number})：责令十日内整改，应用暂时下线；审核人员评审通过。",
            f"A colleague completes the case that the bot drafted (#{draft.number}): ten days to rectify, the app suspended; the officer approves.",
        )
        self._judge(draft.number)
        self.world.review(draft.number, self.officer, "APPROVED", "同意。")
        self._act(draft.number)
        self._register()
        self._notices()
        return path

    def the_revocation(self, path: str) -> None:
        """Nothing was rectified: the officer submits the decision, a colleague approves; the number is revoked, the school is told."""
        self._later(days=12)
        case = self.world.store.file(self.world.head(), path) or b""
        text = files.deciding(case.decode(), self.number, self.world.time.date().isoformat())
        number = self.world.submit(self.officer, {path: text.encode()}, title="处理决定", branch="decision")
        self._say(
            f"期限已过，广告仍在。审核人员提交处理决定(#{number})：列入名单，撤销备案，六个月内不受理新备案；由另一名人员评审通过，本人不能批准自己的提交。",
            f"The time is over, nothing has changed. The officer submits the decision (#{number}): listed, revoked, barred for six months; "
            "a colleague approves, since nobody approves what he submits himself.",
        )
        self._judge(number)
        self.world.review(number, self.colleague, "APPROVED", "同意。")
        self._act(number)
        self._register()
        self._notices()

    def _notices(self) -> None:
        """Tell the authority which institutions use the app."""
        for line in aftermath(self._clone, self.forge, self.world.time, apply=True):
            self._quote(line)
        notices = [one for one in self.forge.issues(labels=[LABEL]) if self.number in one.title + one.body]
        if not notices:
            raise Problem("nobody was told what happened to the app")
        self._say(f"通知 #{notices[-1].number}：{notices[-1].title}", f"The institutions' authority is told: #{notices[-1].number}.")  # fmt: skip
        self._quote(_chinese(notices[-1].body))

    def publish(self, out: Path) -> Path:
        """The public site; the page of the app."""
        result = publish_commit(self._clone, out)
        self._say(
            f"公示网站：{result.counts['apps']} 个应用，{result.written} 个文件。",
            f"The public site: {result.counts['apps']} apps, {result.written} files.",
        )
        return out

    # -- how

    def _say(self, zh: str, en: str) -> None:
        self._tell(Text(zh, en))

    def _later(self, **length: float) -> None:
        self.world.advance(**length)

    def _update(self) -> None:
        """What the job's checkout does."""
        Repository(self._clone).run("pull", "--quiet", "--ff-only")

    def _office(self) -> tuple[Office, GitDesk]:
        desk = GitDesk(self._clone, self.world.time, self.forge.bot_id)
        office = Office(
            self.forge, AnnouncedDays(), self.world.time, desk.switches, desk.authorities(), looks
        )
        return office, desk

    def _judge(self, number: int) -> None:
        office, desk = self._office()
        verdict = desk.judge(self.forge.pull_request(number))
        for line in speak(office, verdict, apply=True).lines:
            self._quote(line)

    def _act(self, number: int) -> None:
        office, desk = self._office()
        outcome = act(office, desk, number, apply=True)
        for line in (*outcome.lines, *outcome.problems):
            self._quote(line)
        if outcome.problems:
            raise Problem(outcome.problems[0])
        self._update()

    def _filings(self, issue: int) -> int:
        """Move a filing in an issue; the number of its pull request."""
        outcome = filings(self._clone, self.forge, self.world.time, issue, apply=True)
        for line in (*outcome.lines, *outcome.problems):
            self._quote(line)
        made = self.forge.pull_request_of_branch(branch_of_filing(issue))
        if made is None or outcome.problems:
            raise Problem("no pull request was made of the issue")
        return made.number

    def _complaints(self, issue: int) -> None:
        for line in complaints(self._clone, self.forge, self.world.time, issue, apply=True):
            self._quote(line)

    def _register(self) -> None:
        self._later(minutes=1)
        _, desk = self._office()
        source = ForgeProvenance(self.forge, desk.authorities(), contents=desk.contents)
        done = registrar.run(self._clone, lambda: self.world.time, lambda _: None, source=source)
        if done.planned.held or not done.planned.events:
            raise Problem("what was merged was not registered")
        for event, _ in done.planned.events:
            self._quote(f"{event.event.label.zh} {event.number or ''} {event.path}".replace("  ", " "))
            if event.event is EventKind.filed and event.number:
                self.number = event.number
                self._say(f"合并后编号：{event.number}", f"Merged, and numbered: {event.number}")

    def _comment(self, number: int) -> None:
        own = [
            each
            for each in self.forge.comments(number)
            if each.author and each.author.id == self.forge.bot_id
        ]
        self._quote(_chinese(own[0].body) if own else "")


def _chinese(body: str) -> str:
    """The part of a comment that stands before the folded English, without marks; what is folded in it stays folded."""
    text = body.partition("<summary>English</summary>")[0].partition("\n---\n")[0]
    shown, folded = [], False
    for line in text.splitlines():
        folded = line.startswith("<details>") or (folded and not line.startswith("</details>"))
        if line.startswith("<summary>"):
            shown.append(f"▸ {line.removeprefix('<summary>').removesuffix('</summary>')}")
        elif not folded and not line.startswith(("<!--", "</details>")):
            shown.append(line)
    return "\n".join(shown).strip()


def tell_story(root: Path, place: Path, out: Path, tell: Tell, quote: Callable[[str], None]) -> Story:
    """The whole of it. `place` is an empty folder, `out` where the site goes. Raises Problem if anything did not come about."""
    story = Story(root, place, tell, quote)
    story.prepare()
    number = story.a_filing_with_a_mistake()
    story.the_correction(number)
    story.the_approval(number)
    story.a_school_uses_it()
    issue = story.a_complaint()
    path = story.the_suspension(issue)
    story.the_revocation(path)
    story.publish(out)
    return story
