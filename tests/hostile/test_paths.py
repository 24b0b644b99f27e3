"""What the difference of two trees says by itself, as values: which path is refused, by which rule, with which words.

`test_trees.py` shows the same of real trees; this needs no repository and asks for every value of a sentence.
"""

from typing import Any

import pytest

from registry.core.difference import (
    ABSENT,
    LINK,
    REGULAR,
    Difference,
    PathChange,
    Role,
    Submitter,
)
from registry.core.snapshot import Filed
from registry.rules.pull_request import Asked, PathFault, about_paths, about_the_whole, unit_stays
from tests.builders import (
    BING,
    DING,
    JIA,
    SCHOOL,
    XIN,
    Paths,
    case_path,
    provider_path,
    provider_text,
    user_path,
    user_text,
)
from tests.provider.judging import AUTHORITIES, filed

FILER = Submitter()
COUNTY, CITY = "zhejiang/330100/330106", "zhejiang/330100"
BATCH = Submitter(Role.batch, COUNTY)
SICHUAN, MOE = (Submitter(Role.authority, slug) for slug in ("sichuan", "moe"))
CASE = case_path("sichuan", DING, "2026-11-01")
HERE, THERE = user_path(COUNTY, SCHOOL), user_path(CITY, SCHOOL)
LONG = f"filings/{'a' * 60}/{'a' * 60}/{'a' * 30}.yaml"


def changed(path: str, mode: str = REGULAR) -> PathChange:
    """A file that is another one now."""
    return PathChange(path, REGULAR, mode, "1" * 40, "2" * 40)


def added(path: str, mode: str = REGULAR) -> PathChange:
    """A file that was not there."""
    return PathChange(path, ABSENT, mode, "0" * 40, "2" * 40)


def gone(path: str) -> PathChange:
    """A file that is not there any more."""
    return PathChange(path, REGULAR, ABSENT, "1" * 40, "0" * 40)


def told(
    *changes: PathChange, by: Submitter = FILER, decided: tuple[str, ...] = (), **more: Any
) -> list[PathFault]:
    """What the rules say of some changes, in a registry where decisions rest on `decided`."""
    return about_paths(Difference(changes, **more), by, Asked(decided.__contains__, AUTHORITIES))


BATCH_ROLE = {
    "role": "主管部门批量确认",
    "role_en": "an authority that confirms a batch",
    "authority": COUNTY,
}
OFFICE = {"role": "主管部门", "role_en": "an authority", "authority": "sichuan"}
REFUSED: dict[str, tuple[PathChange, Submitter, str, dict[str, str]]] = {
    "a link": (added(Paths.xin, LINK), FILER, "P11", {"what": "符号链接", "what_en": "a symbolic link"}),
    "a submodule": (added(Paths.xin, "160000"), FILER, "P11", {"what": "子模块", "what_en": "a submodule"}),
    "an executable": (changed(Paths.xin, "100755"), FILER, "P11", {"what": "可执行文件", "what_en": "an executable"}),
    "an unknown mode": (added(Paths.xin, "100600"), FILER, "P11", {"what": "模式为 100600", "what_en": "of the mode 100600"}),
    "the ledger": (added("ledger/beijing/x.jsonl"), FILER, "P04", {}),
    "the index": (added("index/x.json"), FILER, "P04", {}),
    "a file for the ledger's folder": (added("ledger"), FILER, "P04", {}),
    "a file for the index's folder": (added("index"), FILER, "P04", {}),
    "an authority": (changed("authorities/beijing.yaml"), FILER, "P05", {}),
    "an authority by another one": (changed("authorities/sichuan.yaml"), SICHUAN, "P05", {}),
    "an authority by one that is none": (changed("authorities/sichuan.yaml"), Submitter(Role.authority, "nowhere"), "P05", {}),
    "an authority by a batch": (changed("authorities/sichuan.yaml"), BATCH, "P05", {}),
    "the code": (changed("scripts/registry/cli/__init__.py"), FILER, "P03", {}),
    "the explanation of the filings": (changed("filings/README.md"), FILER, "P03", {}),
    "a sealed file": (added("filings/x.AGE"), FILER, "P18", {}),
    "a sealed file by the Ministry": (changed("authorities/x.age"), MOE, "P18", {}),
    "a sealed file that is taken out again": (gone("x.age"), FILER, "P03", {}),
    "a case by a filer": (added(CASE), FILER, "P06", {}),
    "a case in a batch": (added(CASE), BATCH, "P06", {}),
    "a provider in a batch": (changed(Paths.xin), BATCH, "P08", BATCH_ROLE),
    "a filing by an authority": (changed(Paths.xin), SICHUAN, "P08", OFFICE),
    "another authority's school": (added(THERE), BATCH, "P07", BATCH_ROLE),
    "another authority's case": (added(case_path("beijing", JIA, "2026-11-01")), SICHUAN, "P07", OFFICE),
    "a filing that is gone": (gone(Paths.xin), FILER, "P10", {}),
    "a school that is gone": (gone(HERE), BATCH, "P10", {}),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_path_is_refused_with_its_words(what: str) -> None:
    """By the first rule that refuses it, and by that one alone."""
    change, by, code, more = REFUSED[what]
    assert told(change, by=by) == [PathFault(code, change.path, {"path": change.path, **more})]


ALLOWED: dict[str, tuple[tuple[PathChange, ...], Submitter]] = {
    "a new filing": ((added(Paths.xin),), FILER),
    "a changed filing": ((changed(Paths.xin),), FILER),
    "both filings of a unit": ((changed(Paths.xin), added(user_path("beijing", XIN))), FILER),
    "a filing that moves": ((gone(Paths.xin), added(provider_path("zhejiang", XIN))), FILER),
    "a file with a name of no unit": ((added("filings/notes.yaml"), changed(Paths.xin)), FILER),
    "a school of the batch": ((added(HERE),), BATCH),
    "a school that moves here": ((gone(THERE), added(HERE)), BATCH),
    "many schools": (tuple(added(user_path(COUNTY, code)) for code in (SCHOOL, JIA, XIN)), BATCH),
    "a case": ((added(CASE),), SICHUAN),
    "a case that is taken back": ((gone(CASE),), SICHUAN),
    "authorities by the Ministry": ((changed("authorities/beijing.yaml"), changed("authorities/moe.yaml")), MOE),
}  # fmt: skip


@pytest.mark.parametrize("what", ALLOWED)
def test_what_is_the_submitters_own_is_left_alone(what: str) -> None:
    changes, by = ALLOWED[what]
    assert told(*changes, by=by) == []


def test_what_decisions_rest_on_stays_whoever_asks() -> None:
    """A filing, a school, a case; and what moves does not go."""
    for path, by in ((Paths.xin, FILER), (HERE, BATCH), (CASE, SICHUAN)):
        assert told(gone(path), by=by, decided=(path,)) == [PathFault("R05", path, {"path": path})]
    moved = provider_path("zhejiang", XIN)
    assert told(gone(Paths.xin), added(moved), decided=(Paths.xin,)) == []


def test_a_name_that_misleads_is_told_before_anything_else() -> None:
    """Unless it goes. And its words are fit to be shown."""
    path = "filings/providers/a\u202eb.yaml"
    (fault,) = told(added(path, LINK))
    assert (fault.code, fault.path) == ("P13", path)
    assert set(fault.values) == {"path", "problem", "problem_en"}
    assert "\u202e" not in fault.values["path"]
    assert fault.values["path"].startswith("filings/providers/a")
    assert fault.values["problem"] != fault.values["problem_en"] != ""
    assert [fault.code for fault in told(gone(path))] == ["P10"]


def test_a_twin_is_told_with_the_other_name() -> None:
    """Both cut where they are long."""
    twin = LONG.upper()
    (fault,) = told(added(LONG), twins={LONG: twin})
    assert (fault.code, fault.path) == ("P12", LONG)
    assert set(fault.values) == {"path", "twin"}
    assert fault.values["path"][:110] == LONG[:110]
    assert fault.values["twin"][:110] == twin[:110]
    assert len(fault.values["path"]) == len(fault.values["twin"]) <= 122


def test_each_path_is_told_once_and_other_units_once_each() -> None:
    """The first unit that is left is whose request it is; what is refused counts for nobody."""
    jia = user_path("beijing", JIA)
    changes = (
        added(Paths.ding, LINK),
        changed(Paths.xin),
        added("filings/notes.yaml"),
        changed(Paths.bing),
        changed(user_path("beijing", BING)),
        changed(jia),
    )
    assert [(fault.code, fault.path) for fault in told(*changes)] == [
        ("P11", Paths.ding), ("P09", Paths.bing), ("P09", jia),
    ]  # fmt: skip
    assert [fault.values for fault in told(*changes)[1:]] == [
        {"unit": BING, "first": XIN},
        {"unit": JIA, "first": XIN},
    ]


ONE = (added(Paths.xin),)


@pytest.mark.parametrize(
    ("difference", "by", "expected"),
    [
        (Difference(ONE), FILER, None),
        (Difference(ONE, ancestors=2), FILER, PathFault("P15", "", {"count": "2"})),
        (Difference((), ancestors=3), FILER, PathFault("P15", "", {"count": "3"})),
        (Difference(()), FILER, PathFault("P01", "", {})),
        (Difference(ONE * 10), FILER, None),
        (Difference(ONE * 11), FILER, PathFault("P02", "", {"most": "10", "role": "备案单位", "role_en": "a filer"})),
        (Difference(ONE, complete=False), SICHUAN, PathFault("P02", "", {"most": "100", "role": "主管部门", "role_en": "an authority"})),
        (Difference(ONE * 101), BATCH, None),
    ],
)  # fmt: skip
def test_a_request_is_refused_as_a_whole(
    difference: Difference, by: Submitter, expected: PathFault | None
) -> None:
    """Before any of its paths is looked at."""
    assert about_the_whole(difference, by) == expected


def test_the_unit_of_a_file_stays() -> None:
    """Where the base copy is its unit's own; what was wrong or unreadable there may be mended."""
    provider: Filed[Any] = filed(Paths.xin, provider_text(JIA))
    school: Filed[Any] = filed(HERE, user_text(JIA))
    for path, owner, file, holder in ((Paths.xin, XIN, provider, "unit"), (HERE, SCHOOL, school, "institution")):  # fmt: skip
        found = unit_stays(path, owner, file)
        assert found is not None
        assert (found.code, found.place) == ("P14", (holder, "uscc"))
        assert found.values == {"owner": owner, "stated": JIA}
        for before in (None, BING, JIA):
            assert unit_stays(path, before, file) is None
    own: Filed[Any] = filed(Paths.xin, provider_text(XIN))
    assert unit_stays(Paths.xin, XIN, own) is None
    assert unit_stays("filings/notes.yaml", XIN, provider) is None


@pytest.mark.parametrize("length", [120, 121])
def test_a_path_is_shown_in_full_up_to_120_characters(length: int) -> None:
    def of_length(start: str) -> str:
        return start + "/".join("a" * 40 for _ in range(5))[: length - len(start) - 1] + "x"

    def shown(path: str) -> str:
        return path if length == 120 else path[:119] + "…"

    elsewhere, filing, twin = (
        of_length("scripts/"),
        of_length("filings/providers/"),
        of_length("filings/Providers/"),
    )
    assert [fault.values["path"] for fault in told(added(elsewhere))] == [shown(elsewhere)]
    assert [(fault.code, fault.values) for fault in told(gone(filing))] == [("P10", {"path": shown(filing)})]
    found = told(added(filing), twins={filing: twin})
    assert [(fault.code, fault.values) for fault in found] == [
        ("P12", {"path": shown(filing), "twin": shown(twin)})
    ]
