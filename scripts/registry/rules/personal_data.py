"""No personal data: git cannot forget, so a person's numbers and addresses are refused before they are merged.

No finding repeats what it found: it names the field and the kind, and two characters at most to tell which is meant.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from registry.core.finding import Fault, Refusal
from registry.core.lookup import Lookup
from registry.core.personal_data import KIND_LABELS, Detected, Kind, detect, where_to_look
from registry.core.snapshot import CaseFile, ProviderFile, UserFile
from registry.core.text import Text
from registry.rules.catalogue import PRODUCT_RULE, declare

_CODES = {
    Kind.id_number: "R20",
    Kind.old_id_number: "R20",
    Kind.mobile: "R21",
    Kind.mailbox: "R22",
    Kind.account: "R22",
}
_TEXT = Text(
    "“{title}”中有{kind}{ending}，此处不重复其内容。",
    "“{title_en}” holds {kind_en}{ending_en}; it is not repeated here.",
)
_PUSHED = Text(
    "若已推送，请改写该提交并强制推送，历史版本中也不得保留。",
    "If it was pushed, rewrite that commit and force-push, so that no earlier version keeps it.",
)
_COMMENT = Text("注释", "A comment")
_COMMENTS = re.compile(r"(?:^|(?<=[ \t\r]))#.*", re.MULTILINE)


def no_personal_data(file: ProviderFile | UserFile | CaseFile, _: Lookup, __: date) -> Iterator[Fault]:
    """R20, R21 and R22 in one walk through the file: one fault for each field and code."""
    for looked in where_to_look(file.content):
        said = set()
        for found in detect(looked.text):
            code = _CODES[found.kind]
            if found.kind in looked.kinds and code not in said:
                said.add(code)
                yield Fault(code, looked.place, _words(looked.title, found))


declare(
    "R20",
    article=PRODUCT_RULE,
    kinds=("provider", "user", "case"),
    title=Text("备案不含身份证号码", "A filing holds no ID number"),
    text=_TEXT,
    fix=Text(f"请删除。{_PUSHED.zh}", f"Remove it. {_PUSHED.en}"),
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
)


def in_comments(text: str) -> Iterable[Refusal]:
    """The same for the comments of a file, which no record holds but git keeps; the first of each kind in each comment.

    A `#` inside quotes is taken for a comment as well: that costs nothing, since what stands there must be clean too.
    """
    for comment in _COMMENTS.finditer(text):
        said = set()
        for found in detect(comment[0]):
            code = _CODES[found.kind]
            if code not in said:
                said.add(code)
                before = text[: comment.start() + found.start]
                column = len(before) - before.rfind("\n")
                yield Refusal(code, before.count("\n") + 1, column, _words(_COMMENT, found))


def _words(title: Text, found: Detected) -> dict[str, str]:
    label = KIND_LABELS[found.kind]
    return {
        "title": title.zh,
        "title_en": title.en,
        "kind": label.zh,
        "kind_en": label.en,
        "ending": f"(末尾为 {found.tail})" if found.tail else "",
        "ending_en": f" (ending in {found.tail})" if found.tail else "",
    }
