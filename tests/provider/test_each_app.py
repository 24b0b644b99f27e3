"""Each app, each covered unit and each system is judged by itself: what one of them ends with says nothing about the next."""

import pytest

from registry.core.finding import Fault, Place
from registry.core.snapshot import ProviderFile
from registry.rules import parts
from tests.builders import (
    BING,
    GENG,
    JIA,
    XIN,
    YI,
    Paths,
    app_text,
    branch_of,
    provider_path,
    provider_text,
    system_text,
)
from tests.faults.place import GATHERED, PLATFORM
from tests.provider.judging import after, codes, faults, filed, registry


def app(item: str, *changes: tuple[str, str], subject: str | None = None) -> str:
    """An app of its own name and package, with some text changed."""
    text = app_text(item, f"示例{item}", f"cn.example.{item}", subject=subject)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


TUTORING = ("    charging: free\n", "    tutoring_class: non_subject\n    charging: free\n")
SUBJECTS = (
    "    charging: free\n",
    "    subjects:\n      - chinese\n      - mathematics\n    charging: free\n",
)
MINI = (
    "      android:\n        package_name: cn.example.{item}\n",
    "      mini_program:\n        app_id: wx00000000000000c1\n",
)
CHANGES: dict[str, list[tuple[str, str]]] = {
    "A02-1": [("- primary", "- preschool"), TUTORING],
    "A02-2": [("- primary", "- higher"), ("    charging: free\n", "    tutoring_class: subject\n    charging: free\n")],
    "A02-6": [TUTORING, ("    charging: free\n", SUBJECTS[1])],
    "A02-7": [SUBJECTS],
    "A02-8": [("photo_search: false", "photo_search: true")],
    "A02-9": [("games: false", "games: true")],
    "A02-10": [("ads: false", "ads: true")],
    "A10-5": [MINI],
    "A12-9": [("biometrics: false", "biometrics: true")],
    "A12-12": [("charging: free", "charging: paid")],
    "A12-13": [("2026-01-02", "2026-11-25")],
}  # fmt: skip


@pytest.mark.parametrize("code", CHANGES)
def test_an_app_is_judged_whatever_the_others_are(code: str) -> None:
    """Of two that ended, one that is right, and two that are wrong, the wrong ones are told, each at its place."""

    def wrong(item: str) -> str:
        return app(item, *[(old.replace("{item}", item), new) for old, new in CHANGES[code]])

    texts = [wrong("ended"), app("right"), wrong("one"), app("fine"), wrong("over"), wrong("two")]
    file = filed(Paths.xin, provider_text(apps=texts))
    lookup = registry(file, filed_items=[(Paths.xin, "ended"), (Paths.xin, "over")], ended=["ended", "over"])
    found = [fault for fault in faults(file, lookup, code) if fault.code == code]
    assert [fault.place[:2] for fault in found] == [("apps", 2), ("apps", 5)]
    assert [fault.values["app"] for fault in found if "app" in fault.values] in (["示例one", "示例two"], [])


@pytest.mark.parametrize("code", ["A02-6", "A02-7"])
def test_subjects_are_named_one_after_the_other(code: str) -> None:
    """In both languages, as a list is written there."""
    file = filed(Paths.xin, provider_text(apps=[app("one", *CHANGES[code])]))
    (fault,) = [fault for fault in faults(file, registry(file), code) if fault.code == code]
    assert (fault.values["what"], fault.values["what_en"]) == ("语文、数学", "Chinese, Mathematics")


def test_subjects_that_were_approved_with_a_class_are_asked_about_without_it() -> None:
    """The same subjects, and a class that is gone."""
    before = filed(Paths.xin, provider_text(apps=[app("one", subject="chinese")]))
    text = app("one", subject="chinese").replace("    tutoring_class: subject\n", "")
    now = filed(Paths.xin, provider_text(apps=[text]))
    below = registry(before, filed_items=[(Paths.xin, "one")])
    assert codes(now, after(below, now), "A02") == ["A02-7"]
    assert codes(now, after(registry(now, filed_items=[(Paths.xin, "one")]), now), "A02") == []


def test_what_the_ministry_refers_is_not_pointed_out_again() -> None:
    """A company in the Ministry's folder is looked at by a person, whatever kind of unit it says it is."""
    text = provider_text(unit_type="public_institution", apps=[app_text()])
    there = filed(provider_path("moe", XIN), text)
    assert (codes(there, registry(there), "A02"), codes(there, registry(there), "A10")) == ([], ["A10-2"])
    here = filed(Paths.xin, text)
    assert codes(here, registry(here), "A02") == ["A02-11"]


def test_an_apps_systems_are_known_by_name() -> None:
    """Ten of them are listed."""
    systems = [system_text(f"s{index:02}") for index in range(1, 12)]
    file = filed(Paths.xin, provider_text(systems=systems, apps=[app_text(system="s12")]))
    (fault,) = [fault for fault in faults(file, registry(file), "A12") if fault.code == "A12-1"]
    assert fault.values["known"] == ", ".join(f"s{index:02}" for index in range(1, 11))


# --- Platforms (Art. 10).


def test_an_operators_own_mini_program_that_has_ended_is_not_asked_about() -> None:
    """One that ended beside one that did not."""
    text = GATHERED.replace(
        "      uscc: " + GATHERED.partition("    developer:")[2].partition("uscc: ")[2][:18],
        f"      uscc: {GENG}",
    )
    item = text[text.index("  - id: mini") :]
    two = text + item.replace("id: mini", "id: other").replace("a1\n", "b1\n").replace("c1\n", "d1\n")
    file = filed(PLATFORM, two)
    assert [fault.place[1] for fault in faults(file, registry(file), "A10-10")] == [0, 1]
    lookup = registry(file, filed_items=[(PLATFORM, "mini")], ended=["mini"])
    assert [fault.place[1] for fault in faults(file, lookup, "A10-10")] == [1]


# --- Head offices (Art. 11).


def gathering(code: str, *covered: str, below: str | None = None) -> ProviderFile:
    """A unit that covers others."""
    text = provider_text(
        code, apps=[app_text("reader", f"示例{code}", f"cn.example.u{code[8:14].lower()}")], head_office=below
    )
    entry = f"    - name: 示例分公司\n      uscc: {branch_of(code)}\n"
    assert entry in text
    listed = "".join(f"    - name: 示例{other}公司\n      uscc: {other}\n" for other in covered)
    text = text.replace(entry, listed) if covered else text.replace(f"  covers_subsidiaries:\n{entry}", "")
    return filed(provider_path("beijing", code), text)


def places(found: list[Fault]) -> list[Place]:
    """Where in the list of covered units."""
    return [fault.place[2:3] for fault in found]


def test_each_covered_unit_is_looked_up() -> None:
    """Itself in its list, and one that has no filing, stop nothing."""
    head = gathering(JIA, JIA, YI, GENG, BING)
    around = registry(head, gathering(YI), gathering(BING))
    assert sorted(codes(head, around, "A11")) == ["A11-3", "A11-3", "A11-6"]
    assert places([fault for fault in faults(head, around, "A11") if fault.code == "A11-3"]) == [(1,), (3,)]


def test_each_covered_unit_meets_other_head_offices() -> None:
    """Covered elsewhere: told once for each unit, whatever stands before it, and once where it stands twice."""
    head, other = gathering(JIA, JIA, YI, YI, BING), gathering(XIN, YI, BING)
    found = faults(head, registry(head, other), "A11-8")
    assert places(found) == [(1,), (3,)]
    assert [fault.values["other"] for fault in found] == [other.path] * 2
    third = gathering(GENG, YI)
    assert places(faults(head, registry(head, other, third), "A11-8")) == [(1,), (3,)]


def test_each_covered_unit_names_its_own_head_office() -> None:
    """Two units of another head office, beside itself, which is its own affair."""
    head = gathering(JIA, JIA, YI, BING, below=XIN)
    found = faults(head, registry(head, gathering(YI, below=GENG), gathering(BING, below=GENG)), "A11-10")
    assert places(found) == [(1,), (2,)]


def test_a_covered_units_use_of_apps_is_not_its_filing() -> None:
    """Only what it provides counts as a filing of its own."""
    from tests.builders import user_path, user_text

    head = gathering(JIA, YI)
    uses = filed(user_path("beijing", YI), user_text(code=YI))
    assert codes(head, registry(head, uses), "A11") == []


def test_a_chain_of_head_offices_is_followed_twenty_units_far() -> None:
    """A loop of nineteen units is seen; one of twenty is longer than what is followed."""
    from tests.builders import uscc

    def ring(length: int) -> list[ProviderFile]:
        units = [uscc(f"91110108MA9001{index:02}1") for index in range(length)]
        return [gathering(one, below=units[(index + 1) % length]) for index, one in enumerate(units)]

    for length, expected in ((18, ["A11-9"]), (19, ["A11-9"]), (20, ["A11-4"])):
        files = ring(length)
        assert codes(files[0], registry(*files), "A11") == expected, length


# --- What of a filing has ended or was approved (rules/parts).


def test_a_filing_has_ended_with_its_last_app() -> None:
    """Not with the first of two."""
    file = filed(Paths.xin, provider_text(apps=[app("one"), app("two")]))
    items = [(Paths.xin, "one"), (Paths.xin, "two")]
    assert parts.all_ended(file, registry(file, filed_items=items, ended=["one", "two"]))
    assert not parts.all_ended(file, registry(file, filed_items=items, ended=["one"]))
    assert not parts.all_ended(file, registry(file, filed_items=items[:1], ended=["one"]))


def test_what_was_approved_is_what_stood_in_the_filing_before() -> None:
    """What has a number and did not stand there, or in no filing at all, was not approved as anything."""
    before, items = filed(Paths.xin, provider_text(apps=[app("one")])), [(Paths.xin, "one")]
    changed = app("one", ('version: "1.0"', 'version: "2.0"'))
    system = system_text(name="示例新平台")
    now = filed(Paths.xin, provider_text(systems=[system], apps=[changed, app("two")]))
    lookup = after(registry(before, filed_items=[*items, (Paths.xin, "two")]), now)
    (part,) = parts.systems(now)
    assert parts.approved_app(now, lookup, "one") == before.content.apps[0] != now.content.apps[0]
    assert parts.approved_app(now, lookup, "two") is None
    assert parts.approved_system(now, lookup, part) == before.content.systems[0] != part.system
    nowhere = after(registry(filed_items=items), now)
    assert parts.approved_app(now, nowhere, "one") is None
    assert parts.approved_system(now, nowhere, part) is None
    assert parts.approved_unit(now, nowhere) is None
    without_number = after(registry(before), now)
    assert parts.approved_app(now, without_number, "one") is None
    assert parts.approved_system(now, without_number, part) is None
