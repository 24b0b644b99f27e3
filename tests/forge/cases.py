"""Pull requests on a forge in memory, told as stories: who submits, reviews, pushes, and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from registry.commands.forge.act import Office
from registry.commands.forge.desk import RecentMerge
from registry.commands.forge.gather import Deciders, case_facts
from registry.core.authority import Authority
from registry.core.clock import SHANGHAI
from registry.core.forge import Event, PullRequest
from registry.core.submission import ALL_ON, Registered, Submission, assess
from registry.core.switches import Switches
from registry.core.text import Text
from registry.core.time_limits import CLOCKS, Clock
from registry.core.verdict import CommitContent, ForgeVerdict
from tests.forge.fake import FakeForge

PATH = "filings/providers/beijing/11/91110108MA9000A011.yaml"


def authority(slug: str, officers: tuple[int, ...] = (), **more: Any) -> Authority:
    """An authority with some officers."""
    kind = "ministry" if slug == "moe" else "province"
    values = {
        "slug": slug, "kind": kind, "name": {"zh": f"示例{slug}教育厅", "en": f"Example {slug}"},
        "region": {"zh": f"示例{slug}", "en": slug}, "numeric_prefix": "11", "officers": officers, **more,
    }  # fmt: skip
    return Authority.model_validate(values)


class FixedCalendar:
    """Weekdays are worked; from `unknown` on nothing is announced."""

    version = "test 1"

    def __init__(self, unknown: date | None = None) -> None:
        self.unknown = unknown

    def is_workday(self, day: date) -> bool | None:
        if self.unknown is not None and day >= self.unknown:
            return None
        return day.weekday() < 5

    def occasion(self, _: date) -> Text | None:
        return None


@dataclass
class Story:
    """One forge with a filer, an officer without write access, and pull request 1 of a provider."""

    forge: FakeForge = field(default_factory=FakeForge)
    calendar: FixedCalendar = field(default_factory=FixedCalendar)
    authorities: dict[str, Authority] = field(default_factory=dict)

    def __post_init__(self) -> None:
        world = self.world = self.forge.world
        self.filer = world.add_user("filer")
        self.officer = world.add_user("officer")
        self.stranger = world.add_user("stranger")
        self.authorities = {
            "beijing": authority("beijing", (self.officer.id,)),
            "moe": authority("moe"),
        }
        self.number = world.submit(self.filer, {PATH: b"a: 1\n"}, branch="filing")

    @property
    def head(self) -> str:
        """The head of the pull request."""
        return self.forge.pull_request(self.number).head_sha

    def push(self, content: bytes, message: str = "Correct") -> str:
        """The filer pushes."""
        return self.world.push(self.number, {PATH: content}, self.filer, message)

    def verdict(self, result: str = "accept", **more: Any) -> ForgeVerdict:
        """What the judge says of the head. Commits differ in content if the file does."""
        pull = self.world.pulls[self.number]
        between = self.world.store.between(pull.base_sha, pull.head_sha)
        commits = tuple(
            CommitContent(sha=c.sha, content=_digest(self.world.store.file(c.sha, PATH)))
            for c in reversed(between)
        )
        values: dict[str, Any] = {
            "schema": "forge-verdict/v1", "pull_request": self.number, "head": pull.head_sha, "base": pull.base_sha,
            "kind": "provider", "changes_existing": False, "authorities": ("beijing",), "result": result, "checked": 1,
            "errors": 0, "warnings": 0, "notices": 0, "findings": (), "changes": (), "commits": commits[:50], **more,
        }  # fmt: skip
        return ForgeVerdict.model_validate(values)

    def assess(
        self,
        verdict: ForgeVerdict | None = None,
        now: datetime | None = None,
        switches: Switches = ALL_ON,
        registered: tuple[Registered, ...] = (),
        clocks: Mapping[str, Clock] = CLOCKS,
        beside: tuple[Event, ...] = (),
    ) -> Submission:
        """Where it stands; without a verdict given: accepted. `beside`: events that the forge would not bring about by itself."""
        verdict = verdict or self.verdict()
        facts = case_facts(self.forge, self.number, "main")
        facts = replace(facts, events=(*facts.events, *beside))
        seen = {r.author.id: r.author for r in facts.reviews if r.author}.values()
        reviewers = Deciders(self.forge, self.authorities).of(verdict.kind, verdict.authorities, seen)
        moment = now or self.forge.now()
        return assess(facts, verdict, reviewers, self.calendar, moment, switches, registered, clocks)


def _digest(content: bytes | None) -> str:
    return sha256(content or b"").hexdigest()


def at(text: str) -> datetime:
    """An instant in Shanghai: `2026-11-24 09:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@dataclass
class FakeDesk:
    """What the repository knows, beside a forge in memory. A filing that says `bad` is rejected, one that says `ask` referred."""

    story: Story
    off: Switches = ALL_ON
    numbers: dict[int, tuple[Registered, ...]] = field(default_factory=dict)

    def judge(self, pull: PullRequest, base: str | None = None) -> ForgeVerdict:
        story = self.story
        assert base is None or pull.merged
        record = story.world.pulls[pull.number]
        between = story.world.store.between(record.base_sha, record.head_sha)
        path = f"filings/providers/beijing/01/{pull.number}.yaml" if pull.number > 1 else PATH
        content = story.world.store.file(record.head_sha, path) or b""
        result = "reject" if b"bad" in content else "refer" if b"ask" in content else "accept"
        commits = tuple(
            CommitContent(sha=c.sha, content=_digest(story.world.store.file(c.sha, path)))
            for c in reversed(between)
        )
        return ForgeVerdict.model_validate({
            "schema": "forge-verdict/v1", "pull_request": pull.number, "head": record.head_sha, "base": record.base_sha,
            "kind": "provider", "changes_existing": False, "authorities": ("beijing",), "result": result, "checked": 1,
            "errors": int(result == "reject"), "warnings": 0, "notices": 0, "findings": (), "changes": (), "commits": commits[:50],
        })  # fmt: skip

    def authorities(self) -> dict[str, Authority]:
        return self.story.authorities

    def switches(self) -> Switches:
        return self.off

    def registered(self, merge: RecentMerge) -> tuple[Registered, ...]:
        return self.numbers.get(merge.number, ())

    def recent(self, _: datetime) -> tuple[RecentMerge, ...]:
        pulls = self.story.world.pulls.values()
        return tuple(
            RecentMerge(p.issue.number, p.merge_sha or "", p.base_sha) for p in pulls if p.merged is not None
        )


def office(story: Story, desk: FakeDesk, now: datetime, port: Any = None) -> Office:
    """An office on a story's forge, or on another port to the same world."""
    return Office(port or story.forge, story.calendar, now, desk.switches, story.authorities, lambda _: ())
