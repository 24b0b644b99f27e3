"""The one file that the search reads: a compact row per app. Up to some 10,000 apps it is smaller than any index over it."""

from collections.abc import Iterator
from functools import partial

from registry.core.codes import ProviderStatus
from registry.core.number import FIRST_DEMONSTRATION_SERIAL
from registry.render.site import addresses
from registry.render.site.api import Json, document
from registry.render.site.piece import Piece
from registry.render.site.pinyin import pinyin
from registry.render.site.records import Records
from registry.render.site.shell import Shell
from registry.render.site.wording import MEANING

COLUMNS = (
    "number",
    "name",
    "provider",
    "authority",
    "status",
    "uscc",
    "android_package",
    "ios_bundle",
    "pinyin",
)
"""What stands where in a row. An absent value is an empty text, so that every column has one type."""


def pieces(records: Records, shell: Shell) -> Iterator[Piece]:  # noqa: ARG001 - data needs no frame
    """The search file as a piece of the site."""
    path, content = search_file(records)
    yield Piece(path, partial(bytes, content))


def search_file(records: Records) -> tuple[str, bytes]:
    """Path and content of the search file, with the words that the browser needs to show a row."""
    readings = {name: pinyin(name) for name in {app.app.name for app in records.apps}}
    rows = []
    for app in records.apps:
        android, ios = app.app.platforms.android, app.app.platforms.ios
        rows.append(
            [
                app.digits,
                app.app.name,
                app.unit.name,
                app.authority.slug,
                app.status.value,
                app.unit.uscc,
                android.package_name if android else "",
                ios.bundle_id if ios else "",
                readings[app.app.name],
            ]
        )
    content: Json = {
        "columns": list(COLUMNS),
        "rows": rows,
        "authorities": {
            record.authority.slug: {"zh": record.authority.name.zh, "en": record.authority.name.en}
            for record in records.authorities
        },
        "statuses": {status.value: _words(status) for status in MEANING},
        "first_demonstration_serial": FIRST_DEMONSTRATION_SERIAL,
    }
    return addresses.SEARCH_ROWS, document(content)


def _words(status: ProviderStatus) -> Json:
    return {
        "zh": status.label.zh,
        "en": status.label.en,
        "meaning": {"zh": MEANING[status].zh, "en": MEANING[status].en},
    }
