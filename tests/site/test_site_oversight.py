"""Statistics and quarterly reports: every figure is counted again here, from the published lists and from the events."""

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from statistics import median
from xml.etree import ElementTree as ET

import pytest

from registry.core.codes import EventKind, ProviderStatus
from registry.core.ledger import Event
from registry.core.oversight import oversight
from registry.core.oversight_report import Brought, report
from registry.core.period import Period, months, quarters
from registry.core.working_days import AnnouncedDays
from registry.render.csv_table import as_csv
from registry.render.site import pictures
from registry.render.site.assemble import records_of
from registry.render.site.environment import environment
from registry.render.site.statistics import fragments
from registry.render.site.tile_grid import TILES
from tests.site.conftest import Site
from tests.site.site_sample import ALLEGATION, BEIJING, Ledger, authorities, snapshot


def table(content: bytes | str) -> list[dict[str, str]]:
    """Rows of a published CSV."""
    text = content.decode("utf-8-sig") if isinstance(content, bytes) else content.removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def asked(figure: dict[str, str], rows: list[dict[str, str]]) -> float | None:
    """A figure again, from what its own line says and nothing else: as a reader of the CSV would do it."""
    where, _, share = figure["where"].partition("share: ")
    wanted = [pair.split("=", 1) for pair in where.strip("; ").split("; ") if pair]
    fitting = [row for row in rows if all(row[column] == value for column, value in wanted)]
    if figure["authority"]:
        fitting = [row for row in fitting if row["authority"] == figure["authority"]]
    column, unit = figure["column"], figure["unit"]
    if unit == "rows":
        return len(fitting)
    if unit == "distinct":
        return len({row[column] for row in fitting})
    if unit == "total":
        return sum(int(row[column]) for row in fitting)
    if not fitting:
        return None
    if unit == "share":
        name, value = share.split("=", 1)
        return sum(row[name] == value for row in fitting) / len(fitting)
    values = sorted(int(row[column]) for row in fitting)
    if unit == "median":
        return float(median(values))
    assert unit == "p90"
    return next(value for n, value in enumerate(values, 1) if n >= len(values) * 0.9)


def test_every_figure_of_every_quarter_can_be_counted_again(site: Site) -> None:
    """In all and of each authority, from the CSV files alone."""
    earlier: list[dict[str, str]] = []
    checked = Counter[str]()
    for path in sorted(path for path in site.paths("-figures.csv") if path.startswith("stats/")):
        base = path.removesuffix("figures.csv")
        files = [name for name in site.paths(".csv") if name.startswith(base) and name != path]
        lists = {name.removeprefix(base).removesuffix(".csv"): table(site.text(name)) for name in files}
        earlier += lists["decisions"]
        for figure in table(site.text(path)):
            name, _, to_the_end = figure["list"].partition(",")
            if name not in lists:
                assert figure["value"] == "", "what nobody brought is not known, and not nought"
                checked["unknown"] += 1
                continue
            found = asked(figure, earlier if to_the_end else lists[name])
            if figure["value"] == "":
                assert not found, figure
            else:
                assert found == pytest.approx(float(figure["value"]), abs=1e-6), figure
                checked[figure["unit"]] += 1
    assert all(checked[unit] > 20 for unit in ("rows", "total", "distinct", "unknown"))


def test_the_lists_hold_every_decision_once(site: Site) -> None:
    published = [row for path in site.paths("-decisions.csv") for row in table(site.text(path))]
    replay = snapshot().replay
    events = [event for app in replay.apps.values() for event in app.events]
    events += [
        event for (kind, _), changes in replay.changes.items() if kind == "provider" for event in changes
    ]
    assert Counter((row["authority"], row["sequence"], row["what"]) for row in published) == Counter(
        (event.authority, str(event.sequence), event.event.value) for event in events
    )
    assert sum(int(row["in_force"]) for row in published) == sum(
        app.status in (ProviderStatus.filed, ProviderStatus.change_pending) for app in replay.apps.values()
    )


def test_an_allegation_is_in_no_picture_and_no_list(site: Site) -> None:
    for path in site.paths(".csv"):
        assert ALLEGATION not in site.text(path)
    cases = [row for path in site.paths("-cases.csv") for row in table(site.text(path))]
    assert {row["category"] for row in cases if row["category"]} == {"commercial_ads"}
    assert not any("2026-02-01" in row["case"] for row in cases)


def timed(*lengths: tuple[str, str]) -> Ledger:
    """A ledger with a filing for each pair of days: submitted, decided."""
    ledger = Ledger()
    for n, (submitted, decided) in enumerate(lengths, 1):
        given = {"submitted_at": f"{submitted}T10:00:00+08:00"} if submitted else {}
        ledger.add("beijing", decided, "filed", f"filings/providers/beijing/1K/{BEIJING}.yaml", item=f"a{n}",
                   number=f"教APP备119{n:04d}号", **given)  # fmt: skip
    return ledger


def test_times_are_told_with_what_is_not_known() -> None:
    """One in a day, one on the last day, one after it, one unknown."""
    ledger = timed(
        ("2025-10-20", "2025-10-21"), ("2025-10-20", "2025-11-03"), ("2025-10-20", "2025-11-04"), ("", "2025-11-05")
    )  # fmt: skip
    facts = oversight(replace(snapshot(), replay=ledger.replay, cases={}), AnnouncedDays())
    found = report(facts, Period.parse("2025-Q4"))
    values = {answer.question.code: answer.value for answer in found.answers}
    assert [
        values[code] for code in ("filed", "time_known", "time_not_known", "within_limit", "overdue")
    ] == [4, 3, 1, 2, 1]
    assert values["share_within_limit"] == pytest.approx(2 / 3)
    assert (values["median"], values["p90"]) == (10.0, 11)
    october = report(facts, Period.parse("2025-10"), "beijing")
    assert (october.value("filed"), october.value("overdue"), october.value("in_force")) == (1, 0, 1)
    elsewhere = report(facts, Period.parse("2025"), "sichuan")
    assert (elsewhere.value("filed"), elsewhere.value("median")) == (0, None)
    unknown = report(facts, Period.parse("2025-11"), "beijing")
    assert unknown.value("overdue") == 1
    only_unknown = oversight(
        replace(snapshot(), replay=timed(("", "2025-11-05")).replay, cases={}), AnnouncedDays()
    )
    assert report(only_unknown, Period.parse("2025-11")).value("overdue") is None


def test_what_the_forge_brought_is_counted_where_it_covers_the_period() -> None:
    facts = oversight(snapshot(), AnnouncedDays())
    closed = [
        {"day": "2026-01-05", "how": "abandoned", "authority": "beijing"},
        {"day": "2026-02-05", "how": "rejected", "authority": "sichuan"},
        {"day": "2025-12-31", "how": "abandoned", "authority": "beijing"},
    ]
    complaints = [{"day": "2026-01", "authority": "beijing", "alleged": 2, "upheld": 1, "unfounded": 0}]
    brought = Brought(closed, "2026-01-01", complaints)
    found = report(facts, Period.parse("2026-Q1"), brought=brought)
    assert [
        found.value(code) for code in ("abandoned", "rejected", "complaints_alleged", "complaints_upheld")
    ] == [1, 1, 2, 1]
    own = {answer.question.code: answer.value for answer in found.by_authority["beijing"]}
    assert (own["abandoned"], own["rejected"], own["complaints_alleged"]) == (1, 0, 2)
    before = report(facts, Period.parse("2025-Q4"), brought=brought)
    assert before.value("abandoned") is None, "December is covered in part only"
    assert before.value("complaints_alleged") == 0


@pytest.mark.parametrize(
    ("text", "begins", "ends", "zh"),
    [
        ("2026", "2026-01-01", "2026-12-31", "2026年"),
        ("2026-h2", "2026-07-01", "2026-12-31", "2026年下半年"),
        ("2026-Q1", "2026-01-01", "2026-03-31", "2026年第一季度"),
        ("2024-02", "2024-02-01", "2024-02-29", "2024年2月"),
    ],
)
def test_a_period_has_its_days(text: str, begins: str, ends: str, zh: str) -> None:
    period = Period.parse(text)
    assert (period.begins, period.ends, period.label.zh) == (begins, ends, zh)
    assert Period.parse(period.code) == period
    assert period.holds(begins)
    assert period.holds(ends)
    assert not period.holds(period.after().begins)


@pytest.mark.parametrize(
    "text", ["", "26", "2026-Q5", "2026-13", "2026-H3", "2018", "2026-Q1 ", "２０２６", "2026-1"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no period"):
        Period.parse(text)


def test_periods_follow_each_other() -> None:
    assert [one.code for one in quarters("2025-11-30", "2026-04-01")] == ["2025-Q4", "2026-Q1", "2026-Q2"]
    assert [one.code for one in months("2025-11-30", "2026-01-01")] == ["2025-11", "2025-12", "2026-01"]


def test_the_grid_has_every_authority_once_and_three_empty_cells() -> None:
    slugs = [tile.slug for tile in TILES if tile.slug]
    assert len(set(slugs)) == len(slugs) == 32
    assert {tile.name.zh for tile in TILES if tile.slug is None} == {"台湾", "香港", "澳门"}
    assert len({(tile.column, tile.row) for tile in TILES}) == len(TILES) == 35


def test_the_grid_is_labelled_and_leads_to_each_authority(site: Site) -> None:
    page = site.text("stats/index.html")
    assert "各省份方格示意图，非地图" in page
    assert page.count("本办法数据不含") == 3
    assert "A scheme of cells" in site.text("en/stats/index.html")
    shown = set(re.findall(r'href="\.\./authority/([a-z]+)\.html"', page))
    assert shown >= {tile.slug for tile in TILES if tile.slug in authorities()}


def test_pictures_are_well_formed_and_tell_what_they_show(site: Site) -> None:
    for path in ("stats/index.html", "en/stats/index.html"):
        page = site.text(path)
        found = re.findall(r"<svg class=\"reg-picture\".*?</svg>", page, re.DOTALL)
        assert len(found) >= 4
        for drawing in found:
            svg = ET.fromstring(drawing)
            title, description = svg.find("title"), svg.find("desc")
            assert title is not None
            assert title.text
            assert description is not None
            assert description.text
            assert svg.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
            assert not any(
                "style" in element.attrib or element.tag in ("script", "style", "image")
                for element in svg.iter()
            )
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids))


def test_figures_have_a_table_and_a_file_with_the_same_numbers(site: Site) -> None:
    page = site.text("stats/index.html")
    for name in ("provinces", "months"):
        rows = table(site.text(f"stats/{name}.csv"))
        figure = re.search(rf'<a href="\.\./stats/{name}\.csv">', page)
        assert figure is not None
        assert rows
    provinces = {row["authority"]: int(row["in_force"]) for row in table(site.text("stats/provinces.csv"))}
    live = Counter(app.chain for app in snapshot().replay.apps.values() if app.status is ProviderStatus.filed)
    assert provinces == {slug: live[slug] for slug in authorities()}
    last = table(site.text("stats/months.csv"))[-1]
    assert (last["month"], int(last["numbers_given"]), int(last["in_force"])) == (
        "2026-03",
        7,
        sum(live.values()),
    )


def test_a_registry_without_anything_says_so() -> None:
    empty = replace(snapshot(), replay=Ledger().replay, cases={}, providers={}, users={})
    body = fragments(records_of(empty), "zh", environment(), "../")["stats"]
    assert body.count("还没有登记。") >= 2
    assert "没有已公布的案件" in body
    assert "NaN" not in body


def test_an_axis_is_round_and_bars_stay_inside() -> None:
    for largest in (0, 1, 5, 6, 10, 11, 99, 100, 12_345):
        axis = pictures.axis(largest)
        assert axis.top >= largest
        assert axis.y(0) == pictures.PLOT_BOTTOM
        assert axis.y(axis.top) == pictures.PLOT_TOP
        for count in (1, 12, 84):
            for bar in pictures.bars([largest] * count, [""] * count, [""] * count, axis):
                assert pictures.PLOT_LEFT <= bar.x < bar.x + bar.width <= pictures.PLOT_RIGHT
                assert pictures.PLOT_TOP <= bar.y <= pictures.PLOT_BOTTOM
    assert pictures.apart(100, 103) == (94, 108)
    assert pictures.apart(50, 100) == (50, 100)


def test_no_cell_of_a_table_is_run_by_a_spreadsheet() -> None:
    hostile = ["=1+1", "+1", "-1", "@x", "\t=1", "＝1+1", " =1", 'a"b', "a,b", "换\n行"]
    found = table(as_csv(("a",), [{"a": text} for text in hostile]))
    assert [row["a"] for row in found[:7]] == [f"'{text}" for text in hostile[:7]]
    assert [row["a"] for row in found[7:]] == hostile[7:]
    assert table(as_csv(("a", "b"), [{"a": -1}])) == [{"a": "-1", "b": ""}]


def test_a_transferred_app_stays_with_the_authority_of_its_number() -> None:
    facts = oversight(snapshot(), AnnouncedDays())
    assert {row.authority for row in facts.decisions if row.number.startswith("教APP备51")} == {"sichuan"}
    assert all(isinstance(row.event, Event) for row in facts.decisions)
    assert {row.what for row in facts.decisions} >= {EventKind.filed, EventKind.changed, EventKind.revoked}
