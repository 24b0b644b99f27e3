"""Facts of one pull request from the port, and who decides about it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from registry.adapters.forge import ForgeReads, Missing
from registry.core import paths
from registry.core.approval import Speaker
from registry.core.authority import MINISTRY, Authority, bureau_name
from registry.core.forge import Account
from registry.core.issue_course import as_people_acted
from registry.core.issue_filing import issue_of
from registry.core.request_story import CaseFacts
from registry.core.submission import Reviewers
from registry.core.text import Text
from registry.core.verdict import RequestKind


def case_facts(port: ForgeReads, number: int, default_branch: str) -> CaseFacts:
    """The pull request with its reviews, timeline and commits. Raises ForgeProblem.

    Read until the head is the same before and after, so that reviews and commits belong to it.
    """
    for _ in range(3):
        pull = port.pull_request(number)
        facts = CaseFacts(
            pull,
            port.reviews(number),
            port.timeline(number),
            port.commits(number),
            port.bot_id,
            default_branch,
            port.requested_teams(number),
        )
        again = port.pull_request(number)
        if again.head_sha == pull.head_sha and again.state == pull.state:
            return _of_its_filer(port, replace(facts, pull=again))
    # Of a head that keeps moving nothing counts as approved.
    return _of_its_filer(port, replace(facts, pull=again, reviews=(), commits=()))


def _of_its_filer(port: ForgeReads, facts: CaseFacts) -> CaseFacts:
    """A request that the bot made of an issue is its author's: he approves nothing of it, and closing the issue takes it back."""
    number = issue_of(facts.pull, facts.bot_id)
    if number is None:
        return facts
    try:
        filer = port.issue(number).author
        events = as_people_acted(facts.events, port.timeline(number), facts.bot_id)
    except Missing:
        filer, events = (
            None,
            facts.events,
        )  # somebody has deleted the issue; who wrote the commits still counts
    return replace(facts, pull=replace(facts.pull, author=filer), events=events, issue=number)


class Deciders:
    """Who speaks for which authority. Teams are asked of the forge once for a whole run."""

    def __init__(self, port: ForgeReads, authorities: Mapping[str, Authority]) -> None:
        self._port = port
        self._authorities = authorities
        self._members: dict[str, tuple[Account, ...] | None] = {}
        self._may_write: dict[int, bool] = {}

    def of(
        self, kind: RequestKind, authority_paths: Iterable[str], seen: Collection[Account]
    ) -> tuple[Reviewers, ...]:
        """For each authority's folder who decides. `seen` are the accounts that reviewed: only theirs is the right to write asked.

        On an authority's own files it decides itself, or the Ministry above it.
        """
        found = []
        for path in authority_paths:
            one = self._of(path, seen)
            if kind is RequestKind.authority and path != MINISTRY:
                above = self._at(MINISTRY, seen)
                speaker = Speaker(
                    one.speaker.officers | above.speaker.officers, one.speaker.team | above.speaker.team
                )
                one = replace(one, speaker=speaker)
            found.append(one)
        return tuple(found)

    def _of(self, path: str, seen: Collection[Account]) -> Reviewers:
        """Of the nearest level that has anybody: a county without officers or team is spoken for by its city, and so on."""
        own = self._at(path, seen)
        level = own
        while not (level.teams or level.officers) and level.path != MINISTRY:
            level = self._at(_above(level.path), seen)
        if not (level.teams or level.officers):
            return own
        return replace(
            own, speaker=level.speaker, level=level.path, teams=level.teams, officers=level.officers
        )

    def _at(self, path: str, seen: Collection[Account]) -> Reviewers:
        slug, *codes = path.split("/")
        authority = self._authorities.get(slug)
        if authority is None or authority.find(tuple(codes)) is None:
            return Reviewers(path, Text(path, path), Speaker(frozenset()), path)
        officers = frozenset(authority.officers) if not codes else frozenset()
        team = authority.team_at(tuple(codes)).rpartition("/")[2]
        members = self._team(team)
        reviewing = {account.id: account for account in seen}
        writing = frozenset(
            member.id for member in members or () if member.id in reviewing and self._writes(member)
        )
        name = bureau_name(authority, tuple(codes)) or authority.name.text
        return Reviewers(
            path, name, Speaker(officers, writing), path, (team,) if members else (), len(officers)
        )

    def _team(self, slug: str) -> tuple[Account, ...] | None:
        if slug not in self._members:
            try:
                self._members[slug] = self._port.team_members(slug)
            except Missing:
                self._members[slug] = None
        return self._members[slug]

    def _writes(self, account: Account) -> bool:
        if account.id not in self._may_write:
            self._may_write[account.id] = self._port.permission_of(account).may_write
        return self._may_write[account.id]


def _above(path: str) -> str:
    """The next level up: county, city, province, the Ministry."""
    return path.rpartition("/")[0] or MINISTRY


def folder_of(path: str) -> str | None:
    """The authority's folder that decides on a path of a pull request; None for what no authority decides on."""
    where = paths.parse(path)
    if where is not None:
        return where.authority
    return MINISTRY if paths.authority_slug(path) else None
