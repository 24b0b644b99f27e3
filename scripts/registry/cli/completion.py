"""Completion of the shell, written from the parser itself, so that it knows every command and option that there is."""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from registry.cli.arguments import Add
from registry.cli.output import ACCEPTED, show

_SHELLS = ("bash", "zsh", "fish", "powershell")
_SUMMARY = "输出命令行补全脚本 print the completion script of a shell"
_EPILOG = """\
命令、选项、文件、主管部门和备案号按 Tab 补全。
Commands, options, files, authorities and filing numbers are completed with Tab.

examples:
  registry completion bash > ~/.local/share/bash-completion/completions/registry
  registry completion zsh  > "${fpath[1]}/_registry"
  registry completion fish > ~/.config/fish/completions/registry.fish
  registry completion powershell >> $PROFILE
"""

# Within single quotes and without a dollar sign, so that every shell reads them alike.
_AUTHORITIES = "ls authorities 2>/dev/null | grep yaml | cut -d. -f1"
# The digits, since nobody has a shell complete 教APP备; all commands take them.
_NUMBERS = "cut -f3 index/numbers/*.tsv 2>/dev/null | tr -cd '0-9\\n'"
_FILES = frozenset({"FILE", "PATH"})


def add_to(add: Add, parser: Callable[[], argparse.ArgumentParser]) -> None:
    """Add the command; `parser` makes the whole one anew."""

    def run(options: argparse.Namespace) -> int:
        show(_script(parser(), options.shell))
        return ACCEPTED

    sub = add("completion", run, _SUMMARY, _EPILOG)
    sub.add_argument("shell", choices=_SHELLS)


def _script(parser: argparse.ArgumentParser, shell: str) -> str:
    import shtab

    for action in _actions(parser):
        _say_what_fits(action)
    return str(shtab.complete(parser, shell))


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """All arguments of a parser and of the commands below it."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _actions(below)


def _say_what_fits(action: argparse.Action) -> None:
    """Tell shtab what an argument takes, by its name and its placeholder."""
    import shtab

    if action.choices is not None or action.nargs == 0:
        return
    metavar = str(action.metavar or "")
    if action.dest in ("authority", "slug"):
        action.complete = shtab.cmd(_AUTHORITIES)  # type: ignore[attr-defined]
    elif action.dest in ("asked", "like", "number"):
        action.complete = shtab.cmd(_NUMBERS)  # type: ignore[attr-defined]
    elif metavar == "DIR" or action.dest == "parts":
        action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    elif metavar in _FILES or action.type is Path:
        action.complete = shtab.FILE  # type: ignore[attr-defined]
