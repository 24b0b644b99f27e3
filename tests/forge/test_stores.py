"""The git stores of a forge answer alike: dictionaries, git's command line, libgit2."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from registry.adapters.forge_in_memory.store import GitStore, MemoryStore, Store
from tests.forge.world.git import BareStore

pytestmark = pytest.mark.usefixtures("plain_git")

AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
STORES: dict[str, Callable[[Path], Store]] = {
    "memory": lambda _: MemoryStore(),
    "git": GitStore,
    "libgit2": BareStore,
}


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Each of them."""
    return STORES[request.param](tmp_path / "store.git")


def commit(store: Store, parents: list[str], files: dict[str, bytes | None], message: str = "Change") -> str:
    """A commit at a fixed instant."""
    return store.commit(parents, files, message, "somebody", AT)


def test_commits_hold_files_and_say_who_and_when(store: Store) -> None:
    """Added, changed and removed; the message in full."""
    first = commit(store, [], {"a/b.yaml": "一\n".encode(), "c": b"2"}, "First\n\nMore 中文")
    second = commit(store, [first], {"c": None, "a/b.yaml": b"3"})
    assert (store.file(first, "a/b.yaml"), store.file(first, "c")) == ("一\n".encode(), b"2")
    assert (store.file(second, "a/b.yaml"), store.file(second, "c"), store.file(second, "none")) == (
        b"3",
        None,
        None,
    )
    facts = store.facts(first)
    assert facts is not None
    assert (facts.sha, facts.parents, facts.author, facts.at) == (first, (), "somebody", AT)
    assert facts.message.rstrip() == "First\n\nMore 中文"
    later = store.facts(second)
    assert later is not None
    assert later.parents == (first,)
    assert later.tree != facts.tree
    assert store.facts("0" * 40) is None


def test_references_move_and_go(store: Store) -> None:
    """A prefix of a reference is none."""
    first = commit(store, [], {"a": b"1"})
    second = commit(store, [first], {"a": b"2"})
    assert store.tip("refs/heads/main") is None
    store.point("refs/heads/main", first)
    store.point("refs/heads/main/below" if isinstance(store, MemoryStore) else "refs/heads/mainly", second)
    assert store.tip("refs/heads/main") == first
    assert store.tip("refs/heads/mai") is None
    store.point("refs/heads/main", second)
    assert store.tip("refs/heads/main") == second
    store.point("refs/heads/main", None)
    assert store.tip("refs/heads/main") is None


def test_history_is_told(store: Store) -> None:
    """Oldest first, without what the base holds."""
    first = commit(store, [], {"a": b"1"})
    ours = commit(store, [first], {"a": b"2"})
    theirs = commit(store, [first], {"b": b"1"})
    more = commit(store, [theirs], {"b": b"2"})
    assert [each.sha for each in store.between(ours, more)] == [theirs, more]
    assert store.between(more, theirs) == []
    assert store.is_ancestor(first, more)
    assert store.is_ancestor(more, more)
    assert not store.is_ancestor(ours, more)


def test_merges_hold_both_sides_or_are_refused(store: Store) -> None:
    """Different files merge, the same line does not; a squash has one parent."""
    first = commit(store, [], {"a": b"1\n", "b": b"1\n"})
    ours = commit(store, [first], {"a": b"2\n"})
    theirs = commit(store, [first], {"b": b"2\n"})
    against = commit(store, [first], {"a": b"3\n"})
    merged = store.merged(ours, theirs, "Merge", "merge", "somebody", AT)
    assert merged is not None
    assert (store.file(merged, "a"), store.file(merged, "b")) == (b"2\n", b"2\n")
    facts = store.facts(merged)
    assert facts is not None
    assert facts.parents == (ours, theirs)
    squashed = store.merged(ours, theirs, "Squash", "squash", "somebody", AT)
    assert squashed is not None
    assert store.facts(squashed).parents == (ours,)  # type: ignore[union-attr]
    assert store.merged(ours, against, "Merge", "merge", "somebody", AT) is None
