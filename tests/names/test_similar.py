"""`registry similar`: from a folder of filings to an answer in words and JSON."""

import json
import shutil
from pathlib import Path

import pytest

from registry.adapters import surroundings
from registry.adapters.git import Repository
from registry.commands.register import write_index
from registry.commands.similar import answer
from registry.core.finding import Verdict
from registry.core.names import Kind
from registry.core.problem import Problem
from registry.render.similar import as_json, as_text
from tests.builders import BING, JIA, WU, YI, RegistryFolder, app_text, number, provider_path
from tests.commands import git
from tests.commands import registry as command


@pytest.fixture
def registry(tmp_path: Path) -> RegistryFolder:
    """Two providers: 启明口算 with a number, 启航阅读 suspended, 星河识字 revoked; 云舟作文 without a number."""
    folder = RegistryFolder(tmp_path / "registry")
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
        "“青禾口算” 可用：没有相同或过于接近的有效应用名称\n"
    )
    assert as_text(answer(registry.root, "青禾口算"), "en") == (
        "“青禾口算” free: no live app has this name or one too close to it\n"
    )


def test_json_is_ascii_and_whole(registry: RegistryFolder) -> None:
    """The same as the text says, for programs."""
    text = as_json(answer(registry.root, "啟明口算"))
    assert text.isascii()
    assert json.loads(text) == {
        "name": "啟明口算",
        "verdict": "reject",
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


def test_the_closest_comes_first(tmp_path: Path) -> None:
    """Same, addition, look-alike, sound, neighbour."""
    names = ("启明口标", "其明口算", "启明口箅", "启明口算官方版", "啟明口算", "青禾阅读")
    folder = RegistryFolder(tmp_path)
    folder.provider(
        "beijing", JIA, apps=[app_text(f"app-{n}", name, f"cn.example.n{n}") for n, name in enumerate(names)]
    )
    assert [match.name for match in answer(tmp_path, "启明口算").matches] == list(names[4::-1])


def test_ones_own_apps_do_not_count_if_one_says_who_one_is(registry: RegistryFolder) -> None:
    """A provider names a family of apps alike."""
    assert answer(registry.root, "启明口算Pro", JIA).verdict is Verdict.accept
    assert answer(registry.root, "启明口算Pro", YI).verdict is Verdict.refer


NAMES = ("启明口算", "啟明口算", "启航阅读", "云舟作文Pro", "星河识字", "青禾口算", "紫藤写字", "启明新课")


def asked_both_ways(folder: RegistryFolder, monkeypatch: pytest.MonkeyPatch) -> tuple[bool, list[list[str]]]:
    """Whether the index was used, and the names found for each of NAMES, which must be those of a full reading."""
    with surroundings.of_work_tree(folder.root) as around:
        by_index = around.authorities is not None
    found = [[match.name for match in answer(folder.root, name).matches] for name in NAMES]
    unread = answer(folder.root, "青禾口算").unread
    with monkeypatch.context() as patched:
        patched.setattr(Repository, "uncommitted", lambda *_: None)
        assert found == [[match.name for match in answer(folder.root, name).matches] for name in NAMES]
        assert unread == answer(folder.root, "青禾口算").unread
    return by_index, found


@pytest.mark.usefixtures("plain_git")
def test_the_index_and_the_work_tree_answer_alike(
    registry: RegistryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the index of what is committed; with what is not committed yet; and with files gone, broken, linked or moved."""
    registry.git_init()
    write_index(registry.root, Repository(registry.root), staged=False)
    registry.commit()
    assert asked_both_ways(registry, monkeypatch) == (
        True,
        [["启明口算"], ["启明口算"], ["启航阅读"], ["云舟作文"], [], [], [], []],
    )
    registry.provider("beijing", BING, apps=[app_text("xiezi", "紫藤写字", "cn.example.xiezi")])
    assert asked_both_ways(registry, monkeypatch)[1][6] == ["紫藤写字"]
    registry.edit(provider_path("beijing", JIA), "name: 启明口算", "name: 启明新课")
    assert asked_both_ways(registry, monkeypatch)[1] == [
        [],
        [],
        ["启航阅读"],
        ["云舟作文"],
        [],
        [],
        ["紫藤写字"],
        ["启明新课"],
    ]
    (registry.root / provider_path("zhejiang", YI)).unlink()
    (registry.root / provider_path("beijing", BING)).write_text("a: [")
    registry.write("filings/providers/beijing/示例 甲.yaml", "示例")
    (registry.root / provider_path("beijing", WU)).parent.mkdir(parents=True, exist_ok=True)
    (registry.root / provider_path("beijing", WU)).symlink_to("/nowhere")
    by_index, found = asked_both_ways(registry, monkeypatch)
    assert (by_index, found[2:]) == (True, [["启航阅读"], [], [], [], [], ["启明新课"]])
    assert len(answer(registry.root, "青禾口算").unread) == 3


@pytest.mark.usefixtures("plain_git")
@pytest.mark.parametrize("how", ["a new decision", "no index", "no repository", "within another repository"])
def test_everything_is_read_where_the_index_is_of_no_use(
    how: str, registry: RegistryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the answer is right all the same."""
    registry.git_init()
    write_index(registry.root, Repository(registry.root), staged=False)
    registry.commit()
    match how:
        case "a new decision":
            path = provider_path("beijing", JIA)
            registry.ledger.record("beijing", {"event": "withdrawn", "path": path, "number": number("11", 1)})
        case "no index":
            shutil.rmtree(registry.root / "index")
            registry.commit()
        case "no repository":
            shutil.rmtree(registry.root / ".git")
        case _:
            shutil.rmtree(registry.root / ".git")
            git("init", "--quiet", cwd=registry.root.parent)
            git("commit", "--quiet", "--allow-empty", "--message", "Start", cwd=registry.root.parent)
    by_index, found = asked_both_ways(registry, monkeypatch)
    assert not by_index
    assert found[0] == ([] if how == "a new decision" else ["启明口算"])


@pytest.mark.usefixtures("plain_git")
def test_a_registry_within_another_one_is_not_answered_from_its_index(
    registry: RegistryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index of the outer one knows nothing about the files of the inner one."""
    inner = RegistryFolder(registry.root / "copy")
    inner.provider("beijing", BING, apps=[app_text("xiezi", "紫藤写字", "cn.example.xiezi")])
    registry.git_init()
    write_index(registry.root, Repository(registry.root), staged=False)
    registry.commit()
    by_index, found = asked_both_ways(inner, monkeypatch)
    assert (by_index, found[0], found[6]) == (False, [], ["紫藤写字"])


def test_personal_data_in_a_name_is_not_repeated(registry: RegistryFolder) -> None:
    """Neither in the question nor in the answer."""
    registry.edit(provider_path("zhejiang", YI), "name: 云舟作文", "name: 云舟作文张三13800138000")
    found = answer(registry.root, "云舟作文张三13800138000")
    assert found.verdict is Verdict.reject
    for said in (
        as_text(found, "zh"),
        as_text(found, "en"),
        json.dumps(json.loads(as_json(found)), ensure_ascii=False),
    ):
        assert "1380" not in said
        assert "云舟作文张三…00" in said


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["启明口算"], 1, "已被使用"),
        (["启明口算Pro", "--lang", "en"], 3, "too close"),
        (["启明口算Pro", "--unit", JIA], 0, "可用"),
        (["青禾口算", "--format", "json"], 0, '"verdict": "accept"'),
    ],
)
def test_the_command(arguments: list[str], code: int, said: str, registry: RegistryFolder) -> None:
    """Exit codes as those of validate."""
    done = command("similar", *arguments, cwd=registry.root)
    assert (done.returncode, said in done.stdout, done.stderr) == (code, True, "")


def test_the_command_fails_with_one_line(tmp_path: Path) -> None:
    """Without a registry, and without a name."""
    for arguments in (["启明口算"], [" "], ["启明", "--root", "/nowhere"]):
        done = command("similar", *arguments, cwd=tmp_path)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert command("similar", cwd=tmp_path).returncode == 2


def test_the_help_teaches(tmp_path: Path) -> None:
    """What is one name, what is too close, what the exit codes mean, and how to ask."""
    said = command("similar", "--help", cwd=tmp_path).stdout
    for words in ("traditional", "启明口算Pro", "exit codes: 0 free, 3 too close", "--unit", "R10 and R11"):
        assert words in said
