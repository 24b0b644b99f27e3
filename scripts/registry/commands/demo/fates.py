"""What becomes of the apps after they are filed, decision by decision."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Final

from registry.commands.demo.days import LAST, OPENING
from registry.commands.demo.docket import Docket
from registry.commands.demo.places import MINISTRY
from registry.commands.demo.plan import FIRST_SERIAL, AppPlan, ProviderPlan, Role
from registry.core import number as numbers
from registry.core.authority import Authority
from registry.core.codes import EventKind, UnitType

CASES: Final = (
    Role.demanded, Role.rectified, Role.blacklisted, Role.expired, Role.not_rectified, Role.alleged, Role.criticised,
    Role.rectified, Role.blacklisted,
)  # fmt: skip
"""Enforcement cases come in this order, over and over."""
FEWEST_CASES: Final = 9

_FILED_BEFORE: Final = {
    Role.nothing: 640, Role.changes: 560, Role.withdraws: 450, Role.hands_over: 400, Role.takes_over: 400,
    Role.alleged: 560, Role.demanded: 500, Role.rectified: 250, Role.not_rectified: 500, Role.blacklisted: 500,
    Role.criticised: 500,
    Role.expired: 250,
}  # fmt: skip
"""Day before which all apps are filed: what follows must fit into the calendar, and no barred unit files anew."""
_EVERY_MINI: Final = 90


def give_roles(providers: Sequence[ProviderPlan], rng: Random) -> list[tuple[ProviderPlan, ProviderPlan]]:
    """Set each provider's role. Returns the pairs between which an app is transferred: from, to."""
    apps = sum(len(provider.apps) for provider in providers)
    order = rng.sample(providers, len(providers))
    companies = [p for p in order if p.folder != MINISTRY and p.unit_type is UnitType.enterprise]
    pairs = _transfers(companies, max(1, apps // 80))
    free = [p for p in companies if p.role is Role.nothing]
    for n, provider in enumerate(free[: max(FEWEST_CASES, round(apps / 60))]):
        provider.role = CASES[n % len(CASES)]
    rest = [p for p in order if p.role is Role.nothing]
    leaving = max(1, apps // 50)
    for provider in rest[:leaving]:
        provider.role = Role.withdraws
    for provider in rest[leaving : leaving + max(1, len(providers) // 6)]:
        provider.role = Role.changes
    for n, provider in enumerate(p for p in companies if p.role is Role.nothing):
        provider.mini_programs = n % _EVERY_MINI == _EVERY_MINI // 9
    return pairs


def _transfers(companies: Sequence[ProviderPlan], wanted: int) -> list[tuple[ProviderPlan, ProviderPlan]]:
    waiting: dict[str, ProviderPlan] = {}
    pairs: list[tuple[ProviderPlan, ProviderPlan]] = []
    for provider in companies:
        other = waiting.get(provider.folder)
        if len(pairs) == wanted:
            break
        if other is None:
            waiting[provider.folder] = provider
        elif len(other.apps) > 1 or len(provider.apps) > 1:
            giver, taker = (other, provider) if len(other.apps) > 1 else (provider, other)
            giver.role, taker.role = Role.hands_over, Role.takes_over
            pairs.append((giver, taker))
            del waiting[provider.folder]
    return pairs


def file_apps(
    providers: Sequence[ProviderPlan], authorities: Mapping[str, Authority], rng: Random, docket: Docket
) -> None:
    """Set the days of filing; number the apps in the order in which their authority decides."""
    filed: dict[str, list[AppPlan]] = {}
    for provider in providers:
        bound = _FILED_BEFORE[provider.role]
        first = rng.randrange(OPENING, bound - 5)
        for n, app in enumerate(provider.apps):
            app.filed = first if n == 0 or rng.random() < 0.7 else rng.randrange(first, bound)
            docket.revise(provider.path, app.filed)
        filed.setdefault(provider.folder, []).extend(provider.apps)
    for folder, apps in filed.items():
        apps.sort(key=lambda app: app.filed)
        begun: dict[str, int] = {}
        for serial, app in enumerate(apps, start=FIRST_SERIAL):
            app.number = numbers.form(authorities[folder].numeric_prefix, serial)
            path = app.provider.path
            if begun.setdefault(path, app.filed) != app.filed:
                docket.record(folder, app.filed, EventKind.changed, path)  # an app comes into a filed file
                begun[path] = app.filed
            docket.record(folder, app.filed, EventKind.filed, path, item=app.item, number=app.number)


def change(provider: ProviderPlan, rng: Random, docket: Docket) -> None:
    """A change to the whole filing (Art. 15)."""
    provider.revised = rng.randrange(provider.last_filed + 30, LAST - 3)
    docket.revise(provider.path, provider.revised)
    docket.record(provider.folder, provider.revised, EventKind.changed, provider.path)


def withdraw(provider: ProviderPlan, rng: Random, docket: Docket) -> None:
    """One app is withdrawn at the provider's request, which stays in the filing."""
    app = rng.choice(provider.apps)
    app.ends, app.withdrawn_for = rng.randrange(provider.last_filed + 60, LAST - 10), "产品停止运营"
    docket.revise(provider.path, app.ends)
    docket.record(provider.folder, app.ends, EventKind.changed, provider.path)
    docket.record(
        provider.folder, app.ends, EventKind.withdrawn, provider.path,
        item=app.item, number=app.number, reason=app.withdrawn_for,
    )  # fmt: skip


def transfer(giver: ProviderPlan, taker: ProviderPlan, rng: Random, docket: Docket) -> None:
    """One app passes from a provider to another under the same authority and keeps its number."""
    app = rng.choice(giver.apps)
    day = rng.randrange(max(giver.last_filed, taker.last_filed) + 40, LAST - 20)
    if any(app.item == own.item for own in taker.apps):
        app.item = f"{app.item}-{app.brand.host}"
    giver.apps.remove(app)
    taker.apps.append(app)
    app.provider, app.taken_over = taker, True
    giver.revised = taker.revised = day
    docket.revise(giver.path, day)
    docket.revise(taker.path, day)
    docket.record(giver.folder, day, EventKind.changed, giver.path, reason="应用转出")
    docket.record(
        taker.folder, day, EventKind.transferred, taker.path,
        item=app.item, number=app.number, reason=f"由{giver.name}转入",
    )  # fmt: skip
