"""Keys lead to every name that is not distinct."""

import hashlib

from hypothesis import example, given, settings

from registry.adapters import index_files
from registry.core.names import Kind, Named, asked, keys, relation
from registry.core.names.keys import BYTES
from tests.names.crowd import Crowd
from tests.names.pairs import HONEST, IMPOSTORS
from tests.names.strategies import names, pairs

MOST_KEYS = 100
VERSION_WITH_THESE_KEYS = 3
"""The first one of the index. Whoever changes the digest below raises VERSION in adapters/index_files.py and writes it here."""


@settings(max_examples=3000)
@given(pairs())
@example(("abcde", "abcd中e"))
@example(("掌通家园", "掌家通园"))
@example(("鸿雁数学", "鸿雁数鸿学"))
def test_related_names_are_found_under_keys(pair: tuple[str, str]) -> None:
    """So that looking under the keys finds what comparing with all would find, whichever was there first."""
    first, second = pair
    if relation(first, second).kind is not Kind.distinct:
        assert asked(first) & keys(second)
        assert asked(second) & keys(first)


def test_labelled_pairs_are_found_under_keys() -> None:
    """The same for the table."""
    for first, second in (*IMPOSTORS, *HONEST):
        if relation(first, second).kind is not Kind.distinct:
            assert asked(first) & keys(second), (first, second)
            assert asked(second) & keys(first), (second, first)


def test_a_neighbouring_brand_is_not_even_looked_at() -> None:
    """Two characters of one's own are a brand: such names are not compared, so that few filings are read for one."""
    assert not asked("青禾口算") & keys("青杉口算")
    assert not asked("青禾口算") & keys("云禾口算")


def test_the_index_of_this_version_holds_these_keys() -> None:
    """Keys that move need another VERSION in adapters/index_files.py, so that no index with other keys is asked."""
    names_of_every_layer = (
        "启明口算",
        "啟明 口算Pro",
        "АРР口算",
        "曰知阅读2.0",
        "乐学勒学",
        "Duolingo",
        "Café英语™",
        "བོད་ཡིག",
        "猿铺导素养版",
        "",
    )
    text = "\n".join(f"{name} {' '.join(sorted(keys(name)))}" for name in names_of_every_layer)
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "c047977d01deccf9"
    assert index_files.VERSION >= VERSION_WITH_THESE_KEYS


@settings(max_examples=500)
@given(names)
def test_keys_are_short_lines(name: str) -> None:
    """They stand in files with tabs and line ends, millions of them."""
    for key in (*keys(name), *asked(name)):
        assert len(key) == 2 * BYTES
        assert set(key) <= set("0123456789abcdef")
    assert 1 <= len(keys(name)) <= MOST_KEYS
    assert len(asked(name)) <= 2 * MOST_KEYS


def test_looking_under_keys_is_comparing_with_all() -> None:
    """Every name of the table against every other."""
    every = sorted({name for pair in (*IMPOSTORS, *HONEST) for name in pair})
    apps = [Named(f"filings/{n}.yaml", "app", name) for n, name in enumerate(every)]
    crowd = Crowd(apps)
    order = list(Kind)
    for name in every:
        compared = [(relation(name, app.name), app) for app in apps]
        expected = [entry for entry in compared if entry[0].kind is not Kind.distinct]
        found = crowd.near(name)
        assert sorted((order.index(r.kind), app) for r, app in expected) == [
            (order.index(r.kind), app) for r, app in found
        ]
