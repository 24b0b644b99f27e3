"""Commands that build the public site, look at it, and check it."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from registry.cli.arguments import Add
from registry.cli.output import ACCEPTED, REJECTED, Bar, say, show

if TYPE_CHECKING:
    from registry.commands.publication import Publication
    from registry.commands.publish import PublishResult


_PUBLISH_EPILOG = """\
网站只取决于提交：同一提交、同样的参数，得到逐字节相同的文件。只生成有变化的部分；写完后一步切换，中途中断时旧网站保持完整。
比上次公示的少，就拒绝公示(除非用 --allow-shrinking 说明理由，理由一并公示)。
The site follows from the commit: the same commit gives the same bytes. What did not change is not made again; the new version is
shown in one step, so that a run that is stopped leaves the old site whole. A site that shows less than before is refused.

examples:
  registry publish --out public                             the site, with a table of files, bytes and budgets
  registry publish --out public --check                     is the folder still what its manifest says?
  registry publish --out public --queue queue.json          with the open submissions of `registry forge queue`
  registry publish --authority beijing --out part-beijing   one part, and then: registry assemble part-* --out public

exit codes: 0 published, 1 the folder differs from its manifest (--check), 2 refused or wrong usage
"""
_ASSEMBLE_EPILOG = """\
各部门的部分可以同时在不同机器上生成；拼合的结果与一次生成的逐字节相同，缺少或损坏的部分在此重新生成。
Parts can be built at the same time on machines of their own. What a part lacks, or what is damaged in it, is made here.

examples:
  registry parts                                            which parts there must be
  registry publish --authority beijing --out part-beijing
  registry publish --authority moe --out part-moe
  registry assemble part-beijing part-moe --out public
"""
_PARTS_EPILOG = """\
两行“名称=值”：提交，和需要各生成一个部分的主管部门(JSON 数组)；工作流把它们作为一个作业的输出，据此为每个部门开一个作业。
Two lines of the form name=value: the commit, and the authorities that need a part each, as a JSON array. The workflow takes them as
outputs of a job and starts a job for each authority.

examples:
  registry parts                                            commit=6f1c…  authorities=["anhui","beijing",…]
  registry parts >> "$GITHUB_OUTPUT"                        in a workflow
"""
_LIBRARIES_EPILOG = """\
网页用到的两个程序库(yaml、age-encryption)按 site/browser/package-lock.json 从 npm 取得、打包，只做一次；publish 和 serve 会自动做。
没有 npm 时临时从 PyPI 取得。取不到时网站照常生成，但网页上不能载入已有文件、不能加密。
Pages load two libraries when they need them. They come from npm as locked in site/browser/package-lock.json, are bundled once, and kept with
the packages of this interpreter; publish and serve see to it themselves. Where there is no npm, PyPI's is used for the moment.

example:
  registry libraries                                        before going where there is no network
"""
_WITHOUT = (
    "网页程序库取不到，网站照常生成，但网页上不能载入已有文件、不能加密；能访问 npm 时再运行一次即可。"
    "The browser libraries cannot be had: the site is built, but loading a filing and sealing are not possible in it; "
    "run again where npm's packages can be reached."
)


def add_to(add: Add) -> None:
    """Add the commands."""
    sub = add(
        "publish",
        _publish,
        "生成公示网站、接口和查询数据 build the public site, the API and the search data",
        _PUBLISH_EPILOG,
    )
    sub.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help="folder to publish into; unchanged files are neither made nor written",
    )
    sub.add_argument(
        "--authority",
        metavar="SLUG",
        help="build into DIR only the part that follows from one authority's filings, for registry assemble",
    )
    sub.add_argument(
        "--check", action="store_true", help="write nothing; fail if DIR differs from its own manifest"
    )

    _add_how_to_publish(sub)

    sub = add(
        "assemble",
        _assemble,
        "把各部门的部分拼成 publish 会生成的网站 join parts, one of each authority, to the site that publish would build",
        _ASSEMBLE_EPILOG,
    )
    sub.add_argument("parts", type=Path, nargs="+", metavar="PART", help="folders of publish --authority")
    sub.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder to publish into")
    _add_how_to_publish(sub)

    add(
        "parts",
        _parts,
        "列出提交和各需一个部分的主管部门 name the commit and the authorities of which each has a part of the site",
        _PARTS_EPILOG,
    )

    sub = add(
        "serve", _serve, "生成网站并在本机显示 build the site into a folder and show it on this machine"
    )
    sub.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="folder to build into (default: ROOT/public-local); its badges and codes name this machine, so do not upload it",
    )
    sub.add_argument("--port", type=int, default=8000, help="port to try first (default: 8000)")

    add(
        "libraries",
        _libraries,
        "取得并打包网页用到的程序库 get the libraries that pages load, and bundle them",
        _LIBRARIES_EPILOG,
    )


def _add_how_to_publish(sub: argparse.ArgumentParser) -> None:
    """What every way of building a site can be told."""
    sub.add_argument(
        "--queue", type=Path, metavar="FILE", help="open submissions, as `registry forge queue` wrote them"
    )
    before = sub.add_mutually_exclusive_group()
    before.add_argument(
        "--previous",
        type=Path,
        metavar="FILE",
        help="manifest.json of the site that is shown now, if DIR does not hold it",
    )
    before.add_argument(
        "--shown-at",
        metavar="URL",
        help="fetch it from the site itself; a site that is not there yet, or no URL, is told and goes on",
    )
    sub.add_argument(
        "--allow-shrinking",
        default="",
        metavar="REASON",
        help="publish less than before (refused otherwise); the reason is published too",
    )
    sub.add_argument(
        "--generator",
        choices=("mkdocs", "properdocs"),
        default="mkdocs",
        help="site generator for the hand-written pages (default: mkdocs)",
    )
    sub.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def summary(result: "PublishResult") -> str:
    """One line on what was published, in both languages."""
    counts = "，".join(f"{kind} {count}" for kind, count in result.counts.items())
    return f"{counts}；文件 files: {result.written} written, {result.unchanged} unchanged, {result.removed} removed\n"


def _publish(options: argparse.Namespace) -> int:
    from registry.commands.site import publish_commit

    if options.check:
        return _check_site(options.out)
    if options.authority:
        return _publish_part(options)
    _provide_libraries()
    with Bar() as bar:
        result = publish_commit(options.root, options.out, bar, publication=_how(options))
    return _show_published(options, result)


def _how(options: argparse.Namespace) -> "Publication":
    from registry.commands.publication import Publication

    shown = _shown_manifest(options.shown_at) if options.shown_at is not None else None
    return Publication(options.previous, options.allow_shrinking, options.generator, options.queue, shown)


def _shown_manifest(address: str) -> bytes | None:
    """Manifest of the site that the public sees at an address; None, and a word in the log, if there is none to compare with."""
    from registry.adapters.published_site import file_of
    from registry.render.site import addresses

    if not address:
        say("没有给出网址，不与已公示的网站比较 no address of the site: not compared with what is shown now")
        return None
    found = file_of(address, addresses.MANIFEST)
    if found is None:
        say(f"{address} 还没有公示过，不作比较 shows no site yet: there is nothing to compare with")
    return found


def _show_published(options: argparse.Namespace, result: "PublishResult") -> int:
    from registry.render import publish_table

    if options.format == "json":
        show(publish_table.as_json(result.counts, result.kinds))
    else:
        show(publish_table.as_text(result.kinds, options.lang) + summary(result))
    return ACCEPTED


def _publish_part(options: argparse.Namespace) -> int:
    from registry.commands.parts import build_part

    with Bar() as bar:
        part = build_part(options.root, options.authority, options.out, bar, publication=_how(options))
    show(f"{options.authority}：读取 read {part.records} 份 files，生成 made {part.files} 个 files\n")
    return ACCEPTED


def _parts(options: argparse.Namespace) -> int:
    from registry.commands.parts import planned

    plan = planned(options.root)
    show(f"commit={plan.commit}\nauthorities={json.dumps(plan.authorities, separators=(',', ':'))}\n")
    return ACCEPTED


def _assemble(options: argparse.Namespace) -> int:
    from registry.commands.parts import assemble

    _provide_libraries()
    with Bar() as bar:
        result = assemble(options.parts, options.root, options.out, bar, _how(options))
    return _show_published(options, result)


def _check_site(folder: Path) -> int:
    from registry.commands.check_site import faults_of
    from registry.render import report

    faults = list(faults_of(folder))
    show(report.log(faults))
    if not faults:
        show("与清单一致 the folder is as its manifest says\n")
    return REJECTED if faults else ACCEPTED


def _serve(options: argparse.Namespace) -> int:
    from registry.commands.publication import Publication
    from registry.commands.serve import serve
    from registry.commands.site import publish_commit

    out = options.out or options.root / "public-local"
    _provide_libraries()

    def build(address: str) -> None:
        with Bar() as bar:
            result = publish_commit(options.root, out, bar, publication=Publication(site_address=address))
        show(summary(result))

    serve(
        out,
        options.port,
        lambda address: show(f"公示网站 the public site: {address}  (Ctrl+C 结束 to end)\n"),
        build,
    )
    return ACCEPTED


def _libraries(_: argparse.Namespace) -> int:
    from registry.adapters import browser_libraries

    browser_libraries.provide()
    for name, content in browser_libraries.present().items():
        show(f"{name}  {len(content):,}\n")
    return ACCEPTED


def _provide_libraries() -> None:
    """A site without them is better than none: what is missing is told."""
    from registry.adapters import browser_libraries

    try:
        browser_libraries.provide()
    except browser_libraries.BrowserLibrariesError as error:
        say(f"{_WITHOUT} ({error})")
