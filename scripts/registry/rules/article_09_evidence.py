"""Art. 9: a provider files only after the ICP filing and the MLPS grading filing are done."""

import re
from collections.abc import Iterator
from datetime import date

from registry.core import formats
from registry.core.filing import BusinessSystem, ProviderFiling
from registry.core.finding import Fault, Place, Verdict
from registry.core.lookup import Lookup
from registry.core.snapshot import Filed, ProviderFile
from registry.core.text import Text
from registry.core.use import UserFiling
from registry.rules.catalogue import declare

_MLPS = re.compile(formats.MLPS_CERTIFICATE)


def _systems(file: Filed[ProviderFiling] | Filed[UserFiling]) -> Iterator[tuple[Place, BusinessSystem]]:
    """All business systems of a filing; those of 自研自用 are inside the uses."""
    if isinstance(file.content, ProviderFiling):
        for index, system in enumerate(file.content.systems):
            yield ("systems", index), system
    else:
        for index, use in enumerate(file.content.uses):
            if use.self_developed:
                yield ("uses", index, "self_developed", "system"), use.self_developed.system


def icp_is_present(file: ProviderFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Each system names its ICP filing."""
    for place, system in _systems(file):
        if system.icp is None:
            yield Fault("A09-1", place, {"system": system.name})


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


def mlps_is_present(file: ProviderFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Each system names its grading filing."""
    for place, system in _systems(file):
        if system.mlps is None:
            yield Fault("A09-3", place, {"system": system.name})


declare(
    "A09-3",
    article="Art. 9",
    kinds=("provider", "user"),
    title=Text("业务系统已完成等级保护定级备案", "A business system has its MLPS grading filing"),
    text=Text("业务系统“{system}”没有填写等级保护定级备案。", "The business system “{system}” has no MLPS grading filing."),
    fix=Text("请先在公安机关完成定级备案，再填写 mlps(证明编号、等级、受理机关、日期)。", "Complete the grading filing with the police first, then fill in mlps (certificate, grade, office, date)."),
    check=mlps_is_present,
)  # fmt: skip


def mlps_number_is_usual(file: ProviderFile, _: Lookup, __: date) -> Iterator[Fault]:
    """No rule of law fixes the form, so another one goes to a person."""
    for place, system in _systems(file):
        if system.mlps and not _MLPS.fullmatch(system.mlps.certificate_no):
            yield Fault("A09-4", (*place, "mlps", "certificate_no"), {"value": system.mlps.certificate_no})


declare(
    "A09-4",
    article="Art. 9",
    kinds=("provider", "user"),
    verdict=Verdict.refer,
    title=Text("等级保护备案证明编号为常见格式", "An MLPS certificate number has the usual form"),
    text=Text("等级保护备案证明编号“{value}”不是常见的“11位数字-5位数字”。", "The MLPS certificate number “{value}” is not of the usual form: 11 digits, hyphen, 5 digits."),
    fix=Text("请对照证明核对；若证明上确为此编号，由审核人员判断。", "Compare it with the certificate; if it says so, the reviewer decides."),
    check=mlps_number_is_usual,
)  # fmt: skip
