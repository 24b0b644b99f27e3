"""GitHub's API description, and whether a request, an answer or a webhook payload keeps to it."""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema_rs

HERE = Path(__file__).parent
_ERRORS_BY_RULE = {400, 401, 403, 404, 405, 409, 410, 422, 429, 500, 502, 503}
"""The description lists error answers only here and there; their bodies are checked all the same."""
_ERROR_BODY = {
    "anyOf": [{"$ref": f"#/components/schemas/{name}"} for name in ("validation-error", "basic-error")],
    "type": "object",
    "required": ["message"],
}


@dataclass(frozen=True)
class Operation:
    """One operation of the description; `arguments` are the values from the path."""

    name: str
    template: str
    method: str
    document: dict[str, Any] = field(hash=False, compare=False)
    arguments: dict[str, str] = field(hash=False, compare=False)


class Contract:
    """One of the two files."""

    def __init__(self, name: str) -> None:
        self.document: dict[str, Any] = json.loads((HERE / name).read_text(encoding="utf-8"))
        self._urn = f"urn:github:{name}"
        root = {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "$id": self._urn,
            "components": self._absolute(self.document["components"]),
        }
        # One registry for all validators: without it each would hold all of the description.
        self._registry = jsonschema_rs.Registry([(self._urn, root)], draft=jsonschema_rs.Draft7)
        self._validators: dict[object, Any] = {}
        self._routes = sorted(
            (
                (_pattern(template, self._manifold(operations)), template, operations)
                for template, operations in self.document.get("paths", {}).items()
            ),
            key=lambda route: (route[1].count("{"), -len(route[1])),
        )

    def _manifold(self, operations: dict[str, Any]) -> set[str]:
        parameters = [self.resolved(p) for o in operations.values() for p in o.get("parameters", [])]
        # `a/b...c` of compare is not marked so in the description.
        return {p["name"] for p in parameters if p.get("x-multi-segment")} | {"base", "head"}

    def _absolute(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._absolute(item) for item in value]
        if not isinstance(value, dict):
            return value
        return {
            key: f"{self._urn}{item}"
            if key == "$ref" and isinstance(item, str) and item.startswith("#")
            else self._absolute(item)
            for key, item in value.items()
        }

    def operation(self, method: str, path: str) -> Operation | None:
        """The operation of a request, or None if the description has none."""
        for pattern, template, operations in self._routes:
            found = pattern.fullmatch(path)
            document = operations.get(method.lower())
            if found and document:
                arguments = {key: unquote(value) for key, value in found.groupdict().items()}
                return Operation(document["operationId"], template, method, document, arguments)
        return None

    def request_errors(self, operation: Operation, query: dict[str, str], body: Any) -> list[str]:
        """What is wrong with a request."""
        errors = []
        known = {p["name"]: p for p in map(self.resolved, operation.document.get("parameters", []))}
        for name, text in query.items():
            if name not in known or known[name]["in"] != "query":
                errors.append(f"{operation.name}: parameter {name} is not described")
            else:
                schema = self.resolved(known[name]["schema"])
                errors += self.errors((operation.name, name), schema, _typed(text, schema))
        for name, text in operation.arguments.items():
            if name in known:
                schema = self.resolved(known[name]["schema"])
                errors += self.errors((operation.name, name), schema, _typed(text, schema))
        wanted = operation.document.get("requestBody")
        if wanted is None:
            if body is not None:
                errors.append(f"{operation.name}: a body is not described")
            return errors
        if body is None:
            if wanted.get("required"):
                errors.append(f"{operation.name}: the body is missing")
            return errors
        schema = wanted["content"]["application/json"]["schema"]
        return errors + self.errors((operation.name, "request"), schema, body)

    def answer_errors(self, operation: Operation, status: int, body: Any) -> list[str]:
        """What is wrong with an answer."""
        described = operation.document["responses"].get(str(status))
        if described is None:
            if status not in _ERRORS_BY_RULE:
                return [f"{operation.name}: status {status} is not described"]
            return self.errors("error", _ERROR_BODY, body)
        content = self.resolved(described).get("content", {})
        if "application/json" not in content:
            if status >= 400:
                return self.errors("error", _ERROR_BODY, body)
            return [] if body is None else [f"{operation.name} {status}: a body is not described"]
        schema = self.resolved(content["application/json"]["schema"])
        if status >= 400 and "oneOf" in schema:
            # GitHub lists error shapes as `one of`, yet they overlap: any of them will do.
            schema = {"anyOf": schema["oneOf"]}
        return self.errors((operation.name, status), schema, body)

    def errors(self, key: object, schema: dict[str, Any], value: Any) -> list[str]:
        """What is wrong with a value; `key` names the schema, so that it is compiled once."""
        if key not in self._validators:
            self._validators[key] = jsonschema_rs.Draft7Validator(
                self._absolute(schema), registry=self._registry, validate_formats=True
            )
        label = " ".join(map(str, key)) if isinstance(key, tuple) else str(key)
        return [
            f"{label}: /{'/'.join(map(str, error.instance_path))}: {error.message[:300]}"
            for error in self._validators[key].iter_errors(value)
        ]

    def resolved(self, value: Any) -> dict[str, Any]:
        """A part of the description, with a reference at its top followed."""
        while "$ref" in value:
            part: Any = self.document
            for step in value["$ref"].removeprefix("#/").split("/"):
                part = part[step]
            value = part
        found: dict[str, Any] = value
        return found

    def payload_errors(self, event: str, payload: Any) -> list[str]:
        """What is wrong with a webhook's payload; `event` like `pull-request-opened`."""
        return self.errors((event, "payload"), self.document["x-webhooks"][event], payload)


@cache
def rest() -> Contract:
    """The REST API."""
    return Contract("rest.json")


@cache
def webhooks() -> Contract:
    """The webhooks."""
    return Contract("webhooks.json")


def _pattern(template: str, manifold: set[str]) -> re.Pattern[str]:
    """`manifold`: parameters that may hold slashes."""
    parts = []
    for part in re.split(r"(\{\w+\})", template):
        name = part[1:-1]
        if part.startswith("{"):
            parts.append(f"(?P<{name}>{'.+' if name in manifold else '[^/]+'})")
        else:
            parts.append(re.escape(part))
    return re.compile("".join(parts))


def _typed(text: str, schema: dict[str, Any]) -> Any:
    """A value of a query, as the type that the description gives it."""
    wanted = schema.get("type")
    if wanted == "integer" and re.fullmatch(r"-?[0-9]+", text):
        return int(text)
    if wanted == "boolean" and text in ("true", "false"):
        return text == "true"
    return text
