"""Open submissions as data: what the forge knows of requests that are on their way, for the public site and for reports.

Facts about units alone: nothing of who opened, reviewed or commented. Names come from filings that the models accept; everything
is bounded, and what does not fit the model is refused as a whole: the site then says that nothing was brought.
"""

from typing import Annotated, Literal

from pydantic import Field, ValidationError

from registry.core.codes import Code
from registry.core.fields import Day, ItemId, Many, Maybe, Name, Record, Uscc, words
from registry.core.ledger import INSTANT, REPOSITORY_PATH
from registry.core.problem import Problem
from registry.core.submission import Stage, Turns
from registry.core.text import shown
from registry.core.verdict import AUTHORITY_PATH, RequestKind

LARGEST = 32 * 1024 * 1024
"""Bytes of a file: some 50,000 submissions."""
MOST = 50_000

_Number = Annotated[int, Field(ge=1, le=999_999_999)]
_Count = Annotated[int, Field(ge=0, le=1_000_000)]
_Authority = Annotated[str, Field(pattern=AUTHORITY_PATH)]


class Ending(Code):
    """How a submission ended without a filing."""

    abandoned = "abandoned", "视为放弃备案", "Deemed abandoned"
    rejected = "rejected", "不予受理", "Rejected"
    withdrawn_before = "withdrawn_before", "提交人撤回", "Taken back by the submitter"
    closed = "closed", "已关闭", "Closed"


class OpenSubmission(Record):
    """One request that is open. `unit`, `uscc` and `apps` as filed; absent where the filing cannot be read, or there are many."""

    pull_request: _Number = words("合并请求", "Pull request")
    kind: RequestKind = words("类别", "Kind", strict=False)
    changes_existing: bool = words("是否变更已有备案", "Whether it changes what is filed already")
    authority: _Authority = words("须由其决定的主管部门", "Authority that decides")
    path: Maybe[Annotated[str, Field(pattern=REPOSITORY_PATH, max_length=120)]] = words(
        "文件", "File", default=None
    )
    filings: Annotated[int, Field(ge=0, le=10_000)] = words("备案份数", "Filings in it")
    unit: Maybe[Name] = words("单位", "Unit", default=None)
    uscc: Maybe[Uscc] = words("统一社会信用代码", "Unified social credit code", default=None)
    items: Annotated[Many[ItemId], Field(max_length=200)] = words(
        "涉及的应用或使用编号", "Apps or uses touched", default=()
    )
    apps: Annotated[Many[Name], Field(max_length=200)] = words("涉及的应用", "Names of the apps", default=())
    stage: Stage = words("阶段", "Stage", strict=False)
    turn: Turns = words("轮到谁", "Whose turn", strict=False)
    opened_on: Day = words("提出日期", "Opened on")
    submitted_on: Maybe[Day] = words("提交日期", "Submitted on", default=None)
    due: Maybe[Day] = words("期限", "Last day", default=None)
    provisional: bool = words("期限是否暂定", "Whether the last day is provisional", default=False)


class ClosedSubmission(Record):
    """One request that ended without a filing."""

    pull_request: _Number = words("合并请求", "Pull request")
    kind: RequestKind = words("类别", "Kind", strict=False)
    authority: _Authority = words("主管部门", "Authority")
    closed_on: Day = words("结束日期", "Closed on")
    how: Ending = words("如何结束", "How it ended", strict=False)


class ComplaintMonth(Record):
    """Complaints received in a month in the remit of an authority: counts, never who or what."""

    month: Annotated[str, Field(pattern="^20[0-9]{2}-(0[1-9]|1[0-2])$")] = words("月份", "Month")
    authority: _Authority = words("主管部门", "Authority")
    alleged: _Count = words("尚未认定", "Not decided")
    upheld: _Count = words("认定属实", "Upheld")
    unfounded: _Count = words("认定不属实", "Unfounded")


class Queue(Record):
    """The whole file."""

    schema_: Annotated[Literal["queue/v1"], words("格式", "Format")] = Field(alias="schema")
    as_of: Annotated[str, Field(pattern=INSTANT)] = words("截至时刻", "As of")
    closed_since: Day = words("已结束申请的起始日期", "First day that the closed ones cover")
    left_out: Annotated[int, Field(ge=0, le=1_000_000)] = words(
        "未能读取的合并请求数", "Requests that could not be read", default=0
    )
    submissions: Annotated[Many[OpenSubmission], Field(max_length=MOST)] = words(
        "办理中的申请", "Open submissions"
    )
    closed: Annotated[Many[ClosedSubmission], Field(max_length=MOST)] = words(
        "已结束的申请", "Closed submissions"
    )
    complaints: Maybe[Annotated[Many[ComplaintMonth], Field(max_length=MOST)]] = words(
        "投诉数", "Complaints; absent: not counted", default=None
    )


def as_json(queue: Queue) -> str:
    """As a file: ASCII only, so that nothing in it acts in a log or a terminal."""
    return queue.model_dump_json(by_alias=True, exclude_none=True, ensure_ascii=True, indent=1) + "\n"


def parse(content: bytes) -> Queue:
    """A queue from its file. Raises Problem for whatever the model does not allow, and for a file that is too large."""
    if len(content) > LARGEST:
        raise Problem(f"the queue has {len(content)} bytes, more than {LARGEST}")
    try:
        found = Queue.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise Problem(f"no queue of this registry: {shown(place, 80)}: {shown(first['msg'], 120)}") from None
    numbers = [one.pull_request for one in found.submissions] + [one.pull_request for one in found.closed]
    if len(set(numbers)) != len(numbers):
        raise Problem("no queue of this registry: a request stands there twice")
    return found
