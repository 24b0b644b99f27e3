"""Invented names. Every unit begins with 示例, so that nobody takes it for a real one;
no two apps of different providers have names that R10 or R11 would tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import Final

FICTIONAL: Final = "示例"

_FIRST: Final = """
青qing 云yun 星xing 晨chen 春chun 秋qiu 竹zhu 松song 柏bai 荷he 兰lan 梅mei 桂gui 枫feng 溪xi 泉quan 湖hu 江jiang 岭ling
霁ji 朗lang 明ming 暖nuan 远yuan 知zhi 文wen 书shu 墨mo 砚yan 雅ya 嘉jia 沐mu 初chu 景jing 鹿lu 月yue 安an 宁ning 启qi
承cheng 瑞rui 彩cai 苗miao 果guo 帆fan 海hai 天tian 山shan 林lin 谷gu 雪xue 雨yu 虹hong 蔚wei 翠cui 朝zhao 丹dan 思si 同tong
"""
_SECOND: Final = """
禾he 杉shan 河he 帆fan 舟zhou 桥qiao 亭ting 园yuan 田tian 原yuan 野ye 岸an 洲zhou 湾wan 川chuan 峰feng 岩yan 台tai 阁ge
窗chuang 灯deng 笺jian 页ye 铃ling 笛di 弦xian 歌ge 露lu 霖lin 霞xia 曦xi 晖hui 辰chen 汀ting 渚zhu 泽ze 芽ya 叶ye 穗sui
蕊rui 萱xuan 芷zhi 薇wei 槐huai 桐tong 榆yu 棠tang 朵duo 羽yu 翼yi 鸣ming 雀que 驹ju 径jing 阶jie 庐lu 堤di 畔pan 序xu
"""
# Combinations that are well-known names of companies or schools.
_AVOID: Final = frozenset(
    {"海澜", "云峰", "天河", "江河", "安桥", "海河", "天台", "文峰", "云川", "明台", "天鸣", "启辰", "松原"}
)

_CAMPUSES: Final = ("东校区", "南校区", "西校区", "北校区", "中心校区", "新校区")
_NUMERALS: Final = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Brand:
    """An invented brand: two characters, later four or six, and the label of its domain below example.cn."""

    zh: str
    host: str


def numeral(number: int) -> str:
    """A number from 1 to 99,999 in Chinese numerals, such as 一百零五 for 105."""
    if 10 <= number < 20:
        return "十" + (_NUMERALS[number % 10] if number % 10 else "")
    text, gap = "", False
    for unit, word in ((10000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if gap else "") + _NUMERALS[digit] + word
            gap = False
        elif text:
            gap = True
    return text


_FIRSTS: Final = "".join(word[0] for word in _FIRST.split())
_SECONDS: Final = "".join(word[0] for word in _SECOND.split())


def _pairs() -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for first in _FIRST.split():
        for second in _SECOND.split():
            zh = first[0] + second[0]
            if first[0] != second[0] and zh not in _AVOID:
                found.setdefault(first[1:] + second[1:], zh)
    return tuple((zh, letters) for letters, zh in found.items())


PAIRS: Final = _pairs()
"""Characters and letters of every brand; both without repeats."""


def brands(rng: Random) -> Iterator[Brand]:
    """Brands without end and without repeats, in an order drawn from `rng`."""
    order = rng.sample(PAIRS, len(PAIRS))
    for times in count():
        for zh, letters in order:
            more = _more(zh, times)
            if _AVOID.isdisjoint(more):
                yield Brand(zh + "".join(more), f"{letters}{times + 1}" if times else letters)


def _more(zh: str, times: int) -> list[str]:
    """What makes other brands of a pair of characters when the pairs come round again, none the first time.

    Each further pair is the first one moved on by a digit of `times` in both lists. So any two brands of one length differ in at least two
    characters, and none is taken for another (R11).
    """
    first, second = _FIRSTS.index(zh[0]), _SECONDS.index(zh[1])
    found = []
    while times:
        times, step = divmod(times, len(_FIRSTS))
        found.append(_FIRSTS[(first + step) % len(_FIRSTS)] + _SECONDS[(second + step) % len(_SECONDS)])
    return found


class Taken:
    """Names already given away."""

    def __init__(self) -> None:
        """Nothing is taken yet."""
        self._names: set[str] = set()

    def claim(self, candidates: Iterator[str]) -> str:
        """The first of the (endless) candidates that is free; from now on it is taken."""
        name = next(name for name in candidates if name not in self._names)
        self._names.add(name)
        return name


def company(brand: Brand, place: str, trade: str, form: str) -> Iterator[str]:
    """Names of a company, the shortest first."""
    yield f"{FICTIONAL}{brand.zh}{trade}{form}"
    yield f"{FICTIONAL}{place}{brand.zh}{trade}{form}"
    for n in count(2):
        yield f"{FICTIONAL}{place}{brand.zh}第{numeral(n)}{trade}{form}"


def campuses(name: str) -> Iterator[str]:
    """`name`, prefixed as fictional, then its campuses."""
    yield f"{FICTIONAL}{name}"
    for campus in _CAMPUSES:
        yield f"{FICTIONAL}{name}({campus})"
    for n in count(2):
        yield f"{FICTIONAL}{name}(第{numeral(n)}校区)"


def bureau(place: str) -> str:
    """The education authority of a province, city or county."""
    return f"{FICTIONAL}{place}{'教育厅' if place.endswith(('省', '自治区')) else '教育局'}"


TRADES: Final = (
    "教育科技", "信息技术", "网络科技", "软件科技", "数字教育科技", "智慧教育科技", "教育信息技术", "智能科技",
    "教育软件", "云计算科技",
)  # fmt: skip
FORMS: Final = ("有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司")
CENTRES: Final = ("教育技术中心", "数字教育资源中心", "青少年科技中心", "教师发展中心")
