"""Pinyin of names, as people type it."""

import pytest

from registry.render.site.pinyin import pinyin


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("启明口算", "qimingkousuan qmks"),
        ("重庆长乐", "chongqingchangle cqcl"),
        ("长乐通", "changletong clt"),
        ("绿野", "lvye ly"),
        ("１７作业Pro", "17zuoyepro 17zypro"),
        ("校园通Pro", "xiaoyuantongpro xytpro"),
        ("ABC", ""),
    ],
)
def test_full_and_initials(name: str, expected: str) -> None:
    assert pinyin(name) == expected
