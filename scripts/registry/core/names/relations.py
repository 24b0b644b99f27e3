"""How two names of apps stand to each other. Symmetric, and the same on every machine."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from registry.core.finding import Verdict
from registry.core.names import layers, sound, words
from registry.core.text import Text

LEAST_CHARACTERS = 3
"""Of two names one character apart the shorter has so many: with two, half of the name would be another."""
LEAST_OWN = 3
"""A name that got one own character replaced has so many of its own: 青禾口算 and 青杉口算 are two brands of two characters each,
学而思网校 and 学而恩网校 are not."""
LEAST_LETTERS = 6
"""The same for names without Chinese characters, since a letter says less: many words of five have an honest neighbour."""
MOST_CHARACTERS = 64
"""Nobody imitates a longer name by one character, and each character costs a key."""
_NUMERALS = frozenset("0123456789oli一二三四五六七八九十")
"""As they stand in an outline, where 1 is l or i, and 0 is o."""


class Kind(StrEnum):
    """How two names stand to each other, the closest first; with the words that a finding uses."""

    reason: Text
    verdict: Verdict

    def __new__(cls, code: str, verdict: Verdict, zh: str, en: str) -> "Kind":
        """Make one member from its code, what follows from it and the words."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.verdict = verdict
        member.reason = Text(zh, en)
        return member

    same = "same", Verdict.reject, "相同", "the same"
    same_after_additions = (
        "same_after_additions", Verdict.refer, "仅版本或附加词不同", "the same but for a version or an addition",
    )  # fmt: skip
    look_alike = "look_alike", Verdict.refer, "仅形近字不同", "the same but for characters that look alike"
    same_pinyin = "same_pinyin", Verdict.refer, "读音相同", "read the same"
    one_character_neighbour = "one_character_neighbour", Verdict.refer, "仅一字不同", "one character apart"
    distinct = "distinct", Verdict.accept, "不同", "different"


@dataclass(frozen=True, slots=True)
class Relation:
    """The kind, and for one name what hides it (`differs`): the layers that it takes to see it."""

    kind: Kind
    differs: tuple[Text, ...] = ()

    @property
    def reason(self) -> Text:
        """The kind in words, with what differs if the two are one name."""
        if not self.differs:
            return self.kind.reason
        zh, en = "、".join(text.zh for text in self.differs), ", ".join(text.en for text in self.differs)
        return Text(f"{self.kind.reason.zh}(仅{zh}不同)", f"{self.kind.reason.en} (they differ in {en} only)")


@dataclass(frozen=True, slots=True)
class Outline:
    """All that is compared of a name."""

    skeleton: str
    core: str
    outline: str
    """The core with one character for all that are alike at a glance."""
    own: tuple[bool, ...]
    """For each character of the outline whether it belongs to no common word."""
    read: str
    """The core as it is read."""
    spellings: frozenset[str]
    head: str
    """The core of what stands before a subtitle (启明口算 of 启明口算-小学数学练习), if that would be somebody's name; otherwise empty."""

    @property
    def can_have_neighbours(self) -> bool:
        """Whether another name that differs by one character may imitate it: it is long enough, and not of common words alone."""
        least = LEAST_CHARACTERS if sound.is_read(self.outline) else LEAST_LETTERS
        return least <= len(self.outline) <= MOST_CHARACTERS and any(self.own)


@lru_cache(maxsize=65_536)
def outline_of(name: str) -> Outline:
    """What is compared of a name, computed once for each of a large registry."""
    core = words.core(name)
    outline = layers.near(core)
    own = words.own(outline)
    read = words.core(name, layers.plain)
    return Outline(layers.skeleton(name), core, outline, own, read, sound.spellings(read), _head(name))


def _head(name: str) -> str:
    before = words.before_subtitle(name)
    head = words.core(before) if before else ""
    least = LEAST_CHARACTERS if sound.is_read(head) else LEAST_LETTERS
    return head if len(head) >= least and any(words.own(layers.near(head))) else ""


def relation(first: str, second: str) -> Relation:
    """How two names stand to each other; the closest kind that holds. Any text is a name."""
    a, b = outline_of(first), outline_of(second)
    if a.skeleton == b.skeleton:
        return Relation(Kind.same, _differences(first, second))
    if a.core == b.core or (a.head and a.head == b.core) or (b.head and b.head == a.core):
        return Relation(Kind.same_after_additions)
    if a.outline == b.outline:
        return Relation(Kind.look_alike)
    if _sound_alike(a, b):
        return Relation(Kind.same_pinyin)
    if _are_neighbours(a, b):
        return Relation(Kind.one_character_neighbour)
    return Relation(Kind.distinct)


_TOLD: dict[layers.Layer, Text] = {
    layers.visible: Text("不可见字符", "invisible characters"),
    layers.width: Text("全角半角等样式", "width or style"),
    layers.marks: Text("字母附加符号", "accents"),
    layers.letters: Text("外形相同的字母", "letters that look the same"),
    layers.case: Text("大小写", "case"),
    layers.variants: Text("繁简异体", "traditional or variant forms"),
    layers.twins: Text("形近字", "look-alike characters"),
    layers.spacing: Text("空格标点", "spaces or punctuation"),
}


def _differences(first: str, second: str) -> tuple[Text, ...]:
    """What tells two spellings of one name apart: the layers without which they would be two."""
    return tuple(
        told for layer, told in _TOLD.items() if layers.without(layer, first) != layers.without(layer, second)
    )


def _sound_alike(a: Outline, b: Outline) -> bool:
    if a.spellings.isdisjoint(b.spellings) or not (any(a.own) or any(b.own)):
        return False
    if any(c.isascii() for c in a.read + b.read):
        return True
    # 方案 and 反感 are spelled alike, and not read alike.
    pairs = zip(sound.syllables(a.read), sound.syllables(b.read), strict=False)
    return len(a.read) == len(b.read) and all(set(left) & set(right) for left, right in pairs)


def _are_neighbours(a: Outline, b: Outline) -> bool:
    """Whether one character was replaced, added, left out or swapped with the next, and no common words explain it."""
    if len(a.outline) < len(b.outline):
        a, b = b, a
    start, end = _middle(a.outline, b.outline)
    long, short = a.outline[start : end + len(a.outline) - len(b.outline)], b.outline[start:end]
    if not (_is_one_change(long, short) and a.can_have_neighbours and b.can_have_neighbours):
        return False
    if not short:
        return a.own[start]
    return not _NUMERALS.issuperset(long + short) and _is_damaged(a.own, b.own, start, end)


def _middle(long: str, short: str) -> tuple[int, int]:
    """What of the shorter text is left without the start and the end that both share."""
    start = 0
    while start < len(short) and long[start] == short[start]:
        start += 1
    end = len(short)
    while end > start and long[end - 1 + len(long) - len(short)] == short[end - 1]:
        end -= 1
    return start, end


def _is_one_change(long: str, short: str) -> bool:
    return (len(long), len(short)) in ((1, 0), (1, 1)) or (len(long) == 2 and long == short[::-1])


def _is_damaged(first: tuple[bool, ...], second: tuple[bool, ...], start: int, end: int) -> bool:
    """Whether a replaced character is one name's own: of two common words in one place, neither imitates the other."""
    sides = [(any(own[start:end]), sum(own)) for own in (first, second)]
    if not any(changed for changed, _ in sides):
        return False
    return all(count >= (LEAST_OWN if changed else 1) for changed, count in sides)
