"""Art. 15: numbered apps before and after a change, the days of the clock, and the table of what must be re-filed."""

import re
from datetime import date
from pathlib import Path

import pytest

from registry.commands.validate import validate
from registry.core.refiling import (
    REFILING,
    Effect,
    changed_fields,
    fields_of,
    label_of,
    material_changes,
    row_of,
)
from registry.core.snapshot import ProviderFile
from tests.builders import TODAY, Paths, app_text, miniature, provider_text, rich_app_text
from tests.provider.judging import after, codes, faults, filed, registry

RICH = provider_text()
WHOLE = [(Paths.xin, "whole")]


def before() -> ProviderFile:
    """The filing as it was approved."""
    return filed(Paths.xin, RICH)


def change(*edits: tuple[str, str]) -> str:
    """The filing after some replacements, each of which fits once."""
    text = RICH
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def found(
    *edits: tuple[str, str], today: date = TODAY, ended: bool = False, numbered: bool = True
) -> list[str]:
    """Codes of the family 15 after a change of the numbered app."""
    below = registry(before(), filed_items=WHOLE if numbered else [], ended=["whole"] if ended else [])
    now = filed(Paths.xin, change(*edits))
    return codes(now, after(below, now), "A15", today)


DAY = ('last_updated: "2026-02-28"', 'last_updated: "2026-11-{}"')
PACKAGE = ("package_name: cn.example.whole", "package_name: cn.example.other")
MATERIAL = ("    ads: false", "    ads: true")
CORRECTION = ('version: "1.10"', 'version: "1.11"')


def on(day: str) -> tuple[str, str]:
    """The update on a day of November 2026."""
    return DAY[0], DAY[1].format(day)


CHANGES: dict[str, tuple[list[tuple[str, str]], list[str]]] = {
    "nothing": ([], []),
    "the day moves back": ([('"2026-02-28"', '"2026-02-27"')], ["A15-1"]),
    "the day stays and the app changes": ([MATERIAL], []),
    "the day moves forward": ([on("20")], []),
    "another package name": ([PACKAGE], ["A15-3"]),
    "another bundle id": ([("bundle_id: cn.example.whole-ios", "bundle_id: cn.example.other-ios")], ["A15-3"]),
    "a bundle id in capitals": ([("bundle_id: cn.example.whole-ios", "bundle_id: cn.example.WHOLE-ios")], []),
    "another mini program": ([("wxfea0b562b1e333d7", "wxfea0b562b1e333d8")], ["A15-3"]),
    "two identifiers": ([PACKAGE, ("wxfea0b562b1e333d7", "wxfea0b562b1e333d8")], ["A15-3", "A15-3"]),
    "a platform less": ([("      mini_program:\n        app_id: wxfea0b562b1e333d7\n", "")], []),
    "another signing certificate": ([("cd" * 32, "ce" * 32)], ["A15-4"]),
    "the same certificate with colons": ([("cd" * 32, '"' + ":".join(["CD"] * 32) + '"')], []),
    "no certificate any more": ([(f"        signing_cert_sha256: {'cd' * 32}\n", "")], []),
    "another package with another certificate": ([PACKAGE, ("cd" * 32, "ce" * 32)], ["A15-3"]),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_of_a_numbered_app(what: str) -> None:
    """One wrong thing, one finding; an app without a number or one that has ended is free."""
    edits, expected = CHANGES[what]
    assert found(*edits) == expected
    assert found(*edits, numbered=False) == []
    assert found(*edits, ended=True) == []


def test_where_it_stands_and_what_it_says() -> None:
    now = filed(Paths.xin, change(PACKAGE))
    (fault,) = faults(now, after(registry(before(), filed_items=WHOLE), now), "A15")
    assert fault.place == ("apps", 0, "platforms", "android", "package_name")
    assert (fault.values["was"], fault.values["now"]) == ("cn.example.whole", "cn.example.other")


def test_an_app_that_leaves_all_its_platforms_is_another_app() -> None:
    """Android alone becomes iOS alone: nothing tells that it is the same app."""
    was = filed(Paths.xin, provider_text(apps=[app_text("whole", bundle=None)]))
    now = filed(Paths.xin, provider_text(apps=[app_text("whole", package=None, bundle="cn.example.reader")]))
    (fault,) = faults(now, after(registry(was, filed_items=WHOLE), now), "A15")
    assert (fault.code, fault.place) == ("A15-3", ("apps", 0, "platforms"))
    assert fault.values == {"app": "示例阅读", "was": "cn.example.reader", "now": "cn.example.reader"}
    both = filed(Paths.xin, provider_text(apps=[app_text("whole", bundle="cn.example.reader")]))
    assert codes(both, after(registry(was, filed_items=WHOLE), both), "A15") == []
    assert codes(now, after(registry(both, filed_items=WHOLE), now), "A15") == []
    nothing = filed(Paths.xin, provider_text(apps=[re.sub("(?s)platforms:\n.*?    version", "platforms: {}\n    version", app_text("whole"))]))  # fmt: skip
    assert codes(nothing, after(registry(was, filed_items=WHOLE), nothing), "A15") == []


def test_all_identifiers_that_were_and_that_are_now_are_named() -> None:
    """Two on each side are a list; those of iOS in small letters, as the store compares them."""
    was = filed(Paths.xin, provider_text(apps=[app_text("whole", bundle="cn.example.Reader")]))
    mini = provider_text(apps=[app_text("whole", package=None, mini="wx00000000000000a1")])
    (fault,) = faults(now := filed(Paths.xin, mini), after(registry(was, filed_items=WHOLE), now), "A15")
    assert fault.values == {
        "app": "示例阅读",
        "was": "cn.example.reader, cn.example.reader",
        "now": "wx00000000000000a1",
    }
    (fault,) = faults(was, after(registry(now, filed_items=WHOLE), was), "A15")
    assert fault.values == {
        "app": "示例阅读",
        "was": "wx00000000000000a1",
        "now": "cn.example.reader, cn.example.reader",
    }
    other = filed(Paths.xin, mini.replace("a1\n", "a2\n"))
    (fault,) = faults(other, after(registry(now, filed_items=WHOLE), other), "A15")
    assert fault.place == ("apps", 0, "platforms", "mini_program", "app_id")


def two(first: str, second: str) -> ProviderFile:
    """A filing of two numbered apps."""
    return filed(Paths.xin, provider_text(apps=[first, second]))


BOTH = [(Paths.xin, "one"), (Paths.xin, "two")]
SIGNED = f"cn.example.two\n        signing_cert_sha256: {'cd' * 32}"


def test_each_app_of_a_filing_is_compared_with_itself() -> None:
    """One that says nothing of its day, and one without Android, stop nothing; several fields are a list in both languages."""
    one, other = app_text("one", package="cn.example.one"), app_text("two", package=SIGNED)
    was = two(one, other)
    late = (
        other.replace("2026-01-02", "2026-10-19")
        .replace("ads: false", "ads: true")
        .replace("games: false", "games: true")
    )
    now = two(one.replace("ads: false", "ads: true"), late)
    (fault,) = faults(now, after(registry(was, filed_items=BOTH), now), "A15")
    assert (fault.code, fault.place) == ("A15-2", ("apps", 1, "last_updated"))
    assert fault.values == {
        "app": "示例阅读", "day": "2026-10-19", "due": "2026-11-02", "fields": "教育移动应用 · 是否含广告、教育移动应用 · 是否含游戏",
        "fields_en": "Apps · Shows advertising, Apps · Holds games",
    }  # fmt: skip
    small, colons = ("cd" * 32, "ce" * 32)
    bundle = app_text("one", package=None, bundle="cn.example.one")
    signed = two(bundle.replace("ads: false", "ads: true"), other.replace(small, colons))
    found = faults(signed, after(registry(two(bundle, other), filed_items=BOTH), signed), "A15")
    assert [(fault.code, fault.place[1]) for fault in found] == [("A15-4", 1)]


def test_of_two_apps_of_one_id_the_first_was_approved() -> None:
    """The second is another rule's, and is compared with nothing."""
    one = app_text("one", package="cn.example.one")
    was = two(one, app_text("two", package=SIGNED))
    now = two(one, one.replace("2026-01-02", "2025-01-02"))
    assert codes(now, after(registry(was, filed_items=BOTH[:1]), now), "A15") == []
    back = two(one.replace("2026-01-02", "2025-01-02"), one)
    assert codes(back, after(registry(was, filed_items=BOTH[:1]), back), "A15") == ["A15-1"]


CLOCK = {
    # Updated on Monday 2026-11-09: the tenth working day is Monday 2026-11-23.
    ("09", "2026-11-23"): [],
    ("09", "2026-11-24"): ["A15-2"],
    ("10", "2026-11-24"): [],
    # In the future nothing is late; A12-13 says what is wrong.
    ("25", "2026-11-24"): [],
    # The tenth working day after 2026-12-18 lies in a year that nobody has announced.
    ("30", "2026-12-14"): [],
    ("30", "2026-12-15"): ["A15-2"],
}


@pytest.mark.parametrize(("day", "today"), CLOCK)
def test_the_clock_of_art_15(day: str, today: str) -> None:
    """Ten working days from the update, the tenth included; corrections have no clock that anybody checks."""
    judged = date.fromisoformat(today)
    assert found(MATERIAL, on(day), today=judged) == CLOCK[day, today]
    assert found(CORRECTION, on(day), today=judged) == []
    assert found(on(day), today=judged) == []


def test_nobody_is_late_by_a_provisional_date() -> None:
    """2026-12-18 and ten working days: beyond the last settled day, so nothing is said, however late it gets."""
    edits = (MATERIAL, ('"2026-02-28"', '"2026-12-18"'))
    for today in ("2027-01-04", "2027-01-05", "2027-06-01"):
        assert found(*edits, today=date.fromisoformat(today)) == []


def test_days_before_the_measures_start_no_clock() -> None:
    """However old a stated day is, judging it must not fail."""
    old = filed(Paths.xin, change(('"2026-02-28"', '"1990-01-01"')))
    below = registry(old, filed_items=WHOLE)
    for day, expected in (("2018-06-01", []), ("2019-11-11", []), ("2019-11-12", ["A15-2"])):
        now = filed(Paths.xin, change(MATERIAL, ('"2026-02-28"', f'"{day}"')))
        assert codes(now, after(below, now), "A15") == expected


def test_the_late_finding_names_the_fields_and_the_day() -> None:
    now = filed(Paths.xin, change(MATERIAL, on("02"), ("    games: false", "    games: true")))
    below = registry(before(), filed_items=WHOLE)
    (fault,) = faults(now, after(below, now), "A15-2")
    assert fault.place == ("apps", 0, "last_updated")
    assert (fault.values["due"], fault.values["fields"]) == (
        "2026-11-16",
        "教育移动应用 · 是否含广告、教育移动应用 · 是否含游戏",
    )


def test_a_filing_that_moved_is_compared_with_where_it_lay(tmp_path: Path) -> None:
    """Through git, as a pull request is judged: an app that changes hands of authorities keeps its history."""
    folder = miniature(tmp_path)
    base = folder.git_init()
    folder.edit(Paths.bing, "bundle_id: cn.example.bing", "bundle_id: cn.example.bing.two")
    head = folder.commit("Change")
    outcome = validate(folder.root, TODAY, base=base, head=head)
    assert [(f.code, f.field) for f in outcome.findings] == [("A15-3", "apps[0].platforms.ios.bundle_id")]
    folder.edit(Paths.bing, "registration_province: sichuan", "registration_province: zhejiang")
    moved = folder.root / Paths.bing.replace("sichuan", "zhejiang")
    moved.parent.mkdir(parents=True, exist_ok=True)
    (folder.root / Paths.bing).rename(moved)
    head = folder.commit("Move")
    found = [f.code for f in validate(folder.root, TODAY, base=base, head=head).findings]
    assert "A15-3" in found


def test_every_field_has_its_row_and_every_row_its_field() -> None:
    """What the form may hold is in the table, by itself or by what it belongs to; labels are those of the models."""
    every = [field for field in fields_of() if field != "schema"]
    assert len(every) > 60
    assert [field for field in every if row_of(field) is None] == []
    for row in REFILING:
        below = [field for field in every if f"{field}.".startswith(f"{row.field}.")]
        assert below, row.field
        assert any(row_of(field) is row for field in below), f"{row.field} decides nothing"
        assert re.search("[\u4e00-\u9fff]", row.label.zh)
        assert re.search("[A-Za-z]", row.label.en)
        assert row.reason.zh.endswith("。")
    assert {row.effect for row in REFILING} == set(Effect)
    assert len({row.field for row in REFILING}) == len(REFILING)
    assert row_of("schema") is None


EFFECTS = {
    "unit.name": Effect.material,
    "unit.public_email": Effect.correction,
    "systems[].icp.number": Effect.material,
    "systems[].icp.evidence_date": Effect.correction,
    "systems[].mlps.issue_date": Effect.material,
    "apps[].platforms.android.package_name": Effect.material,
    "apps[].platforms.android.store_urls": Effect.correction,
    "apps[].version": Effect.correction,
    "apps[].charging": Effect.material,
    "apps[].personal_info.sensitive": Effect.material,
    "apps[].personal_info.privacy_policy_url": Effect.correction,
}


@pytest.mark.parametrize("field", EFFECTS)
def test_what_a_change_means(field: str) -> None:
    row = row_of(field)
    assert row is not None
    assert row.effect is EFFECTS[field]


def test_labels_lead_through_the_models() -> None:
    row = row_of("apps[].platforms.ios.store_urls")
    assert row is not None
    assert row.label.zh == "教育移动应用 · 平台 · iOS · 应用商店地址"
    assert row.label.en == "Apps · Platforms · iOS · Store addresses"
    with pytest.raises(KeyError):
        label_of("apps[].colour")


def test_differences_are_named_as_in_the_table() -> None:
    """A field that differs by its name, a part that comes or goes as a whole, nothing that stays."""
    one = filed(Paths.xin, RICH).content.apps[0]
    other = filed(Paths.xin, change(PACKAGE, CORRECTION, ("      mini_program:\n        app_id: wxfea0b562b1e333d7\n", ""))).content.apps[0]  # fmt: skip
    assert changed_fields(one, one) == ()
    assert changed_fields(one, other) == (
        "apps[].platforms.android.package_name", "apps[].platforms.mini_program", "apps[].version",
    )  # fmt: skip
    assert material_changes(one, other) == (
        "apps[].platforms.android.package_name",
        "apps[].platforms.mini_program",
    )
    assert rich_app_text() in RICH
