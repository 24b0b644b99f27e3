"""The queue of open submissions: what is told of them, what is not, and that nothing else is believed."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from registry.commands.forge.act import act
from registry.commands.forge.desk import GitDesk
from registry.commands.forge.queue import gather, write
from registry.commands.forge.submitted import Submitted
from registry.commands.queue_file import read_queue
from registry.core.problem import Problem
from registry.core.queue import Ending, Queue, as_json, parse
from registry.core.submission import Stage, Turns
from registry.core.text import shown
from registry.core.verdict import ForgeVerdict, Found
from registry.render.site.submissions import brought, stands, submissions_of
from tests.commands import EXAMPLE, EXAMPLE_PATH, git
from tests.forge.cases import FakeDesk, FixedCalendar, Story, at, office

OF_ONE = Submitted(
    1, "filings/providers/beijing/01/1.yaml", "示例科技有限公司", "91110108MA900001XW", ("kousuan",), ("启明口算",)
)  # fmt: skip


def told(story: Story, now: str = "2026-12-01 12:00", **more: Any) -> Queue:
    """The queue as it is gathered, through its file."""
    desk = more.pop("desk", None) or FakeDesk(story)
    found = gather(
        office(story, desk, at(now)),
        desk,
        lambda _: more.get("what", OF_ONE),
        date(2026, 11, 1),
        more.get("complaints", ()),
    )
    assert found.problems == more.get("problems", [])
    return parse(as_json(found.queue).encode())


def test_an_open_submission_is_told_with_its_last_day() -> None:
    story = Story()
    queue = told(story)
    assert queue.closed == ()
    (one,) = queue.submissions
    assert (one.pull_request, one.authority, one.unit, one.uscc) == (1, "beijing", OF_ONE.unit, OF_ONE.uscc)
    assert (one.stage, one.turn, one.apps, one.items) == (
        Stage.waiting,
        Turns.authority,
        ("启明口算",),
        ("kousuan",),
    )
    submission = story.assess(now=at("2026-12-01 12:00"))
    assert submission.deadline is not None
    assert one.due == submission.deadline.until.isoformat()
    assert not one.provisional
    assert "轮到主管部门" in stands(one).zh
    assert one.due in stands(one).zh


def test_a_day_that_no_notice_covers_is_told_as_provisional() -> None:
    story = Story(calendar=FixedCalendar(unknown=date(2026, 12, 3)))
    (one,) = told(story).submissions
    assert one.provisional
    assert "暂定" in stands(one).zh


def test_after_feedback_it_is_the_filers_turn() -> None:
    story = Story()
    story.world.review(1, story.officer, "CHANGES_REQUESTED", "请补充")
    (one,) = told(story).submissions
    assert (one.stage, one.turn) == (Stage.feedback, Turns.filer)


def test_nothing_is_told_of_who_submits_or_reviews_or_of_what_they_wrote() -> None:
    story = Story()
    story.world.comment(1, story.stranger, "my phone is 13800138000")
    story.world.review(1, story.officer, "CHANGES_REQUESTED", "请补充张三的材料")
    text = as_json(told(story))
    for word in (story.stranger.login, story.officer.login, "13800138000", "张三", "请补充"):
        assert word not in text
        assert json.dumps(word)[1:-1] not in text
    assert not {str(story.filer.id), str(story.officer.id)} & {
        str(value) for value in _values(json.loads(text))
    }


def _values(found: object) -> list[object]:
    if isinstance(found, dict):
        return [value for each in found.values() for value in _values(each)]
    if isinstance(found, list):
        return [value for each in found for value in _values(each)]
    return [found]


def test_what_ended_without_a_filing_is_told_by_how_it_ended() -> None:
    """Abandoned and rejected by the registry, taken back by the filer, closed by somebody; merged and older ones are not told."""
    story = Story()
    world = story.world
    for number in range(2, 7):
        world.submit(
            story.filer, {f"filings/providers/beijing/01/{number}.yaml": b"x\n"}, branch=f"b{number}"
        )
    world.review(1, story.officer, "CHANGES_REQUESTED", "请补充")
    world.review(2, story.officer, "CHANGES_REQUESTED", "/reject out of scope")
    world.set_state(3, "closed", story.filer)
    world.set_state(4, "closed", story.stranger)
    world.review(5, story.officer)
    desk = FakeDesk(story)
    assert act(office(story, desk, at("2026-12-20 08:00")), desk, apply=True).problems == []
    world.add_labels(4, ["registry:abandoned"], story.stranger)
    queue = told(story, "2026-12-20 09:00")
    assert {one.pull_request: one.how for one in queue.closed} == {
        1: Ending.abandoned, 2: Ending.rejected, 3: Ending.withdrawn_before, 4: Ending.closed,
    }  # fmt: skip
    assert [one.pull_request for one in queue.submissions] == [6]
    rows = brought(queue)
    assert rows.closed_since == "2026-11-01"
    assert sorted(str(row["how"]) for row in rows.closed or ()) == [
        "abandoned",
        "closed",
        "rejected",
        "withdrawn_before",
    ]


def test_one_that_cannot_be_read_is_left_out_and_counted() -> None:
    story = Story()
    story.world.submit(story.filer, {"filings/providers/beijing/01/2.yaml": b"x\n"}, branch="b2")
    desk = FakeDesk(story)
    judged = desk.judge

    def judge(pull: Any, base: str | None = None) -> ForgeVerdict:
        if pull.number == 1:
            raise Problem("no such object ##[error]")
        return judged(pull, base)

    desk.judge = judge  # type: ignore[method-assign]
    queue = told(story, desk=desk, problems=["#1: no such object ## [error]"])
    assert (queue.left_out, [one.pull_request for one in queue.submissions]) == (1, [2])


@pytest.mark.parametrize(
    ("spoiled", "where"),
    [
        ({"submissions": [{"pull_request": 1}]}, "submissions.0"),
        ({"extra": 1}, "extra"),
        ({"as_of": "yesterday"}, "as_of"),
        ({"schema": "queue/v2"}, "schema"),
    ],
)
def test_what_the_model_does_not_allow_is_refused_as_a_whole(spoiled: dict[str, Any], where: str) -> None:
    good = json.loads(as_json(told(Story())))
    with pytest.raises(Problem, match=f"no queue of this registry: {where}"):
        parse(json.dumps({**good, **spoiled}).encode())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("unit", "<script>alert(1)</script>"), ("apps", ["a" * 500]), ("authority", "../beijing"), ("path", "/etc/passwd"),
        ("due", "2026-02-30"), ("stage", "done"), ("pull_request", 0), ("items", ["<b>"]),
    ],
)  # fmt: skip
def test_no_hostile_value_gets_in(field: str, value: object) -> None:
    good = json.loads(as_json(told(Story())))
    good["submissions"][0][field] = value
    with pytest.raises(Problem, match="no queue of this registry"):
        parse(json.dumps(good).encode())


def test_a_request_stands_there_once() -> None:
    good = json.loads(as_json(told(Story())))
    good["submissions"] *= 2
    with pytest.raises(Problem, match="twice"):
        parse(json.dumps(good).encode())


def test_the_file_is_read_back_and_a_missing_one_is_a_sentence(tmp_path: Path) -> None:
    queue = told(Story())
    write(queue, tmp_path / "queue.json")
    assert read_queue(tmp_path / "queue.json") == queue
    assert read_queue(None) is None
    with pytest.raises(Problem, match="No such file"):
        read_queue(tmp_path / "none.json")


def test_final_ones_are_not_shown_as_waiting() -> None:
    good = json.loads(as_json(told(Story())))
    good["submissions"][0] |= {"stage": "registered", "turn": "nobody"}
    assert submissions_of(parse(json.dumps(good).encode())).by_slug == {}


def test_a_change_is_found_by_the_app_that_it_touches() -> None:
    good = json.loads(as_json(told(Story())))
    good["submissions"][0] |= {"changes_existing": True}
    found = submissions_of(parse(json.dumps(good).encode()))
    assert set(found.changing) == {("filings/providers/beijing/01/1.yaml", "kousuan")}
    good["submissions"][0] |= {"changes_existing": False}
    assert submissions_of(parse(json.dumps(good).encode())).changing == {}


def _repository(folder: Path) -> tuple[str, str, str]:
    """A base, a head that adds a filing, and one on top that changes one app."""
    git("init", "--quiet", "--initial-branch=main", cwd=folder)
    (folder / "x").write_text("x\n")
    commits = []
    text = EXAMPLE.read_text(encoding="utf-8").replace("version: 1.10", 'version: "1.10"')
    for content in (None, text, text.replace("1.10", "1.11")):
        if content is not None:
            path = folder / EXAMPLE_PATH
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        git("add", "--all", cwd=folder)
        git("commit", "--quiet", "--allow-empty", "--message", "x", cwd=folder)
        commits.append(git("rev-parse", "HEAD", cwd=folder))
    return commits[0], commits[1], commits[2]


def test_what_is_submitted_is_read_from_the_head(tmp_path: Path) -> None:
    base, new, changed = _repository(tmp_path)
    desk = GitDesk(tmp_path, at("2026-12-01 12:00"), None)
    verdict = Story().verdict()
    found = desk.submitted(verdict.model_copy(update={"base": base, "head": new}))
    assert (found.filings, found.path, found.uscc) == (1, EXAMPLE_PATH, "91110108MA900001XW")
    assert found.unit
    assert len(found.items) == len(found.apps) == 1
    again = desk.submitted(verdict.model_copy(update={"base": new, "head": changed}))
    assert again.items == found.items, "the app whose version changed"
    assert desk.submitted(verdict.model_copy(update={"base": new, "head": new})) == Submitted(0)


def test_what_cannot_be_read_is_counted_and_not_named(tmp_path: Path) -> None:
    base, new, _ = _repository(tmp_path)
    git("checkout", "--quiet", new, cwd=tmp_path)
    (tmp_path / EXAMPLE_PATH).write_text("unit: [\n")
    git("commit", "--quiet", "--all", "--message", "x", cwd=tmp_path)
    head = git("rev-parse", "HEAD", cwd=tmp_path)
    desk = GitDesk(tmp_path, at("2026-12-01 12:00") + timedelta(0), None)
    found = desk.submitted(Story().verdict().model_copy(update={"base": base, "head": head}))
    assert found == Submitted(1, EXAMPLE_PATH)


@pytest.mark.parametrize("found", [{"code": "R20"}, {"code": "R21"}, {"code": "R22"}, None])
def test_where_personal_data_are_found_or_may_be_no_name_is_told(
    tmp_path: Path, found: dict[str, str] | None
) -> None:
    base, new, _ = _repository(tmp_path)
    desk = GitDesk(tmp_path, at("2026-12-01 12:00"), None)
    place = {"path": EXAMPLE_PATH, "line": 1, "column": 1, "field": "unit.name", "values": {}}
    more: dict[str, Any] = (
        {"findings": (Found.model_validate(found | place),)} if found else {"findings_cut": 1}
    )
    verdict = Story().verdict().model_copy(update={"base": base, "head": new, **more})
    assert desk.submitted(verdict) == Submitted(1, EXAMPLE_PATH)


def test_the_file_of_a_queue_is_ascii_a_value_a_line_and_holds_nothing_empty() -> None:
    found = told(Story())
    queue = found.model_copy(update={"submissions": (found.submissions[0].model_copy(update={"due": None}),)})
    text = as_json(queue)
    assert text.isascii()
    values = json.loads(text)
    assert text == json.dumps(values, indent=1) + "\n"
    assert "due" in json.loads(as_json(found))["submissions"][0]
    assert "due" not in values["submissions"][0]
    assert "complaints" not in json.loads(as_json(found.model_copy(update={"complaints": None})))
    assert parse(text.encode()) == queue


def test_a_queue_that_is_none_is_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    content = as_json(told(Story())).encode()
    monkeypatch.setattr("registry.core.queue.LARGEST", len(content))
    assert parse(content)
    with pytest.raises(Problem, match=f"the queue has {len(content) + 1} bytes, more than {len(content)}"):
        parse(content + b" ")
    wrong = json.loads(content)
    wrong["submissions"][0]["pull_request"] = 0
    with pytest.raises(
        Problem, match=r"no queue of this registry: submissions\.0\.pull_request: .*greater than"
    ) as raised:
        parse(json.dumps(wrong).encode())
    assert "\n" not in str(raised.value)
    monkeypatch.undo()
    long = json.loads(content)
    long["字" * 200] = {}
    with pytest.raises(Problem) as raised:
        parse(json.dumps(long).encode())
    assert str(raised.value).startswith(f"no queue of this registry: {shown('字' * 200, 80)}: Extra inputs")
    twice = json.loads(content)
    twice["submissions"] *= 2
    with pytest.raises(Problem, match=r"^no queue of this registry: a request stands there twice$"):
        parse(json.dumps(twice).encode())
