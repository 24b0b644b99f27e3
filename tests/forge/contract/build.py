"""Makes rest.json and webhooks.json from GitHub's API description, as it is cut down in two files in one folder.

    python tests/forge/contract/build.py FOLDER

FOLDER holds github-openapi-subset.json and github-webhooks-subset.json (origin: ORIGIN.md). Kept is the structure: paths,
parameters, schemas. Prose and examples are left out, `nullable` becomes a type, and what occurs many times is written once.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PROSE = {
    "description",
    "example",
    "examples",
    "summary",
    "externalDocs",
    "title",
    "tags",
    "deprecated",
    "headers",
}
NAMED = {"properties", "schemas", "parameters", "responses", "paths", "x-webhooks", "patternProperties"}
"""Keys whose own keys are names, not keywords: a property may be called `description`."""
EVENTS = (
    "pull-request-opened", "pull-request-synchronize", "pull-request-reopened", "pull-request-edited",
    "pull-request-closed", "pull-request-labeled", "pull-request-ready-for-review", "pull-request-review-submitted",
    "pull-request-review-dismissed", "push", "issues-opened", "issues-edited", "issues-closed", "issues-reopened",
    "issue-comment-created", "issue-comment-edited",
)  # fmt: skip
SHORTEST_SHARED = 300


def stripped(value: Any, names: bool = False) -> Any:
    """The structure of a part of the description."""
    if isinstance(value, list):
        return [stripped(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {
        key: stripped(item, names=key in NAMED and not names)
        for key, item in value.items()
        if names or not (key in PROSE or (key.startswith("x-") and key not in (*NAMED, "x-multi-segment")))
    }
    return kept if names else nullable_as_type(kept)


def nullable_as_type(schema: dict[str, Any]) -> dict[str, Any]:
    """OpenAPI 3.0 writes `nullable: true` where JSON Schema writes a type."""
    if schema.pop("nullable", False) is not True:
        return schema
    if "type" in schema:
        schema["type"] = [schema["type"], "null"]
        if "enum" in schema and None not in schema["enum"]:
            schema["enum"] = [*schema["enum"], None]
        return schema
    return {"anyOf": [schema, {"type": "null"}]}


def shared(document: dict[str, Any]) -> dict[str, Any]:
    """The same with every long schema that occurs more than once written once, under components/schemas/shared-N."""
    seen: Counter[str] = Counter()

    def count(value: Any) -> None:
        if isinstance(value, dict):
            text = json.dumps(value, sort_keys=True)
            if len(text) >= SHORTEST_SHARED and is_schema(value):
                seen[text] += 1
                if seen[text] > 1:
                    return
            for item in value.values():
                count(item)
        elif isinstance(value, list):
            for item in value:
                count(item)

    count(document)
    names = {text: f"shared-{i}" for i, (text, times) in enumerate(seen.items(), 1) if times > 1}

    def replaced(value: Any, at: str = "") -> Any:
        if isinstance(value, list):
            return [replaced(item) for item in value]
        if not isinstance(value, dict):
            return value
        text = json.dumps(value, sort_keys=True)
        if text in names and at != names[text] and is_schema(value):
            return {"$ref": f"#/components/schemas/{names[text]}"}
        return {key: replaced(item) for key, item in value.items()}

    result: dict[str, Any] = replaced(document)
    for text, name in names.items():
        body = json.loads(text)
        result["components"]["schemas"][name] = {key: replaced(item) for key, item in body.items()}
    return result


def is_schema(value: dict[str, Any]) -> bool:
    """Whether a mapping is a schema, not a mapping of names."""
    return isinstance(value.get("type"), str | list) and ("properties" in value or "items" in value)


def write(name: str, document: dict[str, Any]) -> None:
    """One line for each path, event and schema, so that a new version of the description can be read as a difference."""
    text = ['{"components":{']
    parts = sorted(document["components"])
    for i, part in enumerate(parts):
        text.append(f"{json.dumps(part)}:{{")
        text.append(lines(document["components"][part]))
        text.append("}" + ("," if i < len(parts) - 1 else ""))
    text.append('},"info":' + json.dumps({"version": document["info"]["version"]}))
    for key in ("paths", "x-webhooks"):
        if document.get(key):
            text.append(f',"{key}":{{')
            text.append(lines(document[key]))
            text.append("}")
    text.append("}")
    (HERE / name).write_text("\n".join(text) + "\n", encoding="utf-8")


def lines(mapping: dict[str, Any]) -> str:
    """The entries of a mapping, one a line, in order of their names."""
    return ",\n".join(
        f"{json.dumps(key)}:{json.dumps(mapping[key], sort_keys=True, separators=(',', ':'))}"
        for key in sorted(mapping)
    )


def main() -> None:
    """Write both files."""
    folder = Path(sys.argv[1])
    rest = json.loads((folder / "github-openapi-subset.json").read_text(encoding="utf-8"))
    rest["components"].pop("examples", None)
    write("rest.json", shared(stripped(rest)))
    hooks = json.loads((folder / "github-webhooks-subset.json").read_text(encoding="utf-8"))
    hooks["x-webhooks"] = {
        name: hooks["x-webhooks"][name]["post"]["requestBody"]["content"]["application/json"]["schema"]
        for name in EVENTS
    }
    hooks["paths"] = {}
    write("webhooks.json", needed(shared(stripped(hooks))))


def needed(document: dict[str, Any]) -> dict[str, Any]:
    """The same without the schemas that nothing refers to."""
    prefix = "#/components/schemas/"
    schemas = document["components"]["schemas"]
    wanted: set[str] = set()
    todo: list[Any] = [document["x-webhooks"]]
    while todo:
        value = todo.pop()
        if isinstance(value, list):
            todo += value
        elif isinstance(value, dict):
            name = str(value.get("$ref", "")).removeprefix(prefix)
            if name and name in schemas and name not in wanted:
                wanted.add(name)
                todo.append(schemas[name])
            todo += value.values()
    document["components"]["schemas"] = {name: schemas[name] for name in wanted}
    return document


if __name__ == "__main__":
    main()
