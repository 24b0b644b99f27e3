"""What hostile trees there are: the edits of each, by whom, and the findings that they must give, all of them."""

from collections.abc import Callable
from dataclasses import dataclass

from registry.core.difference import Role, Submitter
from tests.builders import (
    BING,
    DING,
    JIA,
    SCHOOL,
    UNIVERSITY,
    XIN,
    Paths,
    app_text,
    case_path,
    case_text,
    number,
    provider_path,
    provider_text,
    uscc,
    use_text,
    user_path,
    user_text,
)
from tests.hostile.objects import EXECUTABLE, LINK, SUBMODULE, Edit, Move, Objects, Put, Remove

NEW = uscc("91110108MA9000X01")
NEW_PATH = provider_path("beijing", NEW)
COUNTY = "zhejiang/330100/330106"
FILER = Submitter()
BATCH = Submitter(Role.batch, COUNTY)
SICHUAN = Submitter(Role.authority, "sichuan")

Told = tuple[str, str]
Edits = Callable[[Objects], list[Edit]]


@dataclass(frozen=True)
class Hostile:
    """One tree. `edits` may read the base."""

    what: str
    edits: Edits
    expected: tuple[Told, ...]
    by: Submitter = FILER


def new_text(code: str = NEW, item: str = "new") -> str:
    """A filing that is accepted."""
    return provider_text(
        code=code, name="示例新立教育有限公司", apps=[app_text(item, "示例晨星口算", f"cn.example.{item}")]
    )


def school_text(code: str, authority: str = COUNTY) -> str:
    """An institution's filing that is accepted."""
    return user_text(
        code=code, name="示例市晨星小学", authority=authority, uses=[use_text(number=number("11", 1))]
    )


def put(
    what: str,
    path: str | bytes,
    code: str,
    *,
    shown: str = "",
    content: str = "",
    mode: bytes = b"100644",
    by: Submitter = FILER,
) -> Hostile:
    """One path that is put there and refused by one code."""
    name = shown or (path if isinstance(path, str) else path.decode("utf-8", "surrogateescape"))
    return Hostile(what, lambda _: [Put(path, content or new_text(), mode)], ((code, name),), by)


def edit(what: str, path: str, old: str, new: str, code: str, by: Submitter = FILER) -> Hostile:
    """One file of the base in which `old` becomes `new`."""

    def edits(objects: Objects) -> list[Edit]:
        text = objects.read(path)
        assert old in text, f"{what}: {old!r} is not there"
        return [Put(path, text.replace(old, new, 1))]

    return Hostile(what, edits, ((code, path),), by)


def remove(what: str, path: str, code: str, by: Submitter = FILER) -> Hostile:
    """One file that is deleted."""
    return Hostile(what, lambda _: [Remove(path)], ((code, path),), by)


BESIDE = "filings/providers/beijing/"
MODES = (
    put("a symbolic link as a filing", NEW_PATH, "P11", content="/etc/passwd", mode=LINK),
    put("a submodule as a filing", NEW_PATH, "P11", mode=SUBMODULE),
    put("an executable as a filing", NEW_PATH, "P11", mode=EXECUTABLE),
    Hostile("one's own filing becomes a link", lambda _: [Put(Paths.xin, "/dev/zero", LINK)], (("P11", Paths.xin),)),
    Hostile("one's own filing becomes executable", lambda o: [Put(Paths.xin, o.read(Paths.xin), EXECUTABLE)], (("P11", Paths.xin),)),
    Hostile("a folder becomes a link", lambda _: [Put("filings/users/moe", "/etc", LINK)],
            (("P11", "filings/users/moe"), ("P10", Paths.university))),
    Hostile("a folder becomes a submodule", lambda _: [Put("filings/users/moe", "", SUBMODULE)],
            (("P11", "filings/users/moe"), ("P10", Paths.university))),
    put("a link outside of filings/", "passwd", "P11", content="/etc/passwd", mode=LINK),
    Hostile("a submodule and the file that hides it", lambda _: [Put(".gitmodules", '[submodule "x"]\n\tpath = x\n\turl = .\n\tignore = all\n'),
                                                                  Put("x", "", SUBMODULE)], (("P03", ".gitmodules"), ("P11", "x"))),
)  # fmt: skip

NAMES = (
    *(
        put(what, name if isinstance(name, bytes) else BESIDE + name, "P13")
        for what, name in (
            ("a null-like control character", "a\x01b.yaml"),
            ("a line break", "a\nb.yaml"),
            ("a tab", "a\tb.yaml"),
            ("an escape sequence of terminals", "a\x1b[2Jb.yaml"),
            ("a direction mark", "a\u202elmay.yaml"),
            ("a zero-width space", "a\u200bb.yaml"),
            ("a byte order mark", "\ufeffa.yaml"),
            ("a line separator that only some see", "a\u2028b.yaml"),
            ("a step up", "../x.yaml"),
            ("a step nowhere", "./x.yaml"),
            ("an option", "--help.yaml"),
            ("a folder that is an option", "-rf/x.yaml"),
            ("a dot at the end", "x.yaml."),
            ("a space at the end", "x.yaml "),
            ("a space in front", " x.yaml"),
            ("a folder with a space at the end", "1A /x.yaml"),
            ("a device of Windows", "CON"),
            ("a device of Windows with an ending", "aux.yaml"),
            ("a port of Windows", "com1.yaml"),
            ("a port of Windows with a small digit", "LPT².yaml"),
            ("a colon", "x.yaml:stream"),
            ("a backslash", "..\\..\\x.yaml"),
            ("a wildcard", "*.yaml"),
            ("a quote", 'a"b.yaml'),
            ("a pipe sign", "a|b.yaml"),
            ("too long a name", "x" * 101 + ".yaml"),
            ("letters that are not composed", "Cafe\u0301.yaml"),
            ("not UTF-8", BESIDE.encode() + b"\xff\xfe.yaml"),
            ("half a character", BESIDE.encode() + b"\xe7\xa4.yaml"),
            ("a surrogate in UTF-8", BESIDE.encode() + b"\xed\xa0\x80.yaml"),
            ("git's own folder", ".git/config"),
            ("git's own folder in capitals", ".GIT/hooks"),
            ("git's own folder in full width", "．ｇｉｔ/hooks"),
            ("git's own folder as Windows shortens it", "GIT~1/hooks"),
        )
    ),
    put("too long a path", BESIDE + "/".join(["abcdefghij"] * 17) + ".yaml", "P13"),
    put("git's own folder at the top", ".git/hooks/pre-commit", "P13"),
    put("git's own folder at the top with an invisible letter", ".g\u200cit/config", "P13"),
)  # fmt: skip

TWINS = (
    put("a filing in other case", Paths.jia.removesuffix(".yaml") + ".YAML", "P12"),
    put("a code in small letters", BESIDE + f"{JIA[-2:]}/{JIA.lower()}.yaml", "P12"),
    put("a folder in other case", "Filings/" + NEW_PATH.removeprefix("filings/"), "P12"),
    put("an authority in other case", provider_path("Beijing", NEW), "P12"),
    put("last two characters in other case", f"{BESIDE}{JIA[-2:].lower()}/{JIA}.yaml", "P12"),
    put("a folder in full width", NEW_PATH.replace("beijing", "ｂeijing"), "P12"),
    put("a code with a full-width digit", Paths.jia.replace(f"{JIA}.yaml", f"９{JIA[1:]}.yaml"), "P12"),
    put("a long s", NEW_PATH.replace("filings", "filingſ"), "P12"),
    put("a Kelvin sign", "blac\u212alist/x.yaml", "P13"),
    put("a workflow folder in other case", "LEDGER/beijing/2026/00000009.jsonl", "P12"),
    Hostile("two new files that differ in case", lambda _: [Put(BESIDE + "new/a.yaml"), Put(BESIDE + "new/A.yaml")],
            (("P12", BESIDE + "new/A.yaml"), ("P12", BESIDE + "new/a.yaml"))),
    Hostile("a name twice in one folder", lambda _: [Put(Paths.jia, new_text(), twice=True)], (("P12", Paths.jia),)),
    Hostile("a new name twice in one folder", lambda _: [Put(NEW_PATH, new_text()), Put(NEW_PATH, "a: b\n", twice=True)],
            (("P12", NEW_PATH),)),
    Hostile("a file beside the folder of its name", lambda _: [Put("filings/users", "a: b\n", twice=True)], (("P12", "filings/users"),)),
)  # fmt: skip

TAKEOVERS = (
    edit("another unit's filing becomes one's own", Paths.jia, f"  uscc: {JIA}", f"  uscc: {NEW}", "P14"),
    edit("another unit's filing gets a code that is filed", Paths.jia, f"  uscc: {JIA}", f"  uscc: {BING}", "P14"),
    edit("another unit's filing gets a mistyped code", Paths.bing, f"  uscc: {BING}", f"  uscc: {BING[:9]}8{BING[10:]}", "P14"),
    edit("a filing that is not registered is taken over", Paths.xin, f"  uscc: {XIN}", f"  uscc: {NEW}", "P14"),
    edit("an institution's filing becomes one's own", Paths.university, f"  uscc: {UNIVERSITY}", f"  uscc: {NEW}", "P14"),
    edit("a case gets another unit", Paths.case, f"  uscc: {DING}", f"  uscc: {JIA}", "P14", SICHUAN),
    Hostile("taken over while it moves", lambda o: [
        Remove(Paths.jia),
        Put(provider_path("zhejiang", JIA), o.read(Paths.jia).replace(f"  uscc: {JIA}", f"  uscc: {NEW}")
            .replace("registration_province: beijing", "registration_province: zhejiang")),
    ], (("P14", provider_path("zhejiang", JIA)),)),
    Hostile("renamed to one's own code", lambda _: [
        Remove(Paths.jia), Put(NEW_PATH, new_text())], (("R05", Paths.jia),)),
    Hostile("a filing that is not registered renamed to one's own code", lambda o: [
        Remove(Paths.xin), Put(NEW_PATH, o.read(Paths.xin).replace(f"  uscc: {XIN}", f"  uscc: {NEW}"))], (("P10", Paths.xin),)),
    Hostile("one's own filing, and a change of another's", lambda o: [
        Put(NEW_PATH, new_text()), Put(Paths.bing, o.read(Paths.bing).replace("示例丙信息", "示例丙资讯"))], (("P09", Paths.bing),)),
    Hostile("two new units", lambda _: [
        Put(NEW_PATH, new_text()), Put(provider_path("beijing", uscc("91110108MA9000Y01")), new_text(uscc("91110108MA9000Y01"), "other").replace("示例晨星口算", "示例海棠阅读"))],
        (("P09", NEW_PATH),)),
    Hostile("a package of another", lambda _: [Put(NEW_PATH, new_text().replace("cn.example.new", "cn.example.jia.filed"))], (("R03", NEW_PATH),)),
)  # fmt: skip

OUTSIDE = (
    *(
        put(f"adds {path}", path, "P03")
        for path in (
            ".github/workflows/x.yml", ".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitattributes", ".github/actions/x/action.yml",
            "scripts/registry/rules/article_99.py", "sitecustomize.py", "pyproject.toml", "mkdocs.yml", "schemas/provider-filing.schema.json",
            "README.md", "filings/README.md", "filings/providers/beijing/README.md", "site/theme/main.html", "filing/x.yaml",
        )
    ),
    Hostile("a filing that moves out", lambda _: [Move(Paths.xin, f"docs/{XIN}.yaml")],
            (("P03", f"docs/{XIN}.yaml"), ("P10", Paths.xin))),
    Hostile("a good filing, and a workflow", lambda _: [Put(NEW_PATH, new_text()), Put(".github/workflows/pages.yml", "on: push\n")],
            (("P03", ".github/workflows/pages.yml"),)),
    put("a filing where none belongs", "filings/x.yaml", "R01"),
    put("a sealed file among the filings", f"{BESIDE}{NEW[-2:]}/{NEW}.age", "P18", content="age-encryption.org/v1\n"),
    put("a sealed file in capitals", "filings/X.AGE", "P18", content="age-encryption.org/v1\n"),
    put("a sealed file anywhere, by an authority", "evidence.age", "P18", content="age-encryption.org/v1\n", by=SICHUAN),
    Hostile("a good filing, and its evidence", lambda _: [Put(NEW_PATH, new_text()), Put("blacklist/x.age", "x")], (("P18", "blacklist/x.age"),)),
    put("a filing that ends in .yml", NEW_PATH.removesuffix("yaml") + "yml", "R01"),
    put("a filing in the folder of other last characters", f"{BESIDE}00/{NEW}.yaml", "R01"),
    put("attributes among the filings", "filings/.gitattributes", "R01", content="* merge=union\n"),
    put("a program among the filings", f"{BESIDE}x.py", "R01", content="print()\n"),
)  # fmt: skip

OTHERS_FOLDERS = (
    put("adds a decision", "ledger/beijing/2026/00000099.jsonl", "P04", content="{}\n"),
    edit("edits a decision", "ledger/zhejiang/2026/00000001.jsonl", "filed", "found", "P04"),
    remove("deletes a decision", "ledger/zhejiang/2026/00000001.jsonl", "P04"),
    Hostile("moves decisions", lambda _: [Move("ledger/zhejiang/2026/00000001.jsonl", "ledger/xpcc/2026/00000001.jsonl")],
            (("P04", "ledger/xpcc/2026/00000001.jsonl"), ("P04", "ledger/zhejiang/2026/00000001.jsonl"))),
    put("the ledger becomes a file", "ledgers/../ledger", "P13"),
    edit("edits what the index covers", "index/covers.json", "version", "versions", "P04"),
    put("adds to the index", "index/units/zz.tsv", "P04", content="\t\t\t\n"),
    remove("deletes the index's cover", "index/covers.json", "P04"),
    edit("edits an authority", "authorities/xpcc.yaml", 'numeric_prefix: "66"', 'numeric_prefix: "67"', "P05"),
    put("adds an authority", "authorities/atlantis.yaml", "P05"),
    remove("deletes an authority", "authorities/xpcc.yaml", "P05"),
    edit("shortens its bar", Paths.case, "months: 6", "months: 1", "P06"),
    remove("deletes the case against it", Paths.case, "P06"),
    put("accuses another", case_path("sichuan", JIA, "2026-05-01"), "P06", content=case_text(code=JIA, name="示例甲科技有限公司")),
)  # fmt: skip

FOR_AUTHORITIES = (
    put("a case in another authority's folder", case_path("beijing", JIA, "2026-05-01"), "P07", by=SICHUAN),
    put("a provider's filing by an authority", NEW_PATH, "P08", by=SICHUAN),
    put("a user filing by an authority that acts on cases", user_path("sichuan", SCHOOL), "P08", by=SICHUAN),
    put("an authority that edits authorities", "authorities/sichuan.yaml", "P05", by=SICHUAN),
    put("an authority that edits the ledger", "ledger/sichuan/2026/00000099.jsonl", "P04", by=SICHUAN),
    put("an authority that edits workflows", ".github/workflows/x.yml", "P03", by=SICHUAN),
    put("a link by an authority", case_path("sichuan", JIA, "2026-05-01"), "P11", mode=LINK, by=SICHUAN),
    remove("an authority that deletes a case with measures", Paths.case, "R05", SICHUAN),
    put("a school of another county in a batch", user_path("zhejiang/330100", SCHOOL), "P07", by=BATCH),
    put("a school of a county below in a batch", user_path(f"{COUNTY}/330107", SCHOOL), "P07", by=BATCH),
    put("a provider in a batch", NEW_PATH, "P08", by=BATCH),
    put("a case in a batch", case_path("zhejiang", JIA, "2026-05-01"), "P06", by=BATCH),
    remove("a confirmed school that a batch deletes", Paths.school, "R05", BATCH),
    Hostile("a school that a batch moves to another county", lambda _: [Move(Paths.school, user_path("zhejiang/330100/330105", SCHOOL))],
            (("P07", user_path("zhejiang/330100/330105", SCHOOL)), ("P07", Paths.school)), BATCH),
    edit("a school that gets another code in a batch", Paths.school, f"  uscc: {SCHOOL}", f"  uscc: {NEW}", "P14", BATCH),
)  # fmt: skip

DELETIONS = (
    remove("a registered filing", Paths.jia, "R05"),
    remove("a filing that is not registered", Paths.xin, "P10"),
    remove("an institution's filing", Paths.university, "P10"),
    remove("a README", "filings/README.md", "P03"),
)

COUNTS = (
    Hostile("nothing", lambda _: [], (("P01", ""),)),
    Hostile("11 files", lambda _: [Put(f"filings/{index}.yaml") for index in range(11)], (("P02", ""),)),
    Hostile(
        "3,100 files",
        lambda _: [Put(f"filings/providers/beijing/{index % 31}/{index}.yaml") for index in range(3_100)],
        (("P02", ""),),
    ),
    Hostile(
        "everything deleted",
        lambda _: [Remove("filings"), Remove("ledger"), Remove("index"), Remove("authorities")],
        (("P02", ""),),
    ),
    Hostile(
        "101 cases",
        lambda _: [Put(f"blacklist/sichuan/{index}.yaml") for index in range(101)],
        (("P02", ""),),
        SICHUAN,
    ),
    Hostile(
        "1,001 schools",
        lambda _: [Put(f"filings/users/{COUNTY}/{index}.yaml") for index in range(1_001)],
        (("P02", ""),),
        BATCH,
    ),
)

BLOBS = (
    put("a file one byte too large", NEW_PATH, "F02", content="#" * (256 * 1024 + 1)),
    put("a file of 60 MB", NEW_PATH, "F02", content="#" * 60_000_000),
    Hostile(
        "one's own filing grows beyond the limit",
        lambda o: [Put(Paths.xin, o.read(Paths.xin) + "#" * 256 * 1024)],
        (("F02", Paths.xin),),
    ),
)

HOSTILE = (
    *MODES,
    *NAMES,
    *TWINS,
    *TAKEOVERS,
    *OUTSIDE,
    *OTHERS_FOLDERS,
    *FOR_AUTHORITIES,
    *DELETIONS,
    *COUNTS,
    *BLOBS,
)


def schools(count: int) -> list[Edit]:
    """So many new schools in the county."""
    codes = [uscc(f"12330106MB9{index:04}01") for index in range(count)]
    return [Put(user_path(COUNTY, code), school_text(code)) for code in codes]


@dataclass(frozen=True)
class Accepted:
    """A tree that is accepted: how many files are judged, and by whom it is submitted."""

    what: str
    edits: Edits
    checked: int = 1
    by: Submitter = FILER


ACCEPTED = (
    Accepted("a new filing", lambda _: [Put(NEW_PATH, new_text())]),
    Accepted("a change of one's filing", lambda o: [Put(Paths.bing, o.read(Paths.bing).replace("示例市示例区示例路1号", "示例市示例区示例路2号"))]),
    Accepted("a unit's filings of both kinds", lambda o: [
        Put(provider_path("zhejiang", SCHOOL), provider_text(code=SCHOOL, province="zhejiang", unit_type="school",
                                                             apps=[app_text("school", "示例晨星校园", "cn.example.school")])),
        Put(user_path(COUNTY, SCHOOL), "# 说明\n" + o.read(Paths.school)),
    ], 2),
    Accepted("a filing that moves to another province", lambda o: [
        Remove(Paths.bing), Put(provider_path("zhejiang", BING),
                                o.read(Paths.bing).replace("registration_province: sichuan", "registration_province: zhejiang"))]),
    Accepted("a school that moves to its city", lambda o: [
        Remove(Paths.school), Put(user_path("zhejiang/330100", SCHOOL),
                                  o.read(Paths.school).replace(f"competent_authority: {COUNTY}", "competent_authority: zhejiang/330100"))]),
    Accepted("a batch of 300 schools", lambda _: schools(300), 300, BATCH),
    Accepted("a school that moves into the county of the batch", lambda o: [
        Remove(Paths.middle), Put(user_path(COUNTY, Paths.middle.rpartition("/")[2].removesuffix(".yaml")),
                                  o.read(Paths.middle).replace("province: beijing", "province: zhejiang").replace('"110108"', '"330106"')
                                  .replace("competent_authority: beijing/110108", f"competent_authority: {COUNTY}"))], 1, BATCH),
    Accepted("a change of a case", lambda o: [Put(Paths.case, o.read(Paths.case).replace("学习页面植入商业广告", "学习页面植入商业广告与推广"))], 1, SICHUAN),
    Accepted("a case that its authority takes back", lambda _: [Remove(case_path("sichuan", JIA, "2026-05-01"))], 0, SICHUAN),
)  # fmt: skip
