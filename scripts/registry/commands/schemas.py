"""`registry schemas`: write the JSON Schemas and the snippets for editors, or check that the committed ones are what the models say."""

from pathlib import Path

from registry.adapters.source import SourceError
from registry.render import schemas, snippets


def _files() -> dict[str, str]:
    return schemas.files() | snippets.files()


def drifted(root: Path) -> list[str]:
    """Paths of schema files that are missing, differ from the models, or are left over."""
    wanted = _files()
    found = {path.relative_to(root).as_posix() for path in (root / "schemas").glob("*")}
    differing = [
        path
        for path, text in wanted.items()
        if not (root / path).is_file() or (root / path).read_bytes() != text.encode()
    ]
    return sorted({*differing, *(found - set(wanted))})


def write(root: Path) -> list[str]:
    """Write all schema files; the paths written. Raises SourceError."""
    try:
        for path, text in _files().items():
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise SourceError(f"{error.filename}: {error.strerror}") from error
    return sorted(_files())
