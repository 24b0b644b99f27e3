"""Reading the switches from a commit."""

from pydantic import ValidationError

from registry.adapters import yaml_reader
from registry.adapters.git import GitTree
from registry.adapters.source import SourceError
from registry.core.switches import PATH, Switches


def load(tree: GitTree) -> Switches:
    """The switches of a commit. Raises SourceError if they cannot be read: whoever is not sure must not write."""
    found = tree.entry(PATH)
    if found is None:
        return Switches()
    if not found.regular:
        raise SourceError(f"{PATH}: not a regular file")
    document = yaml_reader.read(tree.read(found))
    if document.refusals:
        refusal = document.refusals[0]
        raise SourceError(f"{PATH}:{refusal.line}:{refusal.column}: cannot be read ({refusal.code})")
    try:
        return Switches.model_validate(document.data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise SourceError(f"{PATH}: {place or 'the file'}: {first['msg']}") from error
