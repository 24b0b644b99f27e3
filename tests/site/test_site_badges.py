"""Badges: well-formed, wide enough, turning with the status, and with nothing in them that a stranger wrote."""

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from registry.core.codes import LIVE, ProviderStatus
from registry.render.site.assemble import records_of
from registry.render.site.badge import COLOURS, SIGN, Badges
from registry.render.site.badge import pieces as badge_pieces
from registry.render.site.deployment import Deployment
from registry.render.site.shell import Shell
from registry.render.site.wording import MEANING
from tests.site.conftest import Site
from tests.site.site_sample import snapshot

SVG = "{http://www.w3.org/2000/svg}"
SHELL = Shell("", "", "", "", Deployment("https://registry.example.cn/apps/"))
APPS = {app.digits: app for app in records_of(snapshot()).apps}


def _of(status: ProviderStatus, demonstration: bool = False) -> tuple[ElementTree.Element, dict[str, object]]:
    app = replace(APPS["0000017"], status=status, demonstration=demonstration)
    badges = Badges(SHELL)
    return ElementTree.fromstring(badges.picture(app)), json.loads(badges.data(app))


def _contrast(one: str, other: str) -> float:
    """Contrast of two colours (WCAG 2.2)."""

    def luminance(colour: str) -> float:
        full = colour if len(colour) == 7 else "#" + "".join(2 * c for c in colour[1:])
        parts = [int(full[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("status", MEANING)
def test_a_badge_says_number_and_status_in_words(status: ProviderStatus) -> None:
    picture, data = _of(status)
    label, message = (text.text for text in picture.iter(f"{SVG}text"))
    assert (label, message) == ("教APP备0000017号", f"{SIGN[status]} {status.label.zh}")
    assert picture.findtext(f"{SVG}title") == f"教APP备0000017号 {status.label.zh} {status.label.en}"
    assert "https://registry.example.cn/apps/v/0000017" in (picture.findtext(f"{SVG}desc") or "")
    assert data == {
        "schemaVersion": 1,
        "label": label,
        "message": status.label.zh,
        "color": COLOURS[status][0],
        "isError": status not in LIVE,
        "cacheSeconds": 3600,
    }


def test_only_a_filing_in_force_looks_like_one() -> None:
    live = {COLOURS[status] for status in LIVE}
    assert len(live) == 1
    assert all(COLOURS[status] not in live for status in MEANING if status not in LIVE)
    assert all(SIGN[status] != "✓" for status in MEANING if status not in LIVE)


@pytest.mark.parametrize("status", MEANING)
def test_words_stand_out_in_light_and_dark(status: ProviderStatus) -> None:
    light, dark, dark_word = COLOURS[status]
    assert _contrast("#fff", light) >= 4.5
    assert _contrast(dark_word, dark) >= 4.5
    assert _contrast(dark, "#0d1117") >= 3  # against a dark page


def test_a_badge_of_demonstration_data_says_so() -> None:
    picture, data = _of(ProviderStatus.filed, demonstration=True)
    assert [text.text for text in picture.iter(f"{SVG}text")][1] == "✓ 示例·已备案"
    assert data["message"] == "示例·已备案"


def test_a_badge_without_the_sites_address_names_none() -> None:
    bare = Badges(Shell("", "", "", "")).picture(APPS["1190001"])
    assert ElementTree.fromstring(bare).findtext(f"{SVG}desc") == "状态以网上查询为准 The register prevails"


def test_every_app_has_both_badges_and_they_are_made_anew_when_the_status_turns() -> None:
    records = records_of(snapshot())
    made = {piece.path: piece for piece in badge_pieces(records, SHELL)}
    assert set(made) == {f"badge/{digits}.{ending}" for digits in APPS for ending in ("svg", "json")}
    turned = replace(records, apps=tuple(replace(app, status=ProviderStatus.revoked) for app in records.apps))
    for piece in badge_pieces(turned, SHELL):
        before = made[piece.path]
        assert (piece.made_from != before.made_from) == (piece.make() != before.make()), piece.path
        assert (piece.made_from != before.made_from) == (piece.path[6:13] != "5190002"), piece.path


def test_the_words_fit_their_boxes_in_a_browser(site: Site, browser: Browser) -> None:
    page = browser.new_page()
    for digits in APPS:
        page.goto(f"{site.address}/badge/{digits}.svg")
        sizes = page.evaluate(
            """() => [...document.querySelectorAll("text")].map((text, i) => {
                const drawn = text.getBBox(), box = document.querySelectorAll("path")[i].getBBox();
                text.removeAttribute("textLength");
                return [drawn.x - box.x, box.x + box.width - drawn.x - drawn.width, text.getBBox().width / drawn.width];
            })"""
        )
        for left, right, natural in sizes:
            assert left >= 5, digits
            assert right >= 5, digits
            assert 0.8 < natural < 1.25, digits  # neither squeezed nor torn apart
    page.close()


def test_pages_of_others_may_show_a_badge(site: Site, browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page(color_scheme="dark")
    other = tmp_path / "page.html"
    other.write_text(f'<img src="{site.address}/badge/5190002.svg" alt="">', encoding="utf-8")
    page.goto(other.as_uri())
    assert page.evaluate("document.images[0].complete && document.images[0].naturalHeight") == 22
    page.close()
