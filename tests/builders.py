"""Valid filings from small keyword changes, and a registry in miniature made of them.

Nothing here uses the code under test: texts are literal, check digits and the ledger's chain are computed again, so that a
fault in the product cannot hide in its own tests.
"""

import copy
import hashlib
import json
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tests.commands import REPOSITORY, git

TODAY = date(2026, 11, 24)
"""The day on which the miniature is judged. The bar of 丁 ends a week later, on 2026-12-01."""


def uscc(first_17: str) -> str:
    """A unified social credit code: 17 characters and their check digit (GB 32100-2015)."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    total = sum(
        alphabet.index(character) * weight for character, weight in zip(first_17, weights, strict=True)
    )
    return first_17 + alphabet[-total % 31]


JIA, YI, BING, DING, WU, XIN, GENG = (
    uscc(first)
    for first in (
        "91110108MA9000A01", "91330106MA9000B01", "91510104MA9000C01", "91510104MA9000D01",
        "11330000MB9000E01", "91110108MA9000F01", "91310104MA9000G01",
    )
)  # fmt: skip
SCHOOL, MIDDLE, UNIVERSITY = (
    uscc(first) for first in ("12330106MB9000H01", "12110108MB9000J01", "12100000MB9000K01")
)


def provider_path(authority: str, code: str) -> str:
    """Where a provider's filing belongs."""
    return f"filings/providers/{authority}/{code[-2:]}/{code}.yaml"


def user_path(authority: str, code: str) -> str:
    """Where an institution's filing belongs."""
    return f"filings/users/{authority}/{code}.yaml"


def case_path(authority: str, code: str, day: str) -> str:
    """Where an enforcement case belongs."""
    return f"blacklist/{authority}/{code}--{day}.yaml"


def number(prefix: str, serial: int) -> str:
    """A filing number."""
    return f"教APP备{prefix}{serial:05d}号"


def system_text(item: str = "main", name: str = "示例学习平台", hosting: str = "cloud") -> str:
    """One business system with all its evidence, as an item of `systems`."""
    return f"""\
  - id: {item}
    name: {name}
    icp:
      number: 京ICP备20260001号-1A
      subject_name: 示例开发有限公司
      evidence_date: "2026-01-05"
    mlps:
      certificate_no: "11010813668-00001"
      grade: grade_2
      subject_name: 示例开发有限公司
      police_authority: 示例市公安局
      issue_date: "2025-12-01"
      test_report_date: "2025-11-20"
    hosting: {hosting}
    third_party_developer:
      name: 示例开发有限公司
      uscc: {uscc("91440300MA9000L01")}
    subject_mismatch_explained: false
    evidence_sha256:
      - {"ab" * 32}
"""


def app_text(
    item: str = "reader",
    name: str = "示例阅读",
    package: str | None = "cn.example.reader",
    bundle: str | None = None,
    mini: str | None = None,
    system: str = "main",
    subject: str | None = None,
) -> str:
    """One app without anything optional, as an item of `apps`; with a `subject` it tutors in it."""
    platforms = ""
    tutoring = f"    tutoring_class: subject\n    subjects:\n      - {subject}\n" if subject else ""
    if package:
        platforms += f"      android:\n        package_name: {package}\n"
    if bundle:
        platforms += f"      ios:\n        bundle_id: {bundle}\n"
    if mini:
        platforms += f"      mini_program:\n        app_id: {mini}\n"
    return f"""\
  - id: {item}
    name: {name}
    system_id: {system}
    platforms:
{platforms}\
    version: "1.0"
    last_updated: "2026-01-02"
    audience:
      - students
    stages:
      - primary
    scenario:
      - student_learning
{tutoring}\
    charging: free
    charged_to: nobody
    ads: false
    games: false
    ugc: false
    photo_search: false
    personal_info:
      collects: false
      biometrics: false
      minors_under_14: true
"""


def withdrawal_text(day: str, reason: str = "产品停止运营") -> str:
    """The end of an app: the provider's request to end its filing."""
    return f"""\
    withdrawal:
      requested_on: "{day}"
      reason: {reason}
"""


def given_text(code: str, name: str = "示例接收有限公司") -> str:
    """The end of an app: it goes to another unit."""
    return f"""\
    transferred_to:
      name: {name}
      uscc: {code}
"""


def rich_app_text(item: str = "whole", name: str = "示例全科学习") -> str:
    """One app that fills in every field but the subjects, which are of subject tutoring alone."""
    return f"""\
  - id: {item}
    name: {name}
    system_id: main
    platforms:
      android:
        package_name: cn.example.whole
        signing_cert_sha256: {"cd" * 32}
        store_urls:
          - https://store.example.cn/app/whole
      ios:
        bundle_id: cn.example.whole-ios
        app_store_id: "1458305565"
        store_urls:
          - https://apps.example.cn/whole
      mini_program:
        app_id: wxfea0b562b1e333d7
    version: "1.10"
    last_updated: "2026-02-28"
    description: 用于课堂练习与作业反馈。
    audience:
      - students
      - parents
    stages:
      - junior_secondary
    scenario:
      - student_learning
      - home_school
    tutoring_class: non_subject
    charging: in_app_purchase
    charged_to: students_or_parents
    ads: false
    games: false
    ugc: true
    photo_search: false
    personal_info:
      collects: true
      categories:
        - account
        - real_name
      sensitive:
        - phone
      biometrics: false
      minors_under_14: true
      guardian_consent_method: 注册时由监护人确认
      privacy_policy_url: https://www.example.cn/privacy
      child_policy_url: https://www.example.cn/children
      complaint_entry_url: https://www.example.cn/complaint
"""


def branch_of(code: str) -> str:
    """Code of the one branch that a provider's filing covers."""
    return uscc(f"91310104{code[8:15]}02")


def provider_text(
    code: str = XIN,
    name: str = "示例辛教育科技有限公司",
    province: str = "beijing",
    unit_type: str = "enterprise",
    apps: Iterable[str] | None = None,
    systems: Iterable[str] | None = None,
    head_office: str | None = None,
) -> str:
    """A provider's filing; every field of the unit is filled in, but for the head office, whose code may be given."""
    above = f"  head_office:\n    name: 示例总公司\n    uscc: {head_office}\n" if head_office else ""
    return f"""\
# yaml-language-server: $schema=../../../../schemas/provider-filing.schema.json
schema: provider-filing/v1
filer: provider
unit:
  name: {name}
  uscc: {code}
  unit_type: {unit_type}
  registration_province: {province}
  registered_address: 示例市示例区示例路1号
{above}\
  covers_subsidiaries:
    - name: 示例分公司
      uscc: {branch_of(code)}
  public_hotline: "010-80000000"
  public_email: service@example.cn
  website: https://www.example.cn/
  school_licence_no: 示教民〔2026〕1号
systems:
{"".join(systems or [system_text()])}\
apps:
{"".join(apps or [rich_app_text()])}"""


def use_text(
    item: str = "use-1",
    number: str | None = None,
    own: bool = False,
    superior: str | None = None,
    changed_on: str | None = None,
) -> str:
    """One use, as an item of `uses`: of a filed app by its number, or of one developed for own use; selected, or required by
    a superior authority.
    """
    named = f"    number: {number}\n" if number else ""
    if own:
        system = system_text("own-main", "示例校园平台", hosting="on_premises")
        app = app_text("own-app", "示例校园通", "cn.example.own", system="own-main")
        named += f"    self_developed:\n      system:\n{_deeper(system)}      app:\n{_deeper(app)}"
    changed = f'    changed_on: "{changed_on}"\n' if changed_on else ""
    basis = "self_developed" if own else "required_by_superior" if superior else "self_selected"
    required = (
        f"    required_by:\n      authority: {superior}\n      document_no: 示教函〔2026〕2号\n"
        if superior
        else ""
    )
    return f"""\
  - id: {item}
{named}\
    basis: {basis}
    mode: recommended
    decision:
      collective: true
      document_ref: 校务会〔2026〕3号
      date: "2026-01-20"
{required}\
    audience:
      - students
    uniform_use: false
    fee_to_students_or_parents: false
    large_scale_personal_info: false
    user_opinion_sought: true
    biometrics: false
    assessment_done: true
    parallel_candidates: 3
    purpose: 用于课堂练习
    start_date: "2026-03-16"
{changed}"""


def _deeper(item: str) -> str:
    """A list item as a mapping four columns deeper."""
    return "".join(f"    {line}\n" for line in item.replace("  - id:", "    id:", 1).splitlines())


def user_text(
    code: str = SCHOOL,
    name: str = "示例市第一小学",
    authority: str = "zhejiang/330100/330106",
    uses: Iterable[str] | None = None,
    level: str = "primary",
) -> str:
    """An institution's filing; every field of the institution is filled in. It lies where its authority is."""
    return f"""\
# yaml-language-server: $schema={"../" * (authority.count("/") + 3)}schemas/user-filing.schema.json
schema: user-filing/v1
institution:
  name: {name}
  uscc: {code}
  school_code: "3133001234"
  level: {level}
{_place_of(authority)}\
  competent_authority: {authority}
  selection_system: 示教校〔2025〕6号
uses:
{"".join(uses or [use_text(number=number("11", 1))])}"""


def _place_of(authority: str) -> str:
    """Province, city and county of an institution under an authority; under the Ministry it lies in Hangzhou."""
    slug, *codes = ("zhejiang/330100/330106" if authority == "moe" else authority).split("/")
    city = "".join(f'  city: "{code}"\n' for code in codes if code.endswith("00"))
    county = "".join(f'  county: "{code}"\n' for code in codes if not code.endswith("00"))
    return f"  province: {slug}\n{city}{county}"


def case_text(
    code: str = DING,
    name: str = "示例丁网络有限公司",
    opened_on: str = "2026-04-01",
    start: str = "2026-06-01",
    months: int = 6,
    revoked: str = number("51", 2),
    lifted: str = "",
) -> str:
    """An enforcement case that ended with the unit on the list and a bar, and an app revoked unless `revoked` is empty."""
    tail = f'lifted:\n  date: "{lifted}"\n  reason: 整改完成，经复核移出\n' if lifted else ""
    numbers = f"numbers:\n  - {revoked}\n" if revoked else ""
    effect = f"  revoked_numbers:\n    - {revoked}\n" if revoked else ""
    return f"""\
# yaml-language-server: $schema=../../schemas/enforcement-case.schema.json
schema: enforcement-case/v1
unit:
  name: {name}
  uscc: {code}
{numbers}opened_on: "{opened_on}"
state: blacklisted
breaches:
  - category: commercial_ads
    description: 学习页面植入商业广告
    evidence_sha256: {"ef" * 32}
rectifications:
  - demanded: "2026-04-05"
    due: "2026-05-05"
    document_no: 示教函〔2026〕8号
    outcome:
      result: not_rectified
      date: "2026-05-10"
measures:
  list: national
  level: black
  decided_on: "2026-06-01"
  circular_document_no: 示教通〔2026〕2号
{effect}  bar:
    start: "{start}"
    months: {months}
{tail}"""


def provider(**changes: Any) -> dict[str, Any]:
    """`provider_text` as values."""
    return values(provider_text(**changes))


def user(**changes: Any) -> dict[str, Any]:
    """`user_text` as values."""
    return values(user_text(**changes))


def case(**changes: Any) -> dict[str, Any]:
    """`case_text` as values."""
    return values(case_text(**changes))


def values(text: str) -> dict[str, Any]:
    """What a trusted text says, by the ordinary loader."""
    found: dict[str, Any] = yaml.safe_load(text)
    return found


class Ledger:
    """Writes ledger files as the format says: canonical JSON lines, each with the digest of the one before it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._sequence: dict[str, int] = {}
        self._previous: dict[str, str] = {}

    def at(self, root: Path) -> "Ledger":
        """The same chains in another folder."""
        made = Ledger(root)
        made._sequence, made._previous = dict(self._sequence), dict(self._previous)
        return made

    def record(self, authority: str, *events: dict[str, Any], at: str = "2026-03-02T09:00:00+08:00") -> Path:
        """Add one file of events to an authority's chain; its path. Events name `event` and `path` at least."""
        first = self._sequence.get(authority, 0) + 1
        lines = b""
        for event in events:
            sequence = self._sequence.get(authority, 0) + 1
            content = (
                (self._root / event["path"]).read_bytes() if (self._root / event["path"]).is_file() else b""
            )
            whole = {
                "sequence": sequence,
                "at": at,
                "content_sha256": hashlib.sha256(content).hexdigest(),
                "commit": "c0ffee" + "0" * 34,
                "authority": authority,
                "previous": self._previous.get(authority, "0" * 64),
                **event,
            }
            line = canonical(whole)
            lines += line
            self._sequence[authority] = sequence
            self._previous[authority] = hashlib.sha256(line).hexdigest()
        path = self._root / "ledger" / authority / at[:4] / f"{first:08d}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(lines)
        return path


def canonical(event: dict[str, Any]) -> bytes:
    """An event's one line."""
    text = json.dumps(event, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


class RegistryFolder:
    """A registry in a folder: authorities of the repository, data folders, and what a test adds."""

    def __init__(
        self, root: Path, authorities: Iterable[str] = ("moe", "beijing", "zhejiang", "sichuan", "xpcc")
    ) -> None:
        self.root = root
        for folder in ("filings/providers", "filings/users", "blacklist", "ledger", "authorities", "index"):
            (root / folder).mkdir(parents=True)
        for folder in ("filings", "blacklist", "ledger", "index"):
            (root / folder / "README.md").write_text(f"# {folder}\n", encoding="utf-8")
        for slug in authorities:
            shutil.copy(REPOSITORY / "authorities" / f"{slug}.yaml", root / "authorities")
        self.ledger = Ledger(root)

    def write(self, path: str, text: str | bytes) -> str:
        """Write a file; its path. Lone surrogates in the text stand for bytes that are not UTF-8."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape"))
        return path

    def read(self, path: str) -> str:
        """A file's text."""
        return (self.root / path).read_text(encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace the one occurrence of `old` in a file."""
        text = self.read(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def provider(self, authority: str, code: str, **changes: Any) -> str:
        """Add a provider's filing in the folder of `authority`, registered there unless `province` says otherwise."""
        text = provider_text(code=code, **{"province": authority, **changes})
        return self.write(provider_path(authority, code), text)

    def user(self, authority: str, code: str, **changes: Any) -> str:
        """Add an institution's filing under its competent authority."""
        text = user_text(code=code, **{"authority": authority, **changes})
        return self.write(user_path(authority, code), text)

    def case(self, authority: str, code: str, opened_on: str = "2026-04-01", **changes: Any) -> str:
        """Add an enforcement case."""
        text = case_text(code=code, opened_on=opened_on, **changes)
        return self.write(case_path(authority, code, opened_on), text)

    def copy(self, root: Path) -> "RegistryFolder":
        """The same in another place, with its history."""
        shutil.copytree(self.root, root, symlinks=True)
        made = copy.copy(self)
        made.root, made.ledger = root, self.ledger.at(root)
        return made

    def git_init(self) -> str:
        """Make it a git repository with one commit; the commit."""
        git("init", "--quiet", "--template=", "--initial-branch", "main", cwd=self.root)
        return self.commit("Start")

    def commit(self, message: str = "Change") -> str:
        """Commit everything; the commit."""
        git("add", "--all", cwd=self.root)
        git("commit", "--quiet", "--allow-empty", "--message", message, cwd=self.root)
        return git("rev-parse", "HEAD", cwd=self.root)


class Paths:
    """Where the miniature's files lie."""

    jia = provider_path("beijing", JIA)
    yi = provider_path("zhejiang", YI)
    bing = provider_path("sichuan", BING)
    ding = provider_path("sichuan", DING)
    wu = provider_path("moe", WU)
    xin = provider_path("beijing", XIN)
    school = user_path("zhejiang/330100/330106", SCHOOL)
    middle = user_path("beijing/110108", MIDDLE)
    university = user_path("moe", UNIVERSITY)
    case = case_path("sichuan", DING, "2026-04-01")


EVENT: dict[str, Any] = {
    "approved_by": [4711],
    "at": "2026-03-02T09:00:00+08:00",
    "authority": "beijing",
    "commit": "c0ffee" + "0" * 34,
    "content_sha256": "ab" * 32,
    "event": "filed",
    "head_commit": "beef" * 16,
    "item": "reader",
    "number": "教APP备1100001号",
    "path": Paths.jia,
    "previous": "0" * 64,
    "pull_request": 12,
    "reason": "示教通〔2026〕2号",
    "sequence": 1,
}
"""One decision with every field."""


def miniature(root: Path) -> RegistryFolder:
    """A registry in which everything is accepted on TODAY, with a neighbour for every rule.

    甲 has an app in every state and one without a number; 乙 and 丙 are ordinary; 丁 is barred until 2026-12-01 and has one
    app filed and one revoked; 戊 is a provincial authority that files with the Ministry; 辛 fills in every field and is not
    registered. The primary school's uses are confirmed (the second one's app was suspended afterwards) but for the last
    two; the other institutions lie in the folders of a municipality's district and of the Ministry.
    """
    folder = RegistryFolder(root)
    folder.provider("beijing", JIA, name="示例甲科技有限公司", apps=[
        app_text("filed", "示例甲练习", "cn.example.jia.filed", "cn.example.Jia.Filed", "wx00000000000000a1"),
        app_text("suspended", "示例甲作业", "cn.example.jia.suspended"),
        app_text("revoked", "示例甲搜题", "cn.example.jia.revoked"),
        app_text("withdrawn", "示例甲直播", "cn.example.jia.withdrawn") + withdrawal_text("2026-05-05"),
        app_text("fresh", "示例甲新课", "cn.example.jia.fresh"),
    ])  # fmt: skip
    folder.provider("zhejiang", YI, name="示例乙软件有限公司", apps=[
        app_text("math", "示例乙口算", "cn.example.yi.math", system="front"),
        # Takes over the package name of an app that was withdrawn.
        app_text("search", "示例乙搜索", "cn.example.jia.withdrawn", system="back"),
    ], systems=[system_text("front", "示例乙前台"), system_text("back", "示例乙后台"), system_text("spare", "示例乙备用")])  # fmt: skip
    folder.provider(
        "sichuan",
        BING,
        name="示例丙信息有限公司",
        apps=[app_text("song", "示例丙音乐", None, "cn.example.bing")],
    )
    folder.provider("sichuan", DING, name="示例丁网络有限公司", apps=[
        app_text("daka", "示例丁打卡", "cn.example.ding.daka"),
        app_text("ads", "示例丁广告", "cn.example.ding.ads"),
    ])  # fmt: skip
    folder.provider("moe", WU, name="示例省教育厅", province="zhejiang", unit_type="education_authority",
                    apps=[app_text("zhihui", "示例智慧教育", "cn.example.wu")])  # fmt: skip
    folder.provider("beijing", XIN)
    folder.user("zhejiang/330100/330106", SCHOOL, uses=[
        use_text("use-1", number("11", 1), superior="zhejiang/330100"),
        use_text("use-2", number("11", 2)),
        use_text("own", own=True),
        use_text("use-4", number("33", 1)),
    ])  # fmt: skip
    folder.user("beijing/110108", MIDDLE, name="示例区第二中学")
    folder.user("moe", UNIVERSITY, name="示例大学", level="higher")
    folder.case("sichuan", DING)

    def filed(path: str, item: str, given: str) -> dict[str, Any]:
        return {"event": "filed", "path": path, "item": item, "number": given}

    def then(event: str, path: str, given: str) -> dict[str, Any]:
        return {"event": event, "path": path, "number": given}

    folder.ledger.record(
        "beijing",
        *(
            filed(Paths.jia, item, number("11", serial))
            for serial, item in enumerate(("filed", "suspended", "revoked", "withdrawn"), start=1)
        ),
    )
    folder.ledger.record("sichuan", filed(Paths.bing, "song", number("51", 1)), filed(Paths.ding, "ads", number("51", 2)),
                         filed(Paths.ding, "daka", number("51", 3)))  # fmt: skip
    folder.ledger.record("zhejiang", filed(Paths.yi, "math", number("33", 1)))
    folder.ledger.record(
        "zhejiang",
        {"event": "confirmed", "path": Paths.school, "item": "use-1", "number": number("11", 1)},
        {"event": "confirmed", "path": Paths.school, "item": "use-2", "number": number("11", 2)},
        {"event": "confirmed", "path": Paths.school, "item": "own"},
        at="2026-03-09T09:00:00+08:00",
    )
    folder.ledger.record(
        "beijing",
        then("suspended", Paths.jia, number("11", 2)),
        then("revoked", Paths.jia, number("11", 3)),
        then("withdrawn", Paths.jia, number("11", 4)),
        at="2026-05-06T09:00:00+08:00",
    )
    folder.ledger.record(
        "sichuan",
        {"event": "blacklisted", "path": Paths.case, "reason": "示教通〔2026〕2号"},
        {"event": "revoked", "path": Paths.case, "number": number("51", 2), "reason": "示教通〔2026〕2号"},
        at="2026-06-01T09:00:00+08:00",
    )
    return folder
