"""Fingerprints: short texts that differ when what they stand for differs, so that a build knows what it need not make again."""

import hashlib
from collections.abc import Iterable

from registry.core.authority import Authority
from registry.core.case import EnforcementCase
from registry.core.ledger import Event

_LENGTH = 32


def fingerprint(*parts: str) -> str:
    """Half a SHA-256 of the parts, in hexadecimal; where one ends and the next begins counts."""
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def of_many(parts: Iterable[str]) -> str:
    """One fingerprint of many, in their order."""
    return fingerprint(*parts)


def of_model(model: Authority | EnforcementCase | Event) -> str:
    """Of all that a model holds."""
    return fingerprint(model.model_dump_json(by_alias=True))
