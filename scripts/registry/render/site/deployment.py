"""Where a site and its repository can be reached, as the configuration of the site says. Both may be unknown: pages then leave out what needs them."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, urlencode, urlsplit

from registry.core.problem import Problem

BRANCH = "main"
"""Branch on which decisions are taken and from which the site is published."""


class DeploymentError(Problem, ValueError):
    """A configured address is none that a reader could open; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """`site`: absolute address of the site's root, with a slash at its end. `repository`: address of the repository on the forge, without one.

    An empty text where it is not configured.
    """

    site: str = ""
    repository: str = ""

    @classmethod
    def configured(cls, site: object, repository: object) -> Self:
        """From `extra.site_address` and `extra.repository` of the configuration. Raises DeploymentError."""
        root, forge = _address("site_address", site), _address("repository", repository)
        return cls(f"{root}/" if root else "", forge)

    @property
    def local(self) -> bool:
        """Whether the site is a preview that only the machine it stands on can open."""
        return urlsplit(self.site).hostname in ("127.0.0.1", "localhost", "::1")

    def absolute(self, path: str) -> str:
        """Absolute address of a path of the site; nothing if the site's own address is not known."""
        return f"{self.site}{path}" if self.site else ""

    def commit(self, commit: str) -> str:
        """Address at which the forge shows a commit."""
        return f"{self.repository}/commit/{commit}" if self.repository else ""

    def source(self, path: str) -> str:
        """Address at which the forge shows a file of the registry."""
        return f"{self.repository}/blob/{BRANCH}/{quote(path)}" if self.repository else ""

    def request(self, number: int) -> str:
        """Address at which the forge shows a request."""
        return f"{self.repository}/pull/{number}" if self.repository else ""

    def issue_form(self, template: str, **fields: str) -> str:
        """Address of an issue form with some of its fields filled in."""
        query = urlencode({"template": template, **fields}, quote_via=quote)
        return f"{self.repository}/issues/new?{query}" if self.repository else ""


NOWHERE = Deployment()
"""Nothing is configured."""


def _address(name: str, given: object) -> str:
    """A configured address without the slash at its end."""
    text = "" if given is None else str(given).strip().rstrip("/")
    if not text:
        return ""
    parts = urlsplit(text)
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.query or parts.fragment:
        raise DeploymentError(
            f"extra.{name} is no address of the web without query: {text!r}; write https://… or leave it empty"
        )
    if not text.isascii() or any(c.isspace() or c in "\"'<>\\" for c in text):
        raise DeploymentError(f"extra.{name} holds characters that must be escaped in an address: {text!r}")
    return text
