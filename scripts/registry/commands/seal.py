"""`registry seal`, `unseal` and `keygen`: evidence files and contacts on their way to an authority, past the repository."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from registry.adapters import age, private_files, records, sealed_archive
from registry.adapters.load import load_authorities
from registry.adapters.sealed_archive import ArchiveError
from registry.adapters.source import WorkTree
from registry.adapters.yaml_reader import LARGEST_FILE
from registry.core import authority as authorities
from registry.core.authority import Authority
from registry.core.codes import UnitType
from registry.core.filing import ProviderFiling
from registry.core.sealed import (
    LONGEST_CONTACT,
    MOST_BYTES,
    MOST_FILES,
    SealedEntry,
    SealedKind,
    SealedManifest,
    manifest,
    stored_name,
)
from registry.core.sealing_words import (
    BAD_CONTACT,
    EMPTY_FILE,
    NO_APP,
    NO_AUTHORITY,
    NO_FILES,
    NO_KEY,
    NOT_A_FILE,
    NOT_AGE_NAME,
    NOT_OURS,
    TOO_LARGE,
    TOO_MANY,
    WHICH_AUTHORITY,
    WHICH_UNIT,
    WRONG_FILING,
    WRONG_UNIT,
    SealingError,
)
from registry.core.use import UserFiling

_LONGEST_KEY_FILE = 64 * 1024
_ENVELOPE = 2 * 1024 * 1024
"""Room for what the archive and the encryption add; with armour a third more."""
_CONTACT_NAME = "contact.txt"

Filing = ProviderFiling | UserFiling


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to seal, for whom, about what. Paths of evidence, the contact's text file, and either a filing or the unit's code."""

    evidence: Sequence[Path]
    contact: Path | None = None
    filing: Path | None = None
    uscc: str = ""
    to: str = ""
    apps: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was sealed or opened. `unstated`: evidence whose digest the filing does not state; `missing`: digests that it states and no file has."""

    manifest: SealedManifest
    authority: Authority | None
    compared: bool = False
    unstated: tuple[SealedEntry, ...] = ()
    missing: tuple[str, ...] = ()
    digests: tuple[str, ...] = field(default=())


def seal(root: Path, wanted: Wanted, out: Path) -> Sealed:
    """Write `out` for the authority's keys; nothing is written if the filing does not state a digest of the evidence. Raises SealingError."""
    if out.suffix != ".age":
        raise SealingError(NOT_AGE_NAME, path=str(out))
    filing = read_filing(wanted.filing) if wanted.filing else None
    named = sealed_files(wanted)
    authority = _authority(root, wanted.to or _decides(filing))
    keys = wanted.keys or (authority.sealed_files.keys if authority.sealed_files else ())
    if not keys:
        raise SealingError(NO_KEY, name=authority.name.zh)
    listed = _manifest(authority.slug, filing, wanted, [entry for entry, _ in named])
    result = compared(listed, authority, filing)
    if not result.unstated:
        private_files.write(
            out, age.encrypt(sealed_archive.pack(listed, [content for _, content in named]), keys)
        )
    return result


def unseal(root: Path, file: Path, identity: Path, out: Path, filing: Path | None) -> Sealed:
    """Write the files of a sealed file into the new folder `out`, and compare them with a filing, if one is given. Raises SealingError."""
    private_files.refuse_within_git(out)
    stated = read_filing(filing) if filing else None
    keys = age.private_keys(
        private_files.read(identity, _LONGEST_KEY_FILE).decode("utf-8", "replace"), str(identity)
    )
    most = MOST_BYTES + _ENVELOPE
    content = private_files.read(file, most * 3 // 2)
    if len(content) > most * 3 // 2:
        raise SealingError(TOO_LARGE)
    try:
        listed, files = sealed_archive.unpack(age.decrypt(content, keys, str(file)))
    except ArchiveError as error:
        raise SealingError(NOT_OURS, path=str(file), reason=str(error)) from None
    private_files.write_folder(out, files)
    known, _ = load_authorities(WorkTree(root))
    return compared(listed, known.get(listed.authority), stated)


def keygen(out: Path) -> str:
    """Write a new private key for its owner only, outside of every git repository; its public key. Raises SealingError."""
    private_files.refuse_within_git(out)
    secret, public = age.new_key()
    private_files.write(out, f"# public key: {public}\n{secret}\n".encode())
    return public


def read_filing(path: Path) -> Filing:
    """A filing wherever it lies. Raises SealingError for anything else."""
    content = private_files.read(path, LARGEST_FILE)
    for kind in ("provider", "user"):
        record = records.parse(kind, content).record
        if isinstance(record, ProviderFiling | UserFiling):
            return record
    raise SealingError(WRONG_FILING, path=str(path))


def sealed_files(wanted: Wanted) -> list[tuple[SealedEntry, bytes]]:
    """Every file as the list names it, with its bytes. Raises SealingError."""
    if len(wanted.evidence) >= MOST_FILES:
        raise SealingError(TOO_MANY)
    found: list[tuple[SealedEntry, bytes]] = []
    left = MOST_BYTES
    for path in wanted.evidence:
        content = _content(path, left)
        left -= len(content)
        name = stored_name(len(found) + 1, path.name)
        found.append((sealed_archive.entry(name, SealedKind.evidence, content), content))
    if wanted.contact:
        text = _contact(wanted.contact)
        name = stored_name(len(found) + 1, _CONTACT_NAME)
        found.append((sealed_archive.entry(name, SealedKind.contact, text), text))
    if not found:
        raise SealingError(NO_FILES)
    return found


def _content(path: Path, most: int) -> bytes:
    if not path.is_file():
        raise SealingError(NOT_A_FILE, path=str(path))
    content = private_files.read(path, most)
    if not content:
        raise SealingError(EMPTY_FILE, path=str(path))
    if len(content) > most:
        raise SealingError(TOO_LARGE)
    return content


def _contact(path: Path) -> bytes:
    content = _content(path, LONGEST_CONTACT + 1)
    try:
        content.decode()
    except UnicodeDecodeError:
        raise SealingError(BAD_CONTACT, path=str(path)) from None
    if len(content) > LONGEST_CONTACT:
        raise SealingError(BAD_CONTACT, path=str(path))
    return content


def _decides(filing: Filing | None) -> str:
    """Slug of the authority that a filing goes to (Art. 10, Art. 19)."""
    if filing is None:
        raise SealingError(WHICH_AUTHORITY)
    if isinstance(filing, UserFiling):
        return filing.institution.competent_authority.partition("/")[0]
    if filing.unit.unit_type is UnitType.education_authority:
        return authorities.MINISTRY
    return filing.unit.registration_province


def _authority(root: Path, slug: str) -> Authority:
    known, _ = load_authorities(WorkTree(root))
    if slug not in known:
        raise SealingError(NO_AUTHORITY, slug=slug)
    return known[slug]


def _manifest(
    slug: str, filing: Filing | None, wanted: Wanted, files: Sequence[SealedEntry]
) -> SealedManifest:
    if filing is None:
        if not wanted.uscc:
            raise SealingError(WHICH_UNIT)
        kind, uscc = "provider", wanted.uscc
    elif isinstance(filing, ProviderFiling):
        kind, uscc = "provider", filing.uscc
    else:
        kind, uscc = "user", filing.uscc
    if isinstance(filing, ProviderFiling):
        known = {app.id for app in filing.apps}
        for app in wanted.apps:
            if app not in known:
                raise SealingError(NO_APP, app=app)
    try:
        return manifest(slug, kind, uscc, wanted.apps, files)
    except ValidationError:
        raise SealingError(WRONG_UNIT, uscc=uscc) from None


def compared(listed: SealedManifest, authority: Authority | None, filing: Filing | None) -> Sealed:
    """The evidence beside the digests that a filing states."""
    evidence = [file for file in listed.files if file.kind is SealedKind.evidence]
    digests = tuple(file.sha256 for file in evidence)
    if filing is None:
        return Sealed(listed, authority, digests=digests)
    stated = list(stated_digests(filing))
    return Sealed(
        listed,
        authority,
        compared=True,
        unstated=tuple(file for file in evidence if file.sha256 not in stated),
        missing=tuple(digest for digest in stated if digest not in digests),
        digests=digests,
    )


def stated_digests(filing: Filing) -> Iterable[str]:
    """Digests of evidence that a filing states, in its order."""
    if isinstance(filing, ProviderFiling):
        systems = list(filing.systems)
    else:
        systems = [use.self_developed.system for use in filing.uses if use.self_developed]
    return [digest for system in systems for digest in system.evidence_sha256]
