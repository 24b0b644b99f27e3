"""Submissions, through the real workflow files: what a person sees on the forge afterwards."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.builders import number as filing_number
from tests.builders import uscc, use_text, user_path, user_text
from tests.workflows.scenes import (
    FAULTY,
    FILING,
    PATH,
    at,
    comments,
    decisions,
    labels,
    picture,
    site_has,
    submit,
    well,
)
from tests.workflows.yard import Yard

ENDED = {"action": "completed", "workflow_run": {"name": "review", "conclusion": "success"}}
COUNTY = "zhejiang/330100/330106"


def test_from_a_fault_to_a_number_and_its_page(scene: Yard) -> None:
    """Submitted with a fault, corrected, approved by an officer without write access, merged, numbered, published; then all of it again."""
    world = scene.world
    number = submit(scene, FAULTY)
    assert well(scene.pull_request("opened", number)) == ["judge"]
    (said,) = comments(scene, number)
    assert PATH in said
    assert labels(scene, number) == ["needs-correction"]
    (check,) = world.checks.values()
    assert (check.sha, check.conclusion) == (world.pulls[number].head_sha, "failure")
    (first,) = [c.id for c in world.comments_on(number)]

    before = world.pulls[number].head_sha
    world.push(number, {PATH: FILING.encode()}, world.users[world.issues[number].author])
    assert well(scene.pull_request("synchronize", number, before=before)) == ["judge"]
    assert [c.id for c in world.comments_on(number)] == [first]
    assert labels(scene, number) == ["waiting"]

    main = world.head()
    review = world.review(number, scene.officers["beijing"])
    ran = well(scene.review(number, review))
    assert ran[:2] == ["review", "clocks"]
    assert {"register-and-publish", "watchdog"} <= set(ran)
    merge = world.pulls[number].merge_sha
    assert merge is not None
    assert world.store.is_ancestor(main, merge)
    assert len(world.store.between(merge, world.head())) == 1
    event = decisions(scene)[-1]
    assert (event["path"], event["item"], event["pull_request"]) == (PATH, "steps", number)
    assert event["approved_by"] == [scene.officers["beijing"].id]
    assert labels(scene, number) == ["registered"]
    (said,) = comments(scene, number)
    assert event["number"] in said
    assert site_has(scene, event["number"])

    end = picture(scene)
    author = world.users[world.issues[number].author]
    for name, payload in (
        ("pull_request_target", scene.events.pull_request("synchronize", number, before=before)),
        ("pull_request_review", scene.events.review("submitted", number, review)),
        ("workflow_run", ENDED),
        ("push", scene.events.push(main, merge, author)),
    ):
        well(scene.deliver(name, payload))
        assert picture(scene) == end, f"{name}, delivered again"


def test_a_submission_whose_event_was_lost_is_found_by_the_clock(scene: Yard) -> None:
    number = submit(scene)
    well([scene.tick("clocks")])
    assert len(comments(scene, number)) == 1
    assert labels(scene, number) == ["waiting"]
    end = picture(scene)
    well(scene.pull_request("opened", number))
    assert picture(scene) == end, "the judge says what the sweep has said"


@pytest.mark.parametrize(
    "who", ["stranger", "filer", "officer of another province", "officer, of an older head"]
)
def test_not_every_approval_counts(scene: Yard, who: str) -> None:
    world = scene.world
    number = submit(scene)
    old = world.pulls[number].head_sha
    world.push(
        number,
        {PATH: FILING.replace("示例路1号", "示例路2号").encode()},
        world.users[world.issues[number].author],
    )
    people = {
        "stranger": world.add_user("stranger"),
        "officer of another province": scene.officers["zhejiang"],
        "officer, of an older head": scene.officers["beijing"],
    }
    if who == "filer":
        review = world.review(
            number, world.users[world.issues[number].author], "COMMENTED", "approved 同意 LGTM"
        )
    else:
        review = world.review(number, people[who], commit=old if who.endswith("older head") else None)
    main = world.head()
    assert well(scene.review(number, review)) == ["review", "clocks"]
    assert (world.head(), world.pulls[number].merged) == (main, None)
    assert labels(scene, number) == ["waiting"]


def test_merging_can_be_switched_off(scene: Yard) -> None:
    world = scene.world
    world.commit(
        "refs/heads/main", {".github/registry-switches.yaml": b"no_merge: true\n"}, world.bot, "Pause"
    )
    number = submit(scene)
    review = world.review(number, scene.officers["beijing"])
    well(scene.review(number, review))
    assert world.pulls[number].merged is None
    assert labels(scene, number) == ["held"]


def hostile(scene: Yard, marker: Path) -> int:
    """A request that edits the judge, the code and the packages, and brings a link, a hook and a filing that speaks to the log."""
    world = scene.world
    number = submit(scene, FILING.replace("示例流程课", "::error::x ##[add-mask]y @everyone #1"))
    bare = scene.root / "forge.git"
    run = f"import pathlib; pathlib.Path({str(marker)!r}).touch()\n"
    head = world.push(
        number,
        {
            ".github/workflows/judge.yml": f"on: pull_request_target\njobs: {{judge: {{runs-on: ubuntu-24.04, steps: [{{run: touch {marker}}}]}}}}\n".encode(),
            "scripts/install": f"#!/bin/sh\ntouch {marker}\n".encode(),
            "scripts/registry/__init__.py": run.encode(),
            "sitecustomize.py": run.encode(),
            ".gitattributes": b"* filter=x diff=x\n",
            "verdict.json": b"{}\n",
        },
        world.users[world.issues[number].author],
    )
    git = ["git", "-C", str(bare)]
    index = {"GIT_INDEX_FILE": str(scene.root / "hostile.index"), "PATH": "/usr/bin:/bin:/usr/local/bin"}
    who = {f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}

    def call(*arguments: str, text: str = "") -> str:
        done = subprocess.run(
            [*git, *arguments], env={**index, **who}, input=text, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    call("read-tree", head)
    link = call("hash-object", "-w", "--stdin", text="/etc/passwd")
    call("update-index", "--add", "--cacheinfo", f"120000,{link},filings/providers/beijing/00/link.yaml")
    sha = call("commit-tree", call("write-tree"), "-p", head, "-m", "::error::title @everyone")
    world.move(world.pulls[number].branch, sha, world.users[world.issues[number].author])
    return number


def test_a_hostile_request_is_refused_inert_and_never_run(scene: Yard, tmp_path: Path) -> None:
    marker = tmp_path / "executed"
    number = hostile(scene, marker)
    main = scene.world.head()
    (run,) = scene.pull_request("opened", number)
    well([run])
    assert not marker.exists()
    (said,) = comments(scene, number)
    assert labels(scene, number) == ["needs-correction"]
    live = re.sub(r"(`+).+?\1", "", said, flags=re.DOTALL)
    for words in ("@everyone", "::error", "##[", "/etc/passwd"):
        assert words not in live
    assert not any(
        line.lstrip().startswith(("::", "##["))
        for line in run.said("judge").splitlines() + run.said("speak").splitlines()
    )
    review = scene.world.review(number, scene.officers["beijing"])
    well(scene.review(number, review))
    assert not marker.exists()
    assert (scene.world.head(), scene.world.pulls[number].merged) == (main, None)


def test_days_nine_ten_and_eleven_of_a_review(scene: Yard) -> None:
    """Submitted on Tuesday 24 November: ten working days end with Tuesday 8 December."""
    number = submit(scene)
    well(scene.pull_request("opened", number))
    seen = {}
    for day in ("2026-12-04 10:00", "2026-12-07 10:00", "2026-12-08 23:50", "2026-12-09 00:10"):
        at(scene, day)
        well([scene.tick("clocks")])
        seen[day] = labels(scene, number)
    assert seen == {
        "2026-12-04 10:00": ["waiting"],
        "2026-12-07 10:00": ["due-soon", "waiting"],
        "2026-12-08 23:50": ["due-soon", "waiting"],
        "2026-12-09 00:10": ["overdue", "waiting"],
    }
    assert "2026-12-08" in comments(scene, number)[0]
    assert scene.world.issues[number].state == "open", "an authority's delay is nobody's fault but its own"
    end = picture(scene)
    well([scene.tick("clocks")])
    assert picture(scene) == end


def test_feedback_that_nobody_answers_ends_as_abandoned(scene: Yard) -> None:
    """Feedback on 24 November: the submitter has until the end of 8 December."""
    number = submit(scene)
    well(scene.pull_request("opened", number))
    review = scene.world.review(
        number, scene.officers["beijing"], "CHANGES_REQUESTED", "请补充等级保护备案证明编号。"
    )
    well(scene.review(number, review))
    assert labels(scene, number) == ["feedback"]
    assert "2026-12-08" in comments(scene, number)[0]
    at(scene, "2026-12-08 23:50")
    well([scene.tick("clocks")])
    assert scene.world.issues[number].state == "open"
    at(scene, "2026-12-09 00:10")
    well([scene.tick("clocks")])
    assert scene.world.issues[number].state == "closed"
    assert labels(scene, number) == ["abandoned"]
    assert scene.world.pulls[number].merged is None


def test_rejection_with_reasons_closes(scene: Yard) -> None:
    number = submit(scene)
    well(scene.pull_request("opened", number))
    review = scene.world.review(
        number, scene.officers["beijing"], "CHANGES_REQUESTED", "不予受理：不属于教育移动互联网应用程序。"
    )
    well(scene.review(number, review))
    assert scene.world.issues[number].state == "closed"
    assert labels(scene, number) == ["rejected"]


def test_a_county_confirms_a_batch_of_schools(scene: Yard) -> None:
    world = scene.world
    files: dict[str, bytes | None] = {}
    for index in range(1, 6):
        code = uscc(f"12330106MB9000K0{index}")
        text = user_text(
            code=code, name=f"示例市流程第{'一二三四五'[index - 1]}小学", authority=COUNTY,
            uses=[use_text(number=filing_number("11", 1))],
        )  # fmt: skip
        files[user_path(COUNTY, code)] = text.encode()
    number = world.submit(scene.officers["zhejiang"], files, branch="batch", title="批量确认")
    well(scene.pull_request("opened", number))
    assert labels(scene, number) == ["waiting"], comments(scene, number)
    review = world.review(number, scene.officers["zhejiang-2"])
    well(scene.review(number, review))
    assert world.pulls[number].merged is not None
    confirmed = [event for event in decisions(scene, "zhejiang") if event["path"] in files]
    assert [event["event"] for event in confirmed] == ["confirmed"] * 5
    assert labels(scene, number) == ["registered"]


def test_the_same_batch_of_a_stranger_is_refused(scene: Yard) -> None:
    codes = [uscc(f"12330106MB9000K0{index}") for index in (1, 2)]
    files: dict[str, bytes | None] = {
        user_path(COUNTY, code): user_text(
            code=code, authority=COUNTY, uses=[use_text(number=filing_number("11", 1))]
        ).encode()
        for code in codes
    }
    number = scene.world.submit(scene.world.add_user("stranger"), files, branch="batch")
    well(scene.pull_request("opened", number))
    assert labels(scene, number) == ["needs-correction"]


@pytest.mark.parametrize("missing", ["checks", "pull_requests", "members"])
def test_the_speaker_needs_each_of_its_rights(scene: Yard, missing: str) -> None:
    """A token with one right less than the workflow asks for does not do."""
    for token in scene.standin.tokens.values():
        if token.permissions is not None:
            token.permissions.pop(missing, None)
    for slug in ("beijing", "maintainers"):
        scene.world.add_team(slug, scene.officers["beijing"])
    number = submit(scene)
    (run,) = scene.pull_request("opened", number)
    assert (run.jobs["judge"], run.jobs["speak"]) == ("success", "failure")
