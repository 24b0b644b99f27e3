"""The records and the shell of a registry's checked-out commit, as `registry publish` makes them."""

from pathlib import Path

from benchmarks.workload import ROOT
from registry.adapters.git import GitTree, Repository
from registry.adapters.load import load
from registry.adapters.site_generator import generate
from registry.commands.snapshot import snapshot_of
from registry.render.site import rule_book, shell
from registry.render.site.assemble import records_of
from registry.render.site.fragments import fragments
from registry.render.site.records import Records
from registry.rules.articles import ARTICLES
from registry.rules.book import every_rule


def records(registry: Path, today_epoch: int) -> Records:
    """All records of HEAD."""
    from datetime import UTC, datetime

    repository = Repository(registry)
    commit = repository.commit("HEAD")
    tree = GitTree(repository, commit)
    loaded = load(tree)
    tree.close()
    return records_of(snapshot_of(loaded, commit, datetime.fromtimestamp(today_epoch, UTC).date()))


def shell_of(found: Records, epoch: int) -> shell.Shell:
    """The frame of all record pages."""
    pages = {
        "rules/index.md": rule_book.as_markdown(ARTICLES, every_rule(), "zh"),
        "en/rules/index.md": rule_book.as_markdown(ARTICLES, every_rule(), "en"),
    }
    generated = generate(ROOT, pages, epoch, shell.SOURCE)
    return shell.Shell.cut(shell.fill(generated.shell, fragments(found)))


def epoch_of(registry: Path) -> int:
    """Time of HEAD."""
    repository = Repository(registry)
    return repository.commit_epoch(repository.commit("HEAD"))
