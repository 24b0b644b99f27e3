"""Notices to authorities as issues: Chinese first, English folded. Names are those of the registry's own files."""

from collections.abc import Iterable, Sequence

from registry.core import paths
from registry.core.authority import bureau_name
from registry.core.codes import ProviderStatus
from registry.core.due import Due
from registry.core.snapshot import Snapshot
from registry.core.text import Text, shown
from registry.render.site.wording import MEANING

LABEL = "notice"
LATE = "notice:late"

_LOST_TITLE = Text("{number} {status}：选用机构须更新备案", "institutions to update their filings")
_LOST = Text(
    "应用 {app} {number} 自 {day} 起{status}。{meaning}\n\n下列机构的使用者备案仍列有该应用，须在期限内更新(第二十条)："
    "撤销、注销的停用并删去，暂时下线的更新即可，期内恢复的无需处理。期限为本系统对第二十条的理解。",
    "App {app} {number}: {status} since {day}. {meaning}\n\nThe institutions below still have it in their filings and have to update them in "
    "time (Art. 20): after a revocation or withdrawal take it out; after a suspension any update will do, and none is needed if it is reinstated in time. "
    "That Art. 20 applies is our reading.",
)
_HEAD = Text("| 机构 | 期限 | |", "| Institution | Until | |")
_LATE = Text("已逾期", "overdue")
_PROVISIONAL = Text("暂定", "provisional")
_FOOT = Text(
    "本议题由程序维护：机构更新后自动移出，全部更新后自动关闭。",
    "Kept by the bot: an institution that has updated leaves the list; the issue closes when none is left.",
)
_ENDED_TITLE = Text("限制期届满：请移出名单", "a bar has run out: take the unit off the list")
_ENDED = Text(
    "案件 `{path}`：{unit} 不得提交备案申请的期限已于 {day} 届满(第二十四条)，该单位可以重新提交备案。请将案件状态改为 `expired`；已撤销的备案号不恢复。",
    "Case `{path}`: the bar on {unit} ended with {day} (Art. 24) and it may file again. Please set the state of the case to `expired`; "
    "revoked numbers do not come back.",
)
_REMINDER = Text(
    "以下机构逾期未更新备案，请督促：{names}。", "Overdue; please remind these institutions: {names}."
)
_DONE = Text("已无须处理的事项，本议题关闭。", "Nothing is left to do; this issue is closed.")


def lost(number: str, day: str, folder: str, dues: Sequence[Due], snapshot: Snapshot) -> tuple[str, str]:
    """Title and body of the notice about an app whose filing is not in force, for the authority of `folder`."""
    app = snapshot.replay.apps[number]
    filed = snapshot.providers.get(app.path)
    named = next((one.name for one in filed.content.apps if one.id == app.item), "") if filed else ""
    status = app.status
    values = {
        "number": number,
        "day": day,
        "app": code(named) if named else "",
    }
    meaning = MEANING.get(status, Text("", ""))
    label = status.label if isinstance(status, ProviderStatus) else Text("", "")
    chinese = _LOST.zh.format(status=label.zh, meaning=meaning.zh, **values)
    english = _LOST.en.format(status=label.en, meaning=meaning.en, **values)
    title = f"{_LOST_TITLE.zh.format(number=number, status=label.zh)} {_LOST_TITLE.en}"
    tables = Text(*("\n".join(_table(dues, snapshot, language)) for language in ("zh", "en")))
    team = _team(folder, snapshot)
    return title, _both(
        f"{team}\n\n{chinese}\n\n{tables.zh}\n\n{_FOOT.zh}", f"{english}\n\n{tables.en}\n\n{_FOOT.en}"
    )


def _table(dues: Iterable[Due], snapshot: Snapshot, language: str) -> Iterable[str]:
    yield _HEAD.in_language(language)
    yield "| --- | --- | --- |"
    for one in sorted(dues, key=lambda due: due.subject):
        sign = _LATE if one.may_close else _PROVISIONAL if one.provisional else None
        yield f"| {_institution(one, snapshot)} | {one.until.isoformat()} | {sign.in_language(language) if sign else ''} |"


def _institution(one: Due, snapshot: Snapshot) -> str:
    file = snapshot.users.get(one.subject)
    return code(file.content.institution.name if file else one.who)


def bar_ended(one: Due, snapshot: Snapshot) -> tuple[str, str]:
    """Title and body of the note that a bar has run out."""
    case = snapshot.cases[one.subject].content
    values = {
        "path": one.subject,
        "unit": code(case.unit.name),
        "day": case.bar.last_day.isoformat() if case.bar else "",
    }
    title = f"{_ENDED_TITLE.zh} {case.unit.uscc} {_ENDED_TITLE.en}"
    where = paths.parse(one.subject)
    team = _team(where.authority if where else "", snapshot)
    text = _ENDED.fill(**values)
    return title, _both(f"{team}\n\n{text.zh}", text.en)


def reminder(late: Iterable[Due]) -> str:
    """A comment that reminds of institutions whose time has passed, by their codes."""
    names = "、".join(sorted({f"`{one.who}`" for one in late}))
    text = _REMINDER.fill(names=names)
    return f"{text.zh}\n\n{text.en}\n"


def done() -> str:
    """The last comment."""
    return f"{_DONE.zh}\n\n{_DONE.en}\n"


def _team(folder: str, snapshot: Snapshot) -> str:
    """The authority's name and team, to whom the notice goes."""
    slug, *codes = folder.split("/")
    authority = snapshot.authorities.get(slug)
    if authority is None:
        return ""
    name = bureau_name(authority, tuple(codes)) or authority.name.text
    return f"{name.zh} {authority.team_at(tuple(codes))}"


def _both(chinese: str, english: str) -> str:
    return f"{chinese}\n\n<details>\n<summary>English</summary>\n\n{english}\n\n</details>\n"


def code(name: str) -> str:
    """A registered name as a code span."""
    return f"`{shown(name).replace('`', 'ˋ').replace('@', '＠')}`"
