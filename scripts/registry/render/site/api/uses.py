"""What the files about institutions' uses hold. Tables are columns side by side: a country's uses are a million rows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, NamedTuple, TypedDict, TypeVar

from registry.core import codes
from registry.core.authority import Authority
from registry.core.codes import InstitutionLevel, ProviderStatus, UseBasis, UseMode, UseState
from registry.core.number import digits
from registry.render.site.api.answers import Office, office
from registry.render.site.api.fields import Day, Digits, En, Is, Name, Status, UnitName, Uscc, Zh, told
from registry.render.site.api.uses_sharing import DIRECT
from registry.render.site.published import code
from registry.render.site.records import AppRecord, InstitutionRecord

PLACE = "^[a-z]{2,20}(/[1-6][0-9]{5}){0,2}$"
DIVISION = "^[0-9]{2}([1-6][0-9]{5}|0)$"
FILE = "^[a-z]{2,20}(-([1-6][0-9]{5}|0)){0,2}([.][0-9]+)?$"

PlacePath = Annotated[str, told("主管教育行政部门的目录", "Folder of the competent authority", pattern=PLACE)]
FileName = Annotated[str, told("institutions 的文件名", "Name of a file of institutions", pattern=FILE)]
Code = Annotated[str, told("部门与行政区划", "Authority and division", pattern=DIVISION)]
Level = Annotated[dict[str, str], Is(codes.InstitutionLevel), told("单位类别", "Kind of institution")]
State = Annotated[dict[str, str], Is(codes.UseState), told("使用备案的状态", "What the use is worth")]
Row = Annotated[int, told("institutions 中的行，从 0 起", "Row of institutions, from 0")]


class UsesTotals(TypedDict):
    """How many institutions use apps, and how many uses are in which state."""

    institutions: Annotated[int, told("机构数", "Institutions")]
    confirmed: Annotated[int, told("有效的使用备案数", "Confirmed uses in force")]
    lapsed: Annotated[
        int, told("因应用备案不在有效状态而失效的使用备案数", "Uses that lapsed with the app's filing")
    ]
    invalidated: Annotated[int, told("确认已失效的使用备案数", "Uses whose confirmation is no longer valid")]


class UsesOfAuthority(Office, UsesTotals):
    """The same below one authority."""

    prefix: Annotated[str, told("备案号前两位", "Prefix of its filing numbers", pattern="^[0-9]{2}$")]


class UsesIndex(UsesTotals):
    """How the files are cut, and totals. `code_parts` and `app_files` say which file to read."""

    authorities: Annotated[
        list[UsesOfAuthority], told("各部门，没有使用备案的不列", "Authorities with any uses")
    ]
    code_parts: Annotated[int, told("institution 的文件数", "Number of files of institution")]
    app_files: Annotated[
        list[str],
        told(
            "app 的文件名，即号码开头的数字", "Names of the files of app: the digits that numbers begin with"
        ),
    ]


class UsesPlace(UsesTotals):
    """A place below an authority."""

    place: PlacePath
    zh: Zh
    en: En
    files: Annotated[list[FileName], told("其机构所在的文件", "The files that its institutions stand in")]


class PlacesAnswer(TypedDict):
    """The places below an authority where institutions use apps."""

    authority: Annotated[Office, told("主管教育行政部门", "Education authority")]
    places: Annotated[list[UsesPlace], told("各地", "The places")]


class InstitutionColumns(TypedDict):
    """Institutions, a row each, in the order of their paths. `level` and `place` count within the lists of the file, from 0."""

    uscc: Annotated[list[Uscc], told("统一社会信用代码", "Unified social credit codes")]
    name: Annotated[list[UnitName], told("单位名称", "Names")]
    level: Annotated[list[int], told("levels 中的位置", "Position in levels")]
    place: Annotated[list[int], told("places 中的位置", "Position in places")]


class AppColumns(TypedDict):
    """Apps with a number that are used, a row each, in the order of the numbers."""

    digits: Annotated[list[Digits], told("备案号的七位数字", "The seven digits of the numbers")]
    name: Annotated[list[Name], told("应用名称", "Names")]
    status: Annotated[list[int], told("statuses 中的位置", "Position in statuses")]


class Manner(TypedDict):
    """How and why an app is used."""

    basis: Annotated[dict[str, str], Is(codes.UseBasis), told("使用依据", "Basis of use")]
    mode: Annotated[dict[str, str], Is(codes.UseMode), told("使用方式", "Mode of use")]
    uniform: Annotated[bool, told("是否统一使用", "Used uniformly")]


class UseColumns(TypedDict):
    """Uses of apps with a number, a row each."""

    institution: Annotated[list[Row], told("机构", "Institutions")]
    app: Annotated[list[int], told("apps 中的行", "Row of apps")]
    manner: Annotated[list[int], told("manners 中的位置", "Position in manners")]
    state: Annotated[list[int], told("states 中的位置", "Position in states")]
    since: Annotated[list[Day], told("该状态开始的日期", "Day on which the state began")]


class OwnUseColumns(TypedDict):
    """Uses of apps that institutions developed for themselves, which have no number (Art. 21)."""

    institution: Annotated[list[Row], told("机构", "Institutions")]
    name: Annotated[list[Name], told("应用名称", "Names of the apps")]
    system: Annotated[list[str], told("业务系统名称", "Names of their business systems")]
    manner: Annotated[list[int], told("manners 中的位置", "Position in manners")]
    state: Annotated[list[int], told("states 中的位置", "Position in states")]
    since: Annotated[list[Day], told("该状态开始的日期", "Day on which the state began")]


class InstitutionsAnswer(TypedDict):
    """Institutions and their uses: tables, and the lists that their columns point into."""

    places: Annotated[list[PlacePath], told("机构所属部门的目录", "Folders of the authorities")]
    levels: Annotated[list[Level], told("单位类别", "Kinds of institution")]
    statuses: Annotated[list[Status], told("应用的备案状态", "Statuses of the apps")]
    manners: Annotated[list[Manner], told("使用依据与方式", "Bases and modes")]
    states: Annotated[list[State], told("使用备案的状态", "What uses are worth")]
    institutions: Annotated[InstitutionColumns, told("机构", "Institutions")]
    apps: Annotated[AppColumns, told("应用", "Apps")]
    uses: Annotated[UseColumns, told("使用备案", "Uses")]
    own_uses: Annotated[OwnUseColumns, told("自研自用", "Own uses")]


class PlaceColumns(TypedDict):
    """Places where an app is used, a row each."""

    place: Annotated[
        list[Code],
        told(
            "部门的号码前两位，加最末一级行政区划代码(直属为 0)",
            "Prefix of the authority and the last division code, 0 for directly under it",
        ),
    ]
    uses: Annotated[
        list[int], told("使用备案数，含已失效的", "Uses, those that are no longer in force included")
    ]


class UsersOfApp(TypedDict):
    """Where an app is used."""

    name: Name
    status: Status
    confirmed: Annotated[int, told("有效的使用备案数", "Confirmed uses in force")]
    lapsed: Annotated[
        int, told("因应用备案不在有效状态而失效的使用备案数", "Uses that lapsed with the app's filing")
    ]
    invalidated: Annotated[int, told("确认已失效的使用备案数", "Uses whose confirmation is no longer valid")]
    places: Annotated[PlaceColumns, told("各地", "The places")]


C = TypeVar("C")


def totals(records: Iterable[InstitutionRecord]) -> UsesTotals:
    """Of some institutions."""
    states: Counter[UseState] = Counter()
    institutions = 0
    for record in records:
        institutions += 1
        states.update(one.state for one in record.uses)
    return {
        "institutions": institutions,
        "confirmed": states[UseState.confirmed],
        "lapsed": states[UseState.lapsed],
        "invalidated": states[UseState.invalidated],
    }


def of_authority(authority: Authority, records: Iterable[InstitutionRecord]) -> UsesOfAuthority:
    """The totals below an authority."""
    return {**office(authority), "prefix": authority.numeric_prefix, **totals(records)}


def place(
    path: str, authority: Authority, files: list[str], records: Iterable[InstitutionRecord]
) -> UsesPlace:
    """A place with its institutions; one that the authority's file does not name is called by its code."""
    steps = tuple(path.split("/")[1:])
    name = authority.find(steps) if steps else authority.name.text
    last = steps[-1] if steps else path
    return {
        "place": path,
        "zh": name.zh if name else last,
        "en": name.en if name else last,
        "files": files,
        **totals(records),
    }


def institutions(records: Sequence[InstitutionRecord], apps: Mapping[str, AppRecord]) -> InstitutionsAnswer:
    """Some institutions with their uses. `apps` by number."""
    places = sorted({record.filed.place for record in records})
    levels = _in_order(InstitutionLevel, (record.filed.level for record in records))
    every = [(row, one) for row, record in enumerate(records) for one in record.uses]
    states = _in_order(UseState, (one.state for _, one in every))
    manners = sorted({(one.use.basis, one.use.mode, one.use.uniform) for _, one in every}, key=_manner_order)
    used = sorted({one.use.number for _, one in every if one.use.number})
    statuses = _in_order(ProviderStatus, (apps[number].status for number in used))
    manner_at, state_at, app_at = _at(manners), _at(states), _at(used)
    place_at, level_at, status_at = _at(places), _at(levels), _at(statuses)
    numbered = [(row, one) for row, one in every if one.use.number]
    own = [(row, one, one.use.own) for row, one in every if one.use.own]
    return {
        "places": places,
        "levels": [code(level) for level in levels],
        "statuses": [code(status) for status in statuses],
        "manners": [
            {"basis": code(basis), "mode": code(mode), "uniform": uniform} for basis, mode, uniform in manners
        ],
        "states": [code(state) for state in states],
        "institutions": {
            "uscc": [record.filed.uscc for record in records],
            "name": [record.filed.name for record in records],
            "level": [level_at[record.filed.level] for record in records],
            "place": [place_at[record.filed.place] for record in records],
        },
        "apps": {
            "digits": [digits(number) for number in used],
            "name": [apps[number].app.name for number in used],
            "status": [status_at[apps[number].status] for number in used],
        },
        "uses": {
            "institution": [row for row, _ in numbered],
            "app": [app_at[one.use.number] for _, one in numbered],
            "manner": [manner_at[one.use.basis, one.use.mode, one.use.uniform] for _, one in numbered],
            "state": [state_at[one.state] for _, one in numbered],
            "since": [one.since for _, one in numbered],
        },
        "own_uses": {
            "institution": [row for row, _, _ in own],
            "name": [app.name for _, _, app in own],
            "system": [app.system for _, _, app in own],
            "manner": [manner_at[one.use.basis, one.use.mode, one.use.uniform] for _, one, _ in own],
            "state": [state_at[one.state] for _, one, _ in own],
            "since": [one.since for _, one, _ in own],
        },
    }


def _in_order(kind: type[C], present: Iterable[C]) -> list[C]:
    """Those members of a list of codes that are there, in the list's order."""
    there = set(present)
    return [member for member in kind if member in there]  # type: ignore[attr-defined]  # a list of codes is an enumeration


def _manner_order(manner: tuple[UseBasis, UseMode, bool]) -> tuple[str, str, bool]:
    return manner[0].value, manner[1].value, manner[2]


def _at(members: Iterable[C]) -> dict[C, int]:
    return {member: position for position, member in enumerate(members)}


class Users(NamedTuple):
    """How many uses of an app are in which state, and how many lie at which place (by the folder of the authority)."""

    states: Counter[UseState]
    places: dict[str, int]


def users_of(app: AppRecord, users: Users, prefixes: Mapping[str, str]) -> UsersOfApp:
    """Where an app is used. `prefixes` of filing numbers by slug."""
    counted = sorted((_short(path, prefixes), uses) for path, uses in users.places.items())
    return {
        "name": app.app.name,
        "status": code(app.status),
        "confirmed": users.states[UseState.confirmed],
        "lapsed": users.states[UseState.lapsed],
        "invalidated": users.states[UseState.invalidated],
        "places": {"place": [place for place, _ in counted], "uses": [uses for _, uses in counted]},
    }


def _short(path: str, prefixes: Mapping[str, str]) -> str:
    """A place in few characters: one app may be used in 3,000."""
    slug, _, below = path.partition("/")
    return prefixes[slug] + (below.rpartition("/")[2] or DIRECT)


def bytes_of_users(app: AppRecord, users: Users) -> int:
    """Size of `users_of` in a file, about: status and labels, the name, and 14 for each place."""
    return 180 + 3 * len(app.app.name) + 14 * len(users.places)
