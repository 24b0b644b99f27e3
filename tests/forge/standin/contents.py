"""Answers about branches, files, git objects and differences, from a real bare repository."""

import base64
import binascii
from typing import Any
from urllib.parse import quote

import pygit2

from tests.forge.standin.answers import Answers, Json
from tests.forge.standin.call import Call
from tests.forge.world import BareStore, Denied, World

MOST_FILES = 3_000
_STATUS = {"A": "added", "D": "removed", "M": "modified", "R": "renamed", "T": "changed"}


class Contents:
    """Operations of repos and git."""

    world: World
    answers: Answers

    @property
    def _git(self) -> pygit2.Repository:
        store = self.world.store
        if not isinstance(store, BareStore):
            raise TypeError("the stand-in needs real git objects")
        return store.repository

    def repos_get(self, _: Call) -> Json:
        return self.answers.repository()

    # -- branches and references

    def repos_get_branch(self, call: Call) -> Json:
        branch = call.argument("branch")
        sha = self.world.head(branch)
        facts = self.world.store.facts(sha)
        return {
            "name": branch, "commit": self.answers.commit(facts) if facts else None,
            "protected": branch in self.world.protection, "protection": {"enabled": branch in self.world.protection},
            "protection_url": f"{self.answers.repo_url}/branches/{quote(branch)}/protection",
            "_links": {"self": self.answers.base, "html": self.answers.base},
        }  # fmt: skip

    def repos_get_branch_protection(self, call: Call) -> Json:
        found = self.world.protection.get(call.argument("branch"))
        if found is None:
            raise Denied(404, "Branch not protected")
        url = f"{self.answers.repo_url}/branches/{call.argument('branch')}/protection"
        answer: Json = {
            "url": url,
            "enforce_admins": {"url": f"{url}/enforce_admins", "enabled": found["admins"]},
            "allow_force_pushes": {"enabled": found["force_push"]},
            "allow_deletions": {"enabled": found["deletion"]},
        }
        if found["checks"]:
            answer["required_status_checks"] = {
                "contexts": found["checks"], "checks": [{"context": c, "app_id": None} for c in found["checks"]],
                "strict": False, "url": f"{url}/required_status_checks", "contexts_url": f"{url}/required_status_checks/contexts",
            }  # fmt: skip
        if found["reviews"]:
            answer["required_pull_request_reviews"] = {
                "url": f"{url}/required_pull_request_reviews",
                "dismiss_stale_reviews": found["reviews"]["dismiss_stale_reviews_on_push"],
                "require_code_owner_reviews": found["reviews"]["require_code_owner_review"],
                "required_approving_review_count": found["reviews"]["required_approving_review_count"],
            }
        return answer

    def repos_get_branch_rules(self, call: Call) -> list[Json]:
        source = {"ruleset_source_type": "Repository", "ruleset_source": "registry", "ruleset_id": 1}
        return call.page(
            self.world.rulesets.get(call.argument("branch"), []), lambda rule: {**rule, **source}
        )

    def git_get_ref(self, call: Call) -> Json:
        name = f"refs/{call.argument('ref')}"
        return self.answers.ref(name, self._tip(name))

    def _tip(self, name: str) -> str:
        found = self.world.store.tip(name)
        if found is None:
            raise Denied(404, "Not Found")
        return found

    def git_create_ref(self, call: Call) -> Json:
        self.world.create_ref(call.body["ref"], call.body["sha"])
        return self.answers.ref(call.body["ref"], call.body["sha"])

    def git_update_ref(self, call: Call) -> Json:
        name = f"refs/{call.argument('ref')}"
        self.world.update_ref(name, call.body["sha"], call.user, force=call.body.get("force", False))
        return self.answers.ref(name, call.body["sha"])

    def git_delete_ref(self, call: Call) -> None:
        name = f"refs/{call.argument('ref')}"
        if self.world.store.tip(name) is None:
            raise Denied(422, "Reference does not exist")
        self.world.move(name, None, call.user)

    # -- objects

    def git_create_blob(self, call: Call) -> Json:
        text = call.body["content"]
        try:
            data = base64.b64decode(text) if call.body.get("encoding") == "base64" else text.encode()
        except binascii.Error as error:
            raise Denied(422, "Problems parsing the content") from error
        sha = str(self._git.create_blob(data))
        return {"sha": sha, "url": f"{self.answers.repo_url}/git/blobs/{sha}"}

    def git_get_blob(self, call: Call) -> Json:
        blob = self._object(call.argument("file_sha"), pygit2.Blob)
        text = base64.encodebytes(blob.data).decode()
        url = f"{self.answers.repo_url}/git/blobs/{blob.id}"
        return {
            "sha": str(blob.id),
            "size": len(blob.data),
            "encoding": "base64",
            "content": text,
            "url": url,
        }

    def _object(self, sha: str, kind: Any) -> Any:
        try:
            found = self._git[pygit2.Oid(hex=sha)]
        except (KeyError, ValueError) as error:
            raise Denied(404, "Not Found") from error
        if not isinstance(found, kind):
            raise Denied(404, "Not Found")
        return found

    def git_create_tree(self, call: Call) -> Json:
        index = pygit2.Index()
        if base := call.body.get("base_tree"):
            index.read_tree(self._object(base, (pygit2.Tree, pygit2.Commit)).peel(pygit2.Tree))
        for entry in call.body["tree"]:
            if entry.get("sha", "") is None:
                if entry["path"] not in index:
                    raise Denied(422, f"GitRPC::BadObjectState: {entry['path']} is not there")
                index.remove(entry["path"])
                continue
            oid = entry.get("sha") or str(self._git.create_blob(entry.get("content", "").encode()))
            self._object(oid, pygit2.Blob)
            index.add(
                pygit2.IndexEntry(
                    entry["path"], pygit2.Oid(hex=oid), pygit2.enums.FileMode(int(entry["mode"], 8))
                )
            )
        return self._tree(str(index.write_tree(self._git)), recursive=False)

    def git_get_tree(self, call: Call) -> Json:
        found = self._object(call.argument("tree_sha"), (pygit2.Tree, pygit2.Commit))
        return self._tree(str(found.peel(pygit2.Tree).id), recursive="recursive" in call.query)

    def _tree(self, sha: str, *, recursive: bool) -> Json:
        url = f"{self.answers.repo_url}/git/trees"
        entries: list[Json] = []

        def walk(tree: Any, prefix: str) -> None:
            for item in tree:
                kind = "tree" if isinstance(item, pygit2.Tree) else "blob"
                found = {
                    "path": prefix + item.name,
                    "mode": f"{item.filemode:06o}",
                    "type": kind,
                    "sha": str(item.id),
                }
                if kind == "blob":
                    found["size"] = item.size
                entries.append({**found, "url": f"{url}/{item.id}"})
                if recursive and kind == "tree":
                    walk(item, f"{prefix}{item.name}/")

        walk(self._git[pygit2.Oid(hex=sha)], "")
        return {"sha": sha, "url": f"{url}/{sha}", "tree": entries, "truncated": False}

    def git_create_commit(self, call: Call) -> Json:
        store = self.world.store
        if not isinstance(store, BareStore):
            raise TypeError("the stand-in needs real git objects")
        self._object(call.body["tree"], pygit2.Tree)
        for parent in call.body.get("parents", []):
            self._object(parent, pygit2.Commit)
        author = call.body.get("author", {}).get("name", call.user.login)
        sha = store.commit_tree(
            call.body["tree"], call.body.get("parents", []), call.body["message"], author, self.world.tick()
        )
        return self._git_commit(sha)

    def git_get_commit(self, call: Call) -> Json:
        return self._git_commit(call.argument("commit_sha"))

    def _git_commit(self, sha: str) -> Json:
        facts = self.world.store.facts(sha)
        if facts is None:
            raise Denied(404, "Not Found")
        return self.answers.git_commit(facts)

    # -- commits and files

    def repos_list_pull_requests_associated_with_commit(self, call: Call) -> list[Json]:
        sha = call.argument("commit_sha")
        if self.world.store.facts(sha) is None:
            raise Denied(422, f"No commit found for SHA: {sha}")
        return call.page(self.world.pulls_of_commit(sha), lambda pull: self.answers.pull(pull, full=False))

    def pulls_list_commits(self, call: Call) -> list[Json]:
        pull = self.world.existing_pull(call.number("pull_number"))
        return call.page(self.world.store.between(pull.base_sha, pull.head_sha)[:250], self.answers.commit)

    def pulls_list_files(self, call: Call) -> list[Json]:
        pull = self.world.existing_pull(call.number("pull_number"))
        start = self._git.merge_base(pygit2.Oid(hex=pull.base_sha), pygit2.Oid(hex=pull.head_sha))
        # Against the merge base: what main did meanwhile is no change of the pull request.
        diff = self._git.diff(str(start), pull.head_sha)
        diff.find_similar()
        return call.page(list(diff)[:MOST_FILES], lambda patch: self._file(patch, pull.head_sha))

    def _file(self, patch: Any, head: str) -> Json:
        delta = patch.delta
        status = _STATUS.get(delta.status_char(), "changed")
        _, added, removed = patch.line_stats
        path = delta.new_file.path
        address = quote(path)
        found = {
            "sha": str(delta.old_file.id if status == "removed" else delta.new_file.id), "filename": path, "status": status,
            "additions": added, "deletions": removed, "changes": added + removed,
            "blob_url": f"{self.answers.base}/blob/{head}/{address}", "raw_url": f"{self.answers.base}/raw/{head}/{address}",
            "contents_url": f"{self.answers.repo_url}/contents/{address}?ref={head}",
        }  # fmt: skip
        if not delta.is_binary and patch.text:
            found["patch"] = patch.text.partition("@@")[1] + patch.text.partition("@@")[2]
        if status == "renamed":
            found["previous_filename"] = delta.old_file.path
        return found

    def repos_get_content(self, call: Call) -> Json:
        sha = self.world.resolve(call.query.get("ref", "main"))
        data = None if sha is None else self.world.store.file(sha, call.argument("path"))
        if data is None:
            raise Denied(404, "Not Found")
        return self.answers.content(call.argument("path"), str(pygit2.hash(data)), data)

    def repos_create_or_update_file_contents(self, call: Call) -> Json:
        path, branch = call.argument("path"), call.body.get("branch", "main")
        here = self._checked_content(path, branch, call.body.get("sha"))
        data = base64.b64decode(call.body["content"])
        commit = self.world.commit(f"refs/heads/{branch}", {path: data}, call.user, call.body["message"])
        call.answered = 201 if here is None else 200
        return {
            "content": self.answers.content(path, str(pygit2.hash(data)), data),
            "commit": self._git_commit(commit),
        }

    def repos_delete_file(self, call: Call) -> Json:
        path, branch = call.argument("path"), call.body.get("branch", "main")
        if self._checked_content(path, branch, call.body["sha"]) is None:
            raise Denied(404, "Not Found")
        commit = self.world.commit(f"refs/heads/{branch}", {path: None}, call.user, call.body["message"])
        return {"content": None, "commit": self._git_commit(commit)}

    def _checked_content(self, path: str, branch: str, sha: str | None) -> bytes | None:
        here = self.world.store.file(self.world.head(branch), path)
        if here is not None and sha is None:
            raise Denied(422, 'Invalid request. "sha" wasn\'t supplied.')
        if sha is not None and (here is None or str(pygit2.hash(here)) != sha):
            raise Denied(409, f"{path} does not match {sha}")
        return here

    def repos_codeowners_errors(self, call: Call) -> Json:
        ref = call.query.get("ref", "main")
        if self.world.codeowners_errors is None or self.world.resolve(ref) is None:
            raise Denied(404, "Not Found")
        return {"errors": self.world.codeowners_errors}
