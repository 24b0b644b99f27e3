"""Objects and staged trees written without a work tree: one process for all contents, however many there are."""

from collections.abc import Iterable, Mapping

from registry.adapters.git import Repository
from registry.core.difference import REGULAR

_NOTHING = "0" * 40


def write_blobs(repository: Repository, contents: Iterable[bytes]) -> list[str]:
    """Ids of these contents as blobs of the repository, in their order. Raises GitError."""
    stream = b"".join(
        b"blob\nmark :%d\ndata %d\n%b\nget-mark :%d\n" % (mark, len(content), content, mark)
        for mark, content in enumerate(contents, start=1)
    )
    return repository.run("fast-import", "--quiet", stdin=stream).decode().split() if stream else []


def stage(repository: Repository, index: dict[str, str], files: Mapping[str, bytes | None]) -> None:
    """Put contents by path into an index, None for what goes; `index` names it as git's environment does. Raises GitError."""
    there = sorted((path, content) for path, content in files.items() if content is not None)
    oids = write_blobs(repository, (content for _, content in there))
    rows = [f"{REGULAR} {oid}\t{path}\0" for (path, _), oid in zip(there, oids, strict=True)]
    rows += [f"0 {_NOTHING}\t{path}\0" for path, content in sorted(files.items()) if content is None]
    if rows:
        repository.run("update-index", "-z", "--index-info", stdin="".join(rows).encode(), env=index)
