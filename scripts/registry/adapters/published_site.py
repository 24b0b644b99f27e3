"""The site that the public sees now, asked for over the web."""

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from registry.core.problem import Problem

_SECONDS = 30
_LARGEST = 16_000_000
"""Bytes; a manifest names lists and is a few kilobytes."""
_RETRY = Retry(total=4, backoff_factor=1, status_forcelist=(429, 500, 502, 503, 504), raise_on_status=False)


class UnreachableSiteError(Problem):
    """Whether a site is shown there cannot be told; the message is one sentence."""


def file_of(address: str, path: str) -> bytes | None:
    """A file of the site at `address`, its root; None if there is none, as before the first publication. Raises UnreachableSiteError.

    Only "not found" means that there is none: whatever else goes wrong may hide a site.
    """
    url = f"{address.rstrip('/')}/{path}"
    try:
        with requests.Session() as session:
            session.trust_env = address.startswith(
                "https://"
            )  # no proxy stands between this machine and itself
            for scheme in ("https://", "http://"):
                session.mount(scheme, HTTPAdapter(max_retries=_RETRY))
            with session.get(
                url, timeout=_SECONDS, headers={"Cache-Control": "no-cache"}, stream=True
            ) as answer:
                if answer.status_code in (404, 410):
                    return None
                answer.raise_for_status()
                content = answer.raw.read(_LARGEST + 1, decode_content=True)
    except (requests.exceptions.RequestException, OSError, ValueError) as error:
        raise UnreachableSiteError(
            f"{url} could not be read ({type(error).__name__}), so it is not known what is published there"
        ) from error
    if len(content) > _LARGEST:
        raise UnreachableSiteError(f"{url} is larger than a manifest can be")
    return bytes(content)
