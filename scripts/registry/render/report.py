"""The result of `validate` as terminal text, JSON, and workflow annotations."""

import json
import re
from collections.abc import Iterable, Sequence

from registry.core.change import FileChange
from registry.core.finding import VERDICT_LABELS, Finding, Severity, Verdict
from registry.core.ledger import Event
from registry.core.text import Text, shown
from registry.render import change_words

MARKS = {
    Severity.error: Text("错误", "error"),
    Severity.warning: Text("待人工", "a person decides"),
    Severity.notice: Text("提示", "notice"),
}
_LONGEST_LINE = 4_000
_COMMAND_FIRST = re.compile("(?<![^ \u3000])::")
MOST_ANNOTATIONS = 50
"""More of one run are not shown by the forge."""


MOST_CHANGE_LINES = 200
"""Of what changed; the findings must be seen, also of a batch of schools."""
_THE_WHOLE = Text("合并请求", "the pull request")


def as_text(
    checked: int,
    verdict: Verdict,
    findings: Iterable[Finding],
    language: str,
    changes: Sequence[FileChange] = (),
) -> str:
    """What changed; findings by file, each with place, sentence, what to do and on what it rests; one line with the verdict."""
    lines: list[str] = change_words.lines(changes, language)
    if (more := len(lines) - MOST_CHANGE_LINES) > 0:
        cut = Text(f"……另有 {more} 行，见 registry changes", f"… {more} more lines, see registry changes")
        lines = [*lines[:MOST_CHANGE_LINES], cut.in_language(language)]
    if changes:
        lines.append("")
    path = None
    counts = dict.fromkeys(Severity, 0)
    for found in findings:
        counts[found.severity] += 1
        if found.path != path:
            path = found.path
            lines.append(path or _THE_WHOLE.in_language(language))
        mark = MARKS[found.severity].in_language(language)
        where = f" {found.field}" if found.field else ""
        lines.append(
            f"  {found.line}:{found.column} {mark} {found.code}{where}: {found.message.in_language(language)}"
        )
        fix = "怎样改" if language == "zh" else "what to do"
        basis = "依据" if language == "zh" else "basis"
        lines.append(
            f"      {fix}: {found.fix.in_language(language)} [{basis}: {article(found.article).in_language(language)}]"
        )
    label = VERDICT_LABELS[verdict].in_language(language)
    if language == "zh":
        lines.append(
            f"{label}: 检查 {checked} 个文件，错误 {counts[Severity.error]}，待人工判断 {counts[Severity.warning]}，提示 {counts[Severity.notice]}"
        )
    else:
        lines.append(
            f"{label}: {checked} files checked, {counts[Severity.error]} errors, {counts[Severity.warning]} for a person, "
            f"{counts[Severity.notice]} notices"
        )
    return log(lines)


def log(lines: Iterable[str]) -> str:
    """Lines for a terminal or a log. Whatever stands in them, a runner takes none for a command (`::x::` first, `##[x]` anywhere)."""
    return "".join(f"{_COMMAND_FIRST.sub(': :', shown(line, _LONGEST_LINE))}\n" for line in lines)


def article(key: str) -> Text:
    """`Art. 9` as 第九条 / Art. 9, and the other bases that rules name."""
    if key.startswith("Art. "):
        return Text(f"第{_chinese_number(int(key[5:]))}条", key)
    if key.startswith("Point "):
        return Text(f"通知第{_chinese_number(int(key[6:]))}点", f"Circular, point {key[6:]}")
    if key == "product rule":
        return Text("本系统规则", "product rule")
    if key == "Opinions":
        return Text("《意见》", "Opinions")
    return Text(key, key)


def _chinese_number(number: int) -> str:
    digits = "零一二三四五六七八九"
    if number < 10:
        return digits[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


def as_json(
    checked: int, verdict: Verdict, findings: Iterable[Finding], changes: Sequence[FileChange] = ()
) -> str:
    """`{"verdict", "checked", "changes": […], "findings": […]}`; see `inert_json`, and `change_words.as_rows` for the changes."""
    return inert_json(
        {
            "verdict": verdict.name,
            "checked": checked,
            "changes": change_words.as_rows(changes),
            "findings": [found.as_dict() for found in findings],
        }
    )


def inert_json(body: object) -> str:
    """JSON in ASCII only and without `##[`, so that no terminal or log can be steered by it."""
    return json.dumps(body, ensure_ascii=True, indent=2, allow_nan=False).replace("##[", "#\\u0023[") + "\n"


def as_annotations(checked: int, verdict: Verdict, findings: Iterable[Finding]) -> str:
    """Workflow commands, one line each, at most MOST_ANNOTATIONS; then a plain line with the verdict and the number cut."""
    every = list(findings)
    lines = []
    for found in every[:MOST_ANNOTATIONS]:
        file = f"file={_property(found.path)},line={found.line},col={found.column}," if found.path else ""
        place = f"{file}title={_property(found.code)}"
        lines.append(
            f"::{found.severity.value} {place}::{_data(found.message.both() + ' ' + found.fix.both())}"
        )
    cut = len(every) - MOST_ANNOTATIONS
    lines.append(
        f"{verdict.name}: {checked} files checked, {len(every)} findings"
        + (f", {cut} not shown" if cut > 0 else "")
    )
    return "\n".join(lines) + "\n"


def _data(text: str) -> str:
    return shown(text, _LONGEST_LINE).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_registration(
    events: Iterable[tuple[Event, str]], held: Iterable[str], commit: str | None, language: str
) -> str:
    """What a registration run gives (or would give), a line each, and what is held back."""
    chinese = language == "zh"
    lines = [
        f"{event.event.label.in_language(language)} {event.number or ''} {name} {event.path}".replace(
            "  ", " "
        )
        for event, name in events
    ]
    lines += [
        f"{'未登记，不符合规则或无法读取' if chinese else 'held back, it breaks a rule or cannot be read'}: {path}"
        for path in held
    ]
    if not lines:
        lines = ["没有待登记的内容" if chinese else "nothing to register"]
    elif commit:
        lines.append(f"{'已提交' if chinese else 'committed'} {commit[:12]}")
    elif lines:
        lines.append("以上为计划；加 --apply 执行" if chinese else "this is the plan; --apply does it")
    return log(lines)
