"""The bar of Art. 24 on a filing: who is held by it, and what a new app has in common with one that was sanctioned."""

from typing import Any

import pytest

from registry.core.finding import Fault
from registry.core.lookup import Lookup
from registry.core.snapshot import Filed
from tests.builders import (
    DING,
    XIN,
    Paths,
    app_text,
    branch_of,
    case_path,
    case_text,
    number,
    provider_text,
)
from tests.provider.judging import faults, filed, registry

FIRST, SECOND = number("11", 1), number("11", 2)
CERTIFICATE = "cd" * 32


def barred(code: str) -> Filed[Any]:
    """A case that bars a unit and revokes nothing."""
    return filed(case_path("sichuan", code, "2026-04-01"), case_text(code=code, revoked=""))


def new_app(item: str = "new", package: str = "cn.example.xin.new") -> str:
    """An app that nothing tells from others but its package."""
    return app_text(item, "示例新课", package)


def taking_over(given: str, item: str = "taken") -> str:
    """An app that comes from another unit with its number."""
    text = app_text(item, "示例接收", f"cn.example.{item}")
    return text.replace("    system_id: main\n", f"    system_id: main\n    takes_over: {given}\n")


def signed(app: str, fingerprint: str) -> str:
    """An app with its certificate."""
    head, package, tail = app.partition("        package_name: ")
    name, _, rest = tail.partition("\n")
    return f"{head}{package}{name}\n        signing_cert_sha256: {fingerprint}\n{rest}"


def xin(*apps: str, head_office: str | None = None) -> Filed[Any]:
    """The filing that is judged."""
    return filed(Paths.xin, provider_text(XIN, apps=apps or (new_app(),), head_office=head_office))


def ding(*apps: str, covered: str = "") -> Filed[Any]:
    """The filing of the unit that was sanctioned; it files for `covered` as well."""
    text = provider_text(DING, province="sichuan", apps=apps or (new_app("own", "cn.example.ding"),))
    return filed(Paths.ding, text.replace(branch_of(DING), covered) if covered else text)


def told(file: Filed[Any], lookup: Lookup) -> list[tuple[str, tuple[str | int, ...]]]:
    """Code and place of what the rules on the bar tell."""
    found: list[Fault] = faults(file, lookup, "A24")
    return [(fault.code, fault.place) for fault in found]


def test_a_unit_whose_head_office_covers_it_is_held_by_its_bar() -> None:
    """Also where it does not name the head office itself; not where another unit is covered."""
    lookup = registry(xin(), ding(covered=XIN), barred(DING))
    found = faults(xin(), lookup, "A24")
    assert [(fault.code, fault.place, fault.values["head"]) for fault in found] == [("A24-2", ("apps", 0), DING)]  # fmt: skip
    assert told(xin(), registry(xin(), ding(), barred(DING))) == []


def test_a_unit_that_is_barred_itself_is_told_so_alone() -> None:
    """Not again of its head office, its subsidiary, the apps it takes over or those that its own look like."""
    look_alike = new_app(package="cn.example.ding")
    taken = taking_over(FIRST)
    above = xin(look_alike, taken, head_office=DING)
    around = (ding(covered=XIN), barred(XIN), barred(DING), barred(branch_of(XIN)))
    numbered = [(Paths.ding, "own")]
    told_of_each = [("A24-1", ("apps", 0)), ("A24-1", ("apps", 1))]
    assert told(above, registry(above, *around, filed_items=numbered, ended=["own"])) == told_of_each
    alone = xin(look_alike, taken)
    around = (ding(), barred(XIN), barred(DING), barred(branch_of(XIN)))
    assert told(alone, registry(alone, *around, filed_items=numbered, ended=["own"])) == told_of_each


def test_a_unit_under_a_barred_head_office_is_told_so_alone() -> None:
    """Not of the revoked app of that office which it files, nor of the one that it takes over."""
    file = xin(new_app(package="cn.example.ding"), taking_over(FIRST), head_office=DING)
    lookup = registry(file, ding(), barred(DING), filed_items=[(Paths.ding, "own")], ended=["own"])
    assert told(file, lookup) == [("A24-2", ("apps", 0)), ("A24-2", ("apps", 1))]


@pytest.mark.parametrize("platform", ["android", "ios", "mini_program"])
def test_the_identifier_of_a_live_app_is_told_by_another_rule(platform: str) -> None:
    """R03 says that another app holds it; the bar on that app's unit is not told beside it."""
    identifier = {
        "android": {"package": "cn.example.same"},
        "ios": {"package": None, "bundle": "cn.example.same"},
        "mini_program": {"package": None, "mini": "wx00000000000000f1"},
    }[platform]
    file, other = (make(app_text("same", "示例同一", **identifier)) for make in (xin, ding))
    items = [(Paths.ding, "same")]
    assert told(file, registry(file, other, barred(DING), filed_items=items)) == []
    assert [code for code, _ in told(file, registry(file, other, barred(DING), filed_items=items, ended=["same"]))] == ["A24-4"]  # fmt: skip
    assert [code for code, _ in told(file, registry(file, other, filed_items=items, ended=["same"]))] == [
        "A24-5"
    ]


@pytest.mark.parametrize("fingerprint", [":".join(["CD"] * 32), CERTIFICATE])
def test_a_certificate_is_one_however_it_is_written(fingerprint: str) -> None:
    """In capitals with colons or in small letters without."""
    file = xin(signed(new_app(), f'"{fingerprint}"'))
    other = ding(signed(new_app("own", "cn.example.ding"), CERTIFICATE))
    assert told(file, registry(file, other, barred(DING))) == [
        ("A24-6", ("apps", 0, "platforms", "android", "signing_cert_sha256"))
    ]


def test_only_the_gravest_likeness_of_an_app_is_told() -> None:
    """One app, one finding: the same app before the same maker, and of two places that are alike the first."""
    own = signed(app_text("own", "示例丁", "cn.example.ding", "cn.example.ding-ios"), CERTIFICATE)
    new = signed(app_text("new", "示例辛", "cn.example.ding", "cn.example.ding-ios"), CERTIFICATE)
    file, items = xin(new), [(Paths.ding, "own")]
    package = ("apps", 0, "platforms", "android", "package_name")
    revoked = registry(file, ding(own), filed_items=items, ended=["own"])
    assert told(file, revoked) == [("A24-5", package)]
    revoked_and_barred = registry(file, ding(own), barred(DING), filed_items=items, ended=["own"])
    assert told(file, revoked_and_barred) == [("A24-4", package)]


def test_each_new_app_is_looked_at_whatever_the_ones_before_it_are() -> None:
    """One that is taken over openly, one that is like none; then one that looks alike, and one more taken over."""
    file = xin(
        taking_over(FIRST, "first"),
        new_app("plain", "cn.example.plain"),
        new_app("alike", "cn.example.ding"),
        taking_over(SECOND, "second"),
    )
    own = [new_app("own", "cn.example.ding"), new_app("live", "cn.example.live")]
    items = [(Paths.ding, "own"), (Paths.ding, "live")]
    lookup = registry(file, ding(*own), barred(DING), filed_items=items, ended=["own"])
    assert told(file, lookup) == [
        ("A24-4", ("apps", 2, "platforms", "android", "package_name")),
        ("A24-7", ("apps", 0, "takes_over")),
        ("A24-7", ("apps", 3, "takes_over")),
    ]
    assert told(file, registry(file, ding(*own), filed_items=items)) == []
