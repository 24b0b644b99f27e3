"""Commands on spreadsheets: filings from rows, and rows from filings."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from registry.cli.arguments import Add, day, today
from registry.cli.output import ACCEPTED, USAGE, Bar, say, show
from registry.core.problem import Problem

if TYPE_CHECKING:
    from registry.commands.filing_branch import Made
    from registry.commands.import_sheet import Imported

_KINDS = ("users", "mini-programs")
_KIND = "users: institutions' uses of apps (default); mini-programs: those that a platform operator gathers (Art. 10)"
_IMPORT = """\
把表格的每一行变成备案：县、市教育行政部门一次为几百所学校备案。先下载模板，填写后导入；有错时逐格说明，一个文件也不写。
Makes filings of the rows of a spreadsheet: a bureau files for some hundred schools at once. Take the template, fill it in, import it. Whatever is
wrong is said at its cell, all of it in one run, and then nothing is written.

A school that has a filing keeps it: rows are merged into it, its comments stay, apps that no row names stay. The column 处理 takes
结束使用 (end) where a use ends.

examples:
  registry import --template users.xlsx                          the template, with lists, an example and explanations
  registry import schools.xlsx                                   check, and write the files into filings/
  registry import schools.xlsx --authority zhejiang/330100/330106 --branch schools-2026
                                                                 check, and make one branch that is ready for a pull request
  registry import schools.csv --check --format json              only check
  registry import schools.xlsx --check --all                     each finding by itself; those of one rule that refuse nothing are else taken together

exit codes: 0 done, 3 done, and a person must decide on something, 1 refused and nothing written, 2 wrong usage or unreadable place
"""

_EXPORT = """\
把已有的备案写成同一种表格，改好后再导入；没有改动的备案导入后逐字节不变。
Writes filings as the spreadsheet that `registry import` reads. What is not changed in it stays as it is, byte for byte.

examples:
  registry export --authority zhejiang/330100/330106 --out schools.xlsx
  registry export --unit 12330106MB9000H01T --out one.csv
  registry export filings/users/moe/*.yaml --out universities.xlsx --lang en

exit codes: 0 written, 2 wrong usage, or a filing that cannot be read
"""


def add_to(add: Add) -> None:
    """Add the commands."""
    sub = add(
        "import",
        _import,
        "由表格的各行生成备案，或指出哪一格有什么错 make filings of the rows of a spreadsheet, or say what is wrong in which cell",
        _IMPORT,
    )
    sub.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a workbook (.xlsx) or CSV file")
    sub.add_argument(
        "--template",
        type=Path,
        metavar="FILE",
        help="write the empty spreadsheet to fill in (.xlsx or .csv), and end",
    )
    sub.add_argument("--kind", choices=_KINDS, default="users", help=_KIND)
    sub.add_argument(
        "--authority",
        default="",
        metavar="FOLDER",
        help="the competent authority of all rows, such as zhejiang/330100/330106; rows may leave it out",
    )
    sub.add_argument(
        "--branch",
        default="",
        metavar="NAME",
        help="write no files here, but make a branch with one commit, judged as its pull request will be",
    )
    sub.add_argument(
        "--base", default="HEAD", metavar="REV", help="with --branch: on top of which commit (default: HEAD)"
    )
    sub.add_argument("--check", action="store_true", help="write nothing")
    sub.add_argument(
        "--all",
        action="store_true",
        dest="every",
        help="tell each finding by itself, also where one rule says the same of many rows",
    )
    sub.add_argument(
        "--today",
        type=day,
        metavar="DATE",
        help="judge as on this day (default: today in Shanghai)",
    )
    sub.add_argument("--format", choices=("text", "json"), default="text")

    sub = add(
        "export",
        _export,
        "把备案写成 import 能读的表格 write filings as the spreadsheet that import reads",
        _EXPORT,
    )
    sub.add_argument("paths", nargs="*", metavar="PATH", help="filings of institutions (default: all)")
    sub.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="the spreadsheet to write, .xlsx or .csv"
    )
    sub.add_argument("--kind", choices=_KINDS, default="users", help=_KIND)
    sub.add_argument(
        "--authority",
        default="",
        metavar="FOLDER",
        help="only those in this authority's folder, and in the folders below it",
    )
    sub.add_argument("--unit", default="", metavar="USCC", help="only the filing of one unit")


def _export(options: argparse.Namespace) -> int:
    from registry.adapters.source import WorkTree
    from registry.commands import export_sheet
    from registry.core.sheet.kinds import KINDS
    from registry.render.sheet import template

    kind = KINDS[options.kind]
    with Bar() as bar:
        source = WorkTree(options.root)
        found = list(export_sheet.filings(source, kind, options.authority, options.unit, options.paths, bar))
    if not found:
        raise Problem("no filing is of this kind, authority or unit 没有符合条件的备案")
    lines = export_sheet.lines(kind, found, options.lang)
    if options.out.suffix == ".csv":
        content = template.as_csv(kind.sheets[0], lines[0], example=False)
    else:
        content = template.as_xlsx(kind, lines, options.lang, example=False)
    export_sheet.write(options.out, content)
    show(f"{options.out}：{len(found)} 个单位 units，{len(lines[0])} 行 rows\n")
    return ACCEPTED


def _import(options: argparse.Namespace) -> int:
    if options.template is not None:
        return _template(options.template, options.kind)
    if options.file is None:
        say("registry import: give a FILE, or --template FILE")
        return USAGE
    if options.branch and options.check:
        say("registry import: --check writes nothing, so it makes no --branch")
        return USAGE
    if options.branch:
        return _import_to_branch(options)
    from registry.adapters import all_or_none, surroundings
    from registry.adapters.source import WorkTree
    from registry.commands.import_sheet import read_sheet
    from registry.core.finding import Verdict
    from registry.core.sheet.kinds import KINDS

    with Bar() as bar, surroundings.of_work_tree(options.root, bar) as around:
        source, kind = WorkTree(options.root), KINDS[options.kind]
        made = read_sheet(options.file, kind, source, around, _today(options), options.authority, bar)
    writes = made.verdict is not Verdict.reject and not options.check
    if writes:
        all_or_none.write(options.root, made.files)
    return _tell(options, made, written=writes)


def _import_to_branch(options: argparse.Namespace) -> int:
    from registry.adapters import git_branch, surroundings
    from registry.adapters.git import GitTree, Repository
    from registry.commands import filing_branch
    from registry.commands.import_sheet import read_sheet
    from registry.core.finding import Verdict
    from registry.core.sheet.cell_finding import CellFinding
    from registry.core.sheet.kinds import KINDS

    repository, kind = Repository(options.root), KINDS[options.kind]
    git_branch.refuse_name(repository, options.branch)
    base = repository.commit(options.base)
    with Bar() as bar:
        with GitTree(repository, base) as tree:
            around = surroundings.of_commit(tree, bar)
            made = read_sheet(options.file, kind, tree, around, _today(options), options.authority, bar)
        if made.verdict is Verdict.reject or not made.files:
            return _tell(options, made, written=False)
        if kind.name == "users" and len(folders := filing_branch.folders_of(made.files)) > 1:
            raise Problem(
                f"the rows belong to several authorities ({', '.join(folders[:5])}): one branch is of one; give --authority, or divide the "
                "sheet 一个分支只含一个主管部门的备案，请用 --authority 或拆分表格"
            )
        message = f"File {len(made.files)} filings from a spreadsheet"
        done = filing_branch.make(
            options.root, base, options.branch, made.files, message, _today(options), bar
        )
    told = {(one.finding.code, one.finding.path, one.finding.field) for one in made.findings}
    made.findings += [
        CellFinding(one) for one in done.findings if (one.code, one.path, one.field) not in told
    ]
    return _tell(options, made, written=bool(done.branches), branches=done)


def _tell(
    options: argparse.Namespace, made: "Imported", *, written: bool, branches: "Made | None" = None
) -> int:
    from registry.render.sheet import report

    names = [one.name for one in branches.branches] if branches else []
    if options.format == "json":
        files = sorted(made.files) if written else ()
        show(report.as_json(made.findings, made.changes, made.verdict, files, names))
    else:
        counts = report.counts(
            made.rows,
            made.units,
            len(made.files),
            made.left_out,
            made.kept,
            written=written,
            to_branch=bool(names),
        )
        show(
            report.as_text(
                made.findings, made.changes, made.verdict, counts, options.lang, every=options.every
            )
        )
        if branches and names:
            steps = report.next_steps(
                branches.submitter, options.base, [(one.name, one.files) for one in branches.branches]
            )
            show(steps.in_language(options.lang))
    return made.verdict.exit_code


def _today(options: argparse.Namespace) -> date:
    return options.today or today()


def _template(path: Path, kind_name: str) -> int:
    from registry.commands import export_sheet
    from registry.core.sheet.kinds import KINDS
    from registry.render.sheet import template

    kind = KINDS[kind_name]
    content = template.as_csv(kind.sheets[0], ()) if path.suffix == ".csv" else template.as_xlsx(kind, {})
    export_sheet.write(path, content)
    show(f"{path}\n")
    return ACCEPTED
