"""`registry report`: arguments -> the command."""

import argparse
from pathlib import Path

from registry.cli.arguments import Add, day, today
from registry.cli.output import ACCEPTED, show

_SUMMARY = "第二十三条的定期报告 the periodic oversight report (Art. 23): progress, timeliness, abandonments, complaints, enforcement"
_EPILOG = """\
按第二十三条定期通报：进展、时限、放弃、投诉、监督处理、使用者备案。每个数字都写明来自哪份清单的哪些行，可以重新数出来。
Every figure says from which rows of which list it is counted; with --out the lists lie beside it, so that anybody can count again.
What the ledger does not know is said to be not known: the length of decisions whose submission was not recorded, and, without
--queue, submissions that came to nothing. Nothing is nought because nobody brought it.

examples:
  registry report --period 2026-Q3                        figures on the terminal
  registry report --period 2026-H1 --authority beijing    of one authority
  registry report --period 2026 --format csv > figures.csv
  registry report --period 2026-09 --out report/          report.html to print or send, figures and lists as CSV, JSON, Markdown
  registry forge queue --out queue.json && registry report --period 2026-Q3 --queue queue.json

exit codes: 0 made, 2 wrong usage, or the records cannot be read
"""


def add_to(add: Add) -> None:
    """Add the command."""
    sub = add("report", _run, _SUMMARY, _EPILOG)
    sub.add_argument("--period", required=True, metavar="P", help="2026, 2026-H1, 2026-Q3 or 2026-09")
    sub.add_argument("--authority", default="", metavar="SLUG", help="only of this one, e.g. beijing (default: all, with a line for each)")  # fmt: skip
    sub.add_argument("--format", choices=("text", "json", "csv", "html", "md"), default="text")
    sub.add_argument("--out", type=Path, metavar="DIR", help="write the document, the figures and the lists into this folder")  # fmt: skip
    sub.add_argument("--queue", type=Path, metavar="FILE", help="submissions, as `registry forge queue` wrote them")  # fmt: skip
    sub.add_argument("--as-of", type=day, metavar="DATE", help="as on this day (default: today in Shanghai)")  # fmt: skip


def _run(options: argparse.Namespace) -> int:
    from registry.commands import report
    from registry.render import report_document
    from registry.render.site.reports import as_document

    as_of = options.as_of or today()
    made = report.make(options.root, options.period, as_of, options.authority, options.queue)
    if options.out is not None:
        show("".join(f"{path}\n" for path in report.write(made, options.out, options.lang)))
        return ACCEPTED
    found, names = made.report, made.names
    if options.format == "json":
        show(report_document.as_json(found, names))
    elif options.format == "csv":
        show(report_document.figures_csv(found).decode())
    elif options.format == "html":
        show(as_document(found, names, options.lang, {}).decode())
    elif options.format == "md":
        show(report_document.as_markdown(found, names, options.lang))
    else:
        show(report_document.as_text(found, names, options.lang))
    return ACCEPTED
