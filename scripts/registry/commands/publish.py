"""`registry publish`: from a snapshot to the whole public site, the same bytes for the same snapshot."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from markupsafe import Markup

from registry.adapters import build_state, generated_cache
from registry.adapters.build_state import BuildState, untouched
from registry.adapters.load import bulk
from registry.adapters.output import Staging, notes_beside
from registry.adapters.site_generator import GeneratedSite
from registry.adapters.tool_version import tool_version
from registry.commands import check_tables, form_sources
from registry.commands.build import NOT_READY, Build, KindTotal, Progress, Ready
from registry.commands.form_scope import scope_fragments
from registry.commands.form_sources import Read
from registry.commands.publication import (
    PLAINLY,
    Counts,
    Publication,
    counts_of,
    manifest_pieces,
    publication_of,
    refuse_to_shrink,
)
from registry.commands.queue_file import digest_of, read_queue
from registry.commands.site_source import SiteSource
from registry.core.snapshot import Snapshot
from registry.render.site import (
    addresses,
    api,
    badge,
    calendars,
    changes,
    feeds,
    form,
    pages,
    reports,
    search,
    sheet_templates,
    shell,
    sitemap,
    statistics,
)
from registry.render.site.assemble import records_of
from registry.render.site.bulk.downloads import Downloads
from registry.render.site.bulk.words import Words
from registry.render.site.deployment import Deployment
from registry.render.site.fingerprint import fingerprint
from registry.render.site.fragments import fragments
from registry.render.site.piece import Piece
from registry.render.site.records import Records
from registry.render.site.shell import Shell

__all__ = [
    "PART_PRODUCTS",
    "PRODUCTS",
    "PublishResult",
    "as_it_is",
    "build_site",
    "every_piece",
    "inputs_of",
    "publish",
    "record_pieces",
    "version_of",
]

Product = Callable[[Records, Shell], Iterable[Piece]]

PRODUCTS: tuple[Product, ...] = (
    pages.pieces,
    badge.pieces,
    api.pieces,
    feeds.pieces,
    calendars.pieces,
    search.pieces,
    form.pieces,
    reports.pieces,
    statistics.pieces,
    changes.pieces,
    check_tables.pieces,
    sheet_templates.pieces,
)
"""Everything that is made from the records, area by area."""

PART_PRODUCTS: tuple[Product, ...] = (pages.pieces, badge.pieces, api.block_pieces)
"""Of these, what follows from the filings of one authority, the ledger and the cases: most files of the site."""


@dataclass(frozen=True, slots=True)
class PublishResult:
    """What was published and what that took. `kinds`: every kind of file, as in the table of budgets."""

    counts: Mapping[str, int]
    written: int
    unchanged: int
    removed: int
    kinds: tuple[KindTotal, ...] = ()


def publish(
    snapshot: Snapshot,
    root: Path,
    out: Path,
    epoch: int,
    extra_pages: Mapping[str, str],
    progress: Progress,
    publication: Publication = PLAINLY,
    *,
    ready: Ready = NOT_READY,
    read: Read | None = None,
) -> PublishResult:
    """Write the site of a snapshot into `out`.

    `root` holds the site's source; a registry without one is shown with the pages of this checkout. `epoch` is the time of
    the commit; `extra_pages` is generated Markdown by its path below the hand-written pages; `ready` gives what was made elsewhere; `read` the
    text of a filing, without which the site holds none.
    Raises UnpublishableError, ShellError, DeploymentError, SiteGeneratorError or OutputError; with any of them the site stays as it was.
    """
    source = SiteSource.of(root, extra_pages, publication.generator, publication.site_address)
    key, notes = source.key(), notes_beside(out.resolve())
    progress("site", 0, 1)
    with ThreadPoolExecutor(1) as beside:
        building = beside.submit(source.made, epoch, notes, key)
        with bulk():
            records = records_of(snapshot, read_queue(publication.queue))
        generated = building.result()
    progress("site", 1, 1)
    counts = counts_of(snapshot, records)
    inputs = inputs_of(snapshot.commit, key, publication)
    more = form_sources.pieces(snapshot.providers, snapshot.replay, read) if read else ()
    result = build_site(
        records, counts, generated, out, progress, publication, inputs=inputs, ready=ready, more=more
    )
    generated_cache.write(notes, key, generated)
    return result


def inputs_of(commit: str, source: str, publication: Publication) -> str:
    """Everything that a whole site follows from: the data of a commit, the key of the hand-written half, which knows the tool, and the queue."""
    return fingerprint(commit, source, digest_of(publication.queue))


def as_it_is(out: Path, inputs: str) -> PublishResult | None:
    """The site that the folder holds, if it was made from just this and nobody touched it since; None if it must be built."""
    state = build_state.read(notes_beside(out.resolve()), out / addresses.MANIFEST)
    if not inputs or state.inputs != inputs or not untouched(out, addresses.MARKER, state):
        return None
    kinds: dict[str, KindTotal] = {}
    for path, made in state.files.items():
        KindTotal.count(kinds, path, made.recorded.size)
    return PublishResult(state.counts, 0, len(state.files), 0, tuple(kinds.values()))


def build_site(
    records: Records,
    counts: Counts,
    generated: GeneratedSite,
    out: Path,
    progress: Progress,
    publication: Publication = PLAINLY,
    *,
    inputs: str = "",
    ready: Ready = NOT_READY,
    more: Iterable[Piece] = (),
) -> PublishResult:
    """The same from records and from what the site generator made. `ready` gives what was made elsewhere; `more` are files beside them."""
    staging = Staging(out, addresses.MARKER)
    shown = {
        "apps": len(records.apps),
        "providers": len(records.providers),
        "authorities": len(records.authorities),
        "cases": len(records.cases),
        "uses": records.uses,
    }
    try:
        previous = publication.before(out)
        refuse_to_shrink(previous, counts, publication.allow_shrinking)
        before = build_state.read(staging.notes, out / addresses.MANIFEST)
        build = Build(staging, before, version_of(generated), ready)
        build.take_all(chain(every_piece(generated, records), more), progress)
        for piece in manifest_pieces(build.listed(), records, counts):
            build.take(piece)
        manifest = build.after[addresses.MANIFEST].recorded.sha256
        build.take(publication_of(previous, manifest, publication.allow_shrinking))
        build.show(BuildState(manifest, build.after, inputs, shown))
    except BaseException:
        staging.discard()
        raise
    return PublishResult(
        counts=shown,
        written=build.written,
        unchanged=len(build.after) - build.written,
        removed=len(before.files.keys() - build.after.keys()),
        kinds=tuple(build.totals.values()),
    )


def version_of(generated: GeneratedSite) -> str:
    """What every piece is made with, besides the records: the tool, the shell, and where the site stands."""
    frame = frame_of(generated)
    return fingerprint(tool_version(), generated.shell, repr(frame.deployment))


def every_piece(generated: GeneratedSite, records: Records) -> Iterator[Piece]:
    """Every file of the site but the manifest."""
    frame = frame_of(generated)
    own = Downloads(records)
    words = Words({**fragments(records, frame.deployment), **scope_fragments()}, own)
    yield from own.pieces()  # before the page that tells how large they are, so that none is made twice
    for path, content in generated.files.items():
        if path.endswith(".html"):
            page = content.decode()
            yield Piece(path, partial(_filled, page, words), (fingerprint(page), words.fingerprint))
        else:
            yield Piece(path, partial(bytes, content))
    by_hand = [path for path in generated.files if path.endswith(".html")]
    yield from sitemap.pieces(records, by_hand, frame.deployment)
    yield from record_pieces(generated, records)


def record_pieces(
    generated: GeneratedSite, records: Records, products: Iterable[Product] = PRODUCTS
) -> Iterator[Piece]:
    """Every file that is made from the records."""
    frame = frame_of(generated)
    for product in products:
        yield from product(records, frame)


def frame_of(generated: GeneratedSite) -> Shell:
    """What every record page is put into."""
    settings = generated.settings
    deployment = Deployment.configured(settings.get("site_address"), settings.get("repository"))
    return Shell.cut(generated.shell, deployment)


def _filled(page: str, words: Mapping[str, Markup]) -> bytes:
    return shell.fill(page, words).encode()
