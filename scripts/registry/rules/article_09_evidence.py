"""Art. 9: a provider files only after the ICP filing and the MLPS grading filing are done. Their dates: article_09_dates.py."""

import re
from collections.abc import Iterator
from datetime import date

from registry.core import formats
from registry.core.codes import Breach, MlpsGrade
from registry.core.evidence import Phase, missing, standing
from registry.core.filing import BusinessSystem, ProviderFiling
from registry.core.finding import Fault, Place, Verdict
from registry.core.lookup import Lookup
from registry.core.text import Text
from registry.core.unit_names import comparable
from registry.rules.catalogue import declare
from registry.rules.parts import AppFile, SystemPart, approved_system, statuses, systems

_MLPS = re.compile(formats.MLPS_CERTIFICATE)
EVIDENCE = {
    "icp": Text("ICP备案", "ICP filing"),
    "mlps": Text("等级保护定级备案", "MLPS grading filing"),
}


def _lacking(file: AppFile, breach: Breach) -> Iterator[SystemPart]:
    return (part for part in systems(file) if breach in missing(part.system))


def _is_filed(file: AppFile, lookup: Lookup, part: SystemPart) -> bool:
    """Whether a system serves apps and all of them are numbered (or, for own use, confirmed)."""
    known = statuses(file, lookup)
    return bool(part.items) and all(item in known for item in part.items)


def _is_refused(file: AppFile, lookup: Lookup, today: date, part: SystemPart) -> bool:
    """Whether missing evidence refuses the filing: always, but in the buffer, and while filed apps may still rectify."""
    phase = standing(today).phase
    return phase is Phase.required or (phase is Phase.rectification and not _is_filed(file, lookup, part))


def icp_is_present(file: AppFile, lookup: Lookup, today: date) -> Iterator[Fault]:
    """Each system names its ICP filing."""
    for part in _lacking(file, Breach.no_icp):
        if _is_refused(file, lookup, today, part):
            yield Fault("A09-1", part.place, {"system": part.system.name})


declare(
    "A09-1",
    article="Art. 9",
    kinds=("provider", "user"),
    title=Text("业务系统已完成ICP备案", "A business system has its ICP filing"),
    text=Text("业务系统“{system}”没有填写ICP备案。", "The business system “{system}” has no ICP filing."),
    fix=Text("请先在通信管理部门完成ICP备案，再填写 icp(备案号、主体、截图日期)。", "Complete the ICP filing first, then fill in icp (number, subject, date of the screenshot)."),
    check=icp_is_present,
)  # fmt: skip


declare(
    "A09-2",
    article="Art. 9",
    title=Text("ICP备案号格式正确", "An ICP number has the right form"),
    text=Text("ICP备案号“{value}”的格式不对。", "The ICP number “{value}” does not have the right form."),
    fix=Text("{error}", "{error_en}"),
)


def mlps_is_present(file: AppFile, lookup: Lookup, today: date) -> Iterator[Fault]:
    """Each system names its grading filing."""
    for part in _lacking(file, Breach.no_mlps):
        if _is_refused(file, lookup, today, part):
            yield Fault("A09-3", part.place, {"system": part.system.name})


declare(
    "A09-3",
    article="Art. 9",
    kinds=("provider", "user"),
    title=Text("业务系统已完成等级保护定级备案", "A business system has its MLPS grading filing"),
    text=Text("业务系统“{system}”没有填写等级保护定级备案。", "The business system “{system}” has no MLPS grading filing."),
    fix=Text("请先在公安机关完成定级备案，再填写 mlps(证明编号、等级、受理机关、日期)。", "Complete the grading filing with the police first, then fill in mlps (certificate, grade, office, date)."),
    check=mlps_is_present,
)  # fmt: skip


def mlps_number_is_usual(file: AppFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """No rule of law fixes the form, so another one goes to a person, once."""
    for part in systems(file):
        mlps = part.system.mlps
        if mlps is None or _MLPS.fullmatch(mlps.certificate_no):
            continue
        before = approved_system(file, lookup, part)
        if before is None or before.mlps is None or before.mlps.certificate_no != mlps.certificate_no:
            yield Fault("A09-4", (*part.place, "mlps", "certificate_no"), {"value": mlps.certificate_no})


declare(
    "A09-4",
    article="Art. 9",
    kinds=("provider", "user"),
    verdict=Verdict.refer,
    title=Text("等级保护备案证明编号为常见格式", "An MLPS certificate number has the usual form"),
    text=Text("等级保护备案证明编号“{value}”不是常见的“11位数字-5位数字”。", "The MLPS certificate number “{value}” is not of the usual form: 11 digits, hyphen, 5 digits."),
    fix=Text("请对照证明核对；若证明上确为此编号，由审核人员判断。", "Compare it with the certificate; if it says so, the reviewer decides."),
    reason=Text("没有法规规定证明编号的格式，常见格式之外的编号不能据此判错。", "No law fixes the form of the number, so an unusual one cannot be called wrong."),
    check=mlps_number_is_usual,
)  # fmt: skip


def evidence_may_follow(file: AppFile, _: Lookup, today: date) -> Iterator[Fault]:
    """In the buffer missing evidence is only pointed out, with the last day."""
    now = standing(today)
    if now.phase is not Phase.buffer or now.until is None:
        return
    for part in systems(file):
        for breach in missing(part.system):
            values = {"system": part.system.name, "what": breach.label.zh, "what_en": breach.label.en}
            yield Fault("A09-5", part.place, {**values, "until": now.until.isoformat()})


declare(
    "A09-5",
    article="Point 3",
    kinds=("provider", "user"),
    verdict=Verdict.accept,
    title=Text("缓冲期内ICP备案和等级保护定级备案不作为前置条件", "In the buffer period the ICP filing and the MLPS grading filing are not conditions"),
    text=Text("业务系统“{system}”{what}；缓冲期至 {until}。", "The business system “{system}”: {what_en}. The buffer period lasts until {until}."),
    fix=Text("请在 {until} 前完成并补填；逾期将撤销备案。", "Complete it and fill it in by {until}; afterwards the filing is revoked."),
    reason=Text("缓冲期以当日已公布的安排为准：2019年12月1日至2020年1月31日；2020年5月26日公布延至6月30日。其间的空档不适用缓冲。",
                "The buffer is what had been announced by the day: 2019-12-01 to 2020-01-31, and from 2020-05-26, when it was extended, to 2020-06-30; not the days between."),
    check=evidence_may_follow,
)  # fmt: skip


def filed_apps_may_rectify(file: AppFile, lookup: Lookup, today: date) -> Iterator[Fault]:
    """In the month after the buffer filed apps are told what to complete; new apps are refused (A09-1, A09-3)."""
    now = standing(today)
    if now.phase is not Phase.rectification or now.until is None:
        return
    for part in systems(file):
        if _is_filed(file, lookup, part):
            for breach in missing(part.system):
                values = {"system": part.system.name, "what": breach.label.zh, "what_en": breach.label.en}
                yield Fault("A09-6", part.place, {**values, "until": now.until.isoformat()})


declare(
    "A09-6",
    article="Point 3",
    kinds=("provider", "user"),
    verdict=Verdict.accept,
    title=Text("整改期内已备案应用补齐ICP备案和等级保护定级备案", "Filed apps complete their evidence in the month given to rectify"),
    text=Text("业务系统“{system}”{what}；整改期至 {until}。", "The business system “{system}”: {what_en}. It can be rectified until {until}."),
    fix=Text("请在 {until} 前完成并补填；逾期将撤销备案。", "Complete it and fill it in by {until}; afterwards the filing is revoked."),
    reason=Text("2020年5月26日公布的安排：7月1日起通报并限期一个月整改，7月31日后撤销。", "As announced on 2020-05-26: from 1 July a circular and one month to rectify, after 31 July revocation."),
    check=filed_apps_may_rectify,
)  # fmt: skip


def _own_names(file: AppFile, system: BusinessSystem) -> set[str]:
    """Names that the subject of a system's evidence may have, as compared."""
    developer = system.third_party_developer
    found = [developer.name] if developer else []
    if isinstance(file.content, ProviderFiling):
        unit = file.content.unit
        found += [unit.name, *(other.name for other in unit.covers_subsidiaries)]
        found += [unit.head_office.name] if unit.head_office else []
    else:
        found.append(file.content.institution.name)
    return {comparable(name) for name in found}


def _strangers(file: AppFile, part: SystemPart) -> Iterator[tuple[Place, str, Text]]:
    """Subjects of evidence that are neither the unit nor one that belongs to it, with their places."""
    own = _own_names(file, part.system)
    for key, label in EVIDENCE.items():
        found = getattr(part.system, key)
        if found is not None and comparable(found.subject_name) not in own:
            yield (*part.place, key, "subject_name"), found.subject_name, label


def subject_is_ours(file: AppFile, _: Lookup, __: date) -> Iterator[Fault]:
    """The subject of the evidence is the unit or belongs to it, or else a letter explains it (A09-8)."""
    for part in systems(file):
        if part.system.subject_mismatch_explained:
            continue
        for place, subject, label in _strangers(file, part):
            yield Fault("A09-7", place, {"subject": subject, "what": label.zh, "what_en": label.en})


declare(
    "A09-7",
    article="Art. 9",
    kinds=("provider", "user"),
    title=Text("ICP和等级保护的主体是本单位或开发者", "The subject of the ICP and MLPS filings is the unit or the developer"),
    text=Text("{what}的主体“{subject}”不是本单位、第三方开发者、总公司或一并备案的单位。", "The subject “{subject}” of the {what_en} is neither this unit nor its developer, head office or a unit covered."),
    fix=Text("请核对名称；受托开发的填写 third_party_developer；确有不同的，另交说明函并填写 subject_mismatch_explained: true。",
             "Check the name; name the developer in third_party_developer; if it does differ, send a letter and write subject_mismatch_explained: true."),
    reason=Text("《办法》未写明主体须一致；国家平台的填报要求是与本单位或开发者一致，否则须交说明函。比较时不计全角半角、空格和括号的形状。",
                "The Measures do not say it; the platform asks that the subject is the unit or the developer, or a letter. Width, spaces and the shape of brackets do not count."),
    check=subject_is_ours,
)  # fmt: skip


def _approved_subjects(file: AppFile, lookup: Lookup, part: SystemPart) -> set[str]:
    before = approved_system(file, lookup, part)
    found = (before.icp, before.mlps) if before else ()
    return {comparable(evidence.subject_name) for evidence in found if evidence is not None}


def explained_subject_is_read(file: AppFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A letter is read by a person, once for each subject."""
    for part in systems(file):
        if part.system.subject_mismatch_explained:
            approved = _approved_subjects(file, lookup, part)
            for place, subject, label in _strangers(file, part):
                if comparable(subject) not in approved:
                    yield Fault("A09-8", place, {"subject": subject, "what": label.zh, "what_en": label.en})


declare(
    "A09-8",
    article="Art. 9",
    kinds=("provider", "user"),
    verdict=Verdict.refer,
    title=Text("主体不一致的说明函由审核人员阅读", "A person reads the letter about a subject that differs"),
    text=Text("{what}的主体“{subject}”与本单位和开发者都不一致，已声明另交说明函。", "The subject “{subject}” of the {what_en} is neither this unit nor its developer; a letter is said to explain it."),
    fix=Text("请把说明函交主管部门；由审核人员判断理由是否成立。", "Send the letter to the authority; the reviewer decides whether it explains the difference."),
    reason=Text("国家平台要求主体不一致时提交说明函；函件内容程序无法判断。", "The platform asks for a letter; what it says cannot be judged by code."),
    check=explained_subject_is_read,
)  # fmt: skip


def grade_is_two_or_more(file: AppFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A system of grade 1 need not be filed with the police, so its certificate is looked at, once."""
    for part in systems(file):
        if part.system.mlps and part.system.mlps.grade is MlpsGrade.grade_1:
            before = approved_system(file, lookup, part)
            if before is None or before.mlps is None or before.mlps.grade is not MlpsGrade.grade_1:
                yield Fault("A09-12", (*part.place, "mlps", "grade"), {"system": part.system.name})


declare(
    "A09-12",
    article="Art. 9",
    kinds=("provider", "user"),
    verdict=Verdict.refer,
    title=Text("等级保护为第二级以上", "The MLPS grade is 2 or above"),
    text=Text("业务系统“{system}”定为第一级；第一级系统无须向公安机关备案。", "The business system “{system}” is of grade 1, which need not be filed with the police."),
    fix=Text("请对照证明核对等级；确为第一级且有备案证明的，由审核人员判断。", "Compare the grade with the certificate; if it is grade 1 and there is a certificate, the reviewer decides."),
    reason=Text("定级备案的对象是第二级以上系统；《办法》未说明第一级如何办理。", "Grading filings are made for grade 2 and above; the Measures do not say what holds for grade 1."),
    check=grade_is_two_or_more,
)  # fmt: skip
