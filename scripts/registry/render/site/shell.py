"""The frame that the site generator makes, into which every record page is put."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from registry.core.problem import Problem
from registry.render.site.deployment import NOWHERE, Deployment

TITLE = "REGISTRY-SHELL-TITLE"
DESCRIPTION = "REGISTRY-SHELL-DESCRIPTION"
CONTENT = "<p>REGISTRY-SHELL-CONTENT</p>"
SOURCE = "shell/index.html"
"""Where the generator puts the frame; one folder deep, as are all pages made from it, so that its relative links hold."""

_FRAGMENT = re.compile("<!-- registry:([a-z-]+) -->")
_QUOTED = re.compile("""(?<=\\s)([a-z-]+)="([^\\s"'=<>`]*[^\\s"'=<>`/])\"""")
"""An attribute whose quotes HTML does not need; one that ends with a slash keeps them, since `=a/>` reads as the end of an empty tag to some."""
_BLANK = re.compile(r"\s*\n\s*")


class ShellError(Problem, ValueError):
    """The generated page does not hold each of its tokens once, in order."""


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame cut at its tokens, and where the site stands. A page is joined from the pieces, so nothing that it says is ever looked through again."""

    before_title: str
    before_description: str
    before_content: str
    after_content: str
    deployment: Deployment = NOWHERE

    @classmethod
    def cut(cls, page: str, deployment: Deployment = NOWHERE) -> "Shell":
        """Cut a generated page. Raises ShellError when a theme or generator put the tokens elsewhere."""
        squeezed = _BLANK.sub("\n", page).strip() + "\n"
        if any(squeezed.count(token) != 1 for token in (TITLE, DESCRIPTION, CONTENT)):
            raise ShellError(
                "the shell page must hold its title, description and content tokens exactly once"
            )
        if _FRAGMENT.search(squeezed):
            raise ShellError("the shell page may ask for no fragment: every page would change with its data")
        first, rest = squeezed.split(DESCRIPTION)
        if TITLE not in rest or CONTENT not in rest.split(TITLE)[1]:
            raise ShellError("the shell page must hold its description, then its title, then its content")
        second, rest = rest.split(TITLE)
        third, last = rest.split(CONTENT)
        first, second, third, last = (_QUOTED.sub(r"\1=\2", part) for part in (first, second, third, last))
        return cls(first, second, third, last, deployment)

    def page(self, title: str, description: str, content: str) -> bytes:
        """A whole page. `title` and `description` are plain text, `content` is markup from an autoescaped template."""
        return "".join(
            (
                self.before_title,
                escape(description),
                self.before_description,
                escape(title),
                self.before_content,
                content,
                self.after_content,
            )
        ).encode()


def fill(page: str, fragments: Mapping[str, Markup]) -> str:
    """Put fragments where a hand-written page asks for them with `<!-- registry:name -->`. Raises ShellError for an unknown name."""

    def fragment(match: re.Match[str]) -> str:
        if match[1] not in fragments:
            raise ShellError(f"a page asks for {match[1]}, which nothing provides")
        return fragments[match[1]]

    return _FRAGMENT.sub(fragment, page)
