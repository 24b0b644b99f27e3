"""`registry forge forms`: write the issue forms from the codes, or check that the committed ones are what they give."""

from pathlib import Path

from registry.adapters.source import SourceError
from registry.render import complaint_forms, filing_forms
from registry.render.complaint_forms import FOLDER, REPOSITORY


def files(repository: str = REPOSITORY) -> dict[str, str]:
    """Path -> text of every issue form, and of the page on which people choose between them."""
    return {**complaint_forms.files(repository), **filing_forms.files(repository)}


def drifted(root: Path, repository: str = REPOSITORY) -> list[str]:
    """Paths of forms that are missing, differ, or are left over."""
    wanted = files(repository)
    found = {path.relative_to(root).as_posix() for path in (root / FOLDER).glob("*")}
    differing = {path for path, text in wanted.items() if not (root / path).is_file() or (root / path).read_bytes() != text.encode()}  # fmt: skip
    return sorted({*differing, *(found - set(wanted))})


def write(root: Path, repository: str = REPOSITORY) -> list[str]:
    """Write all of them; the paths written. Raises SourceError."""
    wanted = files(repository)
    try:
        (root / FOLDER).mkdir(parents=True, exist_ok=True)
        for path, text in wanted.items():
            (root / path).write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise SourceError(f"{error.filename}: {error.strerror}") from error
    return sorted(wanted)
