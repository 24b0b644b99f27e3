"""The evidence of Art. 9 (ICP filing, MLPS grading filing), and the days on which the circular did not ask for it yet.

Art. 9 makes both a condition. Point 3 of the circular of 2019-11-11 put that off, and a notice of 2020-05-26 put it off again;
so what holds on a day follows from what had been announced by then.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from registry.core.codes import HOLDS_IDENTIFIERS, Breach, Code, ProviderStatus
from registry.core.filing import BusinessSystem, ProviderFiling
from registry.core.lookup import Registered
from registry.core.text import Text


@dataclass(frozen=True, slots=True)
class Announcement:
    """One that puts the condition off: from `first` to `last` it does not hold, then there is time to rectify, if any."""

    announced: date
    first: date
    last: date
    rectify_until: date | None
    source: Text


ANNOUNCEMENTS = (
    Announcement(
        date(2019, 11, 11), date(2019, 12, 1), date(2020, 1, 31), None,
        Text("教技厅〔2019〕3号通知第三点", "Circular 教技厅〔2019〕3号, point 3"),
    ),
    Announcement(
        date(2020, 5, 26), date(2020, 5, 26), date(2020, 6, 30), date(2020, 7, 31),
        Text("2020年5月26日公布的延期安排", "The extension announced on 2020-05-26"),
    ),
)  # fmt: skip
"""In the order of announcement; the latest one known on a day is the one that holds."""


class Phase(Code):
    """What Art. 9 asks on a day."""

    required = "required", "须先完成", "Required first"
    buffer = "buffer", "缓冲期", "Buffer period"
    rectification = "rectification", "整改期", "Time to rectify"


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds on a day, and the last day of it (None: it holds on)."""

    phase: Phase
    until: date | None = None


def standing(today: date) -> Standing:
    """What holds on `today`, by what had been announced by then."""
    known = [found for found in ANNOUNCEMENTS if found.announced <= today]
    if known:
        latest = known[-1]
        if latest.first <= today <= latest.last:
            return Standing(Phase.buffer, latest.last)
        if latest.rectify_until is not None and latest.last < today <= latest.rectify_until:
            return Standing(Phase.rectification, latest.rectify_until)
    return Standing(Phase.required)


def missing(system: BusinessSystem) -> tuple[Breach, ...]:
    """Which evidence a business system lacks, by the names that enforcement has for it."""
    lacks = ((system.icp is None, Breach.no_icp), (system.mlps is None, Breach.no_mlps))
    return tuple(breach for lacking, breach in lacks if lacking)


@dataclass(frozen=True, slots=True)
class Lack:
    """A numbered app that is not ended, and the evidence that its business system lacks."""

    number: str
    item: str
    system: str
    breach: Breach


def lacks_of(filing: ProviderFiling, registered: Iterable[Registered]) -> Iterator[Lack]:
    """What a filing's numbered apps lack, app by app: after the last day of the announcements a reason to revoke (Point 3)."""
    lacking = {system.id: found for system in filing.systems if (found := missing(system))}
    systems = {app.id: app.system_id for app in filing.apps}
    for entry in registered:
        system = systems.get(entry.item, "")
        if ProviderStatus[entry.status] in HOLDS_IDENTIFIERS:
            for breach in lacking.get(system, ()):
                yield Lack(entry.number, entry.item, system, breach)
