"""What `registry doctor` found, for a terminal and for programs."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from registry.core.checkup import STATE_LABELS, Diagnosis, State
from registry.core.text import Text
from registry.render.report import inert_json, log

_MARKS = {State.good: "✓", State.note: "!", State.bad: "✗"}
_MEND = Text("处理", "mend it")
_RAN = Text("已执行：{command}", "done: {command}")
_END = Text("问题 {bad}，注意 {note}，正常 {good}", "{bad} problems, {note} notes, {good} ok")
_SAFE = Text("标 * 的可由 registry doctor --fix 处理", "what is marked * is mended by registry doctor --fix")


def as_text(found: Sequence[Diagnosis], language: str, done: Sequence[str] = ()) -> str:
    """One line for each check, problems with reason and command; then what was mended, and the count."""
    width = max((cell_len(one.check) for one in found), default=0)
    lines = []
    for one in found:
        label = STATE_LABELS[one.state].in_language(language)
        head = f"{_MARKS[one.state]} {set_cell_size(label, 7 if language == 'en' else 4)} {set_cell_size(one.check, width)}"
        lines.append(f"{head}  {one.found.in_language(language)}")
        if one.state is not State.good:
            lines.append(f"      {one.why.in_language(language)}")
            if one.mend:
                star = " *" if one.safe else ""
                lines.append(f"      {_MEND.in_language(language)}{star}: {one.mend}")
    lines += [_RAN.fill(command=command).in_language(language) for command in done]
    counts = {state.value: str(sum(one.state is state for one in found)) for state in State}
    lines.append(_END.fill(**counts).in_language(language))
    if any(one.safe and one.state is not State.good for one in found):
        lines.append(_SAFE.in_language(language))
    return log(lines)


def as_json(found: Sequence[Diagnosis], done: Sequence[str] = ()) -> str:
    """`{"checks": [{"check", "state", "found", "why", "mend", "safe"}], "mended": […]}`."""
    rows = [
        {
            "check": one.check,
            "state": one.state.value,
            "found": one.found.as_dict(),
            "why": one.why.as_dict(),
            "mend": one.mend,
            "safe": one.safe,
        }
        for one in found
    ]
    return inert_json({"checks": rows, "mended": list(done)})
