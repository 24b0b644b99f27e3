"""What the frame and the style sheet promise: few bytes, enough contrast, nothing from the theme, one palette."""

import os
import re
from pathlib import Path

import pytest

from registry.adapters.site_generator import generate
from registry.render.site import shell
from tests.site.conftest import REPOSITORY, Site
from tests.site.site_sample import EPOCH, RULES

CSS = (REPOSITORY / "site/pages/assets/registry/site.css").read_text(encoding="utf-8")
FRAME_BYTES = 2_100


def test_the_frame_of_a_record_page_is_small(site: Site) -> None:
    page = site.text("r/1190001.html")
    content = re.compile(
        '<title>.*?</title>|(?<=name=description content=")[^"]*|<article.*</article>', re.DOTALL
    )
    assert len(content.findall(page)) == 3
    assert len(content.sub("", page).encode()) <= FRAME_BYTES


def test_nothing_that_the_theme_ships_reaches_the_site(site: Site) -> None:
    assert {path.split("/")[1] for path in site.paths("") if path.startswith("assets/")} == {"registry"}
    assert "md-" not in site.text("index.html").replace("md-typeset", "")


def test_without_the_theme_the_pages_are_the_same(tmp_path: Path) -> None:
    configuration = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    assert configuration.count("  name: material\n") == 1
    (tmp_path / "mkdocs.yml").write_text(
        configuration.replace("  name: material\n", "  name: null\n"), encoding="utf-8"
    )
    (tmp_path / "site").symlink_to(REPOSITORY / "site")
    bare = generate(tmp_path, RULES, EPOCH, shell.SOURCE)
    themed = generate(REPOSITORY, RULES, EPOCH, shell.SOURCE)
    assert bare.shell == themed.shell
    pages = {path for path in themed.files if path.endswith(".html")}
    assert {path: bare.files[path] for path in pages} == {path: themed.files[path] for path in pages}


def unclosed(style_sheet: str) -> list[str]:
    """Selectors that stand within the block of another selector, which one brace too few makes of all that follows."""
    open_blocks: list[str] = []
    found = []
    for selector, brace in re.findall(
        r"([^{};]*)([{};])", re.sub(r"/\*.*?\*/", "", style_sheet, flags=re.DOTALL)
    ):
        if brace == "{":
            if open_blocks and not open_blocks[-1].startswith("@"):
                found.append(selector.strip())
            open_blocks.append(selector.strip())
        elif brace == "}":
            open_blocks.pop()
    return found + open_blocks


def test_every_block_of_the_style_sheets_is_closed() -> None:
    for file in sorted((REPOSITORY / "site/pages/assets/registry").glob("*.css")):
        assert unclosed(file.read_text("utf-8")) == [], file.name
    assert unclosed("@media print { .a { b: c } } .d { e: f;\n.g { h: i }") == [".g", ".d"]


def _variables(block: str) -> dict[str, str]:
    return dict(re.findall(r"--(reg-[a-z-]+): (#[0-9a-f]{6});", block))


def _blocks(selector: str) -> list[dict[str, str]]:
    found = re.findall(re.escape(selector) + r" \{\n(.*?)\n\s*\}", CSS, re.DOTALL)
    return [_variables(block) for block in found if "--reg-ink" in block]


def palette(scheme: str) -> dict[str, str]:
    """Colours of a scheme by their names, as #rrggbb."""
    (light,) = _blocks(":root")
    (dark,) = _blocks(':root[data-scheme="dark"]')
    return light if scheme == "light" else light | dark


def test_dark_by_choice_and_dark_by_the_system_are_one_palette() -> None:
    assert _blocks(':root[data-scheme="dark"]') == _blocks(":root:not([data-scheme])")
    assert len(palette("dark")) == len(palette("light"))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2, 1.4.3)."""

    def luminance(colour: str) -> float:
        channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXT = {
    ("reg-ink", "reg-paper"): 7,
    ("reg-ink", "reg-surface"): 7,
    ("reg-quiet", "reg-paper"): 7,
    ("reg-quiet", "reg-surface"): 4.5,
    ("reg-link", "reg-paper"): 7,
    ("reg-link", "reg-surface"): 4.5,
    ("reg-brand-ink", "reg-brand"): 7,
    ("reg-brand-ink", "reg-brand-deep"): 7,
    **{
        (f"reg-{status}", f"reg-{status}-surface"): 4.5
        for status in ("filed", "suspended", "revoked", "ended")
    },
    **{("reg-ink", f"reg-{status}-surface"): 7 for status in ("filed", "suspended", "revoked", "ended")},
    ("reg-suspended", "reg-paper"): 4.5,
    ("reg-edge", "reg-paper"): 3,  # outlines of fields and buttons
    ("reg-edge", "reg-surface"): 3,
}  # fmt: skip
"""Pairs that stand on each other, with the least contrast: AAA for running text, AA for the rest."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_of_colours_has_its_contrast(scheme: str) -> None:
    colours = palette(scheme)
    low = {
        pair: round(contrast(*(colours[name] for name in pair)), 2)
        for pair, least in TEXT.items()
        if contrast(*(colours[name] for name in pair)) < least
    }
    assert low == {}


def _table() -> str:
    """The colours and what stands on what, as docs/look.md shows them."""
    light, dark = palette("light"), palette("dark")
    lines = [
        "| on | contrast, light | contrast, dark | at least |",
        "| --- | --- | --- | --- |",
    ]
    for (ink, ground), least in TEXT.items():
        shown = [f"{contrast(c[ink], c[ground]):.1f} ({c[ink]} on {c[ground]})" for c in (light, dark)]
        names = f"{ink.removeprefix('reg-')} on {ground.removeprefix('reg-')}"
        lines.append(f"| {names} | {shown[0]} | {shown[1]} | {least} |")
    return "\n".join(lines)


def test_the_colours_are_written_down_as_they_are() -> None:
    """REGISTRY_BLESS=1 writes the table anew."""
    page = REPOSITORY / "docs/look.md"
    text = page.read_text(encoding="utf-8")
    first, rest = text.split("<!-- colours -->\n")
    shown, last = rest.split("<!-- /colours -->")
    if os.environ.get("REGISTRY_BLESS") == "1":
        page.write_text(
            f"{first}<!-- colours -->\n{_table()}\n<!-- /colours -->{last}", encoding="utf-8", newline="\n"
        )
        return
    assert shown.strip() == _table()


def test_only_variables_hold_colours() -> None:
    rest = re.sub(r"--reg-[a-z-]+: #[0-9a-f]{6};", "", CSS)
    assert re.findall(r"(?<!&)#[0-9a-f]{3,8}\b", rest) == []
