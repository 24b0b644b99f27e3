"""What a run tells on a terminal, or into the log of a workflow, which takes some lines for commands."""

import re
from pathlib import Path

import pytest

from registry import cli
from registry.commands import site
from tests.hostile_site.conftest import Published


def _inert(told: str) -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", told)
    assert not re.search(r"^\s*::", told, re.M)
    assert "##[" not in told


def test_progress_is_told_in_our_own_words(hostile: Published) -> None:
    assert set(hostile.told) == {"site", "files"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_the_table_of_a_run_holds_no_text_of_a_filing(
    hostile: Published,
    language: str,
    form: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(site, "publish_commit", lambda *_, **__: hostile.result)
    assert cli.main(["publish", "--out", str(tmp_path / "out"), "--lang", language, "--format", form]) == 0
    told = capsys.readouterr()
    _inert(told.out)
    assert len(told.out.splitlines()) > 5
    assert told.err == ""


def test_a_site_that_was_tampered_with_is_told_of_in_inert_words(
    hostile: Published, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file with a name that is a command: the check of a folder names what does not belong there."""
    stranger = hostile.site.folder / "::error::x\u202e\x1b[2J.html"
    stranger.write_text("x", encoding="utf-8")
    try:
        assert cli.main(["publish", "--check", "--out", str(hostile.site.folder)]) != 0
    finally:
        stranger.unlink()
    _inert(capsys.readouterr().out)
    assert cli.main(["publish", "--check", "--out", str(hostile.site.folder)]) == 0
