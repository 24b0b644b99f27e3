"""The site map (sitemaps.org) of all pages, hand-written and generated, and `robots.txt`. A map names absolute addresses: without the site's own there is none."""

from collections.abc import Iterable, Iterator
from functools import partial
from xml.etree import ElementTree

from registry.render.site import addresses, changes, pages
from registry.render.site.api.envelope import packed
from registry.render.site.deployment import Deployment
from registry.render.site.fingerprint import of_many
from registry.render.site.piece import Piece
from registry.render.site.records import Records

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
LARGEST = 50_000
"""Addresses in one file, by the protocol."""

_NOT_LISTED = frozenset({"404.html"})

Page = tuple[str, str]
"""Path of a page and the day of its last decision, or nothing."""


def pieces(records: Records, hand_written: Iterable[str], deployment: Deployment) -> Iterator[Piece]:
    """`robots.txt`; and, where the site knows its address, an index with as many parts as are needed."""
    yield Piece(addresses.ROBOTS, partial(_robots, deployment), ())
    if not deployment.site:
        return
    every = sorted([*((path, "") for path in hand_written if path not in _NOT_LISTED), *_of_records(records)])
    parts = [every[start : start + LARGEST] for start in range(0, len(every), LARGEST)]
    for number, part in enumerate(parts, 1):
        made_from = (of_many(f"{path} {day}" for path, day in part),)
        yield Piece(addresses.sitemap_part(number), partial(_part, part, deployment), made_from)
    yield Piece(addresses.SITEMAP, partial(_index, len(parts), deployment), (str(len(parts)),))


def _of_records(records: Records) -> Iterator[Page]:
    for app in records.apps:
        yield addresses.app_page(app.digits), app.history[0].day if app.history else app.since
    for provider in records.providers:
        yield addresses.provider_page(provider.unit.uscc), max(app.since for app in provider.apps)
    for authority in records.authorities:
        for page in range(1, pages.count_of(authority) + 1):
            yield addresses.authority_page(authority.authority.slug, page), ""
    for month, page, rows in changes.pages_of(records.decisions):
        yield addresses.changes_page(month, page), rows[0].event.at[:10]
    for report in records.statistics.reports:
        yield addresses.report_page(report.period.code), ""
    yield addresses.BLACKLIST, ""


def _address(path: str, deployment: Deployment) -> str:
    """A page's address as people see it: a folder without its `index.html`."""
    return deployment.absolute(path.removesuffix("index.html"))


def _part(listed: list[Page], deployment: Deployment) -> bytes:
    root = _root("urlset")
    for path, day in listed:
        entry = _add(root, "url")
        _add(entry, "loc", _address(path, deployment))
        if day:
            _add(entry, "lastmod", day)
    return packed(_written(root))


def _index(parts: int, deployment: Deployment) -> bytes:
    root = _root("sitemapindex")
    for number in range(1, parts + 1):
        _add(_add(root, "sitemap"), "loc", deployment.absolute(addresses.sitemap_part(number)))
    return _written(root)


def _robots(deployment: Deployment) -> bytes:
    where = f"Sitemap: {deployment.absolute(addresses.SITEMAP)}\n" if deployment.site else ""
    return f"User-agent: *\nAllow: /\n{where}".encode()


def _root(name: str) -> ElementTree.Element:
    return ElementTree.Element(name, {"xmlns": NAMESPACE})


def _add(parent: ElementTree.Element, name: str, text: str = "") -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name)
    child.text = text or None
    return child


def _written(root: ElementTree.Element) -> bytes:
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
