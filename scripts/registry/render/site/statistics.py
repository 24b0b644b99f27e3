"""The statistics page and its files: four pictures, each with its table and its CSV, and the quarters (ux: Ministry, journalists).

All numbers are questions to the lists of `registry.core.oversight`; nothing is counted here in a way of its own.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from registry.core.statistics import Statistics
from registry.core.text import Text
from registry.core.timeliness import TIME_LIMIT
from registry.render.csv_table import as_csv
from registry.render.site import addresses, pictures
from registry.render.site.fingerprint import fingerprint
from registry.render.site.piece import Piece
from registry.render.site.records import Records
from registry.render.site.shell import Shell
from registry.render.site.statistics_words import HEADS, TEXTS, counted, growth_words, waits_words
from registry.render.site.tile_grid import NO_AUTHORITY, NOT_A_MAP, NOT_COVERED

Rows = Sequence[Mapping[str, object]]


def fragments(records: Records, language: str, engine: Environment, up: str) -> dict[str, Markup]:
    """The body of the page in one language."""
    found = records.statistics

    def say(text: Text) -> str:
        return text.in_language(language)

    places = {r.authority.slug: say(r.authority.region.text) for r in records.authorities}
    tables = _tables(found, places, say)
    markup = engine.get_template("stats.html").render(
        say=say,
        texts=TEXTS,
        words={"table": say(TEXTS.table)},
        heads={name: [say(head) for head in heads] for name, heads in HEADS.items()},
        up=up,
        full=places,
        demonstration_data=records.demonstration,
        not_a_map=NOT_A_MAP,
        not_covered=NOT_COVERED,
        no_authority=NO_AUTHORITY,
        tiles_height=pictures.TILES_HEIGHT,
        tiles=pictures.tiles(dict(found.in_force)),
        tables=tables,
        summary=say(counted(sum(found.given.values()), sum(found.in_force.values()))),
        descriptions={
            "tiles": say(_most(found, records)),
            "growth": say(growth_words(found.months[0].code, found.months[-1].code, found.months[-1].given, found.months[-1].in_force)) if found.months else "",
            "months": say(TEXTS.months_caption),
            "breaches": say(TEXTS.breaches_caption),
        },
        waits_in_words=say(waits_words(found.waits)),
        quarters=_quarter_rows(found, say),
        **_drawn(found, say),
    )  # fmt: skip
    return {"stats": Markup(markup.strip())}  # noqa: S704 - made by an escaping template


def _most(found: Statistics, records: Records) -> Text:
    """The five with most filings in force, for who does not see the picture."""
    names = {r.authority.slug: r.authority.region.text for r in records.authorities}
    first = sorted(found.in_force.items(), key=lambda pair: -pair[1])[:5]
    listed = [(names.get(slug, Text(slug, slug)), count) for slug, count in first if count]
    return Text(
        "有效备案最多的：" + "、".join(f"{name.zh} {count}" for name, count in listed) if listed else TEXTS.nothing.zh,
        "Most filings in force: " + ", ".join(f"{name.en} {count}" for name, count in listed) if listed else TEXTS.nothing.en,
    )  # fmt: skip


def _drawn(found: Statistics, say: Callable[[Text], str]) -> dict[str, object]:
    """Places of everything that is drawn."""
    drawn: dict[str, object] = {
        "growth": None, "month_axis": None, "month_bars": (), "wait_axis": None, "wait_bars": (),
        "breach_beams": pictures.beams([(breach.label, count) for breach, count in found.breaches]),
    }  # fmt: skip
    if found.months:
        axis = pictures.axis(found.months[-1].given)
        given = pictures.line([month.given for month in found.months], axis)
        in_force = pictures.line([month.in_force for month in found.months], axis)
        starts = [(x, month.code[:4]) for (x, _), month in zip(given, found.months, strict=True) if month.code.endswith("-01")]  # fmt: skip
        drawn["growth"] = {
            "axis": axis,
            "given": given,
            "in_force": in_force,
            "years": starts or [(given[0][0] + 14, found.months[0].code)],
            "labels": pictures.apart(given[-1][1] + 4, in_force[-1][1] + 5),
            "last": (found.months[-1].given, found.months[-1].in_force),
        }
        values = [month.filed for month in found.months]
        drawn["month_axis"] = axis = pictures.axis(max(values))
        labels = [month.code[:4] if month.code.endswith("-01") else "" for month in found.months]
        titles = [f"{month.code}: {month.filed}" for month in found.months]
        drawn["month_bars"] = pictures.bars(values, labels, titles, axis)
    if found.waits.known:
        counts = found.waits.histogram
        labels = [*(str(day) for day in range(TIME_LIMIT + 1)), f">{TIME_LIMIT}"]
        drawn["wait_axis"] = axis = pictures.axis(max(counts))
        drawn["wait_bars"] = pictures.bars(
            counts, labels, [f"{label} {say(TEXTS.working_days)}: {count}" for label, count in zip(labels, counts, strict=True)], axis
        )  # fmt: skip
    return drawn


def _tables(
    found: Statistics, places: Mapping[str, str], say: Callable[[Text], str]
) -> dict[str, list[tuple[object, ...]]]:
    labels = [*(str(day) for day in range(TIME_LIMIT + 1)), f">{TIME_LIMIT}"]
    return {
        "provinces": [
            (places.get(slug, slug), found.given[slug], count) for slug, count in found.in_force.items()
        ],
        "months": [
            (month.code, month.filed, month.given, month.in_force) for month in reversed(found.months)
        ],
        "waits": list(zip(labels, found.waits.histogram, strict=True)),
        "breaches": [(say(breach.label), count) for breach, count in found.breaches],
    }


QUARTER_FIGURES = ("filed", "in_force", "share_within_limit", "median", "p90", "overdue", "revoked", "case_blacklisted")  # fmt: skip
"""Figures of the table of quarters, as its heads name them."""


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """A line of the table of quarters."""

    path: str
    label: str
    finished: bool
    cells: tuple[str, ...]


def _quarter_rows(found: Statistics, say: Callable[[Text], str]) -> list[QuarterRow]:
    return [
        QuarterRow(
            addresses.report_page(one.period.code),
            say(one.period.label),
            one.finished,
            tuple(
                shown(one.value(code), is_share=code.startswith("share"), unknown="—")
                for code in QUARTER_FIGURES
            ),
        )
        for one in found.reports
    ]


def shown(value: float | None, *, is_share: bool, unknown: str) -> str:
    """A figure as people read it."""
    if value is None:
        return unknown
    return f"{value:.0%}" if is_share else f"{value:g}"


def pieces(records: Records, shell: Shell) -> Iterator[Piece]:  # noqa: ARG001 - the page itself is a hand-written one
    """The CSV files under the pictures."""
    found = records.statistics
    names = {r.authority.slug: r.authority.region.text for r in records.authorities}
    labels = [*(str(day) for day in range(TIME_LIMIT + 1)), f"over {TIME_LIMIT}"]
    files: dict[str, tuple[tuple[str, ...], Rows]] = {
        "provinces.csv": (
            ("authority", "zh", "en", "numbers_given", "in_force"),
            [
                {"authority": slug, "zh": names[slug].zh, "en": names[slug].en, "numbers_given": found.given[slug], "in_force": count}
                for slug, count in found.in_force.items()
            ],
        ),
        "months.csv": (
            ("month", "filed", "numbers_given", "in_force"),
            [{"month": m.code, "filed": m.filed, "numbers_given": m.given, "in_force": m.in_force} for m in found.months],
        ),
        "waits.csv": (
            ("working_days", "filings"),
            [
                *({"working_days": label, "filings": count} for label, count in zip(labels, found.waits.histogram, strict=True)),
                {"working_days": "overdue", "filings": found.waits.overdue},
                {"working_days": "not known", "filings": found.waits.unknown},
            ],
        ),
        "breaches.csv": (
            ("category", "zh", "en", "cases"),
            [{"category": b.value, "zh": b.label.zh, "en": b.label.en, "cases": count} for b, count in found.breaches],
        ),
        "quarters.csv": (
            ("period", "finished", *QUARTER_FIGURES),
            [
                {"period": one.period.code, "finished": int(one.finished), **{code: one.value(code) for code in QUARTER_FIGURES}}
                for one in found.reports
            ],
        ),
    }  # fmt: skip
    for name, (columns, rows) in files.items():
        yield Piece(
            f"{addresses.STATISTICS}{name}", partial(as_csv, columns, rows), (fingerprint(repr(rows)),)
        )
