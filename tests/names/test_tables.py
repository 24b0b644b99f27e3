"""The generated tables are what the packages give. REGISTRY_BLESS=1 writes them again after an update."""

import os
from pathlib import Path

import pytest

from registry.core.names import layers, sound
from tests.names import build_tables


@pytest.mark.parametrize("path", build_tables.FILES, ids=lambda path: path.name)
def test_a_table_is_what_its_package_gives(path: Path) -> None:
    """Otherwise keys would move without anybody's having decided it: raise VERSION in adapters/index_files.py with it."""
    text = build_tables.FILES[path]()
    if os.environ.get("REGISTRY_BLESS"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def test_the_tables_are_read_back_as_they_were_built() -> None:
    """The files' forms lose nothing."""
    assert layers._variants() == {ord(key): value for key, value in build_tables.variants().items()}
    assert layers._confusables() == {ord(key): value for key, value in build_tables.confusables().items()}
    built = build_tables.readings()
    assert {key: value[0] for key, value in sound._readings().items()} == {
        key: value[0] for key, value in built.items()
    }
    assert {key: set(value) for key, value in sound._readings().items()} == {
        key: set(value) for key, value in built.items()
    }


def test_variants_never_make_one_of_two_common_characters() -> None:
    """欠 is no form of 缺 here, though it is in Japan; what the simplification of 1956 merged is merged."""
    common = build_tables._gb2312()
    assert {key: value for key, value in build_tables.variants().items() if {key, value} <= common} == MERGED


MERGED = {
    "乾": "干", "吒": "咤", "夥": "伙", "後": "后", "徵": "征", "拚": "拼", "捱": "挨", "摺": "折", "於": "于", "榘": "矩",
    "菸": "烟", "薹": "苔", "袷": "夹", "醣": "糖", "麴": "曲", "麽": "么",
}  # fmt: skip
