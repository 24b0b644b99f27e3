"""No personal data: git cannot forget, so a person's numbers and addresses are refused before they are merged.

No finding repeats what it found: it names the field and the kind, and two characters at most to tell which is meant.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from registry.core.finding import Fault
from registry.core.lookup import Lookup
from registry.core.personal_data import KIND_LABELS, Detected, Kind, detect, where_to_look
from registry.core.snapshot import CaseFile, Comment, ProviderFile, UserFile
from registry.core.text import Text
from registry.rules.catalogue import PRODUCT_RULE, declare

_CODES = {
    Kind.id_number: "R20",
    Kind.old_id_number: "R20",
    Kind.mobile: "R21",
    Kind.mailbox: "R22",
    Kind.account: "R22",
}
CODES = frozenset(_CODES.values())
"""The codes of all rules on personal data."""
_TEXT = Text(
    "“{title}”中有{kind}{ending}，此处不重复其内容。",
    "“{title_en}” holds {kind_en}{ending_en}; it is not repeated here.",
)
_PUSHED = Text(
    "若已推送，请改写该提交并强制推送，历史版本中也不得保留。",
    "If it was pushed, rewrite that commit and force-push, so that no earlier version keeps it.",
)
_COMMENT = Text("注释", "A comment")
ENDING = Text("(末尾为 {tail})", " (ending in {tail})")
_REASON = Text(
    "《办法》未要求填报个人信息；公开的Git历史无法删除，而个人有权要求删除其信息(《个人信息保护法》第四十七条)。",
    "The Measures ask for no person's data, and a public git history cannot be deleted, while a person may ask for deletion "
    "(Personal Information Protection Law, Art. 47).",
)


def no_personal_data(file: ProviderFile | UserFile | CaseFile, _: Lookup, __: date) -> Iterator[Fault]:
    """R20, R21 and R22 in one walk through the file, its comments included: one fault for each field and code."""
    for looked in where_to_look(file.content):
        for code, found in _first_of_each_code(looked.text, looked.kinds):
            yield Fault(code, looked.place, _words(looked.title, found))
    yield from in_comments(file.comments)


def in_comments(comments: Iterable[Comment]) -> Iterator[Fault]:
    """The same for comments, which no record holds but git keeps; also asked about files that are refused for their form."""
    for comment in comments:
        for code, found in _first_of_each_code(comment.text, frozenset(Kind)):
            at = (comment.line, comment.column + found.start)
            yield Fault(code, (), _words(_COMMENT, found), at=at)


def _first_of_each_code(text: str, kinds: frozenset[Kind]) -> Iterator[tuple[str, Detected]]:
    said = set()
    for found in detect(text):
        code = _CODES[found.kind]
        if found.kind in kinds and code not in said:
            said.add(code)
            yield code, found


declare(
    "R20",
    article=PRODUCT_RULE,
    kinds=("provider", "user", "case"),
    title=Text("备案不含身份证号码", "A filing holds no ID number"),
    text=_TEXT,
    fix=Text(f"请删除。{_PUSHED.zh}", f"Remove it. {_PUSHED.en}"),
    reason=_REASON,
    check=no_personal_data,
)


declare(
    "R21",
    article=PRODUCT_RULE,
    kinds=("provider", "user", "case"),
    title=Text("备案不含个人手机号码", "A filing holds no mobile number"),
    text=_TEXT,
    fix=Text(
        f"请改填单位的座机、400或800电话，或删除。{_PUSHED.zh}",
        f"Give a landline or a 400 or 800 number of the unit instead, or remove it. {_PUSHED.en}",
    ),
    reason=_REASON,
)
declare(
    "R22",
    article=PRODUCT_RULE,
    kinds=("provider", "user", "case"),
    title=Text("备案不含个人邮箱、QQ号和微信号", "A filing holds no personal mailbox, QQ or WeChat account"),
    text=_TEXT,
    fix=Text(
        f"请改填单位自有域名的邮箱，或删除。{_PUSHED.zh}",
        f"Give a mailbox at the unit's own domain instead, or remove it. {_PUSHED.en}",
    ),
    reason=_REASON,
)


def _words(title: Text, found: Detected) -> dict[str, str]:
    label = KIND_LABELS[found.kind]
    ending = ENDING.fill(tail=found.tail) if found.tail else Text("", "")
    return {
        "title": title.zh,
        "title_en": title.en,
        "kind": label.zh,
        "kind_en": label.en,
        "ending": ending.zh,
        "ending_en": ending.en,
    }
