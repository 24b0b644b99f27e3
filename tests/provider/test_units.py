"""Art. 10 and Art. 11 among several units: platforms, head offices, whoever covers whom, from both sides."""

from collections.abc import Callable

import pytest

from registry.core.snapshot import ProviderFile
from tests.builders import (
    BING,
    GENG,
    JIA,
    XIN,
    YI,
    app_text,
    branch_of,
    case_text,
    provider_path,
    provider_text,
    uscc,
)
from tests.faults.place import ADDRESS, GATHERED, PLATFORM, office
from tests.provider.judging import after, codes, faults, filed, registry

MINI = app_text("mini", "示例小课堂", None, None, "wx00000000000000c1")
CLIENT = app_text("mini", "示例小课堂", "cn.example.geng", None, "wx00000000000000c1")
NUMBERED = [(PLATFORM, "mini")]
PACKAGES = {JIA: "jia", YI: "yi", BING: "bing", XIN: "xin", GENG: "geng"}


def unit(
    code: str, *, below: str | None = None, covers: str | None = None, tutors: bool = False
) -> ProviderFile:
    """A unit with one app; its head office, and the one unit that it covers."""
    app = app_text(
        "reader", f"示例{code}", f"cn.example.{PACKAGES[code]}", subject="chinese" if tutors else None
    )
    text = provider_text(code, f"示例{PACKAGES[code]}公司", apps=[app], head_office=below)
    if covers:
        text = text.replace(branch_of(code), covers)
    return filed(provider_path("beijing", code), text)


def numbered(*files: ProviderFile) -> list[tuple[str, str]]:
    """The apps of some units, for the ledger."""
    return [(file.path, "reader") for file in files]


def test_the_ministry_is_no_province() -> None:
    """Art. 10 speaks of provincial authorities; the Ministry's own name is not refused by it."""
    text = provider_text(XIN, "中华人民共和国教育部", apps=[app_text()])
    file = filed(provider_path("beijing", XIN), text)
    assert codes(file, registry(file), "A10") == []
    other = filed(provider_path("beijing", XIN), text.replace("中华人民共和国教育部", "四川省教育厅"))
    (fault,) = faults(other, registry(other), "A10")
    assert (fault.code, fault.values["right"]) == ("A10-4", provider_path("moe", XIN))


GATHERING: dict[str, tuple[Callable[[str], str], list[str]]] = {
    "as it should be": (lambda text: text, []),
    "no developer": (lambda text: text.replace(developer(text), ""), ["A10-7"]),
    "its own": (lambda text: text.replace(uscc("91310104MA9000P01"), GENG), ["A10-10"]),
    "an Android client": (lambda text: text.replace("      mini_program:", "      android:\n        package_name: cn.example.geng\n      mini_program:"), ["A10-6"]),
    "an Android client and no developer": (lambda text: text.replace(developer(text), "").replace(
        "      mini_program:", "      android:\n        package_name: cn.example.geng\n      mini_program:"), ["A10-6"]),
    "both clients": (lambda text: text.replace("      mini_program:", "      android:\n        package_name: cn.example.geng\n      ios:\n        bundle_id: cn.example.geng\n      mini_program:"), ["A10-6"]),
    "a school's": (lambda text: text.replace("unit_type: enterprise", "unit_type: school").replace(developer(text), ""), ["A10-8"]),
    "an ordinary provider's": (lambda text: text.replace("filer: platform", "filer: provider"), ["A10-5", "A10-9"]),
}  # fmt: skip


def developer(text: str) -> str:
    """The lines that name the developer."""
    return text[text.index("    developer:") : text.index("    audience:")]


@pytest.mark.parametrize("what", GATHERING)
def test_what_a_platform_operator_gathers(what: str) -> None:
    change, expected = GATHERING[what]
    file = filed(PLATFORM, change(GATHERED))
    assert codes(file, registry(file), "A10") == expected
    approved = [code for code in expected if code not in ("A10-5", "A10-10")]
    assert codes(file, registry(file, filed_items=NUMBERED), "A10") == approved
    over = [code for code in expected if code in ("A10-6", "A10-8", "A10-9")]
    assert codes(file, registry(file, filed_items=NUMBERED, ended=["mini"]), "A10") == over


def test_an_app_that_becomes_a_mini_program_is_looked_at() -> None:
    """It was approved as something else."""
    before = filed(PLATFORM, provider_text(GENG, apps=[CLIENT]))
    now = filed(PLATFORM, provider_text(GENG, apps=[MINI]))
    assert codes(before, registry(before), "A10") == []
    assert codes(now, after(registry(before, filed_items=NUMBERED), now), "A10") == ["A10-5"]
    theirs, own = (
        filed(PLATFORM, GATHERED),
        filed(PLATFORM, GATHERED.replace(uscc("91310104MA9000P01"), GENG)),
    )
    assert codes(own, after(registry(theirs, filed_items=NUMBERED), own), "A10") == ["A10-10"]


def test_a_unit_that_is_covered_and_files_itself_is_told_on_both_sides() -> None:
    """Whichever filing changes meets the other; a filing whose apps have all ended is history."""
    head, branch = unit(JIA, covers=YI), unit(YI)
    both = registry(head, branch)
    assert (codes(head, both, "A11"), codes(branch, both, "A11")) == (["A11-3"], ["A11-2"])
    assert codes(branch, after(registry(head), branch), "A11") == ["A11-2"]
    assert codes(head, after(registry(branch), head), "A11") == ["A11-3"]
    over = registry(head, branch, filed_items=numbered(branch), ended=["reader"])
    assert (codes(head, over, "A11"), codes(branch, over, "A11")) == ([], [])


def test_a_branch_that_names_its_head_office_is_told_once() -> None:
    """It is covered, which says more than that it has a head office."""
    head, branch = unit(JIA, covers=YI), unit(YI, below=JIA)
    both = registry(head, branch)
    assert (codes(head, both, "A11"), codes(branch, both, "A11")) == (["A11-3"], ["A11-2"])


def test_a_unit_of_another_head_office_is_told_as_such() -> None:
    head, branch = unit(JIA, covers=YI), unit(YI, below=BING)
    assert codes(head, registry(head, branch), "A11") == ["A11-10"]
    over = registry(head, branch, filed_items=numbered(branch), ended=["reader"])
    assert codes(head, over, "A11") == ["A11-10"]


def test_two_head_offices_of_one_unit() -> None:
    """Both filings are told, each of the other; a second filing of one unit is another rule's."""
    one, other = unit(JIA, covers=XIN), unit(BING, covers=XIN)
    both = registry(one, other)
    assert (codes(one, both, "A11"), codes(other, both, "A11")) == (["A11-8"], ["A11-8"])
    again = filed(provider_path("zhejiang", JIA), provider_text(JIA, province="zhejiang", apps=[app_text("again")]).replace(branch_of(JIA), XIN))  # fmt: skip
    assert codes(one, registry(one, again), "A11") == ["A11-1"]


def test_a_unit_in_its_own_list_is_told_by_one_rule() -> None:
    """However often it stands there, and whoever else covers it."""
    itself = unit(JIA, covers=JIA)
    assert codes(itself, registry(itself), "A11") == ["A11-6"]
    twice = filed(itself.path, provider_text(JIA, apps=[app_text()]).replace(
        f"    - name: 示例分公司\n      uscc: {branch_of(JIA)}\n", f"    - name: 示例分公司\n      uscc: {JIA}\n" * 2))  # fmt: skip
    assert codes(twice, registry(twice), "A11") == ["A11-6", "A11-6"]
    covered_by_itself, head = unit(XIN, covers=XIN), unit(BING, covers=XIN)
    both = registry(covered_by_itself, head)
    assert codes(head, both, "A11") == ["A11-3"]


def test_head_offices_that_lead_back() -> None:
    """Each unit of a loop is told, the chain in its words; a unit below a loop is not part of it."""
    loop = [unit(JIA, below=YI), unit(YI, below=BING), unit(BING, below=JIA)]
    outside = unit(XIN, below=JIA)
    around = registry(*loop, outside)
    for file in loop:
        (fault,) = faults(file, around, "A11")
        assert fault.code == "A11-9"
        assert (
            fault.values["chain"].split(" → ")[0]
            == fault.values["chain"].split(" → ")[-1]
            == file.content.uscc
        )
        assert fault.values["chain"].count("→") == 3
    assert codes(outside, around, "A11") == ["A11-4"]
    itself = unit(JIA, below=JIA)
    assert codes(itself, registry(itself), "A11") == ["A11-5"]
    below = unit(XIN, below=JIA)
    assert codes(below, registry(itself, below), "A11") == ["A11-4"]


def test_a_chain_upwards_is_no_loop() -> None:
    files = [unit(JIA, below=YI), unit(YI, below=BING), unit(BING)]
    around = registry(*files)
    assert [codes(file, around, "A11") for file in files] == [["A11-4"], ["A11-4"], []]


def test_a_head_office_is_asked_about_once() -> None:
    """Not of what was approved, of what has ended, or of a tutor; again when it is another one."""
    branch = unit(YI, below=JIA)
    assert codes(branch, registry(branch), "A11") == ["A11-4"]
    below = registry(branch, filed_items=numbered(branch))
    assert codes(branch, below, "A11") == []
    assert codes(branch, registry(branch, filed_items=numbered(branch), ended=["reader"]), "A11") == []
    other = unit(YI, below=BING)
    assert codes(other, after(below, other), "A11") == ["A11-4"]
    first = registry(unit(YI), filed_items=numbered(branch))
    assert codes(branch, after(first, branch), "A11") == ["A11-4"]
    gone = registry(branch, filed_items=numbered(branch), ended=["reader"])
    assert codes(other, after(gone, other), "A11") == []
    tutor = unit(YI, below=JIA, tutors=True)
    assert codes(tutor, registry(tutor), "A11") == []


def test_a_unit_that_covers_its_head_office_is_told_once() -> None:
    file = unit(YI, below=JIA, covers=JIA)
    assert codes(file, registry(file), "A11") == ["A11-11"]
    itself = unit(YI, below=YI, covers=YI)
    assert codes(itself, registry(itself), "A11") == ["A11-5", "A11-6"]


def test_what_a_bar_says_is_not_said_again() -> None:
    """The head office may not file: that refuses the branch, and asking why it files itself would add nothing."""
    from registry.adapters.records import MODELS
    from registry.core.lookup import OverlayLookup
    from registry.core.snapshot import Filed
    from tests.builders import case_path, values

    branch, head = unit(YI, below=JIA), unit(JIA, covers=XIN)
    covered = unit(XIN)
    path = case_path("beijing", JIA, "2026-04-01")
    case = Filed(path, "ab" * 32, MODELS["case"].model_validate(values(case_text(code=JIA, revoked=""))))
    barred = OverlayLookup(registry(branch, head, covered), {}, {}, {path: case})
    assert codes(branch, registry(branch, head, covered), "A11") == ["A11-4"]
    assert (codes(branch, barred, "A11"), codes(covered, barred, "A11")) == ([], [])
    assert codes(branch, barred, "A24") == codes(covered, barred, "A24") == ["A24-2"]


def test_the_address_is_that_of_the_builders() -> None:
    """`office` writes what these filings have."""
    assert ADDRESS in provider_text()
    assert office(JIA).removeprefix(ADDRESS).strip() in provider_text(head_office=JIA)
