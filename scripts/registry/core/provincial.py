"""Implementing rules of a province (Art. 26) as data: a closed list of what can be made stricter, each with its source.

What a province writes beyond this list is for its reviewers; the program applies what stands here.
"""

from typing import Annotated

from pydantic import Field

from registry.core.codes import OwnClock, RequirableField
from registry.core.fields import Day, Line, Many, Maybe, Record, words
from registry.core.text import Text


class RuleSource(Record):
    """The document that a provincial rule rests on."""

    document: Line = words("文件或做法", "Document or practice")
    issued: Maybe[Day] = words("文件日期", "Date of the document", default=None)
    checked: Day = words(
        "核对日期",
        "Checked on",
        hint=Text("最近一次对照原文的日期。", "When it was last compared with the text."),
    )


class LongerBar(Record):
    """For how long the province's own blacklist bars a unit from filing."""

    months: Annotated[int, Field(ge=1, le=60)] = words("月数", "Months")
    source: RuleSource = words("依据", "Source")


class GreyList(Record):
    """The province keeps a grey list before the blacklist, perhaps with yellow and red cards."""

    cards: bool = words("是否用黄牌、红牌", "Uses yellow and red cards")
    source: RuleSource = words("依据", "Source")


class ShorterClock(Record):
    """A deadline that is shorter than the national one."""

    clock: OwnClock = words("期限", "Deadline", strict=False)
    working_days: Annotated[int, Field(ge=1, le=60)] = words("工作日数", "Working days")
    source: RuleSource = words("依据", "Source")


class RequiredField(Record):
    """A field that the schema leaves open and the province requires, perhaps with a least number."""

    field: RequirableField = words("字段", "Field", strict=False)
    at_least: Maybe[Annotated[int, Field(ge=1, le=20)]] = words("最小值", "At least", default=None)
    source: RuleSource = words("依据", "Source")


class PublishedLists(Record):
    """The months in which the province publishes its lists."""

    months: Annotated[Many[Annotated[int, Field(ge=1, le=12)]], Field(max_length=12)] = words(
        "公布月份", "Months of publication", default=(),
        hint=Text("未规定具体月份的不填。", "Leave it out where no month is set."),
    )  # fmt: skip
    times_a_year: Annotated[int, Field(ge=1, le=12)] = words("每年次数", "Times a year")
    source: RuleSource = words("依据", "Source")


class ProvincialRules(Record):
    """The block `rules` of an authority file."""

    blacklist: Maybe[LongerBar] = words(
        "省级黑名单的限制期限", "Bar of the provincial blacklist", default=None
    )
    grey_list: Maybe[GreyList] = words("灰名单", "Grey list", default=None)
    clocks: Annotated[Many[ShorterClock], Field(max_length=4)] = words(
        "较短的期限", "Shorter deadlines", default=()
    )
    required_fields: Annotated[Many[RequiredField], Field(max_length=6)] = words(
        "另需填写的字段", "Further required fields", default=()
    )
    published_lists: Maybe[PublishedLists] = words("名单公布", "Publication of lists", default=None)
