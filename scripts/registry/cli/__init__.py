"""Arguments -> one command. A module for each family of commands; `output` is the only place that prints."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from registry.cli import (
    checkout,
    clocks,
    completion,
    filing,
    forge,
    judging,
    ledger,
    report,
    sealing,
    sheet,
    site,
    upkeep,
)
from registry.cli.output import USAGE, say
from registry.core.problem import Problem

_FAMILIES = (filing, judging, ledger, clocks, report, sheet, sealing, site, checkout, upkeep)
"""In the order in which `--help` lists their commands: of those who file first, of those who keep the repository last."""

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

    for family in _FAMILIES:
        family.add_to(add)
    completion.add_to(add, _parser)
    forge.add_to(commands, common)
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
