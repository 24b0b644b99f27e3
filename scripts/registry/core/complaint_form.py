"""A complaint as it was typed: the fields of the issue form, read tolerantly from Markdown.

The forge writes a form as headings with the answers below. People rename headings, write by mail without any, mix languages and
leave parts out, so nothing here ever fails: what cannot be read is simply missing, and the complainant is asked for it.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from registry.core.codes import Breach, Code
from registry.core.formats import USCC_ALPHABET, uscc_check_digit_holds
from registry.core.number import recognise
from registry.core.text import Text


class Field(Code):
    """What the form asks, in its order; the labels are its headings. Source: provincial practice (Guangdong) and product choice."""

    subject = "subject", "备案号或应用名称", "Filing number or app name"
    store_link = "store_link", "应用商店链接", "Store link"
    role = "role", "您的身份", "Who you are"
    category = "category", "投诉事项", "What it is about"
    date = "date", "发生日期", "Date"
    version = "version", "应用版本", "Version of the app"
    description = "description", "情况说明", "What happened"
    evidence = "evidence", "证据", "Evidence"
    contact = "contact", "与提供者的联系", "Contact with the provider"
    school = "school", "涉及的学校", "School involved"
    consent = "consent", "声明", "Declarations"


class Role(Code):
    """Who complains. It changes nothing in how a complaint is handled."""

    parent = "parent", "家长", "Parent"
    student = "student", "学生", "Student"
    teacher = "teacher", "教师", "Teacher"
    provider = "provider", "提供者", "Provider"
    other = "other", "其他", "Other"


class Elsewhere(Code):
    """What people complain about and this registry cannot decide; choices of the form beside the categories of breach."""

    commercial = (
        "commercial",
        "退费、合同等一般商业纠纷",
        "Refund, contract or another commercial dispute",
    )
    off_campus = "off_campus", "校外培训(“双减”)", "Off-campus tutoring (“double reduction”)"
    not_educational = "not_educational", "不是教育类应用", "Not an educational app"


OFF_CAMPUS = frozenset({Breach.unlicensed_subject_training, Breach.preschool_training})
"""Since December 2021 the national platform passes these on to the regulator of off-campus training; the form does not offer them."""

DECLARATIONS = (
    Text("我同意本投诉的文字公开", "I agree that the text of this complaint becomes public"),
    Text(
        "文字和截图中没有个人信息、账号，也没有未成年人的姓名和面容",
        "Neither text nor screenshots hold personal data, account numbers, or names or faces of minors",
    ),
    Text("所述属实", "What I say is true"),
)
"""All must be ticked."""

NEEDED = (Field.subject, Field.category, Field.date, Field.description, Field.evidence, Field.contact, Field.consent)  # fmt: skip
"""Without these no complaint is passed on (provincial practice: name, description, screenshots, and an attempt with the provider)."""

_WORDS: tuple[tuple[Field, str], ...] = (
    (Field.store_link, "商店|下载地址|链接|store|link|url"),
    (Field.contact, "联系|沟通|答复|contact|prior|reply"),
    (Field.evidence, "证据|截图|附件|evidence|screenshot|proof"),
    (Field.consent, "声明|同意|承诺|declar|consent|confirm"),
    (Field.role, "身份|您是|角色|role|who are you|who you are"),
    (Field.category, "类别|类型|事项|categor|kind|about"),
    (Field.date, "日期|时间|date|when"),
    (Field.version, "版本|version"),
    (Field.school, "学校|单位代码|school"),
    (
        Field.subject,
        "备案号|应用名|软件名|平台名|应用或平台|app name|filing number|which app|name of the app",
    ),
    (Field.description, "说明|描述|内容|经过|descri|happen|detail"),
)
"""By which words a renamed heading is still known; the first that fits counts."""

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+([^\n]{1,120}?)[ \t]*#*[ \t]*")
_LABELLED = re.compile(r"[ \t]*(?:[-*][ \t]+)?\**([^\n:：*]{1,40})\**[ \t]*[:：]\**[ \t]*([^\n]*)")
TICKED = re.compile(r"^[ \t]*[-*][ \t]+\[[xX✓√]\]", re.MULTILINE)
UNTICKED = re.compile(r"^[ \t]*[-*][ \t]+\[[ \t]?\]", re.MULTILINE)
_NOTHING = frozenset({"", "noresponse", "none", "na", "nil", "no", "无", "没有", "暂无", "不知道"})
_NUMBER = re.compile(
    r"(?<![0-9])(?:教?\s{0,3}APP\s{0,3}备?)[\s\-–—.·]{0,3}(?:[0-9][\s\-–—.·]{0,3}){6}[0-9](?![0-9])", re.I
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CODE = re.compile(f"(?<![0-9A-Z])[{USCC_ALPHABET}]{{18}}(?![0-9A-Z])")
LONGEST_HEADING = 1_000
LONGEST_ANSWER = 20_000
"""Characters of one answer that are looked at."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a complainant wrote: answers by field (absent: not answered), and the whole text."""

    answers: Mapping[Field, str]
    text: str
    form: bool
    """Whether at least two headings of the form were there: then it is a complaint, whatever its title."""
    category: Breach | None = None
    elsewhere: Elsewhere | None = None
    numbers: tuple[str, ...] = ()
    """Filing numbers that it names, the field's first, as they are written officially."""
    schools: tuple[str, ...] = ()
    """Unified social credit codes that the school's field names."""
    missing: tuple[Field, ...] = field(default=())

    @property
    def name(self) -> str:
        """The app's name as typed, or empty if the field holds a number or nothing."""
        typed = self.answers.get(Field.subject, "")
        first = next((line.strip() for line in typed.splitlines() if line.strip()), "")
        return "" if recognise(first) else first[:200]


def read(title: str, body: str, supplements: Iterable[str] = ()) -> Typed:
    """The complaint in an issue; `supplements` are later comments of its author, which answer what the body leaves open."""
    parts, known = _answers(body)
    form = known >= 2
    for more in supplements:
        for asked, answer in _answers(more)[0].items():
            parts.setdefault(asked, answer)
    text = _plain(f"{title}\n{body}")
    if not form and Field.description not in parts and _plain(body).strip():
        parts[Field.description] = body.strip()[:LONGEST_ANSWER]
    category, elsewhere = _about(parts.get(Field.category, ""), "" if form else text)
    numbers = _numbers(parts.get(Field.subject, ""), text if Field.subject not in parts else "")
    if numbers and Field.subject not in parts:
        parts[Field.subject] = numbers[0]
    if not _all_ticked(parts.get(Field.consent, "")):
        parts.pop(Field.consent, None)
    if category is None and elsewhere is None:
        parts.pop(Field.category, None)
    else:
        parts.setdefault(Field.category, str(category or elsewhere))
    schools = tuple(c for c in _CODE.findall(_plain(parts.get(Field.school, "")).upper()) if uscc_check_digit_holds(c))  # fmt: skip
    missing = tuple(asked for asked in NEEDED if asked not in parts)
    return Typed(parts, text, form, category, elsewhere, numbers, schools, missing)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def folded(text: str) -> str:
    """A label or choice for comparing: letters and digits alone."""
    return "".join(c for c in _plain(text).casefold() if c.isalnum())


_LABELS = {folded(label): asked for asked in Field for label in (asked.label.zh, asked.label.en, asked.label.both())}  # fmt: skip


def _field_of(heading: str) -> Field | None:
    """Which field a heading stands for: by its label in either language, or by a word that tells."""
    if (exact := _LABELS.get(folded(heading))) is not None:
        return exact
    words = _plain(heading).casefold()
    return next((asked for asked, pattern in _WORDS if re.search(pattern, words)), None)


def _answers(body: str) -> tuple[dict[Field, str], int]:
    """Answers by field, and how many headings of the form stood there. The first answer to a question counts."""
    collected: dict[Field, list[str]] = {}
    headings: set[Field] = set()
    current: Field | None = None
    for line in _COMMENT.sub("", body.replace("\r\n", "\n").replace("\r", "\n")).split("\n"):
        if len(line) > LONGEST_HEADING:  # no heading; and the patterns below are for short lines
            if current is not None:
                collected[current].append(line)
            continue
        heading = _HEADING.fullmatch(line)
        if heading and (asked := _field_of(heading[1])) is not None:
            # A heading within an answer, e.g. a second "evidence", goes on with what stands there.
            headings.add(asked)
            current = asked
            collected.setdefault(asked, [])
            continue
        labelled = _LABELLED.fullmatch(line)
        if labelled and (asked := _LABELS.get(folded(labelled[1]))) is not None and asked not in headings:
            current = asked
            collected.setdefault(asked, []).append(labelled[2])
            continue
        if current is not None:
            collected[current].append(line)
    answers = {asked: "\n".join(lines).strip()[:LONGEST_ANSWER] for asked, lines in collected.items()}
    return {asked: answer for asked, answer in answers.items() if folded(answer) not in _NOTHING}, len(
        headings
    )


def _choices() -> dict[str, Breach | Elsewhere]:
    found: dict[str, Breach | Elsewhere] = {}
    for code in (*Breach, *Elsewhere):
        for label in (code.value, code.label.zh, code.label.en, code.label.both()):
            found[folded(label)] = code
    return found


_CHOICES = _choices()


def _about(answer: str, text: str) -> tuple[Breach | None, Elsewhere | None]:
    """What a complaint is about, by the choice of the form; without one by the only category whose Chinese label the text names."""
    lines = (line for line in answer.splitlines() if line.strip())
    chosen = _CHOICES.get(folded(next(lines, "")))
    if chosen is None and (answer or text):
        words = folded(answer or text)
        named = {code for label, code in _CHOICES.items() if len(label) >= 4 and label in words and code is not Breach.other}  # fmt: skip
        chosen = named.pop() if len(named) == 1 else None
    if isinstance(chosen, Elsewhere):
        return None, chosen
    if chosen in OFF_CAMPUS:
        return None, Elsewhere.off_campus
    return chosen, None


def _numbers(answer: str, text: str) -> tuple[str, ...]:
    found = []
    for line in answer.splitlines():
        if (whole := recognise(line)) is not None:
            found.append(whole)
    for match in _NUMBER.finditer(_plain(f"{answer}\n{text}")):
        if (within := recognise(match[0])) is not None:
            found.append(within)
    return tuple(dict.fromkeys(found))


def _all_ticked(answer: str) -> bool:
    return len(TICKED.findall(answer)) >= len(DECLARATIONS) and not UNTICKED.search(answer)
