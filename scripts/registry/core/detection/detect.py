"""All personal data in a text, and the text without it."""

from dataclasses import dataclass

from registry.core.detection.mailboxes import ACCOUNT_HINT, DOMAIN, accounts, mailboxes
from registry.core.detection.numbers import ELEVEN_DIGITS, identity_numbers, mobiles
from registry.core.detection.reading import PLAIN, Kind, Reading, Span


@dataclass(frozen=True, slots=True)
class Detected:
    """Where personal data stands in a text. `tail` is all of it that may be shown: two characters at most, perhaps none."""

    kind: Kind
    start: int
    end: int
    tail: str


def detect(text: str) -> list[Detected]:
    """All personal data in a text, from left to right, none overlapping another. Never raises on any text."""
    plain = text.translate(PLAIN)
    has_numbers, has_accounts = (
        ELEVEN_DIGITS.search(plain) is not None,
        ACCOUNT_HINT.search(plain) is not None,
    )
    has_mailboxes = DOMAIN.search(plain) is not None
    if not (has_numbers or has_accounts or has_mailboxes):
        return []
    read = Reading(text)
    found = list(mailboxes(read)) if has_mailboxes else []
    found += accounts(read) if has_accounts else []
    found += [*identity_numbers(read), *mobiles(read)] if has_numbers else []
    # Of two that overlap the surer one stays: a mailbox rather than the number in it, a number rather than parts of two.
    kept: list[Span] = []
    taken = bytearray(len(read.letters))
    for span in sorted(found, key=lambda span: (_SUREST_FIRST[span.kind], span.signs, span.start)):
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            kept.append(span)
    return [
        Detected(span.kind, read.at[span.start], read.at[span.end - 1] + 1, span.tail)
        for span in sorted(kept, key=lambda span: span.start)
    ]


_SUREST_FIRST = {
    kind: rank
    for rank, kind in enumerate((Kind.mailbox, Kind.account, Kind.id_number, Kind.old_id_number, Kind.mobile))
}


def masked(text: str) -> str:
    """The text with every piece of personal data cut down to its tail, for sentences that quote a stranger's value."""
    shown, done = "", 0
    for found in detect(text):
        shown += f"{text[done : found.start]}…{found.tail}"
        done = found.end
    return shown + text[done:]
