"""Ten thousand honest names: how many would trouble a person, and how long it takes.

    REGISTRY_CLEAN_NAMES=60000 … -m pytest tests/names/test_clean_names.py

looks at so many of the demonstration's names, which must trouble nobody.
"""

import os
import time
from itertools import islice
from random import Random

from registry.commands.demo import kinds, names
from registry.commands.demo.places import provinces_of
from registry.commands.demo.plan import app_shares
from registry.commands.demo.units import Units
from registry.core.names import Kind, Named, keys
from tests.demo.conftest import real_authorities
from tests.demo.country import AUTHORITIES
from tests.names.crowd import Crowd

KINDS = (
    *kinds.LEARNING,
    *kinds.CAMPUS,
    *kinds.TEACHING,
    *kinds.NON_SUBJECT_TUTORING,
    *kinds.SUBJECT_TUTORING,
)
APPS = 10_000
MOST_REFERRED = 0.001
MOST_SECONDS = 30.0
MOST_KEYS_AN_APP = 9
MOST_COMPARED = 4
"""Names for one app, itself included: each is a filing to be read."""


def clean(seed: int) -> list[Named]:
    """Apps of invented brands, each brand of one provider with one to six apps, as the demonstration names them."""
    rng = Random(seed)
    found: list[Named] = []
    for brand in islice(names.brands(rng), len(names.PAIRS)):
        for kind in rng.sample(KINDS, rng.randrange(1, 7)):
            found.append(
                Named(f"filings/providers/beijing/{brand.host}.yaml", kind.slug, f"{brand.zh}{kind.zh}")
            )
    return found[:APPS]


def test_names_of_the_demonstration_are_left_alone() -> None:
    """None of one provider is taken for another's, also when the brands have come round again."""
    wanted = int(os.environ.get("REGISTRY_CLEAN_NAMES", "10000"))
    authorities = real_authorities() or AUTHORITIES
    units = Units(Random(5), provinces_of(authorities))
    providers = units.providers(app_shares(wanted, authorities))
    apps = [Named(provider.path, app.item, app.name) for provider in providers for app in provider.apps]
    assert len(apps) == wanted
    assert len(providers) > 2 * len(names.PAIRS) or wanted < 10_000
    crowd = Crowd(apps)
    told = [
        (app.name, rival.name) for app in apps for _, rival in crowd.near(app.name) if rival.path != app.path
    ]
    assert told == []
    assert all(len(crowd.candidates(app.name)) <= MOST_COMPARED for app in apps[:1000])


def test_clean_names_are_left_alone() -> None:
    """None refused, hardly one referred, in a time that a full validation does not feel."""
    apps = clean(1)
    assert len(apps) == APPS
    begun = time.perf_counter()
    crowd = Crowd(apps)
    told = {
        app: relation.kind
        for app in apps
        for relation, rival in crowd.near(app.name)
        if rival.path != app.path
    }
    spent = time.perf_counter() - begun
    assert Kind.same not in told.values()
    assert len(told) <= MOST_REFERRED * APPS, sorted((app.name, kind) for app, kind in told.items())[:20]
    assert spent < MOST_SECONDS
    assert sum(len(keys(app.name)) for app in apps) < MOST_KEYS_AN_APP * APPS


def test_an_imitation_is_found_among_ten_thousand() -> None:
    """One of each kind, none lost in the crowd."""
    apps = clean(1)
    crowd = Crowd(apps)
    rng = Random(3)
    for app in rng.sample(apps, 50):
        for imitation, kind in (
            (f"{app.name[:2]} {app.name[2:]}", Kind.same),
            (f"{app.name}官方版", Kind.same_after_additions),
            (f"{app.name[:2]}小{app.name[2:]}", Kind.one_character_neighbour),
        ):
            found = {rival.name: relation.kind for relation, rival in crowd.near(imitation)}
            assert found.get(app.name) is kind, imitation
