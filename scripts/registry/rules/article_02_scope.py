"""Art. 2: what an educational mobile app is; tutoring, content that does not belong into it, and what kind of unit files it.

Whether an app is in scope at all is asked by `scope.py`. Tutoring: the practice of 2021 to 2022 (domain: the circulars of
November and December 2021, Beijing's answers of 2022 with 京教信〔2022〕5号). Content: the Opinions (教技函〔2019〕55号).
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from registry.core import formats
from registry.core.codes import AuthorityKind, Code, Stage, TutoringClass, UnitType
from registry.core.filing import App
from registry.core.finding import Fault, Verdict
from registry.core.lookup import Lookup
from registry.core.paths import parse
from registry.core.snapshot import ProviderFile
from registry.core.text import Text
from registry.rules.catalogue import declare
from registry.rules.parts import AppPart, approved_app, approved_unit, apps, has_ended, judged_apps

OPINIONS: Final = "Opinions"
BEIJING: Final = "京教信〔2022〕5号"
SCHOOL_STAGES: Final = frozenset({Stage.primary, Stage.junior_secondary, Stage.senior_secondary})
"""Compulsory and senior secondary education: the stages whose tutoring in a subject is 学科培训."""


def _is_subject_tutoring(app: App) -> bool:
    return app.tutoring_class is TutoringClass.subject and not SCHOOL_STAGES.isdisjoint(app.stages)


def no_tutoring_before_school(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Tutoring of either class is not filed for the pre-school stage."""
    for part in apps(file):
        if part.app.tutoring_class is not None and Stage.preschool in part.app.stages:
            if has_ended(file, lookup, part.item):
                continue
            place = (*part.place, "stages", part.app.stages.index(Stage.preschool))
            yield Fault("A02-1", place, {"app": part.app.name})


declare(
    "A02-1",
    article=BEIJING,
    kinds=("provider",),
    title=Text("不受理学前线上培训", "Pre-school tutoring is not accepted"),
    text=Text("应用“{app}”填写了培训类别，又面向学前阶段；学前线上培训不予备案。", "The app “{app}” states a tutoring class and the pre-school stage; online pre-school tutoring is not filed."),
    fix=Text("不提供学前培训的，请删除 preschool 或培训类别；提供的，不能备案。", "If it tutors no pre-school children, delete preschool or the tutoring class; if it does, it cannot be filed."),
    reason=Text("2021年底起学前线上培训不再备案，已备案的撤销；北京2022年答问重申。", "Since the end of 2021 such tutoring is not filed and filed apps are revoked; Beijing's answers of 2022 repeat it."),
    check=no_tutoring_before_school,
)  # fmt: skip


def subject_tutoring_is_of_school_stages(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Subject tutoring is by definition for compulsory or senior secondary students; pre-school is A02-1's."""
    for part in apps(file):
        app = part.app
        if (
            app.tutoring_class is TutoringClass.subject
            and not _is_subject_tutoring(app)
            and Stage.preschool not in app.stages
            and not has_ended(file, lookup, part.item)
        ):
            yield Fault("A02-2", (*part.place, "tutoring_class"), {"app": app.name})


declare(
    "A02-2",
    article=BEIJING,
    kinds=("provider",),
    title=Text("学科培训面向义务教育或高中阶段", "Subject tutoring is for compulsory or senior secondary students"),
    text=Text("应用“{app}”填写为学科培训，学段中却没有小学、初中或高中。", "The app “{app}” is said to be subject tutoring, but its stages are neither primary nor junior or senior secondary."),
    fix=Text("请改正学段；不是学科培训的，改为 non_subject 或删除培训类别。", "Correct the stages; if it is no subject tutoring, write non_subject or delete the tutoring class."),
    reason=Text("学科培训类指面向义务教育和高中阶段学生的学科培训。", "The class is defined as tutoring of compulsory and senior secondary students."),
    check=subject_tutoring_is_of_school_stages,
)  # fmt: skip


def _tutoring(file: ProviderFile, lookup: Lookup) -> AppPart | None:
    """The first app that tutors in a subject."""
    return next((part for part in judged_apps(file, lookup) if _is_subject_tutoring(part.app)), None)


def subject_tutor_has_a_licence(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A provider of subject tutoring names its licence; the whole unit lacks it, so it is told once."""
    if file.content.unit.school_licence_no is None and (part := _tutoring(file, lookup)):
        yield Fault("A02-3", ("unit",), {"app": part.app.name})


declare(
    "A02-3",
    article=BEIJING,
    kinds=("provider",),
    title=Text("学科培训提供者持有办学许可证", "A provider of subject tutoring has a school-running licence"),
    text=Text("应用“{app}”是学科培训，单位没有填写办学许可证号。", "The app “{app}” is subject tutoring, but the unit names no school-running licence."),
    fix=Text("请填写 school_licence_no；未取得省级教育行政部门许可的不能备案。", "Fill in school_licence_no; without a licence of the province it cannot be filed."),
    reason=Text("2021年11月起学科培训类应用须持证方可备案；北京2022年答问写明为省级许可。", "Since November 2021 subject tutoring needs a licence to be filed; Beijing's answers of 2022 say that of the province."),
    check=subject_tutor_has_a_licence,
)  # fmt: skip


def subject_tutor_is_a_nonprofit_legal_person(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Registered with civil affairs: the code's first character is 5 (GB 32100-2015). A mistyped code is R06's."""
    code = file.content.uscc
    if code[0] != "5" and formats.uscc_check_digit_holds(code) and (part := _tutoring(file, lookup)):
        yield Fault("A02-4", ("unit", "uscc"), {"app": part.app.name, "uscc": code})


declare(
    "A02-4",
    article=BEIJING,
    kinds=("provider",),
    title=Text("学科培训提供者是民政登记的非营利法人", "A provider of subject tutoring is a non-profit legal person registered with civil affairs"),
    text=Text("应用“{app}”是学科培训，而单位的统一社会信用代码 {uscc} 不是民政部门登记的(首位不是5)。",
              "The app “{app}” is subject tutoring, but the code {uscc} was not given by civil affairs (its first character is not 5)."),
    fix=Text("请由取得许可的非营利机构备案；不是学科培训的，改正培训类别。", "The licensed non-profit body must file it; if it is no subject tutoring, correct the tutoring class."),
    reason=Text("登记机关由代码首位给出(5为民政)；北京2022年答问要求民政登记的非营利法人。", "The first character names the registering department (5: civil affairs); Beijing's answers of 2022 ask for a non-profit legal person registered there."),
    check=subject_tutor_is_a_nonprofit_legal_person,
)  # fmt: skip


def subject_tutoring_names_its_subjects(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """What is tutored must be known, since only listed subjects make it subject tutoring."""
    for part in judged_apps(file, lookup):
        if _is_subject_tutoring(part.app) and not part.app.subjects:
            yield Fault("A02-5", part.place, {"app": part.app.name})


declare(
    "A02-5",
    article=BEIJING,
    kinds=("provider",),
    title=Text("学科培训写明学科", "Subject tutoring names its subjects"),
    text=Text("应用“{app}”是学科培训，却没有填写学科。", "The app “{app}” is subject tutoring, but names no subject."),
    fix=Text("请在 subjects 下列出学科，例如 mathematics。", "List the subjects, such as mathematics, under subjects."),
    reason=Text("学科培训由所列学科界定。", "Subject tutoring is defined by its subjects."),
    check=subject_tutoring_names_its_subjects,
)  # fmt: skip


def other_tutoring_names_no_subjects(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Tutoring in a listed subject is subject tutoring, whatever it calls itself."""
    for part in judged_apps(file, lookup):
        if part.app.tutoring_class is TutoringClass.non_subject and part.app.subjects:
            values = {"app": part.app.name, **_labels(part.app.subjects)}
            yield Fault("A02-6", (*part.place, "subjects"), values)


def _labels(codes: tuple[Code, ...]) -> dict[str, str]:
    return {
        "what": "、".join(code.label.zh for code in codes),
        "what_en": ", ".join(code.label.en for code in codes),
    }


declare(
    "A02-6",
    article=BEIJING,
    kinds=("provider",),
    title=Text("非学科培训不填学科", "Non-subject tutoring names no subjects"),
    text=Text("应用“{app}”填写为非学科培训，又填写了学科：{what}。", "The app “{app}” is said to be non-subject tutoring, but names subjects: {what_en}."),
    fix=Text("培训这些学科的，培训类别为 subject；否则删除 subjects。", "If it tutors in them, the tutoring class is subject; otherwise delete subjects."),
    reason=Text("所列学科的培训即学科培训，两项互相矛盾。", "Tutoring in a listed subject is subject tutoring: the two contradict each other."),
    check=other_tutoring_names_no_subjects,
)  # fmt: skip


def subjects_without_tutoring_are_looked_at(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """An app with school subjects that names no tutoring class may be tutoring or not: a person decides, once."""
    for part in judged_apps(file, lookup):
        if part.app.tutoring_class is None and part.app.subjects:
            before = approved_app(file, lookup, part.item)
            if before is None or before.tutoring_class is not None or before.subjects != part.app.subjects:
                values = {"app": part.app.name, **_labels(part.app.subjects)}
                yield Fault("A02-7", (*part.place, "subjects"), values)


declare(
    "A02-7",
    article="Art. 2",
    kinds=("provider",),
    verdict=Verdict.refer,
    title=Text("填写学科而未填培训类别的，由人判断是否学科培训", "Where subjects but no tutoring class are named, a person judges whether it is subject tutoring"),
    text=Text("应用“{app}”填写了学科({what})，没有填写培训类别。", "The app “{app}” names subjects ({what_en}), but no tutoring class."),
    fix=Text("属于培训的请填写 tutoring_class；不属于的由审核人员判断。", "If it is tutoring, fill in tutoring_class; otherwise the reviewer judges."),
    reason=Text("学科培训不因未填类别而免于许可；教学辅助应用也可能涉及学科，程序无法区分。", "Leaving out the class does not free tutoring from its licence, while aids to teaching have subjects too; code cannot tell them apart."),
    check=subjects_without_tutoring_are_looked_at,
)  # fmt: skip


def photo_search_is_looked_at(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Apps that answer a photographed exercise were suspended until rectified; a person decides, once."""
    for part in judged_apps(file, lookup):
        if not part.app.photo_search:
            continue
        before = approved_app(file, lookup, part.item)
        if before is None or not before.photo_search:
            yield Fault("A02-8", (*part.place, "photo_search"), {"app": part.app.name})


declare(
    "A02-8",
    article="Art. 2",
    kinds=("provider",),
    verdict=Verdict.refer,
    title=Text("拍照搜题功能由人判断", "A person judges on photo search of answers"),
    text=Text("应用“{app}”提供拍照搜题。", "The app “{app}” offers photo search of answers."),
    fix=Text("请说明如何避免直接给出答案；未整改的，请先去除该功能。", "Say how it avoids giving plain answers; if that is not mended, take the feature out first."),
    reason=Text("2021年12月的通知要求拍照搜题应用暂时下线，整改后恢复；是否已整改只能由人判断。", "The notice of December 2021 suspended such apps until rectified; whether one is can only be judged by a person."),
    check=photo_search_is_looked_at,
)  # fmt: skip


def games_are_looked_at(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """The Opinions keep games out of educational apps; what a game is, a person decides, once."""
    for part in judged_apps(file, lookup):
        if not part.app.games:
            continue
        before = approved_app(file, lookup, part.item)
        if before is None or not before.games:
            yield Fault("A02-9", (*part.place, "games"), {"app": part.app.name})


declare(
    "A02-9",
    article=OPINIONS,
    kinds=("provider",),
    verdict=Verdict.refer,
    title=Text("含游戏的应用由人判断", "A person judges on an app that holds games"),
    text=Text("应用“{app}”填写为含游戏。", "The app “{app}” is said to hold games."),
    fix=Text("请去除游戏和游戏链接；属于教学互动的，由审核人员判断。", "Take out games and links to games; if they are a way of teaching, the reviewer judges."),
    reason=Text("《意见》禁止植入游戏；教学互动与游戏的界限由人判断。", "The Opinions keep games out; where teaching ends and a game begins is for a person."),
    check=games_are_looked_at,
)  # fmt: skip


def ads_are_pointed_out(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Advertising is forbidden where use is uniform, which is the institutions' filing; here it is pointed out, once."""
    for part in judged_apps(file, lookup):
        if not part.app.ads:
            continue
        before = approved_app(file, lookup, part.item)
        if before is None or not before.ads:
            yield Fault("A02-10", (*part.place, "ads"), {"app": part.app.name})


declare(
    "A02-10",
    article=OPINIONS,
    kinds=("provider",),
    verdict=Verdict.accept,
    title=Text("含广告的应用不得由学校统一使用", "An app with advertising may not be used uniformly"),
    text=Text("应用“{app}”含广告；学校统一使用的应用不得植入商业广告。", "The app “{app}” shows advertising; an app that a school uses uniformly may hold none."),
    fix=Text("供学校统一使用的，请去除广告。", "If schools are to use it uniformly, take the advertising out."),
    reason=Text("《意见》针对统一使用的应用；提供者备案时尚不知道由谁怎样使用，所以只作提示。", "The Opinions speak of uniform use, which is not known when the provider files; so this is a notice."),
    check=ads_are_pointed_out,
)  # fmt: skip


_CODES_OF_UNITS: Final[dict[UnitType, tuple[str, ...]]] = {
    UnitType.enterprise: ("9", "A", "N", "Y"),
    UnitType.public_institution: ("12", "A", "Y"),
    UnitType.school: ("1", "5", "91", "A", "Y"),
    UnitType.education_authority: ("11", "12"),
    UnitType.social_organisation: ("13", "5", "8", "Y"),
}
"""How the codes of each kind of unit begin (GB 32100-2015): department, or department and category."""


def kind_of_unit_fits_its_code(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A code of another department is pointed out, once; never more, since codes keep their form when a unit changes its own."""
    unit = file.content.unit
    where = parse(file.path)
    folder = lookup.authorities.get(where.slug) if where else None
    if (
        unit.uscc.startswith(_CODES_OF_UNITS[unit.unit_type])
        or not formats.uscc_check_digit_holds(unit.uscc)
        or (folder is not None and folder.kind is AuthorityKind.ministry)  # A10-2's
    ):
        return
    before = approved_unit(file, lookup)
    if before is None or before.unit_type is not unit.unit_type:
        label = unit.unit_type.label
        yield Fault("A02-11", ("unit", "unit_type"), {"kind": label.zh, "kind_en": label.en, "begins": unit.uscc[:2]})  # fmt: skip


declare(
    "A02-11",
    article="GB 32100-2015",
    kinds=("provider",),
    verdict=Verdict.accept,
    title=Text("单位类型与统一社会信用代码的登记部门相符", "The kind of unit fits the department that gave its code"),
    text=Text("单位类型是“{kind}”，而代码以 {begins} 开头，通常不是这类单位。", "The unit is “{kind_en}”, but its code begins with {begins}, which is unusual for that."),
    fix=Text("请核对单位类型；确实无误的不必修改。", "Check the kind of unit; if it is right, leave it."),
    reason=Text("代码的前两位表示登记部门和机构类别；单位改制后代码不变，所以只作提示。", "The first two characters are department and category; a unit that changes its kind keeps its code, so this is a notice."),
    check=kind_of_unit_fits_its_code,
)  # fmt: skip
