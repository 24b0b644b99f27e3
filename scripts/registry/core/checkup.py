"""What can be wrong with a checkout, told from facts about it: what, why it matters, and the command that mends it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from registry.core.detection import Kind, detect
from registry.core.text import Text, shown

OLDEST_PYTHON = (3, 11)
LEAST_ROOM = 1_000_000_000
"""Bytes: a clone, its environment, and one built site."""
_TOLERANCE = timedelta(minutes=5)
_PERSONAL = frozenset({Kind.mailbox, Kind.mobile, Kind.account})


_NOTHING = Text("", "")


class State(StrEnum):
    """How a check came out."""

    good = "good"
    note = "note"
    bad = "bad"


STATE_LABELS = {
    State.good: Text("正常", "ok"),
    State.note: Text("注意", "note"),
    State.bad: Text("问题", "problem"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """A checkout as it is found. Lists are of paths; `events_until` and `now` have their time zones."""

    python: tuple[int, int]
    environment: str
    """`current`, `behind` its lock file, or `missing`."""
    git: str
    """Version of git, "" where there is none."""
    repository: bool
    name: str = ""
    mailbox: str = ""
    branch: str = ""
    shallow: bool = False
    remote: str = ""
    attributes: bool = True
    quotes_paths: bool = False
    hook: bool = False
    registrars: tuple[str, ...] = ()
    """Changed files of ledger/ and index/, which only the registrar writes."""
    filings: tuple[str, ...] = ()
    """Changed filings and cases that are not committed."""
    unformatted: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    indexed: bool = True
    drafts: tuple[str, ...] = ()
    browser: bool = True
    room: int = LEAST_ROOM
    now: datetime | None = None
    events_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One check: what it looks at, how it came out, why that matters, and what mends it (a command, or "")."""

    check: str
    state: State
    found: Text
    why: Text = _NOTHING
    mend: str = ""
    safe: bool = False
    """Whether `--fix` may run the command: it changes settings of this clone alone, and can be undone."""


def diagnose(facts: Facts) -> list[Diagnosis]:
    """All checks, in the order in which they are to be mended."""
    found = [_python(facts), _environment(facts), _git(facts)]
    if facts.git and facts.repository:
        found += [
            _identity(facts), _remote(facts), _history(facts), _line_ends(facts), _quoting(facts), _hook(facts), _registrar(facts),
            _branch(facts), _index(facts),
        ]  # fmt: skip
    return [
        *found,
        _format(facts),
        _rules(facts),
        _drafts(facts),
        _clock(facts),
        _room(facts),
        _browser(facts),
    ]


def _python(facts: Facts) -> Diagnosis:
    version = ".".join(map(str, facts.python))
    found = Text(f"Python {version}", f"Python {version}")
    if facts.python >= OLDEST_PYTHON:
        return Diagnosis("python", State.good, found)
    why = Text("本工具需要 Python 3.11 或更高版本。", "The tool needs Python 3.11 or newer.")
    return Diagnosis("python", State.bad, found, why, "PYTHON=python3.11 ./scripts/serve --help")


def _environment(facts: Facts) -> Diagnosis:
    if facts.environment == "current":
        return Diagnosis(
            "environment", State.good, Text(".venv 与锁定文件一致", ".venv is as its lock file says")
        )
    missing = facts.environment == "missing"
    found = (
        Text("没有 .venv", "there is no .venv")
        if missing
        else Text(".venv 落后于锁定文件", ".venv is behind its lock file")
    )
    why = Text(
        "依赖的版本不同，核对结果可能与别处不同。",
        "With other versions of its packages the tool may judge differently than elsewhere.",
    )
    return Diagnosis(
        "environment", State.note if missing else State.bad, found, why, "./scripts/serve --help"
    )


def _git(facts: Facts) -> Diagnosis:
    if not facts.git:
        why = Text(
            "备案以 git 提交；没有 git 可用网站上的备案表单。",
            "Filings travel by git; without it use the form on the site.",
        )
        return Diagnosis("git", State.bad, Text("没有 git", "there is no git"), why)
    if not facts.repository:
        why = Text(
            "登记簿是一个 git 仓库，请克隆而不是下载压缩包。",
            "The registry is a git repository: clone it instead of downloading an archive.",
        )
        return Diagnosis(
            "git", State.bad, Text("此处不是 git 仓库", "this is no git repository"), why, "git clone …"
        )
    return Diagnosis("git", State.good, Text(facts.git, facts.git))


def _identity(facts: Facts) -> Diagnosis:
    why = Text("每次提交都写明提交人的名称和邮箱，并永远公开；请用单位名称和单位邮箱。",
               "Each commit names its author and mailbox, in public and for good: use those of the unit.")  # fmt: skip
    mend = 'git config user.name "单位名称" && git config user.email service@example.cn'
    if not facts.name or not facts.mailbox:
        return Diagnosis("identity", State.bad, Text("没有设置提交人", "no author is set"), why, mend)
    if any(found.kind in _PERSONAL for found in detect(facts.mailbox)):
        return Diagnosis(
            "identity",
            State.note,
            Text("提交邮箱像是个人邮箱", "the author's mailbox looks like a person's"),
            why,
            mend,
        )
    said = f"{shown(facts.name)} <{shown(facts.mailbox)}>"
    return Diagnosis("identity", State.good, Text(said, said))


def _remote(facts: Facts) -> Diagnosis:
    if facts.remote:
        return Diagnosis("remote", State.good, Text("有远程仓库 origin", "there is a remote origin"))
    why = Text(
        "合并请求须从推送到平台的分支提交。",
        "A pull request comes from a branch that was pushed to the forge.",
    )
    return Diagnosis(
        "remote",
        State.note,
        Text("没有远程仓库 origin", "there is no remote origin"),
        why,
        "git remote add origin …",
    )


def _history(facts: Facts) -> Diagnosis:
    if not facts.shallow:
        return Diagnosis("history", State.good, Text("历史完整", "the history is whole"))
    why = Text(
        "比较分支和核验账本要用到全部历史。", "Comparing branches and verifying the ledger need all of it."
    )
    return Diagnosis(
        "history", State.bad, Text("克隆不含全部历史", "the clone is shallow"), why, "git fetch --unshallow"
    )


def _line_ends(facts: Facts) -> Diagnosis:
    if facts.attributes:
        return Diagnosis(
            "line-ends", State.good, Text("换行由 .gitattributes 规定", "line ends are set by .gitattributes")
        )
    why = Text(
        "Windows 的换行会使每一行都显示为已修改。",
        "Line ends of Windows would make every line a changed one.",
    )
    found = Text(".gitattributes 缺失或未规定换行", ".gitattributes is gone, or sets no line ends")
    return Diagnosis("line-ends", State.bad, found, why, "git checkout origin/main -- .gitattributes")


def _quoting(facts: Facts) -> Diagnosis:
    if not facts.quotes_paths:
        return Diagnosis(
            "names", State.good, Text("中文文件名照原样显示", "Chinese file names are shown as they are")
        )
    why = Text(
        "否则 git 把中文文件名显示为 \\346\\226 一类的转义。",
        "Otherwise git shows Chinese file names as \\346\\226 and the like.",
    )
    found = Text("git 会转义中文文件名", "git escapes Chinese file names")
    return Diagnosis("names", State.note, found, why, "git config core.quotepath off", safe=True)


def _hook(facts: Facts) -> Diagnosis:
    if facts.hook:
        return Diagnosis(
            "hook", State.good, Text("提交前核对已安装", "the check before a commit is installed")
        )
    why = Text(
        "误写的手机号一旦提交就留在历史里。",
        "A phone number that was committed by mistake stays in the history.",
    )
    found = Text("提交前核对未安装", "the check before a commit is not installed")
    return Diagnosis("hook", State.note, found, why, "registry hook install", safe=True)


def _registrar(facts: Facts) -> Diagnosis:
    if not facts.registrars:
        return Diagnosis(
            "registrar", State.good, Text("ledger/ 和 index/ 未被改动", "ledger/ and index/ are untouched")
        )
    why = Text(
        "只有登记程序写这两个目录；改动它们的合并请求会被拒绝。",
        "Only the registrar writes them; a pull request that touches them is refused.",
    )
    return Diagnosis(
        "registrar",
        State.bad,
        _some(facts.registrars, "有改动", "changed"),
        why,
        "git restore --staged --worktree ledger index",
    )


def _branch(facts: Facts) -> Diagnosis:
    name = shown(facts.branch) or "HEAD"
    if facts.filings and facts.branch in ("main", "master", ""):
        why = Text(
            "每份备案从自己的分支提交，main 只由合并改变。",
            "Each filing comes from a branch of its own; main changes by merges alone.",
        )
        found = Text(f"在 {name} 上有未提交的备案", f"there are uncommitted filings on {name}")
        return Diagnosis("branch", State.note, found, why, "git switch -c my-filing")
    return Diagnosis("branch", State.good, Text(f"分支 {name}", f"branch {name}"))


def _index(facts: Facts) -> Diagnosis:
    if facts.indexed:
        return Diagnosis("index", State.good, Text("索引可用", "the index can be used"))
    why = Text(
        "没有可用的索引，每次核对都要读全部备案；由登记程序更新。",
        "Without it each check reads all filings; the registrar brings it up to date.",
    )
    return Diagnosis("index", State.note, Text("索引不可用", "the index cannot be used"), why, "git pull")


def _format(facts: Facts) -> Diagnosis:
    if not facts.unformatted:
        return Diagnosis(
            "format", State.good, Text("所改备案格式规范", "changed filings are in canonical form")
        )
    why = Text(
        "引号、换行或编辑器提示行不规范。",
        "Quotes, line ends, or the line that leads editors to the schema are not as they should be.",
    )
    mend = f"registry fmt {' '.join(facts.unformatted)}"
    return Diagnosis(
        "format", State.bad, _some(facts.unformatted, "格式不规范", "not in canonical form"), why, mend
    )


def _rules(facts: Facts) -> Diagnosis:
    if not facts.rejected:
        return Diagnosis("filings", State.good, Text("所改备案未发现错误", "changed filings have no errors"))
    why = Text("这样提交会被退回。", "Submitted like this they would come back.")
    mend = f"registry validate {' '.join(facts.rejected)}"
    return Diagnosis("filings", State.bad, _some(facts.rejected, "有错误", "with errors"), why, mend)


def _drafts(facts: Facts) -> Diagnosis:
    if not facts.drafts:
        return Diagnosis("drafts", State.good, Text("没有未完成的草稿", "no draft is left"))
    why = Text("草稿不会提交；接着填写即可。", "Drafts are not committed; go on where you stopped.")
    return Diagnosis(
        "drafts", State.note, _some(facts.drafts, "未完成", "unfinished"), why, "registry new provider"
    )


def _clock(facts: Facts) -> Diagnosis:
    if facts.now is None or facts.events_until is None or facts.now + _TOLERANCE >= facts.events_until:
        return Diagnosis(
            "clock", State.good, Text("时钟不早于最后一次登记", "the clock is not before the last decision")
        )
    why = Text(
        "期限按今天计算；时钟慢了，期限就算错。",
        "Time limits are counted from today: with a slow clock they come out wrong.",
    )
    last = facts.events_until.isoformat(timespec="minutes")
    found = Text(f"时钟早于最后一次登记 {last}", f"the clock is before the last decision of {last}")
    return Diagnosis("clock", State.bad, found, why, "timedatectl set-ntp true")


def _room(facts: Facts) -> Diagnosis:
    free = f"{facts.room / 1e9:.1f} GB"
    if facts.room >= LEAST_ROOM:
        return Diagnosis("disk", State.good, Text(f"剩余空间 {free}", f"{free} are free"))
    why = Text("生成网站需要约 1 GB。", "Building the site takes about 1 GB.")
    return Diagnosis("disk", State.note, Text(f"剩余空间只有 {free}", f"only {free} are free"), why)


def _browser(facts: Facts) -> Diagnosis:
    if facts.browser:
        return Diagnosis(
            "browser", State.good, Text("有浏览器供测试使用", "there is a browser for the tests")
        )
    why = Text(
        "只有运行全部测试时需要，./scripts/test 会安装。",
        "Only the tests need one; ./scripts/test installs it.",
    )
    return Diagnosis("browser", State.note, Text("没有浏览器", "there is no browser"), why, "./scripts/test")


def _some(paths: tuple[str, ...], zh: str, en: str) -> Text:
    """The first paths, and how many more there are."""
    first = "、".join(shown(path, 100) for path in paths[:3])
    more = len(paths) - 3
    return Text(
        f"{zh}：{first}" + (f" 等 {len(paths)} 个" if more > 0 else ""),
        f"{en}: {first}" + (f" and {more} more" if more > 0 else ""),
    )
