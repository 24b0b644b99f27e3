"""What can go wrong between us and a forge, to be set for the next request that fits."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """A fault."""

    bad_gateway_before = "502, nothing happened"
    bad_gateway_after = "502, yet it happened"
    dropped_before = "connection closed, nothing happened"
    dropped_after = "connection closed, yet it happened"
    secondary_limit = "403 with Retry-After"
    too_many = "429 with Retry-After"
    primary_limit = "403, the hour's requests are used up"
    slow = "answers late"
    garbage = "200 with a page for people"
    cut_off = "200 with half of the JSON"


@dataclass
class Fault:
    """A fault for the next `times` requests of an operation (`*`: any), after `skip` that go well."""

    operation: str
    kind: Kind
    times: int = 1
    skip: int = 0
    seconds: float = 0.0
    """Of Retry-After, until the reset, or of the delay."""

    def fits(self, operation: str) -> bool:
        """Whether it strikes now; counts."""
        if self.operation not in ("*", operation) or self.times == 0:
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.times -= 1
        return True
