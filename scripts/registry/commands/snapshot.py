"""The snapshot that publishing works from."""

from datetime import date

from registry.adapters.load import Loaded
from registry.adapters.source import SourceError
from registry.core.snapshot import Snapshot


def snapshot_of(loaded: Loaded, commit: str, today: date, part: str = "") -> Snapshot:
    """All records as one value. `part`: the one authority whose filings were loaded.

    Raises SourceError if something that is published cannot be read: the site then stays as it was.
    """
    broken = [f"{path}: {problem}" for path, problem in (*loaded.broken_ledger, *loaded.broken_authorities)]
    registered = loaded.replay.digests
    broken += [
        f"{failed.entry.path}: {failed.problem}"
        for failed in loaded.failed
        if failed.kind == "case" or failed.entry.path in registered
    ]
    if broken:
        raise SourceError(
            f"not published, since this cannot be read: {broken[0]}"
            + (f" (and {len(broken) - 1} more)" if broken[1:] else "")
        )
    return Snapshot(
        commit=commit,
        today=today,
        authorities=loaded.authorities,
        providers=loaded.providers,
        users=loaded.users,
        institutions=loaded.institutions,
        cases=loaded.cases,
        replay=loaded.replay,
        part=part,
    )
