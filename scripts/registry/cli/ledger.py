"""Commands on what was decided: numbering, standing, and whether the record is whole."""

import argparse
from datetime import datetime
from pathlib import Path

from registry.cli.arguments import Add, day, instant
from registry.cli.output import ACCEPTED, REFERRED, USAGE, Bar, say, show
from registry.core.clock import SHANGHAI

_STATUS_EPILOG = """\
For an app: its status in plain words, since when, every decision with its day, authority, reason and commit, terms that
run, and the institutions that use it. For a unit: all of its apps and uses. A use lapses while its app is not in force.

exit codes: 0 found, 2 not found or wrong usage; a number that is nearly right gets suggestions

examples:
  registry status 教APP备1190001号
  registry status 1190001                       digits alone, full-width letters and spaces are forgiven
  registry status 1190001 --as-of 2026-03-31    as it stood at the end of that day
  registry status 91110108MA900001XW --lang en  all apps and uses of a unit
  registry status filings/users/beijing/110108/12110108MB9000J01P.yaml --format json
"""

_VERIFY_EPILOG = """\
What is found: a decision edited, removed, inserted or put in another order; a number forged, reused, left out or given by
another authority; a decision that cannot follow; an instant that goes backwards; a filing that differs from what was
approved; a ledger file that any commit ever touched; owners or index that are not what the data gives.

A ledger whose tail was written anew, with a new history to match, is whole in itself. Keep the commit of your last
verification somewhere else and give it with --since: it must still be in the history, its ledger unchanged.

exit codes: 0 whole, 1 something is wrong, 3 whole but something is merged and not registered yet

examples:
  registry verify
  registry verify --since 4f0c1d2                seconds, however large the registry is
"""


def add_to(add: Add) -> None:
    """Add the commands."""
    sub = add(
        "register",
        _register,
        "为已合并的备案编号；不加 --apply 只预览 number what is merged and not registered yet; without --apply only show it",
    )
    sub.add_argument(
        "--apply", action="store_true", help="add the ledger file and the index, and commit them"
    )
    sub.add_argument(
        "--push",
        action="store_true",
        help="with --apply: register on a remote's branch instead, as it is there now; safe with other registrars at once",
    )
    sub.add_argument("--remote", default="origin", help="with --push: which remote (default: origin)")
    sub.add_argument("--branch", default="main", help="with --push: which branch (default: main)")
    sub.add_argument(
        "--publish",
        type=Path,
        metavar="DIR",
        help="with --push: then build the public site of that branch into this folder",
    )
    sub.add_argument(
        "--now",
        type=instant,
        metavar="INSTANT",
        help="instant to record, e.g. 2026-11-24T09:00:00+08:00 (default: now)",
    )

    sub = add(
        "status",
        _status,
        "一个号码、单位或备案现在怎样、怎样走到这一步 where a number, a unit or a filing stands, on any day, and how it came about",
        _STATUS_EPILOG,
    )
    sub.add_argument(
        "asked",
        metavar="NUMBER|USCC|PATH",
        help="a filing number, also badly typed; a unified social credit code; a path of a filing or case",
    )
    sub.add_argument(
        "--as-of", type=day, metavar="DATE", help="only decisions up to the end of this day in Shanghai"
    )
    sub.add_argument("--format", choices=("text", "json"), default="text")

    sub = add(
        "verify",
        _verify,
        "核对账本链条、历史、已批准的内容、号码、分工和索引 check the ledger's chain, its history, approved contents, numbers, owners and the index",
        _VERIFY_EPILOG,
    )
    sub.add_argument(
        "--since",
        metavar="COMMIT",
        default="",
        help="a commit that was verified before: check only what came after",
    )

    add("index", _index, "按当前提交重写 index/ write index/ again for the commit that is checked out")


def _register(options: argparse.Namespace) -> int:
    from registry.commands import register
    from registry.render.report import as_registration

    if options.push:
        return _register_on_remote(options)
    if options.publish:
        say("registry register: --publish goes with --apply --push; here use registry publish")
        return USAGE
    with Bar() as bar:
        planned = register.sweep(options.root, options.now or datetime.now(SHANGHAI), bar)
        commit = register.apply(options.root, planned, bar) if options.apply and planned.files else None
    events = [(event, name) for event, name in planned.events]
    show(as_registration(events, [path for path, _ in planned.held], commit, options.lang))
    return REFERRED if planned.held else ACCEPTED


def _register_on_remote(options: argparse.Namespace) -> int:
    import time

    from registry.cli import forge, site
    from registry.commands import registrar
    from registry.commands.site import publish_commit
    from registry.render.report import as_registration

    if not options.apply:
        say("registry register: --push goes with --apply; without both nothing is written")
        return USAGE
    with Bar() as bar:
        done = registrar.run(
            options.root,
            lambda: options.now or datetime.now(SHANGHAI),
            time.sleep,
            options.remote,
            options.branch,
            forge.provenance(options.root, options.remote, options.branch),
            progress=bar,
        )
    held = [path for path, _ in done.planned.held]
    if done.stopped:
        show(f"已暂停编号 numbering is switched off: {done.stopped}\n")
    else:
        show(as_registration(done.planned.events, held, done.commit, options.lang))
    if not done.here:
        say(f"本文件夹未更新到 this folder was not brought to {done.tip[:12]}: git pull")
    if options.publish:
        with Bar() as bar:
            show(site.summary(publish_commit(options.root, options.publish, bar, done.tip)))
    return REFERRED if held or done.stopped else ACCEPTED


def _status(options: argparse.Namespace) -> int:
    from registry.commands.status import status
    from registry.render.status import as_json, as_text

    answer = status(options.root, options.asked, datetime.now(SHANGHAI), options.as_of)
    if options.format == "json":
        show(as_json(answer.found, answer.asked, answer.today, answer.commit))
    else:
        show(as_text(answer.found, answer.today, answer.commit, options.lang))
    return ACCEPTED


def _verify(options: argparse.Namespace) -> int:
    from registry.commands.verify import verify

    with Bar() as bar:
        report = verify(options.root, bar, options.since)
    for problem in report.problems:
        show(f"problem: {problem}\n")
    for path in report.pending:
        show(f"pending: {path}\n")
    show(
        f"{report.events} events, {report.numbers} numbers, {len(report.problems)} problems, {len(report.pending)} pending\n"
    )
    if report.since:
        show(
            f"since {report.since[:12]}: {report.compared} files compared; earlier commits and the index were not looked at\n"
        )
    return report.verdict.exit_code


def _index(options: argparse.Namespace) -> int:
    from registry.adapters.git import Repository
    from registry.commands.register import write_index

    with Bar() as bar:
        count = write_index(options.root, Repository(options.root), staged=False, progress=bar)
    show(f"index: {count} files\n")
    return ACCEPTED
