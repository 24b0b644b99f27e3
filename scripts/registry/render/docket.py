"""What is due, as text for a terminal and as JSON."""

import json
from collections import Counter

from registry.core.clock import Computation, DayKind, Unit
from registry.core.due import Docket, Due
from registry.core.text import Text, shown
from registry.core.time_limits import AS_SET, Clock, SetDate
from registry.render.report import article

_OVERDUE = Text("逾期", "overdue")
_PROVISIONAL = Text("暂定", "provisional")


def as_text(docket: Docket, language: str) -> str:
    """Two lines for each: when, whose turn, what and where; then how it was counted. At the end the product rules and a count."""
    lines = []
    for due in docket.dues:
        lines.append(headline(due).in_language(language))
        lines.append(f"    {how(due).in_language(language)}")
    for record, refused in docket.refused:
        where = f"#{record.pull_request} {record.path}"
        lines.append(
            Text(
                f"未计入：{where} 第{refused.position}步：{refused.why.zh}",
                f"Not counted: {where} step {refused.position}: {refused.why.en}",
            ).in_language(language)
        )
    lines += [reason.in_language(language) for reason in reasons(docket)]
    overdue = sum(due.overdue for due in docket.dues)
    day = docket.now.date().isoformat()
    lines.append(
        Text(
            f"{day}：共{len(docket.dues)}项，其中逾期{overdue}项",
            f"{day}: {len(docket.dues)} due, {overdue} of them overdue",
        ).in_language(language)
    )
    return "".join(f"{shown(line, 1_000)}\n" for line in lines)


def headline(due: Due) -> Text:
    """When, whose turn, what it rests on and where."""
    marks = [mark for mark, holds in ((_OVERDUE, due.overdue), (_PROVISIONAL, due.provisional)) if holds]
    zh = f"{due.until.isoformat()}{''.join(f' {mark.zh}' for mark in marks)}"
    en = f"{due.until.isoformat()}{''.join(f' {mark.en}' for mark in marks)}"
    where = f"{due.subject} {due.about}".rstrip()
    title = summary(due)
    return Text(f"{zh} {title.zh} {where}", f"{en} {title.en} {where}")


def summary(due: Due) -> Text:
    """Whose turn and what, with the article."""
    limit = due.limit
    basis = article(limit.article)
    return Text(
        f"{limit.party.label.zh} {due.who}：{limit.name.zh}({basis.zh})",
        f"{limit.party.label.en} {due.who}: {limit.name.en} ({basis.en})",
    )


def how(due: Due) -> Text:
    """How the last day came about, in one line."""
    since = due.since.date().isoformat()
    if due.computed is not None:
        found = _counted(due, due.computed)
    else:
        found = (due.limit.how if isinstance(due.limit, SetDate) else AS_SET).fill(since=since)
    if due.limit.reason is not None:
        code = due.limit.code
        found = Text(f"{found.zh} [本系统规则 {code}]", f"{found.en} [product rule {code}]")
    return found


def reasons(docket: Docket) -> list[Text]:
    """Each product rule that something in the list rests on, once, with its reason."""
    found = {due.limit.code: due.limit.reason for due in docket.dues if due.limit.reason is not None}
    return [
        Text(f"本系统规则 {code}：{reason.zh}", f"Product rule {code}: {reason.en}")
        for code, reason in sorted(found.items())
    ]


def _counted(due: Due, computed: Computation) -> Text:
    zero = computed.day_zero.isoformat()
    unit = computed.unit.label
    start = due.limit.start.label if isinstance(due.limit, Clock) else due.limit.name
    if computed.unit is Unit.months:
        return Text(
            f"自{zero}起{computed.amount}{unit.zh}，至对应日或月末日",
            f"From {zero}, {computed.amount} {unit.en} to the corresponding day or the month's end",
        )
    skipped = Counter(_reason(day.kind, day.occasion) for day in computed.skipped)
    zh = "、".join(f"{reason.zh}{count}日" for reason, count in skipped.items())
    en = ", ".join(f"{reason.en} {count}" for reason, count in skipped.items())
    found = Text(
        f"{start.zh}({zero})次日起{computed.amount}{unit.zh}" + (f"，其间不计：{zh}" if zh else ""),
        f"{computed.amount} {unit.en} after: {start.en} ({zero})"
        + (f"; days not counted: {en}" if en else ""),
    )
    if computed.due is not None and due.until > computed.due:
        last = computed.due.isoformat()
        found = Text(
            f"{found.zh}，应为{last}；曾告知较晚的日期，以告知为准",
            f"{found.en}: {last}; the later date that was told counts",
        )
    return found


def _reason(kind: DayKind, occasion: Text | None) -> Text:
    return kind.label if occasion is None else occasion


def as_json(docket: Docket) -> str:
    """Everything, ASCII only as all JSON of the command line."""
    body = {
        "now": docket.now.isoformat(),
        "due": [_due(due) for due in docket.dues],
        "refused_steps": [
            {
                "pull_request": record.pull_request,
                "path": record.path,
                "position": refused.position,
                "step": refused.step.kind.value,
                "why": refused.why.as_dict(),
            }
            for record, refused in docket.refused
        ],
    }
    return json.dumps(body, ensure_ascii=True, indent=2, allow_nan=False) + "\n"


def _due(due: Due) -> dict[str, object]:
    computed = due.computed
    return {
        "uid": due.uid,
        "code": due.limit.code,
        "article": due.limit.article,
        "name": due.limit.name.as_dict(),
        "product_rule": due.limit.reason and due.limit.reason.as_dict(),
        "party": due.limit.party.value,
        "who": due.who,
        "authority": due.authority,
        "path": due.subject,
        "about": due.about,
        "since": due.since.isoformat(),
        "until": due.until.isoformat(),
        "how": how(due).as_dict(),
        "calendar": computed and computed.calendar,
        "provisional": due.provisional,
        "overdue": due.overdue,
        "may_close": due.may_close,
    }
