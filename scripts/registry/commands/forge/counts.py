"""`registry forge complaints --export FILE`: how many complaints are alleged, upheld and unfounded, as JSON for publication."""

import json
from datetime import datetime
from pathlib import Path

from registry.adapters.forge import ForgeReads
from registry.adapters.source import SourceError
from registry.commands.forge.complaints import all_complaints
from registry.core.clock import day_in_shanghai
from registry.core.complaint_counts import Tally, counts
from registry.core.text import Text

NOTE = Text(
    "alleged 为尚未认定的投诉，只是一方所述；upheld 为主管部门认定属实，unfounded 为认定不属实。重复投诉只计一次。数量不说明过错。",
    "alleged: not decided, what one side says; upheld: found true by the authority; unfounded: found not true. Duplicates count "
    "once. Numbers of complaints say nothing about fault.",
)


def export(root: Path, forge: ForgeReads, now: datetime, target: Path) -> None:
    """Write the file. Raises SourceError if it cannot be written."""
    apps, authorities = counts(all_complaints(root, forge, now))
    body = {
        "schema": "complaint-counts/v1",
        "as_of": day_in_shanghai(now).isoformat(),
        "note": NOTE.as_dict(),
        "apps": [{"number": number, **_row(tally)} for number, tally in apps.items()],
        "authorities": [{"authority": folder, **_row(tally)} for folder, tally in authorities.items()],
    }
    try:
        target.write_text(json.dumps(body, ensure_ascii=True, indent=2) + "\n", "utf-8", newline="\n")
    except OSError as error:
        raise SourceError(f"{target}: {error.strerror}") from error


def _row(tally: Tally) -> dict[str, int]:
    return {"alleged": tally.alleged, "upheld": tally.upheld, "unfounded": tally.unfounded}
