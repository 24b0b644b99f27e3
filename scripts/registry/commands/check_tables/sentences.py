"""The sentences of the checks in one language: rules by code, and the words that fill them."""

import re
from typing import Any

from registry.core.personal_data import KIND_LABELS
from registry.core.text import Text
from registry.render.report import article
from registry.rules import form, personal_data
from registry.rules.catalogue import RULES

WORDS: dict[str, Text] = {
    **{f"type.{name}": text for name, text in form.TYPES.items()},
    "near": form.NEAR,
    "from_to": form.FROM_TO,
    "at_least": form.AT_LEAST,
    "filing": form.THE_FILING,
    "example": form.FOLLOW_THE_EXAMPLE,
    "ending": personal_data.ENDING,
    **{f"kind.{kind}": text for kind, text in KIND_LABELS.items()},
}
"""What the twins fill into sentences by a name, as `word("near")`."""

_ENGLISH = re.compile("_en(?=[}])")


def sentences(codes: list[str], texts: list[Text], labels: dict[str, dict[str, Text]], language: str) -> dict[str, Any]:  # fmt: skip
    """Rules (title, text, fix, article), texts by number, labels by class and code, words by name."""

    def say(text: Text) -> str:
        return _ENGLISH.sub("", text.in_language(language))

    return {
        "rules": {
            code: [say(rule.title), say(rule.text), say(rule.fix), say(article(rule.article))]
            for code in codes
            for rule in (RULES[code],)
        },
        "texts": [say(text) for text in texts],
        "labels": {
            name: {code: say(text) for code, text in values.items()} for name, values in labels.items()
        },
        "words": {name: say(text) for name, text in WORDS.items()},
    }
