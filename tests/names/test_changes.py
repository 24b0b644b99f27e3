"""R10 and R11 for a change of filings: with the index and without it, and how much is read."""

from pathlib import Path

import pytest

from registry.adapters.index_files import IndexLookup
from registry.commands.validate import validate
from tests.builders import TODAY, XIN, Paths, RegistryFolder, app_text, provider_path, uscc
from tests.test_surroundings import head_of, told, used_the_index, with_index, without_index

pytestmark = pytest.mark.usefixtures("plain_git")


@pytest.fixture
def folder(indexed: RegistryFolder, tmp_path: Path) -> RegistryFolder:
    """The miniature, committed with its index."""
    return indexed.copy(tmp_path / "registry")


def judged(folder: RegistryFolder, base: str) -> list[tuple[str, str]]:
    """Code and field of what a change gives, the same with the index and without it; P is about who may change what."""
    head = folder.commit("Submitted")
    outcome = validate(folder.root, TODAY, base=base, head=head)
    assert used_the_index(folder, base)
    assert told(outcome) == told(without_index(folder, base, head))
    return [(found.code, found.field) for found in outcome.findings if found.code[0] != "P"]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("示例丙音乐", []),
        ("示例丙画室", []),
        ("示例乙口算", [("R10", "apps[0].name")]),
        ("示例乙口算官方版", [("R11", "apps[0].name")]),
        ("示例甲搜题", []),
    ],
)
def test_a_numbered_app_is_judged_when_it_is_renamed(
    new: str, expected: list[tuple[str, str]], folder: RegistryFolder
) -> None:
    """Under the name that it has, another change of the filing asks nothing again."""
    base = head_of(folder)
    folder.edit(Paths.bing, "name: 示例丙音乐", f"name: {new}")
    folder.edit(Paths.bing, 'version: "1.0"', 'version: "1.1"')
    assert judged(folder, base) == expected


def test_a_name_that_was_let_through_is_not_asked_about_again(folder: RegistryFolder) -> None:
    """The authority numbered 丙 under a near name: later changes of either filing, and of others, give nothing."""
    folder.edit(Paths.bing, "name: 示例丙音乐", "name: 示例乙口算学生版")
    base = folder.commit("Decided")
    for path in (Paths.bing, Paths.yi):
        folder.edit(
            path, "registered_address: 示例市示例区示例路1号", "registered_address: 示例市示例区示例路2号"
        )
    assert judged(folder, base) == []


def test_two_new_filings_of_one_name_are_both_told(folder: RegistryFolder) -> None:
    """In one change; nobody was first."""
    base = head_of(folder)
    for slug, first in (("beijing", "91110108MA9000P01"), ("zhejiang", "91330106MA9000Q01")):
        folder.provider(slug, uscc(first), apps=[app_text("new", "示例新芽", f"cn.example.{slug}")])
    assert judged(folder, base) == [("R10", "apps[0].name")] * 2


def test_few_filings_are_read_for_one(
    tmp_path: Path, indexed: RegistryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixty brands of two characters, one kind of app, one common first character: none of them is opened for another one."""
    folder = indexed.copy(tmp_path / "registry")
    seconds = "禾杉河帆舟桥亭园田原野岸洲湾川峰岩台阁窗灯笺页铃笛弦歌露霖霞曦晖辰汀渚泽芽叶穗蕊萱芷薇槐桐榆棠朵羽翼鸣雀驹径阶庐堤畔序谷"
    for n, second in enumerate(seconds):
        code = uscc(f"91110108MA9{n:03}Y01")
        folder.provider("beijing", code, apps=[app_text("kousuan", f"青{second}口算", f"cn.example.n{n}")])
    base = with_index(folder)
    read: list[str] = []
    filing = IndexLookup.filing

    def counted(self: IndexLookup, path: str) -> object:
        read.append(path)
        return filing(self, path)

    monkeypatch.setattr(IndexLookup, "filing", counted)
    folder.edit(provider_path("beijing", XIN), "name: 示例全科学习", "name: 青梧口算")
    outcome = validate(folder.root, TODAY, base=base, head=folder.commit("Submitted"))
    assert outcome.findings == []
    assert set(read) <= {provider_path("beijing", XIN)}
