"""Records as linked data (JSON-LD in the terms of schema.org), for search engines: of what the page says, what they read.

These blocks stand in tens of thousands of pages: what is the same on all of them is left out (docs/decisions/0069-size-of-a-country.md).
"""

from collections.abc import Iterable

import orjson
from markupsafe import Markup

from registry.core.codes import ProviderStatus
from registry.render.site.records import AppRecord, ProviderRecord

CONTEXT = "https://schema.org"

_ENDED = (ProviderStatus.withdrawn, ProviderStatus.revoked)
_BEFORE, _AFTER = "<script type=application/ld+json>", "</script>"

Node = dict[str, object]


def app_data(record: AppRecord) -> Markup:
    """An app and its filing, as a block for its page."""
    app, platforms = record.app, record.app.platforms
    systems = [name for name, on in (("Android", platforms.android), ("iOS", platforms.ios)) if on]
    software: Node = {
        "@type": "SoftwareApplication",
        "name": app.name,
        "publisher": _unit(record.unit.name, record.unit.uscc),
    }
    if systems:
        software["operatingSystem"] = ", ".join(systems)
    permit: Node = {
        "@type": "GovernmentPermit",
        "identifier": record.number,
        "description": record.status.label.zh,
        "issuedBy": {"@type": "GovernmentOrganization", "name": record.authority.name.zh},
        "validFrom": record.filed_on,
    }
    if record.status in _ENDED:
        permit["validUntil"] = record.since
    return _block([software, permit])


def provider_data(record: ProviderRecord) -> Markup:
    """A provider, as a block for its page."""
    return _block([_unit(record.unit.name, record.unit.uscc)])


def data_set(name: str, description: str, files: Iterable[tuple[str, str, str]], up: str) -> Markup:
    """The open data, as a block for their page. `files`: path, media type, what it is; `up` leads from the page to the site's root."""
    found: Node = {
        "@type": "Dataset",
        "@id": "#downloads",
        "name": name,
        "description": description,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isAccessibleForFree": True,
        "inLanguage": ["zh-CN", "en"],
        "spatialCoverage": {"@type": "Country", "name": "中国"},
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": f"{up}{path}",
                "encodingFormat": media_type,
                "name": title,
            }
            for path, media_type, title in files
        ],
    }
    return _block([found])


def _unit(name: str, uscc: str) -> Node:
    return {"@type": "Organization", "name": name, "identifier": uscc}


def _block(nodes: list[Node]) -> Markup:
    """A data block. In it nothing may look like the end of a script, nor like a comment that hides one: `<` is written as its escape."""
    text = orjson.dumps({"@context": CONTEXT, "@graph": nodes}).decode()
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(f"{_BEFORE}{safe}{_AFTER}")  # noqa: S704 - no tag can begin in it
