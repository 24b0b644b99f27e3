"""Ten thousand honest names: how many would trouble a person, and how long it takes."""

import time
from itertools import islice
from random import Random

import pytest

from registry.commands.demo import kinds, names
from registry.core.names import Kind, Named, keys
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


def clean(seed: int) -> list[Named]:
    """Apps of invented brands, each brand of one provider with one to six apps, as the demonstration names them."""
    rng = Random(seed)
    found: list[Named] = []
    for brand in islice(names.brands(rng), len(names.PAIRS)):
        for kind in rng.sample(KINDS, rng.randrange(1, 7)):
            found.append(
                Named(f"filings/providers/beijing/{brand.letters}.yaml", kind.slug, f"{brand.zh}{kind.zh}")
            )
    return found[:APPS]


@pytest.mark.parametrize("seed", [1, 2])
def test_clean_names_are_left_alone(seed: int) -> None:
    """None refused, hardly one referred, in a time that a full validation does not feel."""
    apps = clean(seed)
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
