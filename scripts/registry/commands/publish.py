"""`registry publish`: from a snapshot to the whole public site, the same bytes for the same snapshot."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from registry.adapters.output import write_site
from registry.adapters.site_generator import GeneratedSite, SiteGeneratorError, generate, has_site
from registry.core.snapshot import Snapshot
from registry.render import addresses, api, shell
from registry.render.assemble import records_of
from registry.render.fragments import fragments
from registry.render.pages import Pages
from registry.render.records import Records
from registry.render.search_rows import search_file

Progress = Callable[[str, int, int], None]
"""Called with what is being made, how much of it is done, and how much there is."""

_REPORT_EVERY = 200
_CHECKOUT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class PublishResult:
    """What was published and what that took."""

    counts: Mapping[str, int]
    written: int
    unchanged: int
    removed: int


def publish(
    snapshot: Snapshot,
    root: Path,
    out: Path,
    epoch: int,
    extra_pages: Mapping[str, str],
    progress: Progress,
) -> PublishResult:
    """Write the site of a snapshot into `out`.

    `root` holds the site's source; a registry without one is shown with the pages of this checkout. `epoch` is the time of
    the commit; `extra_pages` is generated Markdown by its path below the hand-written pages.
    Raises UnpublishableError, ShellError, SiteGeneratorError or OutputError; none of them leaves a half-made page.
    """
    source = root if has_site(root) else _CHECKOUT
    if not has_site(source):
        raise SiteGeneratorError(f"{root} has no mkdocs.yml and site/pages to build the site from")
    progress("site", 0, 1)
    with ThreadPoolExecutor(1) as beside:
        building = beside.submit(generate, source, extra_pages, epoch, shell.SOURCE)
        records = records_of(snapshot)
        data = [*api.files(records), search_file(records)]
        generated = building.result()
    progress("site", 1, 1)
    expected = (
        len(generated.files)
        + len(data)
        + len(records.apps)
        + len(records.providers)
        + len(records.authorities)
        + 1
    )
    written = write_site(
        out, addresses.MARKER, _counted(_every(generated, records, data), expected, progress)
    )
    return PublishResult(
        counts={
            "apps": len(records.apps),
            "providers": len(records.providers),
            "authorities": len(records.authorities),
            "cases": len(records.cases),
            "uses": records.uses,
        },
        written=written.written,
        unchanged=written.unchanged,
        removed=written.removed,
    )


def _every(
    generated: GeneratedSite, records: Records, data: list[tuple[str, bytes]]
) -> Iterator[tuple[str, bytes]]:
    """Every file of the site."""
    pieces = fragments(records)
    for path, content in generated.files.items():
        yield path, shell.fill(content.decode(), pieces).encode() if path.endswith(".html") else content
    yield from Pages(shell.Shell.cut(shell.fill(generated.shell, pieces))).every(records)
    yield from data


def _counted(
    files: Iterator[tuple[str, bytes]], expected: int, progress: Progress
) -> Iterator[tuple[str, bytes]]:
    done = 0
    for done, file in enumerate(files, 1):
        if done % _REPORT_EVERY == 0:
            progress("files", done, max(done, expected))
        yield file
    progress("files", done, done)
