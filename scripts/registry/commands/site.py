"""Publish the commit that is checked out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from registry.adapters.git import GitTree, Repository
from registry.adapters.load import Progress, load, no_progress
from registry.adapters.source import Entry, SourceError
from registry.commands.form_sources import Read
from registry.commands.publication import PLAINLY, Publication
from registry.commands.publish import PublishResult, as_it_is, inputs_of, publish
from registry.commands.review_guide import guide
from registry.commands.rule_book import book
from registry.commands.site_source import SiteSource
from registry.commands.snapshot import snapshot_of
from registry.core import paths
from registry.render.site import review_guide, rule_book
from registry.render.site.api import page as api_page


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit, its time, and that time's day in Shanghai: the only time that a site knows."""

    oid: str
    epoch: int
    day: date


def commit_of(repository: Repository, revision: str) -> Commit:
    """What a revision names. Raises SourceError if there is no such commit."""
    oid = repository.commit(revision)
    epoch = repository.commit_epoch(oid)
    return Commit(oid, epoch, datetime.fromtimestamp(epoch, ZoneInfo("Asia/Shanghai")).date())


def publish_commit(
    root: Path,
    out: Path,
    progress: Progress = no_progress,
    revision: str = "HEAD",
    publication: Publication = PLAINLY,
) -> PublishResult:
    """Build the site of a commit into `out`, with the hand-written pages that lie in the folder. The site knows no other time than the commit's, so one commit gives one site.

    Raises SourceError outside a git repository, or if something that is published cannot be read.
    """
    repository = Repository(root)
    commit = commit_of(repository, revision)
    pages = generated_pages()
    source = SiteSource.of(root, pages, publication.generator, publication.site_address)
    if not publication.asks_more and (
        found := as_it_is(out, inputs_of(commit.oid, source.key(), publication))
    ):
        return found
    with GitTree(repository, commit.oid) as tree:
        snapshot = snapshot_of(load(tree, progress, in_short=True), commit.oid, commit.day)
        return publish(snapshot, root, out, commit.epoch, pages, progress, publication, read=text_in(tree))


def text_in(tree: GitTree) -> Read:
    """Reads providers' filings of a tree by their paths. Raises SourceError for one that is not there."""
    listed: dict[str, Entry] = {}

    def read(wanted: Sequence[str]) -> Iterator[bytes]:
        if not listed:
            listed.update((entry.path, entry) for entry in tree.entries(paths.PROVIDERS))
        if missing := [path for path in wanted if path not in listed]:
            raise SourceError(f"{missing[0]} is not in the commit")
        return (content for _, content in tree.read_all([listed[path] for path in wanted]))

    return read


def generated_pages() -> dict[str, str]:
    """Markdown that is written from our own code, by its path below the hand-written pages."""
    rules, review = book(), guide()
    return {
        path: text
        for language, folder in (("zh", ""), ("en", "en/"))
        for path, text in (
            (f"{folder}rules/index.md", rule_book.as_markdown(rules, language)),
            (f"{folder}review/index.md", review_guide.as_markdown(review, language)),
            (f"{folder}api/index.md", api_page.as_markdown(language)),
        )
    }
