"""Other validators agree with ours: `jsonschema` and `check-jsonschema` on the committed schemas, and the models with both."""

import copy
import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import ValidationError

from registry.adapters import yaml_reader
from registry.core import paths
from registry.core.fields import Record
from registry.core.ledger import Event
from registry.render.schemas import SCHEMAS
from registry.rules.form import explain
from tests import builders
from tests.builders import EVENT, miniature, values
from tests.commands import ENVIRONMENT, REPOSITORY
from tests.faults import FAULTS, NEIGHBOURS, Edit, Fault

SCHEMA_OF = {
    "provider": "provider-filing",
    "user": "user-filing",
    "case": "enforcement-case",
    "authority": "authority",
}
PEERS_DIFFER: dict[str, str] = {}
"""Faults of form that a peer accepts, with the reason. None so far."""

VALID: dict[str, list[dict[str, Any]]] = {
    "provider-filing": [
        builders.provider(),
        builders.provider(apps=[builders.app_text(mini="wxfea0b562b1e333d7", bundle="cn.example.reader")]),
    ],
    "user-filing": [
        builders.user(),
        builders.user(uses=[builders.use_text(own=True), builders.use_text("use-2", "教APP备1100001号", superior="zhejiang/330100", changed_on="2026-03-20")]),
    ],
    "enforcement-case": [builders.case(), builders.case(lifted="2026-07-01")],
    "authority": [
        values((REPOSITORY / "authorities" / f"{slug}.yaml").read_text(encoding="utf-8"))
        for slug in ("moe", "xpcc", "hainan")
    ],
    "ledger-event": [EVENT, {key: EVENT[key] for key in EVENT if key not in {"approved_by", "item", "number", "reason"}}],
}  # fmt: skip


@cache
def validator(name: str) -> Draft202012Validator:
    """The usual library on a committed schema, dates checked."""
    schema = json.loads((REPOSITORY / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=FormatChecker(formats=["date"]))


def schema_name(path: str) -> str:
    """Which schema describes the file at a path."""
    return SCHEMA_OF[paths.kind_of(path) or ""]


def fault_text(fault: Fault, originals: dict[str, str]) -> str:
    """The text of a fault of form."""
    return fault.edit.text(originals[fault.edit.path]).replace("▸", "")


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Texts of the miniature, by path."""
    root = miniature(tmp_path_factory.mktemp("originals")).root
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in root.rglob("*.yaml")
    }  # fmt: skip


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault.schema], ids=lambda fault: fault.name)
def test_a_fault_of_form_fails_in_the_usual_library(fault: Fault, originals: dict[str, str]) -> None:
    """With the committed schema, at the place that our finding names or just above or below it."""
    errors = list(validator(schema_name(fault.edit.path)).iter_errors(values(fault_text(fault, originals))))
    assert (errors == []) is (fault.name in PEERS_DIFFER)
    found = {_dotted(error.absolute_path) for error in errors}
    assert any(fault.field.startswith(place) for place in found), found


@pytest.mark.parametrize(
    "fault",
    [
        fault
        for fault in FAULTS
        if not fault.schema and fault.code[0] in "AR" and fault.edit.new and not fault.edit.become and fault.edit.path.endswith(".yaml")
    ],
    ids=lambda fault: fault.name,
)  # fmt: skip
def test_a_fault_against_an_article_has_the_form(
    fault: Fault, originals: dict[str, str], tmp_path: Path
) -> None:
    """What only a rule can say is not said by the schema: the table's mark is right in both directions."""
    before = originals.get(fault.edit.path, "")
    if fault.edit.before:
        folder = miniature(tmp_path)
        fault.edit.before(folder, fault.edit.path)
        before = folder.read(fault.edit.path)
    text = fault.edit.text(before).replace("▸", "")
    validator(schema_name(fault.edit.path)).validate(values(text))


def test_check_jsonschema_refuses_every_fault_of_form(tmp_path: Path, originals: dict[str, str]) -> None:
    """As a process over all files of a schema at once: each file is named with errors, but for the named list."""
    expected: dict[str, set[str]] = {}
    for index, fault in enumerate(fault for fault in FAULTS if fault.schema):
        name = schema_name(fault.edit.path)
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        (folder / f"{index:03}.yaml").write_text(fault_text(fault, originals), encoding="utf-8")
        if fault.name not in PEERS_DIFFER:
            expected.setdefault(name, set()).add(f"{index:03}.yaml")
    assert sum(len(files) for files in expected.values()) >= 60
    for name, files in expected.items():
        assert check_jsonschema(name, sorted((tmp_path / name).iterdir())) == files


def test_check_jsonschema_accepts_every_accepted_file(tmp_path: Path) -> None:
    """The miniature, the neighbours of all faults, all authorities, and every filing that the repository ships."""
    files: dict[str, list[Path]] = {}
    folders = [miniature(tmp_path / "miniature").root, REPOSITORY]
    for index, edit in enumerate(edit for edit in NEIGHBOURS if edit.path.endswith(".yaml")):
        folders.append(_only_changed(edit, tmp_path / str(index)))
    for folder in folders:
        for data in ("filings", "blacklist", "authorities"):
            for path in sorted((folder / data).rglob("*.yaml")):
                name = schema_name(path.relative_to(folder).as_posix())
                files.setdefault(name, []).append(path)
    assert set(files) == set(SCHEMA_OF.values())
    for name, found in files.items():
        assert check_jsonschema(name, found) == set()


def _only_changed(edit: Edit, folder: Path) -> Path:
    registry = miniature(folder)
    edit.prepare(registry)
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    edit.apply(registry)
    for path, content in before.items():
        if path.exists() and path.read_bytes() == content:
            path.unlink()
    return folder


def check_jsonschema(name: str, files: list[Path]) -> set[str]:
    """Names of the files that `check-jsonschema` refuses; its own failures are failures here."""
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--output-format", "json", "--schemafile",
         str(REPOSITORY / "schemas" / f"{name}.schema.json"), *map(str, files)],
        capture_output=True, text=True, encoding="utf-8", check=False, env={**ENVIRONMENT, "PYTHONWARNINGS": "ignore"},
    )  # fmt: skip
    answer = json.loads(done.stdout)
    assert answer.get("parse_errors", []) == []
    assert (done.returncode == 0) is (answer["status"] == "ok")
    return {os.path.basename(error["filename"]) for error in answer.get("errors", [])}  # noqa: PTH119


def _dotted(place: Any) -> str:
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 60, 61, 99, 100, 10**16, "", "a", "A", "ab", " ", "示", "示例", " 示例", "示例 ", "示<例", "示" * 60, "示" * 61,
    "示" * 200, "示" * 201, "示" * 1000, "示" * 1001, "a" * 33, "null", "true", "2026-02-29", "2026-02-28", "2024-13-01", "91110108MA9000F01A",
    "91110108MA9000F01", "330106", "730106", "zhejiang/330100", "moe", "教APP备1100001号", "教APP备110001号", "https://example.cn/",
    "javascript:alert(1)", "cn.example.app", "a@example.cn", "010-80000000", "1458305565", "wxfea0b562b1e333d7", "ab" * 32, "provider-filing/v1",
    "students", "primary", "free", "other", "京", "川", "11", "1", "１１", "示\u3000", "\u3000示", "示\t例", "Tоm", "a::b", "Καλ", "q\u0300", "\U00020000\U00020000",
    [], [None], ["students"], ["students", "students"], ["students"] * 8, [[]], [{}], {}, {"a": 1}, {"name": "示例"}, ["x"] * 201,
)  # fmt: skip


def _places(data: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield place
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _places(value, (*place, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _places(value, (*place, index))


def _changed(rng: random.Random, data: dict[str, Any], pool: list[Any]) -> Any:
    """A document with one to three changes somewhere in it."""
    document: Any = copy.deepcopy(data)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        *above, last = rng.choice([place for place in _places(document) if place] or [("nothing",)])
        holder = document
        for step in above:
            holder = holder[step]
        if not isinstance(holder, dict | list) or (isinstance(holder, dict) and last not in holder):
            continue
        value = holder[last]
        match rng.randrange(8):
            case 0:
                del holder[last]
            case 1:
                holder[last] = copy.deepcopy(rng.choice(ODD))
            case 2:
                holder[last] = copy.deepcopy(rng.choice(pool))
            case 3 if isinstance(holder, dict):
                holder[rng.choice(("number", "status", "nmae", "x", "name", "uscc", "reason"))] = rng.choice(
                    ODD
                )
            case 4 if isinstance(value, str):
                index = rng.randrange(len(value) + 1)
                holder[last] = (
                    value[:index] + rng.choice("aZ09 -_.:/<>示　☺号") + value[index + rng.randrange(2) :]
                )
            case 5 if isinstance(value, str):
                holder[last] = rng.choice((value.upper(), value.lower(), value[1:], value[:-1], value * 2))
            case 6 if isinstance(value, list):
                holder[last] = value * rng.choice((0, 2, 4, 210))
            case _:
                holder[last] = [value] if rng.random() < 0.5 else {"value": value}
    return document


@pytest.mark.parametrize("name", SCHEMAS)
def test_model_schema_and_explanation_agree(name: str) -> None:
    """On hundreds of changed documents: the model accepts what the schema accepts, and exactly a refusal has an explanation."""
    model: type[Record] = SCHEMAS[name][0]
    rng = random.Random(f"parity {name}")
    pool = [
        value
        for document in VALID[name]
        for place in _places(document)
        if place
        for value in [_at(document, place)]
    ]
    documents = [*VALID[name], None, [], "text", {}, 5]
    documents += [_changed(rng, rng.choice(VALID[name]), pool) for _ in range(700)]
    outcomes: Counter[str] = Counter()
    for document in documents:
        accepted = _accepted(model, document)
        assert validator(name).is_valid(document) is accepted, document
        assert (explain(model, document) == []) is accepted, document
        outcomes["accepted" if accepted else "refused"] += 1
    assert outcomes["accepted"] >= 50
    assert outcomes["refused"] >= 350


def _at(document: Any, place: tuple[Any, ...]) -> Any:
    for step in place:
        document = document[step]
    return document


def _accepted(model: type[Record], document: Any) -> bool:
    try:
        model.model_validate(document)
    except ValidationError:
        return False
    return True


def test_the_two_differences_cannot_be_in_a_file() -> None:
    """`jsonschema` takes 1.0 for a whole number, and a line feed after the end of a pattern; the reader gives neither."""
    document = builders.case()
    document["measures"]["bar"]["months"] = 6.0
    assert validator("enforcement-case").is_valid(document)
    assert not _accepted(SCHEMAS["enforcement-case"][0], document)
    document = builders.case()
    document["unit"]["uscc"] += "\n"
    assert validator("enforcement-case").is_valid(document)
    assert not _accepted(SCHEMAS["enforcement-case"][0], document)
    assert [r.code for r in yaml_reader.read(b"a: 6.0\n").refusals] == ["F12"]
    assert [r.code for r in yaml_reader.read(b'a: "x\\n"\n').refusals] == ["F15"]


def test_a_ledger_line_keeps_to_its_schema() -> None:
    """What the registrar writes is what `ledger-event.schema.json` says."""
    from registry.core.ledger import line_of

    for event in VALID["ledger-event"]:
        line = line_of(Event.model_validate(event))
        assert line == builders.canonical(event)
        validator("ledger-event").validate(json.loads(line))


def test_the_ordinary_loader_reads_the_miniature_as_we_do(originals: dict[str, str]) -> None:
    """An accepted file has one meaning, whoever reads it."""
    for text in originals.values():
        assert yaml_reader.read(text.encode()).data == yaml.safe_load(text)
