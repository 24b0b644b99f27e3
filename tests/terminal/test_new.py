"""`registry new` asks for whole filings; each answer is checked at once, nothing is lost, and what is written is what was said."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from registry.adapters import drafts, records
from registry.adapters.yaml_writer import to_yaml
from registry.commands.new.command import Wish, new
from registry.commands.new.filing import Rejected
from registry.commands.new.interview import Stopped
from registry.commands.validate import validate
from registry.core.clock import SHANGHAI
from registry.core.finding import Verdict
from registry.core.problem import Problem
from tests.builders import (
    BING,
    DING,
    MIDDLE,
    TODAY,
    Paths,
    RegistryFolder,
    app_text,
    case,
    number,
    provider,
    provider_text,
    uscc,
    user,
    values,
)  # fmt: skip
from tests.terminal.robot import Robot, until

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI)
NEW = uscc("91110108MA9000N01")
NEW_PATH = f"filings/providers/beijing/{NEW[-2:]}/{NEW}.yaml"


def small(**changes: Any) -> dict[str, Any]:
    """A new provider's filing with one app."""
    return provider(
        code=NEW,
        name="示例牛教育有限公司",
        apps=[app_text("cattle", "示例牛练习", "cn.example.cattle")],
        **changes,
    )


def play(folder: RegistryFolder, robot: Robot, kind: str = "provider", **wish: Any) -> Verdict:
    """One conversation."""
    return new(folder.root, Wish(kind, **wish), robot, NOW)


@pytest.mark.parametrize(
    ("kind", "path", "authority"),
    [
        ("provider", Paths.xin, ""),
        ("provider", Paths.yi, ""),
        ("provider", Paths.wu, "moe"),
        ("user", Paths.school, ""),
        ("user", Paths.university, ""),
        ("case", Paths.case, "sichuan"),
    ],
)  # fmt: skip
def test_what_is_answered_is_what_is_written(
    folder: RegistryFolder, kind: str, path: str, authority: str
) -> None:
    """Every field of filings that use every field; the file is canonical, lies where it belongs, and is judged as it was."""
    text = folder.read(path)
    before = validate(folder.root, TODAY, [path]).findings
    (folder.root / path).unlink()
    play(folder, Robot(values(text), authority), kind, authority=authority if kind == "provider" else "")
    record = records.MODELS[kind].model_validate(values(text))
    assert folder.read(path) == to_yaml(record, path)
    assert [found.code for found in validate(folder.root, TODAY, [path]).findings] == [
        found.code for found in before
    ]
    assert not drafts.path_of(folder.root, kind).exists()


def test_a_wrong_answer_is_told_at_once_with_the_words_of_validate(folder: RegistryFolder) -> None:
    """Form, check digit, a rule of an article, and one that looks at the rest of the registry."""
    wrong_digit = NEW[:-1] + ("0" if NEW[-1] != "0" else "1")
    robot = Robot(small(), first={
        "unit.uscc": ["91110108", wrong_digit],
        "unit.public_hotline": ["13800138000"],
        "apps[0].platforms.android.package_name": ["cn.example.jia.filed"],
        "apps[0].last_updated": ["2026-02-30"],
        "apps[0].stages": ["9"],
    })  # fmt: skip
    assert play(folder, robot) is Verdict.accept
    for code in ("F24", "R06", "R21", "R03", "F29", "F23"):
        assert f"   {code}: " in robot.text, code
    assert "13800138000" not in robot.text
    assert len([key for key in robot.asked if key == "unit.uscc"]) == 1


def test_each_answer_is_held_only_against_what_is_said(folder: RegistryFolder) -> None:
    """On the way to an accepted filing no question is held against the filer because of one that is still to come."""
    for kind, path, authority in (
        ("provider", Paths.yi, ""),
        ("user", Paths.school, ""),
        ("case", Paths.case, "sichuan"),
    ):
        text = folder.read(path)
        told = {found.code for found in validate(folder.root, TODAY, [path]).findings}
        (folder.root / path).unlink()
        robot = Robot(values(text), authority)
        play(folder, robot, kind)
        said = {
            line.split(":")[0].strip()
            for line in robot.seen
            if line.startswith("   ") and line[3:4].isupper() and ": " in line
        }
        assert said <= told, path


def test_going_back_keeps_the_answers_after_it(folder: RegistryFolder) -> None:
    robot = Robot(small(), first={"unit.registered_address": ["<2", "<"], "unit.website": ["<3"]})
    play(folder, robot)
    assert robot.asked[:9].count("unit.name") == 2
    assert robot.asked.count("apps[0].name") == 1
    assert folder.read(NEW_PATH) == to_yaml(records.MODELS["provider"].model_validate(small()), NEW_PATH)


def test_an_answer_may_be_changed_at_the_end(folder: RegistryFolder) -> None:
    robot = Robot(small(), first={"": ["<2"], "unit.name": ["示例马教育有限公司"]})
    play(folder, robot)
    assert robot.asked.count("unit.name") == 2
    assert robot.asked.count("unit.uscc") == 1
    assert "name: 示例牛教育有限公司" in folder.read(NEW_PATH)


def test_stopping_loses_nothing(folder: RegistryFolder) -> None:
    robot = Robot(small())
    robot.ask = until(lambda one: "systems[0].name" in one.asked, robot)  # type: ignore[method-assign]
    with pytest.raises(Stopped) as stopped:
        play(folder, robot)
    assert stopped.value.count > 8
    assert not list((folder.root / "filings/providers/beijing").rglob(f"{NEW}.yaml"))
    again = Robot(small())
    play(folder, again)
    assert again.asked[0] == "systems[0].icp?"
    assert folder.read(NEW_PATH) == to_yaml(records.MODELS["provider"].model_validate(small()), NEW_PATH)


def test_a_draft_is_not_seen_by_git(folder: RegistryFolder, plain_git: None) -> None:  # noqa: ARG001
    from tests.commands import git

    folder.git_init()
    robot = Robot(small())
    robot.ask = until(lambda one: "unit.unit_type" in one.asked, robot)  # type: ignore[method-assign]
    with pytest.raises(Stopped):
        play(folder, robot)
    assert (folder.root / ".drafts/provider.json").is_file()
    assert git("status", "--porcelain", cwd=folder.root) == ""


def test_a_broken_draft_is_not_overwritten(folder: RegistryFolder) -> None:
    path = drafts.path_of(folder.root, "provider")
    path.parent.mkdir()
    path.write_text("{", "utf-8")
    with pytest.raises(Problem, match="--fresh"):
        play(folder, Robot(small()))
    assert path.read_text("utf-8") == "{"
    play(folder, Robot(small()), resume=False)
    assert (path.parent / "provider-1.json").read_text("utf-8") == "{"


def test_what_is_pasted_is_cleaned_and_said(folder: RegistryFolder) -> None:
    """Text from a word processor: invisible characters, full-width digits, spaces, quotes, a date in words."""
    robot = Robot(small())
    right = robot.answer
    pasted = {
        "unit.name": "\ufeff示例牛教育\u200b有限公司\u3000",
        "unit.uscc": "".join(chr(ord(c) + 0xFEE0) for c in NEW),
        "unit.public_hotline": "０１０－８０００００００",
        "apps[0].version": "“1.10”",
        "apps[0].last_updated": "2026年1月2日",
        "systems[0].icp.number": "京ICP备20260001号—1A",
        "apps[0].stages": "小学",
    }
    robot.answer = lambda key: pasted.get(key) or right(key)  # type: ignore[method-assign]
    assert play(folder, robot) is Verdict.accept
    wanted = small()
    wanted["apps"][0]["version"] = "1.10"
    assert values(folder.read(NEW_PATH)) == wanted
    assert "看不见的字符 U+FEFF U+200B" in robot.text
    assert "读作 2026-01-02" in robot.text


def test_apps_are_copied_but_for_what_is_their_own(folder: RegistryFolder) -> None:
    apps = [app_text(f"app-{n}", f"{name}练习", f"cn.example.n{n}") for n, name in enumerate(_FORTY[:8], 1)]
    wanted = provider(code=NEW, name="示例牛教育有限公司", apps=apps)
    robot = Robot(wanted)
    right = robot.answer
    robot.answer = lambda key: (  # type: ignore[method-assign]
        "2" if key.startswith("apps[") and key.endswith("]+") and right(key) == "yes" else right(key)
    )
    play(folder, robot)
    assert values(folder.read(NEW_PATH)) == wanted
    asked = [key for key in robot.asked if key.startswith("apps[7].")]
    assert len(asked) <= 12
    assert "apps[7].charging" not in asked


def test_forty_apps_from_a_file(folder: RegistryFolder, tmp_path: Path) -> None:
    apps = [app_text(f"app-{n}", f"{name}练习", f"cn.example.n{n}") for n, name in enumerate(_FORTY, 1)]
    answers = tmp_path / "answers.yaml"
    answers.write_text(provider_text(code=NEW, apps=apps), "utf-8")
    play(folder, Robot({}), answers=answers)
    assert len(values(folder.read(NEW_PATH))["apps"]) == 40


_FORTY = [f"示例{first}{second}" for first in "天地玄黄宇宙洪荒" for second in "金木水火土"]


def test_what_only_a_rule_refuses_may_be_kept_for_now(folder: RegistryFolder) -> None:
    """The same answer twice; it is told again at the end, where nothing is written until it is changed."""
    taken = "cn.example.jia.filed"
    package = "apps[0].platforms.android.package_name"
    robot = Robot(small(), first={package: [taken]})
    right = robot.answer
    robot.answer = lambda key: taken if key == package else right(key)  # type: ignore[method-assign]
    ask = robot.ask

    def leave() -> str:
        if "有错误，不能提交" in robot.seen[-1]:
            raise KeyboardInterrupt
        return ask()

    robot.ask = leave  # type: ignore[method-assign]
    with pytest.raises(Stopped):
        play(folder, robot)
    assert robot.text.count("   R03: ") == 3
    assert "再输入一次可先保留" in robot.text
    assert "[与第 " in robot.text
    assert not (folder.root / NEW_PATH).exists()


def test_a_file_that_is_there_is_not_overwritten(folder: RegistryFolder) -> None:
    before = folder.read(Paths.xin)
    with pytest.raises(Rejected, match="已存在"):
        play(folder, Robot(provider()))
    assert folder.read(Paths.xin) == before
    assert drafts.path_of(folder.root, "provider").is_file()


def test_answers_from_a_file_ask_nothing(folder: RegistryFolder, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(small(), ensure_ascii=False), "utf-8")
    robot = Robot({})
    assert play(folder, robot, answers=answers, settings={"apps[0].name": "示例马练习"}) is Verdict.accept
    assert robot.asked == []
    assert "name: 示例马练习" in folder.read(NEW_PATH)


def test_a_case_from_a_file_asks_nothing(folder: RegistryFolder, tmp_path: Path) -> None:
    text = folder.read(Paths.case)
    (folder.root / Paths.case).unlink()
    answers = tmp_path / "answers.yaml"
    answers.write_text(text, "utf-8")
    robot = Robot({})
    play(folder, robot, "case", answers=answers, authority="sichuan")
    assert robot.asked == []
    assert values(folder.read(Paths.case)) == values(text)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"unit.public_hotline": "13800138000"}, "unit.public_hotline: R21"),
        ({"unit.colour": "red"}, "unit.colour"),
        ({"apps[0].audience": "9"}, "F23"),
        ({"apps[0].name": ""}, "apps\\[0\\].name"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named(
    folder: RegistryFolder, tmp_path: Path, settings: dict[str, str], message: str
) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text(provider_text(code=NEW, apps=[app_text()]), "utf-8")
    with pytest.raises(Problem, match=message):
        play(folder, Robot({}), answers=answers, settings=settings)
    assert not (folder.root / NEW_PATH).exists()


def test_another_filing_may_be_the_pattern(folder: RegistryFolder) -> None:
    """Its answers are offered; an empty answer takes each."""
    robot = Robot(small())
    right = robot.answer
    own = {"unit.name", "unit.uscc", "apps[0].name", "apps[0].id", "apps[0].platforms.ios?", "apps[0].platforms.mini_program?",
           "apps[0].platforms.android.package_name", "apps[1]+", "unit.covers_subsidiaries[0].uscc", "unit.covers_subsidiaries[1]+"}  # fmt: skip
    robot.answer = lambda key: right(key) if key in own else ""  # type: ignore[method-assign]
    play(folder, robot, like=number("11", 1))
    written = values(folder.read(NEW_PATH))
    assert written["systems"] == values(folder.read(Paths.jia))["systems"]
    assert written["unit"]["name"] == "示例牛教育有限公司"
    with pytest.raises(Problem, match="--from"):
        play(folder, Robot({}), like="教APP备9999999号")


def test_english(folder: RegistryFolder) -> None:
    robot = Robot(small(), first={"unit.uscc": ["1"]})
    play(folder, robot, language="en")
    assert "Name of the app (required)" in robot.text
    assert "what to do: A unified social credit code has 18" in robot.text
    assert not [line for line in robot.seen if "怎样改" in line or "必填" in line]


def test_it_says_who_checks_and_until_when(folder: RegistryFolder) -> None:
    robot = Robot(small())
    play(folder, robot)
    assert (
        "由北京市教育行政部门核验；今天提交的，最迟 2026-12-08 反馈" in robot.text
        or "最迟 2026-12-08" in robot.text
    )
    assert f"git add {NEW_PATH}" in robot.text


def test_what_the_registry_knows_of_a_unit_is_told_on_the_way(folder: RegistryFolder) -> None:
    """丁 is barred: that is said after the unit, long before the end."""
    (folder.root / Paths.ding).unlink()
    robot = Robot(provider(code=DING, name="示例丁网络有限公司", province="sichuan"))
    robot.ask = until(lambda one: "apps[0].system_id" in one.asked, robot)  # type: ignore[method-assign]
    with pytest.raises(Stopped):
        play(folder, robot)
    assert "   A24-1: " in robot.text


def test_a_case_has_the_state_that_follows(folder: RegistryFolder) -> None:
    """The state is suggested from what is recorded; Enter takes it."""
    wanted = case(
        code=BING, name="示例丙信息有限公司", opened_on="2026-10-01", start="2026-11-02", revoked=""
    )
    wanted["rectifications"][0] |= {"demanded": "2026-10-08", "due": "2026-10-20"}
    wanted["rectifications"][0]["outcome"]["date"] = "2026-10-21"
    wanted["measures"]["decided_on"] = "2026-11-02"
    robot = Robot(wanted, "sichuan")
    right = robot.answer
    robot.answer = lambda key: "" if key == "state" else right(key)  # type: ignore[method-assign]
    play(folder, robot, "case")
    assert "state: blacklisted" in folder.read(f"blacklist/sichuan/{BING}--2026-10-01.yaml")


def test_a_school_gives_its_number_as_it_likes(folder: RegistryFolder) -> None:
    (folder.root / Paths.middle).unlink()
    wanted = user(
        code=MIDDLE,
        name="示例区第二中学",
        authority="beijing/110108",
    )
    robot = Robot(wanted)
    right = robot.answer
    robot.answer = lambda key: "1100001" if key == "uses[0].number" else right(key)  # type: ignore[method-assign]
    play(folder, robot, "user")
    assert "number: 教APP备1100001号" in folder.read(Paths.middle)
