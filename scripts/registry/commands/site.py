"""Publish the commit that is checked out."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from registry.adapters.git import GitTree, Repository
from registry.adapters.load import Progress, load, no_progress
from registry.commands.publish import PublishResult, publish
from registry.commands.review_guide import guide
from registry.commands.rule_book import book
from registry.commands.snapshot import snapshot_of
from registry.render.site import review_guide, rule_book
from registry.render.site.api import page as api_page


def publish_commit(
    root: Path, out: Path, progress: Progress = no_progress, revision: str = "HEAD"
) -> PublishResult:
    """Build the site of a commit into `out`, with the hand-written pages that lie in the folder. The site knows no other time than the commit's, so one commit gives one site.

    Raises SourceError outside a git repository, or if something that is published cannot be read.
    """
    repository = Repository(root)
    commit = repository.commit(revision)
    epoch = repository.commit_epoch(commit)
    today = datetime.fromtimestamp(epoch, ZoneInfo("Asia/Shanghai")).date()
    tree = GitTree(repository, commit)
    snapshot = snapshot_of(load(tree, progress, in_short=True), commit, today)
    tree.close()
    return publish(snapshot, root, out, epoch, generated_pages(), progress)


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
