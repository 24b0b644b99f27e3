"""The rule book put together from the rules: what `registry rules` and the site show."""

from registry.core.text import Text
from registry.core.time_limits import CLOCKS, READINGS, Clock
from registry.render.report import article
from registry.render.rule_book import ArticleEntry, Book, RuleEntry, Table
from registry.rules.articles import ARTICLES, Article
from registry.rules.book import every_rule
from registry.rules.catalogue import Rule
from registry.rules.examples import example_of


def book() -> Book:
    """Everything that the page shows."""
    return Book(
        tuple(_article(entry) for entry in ARTICLES),
        tuple(entries()),
        (_clocks(), _readings()),
    )


def entries() -> list[RuleEntry]:
    """All rules, in the order of the book."""
    return [_rule(rule) for rule in every_rule()]


def _article(entry: Article) -> ArticleEntry:
    return ArticleEntry(
        entry.key,
        entry.gist,
        entry.checker.value,
        tuple(entry.codes),
        tuple((look.who, look.at) for look in entry.looks),
        entry.why_not,
    )


def _rule(rule: Rule) -> RuleEntry:
    example = example_of(rule.code)
    return RuleEntry(
        rule.code,
        rule.article,
        rule.title,
        rule.text,
        rule.fix,
        rule.verdict,
        rule.reason,
        example.rejected,
        example.accepted,
        example.path,
        example.tests,
        example.faults,
        example.neighbours,
    )


def _clocks() -> Table:
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
