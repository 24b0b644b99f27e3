"""An enforcement case (Art. 24): breach, rectification demanded, outcome, measures.

Three separate effects: the list is about the provider, revocation about the apps named, the bar about the unit. A suspension
(暂时下线) is none of them: it holds while the unit rectifies, and ends with reinstatement (恢复备案) or revocation. Until
rectification is demanded, a case is an allegation and says nothing about the unit.
"""

from datetime import date
from typing import Annotated, Literal

from dateutil.relativedelta import relativedelta
from pydantic import Field

from registry.core.breaches import all_on_users_side, all_revoked_at_once, gravity
from registry.core.codes import Breach, CaseState, ListCard, ListLevel, ListScope, RectificationResult
from registry.core.fields import Day, DocumentNo, FilingNumber, Line, Many, Maybe, Record, Sha256, words
from registry.core.filing import UnitReference
from registry.core.text import Text


class BreachFound(Record):
    """One breach."""

    category: Breach = words("违规类别", "Category", strict=False)
    description: Line = words("情况说明", "Description")
    evidence_sha256: Maybe[Sha256] = words(
        "证据摘要(SHA-256)", "Digest of the evidence (SHA-256)", default=None
    )


class Outcome(Record):
    """What was established about a demand to rectify."""

    result: RectificationResult = words("认定结果", "Result", strict=False)
    date: Day = words("认定日期", "Established on")
    document_no: Maybe[DocumentNo] = words("认定文号", "Document of the outcome", default=None)


class Rectification(Record):
    """One demand to rectify, and what came of it."""

    demanded: Day = words("责令整改日期", "Demanded on")
    due: Day = words("整改期限", "Due", hint=Text("含当日。", "The last day, itself included."))
    document_no: DocumentNo = words("责令整改文号", "Document of the demand")
    outcome: Maybe[Outcome] = words("整改认定", "Outcome", default=None)


class Suspension(Record):
    """Apps taken off the platform while the unit rectifies (practice since December 2021)."""

    date: Day = words("下线日期", "Suspended on")
    numbers: Annotated[Many[FilingNumber], Field(min_length=1, max_length=200)] = words(
        "暂时下线的备案号", "Filings suspended"
    )
    document_no: DocumentNo = words("下线文号", "Document of the suspension")


class Reinstatement(Record):
    """Suspended apps whose filing is in force again."""

    date: Day = words("恢复日期", "Reinstated on")
    numbers: Annotated[Many[FilingNumber], Field(min_length=1, max_length=200)] = words(
        "恢复备案的备案号", "Filings reinstated"
    )
    document_no: DocumentNo = words("恢复文号", "Document of the reinstatement")


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
    """What was decided. Without a list it is criticism by circular (Art. 23) or a revocation by Point 3 of the circular."""

    list: Maybe[ListScope] = words("名单范围", "List", default=None, strict=False)
    level: Maybe[ListLevel] = words("名单级别", "Level", default=None, strict=False)
    card: Maybe[ListCard] = words("黄牌、红牌", "Card", default=None, strict=False)
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
    rectifications: Annotated[Many[Rectification], Field(max_length=10)] = words(
        "责令整改", "Rectification", default=(),
        hint=Text("按时间先后；再次责令整改时另起一项。", "In the order of time; a further demand is a further item."),
    )  # fmt: skip
    suspensions: Annotated[Many[Suspension], Field(max_length=20)] = words(
        "暂时下线", "Suspension", default=()
    )
    reinstatements: Annotated[Many[Reinstatement], Field(max_length=20)] = words(
        "恢复备案", "Reinstatement", default=()
    )
    measures: Maybe[Measures] = words("处理措施", "Measures", default=None)
    lifted: Maybe[Lifted] = words("提前移出", "Lifted early", default=None)

    @property
    def categories(self) -> tuple[Breach, ...]:
        """Categories of its breaches."""
        return tuple(breach.category for breach in self.breaches)

    @property
    def breaches_by_gravity(self) -> tuple[BreachFound, ...]:
        """Its breaches, the gravest category first."""
        return tuple(sorted(self.breaches, key=lambda breach: gravity(breach.category)))

    @property
    def demand(self) -> Rectification | None:
        """The last demand to rectify: what came of it decides."""
        return self.rectifications[-1] if self.rectifications else None

    @property
    def bar(self) -> Bar | None:
        """The bar, if one was decided."""
        return self.measures.bar if self.measures else None

    def bars_on(self, day: date) -> bool:
        """Whether this case stops new filings of the unit on `day`."""
        if self.bar is None or not self.bar.covers(day):
            return False
        return self.lifted is None or day < date.fromisoformat(self.lifted.date)

    def over_on(self, day: date) -> bool:
        """Whether the unit has left the list on `day`: lifted early, or its bar has run out."""
        if self.lifted is not None and date.fromisoformat(self.lifted.date) <= day:
            return True
        return self.bar is not None and self.bar.last_day < day

    @property
    def may_take_measures(self) -> bool:
        """Whether a demand was not met in time, which is what Art. 24 asks before list, revocation and bar."""
        outcome = self.demand.outcome if self.demand else None
        return outcome is not None and outcome.result is RectificationResult.not_rectified

    def states_on(self, day: date) -> tuple[CaseState, ...]:
        """The states that what is recorded allows on `day`, the fitting one last. A list that ended may still read as listed."""
        if self.measures is None:
            return (self._before_measures(),)
        if self.measures.list is None:
            return (CaseState.criticised,)
        if self.over_on(day):
            return (CaseState.blacklisted, CaseState.expired)
        return (CaseState.blacklisted,)

    def _before_measures(self) -> CaseState:
        if self.demand is None:
            return CaseState.alleged
        if self.demand.outcome is None:
            return CaseState.demanded
        return CaseState[self.demand.outcome.result.name]

    @property
    def revoked_at_once(self) -> bool:
        """Whether every breach is one that Point 3 of the circular answers with revocation, without a demand."""
        return all_revoked_at_once(self.categories)

    @property
    def about_a_user(self) -> bool:
        """Whether every breach is one that only an institutional user commits."""
        return all_on_users_side(self.categories)
