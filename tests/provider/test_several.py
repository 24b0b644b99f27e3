"""Faults that speak of several things at once: each of them is told, and nothing between them is lost."""

from tests.builders import BING, DING, JIA, YI, app_text, case_path, case_text, provider_path, provider_text
from tests.provider.judging import faults, filed, registry


def test_both_of_two_apps_whose_identifiers_are_taken_are_told() -> None:
    """Each at its own place, by the first claim upon it alone."""
    packages = ["cn.example.one", "cn.example.free", "cn.example.two"]
    mine = filed(provider_path("beijing", JIA), provider_text(JIA, apps=[app_text(f"app-{n}", f"示例{n}", package) for n, package in enumerate(packages)]))  # fmt: skip
    others = [
        filed(provider_path("beijing", code), provider_text(code, apps=[app_text("a", "示例甲", "cn.example.one"), app_text("b", "示例乙", "cn.example.two")]))
        for code in (YI, BING)
    ]  # fmt: skip
    found = faults(mine, registry(mine, *others), "R03")
    package = ("platforms", "android", "package_name")
    assert [(fault.place, fault.values["identifier"]) for fault in found] == [
        (("apps", 0, *package), "cn.example.one"),
        (("apps", 2, *package), "cn.example.two"),
    ]


def test_every_province_that_a_unit_files_in_is_told() -> None:
    case = filed(
        case_path("sichuan", DING, "2026-04-01"), case_text().replace("list: national", "list: province")
    )
    homes = [
        filed(provider_path(slug, DING), provider_text(DING, province=slug))
        for slug in ("zhejiang", "beijing")
    ]
    (found,) = faults(case, registry(case, *homes), "A26-2")
    assert found.values == {"folder": "sichuan", "homes": "beijing, zhejiang"}
    (none,) = faults(filed(case_path("moe", DING, "2026-04-01"), case_text().replace("list: national", "list: province")), registry(), "A26-2")  # fmt: skip
    assert none.values == {"folder": "moe", "homes": "-"}
