"""What lies inside the encryption comes from a stranger: each way in which it can be hostile is refused, and nothing of it is believed."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from registry.adapters.sealed_archive import ArchiveError, entry, pack, unpack
from registry.core.sealed import MANIFEST, SealedKind, manifest

UNIT = "91110108MA900001XW"
FILES = {"01-图.png": b"picture", "02-contact.txt": "联系人：示例".encode()}
ENTRIES = [
    entry("01-图.png", SealedKind.evidence, FILES["01-图.png"]),
    entry("02-contact.txt", SealedKind.contact, FILES["02-contact.txt"]),
]
LISTED = manifest("beijing", "provider", UNIT, ["kousuan"], ENTRIES)
PACKED = pack(LISTED, list(FILES.values()))
Change = Callable[[dict[str, Any]], None]


def archive(
    members: dict[str, bytes],
    listed: object = None,
    *,
    method: int = zipfile.ZIP_STORED,
    mode: int = 0o100600,
) -> bytes:
    """An archive as a stranger makes it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        body = LISTED.model_dump_json(by_alias=True) if listed is None else json.dumps(listed)
        for name, content in {MANIFEST: body.encode(), **members}.items():
            member = zipfile.ZipInfo(name)
            member.external_attr = (0o100600 if name == MANIFEST else mode) << 16
            member.compress_type = zipfile.ZIP_STORED if name == MANIFEST else method
            made.writestr(member, content)
    return target.getvalue()


def changed(change: Change) -> dict[str, Any]:
    """The list with one change."""
    listed: dict[str, Any] = json.loads(LISTED.model_dump_json(by_alias=True))
    change(listed)
    return listed


def named(name: str) -> bytes:
    """An archive whose first file, in the list too, has this name."""
    listed = changed(lambda found: found["files"][0].update(name=name))
    return archive({name: FILES["01-图.png"], "02-contact.txt": FILES["02-contact.txt"]}, listed)


def test_what_was_packed_is_unpacked() -> None:
    assert unpack(PACKED) == (LISTED, FILES)
    assert pack(LISTED, list(FILES.values())) == PACKED


def test_any_unpacker_finds_the_list_first_and_the_files_as_they_are() -> None:
    with zipfile.ZipFile(io.BytesIO(PACKED)) as found:
        assert found.namelist() == [MANIFEST, *FILES]
        assert found.read("01-图.png") == b"picture"
        assert {member.compress_type for member in found.infolist()} == {zipfile.ZIP_STORED}


def test_an_archive_of_the_same_form_by_anybody_is_taken() -> None:
    assert unpack(archive(FILES)) == (LISTED, FILES)
    assert unpack(archive(FILES, mode=0)) == (LISTED, FILES)


BOMB = b"\0" * 5_000_000
HOSTILE: dict[str, tuple[bytes, str]] = {
    "no archive": (b"PK but no archive", "no archive"),
    "nothing": (b"", "no archive"),
    "an archive that ends early": (PACKED[:-30], "no archive"),
    "no list": (archive(FILES).replace(MANIFEST.encode(), b"manifest.txt\0"), "no archive"),
    "an empty archive": (b"PK\x05\x06" + b"\0" * 18, "no archive"),
    "a list that is no list": (archive(FILES, ["x"]), MANIFEST),
    "another form": (archive(FILES, changed(lambda found: found.update(schema="sealed-files/v2"))), MANIFEST),
    "one more key": (archive(FILES, changed(lambda found: found.update(extra="x"))), MANIFEST),
    "a file too few": (archive({"01-图.png": b"picture"}), "other files"),
    "a file too many": (archive({**FILES, "03-x": b"x"}), "other files"),
    "another order": (archive(dict(reversed(FILES.items()))), "other files"),
    "another content": (archive({**FILES, "01-图.png": b"PICTURE"}), "differs"),
    "another size": (archive({**FILES, "01-图.png": b"picture+"}), "differs"),
    "a bomb": (archive({**FILES, "01-图.png": BOMB}, method=zipfile.ZIP_DEFLATED), "more than it does"),
    "compressed": (archive(FILES, method=zipfile.ZIP_DEFLATED), "compressed"),
    "a link": (archive(FILES, mode=0o120777), "no plain file"),
    "a device": (archive(FILES, mode=0o060600), "no plain file"),
    "out of the folder": (named("../x.png"), "name"),
    "an absolute path": (named("/etc/passwd"), "name"),
    "a folder": (named("a/x.png"), "name"),
    "a path of Windows": (named("..\\x.png"), "name"),
    "a stream of Windows": (named("x.png:evil"), "name"),
    "a device of Windows": (named("nul.txt"), "name"),
    "a direction mark": (named("01-gnp\u202e.exe"), "name"),
    "a hyphen at the start": (named("-rf"), "name"),
    "a name of git": (named(".git"), "name"),
    "a long name": (named("x" * 300), "name"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_archives_are_refused(what: str) -> None:
    content, reason = HOSTILE[what]
    with pytest.raises(ArchiveError, match=reason):
        unpack(content)


def test_a_name_that_ends_at_a_zero_for_some_readers_is_refused() -> None:
    content = PACKED.replace("01-图.png".encode(), "01-图\0png".encode())
    with pytest.raises(ArchiveError):
        unpack(content)


def test_a_member_twice_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr(MANIFEST, LISTED.model_dump_json(by_alias=True))
        for name, content in FILES.items():
            made.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate"):
            made.writestr("01-图.png", b"other")
    with pytest.raises(ArchiveError):
        unpack(target.getvalue())


def test_every_bit_counts() -> None:
    """A byte changed anywhere in a file is found."""
    at = PACKED.index(b"picture")
    for offset in range(7):
        broken = bytearray(PACKED)
        broken[at + offset] ^= 1
        with pytest.raises(ArchiveError):
            unpack(bytes(broken))
