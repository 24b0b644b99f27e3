"""`registry forge judge | speak | queue | act`: what happens to pull requests."""

import argparse
import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from registry.adapters.forge import Forge
from registry.cli.arguments import Add, day, instant, today
from registry.cli.output import show
from registry.core.issue_filing import BRANCHES
from registry.core.problem import Problem
from registry.core.text import Text

_JUDGE = """\
判断一个合并请求：只读取git对象，不签出、不运行其中任何内容，不需要令牌，结论写入文件。
Judge a pull request: it is read as git objects, nothing of it is checked out or run, no token is needed, nothing is written to the
forge. The verdict goes into a file that `registry forge speak` reads (schemas/forge-verdict.schema.json).

Who submits is the account in the event (GITHUB_EVENT_PATH) or --author: only a listed officer of an authority, or the registry's own
account (REGISTRY_BOT_ID), submits batches and cases. Exit code 0 whenever there is a verdict, whatever it says.

examples:
  registry forge judge --pull 12 --out verdict.json
  registry forge judge --pull 12 --base main --head my-branch --out verdict.json     without fetching anything
"""
_SPEAK = """\
按判断结论更新合并请求的检查、标签、评审团队和评论；不合并、不关闭。
Show a verdict on its pull request: check, labels, teams asked, the one comment. It neither merges nor closes.
Without --apply nothing is written.

examples:
  registry forge speak --verdict verdict.json
  registry forge speak --verdict verdict.json --apply
"""
_ACT = """\
推进合并请求：批准的合并，逾期未补充的和不予受理的关闭，将到期的提醒，已逾期的升级；不指定时处理全部未结的请求。
Move pull requests on: merge what is approved, close what is abandoned or rejected, remind, escalate. Each is judged again at its head,
by the main branch as the remote has it now. Without --pull all open ones, and those merged lately. Without --apply nothing is written.
Whatever runs were lost or doubled, one run puts everything right. Switches: .github/registry-switches.yaml on the main branch.

exit codes: 0 done, 1 something could not be done for one of them (the others were), 2 wrong usage or nothing could be done

examples:
  registry forge act                                          the plan for all of them
  registry forge act --pull 12 --now 2026-12-09T00:00:00+08:00
  registry forge act --apply
"""


_QUEUE = """\
把办理中的申请写成数据文件，供公示网站和报告使用：只含单位层面的事实，不含任何人的信息。
Write the open submissions into a file for the public site (`registry publish --queue`) and for reports: kind, authority, unit and apps
as filed, stage, whose turn, last day, and whether it is provisional. Nothing of who opened, reviewed or commented. Also those that
ended without a filing since a day, since the ledger knows nothing of them (Art. 13: deemed abandoned), and how many complaints were
received in each month. Nothing is written to the forge.

exit codes: 0 written, also where some requests could not be read: they are counted in it, so that nobody can hide the others with
one of his own; 2 wrong usage, or the forge does not answer

examples:
  registry forge queue --out queue.json
  registry forge queue --out queue.json --closed-since 2026-01-01
  registry publish --queue queue.json --out public
"""


def add_to(
    add: Add, writing: Callable[[argparse.ArgumentParser], None], connected: Callable[[], Forge]
) -> None:
    """Add the four verbs."""
    sub = add("judge", _judge, _JUDGE)
    sub.add_argument("--pull", type=int, required=True, metavar="N", help="number of the pull request")
    sub.add_argument("--base", metavar="REV", default="HEAD", help="the main branch (default: HEAD)")
    sub.add_argument("--head", metavar="REV", help="its head (default: fetched from the remote)")
    sub.add_argument("--remote", default="origin", help="where to fetch it from (default: origin)")
    sub.add_argument("--author", type=int, metavar="ID", help="number of the account that submits (default: as the event says)")  # fmt: skip
    sub.add_argument("--out", type=Path, required=True, metavar="FILE", help="where the verdict goes")
    sub.add_argument("--today", type=day, metavar="DATE", help="judge as on this day (default: today in Shanghai)")  # fmt: skip

    sub = add("speak", lambda options: _speak(options, connected()), _SPEAK)
    sub.add_argument("--verdict", type=Path, required=True, metavar="FILE", help="what `judge` wrote")
    writing(sub)

    sub = add("queue", lambda options: _queue(options, connected()), _QUEUE)
    sub.add_argument("--out", type=Path, required=True, metavar="FILE", help="where the queue goes")
    sub.add_argument(
        "--closed-since", type=day, metavar="DATE", help="first day of those that ended (default: 1 January of last year)"
    )  # fmt: skip
    sub.add_argument("--remote", default="origin", help="the forge's repository in this clone (default: origin)")  # fmt: skip
    sub.add_argument("--now", type=instant, metavar="INSTANT", help="as at this instant (default: the forge's time)")  # fmt: skip

    sub = add("act", lambda options: _act(options, connected()), _ACT)
    sub.add_argument("--pull", type=int, metavar="N", help="only this one (default: all that are open)")
    sub.add_argument(
        "--remote", default="origin", help="the forge's repository in this clone (default: origin)"
    )
    writing(sub)


def _queue(options: argparse.Namespace, port: Forge) -> int:
    from registry.commands.forge import queue
    from registry.commands.forge.act import Office
    from registry.commands.forge.complaints import all_complaints
    from registry.commands.forge.desk import GitDesk
    from registry.commands.forge.looks import looks
    from registry.core.working_days import AnnouncedDays

    now = options.now or port.now()
    desk = GitDesk(options.root, now, port.bot_id, options.remote)
    office = Office(port, AnnouncedDays(), now, desk.switches, desk.authorities(), looks)
    since = options.closed_since or date(now.year - 1, 1, 1)
    found = queue.gather(office, desk, desk.submitted, since, all_complaints(options.root, port, now))
    queue.write(found.queue, options.out)
    counts = (
        f"{len(found.queue.submissions)} open, {len(found.queue.closed)} closed since {since.isoformat()}"
    )
    show(_log([f"{options.out}: {counts}", *(f"problem: {problem}" for problem in found.problems)]))
    return 0


def _judge(options: argparse.Namespace) -> int:
    from registry.commands.forge.judge import judge, judge_request
    from registry.core.verdict import as_json

    author = options.author if options.author is not None else _author(options.pull)
    bot = os.environ.get("REGISTRY_BOT_ID", "")
    about = (author, int(bot) if bot.isascii() and bot.isdigit() else None, options.today or today())
    if options.head:
        verdict = judge(options.root, options.pull, options.base, options.head, *about)
    else:
        verdict = judge_request(options.root, options.pull, options.remote, options.base, *about)
    try:
        options.out.write_text(as_json(verdict), "ascii", newline="\n")
    except OSError as error:
        raise Problem(f"{options.out}: {error.strerror}") from error
    result = verdict.result.label
    show(
        f"#{verdict.pull_request} {verdict.head[:12]}: {result.zh} {result.en}, {verdict.errors} errors, {verdict.warnings} for a person\n"
    )
    return 0


def _author(number: int) -> int | None:
    """The account that submits, as the event tells it; None if no event is about this request."""
    path = os.environ.get("GITHUB_EVENT_PATH", "")
    if not path:
        return None
    try:
        event = json.loads(Path(path).read_bytes())
        pull = event["pull_request"]
        if pull["number"] != number or not pull["user"] or str(pull["head"]["ref"]).startswith(BRANCHES):
            return None  # of an issue: the bot opened it, and a filer submits it
        return int(pull["user"]["id"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def site() -> str:
    """Address of the public site, if the environment names one that can stand in a comment; without a slash at its end."""
    address = os.environ.get("REGISTRY_SITE_URL", "").rstrip("/")
    bad = not address.startswith("https://") or any(c.isspace() or c in "()<>[]`\"'" for c in address)
    return "" if bad else address


def rule_book() -> Text | None:
    """Address of the rule-book pages there."""
    address = site()
    return Text(f"{address}/rules/", f"{address}/en/rules/") if address else None


def _speak(options: argparse.Namespace, port: Forge) -> int:
    from registry.adapters import switches
    from registry.adapters.git import GitTree, Repository
    from registry.adapters.load import load_authorities
    from registry.commands.forge.act import Office, speak
    from registry.commands.forge.looks import looks
    from registry.core.verdict import LARGEST, parse
    from registry.core.working_days import AnnouncedDays

    try:
        with options.verdict.open("rb") as file:
            verdict = parse(file.read(LARGEST + 1))
    except OSError as error:
        raise Problem(f"{options.verdict}: {error.strerror}") from error
    repository = Repository(options.root)
    with GitTree(repository, repository.commit("HEAD")) as tree:
        authorities, _ = load_authorities(tree)
        off = switches.load(tree)
    office = Office(
        port, AnnouncedDays(), options.now or port.now(), lambda: off, authorities, looks, rule_book(), site()
    )
    outcome = speak(office, verdict, apply=options.apply)
    show(_log(outcome.lines))
    return 0


def _act(options: argparse.Namespace, port: Forge) -> int:
    from registry.commands.forge.act import Office, act
    from registry.commands.forge.desk import GitDesk
    from registry.commands.forge.looks import looks
    from registry.core.working_days import AnnouncedDays

    now = options.now or port.now()
    desk = GitDesk(options.root, now, port.bot_id, options.remote)
    office = Office(port, AnnouncedDays(), now, desk.switches, desk.authorities(), looks, rule_book(), site())
    outcome = act(office, desk, options.pull, apply=options.apply)
    show(_log([*outcome.lines, *(f"problem: {problem}" for problem in outcome.problems)]))
    return 1 if outcome.problems else 0


def _log(lines: list[str]) -> str:
    from registry.render.report import log

    return log(lines) if lines else "nothing to do 无需处理\n"
