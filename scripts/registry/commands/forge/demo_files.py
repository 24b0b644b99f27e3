"""What the people of the demonstration write: filings, a complaint, a decision. All of it is fictional."""

from registry.core.issue_filing import DECLARATIONS, Field

FILER_PATH = "filings/providers/beijing/XW/91110108MA900001XW.yaml"
SCHOOL_PATH = "filings/users/beijing/110108/12110108MB9001001K.yaml"
AUTHORITY_PATH = "authorities/beijing.yaml"
EXAMPLE = "docs/example-filing.yaml"
FAULT, MENDED = "version: 1.10\n", 'version: "1.10"\n'
APP = "启明口算"

_SCHOOL = """\
# yaml-language-server: $schema=../../../../schemas/user-filing.schema.json
schema: user-filing/v1
institution:
  name: 示例区实验小学
  uscc: 12110108MB9001001K
  school_code: "3111001234"
  level: primary
  province: beijing
  county: "110108"
  competent_authority: beijing/110108
  selection_system: 示教校〔2026〕6号
uses:
  - id: use-1
    number: {number}
    basis: self_selected
    mode: recommended
    decision:
      collective: true
      document_ref: 校务会〔2026〕11号
      date: "{decided}"
    audience:
      - students
    uniform_use: false
    fee_to_students_or_parents: false
    large_scale_personal_info: false
    user_opinion_sought: true
    biometrics: false
    assessment_done: true
    parallel_candidates: 3
    purpose: 用于课堂口算练习
    start_date: "{start}"
"""

_COMPLAINT = """\
### 备案号或应用名称

{number}

### 应用商店链接

_No response_

### 您的身份

家长

### 投诉事项

植入商业广告

### 发生日期

{day}

### 应用版本

_No response_

### 情况说明

打开练习页面即弹出购物广告，无法关闭。

### 证据

截图两张，另行提供。

### 与提供者的联系

拨打客服热线，答复称“会处理”，至今未变。

### 涉及的学校

_No response_

### 声明

- [X] 我同意本投诉的文字公开
- [X] 文字和截图中没有个人信息、账号，也没有未成年人的姓名和面容
- [X] 所述属实
"""

_DEMAND = """\
rectifications:
  - demanded: "{demanded}"
    due: "{due}"
    document_no: 示京教函〔2026〕8号
suspensions:
  - date: "{demanded}"
    numbers:
      - {number}
    document_no: 示京教函〔2026〕8号
"""

_OUTCOME = """\
    outcome:
      result: not_rectified
      date: "{established}"
"""

_MEASURES = """\
measures:
  list: national
  level: black
  decided_on: "{established}"
  circular_document_no: 示京教通报〔2026〕2号
  revoked_numbers:
    - {number}
  bar:
    start: "{established}"
    months: 6
"""


def with_officer(authority: str, officer: int) -> str:
    """An authority's file with an officer, listed by the number of the account."""
    return f"{authority.rstrip()}\nofficers:\n  - {officer}\n"


def school(number: str, decided: str, start: str) -> str:
    """A school's filing of one use of the app."""
    return _SCHOOL.format(number=number, decided=decided, start=start)


def pasted(text: str) -> str:
    """A filing as the issue form writes it, with all declarations ticked."""
    ticked = "\n".join(f"- [X] {declared.zh}" for declared in DECLARATIONS)
    return f"### {Field.filing.label.zh}\n\n```yaml\n{text}```\n\n### {Field.consent.label.zh}\n\n{ticked}\n"


def complaint(number: str, day: str) -> str:
    """A parent's complaint, as the form writes it."""
    return _COMPLAINT.format(number=number, day=day)


def demanding(draft: str, number: str, demanded: str, due: str) -> str:
    """The draft of the case, completed by the authority: a demand to rectify, and the app suspended meanwhile."""
    text = draft.replace("state: alleged\n", "state: demanded\n").rstrip("\n")
    return f"{text}\n{_DEMAND.format(number=number, demanded=demanded, due=due)}"


def deciding(case: str, number: str, established: str) -> str:
    """The same case after the time has run out: not rectified, the list, the revocation, the bar."""
    text = case.replace("state: demanded\n", "state: blacklisted\n")
    head, mark, tail = text.partition("suspensions:\n")
    return f"{head}{_OUTCOME.format(established=established)}{mark}{tail}{_MEASURES.format(number=number, established=established)}"
