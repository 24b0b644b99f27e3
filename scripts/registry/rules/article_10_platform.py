"""Art. 10: third-party apps inside a platform (mini programs and the like) are gathered and filed by the platform operator."""

from collections.abc import Iterator
from datetime import date

from registry.core.codes import Filer, UnitType
from registry.core.filing import App, ProviderFiling
from registry.core.finding import Fault, Verdict
from registry.core.lookup import Lookup
from registry.core.snapshot import ProviderFile
from registry.core.text import Text
from registry.rules.catalogue import declare
from registry.rules.parts import AppFile, AppPart, approved_app, apps, has_ended


def _is_platform(file: AppFile) -> bool:
    return isinstance(file.content, ProviderFiling) and file.content.filer is Filer.platform


def _gathered(file: ProviderFile) -> Iterator[AppPart]:
    """The apps of a platform operator's filing; where the unit cannot be one, A10-8 says all there is to say."""
    if _is_platform(file) and file.content.unit.unit_type is UnitType.enterprise:
        yield from apps(file)


def _only_mini_program(app: App) -> bool:
    return app.platforms.mini_program is not None and not app.platforms.android and not app.platforms.ios


def mini_program_comes_from_its_platform(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A mini program that its own provider files: provinces differ, so a person decides, once."""
    if _is_platform(file):
        return
    for part in apps(file):
        if _only_mini_program(part.app) and not has_ended(file, lookup, part.item):
            before = approved_app(file, lookup, part.item)
            if before is None or not _only_mini_program(before):
                place = (*part.place, "platforms", "mini_program")
                yield Fault("A10-5", place, {"app": part.app.name})


declare(
    "A10-5",
    article="Art. 10",
    kinds=("provider",),
    verdict=Verdict.refer,
    title=Text("小程序由平台方汇总备案", "Mini programs are filed by the platform operator"),
    text=Text("应用“{app}”只有小程序，却由提供者自行备案。", "The app “{app}” is only a mini program, but its provider files it."),
    fix=Text("小程序一般由平台方汇总；本省另有要求的，由审核人员判断。", "Mini programs come from the platform operator; where the province asks for them, the reviewer decides."),
    reason=Text("第十条由平台方汇总，但有的省份也把小程序列入自查和备案；所以不拒绝。", "Art. 10 leaves them to the platform, yet some provinces count them in; so they are not refused."),
    check=mini_program_comes_from_its_platform,
)  # fmt: skip


def platform_files_mini_programs_only(file: ProviderFile, _: Lookup, __: date) -> Iterator[Fault]:
    """A client of its own is filed by its provider, not in the bulk. No platform at all is A12-3's."""
    for part in _gathered(file):
        key = "android" if part.app.platforms.android else "ios" if part.app.platforms.ios else None
        if key:
            yield Fault("A10-6", (*part.place, "platforms", key), {"app": part.app.name})


declare(
    "A10-6",
    article="Art. 10",
    kinds=("provider",),
    title=Text("平台方汇总备案只含小程序", "A platform operator's filing holds mini programs only"),
    text=Text("平台方汇总备案中的应用“{app}”填写了安卓或 iOS 客户端。", "The app “{app}” in a platform operator's filing has an Android or iOS client."),
    fix=Text("请删除客户端；平台方自己的客户端应用另按提供者(filer: provider)备案。", "Take the client out; an app with a client is filed by its provider (filer: provider)."),
    reason=Text("第十条汇总的是平台内的第三方应用；有客户端的应用由其提供者向注册地备案。", "What Art. 10 gathers are third-party apps inside a platform; an app with a client is filed where its provider is registered."),
    check=platform_files_mini_programs_only,
)  # fmt: skip


def gathered_app_names_its_developer(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Whose the mini program is must be known: the platform only gathers it. An app with a client is A10-6's."""
    for part in _gathered(file):
        if (
            part.app.developer is None
            and _only_mini_program(part.app)
            and not has_ended(file, lookup, part.item)
        ):
            yield Fault("A10-7", part.place, {"app": part.app.name})


declare(
    "A10-7",
    article="Art. 10",
    kinds=("provider",),
    title=Text("平台方汇总的每个小程序写明开发单位", "Each mini program that a platform operator files names its developer"),
    text=Text("平台方汇总的“{app}”没有填写开发单位。", "“{app}”, gathered by a platform operator, names no developer."),
    fix=Text("请填写 developer(单位名称、统一社会信用代码)。", "Fill in developer (name and unified social credit code)."),
    reason=Text("平台方汇总的是第三方应用；不写明是谁的，公众无从知道向谁投诉。", "What is gathered belongs to third parties; without a name nobody knows whom to complain to."),
    check=gathered_app_names_its_developer,
)  # fmt: skip


def platform_operator_is_an_enterprise(file: ProviderFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Schools and authorities have no platform with third-party mini programs."""
    kind = file.content.unit.unit_type
    if _is_platform(file) and kind is not UnitType.enterprise:
        values = {"kind": kind.label.zh, "kind_en": kind.label.en}
        yield Fault("A10-8", ("unit", "unit_type"), values)


declare(
    "A10-8",
    article="Art. 10",
    kinds=("provider",),
    title=Text("平台方是企业", "A platform operator is an enterprise"),
    text=Text("单位类型是“{kind}”，却按平台方汇总备案。", "The unit is “{kind_en}”, but files as a platform operator."),
    fix=Text("不是小程序等平台的运营企业，请改为 filer: provider。", "Unless the unit is an enterprise that operates such a platform, write filer: provider."),
    reason=Text("小程序、企业号等平台由企业运营；《办法》未写明，这是本系统的理解。", "Such platforms are run by enterprises; the Measures do not say so, it is our reading."),
    check=platform_operator_is_an_enterprise,
)  # fmt: skip


def developer_stands_in_platform_filings_only(file: AppFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Elsewhere the developer belongs to the business system."""
    for part in apps(file) if not _is_platform(file) else ():
        if part.app.developer is not None:
            yield Fault("A10-9", (*part.place, "developer"), {"app": part.app.name})


declare(
    "A10-9",
    article="Art. 10",
    kinds=("provider", "user"),
    title=Text("仅平台方汇总备案填写小程序的开发单位", "Only a platform operator names a mini program's developer"),
    text=Text("应用“{app}”填写了 developer，而这不是平台方汇总备案。", "The app “{app}” states a developer, but this is not a platform operator's filing."),
    fix=Text("请删除 developer；受托开发的，在业务系统中填写 third_party_developer。", "Delete developer; whoever developed it for the unit goes to third_party_developer of the business system."),
    check=developer_stands_in_platform_filings_only,
)  # fmt: skip


def platforms_own_mini_program_is_looked_at(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """The operator's own mini program is no third party's: a person decides how it is filed, once."""
    for part in _gathered(file):
        developer = part.app.developer
        if developer and developer.uscc == file.content.uscc and not has_ended(file, lookup, part.item):
            before = approved_app(file, lookup, part.item)
            if before is None or before.developer is None or before.developer.uscc != developer.uscc:
                yield Fault("A10-10", (*part.place, "developer", "uscc"), {"app": part.app.name})


declare(
    "A10-10",
    article="Art. 10",
    kinds=("provider",),
    verdict=Verdict.refer,
    title=Text("平台方汇总的是第三方的小程序", "What a platform operator gathers is of third parties"),
    text=Text("“{app}”的开发单位就是平台方自己。", "The developer of “{app}” is the platform operator itself."),
    fix=Text("第三方的请改正开发单位；平台方自己的由审核人员判断怎样备案。", "If it is of a third party, correct the developer; if it is the operator's own, the reviewer decides how it is filed."),
    reason=Text("第十条只说第三方应用；平台方自己的小程序如何备案，《办法》没有规定。", "Art. 10 speaks of third-party apps; it does not say how the operator's own are filed."),
    check=platforms_own_mini_program_is_looked_at,
)  # fmt: skip
