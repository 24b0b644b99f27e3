"""Personal data in text: numbers of identity cards, mobiles, personal mailboxes and accounts, also when they are disguised.

Git cannot forget, so what looks like a person's number is refused before it gets in. A text is read as a person would read
it: width, ornament and marks are taken off, digits of any script and Chinese numerals (一三八, 壹叁捌, 幺) are digits, one to
three signs may stand between two digits, and `o` and `l` may stand for 0 and 1. A number is bounded only by digits of its own
script, so that the name in 张三13800138000 does not hide the number.

Known to be missed: numbers spelt out in pinyin, in English or in pictures, spread over several fields, or encoded.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, get_args

from stdnum.cn import ric

from registry.core.fields import Record
from registry.core.finding import Place
from registry.core.text import Text


class Kind(StrEnum):
    """What was found."""

    id_number = "id_number"
    old_id_number = "old_id_number"
    mobile = "mobile"
    mailbox = "mailbox"
    account = "account"


KIND_LABELS = {
    Kind.id_number: Text("身份证号码", "an ID number"),
    Kind.old_id_number: Text("15位身份证号码", "a 15-digit ID number"),
    Kind.mobile: Text("手机号码", "a mobile number"),
    Kind.mailbox: Text("个人邮箱", "a personal mailbox"),
    Kind.account: Text("个人微信号或QQ号", "a personal WeChat or QQ account"),
}


@dataclass(frozen=True, slots=True)
class Detected:
    """Where personal data stands in a text. `tail` is all of it that may be shown: two characters at most, perhaps none."""

    kind: Kind
    start: int
    end: int
    tail: str


def detect(text: str) -> list[Detected]:
    """All personal data in a text, from left to right, none overlapping another. Never raises on any text."""
    plain = text.translate(_PLAIN)
    numbers, accounts = _ELEVEN_DIGITS.search(plain) is not None, _ACCOUNT_HINT.search(plain) is not None
    mailboxes = _DOMAIN.search(plain) is not None
    if not (numbers or accounts or mailboxes):
        return []
    read = _Reading(text)
    found = list(_mailboxes(read)) if mailboxes else []
    found += _accounts(read) if accounts else []
    found += [*_identity_numbers(read), *_mobiles(read)] if numbers else []
    # Of two that overlap the surer one stays: a mailbox rather than the number in it, a number rather than parts of two.
    kept: list[_Span] = []
    taken = bytearray(len(read.letters))
    for span in sorted(found, key=lambda span: (_SUREST_FIRST[span.kind], span.signs, span.start)):
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            kept.append(span)
    return [
        Detected(span.kind, read.at[span.start], read.at[span.end - 1] + 1, span.tail)
        for span in sorted(kept, key=lambda span: span.start)
    ]


_SUREST_FIRST = {
    kind: rank
    for rank, kind in enumerate((Kind.mailbox, Kind.account, Kind.id_number, Kind.old_id_number, Kind.mobile))
}


def masked(text: str) -> str:
    """The text with every piece of personal data cut down to its tail, for sentences that quote a stranger's value."""
    shown, done = "", 0
    for found in detect(text):
        shown += f"{text[done : found.start]}…{found.tail}"
        done = found.end
    return shown + text[done:]


# -- Reading a text as plain characters ---------------------------------------------------------------------------------

_NUMERALS = {
    **dict.fromkeys("〇零○◯洞", "0"),
    **dict.fromkeys("一壹弌幺", "1"),
    **dict.fromkeys("二贰貳弍两兩", "2"),
    **dict.fromkeys("三叁叄參弎", "3"),
    **dict.fromkeys("四肆", "4"),
    **dict.fromkeys("五伍", "5"),
    **dict.fromkeys("六陆陸", "6"),
    **dict.fromkeys("七柒拐", "7"),
    **dict.fromkeys("八捌", "8"),
    **dict.fromkeys("九玖勾", "9"),
}
"""Chinese numerals, those of cheques, and those by which numbers are read out (幺 1, 两 2, 拐 7, 勾 9, 洞 0)."""
_SAME_LOOK = {"×": "x", "х": "x", "χ": "x", "о": "o", "ο": "o"}
_LETTERS_AS_DIGITS = {"o": "0", "O": "0", "l": "1", "I": "1"}


@cache
def _parts(character: str) -> tuple[tuple[str, str, str], ...]:
    """What a character is without width, ornament and case: its plain characters, the same as digits, and their styles.

    Styles: `d` a digit, `n` a numeral or a digit in a circle or raised, `l` a letter that may stand for a digit, `.` the rest.
    Marks and invisible characters give nothing: all that Unicode's canonical order could move is dropped, so that reading
    character by character equals reading the whole.
    """
    found = []
    for part in unicodedata.normalize("NFKD", character):
        if unicodedata.combining(part) or unicodedata.category(part) in ("Mn", "Me", "Cf"):
            continue
        digit = unicodedata.decimal(part, None)
        if digit is not None:
            found.append((str(digit), str(digit), "d" if unicodedata.category(character) == "Nd" else "n"))
            continue
        plain = part.lower()[0]
        plain = _NUMERALS.get(plain) or _SAME_LOOK.get(plain, plain)
        if plain.isdecimal():
            found.append((plain, plain, "n"))
        elif letter := _LETTERS_AS_DIGITS.get("o" if plain == "o" else part):
            found.append((plain, letter, "l"))
        else:
            found.append((plain, plain, "."))
    return tuple(found)


class _Table(dict[int, str]):
    """Plain characters for `str.translate`, which asks a table for each character."""

    def __missing__(self, code: int) -> str:
        self[code] = "".join(plain for plain, _, _ in _parts(chr(code)))
        return self[code]


_PLAIN = _Table()
_ADDRESS = re.compile(r"(?:https?://|www\.)[a-z0-9\-._~%&=+?/#:@$*]+")
_DIGEST = re.compile(
    r"(?<![0-9a-f])(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32,128})(?![0-9a-f])"
)


class _Reading:
    """A text in plain characters (`letters`; with letters as digits: `digits`), their styles, and their places in the text."""

    def __init__(self, text: str) -> None:
        parts = [(index, *part) for index, character in enumerate(text) for part in _parts(character)]
        self.at = [index for index, _, _, _ in parts]
        self.letters = "".join(plain for _, plain, _, _ in parts)
        self.digits = "".join(digit for _, _, digit, _ in parts)
        self.styles = "".join(style for _, _, _, style in parts)
        self.opaque = bytearray(len(parts))
        """1 where a web address, a digest or a UUID stands: their digits mean nothing to a person."""
        for pattern in (_ADDRESS, _DIGEST):
            for match in pattern.finditer(self.letters):
                self.opaque[match.start() : match.end()] = b"\1" * len(match[0])

    def digit_goes_on(self, edge: int, neighbour: int) -> bool:
        """Whether the digit at `edge` belongs to the same number as `neighbour`: numerals end where they may, digits do not."""
        return 0 <= neighbour < len(self.styles) and self.styles[edge] == self.styles[neighbour] == "d"


@dataclass(frozen=True, slots=True)
class _Span:
    """A find, in places of the reading."""

    kind: Kind
    start: int
    end: int
    tail: str
    signs: int = 0
    """How many signs stand between digits."""


# -- Numbers ------------------------------------------------------------------------------------------------------------

_BETWEEN = r"[\W_]{0,3}"
_ELEVEN_DIGITS = re.compile(rf"(?:[0-9oil]{_BETWEEN}){{11}}")
_MOBILE = re.compile(rf"(?=(1{_BETWEEN}[3-9](?:{_BETWEEN}[0-9]){{9}}))")
_ID = re.compile(rf"(?=([1-8]{_BETWEEN}[0-9](?:{_BETWEEN}[0-9]){{15}}{_BETWEEN}[0-9x]))")
_OLD_ID = re.compile(rf"(?=([1-8]{_BETWEEN}[0-9](?:{_BETWEEN}[0-9]){{13}}))")
_CALLED_AS = re.compile(r"(?:(?:\+|00)?86[\W_]{0,3}|0)\Z")
_PROVINCES = frozenset(
    re.findall("..", "1112131415212223313233343536374142434445465051525354616263646571818283")
)
"""GB/T 2260, with 81 to 83 for residents from Hong Kong, Macao and Taiwan."""
_CONTACT_KEY = re.compile(r"(?:tel|phone|mobile|contact|shouji|sms|call)[a-z0-9_]{0,12}(?:=|:|/|%3a|%3d)\Z")
_CERTIFICATE = re.compile(r"1[345][0-9]{9}-[0-9]{5}(?![0-9])")
"""A certificate of the police of Hebei, Shanxi or Inner Mongolia: 13, 14 and 15 start mobiles too."""
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_USUAL_GROUPS = [3, 4, 4]
_IN_LISTS = frozenset("、,;/")
_LAST_GROUP = re.compile(r"(?P<figures>[0-9]{1,2})(?P<sign>[\W_]{1,3})\Z")
_NEXT_GROUP = re.compile(r"(?P<sign>[\W_]{1,3})(?P<figures>[0-9]{1,2})")


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


def _numbers(read: _Reading, pattern: re.Pattern[str], real: int) -> Iterator[_Number]:
    """Every stretch that a pattern fits and that no further digit makes longer; `real` digits of it are no letters."""
    for match in pattern.finditer(read.digits):
        start, end = first, _ = match.span(1)
        if pattern is _MOBILE and (code := _CALLED_AS.search(read.digits, max(0, first - 8), first)):
            start = code.start()
        if read.digit_goes_on(start, start - 1):
            start = first
        if read.digit_goes_on(start, start - 1) or read.digit_goes_on(end - 1, end):
            continue
        if "l" in read.styles[first:end] and not _letters_fit(read, first, end, real):
            continue
        signs = [sign for sign in re.split("[0-9x]+", match[1])[1:-1] if sign]
        yield _Number(start, first, end, re.findall("[0-9x]+", match[1]), signs)


def _letters_fit(read: _Reading, start: int, end: int, real: int) -> bool:
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


def _mobiles(read: _Reading) -> Iterator[_Span]:
    for number in _numbers(read, _MOBILE, real=5):
        if _is_grouped_as_a_mobile(read, number) and not _is_something_else(read, number):
            yield _Span(Kind.mobile, number.start, number.end, number.figures[-2:], len(number.signs))


def _is_grouped_as_a_mobile(read: _Reading, number: _Number) -> bool:
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


def _goes_on(read: _Reading, number: _Number) -> bool:
    """Whether the same sign leads to further groups of its kind, so that the stretch is cut out of something longer."""
    sign = number.signs[0].strip() if number.signs else None
    single = max(map(len, number.groups)) == 1
    before = _LAST_GROUP.search(read.digits, max(0, number.start - 5), number.start)
    after = _NEXT_GROUP.match(read.digits, number.end)
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


def _is_something_else(read: _Reading, number: _Number) -> bool:
    """Whether the digits stand where other numbers stand: certificates, fractions, digests, opaque web addresses."""
    start = number.start
    if read.opaque[start]:
        return _CONTACT_KEY.search(read.letters, max(0, start - 24), start) is None
    fraction = re.search(r"(?<![0-9])0\.\Z", read.digits[max(0, start - 3) : start])
    return bool(fraction or _CERTIFICATE.match(read.digits, number.first))


def _identity_numbers(read: _Reading) -> Iterator[_Span]:
    for number in _numbers(read, _ID, real=10):
        figures = number.figures
        if (
            _is_born(figures[:2], figures[6:14])
            and ric.calc_check_digit(figures.upper()) == figures[-1].upper()
            and not (max(map(len, number.groups)) == 1 and _goes_on(read, number))
        ):
            yield _Span(Kind.id_number, number.start, number.end, figures[-2:].upper(), len(number.signs))
    for number in _numbers(read, _OLD_ID, real=15):
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
            yield _Span(Kind.old_id_number, number.start, number.end, figures[-2:], len(number.signs))


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


# -- Mailboxes and accounts ---------------------------------------------------------------------------------------------

_PROVIDERS: tuple[tuple[str, str], ...] = (
    ("qq foxmail outlook hotmail live msn gmail googlemail icloud me mac ymail rocketmail aol gmx yandex mail", "com"),
    ("163 126 188 139 sina sohu sogou tom 21cn 263 eyou aliyun 88 wo protonmail", "com"),
    ("yeah 163 263 eyou 126", "net"),
    ("189 wo sina live msn outlook hotmail yahoo 21cn tom", "cn"),
    ("sina yahoo wo 263 hotmail", "com.cn"),
    ("yahoo hotmail outlook", "co.jp co.uk com.hk com.tw fr de jp"),
    ("yahoo", "com"),
    ("proton pm", "me"),
    ("mail yandex", "ru"),
)  # fmt: skip
"""Mailboxes for everybody. Hosted mailboxes of units (exmail.qq.com, staff.sina.com.cn) have other domains."""
_DOT = r" ?(?:[.。·•,]|[\[({<【〔「] ?(?:dot|点|\.) ?[\])}>】〕」]| dot |点) ?"
_AT = (
    r"(?P<at> {0,3}@ {0,3}| {0,3}艾特 {0,3}|%40|#|(?P<word> {1,3}at {1,3})"
    r"| {0,3}[\[({<【〔「《]{1,2} ?(?:at|a|@|艾特) ?[\])}>】〕」》]{1,2} {0,3}| {0,3}[*_#~\-]{1,2}(?:at|@|艾特)[*_#~\-]{1,2} {0,3})"
)


def _domains() -> str:
    """A pattern of all domains, each letter of a name perhaps followed by a space."""
    found: dict[str, list[str]] = {}
    for names, endings in _PROVIDERS:
        for ending in endings.split():
            found.setdefault(ending, []).extend(names.split())
    return "|".join(
        f"(?:{'|'.join(' ?'.join(name) for name in sorted(set(names)))}){_DOT}{_DOT.join(' ?'.join(part) for part in ending.split('.'))}"
        for ending, names in sorted(found.items(), key=lambda entry: -len(entry[0]))
    )


_DOMAIN = re.compile(
    rf"{_AT}(?:(?:v ?i ?p|m ?a ?i ?l){_DOT})?(?P<domain>{_domains()})(?![a-z0-9\-_]|\.[a-z])"
)
_LOCAL = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._+-")


def _mailboxes(read: _Reading) -> Iterator[_Span]:
    for match in _DOMAIN.finditer(read.letters):
        start = _start_of_local_part(read.letters, match.start())
        local = read.letters[start : match.start()].replace(" ", "")
        hidden_dot = re.search("dot|点", match["domain"])
        if match["word"] and not hidden_dot and (len(local) < 4 or not re.search("[0-9._]", local)):
            continue  # “sign in at qq.com”
        if read.opaque[match.start()] and match["at"] not in ("@", "%40"):
            continue  # www.look-at-me.com
        if local:
            # Two characters of a short name would be most of it.
            yield _Span(Kind.mailbox, start, match.end(), local[-2:] if len(local) > 3 else "")


def _start_of_local_part(letters: str, end: int) -> int:
    """Where the name before an @ starts; single characters with spaces between them belong to it."""
    start = end
    while start > 0 and end - start < 64 and letters[start - 1] in _LOCAL:
        start -= 1
    while (
        start >= 2
        and end - start < 128
        and letters[start - 1] == " "
        and letters[start - 2] in _LOCAL
        and (start == 2 or letters[start - 3] not in _LOCAL)
        and end > start
    ):
        start -= 2
    return start


_ACCOUNT_HINT = re.compile("微 ?信|wechat|weixin|v ?信|vx|薇信|威信|qq|扣扣")
_ROLE = r"(?<!企业)(?<!客服)(?<!官方)(?<!服务)(?<!公司)(?<!单位)(?<!学校)"
_ACCOUNT = re.compile(
    rf"{_ROLE}(?:微 ?信|wechat|weixin|v ?信|(?<![a-z0-9])vx|薇信|威信)"
    r"(?: ?(?:号码?|帐号|账号|id) ?[:=是为] ?| ?(?:号码?|帐号|账号|id|:|=) ?(?=[a-z_\-]{1,19}[0-9]))"
    r"(?!wx[0-9a-f]{16}(?![0-9a-z])|gh_[0-9a-f]{12})(?P<wechat>[a-z][a-z0-9_\-]{5,19})"
    rf"|{_ROLE}(?<![a-z0-9.])(?:qq|扣扣)(?: ?(?:号码?|帐号|账号|邮箱|id) ?[:=是为]? ?| ?[:=] ?|(?=[0-9]{{6}}))"
    r"(?P<qq>[1-9](?: ?[0-9]){4,10})(?![0-9])"
)
"""An account after its label. Words such as “WeChat: supported” are none; what is called a service account is the unit's."""


def _accounts(read: _Reading) -> Iterator[_Span]:
    for match in _ACCOUNT.finditer(read.letters):
        account = match["wechat"] or match["qq"]
        yield _Span(Kind.account, match.end() - len(account), match.end(), account[-2:])


# -- Where to look ------------------------------------------------------------------------------------------------------

_IN_TEXT = frozenset(Kind)
_IN_LICENCES = frozenset({Kind.id_number, Kind.mailbox, Kind.account})
"""Licence numbers have no fixed form; those of Hebei with 11 digits look like mobiles, and with 15 like old ID numbers."""

SCANNED: dict[str, frozenset[Kind]] = {
    **dict.fromkeys(
        (
            "UnitReference.name", "ProviderUnit.name", "BusinessSystem.name", "Icp.subject_name", "Mlps.subject_name",
            "Mlps.police_authority", "ThirdPartyDeveloper.name", "App.name", "Institution.name",
            "Names.zh", "Names.en", "County.zh", "County.en",
            "ProviderUnit.registered_address", "ProviderUnit.public_hotline", "ProviderUnit.public_email",
            "App.description", "PersonalInformation.guardian_consent_method", "Use.purpose", "BreachFound.description",
            "Lifted.reason", "Event.reason", "Withdrawal.reason",
            "Decision.document_ref", "RequiredBy.document_no", "Rectification.document_no", "Measures.circular_document_no",
            "BusinessSystem.id", "App.id", "App.system_id", "Use.id", "Event.item",
            "ProviderUnit.website", "Android.store_urls", "Ios.store_urls", "PersonalInformation.privacy_policy_url",
            "PersonalInformation.child_policy_url", "PersonalInformation.complaint_entry_url",
        ),
        _IN_TEXT,
    ),
    "ProviderUnit.school_licence_no": _IN_LICENCES,
}  # fmt: skip
"""Fields that people write as they like, and what is looked for in them; `Model.field`."""

NOT_SCANNED: dict[str, str] = {
    **dict.fromkeys(
        ("UnitReference.uscc", "ProviderUnit.uscc", "ThirdPartyDeveloper.uscc", "Institution.uscc"),
        "a code of its own form; some with a date in the middle would pass for ID numbers",
    ),
    "Mlps.certificate_no": "starts with a division code: those of 13, 14 and 15 look like mobiles",
    **dict.fromkeys(
        ("Icp.number", "Use.number", "App.takes_over", "EnforcementCase.numbers", "Measures.revoked_numbers", "Event.number"),
        "a number of a fixed form",
    ),
    **dict.fromkeys(("Authority.team", "County.team"), "the name of a team on the forge"),
    "Institution.school_code": "ten digits",
    "ProcedureRecord.path": "a path of a fixed form",
    **dict.fromkeys(
        (
            "Icp.evidence_date", "Mlps.issue_date", "Mlps.test_report_date", "App.last_updated", "Decision.date",
            "Use.start_date", "Rectification.demanded", "Rectification.due", "Rectification.outcome_date", "Bar.start",
            "Measures.decided_on", "Lifted.date", "EnforcementCase.opened_on", "Event.at", "Withdrawal.requested_on",
        ),
        "a date",
    ),
    **dict.fromkeys(
        (
            "BusinessSystem.evidence_sha256", "Android.signing_cert_sha256", "BreachFound.evidence_sha256",
            "Event.content_sha256", "Event.previous", "Event.commit", "Event.head_commit",
        ),
        "a digest",
    ),
    **dict.fromkeys(
        ("Android.package_name", "Ios.bundle_id", "Ios.app_store_id", "MiniProgram.app_id"),
        "an identifier that the platform gave or holds; stores count with digits",
    ),
    "App.version": "digits with dots",
    **dict.fromkeys(
        (
            "ProviderUnit.registration_province", "Institution.province", "Institution.city", "Institution.county",
            "Institution.competent_authority", "RequiredBy.authority", "County.code", "Authority.slug",
            "Authority.numeric_prefix", "Authority.gb2260", "Authority.icp_mark", "Event.authority", "Event.path",
        ),
        "a place or an authority of a closed list",
    ),
}  # fmt: skip
"""All other fields of text, and why nothing is looked for in them. Every field of text stands in one of the two lists."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A text that people write, where it stands, the title of its field, and what to look for in it."""

    place: Place
    text: str
    title: Text
    kinds: frozenset[Kind]


def where_to_look(record: Record, place: Place = ()) -> Iterator[Looked]:
    """Every text of a record, and of the records in it, that could hold personal data; in the order of the fields."""
    for attribute, key, title, kinds in _fields(type(record)):
        value = getattr(record, attribute)
        many = isinstance(value, tuple)
        for index, item in enumerate(value if many else (value,)):
            at = (*place, key, index) if many else (*place, key)
            if isinstance(item, Record):
                yield from where_to_look(item, at)
            elif kinds and isinstance(item, str):
                yield Looked(at, item, title, kinds)


@cache
def _fields(model: type[Record]) -> tuple[tuple[str, str, Text, frozenset[Kind]], ...]:
    """Attribute, key, title and kinds of the fields worth a visit: scanned ones, and those that may hold records."""
    found = []
    for name, field in model.model_fields.items():
        kinds = next(
            (SCANNED[known] for known in names_of(model, name) if known in SCANNED), frozenset[Kind]()
        )
        if kinds or _may_hold_a_record(field.annotation):
            extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
            words: Any = extra.get("x-title", {"zh": name, "en": name})
            found.append((name, field.alias or name, Text(words["zh"], words["en"]), kinds))
    return tuple(found)


def _may_hold_a_record(annotation: Any) -> bool:
    if isinstance(annotation, type) and not get_args(annotation):
        return issubclass(annotation, Record)
    return any(_may_hold_a_record(part) for part in get_args(annotation))


def names_of(model: type[Record], field: str) -> Iterable[str]:
    """`Model.field` of a field, then of the models that it may be inherited from: a city's name is a county's."""
    return [f"{base.__name__}.{field}" for base in model.__mro__ if issubclass(base, Record)]
