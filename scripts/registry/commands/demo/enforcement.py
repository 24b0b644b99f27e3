"""Enforcement cases (Art. 24): demand, outcome, measures, and the decisions about the app concerned."""

from datetime import date
from random import Random
from typing import Final

from registry.commands.demo.codes import Codes
from registry.commands.demo.days import DAYS, LAST, first_after
from registry.commands.demo.docket import Docket
from registry.commands.demo.plan import AppPlan, ProviderPlan, Role
from registry.commands.demo.present import present
from registry.core.authority import Authority
from registry.core.case import (
    Bar,
    BreachFound,
    EnforcementCase,
    Measures,
    Outcome,
    Rectification,
    Reinstatement,
    Suspension,
)
from registry.core.codes import Breach, CaseState, EventKind, ListLevel, ListScope, RectificationResult
from registry.core.filing import UnitReference
from registry.core.paths import case_path
from registry.core.time_limits import BAR

_BREACHES: Final = (
    (Breach.pi_excessive, "申请与业务功能无关的通讯录和位置权限"),
    (Breach.pi_no_rules, "首次运行时未以明显方式公开个人信息收集使用规则"),
    (Breach.commercial_ads, "开屏页面植入商业广告"),
    (Breach.irrelevant_content, "信息流推送与学习无关的娱乐内容"),
    (Breach.charging, "以提前解锁内容为由诱导学生付费"),
    (Breach.games, "学习任务页面含有游戏链接"),
    (Breach.bundled_consent, "拒绝非必要权限后停止提供基本功能"),
    (Breach.pi_no_deletion_or_complaint, "未提供注销账号和投诉举报的方式"),
    (Breach.not_updated, "服务端迁移后未按期变更备案信息"),
    (Breach.number_not_displayed, "应用内未公示备案信息"),
    (Breach.exam_oriented_burden, "公开发布学生成绩排名，加重学生负担"),
)


class _Days:
    """The course of one case, as indices into `DAYS`; what has not come about is None."""

    def __init__(self, role: Role, last_filed: int, rng: Random) -> None:
        self.demanded: int | None = None
        self.outcome: int | None = None
        self.decided: int | None = None
        if role is Role.alleged:
            self.opened = rng.randrange(LAST - 30, LAST - 5)
            return
        if role is Role.demanded:
            self.opened = rng.randrange(LAST - 24, LAST - 16)
        elif role is Role.not_rectified:
            self.opened = rng.randrange(LAST - 60, LAST - 35)
        elif role is Role.rectified:
            self.opened = rng.randrange(last_filed + 30, LAST - 60)
        else:
            recent = role in (Role.blacklisted, Role.criticised)
            first, end = (LAST - 55, LAST - 5) if recent else (last_filed + 60, LAST - 140)
            self.decided = rng.randrange(first, end)
            self.opened = self.decided - 24
        self.demanded = self.opened + 4
        self.due = self.demanded + (10 if role is Role.demanded else 15)
        if role is Role.rectified:
            self.outcome = rng.randrange(self.demanded + 5, self.due + 1)
        elif role is not Role.demanded:
            self.outcome = self.due + 2


class _Course:
    """Builds one case step by step, and records what is decided about its app."""

    def __init__(
        self, provider: ProviderPlan, app: AppPlan, codes: Codes, docket: Docket, days: _Days
    ) -> None:
        self.app, self.folder = app, provider.folder
        self.path = case_path(provider.folder, provider.uscc, DAYS[days.opened])
        self._issuer = "示兵教" if provider.folder == "xpcc" else f"示{provider.place.icp_mark}教"
        self._codes, self._docket = codes, docket
        for day in (days.opened, days.demanded, days.outcome, days.decided):
            if day is not None:
                docket.revise(self.path, day)

    def document(self, kind: str, day: int) -> str:
        """A document number of the authority."""
        return self._codes.document(f"{self._issuer}{kind}", DAYS[day][:4])

    def record(self, day: int, event: EventKind, reason: str, number: str | None = None) -> None:
        """A decision of the authority on this case."""
        self._docket.record(self.folder, day, event, self.path, number=number, reason=reason)

    def suspend(self, day: int, document: str) -> Suspension:
        """Take the app off the platform."""
        self.app.ends = day
        self.record(day, EventKind.suspended, document, self.app.number)
        return Suspension(date=DAYS[day], numbers=(self.app.number,), document_no=document)

    def reinstate(self, day: int, document: str) -> Reinstatement | None:
        """Bring it back, if it was suspended."""
        if self.app.ends is None:
            return None
        self.app.gap, self.app.ends = (self.app.ends, day), None
        self.record(day, EventKind.reinstated, document, self.app.number)
        return Reinstatement(date=DAYS[day], numbers=(self.app.number,), document_no=document)

    def blacklist(self, day: int, circular: str, scope: ListScope) -> Measures:
        """Blacklist the provider, revoke the app, bar the unit."""
        self.app.ends = self.app.ends or day
        self.record(day, EventKind.blacklisted, circular)
        self.record(day, EventKind.revoked, circular, self.app.number)
        return Measures(
            list=scope,
            level=ListLevel.black,
            decided_on=DAYS[day],
            circular_document_no=circular,
            revoked_numbers=(self.app.number,),
            bar=Bar(start=DAYS[day], months=BAR.amount),
        )

    def end(self, last_day: date) -> None:
        """Record that the bar has run out."""
        if (day := first_after(last_day)) is not None:
            self._docket.revise(self.path, day)
            self.record(day, EventKind.bar_lifted, "六个月期满")


def open_case(
    provider: ProviderPlan, authority: Authority, rng: Random, codes: Codes, docket: Docket
) -> EnforcementCase:
    """The case that the provider's role asks for. Records its decisions and sets how long its app could be used."""
    role = provider.role
    days = _Days(role, provider.last_filed, rng)
    app = rng.choice(provider.apps)
    course = _Course(provider, app, codes, docket, days)
    demands, suspensions, reinstatements = [], [], []
    measures = None
    if days.demanded is not None:
        document = course.document("函", days.demanded)
        demands.append(_demand(role, days, document))
        off = days.decided is None or rng.random() < 0.5
        if off and role is not Role.criticised:
            suspensions.append(course.suspend(days.demanded + 1, document))
    if role is Role.rectified and days.outcome is not None:
        back = course.reinstate(days.outcome + 1, course.document("函", days.outcome))
        reinstatements += [back] if back else []
    if days.decided is not None:
        circular = course.document("通报", days.decided)
        if role is Role.criticised:
            measures = Measures(decided_on=DAYS[days.decided], circular_document_no=circular)
        else:
            # A list of the province's own may have another bar (Art. 26).
            national = authority.bar_months is not None or rng.random() < 0.6
            measures = course.blacklist(
                days.decided, circular, ListScope.national if national else ListScope.province
            )
            if role is Role.expired and measures.bar:
                course.end(measures.bar.last_day)
    concerned = [app, *(other for other in provider.apps if other is not app and rng.random() < 0.3)]
    return EnforcementCase(
        schema="enforcement-case/v1",
        unit=UnitReference(name=provider.name, uscc=provider.uscc),
        numbers=tuple(sorted(each.number for each in concerned)),
        opened_on=DAYS[days.opened],
        state=CaseState[role.name],
        breaches=_breaches(rng, codes),
        rectifications=tuple(demands),
        suspensions=tuple(suspensions),
        reinstatements=tuple(reinstatements),
        **present(measures=measures),
    )


def _demand(role: Role, days: _Days, document: str) -> Rectification:
    outcome = None
    if days.outcome is not None:
        result = (
            RectificationResult.rectified if role is Role.rectified else RectificationResult.not_rectified
        )
        outcome = Outcome(result=result, date=DAYS[days.outcome])
    return Rectification(
        demanded=DAYS[days.demanded or 0],
        due=DAYS[days.due],
        document_no=document,
        **present(outcome=outcome),
    )


def _breaches(rng: Random, codes: Codes) -> tuple[BreachFound, ...]:
    return tuple(
        BreachFound(category=category, description=description, evidence_sha256=codes.sha256())
        for category, description in rng.sample(_BREACHES, rng.choice((1, 1, 2)))
    )
