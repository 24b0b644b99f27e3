"""Bytes of one file -> its model, or what stands in the way."""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from registry.adapters import plain_yaml, yaml_reader
from registry.adapters.yaml_reader import Document
from registry.core.authority import Authority
from registry.core.case import EnforcementCase
from registry.core.fields import Record
from registry.core.filing import ProviderFiling
from registry.core.finding import Refusal
from registry.core.snapshot import Comment
from registry.core.use import UserFiling

MODELS: dict[str, type[Record]] = {
    "provider": ProviderFiling,
    "user": UserFiling,
    "case": EnforcementCase,
    "authority": Authority,
}


@dataclass(slots=True)
class Parsed:
    """The model, or None with either the reader's refusals or values that do not fit the model (`document.data`).

    The comments are there in either case, if the file is text.
    """

    record: Any = None
    document: Document | None = None
    comments: tuple[Comment, ...] = ()

    @property
    def refusals(self) -> list[Refusal]:
        """Why the text could not be read."""
        return self.document.refusals if self.document else []


def parse(kind: str, content: bytes) -> Parsed:
    """Read a file as the model of its kind (a key of MODELS). Never raises on any bytes."""
    model = MODELS[kind]
    data = plain_yaml.parse(content)
    if data is not None:
        try:
            return Parsed(model.model_validate(data), None, plain_yaml.comments(content))
        except ValidationError:
            pass  # the careful reader and the schema explain it
    document, comments = yaml_reader.read(content), yaml_reader.comments(content)
    if document.data is None:
        return Parsed(None, document, comments)
    try:
        return Parsed(model.model_validate(document.data), document, comments)
    except ValidationError:
        return Parsed(None, document, comments)
