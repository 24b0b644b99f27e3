"""Commands that judge filings, tell what they change, and mend how they are written."""

import argparse
import sys
from pathlib import Path

from registry.cli.arguments import Add, day, today
from registry.cli.output import ACCEPTED, REJECTED, USAGE, Bar, say, show
from registry.core.problem import Problem

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


def add_to(add: Add) -> None:
    """Add the commands."""
    sub = add(
        "validate",
        _validate,
        "按格式和《办法》条文核对备案 judge filings by their form and by the articles of the Measures",
    )
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
        "--today", type=day, metavar="DATE", help="judge as on this day (default: today in Shanghai)"
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
        "用文字逐项说明两个提交之间改了什么，不作判断 tell field by field what differs between two commits, in words; nothing is judged",
        _CHANGES_EPILOG,
    )
    sub.add_argument("--base", required=True, metavar="REV", help="commit to compare with, such as main")
    sub.add_argument("--head", default="HEAD", metavar="REV", help="commit that is compared (default: HEAD)")
    sub.add_argument(
        "--format", choices=("text", "json", "markdown"), default="text", help="markdown: for a comment"
    )

    sub = add(
        "similar",
        _similar,
        "名称可用、已被占用，还是与他人的应用过于接近 is a name free, taken (rejected), or too close to another provider's app (a person decides)?",
    )
    sub.description = _SIMILAR
    sub.add_argument("name", metavar="NAME", help="the name as it would stand in the filing, in quotes")
    sub.add_argument("--unit", default="", metavar="USCC", help="your own code: your other apps do not count")
    sub.add_argument("--format", choices=("text", "json"), default="text")

    sub = add("rules", _rules, "列出全部规则：编号、结论、条文 list all rules with code, verdict and article")
    sub.add_argument(
        "--format", choices=("text", "markdown"), default="text", help="markdown: the rule-book page"
    )

    sub = add(
        "fmt",
        _fmt,
        "只改写法不改内容：字节序标记、换行、引号、模式行 mend what can be mended in filings: byte order mark, line ends, quotes, modeline",
        _FMT_EPILOG,
    )
    sub.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="- for stdin, to stdout")
    sub.add_argument("--check", action="store_true", help="write nothing; fail if a file would change")
    sub.add_argument(
        "--stdin-path", default="", metavar="PATH", help="with -: where the text lies in the registry"
    )


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
            options.root, options.today or today(), options.paths, options.base, options.head, bar, submitter
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


def _similar(options: argparse.Namespace) -> int:
    from registry.commands.similar import answer
    from registry.render import similar

    with Bar() as bar:
        found = answer(options.root, options.name, options.unit, bar)
    show(similar.as_json(found) if options.format == "json" else similar.as_text(found, options.lang))
    return found.verdict.exit_code


def _rules(options: argparse.Namespace) -> int:
    from registry.commands.rule_book import book, entries
    from registry.render.site import rule_book

    if options.format == "markdown":
        show(rule_book.as_markdown(book(), options.lang))
    else:
        show(rule_book.as_text(entries(), options.lang))
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
