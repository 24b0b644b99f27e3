"""The main job: a filing becomes a checked, numbered, public page that a person finds by its Chinese name."""

import json
import shutil
import threading
from pathlib import Path

from playwright.sync_api import Browser

from registry.commands.serve import server
from tests.commands import EXAMPLE, EXAMPLE_PATH, REPOSITORY, git, registry


def _repository(folder: Path) -> Path:
    """A registry of its own: the demonstration data of 30 apps on `main`, with its index."""
    made = registry(
        "demo",
        "--root",
        str(REPOSITORY),
        "--out",
        str(folder),
        "--apps",
        "30",
        "--institutions",
        "10",
        "--seed",
        "7",
        cwd=folder.parent,
    )
    assert made.returncode == 0, made.stderr
    git("init", "--quiet", "--initial-branch", "main", cwd=folder)
    git("add", ".", cwd=folder)
    git("commit", "--quiet", "--message", "Start", cwd=folder)
    assert registry("index", cwd=folder).returncode == 0
    git("add", ".", cwd=folder)
    git("commit", "--quiet", "--message", "Add the index", cwd=folder)
    return folder


def _submit(root: Path, text: str) -> None:
    target = root / EXAMPLE_PATH
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    git("add", ".", cwd=root)
    git("commit", "--quiet", "--message", "File an app", cwd=root)


def test_a_filing_is_refused_corrected_merged_numbered_published_and_found(
    tmp_path: Path, browser: Browser
) -> None:
    root = _repository(tmp_path / "registry")
    before = set((root / "ledger").rglob("*.jsonl"))

    # A branch with a new filing, refused with a place and a way out.
    git("switch", "--quiet", "--create", "submission", cwd=root)
    example = EXAMPLE.read_text(encoding="utf-8")
    _submit(root, example)
    judged = registry("validate", "--base", "main", "--head", "submission", "--format", "json", cwd=root)
    assert judged.returncode == 1, judged.stderr
    answer = json.loads(judged.stdout)
    assert (answer["verdict"], answer["checked"]) == ("reject", 1)
    assert [(f["code"], f["path"], f["line"], f["column"]) for f in answer["findings"]] == [
        ("F12", EXAMPLE_PATH, 32, 14)
    ]
    assert '"1.10"' in answer["findings"][0]["fix"]["zh"]

    # Corrected and accepted, by the index as well as without it.
    _submit(root, example.replace("version: 1.10", 'version: "1.10"'))
    judged = registry("validate", "--base", "main", "--head", "submission", cwd=root)
    assert judged.returncode == 0, judged.stdout

    # Merged and registered once.
    git("switch", "--quiet", "main", cwd=root)
    git("merge", "--quiet", "--no-ff", "--message", "Merge the submission", "submission", cwd=root)
    assert registry("verify", cwd=root).returncode == 3  # merged, not registered yet
    done = registry("register", "--apply", "--now", "2026-11-24T10:00:00+08:00", cwd=root)
    assert done.returncode == 0, done.stderr
    commit = git("rev-parse", "HEAD", cwd=root)
    again = registry("register", "--apply", cwd=root)
    assert again.returncode == 0
    assert git("rev-parse", "HEAD", cwd=root) == commit
    (added,) = set((root / "ledger").rglob("*.jsonl")) - before
    event = json.loads(added.read_text(encoding="utf-8").splitlines()[-1])
    number = event["number"]
    assert number.startswith("教APP备1190"), number
    verified = registry("verify", cwd=root)
    assert verified.returncode == 0, verified.stdout

    # Published and found.
    public = tmp_path / "public"
    published = registry("publish", "--out", str(public), cwd=root)
    assert published.returncode == 0, published.stderr
    _find_in_browser(public, number, browser)
    shutil.rmtree(public)


def _find_in_browser(public: Path, number: str, browser: Browser) -> None:
    with server(public, 8400) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{running.server_port}"
        page = browser.new_page()

        # By two characters from the middle of its name 启明口算.
        page.goto(f"{address}/search/")
        page.get_by_role("searchbox").fill("明口")
        page.get_by_role("link", name="启明口算").click()
        page.wait_for_url("**/r/*.html")
        assert page.get_by_role("heading", level=1).inner_text() == "启明口算"
        assert "已备案" in page.get_by_role("status").first.inner_text()
        assert number in page.content()

        # By its number, in small letters, with a space and without 号.
        page.goto(f"{address}/verify/")
        page.get_by_role("textbox").first.fill(f"教app备 {number[5:12]}")
        page.keyboard.press("Enter")
        card = page.get_by_role("link", name="启明口算")
        card.wait_for()
        assert "已备案" in page.locator("main").inner_text()
        running.shutdown()
