"""What the ledger has of a request, as a list in a comment on the forge: each app with its number, or what was confirmed."""

from collections.abc import Sequence

from registry.core.submission import Registered
from registry.render.inert import code


def number_list(registered: Sequence[Registered], language: str) -> str:
    """The list; empty if there is nothing."""
    lines = []
    for one in registered[:100]:
        if one.number:
            lines.append(
                f"- {code(one.name)} {'备案号' if language == 'zh' else 'filing number'} **{code(one.number)}**"
            )
        elif one.name:
            lines.append(f"- {code(one.name)}")
    return "\n".join(lines)
