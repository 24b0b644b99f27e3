"""Makes the search of some apps with one engine, as files for a static host; prints JSON with the seconds that this took.

Usage: python -m benchmarks.search_make ours|pagefind|material OUT APPS INSTITUTIONS [PAGEFIND-BINARY]
"""

import base64
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.site import search_sample

from registry.render.site.search import files
from registry.render.site.search.entries import AppEntry, InstitutionEntry, UnitEntry

ROOT = Path(__file__).resolve().parent.parent
WORDS = {"facets": {"apps": [], "institutions": []}, "meanings": {}, "first_demonstration_serial": 90001}
_START = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>start</title>\n'
_MKDOCS = """\
site_name: search
docs_dir: docs
use_directory_urls: true
theme: {name: material, language: zh, font: false}
plugins: [search]
nav: [index.md]
"""


def ours(out: Path, units: tuple[UnitEntry, ...], rows: tuple[InstitutionEntry, ...]) -> float:
    """The files of the site's search, and its code."""
    shutil.copytree(ROOT / "site/pages/assets/registry", out / "assets/registry")
    start = time.perf_counter()
    made: set[Path] = set()
    for piece in files.searched(units, rows, WORDS):
        path = out / piece.path
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(piece.make())
    return time.perf_counter() - start


def _content(app: AppEntry, unit: UnitEntry) -> list[str]:
    return [
        f"教APP备{app.digits}号",
        app.digits,
        app.name,
        unit.name,
        unit.uscc,
        app.android,
        app.ios,
        app.mini_program,
    ]


def pagefind(out: Path, apps: Sequence[tuple[AppEntry, UnitEntry]], binary: str) -> float:
    """Custom records by the protocol that its Node and Python packages speak: base64 of JSON, each closed by a comma."""
    start = time.perf_counter()
    with subprocess.Popen([binary, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as service:
        assert service.stdin
        assert service.stdout
        buffer = b""

        def answer() -> dict[str, object]:
            nonlocal buffer
            while b"," not in buffer:
                buffer += service.stdout.read1(65_536)  # type: ignore[union-attr]
            line, buffer = buffer.split(b",", 1)
            found: dict[str, object] = json.loads(base64.b64decode(line))["payload"]
            if found["type"] == "Error":
                raise SystemExit(f"pagefind: {found}")
            return found

        def send(**payload: object) -> None:
            service.stdin.write(
                base64.b64encode(json.dumps({"message_id": 1, "payload": payload}).encode()) + b","
            )  # type: ignore[union-attr]

        send(type="NewIndex", config={"force_language": "zh"})
        service.stdin.flush()
        index = answer()["index_id"]
        for at, (app, unit) in enumerate(apps, 1):
            send(
                type="AddRecord", index_id=index, url=f"/r/{app.digits}.html", content=" \n".join(_content(app, unit)), language="zh",
                meta={"title": app.name, "number": app.digits},
            )  # fmt: skip
            if at % 200 == 0 or at == len(apps):  # answers are read in time, before the pipe is full
                service.stdin.flush()
                for _ in range(at - (at - 1) // 200 * 200):
                    answer()
        send(type="WriteFiles", index_id=index, output_path=str(out))
        service.stdin.flush()
        answer()
        service.stdin.close()
    return time.perf_counter() - start


def material(out: Path, apps: Sequence[tuple[AppEntry, UnitEntry]]) -> float:
    """A page per app, built with its own search plug-in; making the Markdown is not measured."""
    source = out.with_name(f"{out.name}-source")
    shutil.rmtree(source, ignore_errors=True)
    (source / "docs").mkdir(parents=True)
    (source / "mkdocs.yml").write_text(_MKDOCS)
    (source / "docs/index.md").write_text("# search\n")
    for app, unit in apps:
        text = "\n\n".join([f"# {app.name}", *_content(app, unit)])
        (source / f"docs/{app.digits}.md").write_text(text)
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(out)],
        cwd=source,
        check=True,
        capture_output=True,
    )
    took = time.perf_counter() - start
    (worker,) = (out / "assets/javascripts/workers").glob("search.*.js")
    (out / "worker.txt.json").write_text(json.dumps(f"/{worker.relative_to(out).as_posix()}"))
    return took


def main(engine: str, out: Path, apps: int, institutions: int, binary: str = "") -> None:
    """One engine, one size."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    units = search_sample.units(apps)
    pairs = [(app, unit) for unit in units for app in unit.apps]
    if engine == "ours":
        seconds = ours(out, units, search_sample.institutions(institutions))
    elif engine == "pagefind":
        seconds = pagefind(out, pairs, binary)
    else:
        seconds = material(out, pairs)
    (out / "start.html").write_text(_START)
    print(json.dumps({"seconds": round(seconds, 2)}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), *sys.argv[5:])
