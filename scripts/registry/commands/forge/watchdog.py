"""`registry forge watchdog`: say loudly that runs which the clock should start do not come.

GitHub ends a schedule after 60 quiet days and drops runs under load; a stopped schedule cannot tell. So this runs on other
occasions too: when somebody pushes or opens an issue, and when a monitor outside asks.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from registry.adapters.forge import Forge
from registry.core.clock import SHANGHAI
from registry.core.forge import Label
from registry.core.forge_writes import is_own

WATCHED = ("clocks.yml", "complaints.yml", "register-and-publish.yml")
"""Each is started every hour or oftener."""
LONGEST = timedelta(hours=6)
"""Product rule: so long may none come. GitHub's delays under load are counted in minutes, seldom in hours."""
LABEL = Label(
    "registry-schedule-stopped", "b60205", "定时任务停止 The clock no longer starts the registry's runs"
)


@dataclass(frozen=True, slots=True)
class Watched:
    """A workflow file and when it last ran well by the clock."""

    workflow: str
    last: datetime | None
    stopped: bool

    def words(self) -> str:
        """For the printed report."""
        return f"{self.workflow}: {'stopped 已停止' if self.stopped else 'runs 正常'}, last 最近 {_day(self.last)}"


def look(forge: Forge, now: datetime) -> list[Watched]:
    """Whether each of the workflows still runs. Raises ForgeProblem."""
    found = []
    for workflow in WATCHED:
        last = forge.last_scheduled_run(workflow)
        found.append(Watched(workflow, last, last is None or now - last > LONGEST))
    return found


def watchdog(forge: Forge, now: datetime, *, apply: bool) -> list[Watched]:
    """Look, and with `apply` open an issue for each that stopped, once for each time; close what is over. Raises ForgeProblem.

    A new repository, in which nothing has run yet, is told as stopped too: then somebody looks whether Actions are on.
    """
    found = look(forge, now)
    if not apply:
        return found
    if any(one.stopped for one in found):
        forge.put_label(LABEL)
    told = {
        forge.put_issue(
            _key(one), f"定时任务停止 The schedule has stopped: {one.workflow}", _body(one), [LABEL.name]
        ).id
        for one in found
        if one.stopped
    }
    for issue in forge.issues(labels=[LABEL.name]):
        if is_own(issue.author, forge.bot_id) and issue.number not in told:
            forge.close_issue(issue.number, completed=True)
    return found


def _key(one: Watched) -> str:
    """One issue for each time that it stops: a closed one is not opened again."""
    since = "never" if one.last is None else one.last.astimezone(SHANGHAI).strftime("%Y%m%d-%H%M")
    return f"watchdog:{one.workflow}:{since}"


def _day(at: datetime | None) -> str:
    return "—" if at is None else at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M (+08:00)")


def _body(one: Watched) -> str:
    return f"""\
**定时任务 `{one.workflow}` 超过{LONGEST // timedelta(hours=1)}小时没有成功运行。** 最近一次：{_day(one.last)}。

期限仍按日期计算，不因停止而改变；恢复运行后，积压的事项会一次处理完。在恢复之前，不会合并、编号、提醒或关闭任何申请。

请维护者：在 Actions 页面查看该任务是否被停用(仓库60日无活动会自动停用)或失败，重新启用后手动运行一次。恢复后本议题自动关闭。

<details><summary>English</summary>

**The scheduled workflow `{one.workflow}` has not run well for more than {LONGEST // timedelta(hours=1)} hours.** Last run: {_day(one.last)}.

Deadlines are computed from dates and do not change. Until it runs again nothing is merged, numbered, reminded of or closed; then all
of it is done at once.

Maintainers: see on the Actions page whether it was disabled (GitHub does that after 60 days without activity) or fails; enable it and
run it once by hand. This issue closes by itself.

</details>
"""
