"""Issues that want more than to file: nothing of them is run, named after, mentioned or repeated."""

from types import SimpleNamespace

import pytest

from registry.adapters import records
from registry.commands.forge import filings
from registry.commands.forge.complaints import complaints
from registry.core.forge_writes import LONGEST_BODY
from tests.builders import uscc
from tests.issue_filings.scene import CODE, FILING, PATH, SCHOOL, Scene, form

INJECTION = "x\n::set-output name=a::b\n##[add-path]/tmp\nCloses #1 @everybody $(touch /tmp/x) `id` ${{ secrets.X }} --exec"


def assert_nothing_was_written(scene: Scene, number: int) -> None:
    """No branch and no request."""
    assert scene.pull(number) is None
    assert scene.forge.branch_head(f"filing/issue-{number}") is None


@pytest.mark.parametrize(
    "province",
    ["../../.github/workflows", "beijing/../../x", "moe\\nx", "zzz", "a" * 300, "..", "ledger"],
)
def test_no_path_but_those_of_the_grammar(scene: Scene, province: str) -> None:
    text = FILING.replace("registration_province: beijing", f'registration_province: "{province}"')
    number = scene.file(form(text))
    scene.run()
    assert_nothing_was_written(scene, number)
    assert scene.state(number) == "needs-correction"


def test_no_words_of_the_issue_get_into_title_branch_message_or_log(scene: Scene) -> None:
    number = scene.file(form(FILING) + f"\n\n{INJECTION}", title=f"[备案] {INJECTION}")
    lines = scene.run()
    pull = scene.made(number)
    (commit,) = scene.forge.commits(pull.issue.number)
    said = [
        pull.issue.title,
        pull.issue.body or "",
        commit.message,
        scene.told(number),
        pull.head_ref,
        *lines,
    ]
    for word in ("everybody", "set-output", "add-path", "touch", "secrets", "Closes", "--exec"):
        assert not any(word in text for text in said), word
    assert (scene.files(pull), pull.head_ref) == ({PATH: FILING.encode()}, f"filing/issue-{number}")


def test_words_of_the_file_stand_in_code_spans_and_notify_nobody(scene: Scene) -> None:
    text = FILING.replace("name: 示例流程有限公司", "name: '@everybody <img src=x> #1 ](x)'")
    number = scene.file(form(text))
    scene.run()
    assert_nothing_was_written(scene, number)
    assert "@everybody" not in scene.told(number)
    assert "<img" not in scene.told(number).replace("`", "\n`").split("\n`")[0]


@pytest.mark.parametrize("field", ["description", "comment"])
def test_personal_data_do_not_get_into_git_nor_are_they_repeated(scene: Scene, field: str) -> None:
    phone = "13800138000"
    text = (
        FILING + f"# 联系人手机 {phone}\n"
        if field == "comment"
        else FILING.replace("name: 示例流程课", f"name: 示例流程课{phone}")
    )
    number = scene.file(form(text))
    scene.run()
    assert_nothing_was_written(scene, number)
    assert phone not in scene.told(number)
    assert scene.state(number) == "needs-correction"


def test_personal_data_that_come_by_an_edit_do_not_get_onto_the_branch(scene: Scene) -> None:
    number = scene.file(form(FILING))
    scene.run()
    head = scene.made(number).head_sha
    scene.edit(number, form(FILING + "# 手机 13800138000\n"))
    scene.run()
    assert scene.made(number).head_sha == head
    assert "修改没有生效" in scene.told(number)
    assert "13800138000" not in scene.told(number)


def test_personal_data_beside_the_file_are_asked_to_be_removed(scene: Scene) -> None:
    number = scene.file(form(FILING) + "\n\n我的手机 13800138000，谢谢")
    scene.run()
    assert "请先删除个人信息" in scene.told(number)
    assert "13800138000" not in scene.told(number)
    assert scene.files(scene.made(number)) == {PATH: FILING.encode()}


@pytest.mark.parametrize(
    "text",
    [
        "schema: provider-filing/v1\n" + "a: &a [*a]\n" * 50, "schema: provider-filing/v1\n" + "[" * 5_000,
        "schema: user-filing/v1\nx: !!python/object/apply:os.system ['id']\n", "schema: provider-filing/v1\n" + "b" * 60_000,
        "schema: provider-filing/v1\n" + "字" * 60_000, "schema: provider-filing/v1\nx: \u202e\u200b\n", "schema: provider-filing/v1\nunit: 3\n",
    ],
    ids=range(7),
)  # fmt: skip
def test_hostile_yaml_is_explained_and_goes_no_further(scene: Scene, text: str) -> None:
    number = scene.file(form(text)[: LONGEST_BODY - 1])
    scene.run()
    assert_nothing_was_written(scene, number)
    assert scene.state(number) in ("needs-correction", "incomplete")
    assert len(scene.told(number)) < LONGEST_BODY


def test_a_request_does_not_become_that_of_another_unit_or_kind(scene: Scene) -> None:
    """Its reviews, times and title are of the first."""
    number = scene.file(form(FILING))
    scene.run()
    pull = scene.made(number)
    head = pull.head_sha
    other = uscc("91110108MA9002W01")
    text = (
        FILING.replace(CODE, other)
        .replace("steps1", "steps2")
        .replace("示例流程课", "示例晨星口算")
        .replace("示例流程", "示例晨星")
    )
    for replaced in (text, SCHOOL):
        scene.edit(number, form(replaced))
        scene.run()
        assert pull.head_sha == head
        assert scene.state(number) == "needs-correction"
        assert "另一单位" in scene.told(number)
    scene.edit(number, form(FILING))
    scene.run()
    assert scene.state(number) == "submitted"
    pull.issue.title = "示例流程公司的备案"
    scene.edit(number, form(FILING.replace("示例路1号", "示例路2号")))
    scene.run()
    assert pull.head_sha != head, "a title that people wrote is nothing to go by"


def test_a_unit_that_moves_to_another_province_stays_in_its_request(scene: Scene) -> None:
    """The request differs from main in one file, whatever it held before."""
    number = scene.file(form(FILING))
    scene.run()
    scene.edit(
        number, form(FILING.replace("registration_province: beijing", "registration_province: zhejiang"))
    )
    scene.run()
    assert list(scene.files(scene.made(number))) == [PATH.replace("beijing", "zhejiang")]


def test_what_others_committed_on_the_branch_is_left_alone(scene: Scene) -> None:
    number = scene.file(form(FILING))
    scene.run()
    pull = scene.made(number)
    officer = scene.world.add_user("officer", permission="write")
    head = scene.world.push(pull.issue.number, {PATH: SCHOOL.encode()}, officer)
    assert scene.run() is not None
    assert pull.head_sha == head
    assert "别人的提交" in scene.told(number)
    assert scene.run() == []


def test_issues_of_programs_deleted_accounts_and_complaints_are_left_alone(scene: Scene) -> None:
    ghost = scene.world.add_user("gone")
    scene.file(form(FILING), author=ghost)
    scene.world.delete_user(ghost)
    scene.file(form(FILING), author=scene.world.bot)
    scene.world.open_issue(scene.filer, "问题", "怎样备案？")
    assert scene.run() == []


def test_comments_of_a_filing_make_no_complaint_of_it(scene: Scene) -> None:
    """In Markdown they would be headings, and those of a complaint are known by a word."""
    number = scene.file(form(FILING.replace("systems:\n", "# 情况说明\n# 证据\n# 联系\nsystems:\n")))
    assert complaints(scene.root, scene.forge, scene.forge.now(), apply=True) == []
    scene.run()
    assert scene.issue(number).labels == ["filing:submitted"]


@pytest.mark.parametrize(
    ("province", "code"),
    [("../x", CODE), ("beijing/..", CODE), ("beijing", "../../../../x"), ("beijing", CODE + "\n")],
)
def test_a_place_outside_of_the_grammar_is_none(
    monkeypatch: pytest.MonkeyPatch, province: str, code: str
) -> None:
    """Whatever a model may come to allow."""
    unit = SimpleNamespace(registration_province=province, uscc=code)
    record = SimpleNamespace(unit=unit, institution=SimpleNamespace(competent_authority=province, uscc=code))
    monkeypatch.setattr(records, "parse", lambda _kind, _content: SimpleNamespace(record=record))
    assert filings._path("provider", b"") is None
    assert filings._path("user", b"") is None


def test_a_plan_writes_nothing(scene: Scene) -> None:
    number = scene.file(form(FILING))
    lines = scene.run(apply=False)
    assert any("pull request" in line for line in lines)
    assert_nothing_was_written(scene, number)
    assert scene.world.comments_on(number) == []
