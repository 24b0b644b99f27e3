"""The snippets for VS Code: what they expand to has the form of a filing, once something is chosen where there is a choice."""

import json
import re
from typing import Any

import pytest

from registry.adapters import records, yaml_reader
from registry.commands import schemas
from registry.core.finding import dotted
from registry.render import snippets
from registry.rules import form
from tests.commands import REPOSITORY

FOUND: dict[str, Any] = json.loads((REPOSITORY / snippets.PATH).read_text("utf-8"))
KINDS = {"provider": "provider", "user": "user", "case": "case"}
_CHOICE = re.compile(r"\$\{[0-9]+\|([^|]*)\|\}")
_STOP = re.compile(r"\$\{[0-9]+:((?:\\.|[^}\\])*)\}")


def expanded(name: str, choice: int) -> str:
    """What stands there after Tab, with the choice of this number taken everywhere."""
    body = "\n".join(FOUND[name]["body"]) + "\n"
    chosen = _CHOICE.sub(lambda match: match[1].split(",")[choice], body)
    return _STOP.sub(lambda match: re.sub(r"\\(.)", r"\1", match[1]), chosen)


def named(prefix: str) -> str:
    return next(name for name, snippet in FOUND.items() if snippet["prefix"][0] == prefix)


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_filing_has_the_form_of_its_schema(kind: str) -> None:
    document = yaml_reader.read(expanded(named(kind), 1).encode())
    assert document.refusals == []
    assert form.explain(records.MODELS[kind], document.data) == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_chosen_for_the_filer(kind: str) -> None:
    """Each choice that is left open is told, and nothing else."""
    text = expanded(named(kind), 0)
    faults = form.explain(records.MODELS[kind], yaml_reader.read(text.encode()).data)
    assert len(faults) == text.count(snippets.UNCHOSEN) > 0
    assert {fault.code for fault in faults} <= {"F22", "F23"}, [dotted(fault.place) for fault in faults]


@pytest.mark.parametrize(
    ("item", "kind", "key"),
    [("app", "provider", "apps"), ("system", "provider", "systems"), ("use", "user", "uses"), ("breach", "case", "breaches")],
)  # fmt: skip
def test_an_item_fits_below_its_key(item: str, kind: str, key: str) -> None:
    whole = yaml_reader.read(expanded(named(kind), 1).encode()).data
    document = yaml_reader.read(f"{key}:\n{expanded(named(item), 1)}".encode())
    assert document.refusals == []
    whole[key] = [*whole[key], *document.data[key]]
    assert form.explain(records.MODELS[kind], whole) == []


def test_stops_are_numbered_in_order() -> None:
    for snippet in FOUND.values():
        stops = [int(number) for number in re.findall(r"\$\{([0-9]+)", "\n".join(snippet["body"]))]
        assert stops == list(range(1, len(stops) + 1))
        assert snippet["scope"] == "yaml"


def test_they_follow_the_models() -> None:
    """A snippet that was changed by hand is told by `registry schemas --check`."""
    assert schemas.drifted(REPOSITORY) == []
    assert snippets.files()[snippets.PATH] == (REPOSITORY / snippets.PATH).read_text("utf-8")


def test_settings_lead_each_folder_to_its_schema() -> None:
    settings = json.loads((REPOSITORY / ".vscode/settings.json").read_text("utf-8"))
    for schema, pattern in settings["yaml.schemas"].items():
        assert (REPOSITORY / schema).is_file()
        assert list(REPOSITORY.glob(pattern.lstrip("/")))
    assert set(settings["yaml.schemas"].values()) == {
        "/filings/providers/**/*.yaml", "/filings/users/**/*.yaml", "/blacklist/**/*.yaml", "/authorities/*.yaml",
    }  # fmt: skip
