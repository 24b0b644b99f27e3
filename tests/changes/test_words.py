"""The words for what changed: right in both languages, inert whatever a stranger wrote, and shown by the commands."""

import json
import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.cli import main
from registry.commands.changes import changes
from registry.commands.validate import validate
from registry.core.change import Change, ChangeKind, FileChange, Subject, compare
from registry.core.fields import Record
from registry.core.finding import Verdict
from registry.core.personal_data import detect
from registry.core.text import Text
from registry.render import change_words, report
from tests.builders import (
    SCHOOL,
    TODAY,
    Paths,
    RegistryFolder,
    app_text,
    user_path,
)
from tests.changes.mutations import STARTS, mutated, start
from tests.changes.test_compare import provider
from tests.commands import git, registry
from tests.test_output import matches

pytestmark = pytest.mark.usefixtures("plain_git")

NAME = (Text("应用名称", "Name of the app"),)


def said(kind: ChangeKind, before: object, after: object) -> Text:
    """The sentence for one change of an app's name."""
    return change_words.sentence(Change(kind, ("apps", 0, "name"), NAME, before, after))


@pytest.fixture
def folder(indexed: RegistryFolder, tmp_path: Path) -> RegistryFolder:
    """The miniature, committed with its index."""
    return indexed.copy(tmp_path / "registry")


def manifold(folder: RegistryFolder) -> tuple[str, str]:
    """Base and head: a change of every kind in several files."""
    base = git("rev-parse", "HEAD", cwd=folder.root)
    folder.edit(Paths.xin, "name: 示例全科学习", "name: 示例全科练习")
    folder.edit(Paths.xin, "photo_search: false", "photo_search: true")
    folder.edit(Paths.xin, "      - junior_secondary\n", "      - primary\n      - junior_secondary\n")
    folder.edit(
        Paths.xin, "        - account\n        - real_name\n", "        - real_name\n        - account\n"
    )
    folder.edit(Paths.xin, "charging: in_app_purchase", "charging: paid")
    folder.edit(Paths.xin, "      mini_program:\n        app_id: wxfea0b562b1e333d7\n", "")
    folder.edit(Paths.xin, "    description: 用于课堂练习与作业反馈。\n", "")
    folder.edit(Paths.xin, "police_authority: 示例市公安局", "police_authority: 示例市公安局网安支队")
    folder.write(Paths.xin, folder.read(Paths.xin) + app_text("second", "示例第二", "cn.example.second"))
    folder.edit(Paths.university, "parallel_candidates: 3", "parallel_candidates: 0")
    moved = folder.read(Paths.school).replace(
        "competent_authority: zhejiang/330100/330106", "competent_authority: zhejiang/330100"
    )
    (folder.root / Paths.school).unlink()
    folder.write(user_path("zhejiang/330100", SCHOOL), moved)
    folder.write(Paths.bing, "# 说明\n" + folder.read(Paths.bing))
    folder.write(Paths.yi, "unit: [\n")
    folder.write("README.md", "# 说明\n")
    (folder.root / Paths.wu).unlink()
    return base, folder.commit("Submitted")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_changed_is_the_golden_file(language: str, folder: RegistryFolder) -> None:
    """Every kind of change in both languages, for the terminal and for a comment."""
    found = [file for file in changes(folder.root, *manifold(folder)) if file.kind is not ChangeKind.removed]
    matches(f"changes.{language}.txt", "".join(f"{line}\n" for line in change_words.lines(found, language)))
    matches(f"changes.{language}.md", change_words.as_markdown(found, language))


SENTENCES: dict[str, tuple[Text, str, str]] = {
    "text": (said(ChangeKind.changed, "a", "b"), "应用名称由“a”改为“b”", "Name of the app changed from “a” to “b”"),
    "truth": (said(ChangeKind.changed, True, False), "应用名称由是改为否", "Name of the app changed from yes to no"),
    "number": (said(ChangeKind.changed, 0, 12), "应用名称由0改为12", "Name of the app changed from 0 to 12"),
    "added": (said(ChangeKind.added, None, "b"), "应用名称增加“b”", "Name of the app: “b” added"),
    "removed": (said(ChangeKind.removed, "a", None), "应用名称去掉“a”", "Name of the app: “a” removed"),
    "added no": (said(ChangeKind.added, None, False), "应用名称增加否", "Name of the app: no added"),
    "order": (said(ChangeKind.moved, ("a", "b"), ("b", "a")), "应用名称的顺序由“a”、“b”改为“b”、“a”",
              "Name of the app: order changed from “a”, “b” to “b”, “a”"),
    "look-alikes": (said(ChangeKind.changed, "口算pro", "口算рro"), "应用名称由“口算pro”改为“口算рro”(看上去相近：第3个字符由 U+0070 改为 U+0440)",
                    "Name of the app changed from “口算pro” to “口算рro” (they look alike: character 3 changed from U+0070 to U+0440)"),
    "a space more": (said(ChangeKind.changed, "口算", "口算 "), "应用名称由“口算”改为“口算 ”(看上去相近：第3个字符由 – 改为 U+0020)",
                     "Name of the app changed from “口算” to “口算 ” (they look alike: character 3 changed from – to U+0020)"),
    "only case": (said(ChangeKind.changed, "Pro", "pro"), "应用名称由“Pro”改为“pro”", "Name of the app changed from “Pro” to “pro”"),
}  # fmt: skip


@pytest.mark.parametrize("what", SENTENCES)
def test_a_sentence_says_from_what_to_what(what: str) -> None:
    """In both languages, with 是/否, labels and numbers as they are."""
    found, zh, en = SENTENCES[what]
    assert (found.zh, found.en) == (zh, en)


def test_long_texts_show_where_they_differ() -> None:
    """Not their common beginning."""
    before, after = "长" * 500 + "甲" + "尾" * 300, "长" * 500 + "乙" + "尾" * 300
    found = said(ChangeKind.changed, before, after)
    assert "甲尾" in found.zh
    assert "乙尾" in found.zh
    assert len(found.zh) < 300
    assert said(ChangeKind.changed, "短", "长" * 500).zh.startswith("应用名称由“短”改为“长长")


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(STARTS)), st.integers(0, 2**32))
def test_nothing_a_stranger_writes_acts(name: str, seed: int) -> None:
    """One printable line a change, no command of a log; in Markdown every foreign word stands within a code span."""
    rng = Random(seed)
    before = after = start(name)
    for _ in range(6):
        after = mutated(after, rng)
    files = [FileChange("x`y\n.yaml", ChangeKind.changed, unit="@all [x](y)", changes=compare(before, after))]
    for language in ("zh", "en"):
        shown_ = report.log(change_words.lines(files, language))
        assert all(sign.isprintable() or sign == "\n" for sign in shown_)
        assert "##[" not in shown_
        assert not any(line.lstrip().startswith("::") for line in shown_.splitlines())
        markdown = change_words.as_markdown(files, language)
        assert len(markdown.splitlines()) == len(files[0].changes) + 1 + (not files[0].changes)
        outside = re.sub("`[^`\n]*`", "", markdown)
        for word in ("`", "@", "<", "*", "[", "]", "|", "#", "error"):
            assert word not in outside
    text = report.inert_json(change_words.as_rows(files))
    assert text.isascii()
    assert "##[" not in text


@pytest.mark.parametrize(
    "text", ["联系13800138000", "微信号：zhangsan2026", "zhangsan@qq.com", "110101199003078515"]
)
def test_personal_data_is_never_repeated(text: str) -> None:
    """Neither as a value nor in a name, in no format: what the rules refuse must not get into a comment."""
    changed = Change(
        ChangeKind.changed, ("unit", "name"), NAME, f"原{text}", f"新{text}", (Subject(NAME[0], text, text),)
    )
    added = Change(ChangeKind.added, ("apps", 0, "audience", 0), NAME, None, text)
    moved = Change(ChangeKind.moved, ("apps",), NAME, (text, "b"), ("b", text))
    files = [FileChange("x.yaml", ChangeKind.changed, unit=text, changes=(changed, added, moved))]
    outputs = "".join(change_words.lines(files, "zh") + change_words.lines(files, "en"))
    outputs += change_words.as_markdown(files, "en") + json.dumps(
        change_words.as_rows(files), ensure_ascii=False
    )
    for found in detect(text):
        assert text[found.start : found.end] not in outputs
    assert detect(text)


def test_a_number_is_not_cut_in_two_and_shown() -> None:
    """Where a long text is shown from the middle on, a number that begins before is masked all the same."""
    start_ = "长" * 200 + "13800138000" + "文" * 14
    found = said(ChangeKind.changed, start_ + "甲", start_ + "乙")
    assert "8000文" not in found.zh
    assert "甲" in found.zh


def test_json_holds_whole_values_and_words(folder: RegistryFolder) -> None:
    """What a program needs beside the sentences: place, kind and both values, not cut."""
    rows = json.loads(report.inert_json(change_words.as_rows(changes(folder.root, *manifold(folder)))))
    assert [row["path"] for row in rows] == sorted(row["path"] for row in rows)
    by_path = {row["path"]: row for row in rows}
    assert {path: row["kind"] for path, row in by_path.items()} == {
        "README.md": "added", Paths.xin: "changed", Paths.bing: "changed", Paths.yi: "changed", Paths.wu: "removed",
        user_path("zhejiang/330100", SCHOOL): "moved", Paths.university: "changed",
    }  # fmt: skip
    assert by_path[user_path("zhejiang/330100", SCHOOL)]["old_path"] == Paths.school
    assert by_path[Paths.yi]["unreadable"] is True
    assert by_path["README.md"]["is_data"] is False
    assert by_path[Paths.bing]["changes"] == []
    found = {change["field"]: change for change in by_path[Paths.xin]["changes"]}
    assert (found["apps[0].photo_search"]["before"], found["apps[0].photo_search"]["after"]) == (False, True)
    assert found["apps[0].personal_info.categories"]["after"] == ["real_name", "account"]
    assert found["apps[1]"]["before"] is found["apps[1]"]["after"] is None
    assert found["apps[0].charging"]["words"].keys() == {"zh", "en"}


def test_validate_tells_what_changed(folder: RegistryFolder) -> None:
    """In its text before the findings, and in its JSON; of files that are refused nothing is told."""
    base = git("rev-parse", "HEAD", cwd=folder.root)
    folder.edit(Paths.xin, 'version: "1.10"', 'version: "1.11"')
    folder.write("mkdocs.yml", "x: y\n")
    head = folder.commit("Submitted")
    outcome = validate(folder.root, TODAY, base=base, head=head)
    assert [(found.code, found.path) for found in outcome.findings] == [("P03", "mkdocs.yml")]
    (file,) = outcome.changes
    assert (file.path, file.unit) == (Paths.xin, "示例辛教育科技有限公司")
    text = report.as_text(outcome.checked, outcome.verdict, outcome.findings, "zh", outcome.changes)
    assert text.startswith(
        f"变更 {Paths.xin} “示例辛教育科技有限公司”\n  教育移动应用“示例全科学习”(whole)的版本由“1.10”改为“1.11”\n\nmkdocs.yml\n"
    )
    body = json.loads(report.as_json(outcome.checked, outcome.verdict, outcome.findings, outcome.changes))
    assert [change["field"] for row in body["changes"] for change in row["changes"]] == ["apps[0].version"]


def test_a_long_list_of_changes_is_cut_before_the_findings() -> None:
    """A batch of schools does not hide what is wrong with one of them."""
    uses = FileChange("x", ChangeKind.added, changes=compare(None, start("user")) * 10)
    text = report.as_text(1, Verdict.accept, (), "en", [uses])
    assert f"{1 + len(uses.changes) - 200} more lines, see registry changes" in text
    assert text.endswith("1 files checked, 0 errors, 0 for a person, 0 notices\n")


def test_the_command_in_each_format(folder: RegistryFolder) -> None:
    """`registry changes` as a process: exit code 0 whatever differs, 2 for commits that are none."""
    base, head = manifold(folder)
    text = registry("changes", "--base", base, "--head", head, "--lang", "en", cwd=folder.root)
    assert text.returncode == 0
    assert "Charging changed from In-app purchase to Paid" in text.stdout
    body = registry("changes", "--base", base, "--format", "json", cwd=folder.root)
    assert json.loads(body.stdout).keys() == {"changes"}
    comment = registry("changes", "--base", base, "--format", "markdown", cwd=folder.root)
    assert comment.stdout.startswith("- 新增 `README.md`\n")
    same = registry("changes", "--base", head, cwd=folder.root)
    assert (same.returncode, same.stdout) == (0, "没有改动\n")
    for wrong in (("--base", "absent"), ("--base=--help",), ()):
        done = registry("changes", *wrong, cwd=folder.root)
        assert (done.returncode, done.stdout) == (2, "")
        assert "registry changes" in done.stderr
    help_ = registry("changes", "--help", cwd=folder.root)
    assert "examples:" in help_.stdout
    assert "registry changes --base main" in help_.stdout


def test_roles_need_two_commits(folder: RegistryFolder, capsys: pytest.CaptureFixture[str]) -> None:
    """--as and --authority say nothing of a work tree."""
    assert main(["validate", "--root", str(folder.root), "--as", "batch", "--authority", "moe"]) == 2
    assert "--as and --authority go with --base or --head" in capsys.readouterr().err
    base = git("rev-parse", "HEAD", cwd=folder.root)
    folder.edit(Paths.university, "parallel_candidates: 3", "parallel_candidates: 4")
    folder.commit("Submitted")
    arguments = [
        "validate",
        "--root",
        str(folder.root),
        "--base",
        base,
        "--today",
        TODAY.isoformat(),
        "--as",
        "batch",
    ]
    assert main([*arguments, "--authority", "zhejiang"]) == 1
    assert f"P07: {Paths.university} 不在 zhejiang 的目录中" in capsys.readouterr().out
    assert main([*arguments, "--authority", "moe"]) == 0
    assert main([*arguments, "--authority", "atlantis"]) == 2


def test_a_record_in_a_sentence_is_never_printed_as_code() -> None:
    """Whole blocks are spelt out by the lines after them."""
    before, after = provider(STARTS["provider"][1]), None
    for change in compare(before, after):
        assert "Record" not in change_words.sentence(change).zh
        assert isinstance(change.before, Record) or change_words.value_words(change.before, "en")
