"""How to cite a record: as GB/T 7714 asks, in Markdown, and in BibTeX. Each text is cut where the reader's day of access belongs."""

import re

from registry.render.site import addresses
from registry.render.site.deployment import Deployment
from registry.render.site.records import AppRecord

DIGITS = 16
"""Leading digits of the content's SHA-256 that a citation gives: enough to tell two versions apart, short enough to be printed."""

_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")
_TEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "{}$&#%_"},
}  # fmt: skip


def citations(record: AppRecord, deployment: Deployment) -> tuple[tuple[str, str], ...]:
    """The three texts, each as what stands before and after the day of access. None if the site does not know its address."""
    address = deployment.absolute(addresses.short(record.digits))
    if not address:
        return ()
    content = f"SHA-256:{record.approved_sha256[:DIGITS]}"
    name, number, authority = record.app.name, record.number, record.authority.name.zh
    status = record.status.label.zh
    return (
        (
            f"{authority}. {name}({number}，{status})[DB/OL]. ({record.filed_on})[",
            f"]. {address}. {content}.",
        ),
        (f"[{_markdown(name)} {number}]({address})，{status}，{content}，访问于 ", ""),
        (
            f"@misc{{app{record.digits},title={{{_tex(name)}（{number}，{status}）}},author={{{{{_tex(authority)}}}}},"
            f"year={{{record.filed_on[:4]}}},url={{{address}}},urldate={{",
            f"}},note={{{content}}}}}",
        ),
    )


def _markdown(text: str) -> str:
    """A text with nothing in it that Markdown reads as its own."""
    return _MARKDOWN.sub(r"\\\1", text)


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)
