"""No text becomes markup: a page with payloads is, node by node, the page with plain words."""

import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from registry.core import paths
from registry.render.site import addresses
from registry.rules import scope
from tests.hostile_site.conftest import Published
from tests.hostile_site.scanner import scan
from tests.hostile_site.strictly import strictly
from tests.site.conftest import REPOSITORY_ADDRESS, SITE_ADDRESS

_OWN_BLOCK = "application/ld+json"
FORMS = {f"{folder}{name}/new/index.html" for folder in ("", "en/") for name in ("file", "use")}
"""Pages with templates: what a form adds is made from the schemas alone."""
SOURCES = ("https://www.moe.gov.cn/", scope.BEIJING.url, "https://age-encryption.org/v1")
"""Texts that our own pages rest on."""


def _formless_pages(given: Published) -> set[str]:
    """Pages about the filings that no validation saw: their broken addresses are left out, so that less stands in them."""
    by_path = {path: paths.parse(path) for path in given.snapshot.providers}
    last = sorted(place.uscc for place in by_path.values() if place)[40:]
    found = {addresses.provider_page(uscc) for uscc in last}
    for number, standing in given.snapshot.replay.apps.items():
        place = by_path[standing.path]
        if place and place.uscc in last:
            found.add(addresses.app_page(number[5:12]))
    return found


def test_the_scanner_sees_what_a_page_must_not_hold(browser: Browser, tmp_path: Path) -> None:
    """A page with one of each."""
    (tmp_path / "a.html").write_text(
        "<!doctype html><p onclick=x>a<!-- b --><a href=' javascript:x'>c</a><svg><a xlink:href=data:x></a></svg><script>d</script><template><b onclick=y><!-- e --><template><i></i></template></b></template>",
        encoding="utf-8",
    )
    page = browser.new_page()
    (read,) = scan(page, tmp_path, ["a.html"]).values()
    page.close()
    assert read.shape["http://www.w3.org/1999/xhtml p onclick"] == 1
    assert read.shape["http://www.w3.org/2000/svg a xlink:href"] == 1
    assert [link.value for link in read.links] == [" javascript:x", "data:x"]
    assert read.blocks == (("", "d"),)
    assert read.shape["http://www.w3.org/1999/xhtml b onclick"] == 1
    assert read.shape["http://www.w3.org/1999/xhtml i "] == 1
    assert read.others == 2


def test_every_page_has_the_nodes_of_its_twin(hostile: Published, harmless: Published) -> None:
    assert set(hostile.pages) == set(harmless.pages)
    assert len(hostile.pages) >= 1_000
    formless = _formless_pages(hostile)
    assert len(formless) == 16 + 256
    for path, read in hostile.pages.items():
        twin = harmless.pages[path].shape
        if path not in formless:
            assert read.shape == twin, (path, _difference(read.shape, twin))
        assert not read.shape - twin, (path, _difference(read.shape, twin))
        assert read.others == harmless.pages[path].others == 0, path


def test_nothing_in_a_page_acts_by_itself(hostile: Published) -> None:
    """No handler, no style, no frame, and no element of a kind that our templates have no use for."""
    for path, read in hostile.pages.items():
        for kind in read.shape:
            _, element, *attributes = kind.split(" ")
            assert element != "template" or path in FORMS, path
            assert element not in {
                "iframe",
                "object",
                "embed",
                "base",
                "style",
                "foreignObject",
            }, path
            assert not [
                name for name in attributes if name.startswith("on") or name in {"style", "srcdoc"}
            ], (path, kind)


def test_links_lead_nowhere_but_where_they_say(hostile: Published, harmless: Published) -> None:
    """Our own are relative; addresses out of filings are of the web and marked as nobody's recommendation; nothing is loaded from them."""
    outside = 0
    for path, read in hostile.pages.items():
        for link in read.links:
            if link.attribute == "content":
                assert link.element == "meta", path
                continue
            if link.element == "img":
                # the QR code of the page, which holds its address alone
                assert link in harmless.pages[path].links, path
                continue
            parts = urlsplit(link.value.strip())
            if not parts.scheme and not parts.netloc:
                assert "\\" not in link.value, (path, link)
                assert not re.search(r"[\x00-\x20]", link.value), (path, link)
                continue
            assert link.element == "a", (path, link)
            assert parts.scheme in {"https", "http"}, (path, link)
            if link.value.startswith(
                (SITE_ADDRESS, REPOSITORY_ADDRESS, "https://creativecommons.org/", *SOURCES)
            ):
                continue
            assert "nofollow" in link.rel.split(), (path, link)
            outside += 1
    assert outside >= 1_900


def test_scripts_are_our_own_and_data_blocks_are_data(hostile: Published) -> None:
    blocks = 0
    for path, read in hostile.pages.items():
        for link in read.links:
            if link.element == "script":
                assert re.search(r"(?:^|/)assets/registry/(?:(?:form|seal)/)?[a-z_]+\.js$", link.value), (
                    path,
                    link,
                )
        for kind, text in read.blocks:
            assert kind == _OWN_BLOCK, path
            assert "<" not in text, path
            assert strictly(text)["@context"] == "https://schema.org"
            blocks += 1
    assert blocks >= 536


def test_data_blocks_say_the_names_as_they_are(hostile: Published) -> None:
    for path, standing in ((addresses.app_page(n[5:12]), s) for n, s in hostile.snapshot.replay.apps.items()):
        (block,) = hostile.pages[path].blocks
        app = next(
            one for one in hostile.snapshot.providers[standing.path].content.apps if one.id == standing.item
        )
        assert json.loads(block[1])["@graph"][0]["name"] == app.name, path


def _difference(one: Counter[str], other: Counter[str]) -> dict[str, int]:
    found = Counter(one)
    found.subtract(other)
    return {kind: count for kind, count in found.items() if count}
