"""What is looked up in the published API agrees with the judgement of the whole registry, as far as the site publishes it."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

import pytest
from playwright.sync_api import Browser, Page

from registry.adapters.load import load
from registry.adapters.source import WorkTree
from registry.adapters.surroundings import of_loaded
from registry.commands.check_tables.pieces import tables_of
from registry.commands.snapshot import snapshot_of
from registry.core.lookup import OverlayLookup
from registry.render.site import api, search
from registry.render.site.assemble import records_of
from registry.rules.in_browser import PUBLISHED
from registry.rules.judge import judge
from tests.builders import TODAY, RegistryFolder
from tests.checks.cases import cases
from tests.checks.conftest import answered, serving_modules
from tests.checks.reference import readable, told
from tests.site.site_sample import BARE

MISSED = {
    # An app without a number is not published.
    ("R03", "R03 a package name of an app without a number (as a change)"),
    ("R03", "R03 a package name that a withdrawn app lost and another took (as a change)"),
    ("R10", "R10 the name of an app without a number (as a change)"),
    # Names are the same here if they are to the eye; by traditional characters and signs they are told by the request's check.
    ("R10", "R10 the same name in traditional characters (as a change)"),
    ("R10", "R10 the same name with a space and a sign (as a change)"),
    # That a provider gives a number away stands in its filing alone.
    ("R45", "R45 a number that its provider does not give away (as a change)"),
}
ASK = """
async (cases) => {
  const { lookUp, prepare, say } = await load("check");
  for (const kind of ["provider", "user"]) for (const lang of ["zh", "en"]) await prepare(kind, lang);
  const found = [];
  for (const { kind, filing, path, today, around } of cases) {
    const told = await lookUp(filing, { kind, path, today, around }).catch((error) => String(error.stack));
    found.push(typeof told === "string" ? told : told.map((one) => [one.code, one.verdict, one.place, one.provisional, say(one, "zh").text, say(one, "en").text]));
  }
  return found;
}
"""


@pytest.fixture(scope="module")
def published(
    small: RegistryFolder, tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[Page]:
    """The miniature's API and search beside the modules of the checks."""
    loaded = load(WorkTree(small.root))
    records = records_of(snapshot_of(loaded, "c0ffee" + "0" * 34, TODAY))
    pieces = [
        *tables_of(list(loaded.authorities.values())),
        *api.pieces(records, BARE),
        *search.pieces(records, BARE),
    ]
    with serving_modules(tmp_path_factory.mktemp("published"), pieces, browser) as page:
        yield page


def test_what_is_looked_up_is_what_the_registry_says(published: Page, small: RegistryFolder) -> None:
    """Nothing is told that the whole registry does not say, and little of what it says is missed: that is named here."""
    loaded = load(WorkTree(small.root))
    around = of_loaded(loaded).lookup
    table = [
        case
        for case in cases(small)
        if case.path and (case.around is None or case.name.endswith("(as a change)"))
    ]
    table = [case for case in table if case.name.startswith("- ") or case.name.partition(" ")[0] in PUBLISHED]
    known = {case.path for case in table if case.around}
    table = [case for case in table if readable(case) and (case.around or case.path not in known)]
    answers = answered(published, ASK, [asdict(case) for case in table])
    wrong, missed = {}, set()
    for case, answer in zip(table, answers, strict=True):
        assert isinstance(answer, list), (case.name, answer)
        assert all(
            provisional is True and "{" not in zh + en and "undefined" not in zh + en
            for *_, provisional, zh, en in answer
        ), answer
        said = {(code, verdict, json.dumps(place)) for code, verdict, place, *_ in answer}
        file = readable(case)
        assert file is not None
        over = ({case.path: file}, {}) if case.kind == "provider" else ({}, {case.path: file})
        whole = judge(case.kind, file, OverlayLookup(around, *over, {}), date.fromisoformat(case.today))
        alone = {(code, json.dumps(place)) for code, _, place, *_ in told(case, dict(loaded.authorities))}
        expected = {
            (fault.code, json.dumps(list(fault.place)))
            for fault in whole
            if fault.code in PUBLISHED and (fault.code, json.dumps(list(fault.place))) not in alone
        }
        if extra := {(code, place) for code, _, place in said} - expected:
            wrong[case.name] = extra
        missed |= {(code, case.name) for code, place in expected - {(code, place) for code, _, place in said}}
    assert wrong == {}
    assert missed == MISSED
