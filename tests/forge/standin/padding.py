"""Fills an answer up to the shape that GitHub's description requires.

A world holds what matters; GitHub's answers are full of addresses and counters besides. Only names that are listed here may be
filled: everything else must be said by the answer itself, or the exchange does not keep to the contract.
"""

from typing import Any

from tests.forge.contract import Contract

NOISE = {
    # accounts
    "gravatar_id", "site_admin", "type",
    # repositories
    "archived", "description", "disabled", "forks", "forks_count", "has_discussions", "has_pages", "has_projects", "has_wiki",
    "homepage", "language", "license", "mirror_url", "network_count", "open_issues", "open_issues_count", "pushed_at", "size",
    "stargazers_count", "subscribers_count", "watchers", "watchers_count", "temp_clone_token", "topics", "visibility",
    "has_downloads",
    # issues and pull requests
    "_links", "active_lock_reason", "assignee", "auto_merge", "locked", "maintainer_can_modify", "milestone",
    "additions", "deletions", "comments", "commits", "review_comments", "changed_files",
    "mergeable_state", "rebaseable", "commit_url", "performed_via_github_app", "html", "href",
    "self", "issue", "review_comment", "pull_request",
    # everything
    "node_id", "verification", "verified", "reason", "signature", "payload", "verified_at",
    # teams, checks
    "permission", "parent", "default", "check_suite", "slug", "client_id", "permissions", "events", "blob_href",
    "raw_details", "comment_count",
}  # fmt: skip


def padded(contract: Contract, schema: dict[str, Any], value: Any, base: str, name: str = "") -> Any:
    """`value` with what the schema requires and noise may fill."""
    schema = contract.resolved(schema)
    if value is None:
        return None
    for key in ("allOf", "anyOf", "oneOf"):
        options = [contract.resolved(option) for option in schema.get(key, [])]
        if key == "allOf":
            for option in options:
                value = padded(contract, option, value, base, name)
        elif options:
            fitting = [option for option in options if _fits(option, value)]
            if fitting:
                value = padded(contract, fitting[0], value, base, name)
    if isinstance(value, list) and "items" in schema:
        return [padded(contract, schema["items"], item, base, name) for item in value]
    if not isinstance(value, dict):
        return value
    properties = schema.get("properties", {})
    result = {
        key: padded(contract, properties[key], item, base, key) if key in properties else item
        for key, item in value.items()
    }
    for key in schema.get("required", []):
        if key not in result and (key in NOISE or key == "url" or key.endswith("_url")):
            result[key] = _filling(contract, properties.get(key, {}), base, key)
    return result


def _fits(schema: dict[str, Any], value: Any) -> bool:
    wanted = schema.get("type", "object")
    names = wanted if isinstance(wanted, list) else [wanted]
    actual = {dict: "object", list: "array", str: "string", bool: "boolean", int: "integer"}.get(
        type(value), "null"
    )
    return actual in names


def _filling(contract: Contract, schema: dict[str, Any], base: str, name: str) -> Any:
    schema = contract.resolved(schema)
    wanted = schema.get("type")
    if isinstance(wanted, list) or any(option.get("type") == "null" for option in schema.get("anyOf", [])):
        return None
    if "enum" in schema:
        return schema["enum"][0]
    if wanted == "string":
        return f"{base}/-/{name}" if "url" in name or schema.get("format") == "uri" else "-"
    if wanted in ("integer", "number"):
        return 0
    if wanted == "boolean":
        return False
    if wanted == "array":
        return []
    return padded(contract, schema, {}, base, name)
