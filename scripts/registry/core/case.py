"""An enforcement case (Art. 24): breach, rectification demanded, outcome, measures.

Three separate effects: the list is about the provider, revocation about the apps named, the bar about the unit.
"""

from datetime import date
from typing import Annotated, Literal

from dateutil.relativedelta import relativedelta
from pydantic import Field

from registry.core.codes import Breach, CaseState, ListLevel, ListScope
from registry.core.fields import Day, DocumentNo, FilingNumber, Line, Many, Maybe, Record, Sha256, words
from registry.core.filing import UnitReference


class BreachFound(Record):
    """One breach."""

    category: Breach = words("违规类别", "Category", strict=False)
    description: Line = words("情况说明", "Description")
    evidence_sha256: Maybe[Sha256] = words(
        "证据摘要(SHA-256)", "Digest of the evidence (SHA-256)", default=None
    )


class Rectification(Record):
    """The demand to rectify, and what came of it."""

    demanded: Day = words("责令整改日期", "Demanded on")
    due: Day = words("整改期限", "Due")
    document_no: DocumentNo = words("责令整改文号", "Document of the demand")
    outcome_date: Maybe[Day] = words("认定日期", "Outcome established on", default=None)


class Bar(Record):
    """How long the unit may not submit new filings. Calendar months: the last day is the corresponding day, or the month's end."""

    start: Day = words("起始日期", "From")
    months: Annotated[int, Field(ge=1, le=60)] = words("月数", "Months")

    @property
    def last_day(self) -> date:
        """Last day on which the bar holds (Civil Code Art. 202; it does not roll over rest days: product rule)."""
        return date.fromisoformat(self.start) + relativedelta(months=self.months)

    def covers(self, day: date) -> bool:
        """Whether the bar holds on `day`."""
        return date.fromisoformat(self.start) <= day <= self.last_day


class Measures(Record):
    """What was decided."""

    list: ListScope = words("名单范围", "List", strict=False)
    level: ListLevel = words("名单级别", "Level", strict=False)
    decided_on: Day = words("决定日期", "Decided on")
    circular_document_no: DocumentNo = words("通报文号", "Circular")
    revoked_numbers: Annotated[Many[FilingNumber], Field(max_length=200)] = words(
        "撤销的备案号", "Filings revoked", default=()
    )
    bar: Maybe[Bar] = words("不得提交备案申请的期限", "Bar on new filings", default=None)


class Lifted(Record):
    """Why and when the unit left the list before its time."""

    date: Day = words("移出日期", "Lifted on")
    reason: Line = words("理由", "Reason")


class EnforcementCase(Record):
    """The whole file `blacklist/<authority>/<USCC>--<date>.yaml`."""

    schema_: Annotated[Literal["enforcement-case/v1"], words("格式", "Format")] = Field(alias="schema")
    unit: UnitReference = words("涉事单位", "Unit concerned")
    numbers: Annotated[Many[FilingNumber], Field(max_length=200)] = words(
        "涉事应用备案号", "Apps concerned", default=()
    )
    opened_on: Day = words("立案日期", "Opened on")
    state: CaseState = words("状态", "State", strict=False)
    breaches: Annotated[Many[BreachFound], Field(min_length=1, max_length=31)] = words("违规情形", "Breaches")
    rectification: Maybe[Rectification] = words("责令整改", "Rectification", default=None)
    measures: Maybe[Measures] = words("处理措施", "Measures", default=None)
    lifted: Maybe[Lifted] = words("提前移出", "Lifted early", default=None)

    def bars_on(self, day: date) -> bool:
        """Whether this case stops new filings of the unit on `day`."""
        if self.measures is None or self.measures.bar is None or not self.measures.bar.covers(day):
            return False
        return self.lifted is None or day < date.fromisoformat(self.lifted.date)
