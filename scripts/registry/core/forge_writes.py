"""What is written to the forge, and how a repeat finds what is already there.

Every write has a key. A text carries it as a comment that readers do not see, and only texts of the bot's own account count,
so nobody can make the bot adopt or edit a text by copying the mark.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from registry.core.forge import Account, Comment
from registry.core.text import Text

LONGEST_BODY = 65_536
"""Characters of a comment or of an issue's or pull request's description (the forge's limit)."""
LONGEST_TITLE = 256
LONGEST_SUMMARY = 65_535
"""Characters of a check's summary (GitHub's API description)."""
LONGEST_MESSAGE = 65_535
LONGEST_ANNOTATION_TITLE = 255
ANNOTATIONS_AT_ONCE = 50
"""Annotations in one request (GitHub's API description); further ones are appended by further requests."""
MOST_ANNOTATIONS = 500
"""Product rule: ten requests. Nobody reads more, and the forge slows down whoever writes too often."""

_KEY = re.compile(r"[a-z0-9]([a-z0-9:._/-]{0,98}[a-z0-9])?", re.ASCII)
_CUT = Text("（后面还有 {n} 个字符未显示。）", "({n} more characters are not shown.)")
_CUT_ANNOTATIONS = Text(
    "另有 {n} 条未在文件行上标注，全部见评论。",
    "{n} more are not marked on lines of files; the comment lists all.",
)


class Change(StrEnum):
    """What a keyed write did."""

    created = "created"
    edited = "edited"
    unchanged = "unchanged"


class HideReason(StrEnum):
    """Why a comment is folded away, as the forge shows it to readers."""

    abuse = "ABUSE"
    duplicate = "DUPLICATE"
    off_topic = "OFF_TOPIC"
    outdated = "OUTDATED"
    resolved = "RESOLVED"
    spam = "SPAM"


class Conclusion(StrEnum):
    """Result of a check. `action_required` is a case for a person: it does not let a required check pass."""

    success = "success"
    failure = "failure"
    neutral = "neutral"
    action_required = "action_required"


class Level(StrEnum):
    """How loudly an annotation speaks."""

    notice = "notice"
    warning = "warning"
    failure = "failure"


class MergeMethod(StrEnum):
    """How the head comes into the base branch. Only `merge` keeps the approved commit in its history."""

    merge = "merge"
    squash = "squash"
    rebase = "rebase"


class Refusal(StrEnum):
    """Why a pull request was not merged."""

    head_moved = "head_moved"
    closed = "closed"
    not_mergeable = "not_mergeable"


@dataclass(frozen=True, slots=True)
class Written:
    """A comment (`id`), a pull request or an issue (`number`) that now says what it should."""

    id: int
    change: Change


@dataclass(frozen=True, slots=True)
class LabelChange:
    """Labels that were put on and taken off; both empty: they were right already."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamsAsked:
    """Teams that were asked now, and those that the forge does not let us ask (unknown, or without access)."""

    asked: tuple[str, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """It is merged. `already`: it was before we asked. `commit` is None if the forge does not say which one it became."""

    commit: str | None
    already: bool


@dataclass(frozen=True, slots=True)
class NotMerged:
    """It was not merged, and nothing changed. `detail` is the forge's own sentence: a stranger's words."""

    reason: Refusal
    detail: str


@dataclass(frozen=True, slots=True)
class BranchWritten:
    """A branch. `unchanged`: it was there already, whatever it holds; people may have worked on it."""

    head_sha: str
    change: Change


@dataclass(frozen=True, slots=True)
class Annotation:
    """A finding on lines of a file. Columns only if it begins and ends on the same line."""

    path: str
    start_line: int
    end_line: int
    level: Level
    title: str
    message: str
    start_column: int | None = None
    end_column: int | None = None

    def as_dict(self) -> dict[str, str | int]:
        """What GitHub's API takes, within its limits."""
        data: dict[str, str | int] = {
            "path": self.path,
            "start_line": self.start_line,
            "end_line": self.end_line,
            "annotation_level": str(self.level),
            "title": cut_title(self.title, LONGEST_ANNOTATION_TITLE),
            "message": cut_text(self.message, LONGEST_MESSAGE),
        }
        if self.start_line == self.end_line and self.start_column is not None:
            data["start_column"] = self.start_column
            data["end_column"] = self.end_column if self.end_column is not None else self.start_column
        return data


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check shows on a commit."""

    title: str
    summary: str
    conclusion: Conclusion
    annotations: tuple[Annotation, ...] = ()

    def fitted(self) -> "CheckReport":
        """The same within the platform's limits; the summary says how many annotations were cut. Fitting twice changes nothing."""
        left_out = len(self.annotations) - MOST_ANNOTATIONS
        note = f"\n\n{_CUT_ANNOTATIONS.fill(n=str(left_out)).both()}" if left_out > 0 else ""
        return CheckReport(
            cut_title(self.title, LONGEST_ANNOTATION_TITLE),
            cut_text(self.summary, LONGEST_SUMMARY - len(note)) + note,
            self.conclusion,
            self.annotations[:MOST_ANNOTATIONS],
        )

    def external_id(self, key: str) -> str:
        """Key and digest of all that is shown: the same report is found again, another one becomes a new check run."""
        digest = sha256(repr(self.fitted()).encode("utf-8", "surrogatepass")).hexdigest()
        return f"{checked_key(key)}#{digest[:16]}"


@dataclass(frozen=True, slots=True)
class CheckWritten:
    """A check run. `annotations` is how many it shows, `cut` how many were left out."""

    id: int
    change: Change
    annotations: int
    cut: int


def checked_key(key: str) -> str:
    """The key itself. Raises ValueError: keys are ours, so a bad one is a mistake in the code."""
    if not _KEY.fullmatch(key) or "--" in key:
        raise ValueError(f"a key is lower-case ASCII like case:12 and holds no --, not {key!r}")
    return key


def mark(key: str) -> str:
    """What a text of ours carries, unseen by readers."""
    return f"<!-- registry:{checked_key(key)} -->"


def with_mark(key: str, body: str) -> str:
    """The text as it is written: the mark in the first line, foreign marks made harmless, cut to the platform's limit."""
    first = mark(key)
    harmless = body.replace("<!-- registry:", "<!-- registry :").replace("\r\n", "\n")
    return f"{first}\n{cut_text(harmless, LONGEST_BODY - len(first) - 1)}"


def has_mark(body: str, key: str) -> bool:
    """Whether a text begins with the mark of `key`."""
    return body.startswith(mark(key))


def same_text(one: str, other: str) -> bool:
    """Whether two texts are equal but for line ends and trailing blanks, which the forge may change."""
    return one.replace("\r\n", "\n").rstrip() == other.replace("\r\n", "\n").rstrip()


def cut_text(text: str, limit: int) -> str:
    """At most `limit` characters as JavaScript counts them, with a sentence that tells how many are missing."""
    if _length(text) <= limit:
        return text
    # The sentence's own number grows by a digit now and then: room for seven of them, twice.
    room = limit - len(_CUT.both()) - 2 * len("0000000") - 2
    kept = _first(text, room)
    return f"{kept}\n\n{_CUT.fill(n=str(len(text) - len(kept))).both()}"


def cut_title(text: str, limit: int = LONGEST_TITLE) -> str:
    """One line of at most `limit` characters."""
    line = " ".join(text.split())
    return line if _length(line) <= limit else _first(line, limit - 1) + "…"


def _length(text: str) -> int:
    """UTF-16 code units: the safe reading of a limit that is only stated in `characters`."""
    return len(text) + sum(c > "\uffff" for c in text)


def _first(text: str, units: int) -> str:
    if text.isascii():
        return text[:units]
    used = 0
    for place, character in enumerate(text):
        used += 2 if character > "\uffff" else 1
        if used > units:
            return text[:place]
    return text


def own_with_mark(comments: Iterable[Comment], bot_id: int, key: str) -> list[Comment]:
    """The bot's own comments with this key, oldest first. More than one: two runs wrote at once."""
    found = [c for c in comments if is_own(c.author, bot_id) and has_mark(c.body, key)]
    return sorted(found, key=lambda comment: comment.id)


def is_own(author: Account | None, bot_id: int) -> bool:
    """Whether the bot wrote it."""
    return author is not None and author.id == bot_id


def label_change(
    current: Iterable[str], wanted: Iterable[str], managed: str | Collection[str]
) -> LabelChange:
    """What to put on and take off so that the managed labels are the wanted ones; all others stay.

    `managed` is a prefix, or the names themselves. Names are equal whatever their case. Raises ValueError for a wanted label
    that is not managed: it could never be taken off again.
    """
    names = None if isinstance(managed, str) else {name.casefold() for name in managed}

    def is_managed(name: str) -> bool:
        folded = name.casefold()
        return folded.startswith(str(managed).casefold()) if names is None else folded in names

    goal = {name.casefold(): name for name in wanted}
    if strange := [name for name in goal.values() if not is_managed(name)]:
        raise ValueError(f"not among the managed labels: {', '.join(strange)}")
    here = {name.casefold(): name for name in current}
    added = sorted(name for folded, name in goal.items() if folded not in here)
    removed = sorted(name for folded, name in here.items() if folded not in goal and is_managed(name))
    return LabelChange(tuple(added), tuple(removed))
