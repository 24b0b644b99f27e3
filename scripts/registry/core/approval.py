"""Does an authority's approval stand? Counted from reviews by the bot itself, whatever the forge's own rules say.

An approval counts if it is of the head that would be merged, by a person other than those who wrote it, who may speak for the
authority whose folder the filing lies in: as an officer listed for it by the number of the account, or as a member with write
access of the team that owns the folder. The last thing that somebody said is what he says.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from registry.core.forge import Account, Review, ReviewState
from registry.core.text import Text


class NotCounted(StrEnum):
    """Why an approval does not count."""

    reason: Text

    def __new__(cls, code: str, zh: str, en: str) -> "NotCounted":
        """Make one member from its code and the words that people read."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.reason = Text(zh, en)
        return member

    ghost = "ghost", "账号已不存在", "the account no longer exists"
    bot = "bot", "是程序账号，不是人", "it is the account of a program, not of a person"
    author = "author", "是提交人本人", "it is by the submitter"
    pusher = "pusher", "是参与编写提交的人", "it is by somebody who wrote commits of this request"
    old_head = (
        "old_head",
        "针对的是较早的版本，之后又有新的提交",
        "it is of an earlier version; commits came after it",
    )
    dismissed = "dismissed", "已被撤回", "it was dismissed"
    stranger = (
        "stranger",
        "不在该主管部门的审核人员名单中",
        "the account is not listed as an officer of this authority",
    )


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who may speak for an authority: officers by account number, and members of its team that may write."""

    officers: frozenset[int]
    team: frozenset[int] = frozenset()

    def may(self, account: Account) -> bool:
        """Whether an account speaks for it."""
        return account.id in self.officers or account.id in self.team


@dataclass(frozen=True, slots=True)
class Weighed:
    """One review that says something, and why it does not count (None: it counts). `authorities` are those it speaks for."""

    review: Review
    authorities: tuple[str, ...]
    why_not: NotCounted | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the reviews of a pull request come to, by authority path."""

    weighed: tuple[Weighed, ...]
    approved: Mapping[str, tuple[Account, ...]]
    """Who approved for each authority; an authority without an approval is not in it."""
    refused: Mapping[str, Review]
    """The review by which an authority asked for changes last, unless the same officer approved after it."""
    missing: tuple[str, ...]
    """Authorities that have not approved."""

    @property
    def is_complete(self) -> bool:
        """Whether every authority has approved and none asks for changes."""
        return not self.missing and not self.refused

    @property
    def approvers(self) -> tuple[int, ...]:
        """Numbers of all who approved, for the ledger."""
        return tuple(sorted({account.id for group in self.approved.values() for account in group}))


def weigh(
    reviews: Iterable[Review],
    head: str,
    author: Account | None,
    pushers: Collection[int],
    speakers: Mapping[str, Speaker],
) -> Standing:
    """What reviews say about `head`, for each authority path in `speakers`; at least one authority is needed to be complete.

    `pushers` are numbers of accounts that wrote commits of the request. Reviews are taken in the order in which they were given.
    """
    last: dict[int, tuple[Account, Review]] = {}
    said = (ReviewState.approved, ReviewState.changes_requested, ReviewState.dismissed)
    nobody: list[Weighed] = []
    for review in reviews:
        if review.state not in said:
            continue  # a comment takes nothing back
        if review.author is None:
            if review.state is ReviewState.approved:
                nobody.append(Weighed(review, (), NotCounted.ghost))
            continue
        last[review.author.id] = (review.author, review)
    weighed = list(nobody)
    approved: dict[str, list[Account]] = {}
    refused: dict[str, Review] = {}
    for account, review in last.values():
        speaks_for = tuple(path for path, speaker in speakers.items() if speaker.may(account))
        why_not = _why_not(review, account, head, author, pushers, speaks_for)
        if review.state is not ReviewState.changes_requested:
            weighed.append(Weighed(review, speaks_for, why_not))
        for path in speaks_for:
            if review.state is ReviewState.changes_requested and _is_another(account, author, pushers):
                refused[path] = review
            elif why_not is None:
                approved.setdefault(path, []).append(account)
    return Standing(
        tuple(weighed),
        {path: tuple(accounts) for path, accounts in approved.items()},
        refused,
        tuple(path for path in speakers if path not in approved) if speakers else ("",),
    )


def _why_not(
    review: Review,
    account: Account,
    head: str,
    author: Account | None,
    pushers: Collection[int],
    speaks_for: tuple[str, ...],
) -> NotCounted | None:
    if review.state is ReviewState.dismissed:
        return NotCounted.dismissed
    if account.is_bot:
        return NotCounted.bot
    if author is not None and account.id == author.id:
        return NotCounted.author
    if account.id in pushers:
        return NotCounted.pusher
    if not speaks_for:
        return NotCounted.stranger
    if review.commit_id != head:
        return NotCounted.old_head
    return None


def _is_another(account: Account, author: Account | None, pushers: Collection[int]) -> bool:
    """Whether somebody may speak against a request: not its own author, and no program."""
    return not account.is_bot and (author is None or account.id != author.id) and account.id not in pushers
