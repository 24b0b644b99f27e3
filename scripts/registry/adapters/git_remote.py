"""A remote repository: what is fetched from it and pushed to it."""

from dataclasses import dataclass

from registry.adapters.git import GitError, Repository


@dataclass(frozen=True, slots=True)
class PushRefused:
    """The branch was not moved, as far as we know. `reason` is git's, one line."""

    reason: str


class Remote:
    """A remote of a clone, by its name or address."""

    def __init__(self, repository: Repository, name: str = "origin") -> None:
        if name.startswith("-") or not name:
            raise GitError(f"{name}: not the name of a remote")
        self.repository = repository
        self.name = name

    def fetch(self, branch: str) -> str:
        """The commit at the tip of a branch, with its history, in this clone. Raises GitError, also if it went backwards.

        The tracking branch is never forced: a main branch whose history was rewritten may have lost numbers that were given,
        and none may be given on top of it before a person has looked.
        """
        tracking = f"refs/registrar/{branch}"
        self.repository.run(
            "fetch", "--quiet", "--no-tags", "--no-auto-maintenance", "--no-write-fetch-head", "--end-of-options",
            self.name, f"refs/heads/{branch}:{tracking}",
        )  # fmt: skip
        return self.repository.commit(tracking)

    def push(self, commit: str, branch: str) -> PushRefused | None:
        """Move a branch forward to a commit, in one step or not at all; None if it was done.

        A plain push, never forced: the server moves the branch only from the tip that it announced, and only forward. So of
        two who push on the same tip one is refused. A refusal may also be a lost answer: fetch, and look.
        """
        try:
            self.repository.run(
                "-c", "core.hooksPath=/dev/null",
                "push", "--porcelain", "--quiet", "--no-follow-tags", "--recurse-submodules=no", "--end-of-options",
                self.name, f"{commit}:refs/heads/{branch}",
            )  # fmt: skip
        except GitError as error:
            return PushRefused(str(error))
        return None

    def head_of(self, ref: str) -> str:
        """What a reference of the remote points at; nothing is fetched. Raises GitError if there is none."""
        found = self.repository.text("ls-remote", "--end-of-options", self.name, ref).splitlines()
        exact = [line.split("\t")[0] for line in found if line.partition("\t")[2] == ref]
        if not exact:
            raise GitError(f"{ref}: not there")
        return exact[0]
