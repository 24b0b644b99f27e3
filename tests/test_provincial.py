"""Provincial rules and authority files as somebody submits them: judged against each other, shown with their sources."""

from datetime import date
from pathlib import Path

import pytest

from registry.commands.due import docket, end_of
from registry.commands.validate import Outcome, validate
from registry.core.clock import Unit
from registry.core.codes import OwnClock
from registry.core.difference import Role, Submitter
from registry.core.provincial import ProvincialRules
from registry.core.time_limits import CLOCKS
from registry.render.provincial import sentences
from tests.builders import TODAY, RegistryFolder, miniature
from tests.commands import REPOSITORY

XPCC = "authorities/xpcc.yaml"
SOURCE = {"document": "示例实施细则", "issued": "2026-01-01", "checked": "2026-11-01"}
pytestmark = pytest.mark.usefixtures("plain_git")


@pytest.fixture
def folder(tmp_path: Path) -> RegistryFolder:
    """The miniature, committed."""
    made = miniature(tmp_path / "registry")
    made.git_init()
    return made


def judged(folder: RegistryFolder) -> Outcome:
    """The outcome of what the Ministry submits."""
    head, ministry = folder.commit("Submitted"), Submitter(Role.authority, "moe")
    return validate(folder.root, TODAY, base="HEAD~1", head=head, submitter=ministry)


def told(outcome: Outcome) -> list[tuple[str, str, str]]:
    """Code, path and field of each finding."""
    return [(found.code, found.path, found.field) for found in outcome.findings]


def test_a_changed_authority_is_judged_with_the_others(folder: RegistryFolder) -> None:
    """The prefix of one that was not touched counts."""
    folder.edit(XPCC, 'numeric_prefix: "66"', 'numeric_prefix: "11"')
    outcome = judged(folder)
    assert (told(outcome), outcome.checked) == ([("R31", XPCC, "numeric_prefix")], 1)


def test_two_changed_authorities_are_judged_as_they_will_be(folder: RegistryFolder) -> None:
    """A county that moves from one to the other stands once; two new ones with one prefix are both told."""
    county = '  - code: "659013"\n    zh: 草湖市\n    en: Caohu\n'
    folder.edit(XPCC, county, "")
    text = (REPOSITORY / "authorities/hebei.yaml").read_text(encoding="utf-8")
    folder.write("authorities/hebei.yaml", text.replace('numeric_prefix: "13"', 'numeric_prefix: "66"'))
    folder.edit(XPCC, 'numeric_prefix: "66"', 'numeric_prefix: "67"')
    folder.write("authorities/shanxi.yaml", text.replace("slug: hebei", "slug: shanxi"))
    found = told(judged(folder))
    assert ("R36", "authorities/hebei.yaml", "gb2260") in found
    assert not [entry for entry in found if entry[1] == XPCC]
    assert ("R32", "authorities/shanxi.yaml", "cities[0].code") in found


@pytest.mark.parametrize(
    ("text", "code"), [("slug: [\n", "F06"), ("slug: xpcc\n", "F20"), ("- xpcc\n", "F13"), ("", "F13")]
)
def test_an_authority_that_cannot_be_read_is_explained(text: str, code: str, folder: RegistryFolder) -> None:
    """At its place, whichever way it is judged; around other filings it stays a check that could not run."""
    folder.write(XPCC, text)
    outcomes = [
        validate(folder.root, TODAY),
        validate(folder.root, TODAY, [str(folder.root / XPCC)]),
        judged(folder),
    ]
    for outcome in outcomes:
        assert {found.code for found in outcome.findings} == {code}
        assert {found.path for found in outcome.findings} == {XPCC}


def test_a_broken_authority_is_mended_by_a_change(folder: RegistryFolder) -> None:
    """The base cannot read it; the head can, and is judged as any other."""
    good = folder.read(XPCC)
    folder.write(XPCC, "slug: [\n")
    folder.commit("Broken")
    folder.write(XPCC, good)
    assert told(judged(folder)) == []


def test_an_authority_with_decisions_is_not_deleted(folder: RegistryFolder) -> None:
    """Its chain would hang in the air, whoever asks."""
    (folder.root / "authorities/sichuan.yaml").unlink()
    assert told(judged(folder)) == [("R05", "authorities/sichuan.yaml", "")]


def test_a_link_in_the_authorities_is_refused(folder: RegistryFolder) -> None:
    """Neither followed nor taken for an authority."""
    (folder.root / XPCC).unlink()
    (folder.root / XPCC).symlink_to("beijing.yaml")
    assert told(validate(folder.root, TODAY)) == [("F01", XPCC, "")]
    assert told(judged(folder)) == [("P11", XPCC, "")]


def test_every_clock_of_the_list_is_a_national_one_in_working_days() -> None:
    """A province shortens what exists."""
    assert all(CLOCKS[code.value].unit is Unit.working_days for code in OwnClock)


def test_every_rule_is_said_with_its_source() -> None:
    """One sentence for each, in both languages, without a gap."""
    rules = ProvincialRules.model_validate(
        {
            "blacklist": {"months": 24, "source": SOURCE},
            "grey_list": {"cards": False, "source": SOURCE},
            "clocks": [{"clock": "review", "working_days": 5, "source": {**SOURCE, "document": "示例规程"}}],
            "required_fields": [
                {"field": "website", "source": SOURCE},
                {"field": "parallel_candidates", "at_least": 3, "source": SOURCE},
            ],
            "published_lists": {"times_a_year": 2, "months": [6, 12], "source": {"document": "示例做法", "checked": "2026-11-01"}},
        }
    )  # fmt: skip
    assert [(sentence.en, source) for sentence, source in sentences(rules)] == [
        ("On the province's blacklist a unit may not submit new filings for 24 months.", "示例实施细则(2026-01-01)"),
        ("There is a grey list and a blacklist.", "示例实施细则(2026-01-01)"),
        ("The deadline “Feedback on a filing” is 5 working days.", "示例规程(2026-01-01)"),
        ("“Website” is required.", "示例实施细则(2026-01-01)"),
        ("“Alternatives compared” is at least 3.", "示例实施细则(2026-01-01)"),
        ("Lists are published 2 times a year.", "示例做法"),
    ]  # fmt: skip
    assert sentences(None) == ()


def test_deadlines_are_those_of_the_province(folder: RegistryFolder) -> None:
    """The school's province gives five working days after its app was suspended, not ten; and no other province is concerned."""
    path = "authorities/zhejiang.yaml"
    own = 'rules:\n  clocks:\n    - clock: user_change\n      working_days: 5\n      source:\n        document: 示例实施细则\n        checked: "2026-11-01"\n'
    folder.write(path, folder.read(path) + own)
    assert validate(folder.root, TODAY).findings == []
    folder.commit("Shorter")
    (lost,) = [
        one for one in docket(folder.root, end_of(date(2026, 5, 7))).dues if one.limit.code == "app_lost"
    ]
    assert lost.until == date(2026, 5, 12)
