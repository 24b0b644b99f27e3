"""The answer of `status` as terminal text and JSON: plain words, dates, who decided, what runs, whom it concerns."""

import json
from collections.abc import Iterable
from datetime import date

from registry.core.codes import UserStatus
from registry.core.due import Due
from registry.core.status import AppStatus, Step, UnitStatus, UseStatus
from registry.core.text import Text, shown
from registry.render.docket import headline, summary
from registry.render.site.wording import MEANING

_LONGEST_LINE = 2_000


def as_text(found: AppStatus | UnitStatus, day: date, commit: str, language: str) -> str:
    """The status in words, then history, running terms and users."""
    lines = _app(found, language) if isinstance(found, AppStatus) else _unit(found, language)
    lines.append(
        Text(f"以上截至 {day}，数据版本 {commit[:12]}", f"as of {day}, commit {commit[:12]}").in_language(
            language
        )
    )
    return "".join(f"{shown(line, _LONGEST_LINE)}\n" for line in lines)


def _app(app: AppStatus, language: str) -> list[str]:
    def say(zh: str, en: str) -> str:
        return en if language == "en" else zh

    label = app.status.label.in_language(language)
    lines = [
        f"{app.number} {app.name}",
        say(f"状态：{label}，自 {app.since} 起", f"status: {label} since {app.since}"),
        f"  {MEANING[app.status].in_language(language)}",
        say(f"提供者：{app.unit} {app.uscc}", f"provider: {app.unit} {app.uscc}"),
        say(f"备案文件：{app.path} 中的 {app.item}", f"filing: {app.item} in {app.path}"),
        say(f"编号机关：{app.chain.zh}", f"numbered by: {app.chain.en}"),
        *_running(app.running, language),
        say("历史：", "history:"),
        *_history(app.history, language, "  "),
    ]
    if app.uses:
        lines.append(say(f"使用该应用的机构({len(app.uses)})：", f"used by ({len(app.uses)}):"))
        lines += [f"  {use.institution} {use.path} {use.item}: {_worth(use, language)}" for use in app.uses]
    return lines


def _unit(unit: UnitStatus, language: str) -> list[str]:
    def say(zh: str, en: str) -> str:
        return en if language == "en" else zh

    lines = [f"{unit.uscc} {unit.name}".rstrip()]
    lines += [say(f"备案文件：{path}", f"filing: {path}") for path in unit.paths]
    lines += [say(f"尚未登记：{path}", f"not registered yet: {path}") for path in unit.unregistered]
    lines += _running(unit.running, language)
    for app in unit.apps:
        label = app.status.label.in_language(language)
        lines.append(
            say(
                f"{app.number} {app.name}：{label}，自 {app.since} 起，{len(app.uses)} 项使用",
                f"{app.number} {app.name}: {label} since {app.since}, {len(app.uses)} uses",
            )
        )
        lines += _history(app.history, language, "  ")
    for use in unit.uses:
        used = f"{use.number} {use.app}".strip() or say("自研自用", "own use")
        lines.append(f"{use.item} {used}: {_worth(use, language)}")
        lines += _history(use.history, language, "  ")
    return lines


def _worth(use: UseStatus, language: str) -> str:
    """What a use is worth, with the app's state where that makes the difference."""
    label = use.effective.label.in_language(language)
    if use.effective is use.status or use.app_status is None:
        return label
    state = use.app_status.label.in_language(language)
    return f"{label}(应用{state})" if language == "zh" else f"{label} (the app: {state})"


def _running(running: Iterable[Due], language: str) -> list[str]:
    return [headline(term).in_language(language) for term in running]


def _history(steps: Iterable[Step], language: str, indent: str) -> list[str]:
    return [
        " ".join(
            part
            for part in (
                f"{indent}{step.event.at[:16].replace('T', ' ')}",
                step.event.event.label.in_language(language),
                step.authority.in_language(language),
                step.event.reason or "",
                _approved(step, language),
                f"[{step.event.commit[:10]}]",
            )
            if part
        )
        for step in steps
    ]


def _approved(step: Step, language: str) -> str:
    """The accounts whose approval counted, by their numeric ids."""
    accounts = ", ".join(str(account) for account in step.event.approved_by)
    return f"{'批准账号' if language == 'zh' else 'approved by account'} {accounts}" if accounts else ""


def as_json(found: AppStatus | UnitStatus, asked: str, day: date, commit: str) -> str:
    """One object, `kind` telling which; ASCII only and without `##[`, so that no terminal or log can be steered by it."""
    body: dict[str, object] = {"asked": asked, "as_of": day.isoformat(), "commit": commit}
    body |= (
        {"kind": "app", **_app_json(found)}
        if isinstance(found, AppStatus)
        else {"kind": "unit", **_unit_json(found)}
    )
    return json.dumps(body, ensure_ascii=True, indent=2, allow_nan=False).replace("##[", "#\\u0023[") + "\n"


def _app_json(app: AppStatus) -> dict[str, object]:
    return {
        "number": app.number,
        "name": app.name,
        "status": _code(app.status.value, app.status.label),
        "meaning": MEANING[app.status].as_dict(),
        "since": app.since,
        "provider": {"name": app.unit, "uscc": app.uscc},
        "path": app.path,
        "item": app.item,
        "numbered_by": app.chain.as_dict(),
        "running": [_running_json(term) for term in app.running],
        "history": [_step_json(step) for step in app.history],
        "uses": [_use_json(use) for use in app.uses],
    }


def _unit_json(unit: UnitStatus) -> dict[str, object]:
    return {
        "uscc": unit.uscc,
        "name": unit.name,
        "paths": list(unit.paths),
        "unregistered": list(unit.unregistered),
        "running": [_running_json(term) for term in unit.running],
        "apps": [_app_json(app) for app in unit.apps],
        "uses": [
            {**_use_json(use), "history": [_step_json(step) for step in use.history]} for use in unit.uses
        ],
    }


def _use_json(use: UseStatus) -> dict[str, object]:
    def status(value: UserStatus) -> dict[str, str]:
        return _code(value.value, value.label)

    return {
        "institution": use.institution,
        "path": use.path,
        "item": use.item,
        "number": use.number,
        "app": use.app,
        "status": status(use.status),
        "effective": status(use.effective),
        "app_status": _code(use.app_status.value, use.app_status.label) if use.app_status else None,
    }


def _running_json(term: Due) -> dict[str, object]:
    return {
        "limit": term.limit.code,
        "what": summary(term).as_dict(),
        "last_day": term.until.isoformat(),
        "overdue": term.overdue,
        "provisional": term.provisional,
        "source": term.subject,
        "about": term.about,
    }


def _step_json(step: Step) -> dict[str, object]:
    event = step.event
    return {
        "at": event.at,
        "event": _code(event.event.value, event.event.label),
        "authority": {"slug": event.authority, **step.authority.as_dict()},
        "sequence": event.sequence,
        "reason": event.reason,
        "path": event.path,
        "commit": event.commit,
        "pull_request": event.pull_request,
        "approved_by": list(event.approved_by),
        "content_sha256": event.content_sha256,
    }


def _code(value: str, label: Text) -> dict[str, str]:
    return {"code": value, "zh": label.zh, "en": label.en}
