"""What an import says: each finding at its cell, and what changes; as text and as JSON."""

import re
from collections.abc import Iterable, Mapping, Sequence

from registry.core.change import FileChange
from registry.core.difference import Submitter
from registry.core.finding import VERDICT_LABELS, Severity, Verdict
from registry.core.sheet.cell_finding import CellFinding
from registry.core.sheet.cells import address
from registry.core.sheet.kinds import KINDS
from registry.core.sheet.values import expected
from registry.core.text import Text, shown
from registry.render import change_words
from registry.render.report import MARKS, article, inert_json, log

_WRONG_FORM = frozenset({"F16", "F20", "F22", "F23", "F24", "F29", "S12"})
"""Findings that are helped by knowing what a cell of the column looks like."""
_FILE = Text("整个文件", "the file")
MOST_TOLD = 200
"""Lines on what changes."""
FEW = 3
"""Findings of one rule that are still told one by one, and cells that are named of more."""
_KEY = re.compile("[a-z]+(?:_[a-z0-9]+)+")


def where(found: CellFinding) -> Text:
    """The place in words: 使用备案!D17 统一社会信用代码; a whole row or column by its number or letters."""
    if not found.sheet:
        path = found.finding.path
        place = f"{path}:{found.finding.line}:{found.finding.column}"
        return Text(place, place) if path else _FILE
    at = address(found.row, found.column) if found.column else str(found.row or "")
    if not found.column and found.row:
        return Text(f"{found.sheet} 第{at}行", f"{found.sheet} row {at}")
    if not at:
        return Text(found.sheet, found.sheet)
    title = found.field.title if found.field else Text("", "")
    return Text(f"{found.sheet}!{at} {title.zh}".rstrip(), f"{found.sheet}!{at} {title.en}".rstrip())


def _titled(sentence: str, titles: Mapping[str, Text], language: str) -> str:
    """A sentence that names fields by their keys, with the titles of their columns instead."""
    return _KEY.sub(
        lambda key: f"“{titles[key[0]].in_language(language)}”" if key[0] in titles else key[0], sentence
    )


def _titles(findings: Iterable[CellFinding]) -> dict[str, Text]:
    """Titles of the columns of the findings' kind of sheet, by the last key of each."""
    fields = [found.field for found in findings if found.field]
    forms = [
        form for kind in KINDS.values() for form in kind.sheets if any(one in form.columns for one in fields)
    ]
    return {column.keys[-1]: column.title for form in forms for column in form.columns}


def _lines(found: CellFinding, language: str, titles: Mapping[str, Text]) -> list[str]:
    said = found.finding
    value = f" “{shown(found.value)}”" if found.value else ""
    mark = MARKS[said.severity].in_language(language)
    fix, basis, cell = (
        ("怎样改", "依据", "此列填") if language == "zh" else ("what to do", "basis", "this column takes")
    )
    lines = [
        f"{where(found).in_language(language)}{value}",
        f"  {mark} {said.code}: {said.message.in_language(language)}",
        f"      {fix}: {_titled(said.fix.in_language(language), titles, language)} [{basis}: {article(said.article).in_language(language)}]",
    ]
    if found.field and said.code in _WRONG_FORM and (takes := expected(found.field).in_language(language)):
        lines.append(f"      {cell}: {takes}")
    return lines


def _grouped(findings: Sequence[CellFinding]) -> list[list[CellFinding]]:
    """Findings in their order, where those of one rule that refuse nothing are taken together once there are more than a few."""
    groups: dict[object, list[CellFinding]] = {}
    for place, found in enumerate(findings):
        said = found.finding
        groups.setdefault(place if said.severity is Severity.error else said.code, []).append(found)
    return [
        part
        for group in groups.values()
        for part in ([group] if len(group) > FEW else [[one] for one in group])
    ]


def _lines_of_group(group: Sequence[CellFinding], language: str, titles: Mapping[str, Text]) -> list[str]:
    """The first of a group, and how many more there are, in which cells."""
    places = [where(found).in_language(language) for found in group[1 : FEW + 1]]
    more = Text(
        f"      同一条规则另有 {len(group) - 1} 处：{'、'.join(places)}{' 等' if len(group) > FEW + 1 else ''}(逐条列出用 --all)",
        f"      the same rule says so of {len(group) - 1} more: {', '.join(places)}{' and others' if len(group) > FEW + 1 else ''} "
        "(--all tells each)",
    )
    return [*_lines(group[0], language, titles), more.in_language(language)]


def as_text(
    findings: Sequence[CellFinding],
    changes: Iterable[FileChange],
    verdict: Verdict,
    counts: Text,
    language: str,
    *,
    every: bool = False,
) -> str:
    """What changes; findings in the order of the cells; the verdict with its counts.

    What refuses is told one by one. What does not, of one rule, is told once with its count and the first cells, unless `every`.
    """
    told = change_words.lines(changes, language) if verdict is not Verdict.reject else []
    if (more := len(told) - MOST_TOLD) > 0:
        cut = Text(f"……另有 {more} 行", f"… {more} more lines")
        told = [*told[:MOST_TOLD], cut.in_language(language)]
    lines = [*told, *([""] if told else [])]
    titles = _titles(findings)
    for group in [[found] for found in findings] if every else _grouped(findings):
        lines += (
            _lines_of_group(group, language, titles) if len(group) > 1 else _lines(group[0], language, titles)
        )
    number = {one: sum(found.finding.severity is one for found in findings) for one in Severity}
    label = VERDICT_LABELS[verdict].in_language(language)
    summary = Text(
        f"{label}: {counts.zh}，错误 {number[Severity.error]}，待人工判断 {number[Severity.warning]}，提示 {number[Severity.notice]}",
        f"{label}: {counts.en}, {number[Severity.error]} errors, {number[Severity.warning]} for a person, {number[Severity.notice]} notices",
    )
    return log([*lines, summary.in_language(language)])


def as_json(
    findings: Sequence[CellFinding],
    changes: Iterable[FileChange],
    verdict: Verdict,
    written: Iterable[str],
    branches: Iterable[str],
) -> str:
    """`{"verdict", "written": […], "branches": […], "changes": […], "findings": [{"sheet", "cell", "row", "column", "heading", "value", …}]}`."""
    return inert_json(
        {
            "verdict": verdict.name,
            "written": list(written),
            "branches": list(branches),
            "changes": change_words.as_rows(changes),
            "findings": [
                {
                    "sheet": found.sheet,
                    "cell": address(found.row, found.column) if found.row and found.column else "",
                    "row": found.row,
                    "column": found.column,
                    "heading": found.field.title.as_dict() if found.field else None,
                    "value": shown(found.value),
                    **found.finding.as_dict(),
                }
                for found in findings
            ],
        }
    )


def counts(
    rows: int, units: int, files: int, left_out: int, kept: int, *, written: bool, to_branch: bool = False
) -> Text:
    """What was read and what came of it, in one sentence."""
    done = Text("已提交到分支", "committed to a branch") if to_branch else Text("已写入", "written")
    outcome = done if written else Text("有变化，未写入", "differ, not written")
    zh = [f"{rows} 行，{units} 个单位", f"{files} 个文件{outcome.zh}"]
    en = [f"{rows} rows of {units} units", f"{files} files {outcome.en}"]
    if left_out:
        zh.append(f"{left_out} 行标为示例或跳过")
        en.append(f"{left_out} rows marked as example or skip")
    if kept:
        zh.append(f"表中未列出的 {kept} 项原有使用保留不变")
        en.append(f"{kept} uses that no row names stay as they are")
    return Text("；".join(zh), "; ".join(en))


def next_steps(submitter: Submitter, base: str, branches: Sequence[tuple[str, int]]) -> Text:
    """What to do with the branches: (name, files)."""
    role = f" --as {submitter.role.value} --authority {submitter.authority}" if submitter.authority else ""
    zh, en = [], []
    for name, files in branches:
        zh.append(f"分支 {name}：{files} 份备案")
        en.append(f"branch {name}: {files} filings")
    first = branches[0][0]
    zh += [
        "下一步：",
        f"  1. 复核：registry changes --base {base} --head {first}",
        f"  2. 推送：git push origin {' '.join(name for name, _ in branches)}",
        f"  3. 在代码托管平台为每个分支提交合并请求，由{'主管部门的另一名人员' if submitter.authority else '主管部门'}确认",
        f"机器将这样核对：registry validate --base {base} --head {first}{role}",
    ]
    en += [
        "next:",
        f"  1. look at it: registry changes --base {base} --head {first}",
        f"  2. push it: git push origin {' '.join(name for name, _ in branches)}",
        f"  3. open a pull request for each branch; {'another person of the authority' if submitter.authority else 'the authority'} confirms it",
        f"it will be judged by: registry validate --base {base} --head {first}{role}",
    ]
    return Text(log(zh), log(en))
