"""Institutions' filings over time: what is asked once, what is asked again, and where the answers come from."""

from pathlib import Path

import pytest

from registry.commands.validate import validate
from tests.builders import JIA as PROVIDER
from tests.builders import TODAY, Paths, RegistryFolder, miniature, number, provider_path, use_text
from tests.test_surroundings import used_the_index, with_index

FIRST = use_text("use-1", number("11", 1), superior="zhejiang/330100")
EARLY = FIRST.replace('"2026-03-16"', '"2026-03-01"')
UNIFORM = FIRST.replace("uniform_use: false", "uniform_use: true") + '    changed_on: "2026-11-16"\n'
OWN = use_text("use-1", own=True)


@pytest.fixture
def folder(tmp_path: Path) -> RegistryFolder:
    """The miniature."""
    return miniature(tmp_path / "registry")


def codes(folder: RegistryFolder, base: str | None = None) -> list[tuple[str, str]]:
    """Code and field of each finding: about everything, or about what changed since a commit."""
    head = folder.commit() if base else None
    return [
        (found.code, found.field) for found in validate(folder.root, TODAY, base=base, head=head).findings
    ]


def add_ads(folder: RegistryFolder) -> None:
    """The app that the school's first use is of shows advertising."""
    text = folder.read(Paths.jia)
    folder.write(Paths.jia, text.replace("ads: false", "ads: true", 1))


def test_a_confirmed_use_is_not_asked_about_again(folder: RegistryFolder) -> None:
    """The app got advertising after the use was confirmed: the provider's change is judged, not the school's old filing."""
    folder.edit(Paths.school, FIRST, UNIFORM)
    add_ads(folder)
    assert codes(folder) == []


def test_a_confirmed_use_that_changes_is_asked_about(folder: RegistryFolder) -> None:
    add_ads(folder)
    base = folder.git_init()
    folder.edit(Paths.school, FIRST, UNIFORM)
    assert codes(folder, base) == [("A17-15", "uses[0].uniform_use")]


def test_a_change_of_something_else_asks_no_old_question(folder: RegistryFolder) -> None:
    """It began before the app was filed, and was confirmed so; now it becomes mandatory."""
    folder.edit(Paths.school, FIRST, EARLY)
    base = folder.git_init()
    folder.edit(
        Paths.school, EARLY, EARLY.replace("recommended", "mandatory") + '    changed_on: "2026-11-16"\n'
    )
    assert codes(folder, base) == []


def test_a_use_that_ended_is_asked_about_like_a_new_one(folder: RegistryFolder) -> None:
    folder.edit(Paths.school, FIRST, EARLY)
    assert codes(folder) == []
    folder.ledger.record(
        "zhejiang",
        {"event": "ended", "path": Paths.school, "item": "use-1", "number": number("11", 1)},
        at="2026-06-09T09:00:00+08:00",
    )
    assert codes(folder) == [("A18-5", "uses[0].start_date")]


def test_an_app_is_found_after_its_provider_moved(folder: RegistryFolder) -> None:
    """The number was given at the old path; what the app says today stands at the new one."""
    add_ads(folder)
    text = folder.read(Paths.jia).replace("registration_province: beijing", "registration_province: zhejiang")
    (folder.root / Paths.jia).unlink()
    folder.write(provider_path("zhejiang", PROVIDER), text)
    folder.edit(Paths.university, "uniform_use: false", "uniform_use: true")
    assert codes(folder) == [("A17-15", "uses[0].uniform_use")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"2026-03-16"', '"2026-03-01"', ("A18-5", "uses[0].start_date")),
        (
            use_text(number=number("11", 1)),
            OWN.replace("cn.example.own", "cn.example.yi.math"),
            ("A21-7", "uses[0].self_developed.app.platforms.android.package_name"),
        ),
        (use_text(number=number("11", 1)), OWN, ("A21-8", "uses[0].self_developed.app.platforms.android.package_name")),
    ],
)  # fmt: skip
def test_the_index_answers_about_uses(
    folder: RegistryFolder, old: str, new: str, expected: tuple[str, str]
) -> None:
    """The day of filing, who filed an identifier, and who else uses it as its own, without reading the registry."""
    folder.git_init()
    base = with_index(folder)
    assert used_the_index(folder, base)
    folder.edit(Paths.university, old, new)
    assert codes(folder, base) == [expected]
