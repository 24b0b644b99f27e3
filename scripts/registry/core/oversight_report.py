"""The periodic report (Art. 23): figures, each defined as a question to one of the lists that are published beside it.

A figure is nothing but its question (`Query`), so what it says can be counted again from the list by anybody, in a spreadsheet too.
What this registry was not given (complaints and closed submissions come from the forge) is None: not known, never nought.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from types import MappingProxyType

from registry.core.codes import Breach, Code, EventKind
from registry.core.oversight import CaseRow, CaseStep, DecisionRow, Oversight, Uses
from registry.core.period import Period
from registry.core.text import Text
from registry.core.timeliness import TIME_LIMIT

Cell = str | int
Row = Mapping[str, Cell]


class ListName(Code):
    """The lists that a report is counted from."""

    decisions = "decisions", "决定", "Decisions"
    cases = "cases", "处理过程", "Steps of enforcement cases"
    uses = "uses", "使用备案(按月、按机关)", "Uses, by month and authority"
    closed = "closed", "未完成即结束的申请", "Submissions closed without a filing"
    complaints = "complaints", "投诉(按月、按机关)", "Complaints, by month and authority"


class Measure(Code):
    """What is asked of the rows that fit."""

    rows = "rows", "行数", "number of rows"
    distinct = "distinct", "不同值的个数", "number of different values"
    total = "total", "合计", "sum"
    share = "share", "占比", "share"
    median = "median", "中位数", "median"
    p90 = "p90", "第90百分位", "90th percentile (nearest rank)"


class Section(Code):
    """Parts of the report, as Art. 23 and the ministry's circulars ask for them."""

    progress = "progress", "进展", "Progress"
    timeliness = "timeliness", "时限", "Timeliness"
    abandonment = "abandonment", "放弃与不予受理", "Abandonments and refusals"
    complaints = "complaints", "投诉", "Complaints"
    enforcement = "enforcement", "监督处理", "Enforcement"
    uses = "uses", "使用者备案", "User filings"


@dataclass(frozen=True, slots=True)
class Query:
    """Rows of a list with these values, and what is asked of them. `column` for all but `rows` and `share`.

    Of `share`: the rows that also have the values of `of_which`, by all that fit.
    """

    source: ListName
    measure: Measure
    where: tuple[tuple[str, Cell], ...] = ()
    column: str = ""
    of_which: tuple[tuple[str, Cell], ...] = ()
    until_the_end: bool = False
    """Asked of all rows up to the end of the period, not of the period alone."""


@dataclass(frozen=True, slots=True)
class Question:
    """One figure of the report."""

    code: str
    section: Section
    label: Text
    query: Query
    rests_on: tuple[str, str] | None = None
    """Not known where the first of these figures is 0 and the second is not: nothing was measured of what there is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure: a number, a share between 0 and 1, working days; or None, for not known."""

    question: Question
    value: float | None


@dataclass(frozen=True, slots=True)
class Brought:
    """What the forge told, None where nobody brought it. `closed_since` is the first day that `closed` covers."""

    closed: Sequence[Row] | None = None
    closed_since: str = ""
    complaints: Sequence[Row] | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a period, in all (`authority` is empty) or of one authority; the lists; and the figures of each authority."""

    period: Period
    authority: str
    finished: bool
    """Whether the period was over on the snapshot's day."""
    answers: tuple[Answer, ...]
    by_authority: Mapping[str, tuple[Answer, ...]]
    breaches: tuple[tuple[Breach, int], ...]
    lists: Mapping[ListName, Sequence[Row] | None]

    def value(self, code: str) -> float | None:
        """One figure by its code."""
        return next(answer.value for answer in self.answers if answer.question.code == code)


NOTHING_BROUGHT = Brought()


def report(
    facts: Oversight, period: Period, authority: str = "", brought: Brought = NOTHING_BROUGHT
) -> Report:
    """The report of a period."""
    until = facts.decisions[: bisect_right(facts.decisions, period.ends, key=_day)]
    since = bisect_left(until, period.begins, key=_day)
    before = [row for row in until if _is_of(row.authority, authority)] if authority else until
    within = [row for row in until[since:] if _is_of(row.authority, authority)]
    lists: dict[ListName, Sequence[Row] | None] = {
        ListName.decisions: [decision_cells(row) for row in within],
        ListName.cases: [case_cells(row) for row in facts.cases if period.holds(row.day) and _is_of(row.authority, authority)],
        ListName.uses: [
            use_cells(month, slug, uses)
            for (month, slug), uses in facts.uses.items()
            if period.holds(f"{month}-01") and _is_of(slug, authority)
        ],
        ListName.closed: _within(brought.closed if brought.closed_since <= period.begins else None, period, authority),
        ListName.complaints: _within(brought.complaints, period, authority),
    }  # fmt: skip
    slugs = facts.authorities if not authority else ()
    grouped = {name: _by_authority(rows) for name, rows in lists.items()}
    in_force = _in_force(before)
    cases = lists[ListName.cases] or ()
    return Report(
        period=period,
        authority=authority,
        finished=period.ends < facts.today,
        answers=_answers(lists, sum(in_force.values())),
        by_authority=MappingProxyType({
            slug: _answers({name: None if groups is None else groups.get(slug, ()) for name, groups in grouped.items()}, in_force.get(slug, 0))
            for slug in slugs
        }),
        breaches=tuple(
            (breach, count) for breach in Breach if (count := sum(row["category"] == breach.value for row in cases))
        ),
        lists=MappingProxyType(lists),
    )  # fmt: skip


def _day(row: DecisionRow) -> str:
    return row.day


def _is_of(slug: str, wanted: str) -> bool:
    return not wanted or slug == wanted


def _within(rows: Sequence[Row] | None, period: Period, authority: str) -> list[Row] | None:
    if rows is None:
        return None
    return [row for row in rows if period.holds(f"{row['day']}-01") and _is_of(str(row["authority"]), authority)]  # fmt: skip


def _by_authority(rows: Sequence[Row] | None) -> dict[str, list[Row]] | None:
    if rows is None:
        return None
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row["authority"]), []).append(row)
    return found


def _in_force(rows: Iterable[DecisionRow]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        found[row.authority] = found.get(row.authority, 0) + row.in_force
    return found


def _answers(lists: Mapping[ListName, Sequence[Row] | None], in_force: int) -> tuple[Answer, ...]:
    found = []
    known: dict[str, float | None] = {}
    by_kind = {name: _by_kind(rows) for name, rows in lists.items() if rows is not None}
    for question in QUESTIONS:
        query = question.query
        rows = lists[query.source]
        if rows is not None and query.where and query.where[0][0] == _KIND:
            rows = by_kind[query.source].get(str(query.where[0][1]), ())
        if query.until_the_end:
            value: float | None = in_force
        else:
            value = None if rows is None else ask(query, rows)
        known[question.code] = value
        if question.rests_on and not known[question.rests_on[0]] and known[question.rests_on[1]]:
            value = None
        found.append(Answer(question, value))
    return tuple(found)


_KIND = "what"
"""The column by which most questions begin to choose: looked up once for all of them."""


def _by_kind(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row.get(_KIND, "")), []).append(row)
    return found


def ask(query: Query, rows: Iterable[Row]) -> float | None:
    """What a query gives; None for a share, a median or a percentile of nothing."""
    fitting = [row for row in rows if _fits(row, query.where)]
    if query.measure is Measure.rows:
        return len(fitting)
    if query.measure is Measure.distinct:
        return len({row[query.column] for row in fitting})
    if query.measure is Measure.total:
        return sum(int(row[query.column]) for row in fitting)
    if not fitting:
        return None
    if query.measure is Measure.share:
        return sum(_fits(row, query.of_which) for row in fitting) / len(fitting)
    values = sorted(int(row[query.column]) for row in fitting)
    if query.measure is Measure.p90:
        return values[ceil(len(values) * 9 / 10) - 1]
    middle = len(values) // 2
    return float(values[middle]) if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def _fits(row: Row, where: Iterable[tuple[str, Cell]]) -> bool:
    return all(row[column] == value for column, value in where)


# --- Rows as cells.


def decision_cells(row: DecisionRow) -> Row:
    """One line of the list of decisions."""
    wait, event = row.wait, row.event
    return {
        "day": row.day,
        "what": row.what.value,
        "what_zh": row.what.label.zh,
        "authority": row.authority,
        "number": row.number,
        "app": row.app,
        "unit": row.unit,
        "uscc": row.uscc,
        "in_force": row.in_force,
        "submitted_at": event.submitted_at or "",
        "decided_at": event.at,
        "time_known": _yes(wait is not None),
        "working_days": "" if wait is None else wait.working_days,
        "within_limit": "" if wait is None else _yes(wait.working_days <= TIME_LIMIT),
        "due": "" if wait is None else wait.due.isoformat(),
        "overdue": "" if wait is None else _yes(wait.overdue),
        "feedbacks": "" if wait is None else wait.feedbacks,
        "reason": row.reason,
        "sequence": event.sequence,
    }


def case_cells(row: CaseRow) -> Row:
    """One line of the list of cases."""
    return {
        "day": row.day,
        "what": row.what.value,
        "what_zh": row.what.label.zh,
        "authority": row.authority,
        "unit": row.unit,
        "uscc": row.uscc,
        "category": row.category.value if row.category else "",
        "category_zh": row.category.label.zh if row.category else "",
        "document": row.document,
        "case": row.case,
    }


_USE_EVENTS = (EventKind.confirmed, EventKind.reconfirmed, EventKind.invalidated, EventKind.ended)


def use_cells(month: str, authority: str, uses: Uses) -> Row:
    """One line of the list of uses."""
    known = [(wait, count) for wait, count in uses.waits if wait is not None]
    return {
        "day": month,
        "authority": authority,
        **{kind.value: uses.counts.get(kind, 0) for kind in _USE_EVENTS},
        "filings_confirmed": sum(count for _, count in uses.waits),
        "time_known": sum(count for _, count in known),
        "within_limit": sum(count for wait, count in known if wait.working_days <= TIME_LIMIT),
        "overdue": sum(count for wait, count in known if wait.overdue),
    }


def _yes(value: bool) -> int:
    return int(value)


# --- The questions.

_D, _C, _U = ListName.decisions, ListName.cases, ListName.uses


def _what(kind: EventKind | CaseStep, *more: tuple[str, Cell]) -> tuple[tuple[str, Cell], ...]:
    return (("what", kind.value), *more)


def _decided(kind: EventKind, section: Section, label: Text) -> Question:
    return Question(kind.value, section, label, Query(_D, Measure.rows, _what(kind)))


def _step(kind: CaseStep) -> Question:
    return Question(f"case_{kind.value}", Section.enforcement, kind.label, Query(_C, Measure.rows, _what(kind)))  # fmt: skip


_TIMED = _what(EventKind.filed, ("time_known", 1))
_MEASURED = ("time_known", "time_not_known")
_LIMIT = f"{TIME_LIMIT}"

QUESTIONS: tuple[Question, ...] = (
    _decided(EventKind.filed, Section.progress, Text("完成备案的应用", "Apps filed and numbered")),
    Question("providers", Section.progress, Text("完成备案的单位", "Units that had an app filed"),
             Query(_D, Measure.distinct, _what(EventKind.filed), "uscc")),
    _decided(EventKind.changed, Section.progress, Text("变更备案", "Changes filed")),
    _decided(EventKind.transferred, Section.progress, Text("变更提供者", "Apps transferred")),
    _decided(EventKind.withdrawn, Section.progress, Text("注销备案", "Filings withdrawn")),
    Question("in_force_change", Section.progress, Text("有效备案净增", "Net change of filings in force"),
             Query(_D, Measure.total, (), "in_force")),
    Question("in_force", Section.progress, Text("期末有效备案", "Filings in force at the end"),
             Query(_D, Measure.total, (), "in_force", until_the_end=True)),
    Question("time_known", Section.timeliness, Text("有提交时刻记录的备案", "Filings whose submission is recorded"),
             Query(_D, Measure.rows, _TIMED)),
    Question("time_not_known", Section.timeliness, Text("未记录提交时刻的备案", "Filings whose submission is not recorded"),
             Query(_D, Measure.rows, _what(EventKind.filed, ("time_known", 0)))),
    Question("within_limit", Section.timeliness, Text(f"{_LIMIT}个工作日内办结", f"Decided within {_LIMIT} working days"),
             Query(_D, Measure.rows, (*_TIMED, ("within_limit", 1))), _MEASURED),
    Question("share_within_limit", Section.timeliness, Text(f"{_LIMIT}个工作日内办结率", f"Share decided within {_LIMIT} working days"),
             Query(_D, Measure.share, _TIMED, of_which=(("within_limit", 1),))),
    Question("median", Section.timeliness, Text("办理时长中位数(工作日)", "Median length (working days)"),
             Query(_D, Measure.median, _TIMED, "working_days")),
    Question("p90", Section.timeliness, Text("九成备案的办理时长不超过(工作日)", "Nine of ten took at most (working days)"),
             Query(_D, Measure.p90, _TIMED, "working_days")),
    Question("overdue", Section.timeliness, Text("超过法定期限办结", "Decided after the time limit"),
             Query(_D, Measure.rows, (*_TIMED, ("overdue", 1))), _MEASURED),
    Question("user_filings_confirmed", Section.timeliness, Text("确认的使用者备案(份)", "User filings confirmed"),
             Query(_U, Measure.total, (), "filings_confirmed")),
    Question("user_filings_time_known", Section.timeliness, Text("其中有提交时刻记录的", "Of these with the submission recorded"),
             Query(_U, Measure.total, (), "time_known")),
    Question("user_filings_within_limit", Section.timeliness, Text(f"其中{_LIMIT}个工作日内确认", f"Of these confirmed within {_LIMIT} working days"),
             Query(_U, Measure.total, (), "within_limit"), ("user_filings_time_known", "user_filings_confirmed")),
    *(
        Question(code, Section.abandonment, label, Query(ListName.closed, Measure.rows, (("how", code),)))
        for code, label in (
            ("abandoned", Text("逾期未补充，视为放弃备案", "Deemed abandoned: no supplement in time")),
            ("rejected", Text("不予受理", "Rejected")),
            ("withdrawn_before", Text("提交人撤回", "Taken back by the submitter")),
        )
    ),
    *(
        Question(f"complaints_{code}", Section.complaints, label, Query(ListName.complaints, Measure.total, (), code))
        for code, label in (
            ("alleged", Text("本期收到、尚未认定", "Received in the period, not decided yet")),
            ("upheld", Text("本期收到、认定属实", "Received in the period and upheld")),
            ("unfounded", Text("本期收到、认定不属实", "Received in the period and unfounded")),
        )
    ),
    _decided(EventKind.suspended, Section.enforcement, Text("暂时下线的应用", "Apps suspended")),
    _decided(EventKind.reinstated, Section.enforcement, Text("恢复备案的应用", "Apps reinstated")),
    _decided(EventKind.revoked, Section.enforcement, Text("撤销备案的应用", "Filings revoked")),
    *(_step(kind) for kind in CaseStep),
    *(
        Question(f"use_{kind.value}", Section.uses, kind.label, Query(_U, Measure.total, (), kind.value))
        for kind in _USE_EVENTS
    ),
)  # fmt: skip
"""All figures, in the order of the report."""
