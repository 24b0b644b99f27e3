"""Each way in which a name is unusable is told as what it is; usual names are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.core.file_names import folded, wrong_with
from tests.builders import JIA, SCHOOL, Paths, case_path, provider_path, user_path

WRONG = {
    "": "it holds a step “”",
    "filings//x.yaml": "it holds a step “”",
    "filings/./x.yaml": "it holds a step “.”",
    "../x.yaml": "it holds a step “..”",
    "a\nb": "it holds a control or invisible character U+000A",
    "a\x7fb": "it holds a control or invisible character U+007F",
    "a\u2066b": "it holds a control or invisible character U+2066",
    "a\ufffeb": "it holds a control or invisible character U+FFFE",
    "\udcff.yaml": "it is not UTF-8",
    "甲" * 34: "one of its names is longer than 100 bytes",
    "甲" * 67: "it is longer than 200 bytes",
    "/".join("a" * 50 for _ in range(4)): "it is longer than 200 bytes",
    "e\u0301.yaml": "it is not in Unicode normal form C",
    "a?b": "it holds ?, which Windows does not allow",
    "x/-y": "a name starts with a hyphen",
    "x./y": "a name ends in a space or a dot, or starts with a space",
    "x /y": "a name ends in a space or a dot, or starts with a space",
    "nul": "“nul” is reserved by Windows",
    "COM9.tar.gz": "“COM9.tar.gz” is reserved by Windows",
    "con .yaml": "“con .yaml” is reserved by Windows",
    ".Git": "“.Git” is taken for git's own folder",
    "gitmod~1": "“gitmod~1” is taken for git's own folder",
}
USUAL = (
    Paths.jia, Paths.school, Paths.case, provider_path("moe", JIA), user_path("zhejiang/330100/330106", SCHOOL),
    case_path("sichuan", JIA, "2026-05-01"), ".github/workflows/x.yml", ".gitattributes", "README.zh-CN.md", "示例.yaml", "a" * 100,
    "/".join("a" * 49 for _ in range(4)), "a b.yaml", "console.yaml", "com10.yaml", "auxiliary", "a-b", "gitlab", "x~1",
)  # fmt: skip


@pytest.mark.parametrize("path", WRONG, ids=ascii)
def test_what_is_wrong_is_said(path: str) -> None:
    """In both languages, with nothing of the name that would act."""
    found = wrong_with(path)
    assert found is not None
    assert found.en == WRONG[path]
    assert found.zh.isprintable()


@pytest.mark.parametrize("path", USUAL)
def test_usual_names_are_left_alone(path: str) -> None:
    """Those of the registry, of its software, and others that only resemble a reserved one."""
    assert wrong_with(path) is None


@given(st.text(min_size=1, max_size=40))
def test_no_name_breaks_the_check(path: str) -> None:
    """Any text is judged; folding twice changes nothing more, and case makes no difference."""
    wrong_with(path)
    assert folded(folded(path)) == folded(path)
    assert folded(path.upper()) == folded(path.upper().lower()) or not path.isascii()


def test_twins_fold_alike() -> None:
    """Case, width, composition, and letters that only fold to others."""
    for one, other in (
        ("A", "a"),
        ("ａ", "A"),
        ("é", "e\u0301"),
        ("ſ", "s"),
        ("\u212a", "k"),
        ("ß", "SS"),
        ("ﬁ", "fi"),
    ):
        assert folded(one) == folded(other)
    assert folded("a") != folded("b")
    assert folded("1") != folded("l")
