"""QR codes of the short addresses, as tiny pictures (docs/decisions/0059-qr-codes.md).

All short addresses of a site differ in seven digits only. With version, error correction and mask held fixed, a QR code is affine in
the bits that it holds: Reed-Solomon codes are linear, and a mask is an exclusive or. So `segno` draws one code, and one for each digit
at each place; every further code is an exclusive or of eight of them: the modules that `segno` would have drawn, at a hundredth of the time.
"""

import base64
import struct
import zlib

import segno

from registry.render.site import addresses
from registry.render.site.deployment import Deployment

_ZEROS = "0000000"
_MASK = 3
"""Any mask can be read; one for all keeps the codes affine."""


class QrCodes:
    """The codes of one site."""

    def __init__(self, deployment: Deployment) -> None:
        """Draw the code of `…/v/0000000`, in the smallest version that holds it, and find what each digit changes in it."""
        self._deployment = deployment
        first = segno.make(self._address(_ZEROS), error="l", mask=_MASK, micro=False, mode="byte")
        self._version, self._error = first.version, first.error
        self.size = len(first.matrix)
        self._base = self._modules(_ZEROS)
        self._changes = [
            [
                self._base ^ self._modules(f"{_ZEROS[:place]}{digit}{_ZEROS[place + 1 :]}")
                for digit in range(10)
            ]
            for place in range(len(_ZEROS))
        ]

    def _address(self, digits: str) -> str:
        return self._deployment.absolute(addresses.short(digits))

    def _modules(self, digits: str) -> int:
        """All modules of a code as one number, the first one highest."""
        code = segno.make(
            self._address(digits),
            version=self._version,
            error=self._error,
            boost_error=False,
            mask=_MASK,
            mode="byte",
        )
        return int("".join("1" if module else "0" for row in code.matrix for module in row), 2)

    def modules(self, digits: str) -> int:
        """The code of a number: `size` x `size` modules, row by row, dark ones set."""
        found = self._base
        for place, digit in enumerate(digits):
            found ^= self._changes[place][int(digit)]
        return found

    def picture(self, digits: str) -> str:
        """A PNG with one pixel per module and no margin, as a data address. Stored, not compressed: compressors differ in their bytes."""
        bits, size = self.modules(digits), self.size
        padding = -size % 8
        row, ones = (size + padding) // 8, (1 << size) - 1
        rows = b"".join(  # dark is 0 in a grey picture; bits that pad a row are dark and never shown
            b"\0" + ((~(bits >> size * (size - 1 - y)) & ones) << padding).to_bytes(row, "big")
            for y in range(size)
        )
        png = (
            b"\x89PNG\r\n\x1a\n"
            + _chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 1, 0, 0, 0, 0))
            + _chunk(b"IDAT", _stored(rows))
            + _chunk(b"IEND", b"")
        )
        return f"data:image/png;base64,{base64.b64encode(png).decode()}"


def _stored(content: bytes) -> bytes:
    """Content in the zlib format, as one stored block (RFC 1950, 1951)."""
    size = len(content)
    return (
        b"\x78\x01\x01"
        + struct.pack("<HH", size, size ^ 0xFFFF)
        + content
        + struct.pack(">I", zlib.adler32(content))
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
