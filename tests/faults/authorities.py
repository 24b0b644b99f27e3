"""Faults of authority files (R30 and on) and of provincial rules (Art. 26); the accepted neighbours of each condition."""

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.builders import (
    DING,
    UNIVERSITY,
    Paths,
    RegistryFolder,
    app_text,
    case_path,
    case_text,
    number,
)
from tests.commands import REPOSITORY
from tests.faults.cases import WHOLE, Edit, Fault, rule, to

Act = Callable[[RegistryFolder, str], None]
BEIJING, ZHEJIANG, SICHUAN = (
    "authorities/beijing.yaml",
    "authorities/zhejiang.yaml",
    "authorities/sichuan.yaml",
)
MOE, XPCC = "authorities/moe.yaml", "authorities/xpcc.yaml"
SOURCE = '    source:\n      document: 示例省实施细则\n      checked: "2026-11-01"\n'
DEEP = (
    SOURCE.replace("    source", "      source")
    .replace("      document", "        document")
    .replace("      checked", "        checked")
)
REVOKED = f"  revoked_numbers:\n    - {number('51', 2)}\n"
BAR = '  bar:\n    start: "2026-06-01"\n    months: 6\n'
GREY = (
    case_text(opened_on="2026-04-02", revoked="")
    .replace("national", "province")
    .replace("black\n", "grey\n  card: yellow\n")
    .replace(BAR, "")
)
KEY = "age1q9953vtpc7rxgg3myyan5y6fgej7734hydrvdycyu370rtrmufsskrg4vg"
MANY = "breaches:\n  - category: false_filing\n    description: 示例情形\n"


def blacklist(months: int) -> str:
    """A bar of the province's own."""
    return f"rules:\n  blacklist:\n    months: {months}\n{SOURCE}"


def grey_list(cards: bool) -> str:
    """A grey list, with or without cards."""
    return f"rules:\n  grey_list:\n    cards: {str(cards).lower()}\n{SOURCE}"


def clock(code: str, days: str) -> str:
    """A shorter deadline."""
    return f"rules:\n  clocks:\n    - clock: {code}\n      working_days: {days}\n{DEEP}"


def required(field: str, least: str = "") -> str:
    """A further required field."""
    at_least = f"      at_least: {least}\n" if least else ""
    return f"rules:\n  required_fields:\n    - field: {field}\n{at_least}{DEEP}"


def keys(*found: str) -> str:
    """Keys for sealed files."""
    listed = "".join(f"    - {key}\n" for key in found)
    return f"sealed_files:\n  keys:\n{listed}  channel:\n    zh: 示例信箱\n    en: Example mailbox\n"


def has(path: str, rules: str) -> Act:
    """An authority with rules of its own."""

    def act(folder: RegistryFolder, _: str) -> None:
        text = folder.read(path)
        whole = "\nrules:\n" in text
        folder.write(path, text.replace("\nrules:\n", f"\n{rules}") if whole else text + rules)

    return act


def then(*acts: Act) -> Act:
    """One after another."""

    def act(folder: RegistryFolder, path: str) -> None:
        for one in acts:
            one(folder, path)

    return act


def swap(old: str, new: str, path: str = "") -> Act:
    """Another change."""
    return lambda folder, edited: folder.edit(path or edited, old, new)


def writes(path: str, text: str) -> Act:
    """Another file."""

    def act(folder: RegistryFolder, _: str) -> None:
        folder.write(path, text)

    return act


def also(slug: str) -> Act:
    """One more authority of the repository."""

    def act(folder: RegistryFolder, _: str) -> None:
        shutil.copy(REPOSITORY / f"authorities/{slug}.yaml", Path(folder.root) / "authorities")

    return act


BLACK = "list: province\n  level: black\n"
FAULTS: tuple[Fault, ...] = (
    rule("R30", "a slug that is not the file's name", XPCC, "slug: xpcc", "slug: ▸bingtuan", "slug"),
    Fault("R30", Edit("a file that is not named by its slug", XPCC, become=to("authorities/bingtuan.yaml")), "slug", at="xpcc\nkind", on="authorities/bingtuan.yaml"),
    Fault("R01", Edit("an authority with the ending .yml", XPCC, become=to("authorities/xpcc.yml")), on="authorities/xpcc.yml"),
    Fault("R01", Edit("a folder of authorities", XPCC, become=to("authorities/west/xpcc.yaml"), choose=("authorities/west",)), on="authorities/west/xpcc.yaml"),
    rule("F23", "an authority of an unknown kind", XPCC, "kind: xpcc", "kind: ▸army", "kind"),
    rule("R31", "a prefix of another authority", XPCC, 'numeric_prefix: "66"', 'numeric_prefix: ▸"11"', "numeric_prefix", choose=(XPCC,)),
    rule("R31", "a province with another's prefix", BEIJING, 'numeric_prefix: "11"', 'numeric_prefix: ▸"33"', "numeric_prefix", choose=(BEIJING,)),
    rule("R32", "a district twice in a file", BEIJING, 'code: "110102"', 'code: ▸"110101"', "counties[1].code"),
    rule("R32", "a county of another province", XPCC, 'code: "659013"', 'code: ▸"330106"', "counties[12].code", choose=(XPCC,)),
    rule("R32", "a county of another city", ZHEJIANG, 'code: "330203"', 'code: ▸"330106"', "cities[1].counties[0].code"),
    rule("R32", "a city of another city's code", ZHEJIANG, 'code: "330200"', 'code: ▸"330100"', "cities[1].code"),
    rule("R33", "a district of another province", BEIJING, 'code: "110102"', 'code: ▸"120102"', "counties[1].code"),
    rule("R33", "a county of another city's row", ZHEJIANG, 'code: "330108"', 'code: ▸"330299"', "cities[0].counties[3].code"),
    rule("R33", "a city of another province", ZHEJIANG, 'code: "330200"', 'code: ▸"320200"', "cities[1].code"),
    rule("R33", "a city whose counties are all elsewhere", ZHEJIANG, 'code: "330200"', 'code: ▸"339900"', "cities[1].code"),
    rule("R33", "a city with the code of a county", ZHEJIANG, 'code: "330200"', 'code: ▸"330290"', "cities[1].code"),
    rule("R33", "a place of the XPCC with a code of Xinjiang's counties", XPCC, 'code: "659013"', 'code: ▸"650999"', "counties[12].code"),
    Fault("R33", Edit("a city of the XPCC under Xinjiang", XPCC, '  - code: "659013"\n    zh: 草湖市\n    en: Caohu\n', " \n",
          become=then(also("xinjiang"), has("authorities/xinjiang.yaml", 'counties:\n  - code: "659013"\n    zh: 草湖市\n    en: Caohu\n'))),
          "counties[0].code", at='"659013"', on="authorities/xinjiang.yaml"),
    rule("R34", "a city below itself", ZHEJIANG, 'code: "330108"', 'code: ▸"330100"', "cities[0].counties[3].code"),
    rule("R35", "a second Ministry", XPCC, "kind: xpcc", "kind: ▸ministry", "kind", choose=(XPCC,)),
    rule("R35", "a second XPCC", MOE, "kind: ministry", "kind: ▸xpcc", "kind", choose=(MOE,)),
    rule("R36", "a province with another code than its prefix", BEIJING, 'gb2260: "110000"', 'gb2260: ▸"120000"', "gb2260"),
    rule("R36", "a province without a code", BEIJING, 'gb2260: "110000"\n', "", "numeric_prefix", at='"11"'),
    rule("R36", "the Ministry with a code", MOE, 'numeric_prefix: "00"\n', 'numeric_prefix: "00"\ngb2260: ▸"110000"\n', "gb2260"),
    rule("R37", "a key with one letter wrong", SICHUAN, "", keys("▸" + KEY.replace("age1q", "age1p")), "sealed_files.keys[0]"),
    rule("R37", "the second of two keys with two letters swapped", SICHUAN, "", keys(KEY, f"▸{KEY[:-4]}{KEY[-3]}{KEY[-4]}{KEY[-2:]}"), "sealed_files.keys[1]"),
    rule("F24", "a post-quantum key", XPCC, "", keys("▸age1pq1" + "q" * 1951), "sealed_files.keys[0]"),
    rule("F24", "an SSH key", XPCC, "", keys("▸ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA"), "sealed_files.keys[0]"),
    rule("F26", "no key", XPCC, "", "sealed_files:\n  keys: ▸[]\n  channel:\n    zh: 示例信箱\n    en: Example mailbox\n", "sealed_files.keys"),
    # Provincial rules.
    rule("A26-1", "a bar of three months", SICHUAN, "", blacklist(3).replace("months: 3", "months: ▸3"), "rules.blacklist.months"),
    rule("A26-1", "a bar of five months", SICHUAN, "", blacklist(5).replace("months: 5", "months: ▸5"), "rules.blacklist.months"),
    rule("A26-1", "eleven working days for feedback", SICHUAN, "", clock("review", "▸11"), "rules.clocks[0].working_days"),
    Fault("A26-2", Edit("the list of another province", Paths.case, "list: national", "list: province", become=to(case_path("zhejiang", DING, "2026-04-01")),
          choose=(case_path("zhejiang", DING, "2026-04-01"),)), "measures.list", at="province", on=case_path("zhejiang", DING, "2026-04-01")),
    Fault("A26-2", Edit("a provincial list of the Ministry", Paths.case, "list: national", "list: province", become=to(case_path("moe", DING, "2026-04-01"))),
          "measures.list", at="province", on=case_path("moe", DING, "2026-04-01")),
    rule("A26-2", "a provincial list of the Ministry about a unit without a filing", case_path("moe", UNIVERSITY, "2026-04-01"), WHOLE,
         case_text(code=UNIVERSITY, revoked="").replace("list: national", "list: ▸province"), "measures.list"),
    rule("A26-3", "rules of the Ministry", MOE, "", "▸" + grey_list(False), "rules"),
    Fault("A26-4", Edit("a grey list where the province has none", Paths.case, "list: national\n  level: black\n", "list: province\n  level: grey\n",
          become=swap(BAR, "")), "measures.level", at="grey"),
    rule("A26-4", "a card where the province has none", Paths.case, "level: black\n", "level: black\n  card: ▸red\n", "measures.card"),
    Fault("A26-4", Edit("a card where the grey list has none", Paths.case, "list: national\n  level: black\n", f"{BLACK}  card: red\n",
          become=has(SICHUAN, grey_list(False))), "measures.card", at="red"),
    Fault("A26-4", Edit("a yellow card on the blacklist", Paths.case, "list: national\n  level: black\n", f"{BLACK}  card: yellow\n",
          become=has(SICHUAN, grey_list(True))), "measures.card", at="yellow"),
    Fault("A26-4", Edit("a blacklisting without the red card", Paths.case, "list: national\n  level: black\n", BLACK,
          become=has(SICHUAN, grey_list(True))), "measures.level", at="black\n"),
    Fault("A26-5", Edit("a red card without a yellow one", Paths.case, "list: national\n  level: black\n", f"{BLACK}  card: red\n",
          become=has(SICHUAN, grey_list(True))), "measures.card", at="red"),
    Fault("A26-5", Edit("a red card after the yellow one was lifted", Paths.case, "list: national\n  level: black\n", f"{BLACK}  card: red\n",
          become=then(has(SICHUAN, grey_list(True)), writes(case_path("sichuan", DING, "2026-04-02"), GREY.replace("2026-06-01", "2026-05-11").replace("blacklisted", "expired")
          + 'lifted:\n  date: "2026-06-01"\n  reason: 整改完成\n'))), "measures.card", at="red"),
    Fault("A26-5", Edit("a red card before the yellow one", Paths.case, "list: national\n  level: black\n", f"{BLACK}  card: red\n",
          become=then(has(SICHUAN, grey_list(True)), writes(case_path("sichuan", DING, "2026-04-02"), GREY.replace("2026-06-01", "2026-06-02")))), "measures.card", at="red"),
    Fault("A26-6", Edit("no alternatives compared", Paths.middle, "    parallel_candidates: 3\n", "", become=has(BEIJING, required("parallel_candidates", "3"))),
          "uses[0]", at="id: use-1"),
    Fault("A26-6", Edit("no purpose", Paths.middle, "    purpose: 用于课堂练习\n", "", become=has(BEIJING, required("purpose"))), "uses[0]", at="id: use-1"),
    Fault("A26-6", Edit("no test report", Paths.xin, '      test_report_date: "2025-11-20"\n', "", become=has(BEIJING, required("test_report_date"))),
          "systems[0].mlps", at="certificate_no"),
    Fault("A26-6", Edit("no website", Paths.xin, "  website: https://www.example.cn/\n", "", become=has(BEIJING, required("website"))), "unit", at="name: 示例辛"),
    Fault("A26-6", Edit("no certificate", Paths.jia, '        package_name: cn.example.jia.fresh\n', '        package_name: cn.example.jia.fresh\n',
          become=has(BEIJING, required("signing_certificate"))), "apps[4].platforms.android", at="package_name: cn.example.jia.fresh"),
    Fault("A26-7", Edit("two alternatives compared", Paths.middle, "parallel_candidates: 3", "parallel_candidates: ▸2",
          become=has(BEIJING, required("parallel_candidates", "3"))), "uses[0].parallel_candidates"),
    rule("A26-8", "a least number for a date", SICHUAN, "", required("test_report_date", "▸3"), "rules.required_fields[0].at_least"),
    Fault("A24-32", Edit("six months where the province has two years", Paths.case, "list: national", "list: province", become=has(SICHUAN, blacklist(24))),
          "measures.bar.months", at="6\n"),
    Fault("A24-32", Edit("two years on the national list", Paths.case, "months: 6", "months: ▸24", become=has(SICHUAN, blacklist(24))), "measures.bar.months"),
)  # fmt: skip

NEIGHBOURS: tuple[Edit, ...] = (
    Edit("R01 sources beside the authorities", "authorities/SOURCES.md", WHOLE, "# 来源\n"),
    Edit("R31 a prefix that nobody has", XPCC, 'numeric_prefix: "66"', 'numeric_prefix: "67"'),
    Edit("R33 Xinjiang beside the XPCC", XPCC, "", "", become=also("xinjiang")),
    Edit("R33 a city without counties", ZHEJIANG, "cities:\n", 'cities:\n  - code: "339900"\n    zh: 示例市\n    en: Shili\n'),
    Edit("R37 a key that is whole", SICHUAN, "", keys(KEY)),
    Edit("R37 old and new key side by side", SICHUAN, "", keys(KEY, "age1v30w7c46ece472xq7j768nv08u99dkyeqpauxpujh4w8ft5t6pssal97q4")),
    Edit("A26-1 a bar of six months", SICHUAN, "", blacklist(6)),
    Edit("A26-1 a bar of two years", SICHUAN, "", blacklist(24)),
    Edit("A26-1 ten working days for feedback", SICHUAN, "", clock("review", "10")),
    Edit("A26-2 the province's own list", Paths.case, "list: national", "list: province"),
    Edit("A26-2 a provincial list about a unit without a filing", case_path("zhejiang", UNIVERSITY, "2026-04-01"), WHOLE,
         case_text(code=UNIVERSITY, revoked="").replace("national", "province")),
    Edit("A26-3 rules of a province", SICHUAN, "", grey_list(False)),
    Edit("A26-4 a grey list of a province that keeps one", case_path("sichuan", DING, "2026-04-02"), WHOLE, GREY.replace("  card: yellow\n", ""),
         become=has(SICHUAN, grey_list(False))),
    Edit("A26-4 a yellow card", case_path("sichuan", DING, "2026-04-02"), WHOLE, GREY, become=has(SICHUAN, grey_list(True))),
    Edit("A26-4 a national list of a province with cards", Paths.case, "", "", become=has(SICHUAN, grey_list(True))),
    Edit("A26-5 a red card after a yellow one", Paths.case, "list: national\n  level: black\n", f"{BLACK}  card: red\n",
         become=then(has(SICHUAN, grey_list(True)), writes(case_path("sichuan", DING, "2026-04-02"), GREY))),
    Edit("A26-5 a red card for bad faith", Paths.case, "list: national\n  level: black\n", f"{BLACK}  card: red\n",
         become=then(has(SICHUAN, grey_list(True)), swap("breaches:\n", MANY))),
    Edit("A26-6 a confirmed use without alternatives", Paths.school, "  - id: use-4\n", "  - id: use-4\n", become=then(
         lambda folder, path: folder.write(path, folder.read(path).replace("    parallel_candidates: 3\n", "", 3)), has(ZHEJIANG, required("parallel_candidates", "3")))),
    Edit("A26-6 a numbered app without a certificate", SICHUAN, "", required("signing_certificate")),
    Edit("A26-6 a system of numbered apps without a test report", Paths.bing, '      test_report_date: "2025-11-20"\n', "", become=has(SICHUAN, required("test_report_date"))),
    Edit("A26-6 another province's rule", Paths.middle, "    parallel_candidates: 3\n", "", become=has(SICHUAN, required("parallel_candidates", "3"))),
    Edit("A26-6 an iOS app without an Android certificate", Paths.bing, "", app_text("new", "示例丙新课", None, "cn.example.bing.new"),
         become=has(SICHUAN, required("signing_certificate"))),
    Edit("A26-7 three alternatives compared", BEIJING, "", "", become=has(BEIJING, required("parallel_candidates", "3"))),
    Edit("A24-32 two years on the list of a province that says so", Paths.case, "months: 6", "months: 24",
         become=then(swap("list: national", "list: province"), has(SICHUAN, blacklist(24)))),
)  # fmt: skip
