"""Public keys of the demonstration. Their private keys were never kept: what is sealed for them, nobody opens."""

import re
from pathlib import Path

from registry.core.paths import AUTHORITIES

KEYS = frozenset(
    {
        "age1q9953vtpc7rxgg3myyan5y6fgej7734hydrvdycyu370rtrmufsskrg4vg",
        "age1v30w7c46ece472xq7j768nv08u99dkyeqpauxpujh4w8ft5t6pssal97q4",
        "age17zpeh97af3rxwdl9uyus7peggyn0mpfynq8245my6tsd4mulkvwsle79s6",
    }
)

_BLOCK = re.compile(r"^sealed_files:\n(?: .*\n?)+", re.MULTILINE)


def clear_keys(root: Path) -> list[str]:
    """Take the demonstration's keys, with their channels, out of the authorities: nobody may seal for them in earnest. The changed paths."""
    changed = []
    for file in sorted((root / AUTHORITIES).glob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        block = _BLOCK.search(text)
        if block and any(key in block[0] for key in KEYS):
            file.write_text(text.replace(block[0], ""), encoding="utf-8", newline="\n")
            changed.append(file.relative_to(root).as_posix())
    return changed
