"""Makes what the peers of the build start from: ready-made Markdown, their configurations, and our pages as one file.

Not measured: the peers get their Markdown for nothing. Usage: python -m benchmarks.peer_pages REGISTRY OUT
"""

import json
import sys
from pathlib import Path

from benchmarks import markdown, snapshot
from registry.render.site.pages import Pages
from registry.render.site.records import AppRecord
from registry.render.site.shell import Shell

# Filings are left out of the navigation, flat addresses, no link checks: each of these makes it faster.
_MKDOCS = """\
site_name: 教育移动应用备案登记
docs_dir: {docs}
use_directory_urls: false
theme:
  name: material
  language: zh
  font: false
plugins: {plugins}
nav:
  - index.md
validation:
  omitted_files: ignore
  absolute_links: ignore
  unrecognized_links: ignore
  links:
    not_found: ignore
"""
_HUGO = """\
baseURL = "/"
title = "教育移动应用备案登记"
languageCode = "zh-CN"
uglyURLs = true
disableKinds = ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
"""
_TITLE, _DESCRIPTION, _CONTENT = "{{ .Title }}", "{{ .Description }}", "{{ .Content }}"


def _words(record: AppRecord) -> tuple[str, str]:
    status = record.status.label
    title = f"{record.app.name} {record.number} {status.zh}"
    return title, f"{record.app.name}，{record.number}，{status.zh} {status.en}，{record.unit.name}"


def _front_matter(title: str, description: str) -> str:
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ndescription: {json.dumps(description, ensure_ascii=False)}\n---\n\n"


def main(registry: Path, out: Path) -> None:
    """Write everything for one registry."""
    epoch = snapshot.epoch_of(registry)
    records = snapshot.records(registry, epoch)
    shell = snapshot.shell_of(epoch)
    pages, bare = Pages(shell), Pages(Shell("", "", "<!-- content -->", ""))
    docs, content = out / "docs", out / "hugo/content"
    for folder in (docs / "r", content / "r", out / "hugo/layouts/_default"):
        folder.mkdir(parents=True)
    (docs / "index.md").write_text("# 教育移动应用备案登记\n")
    sizes = []
    with (out / "pack.bin").open("wb") as pack:
        for app in records.apps:
            text = markdown.of_markup(bare.app(app).decode().partition("<!-- content -->")[2])
            page = _front_matter(*_words(app)) + text
            (docs / f"r/{app.digits}.md").write_text(page)
            (content / f"r/{app.digits}.md").write_text(page)
            whole = pages.app(app)
            sizes.append((f"{app.digits}.html", len(whole)))
            pack.write(whole)
    (out / "pack.json").write_text(json.dumps(sizes))
    for name, plugins in (("mkdocs-search", "[search]"), ("mkdocs-plain", "[]")):
        (out / f"{name}.yml").write_text(_MKDOCS.format(docs="docs", plugins=plugins))
    (out / "hugo/hugo.toml").write_text(_HUGO)
    layout = (
        shell.before_title
        + _DESCRIPTION
        + shell.before_description
        + _TITLE
        + shell.before_content
        + _CONTENT
        + shell.after_content
    )
    (out / "hugo/layouts/_default/single.html").write_text(layout)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
