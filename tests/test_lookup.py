"""What may be asked about the registry, each question with its answer: from the miniature's records, and after a change of them."""

from pathlib import Path
from typing import Any

import pytest

from registry.adapters.load import load
from registry.adapters.source import WorkTree
from registry.core import names
from registry.core.lookup import (
    Claim,
    MemoryLookup,
    OverlayLookup,
    Registered,
    claims_of,
    holds_identifiers,
    identifiers,
    is_current,
    path_before,
    same_unit_and_kind,
    unit_of_path,
)
from registry.core.replay import Replay
from registry.core.snapshot import Filed
from tests.builders import (
    BING,
    DING,
    JIA,
    SCHOOL,
    XIN,
    Paths,
    RegistryFolder,
    app_text,
    branch_of,
    case_path,
    miniature,
    number,
    provider_path,
    provider_text,
    uscc,
    user_path,
    user_text,
)
from tests.provider.judging import AUTHORITIES, filed
from tests.test_cases import made

DAY, USED = "2026-03-02", "2026-03-09"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> RegistryFolder:
    """The miniature; never changed here."""
    return miniature(tmp_path_factory.mktemp("lookup") / "registry")


@pytest.fixture(scope="module")
def around(folder: RegistryFolder) -> MemoryLookup:
    """All of it."""
    loaded = load(WorkTree(folder.root))
    return MemoryLookup(
        loaded.authorities,
        loaded.providers.values(),
        loaded.users.values(),
        loaded.cases.values(),
        loaded.replay,
    )


# --- What a filing names.


def test_everything_by_which_a_provider_is_found() -> None:
    """Identifiers as compared, what tells that two apps are one, units above and below, and the keys of each name."""
    file = filed(Paths.xin, provider_text(head_office=JIA))
    found = list(claims_of(file.content))
    assert [claim for claim in found if claim[0] != "name"] == [
        ("android", "cn.example.whole", "whole"),
        ("ios", "cn.example.whole-ios", "whole"),
        ("mini_program", "wxfea0b562b1e333d7", "whole"),
        ("app_store", "1458305565", "whole"),
        ("signing_cert", "cd" * 32, "whole"),
        ("covers", branch_of(XIN), ""),
        ("head_office", JIA, ""),
    ]
    by_name = [claim for claim in found if claim[0] == "name"]
    assert by_name == [("name", key, "whole") for key in sorted(names.keys("示例全科学习"))]
    assert len(by_name) > 1


def test_a_certificate_is_compared_without_colons_and_capitals() -> None:
    """And a bundle id without capitals."""
    text = (
        provider_text()
        .replace("cd" * 32, '"' + ":".join(["CD"] * 32) + '"')
        .replace("whole-ios", "Whole-ios")
    )
    found = {kind: identifier for kind, identifier, _ in claims_of(filed(Paths.xin, text).content)}
    assert (found["signing_cert"], found["ios"]) == ("cd" * 32, "cn.example.whole-ios")


def test_what_is_not_stated_is_not_claimed() -> None:
    """A store id needs iOS, a certificate needs Android; a unit without units around it names none."""
    covered = f"  covers_subsidiaries:\n    - name: 示例分公司\n      uscc: {branch_of(XIN)}\n"
    text = provider_text(apps=[app_text("reader", package="cn.example.reader", bundle="cn.example.reader")])
    found = list(claims_of(filed(Paths.xin, text.replace(covered, "")).content))
    assert [claim for claim in found if claim[0] != "name"] == [
        ("android", "cn.example.reader", "reader"),
        ("ios", "cn.example.reader", "reader"),
    ]
    mini = provider_text(apps=[app_text("reader", package=None, mini="wx00000000000000a1")])
    found = list(claims_of(filed(Paths.xin, mini.replace(covered, "")).content))
    assert [claim for claim in found if claim[0] != "name"] == [
        ("mini_program", "wx00000000000000a1", "reader")
    ]


def test_everything_by_which_an_institution_is_found(folder: RegistryFolder) -> None:
    """The numbers that it uses and its own apps; their names are nobody's."""
    found = list(claims_of(load(WorkTree(folder.root)).users[Paths.school].content))
    assert found == [
        ("uses", number("11", 1), "use-1"),
        ("uses", number("11", 2), "use-2"),
        ("own_android", "cn.example.own", "own"),
        ("uses", number("33", 1), "use-4"),
    ]


def test_identifiers_are_told_with_their_places() -> None:
    """Of each app, as in the file."""
    file = filed(Paths.xin, provider_text(apps=[
        app_text("one", package="cn.example.one"),
        app_text("two", package=None, bundle="cn.example.Two", mini="wx00000000000000a1"),
    ]))  # fmt: skip
    assert [*identifiers(file.content)] == [
        ("android", "cn.example.one", "one", ("apps", 0, "platforms", "android", "package_name")),
        ("ios", "cn.example.two", "two", ("apps", 1, "platforms", "ios", "bundle_id")),
        ("mini_program", "wx00000000000000a1", "two", ("apps", 1, "platforms", "mini_program", "app_id")),
    ]


def test_whose_filing_a_path_is() -> None:
    """The code of the unit, and whether two paths are one unit's filing of one kind."""
    assert unit_of_path(Paths.jia) == JIA
    assert unit_of_path("x") == "x"
    assert same_unit_and_kind(Paths.jia, provider_path("zhejiang", JIA))
    assert same_unit_and_kind(Paths.school, user_path("beijing", SCHOOL))
    assert not same_unit_and_kind(Paths.jia, provider_path("beijing", BING))
    assert not same_unit_and_kind(Paths.jia, user_path("beijing", JIA))
    assert not same_unit_and_kind(Paths.school, provider_path("beijing", SCHOOL))


# --- From all records.


def test_a_registry_answers_each_question(around: MemoryLookup) -> None:
    """Files of a unit, who claims what, numbers, what was registered, filings and cases."""
    assert around.files_of_unit(JIA) == (Paths.jia,)
    assert around.files_of_unit(uscc("91110108MA9000Y01")) == ()
    assert around.claims("android", "cn.example.jia.withdrawn") == (
        Claim(Paths.jia, "withdrawn"),
        Claim(Paths.yi, "search"),
    )
    assert around.claims("ios", "cn.example.jia.withdrawn") == ()
    assert Claim(Paths.jia, "filed") in around.claims("name", sorted(names.keys("示例甲练习"))[0])
    assert around.claims("uses", number("11", 1)) == (
        Claim(Paths.middle, "use-1"),
        Claim(Paths.university, "use-1"),
        Claim(Paths.school, "use-1"),
    )
    assert around.by_number(number("11", 2)) == Registered(
        Paths.jia, "suspended", number("11", 2), "suspended", DAY
    )
    assert around.by_number(number("11", 9)) is None
    assert around.registered_of_unit(JIA) == tuple(
        Registered(Paths.jia, item, number("11", serial), status, DAY)
        for item, serial, status in (
            ("filed", 1, "filed"), ("revoked", 3, "revoked"), ("suspended", 2, "suspended"), ("withdrawn", 4, "withdrawn"),
        )
    )  # fmt: skip
    assert around.registered_in(Paths.school) == (
        Registered(Paths.school, "own", "", "confirmed", USED),
        Registered(Paths.school, "use-1", number("11", 1), "confirmed", USED),
        Registered(Paths.school, "use-2", number("11", 2), "confirmed", USED),
    )
    filing = around.filing(Paths.jia)
    assert filing is not None
    assert filing.path == Paths.jia
    assert around.filing_before(Paths.jia) is filing
    assert around.filing(provider_path("zhejiang", JIA)) is None
    assert [case.path for case in around.cases_of(DING)] == [Paths.case]
    assert around.cases_of(JIA) == ()


def test_a_use_of_a_numbered_app_takes_nothing_of_the_number(around: MemoryLookup) -> None:
    """The number leads to the app, never to a use of it or a place that it left."""
    assert is_current(Registered(Paths.jia, "filed", number("11", 1), "filed"))
    assert not is_current(Registered(Paths.school, "use-1", number("11", 1), "confirmed"))
    assert not is_current(Registered(Paths.jia, "filed", number("11", 1), "transferred"))
    found = around.by_number(number("11", 1))
    assert found is not None
    assert found.path == Paths.jia


def test_which_apps_keep_their_identifiers_to_themselves() -> None:
    """Not yet numbered, filed or suspended; what has ended does not, whatever the others are."""
    entries = [
        Registered(Paths.jia, item, number("11", 1), item)
        for item in ("filed", "suspended", "revoked", "withdrawn", "transferred")
    ]
    kept = {
        item for item in ("fresh", *(entry.item for entry in entries)) if holds_identifiers(entries, item)
    }
    assert kept == {"fresh", "filed", "suspended"}


def moved(tmp_path: Path) -> MemoryLookup:
    """甲's app went to 辛, which calls it by another id."""
    folder = RegistryFolder(tmp_path)
    folder.provider("beijing", JIA, apps=[app_text()])
    folder.provider("beijing", XIN, apps=[app_text()])
    folder.ledger.record(
        "beijing", {"event": "filed", "path": Paths.jia, "item": "reader", "number": number("11", 1)}
    )
    folder.ledger.record(
        "beijing",
        {"event": "transferred", "path": Paths.xin, "item": "taken", "number": number("11", 1)},
        at="2026-04-02T09:00:00+08:00",
    )
    loaded = load(WorkTree(folder.root))
    assert loaded.replay.faults == []
    return MemoryLookup(loaded.authorities, loaded.providers.values(), [], [], loaded.replay)


def test_an_app_that_went_to_another_unit_is_known_at_both(tmp_path: Path) -> None:
    """At the old place as given away; the number leads to the new one, and it was filed when it was first filed."""
    lookup = moved(tmp_path / "registry")
    assert lookup.registered_in(Paths.jia) == (
        Registered(Paths.jia, "reader", number("11", 1), "transferred", DAY),
    )
    assert lookup.registered_in(Paths.xin) == (Registered(Paths.xin, "taken", number("11", 1), "filed", DAY),)
    assert lookup.by_number(number("11", 1)) == Registered(Paths.xin, "taken", number("11", 1), "filed", DAY)


# --- Filings that move.


def test_what_was_registered_moves_with_its_filing(folder: RegistryFolder) -> None:
    """To another authority's folder; where both are there, each keeps its own."""
    loaded = load(WorkTree(folder.root))
    old, new = Paths.jia, provider_path("zhejiang", JIA)
    text = loaded.providers[old]
    here = Filed(new, text.sha256, text.content)
    gone = MemoryLookup(AUTHORITIES, [here], [], [], loaded.replay)
    assert [entry.item for entry in gone.registered_in(new)] == ["filed", "revoked", "suspended", "withdrawn"]
    assert {entry.path for entry in gone.registered_in(new)} == {old}
    assert path_before(gone, old) == new
    assert path_before(gone, new) == new
    both = MemoryLookup(AUTHORITIES, [text, here], [], [], loaded.replay)
    assert both.registered_in(new) == ()
    assert len(both.registered_in(old)) == 4
    assert (path_before(both, old), path_before(both, new)) == (old, new)
    assert path_before(both, Paths.school) == Paths.school
    assert both.files_of_unit(JIA) == (old, new)


def test_a_unit_that_provides_and_uses_keeps_the_two_apart() -> None:
    """The filing of one kind is not where that of the other kind lay."""
    provided = filed(provider_path("zhejiang", SCHOOL), provider_text(SCHOOL, province="zhejiang"))
    used = filed(Paths.school, user_text())
    lookup = MemoryLookup(AUTHORITIES, [provided], [used], [], Replay())
    assert path_before(lookup, user_path("beijing", SCHOOL)) == Paths.school
    assert path_before(lookup, provider_path("beijing", SCHOOL)) == provided.path


# --- After a change.


def overlay(around: MemoryLookup, **files: dict[str, Filed[Any] | None]) -> OverlayLookup:
    return OverlayLookup(around, files.get("providers", {}), files.get("users", {}), files.get("cases", {}))


def test_a_change_hides_what_it_replaces(around: MemoryLookup) -> None:
    """The new filing is asked, the one before is still known, and the ledger stands as it was."""
    text = provider_text(JIA, apps=[app_text("filed", "示例甲新版", "cn.example.jia.other")])
    now = overlay(around, providers={Paths.jia: filed(Paths.jia, text)})
    assert now.authorities is around.authorities
    assert now.files_of_unit(JIA) == (Paths.jia,)
    assert now.claims("android", "cn.example.jia.withdrawn") == (Claim(Paths.yi, "search"),)
    assert now.claims("android", "cn.example.jia.other") == (Claim(Paths.jia, "filed"),)
    assert now.by_number(number("11", 2)) == around.by_number(number("11", 2))
    assert now.registered_of_unit(JIA) == around.registered_of_unit(JIA)
    assert now.registered_in(Paths.jia) == around.registered_in(Paths.jia)
    filing, before = now.filing(Paths.jia), now.filing_before(Paths.jia)
    assert filing is not None
    assert before is not None
    assert (len(filing.content.apps), len(before.content.apps)) == (1, 5)
    assert now.filing(Paths.yi) is around.filing(Paths.yi)


def test_a_filing_that_moves_is_known_by_where_it_lay(around: MemoryLookup) -> None:
    """Gone at the old place, there at the new one."""
    new = provider_path("zhejiang", JIA)
    now = overlay(
        around, providers={Paths.jia: None, new: filed(new, provider_text(JIA, province="zhejiang"))}
    )
    assert now.files_of_unit(JIA) == (new,)
    assert now.filing(Paths.jia) is None
    assert now.filing_before(new) is around.filing(Paths.jia)
    assert [entry.path for entry in now.registered_in(new)] == [Paths.jia] * 4
    assert now.claims("android", "cn.example.whole") == (Claim(Paths.xin, "whole"), Claim(new, "whole"))


def test_users_and_cases_of_a_change(around: MemoryLookup) -> None:
    """New, replaced and taken away, in order."""
    earlier, later = case_path("beijing", DING, "2026-03-01"), case_path("sichuan", DING, "2026-05-01")
    cases: dict[str, Filed[Any] | None] = {path: Filed(path, "", made()) for path in (later, earlier)}
    assert [case.path for case in overlay(around, cases=cases).cases_of(DING)] == [earlier, Paths.case, later]
    assert overlay(around, cases={Paths.case: None}).cases_of(DING) == ()
    other = user_path("beijing/110108", SCHOOL)
    now = overlay(
        around, users={Paths.school: None, other: filed(other, user_text(SCHOOL, authority="beijing/110108"))}
    )
    assert now.files_of_unit(SCHOOL) == (other,)
    assert now.claims("own_android", "cn.example.own") == ()
    assert Claim(other, "use-1") in now.claims("uses", number("11", 1))
    several = MemoryLookup({}, [], [], [case for case in cases.values() if case], Replay())
    assert [case.path for case in several.cases_of(DING)] == [earlier, later]


def test_what_a_change_does_not_touch_is_answered_as_before(around: MemoryLookup) -> None:
    """Authorities; the other filing of a unit; and of a unit without any number there is none."""
    assert set(around.authorities) >= {"beijing", "zhejiang", "moe"}
    uses = filed(user_path("beijing", JIA), user_text(code=JIA))
    changed = overlay(around, users={uses.path: uses})
    assert changed.authorities == around.authorities
    assert changed.files_of_unit(JIA) == (Paths.jia, uses.path)
    assert around.registered_of_unit(XIN) == changed.registered_of_unit(XIN) == ()
