"""The records and the shell of a registry's checked-out commit, as `registry publish` makes them."""

from pathlib import Path

from benchmarks.workload import ROOT
from registry.adapters.git import GitTree, Repository
from registry.adapters.load import load
from registry.commands.publish import frame_of
from registry.commands.site import generated_pages
from registry.commands.site_source import SiteSource
from registry.commands.snapshot import snapshot_of
from registry.render.site.assemble import records_of
from registry.render.site.records import Records
from registry.render.site.shell import Shell


def records(registry: Path, today_epoch: int) -> Records:
    """All records of HEAD."""
    from datetime import UTC, datetime

    repository = Repository(registry)
    commit = repository.commit("HEAD")
    tree = GitTree(repository, commit)
    loaded = load(tree, in_short=True)
    tree.close()
    return records_of(snapshot_of(loaded, commit, datetime.fromtimestamp(today_epoch, UTC).date()))


def shell_of(epoch: int) -> Shell:
    """The frame of all record pages."""
    return frame_of(SiteSource.of(ROOT, generated_pages()).generated(epoch))


def epoch_of(registry: Path) -> int:
    """Time of HEAD."""
    repository = Repository(registry)
    return repository.commit_epoch(repository.commit("HEAD"))
