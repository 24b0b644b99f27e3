"""The sentences of the checks in one language: rules by code, and the words that fill them."""

import re
from collections.abc import Iterable
from typing import Any

from registry.core.names import Kind
from registry.core.personal_data import KIND_LABELS
from registry.core.text import Text
from registry.render.report import article
from registry.rules import (
    article_09_dates,
    article_09_evidence,
    article_17_protection,
    article_20_change,
    form,
    personal_data,
    transfer,
    withdrawal,
)
from registry.rules.catalogue import RULES

WORDS: dict[str, Text] = {
    **{f"type.{name}": text for name, text in form.TYPES.items()},
    "near": form.NEAR,
    "from_to": form.FROM_TO,
    "at_least": form.AT_LEAST,
    "filing": form.THE_FILING,
    "example": form.FOLLOW_THE_EXAMPLE,
    "ending": personal_data.ENDING,
    "year_of_the_number": article_09_dates.YEAR_OF_THE_NUMBER,
    "numbers_of_apps_began": article_09_dates.NUMBERS_OF_APPS_BEGAN,
    **{f"evidence.{key}": text for key, text in article_09_evidence.EVIDENCE.items()},
    "advertising": article_17_protection.ADVERTISING,
    "games": article_17_protection.GAMES,
    "large_scale": article_17_protection.LARGE_SCALE,
    "biometrics": article_17_protection.BIOMETRICS,
    "own_app": article_20_change.OWN_APP,
    "unnumbered": withdrawal.UNNUMBERED,
    "in_state": withdrawal.IN_STATE,
    "withdrawn_as_well": transfer.WITHDRAWN_AS_WELL,
    "has_its_own": transfer.HAS_ITS_OWN,
    "no_such_number": transfer.NO_SUCH_NUMBER,
    "of_another_app": transfer.OF_ANOTHER_APP,
    "its_state": transfer.ITS_STATE,
    "same_name": Kind.same.reason,
    **{f"kind.{kind}": text for kind, text in KIND_LABELS.items()},
}
"""What the twins fill into sentences by a name, as `word("near")`."""

_ENGLISH = re.compile("_en(?=[}])")


def sentences(codes: Iterable[str], texts: list[Text], labels: dict[str, dict[str, Text]], language: str) -> dict[str, Any]:  # fmt: skip
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
