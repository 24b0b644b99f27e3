"""Numbers of identity cards and mobiles in a reading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from stdnum.cn import ric

from registry.core.detection.reading import Kind, Reading, Span

_BETWEEN = r"[\W_]{0,3}"
ELEVEN_DIGITS = re.compile(rf"(?:[0-9oil]{_BETWEEN}){{11}}")
MOBILE = re.compile(rf"(?=(1{_BETWEEN}[3-9](?:{_BETWEEN}[0-9]){{9}}))")
ID = re.compile(rf"(?=([1-8]{_BETWEEN}[0-9](?:{_BETWEEN}[0-9]){{15}}{_BETWEEN}[0-9x]))")
OLD_ID = re.compile(rf"(?=([1-8]{_BETWEEN}[0-9](?:{_BETWEEN}[0-9]){{13}}))")
CALLED_AS = re.compile(r"(?:(?:\+|00)?86[\W_]{0,3}|0)\Z")
_PROVINCES = frozenset(
    re.findall("..", "1112131415212223313233343536374142434445465051525354616263646571818283")
)
"""GB/T 2260, with 81 to 83 for residents from Hong Kong, Macao and Taiwan."""
CONTACT_KEY = re.compile(r"(?:tel|phone|mobile|contact|shouji|sms|call)[a-z0-9_]{0,12}(?:=|:|/|%3a|%3d)\Z")
CERTIFICATE = re.compile(r"1[345][0-9]{9}-[0-9]{5}(?![0-9])")
"""A certificate of the police of Hebei, Shanxi or Inner Mongolia: 13, 14 and 15 start mobiles too."""
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_USUAL_GROUPS = [3, 4, 4]
_IN_LISTS = frozenset("、,;/")
LAST_GROUP = re.compile(r"(?P<figures>[0-9]{1,2})(?P<sign>[\W_]{1,3})\Z")
NEXT_GROUP = re.compile(r"(?P<sign>[\W_]{1,3})(?P<figures>[0-9]{1,2})")


@dataclass(frozen=True, slots=True)
class _Number:
    """Digits with or without signs between them. `start` is that of a calling code, if there is one, `first` of the digits."""

    start: int
    first: int
    end: int
    groups: list[str]
    signs: list[str]

    @property
    def figures(self) -> str:
        """The digits alone."""
        return "".join(self.groups)


def _numbers(read: Reading, pattern: re.Pattern[str], real: int) -> Iterator[_Number]:
    """Every stretch that a pattern fits and that no further digit makes longer; `real` digits of it are no letters."""
    for match in pattern.finditer(read.digits):
        start, end = first, _ = match.span(1)
        if pattern is MOBILE and (code := CALLED_AS.search(read.digits, max(0, first - 8), first)):
            start = code.start()
        if read.digit_goes_on(start, start - 1):
            start = first
        if read.digit_goes_on(start, start - 1) or read.digit_goes_on(end - 1, end):
            continue
        if "l" in read.styles[first:end] and not _letters_fit(read, first, end, real):
            continue
        signs = [sign for sign in re.split("[0-9x]+", match[1])[1:-1] if sign]
        yield _Number(start, first, end, re.findall("[0-9x]+", match[1]), signs)


def _letters_fit(read: Reading, start: int, end: int, real: int) -> bool:
    """Whether letters may be meant as digits: most are digits, each group has one, and no word goes on at the edges."""
    styles = read.styles[start:end]
    if styles.count("d") + styles.count("n") < real:
        return False
    before, after = read.letters[max(0, start - 1) : start], read.letters[end : end + 1]
    if (styles[0] == "l" and _is_letter(before)) or (styles[-1] == "l" and _is_letter(after)):
        return False
    return all("d" in group or "n" in group for group in re.findall("[dnl]+", styles))


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def mobiles(read: Reading) -> Iterator[Span]:
    for number in _numbers(read, MOBILE, real=5):
        if _is_grouped_as_a_mobile(read, number) and not _is_something_else(read, number):
            yield Span(Kind.mobile, number.start, number.end, number.figures[-2:], len(number.signs))


def _is_grouped_as_a_mobile(read: Reading, number: _Number) -> bool:
    """Whether signs stand where a person who writes, or hides, a mobile would put them, not as in a list or a table."""
    lengths = [len(group) for group in number.groups]
    if len(lengths) == 1:
        return True
    years = [bool(_YEAR.fullmatch(group)) for group in number.groups]
    signs = {sign.strip() for sign in number.signs}
    if lengths == _USUAL_GROUPS:
        span_of_years = years[1] and years[2] and len(signs) > 1  # 150，2024-2025
        return not (span_of_years or (signs <= _IN_LISTS and _goes_on(read, number)))
    if len(signs) > 1 or _goes_on(read, number):
        return False
    if max(lengths) == 1:
        return True
    tabular = len(lengths) > 5 and not (max(lengths) == 2 and lengths.count(1) == 1)
    if any(years) or signs & {".", ":"} or tabular:
        return False  # dates, times, versions and tables
    values = [int(group) for group in number.groups]
    listed = values == sorted(values) and (len(values) > 3 or signs <= _IN_LISTS)
    thousands = signs == {","} and lengths[0] <= 3 and set(lengths[1:]) == {3}
    return not (listed or thousands)


def _goes_on(read: Reading, number: _Number) -> bool:
    """Whether the same sign leads to further groups of its kind, so that the stretch is cut out of something longer."""
    sign = number.signs[0].strip() if number.signs else None
    single = max(map(len, number.groups)) == 1
    before = LAST_GROUP.search(read.digits, max(0, number.start - 5), number.start)
    after = NEXT_GROUP.match(read.digits, number.end)
    return any(
        group is not None
        and group["sign"].strip() == sign
        and not (single and len(group["figures"]) > 1)
        and read.digit_goes_on(edge, neighbour)
        for group, edge, neighbour in (
            (before, number.start, before.end("figures") - 1 if before else -1),
            (after, number.end - 1, after.start("figures") if after else -1),
        )
    )


def _is_something_else(read: Reading, number: _Number) -> bool:
    """Whether the digits stand where other numbers stand: certificates, fractions, digests, opaque web addresses."""
    start = number.start
    if read.opaque[start]:
        return CONTACT_KEY.search(read.letters, max(0, start - 24), start) is None
    fraction = re.search(r"(?<![0-9])0\.\Z", read.digits[max(0, start - 3) : start])
    return bool(fraction or CERTIFICATE.match(read.digits, number.first))


def identity_numbers(read: Reading) -> Iterator[Span]:
    for number in _numbers(read, ID, real=10):
        figures = number.figures
        if (
            _is_born(figures[:2], figures[6:14])
            and ric.calc_check_digit(figures.upper()) == figures[-1].upper()
            and not (max(map(len, number.groups)) == 1 and _goes_on(read, number))
        ):
            yield Span(Kind.id_number, number.start, number.end, figures[-2:].upper(), len(number.signs))
    for number in _numbers(read, OLD_ID, real=15):
        figures = number.figures
        lengths = [len(group) for group in number.groups]
        # Without a check digit it must look like one: a living person's year, a county, the usual groups, and no licence.
        if (
            (len(lengths) == 1 or lengths == [6, 6, 3] or max(lengths) == 1)
            and figures[6] >= "2"
            and "00" not in (figures[2:4], figures[4:6])
            and _is_born(figures[:2], f"19{figures[6:12]}")
            and not read.letters.endswith("教民", 0, number.start)
            and not read.opaque[number.start]
            and not _goes_on(read, number)
        ):
            yield Span(Kind.old_id_number, number.start, number.end, figures[-2:], len(number.signs))


def _is_born(province: str, day: str) -> bool:
    """Whether a place and a day of birth exist.

    The validation of python-stdnum is not used as a whole: its list of counties knows none that was dissolved early.
    """
    if province not in _PROVINCES or day[:2] not in ("19", "20"):
        return False
    try:
        date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return False
    return True
