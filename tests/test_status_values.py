"""What is known of a number or a unit, as values: every field, from the miniature's records and decisions."""

from dataclasses import replace
from datetime import date

import pytest

from registry.adapters.load import load
from registry.adapters.source import WorkTree
from registry.commands.due import end_of
from registry.core.codes import ProviderStatus, UserStatus
from registry.core.status import AppStatus, Known, UnitStatus, UseStatus
from registry.core.text import Text
from registry.core.time_limits import APP_LOST, BAR_END
from tests.builders import DING, JIA, SCHOOL, TODAY, XIN, YI, Paths, RegistryFolder, miniature, number
from tests.clocks.calendars import ANNOUNCED

BEIJING = Text("北京市教育委员会", "Beijing Municipal Education Commission")
SICHUAN = Text("四川省教育厅", "Sichuan Provincial Department of Education")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> RegistryFolder:
    """The miniature; never changed here."""
    return miniature(tmp_path_factory.mktemp("status") / "registry")


def known(folder: RegistryFolder, day: date = TODAY) -> Known:
    """All records of the miniature at the end of a day."""
    loaded = load(WorkTree(folder.root))
    filings = {**loaded.providers, **loaded.users}
    return Known(loaded.replay, end_of(day), ANNOUNCED, loaded.authorities, filings, loaded.cases)


def decided(found: AppStatus | UseStatus) -> list[tuple[str, str, Text]]:
    """Day, kind and authority of each step."""
    return [(step.event.at[:10], step.event.event.value, step.authority) for step in found.history]


def test_an_app_is_told_with_its_file_its_unit_and_its_history(folder: RegistryFolder) -> None:
    """Each field, the history from the oldest on, and the uses that have not ended."""
    found = known(folder).app(number("11", 2))
    assert replace(found, history=(), uses=()) == AppStatus(
        number=number("11", 2), name="示例甲作业", unit="示例甲科技有限公司", uscc=JIA, path=Paths.jia, item="suspended",
        status=ProviderStatus.suspended, since="2026-05-06", chain=BEIJING, history=(), uses=(), running=(),
    )  # fmt: skip
    assert decided(found) == [("2026-03-02", "filed", BEIJING), ("2026-05-06", "suspended", BEIJING)]
    (use,) = found.uses
    assert decided(use) == [("2026-03-09", "confirmed", known(folder).authorities["zhejiang"].name.text)]
    assert replace(use, history=()) == UseStatus(
        path=Paths.school, item="use-2", institution="示例市第一小学", number=number("11", 2), app="示例甲作业",
        status=UserStatus.confirmed, effective=UserStatus.invalidated, app_status=ProviderStatus.suspended, history=(),
    )  # fmt: skip


def test_an_app_is_told_by_its_number_whatever_the_unit_has_beside(folder: RegistryFolder) -> None:
    """The second app of two, and what runs against its unit."""
    found = known(folder).app(number("51", 3))
    assert (found.name, found.item, found.chain, found.since) == ("示例丁打卡", "daka", SICHUAN, "2026-03-02")
    assert [(one.limit, one.who) for one in found.running] == [(BAR_END, DING)]


def test_a_number_that_was_not_given_has_no_status(folder: RegistryFolder) -> None:
    with pytest.raises(KeyError):
        known(folder).app(number("11", 9))


def test_a_unit_is_told_with_its_apps_by_number(folder: RegistryFolder) -> None:
    """Each field; its case names it where no filing does."""
    whole = known(folder)
    found = whole.unit(DING)
    assert found == UnitStatus(
        uscc=DING, name="示例丁网络有限公司", paths=(Paths.ding,), unregistered=(),
        apps=(whole.app(number("51", 2)), whole.app(number("51", 3))), uses=(),
        running=whole.app(number("51", 3)).running,
    )  # fmt: skip
    by_case = Known(whole.replay, whole.now, whole.calendar, whole.authorities, {}, whole.cases).unit(DING)
    assert (by_case.name, by_case.paths) == ("示例丁网络有限公司", ())
    assert [app.name for app in by_case.apps] == ["", ""]
    nobody = Known(whole.replay, whole.now, whole.calendar, whole.authorities).unit(DING)
    assert (nobody.name, nobody.running, nobody.apps[0].unit) == ("", (), "")
    other = Known(whole.replay, whole.now, whole.calendar, whole.authorities, {}, whole.cases).unit(XIN)
    assert (other.name, other.apps) == ("", ())


def test_an_institution_is_told_with_its_uses_in_order(folder: RegistryFolder) -> None:
    """By path and id; an own use has no app's number and the name of the app that stands in the filing."""
    found = known(folder).unit(SCHOOL)
    assert (found.name, found.paths, found.apps) == ("示例市第一小学", (Paths.school,), ())
    assert [(use.item, use.app, use.number, use.status, use.effective, use.app_status) for use in found.uses] == [
        ("own", "示例校园通", "", UserStatus.confirmed, UserStatus.confirmed, None),
        ("use-1", "示例甲练习", number("11", 1), UserStatus.confirmed, UserStatus.confirmed, ProviderStatus.filed),
        ("use-2", "示例甲作业", number("11", 2), UserStatus.confirmed, UserStatus.invalidated, ProviderStatus.suspended),
    ]  # fmt: skip
    assert [(one.limit, one.who, one.about) for one in found.running] == [(APP_LOST, SCHOOL, number("11", 2))]


def test_what_is_no_longer_in_the_files_has_no_name(folder: RegistryFolder) -> None:
    """Neither the app of a filing that is gone or says other apps, nor one's own app of a use that is gone."""
    whole = known(folder)
    filings = dict(whole.filings)
    filings[Paths.jia] = filings[Paths.yi]
    filings[Paths.school] = filings[Paths.middle]
    changed = Known(whole.replay, whole.now, whole.calendar, whole.authorities, filings, whole.cases)
    assert [use.app for use in changed.unit(SCHOOL).uses] == ["", "", ""]
    del filings[Paths.school]
    assert [use.app for use in changed.unit(SCHOOL).uses] == ["", "", ""]
    assert {use.institution for use in changed.unit(SCHOOL).uses} == {""}


def test_what_is_not_registered_is_told_in_order(folder: RegistryFolder) -> None:
    """Of all files of the unit, those that the ledger knows nothing of."""
    whole = known(folder)
    assert whole.unit(XIN).unregistered == (Paths.xin,)
    assert whole.unit(YI).unregistered == ()
    filings = {"filings/users/z/" + f"{YI}.yaml": whole.filings[Paths.school], **whole.filings}
    filings["filings/users/a/" + f"{YI}.yaml"] = whole.filings[Paths.school]
    found = Known(whole.replay, whole.now, whole.calendar, whole.authorities, filings).unit(YI)
    assert found.paths == (Paths.yi, f"filings/users/a/{YI}.yaml", f"filings/users/z/{YI}.yaml")
    assert found.unregistered == (f"filings/users/a/{YI}.yaml", f"filings/users/z/{YI}.yaml")


def test_an_authority_that_is_not_known_is_told_by_its_slug(folder: RegistryFolder) -> None:
    """Rather than nothing."""
    whole = known(folder)
    found = Known(whole.replay, whole.now, whole.calendar, {}, whole.filings).app(number("11", 1))
    assert found.chain == Text("beijing", "beijing")
    assert {step.authority for step in found.history} == {Text("beijing", "beijing")}
