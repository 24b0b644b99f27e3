"""The periodic report in every form: a CSV of figures, the lists, JSON, text, Markdown, and the words that pages of it need."""

import json
from collections.abc import Iterator, Mapping

from registry.core.oversight_report import Answer, ListName, Measure, Report, Section
from registry.core.text import Text
from registry.render.csv_table import as_csv

COLUMNS: Mapping[ListName, tuple[str, ...]] = {
    ListName.decisions: (
        "day", "what", "what_zh", "authority", "number", "app", "unit", "uscc", "in_force", "submitted_at", "decided_at",
        "time_known", "working_days", "within_limit", "due", "overdue", "feedbacks", "reason", "sequence",
    ),
    ListName.cases: ("day", "what", "what_zh", "authority", "unit", "uscc", "category", "category_zh", "document", "case"),
    ListName.uses: (
        "day", "authority", "confirmed", "reconfirmed", "invalidated", "ended", "filings_confirmed", "time_known", "within_limit",
        "overdue",
    ),
    ListName.closed: ("day", "how", "how_zh", "kind", "authority", "pull_request"),
    ListName.complaints: ("day", "authority", "alleged", "upheld", "unfounded"),
}  # fmt: skip
"""Columns of the lists; those that a figure asks for are among them."""

BY_AUTHORITY = (
    "filed",
    "in_force",
    "share_within_limit",
    "median",
    "overdue",
    "revoked",
    "case_blacklisted",
    "use_confirmed",
)
"""Figures of the table of authorities."""

FIGURE_COLUMNS = ("period", "authority", "figure", "zh", "en", "value", "unit", "list", "where", "column")


class TEXTS:
    """Words around the figures."""

    figure = Text("指标", "Figure")
    value = Text("数值", "Value")
    from_list = Text("来自清单", "Counted from")
    unknown = Text("未知", "not known")
    dash = Text("—：没有可以计算的备案，或未知。", "—: nothing to measure, or not known.")
    not_brought = Text("平台数据尚未接入", "not brought from the forge yet")
    until_the_end = Text("截至期末各期 in_force 之和", "sum of in_force over all periods to the end")
    breaches = Text("认定的违规情形", "Categories of breach found")
    by_authority = Text("各机关", "By authority")
    authority = Text("机关", "Authority")
    unfinished = Text("本期尚未结束。", "The period is not over yet.")
    signature = Text(
        "制表单位(盖章)：                    日期：", "Issued by (seal):                    Date:"
    )
    files = Text("数据文件", "Files")
    figures_csv = Text("全部指标(含各机关) CSV", "All figures, of each authority too, as CSV")


def title(authority: Text | None) -> Text:
    """Title of a report."""
    if authority is None:
        return Text("教育移动应用备案监督报告", "Oversight report on the filing of educational apps")
    return Text(
        f"{authority.zh}教育移动应用备案监督报告",
        f"Oversight report on the filing of educational apps: {authority.en}",
    )


def figures_csv(report: Report) -> bytes:
    """Every figure in all and of each authority, with the question that gives it."""
    return as_csv(FIGURE_COLUMNS, _figure_rows(report))


def _figure_rows(report: Report) -> Iterator[dict[str, object]]:
    for slug, answers in ((report.authority, report.answers), *report.by_authority.items()):
        for answer in answers:
            yield {"period": report.period.code, "authority": slug, **_figure(answer)}


def _figure(answer: Answer) -> dict[str, object]:
    query = answer.question.query
    conditions = [f"{column}={value}" for column, value in query.where]
    if query.of_which:
        conditions.append("share: " + ", ".join(f"{column}={value}" for column, value in query.of_which))
    return {
        "figure": answer.question.code,
        "zh": answer.question.label.zh,
        "en": answer.question.label.en,
        "value": "" if answer.value is None else round(answer.value, 6),
        "unit": query.measure.value,
        "list": f"{query.source.value}, all periods to the end"
        if query.until_the_end
        else query.source.value,
        "where": "; ".join(conditions),
        "column": query.column,
    }


def list_csv(report: Report, name: ListName) -> bytes | None:
    """One list; None if it was not brought."""
    rows = report.lists[name]
    return None if rows is None else as_csv(COLUMNS[name], rows)


def as_json(report: Report, names: Mapping[str, Text]) -> str:
    """All of it; what is not known is left out, as everywhere in our data."""
    body = {
        "schema": "oversight-report/v1",
        "period": report.period.code,
        "begins": report.period.begins,
        "ends": report.period.ends,
        "finished": report.finished,
        "figures": _values(report.answers),
        "breaches": {breach.value: count for breach, count in report.breaches},
        "authorities": [
            {"authority": slug, **names[slug].as_dict(), "figures": _values(answers)} for slug, answers in report.by_authority.items()
        ],
        **({"authority": report.authority} if report.authority else {}),
    }  # fmt: skip
    return json.dumps(body, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _values(answers: tuple[Answer, ...]) -> dict[str, float]:
    return {answer.question.code: round(answer.value, 6) for answer in answers if answer.value is not None}


def said(answer: Answer, language: str) -> str:
    """A figure as people read it."""
    if answer.value is None:
        return TEXTS.unknown.in_language(language)
    if answer.question.query.measure is Measure.share:
        return f"{answer.value:.1%}"
    return f"{answer.value:g}"


def as_text(report: Report, names: Mapping[str, Text], language: str) -> str:
    """For a terminal: figures by section."""
    authority = names.get(report.authority)
    lines = [f"{title(authority).in_language(language)}  {report.period.label.in_language(language)}"]
    if not report.finished:
        lines.append(TEXTS.unfinished.in_language(language))
    for section in Section:
        lines += ["", section.label.in_language(language)]
        lines += [
            f"  {said(answer, language):>8}  {answer.question.label.in_language(language)}"
            for answer in report.answers
            if answer.question.section is section
        ]
    if report.breaches:
        lines += ["", TEXTS.breaches.in_language(language)]
        lines += [f"  {count:>8}  {breach.label.in_language(language)}" for breach, count in report.breaches]
    return "\n".join(lines) + "\n"


def as_markdown(report: Report, names: Mapping[str, Text], language: str) -> str:
    """For a document or a notice: only words of ours, no text of a filing."""
    authority = names.get(report.authority)
    lines = [f"# {title(authority).in_language(language)}", "", f"{report.period.label.in_language(language)} ({report.period.begins} – {report.period.ends})"]  # fmt: skip
    if not report.finished:
        lines += ["", TEXTS.unfinished.in_language(language)]
    heads = f"| {TEXTS.figure.in_language(language)} | {TEXTS.value.in_language(language)} |"
    for section in Section:
        lines += ["", f"## {section.label.in_language(language)}", "", heads, "| --- | ---: |"]
        lines += [
            f"| {answer.question.label.in_language(language)} | {said(answer, language)} |"
            for answer in report.answers
            if answer.question.section is section
        ]
    if report.by_authority:
        chosen = [answer.question for answer in report.answers if answer.question.code in BY_AUTHORITY]
        lines += ["", f"## {TEXTS.by_authority.in_language(language)}", ""]
        lines.append(f"| {TEXTS.authority.in_language(language)} | " + " | ".join(q.label.in_language(language) for q in chosen) + " |")  # fmt: skip
        lines.append("| --- |" + " ---: |" * len(chosen))
        for slug, answers in report.by_authority.items():
            cells = [said(answer, language) for answer in answers if answer.question.code in BY_AUTHORITY]
            lines.append(f"| {names[slug].in_language(language)} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
