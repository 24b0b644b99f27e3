"""For every rule one accepted and one rejected example, for the rule book.

table     generated from the tests' table of faults, so that each example is one that the tests run
in_words  where the fault is nothing that stands in a file: a link, a folder, a deletion
"""

from dataclasses import dataclass

from registry.core.text import Text
from registry.rules.examples.in_words import IN_WORDS
from registry.rules.examples.table import TABLE


@dataclass(frozen=True, slots=True)
class Example:
    """What is refused and what is accepted in its place: lines of a file, or words. `tests` is the module that runs it."""

    rejected: Text
    accepted: Text
    is_code: bool
    path: str
    tests: str
    faults: int
    neighbours: int


def example_of(code: str) -> Example:
    """The example of a rule. Raises KeyError for a code without one."""
    rejected, accepted, path, tests, faults, neighbours = TABLE[code]
    if code in IN_WORDS:
        return Example(*IN_WORDS[code], False, "", tests, faults, neighbours)
    return Example(Text(rejected, rejected), Text(accepted, accepted), True, path, tests, faults, neighbours)
