"""Badges that providers show on their own sites (Art. 14): a picture, and data for services that draw badges. They turn when the status does.

A badge holds nothing that anybody filed: number and status only.
"""

from collections.abc import Iterator
from functools import partial
from unicodedata import east_asian_width

from registry.core.codes import LIVE, ProviderStatus
from registry.core.text import Text
from registry.render.site import addresses
from registry.render.site.api import document
from registry.render.site.compiled import Page
from registry.render.site.environment import record_environment
from registry.render.site.piece import Piece
from registry.render.site.records import AppRecord, Records
from registry.render.site.shell import Shell

SIGN = {
    ProviderStatus.filed: "✓",
    ProviderStatus.change_pending: "✓",
    ProviderStatus.suspended: "‖",
    ProviderStatus.withdrawn: "−",
    ProviderStatus.revoked: "✕",
}
"""Before the word, so that the colour says nothing alone."""

_GREEN, _AMBER = ("#14602f", "#8edba6", "#0b2413"), ("#7a4300", "#f3c77f", "#2c1c00")
_RED, _GREY = ("#9b1c1c", "#ffaaa6", "#380b0b"), ("#414c5a", "#c3ccd8", "#1b2430")
COLOURS = {
    ProviderStatus.filed: _GREEN,
    ProviderStatus.change_pending: _GREEN,
    ProviderStatus.suspended: _AMBER,
    ProviderStatus.withdrawn: _GREY,
    ProviderStatus.revoked: _RED,
}
"""Behind the word on a light page (white word), and on a dark one, with the colour of its word."""

SECONDS = 3600
"""How long a badge service may keep an answer: a revocation must show within hours."""

_WIDE, _NARROW, _MARGIN = 12, 7, 7
_PREVAILS = Text("状态以网上查询为准", "The register prevails")


def pieces(records: Records, shell: Shell) -> Iterator[Piece]:
    """Both badges of every app."""
    badges = Badges(shell)
    for app in records.apps:
        made_from = (app.number, app.status.value, str(app.demonstration))
        yield Piece(addresses.badge(app.digits, "svg"), partial(badges.picture, app), made_from)
        yield Piece(addresses.badge(app.digits, "json"), partial(badges.data, app), made_from)


class Badges:
    """The template compiled once, and where the site stands."""

    def __init__(self, shell: Shell) -> None:
        self._deployment = shell.deployment
        self._picture = Page(record_environment(), "badge.svg")

    def picture(self, app: AppRecord) -> bytes:
        """The badge as SVG."""
        message = f"{SIGN[app.status]} {_message(app)}"
        label_width, message_width = _width(app.number), _width(message)
        split = label_width + 2 * _MARGIN
        light, dark, dark_word = COLOURS[app.status]
        return self._picture.render(
            label=app.number,
            message=message,
            words=app.status.label,
            where=f"{_PREVAILS.both()} {self._deployment.absolute(addresses.short(app.digits))}".rstrip(),
            label_width=label_width,
            message_width=message_width,
            split=split,
            width=split + message_width + 2 * _MARGIN,
            light=light,
            dark=(dark, dark_word),
        ).encode()

    def data(self, app: AppRecord) -> bytes:
        """The badge in the shape that shields.io calls an endpoint. `isError` keeps a page from choosing a friendlier colour."""
        return document(
            {
                "schemaVersion": 1,
                "label": app.number,
                "message": _message(app),
                "color": COLOURS[app.status][0],
                "isError": app.status not in LIVE,
                "cacheSeconds": SECONDS,
            }
        )


def _message(app: AppRecord) -> str:
    return f"示例·{app.status.label.zh}" if app.demonstration else app.status.label.zh


def _width(text: str) -> int:
    """Width in pixels that a text takes at 12 pixels: Han characters a square, others somewhat over half of one."""
    return sum(_WIDE if east_asian_width(c) in "WF" else _NARROW for c in text)
