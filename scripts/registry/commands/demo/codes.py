"""Identifiers of units that do not exist: well-formed, with right check digits, never given twice."""

import hashlib
from random import Random
from typing import Final
from zlib import crc32

from registry.core.formats import USCC_ALPHABET, uscc_check_digit

_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_ORDINALS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Blocks of organisation codes picked so as to be unlikely to meet a code that is in use.
_BLOCKS: Final = {"91": "MAY", "11": "MBY", "12": "MBY", "52": "MJY"}
_BASE: Final = len(USCC_ALPHABET)
_STRIDE: Final = 7919  # prime to every modulus below: each counter value gives another code


def organisation_code(eight: str) -> str:
    """An organisation code: its eight characters and the check character (GB 11714)."""
    total = sum(weight * _ORDINALS.index(c) for weight, c in zip(_WEIGHTS, eight, strict=True))
    return eight + "0123456789X0"[11 - total % 11]


class Codes:
    """Gives out identifiers in a fixed order that follows from the generator of random numbers alone."""

    def __init__(self, rng: Random) -> None:
        """Start at an offset drawn from `rng`."""
        self._rng = rng
        self._start = rng.randrange(10**6)
        self._given: dict[str, int] = {}

    def _draw(self, series: str, modulus: int) -> int:
        """The next value below `modulus` of a series; none comes twice before all have come."""
        count = self._given.get(series)
        count = self._given[series] = self._start + crc32(series.encode()) if count is None else count + 1
        return count * _STRIDE % modulus

    def uscc(self, kind: str, division: str) -> str:
        """A unified social credit code: two characters for the kind of unit (91, 11, 12, 52), six digits of region."""
        value, tail = self._draw(f"uscc {_BLOCKS[kind]}", _BASE**5), ""
        for _ in range(5):
            value, digit = divmod(value, _BASE)
            tail = USCC_ALPHABET[digit] + tail
        seventeen = f"{kind}{division}{organisation_code(_BLOCKS[kind] + tail)}"
        return seventeen + uscc_check_digit(seventeen)

    def icp(self, mark: str, service: int) -> str:
        """The ICP filing number of an app, such as 京ICP备2021012345号-1A."""
        return f"{mark}ICP备{2016_000000 + self._draw(f'icp {mark}', 8 * 10**6)}号-{service}A"

    def mlps(self, division: str, system: int) -> str:
        """The number of a police grading certificate."""
        return f"{division}{self._draw(f'mlps {division}', 10**5):05d}-{system:05d}"

    def hotline(self, area_code: str) -> str:
        """A unit's telephone number in a block of invented numbers."""
        return f"{area_code}-8000{self._draw(f'phone {area_code}', 10**4):04d}"

    def app_store(self) -> str:
        """An App Store id."""
        return f"99{self._draw('store', 10**8):08d}"

    def school(self) -> str:
        """A school code of ten digits."""
        return f"9{self._draw('school', 10**9):09d}"

    def mini_program(self) -> str:
        """The AppID of a WeChat mini program."""
        return f"wx{self._rng.getrandbits(64):016x}"

    def sha256(self) -> str:
        """A digest of evidence that does not exist."""
        return f"{self._rng.getrandbits(256):064x}"

    def document(self, issuer: str, year: str) -> str:
        """The next document number of an issuer, such as 示京教函〔2026〕3号."""
        series = f"{issuer}〔{year}〕"
        self._given[series] = self._given.get(series, 0) + 1
        return f"{series}{self._given[series]}号"


def commit_of(seed: int, authority: str, sequence: int) -> str:
    """The invented commit that a decision was registered from."""
    return hashlib.sha1(f"{seed} {authority} {sequence}".encode(), usedforsecurity=False).hexdigest()
