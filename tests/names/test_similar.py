"""`registry similar`: from a folder of filings to an answer in words and JSON."""

import json
from pathlib import Path

import pytest

from registry.commands.similar import KnownApp, answer, similar
from registry.core.finding import Verdict
from registry.core.names import Kind
from registry.core.problem import Problem
from registry.render.similar import as_json, as_text
from tests.builders import JIA, WU, YI, RegistryFolder, app_text, number, provider_path


@pytest.fixture
def registry(tmp_path: Path) -> RegistryFolder:
    """Two providers: 启明口算 with a number, 启航阅读 suspended, 星河识字 revoked; 云舟作文 without a number."""
    folder = RegistryFolder(tmp_path)
    apps = [
        app_text(item, name, f"cn.example.{item}")
        for item, name in (("kousuan", "启明口算"), ("yuedu", "启航阅读"), ("shizi", "星河识字"))
    ]
    path = folder.provider("beijing", JIA, apps=apps, name="示例甲教育科技有限公司")
    folder.ledger.record(
        "beijing",
        *(
            {"event": "filed", "path": path, "item": item, "number": number("11", n)}
            for n, item in enumerate(("kousuan", "yuedu", "shizi"), start=1)
        ),
        {"event": "suspended", "path": path, "number": number("11", 2)},
        {"event": "revoked", "path": path, "number": number("11", 3)},
    )
    folder.provider("zhejiang", YI, apps=[app_text("zuowen", "云舟作文")], name="示例乙软件有限公司")
    return folder


@pytest.mark.parametrize(
    ("name", "verdict", "kinds"),
    [
        ("启明口算", Verdict.reject, [Kind.same]),
        ("啟明·口算", Verdict.reject, [Kind.same]),
        ("启航阅读", Verdict.reject, [Kind.same]),
        ("云舟作文", Verdict.reject, [Kind.same]),
        ("启明口算官方版", Verdict.refer, [Kind.same_after_additions]),
        ("其明口算", Verdict.refer, [Kind.same_pinyin]),
        ("星河识字", Verdict.accept, []),
        ("青禾口算", Verdict.accept, []),
    ],
)
def test_the_answer(registry: RegistryFolder, name: str, verdict: Verdict, kinds: list[Kind]) -> None:
    """Taken, too close, or free; a revoked app holds no name, one without a number does."""
    found = answer(registry.root, name)
    assert (found.verdict, [match.relation.kind for match in found.matches]) == (verdict, kinds)
    assert found.compared == 3


def test_a_match_says_whose_the_name_is(registry: RegistryFolder) -> None:
    """Number, provider, place; no number where there is none yet."""
    (match,) = answer(registry.root, "启明口算Pro").matches
    assert (match.number, match.provider, match.uscc, match.item) == (
        number("11", 1), "示例甲教育科技有限公司", JIA, "kousuan",
    )  # fmt: skip
    assert match.path == provider_path("beijing", JIA)
    assert [match.number for match in answer(registry.root, "云舟作文").matches] == [""]


def test_what_could_not_be_read_is_said_and_never_counts_as_free(registry: RegistryFolder) -> None:
    """A check that did not run is not passed."""
    path = registry.write(provider_path("moe", WU), "a: [")
    found = answer(registry.root, "青禾口算")
    assert (found.verdict, found.unread, found.matches) == (Verdict.refer, (path,), ())
    assert as_text(found, "zh") == (
        f"{path}: 未能读取，未作比较\n“青禾口算” 未发现相同或过于接近的名称，但有文件未能读取\n"
    )


def test_text_in_both_languages(registry: RegistryFolder) -> None:
    """Each match on a line, then what follows."""
    path = provider_path("beijing", JIA)
    found = answer(registry.root, "启明 口算")
    assert as_text(found, "zh") == (
        f"“启明口算” 相同(仅空格标点不同): {number('11', 1)}, 示例甲教育科技有限公司 {path}\n“启明 口算” 已被使用：备案将不通过\n"
    )
    assert as_text(found, "en") == (
        f"“启明口算” the same (they differ in spaces or punctuation only): {number('11', 1)}, "
        f"示例甲教育科技有限公司 {path}\n“启明 口算” taken: the filing would be rejected\n"
    )
    assert as_text(answer(registry.root, "云舟作文+"), "en").startswith(
        "“云舟作文” the same but for a version or an addition: no number yet, 示例乙软件有限公司"
    )
    assert as_text(answer(registry.root, "云舟作文+"), "zh").endswith("过于接近：备案时需人工判断\n")
    assert as_text(answer(registry.root, "青禾口算"), "zh") == (
        "“青禾口算” 可用：3 个有效应用中没有相同或过于接近的名称\n"
    )
    assert as_text(answer(registry.root, "青禾口算"), "en") == (
        "“青禾口算” free: none of 3 live apps has this name or one too close to it\n"
    )


def test_json_is_ascii_and_whole(registry: RegistryFolder) -> None:
    """The same as the text says, for programs."""
    text = as_json(answer(registry.root, "啟明口算"))
    assert text.isascii()
    assert json.loads(text) == {
        "name": "啟明口算",
        "verdict": "reject",
        "compared": 3,
        "matches": [
            {
                "kind": "same",
                "reason": {
                    "zh": "相同(仅繁简异体不同)",
                    "en": "the same (they differ in traditional or variant forms only)",
                },
                "name": "启明口算",
                "number": number("11", 1),
                "provider": "示例甲教育科技有限公司",
                "uscc": JIA,
                "path": provider_path("beijing", JIA),
                "item": "kousuan",
            }
        ],
        "unread": [],
    }


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "\t"])
def test_a_name_of_nothing_is_a_wrong_question(registry: RegistryFolder, name: str) -> None:
    """One line, not a traceback."""
    with pytest.raises(Problem, match="give a name"):
        answer(registry.root, name)


def test_a_folder_without_filings_is_no_registry(tmp_path: Path) -> None:
    """And not one where every name is free."""
    with pytest.raises(Problem, match="no filings/ folder"):
        answer(tmp_path, "启明口算")


def test_the_terminal_cannot_be_steered_by_a_name(registry: RegistryFolder) -> None:
    """Neither by the asked name nor by a long one."""
    shown = as_text(answer(registry.root, "启明\x1b[31m口算\n"), "zh")
    assert "\x1b" not in shown
    assert shown.count("\n") == len(shown.splitlines())


def test_the_closest_comes_first() -> None:
    """Same, addition, look-alike, sound, neighbour."""
    names = ("启明口标", "其明口算", "启明口箅", "启明口算官方版", "啟明口算", "青禾阅读")
    apps = [KnownApp(name, "", "", "", f"{n}.yaml", "app") for n, name in enumerate(names)]
    assert [match.name for match in similar("启明口算", apps)] == list(names[4::-1])
