"""Arguments -> one command."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from registry.cli_output import ACCEPTED, REFERRED, REJECTED, USAGE, Bar, say, show
from registry.core.problem import Problem

SHANGHAI = ZoneInfo("Asia/Shanghai")

_EPILOG = """\
exit codes: 0 accepted or done, 1 rejected, 3 a person must decide, 2 wrong usage or unreadable place

examples:
  registry new provider                     write a filing by answering questions
  registry validate                         judge everything in this folder
  registry validate filings/providers/beijing/3K/91110108MA0000013K.yaml
  registry validate --base main --head my-branch --format json
  registry changes --base main               what this branch changes, in words
  registry register                         show what would be numbered;  --apply  to do it
  registry publish --out public             build the public site;  registry serve  to look at it here
"""
_DEADLINE_EPILOG = """\
The day of the event in Beijing does not count; the last day lasts until 24:00 there. Working days are those of the State
Council's notices; where none is known yet the date is provisional and nothing is closed on it. Months end on the
corresponding day, or on the month's end, and do not move over rest days.
事件当日(北京时间)不计，最后一日至24时止；工作日以国务院办公厅的放假通知为准，尚无通知的日期为暂定，不据此作出不利处理。

examples:
  registry deadline 2026-11-23T09:00:00+08:00 --working-days 10       feedback on a filing, until 2026-12-07
  registry deadline 2026-02-10T16:30:00+08:00 --working-days 10       over Spring Festival, with two worked Saturdays
  registry deadline 2026-08-31T00:00:00+08:00 --months 6 --lang en    a bar, until 2027-02-28
  registry deadline 2026-11-23T16:30:00Z --clock review               the same limit by its name; already the 24th in Beijing
  registry deadline 2026-12-18T09:00:00+08:00 --clock supplement --format json      provisional: 2027 is not announced
"""
_DUE_EPILOG = """\
It knows what is recorded: demands to rectify, bars and lists (Art. 24), uses whose app was suspended, revoked or withdrawn
(Art. 20), and with --procedures the submissions on their way (Art. 13, 19). Nothing is closed by this command.
依据已记录的内容：责令整改、限制期限和名单、所用应用失去备案的使用者备案；加 --procedures 还包括办理中的申请。本命令不作任何处理。

examples:
  registry due                                           everything, overdue first
  registry due --authority zhejiang --lang en            what lies with a province, its cities and counties
  registry due --as-of 2026-06-30 --format json          as it stood at the end of a day
  registry due --procedures open.json --format ics > due.ics

The file of procedures (registry.core.procedure_file) looks like this; `by` is authority, provider or institution:
  {"schema": "procedures/v1", "procedures": [{"pull_request": 12,
    "path": "filings/providers/beijing/XW/91110108MA900001XW.yaml",
    "steps": [{"at": "2026-11-02T09:00:00+08:00", "step": "submitted", "by": "provider"},
              {"at": "2026-11-06T15:00:00+08:00", "step": "feedback", "by": "authority", "told": "2026-11-20"}]}]}
"""

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

_CHANGES_EPILOG = """\
比较两个提交的共同起点与 HEAD，逐项说明备案改了什么：评审者据此决定，而不必读 YAML。
What is told is the difference between the common ancestor of both commits and the head, as a merge would bring it in. A filing
that moved to another authority's folder is told once, with what changed in it. Where only comments or the way of writing
differ, that is said. Values are those of the submitter: they are cut, and shown so that nothing in them acts.

examples:
  registry changes --base main                        what this branch changes
  registry changes --base main --head my-branch --format markdown
  registry changes --base HEAD~3 --lang en --format json

exit codes: 0 told (also if nothing differs), 2 wrong usage, or commits that cannot be compared
"""


_SIMILAR = """\
备案前先查询：应用名称是否可用、已被使用，或与他人的应用过于接近。
Ask before you file: is the name of an app free, taken, or too close to one of another provider?

It is what R10 and R11 would say, from the files in this folder. Two names are one when only width, case, spaces, accents,
traditional characters or look-alike letters differ (启明口算 = 啟明 口算, APP = АРР). They are too close when only an addition
differs (启明口算Pro, 启明口算官方版), when they look or sound alike (大阳, 其明), or when one character differs.
Names of revoked and withdrawn apps are free.

exit codes: 0 free, 3 too close: a person decides, 1 taken, 2 wrong usage or unreadable place

examples:
  registry similar 启明口算
  registry similar "启明口算 Pro" --unit 91110108MA0000013K --format json
"""


_FMT_EPILOG = """\
只改写法不改内容：注释、顺序和其余引号保持原样；再次运行不再有变化。
Changes how a file is written, never what it says: comments, order and other quotes stay; a second run changes nothing.

examples:
  registry fmt filings/providers/beijing/XW/91110108MA900001XW.yaml
  registry fmt --check filings/providers/*/*/*.yaml
  registry fmt - --stdin-path filings/providers/beijing/XW/91110108MA900001XW.yaml < file      for editors

exit codes: 0 done, 1 a file would change (--check), 2 wrong usage or unreadable place
"""


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=SHANGHAI)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="registry",
        description="教育移动应用备案登记系统。The filing registry of educational mobile apps: check, number, verify, publish.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR", help="folder of the registry (default: here)"
    )
    common.add_argument(
        "--lang", choices=("zh", "en"), default="zh", help="language of the output (default: zh)"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(
        name: str, run: Callable[[argparse.Namespace], int], summary: str, epilog: str = ""
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(
            name,
            parents=[common],
            help=summary,
            description=summary,
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.set_defaults(run=run)
        return sub

    sub = add("validate", _validate, "judge filings by their form and by the articles of the Measures")
    sub.add_argument(
        "paths", nargs="*", metavar="PATH", help="files or folders of the work tree (default: everything)"
    )
    sub.add_argument(
        "--base", metavar="REV", help="commit whose rules' data count; judge what differs from it"
    )
    sub.add_argument(
        "--head", metavar="REV", help="commit that is judged, read as git objects (default: HEAD)"
    )
    sub.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="github: workflow annotations"
    )
    sub.add_argument(
        "--today", type=_day, metavar="DATE", help="judge as on this day (default: today in Shanghai)"
    )
    sub.add_argument(
        "--as",
        dest="role",
        choices=("filer", "batch", "authority"),
        default="filer",
        help="with --base: who submits, and so what may be touched. filer: the filings of one unit; batch: users' filings in the "
        "folder of one authority, which confirms them; authority: its enforcement cases (default: filer)",
    )
    sub.add_argument(
        "--authority",
        default="",
        metavar="FOLDER",
        help="with --as batch or authority: for which one, such as zhejiang/330100/330106 or sichuan",
    )

    sub = add(
        "changes",
        _changes,
        "tell field by field what differs between two commits, in words; nothing is judged",
        _CHANGES_EPILOG,
    )
    sub.add_argument("--base", required=True, metavar="REV", help="commit to compare with, such as main")
    sub.add_argument("--head", default="HEAD", metavar="REV", help="commit that is compared (default: HEAD)")
    sub.add_argument(
        "--format", choices=("text", "json", "markdown"), default="text", help="markdown: for a comment"
    )

    sub = add(
        "register", _register, "number what is merged and not registered yet; without --apply only show it"
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
        type=_instant,
        metavar="INSTANT",
        help="instant to record, e.g. 2026-11-24T09:00:00+08:00 (default: now)",
    )

    sub = add("deadline", _deadline, "count one deadline out, day by day")
    sub.formatter_class = argparse.RawDescriptionHelpFormatter
    sub.epilog = _DEADLINE_EPILOG
    sub.add_argument(
        "instant", metavar="INSTANT", help="the event, with its time zone, e.g. 2026-11-24T09:00:00+08:00"
    )
    length = sub.add_mutually_exclusive_group(required=True)
    length.add_argument("--working-days", type=int, metavar="N", help="that many working days, 1 to 1000")
    length.add_argument("--months", type=int, metavar="N", help="that many months, 1 to 600")
    length.add_argument(
        "--clock", metavar="CODE", help="a named time limit, e.g. review or supplement; a wrong one lists all"
    )
    sub.add_argument("--format", choices=("text", "json"), default="text")

    sub = add("due", _due, "list what is due: overdue first, whose turn it is, how it was counted")
    sub.formatter_class = argparse.RawDescriptionHelpFormatter
    sub.epilog = _DUE_EPILOG
    sub.add_argument(
        "--authority", metavar="A", help="only in its remit, e.g. zhejiang or zhejiang/330100/330106"
    )
    sub.add_argument("--as-of", type=_day, metavar="DATE", help="as at the end of this day (default: now)")
    sub.add_argument("--procedures", type=Path, metavar="FILE", help="submissions on their way, as JSON")
    sub.add_argument(
        "--format", choices=("text", "json", "ics"), default="text", help="ics: a calendar to subscribe to"
    )

    from registry import cli_report

    cli_report.add_to(
        add("report", lambda options: cli_report.run(options, show), cli_report.SUMMARY, cli_report.EPILOG)
    )

    sub = add(
        "status", _status, "where a number, a unit or a filing stands, on any day, and how it came about"
    )
    sub.formatter_class = argparse.RawDescriptionHelpFormatter
    sub.epilog = _STATUS_EPILOG
    sub.add_argument(
        "asked",
        metavar="NUMBER|USCC|PATH",
        help="a filing number, also badly typed; a unified social credit code; a path of a filing or case",
    )
    sub.add_argument(
        "--as-of", type=_day, metavar="DATE", help="only decisions up to the end of this day in Shanghai"
    )
    sub.add_argument("--format", choices=("text", "json"), default="text")

    sub = add(
        "verify",
        _verify,
        "check the ledger's chain, its history, approved contents, numbers, owners and the index",
    )
    sub.formatter_class = argparse.RawDescriptionHelpFormatter
    sub.epilog = _VERIFY_EPILOG
    sub.add_argument(
        "--since",
        metavar="COMMIT",
        default="",
        help="a commit that was verified before: check only what came after",
    )

    sub = add("codeowners", _codeowners, "write .github/CODEOWNERS from authorities/")
    sub.add_argument("--check", action="store_true", help="write nothing; fail if the committed file differs")

    add("index", _index, "write index/ again for the commit that is checked out")

    from registry import cli_checkout, cli_completion, cli_filing, cli_site

    cli_filing.add_to(add)
    cli_checkout.add_to(add)
    sub = add("completion", _completion, cli_completion.SUMMARY, cli_completion.EPILOG)
    sub.add_argument("shell", choices=cli_completion.SHELLS)
    cli_site.add_to(add)

    from registry import cli_sheet

    cli_sheet.add_to(add)

    from registry import cli_sealing

    cli_sealing.add_to(add)

    sub = add(
        "similar",
        _similar,
        "is a name free, taken (rejected), or too close to another provider's app (a person decides)?",
    )
    sub.description = _SIMILAR
    sub.formatter_class = argparse.RawDescriptionHelpFormatter
    sub.add_argument("name", metavar="NAME", help="the name as it would stand in the filing, in quotes")
    sub.add_argument("--unit", default="", metavar="USCC", help="your own code: your other apps do not count")
    sub.add_argument("--format", choices=("text", "json"), default="text")

    sub = add("schemas", _schemas, "write schemas/ from the models")
    sub.add_argument(
        "--check",
        action="store_true",
        help="write nothing; fail if the committed files differ or are left over",
    )

    sub = add("rules", _rules, "list all rules with code, verdict and article")
    sub.add_argument(
        "--format", choices=("text", "markdown"), default="text", help="markdown: the rule-book page"
    )

    sub = add(
        "fmt",
        _fmt,
        "mend what can be mended in filings: byte order mark, line ends, quotes, modeline",
        _FMT_EPILOG,
    )
    sub.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="- for stdin, to stdout")
    sub.add_argument("--check", action="store_true", help="write nothing; fail if a file would change")
    sub.add_argument(
        "--stdin-path", default="", metavar="PATH", help="with -: where the text lies in the registry"
    )

    from registry import cli_forge

    cli_forge.add_to(commands, common, show)

    sub = add("demo", _demo, "write a fictional registry, or clear one for a real deployment")
    sub.add_argument("--apps", type=int, default=120, help="how many apps (default: 120)")
    sub.add_argument("--institutions", type=int, default=300, help="how many institutions (default: 300)")
    sub.add_argument("--seed", type=int, default=1, help="the same seed gives the same bytes (default: 1)")
    sub.add_argument("--out", type=Path, metavar="DIR", help="empty folder to write into")
    sub.add_argument(
        "--clear",
        action="store_true",
        help="remove all filings, cases and decisions below ROOT, keeping the folders",
    )
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. Never a traceback for bad input."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except Problem as error:
        say(f"registry {options.command}: {error}")
        return USAGE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return USAGE
    except KeyboardInterrupt:
        say("")
        return USAGE
    return code


def _today() -> date:
    return datetime.now(SHANGHAI).date()


def _validate(options: argparse.Namespace) -> int:
    from registry.commands.validate import validate
    from registry.core.difference import Role, Submitter
    from registry.render import report

    if options.paths and (options.base or options.head):
        say("registry validate: give paths or --base/--head, not both")
        return USAGE
    submitter = Submitter(Role[options.role], options.authority)
    if submitter != Submitter() and not (options.base or options.head):
        say("registry validate: --as and --authority go with --base or --head")
        return USAGE
    with Bar() as bar:
        found = validate(
            options.root, options.today or _today(), options.paths, options.base, options.head, bar, submitter
        )
    if options.format == "json":
        show(report.as_json(found.checked, found.verdict, found.findings, found.changes))
    elif options.format == "github":
        show(report.as_annotations(found.checked, found.verdict, found.findings))
    else:
        show(report.as_text(found.checked, found.verdict, found.findings, options.lang, found.changes))
    return found.verdict.exit_code


def _changes(options: argparse.Namespace) -> int:
    from registry.commands.changes import changes
    from registry.render import change_words, report

    found = changes(options.root, options.base, options.head)
    if options.format == "json":
        show(report.inert_json({"changes": change_words.as_rows(found)}))
    elif options.format == "markdown":
        show(change_words.as_markdown(found, options.lang))
    else:
        nothing = [change_words.NOTHING.in_language(options.lang)]
        show(report.log(change_words.lines(found, options.lang) or nothing))
    return ACCEPTED


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

    from registry import cli_forge, cli_site
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
            cli_forge.provenance(options.root, options.remote, options.branch),
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
            show(cli_site.summary(publish_commit(options.root, options.publish, bar, done.tip)))
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


def _deadline(options: argparse.Namespace) -> int:
    from registry.commands.deadline import compute, named_clock, read_instant
    from registry.render import deadlines

    clock = None if options.clock is None else named_clock(options.clock)
    computed = compute(
        read_instant(options.instant), working_days=options.working_days, months=options.months, clock=clock
    )
    if options.format == "json":
        show(deadlines.as_json(computed, clock))
    else:
        show(deadlines.as_text(computed, options.lang, clock))
    return ACCEPTED


def _due(options: argparse.Namespace) -> int:
    from registry.commands.due import docket, end_of

    now = datetime.now(SHANGHAI) if options.as_of is None else end_of(options.as_of)
    with Bar() as bar:
        found = docket(options.root, now, options.authority, options.procedures, bar)
    if options.format == "ics":
        from registry.render.calendar_file import as_calendar

        sys.stdout.buffer.write(as_calendar(found))
        sys.stdout.flush()
        return ACCEPTED
    from registry.render import docket as render

    show(render.as_json(found) if options.format == "json" else render.as_text(found, options.lang))
    return ACCEPTED


def _codeowners(options: argparse.Namespace) -> int:
    from registry.commands import codeowners
    from registry.render.codeowners import PATH

    if options.check:
        if codeowners.is_current(options.root):
            return ACCEPTED
        show(f"{PATH}: not what authorities/ gives; run registry codeowners\n")
        return REJECTED
    show(f"{codeowners.write(options.root)}\n")
    return ACCEPTED


def _index(options: argparse.Namespace) -> int:
    from registry.adapters.git import Repository
    from registry.commands.register import write_index

    with Bar() as bar:
        count = write_index(options.root, Repository(options.root), staged=False, progress=bar)
    show(f"index: {count} files\n")
    return ACCEPTED


def _similar(options: argparse.Namespace) -> int:
    from registry.commands.similar import answer
    from registry.render import similar

    with Bar() as bar:
        found = answer(options.root, options.name, options.unit, bar)
    show(similar.as_json(found) if options.format == "json" else similar.as_text(found, options.lang))
    return found.verdict.exit_code


def _schemas(options: argparse.Namespace) -> int:
    from registry.commands import schemas

    if options.check:
        drifted = schemas.drifted(options.root)
        for path in drifted:
            show(f"{path}: differs from the models; run registry schemas\n")
        return REJECTED if drifted else ACCEPTED
    for path in schemas.write(options.root):
        show(f"{path}\n")
    return ACCEPTED


def _rules(options: argparse.Namespace) -> int:
    from registry.commands.rule_book import book, entries
    from registry.render.site import rule_book

    if options.format == "markdown":
        show(rule_book.as_markdown(book(), options.lang))
    else:
        show(rule_book.as_text(entries(), options.lang))
    return ACCEPTED


def _completion(options: argparse.Namespace) -> int:
    from registry import cli_completion

    show(cli_completion.script(_parser(), options.shell))
    return ACCEPTED


def _fmt(options: argparse.Namespace) -> int:
    from registry.commands.fmt import fmt, formatted

    if options.paths == [Path("-")]:
        content = sys.stdin.buffer.read()
        wanted = formatted(options.stdin_path, content)
        if not options.check:
            sys.stdout.buffer.write(wanted)
            sys.stdout.flush()
        return REJECTED if options.check and wanted != content else ACCEPTED
    try:
        changed = fmt(options.root, options.paths, check=options.check)
    except (OSError, ValueError) as error:
        raise Problem(str(error)) from error
    for path in changed:
        show(f"{path}\n")
    return REJECTED if changed and options.check else ACCEPTED


def _demo(options: argparse.Namespace) -> int:
    from registry.commands import demo

    if options.clear:
        for path in demo.clear(options.root):
            show(f"removed {path}\n")
        return ACCEPTED
    if options.out is None:
        say("registry demo: give --out DIR, or --clear")
        return USAGE
    with Bar() as bar:
        count = demo.make(options.root, options.out, options.apps, options.institutions, options.seed, bar)
    show(f"{count} files in {options.out}\n")
    return ACCEPTED
