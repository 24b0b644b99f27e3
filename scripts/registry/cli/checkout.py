"""Commands about the checkout itself: its hook, its state, and the completion of the shell."""

import argparse
import sys
from datetime import datetime

from registry.cli.arguments import Add, today
from registry.cli.output import ACCEPTED, REJECTED, Bar, show
from registry.core.clock import SHANGHAI

_HOOK_EPILOG = """\
提交前核对：备案一旦提交就留在历史里，个人信息删不掉，所以要在提交之前拦下。
What git has taken once it cannot forget, so that a phone number has to be found before the commit. The hook judges what is staged, by
the same rules as `registry validate`, and asks for canonical form. It lies in the folder of git, not in the checkout: a
branch of a stranger cannot bring one along.

examples:
  registry hook install              once for each clone
  registry hook run                  what the hook would say now
  registry hook remove

exit codes: 0 done, or nothing stops the commit; 1 the commit is stopped; 2 wrong usage, or another hook is there
"""


_DOCTOR_EPILOG = """\
逐项检查本机的环境、git 设置、所改的备案，说明为什么要紧、用哪条命令处理。
Looks at the environment, the settings of git and the filings that this branch changes; says why each matters and what mends it.

examples:
  registry doctor
  registry doctor --fix              does what changes only settings of this clone (marked *)
  registry doctor --format json

exit codes: 0 no problems (notes may be left), 1 there are problems, 2 this is no registry
"""


def add_to(add: Add) -> None:
    """Add the commands."""
    sub = add("hook", _hook, "每次 git 提交前核对备案 check filings before each git commit", _HOOK_EPILOG)
    sub.add_argument("action", choices=("install", "run", "remove"))

    sub = add(
        "doctor",
        _doctor,
        "检查本机的仓库有什么不对、怎样处理 what is wrong with this checkout, and what mends it",
        _DOCTOR_EPILOG,
    )
    sub.add_argument("--fix", action="store_true", help="do what is safe: only settings of this clone")
    sub.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def _hook(options: argparse.Namespace) -> int:
    from registry.commands import hook
    from registry.render import hook as words
    from registry.render import report
    from registry.rules.personal_data import CODES

    def tell(text: str) -> None:
        show(f"{text}\n")

    if options.action == "install":
        path = hook.install(options.root, sys.executable, options.lang)
        tell(words.INSTALLED.fill(path=str(path)).in_language(options.lang))
        return ACCEPTED
    if options.action == "remove":
        tell((words.REMOVED if hook.remove(options.root) else words.NONE).in_language(options.lang))
        return ACCEPTED
    with Bar() as bar:
        staged = hook.judge_staged(options.root, today(), bar)
    found = staged.outcome
    if found.findings:
        show(report.as_text(found.checked, found.verdict, found.findings, options.lang))
    why = words.why_stopped(found.findings, staged.unformatted, CODES, options.lang)
    show(report.log(why))
    return REJECTED if why else ACCEPTED


def _doctor(options: argparse.Namespace) -> int:
    from registry.commands import doctor
    from registry.core.checkup import State
    from registry.render import doctor as words

    now = datetime.now(SHANGHAI)
    with Bar() as bar:
        found = doctor.examine(options.root, now, bar)
        done = doctor.mend(options.root, found, options.lang) if options.fix else []
        if done:
            found = doctor.examine(options.root, now, bar)
    show(words.as_json(found, done) if options.format == "json" else words.as_text(found, options.lang, done))
    return REJECTED if any(one.state is State.bad for one in found) else ACCEPTED
