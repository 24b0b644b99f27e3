"""How many complaints there are, for publication: what is alleged and what the authorities found, never guilt."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

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
