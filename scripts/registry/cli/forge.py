"""The verbs of `registry forge`: arguments and environment -> one command."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from registry.adapters.forge import Forge
from registry.cli import requests, story
from registry.cli.arguments import instant
from registry.cli.output import show
from registry.core.problem import Problem
from registry.core.provenance import ProvenanceSource

_COMPLAINTS = """\
投诉举报：读取投诉议题，查找备案，核对是否齐全，按主管部门的意见推进，属实的起草处理案件。
Complaints: read the issues, find what they are about, ask for what is missing, follow what officers of the competent authority
say in comments, and draft an enforcement case of what was upheld. Without --apply nothing is written.

examples:
  registry forge complaints                       the plan for all of them
  registry forge complaints --issue 12 --apply    one of them
  registry forge complaints --export public/api/v1/complaints.json
"""

_FILINGS = """\
议题中的备案：读取粘贴在备案议题里的文件，按同样的规则检查；有错的在议题中逐条说明，通过的以提交人名义建立合并请求，
以后议题正文改动，合并请求随之更新；关闭议题即为撤回。
Filings in issues: read what was pasted into the issue forms and check it by the same rules. What is wrong is told in the issue; what
passes becomes a pull request, with the author of the issue as the author of its commit. The request follows each edit of the issue, and
closing the issue takes it back. Nothing of an issue is run, and what the check refuses does not get into git. Without --apply nothing
is written.

examples:
  registry forge filings                       the plan for all of them
  registry forge filings --issue 12 --apply    one of them
"""
_INIT = """\
建立登记册仓库：列出应有的标签、团队、分支规则和环境；加 --apply 创建标签，其余由人按 docs/forge.md 设置。
Set a repository up: what labels, teams, branch rules and environments there should be. --apply makes the labels; the rest is
done by a person, since no token of the registry may change what protects it. Running it again changes nothing.

exit codes: 0 everything is right, 1 something differs, 3 something cannot be seen with this token

examples:
  registry forge init example/registry            the plan
  registry forge init example/registry --apply
"""
_CHECK = """\
对照检查：线上仓库的设置与应有的是否一致。
Compare a live repository with what it should be. Nothing is written.

exit codes: 0 everything is right, 1 something differs, 3 something cannot be seen with this token
"""


def add_to(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the group `forge` with its verbs."""
    group = commands.add_parser(
        "forge",
        help="在代码托管平台上：合并请求、期限、投诉、通知、表单 the registry on a forge: requests, clocks, complaints, notices, issue forms",
    )
    verbs = group.add_subparsers(dest="verb", required=True, metavar="VERB")

    def add(
        name: str, run: Callable[[argparse.Namespace], int], summary: str, epilog: str = ""
    ) -> argparse.ArgumentParser:
        sub: argparse.ArgumentParser = verbs.add_parser(
            name,
            parents=[common],
            help=summary.splitlines()[0],
            description=summary,
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.set_defaults(run=run)
        return sub

    requests.add_to(add, _writing, lambda: connected())
    story.add_to(add)

    sub = add("complaints", _complaints, _COMPLAINTS)
    sub.add_argument("--issue", type=int, metavar="N", help="only this one (default: all)")
    sub.add_argument("--export", type=Path, metavar="FILE", help="write how many are alleged, upheld and unfounded; nothing else is done")  # fmt: skip
    _writing(sub)

    sub = add("filings", _filings, _FILINGS)
    sub.add_argument("--issue", type=int, metavar="N", help="only this one (default: all)")
    sub.add_argument("--remote", default="origin", help="the forge's repository in this clone (default: origin)")  # fmt: skip
    _writing(sub)

    sub = add(
        "aftermath",
        _aftermath,
        "应用和单位状况变化后通知主管部门 notices to authorities about what became of apps and units",
    )
    _writing(sub)

    sub = add(
        "watchdog",
        _watchdog,
        "该按时运行而没有运行的，大声说出来 say loudly when runs that the clock should start do not come",
    )
    _writing(sub)

    for name, run, summary in (("init", _init, _INIT), ("check", _check, _CHECK)):
        sub = add(name, run, summary)
        sub.add_argument(
            "repository", nargs="?", default="", metavar="OWNER/REPO", help="default: GITHUB_REPOSITORY"
        )
        sub.add_argument("--all", action="store_true", help="list each label, also those that are right")
        if name == "init":
            sub.add_argument("--apply", action="store_true", help="make the labels (default: show the plan)")

    sub = add(
        "forms",
        _forms,
        "由代码表写出备案和投诉的议题表单 write the issue forms of filings and complaints from the codes",
    )
    sub.add_argument("--check", action="store_true", help="write nothing; fail if the committed files differ")
    sub.add_argument("--repository", default="", metavar="OWNER/REPO", help="where the private channels of the forms lead")  # fmt: skip


def _writing(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--apply", action="store_true", help="write to the forge (default: show the plan)")
    sub.add_argument("--now", type=instant, metavar="INSTANT", help="as at this instant (default: the forge's time)")  # fmt: skip


def connected(named: str = "") -> Forge:
    """The forge that the environment names; `named` is a repository given by hand. Raises Problem for what is missing."""
    from registry.adapters.github import Settings, connect

    repository, token, bot = (
        os.environ.get(name, "") for name in ("GITHUB_REPOSITORY", "GITHUB_TOKEN", "REGISTRY_BOT_ID")
    )
    repository = named or repository
    if not repository or not token or not (bot.isascii() and bot.isdigit()):
        raise Problem(
            "set GITHUB_REPOSITORY (owner/name), GITHUB_TOKEN, and REGISTRY_BOT_ID (number of the account that the token writes as)"
        )
    api = os.environ.get("GITHUB_API_URL", "https://api.github.com")
    try:
        return connect(Settings(api_url=api, repository=repository, token=token, bot_id=int(bot)))
    except ValueError as error:
        raise Problem(str(error)) from error


def provenance(root: Path, remote: str, branch: str) -> ProvenanceSource | None:
    """Where merged filings came from, as the forge knows it; None where the environment names no forge to ask."""
    if not all(os.environ.get(name) for name in ("GITHUB_REPOSITORY", "GITHUB_TOKEN", "REGISTRY_BOT_ID")):
        return None
    from registry.commands.forge.desk import GitDesk
    from registry.commands.forge.provenance import ForgeProvenance

    port = connected()
    desk = GitDesk(root, port.now(), port.bot_id, remote, branch)
    return ForgeProvenance(port, desk.authorities(), branch, desk.contents)


def _complaints(options: argparse.Namespace) -> int:
    from registry.commands.forge.complaints import complaints

    forge = connected()
    now = options.now or forge.now()
    if options.export is not None:
        from registry.commands.forge.counts import export

        export(options.root, forge, now, options.export)
        show(f"{options.export}\n")
        return 0
    return _tell(complaints(options.root, forge, now, options.issue, apply=options.apply))


def _filings(options: argparse.Namespace) -> int:
    from registry.commands.forge.filings import filings

    forge = connected()
    outcome = filings(
        options.root,
        forge,
        options.now or forge.now(),
        options.issue,
        apply=options.apply,
        rule_book=requests.rule_book(),
        site=requests.site(),
        remote=options.remote,
    )
    _tell([*outcome.lines, *(f"problem: {problem}" for problem in outcome.problems)])
    return 1 if outcome.problems else 0


def _aftermath(options: argparse.Namespace) -> int:
    from registry.commands.forge.aftermath import aftermath

    forge = connected()
    return _tell(aftermath(options.root, forge, options.now or forge.now(), apply=options.apply))


def _watchdog(options: argparse.Namespace) -> int:
    from registry.commands.forge.watchdog import watchdog

    forge = connected()
    found = watchdog(forge, options.now or forge.now(), apply=options.apply)
    show("".join(f"{one.words()}\n" for one in found))
    return 1 if any(one.stopped for one in found) else 0


def _init(options: argparse.Namespace) -> int:
    from registry.commands.forge import setup

    found = setup.init(options.root, connected(options.repository), apply=options.apply)
    show(setup.as_text(found, options.lang, all_labels=options.all))
    return setup.verdict(found).exit_code


def _check(options: argparse.Namespace) -> int:
    from registry.commands.forge import setup

    found = setup.check(options.root, connected(options.repository))
    show(setup.as_text(found, options.lang, all_labels=options.all))
    return setup.verdict(found).exit_code


def _tell(lines: list[str]) -> int:
    show("".join(f"{line}\n" for line in lines) or "nothing to do 无需处理\n")
    return 0


def _forms(options: argparse.Namespace) -> int:
    from registry.commands.forge import forms
    from registry.render.complaint_forms import REPOSITORY

    repository = options.repository or REPOSITORY
    if options.check:
        drifted = forms.drifted(options.root, repository)
        for path in drifted:
            show(f"{path}: not what the codes give; run registry forge forms\n")
        return 1 if drifted else 0
    for path in forms.write(options.root, repository):
        show(f"{path}\n")
    return 0
