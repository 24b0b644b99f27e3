"""Recorded steps of submissions as they are handed over in a JSON file, e.g. by a job that reads them from a forge."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from registry.core import paths
from registry.core.fields import Many, Maybe, Record, words
from registry.core.procedure import Kind, Step, StepKind
from registry.core.text import Text
from registry.core.time_limits import Party

FILING_PATH = "^filings/(providers|users)/[a-z0-9A-Z/]+\\.yaml$"


class StepRecord(Record):
    """One step."""

    at: AwareDatetime = words(
        "时刻", "Instant", hint=Text("须带时区。", "With its time zone."), example="2026-11-24T09:00:00+08:00"
    )
    step: StepKind = words("步骤", "Step", strict=False)
    by: Party = words("作出方", "Taken by", strict=False)
    told: Maybe[date] = words("告知的最后一日", "Last day that was told", default=None)

    @property
    def value(self) -> Step:
        """As a `Step`."""
        return Step(self.at, self.step, self.by, self.told)


class ProcedureRecord(Record):
    """One submission with all its steps, in the order in which they happened."""

    pull_request: Annotated[int, Field(ge=1)] = words("合并请求", "Pull request")
    path: Annotated[str, Field(pattern=FILING_PATH, max_length=120)] = words("文件", "File submitted")
    change: bool = words("是否变更已备案信息", "Changes what is filed already", default=False)
    steps: Annotated[Many[StepRecord], Field(min_length=1, max_length=500)] = words("步骤", "Steps")

    @property
    def kind(self) -> Kind:
        """Which filing is submitted, by its folder."""
        return Kind.provider if self.path.startswith(paths.PROVIDERS) else Kind.user

    @property
    def where(self) -> paths.FilingPath | None:
        """The parts of the path; None if no filing can lie there."""
        return paths.parse(self.path)

    @property
    def values(self) -> tuple[Step, ...]:
        """The steps as values."""
        return tuple(step.value for step in self.steps)


class ProcedureFile(Record):
    """The whole file."""

    schema_: Annotated[Literal["procedures/v1"], words("格式", "Format")] = Field(alias="schema")
    procedures: Annotated[Many[ProcedureRecord], Field(max_length=100_000)] = words("办理过程", "Procedures")
