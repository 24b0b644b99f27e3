"""Enforcement cases (Art. 24): demand, outcome, measures, and the decisions about the app concerned."""

from datetime import date
from random import Random
from typing import Final

from registry.commands.demo.codes import Codes
from registry.commands.demo.days import DAYS, LAST, first_after
from registry.commands.demo.docket import Docket
from registry.commands.demo.plan import AppPlan, ProviderPlan, Role
from registry.commands.demo.present import present
from registry.core.case import Bar, BreachFound, EnforcementCase, Measures, Rectification
from registry.core.codes import Breach, CaseState, EventKind, ListLevel, ListScope
from registry.core.filing import UnitReference
from registry.core.paths import case_path

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
_BAR_MONTHS: Final = 6


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
            first, end = (LAST - 55, LAST - 5) if role is Role.blacklisted else (last_filed + 60, LAST - 140)
            self.decided = rng.randrange(first, end)
            self.opened = self.decided - 24
        self.demanded = self.opened + 4
        self.due = self.demanded + (10 if role is Role.demanded else 15)
        if role is Role.rectified:
            self.outcome = rng.randrange(self.demanded + 5, self.due + 1)
        elif role is not Role.demanded:
            self.outcome = self.due + 2


def open_case(provider: ProviderPlan, rng: Random, codes: Codes, docket: Docket) -> EnforcementCase:
    """The case that the provider's role asks for. Records its decisions and sets how long its app could be used."""
    role, folder = provider.role, provider.folder
    days = _Days(role, provider.last_filed, rng)
    app = rng.choice(provider.apps)
    path = case_path(folder, provider.uscc, DAYS[days.opened])
    issuer = "示兵教" if folder == "xpcc" else f"示{provider.place.icp_mark}教"
    for day in (days.opened, days.demanded, days.outcome, days.decided):
        if day is not None:
            docket.revise(path, day)
    rectification = measures = None
    if days.demanded is not None:
        demand = codes.document(f"{issuer}函", DAYS[days.demanded][:4])
        rectification = Rectification(
            demanded=DAYS[days.demanded],
            due=DAYS[days.due],
            document_no=demand,
            **present(outcome_date=None if days.outcome is None else DAYS[days.outcome]),
        )
        if days.decided is None or rng.random() < 0.5:
            app.ends = days.demanded + 1
            docket.record(folder, app.ends, EventKind.suspended, path, number=app.number, reason=demand)
    if role is Role.rectified and days.outcome is not None:
        _reinstate(app, days.outcome, path, docket, codes.document(f"{issuer}函", DAYS[days.outcome][:4]))
    if days.decided is not None:
        circular = codes.document(f"{issuer}通报", DAYS[days.decided][:4])
        bar = Bar(start=DAYS[days.decided], months=_BAR_MONTHS)
        measures = Measures(
            list=ListScope.national if rng.random() < 0.6 else ListScope.province,
            level=ListLevel.black,
            decided_on=DAYS[days.decided],
            circular_document_no=circular,
            revoked_numbers=(app.number,),
            bar=bar,
        )
        app.ends = app.ends or days.decided
        docket.record(folder, days.decided, EventKind.blacklisted, path, reason=circular)
        docket.record(folder, days.decided, EventKind.revoked, path, number=app.number, reason=circular)
        if role is Role.expired:
            _lift(folder, bar.last_day, path, docket)
    concerned = [app, *(other for other in provider.apps if other is not app and rng.random() < 0.3)]
    return EnforcementCase(
        schema="enforcement-case/v1",
        unit=UnitReference(name=provider.name, uscc=provider.uscc),
        numbers=tuple(sorted(each.number for each in concerned)),
        opened_on=DAYS[days.opened],
        state=CaseState[role.name],
        breaches=_breaches(rng, codes),
        **present(rectification=rectification, measures=measures),
    )


def _reinstate(app: AppPlan, outcome: int, path: str, docket: Docket, document: str) -> None:
    if app.ends is not None:
        app.gap, app.ends = (app.ends, outcome + 1), None
        docket.record(
            app.provider.folder, outcome + 1, EventKind.reinstated, path, number=app.number, reason=document
        )


def _lift(folder: str, last_day: date, path: str, docket: Docket) -> None:
    if (day := first_after(last_day)) is not None:
        docket.revise(path, day)
        docket.record(folder, day, EventKind.bar_lifted, path, reason="六个月期满")


def _breaches(rng: Random, codes: Codes) -> tuple[BreachFound, ...]:
    return tuple(
        BreachFound(category=category, description=description, evidence_sha256=codes.sha256())
        for category, description in rng.sample(_BREACHES, rng.choice((1, 1, 2)))
    )
