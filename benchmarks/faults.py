"""Faults that a schema can express, made by changing the text of one good filing. Every validator must refuse each."""

import re

FAULTS = {
    "a required key is missing": (r"^  unit_type: .*\n", ""),
    "a key that the form does not have": (r"^filer: ", "notes: none\nfiler: "),
    "a code that is not on the list": (r"^    charging: .*$", "    charging: sometimes"),
    "text where yes or no belongs": (r"^    ads: .*$", "    ads: perhaps"),
    "an unquoted version that reads as a number": (r"^    version: .*$", "    version: 1.10"),
    "a package name of one part": (r"^        package_name: .*$", "        package_name: example"),
    "a code of 17 characters": (r'^  uscc: "?(\w{17})\w"?$', r'  uscc: "\1"'),
    "a day that no month has": (r"^    last_updated: .*$", '    last_updated: "2026-02-30"'),
    "an empty list of apps": (r"^apps:\n(?:.*\n)*", "apps: []\n"),
}


def usable(text: str) -> bool:
    """Whether each fault changes this filing."""
    return all(re.search(pattern, text, re.MULTILINE) for pattern, _ in FAULTS.values())


def faulty(text: str) -> dict[str, str]:
    """The filing once with each fault."""
    return {
        name: re.sub(pattern, replacement, text, count=1, flags=re.MULTILINE)
        for name, (pattern, replacement) in FAULTS.items()
    }
