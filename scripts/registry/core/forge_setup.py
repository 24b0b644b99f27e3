"""How a repository on the forge should be set up, and how a given one differs from it. Pure: facts in, findings out."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from registry.core.authority import ORGANISATION, Authority
from registry.core.codes import Code
from registry.core.effects import CHECK_NAME, LABEL_PREFIX
from registry.core.forge import BranchRules, CodeownersError, Label, Repository, Team
from registry.core.submission import Alarm, Stage
from registry.core.text import Text, shown

ENVIRONMENT = "registry-bot"
PAGES_ENVIRONMENT = "github-pages"
APP_RIGHTS = (
    "actions: read", "checks: write", "contents: write", "issues: write", "metadata: read", "pull requests: write",
    "members (organization): read",
)  # fmt: skip
"""What the app is installed with: all that any job asks for."""
VARIABLES = ("REGISTRY_APP_CLIENT_ID", "REGISTRY_BOT_ID", "REGISTRY_SITE_URL", "REGISTRY_PARTS")
SECRETS = ("REGISTRY_APP_KEY",)

_COLOURS = {
    Stage.needs_correction: "d93f0b", Stage.feedback: "d93f0b", Stage.waiting: "fbca04", Stage.approved: "0e8a16",
    Stage.held: "fbca04", Stage.merged: "0e8a16", Stage.registered: "0e8a16", Stage.rejected: "b60205",
}  # fmt: skip
_GREY = "bfdadc"


class Match(Code):
    """How something is, compared with how it should be."""

    right = "right", "符合", "right"
    differs = "differs", "不符", "differs"
    unknown = "unknown", "无法查看", "cannot be seen"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing: what it is about, how it is, and what to do. `label` is what `init --apply` makes right."""

    subject: Text
    match: Match
    do: Text | None = None
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Live:
    """What a repository on the forge is like. None: the token may not see it."""

    repository: Repository
    labels: tuple[Label, ...]
    teams: tuple[Team, ...] | None
    rules: BranchRules | None
    codeowners_errors: tuple[CodeownersError, ...] | None


def wanted_labels() -> tuple[Label, ...]:
    """The labels of pull requests: one for each stage, and the alarms beside it."""
    stages = [
        Label(
            f"{LABEL_PREFIX}{stage.value}", _COLOURS.get(stage, _GREY), f"{stage.label.zh} {stage.label.en}"
        )
        for stage in Stage
    ]
    alarms = [
        Label(f"{LABEL_PREFIX}{alarm.value}", "b60205", f"{alarm.label.zh} {alarm.label.en}")
        for alarm in Alarm
    ]
    return (*stages, *alarms)


def wanted_teams(authorities: Mapping[str, Authority]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Slugs of the teams that must be there, and of those that a city or county may have: without one its superior is asked."""
    first = ["maintainers", "registrar"]
    below = []
    for authority in authorities.values():
        first.append(_slug(authority.team_at(())))
        for city in authority.cities:
            below.append(_slug(authority.team_at((city.code,))))
            below += [_slug(authority.team_at((city.code, county.code))) for county in city.counties]
        below += [_slug(authority.team_at((county.code,))) for county in authority.counties]
    return tuple(sorted({*first})), tuple(sorted({*below} - {*first}))


def _slug(team: str) -> str:
    return team.rpartition("/")[2]


def compare(live: Live, labels: Collection[Label], authorities: Mapping[str, Authority]) -> tuple[Item, ...]:
    """Everything that can be seen from outside, in the order in which it is set up."""
    return (
        *_repository(live.repository),
        *_labels(live.labels, labels),
        *_teams(live, authorities),
        *_codeowners(live.codeowners_errors),
        *_branch(live.rules),
    )


def _judged(subject: Text, right: bool | None, do: Text) -> Item:
    if right is None:
        return Item(subject, Match.unknown, do)
    return Item(subject, Match.right) if right else Item(subject, Match.differs, do)


def _repository(found: Repository) -> Iterator[Item]:
    owner = found.full_name.partition("/")[0]
    yield _judged(
        Text("默认分支为 main", "The default branch is main"), found.default_branch == "main",
        Text("在 Settings 中改名为 main", "Rename it to main in the settings"),
    )  # fmt: skip
    yield _judged(
        Text("仓库公开", "The repository is public"), not found.private,
        Text("设为公开：公示是登记册的目的", "Make it public: publishing is what the registry is for"),
    )  # fmt: skip
    yield _judged(
        Text("议题已启用", "Issues are on"), found.has_issues,
        Text("启用 Issues，用于投诉举报和通知", "Turn Issues on, for complaints and notices"),
    )  # fmt: skip
    yield _judged(
        Text("允许合并提交", "Merge commits are allowed"), found.allow_merge_commit,
        Text("允许 merge commit：编号依据主分支的合并记录", "Allow merge commits: numbers follow the merges on main"),
    )  # fmt: skip
    yield _judged(
        Text(f"组织名为 {ORGANISATION}", f"The organization is {ORGANISATION}"), owner == ORGANISATION,
        Text(
            f"仓库属于 {shown(owner, 60)}；请在 core/authority.py 中修改 ORGANISATION 并运行 registry codeowners",
            f"It belongs to {shown(owner, 60)}: change ORGANISATION in core/authority.py and run registry codeowners",
        ),
    )  # fmt: skip


def _labels(found: Iterable[Label], wanted: Collection[Label]) -> Iterator[Item]:
    here = {label.name.casefold(): label for label in found}
    for label in wanted:
        subject = Text(f"标签 {label.name}", f"Label {label.name}")
        if here.get(label.name.casefold()) == label:
            yield Item(subject, Match.right)
        else:
            do = Text("由 init --apply 创建或改正", "Made right by init --apply")
            yield Item(subject, Match.differs, do, label)


def _teams(live: Live, authorities: Mapping[str, Authority]) -> Iterator[Item]:
    first, below = wanted_teams(authorities)
    if live.teams is None:
        yield Item(
            Text(f"{len(first)}个评审团队", f"{len(first)} reviewing teams"), Match.unknown,
            Text("令牌需要组织的 members: read；个人账号下没有团队", "The token needs members: read; a personal account has no teams"),
        )  # fmt: skip
        return
    here = {team.slug for team in live.teams}
    for slug in first:
        yield _judged(
            Text(f"团队 {slug}", f"Team {slug}"), slug in here,
            Text("创建该团队，授予仓库 write 权限，加入本级工作人员", "Make it, give it write access to the repository, add its officers"),
        )  # fmt: skip
    some = sum(slug in here for slug in below)
    yield Item(
        Text(
            f"{len(below)}个市县团队中已有{some}个；没有团队的由上一级评审",
            f"{some} of {len(below)} teams of cities and counties are there; without one the level above reviews",
        ),
        Match.right,
    )


def _codeowners(errors: tuple[CodeownersError, ...] | None) -> Iterator[Item]:
    subject = Text("CODEOWNERS 没有错误", "CODEOWNERS has no errors")
    if errors is None:
        yield Item(
            subject,
            Match.unknown,
            Text("main 上没有该文件，或令牌不可见", "It is not on main, or the token may not see it"),
        )
        return
    kinds = sorted({error.kind for error in errors})
    first = f"{errors[0].line}: {shown(errors[0].kind, 60)}" if errors else ""
    listed = shown(", ".join(kinds), 120)
    yield _judged(
        subject, not errors,
        Text(
            f"{len(errors)}行不生效({listed}；首行 {first})：多为团队尚未创建",
            f"{len(errors)} lines have no effect ({listed}; first {first}): most often a team is not there yet",
        ),
    )  # fmt: skip


def _branch(rules: BranchRules | None) -> Iterator[Item]:
    if rules is None:
        yield Item(
            Text("main 的分支规则", "The rules of main"), Match.unknown,
            Text("没有 main 分支，或令牌不可见", "There is no branch main, or the token may not see it"),
        )  # fmt: skip
        return

    def rule(zh: str, en: str, right: bool, do_zh: str, do_en: str) -> Item:
        # What a token without rights over settings does not see may still be enforced by classic protection.
        known = right or None if rules.classic is None else right
        return _judged(Text(zh, en), known, Text(do_zh, do_en))

    yield rule(
        f"main 要求检查 {CHECK_NAME}", f"main requires the check {CHECK_NAME}", CHECK_NAME in rules.required_checks,
        f"设为必需检查 {CHECK_NAME}，来源限定为登记册的 App", f"Require the check {CHECK_NAME}, from the registry's app only",
    )  # fmt: skip
    yield rule(
        "main 要求代码所有者批准", "main requires a code owner's approval", rules.code_owner_review and rules.required_approvals > 0,
        "要求一个批准且来自代码所有者；仅 App 列入例外名单(它自行核对批准)",
        "Require one approval, of a code owner; only the app is on the bypass list (it counts approvals itself)",
    )  # fmt: skip
    yield rule(
        "新提交使旧批准失效", "A new push makes old approvals void", rules.dismiss_stale_reviews,
        "启用 dismiss stale approvals", "Turn on that stale approvals are dismissed",
    )  # fmt: skip
    yield rule(
        "main 禁止强制推送", "main forbids forced pushes", rules.forbids_force_push,
        "禁止强制推送：编号不可改写", "Forbid forced pushes: numbers are not rewritten",
    )  # fmt: skip
    yield rule(
        "main 禁止删除", "main cannot be deleted", rules.forbids_deletion, "禁止删除", "Forbid deleting it",
    )  # fmt: skip
    if rules.classic:
        yield rule(
            "规则同样适用于管理员", "The rules hold for administrators", rules.applies_to_admins,
            "启用 Do not allow bypassing", "Turn on that they cannot be bypassed",
        )  # fmt: skip


BY_HAND = (
    Text(
        f"环境 {ENVIRONMENT}：部署分支仅限 main，不设审批人；机密 {', '.join(SECRETS)} 只放在该环境中。",
        f"Environment {ENVIRONMENT}: deployment branches main only, no reviewers; the secret {', '.join(SECRETS)} in it and nowhere else.",
    ),
    Text(
        f"仓库变量 {'、'.join(VARIABLES)}：App 的 client id，其机器人账号的数字编号，公示网站的地址；全国规模时 REGISTRY_PARTS 设为 true，按部门分作业生成网站。",
        f"Repository variables {', '.join(VARIABLES)}: the app's client id, the number of its bot account, the address of the site; in a registry as large as a country REGISTRY_PARTS is true: the site is built by a job for each authority.",
    ),
    Text(
        f"GitHub App 的权限恰为：{'；'.join(APP_RIGHTS)}；仅安装于本仓库；列入 main 规则的例外名单。",
        f"The GitHub App may exactly: {'; '.join(APP_RIGHTS)}; installed on this repository alone; on the bypass list of main's rules.",
    ),
    Text(
        f"Pages 的来源为 GitHub Actions；环境 {PAGES_ENVIRONMENT} 仅限 main。",
        f"Pages are built by GitHub Actions; environment {PAGES_ENVIRONMENT} for main only.",
    ),
    Text(
        "Actions：要求以完整提交号固定；首次贡献者的运行须批准；GITHUB_TOKEN 默认只读。",
        "Actions: full commit ids required; runs of first-time contributors need approval; GITHUB_TOKEN reads only by default.",
    ),
)
"""What the port cannot see or make: a person looks. docs/forge.md says how."""
