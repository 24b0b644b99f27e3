"""The latest decisions, the authority's page with its queue, and the report as a command."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from registry.commands.publication import Publication
from registry.commands.site import publish_commit
from registry.core.queue import Queue, parse
from registry.render.site.assemble import records_of
from registry.render.site.changes import NEWEST, ROWS_A_PAGE, fragments, pieces
from registry.render.site.environment import environment
from registry.render.site.pages import SUBMISSIONS_SHOWN, Pages
from registry.render.site.records import Records
from tests.builders import RegistryFolder
from tests.commands import REPOSITORY, registry
from tests.site.conftest import Site
from tests.site.site_sample import BEIJING, snapshot
from tests.site.test_site_pages import BARE

OPEN: dict[str, Any] = {
    "pull_request": 12, "kind": "provider", "changes_existing": False, "authority": "beijing", "filings": 1,
    "path": f"filings/providers/beijing/1K/{BEIJING}.yaml", "unit": "北京云杉数字教育科技有限公司", "uscc": BEIJING, "items": ["kousuan"],
    "apps": ["云杉口算练习"], "stage": "waiting", "turn": "authority", "opened_on": "2026-02-26", "submitted_on": "2026-02-26",
    "due": "2026-03-12", "provisional": False,
}  # fmt: skip


def queue(*changes: dict[str, Any]) -> Queue:
    """A queue of submissions that differ from OPEN."""
    return parse(queue_file(*changes))


def queue_file(*changes: dict[str, Any]) -> bytes:
    """The same as a file."""
    rows = [{**OPEN, "pull_request": n, **change} for n, change in enumerate(changes, 1)]
    body = {
        "schema": "queue/v1",
        "as_of": "2026-03-02T08:00:00+08:00",
        "closed_since": "2026-01-01",
        "submissions": rows,
        "closed": [],
    }
    return json.dumps(body).encode()


def page_of(records: Records, slug: str = "beijing") -> str:
    """First page of an authority."""
    record = next(r for r in records.authorities if r.authority.slug == slug)
    return Pages(BARE).authority(record, record.apps, 1, 1, records.submissions).decode()


def test_an_authority_shows_its_queue_by_last_day_and_nobody_elses() -> None:
    records = records_of(snapshot(), queue(
        {"due": "2026-03-20"}, {"due": "2026-03-05", "provisional": True}, {"authority": "sichuan", "unit": "四川示例有限公司"},
        {"authority": "beijing/110108", "kind": "user", "unit": "海淀示例小学", "apps": []},
    ))  # fmt: skip
    page = page_of(records)
    assert re.findall(r'data-last-day="([^"]+)"', page) == ["2026-03-05", "2026-03-12", "2026-03-20"]
    assert page.count("暂定 <span") == 1
    assert "海淀示例小学" in page
    assert "四川示例有限公司" not in page
    assert "四川示例有限公司" in page_of(records, "sichuan")
    assert '<script type=module src="../assets/registry/days.js"></script>' in page


def test_no_queue_and_an_empty_one_are_told_apart() -> None:
    assert "尚未接入" in page_of(records_of(snapshot()))
    empty = page_of(records_of(snapshot(), queue()))
    assert "目前没有办理中的申请" in empty
    assert "尚未接入" not in empty
    assert "2026-03-02 08:00" in empty


def test_a_site_published_again_without_the_queue_or_with_another_one_forgets_it(
    registered: RegistryFolder, tmp_path: Path
) -> None:
    root = registered.copy(tmp_path / "registry").root
    (file := tmp_path / "queue.json").write_bytes(queue_file({"unit": "北京示例甲有限公司"}))
    page, fresh = tmp_path / "site/authority/beijing.html", tmp_path / "fresh"
    publish_commit(root, tmp_path / "site", publication=Publication(queue=file))
    assert "北京示例甲有限公司" in page.read_text("utf-8")
    file.write_bytes(queue_file({"unit": "北京示例乙有限公司"}))
    publish_commit(root, tmp_path / "site", publication=Publication(queue=file))
    assert "北京示例乙有限公司" in page.read_text("utf-8")
    assert publish_commit(root, tmp_path / "site", publication=Publication(queue=file)).written == 0
    publish_commit(root, tmp_path / "site")
    publish_commit(root, fresh)
    for wanted in fresh.rglob("*.html"):
        assert (tmp_path / "site" / wanted.relative_to(fresh)).read_bytes() == wanted.read_bytes(), wanted


def test_a_long_queue_is_cut_and_says_so() -> None:
    page = page_of(records_of(snapshot(), queue(*({} for _ in range(SUBMISSIONS_SHOWN + 3)))))
    assert page.count("data-last-day=") == SUBMISSIONS_SHOWN
    assert "另有 3 件" in page


def test_a_change_on_its_way_stands_on_the_record_it_touches_and_on_no_other() -> None:
    records = records_of(snapshot(), queue({"changes_existing": True}))
    pages = Pages(BARE)
    shown = {app.number: "变更办理中" in pages.app(app).decode() for app in records.apps}
    assert [number for number, pending in shown.items() if pending] == ["教APP备1190001号"]
    page = pages.app(records.apps[1]).decode()
    assert "轮到主管部门，至 2026-03-12" in page
    assert not any(app.pending for app in records_of(snapshot(), queue({})).apps), (
        "a new filing changes nothing"
    )


def test_an_authority_tells_its_team_its_places_and_where_to_subscribe() -> None:
    page = page_of(records_of(snapshot()), "sichuan")
    for words in (
        "@edu-app-registry/sichuan",
        "成都市",
        "武侯区",
        "../feeds/sichuan.atom",
        "../calendar/sichuan.ics",
    ):
        assert words in page


def test_what_an_authority_links_to_is_there(site: Site) -> None:
    for link in re.findall(
        r'href="\.\./((?:feeds|calendar|stats)/[^"#]*)"', site.text("authority/beijing.html")
    ):
        assert (site.folder / link).exists(), link


def test_every_decision_is_on_the_page_of_its_month(site: Site) -> None:
    records = records_of(snapshot())
    shown = {
        path: site.text(path).count("<li><time>")
        for path in site.paths(".html")
        if re.fullmatch(r"changes/\d{4}-\d\d\.html", path)
    }
    assert sum(shown.values()) == len(records.decisions) > 10
    for decision in records.decisions:
        page = site.text(f"changes/{decision.event.at[:7]}.html")
        said = [
            f"<li><time>{decision.event.at[:10]}<",
            f">{decision.event.event.label.zh} <",
            decision.authority.name.zh,
        ]
        if decision.app:
            said.append(f'href="../r/{decision.app.digits}.html"')
        assert any(all(text in row for text in said) for row in page.splitlines()), said
    for path in ("changes/index.html", "en/changes/index.html"):
        newest = re.findall(r'<li data-kind="(\w+)"', site.text(path))
        assert newest == [one.event.event.value for one in records.decisions[:NEWEST]]
        for link in re.findall(r'href="((?:\.\./)+(?:feeds|api|changes)/[^"]+)"', site.text(path)):
            assert (site.folder / path).parent.joinpath(link).resolve().is_file(), link


def test_a_month_with_many_decisions_goes_on() -> None:
    records = records_of(snapshot())
    many = replace(records, decisions=tuple(records.decisions[0] for _ in range(ROWS_A_PAGE + 1)))
    made = {piece.path: piece.make().decode() for piece in pieces(many, BARE)}
    month = records.decisions[0].event.at[:7]
    assert set(made) == {f"changes/{month}.html", f"changes/{month}-2.html"}
    assert [page.count("<li><time>") for page in made.values()] == [ROWS_A_PAGE, 1]
    assert all(f'href="{month}-2.html"' in page for page in made.values())
    assert fragments(many, "zh", environment(), "../")["latest"].count("<li data-kind=") == NEWEST


def test_a_registry_without_decisions_says_so() -> None:
    body = fragments(replace(records_of(snapshot()), decisions=()), "zh", environment(), "../")["latest"]
    assert "还没有决定。" in body
    assert "<form" not in body


def test_browser_filters_the_latest_and_counts_days(site: Site, browser: Browser) -> None:
    """By choice and by the address; without script everything stands there."""
    page = browser.new_page()
    page.goto(f"{site.address}/changes/#authority=sichuan")
    everything = page.locator("#decisions > li")
    visible = page.locator("#decisions > li:visible")
    assert (
        visible.count()
        == page.locator('#decisions > li[data-authority="sichuan"]').count()
        < everything.count()
    )
    page.select_option("select[name=kind]", "revoked")
    assert visible.count() == 1
    assert "kind=revoked" in page.url
    page.select_option("select[name=authority]", "beijing")
    assert visible.count() == 0
    assert page.locator("#no-match").is_visible()
    page.goto(f"{site.address}/changes/#authority=nowhere")
    page.reload()
    assert visible.count() == everything.count()
    counted = page.evaluate(
        """async (address) => {
          const days = await import(address);
          const noon = new Date("2026-03-02T04:00:00Z"), late = new Date("2026-03-02T16:30:00Z");
          return [days.daysLeft("2026-03-12", noon), days.daysLeft("2026-03-12", late), days.daysLeft("2026-03-01", noon), days.inWords(0)[0]];
        }""",
        f"{site.address}/assets/registry/days.js",
    )
    assert counted == [10, 9, -1, "今天到期"]
    page.close()
    without = browser.new_context(java_script_enabled=False).new_page()
    without.goto(f"{site.address}/changes/")
    assert without.locator("#decisions > li:visible").count() == everything_of(site)
    assert not without.locator("#filter").is_visible()
    without.context.close()


def everything_of(site: Site) -> int:
    """Rows of the page as it is made."""
    return site.text("changes/index.html").count("<li data-kind=")


# -- the command


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a quarter of this repository's demonstration, with its lists."""
    out = tmp_path_factory.mktemp("report") / "q"
    done = registry(
        "report", "--period", "2026-Q3", "--out", str(out), "--as-of", "2026-11-26", cwd=REPOSITORY
    )
    assert done.returncode == 0, done.stderr
    return out


def test_the_command_writes_a_document_figures_and_lists(made: Path) -> None:
    assert {path.name for path in made.iterdir()} == {
        "report.html", "report.md", "report.json", "figures.csv", "decisions.csv", "cases.csv", "uses.csv",
    }  # fmt: skip
    document = (made / "report.html").read_text(encoding="utf-8")
    assert "@media print" in document
    assert "2026年第三季度" in document
    figures = list(csv.DictReader(io.StringIO((made / "figures.csv").read_text(encoding="utf-8-sig"))))
    decisions = list(csv.DictReader(io.StringIO((made / "decisions.csv").read_text(encoding="utf-8-sig"))))
    filed = next(row for row in figures if row["figure"] == "filed" and not row["authority"])
    assert int(filed["value"]) == sum(row["what"] == "filed" for row in decisions) > 0
    body = json.loads((made / "report.json").read_text(encoding="utf-8"))
    assert body["figures"]["filed"] == int(filed["value"])
    assert "abandoned" not in body["figures"], "nobody brought it"
    assert f"| {int(filed['value'])} |" in (made / "report.md").read_text(encoding="utf-8")


def test_the_command_takes_what_the_forge_told(tmp_path: Path) -> None:
    closed = {
        "pull_request": 9,
        "kind": "provider",
        "authority": "beijing",
        "closed_on": "2026-08-01",
        "how": "abandoned",
    }
    body = {
        "schema": "queue/v1",
        "as_of": "2026-11-26T08:00:00+08:00",
        "closed_since": "2026-01-01",
        "submissions": [],
        "closed": [closed],
    }
    (tmp_path / "queue.json").write_text(json.dumps(body))
    arguments = (
        "report",
        "--period",
        "2026-Q3",
        "--format",
        "json",
        "--as-of",
        "2026-11-26",
        "--queue",
        str(tmp_path / "queue.json"),
    )
    assert json.loads(registry(*arguments, cwd=REPOSITORY).stdout)["figures"]["abandoned"] == 1
    elsewhere = json.loads(registry(*arguments, "--authority", "zhejiang", cwd=REPOSITORY).stdout)
    assert (elsewhere["figures"]["abandoned"], elsewhere["authorities"]) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--period", "2026-Q7"), "is no period"),
        (("--period", "2027-Q1"), "has not begun yet"),
        (("--period", "2026", "--authority", "atlantis"), "no authority atlantis"),
        (("--period", "2026", "--queue", "nowhere.json"), "No such file"),
    ],
)
def test_wrong_usage_is_a_sentence(arguments: tuple[str, ...], words: str) -> None:
    done = registry("report", *arguments, "--as-of", "2026-11-26", cwd=REPOSITORY)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr
