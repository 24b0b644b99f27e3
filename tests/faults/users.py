"""Faults of institutions' filings: Art. 8 and 17 to 21."""

from collections.abc import Callable

from tests.builders import (
    JIA,
    MIDDLE,
    SCHOOL,
    UNIVERSITY,
    Paths,
    RegistryFolder,
    number,
    system_text,
    use_text,
    user_path,
)
from tests.commands import REPOSITORY
from tests.faults.cases import HAIDIAN, Edit, Fault, rule, to

Step = Callable[[RegistryFolder, str], None]

ONE, SUSPENDED, MATH = number("11", 1), number("11", 2), number("33", 1)
FEE = "fee_to_students_or_parents: false"
START = '    start_date: "2026-03-16"\n'
SELECTION = "  selection_system: 示教校〔2025〕6号\n"
OWN = use_text(own=True).partition("  - id: use-1\n")[2].partition("    decision")[0]
"""The part of a use that tells what app it is of, and its basis."""
OWN_ELSEWHERE = OWN.replace("cn.example.own", "cn.example.daxue")
REQUIRED = f"    number: {ONE}\n    basis: required_by_superior\n    mode: recommended\n"
DEVELOPER = system_text().partition("    hosting: cloud\n")[2].partition("    subject_mismatch")[0]
HANGZHOU = '  province: zhejiang\n  city: "330100"\n  county: "330106"\n  competent_authority: moe\n'
BUREAU = user_path("zhejiang/330100", MIDDLE)


def deeper(text: str) -> str:
    """Lines of a system as lines of one's own system in a use."""
    return "".join(f"    {line}\n" for line in text.splitlines())


WITHOUT_DEVELOPER = OWN_ELSEWHERE.replace(deeper(DEVELOPER), "").replace("示例开发有限公司", "示例大学")
"""A system of the university's own, whose evidence is in its name."""


def use_of(*uses: str) -> str:
    """All of the university's filing from its uses on."""
    return "uses:\n" + "".join(uses)


UNIVERSITY_USES = use_of(use_text(number=ONE))


def app_says(old: str, new: str) -> Step:
    """The filed app that the university uses says something else."""

    def become(folder: RegistryFolder, _: str) -> None:
        text = folder.read(Paths.jia)
        assert old in text
        folder.write(Paths.jia, text.replace(old, new, 1))

    return become


def one_after_the_other(*steps: Step) -> Step:
    """Several things that happen beside an edit."""

    def become(folder: RegistryFolder, path: str) -> None:
        for step in steps:
            step(folder, path)

    return become


COLLECTS = app_says(
    "      collects: false\n      biometrics: false\n      minors_under_14: true\n",
    "      collects: true\n      biometrics: false\n      minors_under_14: false\n",
)
COLLECTS_OF_CHILDREN = app_says("      collects: false\n", "      collects: true\n")
BIOMETRICS = app_says("      biometrics: false\n", "      biometrics: true\n")
ADS = app_says("    ads: false\n", "    ads: true\n")
GAMES = app_says("    games: false\n", "    games: true\n")
PAID = app_says(
    "    charging: free\n    charged_to: nobody\n",
    "    charging: paid\n    charged_to: students_or_parents\n",
)
FOR_STAFF = app_says("    audience:\n      - students\n", "    audience:\n      - staff\n")
FREE_FOR_STUDENTS = app_says("    charged_to: nobody\n", "    charged_to: students_or_parents\n")
FOR_SENIORS = app_says("    stages:\n      - primary\n", "    stages:\n      - senior_secondary\n")


def uni(
    code: str, what: str, old: str, new: str, field: str, *, at: str = "", become: Step | None = None
) -> Fault:
    """A fault of the university's filing, whose one use is of a filed app and not confirmed yet."""
    return Fault(code, Edit(what, Paths.university, old, new, become, (Paths.university,)), field, at)


def changed(code: str, what: str, old: str, new: str, field: str, *, at: str = "") -> Fault:
    """A fault of a change of the primary school's filing, whose uses are confirmed."""
    return rule(code, what, Paths.school, old, new, field, at=at, change=True)


def on(day: str) -> str:
    """The first use of the school, mandatory from a day on."""
    return FIRST.replace("mode: recommended", "mode: mandatory") + f'    changed_on: ▸"{day}"\n'


FIRST = use_text("use-1", ONE, superior="zhejiang/330100")


OWN_USE = use_text("own", own=True)
FIRST_FOR_BOTH = FIRST.replace("      - students\n", "      - staff\n      - students\n")


def dated(day: str) -> Step:
    """The first use of the school bears the date of an earlier change."""

    def become(folder: RegistryFolder, path: str) -> None:
        folder.write(path, folder.read(path).replace(FIRST, f'{FIRST}    changed_on: "{day}"\n'))

    return become


FAULTS: tuple[Fault, ...] = (
    # Art. 8.
    uni("A08-2", "no selection system", SELECTION, "", "institution", at="name: 示例大学"),
    # Art. 17: basis and decision.
    uni("A17-1", "one person decided", "collective: true", "collective: ▸false", "uses[0].decision.collective"),
    uni("A17-2", "a decision of tomorrow", 'date: "2026-01-20"', 'date: ▸"2026-11-25"', "uses[0].decision.date"),
    uni("A17-3", "a decision on the day after the start", 'date: "2026-01-20"', 'date: ▸"2026-03-17"', "uses[0].decision.date"),
    uni("A17-4", "no superior is named", "basis: self_selected", "basis: ▸required_by_superior", "uses[0].basis"),
    uni("A17-5", "a superior beside a collective decision", "    audience:\n",
        "    ▸required_by:\n      authority: moe\n      document_no: 示教函〔2026〕2号\n    audience:\n", "uses[0].required_by"),
    rule("A17-6", "a city that does not exist", Paths.school, "authority: zhejiang/330100\n", "authority: ▸zhejiang/339900\n",
         "uses[0].required_by.authority"),
    rule("A17-7", "a stranger", Paths.school, "authority: zhejiang/330100\n", "authority: ▸beijing\n", "uses[0].required_by.authority"),
    rule("A17-7", "another city", Paths.school, "authority: zhejiang/330100\n", "authority: ▸zhejiang/330200\n", "uses[0].required_by.authority"),
    uni("A17-7", "a province, of a university under the Ministry", "    basis: self_selected\n",
        "    basis: required_by_superior\n    required_by:\n      authority: ▸zhejiang\n      document_no: 示教函〔2026〕2号\n",
        "uses[0].required_by.authority"),
    Fault("A17-7", Edit("a county below the city that the school is under", Paths.middle, HAIDIAN,
          '  province: zhejiang\n  competent_authority: zhejiang/330100\n',
          one_after_the_other(lambda folder, path: folder.edit(path, "    basis: self_selected\n", "    basis: required_by_superior\n    required_by:\n"
                 "      authority: zhejiang/330100/330106\n      document_no: 示教函〔2026〕2号\n"), to(BUREAU))),
          "uses[0].required_by.authority", at="zhejiang/330100/330106", on=BUREAU),
    uni("A17-8", "an app that another unit filed", "basis: self_selected", "basis: ▸self_developed", "uses[0].basis"),
    # Art. 17: what the Opinions ask.
    uni("A17-11", "a uniform use with a fee", f"uniform_use: false\n    {FEE}", "uniform_use: true\n    fee_to_students_or_parents: ▸true",
        "uses[0].fee_to_students_or_parents"),
    uni("A17-11", "a uniform and mandatory use with a fee", UNIVERSITY_USES,
        UNIVERSITY_USES.replace("mode: recommended", "mode: mandatory").replace(f"uniform_use: false\n    {FEE}",
        "uniform_use: true\n    fee_to_students_or_parents: ▸true"), "uses[0].fee_to_students_or_parents"),
    uni("A17-11", "a uniform use with a fee, of an app that students pay for", f"uniform_use: false\n    {FEE}",
        "uniform_use: true\n    fee_to_students_or_parents: ▸true", "uses[0].fee_to_students_or_parents", become=PAID),
    uni("A17-12", "a mandatory use with a fee", UNIVERSITY_USES,
        UNIVERSITY_USES.replace("mode: recommended", "mode: mandatory").replace(FEE, "fee_to_students_or_parents: ▸true"),
        "uses[0].fee_to_students_or_parents"),
    uni("A17-13", "a fee for an app that costs nothing", FEE, "fee_to_students_or_parents: ▸true", "uses[0].fee_to_students_or_parents"),
    uni("A17-14", "a uniform use of an app that students pay for", f"uniform_use: false\n    {FEE}",
        "uniform_use: true\n    fee_to_students_or_parents: ▸false", "uses[0].fee_to_students_or_parents", become=PAID),
    uni("A17-14", "a mandatory use of an app that students pay for", UNIVERSITY_USES,
        UNIVERSITY_USES.replace("mode: recommended", "mode: mandatory").replace(FEE, f"fee_to_students_or_parents: ▸{FEE[-5:]}"),
        "uses[0].fee_to_students_or_parents", become=PAID),
    uni("A17-15", "a uniform use of an app with advertising", "uniform_use: false", "uniform_use: ▸true", "uses[0].uniform_use", become=ADS),
    uni("A17-15", "a uniform use of an app with games", "uniform_use: false", "uniform_use: ▸true", "uses[0].uniform_use", become=GAMES),
    uni("A17-15", "a mandatory use of an app with advertising", "mode: recommended", "mode: ▸mandatory", "uses[0].mode", become=ADS),
    uni("A17-16", "large-scale collection without asking", "large_scale_personal_info: false\n    user_opinion_sought: true",
        "large_scale_personal_info: true\n    user_opinion_sought: ▸false", "uses[0].user_opinion_sought"),
    uni("A17-16", "biometrics without asking", "user_opinion_sought: true\n    biometrics: false",
        "user_opinion_sought: ▸false\n    biometrics: true", "uses[0].user_opinion_sought"),
    uni("A17-16", "large-scale collection with biometrics without asking",
        "large_scale_personal_info: false\n    user_opinion_sought: true\n    biometrics: false",
        "large_scale_personal_info: true\n    user_opinion_sought: ▸false\n    biometrics: true", "uses[0].user_opinion_sought"),
    uni("A17-17", "biometrics without an assessment", "biometrics: false\n    assessment_done: true",
        "biometrics: true\n    assessment_done: ▸false", "uses[0].assessment_done"),
    uni("A17-18", "an app that is filed with biometrics", "biometrics: false", "biometrics: ▸false", "uses[0].biometrics", become=BIOMETRICS),
    Fault("A17-19", Edit("a primary school's app that is not for children", Paths.middle, "audience:\n", "audience: # 学生\n", COLLECTS, (Paths.middle,)),
          "uses[0].audience", at="- students"),
    # Art. 18.
    uni("A18-2", "one app twice", START, START + use_text("use-2", ONE).replace("number: ", "number: ▸"), "uses[1].number"),
    uni("A18-3", "parents with an app for students", "      - students\n", "      - students\n      - ▸parents\n", "uses[0].audience[1]"),
    Fault("A18-4", Edit("a primary school's app for seniors", Paths.middle, "- id: use-1", "- ▸id: use-1", FOR_SENIORS), "uses[0]"),
    uni("A18-5", "a use before the app was filed", START, '    start_date: ▸"2026-03-01"\n', "uses[0].start_date"),
    uni("A18-6", "a use in more than a year", START, '    start_date: ▸"2027-11-25"\n', "uses[0].start_date"),
    # Art. 19.
    uni("A19-3", "a province that does not exist", "province: zhejiang", "province: ▸zejiang", "institution.province"),
    uni("A19-3", "the Ministry for a province", "province: zhejiang", "province: ▸moe", "institution.province"),
    uni("A19-4", "a city of another province", 'city: "330100"', 'city: ▸"320100"', "institution.city"),
    Fault("A19-4", Edit("a district of a municipality for a city", Paths.middle, '  county: "110108"\n', '  city: ▸"110108"\n'), "institution.city"),
    uni("A19-5", "a county of another city", 'county: "330106"', 'county: ▸"330203"', "institution.county"),
    uni("A19-5", "a county of another province, without a city", '  city: "330100"\n  county: "330106"\n', '  county: ▸"320102"\n',
        "institution.county"),
    Fault("A19-6", Edit("a school in another county than its bureau's", Paths.school, 'county: "330106"', 'county: ▸"330105"'), "institution.county"),
    Fault("A19-6", Edit("a school in another city", Paths.school, 'city: "330100"\n  county: "330106"', 'city: ▸"330200"\n  county: "330203"'),
          "institution.city"),
    Fault("A19-6", Edit("a school in another province", Paths.middle, HAIDIAN,
          "  province: ▸zhejiang\n  competent_authority: beijing/110108\n"), "institution.province"),
    Fault("A19-7", Edit("a county bureau under itself", Paths.school, "level: primary", "level: education_authority"),
          "institution.competent_authority", at="zhejiang/330100/330106\n  selection"),
    Fault("A19-7", Edit("a city bureau under a county", Paths.school,
          '  level: primary\n  province: zhejiang\n  city: "330100"\n  county: "330106"\n  competent_authority: ',
          '  level: education_authority\n  province: zhejiang\n  city: "330100"\n  competent_authority: ▸'), "institution.competent_authority"),
    Fault("A19-7", Edit("a provincial department under itself", Paths.middle, "  level: primary\n" + HAIDIAN,
          "  level: education_authority\n  province: zhejiang\n  competent_authority: zhejiang\n", to(user_path("zhejiang", MIDDLE))),
          "institution.competent_authority", at="zhejiang\n  selection", on=user_path("zhejiang", MIDDLE)),
    Fault("A19-8", Edit("a county bureau under its province", Paths.middle, "  level: primary\n" + HAIDIAN,
          '  level: education_authority\n  province: zhejiang\n  city: "330100"\n  county: "330106"\n  competent_authority: zhejiang\n',
          to(user_path("zhejiang", MIDDLE))), "institution.competent_authority", at="zhejiang\n  selection", on=user_path("zhejiang", MIDDLE)),
    uni("A19-8", "a county bureau under the Ministry", "  level: higher\n" + HANGZHOU,
        "  level: education_authority\n" + HANGZHOU.replace("moe", "▸moe"), "institution.competent_authority"),
    uni("A19-9", "a primary school under the Ministry", "level: higher", "level: ▸primary", "institution.level"),
    Fault("A19-10", Edit("a university under a county", Paths.school, "level: primary", "level: higher"), "institution.competent_authority",
          at="zhejiang/330100/330106\n  selection"),
    Fault("A19-10", Edit("a university under a district", Paths.middle, "level: primary", "level: higher"), "institution.competent_authority",
          at="beijing/110108\n  selection"),
    # Art. 20.
    changed("A20-1", "a use that becomes mandatory", REQUIRED, REQUIRED.replace("recommended", "mandatory"), "uses[0]", at="id: use-1"),
    changed("A20-1", "one's own app under another package", "cn.example.own", "cn.example.own2", "uses[2]", at="id: own"),
    uni("A20-2", "a change of tomorrow", START, START + '    changed_on: ▸"2026-11-25"\n', "uses[0].changed_on"),
    uni("A20-3", "a change before the use began", START, START + '    changed_on: ▸"2026-03-15"\n', "uses[0].changed_on"),
    Fault("A20-3", Edit("a change before the use was confirmed", Paths.school, FIRST, FIRST + '    changed_on: ▸"2026-03-08"\n'),
          "uses[0].changed_on"),
    Fault("A20-4", Edit("a second change with the date of the first", Paths.school, REQUIRED, REQUIRED.replace("recommended", "mandatory"),
          before=dated("2026-11-16"), change=True), "uses[0].changed_on", at='"2026-11-16"'),
    Fault("A20-4", Edit("a second change with the date of the first, long ago", Paths.school, REQUIRED, REQUIRED.replace("recommended", "mandatory"),
          before=dated("2026-05-18"), change=True), "uses[0].changed_on", at='"2026-05-18"'),
    changed("A20-5", "a change eleven working days ago", FIRST, on("2026-11-09"), "uses[0].changed_on"),
    changed("A20-5", "a change before the Measures were issued", OWN_USE, OWN_USE.replace("mode: recommended", "mode: mandatory")
            .replace('"2026-01-20"', '"2018-01-20"').replace(START, '    start_date: "2018-03-16"\n    changed_on: ▸"2018-09-03"\n'),
            "uses[2].changed_on"),
    Fault("A20-6", Edit("a school that comes under its city", Paths.school, "competent_authority: zhejiang/330100/330106",
          "competent_authority: zhejiang/330100", to(user_path("zhejiang/330100", SCHOOL)), change=True),
          "institution.competent_authority", at="zhejiang/330100\n  selection", on=user_path("zhejiang/330100", SCHOOL)),
    changed("A20-7", "another name", "name: 示例市第一小学", "name: ▸示例市第一实验小学", "institution.name"),
    changed("A20-7", "another kind", "level: primary", "level: ▸nine_year", "institution.level"),
    changed("A20-8", "a use that is taken out", use_text("use-2", SUSPENDED), "", "uses", at="- id: use-1"),
    rule("A20-8", "one's own app that is taken out", Paths.school, use_text("own", own=True), "", "uses", at="- id: use-1"),
    rule("A20-8", "another id for a confirmed use", Paths.school, "- id: use-1", "- id: use-5", "uses", at="- id: use-5"),
    # Art. 21.
    rule("A21-2", "one's own app that was selected", Paths.school, "basis: self_developed", "basis: ▸self_selected", "uses[2].basis"),
    rule("A21-3", "a vendor's cloud", Paths.school, "hosting: on_premises", "hosting: ▸cloud", "uses[2].self_developed.system.hosting"),
    uni("A21-1", "both a number and one's own app, of which one was selected", f"    number: {ONE}\n",
        f"    number: {ONE}\n" + OWN_ELSEWHERE.partition("    basis")[0], "uses[0]", at="id: use-1"),
    uni("A21-3", "a vendor's cloud, in a new use", f"    number: {ONE}\n    basis: self_selected\n    mode: recommended\n",
        OWN_ELSEWHERE.replace("hosting: on_premises", "hosting: ▸cloud"), "uses[0].self_developed.system.hosting"),
    uni("A21-4", "a cloud of nobody else", f"    number: {ONE}\n    basis: self_selected\n    mode: recommended\n",
        WITHOUT_DEVELOPER.replace("hosting: on_premises\n", "hosting: ▸cloud\n"), "uses[0].self_developed.system.hosting"),
    uni("A21-5", "a mini program of one's own", f"    number: {ONE}\n    basis: self_selected\n    mode: recommended\n",
        OWN_ELSEWHERE.replace("          android:\n            package_name: cn.example.daxue\n",
                              "          ▸mini_program:\n            app_id: wx00000000000000c1\n"),
        "uses[0].self_developed.app.platforms.mini_program"),
    *(
        uni("A21-6", f"one's own app in a store ({what})", f"    number: {ONE}\n    basis: self_selected\n    mode: recommended\n",
            OWN_ELSEWHERE.replace("            package_name: cn.example.daxue\n", client), f"uses[0].self_developed.app.platforms.{field}")
        for what, client, field in (
            ("Android", "            package_name: cn.example.daxue\n            ▸store_urls:\n              - https://store.example.cn/own\n",
             "android.store_urls"),
            ("iOS", "            package_name: cn.example.daxue\n          ios:\n            bundle_id: cn.example.daxue\n"
             "            ▸store_urls:\n              - https://store.example.cn/own\n", "ios.store_urls"),
            ("App Store id", "            package_name: cn.example.daxue\n          ios:\n            bundle_id: cn.example.daxue\n"
             '            ▸app_store_id: "1458305565"\n', "ios.app_store_id"),
        )
    ),
    *(
        uni("A21-7", f"a filed app as one's own ({what})", f"    number: {ONE}\n    basis: self_selected\n    mode: recommended\n",
            OWN.replace("cn.example.own", f"▸{package}"), "uses[0].self_developed.app.platforms.android.package_name")
        for what, package in (("filed", "cn.example.yi.math"), ("suspended", "cn.example.jia.suspended"))
    ),
    uni("A21-7", "a filed app's bundle id, in capitals", f"    number: {ONE}\n    basis: self_selected\n    mode: recommended\n",
        OWN_ELSEWHERE.replace("            package_name: cn.example.daxue\n",
                              "            package_name: cn.example.daxue\n          ios:\n            bundle_id: ▸CN.example.bing\n"),
        "uses[0].self_developed.app.platforms.ios.bundle_id"),
    uni("A21-8", "another institution's own app", f"    number: {ONE}\n    basis: self_selected\n    mode: recommended\n",
        OWN.replace("cn.example.own", "▸cn.example.own"), "uses[0].self_developed.app.platforms.android.package_name"),
    uni("A21-8", "one's own app twice", UNIVERSITY_USES, use_of(
        use_text("own-1", own=True).replace("cn.example.own", "cn.example.daxue"),
        use_text("own-2", own=True).replace("cn.example.own", "▸cn.example.daxue")),
        "uses[1].self_developed.app.platforms.android.package_name"),
)  # fmt: skip


def both_audiences(folder: RegistryFolder, path: str) -> None:
    """The first use of the school is for staff and students, in this order, and so is its app."""
    folder.edit(path, FIRST, FIRST_FOR_BOTH)
    app_says("    audience:\n", "    audience:\n      - staff\n")(folder, path)


def accepted(what: str, old: str, new: str, become: Step | None = None) -> Edit:
    """A neighbour in the university's filing."""
    return Edit(what, Paths.university, old, new, become, (Paths.university,))


def harmless(what: str, old: str, new: str, before: Step | None = None) -> Edit:
    """A change of the primary school's filing that gives no finding."""
    return Edit(what, Paths.school, old, new, before=before, change=True)


MANDATORY = UNIVERSITY_USES.replace("mode: recommended", "mode: mandatory")
NEIGHBOURS: tuple[Edit, ...] = (
    Edit("A08-2 no selection system where nothing is selected any longer", Paths.school, SELECTION, "", choose=(Paths.middle,)),
    accepted("A08-2 no selection system, of an institution that only uses its own app", SELECTION + UNIVERSITY_USES,
             use_of(OWN_USE.replace("cn.example.own", "cn.example.daxue"))),
    accepted("A17-1 a required use that one person took note of", UNIVERSITY_USES,
             use_of(use_text(number=ONE, superior="moe")).replace("collective: true", "collective: false")),
    accepted("A17-2 a decision of today", UNIVERSITY_USES, UNIVERSITY_USES.replace('"2026-01-20"', '"2026-11-24"').replace(
             START, '    start_date: "2026-11-24"\n')),
    accepted("A17-3 a decision on the day of the start", 'date: "2026-01-20"', 'date: "2026-03-16"'),
    harmless("A17-3 a decision on the day of a change", FIRST, on("2026-11-16").replace("▸", "").replace('"2026-01-20"', '"2026-11-16"')),
    Edit("A17-3 a late decision that was confirmed", Paths.school, FIRST, FIRST.replace('"2026-01-20"', '"2026-04-01"')),
    *(
        Edit(f"A17-7 {what}", Paths.school, "authority: zhejiang/330100\n", f"authority: {above}\n")
        for what, above in (("the competent authority", "zhejiang/330100/330106"), ("the province", "zhejiang"), ("the Ministry", "moe"))
    ),
    accepted("A17-8 a self-developed app that this unit has filed", "basis: self_selected", "basis: self_developed",
             lambda folder, _: folder.write(Paths.jia, folder.read(Paths.jia).replace(f"uscc: {JIA}", f"uscc: {UNIVERSITY}"))),
    accepted("A17-11 a uniform use without a fee", "uniform_use: false", "uniform_use: true"),
    accepted("A17-12 a mandatory use without a fee", "mode: recommended", "mode: mandatory"),
    accepted("A17-13 a voluntary use of an app that students pay for", FEE, "fee_to_students_or_parents: true", PAID),
    accepted("A17-14 a voluntary use of an app that students pay for, said to be free", START, START, PAID),
    accepted("A17-14 a uniform use of an app that the institution pays for", "uniform_use: false", "uniform_use: true",
             app_says("    charging: free\n    charged_to: nobody\n", "    charging: paid\n    charged_to: institution\n")),
    accepted("A17-14 a uniform use of an app that is free for students", "uniform_use: false", "uniform_use: true", FREE_FOR_STUDENTS),
    accepted("A17-15 a voluntary use of an app with advertising", START, START, ADS),
    accepted("A17-15 a voluntary use of an app with games", START, START, GAMES),
    accepted("A17-16 neither large-scale collection nor biometrics, and nobody asked", "user_opinion_sought: true", "user_opinion_sought: false"),
    accepted("A17-16 large-scale collection after asking", "large_scale_personal_info: false", "large_scale_personal_info: true"),
    accepted("A17-17 no biometrics and no assessment", "assessment_done: true", "assessment_done: false"),
    accepted("A17-18 biometrics that are told", "biometrics: false", "biometrics: true", BIOMETRICS),
    accepted("A17-19 a university's app that is not for children", START, START, COLLECTS),
    Edit("A17-19 a primary school's app that is for children", Paths.middle, START, START, COLLECTS_OF_CHILDREN, (Paths.middle,)),
    Edit("A17-19 a primary school's app that collects nothing", Paths.middle, START, START,
         app_says("      minors_under_14: true\n", "      minors_under_14: false\n"), (Paths.middle,)),
    Edit("A17-19 an app for staff of a primary school", Paths.middle, "      - students\n", "      - staff\n",
         one_after_the_other(COLLECTS, FOR_STAFF), (Paths.middle,)),
    accepted("A18-2 two apps", START, START + use_text("use-2", MATH)),
    accepted("A18-3 fewer than the app's audience", START, START, app_says("    audience:\n", "    audience:\n      - parents\n")),
    accepted("A18-4 a university's app for seniors", START, START, FOR_SENIORS),
    Edit("A18-4 one of two stages", Paths.middle, "level: primary", "level: nine_year"),
    accepted("A18-5 a use from the day of the filing on", START, '    start_date: "2026-03-02"\n'),
    Edit("A18-5 an early use that was confirmed", Paths.school, FIRST, FIRST.replace('"2026-03-16"', '"2026-03-01"')),
    accepted("A18-6 a use in a year", START, '    start_date: "2027-11-24"\n'),
    accepted("A19-4 no city and no county", '  city: "330100"\n  county: "330106"\n', ""),
    accepted("A19-5 a county without its city", '  city: "330100"\n', ""),
    accepted("A19-6 a university under the Ministry in another province", HANGZHOU, "  province: sichuan\n  competent_authority: moe\n"),
    Edit("A19-6 a school of the XPCC that states Xinjiang", Paths.middle, HAIDIAN, "  province: xinjiang\n  competent_authority: xpcc/659001\n",
         one_after_the_other(to(user_path("xpcc/659001", MIDDLE)),
                             lambda folder, _: folder.write("authorities/xinjiang.yaml", (REPOSITORY / "authorities/xinjiang.yaml").read_text(encoding="utf-8")))),
    Edit("A19-6 a school of the province in a county", Paths.middle, HAIDIAN,
         '  province: zhejiang\n  city: "330100"\n  county: "330106"\n  competent_authority: zhejiang\n', to(user_path("zhejiang", MIDDLE))),
    Edit("A19-7 a county bureau under its city", Paths.middle, "  level: primary\n" + HAIDIAN,
         '  level: education_authority\n  province: zhejiang\n  city: "330100"\n  county: "330106"\n  competent_authority: zhejiang/330100\n',
         to(BUREAU)),
    Edit("A19-7 a city bureau under its province", Paths.middle, "  level: primary\n" + HAIDIAN,
         '  level: education_authority\n  province: zhejiang\n  city: "330100"\n  competent_authority: zhejiang\n', to(user_path("zhejiang", MIDDLE))),
    Edit("A19-7 a district's bureau under the municipal commission", Paths.middle, "  level: primary\n" + HAIDIAN,
         '  level: education_authority\n  province: beijing\n  county: "110108"\n  competent_authority: beijing\n', to(user_path("beijing", MIDDLE))),
    accepted("A19-8 a provincial department under the Ministry", "  level: higher\n" + HANGZHOU,
             "  level: education_authority\n  province: zhejiang\n  competent_authority: moe\n"),
    *(
        accepted(f"A19-9 {level} under the Ministry", "level: higher", f"level: {level}")
        for level in ("affiliated_unit", "continuing")
    ),
    Edit("A19-10 a university under a city", Paths.middle, "  level: primary\n" + HAIDIAN,
         '  level: higher\n  province: zhejiang\n  city: "330100"\n  competent_authority: zhejiang/330100\n', to(BUREAU)),
    Edit("A19-10 a university of the XPCC", Paths.middle, "  level: primary\n" + HAIDIAN,
         '  level: higher\n  province: xpcc\n  county: "659001"\n  competent_authority: xpcc/659001\n', to(user_path("xpcc/659001", MIDDLE))),
    harmless("A20-1 a change with its date", FIRST, on("2026-11-16").replace("▸", "")),
    harmless("A20-1 a correction of the document and the purpose", FIRST, FIRST.replace("校务会〔2026〕3号", "校务会〔2026〕13号").replace(
             "用于课堂练习", "课堂练习").replace("示教函〔2026〕2号", "示教函〔2026〕12号")),
    harmless("A20-1 a new version of one's own app", OWN_USE, OWN_USE.replace('version: "1.0"', 'version: "1.1"')),
    harmless("A20-1 the audience in another order", FIRST_FOR_BOTH, FIRST.replace("      - students\n", "      - students\n      - staff\n"),
             before=both_audiences),
    harmless("A20-1 a use that is not confirmed yet", "- id: use-4\n    number: 教APP备3300001号\n    basis: self_selected\n    mode: recommended",
             "- id: use-4\n    number: 教APP备3300001号\n    basis: self_selected\n    mode: mandatory"),
    accepted("A20-2 a change of today", START, START + '    changed_on: "2026-11-24"\n'),
    accepted("A20-3 a change on the day of the start", START, START + '    changed_on: "2026-03-16"\n'),
    Edit("A20-3 a change after the confirmation and before the start", Paths.school, FIRST, FIRST + '    changed_on: "2026-03-09"\n'),
    harmless("A20-4 a second change with its own date", FIRST + '    changed_on: "2026-11-16"\n',
             on("2026-11-17").replace("▸", ""), before=dated("2026-11-16")),
    harmless("A20-5 a change ten working days ago", FIRST, on("2026-11-10").replace("▸", "")),
    harmless("A20-6 another kind of use in the same folder", "    purpose: 用于课堂练习\n    start_date: \"2026-03-16\"\n  - id: use-2\n",
             "    purpose: 用于课堂\n    start_date: \"2026-03-16\"\n  - id: use-2\n"),
    Edit("A20-7 another name before anything was confirmed", Paths.university, "name: 示例大学", "name: 示例理工大学", change=True),
    Edit("A20-8 a use that was not confirmed is taken out", Paths.school, use_text("use-4", MATH), "", change=True),
    Edit("A21-3 a product of a vendor that runs on the premises", Paths.school, "hosting: on_premises", "hosting: on_premises # 本地部署"),
    accepted("A21-4 one's own system on the premises without a developer", f"    number: {ONE}\n    basis: self_selected\n    mode: recommended\n",
             WITHOUT_DEVELOPER),
    accepted("A21-6 one's own iOS app in no store", f"    number: {ONE}\n    basis: self_selected\n    mode: recommended\n",
             OWN_ELSEWHERE.replace("            package_name: cn.example.daxue\n",
                                   "            package_name: cn.example.daxue\n          ios:\n            bundle_id: cn.example.daxue\n")),
    *(
        accepted(f"A21-7 the package of an app that is {what}", f"    number: {ONE}\n    basis: self_selected\n    mode: recommended\n",
                 OWN.replace("cn.example.own", package))
        for what, package in (("withdrawn", "cn.example.jia.withdrawn"), ("not numbered yet", "cn.example.jia.fresh"))
    ),
)  # fmt: skip
