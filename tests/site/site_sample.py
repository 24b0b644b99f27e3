"""A registry in miniature for the site's tests: five providers, every status, a case in force, one that ended, one alleged."""

import gzip
import hashlib
from datetime import date
from typing import Any

from registry.core import paths
from registry.core.authority import Authority
from registry.core.case import EnforcementCase
from registry.core.filing import ProviderFiling
from registry.core.ledger import Event, digest, line_of
from registry.core.replay import Replay
from registry.core.snapshot import Filed, Snapshot
from registry.core.use import UserFiling
from registry.render.site.api import page as api_page
from registry.render.site.shell import Shell

COMMIT = "c0ffee" + "0" * 34
EPOCH = 1_770_000_000
TODAY = date(2026, 3, 2)
RULES = {
    "rules/index.md": "---\ntoc: true\n---\n\n# 规则\n\n## 第九条 {#A09}\n\n业务系统完成ICP备案。\n",
    "review/index.md": "# 审核指南\n",
    "en/review/index.md": "# Review guide\n",
    "api/index.md": api_page.as_markdown("zh"),
    "en/api/index.md": api_page.as_markdown("en"),
    "en/rules/index.md": "# Rules\n\n## Article 9 {#A09}\n\nThe business system has an ICP filing.\n",
}

BEIJING = "91110108MA01ABCD1K"
SICHUAN = "91510100MA62ABCD2Q"
SCHOOL = "12510000450717123X"
XINJIANG = "91659001MA77ABCD3W"
MOE = "11100000000014137A"


ALLEGATION = "线索待核实不得公开。"


def authorities() -> dict[str, Authority]:
    """Four authorities; nothing is filed with the last."""
    given: list[dict[str, Any]] = [
        {"slug": "moe", "kind": "ministry", "name": {"zh": "中华人民共和国教育部", "en": "Ministry of Education"},
         "region": {"zh": "教育部", "en": "Ministry"}, "numeric_prefix": "00"},
        {"slug": "beijing", "kind": "province", "name": {"zh": "北京市教育委员会", "en": "Beijing Municipal Education Commission"},
         "region": {"zh": "北京市", "en": "Beijing"}, "numeric_prefix": "11", "gb2260": "110000",
         "counties": [{"code": "110108", "zh": "海淀区", "en": "Haidian"}],
         "rules": {"grey_list": {"cards": True, "source": {"document": "示例实施细则", "issued": "2024-01-01", "checked": "2026-01-01"}}}},
        {"slug": "sichuan", "kind": "province", "name": {"zh": "四川省教育厅", "en": "Sichuan Provincial Department of Education"},
         "region": {"zh": "四川省", "en": "Sichuan"}, "numeric_prefix": "51", "gb2260": "510000",
         "cities": [{"code": "510100", "zh": "成都市", "en": "Chengdu", "counties": [{"code": "510107", "zh": "武侯区", "en": "Wuhou"}]}]},
        {"slug": "xpcc", "kind": "xpcc", "name": {"zh": "新疆生产建设兵团教育局", "en": "XPCC Education Bureau"},
         "region": {"zh": "新疆生产建设兵团", "en": "XPCC"}, "numeric_prefix": "66"},
    ]  # fmt: skip
    return {entry["slug"]: Authority.model_validate(entry) for entry in given}


BARE = Shell("<!-- ", "\n     ", " -->\n", "")
"""A frame that shows a page's title and description and nothing else."""


def _filed(path: str, content: Any) -> Filed[Any]:
    return Filed(path, hashlib.sha256(content.model_dump_json().encode()).hexdigest(), content)


def app(item: str, name: str, **changed: Any) -> dict[str, Any]:
    """An app as a filing holds it."""
    package = changed.pop("package", f"cn.example.{item.replace('-', '')}")
    return {
        "id": item,
        "name": name,
        "system_id": "main",
        "platforms": {
            "android": {"package_name": package, "store_urls": [f"https://apps.example.cn/{item}"]},
            "ios": {"bundle_id": package, "app_store_id": "1458305565"},
        },
        "version": "2.3.0",
        "last_updated": "2026-01-15",
        "description": f"{name}用于课堂练习与作业反馈。",
        "audience": ["students", "parents"],
        "stages": ["primary", "junior_secondary"],
        "scenario": ["student_learning"],
        "charging": "in_app_purchase",
        "charged_to": "students_or_parents",
        "ads": False,
        "games": False,
        "ugc": True,
        "photo_search": False,
        "personal_info": {
            "collects": True,
            "categories": ["account", "real_name"],
            "sensitive": ["phone"],
            "biometrics": False,
            "minors_under_14": True,
            "guardian_consent_method": "注册时由监护人短信确认",
            "privacy_policy_url": f"https://www.example.cn/{item}/privacy",
            "child_policy_url": f"https://www.example.cn/{item}/children",
        },
        **changed,
    }


def system(name: str) -> dict[str, Any]:
    """A business system as a filing holds it."""
    return {
        "id": "main",
        "name": f"{name}学习平台",
        "icp": {"number": "京ICP备12345678号-1A", "subject_name": name, "evidence_date": "2026-01-03"},
        "mlps": {
            "certificate_no": "11010813668-00001",
            "grade": "grade_2",
            "subject_name": name,
            "police_authority": "示例市公安局",
            "issue_date": "2025-06-01",
            "test_report_date": "2025-05-20",
        },
        "hosting": "cloud",
        "third_party_developer": {"name": "示例软件开发有限公司"},
        "subject_mismatch_explained": True,
        "evidence_sha256": ["e" * 64],
    }


def provider(uscc: str, name: str, province: str, apps: list[dict[str, Any]], **unit: Any) -> ProviderFiling:
    """A provider's filing with one business system."""
    return ProviderFiling.model_validate(
        {
            "schema": "provider-filing/v1",
            "unit": {
                "name": name,
                "uscc": uscc,
                "unit_type": "enterprise",
                "registration_province": province,
                "registered_address": "示例路1号",
                "public_hotline": "010-80000000",
                "public_email": "service@example.cn",
                "website": "https://www.example.cn/",
                **unit,
            },
            "systems": [system(name)],
            "apps": apps,
        }
    )


def school(uscc: str, name: str, path: str, uses: list[dict[str, Any]]) -> UserFiling:
    """An institution's filing."""
    return UserFiling.model_validate(
        {
            "schema": "user-filing/v1",
            "institution": {
                "name": name,
                "uscc": uscc,
                "level": "primary",
                "province": path.split("/")[0],
                "competent_authority": path,
            },
            "uses": [
                {
                    "basis": "self_selected",
                    "mode": "recommended",
                    "decision": {
                        "collective": True,
                        "document_ref": "校务会〔2026〕3号",
                        "date": "2026-01-20",
                    },
                    "audience": ["students"],
                    "uniform_use": False,
                    "fee_to_students_or_parents": False,
                    "large_scale_personal_info": False,
                    "user_opinion_sought": True,
                    "biometrics": False,
                    "assessment_done": True,
                    "start_date": "2026-02-10",
                    **use,
                }
                for use in uses
            ],
        }
    )


def case(uscc: str, name: str, **changed: Any) -> EnforcementCase:
    """An enforcement case that ended with the unit on the list."""
    return EnforcementCase.model_validate(
        {
            "schema": "enforcement-case/v1",
            "unit": {"name": name, "uscc": uscc},
            "numbers": ["教APP备5190002号"],
            "opened_on": "2025-12-01",
            "state": "blacklisted",
            "breaches": [{"category": "commercial_ads", "description": "学习页面植入商业广告。", "evidence_sha256": "f" * 64}],
            "rectifications": [{"demanded": "2025-12-05", "due": "2026-01-05", "document_no": "川教函〔2025〕88号",
                                "outcome": {"result": "not_rectified", "date": "2026-01-08"}}],
            "measures": {
                "list": "national",
                "level": "black",
                "decided_on": "2026-01-12",
                "circular_document_no": "川教通〔2026〕2号",
                "revoked_numbers": ["教APP备5190002号"],
                "bar": {"start": "2026-01-12", "months": 6},
            },
            **changed,
        }
    )  # fmt: skip


class Ledger:
    """Writes chained events the way the registrar does."""

    def __init__(self) -> None:
        self.replay = Replay()
        self._sequence: dict[str, int] = {}
        self._previous: dict[str, str] = {}

    @classmethod
    def continuing(cls, replay: Replay) -> "Ledger":
        """Goes on where a replay stands."""
        found = cls()
        found.replay = replay
        for authority, head in replay.heads.items():
            found._sequence[authority], found._previous[authority] = head.sequence, head.previous
        return found

    def add(self, authority: str, day: str, event: str, path: str, **given: Any) -> None:
        """One decision at noon of a day."""
        sequence = self._sequence.get(authority, 0) + 1
        values = {
            "sequence": sequence,
            "at": f"{day}T12:{sequence // 60 % 60:02d}:{sequence % 60:02d}+08:00",
            "event": event,
            "path": path,
            "content_sha256": hashlib.sha256(path.encode()).hexdigest(),
            "commit": COMMIT,
            "authority": authority,
            "approved_by": [4711],
            "previous": self._previous.get(authority, "0" * 64),
            **given,
        }
        made = Event.model_validate(values)
        line = line_of(made)
        self.replay.take(made, line)
        self._sequence[authority], self._previous[authority] = sequence, digest(line)


def snapshot() -> Snapshot:
    """The whole miniature."""
    filings = {
        ("beijing", BEIJING): provider(
            BEIJING, "北京云杉数字教育科技有限公司", "beijing",
            [app("kousuan", "云杉口算练习"), app("yuedu", "云杉阅读", subjects=["chinese"], tutoring_class="non_subject"),
             app("unfiled", "云杉未登记应用")],
        ),
        ("sichuan", SICHUAN): provider(
            SICHUAN, "成都锦里课堂网络有限公司", "sichuan",
            [app("ketang", "锦里课堂", package="com.jinli.ketang"), app("tiku", "锦里题库"), app("daka", "锦里打卡")],
        ),
        ("sichuan", SCHOOL): provider(SCHOOL, "成都示范小学", "sichuan", [app("tong", "校园通（家校版）")], unit_type="school"),
        ("xpcc", XINJIANG): provider(XINJIANG, "石河子胡杨软件有限公司", "xpcc", [app("huyang", "胡杨数学")]),
        ("moe", MOE): provider(
            MOE, "某省教育厅信息中心", "moe",
            [app("zhihui", "智慧教育", platforms={"mini_program": {"app_id": "wxfea0b562b1e333d7"}})],
            unit_type="education_authority", head_office={"name": "某省教育厅", "uscc": "11100000000014138B"},
            covers_subsidiaries=[{"name": "某省电化教育馆", "uscc": "12100000000014139C"}], school_licence_no="教民示例1号",
        ),
    }  # fmt: skip
    providers = {paths.provider_path(slug, uscc): filing for (slug, uscc), filing in filings.items()}
    at = {uscc: paths.provider_path(slug, uscc) for slug, uscc in filings}
    haidian = paths.user_path("beijing/110108", "12110108400888123D")
    wuhou = paths.user_path("sichuan/510100/510107", "12510107450766123L")
    own = {
        "id": "own",
        "self_developed": {"system": system("海淀示例小学"), "app": app("inner", "校内通")},
        "basis": "self_developed",
    }
    users = {
        haidian: school(
            "12110108400888123D",
            "海淀示例小学",
            "beijing/110108",
            [{"id": "use-1", "number": "教APP备1190001号"}, own],
        ),
        wuhou: school(
            "12510107450766123L",
            "武侯示例小学",
            "sichuan/510100/510107",
            [{"id": "use-1", "number": "教APP备1190001号"}],
        ),
    }
    cases = {
        paths.case_path("sichuan", SICHUAN, "2025-12-01"): case(SICHUAN, "成都锦里课堂网络有限公司"),
        paths.case_path("beijing", BEIJING, "2024-01-10"): case(
            BEIJING, "北京云杉数字教育科技有限公司", numbers=["教APP备1190001号"], opened_on="2024-01-10", state="expired",
            suspensions=[{"date": "2024-01-20", "numbers": ["教APP备1190001号"], "document_no": "京教函〔2024〕3号"}],
            reinstatements=[{"date": "2024-02-20", "numbers": ["教APP备1190001号"], "document_no": "京教函〔2024〕5号"}],
            measures={"list": "province", "level": "grey", "card": "yellow", "decided_on": "2024-03-01", "circular_document_no": "京教通〔2024〕9号",
                      "bar": {"start": "2024-03-01", "months": 6}},
            lifted={"date": "2024-08-01", "reason": "整改完成，提前移出"},
        ),
        paths.case_path("beijing", BEIJING, "2026-02-01"): EnforcementCase.model_validate({
            "schema": "enforcement-case/v1", "unit": {"name": "北京云杉数字教育科技有限公司", "uscc": BEIJING},
            "opened_on": "2026-02-01", "state": "alleged", "breaches": [{"category": "games", "description": ALLEGATION}],
        }),
    }  # fmt: skip
    ledger = Ledger()
    for item, serial in (("kousuan", 1), ("yuedu", 2)):
        ledger.add(
            "beijing",
            "2026-01-20",
            "filed",
            at[BEIJING],
            item=item,
            number=f"教APP备1190{serial:03d}号",
            pull_request=7,
        )
    ledger.add("beijing", "2026-02-01", "changed", at[BEIJING], reason="更新隐私政策地址")
    ledger.add(
        "beijing",
        "2026-02-10",
        "suspended",
        at[BEIJING],
        item="yuedu",
        number="教APP备1190002号",
        reason="京教函〔2026〕12号",
    )
    ledger.add("beijing", "2026-02-12", "confirmed", haidian, item="use-1")
    ledger.add("beijing", "2026-02-12", "confirmed", haidian, item="own")
    for item, serial in (("ketang", 1), ("tiku", 2), ("daka", 3)):
        ledger.add(
            "sichuan", "2025-10-08", "filed", at[SICHUAN], item=item, number=f"教APP备5190{serial:03d}号"
        )
    ledger.add("sichuan", "2025-11-01", "filed", at[SCHOOL], item="tong", number="教APP备5190004号")
    ledger.add(
        "sichuan",
        "2026-01-12",
        "revoked",
        at[SICHUAN],
        item="tiku",
        number="教APP备5190002号",
        reason="川教通〔2026〕2号",
    )
    ledger.add("sichuan", "2026-01-15", "withdrawn", at[SICHUAN], item="daka", number="教APP备5190003号")
    ledger.add("sichuan", "2026-02-15", "confirmed", wuhou, item="use-1")
    ledger.add("moe", "2026-01-30", "filed", at[MOE], item="zhihui", number="教APP备0000017号")
    return Snapshot(
        commit=COMMIT,
        today=TODAY,
        authorities=authorities(),
        providers={path: _filed(path, filing) for path, filing in providers.items()},
        users={path: _filed(path, filing) for path, filing in users.items()},
        cases={path: _filed(path, content) for path, content in cases.items()},
        replay=ledger.replay,
    )


def unpacked(path: str, content: bytes) -> bytes:
    """A file of the API as a client reads it."""
    return gzip.decompress(content) if path.endswith(".gz") else content
