"""Open submissions on the site: whose turn it is and until when, in words, for the authority's page and the record's."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from registry.core.oversight_report import Brought, Row
from registry.core.queue import OpenSubmission, Queue
from registry.core.submission import FINAL
from registry.core.text import Text


@dataclass(frozen=True, slots=True)
class Submissions:
    """The queue by what asks for it. `as_of` is empty where nobody brought one."""

    as_of: str = ""
    left_out: int = 0
    by_slug: Mapping[str, tuple[OpenSubmission, ...]] = field(default_factory=dict)
    changing: Mapping[tuple[str, str], OpenSubmission] = field(default_factory=dict)
    """Changes of what is filed already, by path and item."""

    def fingerprint(self, slug: str) -> str:
        """Of what an authority's page shows of it."""
        shown = "\n".join(one.model_dump_json() for one in self.by_slug.get(slug, ()))
        return hashlib.sha256(f"{self.as_of} {self.left_out}\n{shown}".encode()).hexdigest()


NONE = Submissions()


def submissions_of(queue: Queue | None) -> Submissions:
    """From the file that the forge's job wrote."""
    if queue is None:
        return NONE
    by_slug: dict[str, list[OpenSubmission]] = {}
    changing: dict[tuple[str, str], OpenSubmission] = {}
    for one in sorted(queue.submissions, key=lambda one: (one.due or "9999", one.pull_request)):
        if one.stage in FINAL:
            continue
        by_slug.setdefault(one.authority.partition("/")[0], []).append(one)
        if one.changes_existing and one.path:
            for item in one.items:
                changing.setdefault((one.path, item), one)
    return Submissions(queue.as_of, queue.left_out, {slug: tuple(rows) for slug, rows in by_slug.items()}, changing)  # fmt: skip


def brought(queue: Queue | None) -> Brought:
    """What a report needs of it."""
    if queue is None:
        return Brought()
    closed: list[Row] = [
        {
            "day": one.closed_on,
            "how": one.how.value,
            "how_zh": one.how.label.zh,
            "kind": one.kind.value,
            "authority": one.authority.partition("/")[0],
            "pull_request": one.pull_request,
        }
        for one in sorted(queue.closed, key=lambda one: (one.closed_on, one.pull_request))
    ]
    complaints: list[Row] | None = None
    if queue.complaints is not None:
        complaints = [
            {
                "day": one.month,
                "authority": one.authority.partition("/")[0],
                "alleged": one.alleged,
                "upheld": one.upheld,
                "unfounded": one.unfounded,
            }
            for one in queue.complaints
        ]
    return Brought(closed=closed, closed_since=queue.closed_since, complaints=complaints)


def stands(one: OpenSubmission) -> Text:
    """Where a submission stands, in words."""
    stage, turn = one.stage.label, one.turn.label
    zh, en = f"{stage.zh}；轮到{turn.zh}", f"{stage.en}; it is the turn of {turn.en}"
    if one.due:
        zh += f"，至 {one.due}" + ("(暂定)" if one.provisional else "")
        en += f", until {one.due}" + (" (provisional)" if one.provisional else "")
    return Text(zh, en)
