"""What lies inside the encryption: a ZIP without compression, its list first (core/sealed.py). Reading it trusts nothing."""

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence

from pydantic import ValidationError

from registry.core.file_names import wrong_with
from registry.core.sealed import MANIFEST, MOST_BYTES, MOST_FILES, SealedEntry, SealedKind, SealedManifest

_LONGEST_MANIFEST = 256 * 1024
_OLDEST = (1980, 1, 1, 0, 0, 0)
_FILE = 0o100600 << 16
_ENCRYPTED = 0x1


class ArchiveError(ValueError):
    """Not an archive of ours; the message is a few English words."""


def entry(name: str, kind: SealedKind, content: bytes) -> SealedEntry:
    """A file as the list names it."""
    return SealedEntry(name=name, kind=kind, size=len(content), sha256=hashlib.sha256(content).hexdigest())


def pack(manifest: SealedManifest, contents: Sequence[bytes]) -> bytes:
    """The archive; `contents` in the order of the list. It holds no time and nothing of this machine."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        listed = manifest.model_dump_json(by_alias=True, indent=1).encode()
        names = [MANIFEST, *(file.name for file in manifest.files)]
        for name, content in zip(names, [listed, *contents], strict=True):
            member = zipfile.ZipInfo(name, _OLDEST)
            member.external_attr = _FILE
            archive.writestr(member, content)
    return target.getvalue()


def unpack(content: bytes) -> tuple[SealedManifest, Mapping[str, bytes]]:
    """The list, and the files by name, each with the size and digest that the list says. Raises ArchiveError for anything else."""
    if len(content) > MOST_BYTES + _LONGEST_MANIFEST + 1024 * (MOST_FILES + 1):
        raise ArchiveError("it is too large")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _refuse(members, len(content))
            manifest = SealedManifest.model_validate_json(archive.read(MANIFEST))
            files = {member.filename: archive.read(member) for member in members[1:]}
    except ArchiveError:
        raise
    except ValidationError as error:
        raise ArchiveError(f"{MANIFEST}: {error.errors()[0]['msg']}") from None
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError):
        raise ArchiveError("it is no archive with a list of its files") from None
    _compare(manifest, files)
    return manifest, files


def _refuse(members: Sequence[zipfile.ZipInfo], size: int) -> None:
    """Raise unless all members are plain files, stored as they are, whose names every system can hold."""
    if not members or members[0].filename != MANIFEST or members[0].file_size > _LONGEST_MANIFEST:
        raise zipfile.BadZipFile
    if len(members) > MOST_FILES + 1 or sum(member.file_size for member in members) > size:
        raise ArchiveError("it says to hold more than it does")
    for member in members:
        kind = member.external_attr >> 28
        if (
            member.compress_type != zipfile.ZIP_STORED
            or member.flag_bits & _ENCRYPTED
            or kind not in (0, 0o10)
        ):
            raise ArchiveError("a member is compressed, encrypted or no plain file")
        if "/" in member.filename or wrong_with(member.filename) or member.filename != member.orig_filename:
            raise ArchiveError("a file has a name that not every system can hold")


def _compare(manifest: SealedManifest, files: Mapping[str, bytes]) -> None:
    """Raise unless the list and the files agree."""
    names = [file.name for file in manifest.files]
    if len(set(names)) != len(names) or names != list(files):
        raise ArchiveError("the list names other files")
    for file in manifest.files:
        found = entry(file.name, file.kind, files[file.name])
        if found != file:
            raise ArchiveError("a file differs from what the list says")
