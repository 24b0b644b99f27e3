"""The judge's verdict on a pull request, as the one thing that passes from reading a stranger's files to speaking about them.

The judge reads hostile input and may write nothing; who speaks may write and reads only this, checked against the model. So it
holds no sentences of a stranger to be repeated as they are: a finding is the code of a rule and the words for it, and the rule's
own text is taken from the main branch.
"""

import json
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from registry.core.codes import Code
from registry.core.fields import Many, Maybe, Record, words
from registry.core.finding import Verdict
from registry.core.ledger import COMMIT
from registry.core.problem import Problem
from registry.core.text import shown

MOST_FINDINGS = 60
MOST_LINES = 200
MOST_COMMITS = 50
LARGEST = 60_000
"""Bytes of a verdict's file (product rule): what a comment can show, and less than any limit on the way."""
LONGEST_TEXT = 30_000
"""Characters of a filing's text that a verdict takes along: longer ones do not fit an address either."""
_LONGEST_WORD = 200
_LONGEST_LINE = 400

_Word = Annotated[str, Field(max_length=_LONGEST_WORD)]
_Path = Annotated[str, Field(max_length=400)]
_Count = Annotated[int, Field(ge=0, le=1_000_000)]
_Commit = Annotated[str, Field(pattern=COMMIT)]
AUTHORITY_PATH = "^[a-z]{2,20}(/[1-6][0-9]{5}){0,2}$"


class RequestKind(Code):
    """What a pull request submits, by the folders that it touches."""

    provider = "provider", "提供者备案", "provider filing"
    user = "user", "使用者备案", "user filing"
    batch = "batch", "使用者备案批量确认", "batch of user filings"
    authority = "authority", "主管部门文件", "files of an authority"
    other = "other", "不含备案文件", "no filing"


class Result(Code):
    """What follows, as `registry.core.finding.Verdict` says it."""

    accept = "accept", "通过", "accepted"
    refer = "refer", "需人工判断", "a person must decide"
    reject = "reject", "不通过", "rejected"

    @property
    def verdict(self) -> Verdict:
        """The same as a `Verdict`."""
        return Verdict[self.value]


class Found(Record):
    """One finding: a rule's code, the place, and the words that its sentences have places for."""

    code: Annotated[str, Field(pattern="^[A-Z][0-9]{2}(-[0-9]{1,2})?$")] = words(
        "规则编号", "Code of the rule"
    )
    path: _Path = words("文件", "File; empty: the whole request")
    line: Annotated[int, Field(ge=1, le=1_000_000)] = words("行", "Line")
    column: Annotated[int, Field(ge=1, le=1_000_000)] = words("列", "Column")
    field: _Word = words("字段", "Field")
    values: Annotated[dict[Annotated[str, Field(pattern="^[a-z_]{1,40}$")], _Word], Field(max_length=16)] = (
        words("填入句中的词语", "Words for the rule's sentences")
    )
    correction: Maybe[Annotated[str, Field(max_length=_LONGEST_LINE)]] = words(
        "可直接粘贴的更正", "The line as it should be, ready to paste", default=None
    )


class Line(Record):
    """One line on what changed, in words, with how far in it stands."""

    depth: Annotated[int, Field(ge=0, le=20)] = words("缩进", "Depth")
    zh: Annotated[str, Field(max_length=_LONGEST_LINE)] = words("中文", "Chinese")
    en: Annotated[str, Field(max_length=_LONGEST_LINE)] = words("英文", "English")


class CommitContent(Record):
    """A commit of the request and a digest of the data that it submits: equal digests submit the same."""

    sha: _Commit = words("提交", "Commit")
    content: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] = words(
        "内容摘要", "Digest of the submitted data"
    )


class SubmittedFile(Record):
    """The one filing that is submitted, for a link that opens it in the form. Its text is a stranger's: it is packed, never shown."""

    path: _Path = words("文件", "File")
    text: Annotated[str, Field(max_length=LONGEST_TEXT)] = words("内容", "Content")


class ForgeVerdict(Record):
    """The whole of it."""

    schema_: Annotated[Literal["forge-verdict/v1"], words("格式", "Format")] = Field(alias="schema")
    pull_request: Annotated[int, Field(ge=1)] = words("合并请求", "Pull request")
    head: _Commit = words("所判断的提交", "Commit that was judged")
    base: _Commit = words("所依据的主线提交", "Commit of the main branch by which it was judged")
    kind: RequestKind = words("类别", "Kind", strict=False)
    changes_existing: bool = words(
        "是否变更已有备案", "Whether it changes what is on the main branch already"
    )
    authorities: Annotated[Many[Annotated[str, Field(pattern=AUTHORITY_PATH)]], Field(max_length=20)] = words(
        "须由其决定的主管部门", "Authorities that decide, by folder"
    )
    result: Result = words("结论", "Result", strict=False)
    checked: _Count = words("检查的文件数", "Files checked")
    errors: _Count = words("错误数", "Errors")
    warnings: _Count = words("待人工判断数", "Cases for a person")
    notices: _Count = words("提示数", "Notices")
    findings: Annotated[Many[Found], Field(max_length=MOST_FINDINGS)] = words("检查结果", "Findings")
    findings_cut: _Count = words("未列出的检查结果数", "Findings left out", default=0)
    changes: Annotated[Many[Line], Field(max_length=MOST_LINES)] = words("改动", "What changed")
    changes_cut: _Count = words("未列出的改动行数", "Lines on changes left out", default=0)
    commits: Annotated[Many[CommitContent], Field(max_length=MOST_COMMITS)] = words(
        "各提交的内容", "Content of the request's commits, newest first"
    )
    file: Maybe[SubmittedFile] = words(
        "所提交的备案文件",
        "The filing, if it is a single one, short enough and without personal data",
        default=None,
    )

    @property
    def contents(self) -> dict[str, str]:
        """Commit -> digest of what it submits."""
        return {commit.sha: commit.content for commit in self.commits}


def word(text: object) -> str:
    """A stranger's value as short as a verdict holds it."""
    return shown(text, _LONGEST_WORD)


def line(depth: int, zh: str, en: str) -> Line:
    """A line as short as a verdict holds it."""
    return Line(depth=min(depth, 20), zh=shown(zh, _LONGEST_LINE), en=shown(en, _LONGEST_LINE))


def fitted(verdict: ForgeVerdict) -> ForgeVerdict:
    """The same within LARGEST: first the file is left out, then lines on changes, from the end, then findings; the counts tell."""
    if verdict.file is not None and len(as_json(verdict)) > LARGEST:
        verdict = verdict.model_copy(update={"file": None})
    while len(as_json(verdict)) > LARGEST and (verdict.changes or verdict.findings):
        if verdict.changes:
            kept = len(verdict.changes) // 2
            cut = verdict.changes_cut + len(verdict.changes) - kept
            verdict = verdict.model_copy(update={"changes": verdict.changes[:kept], "changes_cut": cut})
        else:
            kept = len(verdict.findings) * 3 // 4
            cut = verdict.findings_cut + len(verdict.findings) - kept
            verdict = verdict.model_copy(update={"findings": verdict.findings[:kept], "findings_cut": cut})
    return verdict


def as_json(verdict: ForgeVerdict) -> str:
    """As a file: ASCII only and without `##[`, so that no log can be steered by it."""
    values = verdict.model_dump(by_alias=True, exclude_none=True)
    text = json.dumps(values, separators=(",", ":"))  # ASCII, unless told otherwise
    return text.replace("##[", "#\\u0023[") + "\n"


def parse(content: bytes) -> ForgeVerdict:
    """A verdict from its file. Raises Problem for whatever the model does not allow, and for a file that is too large."""
    if len(content) > LARGEST:
        raise Problem(f"the verdict has {len(content)} bytes, more than {LARGEST}")
    try:
        return ForgeVerdict.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise Problem(
            f"no verdict of this registry: {shown(place, 80)}: {shown(first['msg'], 120)}"
        ) from None
