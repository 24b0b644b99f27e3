"""The history of the main branch: which commit brought what a file holds."""

import os
import subprocess
from typing import Self

from registry.adapters.git import ENVIRONMENT, GitError, Repository

_COMMIT = "\x01"


class FirstParents:
    """The commits of a branch itself, newest first, each with the paths that it changed against its first parent.

    A merge commit of the branch counts as one change, whatever its other parents hold. Read only as far back as is asked.
    """

    def __init__(self, repository: Repository, commit: str, folders: tuple[str, ...]) -> None:
        self._repository = repository
        self._arguments = (commit, "--", *folders)
        self._process: subprocess.Popen[bytes] | None = None
        self._commit = ""
        self._known: dict[str, str] = {}
        self._complete = False

    def commit_of(self, path: str) -> str | None:
        """The commit that brought the content that the path has now, or None if the history does not know it."""
        while path not in self._known and not self._complete:
            self._read_on()
        return self._known.get(path)

    def _read_on(self) -> None:
        if self._process is None:
            if self._repository.text("rev-parse", "--is-shallow-repository") == "true":
                raise GitError(
                    "the clone is cut off (shallow): where a filing came from needs the whole history"
                )
            self._process = subprocess.Popen(  # noqa: S603 - fixed program, arguments never reach a shell
                [  # noqa: S607 - git is looked up on the PATH
                    "git", "-c", "core.quotePath=off", "-c", "log.showRoot=true", "-c", "log.showSignature=false",
                    "log", "--first-parent", "--diff-merges=first-parent", "--no-renames", "--name-only", "--no-color",
                    "--format=%x01%H", "--end-of-options", *self._arguments,
                ],
                cwd=self._repository.root,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **ENVIRONMENT},
            )  # fmt: skip
        if self._process.stdout is None:
            raise GitError("git log: no pipe")
        line = self._process.stdout.readline().decode("utf-8", "surrogateescape").removesuffix("\n")
        if line.startswith(_COMMIT):
            self._commit = line[1:]
        elif line:
            # Names with special characters are quoted, and never asked for.
            self._known.setdefault(line, self._commit)
        elif self._process.stdout.peek(1) == b"":  # type: ignore[attr-defined]  # a pipe is buffered
            self._complete = True
            if self._process.wait() != 0:
                raise GitError("git log failed")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
