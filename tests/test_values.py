"""Formats of the field: real examples are accepted, near misses are refused, in a filing read from its bytes."""

import json
import re
from collections.abc import Iterator
from datetime import date

import pytest
from stdnum.cn import uscc as stdnum_uscc
from stdnum.exceptions import ValidationError as StdnumError

from registry.adapters import records
from registry.core import formats, number
from registry.core.case import Bar
from tests.builders import GENG, XIN, provider_text, uscc, user_text

SHA = "0123456789abcdef" * 4
COLONS = ":".join(["AB"] * 32)
REAL_NUMBERS = (
    "1100871", "1100857", "1100827", "1100819", "1100837", "1100835", "1100829", "1100831", "1101585", "1101587",
    "1101583", "1101581", "1101733", "1101731", "1101996", "1102132",
)  # fmt: skip
REAL_STORE_IDS = (
    "1458305565", "1458075703", "1463370037", "1471485274", "1485838950", "1492779232", "1500389287", "1513876490",
    "414478124",
)  # fmt: skip

VALUES: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...]]] = {
    # What: kind of filing, the text that the value replaces, what is accepted, what is refused.
    "name": (
        "provider", "示例辛教育科技有限公司",
        ("示例·数字", "〇二三学堂", "示例（北京）科技有限公司", "17作业", "C++编程", "1+X证书", "Tom & Jerry's English", "NO",
         "示例:口算", "跟我学：拼音", "བོད་ཡིག", "ئۇيغۇر تىلى", "ᠮᠣᠩᠭᠣᠯ", "ᠠ\u180eᠭ", "ꆈꌠꁱꂷ", "한국어", "Қазақ тілі", "ᦑᦺᦟᦹᧉ",
         "Vahcuengh", "㐀示例", "𠀀示例", "\U00031350例", "\U0002ebf0例", "Ελληνικά", "q\u0300\u0301示例"),
        ("示<例", "示>例", "{示}例", "[示]例", "示|例", "示`例", "示\\例", '示"例', "示=例", "示#例", "示*例", "示_例", "示~例",
         "示^例", "示$例", "示%例", "示!例", "示;例", "+示例", "-示例", "@示例", "'示例", "＜示例", "示＝例", "＝示例", "＋示例", "－示例",
         "＠示例", "示［例］", "&lt;示例", "&#60;示例", "示例::error", "::error", ":示例", "示例:", "示例：：例", "##[group]示例",
         "示\n例", " 示例", "示例 ", "\u3000示例", "示例\u3000", "示\u3164例", "示\u2800例", "\u2800\u2800", "示\ue863", "\uf900示例",
         "示⼀例", "⺀示例", "q\u0300\u0301\u0302示", "Tоm课堂", "Τom课堂", "Аpp", "示\u200b例", "示\u202e例", "示\ufeff例",
         "示", "", "示" * 201),
    ),
    "USCC": (
        "provider", XIN,
        ("91110000802100433B", "9144030071526726XG", "91350100M000100Y43", "91110000600037341L", XIN, GENG,
         uscc("A1110000MB9000Z01".replace("Z", "Y")), uscc("N2110000MB9000Y02"), uscc("Y1110000MB9000Y03"), uscc("12330106MB9000Y04")),
        ("9111000080210043", "91110000802100433BB", "9111000080210043IB", "9111000080210043OB", "9111000080210043ZB",
         "9111000080210043SB", "9111000080210043VB", "91110000802100433b", "911100AB802100433B", "91110000-802100433B",
         "９1110000802100433B", "91110000802100433B\n", " 91110000802100433B"),
    ),
    "ICP": (
        "provider", "京ICP备20260001号-1A",
        ("京ICP备05064772号", "鲁ICP备2022029024号", "蜀ICP备17023824号-1", "陕ICP备15002899号-4", "京ICP备14035507号-25A",
         "粤B2-20090059-1626X", "粤B2-20090059", "B2-20080101", "粤B1.B2-20150286", "合字B2-20190001", "京ICP证030173号",
         "京ICP证030173号-1", "黔ICP备12345678号-1K", "陇ICP备12345678号", "滇ICP备12345678号", "A2.B1.B2-20040001"),
        ("川ICP备17023824号-1", "贵ICP备12345678号", "云ICP备12345678号", "甘ICP备12345678号", "秦ICP备15002899号", "ICP备05064772号",
         "京ICP备0506477号", "京ICP备050647721号", "京ICP备20220290241号", "京ICP备05064772", "京ICP备05064772号-", "京ICP备05064772号-A",
         "京ICP备05064772号-1B", "京ICP备05064772号-1a", "京ICP备05064772号-123456", "京icp备05064772号", "京ICP 备05064772号",
         "京ICP备０５０６４７７２号", "京 ICP备05064772号", "粤C2-20090059", "粤B3-20090059", "粤B2-2009005", "粤B2.-20090059",
         "京ICP证03017号", "京ICP证030173901号", "京公网安备11010802020134号", "京ICP备05064772号\n", "京ICP备05064772号 "),
    ),
    "MLPS certificate": (
        "provider", '"11010813668-00001"',
        ("11010813668-00001", "44030043001-25002", "31011543012-00003"),
        ("110108-13668-00001号", "证11010813668-00001", "1101", "11010813668_00001", "11010813668－00001", "-1101081366800001",
         "11010813668-0000a", "1" * 41, "11010813668-00001\n"),
    ),
    "Android package": (
        "provider", "cn.example.whole\n",
        ("com.zhl.qk.aphone", "com.zhl.zjqk.aphone", "com.zhl.hljqk.aphone", "a.b", "A_1.b_2.C3", "cn.example.whole"),
        ("whole", "com..whole", ".com.whole", "com.whole.", "com.1whole", "com.whole-app", "_com.whole", "com._whole", "com.示例", "com whole",
         "com.example/whole", "com.example.whole ", "com.example.whole\n"),
    ),
    "iOS bundle": (
        "provider", "cn.example.whole-ios",
        ("com.example.App", "com.example.app-2", "COM.EXAMPLE.APP", "2k.app", "cn.example.whole-ios"),
        ("whole", "com.example.whole_app", "com..whole", ".com.whole", "com.whole.", "com.示例", "com.example.*", "com example", "com.example\n"),
    ),
    "App Store id": (
        "provider", '"1458305565"',
        REAL_STORE_IDS,
        ("14583055", "14583055651", "id1458305565", "１４５８３０５５６５", "٣٣٣٣٣٣٣٣٣", "1458 305565", "1458305565\n", ""),
    ),
    "mini program": (
        "provider", "wxfea0b562b1e333d7",
        ("wxfea0b562b1e333d7", "wx86ff4fcef5e058f2"),
        ("wxfea0b562b1e333d", "wxfea0b562b1e333d77", "wxFEA0B562B1E333D7", "WXfea0b562b1e333d7", "gh_fea0b562b1e3", "wxgea0b562b1e333d7",
         "wx fea0b562b1e333d", "wxfea0b562b1e333d7\n"),
    ),
    "signing certificate": (
        "provider", "cd" * 32,
        (SHA, COLONS),
        (SHA[1:], SHA + "0", SHA.upper(), COLONS.lower(), COLONS.replace(":", "-"), COLONS[:-1], "sha256:" + SHA, SHA + "\n"),
    ),
    "digest": (
        "provider", "ab" * 32,
        (SHA,),
        (SHA[1:], SHA + "0", SHA.upper(), COLONS, "g" + SHA[1:], SHA + "\n"),
    ),
    "address": (
        "provider", "https://www.example.cn/\n",
        ("https://www.example.cn", "https://www.example.cn/", "http://example.cn/a/b.html?x=1&y=%E7%A4%BA#z", "https://a-b.example.cn:8443/p",
         "https://xn--fsq.example.cn/", "https://example.cn?x=1", "https://appgallery.huawei.com/app/C100000001",
         "https://apps.apple.com/cn/app/id1458305565"),
        ("javascript:alert(1)", "data:text/html,x", "//example.cn/", "https://", "https:///evil", "https:\\\\evil.cn", "https:/example.cn",
         "https://example", "https://moe.gov.cn@evil.cn/", "https://user:word@example.cn/", "https://2130706433/", "https://127.0.0.1/",
         "https://[::1]/", "https://evil。example/", "https://пример.рф/", "https://示例.cn/", "https://example.cn/示例", "https://exa mple.cn/",
         "https://example.cn/\ta", "https://example.cn/\n", "https://example.cn/ ", " https://example.cn/", "https://example.cn/<b>",
         'https://example.cn/"', "https://example.cn:port/", "https://example.cn:123456/", "https://.cn/", "https://example..cn/",
         "HTTPS://example.cn/", "ftp://example.cn/", "https://example.cn\\a", "https://example.cn/a`b", "https://example.cn/{a}"),
    ),
    "mailbox": (
        "provider", "service@example.cn",
        ("service@example.cn", "a+b_c.d-e@mail.example.com", "1@example.cn"),
        ("@", "service@", "@example.cn", "service", "service@example", "service@example.c", "ser vice@example.cn", "示例@example.cn",
         "service@示例.cn", ".a@example.cn", "a@b@example.cn", "service@example.cn\n", "<service@example.cn>", "mailto:service@example.cn",
         "a" * 65 + "@example.cn"),
    ),
    "hotline": (
        "provider", '"010-80000000"',
        ("010-80000000", "400-810-0000", "12345", "95105", "+86-10-80000000"),
        ("1234", "(010)80000000", "010 80000000", "010－80000000", "０１０-80000000", "电话010", "010-80000000转1", "1" * 21, "-1080000000",
         "010-80000000\n", ""),
    ),
    "version": (
        "provider", '"1.10"',
        ("1.10", "1.10.2", "v2.3", "2026.01-beta+5", "1_0", "7"),
        ("", " 1.10", "1.10 beta", "版本1", ".1", "-1", "1" * 33, "1,0", "1.0\n", "1.0;"),
    ),
    "day": (
        "provider", '"2026-02-28"',
        ("2026-02-28", "2024-02-29", "1999-12-31", "2026-01-01", "2000-02-29"),
        ("2026-02-29", "2026-02-30", "2024-13-45", "2026-00-10", "2026-06-31", "2026-1-1", "2026/01/01", "20260101", "2026-01-01T00:00:00",
         "2026-W01-1", "1899-12-31", "2100-01-01", "２０２６-01-01", "2026-01-01\n", "2026年1月1日", "1900-02-29"),
    ),
    "item id": (
        "provider", "- id: whole\n",
        ("whole", "a", "a-1", "a" * 32),
        ("Whole", "1a", "-a", "a_b", "a b", "a.b", "示例", "a" * 33, ""),
    ),
    "slug": (
        "provider", "registration_province: beijing\n",
        ("beijing", "xpcc", "ab"),
        ("Beijing", "bei-jing", "bei jing", "北京", "a", "b" * 21, "11", "beijing/", "../beijing"),
    ),
    "document": (
        "user", "校务会〔2026〕3号",
        ("校务会〔2026〕3号", "示教〔2026〕1号", "X", "A-1/2(3)", "示" * 80),
        ("", " 示教1号", "示教1号 ", "示教<1>号", "示教=1", "示教|1", "示教`1`", "示\n教", "示" * 81),
    ),
    "text": (
        "user", "用于课堂练习",
        ("用于课堂练习", "练习: 口算", "a", "[x](y) *z* `w` #1 @b", "示" * 1000),
        (" 练习", "练习 ", "\u3000练习", "练习\u3000", "练<b>习", "练>习", "练\n习", "练\t习", "", "示" * 1001),
    ),
    "filing number": (
        "user", "教APP备1100001号",
        tuple(f"教APP备{digits}号" for digits in REAL_NUMBERS),
        ("教APP备110213号", "教APP备11021320号", "教app备1100871号", "教APP备1100871", "APP备1100871号", "教ＡＰＰ备1100871号", "教APP备１１００８７１号",
         "教APP备 1100871号", "京教APP备1100871号", "教APP备1100871号\n"),
    ),
    "school code": (
        "user", '"3133001234"',
        ("3133001234", "4111010001"),
        ("313300123", "31330012345", "313300123A", "３133001234", "3133001234\n"),
    ),
    "division": (
        "user", '"330106"',
        ("330106", "110101", "659001"),
        ("33010", "3301060", "730106", "030106", "33010A", "３30106"),
    ),
    "authority path": (
        "user", "competent_authority: zhejiang/330100/330106",
        ("zhejiang/330100/330106", "beijing/110108", "moe", "xpcc/659001"),
        ("zhejiang/", "/zhejiang", "zhejiang/330100/330106/330106", "zhejiang/杭州", "zhejiang/33010", "Zhejiang/330100", "zhejiang//330106",
         "zhejiang/../beijing", "330100", "zhejiang\\330100"),
    ),
}  # fmt: skip


def _cases() -> Iterator[tuple[str, str, bool]]:
    for what, (_, _, accepted, refused) in VALUES.items():
        yield from ((what, value, True) for value in accepted)
        yield from ((what, value, False) for value in refused)


@pytest.mark.parametrize(("what", "value", "good"), [*_cases()], ids=lambda value: ascii(value)[:40])
def test_a_value_is_accepted_or_refused(what: str, value: str, good: bool) -> None:
    """Real examples and values of other scripts pass; what only looks right does not."""
    kind, place = VALUES[what][:2]
    text = provider_text() if kind == "provider" else user_text()
    key = place.partition(": ")[0] + ": " if ": " in place else ""
    assert text.count(place) == 1
    quoted = json.dumps(value, ensure_ascii=False)
    end = "\n" if place.endswith("\n") else ""
    parsed = records.parse(kind, text.replace(place, f"{key}{quoted}{end}").encode())
    assert (parsed.record is not None) is good


@pytest.mark.parametrize("code", VALUES["USCC"][2])
def test_the_check_digit_of_valid_codes_holds_and_any_other_does_not(code: str) -> None:
    """Also for the departments A, N and Y."""
    assert formats.uscc_check_digit_holds(code)
    for other in set(formats.USCC_ALPHABET) - {code[17]}:
        assert not formats.uscc_check_digit_holds(code[:17] + other)
    for place in range(17):
        changed = "1" if code[place] != "1" else "2"
        assert not formats.uscc_check_digit_holds(code[:place] + changed + code[place + 1 :])


@pytest.mark.parametrize("first", ["A", "N", "Y"])
def test_codes_that_the_usual_library_refuses_are_accepted(first: str) -> None:
    """The reason why only its arithmetic is used: if it learns these codes, the own check can go."""
    code = next(code for code in VALUES["USCC"][2] if code.startswith(first))
    with pytest.raises(StdnumError):
        stdnum_uscc.validate(code)


def test_too_short_a_code_has_no_check_digit_that_holds() -> None:
    """Never an exception."""
    assert not formats.uscc_check_digit_holds("")
    assert not formats.uscc_check_digit_holds(XIN[:17])


@pytest.mark.parametrize(
    ("code", "holds"),
    [("91110000802100433B", True), ("9144030071526726XG", True), ("91350100M000100Y43", True),
     ("91110000600037341L", True), ("91110000802100434B", False)],
)  # fmt: skip
def test_the_inner_check_of_an_organisation_code(code: str, holds: bool) -> None:
    """GB 11714, on codes in use."""
    assert formats.organisation_code_check_holds(code) is holds


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        ("2026-06-01", 6, "2026-12-01"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-01-30", 1, "2026-02-28"),
    ],
)
def test_a_bar_ends_on_the_corresponding_day_or_the_months_end(start: str, months: int, last: str) -> None:
    """Calendar months; that day is still barred, the next one is not, nor is the day before the first."""
    bar = Bar(start=start, months=months)
    end = date.fromisoformat(last)
    assert bar.last_day == end
    assert bar.covers(end)
    assert not bar.covers(date.fromordinal(end.toordinal() + 1))
    assert bar.covers(date.fromisoformat(start))
    assert not bar.covers(date.fromordinal(date.fromisoformat(start).toordinal() - 1))


@pytest.mark.parametrize(
    "typed",
    ["教APP备1100871号", "教app备 1100871 号", "教ＡＰＰ备１１００８７１号", "APP备1100871", "1100871", "教APP备1100871", "教-APP-备-1100871",
     " 教 app 备 11 00871"],
)  # fmt: skip
def test_a_number_is_recognised_however_it_is_typed(typed: str) -> None:
    """Full-width letters, spaces, small letters, a missing 教 or 号 are forgiven."""
    assert number.recognise(typed) == "教APP备1100871号"


@pytest.mark.parametrize(
    "typed", ["", "110213", "教APP备110213号", "11008711", "教APP备", "京ICP备1100871号"]
)
def test_what_is_no_number_is_not_recognised(typed: str) -> None:
    """A wrong count of digits is not guessed at."""
    assert number.recognise(typed) is None


def test_numbers_are_formed_from_prefix_and_serial() -> None:
    """Five digits with leading zeros; nothing outside of 1 to 99,999."""
    assert number.form("11", 871) == "教APP备1100871号"
    assert number.form("00", 99_999) == "教APP备0099999号"
    assert number.prefix_and_serial("教APP备5100118号") == ("51", 118)
    for serial in (0, -1, 100_000):
        with pytest.raises(ValueError, match="five digits"):
            number.form("11", serial)


def test_every_pattern_takes_a_hostile_text_in_no_time() -> None:
    """No pattern runs away in Python's engine, which explains refusals, on 8 KB of near misses."""
    import time

    patterns = [
        value
        for name, value in vars(formats).items()
        if name.isupper() and isinstance(value, str) and value.startswith("^")
    ]
    assert len(patterns) > 20
    hostile = ["a" * 8000 + "!", "a." * 4000 + "!", "1-" * 4000 + "!", "A:" * 4000 + "!", "示 " * 4000 + "<", ":" * 8000, "https://" + "a." * 4000,
               "https://" + "a" * 8000, "a@" + "a-." * 2600, "A1." * 2600 + "!", "zhejiang/" + "330100/" * 1000]  # fmt: skip
    for pattern in patterns:
        for text in hostile:
            begun = time.perf_counter()
            re.search(pattern, text)
            assert time.perf_counter() - begun < 0.25, f"{pattern} on {text[:10]}…"
