"""Formats of the field: patterns, check digits, and what a person is told when a value does not fit.

Every pattern is anchored and uses only what Python, Rust and ECMAScript read alike (no backslash classes, no dot, no
look-around), because the same pattern stands in the models, in the committed schemas and in editors.
"""

from datetime import date

from stdnum.cn import uscc as stdnum_uscc

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ICP_PROVINCE_MARKS = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝蜀黔滇藏陕陇青宁新"

TEAM = "^@[a-zA-Z0-9][a-zA-Z0-9-]{0,38}/[a-z0-9][a-z0-9-]{0,60}$"
USCC = "^[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}$"
DATE = "^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
SLUG = "^[a-z]{2,20}$"
ITEM_ID = "^[a-z][a-z0-9-]{0,31}$"
NUMERIC_PREFIX = "^[0-9]{2}$"
ICP_MARK = f"^[{ICP_PROVINCE_MARKS}]$"
DIVISION = "^[1-6][0-9]{5}$"
AUTHORITY_PATH = "^[a-z]{2,20}(/[1-6][0-9]{5}){0,2}$"
FILING_NUMBER = "^教APP备[0-9]{7}号$"
ICP = (
    f"^([{ICP_PROVINCE_MARKS}]ICP备[0-9]{{8}}([0-9]{{2}})?号(-[0-9]{{1,5}}[AXK]?)?"
    f"|([{ICP_PROVINCE_MARKS}]|合字)?([AB][12]\\.)*[AB][12]-[0-9]{{8}}(-[0-9]{{1,5}}[AXK]?)?"
    f"|[{ICP_PROVINCE_MARKS}]ICP证[0-9]{{6,8}}号(-[0-9]{{1,5}}[AXK]?)?)$"
)
MLPS_CERTIFICATE = "^[0-9]{11}-[0-9]{5}$"
"""Form number of the police filing (6 + 5 digits) and serial of the system; the usual form, no rule of law."""
MLPS_CERTIFICATE_LOOSE = "^[0-9A-Z][0-9A-Z\\-]{4,39}$"
ANDROID_PACKAGE = "^[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)+$"
IOS_BUNDLE = "^[A-Za-z0-9\\-]+(\\.[A-Za-z0-9\\-]+)+$"
APP_STORE_ID = "^[0-9]{9,10}$"
WECHAT_APP_ID = "^wx[0-9a-f]{16}$"
SHA256 = "^[0-9a-f]{64}$"
AGE_KEY = "^age1[02-9ac-hj-np-z]{58}$"
"""Public key of age for X25519; those of other kinds, such as `age1pq1…`, are longer or have another sign in these places."""
SIGNING_CERTIFICATE = "^([0-9a-f]{64}|([0-9A-F]{2}:){31}[0-9A-F]{2})$"
URL = (
    "^https?://([A-Za-z0-9\\-]{1,63}\\.)+[A-Za-z]{2,24}(:[0-9]{1,5})?"
    "(/[A-Za-z0-9\\-_~%!$&'()*+,;=:@/\\.]*)?(\\?[A-Za-z0-9\\-_~%!$&'()*+,;=:@/?\\.]*)?(#[A-Za-z0-9\\-_~%!$&'()*+,;=:@/?\\.]*)?$"
)
EMAIL = "^[A-Za-z0-9][A-Za-z0-9_+\\-\\.]{0,63}@([A-Za-z0-9\\-]{1,63}\\.)+[A-Za-z]{2,24}$"
HOTLINE = "^[+0-9][0-9\\-]{4,19}$"
VERSION = "^[0-9A-Za-z][0-9A-Za-z_+\\-\\.]{0,31}$"
SCHOOL_CODE = "^[0-9]{10}$"
DOCUMENT_NO = '^[^<>{}|`\\\\"=#*_^$%!;\\n\\r\\t ]([^<>{}|`\\\\"=#*_^$%!;\\n\\r\\t]{0,78}[^<>{}|`\\\\"=#*_^$%!;\\n\\r\\t ])?$'

_NAME_REFUSED = '<>{}\\[\\]|`\\\\"=#*_~^$%!;\\n\\r\\t＜＞｛｝［］｜｀＼＂＝＃＊＿～＾＄％；\u3164\u2800\ufeff\u2e80-\u2fdf'
_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1effＡ-Ｚａ-ｚ"
_GREEK_AND_CYRILLIC = "\u0370-\u052f\u1c80-\u1c8f\u1f00-\u1fff\u2de0-\u2dff\ua640-\ua69f"


def _name_without(letters: str) -> str:
    refused = f"{_NAME_REFUSED}{letters}"
    first, last = f"[^{refused}:：+\\-@' \u3000＋－＠＇]", f"[^{refused}:： \u3000]"
    return f"{first}(([:：]?[^{refused}:：])*[:：]?{last})?"


NAME = f"^({_name_without(_GREEK_AND_CYRILLIC)}|{_name_without(_LATIN)})$"
"""Names of units, systems and apps: nothing that a page, a feed, a spreadsheet, a log or a review comment could take for
markup, no radicals in place of characters, and no Latin letters among Greek or Cyrillic ones that look the same."""

ONE_LINE = "^[^<>\\n\\r\\t \u3000]([^<>\\n\\r\\t]*[^<>\\n\\r\\t \u3000])?$"
"""Free text: one line, no outer space, no angle brackets."""


def uscc_check_digit(code: str) -> str:
    """The 18th character that belongs to the first 17 of a unified social credit code (GB 32100-2015)."""
    return str(stdnum_uscc.calc_check_digit(code[:17]))


def uscc_check_digit_holds(code: str) -> bool:
    """Whether the check digit of an 18-character code agrees.

    python-stdnum's own `validate` wants digits in positions 1-8 and so refuses valid codes of the departments A, N and Y;
    only its arithmetic is used here.
    """
    return len(code) == 18 and uscc_check_digit(code) == code[17]


def organisation_code_check_holds(code: str) -> bool:
    """Whether positions 9-17 keep their own check (GB 11714). Some early codes break it: good for a remark, not a refusal."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    # A letter is worth what it is as a digit of base 36: A 10 … Z 35.
    check = 11 - sum(weight * int(code[place], 36) for place, weight in enumerate(weights, 8)) % 11
    return "0123456789X0"[check] == code[16]


def is_calendar_date(text: str) -> bool:
    """Whether `YYYY-MM-DD` names a day that exists."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
