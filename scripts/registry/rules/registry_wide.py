"""Family R: what holds across the registry. Family T: a check that could not run, which never counts as passed."""

from collections.abc import Iterator
from datetime import date

from registry.core import formats, paths
from registry.core.codes import ProviderStatus
from registry.core.finding import Fault, Place, Verdict
from registry.core.lookup import Claim, Lookup, holds_identifiers, identifiers
from registry.core.snapshot import CaseFile, ProviderFile, UserFile
from registry.core.text import Text
from registry.core.transfer import changes_hands
from registry.rules.catalogue import PRODUCT_RULE, declare

declare(
    "R01",
    article=PRODUCT_RULE,
    reason=Text(
        "备案所在目录就是主管部门，文件名就是单位；放错位置的文件没有人会核验。",
        "The folder of a filing is its authority and its name is the unit; nobody would check a file that lies elsewhere.",
    ),
    title=Text("文件在规定的位置", "A file lies where the registry looks for it"),
    text=Text("路径“{path}”不是备案文件的位置。", "The path “{path}” is no place of a filing."),
    fix=Text(
        "提供者：filings/providers/<省>/<代码后两位>/<统一社会信用代码>.yaml；使用者：filings/users/<主管部门目录>/<统一社会信用代码>.yaml。",
        "Providers: filings/providers/<province>/<last two characters>/<USCC>.yaml; users: filings/users/<authority path>/<USCC>.yaml.",
    ),
)


def _unit_place(file: ProviderFile | UserFile | CaseFile) -> Place:
    return ("institution", "uscc") if file.path.startswith(paths.USERS) else ("unit", "uscc")


def _unit_code(file: ProviderFile | UserFile | CaseFile) -> str:
    code: str = file.content.unit.uscc if hasattr(file.content, "unit") else file.content.institution.uscc
    return code


def file_is_named_by_the_code(
    file: ProviderFile | UserFile | CaseFile, _: Lookup, __: date
) -> Iterator[Fault]:
    """Path and content give the same code; a mistyped one in the content is R06's."""
    where = paths.parse(file.path)
    if (
        where is not None
        and where.uscc != _unit_code(file)
        and formats.uscc_check_digit_holds(_unit_code(file))
    ):
        yield Fault("R02", _unit_place(file), {"named": where.uscc, "stated": _unit_code(file)})


declare(
    "R02",
    article=PRODUCT_RULE,
    reason=Text(
        "文件名和内容说的是两个单位时，无法判断谁在备案。",
        "If name and content speak of two units, nobody can tell who files.",
    ),
    kinds=("provider", "user", "case"),
    title=Text("文件名与统一社会信用代码一致", "The file is named by the unit's code"),
    text=Text(
        "文件名中的代码是 {named}，内容中是 {stated}。", "The file is named {named}, but says {stated}."
    ),
    fix=Text("请改正其中之一，使二者一致。", "Correct one of them so that both agree."),
    check=file_is_named_by_the_code,
)


def identifier_has_one_live_filing(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Two apps that hold the same identifier are one app filed twice, or one that imitates the other.

    But for one app that changes hands, as both units say: the identifier moves along with the number.
    """
    own = lookup.registered_in(file.path)
    above: set[str] = set()
    for kind, identifier, item, place in identifiers(file.content):
        for claim in lookup.claims(kind, identifier) if holds_identifiers(own, item) else ():
            # Of two apps in one file the lower one is told.
            rivals = claim.path != file.path or (claim.item != item and claim.item in above)
            if (
                rivals
                and holds_identifiers(lookup.registered_in(claim.path), claim.item)
                and not changes_hands(lookup, Claim(file.path, item), claim)
            ):
                yield Fault("R03", place, {"identifier": identifier, "other": claim.path, "item": claim.item})
                break
        above.add(item)


declare(
    "R03",
    article="Art. 11",
    kinds=("provider",),
    title=Text("一个包名或 Bundle ID 只有一个有效备案", "A package name or bundle id has one live filing"),
    text=Text(
        "“{identifier}”已由 {other} 中的应用“{item}”使用。",
        "“{identifier}” is already claimed by the app “{item}” in {other}.",
    ),
    fix=Text(
        "请核对标识；若应用已转让，请由双方分别填写 transferred_to 和 takes_over。",
        "Check the identifier; if the app changed hands, both units say so (transferred_to, takes_over).",
    ),
    check=identifier_has_one_live_filing,
)


def numbered_app_stays(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A number is never without its filing; withdrawal is a request, not a deletion. What went to another unit may go."""
    present = {app.id for app in file.content.apps}
    for entry in lookup.registered_in(file.path):
        if entry.item not in present and entry.status != ProviderStatus.transferred:
            yield Fault("R04", ("apps",), {"item": entry.item, "number": entry.number})


declare(
    "R04",
    article=PRODUCT_RULE,
    reason=Text(
        "编号一经给出永不改变，也不能没有对应的备案内容。",
        "A number once given never changes and is never without the filing that it was given for.",
    ),
    kinds=("provider",),
    title=Text("已备案的应用留在文件中", "A numbered app stays in its filing"),
    text=Text("应用“{item}”({number})已编号，不能从文件中删除或改动编号。", "The app “{item}” ({number}) has a number and cannot be taken out of the file or get another id."),
    fix=Text("请恢复该应用；停止运营请填写 withdrawal，转让请填写 transferred_to。", "Put the app back; to end it write withdrawal, to give it away transferred_to."),
    check=numbered_app_stays,
)  # fmt: skip


declare(
    "R05",
    article=PRODUCT_RULE,
    reason=Text(
        "登记簿按内容摘要证明批准的就是公布的；文件删除后无法证明。",
        "The ledger proves by digest that what is published is what was approved; a deleted file proves nothing.",
    ),
    title=Text("登记过的文件不删除", "A registered file is not deleted"),
    text=Text("文件 {path} 已登记，不能删除。", "The file {path} is registered and cannot be deleted."),
    fix=Text(
        "请恢复该文件；停止运营请申请注销。", "Put the file back; to end the filing, ask for withdrawal."
    ),
)


def check_digit_holds(file: ProviderFile | UserFile | CaseFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Mistyped codes are caught before they become file names and numbers."""
    code = _unit_code(file)
    if not formats.uscc_check_digit_holds(code):
        yield Fault("R06", _unit_place(file), {"code": code, "right": formats.uscc_check_digit(code)})


declare(
    "R06",
    article="GB 32100-2015",
    kinds=("provider", "user", "case"),
    title=Text("统一社会信用代码的校验位正确", "The check digit of the code holds"),
    text=Text("统一社会信用代码“{code}”第18位应为“{right}”，代码中可能有错字。", "The 18th character of “{code}” should be “{right}”; some character is probably wrong."),
    fix=Text("请对照营业执照或法人证书逐位核对。", "Compare it with the licence character by character."),
    check=check_digit_holds,
)  # fmt: skip


def folder_is_an_authority(
    file: ProviderFile | UserFile | CaseFile, lookup: Lookup, _: date
) -> Iterator[Fault]:
    """Nobody would decide on a filing in a folder without an authority."""
    where = paths.parse(file.path)
    if where is None:
        return
    authority = lookup.authorities.get(where.slug)
    if authority is None or authority.find(where.divisions) is None:
        yield Fault("R07", (), {"folder": where.authority})


declare(
    "R07",
    article=PRODUCT_RULE,
    reason=Text(
        "《办法》按属地和隶属关系分工，没有主管部门的目录没有人作决定。",
        "The Measures assign by location and affiliation; in a folder without an authority nobody decides.",
    ),
    kinds=("provider", "user", "case"),
    title=Text("目录是已有的主管部门", "The folder is that of an authority"),
    text=Text(
        "没有目录为“{folder}”的教育行政部门。", "There is no education authority with the folder “{folder}”."
    ),
    fix=Text(
        "请按 authorities/ 中的代号和行政区划代码选择目录。",
        "Choose the folder by the slugs and division codes in authorities/.",
    ),
    check=folder_is_an_authority,
)


for _code, _title, _text, _fix in (
    (
        "T01",
        Text("黑名单可读", "The blacklist can be read"),
        Text("黑名单文件 {path} 缺失或无法读取({problem})，无法确认单位是否被限制。", "The blacklist file {path} is missing or unreadable ({problem}); whether a unit is barred cannot be told."),
        Text("请维护人员修复该文件；在此之前由人工判断。", "A maintainer must mend the file; until then a person decides."),
    ),
    (
        "T02",
        Text("登记簿可读", "The ledger can be read"),
        Text("登记簿 {path} 缺失或无法读取({problem})，无法确认备案号和状态。", "The ledger {path} is missing or unreadable ({problem}); numbers and statuses cannot be told."),
        Text("请维护人员运行 registry verify 并修复；在此之前由人工判断。", "A maintainer runs registry verify and mends it; until then a person decides."),
    ),
    (
        "T03",
        Text("主管部门数据可读", "The authorities can be read"),
        Text("主管部门文件 {path} 缺失或无法读取({problem})。", "The authority file {path} is missing or unreadable ({problem})."),
        Text("请维护人员修复该文件；在此之前由人工判断。", "A maintainer must mend the file; until then a person decides."),
    ),
    (
        "T04",
        Text("其他备案文件可读", "The other filings can be read"),
        Text("备案文件 {path} 无法读取，无法确认与它有无重复。", "The filing {path} is unreadable; whether something is filed twice cannot be told."),
        Text("请先修复该文件；在此之前由人工判断。", "Mend that file first; until then a person decides."),
    ),
    (
        "T05",
        Text("模型与模式一致", "Model and schema agree"),
        Text("文件未通过数据模型，但模式没有指出原因({problem})。", "The file does not fit its model, but the schema gives no reason ({problem})."),
        Text("这是本软件的缺陷，请提交问题；在此之前由人工判断。", "This is a fault of the program: please report it; until then a person decides."),
    ),
):  # fmt: skip
    declare(
        _code,
        article=PRODUCT_RULE,
        title=_title,
        text=_text,
        fix=_fix,
        verdict=Verdict.refer,
        reason=Text("没有执行的核对不算通过，由人判断。", "A check that did not run never counts as passed; a person decides."),
    )  # fmt: skip
