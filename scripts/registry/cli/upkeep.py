"""Commands for those who keep the repository: files that follow from others, and the demonstration data."""

import argparse
from pathlib import Path

from registry.cli.arguments import Add
from registry.cli.output import ACCEPTED, REJECTED, USAGE, Bar, say, show


def add_to(add: Add) -> None:
    """Add the commands."""
    sub = add("schemas", _schemas, "由模型写出 schemas/ write schemas/ from the models")
    sub.add_argument(
        "--check",
        action="store_true",
        help="write nothing; fail if the committed files differ or are left over",
    )

    sub = add(
        "codeowners",
        _codeowners,
        "由 authorities/ 写出 .github/CODEOWNERS write .github/CODEOWNERS from authorities/",
    )
    sub.add_argument("--check", action="store_true", help="write nothing; fail if the committed file differs")

    sub = add(
        "demo",
        _demo,
        "写出虚构的登记数据，或清空以正式使用 write a fictional registry, or clear one for a real deployment",
    )
    sub.add_argument("--apps", type=int, default=120, help="how many apps (default: 120)")
    sub.add_argument("--institutions", type=int, default=300, help="how many institutions (default: 300)")
    sub.add_argument("--seed", type=int, default=1, help="the same seed gives the same bytes (default: 1)")
    sub.add_argument("--out", type=Path, metavar="DIR", help="empty folder to write into")
    sub.add_argument(
        "--clear",
        action="store_true",
        help="remove all filings, cases and decisions below ROOT, keeping the folders",
    )


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
