"""A deadline as text that can be followed with a finger on a wall calendar, and as JSON."""

import json
from datetime import date

from registry.core import holidays_by_law
from registry.core.clock import Computation, Day, DayKind, Unit
from registry.core.text import Text
from registry.core.time_limits import Clock
from registry.render.report import article

_WEEKDAYS = (
    Text("周一", "Mon"), Text("周二", "Tue"), Text("周三", "Wed"), Text("周四", "Thu"), Text("周五", "Fri"),
    Text("周六", "Sat"), Text("周日", "Sun"),
)  # fmt: skip


def as_text(computed: Computation, language: str, clock: Clock | None = None) -> str:
    """Length, start, a line a day with its count or the reason why it does not count, last day, and what it rests on."""
    sentences = [_length(computed, clock), _start(computed), *map(_line, computed.days), _end(computed)]
    if computed.provisional:
        sentences.append(provisional_note(computed))
    if clock is not None and clock.reason is not None:
        sentences.append(Text(f"本系统规则：{clock.reason.zh}", f"Product rule: {clock.reason.en}"))
    if computed.calendar is not None:
        sentences.append(Text(f"日历：{computed.calendar}", f"Calendar: {computed.calendar}"))
    return "".join(f"{sentence.in_language(language)}\n" for sentence in sentences)


def provisional_note(computed: Computation) -> Text:
    """From which day on the computation is an estimate, and what follows."""
    first = computed.estimated[0].day.isoformat()
    rough = not all(holidays_by_law.is_complete(day.day) for day in computed.estimated)
    return Text(
        f"暂定：{first}起的放假安排尚未公布或本系统尚未收录，按法定节假日推算{'(未计农历节日和清明节)' if rough else ''}；"
        "不据此作出任何不利处理。",
        f"Provisional: from {first} on no holiday arrangement is announced or known here; computed from the public holidays by law"
        f"{' (without those of the lunar calendar and Tomb-sweeping Day)' if rough else ''}. Nothing is closed on this date.",
    )


def as_json(computed: Computation, clock: Clock | None = None) -> str:
    """The whole computation, ASCII only as all JSON of the command line."""
    body: dict[str, object] = {
        "instant": computed.instant.isoformat(),
        "unit": computed.unit.value,
        "amount": computed.amount,
        "day_zero": computed.day_zero.isoformat(),
        "due": computed.due and computed.due.isoformat(),
        "ends": computed.ends and computed.ends.isoformat(),
        "provisional": computed.provisional,
        "may_close": computed.may_close,
        "calendar": computed.calendar,
        "pauses": [
            {"since": pause.since.isoformat(), "until": pause.until and pause.until.isoformat()}
            for pause in computed.pauses
        ],
        "days": [_day(day) for day in computed.days],
    }
    if clock is not None:
        body["clock"] = {
            "code": clock.code,
            "article": clock.article,
            "name": clock.name.as_dict(),
            "start": clock.start.value,
            "party": clock.party.value,
            "product_rule": clock.reason and clock.reason.as_dict(),
        }
    return json.dumps(body, ensure_ascii=True, indent=2, allow_nan=False) + "\n"


def _day(day: Day) -> dict[str, object]:
    return {
        "date": day.day.isoformat(),
        "kind": day.kind.value,
        "count": day.count,
        "occasion": day.occasion and day.occasion.as_dict(),
        "announced": day.announced,
    }


def _length(computed: Computation, clock: Clock | None) -> Text:
    unit = computed.unit.label.en if computed.amount > 1 else computed.unit.label.en.removesuffix("s")
    length = Text(f"{computed.amount}{computed.unit.label.zh}", f"{computed.amount} {unit}")
    if clock is None:
        return Text(f"期限：{length.zh}", f"Length: {length.en}")
    basis = article(clock.article)
    return Text(
        f"{clock.name.zh}({basis.zh})：{clock.party.label.zh}，{length.zh}，自{clock.start.label.zh}起",
        f"{clock.name.en} ({basis.en}): {clock.party.label.en}, {length.en} from: {clock.start.label.en}",
    )


def _start(computed: Computation) -> Text:
    clock = computed.instant.strftime("%H:%M:%S")
    day = _named(computed.day_zero)
    return Text(
        f"起算：{day.zh} {clock}(北京时间)，当日不计",
        f"Start: {day.en} {clock} Beijing time; this day does not count",
    )


def _line(day: Day) -> Text:
    named = _named(day.day)
    if day.kind is DayKind.month:
        why = Text(f"满{day.count}个月", f"{day.count} month{'s' if day.count != 1 else ''}")
    elif day.count is not None:
        why = Text(f"第{day.count}日", f"day {day.count}")
        if day.kind is DayKind.make_up:
            for_it = Text(f"({day.occasion.zh})", f" ({day.occasion.en})") if day.occasion else Text("", "")
            why = Text(
                f"{why.zh}，{day.kind.label.zh}{for_it.zh}", f"{why.en}, {day.kind.label.en}{for_it.en}"
            )
    else:
        reason = day.occasion or day.kind.label
        why = Text(f"不计：{reason.zh}", f"not counted: {reason.en}")
    mark = Text("", "") if day.announced else Text("，推算", ", estimated")
    return Text(f"  {named.zh}  {why.zh}{mark.zh}", f"  {named.en}  {why.en}{mark.en}")


def _end(computed: Computation) -> Text:
    if computed.due is None:
        left = computed.amount - len(computed.counted)
        return Text(f"到期：中止中，恢复后尚余{left}个工作日", f"Due: paused; working days left: {left}")
    day = _named(computed.due)
    mark = Text("(暂定)", " (provisional)") if computed.provisional else Text("", "")
    stays = computed.unit is Unit.months and computed.due.weekday() >= 5
    roll = Text("，遇休息日不顺延", "; a rest day does not move it") if stays else Text("", "")
    return Text(f"到期：{day.zh} 24:00{mark.zh}{roll.zh}", f"Due: {day.en} 24:00{mark.en}{roll.en}")


def _named(day: date) -> Text:
    weekday = _WEEKDAYS[day.weekday()]
    return Text(f"{day.isoformat()} {weekday.zh}", f"{day.isoformat()} {weekday.en}")
