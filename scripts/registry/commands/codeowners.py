"""`registry codeowners`: write `.github/CODEOWNERS` from the authorities, or check that it is what they give."""

from pathlib import Path

from registry.adapters.load import load_authorities
from registry.adapters.source import SourceError, WorkTree
from registry.render.codeowners import PATH, as_text


def wanted(root: Path) -> str:
    """What the file must say. Raises SourceError if an authority cannot be read: its folders would be nobody's."""
    authorities, problems = load_authorities(WorkTree(root))
    if problems:
        raise SourceError(f"{problems[0][0]}: {problems[0][1]}")
    try:
        return as_text(authorities)
    except ValueError as error:
        raise SourceError(str(error)) from error


def is_current(root: Path) -> bool:
    """Whether the file is there and says just that."""
    path = root / PATH
    return path.is_file() and path.read_bytes() == wanted(root).encode()


def write(root: Path) -> str:
    """Write it; its path."""
    try:
        (root / PATH).parent.mkdir(exist_ok=True)
        (root / PATH).write_text(wanted(root), "utf-8", newline="\n")
    except OSError as error:
        raise SourceError(f"{error.filename}: {error.strerror}") from error
    return PATH
