"""A filing that was pasted into an issue: what the form asks, and how its text is found again in Markdown that anybody may have typed.

The forge writes a form as headings with the answers below, and the file as a fenced block. People edit headings, answer by mail, leave
the fence out or paste two files, so nothing here ever fails: what cannot be read is told by a code, and the filer is asked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from registry.core.codes import Code
from registry.core.complaint_form import TICKED, UNTICKED, folded
from registry.core.forge import Issue, PullRequest
from registry.core.text import Text

LABEL = "filing"
"""That the forms put on."""
BRANCHES = "filing/issue-"
LONGEST = 400_000
"""Characters of a description that are looked at: well above what the forge keeps, and a bound all the same."""


class Field(Code):
    """What the form asks; the labels are its headings."""

    filing = "filing", "备案文件(YAML)", "Filing (YAML)"
    consent = "consent", "提交声明", "Declarations of the filer"


DECLARATIONS = (
    Text("我代表本单位提交，已获授权", "I file for this unit and am authorised to"),
    Text(
        "我知道本议题和备案文件公开且无法彻底删除，其中没有个人信息",
        "I know that this issue and the filing are public and cannot be removed for good; they hold no personal data",
    ),
)
"""All must be ticked."""


class Unclear(Code):
    """Why there is no one text to take."""

    nothing = "nothing", "没有找到备案文件的内容", "there is no text of a filing"
    several = "several", "有多份不同的备案文件", "there are several different filings"
    open_fence = (
        "open_fence",
        "代码块没有结束，或文件内容里有以 ``` 或 ~~~ 开头的行",
        "a code block does not end, or a line of the file begins with ``` or ~~~",
    )
    undeclared = "undeclared", "声明没有全部勾选", "not all declarations are ticked"
    no_kind = (
        "no_kind",
        "没有写明是哪一种备案：应有一行 schema: provider-filing/v1 或 schema: user-filing/v1",
        "it does not say which filing it is: a line schema: provider-filing/v1 or schema: user-filing/v1 is needed",
    )


@dataclass(frozen=True, slots=True)
class Pasted:
    """What an issue holds: the file's text (LF line ends, one at its end) and its kind; or what is unclear about it."""

    text: str = ""
    kind: str = ""
    """`provider` or `user`, as the text itself says."""
    unclear: Unclear | None = None
    around: str = ""
    """What stands outside of the file: nobody asked for it, and personal data may be in it."""


_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+([^\n]{1,120}?)[ \t]*#*[ \t]*")
_FENCE = re.compile(r"( {0,3})(`{3,}|~{3,})([^\n]*)")
_KIND = re.compile(
    r"""^schema[ ]*:[ ]*["']?(provider|user)-filing/v[0-9]{1,3}["']?[ ]*(?:#.*)?$""", re.MULTILINE
)
_LABELS = {folded(label): asked for asked in Field for label in (asked.label.zh, asked.label.en, asked.label.both())}  # fmt: skip
_TITLES = ("[备案]", "【备案】", "[filing]")


@dataclass(slots=True)
class _Part:
    """Lines below a heading (None: before any, or below one that is not the form's): a fenced block, or what is none."""

    asked: Field | None
    fenced: bool
    lines: list[str]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def is_filing(issue: Issue, bot_id: int) -> bool:
    """Whether an issue submits a filing: not the bot's own, and with the form's label, its heading or a title that says so."""
    if issue.author is not None and issue.author.id == bot_id:
        return False
    labels = {label.casefold() for label in issue.labels}
    if "complaint" in labels:
        return False
    if LABEL in labels or issue.title.strip().casefold().startswith(_TITLES):
        return True
    parts, _ = _parts(issue.body)
    return any(part.asked is Field.filing for part in parts)


def branch(number: int) -> str:
    """The branch of the filing in an issue: one for each, whatever becomes of its text."""
    return f"{BRANCHES}{number}"


def issue_of(pull: PullRequest, bot_id: int) -> int | None:
    """The issue that a pull request was made of by the bot; None for any other.

    Only the repository itself holds such branches, and only the bot opens requests from them: a fork's branch of that name is nobody's.
    """
    number = pull.head_ref.removeprefix(BRANCHES)
    ours = not pull.is_fork and pull.author is not None and pull.author.id == bot_id
    if not ours or number == pull.head_ref or not re.fullmatch("[1-9][0-9]{0,8}", number):
        return None
    return int(number)


def read(body: str) -> Pasted:
    """The one filing in a description."""
    parts, closed = _parts(body[:LONGEST])
    around = "\n".join(part.text for part in parts if not part.fenced)
    if not closed:
        return Pasted(unclear=Unclear.open_fence, around=around)
    if not _declared(parts):
        return Pasted(unclear=Unclear.undeclared, around=around)
    found = list(
        dict.fromkeys(_as_file(part.lines) for part in parts if part.fenced and _KIND.search(part.text))
    )
    if not found:
        found = list(dict.fromkeys(_unmarked(parts)))
        around = "\n".join(part.text for part in parts if part.asked is not Field.filing and not part.fenced)
    if not found:
        return Pasted(unclear=Unclear.nothing, around=around)
    if len(found) > 1:
        return Pasted(unclear=Unclear.several, around=around)
    kinds = {match[1] for match in _KIND.finditer(found[0])}
    if len(kinds) != 1:
        return Pasted(unclear=Unclear.several if kinds else Unclear.no_kind, around=around)
    return Pasted(found[0], kinds.pop(), None, around)


def _unmarked(parts: list[_Part]) -> Iterator[str]:
    """Texts that do not say what they are, or stand without a fence: below the form's heading alone."""
    asked = [part for part in parts if part.asked is Field.filing and part.text.strip()]
    fenced = [part for part in asked if part.fenced]
    if fenced:
        yield from (_as_file(part.lines) for part in fenced)
    else:
        yield from (_as_file(part.lines) for part in asked if _KIND.search(part.text))


def _declared(parts: list[_Part]) -> bool:
    text = "\n".join(part.text for part in parts if part.asked is Field.consent and not part.fenced)
    return len(TICKED.findall(text)) >= len(DECLARATIONS) and not UNTICKED.search(text)


def _as_file(lines: list[str]) -> str:
    """Without blank lines around, with one line feed at the end."""
    return "\n".join(lines).strip("\n") + "\n"


def _parts(body: str) -> tuple[list[_Part], bool]:
    """The description in pieces, without what HTML comments hide from readers; and whether its last fence was closed."""
    parts = [_Part(None, fenced=False, lines=[])]
    asked: Field | None = None
    fence, indent, hidden = "", 0, False
    for line in body.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        mark = _FENCE.fullmatch(line) if len(line) < LONGEST_MARK else None
        if fence:
            if mark and mark[2].startswith(fence) and not mark[3].strip():
                fence = ""
                parts.append(_Part(asked, fenced=False, lines=[]))
            else:
                blanks = len(line) - len(line.lstrip(" "))
                parts[-1].lines.append(line[min(indent, blanks) :])
            continue
        line, hidden = _visible(line, hidden)
        if mark and line and (mark[2][0] == "~" or "`" not in mark[3]):
            fence, indent = mark[2], len(mark[1])
            parts.append(_Part(asked, fenced=True, lines=[]))
            continue
        heading = _HEADING.fullmatch(line) if len(line) < LONGEST_MARK else None
        if heading and (found := _LABELS.get(folded(heading[1]))) is not None:
            asked = found
            parts.append(_Part(asked, fenced=False, lines=[]))
            continue
        parts[-1].lines.append(line)
    return parts, not fence


LONGEST_MARK = 1_000
"""Characters: a longer line is neither a heading nor a fence, and the patterns are for short ones."""


def _visible(line: str, hidden: bool) -> tuple[str, bool]:
    """A line without what HTML comments hide, and whether the next one begins within a comment."""
    kept: list[str] = []
    at = 0
    while True:
        if hidden:
            end = line.find("-->", at)
            if end < 0:
                return "".join(kept), True
            at = end + len("-->")
        begin = line.find("<!--", at)
        if begin < 0:
            kept.append(line[at:])
            return "".join(kept), False
        kept.append(line[at:begin])
        at, hidden = begin + len("<!--"), True
