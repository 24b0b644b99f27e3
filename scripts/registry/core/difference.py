"""The difference of two trees, and who submits it: all that a pull request is judged by before anything in it is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from registry.core import paths
from registry.core.codes import Code

ABSENT = "000000"
REGULAR = "100644"
LINK = "120000"
"""Git's modes: no such path; a file that is neither a link nor executable; a symbolic link."""


@dataclass(frozen=True, slots=True)
class PathChange:
    """One path that differs between two trees. A name that is not UTF-8 holds surrogates (PEP 383)."""

    path: str
    old_mode: str
    new_mode: str
    old_oid: str
    new_oid: str

    @property
    def deleted(self) -> bool:
        """Whether the path is gone."""
        return self.new_mode == ABSENT

    @property
    def added(self) -> bool:
        """Whether the path was not there before."""
        return self.old_mode == ABSENT


class Role(Code):
    """For whom a pull request is submitted; the caller knows it from the account, never from the request itself."""

    filer = "filer", "备案单位", "a filer"
    batch = "batch", "主管部门批量确认", "an authority that confirms a batch"
    authority = "authority", "主管部门", "an authority"


@dataclass(frozen=True, slots=True)
class Submitter:
    """Who submits. `authority` is the folder that an authority acts for (`zhejiang/330100/330106`); empty for a filer."""

    role: Role = Role.filer
    authority: str = ""


MOST_PATHS = {Role.filer: 10, Role.batch: 1_000, Role.authority: 100}
"""Paths that one pull request may change (product rule): a unit has two filings, a county some hundred schools, each perhaps moved."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between the common ancestor of base and head, and the head.

    `complete` is False where there are more changes than were asked for; `ancestors` counts the best common ancestors;
    `twins` names, for a changed path, one that is there and that some file systems cannot tell from it.
    """

    changes: tuple[PathChange, ...]
    complete: bool = True
    ancestors: int = 1
    twins: Mapping[str, str] = field(default_factory=dict)


def moves(changes: tuple[PathChange, ...]) -> dict[str, str]:
    """Old path -> new path of filings that moved: the same kind and unit, gone in one authority's folder, new in another's."""
    new: dict[tuple[str, str], str] = {}
    for change in changes:
        where = paths.parse(change.path)
        if change.added and where is not None and where.kind != "case":
            new[where.kind, where.uscc] = change.path
    found = {}
    for change in changes:
        where = paths.parse(change.path)
        if change.deleted and where is not None and (where.kind, where.uscc) in new:
            found[change.path] = new[where.kind, where.uscc]
    return found
