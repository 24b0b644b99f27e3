"""What the page of the open data says about the downloads: their table and the dictionary of columns, in the language of the page."""

from collections.abc import Callable, Iterator, Mapping

from markupsafe import Markup

from registry.core.text import Text
from registry.render.site import addresses
from registry.render.site.bulk.datapackage import TITLE
from registry.render.site.bulk.downloads import Downloads
from registry.render.site.bulk.tables import TABLES, Kind, Table, uses_of
from registry.render.site.environment import environment
from registry.render.site.fingerprint import fingerprint
from registry.render.site.jsonld import data_set

_KINDS: dict[Kind, Text] = {
    "string": Text("文字", "text"),
    "integer": Text("整数", "whole number"),
    "boolean": Text("true 或 false", "true or false"),
    "date": Text("日期", "day"),
    "datetime": Text("时刻", "instant"),
}


class Words(Mapping[str, Markup]):
    """Fragments of pages; those of the downloads are made when a page asks, since they need the files."""

    def __init__(self, ready: Mapping[str, Markup], downloads: Downloads) -> None:
        self._ready = ready
        self._downloads = downloads
        self._later: dict[str, Callable[[], Markup]] = {
            "downloads": lambda: files(downloads, "zh"),
            "downloads-en": lambda: files(downloads, "en"),
            "columns": lambda: columns("zh"),
            "columns-en": lambda: columns("en"),
        }

    @property
    def fingerprint(self) -> str:
        """Of all fragments, without making those that are made later."""
        return fingerprint(
            self._downloads.fingerprint, *(f"{name}={self._ready[name]}" for name in sorted(self._ready))
        )

    def __getitem__(self, name: str) -> Markup:
        return self._later[name]() if name in self._later else self._ready[name]

    def __iter__(self) -> Iterator[str]:
        return iter((*self._ready, *self._later))

    def __len__(self) -> int:
        return len(self._ready) + len(self._later)


def files(downloads: Downloads, language: str) -> Markup:
    """Every file with its size, rows and checksum."""
    listed = [(file, addresses.download(file.name), downloads.facts(file)) for file in downloads.files]
    told = [(path, file.media_type, file.title.both()) for file, path, _ in listed]
    about = Text(
        "按《教育移动互联网应用程序备案管理办法》登记的教育移动应用、提供者、名单、决定和机构的使用备案",
        "Educational mobile apps filed under the 2019 Measures, their providers, lists, decisions, and institutions' uses",
    )
    return _made(
        "downloads.html",
        language,
        groups=(
            [row for row in listed if not row[0].name.startswith("uses-")],
            [row for row in listed if row[0].name.startswith("uses-")],
        ),
        size=readable,
        linked=data_set(TITLE.in_language(language), about.in_language(language), told, _up(language)),
    )


def columns(language: str) -> Markup:
    """Every column of every table."""
    tables: tuple[Table, ...] = (*TABLES, uses_of("*", ()))
    return _made("columns.html", language, tables=tables, kinds=_KINDS)


def _up(language: str) -> str:
    """From the page to the site's root."""
    return "../" if language == "zh" else "../../"


def _made(name: str, language: str, **values: object) -> Markup:
    markup = (
        environment()
        .get_template(name)
        .render(
            zh=language == "zh",
            up=_up(language),
            say=lambda text: text.in_language(language),
            **values,
        )
    )
    return Markup(markup.strip())  # noqa: S704 - made by an escaping template


def readable(size: int) -> str:
    """A size in bytes for people: `746 B`, `89.5 KB`, `12.3 MB` (powers of 1,000)."""
    for unit, factor in (("MB", 1_000_000), ("KB", 1_000)):
        if size >= factor:
            return f"{size / factor:.1f} {unit}"
    return f"{size} B"
