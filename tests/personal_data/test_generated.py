"""No false alarm on clean filings that the demonstration's generator makes.

    REGISTRY_CLEAN_FILINGS=10000 … -m pytest tests/personal_data/test_generated.py

judges at least so many, as the promise has it; without it a few hundred.
"""

import os

from registry.adapters import records
from registry.commands.demo import generate
from registry.core import paths
from registry.core.personal_data import detect, where_to_look
from registry.rules.personal_data import in_comments
from tests.demo.conftest import real_authorities
from tests.demo.country import AUTHORITIES

WANTED = int(os.environ.get("REGISTRY_CLEAN_FILINGS", "700"))


def test_no_false_alarm_on_clean_filings() -> None:
    """Nothing is found in any text or comment of providers' and institutions' filings and of cases."""
    texts = filings = 0
    alarms: list[str] = []
    # An app gives about two thirds of a provider.
    files = generate(WANTED * 6 // 10, WANTED * 7 // 10, 7, real_authorities() or AUTHORITIES)
    for path, content in files:
        kind = paths.kind_of(path)
        if kind not in ("provider", "user", "case"):
            continue
        parsed = records.parse(kind, content)
        record = parsed.record
        assert record is not None, path
        filings += 1
        for looked in where_to_look(record):
            texts += 1
            alarms += [
                f"{path} {looked.place} {found.kind}"
                for found in detect(looked.text)
                if found.kind in looked.kinds
            ]
        assert parsed.comments, path
        alarms += [f"{path} {found.at} {found.code}" for found in in_comments(parsed.comments)]
    assert alarms == []
    assert filings >= WANTED
    assert texts > filings
