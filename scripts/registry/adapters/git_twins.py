"""Paths that some file systems cannot tell from a changed one, found without listing the whole tree.

A twin differs from a path in the case or the Unicode form of some part of it. Parts fold one by one, so every twin of `a/b/c`
lies in a folder of the top that folds like `a`, in that in one that folds like `b`, and so on: reading these folders is enough,
and each is read once. A name that stands twice in one folder, as only a forged tree has it, is its own twin.
"""

from collections import Counter
from collections.abc import Iterable

from registry.adapters.git import Repository
from registry.core.file_names import folded


class Twins:
    """Looks for twins in some commits: the one that is submitted, and the one that it will be merged into."""

    def __init__(self, repository: Repository, revisions: Iterable[str]) -> None:
        self._repository = repository
        self._tops = [
            repository.text("rev-parse", "--verify", f"{revision}^{{tree}}") for revision in revisions
        ]
        self._folders: dict[str, dict[str, list[tuple[str, str | None]]]] = {}

    def of(self, path: str, gone: frozenset[str]) -> str | None:
        """A path of another spelling, or the path itself if it stands twice; None if it is alone. `gone` paths do not count."""
        parts = path.split("/")
        for top in self._tops:
            places = [("", top)]
            for depth, part in enumerate(parts):
                exact = "/".join(parts[: depth + 1])
                found = [
                    (f"{start}{name}", below)
                    for start, tree in places
                    for name, below in self._names(tree).get(folded(part), ())
                ]
                if others := sorted(self._others(found, exact, depth + 1 == len(parts)) - gone):
                    return others[0]
                places = [(f"{name}/", below) for name, below in found if below is not None]
        return None

    @staticmethod
    def _others(found: list[tuple[str, str | None]], exact: str, last: bool) -> set[str]:
        """Which of the things found are not simply the path itself, or the folder on the way to it."""
        names = Counter(name for name, _ in found)
        others = {name for name in names if name != exact or names[name] > 1}
        # A folder where the path has its file, or a file where it has a folder.
        return others | {name for name, below in found if name == exact and (below is not None) is last}

    def _names(self, tree: str) -> dict[str, list[tuple[str, str | None]]]:
        if tree not in self._folders:
            by_fold: dict[str, list[tuple[str, str | None]]] = {}
            for name, below in self._repository.names_in(tree):
                by_fold.setdefault(folded(name), []).append((name, below))
            self._folders[tree] = by_fold
        return self._folders[tree]
