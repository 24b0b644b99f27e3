"""`registry fmt`: put right in a filing what can be put right without knowing what was meant; comments stay."""

import re
import unicodedata
from pathlib import Path

from registry.adapters import yaml_reader
from registry.adapters.source import Entry, WorkTree
from registry.adapters.yaml_reader import LARGEST_FILE
from registry.core import paths
from registry.core.characters import first_refused

_NAMES = {
    "provider": "provider-filing",
    "user": "user-filing",
    "case": "enforcement-case",
    "authority": "authority",
}
_MODELINE = "# yaml-language-server: $schema="


def formatted(path: str, content: bytes) -> bytes:
    """The file with: no byte order mark, LF line ends, NFC, no trailing space, one final line feed, ambiguous plain values in
    quotes, and the modeline that lets an editor check it while it is typed. Content that is not UTF-8 comes back unchanged.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content
    # Also after several returns, as tools leave them that turn line ends which are CR LF already: else a second run would go on.
    text = unicodedata.normalize("NFC", re.sub(r"\r+\n", "\n", text))
    text = re.sub(r" +$", "", text, flags=re.MULTILINE).rstrip("\n") + "\n"
    kind = paths.kind_of(path)
    if kind and _MODELINE not in text:
        text = f"{modeline(path, kind)}\n{text}".rstrip("\n") + "\n"
    return _quoted(text).encode()


def modeline(path: str, kind: str) -> str:
    """The comment that points an editor to the schema."""
    return f"{_MODELINE}{'../' * path.count('/')}schemas/{_NAMES[kind]}.schema.json"


def _quoted(text: str) -> str:
    """Ambiguous plain values in double quotes; nothing else changes. The reader tells some at a time, so it is asked again."""
    if first_refused(text) is not None:
        return text
    before = ""
    while text != before:
        before, lines = text, text.split("\n")
        refusals = [refusal for refusal in yaml_reader.read(text.encode()).refusals if refusal.code == "F12"]
        # From the end, so that earlier columns stay true.
        for refusal in sorted(refusals, key=lambda found: (found.line, found.column), reverse=True):
            line, start = lines[refusal.line - 1], refusal.column - 1
            value = refusal.values["value"]
            if line[start:].startswith(value) and '"' not in value and "\\" not in value:
                lines[refusal.line - 1] = f'{line[:start]}"{value}"{line[start + len(value) :]}'
        text = "\n".join(lines)
    return text


def fmt(root: Path, chosen: list[Path], *, check: bool) -> list[str]:
    """Format files in place (or with `check` only look); the paths that change.

    Raises SourceError for what is no regular file, ValueError for a path outside of the root.
    """
    source = WorkTree(root)
    changed = []
    for file in chosen:
        path = file.absolute().relative_to(root.absolute()).as_posix()
        content = source.read(Entry(path))
        if len(content) > LARGEST_FILE:
            continue  # no filing, and not read to its end
        wanted = formatted(path, content)
        if wanted != content:
            changed.append(str(file))
            if not check:
                file.write_bytes(wanted)
    return changed
