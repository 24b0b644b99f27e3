"""Puts the demonstration together: plan, filings, cases, institutions, ledger."""

from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Final

from registry.adapters.yaml_writer import to_yaml
from registry.commands.demo import fates
from registry.commands.demo.docket import Docket
from registry.commands.demo.enforcement import open_case
from registry.commands.demo.folders import readmes
from registry.commands.demo.places import MINISTRY, provinces_of
from registry.commands.demo.plan import ProviderPlan, Role, app_shares
from registry.commands.demo.providers import filing_of
from registry.commands.demo.schools import Schools
from registry.commands.demo.units import Units
from registry.commands.demo.uses import Catalogue, Uses
from registry.core.authority import Authority
from registry.core.case import EnforcementCase
from registry.core.fields import Record
from registry.core.paths import case_path, user_path

Progress = Callable[[str, int, int], None]
"""Told the stage (`providers`, `institutions`, `ledger`), how many are done, and of how many."""

_TOLD_EVERY: Final = 500


def generate(
    apps: int,
    institutions: int,
    seed: int,
    authorities: Mapping[str, Authority],
    progress: Progress | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file of a demonstration registry, the ledger last; the same from the same arguments.

    `authorities` are those of the registry, by slug. From about 60 apps on, with 100 institutions, every state of an app,
    of a use and of an enforcement case occurs. Raises ValueError at once, before the first file, for numbers of apps or
    institutions that make no registry, and when an authority would run out of five-digit serials.
    """
    if apps < 1 or institutions < 0:
        raise ValueError("a registry needs at least one app, and no fewer than no institutions")
    provinces = provinces_of(authorities)
    if not provinces:
        raise ValueError("a registry needs at least one provincial authority")
    counts = app_shares(apps, authorities)
    units = Units(Random(seed), provinces)  # noqa: S311 - invented data, not secrets
    docket = Docket(seed)
    providers = units.providers(counts)
    cases = _decide(providers, authorities, units, docket)
    return _files(providers, cases, institutions, MINISTRY in authorities, units, docket, progress or _untold)


def _untold(stage: str, done: int, total: int) -> None:
    """Nobody is told."""


def _decide(
    providers: list[ProviderPlan], authorities: Mapping[str, Authority], units: Units, docket: Docket
) -> list[tuple[str, EnforcementCase]]:
    """Everything that is decided about providers; returns the enforcement cases by path."""
    rng = units.rng
    pairs = fates.give_roles(providers, rng)
    fates.file_apps(providers, authorities, rng, docket)
    for giver, taker in pairs:
        fates.transfer(giver, taker, rng, docket)
    cases = []
    for provider in providers:
        if provider.role is Role.changes:
            fates.change(provider, rng, docket)
        elif provider.role is Role.withdraws:
            fates.withdraw(provider, rng, docket)
        elif provider.role in fates.CASES:
            case = open_case(provider, authorities[provider.folder], rng, units.codes, docket)
            cases.append((case_path(provider.folder, provider.uscc, case.opened_on), case))
    return cases


def _files(
    providers: list[ProviderPlan], cases: list[tuple[str, EnforcementCase]], institutions: int, ministry: bool,
    units: Units, docket: Docket, progress: Progress,
) -> Iterator[tuple[str, bytes]]:  # fmt: skip
    def settled(path: str, record: Record) -> tuple[str, bytes]:
        content = to_yaml(record, path).encode()
        docket.settle(path, content)
        return path, content

    yield from readmes()
    for done, provider in enumerate(providers, start=1):
        yield settled(provider.path, filing_of(provider, units))
        _tell(progress, "providers", done, len(providers))
    for path, case in cases:
        yield settled(path, case)
    uses, schools = Uses(units, Catalogue(providers), docket), Schools(units)
    for done in range(1, institutions + 1):
        institution, place = schools.draw(ministry=ministry)
        filing = uses.filing_of(institution, place)
        yield settled(user_path(institution.competent_authority, institution.uscc), filing)
        _tell(progress, "institutions", done, institutions)
    progress("ledger", 0, 1)
    yield from docket.files()
    progress("ledger", 1, 1)


def _tell(progress: Progress, stage: str, done: int, total: int) -> None:
    if done % _TOLD_EVERY == 0 or done == total:
        progress(stage, done, total)
