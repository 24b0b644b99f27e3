"""What is known of a file once it is made."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """Size in bytes, SHA-256, and how many rows the file holds."""

    size: int
    sha256: str
    rows: int
