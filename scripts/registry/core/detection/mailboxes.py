"""Personal mailboxes and accounts in a reading."""

import re
from collections.abc import Iterator

from registry.core.detection.reading import Kind, Reading, Span

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


DOMAIN = re.compile(rf"{_AT}(?:(?:v ?i ?p|m ?a ?i ?l){_DOT})?(?P<domain>{_domains()})(?![a-z0-9\-_]|\.[a-z])")
_LOCAL = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._+-")


def mailboxes(read: Reading) -> Iterator[Span]:
    for match in DOMAIN.finditer(read.letters):
        start = _start_of_local_part(read.letters, match.start())
        local = read.letters[start : match.start()].replace(" ", "")
        hidden_dot = re.search("dot|点", match["domain"])
        if match["word"] and not hidden_dot and (len(local) < 4 or not re.search("[0-9._]", local)):
            continue  # “sign in at qq.com”
        if read.opaque[match.start()] and match["at"] not in ("@", "%40"):
            continue  # www.look-at-me.com
        if local:
            # Two characters of a short name would be most of it.
            yield Span(Kind.mailbox, start, match.end(), local[-2:] if len(local) > 3 else "")


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


ACCOUNT_HINT = re.compile("微 ?信|wechat|weixin|v ?信|vx|薇信|威信|qq|扣扣")
_ROLE = r"(?<!企业)(?<!客服)(?<!官方)(?<!服务)(?<!公司)(?<!单位)(?<!学校)"
ACCOUNT = re.compile(
    rf"{_ROLE}(?:微 ?信|wechat|weixin|v ?信|(?<![a-z0-9])vx|薇信|威信)"
    r"(?: ?(?:号码?|帐号|账号|id) ?[:=是为] ?| ?(?:号码?|帐号|账号|id|:|=) ?(?=[a-z_\-]{1,19}[0-9]))"
    r"(?!wx[0-9a-f]{16}(?![0-9a-z])|gh_[0-9a-f]{12})(?P<wechat>[a-z][a-z0-9_\-]{5,19})"
    rf"|{_ROLE}(?<![a-z0-9.])(?:qq|扣扣)(?: ?(?:号码?|帐号|账号|邮箱|id) ?[:=是为]? ?| ?[:=] ?|(?=[0-9]{{6}}))"
    r"(?P<qq>[1-9](?: ?[0-9]){4,10})(?![0-9])"
)
"""An account after its label. Words such as “WeChat: supported” are none; what is called a service account is the unit's."""


def accounts(read: Reading) -> Iterator[Span]:
    for match in ACCOUNT.finditer(read.letters):
        account = match["wechat"] or match["qq"]
        yield Span(Kind.account, match.end() - len(account), match.end(), account[-2:])
