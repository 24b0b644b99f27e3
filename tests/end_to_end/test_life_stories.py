"""Three lives of filings, told over real git history with the commands that people use.

Each submission is a branch that is judged and, if accepted or referred and approved by a person, merged and registered at an
instant; `registry status --as-of` then tells what was in force on any day in between.
"""

import json
from pathlib import Path
from typing import Any

from tests.builders import (
    JIA,
    SCHOOL,
    RegistryFolder,
    app_text,
    case_text,
    number,
    provider_path,
    provider_text,
    system_text,
    use_text,
    user_path,
    user_text,
)
from tests.commands import git, registry

GIVEN = number("11", 1)
FILING = provider_path("beijing", JIA)


class Life:
    """A registry and its history. Days are ISO dates; a decision is recorded at ten in the morning of its day."""

    def __init__(self, root: Path) -> None:
        self.folder = RegistryFolder(root)
        self.root = root
        for folder in ("filings/providers", "filings/users", "blacklist"):
            (root / folder / "README.md").write_text("# 说明\n", encoding="utf-8")
        self.folder.git_init()

    def submit(self, day: str, files: dict[str, str | None], authority: str = "") -> tuple[str, list[str]]:
        """Judge a branch that writes files (None: removes), an authority's or a filer's; the verdict and the codes.

        The branch stays there to be merged.
        """
        git("switch", "--quiet", "--force-create", "submission", "main", cwd=self.root)
        for path, text in files.items():
            if text is None:
                git("rm", "--quiet", path, cwd=self.root)
            else:
                self.folder.write(path, text)
        self.folder.commit(f"Submit on {day}")
        git("switch", "--quiet", "main", cwd=self.root)
        judged = registry(
            "validate", "--base", "main", "--head", "submission", "--today", day, "--format", "json",
            *(["--as", "authority", "--authority", authority] if authority else []),
            cwd=self.root,
        )  # fmt: skip
        assert judged.stdout, judged.stderr
        answer = json.loads(judged.stdout)
        return answer["verdict"], [found["code"] for found in answer["findings"]]

    def merge(self, day: str) -> list[str]:
        """Merge the branch and register; the lines of the registrar's report."""
        git("merge", "--quiet", "--no-ff", "--message", f"Merge on {day}", "submission", cwd=self.root)
        done = registry("register", "--apply", "--now", f"{day}T10:00:00+08:00", cwd=self.root)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.splitlines()

    def status(self, asked: str, day: str) -> dict[str, Any]:
        """What `registry status` says as of a day."""
        done = registry("status", asked, "--as-of", day, "--format", "json", cwd=self.root)
        assert done.returncode == 0, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    def app_on(self, day: str, given: str = GIVEN) -> str:
        """The status of an app as of a day."""
        return str(self.status(given, day)["status"]["code"])

    def holds(self) -> None:
        """The ledger and everything that follows from it are sound."""
        done = registry("verify", cwd=self.root)
        assert "0 problems" in done.stdout, done.stdout


def app(updated: str, **changes: Any) -> str:
    """An app whose last update was on a day."""
    return app_text(**changes).replace('last_updated: "2026-01-02"', f'last_updated: "{updated}"')


def filing(*apps: str, system: str | None = None, name: str = "示例甲科技有限公司") -> str:
    """甲's filing."""
    return provider_text(code=JIA, name=name, apps=apps, systems=[system or system_text()])


def without_icp(text: str) -> str:
    """A system that has not completed its ICP filing."""
    start = text.index("    icp:\n")
    return text[:start] + text[text.index("    mlps:\n") :]


def dated(text: str, evidence: str, issued: str) -> str:
    """A system whose evidence is of other days."""
    return (
        text.replace('evidence_date: "2026-01-05"', f'evidence_date: "{evidence}"')
        .replace('issue_date: "2025-12-01"', f'issue_date: "{issued}"')
        .replace('test_report_date: "2025-11-20"', f'test_report_date: "{issued}"')
    )


CASE = "blacklist/beijing/{}--{}.yaml"


def case(opened_on: str, *, category: str, **parts: str) -> tuple[str, str]:
    """A case against 甲: its path and text, the parts after the breach as given."""
    head, _, _ = case_text(code=JIA, name="示例甲科技有限公司", opened_on=opened_on, revoked=GIVEN).partition(
        "rectifications:\n"
    )
    text = head.replace("category: commercial_ads", f"category: {category}").replace(
        "state: blacklisted", f"state: {parts['state']}"
    )
    return CASE.format(JIA, opened_on), text + parts.get("rest", "")


def test_filed_in_the_buffer_without_icp_and_revoked(tmp_path: Path) -> None:
    """Point 3: not asked for in the buffer, asked for after it, not again in the extension; on 2020-07-31 the filing is revoked."""
    life = Life(tmp_path / "registry")
    system = dated(without_icp(system_text()), "2019-11-01", "2019-11-01")

    # In the buffer it is a notice, and the app gets its number.
    verdict, codes = life.submit("2019-12-05", {FILING: filing(app("2019-12-01"), system=system)})
    assert verdict == "accept"
    assert len(codes) == 1
    life.merge("2019-12-09")
    assert life.app_on("2019-12-31") == "filed"

    # What was filed is in force, but a second app is judged by the day on which it comes.
    second = filing(
        app("2019-12-01"),
        app("2020-01-20", item="second", name="示例口算", package="cn.example.second"),
        system=system,
    )
    expected = {
        "2020-01-31": "accept",  # last day of the buffer
        "2020-02-01": "reject",
        "2020-05-25": "reject",  # the extension is not announced yet
        "2020-05-26": "accept",
        "2020-06-30": "accept",
        "2020-07-01": "reject",  # a month to rectify what is filed, not to file without
    }
    assert {day: life.submit(day, {FILING: second})[0] for day in expected} == expected

    # The month has passed: revoked by the authority, without a further demand.
    path, text = case(
        "2020-07-31",
        category="no_icp",
        state="criticised",
        rest=f"""\
measures:
  decided_on: "2020-07-31"
  circular_document_no: 示教通〔2020〕1号
  revoked_numbers:
    - {GIVEN}
""",
    )
    verdict, codes = life.submit("2020-07-31", {path: text}, authority="beijing")
    assert verdict != "reject", codes
    life.merge("2020-07-31")
    assert life.app_on("2020-07-30") == "filed"
    assert life.app_on("2020-07-31") == "revoked"
    history = life.status(GIVEN, "2020-12-31")["history"]
    assert [(step["event"]["code"], step["at"][:10]) for step in history] == [
        ("filed", "2019-12-09"),
        ("revoked", "2020-07-31"),
    ]
    life.holds()


def test_demanded_not_rectified_blacklisted_barred_and_back(tmp_path: Path) -> None:
    """Art. 24: a demand that is not met, the list, the revocation and the bar; a new filing a day too early, then on time."""
    life = Life(tmp_path / "registry")
    assert life.submit("2026-01-12", {FILING: filing(app("2026-01-02"))}) == ("accept", [])
    life.merge("2026-01-14")

    # Alleged, demanded, and nothing done: each stage is the authority's own change of the case.
    steps = {
        "2026-03-02": ("alleged", ""),
        "2026-03-05": ("demanded", _DEMAND),
        "2026-04-08": ("not_rectified", _DEMAND + _NOT_DONE),
        "2026-04-10": ("blacklisted", _DEMAND + _NOT_DONE + _MEASURES),
    }
    for day, (state, rest) in steps.items():
        path, text = case("2026-03-02", category="commercial_ads", state=state, rest=rest)
        verdict, codes = life.submit(day, {path: text}, authority="beijing")
        assert verdict != "reject", (day, codes)
        life.merge(day)
    assert [life.app_on(day) for day in ("2026-03-05", "2026-04-09", "2026-04-10")] == [
        "filed",
        "filed",
        "revoked",
    ]

    # Six calendar months: the last day of the bar is the corresponding day, rest day or not.
    again = filing(
        app("2026-01-02"), app("2026-09-30", item="again", name="示例阅读新版", package="cn.example.again")
    )
    assert life.submit("2026-10-10", {FILING: again}) == ("reject", ["A24-1"])
    # A renamed company has the same code.
    renamed = again.replace("示例甲科技有限公司", "示例更名科技有限公司")
    assert life.submit("2026-10-10", {FILING: renamed})[0] == "reject"
    verdict, codes = life.submit("2026-10-11", {FILING: again})
    assert (verdict, [code for code in codes if code.startswith("A24-1")]) != ("reject", [])
    assert "A24-1" not in codes
    assert verdict != "reject", codes
    life.merge("2026-10-11")
    assert life.app_on("2026-10-11", number("11", 2)) == "filed"
    assert life.app_on("2026-10-11") == "revoked"  # its number never comes back
    life.holds()


_DEMAND = """\
rectifications:
  - demanded: "2026-03-05"
    due: "2026-04-05"
    document_no: 示教函〔2026〕8号
"""
_NOT_DONE = """\
    outcome:
      result: not_rectified
      date: "2026-04-08"
"""
_MEASURES = f"""\
measures:
  list: national
  level: black
  decided_on: "2026-04-10"
  circular_document_no: 示教通〔2026〕2号
  revoked_numbers:
    - {GIVEN}
  bar:
    start: "2026-04-10"
    months: 6
"""


def test_a_school_and_the_app_that_it_uses(tmp_path: Path) -> None:
    """Art. 17-20: selected and confirmed; the app suspended, reinstated and changed; the school moves to another county."""
    life = Life(tmp_path / "registry")
    life.submit("2026-01-12", {FILING: filing(app("2026-01-02"))})
    life.merge("2026-01-14")
    old, new = user_path("zhejiang/330100/330106", SCHOOL), user_path("zhejiang/330100/330110", SCHOOL)
    use = use_text(number=GIVEN)
    assert life.submit("2026-02-02", {old: user_text(uses=[use])})[0] != "reject"
    life.merge("2026-02-03")

    def use_on(day: str) -> tuple[str, str]:
        (found,) = life.status(SCHOOL, day)["uses"]
        return found["status"]["code"], found["effective"]["code"]

    assert use_on("2026-02-03") == ("confirmed", "confirmed")

    # Suspended while the provider rectifies, and reinstated: the use is marked, and in force again.
    parts = _DEMAND.replace("2026-03-05", "2026-03-03")
    suspension = f"""\
suspensions:
  - date: "2026-03-04"
    document_no: 示教函〔2026〕9号
    numbers:
      - {GIVEN}
"""
    rectified = _NOT_DONE.replace("not_rectified", "rectified").replace("2026-04-08", "2026-03-20")
    reinstatement = f"""\
reinstatements:
  - date: "2026-03-20"
    document_no: 示教函〔2026〕12号
    numbers:
      - {GIVEN}
"""
    for day, state, rest in (
        ("2026-03-04", "demanded", parts + suspension),
        ("2026-03-20", "rectified", parts + rectified + suspension + reinstatement),
    ):
        path, text = case("2026-03-02", category="commercial_ads", state=state, rest=rest)
        verdict, codes = life.submit(day, {path: text}, authority="beijing")
        assert verdict != "reject", (day, codes)
        life.merge(day)
    assert [life.app_on(day) for day in ("2026-03-03", "2026-03-04", "2026-03-19", "2026-03-20")] == [
        "filed", "suspended", "suspended", "filed",
    ]  # fmt: skip
    assert use_on("2026-03-10")[0] == "confirmed"
    assert use_on("2026-03-10")[1] != "confirmed"
    assert use_on("2026-03-20") == ("confirmed", "confirmed")

    # The app changes under its number; the use goes on.
    verdict, codes = life.submit(
        "2026-04-02", {FILING: filing(app("2026-04-01").replace('version: "1.0"', 'version: "2.0"'))}
    )
    assert verdict != "reject", codes
    life.merge("2026-04-03")
    assert life.app_on("2026-04-03") == "filed"

    # The school moves to another county, whose bureau confirms again; its use and history come along.
    moved = user_text(authority="zhejiang/330100/330110", uses=[use]).replace(
        'county: "330106"', 'county: "330110"'
    )
    verdict, codes = life.submit("2026-05-06", {old: None, new: moved})
    assert verdict != "reject", codes
    life.merge("2026-05-07")
    (found,) = life.status(SCHOOL, "2026-05-07")["uses"]
    assert (found["path"], found["status"]["code"]) == (new, "confirmed")
    assert [step["event"]["code"] for step in found["history"]] == ["confirmed", "reconfirmed"]
    assert (life.status(SCHOOL, "2026-05-06")["uses"][0]["path"]) == old
    life.holds()
