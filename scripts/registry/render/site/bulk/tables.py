"""The tables that can be downloaded: one definition for CSV, SQLite, Parquet, the data package and the dictionary of columns.

Values are text, whole numbers, truth values, days (ISO 8601) and instants (+08:00); several values are joined by `;`. A column that only
says a code in words is a `label`: SQLite has a table of codes instead.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from registry.core import codes
from registry.core.authority import Authority
from registry.core.case import EnforcementCase, Measures
from registry.core.codes import Code
from registry.core.fields import Record
from registry.core.filing import (
    Android,
    App,
    BusinessSystem,
    Icp,
    Ios,
    MiniProgram,
    Mlps,
    PersonalInformation,
    ProviderUnit,
)
from registry.core.ledger import Event
from registry.core.text import Text
from registry.render.site import addresses
from registry.render.site.records import (
    AppRecord,
    CaseRecord,
    Decision,
    InstitutionRecord,
    ProviderRecord,
    Records,
)

Value = str | int | bool | None
Kind = Literal["string", "integer", "boolean", "date", "datetime"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it is, the kind of its values, how a row gives one, and which codes stand in it."""

    name: str
    title: Text
    kind: Kind
    value: Callable[[Any], Value]
    codes: type[Code] | None = None
    label: bool = False
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `key`: the columns that name a row; `rows`: its rows, in their order; `refers`: column -> (table, column)."""

    name: str
    title: Text
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Callable[[Records], Iterable[Any]]
    refers: tuple[tuple[str, str, str], ...] = ()


def _title(model: type[Record], field: str) -> Text:
    """The words of the model: a column says what the form says."""
    extra: Any = model.model_fields[field].json_schema_extra
    return Text(**extra["x-title"])


def _text(name: str, title: Text, value: Callable[[Any], str | None], *, needed: bool = False) -> Column:
    return Column(name, title, "string", value, needed=needed)


def _day(name: str, title: Text, value: Callable[[Any], str | None], *, needed: bool = False) -> Column:
    return Column(name, title, "date", value, needed=needed)


def _whole(name: str, title: Text, value: Callable[[Any], int | None]) -> Column:
    return Column(name, title, "integer", value, needed=True)


def _flag(name: str, title: Text, value: Callable[[Any], bool]) -> Column:
    return Column(name, title, "boolean", value, needed=True)


def _coded(
    name: str,
    title: Text,
    kind: type[Code],
    value: Callable[[Any], Code | tuple[Code, ...] | None],
    *,
    needed: bool = False,
) -> tuple[Column, Column]:
    """A code, or several, and beside it the same in Chinese."""

    in_code: dict[object, str | None] = {}
    in_chinese: dict[object, str | None] = {}

    def code(row: Any) -> str | None:
        found = value(row)
        if found not in in_code:
            in_code[found] = ";".join(member.value for member in _members(found)) or None
        return in_code[found]

    def words(row: Any) -> str | None:
        found = value(row)
        if found not in in_chinese:
            in_chinese[found] = "；".join(member.label.zh for member in _members(found)) or None
        return in_chinese[found]

    chinese = Text(f"{title.zh}(中文)", f"{title.en}, in Chinese")
    return (
        Column(name, title, "string", code, kind, needed=needed),
        Column(f"{name}_zh", chinese, "string", words, label=True, needed=needed),
    )


def _members(found: Code | tuple[Code, ...] | None) -> tuple[Code, ...]:
    return found if isinstance(found, tuple) else () if found is None else (found,)


def _authority(of: Callable[[Any], Authority]) -> tuple[Column, ...]:
    return (
        _text("authority", Text("主管部门代号", "Slug of the authority"), lambda row: of(row).slug, needed=True),
        Column(
            "authority_zh", Text("主管教育行政部门", "Authority, in Chinese"), "string", lambda row: of(row).name.zh, label=True, needed=True
        ),
    )  # fmt: skip


def _part(of: Callable[[Any], Record | None], field: str) -> Callable[[Any], Any]:
    """A field of a part that may be missing."""

    def value(row: Any) -> Any:
        part = of(row)
        return None if part is None else getattr(part, field)

    return value


def _android(row: AppRecord) -> Android | None:
    return row.app.platforms.android


def _ios(row: AppRecord) -> Ios | None:
    return row.app.platforms.ios


def _mini_program(row: AppRecord) -> MiniProgram | None:
    return row.app.platforms.mini_program


def _icp(row: AppRecord) -> Icp | None:
    return row.system.icp


def _mlps(row: AppRecord) -> Mlps | None:
    return row.system.mlps


NUMBER = Text("备案号", "Filing number")
USCC = Text("统一社会信用代码", "Unified social credit code")
PROVIDER = Text("提供者", "Provider")
DEMONSTRATION = Text("是否为虚构的示例数据", "Whether it is fictional demonstration data")
PAGE = Text("网页地址，相对于本站根目录", "Address of the page, relative to the site's root")
SOURCE = Text("仓库中的文件", "File in the repository")

APPS = Table(
    "apps", Text("应用", "Apps"), ("number",),
    (
        _text("number", NUMBER, lambda r: r.number, needed=True),
        *_coded("status", Text("备案状态", "Status of the filing"), codes.ProviderStatus, lambda r: r.status, needed=True),
        _day("since", Text("现状态开始的日期", "Day on which the present status began"), lambda r: r.since, needed=True),
        _day("filed_on", Text("备案日期", "Day of filing"), lambda r: r.filed_on, needed=True),
        _text("name", _title(App, "name"), lambda r: r.app.name, needed=True),
        _text("provider", PROVIDER, lambda r: r.unit.name, needed=True),
        _text("uscc", USCC, lambda r: r.unit.uscc, needed=True),
        *_authority(lambda r: r.authority),
        _text("android_package", _title(Android, "package_name"), _part(_android, "package_name")),
        _text("ios_bundle", _title(Ios, "bundle_id"), _part(_ios, "bundle_id")),
        _text("app_store_id", _title(Ios, "app_store_id"), _part(_ios, "app_store_id")),
        _text("mini_program", _title(MiniProgram, "app_id"), _part(_mini_program, "app_id")),
        _text("version", _title(App, "version"), lambda r: r.app.version, needed=True),
        _day("last_updated", _title(App, "last_updated"), lambda r: r.app.last_updated, needed=True),
        *_coded("audience", _title(App, "audience"), codes.Audience, lambda r: r.app.audience, needed=True),
        *_coded("stages", _title(App, "stages"), codes.Stage, lambda r: r.app.stages, needed=True),
        *_coded("scenario", _title(App, "scenario"), codes.Scenario, lambda r: r.app.scenario, needed=True),
        *_coded("tutoring_class", _title(App, "tutoring_class"), codes.TutoringClass, lambda r: r.app.tutoring_class),
        *_coded("subjects", _title(App, "subjects"), codes.Subject, lambda r: r.app.subjects),
        *_coded("charging", _title(App, "charging"), codes.Charging, lambda r: r.app.charging, needed=True),
        *_coded("charged_to", _title(App, "charged_to"), codes.ChargedTo, lambda r: r.app.charged_to, needed=True),
        _flag("ads", _title(App, "ads"), lambda r: r.app.ads),
        _flag("games", _title(App, "games"), lambda r: r.app.games),
        _flag("ugc", _title(App, "ugc"), lambda r: r.app.ugc),
        _flag("photo_search", _title(App, "photo_search"), lambda r: r.app.photo_search),
        _flag("collects", _title(PersonalInformation, "collects"), lambda r: r.app.personal_info.collects),
        _flag("biometrics", _title(PersonalInformation, "biometrics"), lambda r: r.app.personal_info.biometrics),
        _flag("minors_under_14", _title(PersonalInformation, "minors_under_14"), lambda r: r.app.personal_info.minors_under_14),
        *_coded("sensitive", _title(PersonalInformation, "sensitive"), codes.SensitiveInfo, lambda r: r.app.personal_info.sensitive),
        _text("privacy_policy_url", _title(PersonalInformation, "privacy_policy_url"), lambda r: r.app.personal_info.privacy_policy_url),
        _text("description", _title(App, "description"), lambda r: r.app.description),
        _text("icp_number", _title(Icp, "number"), _part(_icp, "number")),
        _text("mlps_certificate", _title(Mlps, "certificate_no"), _part(_mlps, "certificate_no")),
        *_coded("mlps_grade", _title(Mlps, "grade"), codes.MlpsGrade, _part(_mlps, "grade")),
        _text("system", _title(BusinessSystem, "name"), lambda r: r.system.name, needed=True),
        _whole("confirmed_uses", Text("有效的使用备案数", "Confirmed uses in force"), lambda r: r.uses),
        _whole("lapsed_uses", Text("因应用备案失效而中止的使用备案数", "Confirmed uses that lapsed with the app's filing"), lambda r: r.lapsed_uses),
        _flag("demonstration", DEMONSTRATION, lambda r: r.demonstration),
        _text("page", PAGE, lambda r: addresses.app_page(r.digits), needed=True),
    ),
    lambda records: records.apps, (("uscc", "providers", "uscc"),),
)  # fmt: skip


def _bar_ends(row: ProviderRecord) -> str | None:
    return row.bar.bar_ends if row.bar else None


PROVIDERS = Table(
    "providers", Text("提供者", "Providers"), ("uscc",),
    (
        _text("uscc", USCC, lambda r: r.unit.uscc, needed=True),
        _text("name", _title(ProviderUnit, "name"), lambda r: r.unit.name, needed=True),
        *_coded("unit_type", _title(ProviderUnit, "unit_type"), codes.UnitType, lambda r: r.unit.unit_type, needed=True),
        *_coded("filer", Text("备案人", "Who files"), codes.Filer, lambda r: r.filer, needed=True),
        *_authority(lambda r: r.authority),
        _text("registered_address", _title(ProviderUnit, "registered_address"), lambda r: r.unit.registered_address, needed=True),
        _text("public_hotline", _title(ProviderUnit, "public_hotline"), lambda r: r.unit.public_hotline, needed=True),
        _text("public_email", _title(ProviderUnit, "public_email"), lambda r: r.unit.public_email, needed=True),
        _text("website", _title(ProviderUnit, "website"), lambda r: r.unit.website),
        _whole("apps", Text("登记的应用数", "Registered apps"), lambda r: len(r.apps)),
        _whole("apps_in_force", Text("备案有效的应用数", "Apps whose filing is in force"), lambda r: sum(app.status in codes.LIVE for app in r.apps)),
        _day("barred_until", Text("在此日之前不得提交新的备案申请(含当日)", "No new filings until this day, itself included"), _bar_ends),
        _flag("demonstration", DEMONSTRATION, lambda r: r.demonstration),
        _text("page", PAGE, lambda r: addresses.provider_page(r.unit.uscc), needed=True),
        _text("source", SOURCE, lambda r: r.path, needed=True),
    ),
    lambda records: records.providers,
)  # fmt: skip


def _measures(row: CaseRecord) -> Measures:
    """Of a case that put a unit on a list there are always measures."""
    measures = row.case.measures
    if measures is None:
        raise ValueError(f"{row.path} put nobody on a list")
    return measures


BLACKLIST = Table(
    "blacklist", Text("黑名单(现行与已结束)", "The blacklist, current and ended"), ("source",),
    (
        _text("uscc", USCC, lambda r: r.case.unit.uscc, needed=True),
        _text("unit", Text("涉事单位", "Unit concerned"), lambda r: r.case.unit.name, needed=True),
        *_authority(lambda r: r.authority),
        _flag("current", Text("截至数据日期是否在名单上", "Whether it is on the list on the day of the data"), lambda r: r.current),
        *_coded("state", _title(EnforcementCase, "state"), codes.CaseState, lambda r: r.case.state, needed=True),
        *_coded("list", _title(Measures, "list"), codes.ListScope, lambda r: _measures(r).list),
        *_coded("level", _title(Measures, "level"), codes.ListLevel, lambda r: _measures(r).level),
        *_coded("card", _title(Measures, "card"), codes.ListCard, lambda r: _measures(r).card),
        _day("decided_on", _title(Measures, "decided_on"), lambda r: _measures(r).decided_on, needed=True),
        _text("circular_document_no", _title(Measures, "circular_document_no"), lambda r: _measures(r).circular_document_no, needed=True),
        *_coded("breaches", _title(EnforcementCase, "breaches"), codes.Breach, lambda r: r.case.categories, needed=True),
        _text("revoked_numbers", _title(Measures, "revoked_numbers"), lambda r: ";".join(_measures(r).revoked_numbers) or None),
        _day("bar_ends", Text("限制期最后一日", "Last day of the bar"), lambda r: r.bar_ends or None),
        _day("lifted_on", Text("提前移出日期", "Lifted early on"), lambda r: r.case.lifted.date if r.case.lifted else None),
        _text("source", SOURCE, lambda r: r.path, needed=True),
    ),
    lambda records: [case for case in records.cases if case.listed],
)  # fmt: skip

DECISIONS = Table(
    "decisions", Text("决定(应用、提供者、名单)", "Decisions on apps, providers and lists"), ("authority", "sequence"),
    (
        Column("at", _title(Event, "at"), "datetime", lambda r: r.event.at, needed=True),
        _text("authority", Text("主管部门代号", "Slug of the authority"), lambda r: r.event.authority, needed=True),
        _whole("sequence", _title(Event, "sequence"), lambda r: r.event.sequence),
        *_coded("event", _title(Event, "event"), codes.EventKind, lambda r: r.event.event, needed=True),
        _text("number", NUMBER, lambda r: r.event.number),
        _text("uscc", USCC, lambda r: r.uscc, needed=True),
        _text("reason", _title(Event, "reason"), lambda r: r.event.reason),
        Column("pull_request", _title(Event, "pull_request"), "integer", lambda r: r.event.pull_request),
        _text("commit", _title(Event, "commit"), lambda r: r.event.commit, needed=True),
    ),
    lambda records: _in_the_order_of_time(records.decisions),
)  # fmt: skip


def _in_the_order_of_time(decisions: tuple[Decision, ...]) -> Iterable[Decision]:
    return reversed(decisions)


TABLES = (APPS, PROVIDERS, BLACKLIST, DECISIONS)


def uses_of(slug: str, institutions: Sequence[InstitutionRecord]) -> Table:
    """The uses of the institutions below one authority; of a country's there may be a million, so there is a file for each authority."""
    return Table(
        f"uses-{slug}", Text("机构的使用备案", "Institutions' uses"), ("uscc", "use"),
        (
            _text("uscc", USCC, lambda r: r[0].filed.uscc, needed=True),
            _text("institution", Text("机构使用者", "Institutional user"), lambda r: r[0].filed.name, needed=True),
            *_coded("level", Text("单位类别", "Kind of institution"), codes.InstitutionLevel, lambda r: r[0].filed.level, needed=True),
            _text("place", Text("主管教育行政部门(目录)", "Competent authority, as its folder"), lambda r: r[0].filed.place, needed=True),
            _text("use", Text("使用编号(文件内)", "Use id (within the file)"), lambda r: r[1].use.item, needed=True),
            _text("number", NUMBER, lambda r: r[1].use.number or None),
            _text("own_app", Text("自研自用的应用", "App developed for own use"), lambda r: r[1].use.own.name if r[1].use.own else None),
            *_coded("basis", Text("使用依据", "Basis of use"), codes.UseBasis, lambda r: r[1].use.basis, needed=True),
            *_coded("mode", Text("使用方式", "Mode of use"), codes.UseMode, lambda r: r[1].use.mode, needed=True),
            _flag("uniform_use", Text("是否统一使用", "Used uniformly"), lambda r: r[1].use.uniform),
            *_coded("state", Text("状态", "State"), codes.UseState, lambda r: r[1].state, needed=True),
            _day("since", Text("现状态开始的日期", "Day on which the present state began"), lambda r: r[1].since, needed=True),
        ),
        lambda _: ((record, use) for record in institutions for use in record.uses),
    )  # fmt: skip
