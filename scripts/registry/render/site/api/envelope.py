"""The form that every answer has, and how JSON is written."""

import gzip

import orjson

from registry.render.site import addresses

SCHEMA_VERSION = "1.0"
"""Fields and codes may be added within it; what is renamed, removed or changes its type makes it another one."""

ABOUT = f"{addresses.API}index.json"
"""The file that says of which commit and day the data are."""

Json = dict[str, object]


def document(content: object) -> bytes:
    """JSON as published: sorted keys, UTF-8, no spaces; numbers are whole. Raises TypeError for what JSON does not know."""
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def enveloped(result: object, total: int) -> bytes:
    """An answer: `total` counts what the file's lists or keys hold."""
    return document(
        {
            "schema_version": SCHEMA_VERSION,
            "about": ABOUT,
            "total": total,
            "result": result,
        }
    )


_SYSTEM = 9
"""Place in a gzip header (RFC 1952) of the system that it was made on; 255 is `unknown`."""


def packed(content: bytes, level: int = 9) -> bytes:
    """Compressed without a time and without a system, so that the same content gives the same bytes: Pythons before 3.13 leave there what zlib was built for."""
    made = gzip.compress(content, compresslevel=level, mtime=0)
    return made[:_SYSTEM] + b"\xff" + made[_SYSTEM + 1 :]
