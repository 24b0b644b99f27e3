"""The content of a record page as Markdown, for the peers: the same facts, labels and links, in a Markdown author's shape.

Made from our own markup, so that a change of the templates reaches the peers too.
"""

from html import escape
from html.parser import HTMLParser

_HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### "}
_BLOCKS = {"p", "nav", "section", "article", "dl", "ol", "ul"}
_TABLE_HEAD = "\n| 项目 Item | 内容 Value |\n| --- | --- |\n"


class _Writer(HTMLParser):
    """Facts become rows of a table, lists lists, headings headings; links and strong text stay so."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._link = ""
        self._item = ""
        self._mono: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag in _HEADINGS:
            self.parts.append(f"\n\n{_HEADINGS[tag]}")
        elif tag == "dl":
            self.parts.append(_TABLE_HEAD)
        elif tag == "dt":
            self.parts.append("| ")
        elif tag == "dd":
            self.parts.append(" | ")
        elif tag in ("ol", "ul"):
            self._item = "1. " if tag == "ol" else "- "
            self.parts.append("\n\n")
        elif tag == "li":
            self.parts.append(self._item)
        elif tag == "p":
            self.parts.append("\n\n")
        elif tag == "a":
            self._link = known.get("href", "")
            self.parts.append("[")
        elif tag == "strong":
            self.parts.append("**")
        elif tag == "br":
            self.parts.append(" · ")
        elif tag == "span":
            mono = known.get("class", "") == "reg-mono"
            self._mono.append(mono)
            self.parts.append("`" if mono else "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "dd":
            self.parts.append(" |\n")
        elif tag == "li":
            self.parts.append("\n")
        elif tag == "a":
            self.parts.append(f"]({self._link})")
        elif tag == "strong":
            self.parts.append("**")
        elif tag == "span":
            self.parts.append("`" if self._mono.pop() else "")
        elif tag in _BLOCKS or tag in _HEADINGS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        text = "" if not data.strip() and "\n" in data else data.replace("\n", " ")
        self.parts.append(escape(text, quote=False).replace("|", "&#124;"))


def of_markup(content: str) -> str:
    """Markdown of the content of a record page."""
    writer = _Writer()
    writer.feed(content)
    writer.close()
    lines = [line.rstrip() for line in "".join(writer.parts).split("\n")]
    kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
    return "\n".join(kept).strip() + "\n"
