"""The manifest lists every file; a folder is checked against it; what grows over its budget, and what shrinks, is not published."""

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from registry.adapters import published_site
from registry.cli import main
from registry.commands.check_site import faults_of
from registry.commands.publication import Previous, Publication, counts_of, refuse_to_shrink
from registry.render.site import budgets
from registry.render.site.assemble import records_of
from registry.render.site.budgets import KINDS, kind_of
from registry.render.site.records import UnpublishableError
from tests.site.conftest import Site
from tests.site.site_sample import COMMIT, snapshot
from tests.site.test_site_incremental import build, content_of


def _manifest(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "manifest.json").read_bytes())


def test_every_file_stands_on_a_list_with_its_digest(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = _manifest(site.folder)
    assert (manifest["schema"], manifest["source_commit"]) == ("manifest/v1", COMMIT)
    assert manifest["counts"] == {
        "apps": 7,
        "cases": 2,
        "decisions": 14,
        "providers": 4,
        "transfers": 0,
        "uses": 3,
    }
    listed = sum(one["files"] for one in manifest["lists"])
    about_itself = len(manifest["lists"]) + len({"manifest.json", "publication.json", ".registry-site"})
    assert listed + about_itself == len(site.paths(""))
    assert main(["publish", "--check", "--out", str(site.folder)]) == 0
    assert "as its manifest says" in capsys.readouterr().out


def _edit(folder: Path, path: str) -> None:
    (folder / path).write_bytes((folder / path).read_bytes()[::-1])


def _link(folder: Path, path: str) -> None:
    (folder / path).rename(folder.parent / "away")
    (folder / path).symlink_to(folder.parent / "away")


@pytest.mark.parametrize(
    ("harm", "path", "sentences"),
    [
        (_edit, "r/1190001.html", ["r/1190001.html: other bytes than listed"]),
        (lambda folder, path: (folder / path).unlink(), "r/1190001.html", ["r/1190001.html: missing"]),
        (lambda folder, path: (folder / path).write_bytes(b""), "r/x.html", ["r/x.html: not on any list"]),
        (_link, "r/1190001.html", ["r/1190001.html: not a file"]),
        (
            _edit,
            "manifest/root.json.gz",
            ["manifest/root.json.gz: not the list that the manifest names", "…"],
        ),
        (
            lambda folder, path: (folder / path).write_bytes(b'{"manifest_sha256":"0"}'),
            "publication.json",
            ["publication.json: about another manifest"],
        ),
    ],
)
def test_whatever_differs_from_the_manifest_is_named(
    tmp_path: Path, harm: Callable[[Path, str], object], path: str, sentences: list[str]
) -> None:
    out = tmp_path / "out"
    build(snapshot(), out)
    assert list(faults_of(out)) == []
    harm(out, path)
    found = list(faults_of(out))
    if sentences[-1] == "…":
        assert found[0] == sentences[0]
    else:
        assert found == sentences
    assert main(["publish", "--check", "--out", str(out)]) == 1


def test_a_folder_without_a_manifest_cannot_be_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["publish", "--check", "--out", str(tmp_path)]) == 2
    assert "no published site" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["apps", "providers", "cases", "uses", "decisions"])
def test_less_than_before_is_refused_without_a_reason(kind: str) -> None:
    counts = counts_of(snapshot(), records_of(snapshot()))
    previous = Previous("0" * 64, COMMIT, counts, None)
    fewer = {**counts, kind: counts[kind] - 1}
    refuse_to_shrink(previous, counts, "")
    refuse_to_shrink(None, fewer, "")
    refuse_to_shrink(previous, fewer, "法院裁定")
    with pytest.raises(UnpublishableError, match=rf"{counts[kind]} {kind} were published from {COMMIT[:12]}"):
        refuse_to_shrink(previous, fewer, "")


def test_a_provider_may_leave_with_its_last_number_and_no_other_way() -> None:
    counts = {"apps": 9, "providers": 4, "transfers": 1}
    previous = Previous("0" * 64, COMMIT, counts, None)
    refuse_to_shrink(previous, {"apps": 9, "providers": 3, "transfers": 2}, "")
    with pytest.raises(UnpublishableError, match="4 providers"):
        refuse_to_shrink(previous, {"apps": 9, "providers": 2, "transfers": 2}, "")
    with pytest.raises(UnpublishableError, match="9 apps"):
        refuse_to_shrink(previous, {"apps": 8, "providers": 4, "transfers": 2}, "")


def test_the_site_that_is_shown_elsewhere_can_be_named(tmp_path: Path) -> None:
    """A runner of the forge starts with an empty folder: it compares with the manifest that it fetched."""
    shown = tmp_path / "shown.json"
    shown.write_text(json.dumps({"source_commit": "e" * 40, "counts": {"apps": 8}}), encoding="utf-8")
    with pytest.raises(UnpublishableError, match="8 apps were published from eeeeeeeeeeee"):
        refuse_to_shrink(
            Publication(previous=shown).before(tmp_path / "out"), {"apps": 7, "transfers": 0}, ""
        )
    shown.write_text("<html>not found</html>", encoding="utf-8")
    with pytest.raises(UnpublishableError, match="not the manifest of a published site"):
        Publication(previous=shown).before(tmp_path / "out")


def test_publications_are_chained_and_an_unchanged_one_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(snapshot(), out)
    first = json.loads((out / "publication.json").read_bytes())
    build(snapshot(), out)
    assert json.loads((out / "publication.json").read_bytes()) == first
    build(replace(snapshot(), commit="e" * 40), out)
    second = json.loads((out / "publication.json").read_bytes())
    assert first["previous_manifest_sha256"] == ""
    assert second["previous_manifest_sha256"] == first["manifest_sha256"]
    assert second["previous_source_commit"] == COMMIT


def test_a_file_over_its_budget_is_named_and_the_old_site_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    build(snapshot(), out)
    before = content_of(out)
    tight = tuple(replace(kind, budget=100) if kind.name.en == "app pages" else kind for kind in KINDS)
    monkeypatch.setattr(budgets, "KINDS", tight)
    budgets._kind_of.cache_clear()
    try:
        with pytest.raises(
            UnpublishableError, match=r"r/\d+\.html has [\d,]+ bytes; the budget of app pages is 100"
        ):
            build(replace(snapshot(), commit="e" * 40), out)
    finally:
        budgets._kind_of.cache_clear()
    assert content_of(out) == before


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("r/1190001.html", "app pages"),
        ("provider/91110108MA01ABCD1K.html", "provider pages"),
        ("authority/beijing-2.html", "authority pages"),
        ("api/v1/number/11900.json", "API: numbers"),
        ("index.html", "hand-written pages"),
        ("en/rules/index.html", "hand-written pages"),
        ("manifest.json", "manifest"),
        ("manifest/r.json.gz", "manifest"),
        ("badge/1190001.svg", "badges"),
        ("v/1190001.html", "short addresses"),
        ("api/v1/uses/app/0000000.json.gz", "API: uses"),
        ("assets/registry/site.css", "styles and scripts"),
        ("LICENCE", "other files"),
    ],
)
def test_every_file_is_of_a_kind(path: str, kind: str) -> None:
    assert kind_of(path).name.en == kind


def test_many_files_over_their_mean_are_not_published_and_a_few_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tight = tuple(replace(kind, mean=100) if kind.name.en == "app pages" else kind for kind in KINDS)
    monkeypatch.setattr(budgets, "KINDS", tight)
    budgets._kind_of.cache_clear()
    try:
        build(snapshot(), tmp_path / "few")
        monkeypatch.setattr(budgets, "MANY", 7)
        with pytest.raises(
            UnpublishableError, match=r"^7 app pages have [\d,]+ bytes on average; their budget is 100$"
        ):
            build(snapshot(), tmp_path / "many")
    finally:
        budgets._kind_of.cache_clear()


def test_no_page_of_the_sample_is_near_its_budget(site: Site) -> None:
    for path in site.paths(".html"):
        assert (site.folder / path).stat().st_size < kind_of(path).budget / 1.5, path


class _Elsewhere(BaseHTTPRequestHandler):
    """A web host that answers as its server is told."""

    def do_GET(self) -> None:
        """One answer."""
        status, content = self.server.answer  # type: ignore[attr-defined]
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        """Quiet."""


@pytest.mark.parametrize("status", [404, 410, 403, 500, 503])
def test_only_not_found_means_that_nothing_is_shown_yet(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else goes wrong may hide a site, so nothing is published over it unseen."""
    monkeypatch.setattr(published_site._RETRY, "backoff_factor", 0)
    with ThreadingHTTPServer(("127.0.0.1", 0), _Elsewhere) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{running.server_port}"
        running.answer = (status, b"<html>")  # type: ignore[attr-defined]
        if status in (404, 410):
            assert published_site.file_of(address, "manifest.json") is None
        else:
            with pytest.raises(
                published_site.UnreachableSiteError, match=r"/manifest.json could not be read"
            ):
                published_site.file_of(address, "manifest.json")
        running.answer = (200, b'{"counts": {}}')  # type: ignore[attr-defined]
        assert published_site.file_of(f"{address}/", "manifest.json") == b'{"counts": {}}'
        monkeypatch.setattr(published_site, "_LARGEST", 5)
        with pytest.raises(published_site.UnreachableSiteError, match="larger"):
            published_site.file_of(address, "manifest.json")
        running.shutdown()
    with pytest.raises(published_site.UnreachableSiteError):
        published_site.file_of(address, "manifest.json")
