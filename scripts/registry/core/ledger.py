"""The ledger: what was decided, one event per line, hash-chained per authority, never changed afterwards."""

import hashlib
import json
from functools import lru_cache
from typing import Annotated, NamedTuple, Protocol

from pydantic import Field

from registry.core.codes import EventKind
from registry.core.fields import FilingNumber, ItemId, Line, Many, Maybe, Record, Sha256, Slug, words

GENESIS = "0" * 64
"""`previous` of an authority's first event."""

COMMIT = "^([0-9a-f]{40}|[0-9a-f]{64})$"
INSTANT = "^20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]\\+08:00$"
REPOSITORY_PATH = "^(filings|blacklist)/[a-z0-9A-Z/\\-]+\\.yaml$"


class Feedback(Record):
    """The filer was asked for a supplement (Art. 13), or had the filing returned (Art. 19), and answered; no answer: none came."""

    at: Annotated[str, Field(pattern=INSTANT)] = words("反馈时刻", "When it was given, at +08:00")
    answered_at: Maybe[Annotated[str, Field(pattern=INSTANT)]] = words(
        "补充时刻", "When the supplement came, at +08:00", default=None
    )


class Event(Record):
    """One decision. `submitted_at` and `feedbacks` are what the forge knew of the request: how long it took follows from them."""

    sequence: Annotated[int, Field(ge=1)] = words("序号", "Sequence number within the authority's ledger")
    at: Annotated[str, Field(pattern=INSTANT)] = words("时刻", "Instant, at +08:00")
    event: EventKind = words("事项", "What was decided", strict=False)
    path: Annotated[str, Field(pattern=REPOSITORY_PATH, max_length=120)] = words("文件", "File decided on")
    item: Maybe[ItemId] = words(
        "应用或使用编号", "App or use within the file; none: the whole file", default=None
    )
    number: Maybe[FilingNumber] = words("备案号", "Filing number", default=None)
    content_sha256: Sha256 = words("获准内容摘要", "SHA-256 of the bytes that were approved")
    commit: Annotated[str, Field(pattern=COMMIT)] = words("提交", "Commit on main that was registered")
    pull_request: Maybe[Annotated[int, Field(ge=1)]] = words("合并请求", "Pull request", default=None)
    head_commit: Maybe[Annotated[str, Field(pattern=COMMIT)]] = words(
        "请求的提交", "Head of the pull request", default=None
    )
    authority: Slug = words("决定机关", "Deciding authority")
    approved_by: Annotated[Many[Annotated[int, Field(ge=1)]], Field(max_length=20)] = words(
        "批准账号", "Numeric ids of the approving accounts", default=()
    )
    submitted_at: Maybe[Annotated[str, Field(pattern=INSTANT)]] = words(
        "提交时刻", "When it was submitted, at +08:00", default=None
    )
    feedbacks: Annotated[Many[Feedback], Field(max_length=20)] = words(
        "反馈与补充", "Feedback, and what answered it", default=()
    )
    reason: Maybe[Line] = words("理由或文号", "Reason or document", default=None)
    previous: Sha256 = words("上一行摘要", "SHA-256 of the previous line")

    @property
    def year(self) -> str:
        """Year of the decision in Shanghai."""
        return self.at[:4]


class Decided(Protocol):
    """What every reader of a decision may rely on, also where it is kept in short."""

    @property
    def at(self) -> str:
        """Instant, at +08:00."""

    @property
    def event(self) -> EventKind:
        """What was decided."""


class InShort(NamedTuple):
    """A decision of which no more is kept: when, and what."""

    at: str
    event: EventKind


@lru_cache(maxsize=4096)
def in_short(at: str, event: EventKind) -> InShort:
    """One value for all decisions of a kind at an instant: one merge may confirm the uses of a whole county."""
    return InShort(at, event)


def line_of(event: Event) -> bytes:
    """The event's one canonical line, with its line feed: sorted keys, no spaces, UTF-8, nothing that is None or empty."""
    values = event.model_dump(exclude_defaults=True)
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def file_path(authority: str, year: str, first_sequence: int) -> str:
    """Path of the ledger file that starts with `first_sequence`. Two registrars at once collide on it, on purpose."""
    return f"ledger/{authority}/{year}/{first_sequence:08d}.jsonl"
