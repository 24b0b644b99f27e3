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
    """JSON as published: sorted keys, UTF-8, no spaces."""
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


def packed(content: bytes) -> bytes:
    """Compressed without a time, so that the same answer gives the same bytes."""
    return gzip.compress(content, compresslevel=9, mtime=0)
