"""A new branch with one commit on top of another, made of git objects: nothing is checked out, and the work tree stays as it is."""

from collections.abc import Mapping

from registry.adapters.git import GitError, Repository
from registry.core.difference import REGULAR

_TEMPORARY = "refs/registry/making"


def refuse_name(repository: Repository, name: str) -> None:
    """Raises GitError for a name that no branch can have, or that one has."""
    try:
        repository.run("check-ref-format", "--branch", name)
    except GitError as error:
        raise GitError(f"{name}: not a name for a branch 不能作分支名") from error
    if repository.text("for-each-ref", f"refs/heads/{name}"):
        raise GitError(f"{name}: there is such a branch; give another name 分支已存在，请换一个名字")


def commit_on(repository: Repository, base: str, files: Mapping[str, bytes], message: str) -> str:
    """A commit on top of `base` that writes these files; no branch leads to it yet. Raises GitError, also if git knows no name to sign with."""
    try:
        author = repository.run("var", "GIT_AUTHOR_IDENT").rstrip(b"\n")
        committer = repository.run("var", "GIT_COMMITTER_IDENT").rstrip(b"\n")
    except GitError as error:
        raise GitError(
            "git does not know who you are 请先设置: git config user.name …; git config user.email …"
        ) from error
    text = message.encode()
    parts = [
        f"commit {_TEMPORARY}\n".encode(),
        b"author " + author + b"\ncommitter " + committer + b"\n",
        f"data {len(text)}\n".encode(), text, f"\nfrom {base}\n".encode(),
    ]  # fmt: skip
    for path, content in sorted(files.items()):
        parts += [f"M {REGULAR} inline {path}\ndata {len(content)}\n".encode(), content, b"\n"]
    try:
        repository.run("fast-import", "--quiet", "--force", stdin=b"".join(parts))
        return repository.commit(_TEMPORARY)
    finally:
        repository.run("update-ref", "-d", _TEMPORARY)


def create(repository: Repository, branches: Mapping[str, str]) -> None:
    """Let new branches lead to commits: all of them, or none. Raises GitError."""
    lines = "".join(f"create refs/heads/{name} {commit}\n" for name, commit in branches.items())
    repository.run("update-ref", "--stdin", stdin=f"start\n{lines}prepare\ncommit\n".encode())
