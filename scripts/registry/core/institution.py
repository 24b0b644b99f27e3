"""An institution's filing in short: what is published of it, in a few hundred bytes, so that all of a country's fit into memory.

A `UserFiling` takes some 8 KB; there may be 470,000 of them (docs/decisions/0060-institutions-in-short.md).
"""

from sys import intern
from typing import NamedTuple, Self

from registry.core.codes import InstitutionLevel, UseBasis, UseMode
from registry.core.use import Use, UserFiling


class OwnApp(NamedTuple):
    """An app developed for own use (Art. 21): it has no number, so its name and its system's stand with the use."""

    name: str
    system: str


class InstitutionUse(NamedTuple):
    """One use as filed. `item` is its id within the file; `number` is empty where `own` is given."""

    item: str
    number: str
    own: OwnApp | None
    basis: UseBasis
    mode: UseMode
    uniform: bool

    @classmethod
    def of(cls, use: Use) -> Self:
        """The same of a whole use."""
        own = use.self_developed
        return cls(
            intern(use.id),
            intern(use.number or ""),
            OwnApp(own.app.name, own.system.name) if own else None,
            use.basis,
            use.mode,
            use.uniform_use,
        )


class InstitutionUses(NamedTuple):
    """An institution and all uses of its filing. `path` is where the filing lies, `sha256` of its bytes."""

    path: str
    sha256: str
    name: str
    level: InstitutionLevel
    uses: tuple[InstitutionUse, ...]

    @property
    def uscc(self) -> str:
        """The institution's code: the file's name."""
        return self.path[-23:-5]

    @property
    def slug(self) -> str:
        """The authority below which it lies."""
        return self.place.partition("/")[0]

    @property
    def place(self) -> str:
        """The competent authority: the folder below `filings/users/`, e.g. `zhejiang/330100/330106`."""
        return self.path[14:-24]

    @classmethod
    def of(cls, path: str, sha256: str, filing: UserFiling) -> Self:
        """The same of a whole filing."""
        uses = tuple(InstitutionUse.of(use) for use in filing.uses)
        return cls(path, sha256, filing.institution.name, filing.institution.level, uses)
