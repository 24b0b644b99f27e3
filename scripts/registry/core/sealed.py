"""What a sealed file holds: a list, and the files that the list names. One form for the terminal and the browser.

Inside the encryption lies a ZIP without compression: first `manifest.json`, then each file under the name that the list gives it.
So it opens with any age program and any unpacker too, and no file in it can be larger than the whole.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from registry.core.codes import Code
from registry.core.fields import ItemId, Many, Record, Sha256, Slug, Uscc, words

MANIFEST = "manifest.json"
MOST_FILES = 100
MOST_BYTES = 100 * 1024 * 1024
"""Of all files together, and of a contact: they are held in memory, on a phone too."""
LONGEST_CONTACT = 10_000
LONGEST_NAME = 80
"""Bytes in UTF-8, without the number that is put before it."""

_FORM = "sealed-files/v1"
_LETTERS = frozenset("LMN")
_SIGNS = frozenset("._()+=-（）【】《》“”、，·—")
_UNSEEN = re.compile(
    "[\u0300-\u036f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3164"
    "\ufe00-\ufe0f\ufe20-\ufe2f\uffa0\U000e0100-\U000e01ef]"
)
_ENDING = re.compile("[.][A-Za-z0-9]{1,10}$")


class SealedKind(Code):
    """What a file in a sealed file is for."""

    evidence = "evidence", "证明材料", "Evidence"
    contact = "contact", "联系人", "Contact"


class SealedEntry(Record):
    """One file. `name` is that in the archive; `size` is in bytes."""

    name: str = words("文件名", "File name")
    kind: SealedKind = words("用途", "What it is for", strict=False)
    size: Annotated[int, Field(ge=0, le=MOST_BYTES)] = words("字节数", "Size in bytes")
    sha256: Sha256 = words("摘要(SHA-256)", "Digest (SHA-256)")


class SealedManifest(Record):
    """`manifest.json`: for whom, by which unit, about which apps (none: all of its filing), and the files in their order."""

    schema_: Annotated[Literal["sealed-files/v1"], words("格式", "Format")] = Field(alias="schema")
    authority: Slug = words("主管部门", "Authority")
    filing: Literal["provider", "user"] = words("备案类型", "Kind of filing")
    uscc: Uscc = words("统一社会信用代码", "Unified social credit code")
    apps: Annotated[Many[ItemId], Field(max_length=200)] = words(
        "应用编号(文件内)", "App ids (within the file)", default=()
    )
    files: Annotated[Many[SealedEntry], Field(min_length=1, max_length=MOST_FILES)] = words("文件", "Files")


def manifest(
    authority: str, filing: str, uscc: str, apps: Sequence[str], files: Sequence[SealedEntry]
) -> SealedManifest:
    """The list of a new sealed file. Raises ValidationError."""
    return SealedManifest.model_validate(
        {
            "schema": _FORM,
            "authority": authority,
            "filing": filing,
            "uscc": uscc,
            "apps": apps,
            "files": files,
        }
    )


def stored_name(order: int, name: str) -> str:
    """The name under which a file is stored: `03-` and what every system can hold of its own name.

    The number keeps two files of one name apart, and keeps names from meaning anything to a system. `order` counts from 1.
    """
    composed = unicodedata.normalize("NFC", name)
    clean = "".join(sign if _is_plain(sign) else "_" for sign in composed)
    ending = match[0] if (match := _ENDING.search(clean)) else ""
    stem = clean[: len(clean) - len(ending)]
    while len((stem + ending).encode()) > LONGEST_NAME:
        stem = stem[:-1]
    return f"{order:02d}-{unicodedata.normalize('NFC', stem).rstrip('.')}{ending}"


def _is_plain(sign: str) -> bool:
    """Letters, marks and digits of all scripts, and some signs; nothing that cannot be seen."""
    return sign in _SIGNS or (unicodedata.category(sign)[0] in _LETTERS and not _UNSEEN.match(sign))
