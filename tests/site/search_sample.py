"""A large registry to search, made in memory: names from made-up brands and places, with everything that makes searching hard.

And what a search must find in it, found the slow way: every entry looked at, by code that shares nothing with the index.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

from registry.core.names.sound import syllables
from registry.render.site.search.entries import AppEntry, InstitutionEntry, UnitEntry
from registry.render.site.search.folding import folded

_BRAND = "".join(
    bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFF)
)
"""The 3,666 commonest characters of GB 2312, those read in two ways among them."""
_WORDS = [
    "口算",
    "作业",
    "课堂",
    "阅读",
    "题库",
    "打卡",
    "单词",
    "练字",
    "编程",
    "背诵",
    "听写",
    "错题",
    "家校通",
    "云课",
    "校园",
    "智慧教育",
    "错题本",
    "古诗",
    "数学",
    "英语",
    "物理",
    "重点",
    "音乐",
    "行走",
    "长征",
    "省事",
    "校对",
    "降调",
    "调色",
    "朝读",
    "便利",
    "都市",
    "差错",
    "数独",
    "藏书",
    "石头",
    "单元",
    "会考",
    "种子",
]
_TAILS = (
    "",
    "",
    "",
    "App",
    "（家校版）",
    " Pro",
    "·教师端",
    "学生端",
    "2.0",
    "通",
    "課堂",
    "練習",
    "學習",
    "Plus",
    "ＡＢＣ",
)
_TRADES = ["数字教育", "网络科技", "信息技术", "教育科技", "文化传播", "软件", "智能科技"]
_KINDS = ("有限公司", "有限责任公司", "股份有限公司", "（集团）有限公司")
_SCHOOLS = [
    "小学",
    "中学",
    "实验小学",
    "第一小学",
    "第二中学",
    "幼儿园",
    "中心小学",
    "外国语学校",
    "职业技术学校",
    "附属中学",
    "特殊教育学校",
    "教育局",
]
_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _brand(rng: random.Random) -> str:
    return "".join(rng.choice(_BRAND) for _ in range(rng.choice((2, 2, 2, 3))))


def _code(rng: random.Random, head: str) -> str:
    return (
        head
        + "".join(rng.choice("0123456789") for _ in range(6))
        + "".join(rng.choice(_CODE) for _ in range(10))
    )


def units(apps: int, seed: int = 1) -> tuple[UnitEntry, ...]:
    """Providers with so many apps in all, in the order of the index."""
    rng, made, found = random.Random(seed), 0, []
    serials = dict.fromkeys(range(33), 90_000 if apps < 300_000 else 0)
    places = [_brand(rng)[:2] for _ in range(300)]
    while made < apps:
        brand, latin = (
            _brand(rng),
            "".join(rng.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(rng.randint(3, 9))),
        )
        own = []
        for _ in range(min(apps - made, rng.choice((1, 1, 1, 2, 3, 16)))):
            authority = rng.randrange(33)
            serials[authority] = serials[authority] % 99_999 + 1
            word = rng.choice(_WORDS)
            name = rng.choice(
                (
                    brand + word,
                    brand + word + rng.choice(_WORDS),
                    word + rng.choice(_WORDS),
                    f"{latin.title()}{word}",
                    f"{rng.randint(1, 99)}{word}",
                )
            )
            package = f"cn.{latin}.{rng.choice('abcdefghij')}{rng.randint(1, 99)}.{rng.choice(('student', 'teacher', 'app'))}"
            own.append(
                AppEntry(
                    f"{authority + 11}{serials[authority]:05d}", name + rng.choice(_TAILS),
                    f"20{rng.randint(20, 26)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
                    package if rng.random() < 0.9 else "", package if rng.random() < 0.7 else f"com.{latin.upper()}.iPad",
                    f"wx{rng.getrandbits(64):016x}" if rng.random() < 0.05 else "",
                    authority, rng.choices(range(5), (90, 3, 3, 2, 2))[0], rng.randint(1, 7), rng.randint(1, 127), rng.randint(1, 31), rng.randrange(3),
                )
            )  # fmt: skip
        made += len(own)
        own.sort(key=lambda app: app.digits)
        found.append(
            UnitEntry(
                _code(rng, "91"),
                f"{rng.choice(places)}{brand}{rng.choice(_TRADES)}{rng.choice(_KINDS)}",
                tuple(own),
            )
        )
    return tuple(sorted(found, key=lambda unit: (folded(unit.name), unit.uscc)))


def institutions(count: int, seed: int = 2) -> tuple[InstitutionEntry, ...]:
    """Schools and bureaus, in the order of the index."""
    rng = random.Random(seed)
    places = [f"{_brand(rng)[:2]}{kind}" for kind in ("市", "县", "区", "旗") for _ in range(700)]
    found = [
        InstitutionEntry(
            _code(rng, "12"),
            f"{rng.choice(places)}{_brand(rng) if rng.random() < 0.8 else ''}{rng.choice(('', '镇', '乡', '街道', '路'))}{rng.choice(_SCHOOLS)}",
            rng.randrange(33), rng.randrange(12),
        )
        for _ in range(count)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda row: (folded(row.name), row.uscc)))


class Query(NamedTuple):
    """What is typed, of which kind, and the keys of all that must be found: numbers of apps, codes of providers or institutions."""

    kind: str
    among: str
    typed: str
    expected: frozenset[str]


class _Typed:
    """What is typed, read once for all entries."""

    def __init__(self, typed: str) -> None:
        self.loose = folded(typed)
        self.tight = "".join(unicodedata.normalize("NFKC", typed).lower().split())
        letters = re.sub("[ '’]", "", unicodedata.normalize("NFKC", typed).lower())
        self.letters = letters if re.fullmatch("(?=.*[a-z])[a-z0-9]{2,}", letters) else ""
        plain = re.sub("[\\s号]", "", unicodedata.normalize("NFKC", typed)).lower()
        labelled = re.fullmatch("教?app(?:备|備)案?([0-9]+)", plain)
        self.labelled = labelled[1] if labelled else ""
        self.digits = plain if re.fullmatch("[0-9]{2,7}", plain) else ""
        words = [_Typed(word) for word in typed.split()] if len(typed.split()) > 1 else []
        self.words = (
            words if all(len(word.loose) > (2 if word.loose.isascii() else 1) for word in words) else []
        )


class _Table:
    """Entries with the names and identifiers that a text may stand in, each as lines of one text."""

    def __init__(
        self, keys: Sequence[str], names: Sequence[str], identifiers: Sequence[str], whole_codes: bool = False
    ) -> None:
        self.keys = keys
        self.names = names
        self.identifiers = identifiers
        self.whole_codes = whole_codes
        self.readings: dict[str, set[str]] = {}
        for character in set("".join(names)) - {"\n"}:
            for syllable in syllables(character)[0]:
                for spelling in {syllable, syllable.replace("lve", "lue").replace("nve", "nue")}:
                    self.readings.setdefault(spelling, set()).add(character)

    def fitting(self, typed: _Typed) -> set[int]:
        """Places of all entries that a text fits."""
        found: set[int] = set()
        if typed.loose:
            found.update(at for at, text in enumerate(self.names) if typed.loose in text)
        if self.whole_codes:
            found.update(at for at, text in enumerate(self.identifiers) if typed.tight == text)
        elif len(typed.tight) > 1:
            found.update(at for at, text in enumerate(self.identifiers) if typed.tight in text)
        if typed.letters:
            heard = re.compile(f"{self._full(typed.letters)}|{self._initials(typed.letters)}")
            found.update(at for at, text in enumerate(self.names) if heard.search(text))
        return found

    def all_words(self, typed: _Typed) -> set[int]:
        """Places of all entries that each word fits."""
        sets = [self.fitting(word) for word in typed.words]
        return set.intersection(*sets) if sets else set()

    def _class(self, characters: set[str]) -> str:
        return f"[{''.join(sorted(map(re.escape, characters)))}]"

    def _initials(self, letters: str) -> str:
        by_letter = (
            set().union(*(own for syllable, own in self.readings.items() if syllable[0] == letter))
            for letter in letters
        )
        return "".join(self._class(own) if own else "(?!)" for own in by_letter)

    def _full(self, letters: str, first: bool = True) -> str:
        """Neighbours that are read so, two at least; the last reading may be cut short."""
        ways = []
        for syllable, characters in self.readings.items():
            if not first and syllable.startswith(letters):
                ways.append(self._class(characters))
            if letters.startswith(syllable) and len(letters) > len(syllable):
                rest = self._full(letters[len(syllable) :], False)
                if rest != "(?!)":
                    ways.append(self._class(characters) + rest)
        return f"(?:{'|'.join(ways)})" if ways else "(?!)"


class Oracle:
    """What must be found, the slow way."""

    def __init__(self, units: Sequence[UnitEntry], rows: Sequence[InstitutionEntry]) -> None:
        self.apps = [(app, unit) for unit in units for app in unit.apps]
        self.units, self.rows = units, rows
        self._apps = _Table(
            [app.digits for app, _ in self.apps],
            [f"{folded(app.name)}\n{folded(unit.name)}" for app, unit in self.apps],
            [f"{app.android}\n{app.ios}\n{app.mini_program}\n{unit.uscc}".lower() for app, unit in self.apps],
        )
        self._units = _Table(
            [unit.uscc for unit in units],
            [folded(unit.name) for unit in units],
            [unit.uscc.lower() for unit in units],
        )
        self._rows = _Table(
            [row.uscc for row in rows],
            [folded(row.name) for row in rows],
            [row.uscc.lower() for row in rows],
            True,
        )

    def expected(self, among: str, text: str) -> frozenset[str]:
        """Keys of all that must be found."""
        typed = _Typed(text)
        if among == "apps":
            return self._among_apps(typed)
        table = self._units if among == "providers" else self._rows
        if typed.labelled:
            return frozenset()
        return frozenset(table.keys[at] for at in table.fitting(typed) | table.all_words(typed))

    def _among_apps(self, typed: _Typed) -> frozenset[str]:
        numbers = self._apps.keys
        if typed.labelled:
            return frozenset(number for number in numbers if typed.labelled in number)
        found = self._apps.fitting(typed)
        if typed.digits:
            found.update(at for at, number in enumerate(numbers) if typed.digits in number)
        sets = [
            self._apps.fitting(word)
            | {at for at, number in enumerate(numbers) if word.tight.isdigit() and word.tight in number}
            for word in typed.words
        ]
        if sets:
            found |= set.intersection(*sets)
        return frozenset(numbers[at] for at in found)


def _part(rng: random.Random, text: str, least: int, most: int) -> str:
    length = min(len(text), rng.randint(least, most))
    start = rng.randint(0, len(text) - length)
    return text[start : start + length]


def _wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


_TRADITIONAL = str.maketrans("课学练习数题书启长乐単单网络业语", "課學練習數題書啟長樂單單網絡業語")


def _sound(rng: random.Random, name: str) -> str:
    heard = [rng.choice(parts) for parts in syllables(folded(name))]
    start = rng.randint(0, max(0, len(heard) - 3))
    return "".join(heard[start : start + rng.randint(2, 5)])


def _initials(rng: random.Random, name: str) -> str:
    return _part(rng, "".join(rng.choice(parts)[0] for parts in syllables(folded(name))), 3, 5)


Maker = Callable[[random.Random, AppEntry, UnitEntry], str]

APP_KINDS: dict[str, Maker] = {
    "name, 2 inside": lambda rng, app, _: _part(rng, _chinese(app.name), 2, 2),
    "name, 3 inside": lambda rng, app, _: _part(rng, app.name, 3, 3),
    "name, whole": lambda _, app, __: app.name,
    "provider, 2 to 6 inside": lambda rng, _, unit: _part(rng, unit.name, 2, 6),
    "number, digits": lambda _, app, __: app.digits,
    "number, whole": lambda _, app, __: f"教APP备{app.digits}号",
    "number, other spelling": lambda rng, app, _: rng.choice((f"教app备 {app.digits}", _wide(f"教APP备{app.digits}号"), f"app備{app.digits}")),
    "number, part": lambda rng, app, _: _part(rng, app.digits, 3, 6),
    "code": lambda rng, _, unit: rng.choice((unit.uscc, unit.uscc.lower(), _part(rng, unit.uscc, 8, 14))),
    "package, whole": lambda _, app, __: app.android or app.ios,
    "package, part": lambda rng, app, _: _part(rng, (app.android or app.ios).split(".")[1].ljust(3, "a"), 3, 6),
    "package, with a dot": lambda _, app, __: ".".join((app.android or app.ios).split(".")[:2]),
    "pinyin of name": lambda rng, app, _: _sound(rng, app.name),
    "pinyin of provider": lambda rng, _, unit: _sound(rng, unit.name),
    "initials of name": lambda rng, app, _: _initials(rng, app.name),
    "initials of provider": lambda rng, _, unit: _initials(rng, unit.name),
    "traditional": lambda rng, app, _: _part(rng, app.name.translate(_TRADITIONAL), 2, 4),
    "width, case, spaces": lambda rng, app, _: " ".join(_wide(_part(rng, app.name, 3, 5)).swapcase()),
    "two words": lambda rng, app, unit: f"{_part(rng, _chinese(app.name), 2, 2)} {_part(rng, unit.name[2:], 2, 3)}",
    "nothing": lambda rng, _, __: "龘" + rng.choice(_BRAND),
}  # fmt: skip
INSTITUTION_KINDS: dict[str, Callable[[random.Random, InstitutionEntry], str]] = {
    "institution, 2 inside": lambda rng, row: _part(rng, row.name, 2, 2),
    "institution, 3 to 6 inside": lambda rng, row: _part(rng, row.name, 3, 6),
    "institution, whole": lambda _, row: row.name,
    "institution, code": lambda _, row: row.uscc,
    "institution, pinyin": lambda rng, row: _sound(rng, row.name),
    "institution, initials": lambda rng, row: _initials(rng, row.name),
    "institution, two words": lambda _, row: f"{row.name[:2]} {row.name[-2:]}",
}


def _chinese(name: str) -> str:
    return max(re.findall("[\u3400-\u9fff]{2,}", name), key=len)


def _searchable(typed: str) -> bool:
    """Whether it is long enough for an index: two characters, or three of ASCII in one piece, and not a number of more than seven digits."""
    loose = folded(typed)
    return len(loose) >= (3 if loose.isascii() else 2)


def app_queries(oracle: Oracle, each: int, seed: int = 3) -> list[Query]:
    """So many queries of every kind that begin with an app; those for names of providers also among providers."""
    rng = random.Random(seed)
    found = []
    for kind, make in APP_KINDS.items():
        for typed in _made(lambda make=make: make(rng, *rng.choice(oracle.apps)), each):  # type: ignore[misc]
            found.append(Query(kind, "apps", typed, oracle.expected("apps", typed)))
            if "provider" in kind:
                found.append(Query(kind, "providers", typed, oracle.expected("providers", typed)))
    return found


def institution_queries(oracle: Oracle, each: int, seed: int = 4) -> list[Query]:
    """So many queries of every kind that begin with an institution."""
    rng = random.Random(seed)
    return [
        Query(kind, "institutions", typed, oracle.expected("institutions", typed))
        for kind, make in INSTITUTION_KINDS.items()
        for typed in _made(lambda make=make: make(rng, rng.choice(oracle.rows)), each)  # type: ignore[misc]
    ]


def _made(make: Callable[[], str], count: int) -> list[str]:
    found: list[str] = []
    while len(found) < count:
        typed = make()
        if _searchable(typed):
            found.append(typed)
    return found
