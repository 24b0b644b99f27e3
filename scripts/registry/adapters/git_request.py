"""A pull request brought into the clone as git objects: small files only, a bounded amount, nothing checked out, nothing run."""

import errno
import os
import resource
import signal
import subprocess
from contextlib import suppress

from registry.adapters.git import ENVIRONMENT, GitError, Repository
from registry.adapters.git_remote import Remote
from registry.adapters.yaml_reader import LARGEST_FILE

MOST_BYTES = 256 * 1024
"""Of objects in one request, as they are packed. About 1,000 filings of schools that are alike fit."""
_TOO_LARGE = os.strerror(errno.EFBIG)
_PROMISOR = ("extensions.partialClone", "remote.{name}.promisor", "remote.{name}.partialCloneFilter")


class RequestTooLarge(GitError):  # noqa: N818 - says what it is
    """What a pull request adds is more than is fetched. Nothing of it is in the clone."""


def fetch_request(repository: Repository, remote: str, number: int, most: int = MOST_BYTES) -> str:
    """The head of a pull request; its commits, trees and small files are in the clone then. The base must be there already.

    Files over the size limit are left out, and later asks for them find nothing: no rule reads them, and git does not fetch
    them by itself. The pack is written by one process whose files cannot grow over `most` bytes, whatever is submitted.
    Raises RequestTooLarge, and GitError if there is no such request or the remote does not answer.
    """
    if number < 1:
        raise GitError(f"{number}: not the number of a pull request")
    name = Remote(repository, remote).name
    kept = f"refs/registry/pull/{number}"
    was_promisor = _settings(repository, name)
    try:
        _fetch(repository, name, f"+refs/pull/{number}/head:{kept}", most)
    finally:
        # Git has noted that it may fetch what is missing when it is read. It may not.
        if not was_promisor:
            for key in _PROMISOR:
                with suppress(GitError):
                    repository.run("config", "--unset-all", key.format(name=name))
    return repository.commit(kept)


def _settings(repository: Repository, name: str) -> bool:
    """Whether the clone was made under a filter."""
    for key in _PROMISOR[:2]:
        with suppress(GitError):
            return bool(repository.text("config", "--get", key.format(name=name)))
    return False


def _fetch(repository: Repository, remote: str, refspec: str, most: int) -> None:
    def bounded() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # the write fails instead, and git says why
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    try:
        done = subprocess.run(  # noqa: S603 - fixed program, arguments never reach a shell
            [  # noqa: S607 - git is looked up on the PATH
                "git", "-c", "core.hooksPath=/dev/null",
                # Names that a check of git's would refuse are for the rules to tell, with a sentence and a place.
                "-c", "fetch.fsckObjects=false", "-c", "transfer.fsckObjects=false",
                # The filter leaves out what is as large as it says; one byte over the limit is fetched, and told with its size.
                "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-auto-maintenance", "--no-write-fetch-head",
                f"--filter=blob:limit={LARGEST_FILE + 2}", "--end-of-options", remote, refspec,
            ],
            cwd=repository.root,
            capture_output=True,
            check=False,
            env={**os.environ, **ENVIRONMENT},
            preexec_fn=bounded,
        )  # fmt: skip
    except OSError as error:
        raise GitError(f"git: {error.strerror or error}") from error
    if done.returncode != 0:
        message = done.stderr.decode("utf-8", "replace")
        if _TOO_LARGE in message:
            raise RequestTooLarge(f"the pull request adds more than {most} bytes")
        raise GitError(message.strip().partition("\n")[0] or "git fetch failed")
