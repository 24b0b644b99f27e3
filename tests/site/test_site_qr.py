"""QR codes: the modules that the library would have drawn, and readable by a library that is not ours."""

import base64
import random
import struct
import zlib

import pytest
import segno
import zxingcpp

from registry.render.site.deployment import Deployment
from registry.render.site.qr import QrCodes

SHORT = Deployment("https://registry.example.cn/")
USUAL = Deployment("https://edu-app-registry.github.io/registry/")
LONG = Deployment("https://a-rather-long-name.registry.education.example.cn/national/apps/2026/public/")
SOME = random.Random(5)
NUMBERS = ["0000000", "9999999", "1190001", *(f"{SOME.randrange(10**7):07d}" for _ in range(40))]


def _pixels(picture: str) -> list[list[int]]:
    """Rows of a stored one-bit PNG, 1 for light, checked by the standard library's own reader of its parts."""
    raw = base64.b64decode(picture.removeprefix("data:image/png;base64,"))
    assert raw[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = {}, 8
    while at < len(raw):
        (size,) = struct.unpack(">I", raw[at : at + 4])
        kind, content = raw[at + 4 : at + 8], raw[at + 8 : at + 8 + size]
        assert struct.unpack(">I", raw[at + 8 + size : at + 12 + size])[0] == zlib.crc32(kind + content)
        chunks[kind] = content
        at += 12 + size
    width, height, depth, colour = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    assert (depth, colour) == (1, 0)
    rows, length = zlib.decompress(chunks[b"IDAT"]), 1 + -(-width // 8)
    assert len(rows) == height * length
    return [
        [rows[y * length + 1 + x // 8] >> (7 - x % 8) & 1 for x in range(width)]
        for y in range(height)
        if rows[y * length] == 0
    ]


def _read(pixels: list[list[int]], scale: int = 4, margin: int = 4) -> list[str]:
    """What a reader that is not ours sees, the picture laid on white paper."""
    side = (len(pixels) + 2 * margin) * scale
    paper = bytearray(b"\xff" * (side * side))
    for y in range(side):
        for x in range(side):
            row, column = y // scale - margin, x // scale - margin
            if 0 <= row < len(pixels) and 0 <= column < len(pixels) and not pixels[row][column]:
                paper[y * side + x] = 0
    return [code.text for code in zxingcpp.read_barcodes(memoryview(bytes(paper)).cast("B", (side, side)))]


@pytest.mark.parametrize("deployment", [SHORT, USUAL, LONG], ids=["short", "usual", "long"])
def test_every_code_is_the_one_that_the_library_draws(deployment: Deployment) -> None:
    codes = QrCodes(deployment)
    first = segno.make(deployment.absolute("v/0000000"), error="l", micro=False, mode="byte", mask=3)
    for digits in NUMBERS:
        drawn = segno.make(
            deployment.absolute(f"v/{digits}"), version=first.version, error=first.error,
            boost_error=False, mask=3, mode="byte",
        )  # fmt: skip
        assert [[1 - module for module in row] for row in drawn.matrix] == _pixels(codes.picture(digits))


@pytest.mark.parametrize("deployment", [SHORT, USUAL, LONG], ids=["short", "usual", "long"])
def test_codes_are_read_back_as_the_short_address(deployment: Deployment) -> None:
    codes = QrCodes(deployment)
    for digits in NUMBERS[:8]:
        assert _read(_pixels(codes.picture(digits))) == [deployment.absolute(f"v/{digits}")]


def test_the_usual_address_fits_version_3_and_the_picture_is_small() -> None:
    codes = QrCodes(USUAL)
    assert codes.size == 29
    assert len(codes.picture("1190001")) <= 320
