"""The tables of the rule book beside the rules themselves: scope, buffer period, clocks, changes, breaches."""

from registry.core.breaches import NATURES
from registry.core.evidence import ANNOUNCEMENTS
from registry.core.refiling import REFILING, label_of
from registry.core.text import Text
from registry.core.time_limits import CLOCKS, READINGS, Clock
from registry.core.use import Use
from registry.core.use_change import EFFECTS
from registry.render.report import article
from registry.render.site.rule_book import Table
from registry.rules.scope import OUTCOMES, QUESTIONS


def tables() -> tuple[Table, ...]:
    """All of them, in the order of the page."""
    return (
        _scope(), _outcomes(), _buffer(), clocks(), _readings(), _refiling(), _use_changes(), _breaches(),
    )  # fmt: skip


def clocks() -> Table:
    """Every deadline: basis, length, start, whose turn."""
    return Table(
        "clocks",
        Text("期限", "Clocks"),
        Text("期限由公开的事件和日历算出，任何人都可以逐日复算：registry deadline。", "Deadlines follow from public events and the calendar; anybody can count them day by day: registry deadline."),
        (Text("期限", "Clock"), Text("依据", "Basis"), Text("长度", "Length"), Text("起算", "Starts with"), Text("由谁完成", "Whose turn"), Text("本系统规则及理由", "Our rule and why")),
        tuple(_clock(clock) for clock in CLOCKS.values()),
    )  # fmt: skip


def _clock(clock: Clock) -> tuple[Text, ...]:
    length = Text(f"{clock.amount}{clock.unit.label.zh}", f"{clock.amount} {clock.unit.label.en}")
    reason = clock.reason or Text("", "")
    return clock.name, article(clock.article), length, clock.start.label, clock.party.label, reason


def _readings() -> Table:
    return Table(
        "readings",
        Text("怎样计算期限", "How deadlines are counted"),
        Text(
            "《办法》没有规定的算法，是本系统规则。", "How we count where the Measures do not say: our rules."
        ),
        (Text("规则", "Rule"), Text("理由", "Reason")),
        tuple((reading.rule, reading.reason) for reading in READINGS),
    )


def _scope() -> Table:
    rows = []
    for place, question in enumerate(QUESTIONS.values(), 1):
        places = {one: str(n) for n, one in enumerate(QUESTIONS, 1)}
        answers = [
            (answer.text, Text(f"第{places[answer.leads_to]}问", f"question {places[answer.leads_to]}"))
            if answer.leads_to in QUESTIONS
            else (answer.text, OUTCOMES[answer.leads_to].verdict.label)
            for answer in question.answers
        ]
        rows.append(
            (
                Text(str(place), str(place)),
                question.text,
                Text(
                    "；".join(f"{text.zh} → {then.zh}" for text, then in answers),
                    "; ".join(f"{text.en} → {then.en}" for text, then in answers),
                ),
            )
        )
    return Table(
        "scope",
        Text("需要备案吗", "Does it need filing?"),
        Text("逐问回答；结论见下表。", "Answer one after the other; the conclusions stand below."),
        (Text("序", "No."), Text("问题", "Question"), Text("回答", "Answers")),
        tuple(rows),
    )


def _outcomes() -> Table:
    return Table(
        "scope-outcomes",
        Text("结论和依据", "Conclusions and sources"),
        Text("每个结论都有出处。", "Each conclusion has its source."),
        (Text("结论", "Conclusion"), Text("说明", "What it means"), Text("出处", "Source")),
        tuple(
            (
                outcome.verdict.label,
                outcome.text,
                Text(
                    "；".join(source.title.zh for source in outcome.sources),
                    "; ".join(source.title.en for source in outcome.sources),
                ),
            )
            for outcome in OUTCOMES.values()
        ),
    )


def _buffer() -> Table:
    def day(value: object) -> Text:
        return Text(str(value), str(value)) if value else Text("–", "–")

    return Table(
        "buffer",
        Text("缓冲期", "Buffer period"),
        Text(
            "按当日已经公布的安排判断；回放到某一天，就按那一天的规定。",
            "What had been announced by a day holds on it; a registry replayed to a day behaves as the law did then.",
        ),
        (Text("公布", "Announced"), Text("起", "From"), Text("止", "Until"), Text("整改至", "To rectify until"), Text("出处", "Source")),
        tuple(
            (day(one.announced), day(one.first), day(one.last), day(one.rectify_until), one.source)
            for one in ANNOUNCEMENTS
        ),
    )  # fmt: skip


_CHANGE_HEADS = (Text("字段", "Field"), Text("后果", "What follows"))


def _refiling() -> Table:
    return Table(
        "refiling",
        Text("什么算变更（第十五条）", "What counts as a change (Art. 15)"),
        Text("字段及其下各项；本系统规则。", "A field and all below it; our rule."),
        (*_CHANGE_HEADS, Text("理由", "Reason")),
        tuple((row.label, row.effect.label, row.reason) for row in REFILING),
    )


def _use_changes() -> Table:
    return Table(
        "use-changes",
        Text("什么算使用变更（第二十条）", "What counts as a change of use (Art. 20)"),
        Text(
            "本系统规则；自研自用的其他字段都算变更。",
            "Our rule; all other fields of one's own app count as changes.",
        ),
        _CHANGE_HEADS,
        tuple((label_of(field, Use), effect.label) for field, effect in EFFECTS.items()),
    )


def _breaches() -> Table:
    return Table(
        "breaches",
        Text("违规类别", "Categories of breach"),
        Text(
            "类别、涉及一方、通常的处理和轻重；是否违规由主管部门认定。",
            "Side, usual action and severity; whether there is a breach is for the authority.",
        ),
        (Text("类别", "Category"), Text("一方", "Side"), Text("处理", "Action"), Text("轻重", "Severity")),
        tuple(
            (category.label, nature.side.label, nature.action.label, nature.severity.label)
            for category, nature in NATURES.items()
        ),
    )
