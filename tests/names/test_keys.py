"""Keys lead to every name that is not distinct."""

from hypothesis import example, given, settings

from registry.core.names import Kind, Named, NameIndex, keys, relation, too_close
from tests.names.pairs import HONEST, IMPOSTORS
from tests.names.strategies import names, pairs

MOST_KEYS = 100


@settings(max_examples=3000)
@given(pairs())
@example(("abcde", "abcd中e"))
def test_related_names_share_a_key(pair: tuple[str, str]) -> None:
    """So that looking under the keys finds what comparing with all would find."""
    if relation(*pair).kind is not Kind.distinct:
        assert keys(pair[0]) & keys(pair[1])


def test_labelled_pairs_share_a_key() -> None:
    """The same for the table."""
    for pair in (*IMPOSTORS, *HONEST):
        assert relation(*pair).kind is Kind.distinct or keys(pair[0]) & keys(pair[1])


@settings(max_examples=500)
@given(names)
def test_keys_are_short_lines(name: str) -> None:
    """They stand in files with tabs and line ends, as UTF-8."""
    for key in keys(name):
        assert key.splitlines() == [key]
        assert "\t" not in key
        assert key.encode()
    assert 1 <= len(keys(name)) <= MOST_KEYS


def test_looking_under_keys_is_comparing_with_all() -> None:
    """Every name of the table against every other."""
    every = sorted({name for pair in (*IMPOSTORS, *HONEST) for name in pair})
    apps = [Named(f"filings/{n}.yaml", "app", name) for n, name in enumerate(every)]
    index = NameIndex(apps)
    order = list(Kind)
    for name in every:
        compared = [(relation(name, app.name), app) for app in apps]
        expected = [entry for entry in compared if entry[0].kind is not Kind.distinct]
        found = too_close(name, index.named_like)
        assert sorted((order.index(r.kind), app) for r, app in expected) == [
            (order.index(r.kind), app) for r, app in found
        ]
