"""The workflow files as values."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github/workflows"
FILES = sorted(FOLDER.iterdir())


class _Loader(yaml.SafeLoader):
    """YAML 1.1 reads the key `on` as true; a workflow means the word."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:bool"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True)
class Step:
    """One step and where it stands."""

    workflow: str
    job: str
    body: dict[str, Any]
    permissions: dict[str, str]
    environment: str | None

    @property
    def action(self) -> str:
        """`owner/name` of what it uses, or nothing."""
        return str(self.body.get("uses", "")).partition("@")[0]

    @property
    def run(self) -> str:
        """Its command, or nothing."""
        return str(self.body.get("run", ""))


def load(path: Path) -> dict[str, Any]:
    """A workflow; `true` stays text, as only names are asked for."""
    document: dict[str, Any] = yaml.load(path.read_text("utf-8"), _Loader)
    return document


def workflows() -> dict[str, dict[str, Any]]:
    """File name without ending to workflow."""
    return {path.stem: load(path) for path in FILES}


def steps(name: str, document: dict[str, Any]) -> Iterator[Step]:
    """All steps of a workflow."""
    for job, body in document["jobs"].items():
        for step in body["steps"]:
            yield Step(name, job, step, body.get("permissions", {}), body.get("environment"))
