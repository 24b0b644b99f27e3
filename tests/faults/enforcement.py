"""Faults of enforcement cases and of filings under a bar (Art. 24); the accepted neighbours of each condition."""

from collections.abc import Callable

from tests.builders import (
    BING,
    DING,
    GENG,
    JIA,
    XIN,
    Paths,
    RegistryFolder,
    app_text,
    case_path,
    case_text,
    number,
)
from tests.faults.cases import PACKAGE, WHOLE, Edit, Fault, ding_goes_on, rule, to
from tests.faults.place import ADDRESS, covered, office

Act = Callable[[RegistryFolder, str], None]
OPEN = case_path("beijing", JIA, "2026-11-02")
"""A case against 甲, made by the edits below."""
NEW_CASE = case_path("beijing", JIA, "2026-11-01")
BAR = '  bar:\n    start: "2026-06-01"\n    months: 6\n'
OUTCOME = '    outcome:\n      result: not_rectified\n      date: "2026-05-10"\n'
MEASURES = case_text()[case_text().index("measures:") :]
DEMAND = case_text()[case_text().index("rectifications:") : case_text().index("measures:")]
REVOKED = f"  revoked_numbers:\n    - {number('51', 2)}\n"
BREACH = "category: commercial_ads"
LISTED = "  list: national\n  level: black\n"
AGAIN = (
    '  - demanded: "2026-05-12"\n    due: "2026-05-20"\n    document_no: 示教函〔2026〕9号\n'
    + OUTCOME.replace("05-10", "05-25")
)


def opened(state: str, tail: str = "", numbers: str = number("11", 1), breach: str = "games") -> str:
    """A case against 甲 that goes as far as `tail` says."""
    return f"""\
schema: enforcement-case/v1
unit:
  name: 示例甲科技有限公司
  uscc: {JIA}
numbers:
  - {numbers}
opened_on: "2026-11-02"
state: {state}
breaches:
  - category: {breach}
    description: 示例情形
{tail}"""


def demanded(outcome: str = "") -> str:
    """A demand that runs until 2026-11-20, with its outcome."""
    text = 'rectifications:\n  - demanded: "2026-11-04"\n    due: "2026-11-20"\n    document_no: 示教函〔2026〕20号\n'
    return text + (f'    outcome:\n      result: {outcome}\n      date: "2026-11-23"\n' if outcome else "")


def suspended(numbers: str = number("11", 1), day: str = "2026-11-05") -> str:
    """A suspension."""
    return f'suspensions:\n  - date: "{day}"\n    numbers:\n      - {numbers}\n    document_no: 示教函〔2026〕21号\n'


def reinstated(numbers: str = number("11", 1), day: str = "2026-11-23") -> str:
    """A reinstatement."""
    return f'reinstatements:\n  - date: "{day}"\n    numbers:\n      - {numbers}\n    document_no: 示教函〔2026〕22号\n'


def decided(day: str = "2026-11-24", body: str = "") -> str:
    """Measures: a circular, and what `body` adds."""
    return f'measures:\n{body}  decided_on: "{day}"\n  circular_document_no: 示教通〔2026〕9号\n'


def barred(code: str, start: str = "2026-06-01", months: int = 6) -> str:
    """A case that bars a unit and revokes nothing."""
    return case_text(code=code, name="示例被限制单位", start=start, months=months, revoked="")


def bars(code: str, authority: str = "beijing", start: str = "2026-06-01") -> Act:
    """Bar a unit as well."""

    def act(folder: RegistryFolder, _: str) -> None:
        folder.write(case_path(authority, code, "2026-04-01"), barred(code, start))

    return act


def ding_files_again(folder: RegistryFolder, _: str) -> None:
    """丁 has an app in the App Store and one with a certificate; neither is revoked."""
    text = folder.read(Paths.ding)
    old = "      android:\n        package_name: cn.example.ding.daka\n"
    new = f'{old}        signing_cert_sha256: {"cd" * 32}\n      ios:\n        bundle_id: cn.example.ding\n        app_store_id: "1458305565"\n'
    folder.write(Paths.ding, text.replace(old, new))


def ding_signs(folder: RegistryFolder, _: str) -> None:
    """丁's filed app has the certificate of 辛's; nothing else is alike."""
    old = "        package_name: cn.example.ding.daka\n"
    folder.edit(Paths.ding, old, f"{old}        signing_cert_sha256: {':'.join(['CD'] * 32)}\n")


def jia_signs(item: str) -> Act:
    """One of 甲's apps has the certificate of 辛's."""

    def act(folder: RegistryFolder, _: str) -> None:
        old = f"        package_name: cn.example.jia.{item}\n"
        folder.edit(Paths.jia, old, f"{old}        signing_cert_sha256: {'cd' * 32}\n")

    return act


def jia_has_a_store_id(folder: RegistryFolder, _: str) -> None:
    """甲's revoked app stood in the App Store."""
    old = "        package_name: cn.example.jia.revoked\n"
    folder.edit(
        Paths.jia,
        old,
        f'{old}      ios:\n        bundle_id: cn.example.jia.revoked\n        app_store_id: "1458305565"\n',
    )


def geng_is_barred(folder: RegistryFolder, _: str) -> None:
    """A unit without a filing is barred."""
    folder.write(case_path("sichuan", GENG, "2026-04-01"), barred(GENG))


def ding_has_another_name(folder: RegistryFolder, path: str) -> None:
    """丁 under another name, and the same code."""
    folder.edit(path, "name: 示例丁网络有限公司", "name: 示例丁丁科技有限公司")


def unit_of(path: str) -> str:
    """The code in the path of a provider's filing."""
    return path.rpartition("/")[2].removesuffix(".yaml")


def covers(code: str, by: str = Paths.yi) -> Act:
    """A head office gathers the apps of `code`."""

    def act(folder: RegistryFolder, _: str) -> None:
        folder.edit(by, covered(unit_of(by)), f"      uscc: {code}\n")

    return act


def both(*acts: Act) -> Act:
    """One after another."""

    def act(folder: RegistryFolder, path: str) -> None:
        for one in acts:
            one(folder, path)

    return act


def another_case_revokes(folder: RegistryFolder, _: str) -> None:
    """A second case against 丁 revokes the same app."""
    folder.write(case_path("sichuan", DING, "2026-04-02"), case_text(opened_on="2026-04-02"))


def taken_over(app: str, number: str) -> str:
    """An app that takes over a number."""
    return app.replace("    system_id: main\n", f"    system_id: main\n    takes_over: {number}\n")


def gives(path: str, name: str, receiver: str) -> Act:
    """The provider says that its app goes to another unit."""

    def act(folder: RegistryFolder, _: str) -> None:
        given = f"    transferred_to:\n      name: 示例接收单位\n      uscc: {receiver}\n"
        folder.edit(path, f"    name: {name}\n", f"    name: {name}\n{given}")

    return act


def revoked_had(platform: str) -> Callable[[RegistryFolder, str], None]:
    """The revoked app of 甲 was on one more platform."""

    def become(folder: RegistryFolder, _: str) -> None:
        folder.edit(Paths.jia, "cn.example.jia.revoked\n", f"cn.example.jia.revoked\n{platform}")

    return become


FAULTS: tuple[Fault, ...] = (
    # The bar.
    rule("A24-1", "a new app of a barred unit", Paths.ding, "", app_text("lianxi", "示例丁练习", "cn.example.ding.lianxi").replace("- id", "- ▸id"), "apps[2]"),
    Fault("A24-1", Edit("the last day of the bar", Paths.case, 'decided_on: "2026-06-01"\n', 'decided_on: "2026-05-12"\n',
          become=both(lambda folder, path: folder.edit(path, 'start: "2026-06-01"', 'start: "2026-05-24"'), ding_goes_on)),
          "apps[2]", at="id: lianxi", on=Paths.ding),
    Fault("A24-1", Edit("the first day of the bar", Paths.case, 'start: "2026-06-01"', 'start: "2026-11-24"',
          become=ding_goes_on), "apps[2]", at="id: lianxi", on=Paths.ding),
    Fault("A24-1", Edit("the unit under a new name and the same code", Paths.ding, "",
          app_text("lianxi", "示例丁练习", "cn.example.ding.lianxi").replace("- id", "- ▸id"), become=ding_has_another_name), "apps[2]"),
    Fault("A24-1", Edit("an app of another province's barred unit", Paths.xin, "filer: provider", "filer: provider",
          become=bars(XIN, "zhejiang")), "apps[0]", at="id: whole"),
    Fault("A24-1", Edit("an app that a barred unit takes over", Paths.ding, "",
          taken_over(app_text("song", "示例丙音乐", None, "cn.example.bing"), number("51", 1)).replace("- id", "- ▸id"),
          become=gives(Paths.bing, "示例丙音乐", DING)), "apps[2]"),
    Fault("A24-2", Edit("a head office that is barred", Paths.xin, ADDRESS, office(DING)),
          "apps[0]", at="id: whole"),
    Fault("A24-2", Edit("a barred head office that gathers the unit's apps", Paths.ding, covered(DING), f"      uscc: {XIN}\n", choose=(Paths.xin,)),
          "apps[0]", at="id: whole", on=Paths.xin),
    Fault("A24-2", Edit("a barred head office whose revoked app comes back", Paths.xin, ADDRESS, office(DING),
          become=lambda folder, path: folder.edit(path, PACKAGE, "package_name: cn.example.ding.ads\n")), "apps[0]", at="id: whole"),
    Fault("A24-3", Edit("a subsidiary that is barred", Paths.xin, covered(XIN), f"      uscc: ▸{GENG}\n", become=geng_is_barred),
          "unit.covers_subsidiaries[0].uscc"),
    rule("A24-4", "the package of a barred unit's revoked app", Paths.xin, PACKAGE, "package_name: ▸cn.example.ding.ads\n",
         "apps[0].platforms.android.package_name"),
    Fault("A24-4", Edit("the store id of a barred unit's app", Paths.xin, "", "", become=ding_files_again), "apps[0].platforms.ios.app_store_id", at='"1458305565"'),
    rule("A24-5", "the package of a revoked app", Paths.xin, PACKAGE, "package_name: ▸cn.example.jia.revoked\n", "apps[0].platforms.android.package_name"),
    Fault("A24-5", Edit("the bundle id of a revoked app, in capitals", Paths.xin, "bundle_id: cn.example.whole-ios", "bundle_id: ▸CN.example.Gone",
          become=revoked_had("      ios:\n        bundle_id: cn.example.gone\n")), "apps[0].platforms.ios.bundle_id"),
    Fault("A24-5", Edit("the mini program of a revoked app", Paths.xin, "app_id: wxfea0b562b1e333d7", "app_id: ▸wx00000000000000f1",
          become=revoked_had("      mini_program:\n        app_id: wx00000000000000f1\n")), "apps[0].platforms.mini_program.app_id"),
    Fault("A24-5", Edit("the store id of a revoked app", Paths.xin, "", "", become=jia_has_a_store_id), "apps[0].platforms.ios.app_store_id", at='"1458305565"'),
    Fault("A24-5", Edit("the package of a revoked app after the bar", Paths.xin, PACKAGE, "package_name: cn.example.ding.ads\n",
          become=lambda folder, _: folder.write(Paths.case, folder.read(Paths.case) + 'lifted:\n  date: "2026-11-24"\n  reason: 整改完成\n')),
          "apps[0].platforms.android.package_name", at="cn.example.ding.ads"),
    Fault("A24-6", Edit("the certificate of a revoked app", Paths.xin, "", "", become=jia_signs("revoked")),
          "apps[0].platforms.android.signing_cert_sha256", at="cd" * 32),
    Fault("A24-6", Edit("the certificate of a barred unit", Paths.xin, "", "", become=ding_signs),
          "apps[0].platforms.android.signing_cert_sha256", at="cd" * 32),
    Fault("A24-7", Edit("an app of a barred unit", Paths.xin, "", taken_over(app_text("daka", "示例丁打卡", "cn.example.ding.daka"), number("51", 3))
          .replace("over: ", "over: ▸"), become=gives(Paths.ding, "示例丁打卡", XIN)), "apps[1].takes_over"),
    rule("R03", "the package of a barred unit's live app", Paths.xin, PACKAGE, "package_name: ▸cn.example.ding.daka\n",
         "apps[0].platforms.android.package_name", choose=(Paths.xin,)),
    # The course of a case.
    Fault("A24-10", Edit("measures although the demand was met, and the state says so", Paths.case, "result: not_rectified", "result: rectified",
          become=lambda folder, path: folder.edit(path, "state: blacklisted", "state: rectified")), "measures", at="list: national"),
    rule("A24-10", "measures without a demand", Paths.case, DEMAND, "", "measures", at="list: national"),
    rule("A24-10", "a demand without an outcome", Paths.case, OUTCOME, "", "measures", at="list: national"),
    rule("A24-10", "a demand that was met", Paths.case, "result: not_rectified", "result: rectified", "measures", at="list: national"),
    rule("A24-10", "a decision on the last day of the limit", Paths.case, 'decided_on: "2026-06-01"', 'decided_on: ▸"2026-05-05"', "measures.decided_on"),
    rule("A24-10", "a decision on the day of the demand", Paths.case, 'decided_on: "2026-06-01"', 'decided_on: ▸"2026-04-05"', "measures.decided_on"),
    rule("A24-10", "a revocation alone without a demand", OPEN, WHOLE,
         opened("criticised", decided(body=f"  ▸revoked_numbers:\n    - {number('11', 1)}\n")), "measures"),
    Fault("A24-11", Edit("a listing for a missing ICP filing without a demand", Paths.case, DEMAND, "",
          become=lambda folder, path: folder.edit(path, BREACH, "category: no_icp")), "measures.list", at="national"),
    rule("A24-12", "rectified, and measures all the same", Paths.case, "state: blacklisted", "state: ▸rectified", "state"),
    rule("A24-12", "listed without measures", Paths.case, MEASURES, "", "state", at="blacklisted"),
    rule("A24-12", "ended while the bar holds", Paths.case, "state: blacklisted", "state: ▸expired", "state"),
    rule("A24-12", "demanded without a demand", OPEN, WHOLE, opened("▸demanded"), "state"),
    rule("A24-12", "alleged after the demand", OPEN, WHOLE, opened("▸alleged", demanded()), "state"),
    rule("A24-12", "not rectified before the outcome", OPEN, WHOLE, opened("▸not_rectified", demanded()), "state"),
    rule("A24-12", "rectified after the outcome that it was not", OPEN, WHOLE, opened("▸rectified", demanded("not_rectified")), "state"),
    rule("A24-12", "listed by a circular alone", OPEN, WHOLE, opened("▸blacklisted", decided()), "state"),
    rule("A24-12", "criticised and listed", Paths.case, "state: blacklisted", "state: ▸criticised", "state"),
    rule("A24-13", "a demand before the case was opened", Paths.case, 'demanded: "2026-04-05"', 'demanded: ▸"2026-03-31"', "rectifications[0].demanded"),
    rule("A24-13", "a limit before the demand", Paths.case, 'due: "2026-05-05"', 'due: ▸"2026-04-04"', "rectifications[0].due"),
    rule("A24-13", "a demand after its limit and its outcome", Paths.case, 'demanded: "2026-04-05"', 'demanded: "2026-05-20"', "rectifications[0].due",
         at='"2026-05-05"'),
    rule("A24-13", "an outcome before the demand", Paths.case, '      date: "2026-05-10"', '      date: ▸"2026-04-04"', "rectifications[0].outcome.date"),
    rule("A24-13", "a decision before the outcome", Paths.case, 'decided_on: "2026-06-01"', 'decided_on: ▸"2026-05-09"', "measures.decided_on"),
    rule("A24-13", "a decision before the demand", Paths.case, 'decided_on: "2026-06-01"', 'decided_on: ▸"2026-04-04"', "measures.decided_on"),
    rule("A24-13", "a circular before the case was opened", OPEN, WHOLE, opened("criticised", decided().replace('"2026-11-24"', '▸"2026-11-01"')), "measures.decided_on"),
    rule("A24-13", "a bar that starts before the decision", Paths.case, 'start: "2026-06-01"', 'start: ▸"2026-05-31"', "measures.bar.start"),
    rule("A24-13", "lifted before it began", Paths.case, "", 'lifted:\n  date: ▸"2026-05-31"\n  reason: 整改完成\n', "lifted.date"),
    rule("A24-13", "a suspension before the demand", OPEN, WHOLE, opened("demanded", demanded() + suspended().replace('"2026-11-05"', '▸"2026-11-03"')), "suspensions[0].date"),
    rule("A24-13", "a reinstatement before the suspension", OPEN, WHOLE,
         opened("rectified", demanded("rectified") + suspended(day="2026-11-22") + reinstated().replace('"2026-11-23"', '▸"2026-11-21"')), "reinstatements[0].date"),
    rule("A24-13", "a second demand before the first's outcome", Paths.case, "measures:", AGAIN.replace('"2026-05-12"', '▸"2026-05-09"') + "measures:",
         "rectifications[1].demanded"),
    rule("A24-14", "opened tomorrow", case_path("beijing", JIA, "2026-11-25"), WHOLE,
         opened("alleged").replace('"2026-11-02"', '▸"2026-11-25"'), "opened_on"),
    rule("A24-14", "demanded tomorrow", OPEN, WHOLE, opened("demanded", demanded().replace('"2026-11-04"', '▸"2026-11-25"').replace("2026-11-20", "2026-12-20")),
         "rectifications[0].demanded"),
    rule("A24-14", "an outcome of tomorrow", OPEN, WHOLE, opened("rectified", demanded("rectified").replace('"2026-11-23"', '▸"2026-11-25"')),
         "rectifications[0].outcome.date"),
    rule("A24-14", "suspended tomorrow", OPEN, WHOLE, opened("demanded", demanded() + suspended().replace('"2026-11-05"', '▸"2026-11-25"')), "suspensions[0].date"),
    rule("A24-14", "reinstated tomorrow", OPEN, WHOLE, opened("rectified", demanded("rectified") + suspended() + reinstated().replace('"2026-11-23"', '▸"2026-11-25"')),
         "reinstatements[0].date"),
    rule("A24-14", "decided tomorrow", OPEN, WHOLE, opened("criticised", decided().replace('"2026-11-24"', '▸"2026-11-25"')), "measures.decided_on"),
    rule("A24-14", "decided tomorrow, on a bar that runs", Paths.case, 'decided_on: "2026-06-01"', 'decided_on: ▸"2026-11-25"', "measures.decided_on"),
    rule("A24-14", "lifted tomorrow", Paths.case, "", 'lifted:\n  date: ▸"2026-11-25"\n  reason: 整改完成\n', "lifted.date"),
    rule("A24-15", "not rectified on the last day of the limit", Paths.case, '      date: "2026-05-10"', '      date: ▸"2026-05-05"', "rectifications[0].outcome.date"),
    rule("A24-15", "not rectified on the day of the demand", Paths.case, '      date: "2026-05-10"', '      date: ▸"2026-04-05"', "rectifications[0].outcome.date"),
    rule("A24-15", "a limit that runs beyond outcome and decision", Paths.case, 'due: "2026-05-05"', 'due: "2026-07-05"', "rectifications[0].outcome.date", at='"2026-05-10"'),
    rule("A24-16", "a second demand while the first runs", Paths.case, OUTCOME, AGAIN.replace("- demanded", "- ▸demanded"), "rectifications[1]"),
    rule("A24-16", "a second demand after the first was met", Paths.case, OUTCOME, OUTCOME.replace("not_", "") + AGAIN.replace("- demanded", "- ▸demanded"), "rectifications[1]"),
    rule("A24-17", "opened on another day than the name says", Paths.case, 'opened_on: "2026-04-01"', 'opened_on: ▸"2026-04-02"', "opened_on"),
    rule("A24-17", "opened after everything else", Paths.case, 'opened_on: "2026-04-01"', 'opened_on: ▸"2027-04-01"', "opened_on"),
    Fault("A24-17", Edit("the file of another day", Paths.case, become=to(case_path("sichuan", DING, "2026-04-02"))), "opened_on",
          at='"2026-04-01"', on=case_path("sichuan", DING, "2026-04-02")),
    rule("A24-18", "a suspension on an allegation", OPEN, WHOLE, opened("alleged", suspended().replace("  - date", "  - ▸date").replace("▸", "")), "suspensions", at="- date"),
    rule("A24-19", "lifted without measures", OPEN, WHOLE, opened("alleged", 'lifted:\n  ▸date: "2026-11-20"\n  reason: 整改完成\n'), "lifted"),
    rule("A24-19", "lifted from no list", OPEN, WHOLE, opened("criticised", decided() + 'lifted:\n  ▸date: "2026-11-24"\n  reason: 整改完成\n'), "lifted"),
    # Its effects.
    rule("A24-20", "a revoked number that is not concerned", Paths.case, f"    - {number('51', 2)}\n", f"    - {number('51', 2)}\n    - ▸{number('51', 3)}\n",
         "measures.revoked_numbers[1]"),
    rule("A24-20", "a suspended number that is not concerned", OPEN, WHOLE, opened("demanded", demanded() + suspended("▸" + number("11", 2))), "suspensions[0].numbers[0]"),
    rule("A24-21", "an app reinstated that was not suspended", OPEN, WHOLE,
         opened("rectified", demanded("rectified") + suspended() + reinstated(f"{number('11', 1)}\n      - ▸{number('11', 2)}")), "reinstatements[0].numbers[1]"),
    rule("A24-22", "a number that nobody has", Paths.case, f"numbers:\n  - {number('51', 2)}\n", f"numbers:\n  - {number('51', 2)}\n  - ▸{number('51', 9)}\n", "numbers[1]"),
    rule("A24-23", "another unit's app", OPEN, WHOLE, opened("alleged", numbers="▸" + number("33", 1)), "numbers[0]"),
    rule("A24-23", "another unit's app that is suspended", OPEN, WHOLE, opened("criticised", demanded("not_rectified") + suspended(number("33", 1)) + decided(),
         numbers="▸" + number("33", 1)), "numbers[0]"),
    Fault("A24-23", Edit("another unit's app that is revoked", Paths.case, f"  - {number('51', 2)}\nopened_on", f"  - {number('51', 2)}\n  - {number('51', 1)}\nopened_on",
          become=lambda folder, path: folder.edit(path, f"    - {number('51', 2)}\n", f"    - {number('51', 2)}\n    - {number('51', 1)}\n")),
          "numbers[1]", at=f"{number('51', 1)}\nopened_on"),
    rule("A24-24", "a withdrawn app", OPEN, WHOLE,
         opened("criticised", decided(body=f"  revoked_numbers:\n    - ▸{number('11', 4)}\n"), number("11", 4), "no_mlps"), "measures.revoked_numbers[0]"),
    Fault("A24-25", Edit("a number that another case revoked", Paths.case, "state: blacklisted", "state: blacklisted", become=another_case_revokes, choose=(Paths.case,)),
          "measures.revoked_numbers[0]", at=f"{number('51', 2)}\n  bar"),
    Fault("A24-26", Edit("a school on the list", Paths.case, BREACH, "category: unfiled_use"), "measures.list", at="national"),
    rule("A24-26", "an app revoked for what a school did", OPEN, WHOLE,
         opened("criticised", decided(body=f"  revoked_numbers:\n    - {number('11', 1)}\n"), breach="no_collective_decision"), "measures.revoked_numbers", at=f"- {number('11', 1)}\n  decided"),
    rule("A24-26", "a bar for what a school did", OPEN, WHOLE,
         opened("criticised", decided() + '  bar:\n    ▸start: "2026-11-25"\n    months: 6\n', breach="unfiled_use"), "measures.bar"),
    rule("A24-26", "an app suspended for what a school did", OPEN, WHOLE, opened("demanded", demanded() + suspended(), breach="unfiled_use"), "suspensions", at="- date"),
    Fault("A24-27", Edit("a list without its level", Paths.case, LISTED, "  list: ▸national\n", become=lambda folder, path: folder.edit(path, BAR, "")), "measures.list"),
    rule("A24-27", "a level without its list", OPEN, WHOLE, opened("criticised", decided(body="  level: ▸grey\n")), "measures.level"),
    rule("A24-27", "a card without a list", OPEN, WHOLE, opened("criticised", decided(body="  card: ▸red\n")), "measures.card"),
    Fault("A24-28", Edit("a grey list of the whole country", Paths.case, "level: black", "level: ▸grey", become=lambda folder, path: folder.edit(path, BAR, "")), "measures.level"),
    rule("A24-30", "a bar without a list", OPEN, WHOLE,
         opened("criticised", demanded("not_rectified") + decided() + '  bar:\n    ▸start: "2026-11-25"\n    months: 6\n'), "measures.bar"),
    rule("A24-31", "a blacklisting without a bar", Paths.case, BAR, "", "measures.level", at="black\n"),
    rule("A24-32", "five months", Paths.case, "months: 6", "months: ▸5", "measures.bar.months"),
    rule("A24-32", "seven months", Paths.case, "months: 6", "months: ▸7", "measures.bar.months"),
    Fault("A24-32", Edit("two years where the province has no such rule", Paths.case, "months: 6", "months: ▸24",
          become=lambda folder, path: folder.edit(path, "list: national", "list: province")), "measures.bar.months"),
)  # fmt: skip

NEIGHBOURS: tuple[Edit, ...] = (
    Edit("A24-1 a numbered app of a barred unit changes", Paths.ding, "- id: daka\n    name: 示例丁打卡", "- id: daka\n    name: 示例丁签到"),
    Edit("A24-1 the day after the bar", Paths.case, 'decided_on: "2026-06-01"\n', 'decided_on: "2026-05-12"\n',
         become=both(lambda folder, path: folder.edit(path, 'start: "2026-06-01"', 'start: "2026-05-23"'), ding_goes_on)),
    Edit("A24-1 the day before the bar", Paths.case, 'start: "2026-06-01"', 'start: "2026-11-25"', become=ding_goes_on),
    Edit("A24-1 the day on which the case is lifted", Paths.case, "", 'lifted:\n  date: "2026-11-24"\n  reason: 整改完成\n', become=ding_goes_on),
    Edit("A24-1 a case that ended in a circular", Paths.case, MEASURES, 'measures:\n  decided_on: "2026-06-01"\n  circular_document_no: 示教通〔2026〕2号\n',
         become=both(lambda folder, path: folder.edit(path, "state: blacklisted", "state: criticised"), ding_goes_on)),
    Edit("A24-1 a new app of another unit", Paths.bing, "", app_text("new", "示例丙新课", "cn.example.bing.new")),
    Edit("A24-2 a barred head office and no new app", Paths.bing, ADDRESS, office(DING)),
    Edit("A24-2 a head office whose bar is over", Paths.yi, ADDRESS, office(GENG), become=lambda folder, _: folder.write(case_path("sichuan", GENG, "2025-04-01"), barred(GENG).replace("2026-0", "2025-0"))),
    Edit("A24-3 a barred subsidiary and no new app", Paths.bing, covered(BING), f"      uscc: {GENG}\n", become=geng_is_barred),
    Edit("A24-4 a new app of one's own with the package of a revoked one", Paths.jia, "cn.example.jia.fresh", "cn.example.jia.revoked"),
    Edit("A24-4 another package than the revoked one", Paths.xin, PACKAGE, "package_name: cn.example.ding.ads.two\n"),
    Edit("A24-5 the package of a withdrawn app", Paths.xin, "", "", become=lambda folder, _: folder.edit(
        Paths.xin, PACKAGE, "package_name: cn.example.jia.end\n")),
    Edit("A24-6 the certificate of a filed app", Paths.xin, "", "", become=jia_signs("filed")),
    Edit("A24-6 the certificate of a withdrawn app", Paths.xin, "", "", become=jia_signs("withdrawn")),
    Edit("A24-7 an app of a unit that is not barred", Paths.xin, "", taken_over(app_text("song", "示例丙音乐", None, "cn.example.bing"), number("51", 1)),
         become=gives(Paths.bing, "示例丙音乐", XIN)),
    Edit("A24-10 a decision the day after the outcome", Paths.case, 'decided_on: "2026-06-01"', 'decided_on: "2026-05-10"'),
    Edit("A24-10 a circular without a demand", OPEN, WHOLE, opened("criticised", decided())),
    Edit("A24-10 a revocation for a missing ICP filing without a demand", OPEN, WHOLE,
         opened("criticised", decided(body=f"  revoked_numbers:\n    - {number('11', 1)}\n"), breach="no_icp")),
    Edit("A24-11 a listing for a missing ICP filing after a demand", Paths.case, BREACH, "category: no_icp"),
    Edit("A24-12 an allegation", OPEN, WHOLE, opened("alleged")),
    Edit("A24-12 a demand", OPEN, WHOLE, opened("demanded", demanded())),
    Edit("A24-12 rectified", OPEN, WHOLE, opened("rectified", demanded("rectified"))),
    Edit("A24-12 not rectified", OPEN, WHOLE, opened("not_rectified", demanded("not_rectified"))),
    Edit("A24-12 a list that ended and still reads as listed", Paths.case, "", 'lifted:\n  date: "2026-11-24"\n  reason: 整改完成\n'),
    Edit("A24-12 a list that ended", Paths.case, "state: blacklisted", "state: expired",
         become=lambda folder, path: folder.write(path, folder.read(path) + 'lifted:\n  date: "2026-11-24"\n  reason: 整改完成\n')),
    Edit("A24-13 everything on one day", OPEN, WHOLE,
         opened("rectified", (demanded("rectified") + suspended() + reinstated()).replace("2026-11-04", "2026-11-02").replace("2026-11-05", "2026-11-02")
                .replace("2026-11-20", "2026-11-02").replace("2026-11-23", "2026-11-02"))),
    Edit("A24-13 a bar that starts later", Paths.case, 'start: "2026-06-01"', 'start: "2026-06-10"'),
    Edit("A24-13 suspended again after it was reinstated", OPEN, WHOLE, opened("rectified", demanded("rectified") + suspended()
         + suspended(day="2026-11-24").removeprefix("suspensions:\n") + reinstated())),
    Edit("A24-14 a limit that lies ahead", OPEN, WHOLE, opened("demanded", demanded().replace("2026-11-20", "2026-12-20"))),
    Edit("A24-14 opened today", case_path("beijing", JIA, "2026-11-24"), WHOLE, opened("alleged").replace("2026-11-02", "2026-11-24")),
    Edit("A24-15 not rectified the day after the limit", Paths.case, '      date: "2026-05-10"', '      date: "2026-05-06"'),
    Edit("A24-15 rectified within the limit", OPEN, WHOLE, opened("rectified", demanded("rectified").replace("2026-11-23", "2026-11-06"))),
    Edit("A24-16 a second demand after the first failed", Paths.case, "measures:", AGAIN + "measures:"),
    Edit("A24-18 a suspension while rectification runs", OPEN, WHOLE, opened("demanded", demanded() + suspended())),
    Edit("A24-21 suspended and reinstated", OPEN, WHOLE, opened("rectified", demanded("rectified") + suspended() + reinstated())),
    Edit("A24-23 an app of a subsidiary", Paths.case, f"numbers:\n  - {number('51', 2)}\n", f"numbers:\n  - {number('51', 2)}\n  - {number('51', 1)}\n",
         become=both(lambda folder, path: folder.edit(path, f"    - {number('51', 2)}\n", f"    - {number('51', 2)}\n    - {number('51', 1)}\n"), covers(BING, Paths.ding)), choose=(Paths.case,)),
    Edit("A24-23 a subsidiary whose head office files its apps", OPEN, WHOLE, opened("alleged", numbers=number("33", 1)), become=covers(JIA), choose=(OPEN,)),
    Edit("A24-23 a concerned app that changed hands after the case", Paths.case, f"numbers:\n  - {number('51', 2)}\n", f"numbers:\n  - {number('51', 2)}\n  - {number('51', 1)}\n"),
    Edit("A24-23 the app that a school used", OPEN, WHOLE, opened("demanded", demanded(), number("33", 1), "unfiled_use")),
    Edit("A24-23 an app that came back and changed hands", OPEN, WHOLE,
         opened("criticised", demanded("not_rectified") + suspended(number("33", 1)) + reinstated(number("33", 1)) + decided(), number("33", 1))),
    Edit("A24-25 two cases that revoke two apps", Paths.case, "", "", become=lambda folder, _: folder.write(
        case_path("sichuan", DING, "2026-04-02"), case_text(opened_on="2026-04-02", revoked=number("51", 3)))),
    Edit("A24-26 a circular about a school", OPEN, WHOLE, opened("criticised", demanded("not_rectified") + decided(), breach="unfiled_use")),
    Edit("A24-26 a breach on each side", Paths.case, "breaches:\n", "breaches:\n  - category: unfiled_use\n    description: 示例情形\n"),
)  # fmt: skip
