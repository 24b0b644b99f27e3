"""Changes of filings of which everything is registered, field by field: what is compared with the filing as it stands."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

from tests.builders import (
    SCHOOL,
    XIN,
    app_text,
    provider,
    provider_path,
    rich_app_text,
    use_text,
    user,
    user_path,
)
from tests.checks.reference import Case

Values = dict[str, Any]
Change = Callable[[Values], object]


def put(way: str, value: Any) -> Change:
    """Sets what `a.0.b` leads to; None takes it out."""

    def change(filing: Values) -> None:
        *above, last = (int(step) if step.isdecimal() else step for step in way.split("."))
        place: Any = filing
        for step in above:
            place = place[step]
        if value is None:
            del place[last]
        else:
            place[last] = value

    return change


def both(*changes: Change) -> Change:
    """One after the other."""
    return lambda filing: [change(filing) for change in changes]


def _twice(filing: Values) -> None:
    filing["apps"].insert(1, {**copy.deepcopy(filing["apps"][0]), "last_updated": "2020-01-01"})


_NOTHING = both()
_MLPS = "systems.0.mlps.certificate_no"
_SIGNED, _DAY = "apps.0.platforms.android.signing_cert_sha256", "apps.0.last_updated"
_ANDROID: Change = both(put("apps.0.platforms.ios", None), put("apps.0.platforms.mini_program", None))
_IOS: Change = both(put("apps.0.platforms.android", None), put("apps.0.platforms.mini_program", None))

PROVIDER: tuple[tuple[str, Change, Change], ...] = (
    ("another certificate", _NOTHING, put(_SIGNED, "ce" * 32)),
    ("the certificate in another spelling", _NOTHING, put(_SIGNED, ":".join(["CD"] * 32))),
    ("no certificate any longer", _NOTHING, put(_SIGNED, None)),
    ("a certificate at last", put(_SIGNED, None), put(_SIGNED, "ce" * 32)),
    ("another package and certificate", _NOTHING, both(put(_SIGNED, "ce" * 32), put("apps.0.platforms.android.package_name", "cn.example.other"))),
    ("another AppID and bundle id", _NOTHING, both(put("apps.0.platforms.mini_program.app_id", "wxfea0b562b1e333d8"), put("apps.0.platforms.ios.bundle_id", "cn.example.other"))),
    ("a bundle id in capitals", _NOTHING, put("apps.0.platforms.ios.bundle_id", "CN.example.WHOLE-ios")),
    ("for Android in place of iOS", _IOS, _ANDROID),
    ("for iOS in place of Android", _ANDROID, _IOS),
    ("for iOS and mini program in place of Android", _ANDROID, put("apps.0.platforms.android", None)),
    ("no longer for iOS", _NOTHING, _ANDROID),
    ("an update a day back", _NOTHING, put(_DAY, "2026-02-27")),
    ("an update a day on", _NOTHING, put(_DAY, "2026-03-01")),
    ("the same update, another version", _NOTHING, put("apps.0.version", "2.0")),
    ("the app twice, the second with another day", _NOTHING, _twice),
    ("the app twice before, and an update back from the first", _twice, put(_DAY, "2026-02-27")),
    ("an app that is registered and was not there", lambda filing: filing["apps"].pop(0), put("apps.0.ads", True)),
    ("an unusual certificate, as approved", put(_MLPS, "110108136680001"), both(put(_MLPS, "110108136680001"), put("apps.0.version", "2.0"))),
    ("another system of that id before", put("systems.0.mlps.grade", "grade_1"), put(_MLPS, "110108136680001")),
    ("another subject, explained before", put("systems.0.subject_mismatch_explained", True), both(put("systems.0.subject_mismatch_explained", True), put("systems.0.icp.subject_name", "示例别家公司"))),
    ("a strange subject, approved", both(put("systems.0.subject_mismatch_explained", True), put("systems.0.icp.subject_name", "示例别家公司")), both(both(put("systems.0.subject_mismatch_explained", True), put("systems.0.icp.subject_name", "示例别家公司")), put("apps.0.version", "2.0"))),
    ("advertising, approved", put("apps.0.ads", True), both(put("apps.0.ads", True), put("apps.0.games", True))),
    ("subjects without tutoring, approved in another order", both(put("apps.0.tutoring_class", None), put("apps.0.subjects", ["chinese", "mathematics"])), both(both(put("apps.0.tutoring_class", None), put("apps.0.subjects", ["chinese", "mathematics"])), put("apps.0.subjects", ["mathematics", "chinese"]))),
    ("another kind of unit, as approved", put("unit.unit_type", "school"), both(put("unit.unit_type", "school"), put("unit.website", None))),
    ("a head office, as approved", put("unit.head_office", {"name": "示例总公司", "uscc": SCHOOL}), both(put("unit.head_office", {"name": "示例总公司", "uscc": SCHOOL}), put("unit.website", None))),
)  # fmt: skip
"""Name; the filing as it stands and as it is now, each by what is other than in a plain one."""

_OWN = "uses.1.self_developed"
_SYSTEM, _APP = f"{_OWN}.system", f"{_OWN}.app"

USER: tuple[tuple[str, Change, Change], ...] = (
    *(
        (f"{way} becomes {value!r}", _NOTHING, put(way, value))
        for way, value in (
            ("uses.0.number", "教APP备1100002号"), ("uses.0.basis", "self_developed"), ("uses.0.mode", "mandatory"), ("uses.0.decision.collective", False),
            ("uses.0.decision.document_ref", "校务会〔2026〕4号"), ("uses.0.decision.date", "2026-01-21"), ("uses.0.audience", ["staff"]), ("uses.0.audience", ["staff", "students"]),
            ("uses.0.audience", ["students", "students"]), ("uses.0.uniform_use", True), ("uses.0.fee_to_students_or_parents", True), ("uses.0.large_scale_personal_info", True),
            ("uses.0.user_opinion_sought", False), ("uses.0.biometrics", True), ("uses.0.assessment_done", False), ("uses.0.parallel_candidates", 4), ("uses.0.parallel_candidates", None),
            ("uses.0.purpose", "用于测验"), ("uses.0.purpose", None), ("uses.0.start_date", "2026-03-17"), ("uses.0.changed_on", "2026-11-20"),
            ("uses.0.required_by", {"authority": "zhejiang", "document_no": "示教函〔2026〕2号"}),
            (f"{_SYSTEM}.name", "示例平台"), (f"{_SYSTEM}.hosting", "cloud"), (f"{_SYSTEM}.evidence_sha256", ["ef" * 32]), (f"{_SYSTEM}.evidence_sha256", None),
            (f"{_SYSTEM}.subject_mismatch_explained", True), (f"{_SYSTEM}.icp", None), (f"{_SYSTEM}.icp.number", "京ICP备20260002号-1A"), (f"{_SYSTEM}.icp.evidence_date", "2026-01-06"),
            (f"{_SYSTEM}.mlps", None), (f"{_SYSTEM}.mlps.grade", "grade_3"), (f"{_SYSTEM}.mlps.test_report_date", "2025-11-21"), (f"{_SYSTEM}.mlps.test_report_date", None),
            (f"{_SYSTEM}.third_party_developer", None), (f"{_SYSTEM}.third_party_developer.name", "示例另一公司"), (f"{_SYSTEM}.id", "own-other"),
            (f"{_APP}.name", "示例校园通二"), (f"{_APP}.version", "1.1"), (f"{_APP}.last_updated", "2026-01-03"), (f"{_APP}.description", "用于通知"),
            (f"{_APP}.platforms.android.package_name", "cn.example.other"), (f"{_APP}.platforms.ios", {"bundle_id": "cn.example.own"}),
            (f"{_APP}.platforms.android.store_urls", ["https://store.example.cn/own"]), (f"{_APP}.personal_info.collects", True), (f"{_APP}.stages", ["primary", "preschool"]),
            (_OWN, None), ("uses.1.id", "use-1"),
        )
    ),
    ("the audience in another order", put("uses.0.audience", ["students", "staff"]), put("uses.0.audience", ["staff", "students"])),
    ("a system's evidence in another order", put(f"{_SYSTEM}.evidence_sha256", ["ab" * 32, "cd" * 32]), put(f"{_SYSTEM}.evidence_sha256", ["cd" * 32, "ab" * 32])),
    ("a system without evidence gets some, of no weight", both(put(f"{_SYSTEM}.icp", None), put(f"{_SYSTEM}.mlps.test_report_date", None)), both(both(put(f"{_SYSTEM}.icp", None), put(f"{_SYSTEM}.mlps.test_report_date", None)), put(f"{_SYSTEM}.mlps.test_report_date", "2025-11-20"))),
    ("a system without an ICP filing gets one", put(f"{_SYSTEM}.icp", None), _NOTHING),
    ("another document of the superior", put("uses.0.required_by", {"authority": "zhejiang", "document_no": "示教函〔2026〕2号"}), put("uses.0.required_by", {"authority": "zhejiang", "document_no": "示教函〔2026〕3号"})),
    ("another superior", put("uses.0.required_by", {"authority": "zhejiang", "document_no": "示教函〔2026〕2号"}), put("uses.0.required_by", {"authority": "moe", "document_no": "示教函〔2026〕2号"})),
    ("a second change of one day", put("uses.0.changed_on", "2026-11-20"), both(put("uses.0.changed_on", "2026-11-20"), put("uses.0.mode", "mandatory"))),
    ("a second change of another day", put("uses.0.changed_on", "2026-11-19"), both(put("uses.0.changed_on", "2026-11-20"), put("uses.0.mode", "mandatory"))),
    ("a correction beside the day of a change", put("uses.0.changed_on", "2026-11-20"), both(put("uses.0.changed_on", "2026-11-20"), put("uses.0.purpose", "用于测验"))),
    ("a decision after the start, as confirmed", put("uses.0.decision.date", "2026-03-20"), both(put("uses.0.decision.date", "2026-03-20"), put("uses.0.purpose", "用于测验"))),
    ("both uses are taken out", _NOTHING, lambda filing: filing.update(uses=filing["uses"][2:])),
    ("both uses change", _NOTHING, both(put("uses.0.mode", "mandatory"), put("uses.1.mode", "mandatory"))),
    ("the use twice, the second changed", _NOTHING, lambda filing: filing["uses"].insert(1, {**copy.deepcopy(filing["uses"][0]), "mode": "mandatory"})),
)  # fmt: skip


def _once_more(filing: Values) -> None:
    filing["apps"].append({**copy.deepcopy(filing["apps"][1]), "id": "another"})


_FIRST, _SECOND = "教APP备1100001号", "教APP备1100002号"
_SAME: Change = put("apps.1.platforms.android.package_name", "cn.example.whole")
_ENDS: Change = put("apps.0.withdrawal", {"requested_on": "2026-11-24", "reason": "停止运营"})
_GOES: Change = put("apps.0.transferred_to", {"name": "示例接收有限公司", "uscc": SCHOOL})

LEDGER: tuple[tuple[str, Change, tuple[tuple[str, str, str], ...]], ...] = (
    ("two apps take over one number", both(put("apps.0.takes_over", _SECOND), put("apps.1.takes_over", _SECOND)), ()),
    ("two apps take over two numbers", both(put("apps.0.takes_over", _FIRST), put("apps.1.takes_over", _SECOND)), ()),
    ("one package twice", _SAME, (("whole", _FIRST, "filed"),)),
    ("one package twice, the upper one not registered", _SAME, ()),
    ("one package three times, ids in no order", both(_SAME, _once_more), (("whole", _FIRST, "filed"),)),
    ("one package twice, the lower one takes the number over", both(_SAME, put("apps.1.takes_over", _FIRST)), (("whole", _FIRST, "filed"),)),
    ("one package twice, the upper one takes the number over", both(_SAME, put("apps.0.takes_over", _SECOND)), (("new", _SECOND, "filed"),)),
    ("one package twice, the lower one takes another number over", both(_SAME, put("apps.1.takes_over", _SECOND)), (("whole", _FIRST, "filed"),)),
    *((f"one package twice, the upper one {status}", _SAME, (("whole", _FIRST, status),)) for status in ("suspended", "revoked", "withdrawn", "transferred")),
    *((f"one package twice, the lower one {status}", _SAME, (("new", _FIRST, status),)) for status in ("suspended", "revoked", "withdrawn", "transferred")),
    ("one package twice, the upper one came back", _SAME, (("whole", _FIRST, "transferred"), ("whole", _SECOND, "filed"))),
    ("an app that went and came back", _NOTHING, (("whole", _FIRST, "transferred"), ("whole", _SECOND, "filed"))),
    ("an app that came back and went", _GOES, (("whole", _FIRST, "filed"), ("whole", _SECOND, "transferred"))),
    ("an app that went twice, with the number that went last", put("apps.0.takes_over", _SECOND), (("whole", _FIRST, "transferred"), ("whole", _SECOND, "transferred"))),
    ("an app that went twice, with the number that went first", put("apps.0.takes_over", _FIRST), (("whole", _FIRST, "transferred"), ("whole", _SECOND, "transferred"))),
    *((f"{what} of an app that is {status}", change, (("whole", _FIRST, status),))
      for what, change in (("a withdrawal", _ENDS), ("a transfer", _GOES), ("a withdrawal and a transfer", both(_ENDS, _GOES)), ("nothing said", _NOTHING))
      for status in ("filed", "suspended", "revoked", "withdrawn", "transferred")),
    ("a withdrawal that was first withdrawn under another number", _NOTHING, (("whole", _FIRST, "withdrawn"), ("whole", _SECOND, "withdrawn"))),
    ("a withdrawal of tomorrow", put("apps.0.withdrawal", {"requested_on": "2026-11-25", "reason": "停止运营"}), (("whole", _FIRST, "filed"),)),
    ("registered apps that are gone, and one that went", lambda filing: filing["apps"].pop(0), (("whole", _FIRST, "filed"), ("other", _SECOND, "revoked"), ("given", "教APP备1100003号", "transferred"))),
    ("a transfer to oneself and to another", both(put("apps.0.transferred_to", {"name": "示例辛教育科技有限公司", "uscc": XIN}), put("apps.1.transferred_to", {"name": "示例接收有限公司", "uscc": SCHOOL})), (("whole", _FIRST, "filed"), ("new", _SECOND, "filed"))),
    ("mini program alone, as approved", both(put("apps.0.platforms.android", None), put("apps.0.platforms.ios", None)), (("whole", _FIRST, "filed"),)),
)  # fmt: skip
"""Name, what changes of a filing with the apps `whole` and `new`, and what the ledger knows of it: item, number, status."""


def changed() -> Iterator[Case]:
    """All of them."""
    yield from _fields()
    yield from _standings()
    yield from _uses()


def _uses() -> Iterator[Case]:
    """An institution's uses in each state, one of them twice in the filing as it stands; as they are, and changed with and without a day."""
    path = user_path("zhejiang/330100/330106", SCHOOL)
    plain = user(uses=[use_text(number=_FIRST), use_text("own", own=True)])
    del plain["institution"]["selection_system"]
    odd = copy.deepcopy(plain)
    put("uses.1.self_developed.system.mlps.certificate_no", "110108136680001")(odd)
    doubled = copy.deepcopy(plain)
    doubled["uses"].append(
        {**copy.deepcopy(plain["uses"][0]), "mode": "mandatory", "start_date": "2026-04-01"}
    )
    dated = both(put("uses.0.mode", "mandatory"), put("uses.0.changed_on", "2026-03-10"))
    for status in ("confirmed", "change_pending", "invalidated", "ended"):
        known = [
            {
                "item": item,
                "number": _FIRST if item == "use-1" else "",
                "status": status,
                "since": "2026-03-12",
            }
            for item in ("use-1", "own")
        ]
        for what, change in (("as it is", _NOTHING), ("another mode", put("uses.0.mode", "mandatory")), ("another mode, with a day", dated), ("another decision", put("uses.0.decision.date", "2026-03-20")),
                             ("an unusual certificate", put("uses.1.self_developed.system.mlps.certificate_no", "110108136680001")),
                             ("taken out", lambda filing: filing["uses"].pop(0))):  # fmt: skip
            filing = copy.deepcopy(plain)
            change(filing)
            for beside, before in (
                ("", plain),
                (" beside itself", doubled),
                (", its certificate unusual before", odd),
            ):
                around = {"path": path, "before": before, "registered": known}
                yield Case(
                    f"user: a use that is {status}{beside}, {what}", "user", filing, path, around=around
                )


def _standings() -> Iterator[Case]:
    path = provider_path("beijing", XIN)
    before = provider(apps=[rich_app_text(), app_text("new", "示例新应用", "cn.example.new")])
    for name, change, entries in LEDGER:
        filing = copy.deepcopy(before)
        change(filing)
        known = [
            {"item": item, "number": number, "status": status, "since": "2026-03-02"}
            for item, number, status in entries
        ]
        yield Case(
            f"provider: {name}",
            "provider",
            filing,
            path,
            around={"path": path, "before": before, "registered": known},
        )


def _fields() -> Iterator[Case]:
    """With one item that is not registered beside."""
    whole = provider(apps=[rich_app_text(), app_text("new", "示例新应用", "cn.example.new")])
    school = user(
        uses=[
            use_text(number="教APP备1100001号"),
            use_text("own", own=True),
            use_text("new", "教APP备1100003号"),
        ]
    )
    kinds: tuple[tuple[str, Values, str, tuple[tuple[str, Change, Change], ...], tuple[str, ...], str], ...] = (
        ("provider", whole, provider_path("beijing", XIN), PROVIDER, ("whole",), "filed"),
        ("user", school, user_path("zhejiang/330100/330106", SCHOOL), USER, ("use-1", "own"), "confirmed"),
    )  # fmt: skip
    for kind, plain, path, changes, items, status in kinds:
        known = [
            {
                "item": item,
                "number": "教APP备1100001号" if item != "own" else "",
                "status": status,
                "since": "2026-03-02",
            }
            for item in items
        ]
        for name, stood, becomes in changes:
            before = copy.deepcopy(plain)
            stood(before)
            filing = copy.deepcopy(plain)
            becomes(filing)
            around = {"path": path, "before": before, "registered": known}
            yield Case(f"{kind}, changed: {name}", kind, filing, path, around=around)
