"""How many complaints there are, for publication: what is alleged and what the authorities found, never guilt."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from registry.core.clock import day_in_shanghai
from registry.core.complaint import UNDECIDED, Complaint, ComplaintState


@dataclass(frozen=True, slots=True)
class Tally:
    """Complaints about one app or within one authority's remit. Alleged: not decided. Duplicates are one complaint."""

    alleged: int = 0
    upheld: int = 0
    unfounded: int = 0

    def plus(self, state: ComplaintState) -> "Tally":
        """With one more complaint in a state."""
        return Tally(
            self.alleged + (state in UNDECIDED),
            self.upheld + (state is ComplaintState.upheld),
            self.unfounded + (state is ComplaintState.unfounded),
        )


@dataclass(frozen=True, slots=True)
class MonthTally:
    """Complaints received in one month (`2026-09`) within one provincial authority's remit, and what has become of them."""

    month: str
    authority: str
    tally: Tally


COUNTED = UNDECIDED | {ComplaintState.upheld, ComplaintState.unfounded}


def counts(complaints: Iterable[Complaint]) -> tuple[dict[str, Tally], dict[str, Tally]]:
    """Tallies by filing number and by authority folder, of complaints that are in scope, complete and no duplicates."""
    apps: dict[str, Tally] = defaultdict(Tally)
    authorities: dict[str, Tally] = defaultdict(Tally)
    for complaint in complaints:
        if complaint.subject is None or complaint.state not in COUNTED:
            continue
        authorities[complaint.subject.authority] = authorities[complaint.subject.authority].plus(complaint.state)  # fmt: skip
        if complaint.subject.number:
            apps[complaint.subject.number] = apps[complaint.subject.number].plus(complaint.state)
    return dict(sorted(apps.items())), dict(sorted(authorities.items()))


def by_month(complaints: Iterable[Complaint]) -> tuple[MonthTally, ...]:
    """Tallies of the same complaints by the month in which they were received, and by provincial authority."""
    found: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for complaint in complaints:
        if complaint.subject is None or complaint.state not in COUNTED:
            continue
        month = day_in_shanghai(complaint.facts.issue.created_at).isoformat()[:7]
        place = (month, complaint.subject.authority.partition("/")[0])
        found[place] = found[place].plus(complaint.state)
    return tuple(MonthTally(month, slug, tally) for (month, slug), tally in sorted(found.items()))
