"""The latest decisions: the newest on one page that can be filtered, and a page for every month; whole without script."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from jinja2 import Environment
from markupsafe import Markup

from registry.core.codes import EventKind
from registry.core.period import Period
from registry.core.text import Text
from registry.render.site import addresses
from registry.render.site.environment import environment
from registry.render.site.fingerprint import of_many
from registry.render.site.piece import Piece
from registry.render.site.records import Decision, Records
from registry.render.site.shell import Shell

NEWEST = 100
ROWS_A_PAGE = 400


class TEXTS:
    """Words of the page."""

    nothing = Text("还没有决定。", "Nothing has been decided yet.")
    newest = Text("最近的决定", "The latest decisions")
    kind = Text("事项", "Kind")
    authority = Text("机关", "Authority")
    every = Text("全部", "All")
    no_match = Text(
        "最近的决定中没有符合条件的；更早的见各月。",
        "None of the latest fits; earlier ones are on the pages of the months.",
    )
    months = Text("各月", "By month")
    subscribe = Text("订阅", "Subscribe")
    whole_filing = Text("整份备案", "the whole filing")


def fragments(records: Records, language: str, engine: Environment, up: str) -> dict[str, Markup]:
    """The body of the page in one language."""

    def say(text: Text) -> str:
        return text.in_language(language)

    newest = records.decisions[:NEWEST]
    shown_kinds = {one.event.event for one in newest}
    markup = engine.get_template("latest.html").render(
        say=say,
        texts=TEXTS,
        newest=newest,
        kinds=[(kind.value, say(kind.label)) for kind in EventKind if kind in shown_kinds],
        authorities=[(r.authority.slug, say(r.authority.region.text)) for r in records.authorities],
        months=[(month, say(Period.parse(month).label), len(rows)) for month, rows in _months(records.decisions)],
        up=up,
        demonstration_data=records.demonstration,
    )  # fmt: skip
    return {"latest": Markup(markup.strip())}  # noqa: S704 - made by an escaping template


def _months(decisions: Sequence[Decision]) -> list[tuple[str, list[Decision]]]:
    """By month, newest first."""
    return [
        (month, list(rows)) for month, rows in groupby(decisions, key=lambda decision: decision.event.at[:7])
    ]


def pieces(records: Records, shell: Shell) -> Iterator[Piece]:
    """A page for every month, or several where it had many decisions."""
    engine = environment()
    counts = Counter(month for month, _, _ in pages_of(records.decisions))
    for month, page, rows in pages_of(records.decisions):
        yield Piece(
            addresses.changes_page(month, page),
            partial(_page, month, rows, page, counts[month], shell, engine, records.demonstration),
            (of_many(one.fingerprint for one in rows), f"{page}/{counts[month]}", str(records.demonstration)),
        )


def pages_of(decisions: Sequence[Decision]) -> Iterator[tuple[str, int, list[Decision]]]:
    """Month, number of the page, and its decisions, newest first."""
    for month, rows in _months(decisions):
        for start in range(0, len(rows), ROWS_A_PAGE):
            yield month, start // ROWS_A_PAGE + 1, rows[start : start + ROWS_A_PAGE]


def _page(
    month: str, rows: list[Decision], page: int, pages: int, shell: Shell, engine: Environment, demonstration: bool
) -> bytes:  # fmt: skip
    label = Period.parse(month).label
    content = engine.get_template("month.html").render(
        month=month, label=label, rows=rows, page=page, pages=pages, demonstration_data=demonstration
    )
    part = f" ({page}/{pages})" if pages > 1 else ""
    return shell.page(
        f"{label.zh}的决定{part}", f"{label.zh}作出的决定 Decisions of {label.en}{part}", content
    )
