"""What the bot does about a pull request, as values: made by `plan`, printed, and applied one by one on the port.

Each is keyed or has a goal, so that repeating it after a crash changes nothing. What speaks comes before what acts, and merging comes
last: after a crash in between the next run finds the same stage and goes on.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from registry.core.forge_writes import CheckReport
from registry.core.submission import Alarm, Stage, Submission
from registry.core.switches import Switches
from registry.core.text import Text

LABEL_PREFIX = "registry:"
CHECK_NAME = "registry"


@dataclass(frozen=True, slots=True)
class PutCheck:
    """Show the verdict on the head."""

    sha: str
    report: CheckReport

    def words(self) -> str:
        """For the printed plan."""
        return f"check {CHECK_NAME} on {self.sha[:12]}: {self.report.conclusion}"


@dataclass(frozen=True, slots=True)
class SetLabels:
    """Make the registry's labels these."""

    number: int
    labels: tuple[str, ...]

    def words(self) -> str:
        """For the printed plan."""
        return f"#{self.number} labels: {', '.join(self.labels) or 'none'}"


@dataclass(frozen=True, slots=True)
class AskTeams:
    """Ask teams for a review."""

    number: int
    teams: tuple[str, ...]

    def words(self) -> str:
        """For the printed plan."""
        return f"#{self.number} ask: {', '.join(self.teams)}"


@dataclass(frozen=True, slots=True)
class PutComment:
    """Make the bot's comment with this key say this."""

    number: int
    key: str
    body: str

    def words(self) -> str:
        """For the printed plan."""
        return f"#{self.number} comment {self.key}: {len(self.body)} characters"


@dataclass(frozen=True, slots=True)
class Close:
    """Say why and close."""

    number: int
    key: str
    body: str

    def words(self) -> str:
        """For the printed plan."""
        return f"#{self.number} close ({self.key})"


@dataclass(frozen=True, slots=True)
class Merge:
    """Merge exactly this head."""

    number: int
    sha: str
    title: str
    message: str

    def words(self) -> str:
        """For the printed plan."""
        return f"#{self.number} merge {self.sha[:12]}"


Effect = PutCheck | SetLabels | AskTeams | PutComment | Close | Merge


def labels_of(submission: Submission) -> tuple[str, ...]:
    """The label of the stage, and that of a clock that is about to end or has ended."""
    found = [f"{LABEL_PREFIX}{submission.stage.value}"]
    if submission.alarm is not None:
        found.append(f"{LABEL_PREFIX}{submission.alarm.value}")
    return tuple(found)


def all_labels() -> dict[str, Text]:
    """Every label of the registry's own, with what it means; `forge init` makes them."""
    return {f"{LABEL_PREFIX}{one.value}": one.label for one in (*Stage, *Alarm)}


def speaking(
    number: int, submission: Submission, comment: str, report: CheckReport | None, head: str
) -> list[Effect]:
    """What shows the stage: check, labels, teams asked, the one comment."""
    effects: list[Effect] = []
    if report is not None:
        effects.append(PutCheck(head, report))
    effects.append(SetLabels(number, labels_of(submission)))
    if submission.ask:
        effects.append(AskTeams(number, submission.ask))
    effects.append(PutComment(number, "case", comment))
    return effects


def reminding(number: int, submission: Submission, words: Text, teams: Iterable[str]) -> list[Effect]:
    """One comment of its own for each time limit that is about to end or has ended, since an edited comment notifies nobody."""
    deadline = submission.deadline
    if submission.alarm is None or deadline is None:
        return []
    if submission.stage is Stage.waiting and submission.alarm is Alarm.due_soon:
        return []  # the label is enough: the team has been asked
    if submission.stage is Stage.feedback and submission.alarm is Alarm.overdue:
        return []  # either it is closed now, or the date is provisional and nothing follows from it
    mention = " ".join(f"@{team}" for team in teams)
    key = f"{submission.alarm.value}:{deadline.clock.code}:{deadline.until.isoformat()}"
    return [PutComment(number, key.replace("_", "-"), f"{mention} {words.zh}\n\n{words.en}".strip())]


def acting(
    number: int,
    submission: Submission,
    closing: str,
    merge_title: str,
    merge_message: str,
    head: str,
    switches: Switches,
) -> list[Effect]:
    """What ends a case: closing or merging, if nobody has switched it off."""
    if submission.may_close and switches.may_close:
        since = submission.procedure.since if submission.procedure is not None else None
        day = f":{since:%Y-%m-%d}" if since is not None else ""
        return [Close(number, f"closed:{submission.stage.value}{day}", closing)]
    if submission.may_merge and switches.may_merge:
        return [Merge(number, head, merge_title, merge_message)]
    return []
