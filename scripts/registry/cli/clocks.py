"""Commands on time limits: one counted out, and all that run."""

import argparse
import sys
from datetime import datetime
from pathlib import Path

from registry.cli.arguments import Add, day
from registry.cli.output import ACCEPTED, Bar, show
from registry.core.clock import SHANGHAI

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


def add_to(add: Add) -> None:
    """Add the commands."""
    sub = add("deadline", _deadline, "逐日数出一个期限 count one deadline out, day by day", _DEADLINE_EPILOG)
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

    sub = add(
        "due",
        _due,
        "列出到期事项：超期在前，轮到谁、怎样数的 list what is due: overdue first, whose turn it is, how it was counted",
        _DUE_EPILOG,
    )
    sub.add_argument(
        "--authority", metavar="A", help="only in its remit, e.g. zhejiang or zhejiang/330100/330106"
    )
    sub.add_argument("--as-of", type=day, metavar="DATE", help="as at the end of this day (default: now)")
    sub.add_argument("--procedures", type=Path, metavar="FILE", help="submissions on their way, as JSON")
    sub.add_argument(
        "--format", choices=("text", "json", "ics"), default="text", help="ics: a calendar to subscribe to"
    )


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
