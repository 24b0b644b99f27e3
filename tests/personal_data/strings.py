"""Texts with invented personal data, and texts that only look as if they held some.

All numbers are test numbers: mobiles that repeat themselves, births in 1900 or earlier in the standard's own example, names
like zhangsan. In FOUND the guillemets stand around what must be found.
"""

from collections.abc import Iterable


def identity(region: str, day: str, order: str) -> str:
    """An ID number: 17 digits and their check digit (GB 11643), computed here again."""
    first = f"{region}{day}{order}"
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(first))
    return first + "10X98765432"[total % 11]


HAN = str.maketrans("0123456789", "零一二三四五六七八九")
CHEQUE = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
WIDE = str.maketrans("0123456789Xx", "０１２３４５６７８９Ｘｘ")
CIRCLES = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
BOLD = str.maketrans("0123456789", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

MOBILE, OTHER_MOBILE = "13800138000", "19900199000"
ID = identity("110105", "19491231", "002")
"""The example of the standard; it ends with X."""
SECOND_ID = identity("330106", "19000101", "001")
OLD_ID = "110105491231002"
USCC = "91110108MA9000A01"


def _mobiles() -> Iterable[str]:
    yield from (
        f"«{MOBILE}»",
        f"张三«{MOBILE}»",
        f"王五 «{MOBILE}» 李四",
        f"联系人赵一«{MOBILE}»",
        f"电话：«{MOBILE}»。",
        f"tel«{MOBILE}»",
        f"a«{MOBILE}»b",
        f"①«{MOBILE}»②«{OTHER_MOBILE}»",
        f"1.«{MOBILE}» 2.«{OTHER_MOBILE}»",
        f"«{MOBILE}»/«{OTHER_MOBILE}»",
        f"«{MOBILE}»、«{OTHER_MOBILE}»",
        f"手机«{MOBILE}»¹",
        "«138-0013-8000»",
        "«138 0013 8000»",
        "«138.0013.8000»",
        "«138·0013·8000»",
        "«138_0013_8000»",
        "«138/0013/8000»",
        "«138，0013，8000»",
        "«138、0013、8000»",
        "«138—0013—8000»",
        "«138★0013★8000»",
        "«138:0013:8000»",
        "«138-0013 8000»",
        "«138 - 0013 - 8000»",
        "(«138)0013-8000»",
        "甲«138-2024-2025»",
        "2、«138-0013-8000»",
        "«1 3 8 0 0 1 3 8 0 0 0»",
        "«1-3-8-0-0-1-3-8-0-0-0»",
        "«1.3.8.0.0.1.3.8.0.0.0»",
        "«1、3、8、0、0、1、3、8、0、0、0»，«1、9、9、0、0、1、9、9、0、0、0»",
        "«13 80 01 38 00 0»",
        "«138 001 38000»",
        "«138 00138000»",
        "«13800-138000»",
        "«1380 0138 000»",
        "«13-800-1380-00»",
        "«1-380-013-80-00»",
        "«1 3 8 0 0 1 3 8 0 0 0» 2026",
        f"«+86{MOBILE}»",
        f"«+86 {MOBILE}»",
        "«+86-138-0013-8000»",
        f"(«+86){MOBILE}»",
        f"«86{MOBILE}»",
        f"«0086{MOBILE}»",
        f"«0086 {MOBILE}»",
        f"«0{MOBILE}»",
        f"«{MOBILE.translate(WIDE)}»",
        "«１３８－００１３－８０００»",
        f"«{MOBILE.translate(HAN)}»",
        "«一三八〇〇一三八〇〇〇»",
        "«一三八○○一三八○○○»",
        "«幺三八零零幺三八零零零»",
        "«幺三八洞洞幺三八洞洞洞»",
        "«幺九九洞洞幺勾勾洞洞洞»",
        f"«{MOBILE.translate(CHEQUE)}»",
        "«壹叄捌零零壹叄捌零零零»",
        f"张三«{MOBILE.translate(HAN)}»",
        f"«{MOBILE.translate(HAN)}»零三室",
        "张三«一三八 零零一三 八零零零»",
        "张三 «一 三 八 零 零 一 三 八 零 零 零»",
        "«一、三、八、零、零、一、三、八、零、零、零»",
        "«138零零13八000»",
        "«1三8零0一3捌零0零»",
        f"«{MOBILE.translate(CIRCLES)}»",
        f"«{MOBILE.translate(BOLD)}»",
        f"«{MOBILE.translate(ARABIC)}»",
        "«138OO138OOO»",
        "«138oo138ooo»",
        "«l38001380OO»",
        "«I38 0013 8OOO»",
        "tel«138OO138OOO»",
        "«138ОО138ООО»",
        "«1\u200b3\u200b8\u200b0\u200b0\u200b1\u200b3\u200b8\u200b0\u200b0\u200b0»",
        "«1\u03323\u03328\u03320013800\u03320»",
        f"«{MOBILE}»@example.cn",
        f"https://www.example.cn/contact?mobile=«{MOBILE}»",
        f"https://www.example.cn/#tel:«{MOBILE}»",
        f"https://www.example.cn/，«{MOBILE}»",
        "13、«138-0013-8000»",
        f"{USCC}，«{MOBILE}»",
        "«18800188000»-00001",
        f"订单0.5元«{MOBILE}»",
        f"10.«{MOBILE}»",
    )


def _identity_numbers() -> Iterable[str]:
    yield from (
        f"«{ID}»",
        f"«{ID.lower()}»",
        f"身份证«{ID}»李四",
        f"ID«{SECOND_ID}»",
        f"张三«{SECOND_ID}»",
        f"«{identity('440106', '20000229', '002')}»",
        f"«{identity('810000', '19000101', '003')}»",
        f"«{ID[:6]} {ID[6:14]} {ID[14:]}»",
        f"«{ID[:6]}-{ID[6:14]}-{ID[14:]}»",
        f"«{ID[:6]}*{ID[6:10]}*{ID[10:14]}*{ID[14:]}»",
        f"«{' '.join(ID)}»",
        f"«{'、'.join(SECOND_ID)}»",
        f"«{ID.translate(WIDE)}»",
        f"«{ID[:17].translate(WIDE)}x»",
        f"«{SECOND_ID.translate(HAN)}»",
        f"张三«{ID[:17].translate(HAN)}X»",
        f"«{SECOND_ID.translate(CHEQUE)}»",
        f"«{ID[:17]}×»",
        f"«{ID[:17]}Х»",
        f"«{ID[:17]}Ⅹ»",
        f"«{ID.replace('0', 'O')}»",
        f"«{ID[:14]}-{ID[14:]}»",
        f"https://www.example.cn/?id=«{SECOND_ID}»",
    )  # fmt: skip


def _old_identity_numbers() -> Iterable[str]:
    yield from (
        f"«{OLD_ID}»",
        f"身份证：«{OLD_ID}»",
        f"1、«{OLD_ID}»",
        f"«{OLD_ID[:6]} {OLD_ID[6:12]} {OLD_ID[12:]}»",
        f"«{' '.join(OLD_ID)}»",
        f"«{OLD_ID.translate(HAN)}»",
        "«110105200101002»",
    )


def _mailboxes() -> Iterable[str]:
    yield from (
        "«zhangsan@qq.com»",
        "«12345@qq.com»",
        f"«{MOBILE}@139.com»",
        f"«{MOBILE}@163.com»，«{OTHER_MOBILE}@189.cn»",
        "«service@163.com»",
        "«zhang.san@126.com»",
        "«zhang_san@sina.com»",
        "«zhang-san@sina.com.cn»",
        "«zhang+san@sohu.com»",
        "«zhangsan@foxmail.com»",
        "«zhangsan@gmail.com»",
        "«zhangsan@outlook.com»",
        "«zhangsan@hotmail.com»",
        "«zhangsan@live.cn»",
        "«zhangsan@icloud.com»",
        "«zhangsan@yahoo.com»",
        "«zhangsan@yahoo.com.cn»",
        "«zhangsan@yahoo.co.jp»",
        "«zhangsan@yeah.net»",
        "«zhangsan@aliyun.com»",
        "«zhangsan@21cn.com»",
        "«zhangsan@proton.me»",
        "«zhangsan@vip.qq.com»",
        "«zhangsan@vip.163.com»",
        "邮箱«ZhangSan@QQ.COM»。",
        "张三(«zhangsan@qq.com»)",
        "«zhangsan＠qq.com»",
        "«zhangsan@qq．com»",
        "«zhangsan@qq。com»",
        "«zhangsan @ qq.com»",
        "«zhangsan @ qq . com»",
        "«zhangsan@ q q . c o m»",
        "«z h a n g @ q q . c o m»",
        "«zhangsan[at]qq.com»",
        "«zhangsan [at] qq [dot] com»",
        "«zhangsan(at)qq.com»",
        "«zhangsan（at）qq.com»",
        "«zhangsan(a)163.com»",
        "«zhangsan【at】qq.com»",
        "«zhangsan{@}qq.com»",
        "«zhangsan_at_qq.com»",
        "«zhangsan*at*qq.com»",
        "«zhangsan#at#qq.com»",
        "«zhangsan#qq.com»",
        "«zhangsan艾特qq点com»",
        "«zhangsan@qq点com»",
        "«zhangsan@qq(点)com»",
        "«zhang.san2000 at qq.com»",
        "«zhangsan at qq dot com»",
        "«zhangsan@一六三.com»",
        "«ｚｈａｎｇｓａｎ＠ｑｑ．ｃｏｍ»",
        "mailto:«zhangsan@qq.com»",
        "https://www.example.cn/contact?to=«zhangsan%40qq.com»",
        "https://www.example.cn/«zhangsan@qq.com»",
        "«zhangsan@qq.com».",
    )


def _accounts() -> Iterable[str]:
    yield from (
        "微信号：«zhangsan_2000»",
        "微信号: «zhangsan»",
        "微信号«zhangsan2000»",
        "微信：«zhangsan2000»",
        "加V信号：«zhangsan»",
        "WeChat ID: «zhangsan»",
        "vx：«zhangsan2000»",
        "QQ：«12345678»",
        "QQ号«12345678»",
        "QQ: «12345678»",
        "QQ«12345678»",
        "qq邮箱«12345678»",
        "扣扣号：«一二三四五六七八»",
        "QQ号码：«123 456 789»",
    )


FOUND: list[tuple[str, str]] = [
    *(("mobile", text) for text in _mobiles()),
    *(("id_number", text) for text in _identity_numbers()),
    *(("old_id_number", text) for text in _old_identity_numbers()),
    *(("mailbox", text) for text in _mailboxes()),
    *(("account", text) for text in _accounts()),
]

NEAR_MISSES: list[str] = [
    # codes and numbers of units, systems, apps and documents
    USCC, "统一社会信用代码91110108MA9000A01X", "12110108MB9000J01B", "53100000500000825L", "92330106MA9000B01T",
    "11010813668-00001", "等级保护备案证明13010013668-00001", "14010013668-24001", "15010013668-00001号",
    "京ICP备12345678号-1A", "京ICP备2013813801号-13", "粤B2-20130138", "合字B2-20138001", "沪ICP证138001号", "教APP备1380013号",
    "京公网安备11010802138013号", "京网文〔2026〕1380-138号", "示教函〔2026〕13800号", "校务会纪要〔2026〕138号", "GB/T 13800.1-2013",
    "办学许可证教民111010870000138号", "教民133010661010003号", "3133001234", "学校标识码2138001380", "软著登字第13801380号",
    "App Store 1458305565", "id1380013800", "wxfea0b562b1e333d7", "110108012345678", "注册号330106000123456", "110100491231002",
    # longer, shorter and other numbers
    "1380013800", "138001380001", "订单号202601151380013800", "订单号2138001380001", "113800138000", "12800138000", "10800138000",
    "6222021380013800138", "8613800138", "1713800138000", "008613800138", "1380013800013900139000", "286138001380001",
    "3.1415926535", "0.13800138000", "13,800,138,000", "138,001,380.00", "138001380.00",
    # dates, times, versions, addresses, enumerations
    "2026-01-15 13:00", "13:00-17:30、19:00-21:00", "13:30:15.123456", "2013-2014、2015-2016", "13-15-2026-138", "15.4.20231105",
    "Chrome 139.0.7258.128", "139.0.7258.66", "172.16.254.100", "192.168.100.138", "第1、3、5、7、9、11、13、15周", "13、150、200、250人",
    "138、390、41000", "1/3/5/7/9/11/13/15", "13 14 15 16 17 1800", "学生150，2024-2025学年", "招生180人2026年", "v1.3.8.0",
    "13-8-0-0-13-80-00", "1345-2026-001", "13 150 200 250", "1-3-8-0-0-1-3-8-0-0-0-5", "9 1 3 8 0 0 1 3 8 0 0 0",
    "1 3 8 0 0 1 3 8 0 0 0 9", "13-800-1380-00-12", "5-13-800-1380-00", "一三五七九年级", "二〇二六年一月三十一日", "三十八号院一三八室",
    # phones of units
    "010-80000000", "010-80000000-8001", "(010)80000000", "0571-80000000", "0571 8000 0000", "02180000000", "057180000000",
    "+86 10 8000 0000", "400-810-8888", "4008108888", "tel4008108888", "I 4008108888", "800-810-8888", "110", "12345", "12345热线、110、96110",
    "10086", "95588", "1010-8888", "0755-13800138", "010-13800138", "021-80000000转138",
    # mailboxes of units, and none
    "service@example.cn", "qq@example.cn", "service@qq.example.cn", "kefu@163.example.com", "help@exmail.qq.com", "edu@staff.sina.com.cn",
    "service@qq.com.example.cn", "service@notqq.com", "service@qq.company.cn", "www.qq.com", "不支持@qq.com 结尾的邮箱", "Sign in at qq.com",
    "we met at 163.com", "see https://www.look-at-me.com", "https://mail.qq.com/a#qq.com", "admin@my163.com", "a@b", "@微信", "info@163.edu.cn",
    "service@qq.com-example.cn", "service@qq.com_x",
    # accounts of units, and words that follow the same labels
    "微信公众号：shili_edu2026", "企业微信：shili2026", "客服微信：kefu_2026", "官方QQ：12345678", "QQ群：12345678", "QQ群号123456789",
    "微信：wxfea0b562b1e333d7", "微信号：gh_0123456789ab", "支持微信、QQ登录", "WeChat: supported, QQ: supported", "微信登录：enabled",
    "QQ：1234", "QQ：2026-01-15起支持", "QQ9.9.15", "mqq：12345678", "QQ号：123456789012",
    # identity numbers that are none: check digit, day, month, century, province, and what a longer number holds
    ID[:17] + "1", identity("110105", "19491331", "002"), identity("110105", "19490230", "002"), identity("110105", "18491231", "002"),
    identity("160105", "19491231", "002"), identity("910105", "19491231", "002"), f"1{SECOND_ID}", f"{SECOND_ID}1", "110105491331002",
    "160105491231002", "110005491231002", "110105191231002", f"1{OLD_ID}", "11010549 1231002", "1-110105-491231-002",
    "https://example.cn/p/110105491231002",
    # opaque addresses and digests
    "https://example.cn/item/13800138000", "https://example.cn/?id=13800138000", "www.example.cn/13800138000.html",
    "a13800138000b" + "c" * 20, "0f3c13800138000a" * 4, "550e8400-e29b-41d4-a716-a13800138000", "sha256 " + "13800138000abcde" * 4,
    "、".join(f"9{SECOND_ID}"), "2681,199,2263,1837,2385", "138、2263、1837、2385人",
    # letters that are letters, and signs that are none
    "11|12|13|14|15|21|22|23|31", "|3800138000",
    "hello 1380013", "ol10 OIl 138 lol", "13lo8oolol", "138 OOO 138 OO", "1380013oil 80", "PO13800I", "iPhone 15 Pro 138 0013", "",
]  # fmt: skip
