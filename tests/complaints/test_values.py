"""Whom a complaint is about, what is counted of it, and the draft of the case that it leads to: as values."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

import pytest

from registry.adapters.load import Loaded, load
from registry.adapters.source import WorkTree
from registry.core.clock import SHANGHAI
from registry.core.codes import Breach, CaseState
from registry.core.complaint import Complaint, ComplaintState, Facts, Said, Word
from registry.core.complaint_case import Draft, NoDraft, branch, draft
from registry.core.complaint_counts import Tally, counts
from registry.core.complaint_form import Field, Typed
from registry.core.complaint_subject import Found, Near, Subject, find, on_users_side
from registry.core.detection import Kind
from registry.core.forge import Account, Issue, State
from registry.core.lookup import MemoryLookup
from tests.builders import (
    DING,
    JIA,
    SCHOOL,
    Paths,
    RegistryFolder,
    app_text,
    case_path,
    miniature,
    number,
    uscc,
)

AT = datetime(2026, 11, 24, 9, tzinfo=SHANGHAI)
OFFICER = Account(2, "officer")
JIA_NAME = "示例甲科技有限公司"
APP = Subject(Paths.jia, "filed", number("11", 1), "示例甲练习", JIA, JIA_NAME, "beijing")


def complaint(state: ComplaintState, **more: Any) -> Complaint:
    """A complaint about commercial advertising in an app, with the officer's word on it."""
    found = Found(more.pop("subject", APP))
    typed = Typed({}, "", form=True, category=more.pop("category", Breach.commercial_ads))
    issue = Issue(12, "[投诉] 广告", "弹出广告", Account(1, "parent"), State.open, None, (), AT, AT, None)
    said = more.pop("said", (Said(Word.uphold, OFFICER, 5, AT),))
    values: dict[str, Any] = {
        "missing": (), "elsewhere": None, "first": None, "turn": None, "private": (), "to_hide": (), **more,
    }  # fmt: skip
    return Complaint(Facts(issue, (), (), typed, found), state, said=said, **values)


# --- What is counted.

STATES = {
    ComplaintState.received: Tally(1), ComplaintState.accepted: Tally(1), ComplaintState.with_provider: Tally(1),
    ComplaintState.upheld: Tally(0, 1), ComplaintState.unfounded: Tally(0, 0, 1),
}  # fmt: skip


@pytest.mark.parametrize("state", ComplaintState)
def test_what_a_complaint_counts_as(state: ComplaintState) -> None:
    """Alleged until it is decided; what is incomplete, out of scope, merged, declined or taken back counts nowhere."""
    apps, authorities = counts([complaint(state)])
    expected = STATES.get(state)
    assert apps == ({APP.number: expected} if expected else {})
    assert authorities == ({"beijing": expected} if expected else {})


def test_complaints_add_up_by_app_and_by_authority() -> None:
    """One about nothing that is known, and one about an institution, which has no number, stop nothing."""
    other = replace(APP, number=number("11", 2))
    school = replace(APP, number="", authority="anhui")
    upheld, open_ = ComplaintState.upheld, ComplaintState.received
    apps, authorities = counts(
        [
            complaint(open_, subject=None), complaint(ComplaintState.declined), complaint(open_, subject=other),
            complaint(open_, subject=school), complaint(upheld), complaint(upheld), complaint(open_, subject=APP),
            complaint(ComplaintState.unfounded),
        ]
    )  # fmt: skip
    assert list(apps.items()) == [(number("11", 1), Tally(1, 2, 1)), (number("11", 2), Tally(1))]
    assert list(authorities.items()) == [("anhui", Tally(1)), ("beijing", Tally(2, 2, 1))]


# --- The draft of a case.


def test_an_upheld_complaint_leads_to_a_draft() -> None:
    """In the folder of the authority, of the day of the decision, with category and digest and no word of the complainant."""
    found = draft(complaint(ComplaintState.upheld), [])
    assert isinstance(found, Draft)
    assert found.path == case_path("beijing", JIA, "2026-11-24")
    case = found.case
    assert (case.unit.name, case.unit.uscc, case.numbers) == (JIA_NAME, JIA, (APP.number,))
    assert (case.opened_on, case.state) == ("2026-11-24", CaseState.alleged)
    (breach,) = case.breaches
    assert breach.category is Breach.commercial_ads
    assert breach.description == f"经投诉举报查证属实：{Breach.commercial_ads.label.zh}(投诉第12号)"
    assert breach.evidence_sha256 == sha256("[投诉] 广告\n弹出广告".encode()).hexdigest()
    assert branch(12) == "complaint-case/12"


def test_of_personal_data_not_even_a_digest_is_kept() -> None:
    found = draft(complaint(ComplaintState.upheld, private=(Kind.mobile,)), [])
    assert isinstance(found, Draft)
    (breach,) = found.case.breaches
    assert (breach.evidence_sha256, breach.category) == (None, Breach.commercial_ads)
    assert breach.description == f"经投诉举报查证属实：{Breach.commercial_ads.label.zh}(投诉第12号)"


def test_a_body_that_is_no_text_has_a_digest_too() -> None:
    """Half a surrogate pair reaches us as it is."""
    upheld = complaint(ComplaintState.upheld)
    spoiled = replace(upheld, facts=replace(upheld.facts, issue=replace(upheld.facts.issue, body="\ud800")))
    assert isinstance(draft(spoiled, []), Draft)


def test_a_complaint_about_a_place_and_an_institution() -> None:
    """The province's folder, and no number."""
    school = Subject(
        Paths.school, "", "", "示例市第一小学", SCHOOL, "示例市第一小学", "zhejiang/330100/330106"
    )
    found = draft(complaint(ComplaintState.upheld, subject=school, category=Breach.unfiled_use), [])
    assert isinstance(found, Draft)
    assert found.path == case_path("zhejiang", SCHOOL, "2026-11-24")
    assert found.case.numbers == ()


def test_where_there_is_no_draft() -> None:
    """Not decided, no category, no day; no unit to be found; a case of that day already."""
    upheld = ComplaintState.upheld
    for state in ComplaintState:
        if state is not upheld:
            assert draft(complaint(state), []) is None
    assert draft(complaint(upheld, category=None), []) is None
    assert draft(complaint(upheld, said=()), []) is None
    assert draft(complaint(upheld, subject=None), []) is NoDraft.no_unit
    assert draft(complaint(upheld, subject=replace(APP, unit="")), []) is NoDraft.no_unit
    taken = [case_path("sichuan", JIA, "2026-11-24"), case_path("beijing", JIA, "2026-11-24")]
    assert draft(complaint(upheld), taken) is NoDraft.same_day
    assert isinstance(draft(complaint(upheld), taken[:1]), Draft)


# --- Whom it is about.


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The miniature, in which 乙 has two numbered apps of one name."""
    folder: RegistryFolder = miniature(tmp_path_factory.mktemp("complaints") / "registry")
    twin = app_text("twin", "示例乙口算", "cn.example.yi.twin", system="front")
    folder.write(Paths.yi, folder.read(Paths.yi) + twin)
    folder.ledger.record(
        "zhejiang",
        {"event": "filed", "path": Paths.yi, "item": "twin", "number": number("33", 2)},
        at="2026-06-02T09:00:00+08:00",
    )
    found = load(WorkTree(folder.root))
    assert found.replay.faults == []
    return found


@pytest.fixture(scope="module")
def around(loaded: Loaded) -> MemoryLookup:
    """All of it."""
    return MemoryLookup(
        loaded.authorities,
        loaded.providers.values(),
        loaded.users.values(),
        loaded.cases.values(),
        loaded.replay,
    )


def asked(name: str = "", **more: Any) -> Typed:
    return Typed({Field.subject: name} if name else {}, name, form=True, **more)


def test_a_number_finds_its_app(around: MemoryLookup) -> None:
    """The first that was given; one that was not comes with those that are near."""
    assert find(asked(numbers=(APP.number,)), around) == Found(APP)
    assert find(asked(numbers=(number("11", 9), APP.number)), around) == Found(APP)
    found = find(asked(numbers=(number("11", 9), number("11", 8))), around)
    assert (found.subject, found.unknown) == (None, number("11", 9))
    assert found.near[0] == Near(APP.number, "示例甲练习")
    assert [near.number for near in found.near] == [number("11", serial) for serial in (1, 2, 3, 4)]
    assert find(asked(numbers=("教APP备9999999号",)), around) == Found(None, (), "教APP备9999999号")


def test_an_app_that_is_gone_is_known_by_its_number(loaded: Loaded) -> None:
    """And its unit by the code, where the filing itself is gone."""
    without = MemoryLookup(loaded.authorities, [], [], [], loaded.replay)
    found = find(asked(numbers=(APP.number,)), without).subject
    assert found == replace(APP, name=APP.number, unit="")
    near = find(asked(numbers=(number("11", 9),)), without).near
    assert near[0] == Near(APP.number, APP.number)


def test_a_name_finds_the_one_app_of_that_name(around: MemoryLookup) -> None:
    """Several of it, and those that are near, are to choose from; an app without a number is nobody's to complain about here."""
    assert find(asked("示例甲练习"), around).subject == APP
    several = find(asked("示例乙口算"), around)
    assert several.subject is None
    assert several.unknown == ""
    assert set(several.near[:2]) == {Near(number("33", 1), "示例乙口算"), Near(number("33", 2), "示例乙口算")}
    near = find(asked("示例甲练刁"), around)
    assert near.subject is None
    assert Near(APP.number, "示例甲练习") in near.near
    assert find(asked("示例甲新课"), around).subject is None
    assert find(asked("完全无关的名称"), around) == Found(None)
    assert find(asked(), around) == Found(None)


def test_a_mistyped_number_in_the_name_is_understood(around: MemoryLookup) -> None:
    """Five at most."""
    found = find(asked("教APP备110001号"), around)
    assert (found.subject, found.unknown) == (None, "")
    assert Near(APP.number, "示例甲练习") in found.near


def test_what_only_schools_commit_is_about_the_school(around: MemoryLookup) -> None:
    """By its code, whatever app is named; the first that there is, and never as a provider."""
    school = Subject(
        Paths.school, "", "", "示例市第一小学", SCHOOL, "示例市第一小学", "zhejiang/330100/330106"
    )
    unfiled: dict[str, Any] = {"category": Breach.unfiled_use, "numbers": (APP.number,)}
    assert find(asked(schools=(SCHOOL,), **unfiled), around) == Found(school)
    assert find(asked(schools=(uscc("91110108MA9000Y01"), DING, SCHOOL), **unfiled), around) == Found(school)
    assert find(asked(**unfiled), around) == Found(None)
    assert find(asked(schools=(SCHOOL,), category=Breach.games, numbers=(APP.number,)), around) == Found(APP)
    assert [on_users_side(one) for one in (None, Breach.games, Breach.unfiled_use)] == [False, False, True]
