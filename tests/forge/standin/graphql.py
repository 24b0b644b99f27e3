"""The one GraphQL call: folding a comment away. GraphQL is outside the REST description, so its shape is written down here."""

from typing import Any

import jsonschema_rs

from tests.forge.standin.call import Token
from tests.forge.world import World

CLASSIFIERS = ["ABUSE", "DUPLICATE", "LOW_QUALITY", "OFF_TOPIC", "OUTDATED", "RESOLVED", "SPAM"]
_REQUEST = jsonschema_rs.Draft7Validator(
    {
        "type": "object",
        "required": ["query", "variables"],
        "properties": {
            "query": {"type": "string", "pattern": r"^mutation Mutation\(\$input: MinimizeCommentInput!\)"},
            "variables": {
                "type": "object",
                "required": ["input"],
                "properties": {
                    "input": {
                        "type": "object",
                        "required": ["subjectId", "classifier"],
                        "additionalProperties": False,
                        "properties": {"subjectId": {"type": "string"}, "classifier": {"enum": CLASSIFIERS}},
                    }
                },
            },
        },
    }
)


def minimize(world: World, token: Token, body: Any) -> tuple[dict[str, Any], list[str]]:
    """The answer, and what is wrong with the request. GraphQL says no with status 200."""
    wrong = [f"graphql: {error.message}" for error in _REQUEST.iter_errors(body)]
    if wrong:
        return {"errors": [{"message": wrong[0]}]}, wrong
    asked = body["variables"]["input"]
    number = asked["subjectId"].removeprefix("IC_")
    if not number.isdigit() or int(number) not in world.comments:
        return _error("NOT_FOUND", "Could not resolve to a node with the global id."), []
    if not (token.allows("issues", "write") or token.allows("pull_requests", "write")):
        return _error("FORBIDDEN", "Resource not accessible by integration"), []
    world.hide_comment(int(number), asked["classifier"])
    return {"data": {"minimizeComment": {"minimizedComment": {"isMinimized": True}}}}, []


def _error(kind: str, message: str) -> dict[str, Any]:
    return {
        "data": {"minimizeComment": None},
        "errors": [{"type": kind, "path": ["minimizeComment"], "message": message}],
    }
