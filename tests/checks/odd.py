"""Odd filings: what people paste, type and forget."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

from tests.builders import GENG, MIDDLE, SCHOOL, XIN, provider, provider_path, use_text, user, user_path
from tests.checks.reference import Case

Change = Callable[[dict[str, Any]], object]


def _set(*path: Any) -> Change:
    """Sets the last of the path at the place before it."""
    *way, value = path

    def change(filing: dict[str, Any]) -> None:
        place: Any = filing
        for step in way[:-1]:
            place = place[step]
        place[way[-1]] = value

    return change


def _drop(*path: Any) -> Change:
    def change(filing: dict[str, Any]) -> None:
        place: Any = filing
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]

    return change


OWN = user(uses=[use_text("own", own=True)])["uses"][0]


def _forty(filing: dict[str, Any]) -> None:
    filing["apps"] = [
        {**copy.deepcopy(filing["apps"][0]), "id": f"app-{count}", "name": f"示例第{count}应用"}
        for count in range(40)
    ]


NAME, APP = ("unit", "name"), ("apps", 0)
TEXTS = (
    "no", "1.10", "'", '"', "#", "a # b", "a: b", "- a", "", " ", "　示例", "示例　", "示例\n公司", "示例\t公司", "示例\u200b公司", "示例\u00a0公司", "示例\ufeff",
    "示例\u202e公司", "Cafe\u0301示例", "９１１１０１０８ＭＡ", "示例😀公司", "👩‍👩‍👧", "示例" * 100, "示" * 201, "𠀀" * 200, "𠀀" * 201, "示例ＡＢ公司", "示例АB公司", "示例ΑΒ公司", "<b>示例</b>",
    "示例公司：", "::示例", "示例::公司", "示例:公司", "-示例", "＝示例", "示例(北京)公司", "示例（北京）公司", "ﾊﾟ示例", "示例\u3164", "⺀示例", "示例公司13800138000", "##[示例", "null", "true", "~",
    "示例\u1820\u180e\u1820", "示例\u180e", "示例q\u0300\u0301\u0302", "ꙮ示例", "\ud7ff示例", "示例\x00", "示例\x7f", "示例\U000e0041",
)  # fmt: skip
CODES = (
    "９１１１０１０８ＭＡ９０００Ｆ０１Ｘ", "91110108ma9000f01x", "91110108MA9000F0", "91110108MA9000F01I", "91110108MA9000F010", " 91110108MA9000F01", "91110108MA9000F01X\n",
)  # fmt: skip
DAYS = ("2026-02-29", "2024-02-29", "2026-13-01", "2026-1-1", "1899-12-31", "2100-01-01", "2026/01/01", "２０２６-01-01", "2026-11-24", "2026-11-25", "2025-11-24", "2025-11-23")  # fmt: skip
ICP = ("京ICP备20260001号", "京ICP备2026000101号-1A", "川ICP备12345678号", "京icp备12345678号", "京ICP备１２３４５６７８号", "京ICP备12345678号－1A", "合字B2-20260001", "京B2-20260001-1", "京ICP证030001号", "京ICP备2030000101号", "粤A1.B1.B2-20260001-5K", "京ICP备20220001号-1A")  # fmt: skip
WRONG: tuple[object, ...] = (
    None,
    True,
    False,
    0,
    -1,
    100,
    10**14,
    [],
    {},
    ["a"],
    {"a": 1},
    [[["a"]]],
    {"name": None},
)

PROVIDER: tuple[tuple[str, Change], ...] = (
    *((f"a unit called {text!r}", _set(*NAME, text)) for text in TEXTS),
    *((f"a description of {text!r}", _set(*APP, "description", text)) for text in TEXTS),
    *((f"a code {code!r}", _set("unit", "uscc", code)) for code in CODES),
    *((f"an update of {day!r}", _set(*APP, "last_updated", day)) for day in DAYS),
    *((f"a screenshot of {day!r}", _set("systems", 0, "icp", "evidence_date", day)) for day in DAYS),
    *((f"an ICP number {number!r}", _set("systems", 0, "icp", "number", number)) for number in ICP),
    *((f"a name that is {value!r}", _set(*NAME, value)) for value in WRONG),
    *((f"a unit that is {value!r}", _set("unit", value)) for value in WRONG),
    *((f"apps that are {value!r}", _set("apps", value)) for value in WRONG),
    *((f"an app that is {value!r}", _set("apps", 0, value)) for value in WRONG),
    *((f"stages that are {value!r}", _set(*APP, "stages", value)) for value in WRONG),
    *((f"ads that are {value!r}", _set(*APP, "ads", value)) for value in WRONG),
    *((f"charging that is {value!r}", _set(*APP, "charging", value)) for value in WRONG),
    *((f"a schema that is {value!r}", _set("schema", value)) for value in WRONG),
    *((f"without {'.'.join(map(str, path))}", _drop(*path)) for path in (
        ("schema",), ("filer",), ("unit",), ("systems",), ("apps",), ("unit", "uscc"), ("systems", 0, "icp"), ("systems", 0, "mlps"),
        ("systems", 0, "icp", "number"), ("systems", 0, "third_party_developer"), ("apps", 0, "platforms"), ("apps", 0, "personal_info"),
        ("apps", 0, "platforms", "android", "package_name"), ("apps", 0, "personal_info", "collects"), ("unit", "covers_subsidiaries"),
    )),
    ("forty apps", _forty),
    ("more unreadable texts than are told", _set(*APP, "subjects", ["示例\t"] * 21)),
    ("two hundred and one apps", lambda filing: filing.update(apps=[{}] * 201)),
    ("the same app twice", lambda filing: filing.update(apps=filing["apps"] * 2)),
    ("a key of a filer's own", _set("unit", "nmae", "示例")),
    ("many keys of a filer's own", lambda filing: filing["apps"][0].update(dict.fromkeys(("staus", "number", "vresion", "adds", "stage", "自定", "Games"), "x"))),
    ("an MLPS number of another form", _set("systems", 0, "mlps", "certificate_no", "示11010813668")),
    ("an MLPS number that is unusual", _set("systems", 0, "mlps", "certificate_no", "11010813668")),
    ("grade 1", _set("systems", 0, "mlps", "grade", "grade_1")),
    ("a strange subject", _set("systems", 0, "icp", "subject_name", "示例别家公司")),
    ("a subject in other brackets and widths", _set("systems", 0, "icp", "subject_name", "示例 开发有限公司")),
    ("a number taken over", _set(*APP, "takes_over", "教APP备1190001号")),
    ("given to oneself", _set(*APP, "transferred_to", {"name": "示例辛教育科技有限公司", "uscc": provider()["unit"]["uscc"]})),
    ("withdrawn", _set(*APP, "withdrawal", {"requested_on": "2026-11-25", "reason": "停止运营"})),
    ("a platform's filing", _set("filer", "platform")),
    ("a province that is none", _set("unit", "registration_province", "nowhere")),
    ("the Ministry as province", _set("unit", "registration_province", "moe")),
    ("named like a provincial authority", _set(*NAME, "北京市 教育委员会")),
    ("without a website, which Beijing asks for", _drop("unit", "website")),
    ("without a test report", _drop("systems", 0, "mlps", "test_report_date")),
    ("without MLPS and its test report", _drop("systems", 0, "mlps")),
    ("without a certificate", _drop(*APP, "platforms", "android", "signing_cert_sha256")),
    ("without Android and its certificate", _drop(*APP, "platforms", "android")),
    ("without an entry for complaints", _drop(*APP, "personal_info", "complaint_entry_url")),
    ("a second system that no app is on", lambda filing: filing["systems"].append({"id": "idle", "name": "示例闲置平台", "hosting": "cloud"})),
)  # fmt: skip
PLACES: tuple[tuple[str | None, str | None, str], ...] = (
    ("330100", "330106", "zhejiang/330100/330106"), ("330100", None, "zhejiang"), (None, "330106", "zhejiang"), (None, None, "zhejiang/330100"),
    ("330100", "330203", "zhejiang"), ("330106", None, "zhejiang"), ("999999", None, "zhejiang"), (None, "999999", "zhejiang"), ("330200", "330203", "zhejiang/330100"),
    ("330100", "330106", "beijing/110108"), ("330100", "330106", "moe"), ("330100", "330106", "nowhere"), ("330100", "330106", "zhejiang/330106"),
    ("330100", "330106", "zhejiang/330100/330203"), ("330100", "330106", "xpcc"),
)  # fmt: skip


def _at(city: str | None, county: str | None, competent: str, level: str) -> Change:
    def change(filing: dict[str, Any]) -> None:
        institution = filing["institution"]
        institution |= {"competent_authority": competent, "level": level, "city": city, "county": county}
        for key in ("city", "county"):
            if institution[key] is None:
                del institution[key]

    return change


USER: tuple[tuple[str, Change], ...] = (
    *(
        (f"a {level} in {city} {county} under {competent}", _at(city, county, competent, level))
        for city, county, competent in PLACES
        for level in ("primary", "higher", "education_authority")
    ),
    *((f"a purpose of {text!r}", _set("uses", 0, "purpose", text)) for text in TEXTS),
    *((f"candidates that are {value!r}", _set("uses", 0, "parallel_candidates", value)) for value in WRONG),
    *((f"a start of {day!r}", _set("uses", 0, "start_date", day)) for day in (*DAYS, "2027-11-24", "2027-11-25")),
    *((f"a decision of {day!r}", _set("uses", 0, "decision", "date", day)) for day in DAYS),
    *((f"a change of {day!r}", _set("uses", 0, "changed_on", day)) for day in DAYS),
    ("twenty uses of one app", lambda filing: filing.update(uses=filing["uses"] * 20)),
    ("no selection system", _drop("institution", "selection_system")),
    ("required by the county, a basis of one's own", _set("uses", 0, "required_by", {"authority": "zhejiang/330100/330106", "document_no": "示教〔2026〕1号"})),
    ("neither a number nor an app", _drop("uses", 0, "number")),
    ("imposed, charged, biometric", lambda filing: filing["uses"][0].update(uniform_use=True, fee_to_students_or_parents=True, biometrics=True, user_opinion_sought=False, assessment_done=False)),
)  # fmt: skip
IN_BEIJING: tuple[tuple[str, Change], ...] = (
    *((f"{count} alternatives", _set("uses", 0, "parallel_candidates", count)) for count in (0, 2, 3, 4)),
    ("no alternatives", _drop("uses", 0, "parallel_candidates")),
    ("no purpose", _drop("uses", 0, "purpose")),
    ("a use of its own app beside, of which nothing is asked", lambda filing: filing["uses"].append({key: value for key, value in OWN.items() if key != "purpose"})),
)  # fmt: skip
"""Of a school there; the tests' Beijing asks for every field that a province may ask for."""
TODAYS = ("2019-12-15", "2020-02-10", "2020-06-01", "2020-07-15", "2020-08-01", "2024-02-29")


_OF_ONE_TEXT = ("called", "description of", "purpose of", "that is", "that are")


def odd() -> Iterator[Case]:
    """All of them, lying where they belong, many also as a change; and a plain filing on days on which other law held."""
    in_beijing = user(code=MIDDLE, name="示例第一中学", authority="beijing/110108", level="junior_secondary")
    for kind, plain, changes, path, item in (
        ("provider", provider(), PROVIDER, provider_path("beijing", XIN), "whole"),
        ("user", user(), USER, user_path("zhejiang/330100/330106", SCHOOL), "use-1"),
        ("user", in_beijing, IN_BEIJING, user_path("beijing/110108", MIDDLE), "use-1"),
    ):
        status = "filed" if kind == "provider" else "confirmed"
        known = [{"item": item, "number": "教APP备1100001号", "status": status, "since": "2026-03-02"}]
        around = {"path": path, "before": plain, "registered": known}
        for name, change in changes:
            filing = copy.deepcopy(plain)
            change(filing)
            yield Case(f"{kind}: {name}", kind, filing)
            if not any(words in name for words in _OF_ONE_TEXT):
                yield Case(f"{kind}: {name}, as a change", kind, filing, path, around=around)
        code = path.rpartition("/")[2]
        for place in (
            code,
            path.replace(code, "x.yaml"),
            path.replace(f"/{code[-7:-5]}/", "/AA/"),
            path.replace("zhejiang", "nowhere").replace("beijing", "nowhere"),
            path.replace(code, f"{GENG}.yaml").replace("/1A/", "/1K/"),
        ):
            yield Case(f"{kind} at {place}", kind, copy.deepcopy(plain), place)
        for today in TODAYS:
            filing = copy.deepcopy(plain)
            if kind == "provider":
                del filing["systems"][0]["icp"], filing["systems"][0]["mlps"]
            yield Case(f"{kind} on {today}", kind, filing, today=today)
            yield Case(f"{kind} on {today}, as a change", kind, filing, path, today, around)
    yield from (Case(f"a filing that is {value!r}", "provider", value) for value in ([], "x", 1, None, {}))
