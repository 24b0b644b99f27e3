"""`registry publish`: from a snapshot to the whole public site, the same bytes for the same snapshot."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from markupsafe import Markup

from registry.adapters.output import write_site
from registry.adapters.site_generator import GeneratedSite, SiteGeneratorError, generate, has_site
from registry.core.snapshot import Snapshot
from registry.render.site import (
    addresses,
    api,
    badge,
    calendars,
    feeds,
    pages,
    reports,
    search,
    shell,
    sitemap,
    statistics,
)
from registry.render.site.assemble import records_of
from registry.render.site.bulk.downloads import Downloads
from registry.render.site.bulk.words import Words
from registry.render.site.deployment import Deployment
from registry.render.site.fragments import fragments
from registry.render.site.piece import Piece
from registry.render.site.records import Records
from registry.render.site.shell import Shell

Progress = Callable[[str, int, int], None]
"""Called with what is being made, how much of it is done, and how much there is."""

Product = Callable[[Records, Shell], Iterable[Piece]]

PRODUCTS: tuple[Product, ...] = (
    pages.pieces,
    badge.pieces,
    api.pieces,
    feeds.pieces,
    calendars.pieces,
    search.pieces,
    reports.pieces,
    statistics.pieces,
)
"""Everything that is made from the records, area by area."""

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
    Raises UnpublishableError, ShellError, DeploymentError, SiteGeneratorError or OutputError; none of them leaves a half-made page.
    """
    source = root if has_site(root) else _CHECKOUT
    if not has_site(source):
        raise SiteGeneratorError(f"{root} has no mkdocs.yml and site/pages to build the site from")
    progress("site", 0, 1)
    with ThreadPoolExecutor(1) as beside:
        building = beside.submit(generate, source, extra_pages, epoch, shell.SOURCE)
        records = records_of(snapshot)
        generated = building.result()
    progress("site", 1, 1)
    written = write_site(out, addresses.MARKER, _counted(_every(generated, records), progress))
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


def _every(generated: GeneratedSite, records: Records) -> Iterator[Piece]:
    """Every file of the site."""
    deployment = Deployment.configured(
        generated.settings.get("site_address"), generated.settings.get("repository")
    )
    own = Downloads(records)
    words = Words(fragments(records, deployment), own)
    yield from own.pieces(None)  # before the page that tells how large they are, so that none is made twice
    for path, content in generated.files.items():
        yield Piece(
            path, partial(_filled, content, words) if path.endswith(".html") else partial(bytes, content)
        )
    frame = shell.Shell.cut(shell.fill(generated.shell, words), deployment)
    by_hand = [path for path in generated.files if path.endswith(".html")]
    yield from sitemap.pieces(records, by_hand, deployment)
    for product in PRODUCTS:
        yield from product(records, frame)


def _filled(content: bytes, words: Mapping[str, Markup]) -> bytes:
    return shell.fill(content.decode(), words).encode()


def _counted(pieces: Iterator[Piece], progress: Progress) -> Iterator[tuple[str, bytes]]:
    every = list(pieces)
    for done, piece in enumerate(every, 1):
        if done % _REPORT_EVERY == 0:
            progress("files", done, len(every))
        yield piece.path, piece.make()
    progress("files", len(every), len(every))
