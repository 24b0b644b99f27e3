"""Feeds of the latest decisions: Atom (RFC 4287) and JSON Feed 1.1, of all, of each authority, and of the lists.

Names and times come from the decisions, never from the build. Addresses are relative to the feed unless the site knows its own.
"""

import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from xml.etree import ElementTree

from registry.core.codes import EventKind
from registry.core.text import Text
from registry.render.site import addresses
from registry.render.site.api.envelope import document
from registry.render.site.api.files import LATEST
from registry.render.site.fingerprint import of_many
from registry.render.site.piece import Piece
from registry.render.site.records import Decision, Records
from registry.render.site.shell import Shell

ATOM = "http://www.w3.org/2005/Atom"
BEGINNING = "2019-11-11T00:00:00+08:00"
"""`updated` of a feed that has no entry yet: the Measures are of this day."""
CHANGES = "changes"
BLACKLIST = "blacklist"

_NAMESPACE = uuid.UUID("6f1c1f0e-6d2c-5a3e-9b57-2f6f2c1b6a10")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ON_LISTS = frozenset({EventKind.blacklisted, EventKind.bar_lifted})


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its name in addresses, its title, the page that it is about, and its decisions, newest first."""

    name: str
    title: Text
    page: str
    decisions: tuple[Decision, ...]

    @property
    def updated(self) -> str:
        """Instant of the newest decision."""
        return self.decisions[0].event.at if self.decisions else BEGINNING


def pieces(records: Records, shell: Shell) -> Iterator[Piece]:
    """Every feed in both forms."""
    site = shell.deployment.site
    for feed in feeds(records):
        made_from = (feed.title.both(), of_many(one.fingerprint for one in feed.decisions))
        yield Piece(addresses.feed(feed.name, "atom"), partial(as_atom, feed, site), made_from)
        yield Piece(addresses.feed(feed.name, "json"), partial(as_json, feed, site), made_from)


def feeds(records: Records) -> Iterator[Feed]:
    """All feeds; there is one also of what has no decisions, so that a subscription never breaks."""
    yield Feed(CHANGES, Text("备案变更", "Changes of filings"), "", _latest(records.decisions))
    listings = (one for one in records.decisions if one.event.event in _ON_LISTS)
    yield Feed(
        BLACKLIST, Text("黑名单变更", "Changes of the blacklist"), addresses.BLACKLIST, _latest(listings)
    )
    of: dict[str, list[Decision]] = {record.authority.slug: [] for record in records.authorities}
    for one in records.decisions:
        of[one.event.authority].append(one)
    for record in records.authorities:
        slug, name = record.authority.slug, record.authority.name
        yield Feed(
            slug,
            Text(f"{name.zh} 备案变更", f"{name.en}: changes of filings"),
            addresses.authority_page(slug),
            _latest(of[slug]),
        )


def _latest(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    return tuple(islice(decisions, LATEST))


def identity(name: str) -> str:
    """A name for a feed or an entry that stays the same wherever the site lies."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, name)}"


def _entry_identity(decision: Decision) -> str:
    return identity(f"ledger/{decision.event.authority}/{decision.event.sequence}")


def headline(decision: Decision) -> str:
    """What happened to what, in Chinese: `已撤销 锦里题库 教APP备5190002号`."""
    subject = f"{decision.app.app.name} {decision.event.number}" if decision.app else decision.unit
    return f"{decision.event.event.label.zh}：{subject}"


def story(decision: Decision) -> str:
    """The decision in both languages, with who decided and why."""
    event, name = decision.event, decision.authority.name
    reason = Text(f"，{event.reason}", f", {event.reason}") if event.reason else Text("", "")
    about = f"{event.number} {decision.unit}" if event.number else decision.unit
    return (
        f"{event.at[:10]} {name.zh}：{event.event.label.zh}，{about}{reason.zh}。\n"
        f"{event.at[:10]} {name.en}: {event.event.label.en}, {about}{reason.en}."
    )


def page_of(decision: Decision) -> str:
    """The page that shows the decision."""
    if decision.app:
        return addresses.app_page(decision.app.digits)
    if decision.event.event in _ON_LISTS:
        return addresses.BLACKLIST
    if decision.has_provider_page:
        return addresses.provider_page(decision.uscc)
    return addresses.authority_page(decision.authority.slug)


def _link(site: str, path: str) -> str:
    return f"{site}{path}" if site else f"../{path}"


def as_atom(feed: Feed, site: str) -> bytes:
    """The feed as Atom. `site` is the absolute address of the site, or empty."""
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "zh-CN"})
    _add(root, "id", identity(f"feed/{feed.name}"))
    _add(root, "title", feed.title.both())
    _add(root, "updated", feed.updated)
    _add(root, "link", rel="alternate", type="text/html", href=_link(site, feed.page))
    if site:
        _add(
            root,
            "link",
            rel="self",
            type="application/atom+xml",
            href=site + addresses.feed(feed.name, "atom"),
        )
    _add(root, "rights", "CC BY 4.0")
    for decision in feed.decisions:
        entry = _add(root, "entry")
        event = decision.event
        _add(entry, "id", _entry_identity(decision))
        _add(entry, "title", headline(decision))
        _add(entry, "updated", event.at)
        _add(entry, "published", event.at)
        _add(_add(entry, "author"), "name", decision.authority.name.zh)
        _add(entry, "link", rel="alternate", type="text/html", href=_link(site, page_of(decision)))
        _add(entry, "category", term=event.event.value, label=event.event.label.zh)
        _add(entry, "content", story(decision), type="text")
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    """A child with its text; characters that XML cannot hold are left out, whatever a model let through."""
    child = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    if text:
        child.text = _NOT_XML.sub("", text)
    return child


def as_json(feed: Feed, site: str) -> bytes:
    """The feed as JSON Feed 1.1."""
    found: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title.both(),
        "home_page_url": _link(site, feed.page),
        "language": "zh-CN",
        "items": [
            {
                "id": _entry_identity(decision),
                "url": _link(site, page_of(decision)),
                "title": headline(decision),
                "content_text": story(decision),
                "date_published": decision.event.at,
                "authors": [{"name": decision.authority.name.zh}],
                "tags": [decision.event.event.value],
            }
            for decision in feed.decisions
        ],
    }
    if site:
        found["feed_url"] = site + addresses.feed(feed.name, "json")
    return document(found)
