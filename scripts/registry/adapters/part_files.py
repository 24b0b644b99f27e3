"""A part of a site on its way from the job that built it to the one that joins all parts.

A folder of five files: `part.json` (whose it is, of which commit, and the digests of the others), the filings and cases that
were read (`records.ndjson`, `institutions.ndjson`), and the files that were made from them (`pieces.bin`, and where in it
each lies: `pieces.ndjson`).
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from registry.adapters.output import OutputError
from registry.adapters.records import MODELS
from registry.core.codes import InstitutionLevel, UseBasis, UseMode
from registry.core.institution import InstitutionUse, InstitutionUses, OwnApp
from registry.core.snapshot import Filed

_FORM = "part/v1"
_HEAD = "part.json"
_RECORDS, _INSTITUTIONS, _PLACES, _BYTES = (
    "records.ndjson",
    "institutions.ndjson",
    "pieces.ndjson",
    "pieces.bin",
)


@dataclass(frozen=True, slots=True)
class Part:
    """What was read below the folders of one authority at a commit, and what was made of it, by path and key.

    `version` is that of what made it.
    """

    authority: str
    commit: str
    version: str
    providers: Mapping[str, Filed[Any]] = field(default_factory=dict)
    cases: Mapping[str, Filed[Any]] = field(default_factory=dict)
    institutions: Mapping[str, InstitutionUses] = field(default_factory=dict)


class PartFiles:
    """The files of a part that was read. They stay on disk until they are asked for."""

    def __init__(self, folder: Path) -> None:
        path = folder / _BYTES
        with path.open("rb") as file:
            self.bytes = mmap(file.fileno(), 0, access=ACCESS_READ) if path.stat().st_size else b""
        with (folder / _PLACES).open("rb") as lines:
            self.places: list[tuple[str, str, int, int]] = [tuple(json.loads(line)) for line in lines]


def either(parts: Iterable[PartFiles]) -> Callable[[str, str], bytes | None]:
    """What gives bytes that a part holds, by path and key."""
    found: dict[tuple[str, str], tuple[PartFiles, int, int]] = {}
    for part in parts:
        for path, key, start, size in part.places:
            found[path, key] = (part, start, size)

    def ready(path: str, key: str) -> bytes | None:
        place = found.get((path, key))
        return None if place is None else place[0].bytes[place[1] : place[1] + place[2]]

    return ready


def write(folder: Path, part: Part, made: Iterable[tuple[str, str, bytes]]) -> int:
    """Write a part with the files that were made, each as path, key and bytes; how many they are. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()) and not (folder / _HEAD).is_file():
            raise OutputError(f"{folder} holds other files and is no part; give an empty or a new folder")
        (folder / _HEAD).unlink(missing_ok=True)
        _write_lines(folder / _RECORDS, _record_lines(part))
        _write_lines(folder / _INSTITUTIONS, (json.dumps(one) for one in part.institutions.values()))
        places = list(_write_bytes(folder / _BYTES, made))
        _write_lines(folder / _PLACES, (json.dumps(place, ensure_ascii=False) for place in places))
        head = {
            "form": _FORM,
            "authority": part.authority,
            "commit": part.commit,
            "version": part.version,
            "files": {name: _sha256(folder / name) for name in (_RECORDS, _INSTITUTIONS, _PLACES, _BYTES)},
        }
        (folder / _HEAD).write_text(json.dumps(head, indent=1), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{error.filename or folder} cannot be written: {error.strerror}") from error
    return len(places)


def read(folder: Path) -> tuple[Part, PartFiles]:
    """A part as it was written. Raises OutputError for a folder that is none, or not whole."""
    try:
        head = json.loads((folder / _HEAD).read_bytes())
        for name, sha256 in head["files"].items():
            if _sha256(folder / name) != sha256:
                raise OutputError(f"{folder / name} is not as it was written")
        if head["form"] != _FORM:
            raise OutputError(f"{folder} is a part of another form: {head['form']}")
        records: dict[str, dict[str, Filed[Any]]] = {"provider": {}, "case": {}}
        with (folder / _RECORDS).open("rb") as lines:
            for line in lines:
                kind, path, sha256, content = json.loads(line)
                records[kind][path] = Filed(path, sha256, MODELS[kind].model_validate_json(content))
        with (folder / _INSTITUTIONS).open("rb") as lines:
            institutions = {one.path: one for one in (_institution(json.loads(line)) for line in lines)}
        part = Part(
            head["authority"],
            head["commit"],
            head["version"],
            records["provider"],
            records["case"],
            institutions,
        )
        return part, PartFiles(folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        if isinstance(error, OutputError):
            raise
        raise OutputError(f"{folder} is no part of a site: {error}") from error


def _record_lines(part: Part) -> Iterator[str]:
    for kind, records in (("provider", part.providers), ("case", part.cases)):
        for path, filed in records.items():
            content = filed.content.model_dump_json(by_alias=True, exclude_none=True)
            yield json.dumps([kind, path, filed.sha256, content], ensure_ascii=False)


def _institution(values: list[Any]) -> InstitutionUses:
    path, sha256, name, level, uses = values
    return InstitutionUses(path, sha256, name, InstitutionLevel[level], tuple(map(_use, uses)))


def _use(values: list[Any]) -> InstitutionUse:
    item, number, own, basis, mode, uniform = values
    return InstitutionUse(
        item, number, OwnApp(*own) if own else None, UseBasis[basis], UseMode[mode], uniform
    )


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)


def _write_bytes(path: Path, made: Iterable[tuple[str, str, bytes]]) -> Iterator[tuple[str, str, int, int]]:
    start = 0
    with path.open("wb") as file:
        for name, key, content in made:
            file.write(content)
            yield name, key, start, len(content)
            start += len(content)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
