"""`registry forge demo`: the whole story, told on a terminal."""

import argparse
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from registry.cli.arguments import Add
from registry.cli.output import show
from registry.core.text import Text

_PAUSE = 2.5
_DEMO = """\
从头到尾演示一个应用的经历：备案有误、机器人答复、更正、无写权限的审核人员批准、合并编号、公示；学校用议题备案选用；家长投诉、暂时下线、撤销、通知学校。
One app's life on a forge, from beginning to end: a filing with a mistake, the bot's answer, the correction, the approval of an officer
without write access, the merge and the number, the public site; a school files its use in an issue; a parent complains, the app is suspended and
revoked, the school's authority is told. All data is fictional; nothing leaves this machine, and no account is needed.

The people are played, and the forge is one in memory over a bare git repository; everything else is what runs in a real registry.

examples:
  registry forge demo                              watch it, then look at the site
  registry forge demo --no-serve --out site-demo   without a server: the site goes into a folder
"""


def add_to(add: Add) -> None:
    """Add the verb."""
    sub = add("demo", _demo, _DEMO)
    sub.add_argument("--out", type=Path, metavar="DIR", help="where the site goes (default: a new temporary folder)")  # fmt: skip
    sub.add_argument("--no-serve", action="store_true", help="do not show the site in a browser's reach; tell its folder")  # fmt: skip
    sub.add_argument("--port", type=int, default=8000, help="port to try first (default: 8000)")


def _demo(options: argparse.Namespace) -> int:
    from registry.commands.forge.demo import tell_story
    from registry.commands.serve import serve

    waits = sys.stdout.isatty()
    step = 0

    def tell(text: Text) -> None:
        nonlocal step
        step += 1
        if waits and step > 1:
            time.sleep(_PAUSE)
        show(f"\n{step:2}. {text.zh}\n    {text.en}\n")

    def quote(text: str) -> None:
        show("".join(f"    │ {line}\n" for line in text.splitlines()))

    out = options.out or Path(mkdtemp(prefix="registry-site-")) / "public"
    with TemporaryDirectory(prefix="registry-demo-") as place:
        number = tell_story(options.root, Path(place), out, tell, quote).number
    show(f"\n公示网站在 the site is in {out}\n")
    if options.no_serve:
        return 0
    page = f"r/{number[5:12]}.html"
    serve(out, options.port, lambda address: show(f"应用页面 the app's page: {address}{page}  (Ctrl+C 结束 to end)\n"))  # fmt: skip
    return 0
