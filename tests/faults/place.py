"""Faults against Art. 10 and Art. 11: the Ministry, platforms, head offices, units that are covered."""

from collections.abc import Callable

from tests.builders import (
    GENG,
    JIA,
    XIN,
    YI,
    Paths,
    RegistryFolder,
    app_text,
    branch_of,
    provider_path,
    provider_text,
    uscc,
)
from tests.faults.cases import WHOLE, Edit, Fault, rule
from tests.faults.content import TUTOR, TUTORS

PLATFORM = provider_path("beijing", GENG)
ABOVE = uscc("91310104MA9000M01")
_DEVELOPER = f"    developer:\n      name: 示例小程序有限公司\n      uscc: {uscc('91310104MA9000P01')}\n"
_MINI = app_text("mini", "示例小课堂", None, None, "wx00000000000000c1")
_CLIENT = app_text("mini", "示例小课堂", "cn.example.geng", None, "wx00000000000000c1")
ADDRESS = "  registered_address: 示例市示例区示例路1号\n"
_COVERS = "  covers_subsidiaries:\n    - name: 示例分公司\n"


def platform(app: str, unit_type: str = "enterprise") -> str:
    """A platform operator's filing with one app."""
    text = provider_text(GENG, "示例庚平台有限公司", unit_type=unit_type, apps=[app])
    return text.replace("filer: provider", "filer: platform")


def mini(developer: str = _DEVELOPER) -> str:
    """A mini program with its developer."""
    return _MINI.replace("    audience:\n", f"{developer}    audience:\n")


GATHERED = platform(mini())


def office(code: str = ABOVE) -> str:
    """A head office, after the address."""
    return f"{ADDRESS}  head_office:\n    name: 示例总公司\n    uscc: {code}\n"


def marked(code: str) -> str:
    """The same with the mark at its code."""
    return office(code).replace(f"uscc: {code}", f"uscc: ▸{code}")


def add_office(path: str, code: str) -> Callable[[RegistryFolder, str], None]:
    """Give the filing at another path a head office too."""

    def change(folder: RegistryFolder, _: str) -> None:
        folder.edit(path, ADDRESS, office(code))

    return change


def covered(path: str) -> str:
    """The branch that a filing of the miniature covers, as it stands there."""
    return f"      uscc: {branch_of(path)}\n"


FAULTS: tuple[Fault, ...] = (
    rule("A10-4", "a provincial authority in its own folder", Paths.xin, "name: 示例辛教育科技有限公司", "name: ▸北京市教育委员会", "unit.name"),
    rule("A10-4", "the XPCC bureau in full width", Paths.xin, "name: 示例辛教育科技有限公司", "name: ▸新疆生产建设兵团 教育局", "unit.name"),
    rule("A10-5", "a mini program that its provider files", Paths.xin, "", _MINI.replace("app_id", "▸app_id"), "apps[1].platforms.mini_program"),
    rule("A10-6", "a platform operator that files an app with clients", Paths.xin, "filer: provider", "filer: platform",
         "apps[0].platforms.android", at="package_name"),
    rule("A10-6", "a platform operator that files an app for iOS", PLATFORM, "      mini_program:",
         "      ios:\n        ▸bundle_id: cn.example.geng\n      mini_program:", "apps[0].platforms.ios", start=GATHERED),
    rule("A10-7", "a mini program of nobody", PLATFORM, _DEVELOPER, "", "apps[0]", at="id: mini", start=GATHERED),
    rule("A10-8", "a school that says it is a platform", TUTOR, "filer: provider", "filer: platform", "unit.unit_type", at="social_organisation",
         start=TUTORS),
    rule("A10-8", "an authority that says it is a platform", Paths.wu, "filer: provider", "filer: platform", "unit.unit_type", at="education_authority"),
    rule("A10-9", "a developer of an ordinary app", Paths.xin, "    description: 用于课堂练习与作业反馈。\n",
         "    description: 用于课堂练习与作业反馈。\n" + _DEVELOPER.replace("name", "▸name"), "apps[0].developer"),
    rule("A10-9", "a developer of one's own app", Paths.school, "        name: 示例校园通\n",
         "        name: 示例校园通\n        developer:\n          ▸name: 示例小程序有限公司\n          uscc: " + uscc("91310104MA9000P01") + "\n",
         "uses[2].self_developed.app.developer"),
    rule("A10-10", "a platform operator's own mini program", PLATFORM, _DEVELOPER,
         f"    developer:\n      name: 示例庚平台有限公司\n      uscc: ▸{GENG}\n", "apps[0].developer.uscc", start=GATHERED),
    Fault("A11-2", Edit("a unit that another one files for", Paths.jia, covered(JIA), f"      uscc: {XIN}\n", choose=(Paths.xin,)),
          "unit.uscc", at=XIN, on=Paths.xin),
    rule("A11-3", "files for a unit that files itself", Paths.jia, covered(JIA), f"      uscc: ▸{XIN}\n", "unit.covers_subsidiaries[0].uscc",
         choose=(Paths.jia,)),
    rule("A11-4", "a subsidiary that files itself", Paths.xin, ADDRESS, office().replace("name: 示例总", "▸name: 示例总"), "unit.head_office"),
    rule("A11-5", "its own head office", Paths.xin, ADDRESS, marked(XIN), "unit.head_office.uscc"),
    rule("A11-6", "files for itself as a subsidiary", Paths.xin, covered(XIN), f"      uscc: ▸{XIN}\n", "unit.covers_subsidiaries[0].uscc"),
    rule("A11-7", "files for a unit twice", Paths.xin, covered(XIN),
         covered(XIN) + "    - name: 示例分公司\n" + covered(XIN).replace("uscc: ", "uscc: ▸"), "unit.covers_subsidiaries[1].uscc"),
    rule("A11-8", "a unit that two head offices file for", Paths.xin, covered(XIN), covered(JIA).replace("uscc: ", "uscc: ▸"),
         "unit.covers_subsidiaries[0].uscc", choose=(Paths.xin,)),
    Fault("A11-9", Edit("two head offices of each other", Paths.xin, ADDRESS, marked(JIA), add_office(Paths.jia, XIN), (Paths.xin,)),
          "unit.head_office.uscc"),
    Fault("A11-10", Edit("files for a unit of another head office", Paths.xin, covered(XIN), f"      uscc: ▸{YI}\n", add_office(Paths.yi, ABOVE),
          (Paths.xin,)), "unit.covers_subsidiaries[0].uscc"),
    rule("A11-11", "files for its head office", Paths.xin, ADDRESS + _COVERS + covered(XIN), office() + _COVERS + f"      uscc: ▸{ABOVE}\n",
         "unit.covers_subsidiaries[0].uscc"),
    rule("A12-14", "a mistyped code of a head office", Paths.yi, "  covers_subsidiaries:\n",
         f"  head_office:\n    name: 示例总公司\n    uscc: ▸91310104MA9000M02{uscc('91310104MA9000M01')[-1]}\n  covers_subsidiaries:\n",
         "unit.head_office.uscc"),
    rule("A12-14", "a mistyped code of a mini program's developer", PLATFORM, f"      uscc: {uscc('91310104MA9000P01')}\n",
         f"      uscc: ▸91310104MA9000P02{uscc('91310104MA9000P01')[-1]}\n", "apps[0].developer.uscc", start=GATHERED),
)  # fmt: skip

NEIGHBOURS: tuple[Edit, ...] = (
    Edit("A10-4 a district's authority", Paths.xin, "name: 示例辛教育科技有限公司", "name: 北京市海淀区教育委员会"),
    Edit("A10-4 a provincial authority with the Ministry", Paths.wu, "name: 示例省教育厅", "name: 浙江省教育厅"),
    Edit("A10-5 a mini program beside a client", Paths.xin, "", _CLIENT),
    Edit("A10-5 a mini program that was approved", Paths.bing, "ios:\n        bundle_id: cn.example.bing", "mini_program:\n        app_id: wx00000000000000c1"),
    Edit("A10-7 a platform operator and a mini program", PLATFORM, WHOLE, platform(mini())),
    Edit("A11-2 a unit of another code is covered", Paths.jia, covered(JIA), f"      uscc: {uscc('91310104MA9000Q01')}\n"),
    Edit("A11-4 a tutor that must hold its licence itself", TUTOR, ADDRESS, office(), start=TUTORS),
    Edit("A11-4 a head office that was approved", Paths.yi, ADDRESS, office()),
    Edit("A11-7 two units that are covered", Paths.xin, covered(XIN), covered(XIN) + f"    - name: 示例分公司\n      uscc: {uscc('91310104MA9000Q01')}\n"),
    Edit("A11-3 nothing is covered", Paths.xin, _COVERS + covered(XIN), ""),
)  # fmt: skip
