"""Art. 9: the days on the evidence can be true, and the screenshot of the ICP query is not stale when an app is filed."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from dateutil.relativedelta import relativedelta

from registry.core.filing import Icp
from registry.core.finding import Fault, Place, Verdict
from registry.core.lookup import Lookup
from registry.core.text import Text
from registry.rules.catalogue import PRODUCT_RULE, declare
from registry.rules.parts import AppFile, SystemPart, approved_system, statuses, systems

_SERVICE_OF_AN_APP: Final = re.compile("号?-[0-9]+A$")
_YEAR: Final = re.compile("ICP备([0-9]{4})[0-9]{6}号")
_APP_FILING_BEGAN: Final = "2023-09-01"
"""Before it there were no ICP numbers of apps (suffix A)."""
_MONTHS: Final = 12
YEAR_OF_THE_NUMBER: Final = Text("备案号中的年份是{year}年", "the number is of {year}")
NUMBERS_OF_APPS_BEGAN: Final = Text(
    "应用的ICP备案(后缀A)自2023年9月开始", "ICP filing of apps (suffix A) began in September 2023"
)


def _days(part: SystemPart) -> Iterator[tuple[Place, str]]:
    icp, mlps = part.system.icp, part.system.mlps
    if icp:
        yield (*part.place, "icp", "evidence_date"), icp.evidence_date
    if mlps:
        yield (*part.place, "mlps", "issue_date"), mlps.issue_date
        if mlps.test_report_date:
            yield (*part.place, "mlps", "test_report_date"), mlps.test_report_date


def evidence_is_not_of_the_future(file: AppFile, _: Lookup, today: date) -> Iterator[Fault]:
    """What is dated after today cannot have been seen."""
    for part in systems(file):
        for place, day in _days(part):
            if date.fromisoformat(day) > today:
                yield Fault("A09-9", place, {"day": day, "today": today.isoformat()})


declare(
    "A09-9",
    article="Art. 9",
    kinds=("provider", "user"),
    title=Text("证明材料的日期不在将来", "Evidence is not dated in the future"),
    text=Text("日期 {day} 晚于今天({today})。", "The date {day} is after today ({today})."),
    fix=Text("请对照证明材料改正日期。", "Correct the date by the document."),
    check=evidence_is_not_of_the_future,
)


def _impossible(icp: Icp) -> Text | None:
    """Why a screenshot cannot show the number, if it cannot."""
    year = _YEAR.search(icp.number)
    if year and icp.evidence_date[:4] < year[1]:
        return YEAR_OF_THE_NUMBER.fill(year=year[1])
    if _SERVICE_OF_AN_APP.search(icp.number) and icp.evidence_date < _APP_FILING_BEGAN:
        return NUMBERS_OF_APPS_BEGAN
    return None


def screenshot_can_show_the_number(file: AppFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A screenshot is not older than the number that it is said to show."""
    for part in systems(file):
        icp = part.system.icp
        why = _impossible(icp) if icp else None
        if icp and why:
            before = approved_system(file, lookup, part)
            if before is None or before.icp != icp:
                values = {"day": icp.evidence_date, "why": why.zh, "why_en": why.en}
                yield Fault("A09-10", (*part.place, "icp", "evidence_date"), values)


declare(
    "A09-10",
    article=PRODUCT_RULE,
    kinds=("provider", "user"),
    verdict=Verdict.refer,
    title=Text("查询截图不早于所示的ICP备案号", "A query screenshot is not older than the ICP number on it"),
    text=Text("截图日期 {day} 早于该备案号可能出现的时间：{why}。", "The screenshot is of {day}, before the number can have existed: {why_en}."),
    fix=Text("请核对备案号和截图日期；重新查询并截图最为稳妥。", "Check the number and the date; querying again and taking a new screenshot is safest."),
    reason=Text("备案号的年份和后缀能说明其最早出现的时间；个别旧号可能例外，所以由人判断。", "Year and suffix tell when a number can first have existed; old ones may be exceptions, so a person decides."),
    check=screenshot_can_show_the_number,
)  # fmt: skip


def screenshot_is_fresh(file: AppFile, lookup: Lookup, today: date) -> Iterator[Fault]:
    """When an app is filed, the screenshot of its system is at most twelve months old."""
    oldest = (today - relativedelta(months=_MONTHS)).isoformat()
    for part in systems(file):
        icp = part.system.icp
        if icp and icp.evidence_date < oldest and _impossible(icp) is None:
            known = statuses(file, lookup)
            if any(item not in known for item in part.items):
                yield Fault("A09-11", (*part.place, "icp", "evidence_date"), {"day": icp.evidence_date})


declare(
    "A09-11",
    article=PRODUCT_RULE,
    kinds=("provider", "user"),
    verdict=Verdict.accept,
    title=Text("新备案应用的ICP查询截图在十二个月以内", "The ICP screenshot for a new app is of the last twelve months"),
    text=Text("ICP查询截图是 {day} 的，已超过十二个月。", "The ICP screenshot is of {day}, more than twelve months ago."),
    fix=Text("请在工信部网站重新查询，更新截图和日期。", "Query the number again on the MIIT page and update the screenshot and its date."),
    reason=Text("ICP备案会被注销或变更主体；《办法》未规定截图时效，所以过旧的截图只作提示。", "ICP filings are cancelled and change hands; the Measures set no age, so an old screenshot is only pointed out."),
    check=screenshot_is_fresh,
)  # fmt: skip
