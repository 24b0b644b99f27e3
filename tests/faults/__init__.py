"""Single faults, each made from the accepted miniature by one change, and the accepted neighbours of each condition.

One module for each part of the rules; `cases` says what a fault is.
"""

from tests.faults import (
    authorities,
    change,
    content,
    enforcement,
    evidence,
    identity,
    leaving,
    place,
    table,
    users,
)
from tests.faults.cases import Edit, Fault

PARTS = (table, authorities, change, content, enforcement, evidence, identity, leaving, place, users)
FAULTS: tuple[Fault, ...] = tuple(fault for part in PARTS for fault in part.FAULTS)
NEIGHBOURS: tuple[Edit, ...] = tuple(edit for part in PARTS for edit in part.NEIGHBOURS)

__all__ = ["FAULTS", "NEIGHBOURS", "Edit", "Fault"]
