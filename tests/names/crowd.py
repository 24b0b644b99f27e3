"""Many names, and looking among them under keys."""

from collections import defaultdict
from collections.abc import Iterable

from registry.core.names import Named, Relation, asked, closest_first, keys


class Crowd:
    """Apps by the keys of their names, as the registry's claims keep them."""

    def __init__(self, apps: Iterable[Named]) -> None:
        self._kept: dict[str, list[Named]] = defaultdict(list)
        for app in apps:
            for key in keys(app.name):
                self._kept[key].append(app)

    def candidates(self, name: str) -> set[Named]:
        """Every app that must be compared."""
        return {app for key in asked(name) for app in self._kept.get(key, ())}

    def near(self, name: str) -> list[tuple[Relation, Named]]:
        """All that are not distinct, the closest first."""
        return closest_first(name, self.candidates(name))
