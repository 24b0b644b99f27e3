"""What changed, in words: sentences in both languages, as terminal text, as Markdown for a comment, and as JSON.

Values come from strangers: they are cut, stand on one line, and in Markdown only within code spans. What looks like a person's
number or mailbox is masked everywhere, JSON included: a comment cannot be forgotten either.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from registry.core.change import Change, ChangeKind, FileChange, Subject
from registry.core.characters import name_of
from registry.core.codes import Code
from registry.core.fields import Record
from registry.core.finding import dotted
from registry.core.names.layers import skeleton
from registry.core.personal_data import masked
from registry.core.text import Text, shown

LONGEST_VALUE = 120
_BEFORE_THE_DIFFERENCE = 20
"""Characters of two long values that are shown before the place where they begin to differ."""

_KINDS = {
    ChangeKind.added: Text("新增", "new"),
    ChangeKind.removed: Text("删除", "removed"),
    ChangeKind.changed: Text("变更", "changed"),
    ChangeKind.moved: Text("移动", "moved"),
}
NO_CONTENT = Text(
    "只有注释或写法不同，内容没有改变", "only comments or the way of writing differ; the content is the same"
)
UNREADABLE = Text(
    "改动前或改动后的内容无法读取，不能比较",
    "the content before or after cannot be read, so nothing is compared",
)
OTHER_FILE = Text("不是备案数据，不逐项比较", "no data of the registry; not compared")
NOTHING = Text("没有改动", "nothing changed")


class _Plain:
    """Values in quotation marks, for terminal and JSON."""

    @staticmethod
    def quote(text: str) -> str:
        return f"“{text}”"

    @staticmethod
    def mark(text: str) -> str:
        return text


class _Markdown:
    """Values in code spans, in which nothing is a link, a mention or markup."""

    @staticmethod
    def quote(text: str) -> str:
        return f"`{text.replace('`', 'ˋ')}`"

    mark = quote


_Style = type[_Plain] | type[_Markdown]


def sentence(change: Change, style: _Style = _Plain) -> Text:
    """One change as a sentence: 应用“示例阅读”的包名由“a”改为“b”; Apps “示例阅读”: package name changed from “a” to “b”."""
    return Text(_chinese(change, style), _english(change, style))


def _chinese(change: Change, style: _Style) -> str:
    subject = "中".join(_subject(s, "zh", style) for s in change.subjects)
    what = "·".join(title.zh for title in change.titles)
    of = f"{subject}的{what}" if subject and what else subject or what
    if change.within:
        of = what or (_subject(change.subjects[-1], "zh", style) if change.subjects else "")
    before, after = _both_values(change, "zh", style)
    match change.kind:
        case ChangeKind.moved:
            return f"{of}的顺序由{before}改为{after}" if what else f"{of}的顺序改变"
        case ChangeKind.changed:
            return f"{of}由{before}改为{after}{_alike(change).zh}"
        case ChangeKind.added:
            if not change.within:
                return f"新增{of}" if isinstance(change.after, Record) else f"{of}增加{after}"
            return of if isinstance(change.after, Record) else f"{of}：{after}"
        case ChangeKind.removed:
            if not change.within:
                return f"删除{of}" if isinstance(change.before, Record) else f"{of}去掉{before}"
            return of if isinstance(change.before, Record) else f"{of}：{before}"


def _english(change: Change, style: _Style) -> str:
    subject = ", ".join(_subject(s, "en", style) for s in change.subjects)
    what = ", ".join(title.en for title in change.titles)
    of = f"{subject}: {what}" if subject and what else subject or what
    if change.within:
        of = what or (_subject(change.subjects[-1], "en", style) if change.subjects else "")
    before, after = _both_values(change, "en", style)
    match change.kind:
        case ChangeKind.moved:
            return f"{of}: order changed from {before} to {after}"
        case ChangeKind.changed:
            return f"{of} changed from {before} to {after}{_alike(change).en}"
        case ChangeKind.added:
            if not change.within:
                return f"{of} added" if isinstance(change.after, Record) else f"{of}: {after} added"
            return of if isinstance(change.after, Record) else f"{of}: {after}"
        case ChangeKind.removed:
            if not change.within:
                return f"{of} removed" if isinstance(change.before, Record) else f"{of}: {before} removed"
            return of if isinstance(change.before, Record) else f"{of}: {before}"


def _subject(subject: Subject, language: str, style: _Style) -> str:
    name = style.quote(shown(subject.name, LONGEST_VALUE))
    id_ = (
        f"({style.mark(shown(subject.id, LONGEST_VALUE))})"
        if subject.id and subject.id != subject.name
        else ""
    )
    space = "" if language == "zh" else " "
    return f"{subject.title.in_language(language)}{space}{name}{id_}"


def _both_values(change: Change, language: str, style: _Style) -> tuple[str, str]:
    old, new = change.before, change.after
    if isinstance(old, str) and isinstance(new, str) and not isinstance(old, Code):
        was, now = _around_the_difference(old, new)
        return style.quote(was), style.quote(now)
    return value_words(old, language, style), value_words(new, language, style)


def _alike(change: Change) -> Text:
    """A note on two values that a reader could take for one, as where a letter becomes its double of another alphabet."""
    old, new = change.before, change.after
    if (
        not isinstance(old, str)
        or not isinstance(new, str)
        or old.casefold() == new.casefold()
        or skeleton(old) != skeleton(new)
    ):
        return Text("", "")
    at = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    was, now = (name_of(text[at]) if at < len(text) else "–" for text in (old, new))
    return Text(
        f"(看上去相近：第{at + 1}个字符由 {was} 改为 {now})",
        f" (they look alike: character {at + 1} changed from {was} to {now})",
    )


def value_words(value: Any, language: str, style: _Style = _Plain) -> str:
    """A value as a person reads it: labels of codes, 是/否, text in quotation marks; nothing for what is absent or a whole block."""
    if isinstance(value, bool):
        return ("是" if value else "否") if language == "zh" else ("yes" if value else "no")
    if isinstance(value, Code):
        return value.label.in_language(language)
    if isinstance(value, tuple):
        return ("、" if language == "zh" else ", ").join(value_words(item, language, style) for item in value)
    if value is None or isinstance(value, Record):
        return ""
    if isinstance(value, int):
        return str(value)
    return style.quote(shown(value, LONGEST_VALUE))


def _around_the_difference(old: str, new: str) -> tuple[str, str]:
    """Two texts, cut so that what differs is seen: long ones begin shortly before it."""
    old, new = masked(old), masked(new)  # before they are cut: half a number is not known as one
    if max(len(old), len(new)) <= LONGEST_VALUE:
        return shown(old, LONGEST_VALUE), shown(new, LONGEST_VALUE)
    same = next(
        (i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    start = max(0, same - _BEFORE_THE_DIFFERENCE)
    lead = "…" if start else ""
    return shown(lead + old[start:], LONGEST_VALUE), shown(lead + new[start:], LONGEST_VALUE)


def headline(file: FileChange, style: _Style = _Plain) -> Text:
    """What happened to a file as a whole."""
    kind = _KINDS[file.kind]
    unit = style.quote(shown(file.unit)) if file.unit else ""
    where, old = style.mark(shown(file.path, 200)), style.mark(shown(file.old_path, 200))
    zh = f"{kind.zh} {where}{f' {unit}' if unit else ''}"
    en = f"{kind.en} {where}{f' {unit}' if unit else ''}"
    if file.kind is ChangeKind.moved:
        return Text(f"{zh}，原在 {old}", f"{en}, was {old}")
    return Text(zh, en)


def _remark(file: FileChange) -> Text | None:
    if not file.is_data:
        return OTHER_FILE
    if file.unreadable:
        return UNREADABLE
    if file.changes or file.kind is ChangeKind.removed:
        return None
    return NO_CONTENT if file.kind is ChangeKind.changed else None


def _depth(file: FileChange, change: Change) -> int:
    """How much further in a change stands than its file; of a new file the headline says that all is new."""
    whole = file.kind in (ChangeKind.added, ChangeKind.removed)
    return change.within - 1 if whole else change.within


def lines(files: Iterable[FileChange], language: str) -> list[str]:
    """For the terminal: a line for each file, and one, further in, for each change."""
    found = []
    for file in files:
        found.append(headline(file).in_language(language))
        if remark := _remark(file):
            found.append(f"  {remark.in_language(language)}")
        found += [
            f"{'    ' * _depth(file, change)}  {sentence(change).in_language(language)}"
            for change in file.changes
        ]
    return found


def as_markdown(files: Sequence[FileChange], language: str) -> str:
    """For a comment: nested lists, all that a stranger wrote within code spans."""
    found = []
    for file in files:
        found.append(f"- {headline(file, _Markdown).in_language(language)}")
        if remark := _remark(file):
            found.append(f"  - {remark.in_language(language)}")
        found += [
            f"{'  ' * _depth(file, change)}  - {sentence(change, _Markdown).in_language(language)}"
            for change in file.changes
        ]
    return "".join(f"{line}\n" for line in found or [NOTHING.in_language(language)])


def as_rows(files: Iterable[FileChange]) -> list[dict[str, object]]:
    """For JSON: `[{"path", "kind", "old_path", "unit", "is_data", "unreadable", "words", "changes": [{"field", "kind", "before", "after", "words"}]}]`."""
    return [
        {
            "path": file.path,
            "kind": file.kind.value,
            "old_path": file.old_path,
            "unit": masked(file.unit),
            "is_data": file.is_data,
            "unreadable": file.unreadable,
            "words": headline(file).as_dict(),
            "changes": [
                {
                    "field": dotted(change.place),
                    "kind": change.kind.value,
                    "before": _plain(change.before),
                    "after": _plain(change.after),
                    "words": sentence(change).as_dict(),
                }
                for change in file.changes
            ],
        }
        for file in files
    ]


def _plain(value: Any) -> object:
    """A value for JSON, not cut; a block or item is spelt out by the changes after it."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, str) and not isinstance(value, Code):
        return masked(value)
    return None if isinstance(value, Record) else value
