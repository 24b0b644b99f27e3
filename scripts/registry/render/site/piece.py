"""One file of the site before it is made: where it lies, how its bytes are made, and from what."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the site.

    `path` is relative to the site's root. `make` gives its bytes and is pure. `made_from` are the fingerprints of everything that
    `make` reads besides code, templates and shell: as long as they stay, the bytes stay, and a build may keep the file unread.
    None where they cannot be named: such a file is made each time. `kept` is told size in bytes and SHA-256 of a file that was not made.
    """

    path: str
    make: Callable[[], bytes]
    made_from: tuple[str, ...] | None = None
    kept: Callable[[int, str], None] | None = None
