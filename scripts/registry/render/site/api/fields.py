"""Words for the fields of the answers: they are in the OpenAPI document and on the API pages, and nowhere else."""

from dataclasses import dataclass
from typing import Annotated

from registry.core import codes, formats
from registry.core.authority import Authority
from registry.core.codes import Code
from registry.core.fields import Record
from registry.core.filing import App, BusinessSystem, ProviderUnit
from registry.core.ledger import COMMIT, INSTANT, Event
from registry.core.text import Text

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Told:
    """What a field is, in both languages, and the form of its text: a pattern, or a format of JSON Schema."""

    text: Text
    pattern: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Is:
    """What a value stands for: a code with its labels, or the published fields of a record, and `also` those of an answer."""

    kind: type[Code] | type[Record]
    also: type | None = None


def told(zh: str, en: str, *, pattern: str = "", form: str = "") -> Told:
    """`Told` in one line."""
    return Told(Text(zh, en), pattern, form)


DIGITS = "^[0-9]{7}$"
PATH = "^[a-z0-9A-Z/._-]+$"

Number = Annotated[str, told("备案号", "Filing number", pattern=formats.FILING_NUMBER)]
Digits = Annotated[str, told("备案号的七位数字", "The seven digits of the number", pattern=DIGITS)]
Uscc = Annotated[str, told("统一社会信用代码", "Unified social credit code", pattern=formats.USCC)]
Since = Annotated[str, told("现状态开始的日期", "Day on which the present status began", form="date")]
FiledOn = Annotated[str, told("备案日期", "Day of filing", form="date")]
Package = Annotated[str, told("安卓包名", "Android package name")]
Bundle = Annotated[str, told("iOS Bundle ID", "iOS bundle id")]
MiniProgram = Annotated[str, told("微信小程序 AppID", "WeChat mini program AppID")]
Name = Annotated[str, told("应用名称", "Name of the app")]
UnitName = Annotated[str, told("单位名称", "Name of the unit")]
Demonstration = Annotated[bool, told("是否为虚构的示例数据", "Whether it is fictional demonstration data")]
Page = Annotated[
    str, told("网页地址，相对于本站根目录", "Address of the page, relative to the site's root", pattern=PATH)
]
Source = Annotated[
    str, told("仓库中的文件", "File in the repository", pattern="^(filings|blacklist)/[a-z0-9A-Z/-]+\\.yaml$")
]
Total = Annotated[int, told("数量", "How many")]
Status = Annotated[dict[str, str], Is(codes.ProviderStatus), told("备案状态", "Status of the filing")]
EventCode = Annotated[dict[str, str], Is(codes.EventKind), told("事项", "What was decided")]
Filer = Annotated[dict[str, str], Is(codes.Filer), told("备案人", "Who files")]
AppFields = Annotated[Json, Is(App), told("应用", "The app as filed")]
SystemFields = Annotated[Json, Is(BusinessSystem), told("业务系统", "The business system as filed")]
UnitFields = Annotated[Json, Is(ProviderUnit), told("单位", "The unit as filed")]
AuthorityFields = Annotated[Json, Is(Authority), told("主管部门", "The authority")]
EventFields = Annotated[Json, Is(Event)]
Instant = Annotated[str, told("时刻(北京时间)", "Instant, at +08:00", pattern=INSTANT)]
Commit = Annotated[str, told("提交", "Commit", pattern=COMMIT)]
Day = Annotated[str, told("日期", "Day", form="date")]
Slug = Annotated[str, told("主管部门代号", "Slug of the authority", pattern=formats.SLUG)]
Zh = Annotated[str, told("中文", "Chinese")]
En = Annotated[str, told("英文", "English")]
