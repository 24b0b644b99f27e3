"""`registry similar`: is a name taken, or too close to one that is, before anyone files?"""

from pathlib import Path

from registry.adapters import surroundings
from registry.adapters.load import Progress, no_progress
from registry.core.lookup import Lookup, unit_of_path
from registry.core.names import Answer, Match, Named, Relation, skeleton
from registry.core.problem import Problem
from registry.rules.impersonation import live_rivals


def answer(root: Path, name: str, but_unit: str = "", progress: Progress = no_progress) -> Answer:
    """The answer from the files of the work tree, the same that R10 and R11 give; apps of `but_unit` do not count.

    Raises Problem for a name of nothing, and where there is no registry.
    """
    if not skeleton(name).strip():
        raise Problem("give a name with at least one letter or character")
    if not (root / "filings").is_dir():
        raise Problem(f"{root}: no filings/ folder here; give the registry's folder with --root")
    with surroundings.of_work_tree(root, progress) as around:
        unread = {path for kind, path, _ in around.unreadable if kind in ("provider", "ledger")}
        matches = [_match(*entry, around.lookup) for entry in live_rivals(name, around.lookup, but_unit)]
    return Answer(name, tuple(matches), tuple(sorted(unread)))


def _match(relation: Relation, rival: Named, lookup: Lookup) -> Match:
    numbers = [entry.number for entry in lookup.registered_in(rival.path) if entry.item == rival.item]
    filed = lookup.filing(rival.path)
    provider = filed.content.unit.name if filed else ""
    return Match(
        relation, rival.name, "".join(numbers[:1]), provider, unit_of_path(rival.path), rival.path, rival.item
    )
