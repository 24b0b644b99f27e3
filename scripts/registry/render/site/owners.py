"""Below which authority a file lies."""

from registry.core import paths
from registry.core.authority import Authority
from registry.core.snapshot import Snapshot
from registry.render.site.records import UnpublishableError


def authority_of(snapshot: Snapshot, slug: str, wanted_by: str) -> Authority:
    if slug not in snapshot.authorities:
        raise UnpublishableError(
            f"{wanted_by} belongs to the authority {slug}, which has no file in authorities/"
        )
    return snapshot.authorities[slug]


def slug_of(path: str) -> str:
    parsed = paths.parse(path)
    if parsed is None:
        raise UnpublishableError(f"{path} is not the path of a filing or a case")
    return parsed.slug
