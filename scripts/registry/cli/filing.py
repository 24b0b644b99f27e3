"""Commands for those who file: asking for a filing."""

import argparse
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from registry.cli.arguments import Add
from registry.cli.output import ACCEPTED, REFERRED, REJECTED, USAGE, Bar, say, show
from registry.core.clock import SHANGHAI
from registry.core.finding import Verdict

_NEW_EPILOG = """\
逐项提问，当即核对，写到规定的位置，并说明下一步。中断不丢失：再次运行即从断处继续。
One question for each field; each answer is checked at once by the rules of `registry validate`. Nothing is lost by stopping.
Answers may also come from a file, from --set, or from a pipe (one line each); then only what is required is asked for.

examples:
  registry new provider                                  a provider's filing: the unit, its systems, its apps (Annex 1)
  registry new user                                      a school's or bureau's filing of the apps that it uses (Annex 2)
  registry new case --authority beijing                  an enforcement case (Art. 24)
  registry new provider --answers draft.yaml             from values in the form of a filing; what is missing is asked for
  registry new user --from 12330106MB9000H01X            offers the answers of a filing that is there: a number, a code or a path
  registry new provider --answers draft.yaml --set 'apps[0].version=1.10' < /dev/null      asks nothing

exit codes: 0 written, 3 written and a person must decide, 1 not written since it would be refused, 2 stopped (the draft is kept)
or wrong usage
"""


def add_to(add: Add) -> None:
    """Add the commands."""
    sub = add(
        "new",
        _new,
        "回答问题，写出一份备案 write a filing by answering questions in the terminal",
        _NEW_EPILOG,
    )
    sub.add_argument("kind", choices=("provider", "user", "case"), metavar="provider|user|case")
    sub.add_argument(
        "--answers", type=Path, metavar="FILE", help="values in the form of a filing, YAML or JSON"
    )
    sub.add_argument(
        "--set",
        dest="settings",
        action="append",
        default=[],
        type=_setting,
        metavar="FIELD=VALUE",
        help="one answer, as it would be typed, such as unit.unit_type=enterprise; may be repeated",
    )
    sub.add_argument(
        "--from",
        dest="like",
        default="",
        metavar="NUMBER|CODE|PATH",
        help="offer the answers of a filing that is there",
    )
    sub.add_argument(
        "--authority",
        default="",
        metavar="SLUG",
        help="whose case it is, such as beijing; of a provider filing: who checks it, where that does not follow from the province (moe)",
    )
    sub.add_argument(
        "--fresh", action="store_true", help="begin anew; a draft that is there gets another name"
    )
    sub.add_argument(
        "--resume", action="store_true", help="go on with a draft where the answers come from a pipe"
    )


def _setting(text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not equals or not field:
        raise argparse.ArgumentTypeError(f"{text}: write it as field=value")
    return field.strip(), value


class Terminal:
    """A person at a terminal, or lines from a pipe. `bar` shows the progress of what comes before the conversation."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self.is_person = sys.stdin.isatty()
        if self.is_person:
            # With it lines can be edited, Chinese ones too; the console of Windows edits lines itself.
            with suppress(ImportError):
                import readline  # noqa: F401

    def ask(self) -> str:
        """One line."""
        if self.is_person:
            return input("> ")
        line = sys.stdin.buffer.readline()
        if not line:
            raise EOFError
        return line.decode("utf-8", "replace")

    def tell(self, lines: Iterable[str]) -> None:
        """Lines to stdout."""
        self._bar.stop()
        show("".join(f"{line}\n" for line in lines))


def _new(options: argparse.Namespace) -> int:
    from registry.commands.new.command import Wish, new
    from registry.commands.new.filing import Rejected
    from registry.commands.new.interview import Stopped
    from registry.render import asking

    bar = Bar()
    terminal = Terminal(bar)
    if options.authority and options.kind != "case":
        say(
            "registry new: --authority goes with case; of other filings the authority follows from the answers"
        )
        return USAGE
    wish = Wish(
        options.kind, options.lang, options.authority, options.answers, dict(options.settings), options.like,
        resume=not options.fresh and (options.resume or terminal.is_person),
    )  # fmt: skip
    try:
        with bar:
            verdict = new(options.root, wish, terminal, datetime.now(SHANGHAI), bar)
    except Rejected as error:
        say(str(error))
        return REJECTED
    except Stopped as stopped:
        say("")
        if stopped.missing:
            say(asking.missing(stopped.missing, options.lang))
        words = asking.STOPPED.fill(count=str(stopped.count), path=str(stopped.draft), kind=options.kind)
        say(words.in_language(options.lang))
        return USAGE
    return REFERRED if verdict is Verdict.refer else ACCEPTED
