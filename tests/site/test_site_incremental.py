"""A build over an older one makes what changed and nothing else, and gives the same bytes as a build from nothing."""

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from registry.adapters.site_generator import GeneratedSite
from registry.commands.publication import Publication, counts_of, manifest_pieces
from registry.commands.publish import PublishResult, build_site, every_piece
from registry.core.codes import UseState
from registry.core.snapshot import Snapshot
from registry.render.site import shell
from registry.render.site.assemble import records_of
from registry.render.site.bulk.downloads import Downloads
from registry.render.site.manifest import Listed
from registry.render.site.records import Records
from tests.site.living import Living
from tests.site.site_sample import snapshot

EDITS = 200
PREPARED = GeneratedSite(
    f"<meta content={shell.DESCRIPTION}>\n<title>{shell.TITLE}</title>\n<main>\n{shell.CONTENT}\n</main>\n",
    {"index.html": b"<!-- registry:counters --><!-- registry:changes -->", "assets/a.css": b"a{}"},
    {},
)
ANY = Publication(allow_shrinking="providers that handed over their last number")
ABOUT_THE_RUN = ("publication.json", ".registry-site")


def build(given: Snapshot, out: Path, generated: GeneratedSite = PREPARED) -> PublishResult:
    records = records_of(given)
    return build_site(records, counts_of(given, records), generated, out, lambda *_: None, ANY)


def content_of(out: Path) -> dict[str, bytes]:
    return {
        file.relative_to(out).as_posix(): file.read_bytes()
        for file in sorted(out.rglob("*"))
        if file.is_file() and file.name not in ABOUT_THE_RUN
    }


def _whole(made: dict[str, bytes], given: Snapshot, records: Records) -> dict[str, bytes]:
    """What a build into no folder at all would hold: every file that was made, and the manifest of them."""
    listed = {
        path: Listed(hashlib.sha256(content).hexdigest(), len(content)) for path, content in made.items()
    }
    manifest = manifest_pieces(listed, records, counts_of(given, records))
    return made | {piece.path: piece.make() for piece in manifest}


def test_incremental_equals_full_over_edits_of_every_kind(tmp_path: Path) -> None:
    """After each edit every file is made anew; after each fifth one the folder of the incremental build must hold just these."""
    living = Living(Random(2026))
    out = tmp_path / "out"
    build(living.snapshot, out)
    before, kept, known = content_of(out), 0, {}
    for step in range(1, EDITS + 1):
        given, compared = living.live(), step % 5 == 0
        records, made = records_of(given), {}
        for piece in every_piece(PREPARED, records):
            if not compared and piece.made_from == () and (piece.path, ()) in known:
                continue  # of the code alone
            made[piece.path] = content = piece.make()
            if piece.made_from is not None:
                made_of = (piece.path, piece.made_from)
                assert known.setdefault(made_of, content) == content, f"{piece.path}, step {step}"
        if not compared:
            continue
        done, after = build(given, out), content_of(out)
        assert after == _whole(made, given, records), f"step {step}"
        differing = {path for path, content in after.items() if before.get(path) != content}
        assert done.written == len(differing) + 1  # and the publication
        kept += done.unchanged - (sum(total.made for total in done.kinds) - done.written)
        before = after
    assert not living.ledger.replay.faults
    assert kept > EDITS  # most files were neither made nor read


def test_a_changed_filing_makes_its_own_pages_and_nobody_elses(tmp_path: Path) -> None:
    living = Living(Random(1))
    build(living.snapshot, tmp_path / "out")
    living.edit_a_filing_is_changed()
    path = next(path for path, file in living.providers.items() if file != living.snapshot.providers[path])
    done = build(living.now(), tmp_path / "out")
    made = {total.kind.name.en: total.made for total in done.kinds}
    files = {total.kind.name.en: total.files for total in done.kinds}
    own = [app for app in living.ledger.replay.apps.values() if app.path == path]
    assert made["app pages"] == len(own) < files["app pages"]
    assert made["provider pages"] == 1 < files["provider pages"]
    assert made["authority pages"] == 1 < files["authority pages"]


def test_nothing_changed_means_nothing_made(tmp_path: Path) -> None:
    build(snapshot(), tmp_path / "out")
    before = {path: (tmp_path / "out" / path).stat().st_ino for path in content_of(tmp_path / "out")}
    done = build(snapshot(), tmp_path / "out")
    assert done.written == 0
    assert {path: (tmp_path / "out" / path).stat().st_ino for path in before} == before


@pytest.mark.parametrize("harm", ["edit", "same size", "remove", "link", "folder"])
def test_what_somebody_did_to_the_folder_is_mended(tmp_path: Path, harm: str) -> None:
    out = tmp_path / "out"
    build(snapshot(), out)
    before = content_of(out)
    page = out / "r" / "1190001.html"
    content = page.read_bytes()
    page.unlink()
    if harm == "edit":
        page.write_bytes(b"something else")
    elif harm == "same size":
        page.write_bytes(bytes(len(content)))
    elif harm == "link":
        (tmp_path / "twin").write_bytes(content)
        page.symlink_to(tmp_path / "twin")
    elif harm == "folder":
        page.mkdir()
    (out / "left-over.html").write_bytes(b"")
    build(snapshot(), out)
    assert content_of(out) == before
    assert not page.is_symlink()


def test_a_file_with_another_time_is_read_and_kept(tmp_path: Path) -> None:
    """A folder that was unpacked from an archive has other times."""
    out = tmp_path / "out"
    build(snapshot(), out)
    page = out / "r" / "1190001.html"
    os.utime(page, ns=(1, 1))
    inode = page.stat().st_ino
    assert build(snapshot(), out).written == 0
    assert page.stat().st_ino == inode


def test_another_shell_or_another_tool_makes_everything_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    first = build(snapshot(), out)
    files = sum(total.files for total in first.kinds)
    other = GeneratedSite(PREPARED.shell.replace("<main>", "<main class=new>"), PREPARED.files, {})
    done = build(snapshot(), out, other)
    assert sum(total.made for total in done.kinds) == files
    assert b"class=new" in (out / "r" / "1190001.html").read_bytes()
    monkeypatch.setattr("registry.commands.publish.tool_version", lambda: "another")
    done = build(snapshot(), out, other)
    assert (sum(total.made for total in done.kinds), done.written) == (files, 0)


def test_notes_of_another_site_are_not_believed(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    build(snapshot(), one)
    living = Living(Random(3))
    build(living.live(), other)
    notes = tmp_path / ".one.registry" / "state.json"
    notes.write_bytes((tmp_path / ".other.registry" / "state.json").read_bytes())
    before = hashlib.sha256((one / "manifest.json").read_bytes()).hexdigest()
    done = build(snapshot(), one)
    assert sum(total.made for total in done.kinds) == sum(total.files for total in done.kinds)
    assert hashlib.sha256((one / "manifest.json").read_bytes()).hexdigest() == before


def _keys(living: Living) -> dict[str, tuple[str, ...] | None]:
    return {piece.path: piece.made_from for piece in every_piece(PREPARED, records_of(living.now()))}


def _made(before: dict[str, tuple[str, ...] | None], living: Living) -> set[str]:
    """Paths of the files that a build makes over one with other keys; those that are always made are left out."""
    new = _keys(living)
    return {
        path for path, made_from in new.items() if made_from is not None and before.get(path) != made_from
    }


def test_a_changed_filing_leaves_what_does_not_tell_of_it() -> None:
    living = Living(Random(1))
    before = _keys(living)
    living.edit_a_filing_is_changed()
    made = _made(before, living)
    others = ("api/v1/uses/", "data/uses-", "data/blacklist", "badge/", "calendar/", "sitemap")
    assert {path for path in made if path.startswith(others)} == set()
    assert {"data/apps.csv", "data/decisions.csv", "feeds/changes.atom", "api/v1/all.json.gz"} <= made
    event = records_of(living.now()).decisions[0].event
    assert {path for path in made if path.startswith("changes/2")} == {f"changes/{event.at[:7]}.html"}
    feeds = {path for path in made if path.startswith("feeds/")}
    assert feeds == {
        f"feeds/{name}.{ending}" for name in ("changes", event.authority) for ending in ("atom", "json")
    }


def test_a_new_use_changes_the_files_of_its_place_and_none_of_decisions(tmp_path: Path) -> None:
    living = Living(Random(1))
    before, users = _keys(living), dict(living.users)
    build(living.now(), tmp_path / "out")
    living.edit_a_use_is_confirmed()
    made = _made(before, living)
    (slug,) = [path.split("/")[2] for path in living.users if living.users[path] != users[path]]
    own = ("api/v1/uses/authority/", "api/v1/uses/institutions/", "data/uses-")
    assert {path for path in made if path.startswith(own)} == {
        f"api/v1/uses/authority/{slug}.json",
        f"api/v1/uses/institutions/{slug}.json.gz",
        f"data/uses-{slug}.csv.gz",
    }
    assert not [path for path in made if path.startswith(("changes/2", "feeds/", "data/decisions"))]
    build(living.now(), tmp_path / "out")
    told = (tmp_path / "out/data/SHA256SUMS").read_text(encoding="utf-8").splitlines()
    for digest, name in (line.split("  ") for line in told):
        assert hashlib.sha256((tmp_path / "out/data" / name).read_bytes()).hexdigest() == digest, name
    package = json.loads((tmp_path / "out/data/datapackage.json").read_bytes())
    sizes = {one["path"]: one["bytes"] for one in package["resources"]}
    assert sizes == {name: (tmp_path / "out/data" / name).stat().st_size for name in sizes}


def test_what_is_kept_is_told_and_not_made_to_be_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The checksums of the downloads are those of the files as they lie there; only what changed is made."""
    living = Living(Random(1))
    build(living.now(), tmp_path / "out")
    living.edit_a_use_is_confirmed()
    made: list[str] = []
    content = Downloads.content
    monkeypatch.setattr(
        Downloads, "content", lambda self, file: made.append(file.name) or content(self, file)
    )
    build(living.now(), tmp_path / "out")
    assert {name for name in made if name.startswith(("uses-", "decisions", "blacklist"))} == {
        next(name for name in made if name.startswith("uses-"))
    }
    assert len(made) == len(set(made))


@pytest.mark.parametrize(
    "change", [{"since": "2020-01-01"}, {"state": UseState.invalidated}], ids=["since", "state"]
)
def test_what_became_of_a_use_makes_the_table_of_its_authority_anew(change: dict[str, Any]) -> None:
    """The filing stays as it is: a decision or the app's own filing changed what it is worth."""
    records = records_of(snapshot())
    first, *others = records.institutions
    worth = first.uses[0]._replace(**change)
    assert worth != first.uses[0]
    changed = replace(records, institutions=(first._replace(uses=(worth, *first.uses[1:])), *others))
    before, after = Downloads(records), Downloads(changed)
    anew = [
        two.name for one, two in zip(before.files, after.files, strict=True) if one.made_from != two.made_from
    ]
    differing = [
        two.name
        for one, two in zip(before.files, after.files, strict=True)
        if before.content(one) != after.content(two)
    ]
    assert anew == differing == [f"uses-{first.filed.slug}.csv.gz"]
