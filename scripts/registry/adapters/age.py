"""The encryption: age with X25519 keys, by pyrage. Nothing of it is our own."""

from collections.abc import Sequence

import pyrage
from pyrage import x25519

from registry.core.sealing_words import (
    DAMAGED,
    DAMAGED_IDENTITY,
    DAMAGED_KEY,
    NO_IDENTITY,
    NOT_SEALED,
    OTHER_KEY,
    POST_QUANTUM,
    POST_QUANTUM_IDENTITY,
    WRONG_KEY,
    SealingError,
)

_SECRET = "AGE-SECRET-KEY-1"  # noqa: S105 - how every one begins
_POST_QUANTUM_SECRET = "AGE-SECRET-KEY-PQ-1"  # noqa: S105 - how every one begins
_STARTS = (b"age-encryption.org/v1\n", b"-----BEGIN AGE ENCRYPTED FILE-----")
_NO_MATCH = "No matching keys found"
_KEY_LENGTH = 62


def new_key() -> tuple[str, str]:
    """A new private key and its public key."""
    identity = x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def public_key(text: str) -> x25519.Recipient:
    """A public key as published. Raises SealingError for one that is none, of another kind, or miscopied."""
    if text.startswith(("age1pq1", "age1tagpq1")):
        raise SealingError(POST_QUANTUM, key=text[:16] + "…")
    if not text.startswith("age1") or len(text) != _KEY_LENGTH:
        raise SealingError(OTHER_KEY, key=text)
    try:
        return x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise SealingError(DAMAGED_KEY, key=text) from None


def private_keys(text: str, path: str) -> list[x25519.Identity]:
    """The private keys of a key file, one a line; `path` is told where something is wrong. Raises SealingError."""
    lines = [line.strip() for line in text.splitlines()]
    if any(line.startswith(_POST_QUANTUM_SECRET) for line in lines):
        raise SealingError(POST_QUANTUM_IDENTITY, path=path)
    try:
        found = [x25519.Identity.from_str(line) for line in lines if line.startswith(_SECRET)]
    except pyrage.IdentityError:
        raise SealingError(DAMAGED_IDENTITY, path=path) from None
    if not found:
        raise SealingError(NO_IDENTITY, path=path)
    return found


def encrypt(content: bytes, keys: Sequence[str]) -> bytes:
    """For any of these public keys. Raises SealingError for a key that cannot be used."""
    sealed: bytes = pyrage.encrypt(content, [public_key(key) for key in keys])
    return sealed


def decrypt(content: bytes, keys: Sequence[x25519.Identity], path: str) -> bytes:
    """What one of these private keys opens; with or without armour. `path` is told. Raises SealingError."""
    if not content.lstrip().startswith(_STARTS):
        raise SealingError(NOT_SEALED, path=path)
    try:
        opened: bytes = pyrage.decrypt(content, list(keys))
    except pyrage.DecryptError as error:
        raise SealingError(WRONG_KEY if _NO_MATCH in str(error) else DAMAGED, path=path) from None
    return opened
