"""What the Opinions ask of the uses that Art. 17 brings into the registry: fees, advertising, games, personal information.

Imposed means used uniformly or mandatory: students and parents cannot decline it.
"""

from collections.abc import Iterator
from datetime import date

from registry.core.codes import Audience, ChargedTo, Charging, InstitutionLevel, UseMode
from registry.core.finding import Fault, Verdict
from registry.core.lookup import Lookup
from registry.core.snapshot import UserFile
from registry.core.text import Text
from registry.core.use import Use
from registry.rules.catalogue import OPINIONS, PRODUCT_RULE, declare
from registry.rules.undecided import app_of, undecided_uses

_HAS_CHILDREN = frozenset(
    {InstitutionLevel.kindergarten, InstitutionLevel.primary, InstitutionLevel.nine_year}
)
"""Where students under 14 are the rule."""
ADVERTISING, GAMES = Text("广告", "advertising"), Text("游戏", "games")
LARGE_SCALE = Text("大规模收集个人信息", "collects personal information on a large scale")
BIOMETRICS = Text("使用生物识别", "uses biometrics")


def _imposed(use: Use) -> bool:
    return use.uniform_use or use.mode is UseMode.mandatory


def uniform_use_is_free(file: UserFile, _: Lookup, __: date) -> Iterator[Fault]:
    """No fee to students or parents for what a class, a grade or a school uses together."""
    for index, use in enumerate(file.content.uses):
        if use.uniform_use and use.fee_to_students_or_parents:
            yield Fault("A17-11", ("uses", index, "fee_to_students_or_parents"), {"id": use.id})


declare(
    "A17-11",
    article=OPINIONS,
    kinds=("user",),
    title=Text("统一使用不向学生或家长收费", "Uniform use costs students and parents nothing"),
    text=Text("使用“{id}”为统一使用，却向学生或家长收费。", "The use “{id}” is uniform, yet students or parents are charged."),
    fix=Text("统一使用的应用不得向学生及家长收取任何费用：请由单位承担费用，或改为自愿使用(uniform_use: false，mode: recommended)。", "What is used uniformly may cost students and parents nothing: let the institution pay, or make it voluntary (uniform_use: false, mode: recommended)."),
    check=uniform_use_is_free,
)  # fmt: skip


def mandatory_use_is_free(file: UserFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Nor for what they must use. A17-11 tells of uniform use."""
    for index, use in enumerate(file.content.uses):
        if use.mode is UseMode.mandatory and use.fee_to_students_or_parents and not use.uniform_use:
            yield Fault("A17-12", ("uses", index, "fee_to_students_or_parents"), {"id": use.id})


declare(
    "A17-12",
    article=OPINIONS,
    kinds=("user",),
    title=Text("强制使用不向学生或家长收费", "Mandatory use costs students and parents nothing"),
    text=Text("使用“{id}”为强制使用，却向学生或家长收费。", "The use “{id}” is mandatory, yet students or parents are charged."),
    fix=Text("请由单位承担费用，或改为推荐使用(mode: recommended)并由学生、家长自愿决定。", "Let the institution pay, or recommend it only (mode: recommended) and let students and parents decide."),
    reason=Text(
        "《意见》禁止的是要求统一使用而收费；要求个别学生使用同样是不能拒绝的使用，按同一要求处理。",
        "The Opinions forbid fees for what is required of all; what is required of some can no more be declined and is treated alike.",
    ),
    check=mandatory_use_is_free,
)  # fmt: skip


def fee_agrees_with_the_app(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A fee to students or parents for an app that takes none from them would be the institution's own. A17-11, -12 go first."""
    for index, use in undecided_uses(file, lookup):
        app = app_of(use, lookup)
        if app is None or _imposed(use) or not use.fee_to_students_or_parents:
            continue
        if app.charged_to is not ChargedTo.students_or_parents:
            values = {
                "id": use.id,
                "app": app.name,
                "to": app.charged_to.label.zh,
                "to_en": app.charged_to.label.en,
            }
            yield Fault("A17-13", ("uses", index, "fee_to_students_or_parents"), values)


declare(
    "A17-13",
    article=OPINIONS,
    kinds=("user",),
    verdict=Verdict.refer,
    title=Text("收费情况与应用的备案一致", "A fee agrees with what the app is filed to cost"),
    text=Text("使用“{id}”向学生或家长收费，而应用“{app}”备案的收费对象是“{to}”。", "The use “{id}” charges students or parents, but the app “{app}” is filed as charging “{to_en}”."),
    fix=Text("请核对：应用本身不收费的，单位不得另行收费；应用实际收费的，由提供者变更备案。", "Check it: an institution may not add a fee to an app that takes none; if the app does, its provider must change the filing."),
    reason=Text("两份备案互相矛盾，程序无法判断哪一份有误。", "Two filings contradict each other, and a program cannot tell which one is wrong."),
    check=fee_agrees_with_the_app,
)  # fmt: skip


def imposed_app_is_not_sold_to_families(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """An imposed use said to be free, of an app that students or parents pay for."""
    for index, use in undecided_uses(file, lookup):
        app = app_of(use, lookup)
        if app is None or not _imposed(use) or use.fee_to_students_or_parents:
            continue
        if app.charging is not Charging.free and app.charged_to is ChargedTo.students_or_parents:
            yield Fault(
                "A17-14", ("uses", index, "fee_to_students_or_parents"), {"id": use.id, "app": app.name}
            )


declare(
    "A17-14",
    article=OPINIONS,
    kinds=("user",),
    verdict=Verdict.refer,
    title=Text("统一或强制使用的应用不由学生或家长付费", "An imposed app is not paid by students or parents"),
    text=Text("使用“{id}”为统一或强制使用且填写不收费，而应用“{app}”备案为向学生或家长收费。", "The use “{id}” is uniform or mandatory and said to be free, but the app “{app}” is filed as charging students or parents."),
    fix=Text("请说明费用由谁承担(如单位统一购买)，由主管部门判断；否则改为自愿使用。", "Show who pays instead (the institution, for example) and the authority decides; otherwise make the use voluntary."),
    reason=Text("应用可能另有单位采购的版本，备案中看不出来，因此由人判断。", "There may be an edition that institutions buy, which the filing does not show; so a person decides."),
    check=imposed_app_is_not_sold_to_families,
)  # fmt: skip


def imposed_app_has_no_ads_or_games(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """No advertising and no games in what students must use; the app's own filing tells."""
    for index, use in undecided_uses(file, lookup):
        app = app_of(use, lookup)
        if app is None or not _imposed(use) or not (app.ads or app.games):
            continue
        what = ADVERTISING if app.ads else GAMES
        values = {"id": use.id, "app": app.name, "what": what.zh, "what_en": what.en}
        yield Fault("A17-15", ("uses", index, "uniform_use" if use.uniform_use else "mode"), values)


declare(
    "A17-15",
    article=OPINIONS,
    kinds=("user",),
    verdict=Verdict.refer,
    title=Text("统一或强制使用的应用不含广告和游戏", "An imposed app shows no advertising and holds no games"),
    text=Text("使用“{id}”为统一或强制使用，而应用“{app}”备案为含{what}。", "The use “{id}” is uniform or mandatory, but the app “{app}” is filed as having {what_en}."),
    fix=Text("请改选不含广告和游戏的应用或版本，或改为自愿使用；属公益广告、教学游戏等情形的，由主管部门判断。", "Choose an app or edition without either, or make the use voluntary; public-service announcements and teaching games are for the authority to judge."),
    reason=Text(
        "《意见》禁止统一使用的应用植入商业广告和游戏；备案只写有无广告、游戏，不写是否商业，因此由人判断。强制使用同样不能拒绝，一并核对。",
        "The Opinions forbid commercial advertising and games in what is used uniformly; the filing says whether there are any, not of "
        "what kind, so a person decides. Mandatory use can no more be declined and is checked as well.",
    ),
    check=imposed_app_has_no_ads_or_games,
)  # fmt: skip


def views_are_sought(file: UserFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Users are asked before their information is collected on a large scale, and before their faces or voices are."""
    for index, use in enumerate(file.content.uses):
        if use.user_opinion_sought or not (use.large_scale_personal_info or use.biometrics):
            continue
        what = LARGE_SCALE if use.large_scale_personal_info else BIOMETRICS
        values = {"id": use.id, "what": what.zh, "what_en": what.en}
        yield Fault("A17-16", ("uses", index, "user_opinion_sought"), values)


declare(
    "A17-16",
    article=OPINIONS,
    kinds=("user",),
    title=Text("大规模收集个人信息、使用生物识别前征求意见", "Users' views are sought before large-scale collection and biometrics"),
    text=Text("使用“{id}”{what}，但没有征求师生、家长意见。", "The use “{id}” {what_en}, but users' views were not sought."),
    fix=Text("请先征求师生、家长意见，再填写 user_opinion_sought: true；或不再收集。", "Seek the views of students, staff and parents first, then write user_opinion_sought: true; or do without."),
    check=views_are_sought,
)  # fmt: skip


def biometrics_were_assessed(file: UserFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Biometrics need a justification: scientific, ethical, of security."""
    for index, use in enumerate(file.content.uses):
        if use.biometrics and not use.assessment_done:
            yield Fault("A17-17", ("uses", index, "assessment_done"), {"id": use.id})


declare(
    "A17-17",
    article=OPINIONS,
    kinds=("user",),
    title=Text("生物识别经过论证", "Biometrics were assessed"),
    text=Text("使用“{id}”使用生物识别，但没有经过论证。", "The use “{id}” uses biometrics, but no assessment was done."),
    fix=Text("请先就必要性、伦理和安全进行论证，再填写 assessment_done: true；否则关闭生物识别功能。", "Assess its need, ethics and security first, then write assessment_done: true; or switch biometrics off."),
    check=biometrics_were_assessed,
)  # fmt: skip


def biometrics_are_told(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """An institution that says no where the app's own filing says yes may not know what it uses."""
    for index, use in undecided_uses(file, lookup):
        app = app_of(use, lookup)
        if app is not None and app.personal_info.biometrics and not use.biometrics:
            yield Fault("A17-18", ("uses", index, "biometrics"), {"id": use.id, "app": app.name})


declare(
    "A17-18",
    article=OPINIONS,
    kinds=("user",),
    verdict=Verdict.refer,
    title=Text("生物识别与应用的备案一致", "Biometrics agree with the app's filing"),
    text=Text("使用“{id}”填写不使用生物识别，而应用“{app}”备案为使用。", "The use “{id}” is said to use no biometrics, but the app “{app}” is filed as using them."),
    fix=Text("请核对：使用的，填写 biometrics: true 并完成论证和征求意见；已关闭该功能的，由主管部门判断。", "Check it: if it does, write biometrics: true, with assessment and users' views; if the function is off, the authority decides."),
    reason=Text("单位可能关闭了该功能，备案中看不出来，因此由人判断。", "The institution may have switched the function off, which no filing shows; so a person decides."),
    check=biometrics_are_told,
)  # fmt: skip


def children_are_told(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """An app that collects personal information and is filed as not concerning children, used by pupils of a primary school."""
    level = file.content.institution.level
    if level not in _HAS_CHILDREN:
        return
    for index, use in undecided_uses(file, lookup):
        app = app_of(use, lookup)
        if app is None or Audience.students not in use.audience:
            continue
        if app.personal_info.collects and not app.personal_info.minors_under_14:
            values = {"id": use.id, "app": app.name, "level": level.label.zh, "level_en": level.label.en}
            yield Fault("A17-19", ("uses", index, "audience"), values)


declare(
    "A17-19",
    article=PRODUCT_RULE,
    kinds=("user",),
    verdict=Verdict.refer,
    title=Text("不满十四周岁的学生使用的应用有相应的备案", "An app that pupils under 14 use is filed as concerning them"),
    text=Text("使用“{id}”面向{level}学生，而应用“{app}”收集个人信息，备案为不涉及不满十四周岁未成年人。", "The use “{id}” is for students ({level_en}), but the app “{app}” collects personal information and is filed as not concerning minors under 14."),
    fix=Text("请与提供者核实：涉及的，由提供者补充儿童个人信息保护规则并变更备案；否则改选其他应用。", "Ask the provider: if it does concern them, the provider adds rules for children's information and changes its filing; otherwise choose another app."),
    reason=Text(
        "《儿童个人信息网络保护规定》要求对不满十四周岁的儿童另设规则并取得监护人同意；《办法》没有规定使用者怎样核对。",
        "The provisions on children's personal information ask for rules of their own and guardians' consent under 14; the Measures do "
        "not say how an institution makes sure of it.",
    ),
    check=children_are_told,
)  # fmt: skip
