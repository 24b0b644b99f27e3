"""The committed JSON Schemas (draft 2020-12), generated from the models."""

import json
from typing import Any

from registry.core.authority import Authority
from registry.core.case import EnforcementCase
from registry.core.fields import Record
from registry.core.filing import ProviderFiling
from registry.core.ledger import Event
from registry.core.text import Text
from registry.core.use import UserFiling
from registry.core.verdict import ForgeVerdict

SCHEMAS: dict[str, tuple[type[Record], Text]] = {
    "provider-filing": (ProviderFiling, Text("提供者备案", "Provider filing")),
    "user-filing": (UserFiling, Text("使用者备案", "User filing")),
    "enforcement-case": (EnforcementCase, Text("处理案件", "Enforcement case")),
    "authority": (Authority, Text("主管部门", "Authority")),
    "ledger-event": (Event, Text("登记事项", "Ledger event")),
}
"""What people write, and what the registry records."""
HANDED_OVER: dict[str, tuple[type[Record], Text]] = {
    "forge-verdict": (ForgeVerdict, Text("合并请求检查结论", "Verdict on a pull request")),
}
"""What one command writes for another."""
_COMMENT = "Generated from the models in scripts/registry/core; run `registry schemas` to write it again."


def schema_of(name: str) -> dict[str, Any]:
    """One schema by its name."""
    model, title = (SCHEMAS | HANDED_OVER)[name]
    schema = model.model_json_schema(by_alias=True)
    # An optional key is absent or has a value: a default of null would tell editors otherwise.
    _drop_null_defaults(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:edu-app-registry:{name}",
        "$comment": _COMMENT,
        **schema,
        "title": title.both(),
        "x-title": title.as_dict(),
    }


def _drop_null_defaults(part: Any) -> None:
    if isinstance(part, dict):
        if "default" in part and part["default"] is None:
            del part["default"]
        for value in part.values():
            _drop_null_defaults(value)
    elif isinstance(part, list):
        for value in part:
            _drop_null_defaults(value)


def files() -> dict[str, str]:
    """Path -> text of every schema file."""
    return {
        f"schemas/{name}.schema.json": json.dumps(
            schema_of(name), ensure_ascii=False, indent=2, sort_keys=True
        )
        + "\n"
        for name in SCHEMAS | HANDED_OVER
    }
