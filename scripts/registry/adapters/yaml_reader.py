"""The one reader of filings: bytes -> plain values with the line and column of every key and value.

It walks libyaml's event stream under caps before any object is built, since the ordinary loaders crash, hang or guess on
hostile input. What YAML 1.1 and 1.2 would read differently must be quoted; dates stay text.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from registry.core.characters import first_not_composed, first_refused, name_of
from registry.core.finding import Place, Refusal
from registry.core.snapshot import Comment
from registry.core.text import shown

LARGEST_FILE = 256 * 1024
DEEPEST = 12
MOST_EVENTS = 40_000
LONGEST_SCALAR = 8 * 1024
MOST_REFUSALS = 20

_KEY = re.compile("[a-z][a-z0-9_]{0,63}")
_INTEGER = re.compile("-?(?:0|[1-9][0-9]{0,14})")
AMBIGUOUS = re.compile(
    r"""(?ix) y|n|yes|no|on|off|true|false|null|~|=|<<
    | [-+]?0b[01_]+ | [-+]?0x[0-9a-f_]+ | [-+]?0o?[0-7_]+
    | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
    | [-+]?(?:\.[0-9_]+|[0-9][0-9_,]*(?:\.[0-9_]*)?)(?:e[-+]?[0-9]+)?
    | [-+][0-9_]+ | [-+]?\.(?:inf|nan)
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t\ ].*)?"""
)
"""Plain scalars that some YAML 1.1 or 1.2 reader takes for something other than text."""


@dataclass(slots=True)
class Document:
    """What a file says, or why it cannot be read. Marks are (line, column), from 1, by place."""

    data: Any = None
    values: dict[Place, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Place, tuple[int, int]] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)

    def locate(self, place: Place, on_key: bool = False) -> tuple[int, int]:
        """Line and column of a value (or of its key); of the nearest enclosing value when the place itself is absent."""
        if on_key and place in self.keys:
            return self.keys[place]
        while place and place not in self.values:
            place = place[:-1]
        return self.values.get(place, (1, 1))


def decode(content: bytes) -> tuple[str, Refusal | None]:
    """The text of a file's bytes with CRLF made LF, or the refusal: size, encoding, byte order mark, characters."""
    if len(content) > LARGEST_FILE:
        return "", Refusal("F02", 1, 1, {"size": str(len(content)), "limit": str(LARGEST_FILE)})
    if content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return "", Refusal("F04", 1, 1, {})
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        line, column = _position(before, len(before))
        return "", Refusal("F03", line, column, {"byte": f"0x{content[error.start]:02X}"})
    text = text.replace("\r\n", "\n")
    index = first_refused(text)
    if index is not None:
        line, column = _position(text, index)
        return "", Refusal("F05", line, column, {"character": name_of(text[index])})
    index = first_not_composed(text)
    if index is not None:
        line, column = _position(text, index)
        return "", Refusal("F14", line, column, {})
    return text, None


def read(content: bytes) -> Document:
    """Read one filing. Never raises on any bytes; `data` is None when `refusals` is not empty."""
    text, refusal = decode(content)
    if refusal:
        return Document(refusals=[refusal])
    walk = _Walk()
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if not walk.take(event):
                break
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        walk.document.refusals.append(
            Refusal("F06", line, column, {"problem": shown(error.problem or error.context or "")})
        )
    except yaml.YAMLError as error:
        walk.document.refusals.append(Refusal("F06", 1, 1, {"problem": shown(error)}))
    document = walk.document
    if not document.refusals and not isinstance(document.data, dict):
        document.refusals.append(Refusal("F13", *document.values.get((), (1, 1)), {}))
    if document.refusals:
        document.data = None
        del document.refusals[MOST_REFUSALS:]
    return document


def comments(content: bytes) -> tuple[Comment, ...]:
    """All comments of a file, also of one whose form is refused; none of one that is no text. Never raises on any bytes.

    A `#` within a value is none, wherever it stands. After the place where the text is no YAML any more, each one begins a comment.
    """
    text, refusal = decode(content)
    if refusal or "#" not in text:
        return ()
    inside = bytearray(len(text))
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
                start, end = event.start_mark.index, event.end_mark.index
                if event.style in ("|", ">"):  # whose head may carry a comment
                    first = text.find("\n", start, end)
                    start = first if first >= 0 else end
                inside[start:end] = b"\1" * (end - start)
    except yaml.YAMLError:
        pass
    found = []
    for number, line in enumerate(re.finditer("(?m)^.*$", text), start=1):
        start = text.find("#", *line.span())
        while start >= 0 and inside[start]:
            start = text.find("#", start + 1, line.end())
        if start >= 0:
            found.append(Comment(number, start - line.start() + 1, text[start : line.end()]))
    return tuple(found)


def _position(text: str, index: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, index) + 1
    return text.count("\n", 0, index) + 1, index - start + 1


class _Walk:
    """Builds values from events; every refusal carries the position of its event."""

    def __init__(self) -> None:
        self.document = Document()
        self.events = 0
        self.documents = 0
        # One frame per open collection: the container, its place, and for a mapping the key that waits for its value.
        self.containers: list[Any] = []
        self.places: list[Place] = []
        self.waiting: list[str | None] = []

    def take(self, event: yaml.Event) -> bool:
        """Take one event; False: stop here."""
        self.events += 1
        mark = event.start_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if self.events > MOST_EVENTS or len(self.containers) > DEEPEST:
            return self._refuse("F11", line, column, {"limit": f"{DEEPEST} / {MOST_EVENTS}"}, stop=True)
        if isinstance(event, yaml.ScalarEvent):
            if event.anchor is not None or event.tag is not None:
                return self._refuse(
                    "F08", line, column, {"what": shown(event.tag or f"&{event.anchor}")}, stop=True
                )
            return self._scalar(event, line, column)
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if event.anchor is not None or event.tag is not None:
                return self._refuse(
                    "F08", line, column, {"what": shown(event.tag or f"&{event.anchor}")}, stop=True
                )
            if self.containers and self.waiting[-1] is None and isinstance(self.containers[-1], dict):
                return self._refuse("F10", line, column, {"key": "…"}, stop=True)
            self._open({} if isinstance(event, yaml.MappingStartEvent) else [], line, column)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.containers.pop()
            self.places.pop()
            self.waiting.pop()
        elif isinstance(event, yaml.AliasEvent):
            return self._refuse("F08", line, column, {"what": shown(f"*{event.anchor}")}, stop=True)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1 or event.version is not None or event.tags:
                return self._refuse("F07", line, column, {}, stop=True)
        return True

    def _refuse(
        self, code: str, line: int, column: int, values: dict[str, str], *, stop: bool = False
    ) -> bool:
        self.document.refusals.append(Refusal(code, line, column, values))
        return not stop and len(self.document.refusals) < MOST_REFUSALS

    def _open(self, container: Any, line: int, column: int) -> None:
        place = self._put(container, line, column)
        self.containers.append(container)
        self.places.append(place)
        self.waiting.append(None)

    def _put(self, value: Any, line: int, column: int) -> Place:
        """Attach a value to the open collection and note where it stands."""
        if not self.containers:
            self.document.data = value
            place: Place = ()
        else:
            container = self.containers[-1]
            if isinstance(container, list):
                place = (*self.places[-1], len(container))
                container.append(value)
            else:
                key = self.waiting[-1] or ""
                place = (*self.places[-1], key)
                container[key] = value
                self.waiting[-1] = None
        self.document.values[place] = (line, column)
        return place

    def _scalar(self, event: yaml.ScalarEvent, line: int, column: int) -> bool:
        text: str = event.value
        if len(text) > LONGEST_SCALAR:
            return self._refuse("F11", line, column, {"limit": str(LONGEST_SCALAR)}, stop=True)
        plain = event.style is None or event.style == ""
        if self.containers and isinstance(self.containers[-1], dict) and self.waiting[-1] is None:
            return self._key(text, plain, line, column)
        refused = first_refused(text)
        value: Any = text
        more = True
        if refused is not None:
            more = self._refuse("F05", line, column, {"character": name_of(text[refused])})
        elif first_not_composed(text) is not None:
            more = self._refuse("F14", line, column, {})
        elif "\n" in text:
            more = self._refuse("F15", line, column, {})
        elif plain:
            if text in ("", "null"):
                value = None
            elif text in ("true", "false"):
                value = text == "true"
            elif _INTEGER.fullmatch(text):
                value = int(text)
            elif AMBIGUOUS.fullmatch(text):
                more = self._refuse("F12", line, column, {"value": shown(text)})
        self._put(value, line, column)
        return more

    def _key(self, text: str, plain: bool, line: int, column: int) -> bool:
        place = (*self.places[-1], text)
        more = True
        if text == "<<":
            return self._refuse("F08", line, column, {"what": "<<"}, stop=True)
        known = text in self.containers[-1]
        if not _KEY.fullmatch(text) or (plain and AMBIGUOUS.fullmatch(text)):
            more = self._refuse("F10", line, column, {"key": shown(text)})
        elif known:
            more = self._refuse(
                "F09", line, column, {"key": text, "first": str(self.document.keys[place][0])}
            )
        if not known:
            self.document.keys[place] = (line, column)
        self.waiting[-1] = text or "…"
        return more
