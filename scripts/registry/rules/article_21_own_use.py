"""Art. 21: an app developed for own use (自研自用) is filed inside the user filing, in place of a number.

It serves the unit itself and nobody outside. A product that a company adapted counts if it runs on the unit's premises; one that
is delivered from the company's cloud does not: the unit only uses it. The evidence of Art. 9 is asked of it all the same.
"""

from collections.abc import Iterator
from datetime import date

from registry.core import paths
from registry.core.codes import HOLDS_IDENTIFIERS, Hosting, ProviderStatus, UseBasis
from registry.core.filing import App
from registry.core.finding import Fault, Place, Verdict
from registry.core.lookup import Claim, Lookup, identifiers_of
from registry.core.snapshot import UserFile
from registry.core.text import Text
from registry.core.use import SelfDeveloped, Use
from registry.rules.catalogue import PRODUCT_RULE, declare
from registry.rules.undecided import undecided_uses


def use_is_a_number_or_self_developed(file: UserFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Exactly one of the two."""
    for index, use in enumerate(file.content.uses):
        if (use.number is None) == (use.self_developed is None):
            yield Fault("A21-1", ("uses", index), {"id": use.id})


declare(
    "A21-1",
    article="Art. 21",
    kinds=("user",),
    title=Text("每项使用填写备案号或自研自用之一", "A use names a number or a self-developed app, one of both"),
    text=Text("使用“{id}”应在备案号(number)和自研自用(self_developed)中填写且只填写一项。", "The use “{id}” needs exactly one of number and self_developed."),
    fix=Text("选用已备案的应用填 number；自研自用的填 self_developed。", "Give number for a filed app, self_developed for one developed for own use."),
    check=use_is_a_number_or_self_developed,
)  # fmt: skip


def _own(use: Use) -> SelfDeveloped | None:
    """The app of one's own; A21-1 tells of one that stands beside a number."""
    return use.self_developed if use.number is None else None


def own_app_is_self_developed(file: UserFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Its basis is that it was developed. The other way round is Art. 17's."""
    for index, use in enumerate(file.content.uses):
        if _own(use) and use.basis is not UseBasis.self_developed:
            values = {"id": use.id, "basis": use.basis.label.zh, "basis_en": use.basis.label.en}
            yield Fault("A21-2", ("uses", index, "basis"), values)


declare(
    "A21-2",
    article="Art. 21",
    kinds=("user",),
    title=Text("自研自用的使用依据是自主开发", "The basis of an app for own use is that it was developed"),
    text=Text("使用“{id}”为自研自用，依据却是“{basis}”。", "The use “{id}” is of an app developed for own use, but its basis is “{basis_en}”."),
    fix=Text("请把 basis 改为 self_developed，并删除 required_by；选用其他单位的应用，请改填备案号。", "Make the basis self_developed and take required_by out; for another unit's app give its number instead."),
    check=own_app_is_self_developed,
)  # fmt: skip


def not_from_a_vendors_cloud(file: UserFile, _: Lookup, __: date) -> Iterator[Fault]:
    """A third party's product out of a cloud is that party's app."""
    for index, use in enumerate(file.content.uses):
        own = _own(use)
        if own and own.system.hosting is Hosting.cloud and own.system.third_party_developer:
            values = {"id": use.id, "developer": own.system.third_party_developer.name}
            yield Fault("A21-3", ("uses", index, "self_developed", "system", "hosting"), values)


declare(
    "A21-3",
    article="Art. 21",
    kinds=("user",),
    title=Text("自研自用的系统不由厂商的云提供", "A system for own use does not come from a vendor's cloud"),
    text=Text("使用“{id}”的系统由“{developer}”开发并以云服务提供，不属于自研自用。", "The system of the use “{id}” was developed by “{developer}” and comes from a cloud, so it is not for own use."),
    fix=Text("请由开发单位完成提供者备案，本单位作为使用者填写其备案号；部署在本单位机房的定制产品填 hosting: on_premises。", "Let the developer file it as a provider and give its number here as a user; a product adapted for the unit and running on its premises has hosting: on_premises."),
    reason=Text(
        "第二十一条没有说明厂商产品；平台答疑口径：为学校定制并部署在本地的属于自研自用，由厂商云端提供的不属于，学校只是使用者。",
        "Art. 21 says nothing on vendors' products; the national platform answers that one adapted for the school and deployed on its premises counts, "
        "and one delivered from the vendor's cloud does not: the school is only a user.",
    ),
    check=not_from_a_vendors_cloud,
)  # fmt: skip


def own_system_is_on_premises(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A cloud without a third party may be rented by the unit itself. A21-3 tells of a vendor's."""
    for index, use in undecided_uses(file, lookup):
        own = _own(use)
        if own and own.system.hosting is Hosting.cloud and not own.system.third_party_developer:
            yield Fault("A21-4", ("uses", index, "self_developed", "system", "hosting"), {"id": use.id})


declare(
    "A21-4",
    article="Art. 21",
    kinds=("user",),
    verdict=Verdict.refer,
    title=Text("自研自用的系统由本单位部署", "A system for own use is run by the unit itself"),
    text=Text("使用“{id}”为自研自用，系统却部署在云上。", "The use “{id}” is of an app developed for own use, but its system runs in a cloud."),
    fix=Text("本单位租用的云或教育部门的云，请说明，由主管部门判断；由开发厂商提供的，请改填其备案号。", "If the unit rents the cloud or it is an education authority's, say so and the authority decides; if the developer provides it, give the number of its app instead."),
    reason=Text(
        "不属于自研自用的是由厂商云端提供的产品；单位自己租用的云不在其内，备案中看不出来，由人判断。",
        "What does not count is a product from its vendor's cloud; a cloud that the unit rents is another thing, and the filing does not show which it is.",
    ),
    check=own_system_is_on_premises,
)  # fmt: skip


def own_app_is_no_mini_program(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """What runs inside a platform is gathered by the platform."""
    for index, use in undecided_uses(file, lookup):
        own = _own(use)
        if own and own.app.platforms.mini_program:
            place = ("uses", index, "self_developed", "app", "platforms", "mini_program")
            yield Fault("A21-5", place, {"id": use.id, "app": own.app.name}, on_key=True)


declare(
    "A21-5",
    article="Art. 21",
    kinds=("user",),
    verdict=Verdict.refer,
    title=Text("自研自用的应用不是小程序", "An app for own use is no mini program"),
    text=Text("使用“{id}”的应用“{app}”有小程序，小程序由平台方统一报送。", "The app “{app}” of the use “{id}” has a mini program, and those are gathered by their platform."),
    fix=Text("请只填写安卓和 iOS 客户端；只有小程序的，由主管部门按本省要求判断。", "Name the Android and iOS clients only; if there is nothing but a mini program, the authority decides by the province's practice."),
    reason=Text(
        "第十条规定小程序由平台方报送，没有说明单位自用的小程序；各省做法不同，由人判断。",
        "Art. 10 has mini programs gathered by their platform and says nothing on a unit's own; provinces differ, so a person decides.",
    ),
    check=own_app_is_no_mini_program,
)  # fmt: skip


def _in_a_store(app: App) -> Place | None:
    """Where an app says that a store offers it."""
    android, ios = app.platforms.android, app.platforms.ios
    if android and android.store_urls:
        return ("platforms", "android", "store_urls")
    if ios and ios.store_urls:
        return ("platforms", "ios", "store_urls")
    return ("platforms", "ios", "app_store_id") if ios and ios.app_store_id else None


def own_app_is_in_no_store(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """What anybody can install from a store may serve others than the unit."""
    for index, use in undecided_uses(file, lookup):
        own = _own(use)
        if own and (place := _in_a_store(own.app)):
            values = {"id": use.id, "app": own.app.name}
            yield Fault("A21-6", ("uses", index, "self_developed", "app", *place), values, on_key=True)


declare(
    "A21-6",
    article="Art. 21",
    kinds=("user",),
    verdict=Verdict.refer,
    title=Text("自研自用的应用不在应用商店公开发布", "An app for own use is not offered in stores"),
    text=Text("使用“{id}”的应用“{app}”填写了应用商店，可能对外提供服务。", "The app “{app}” of the use “{id}” names a store, so it may serve others too."),
    fix=Text("对外提供服务的，请作为提供者备案后填写备案号；商店中只供本单位人员登录的，由主管部门判断。", "If it serves others, file it as a provider and give the number; if only the unit's people can sign in, the authority decides."),
    reason=Text(
        "第二十一条限于不对外提供服务的应用，没有提到应用商店；自研自用的应用通常不上架，但 iOS 应用有时只能由商店安装，由人判断。",
        "Art. 21 is about apps that serve nobody outside and does not mention stores; such apps are usually in none, yet iOS sometimes leaves no "
        "other way to install them, so a person decides.",
    ),
    check=own_app_is_in_no_store,
)  # fmt: skip


def _filed_by_a_provider(claim: Claim, lookup: Lookup) -> bool:
    return claim.path.startswith(paths.PROVIDERS) and any(
        entry.item == claim.item and ProviderStatus[entry.status] in HOLDS_IDENTIFIERS
        for entry in lookup.registered_in(claim.path)
    )


def own_app_is_nobodys_filed_app(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """An identifier that a filed app holds is that app's: the unit uses it. One finding for one app."""
    for index, use in undecided_uses(file, lookup):
        own = _own(use)
        for kind, identifier, place in identifiers_of(own.app) if own else ():
            filed = [
                claim for claim in lookup.claims(kind, identifier) if _filed_by_a_provider(claim, lookup)
            ]
            if filed:
                values = {
                    "id": use.id,
                    "identifier": identifier,
                    "item": filed[0].item,
                    "other": filed[0].path,
                }
                yield Fault("A21-7", ("uses", index, "self_developed", "app", *place), values)
                break


declare(
    "A21-7",
    article="Art. 21",
    kinds=("user",),
    title=Text("自研自用的应用没有提供者备案", "An app for own use has no provider filing"),
    text=Text("使用“{id}”的“{identifier}”是已备案的应用“{item}”({other})，不属于自研自用。", "“{identifier}” of the use “{id}” is the filed app “{item}” ({other}), so it is not for own use."),
    fix=Text("请改填该应用的备案号；若标识被他人冒用，请向主管部门反映。", "Give that app's number instead; if somebody else took the identifier, tell the authority."),
    check=own_app_is_nobodys_filed_app,
)  # fmt: skip


def own_app_is_no_other_units(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Two units cannot both have developed one app for themselves alone. A21-7 tells of filed ones; of two uses in one file the
    lower one is told.
    """
    ids = [use.id for use in file.content.uses]
    for index, use in undecided_uses(file, lookup):
        own = _own(use)
        for kind, identifier, place in identifiers_of(own.app) if own else ():
            if any(_filed_by_a_provider(claim, lookup) for claim in lookup.claims(kind, identifier)):
                break
            others = [
                claim
                for claim in lookup.claims(f"own_{kind}", identifier)
                if claim.path != file.path or claim.item in ids[:index]
            ]
            if others:
                values = {
                    "id": use.id,
                    "identifier": identifier,
                    "item": others[0].item,
                    "other": others[0].path,
                }
                yield Fault("A21-8", ("uses", index, "self_developed", "app", *place), values)
                break


declare(
    "A21-8",
    article=PRODUCT_RULE,
    kinds=("user",),
    verdict=Verdict.refer,
    title=Text("自研自用的应用只出现一次", "An app for own use stands in one filing, once"),
    text=Text("使用“{id}”的“{identifier}”也在 {other} 的使用“{item}”中填写为自研自用。", "“{identifier}” of the use “{id}” is said to be developed for own use in “{item}” of {other} as well."),
    fix=Text("几个单位使用同一应用的，由开发单位完成提供者备案，各单位填写备案号；标识填错的请改正。", "If several units use one app, its developer files it as a provider and each gives the number; a mistyped identifier is to be corrected."),
    reason=Text(
        "第二十一条限于只服务本单位的应用；标识相同说明应用服务于多个单位，但也可能是同一厂商各自部署的定制版本，由人判断。",
        "Art. 21 is about apps that serve one unit alone, and one identifier in two units speaks against it; a vendor may have deployed adapted "
        "copies under one identifier, so a person decides.",
    ),
    check=own_app_is_no_other_units,
)  # fmt: skip
