"""`registry new`, from what is given on the command line to the written file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from registry.adapters import drafts, surroundings, yaml_reader
from registry.adapters.drafts import Draft
from registry.adapters.load import Progress, no_progress
from registry.adapters.source import SourceError
from registry.commands.new.filing import Filing, Rejected
from registry.commands.new.interview import Console, Interview
from registry.core import number, paths
from registry.core.asking.walk import answers_in
from registry.core.clock import SHANGHAI
from registry.core.finding import Verdict, dotted
from registry.core.lookup import Lookup
from registry.core.problem import Problem
from registry.core.text import Text, shown
from registry.render import asking
from registry.rules import form
from registry.rules.catalogue import finding


@dataclass(frozen=True, slots=True)
class Wish:
    """What is given beforehand. `like`: a number, code or path of a filing whose answers are offered; `resume`: go on with a draft."""

    kind: str
    language: str = "zh"
    authority: str = ""
    answers: Path | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    like: str = ""
    resume: bool = True


def new(root: Path, wish: Wish, console: Console, now: datetime, progress: Progress = no_progress) -> Verdict:
    """Ask for a filing and write it; the verdict on it: accept or refer.

    Raises Stopped where the answers end before the filing does, Rejected for one that would be refused, Problem otherwise.
    """
    if not (root / paths.FILINGS).is_dir():
        raise SourceError(f"{root}: no filings/ folder here; give the registry's folder with --root")
    with surroundings.of_work_tree(root, progress) as around:
        filing = Filing(wish.kind, root, around.lookup, now.astimezone(SHANGHAI).date())
        draft = _draft(filing, wish, console)
        if wish.authority:
            if wish.authority not in filing.lookup.authorities:
                raise Problem(
                    f"--authority {shown(wish.authority)}: there is no such authority; write e.g. beijing"
                )
            draft.answers["authority"] = wish.authority
        interview = Interview(
            filing, console, wish.language, draft, dict(wish.settings),
            briefly=wish.answers is not None or bool(wish.settings),
        )  # fmt: skip
        data, path, verdict = interview.run()
        filing.write(data, path)
    drafts.remove(root, wish.kind)
    console.tell(_written(filing, data, path, now, wish.language))
    return verdict


def _draft(filing: Filing, wish: Wish, console: Console) -> Draft:
    """The answers to begin with: of a file, of an older draft, of another filing as an offer, or none."""
    say = console.tell
    if wish.answers is None and not wish.settings:
        say(
            [
                asking.WELCOME[wish.kind].in_language(wish.language),
                *asking.HOW_TO.in_language(wish.language).split("\n"),
            ]
        )
    found = drafts.load(filing.root, filing.kind) if wish.resume else None
    if found is not None and wish.answers is None and not wish.like:
        count = len(found.answers)
        say([asking.RESUMED.fill(count=str(count)).in_language(wish.language)])
        return found
    if aside := drafts.set_aside(filing.root, filing.kind):
        say([asking.SET_ASIDE.fill(path=str(aside)).in_language(wish.language)])
    draft = Draft()
    if wish.like:
        draft.kept = answers_in(filing.schema, _values_like(filing, wish.like), filing.around)
    if wish.answers is not None:
        draft.answers = answers_in(
            filing.schema, _values_in(filing, wish.answers, wish.language), filing.around
        )
    return draft


def _values_in(filing: Filing, path: Path, language: str) -> dict[str, Any]:
    """The values of a file of answers, YAML or JSON in the form of a filing. Raises Problem, Rejected."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Problem(f"{path}: {error.strerror}") from error
    document = yaml_reader.read(content)
    if document.refusals:
        refusal = document.refusals[0]
        found = finding(refusal.code, str(path), refusal.line, refusal.column, "", refusal.values)
        raise Rejected(
            _one_line(found.path, found.line, found.column, found.code, found.message, found.fix, language)
        )
    values: dict[str, Any] = document.data
    for fault in form.explain(filing.model, values):
        if fault.code in ("F21", "F22", "A14-1"):  # what would not be asked for, and so be lost
            line, column = document.locate(fault.place, fault.on_key)
            found = finding(fault.code, str(path), line, column, dotted(fault.place), fault.values)
            raise Rejected(
                _one_line(found.path, line, column, found.code, found.message, found.fix, language)
            )
    return values


def _one_line(path: str, line: int, column: int, code: str, message: Text, fix: Text, language: str) -> str:
    return f"{path}:{line}:{column} {code} {message.in_language(language)} {fix.in_language(language)}"


def _values_like(filing: Filing, like: str) -> dict[str, Any]:
    """The values of a filing that is there, by filing number, code of the unit, or path. Raises Problem."""
    lookup: Lookup = filing.lookup
    given = number.recognise(like)
    registered = lookup.by_number(given) if given else None
    candidates = [registered.path] if registered else [*lookup.files_of_unit(like.strip().upper()), like]
    for path in candidates:
        filed = lookup.filing(path) if paths.kind_of(path) == filing.kind else None
        if filed is not None:
            values: dict[str, Any] = filed.content.model_dump(mode="json", by_alias=True, exclude_none=True)
            return values
    raise Problem(f"--from {shown(like)}: no {filing.kind} filing is found by this number, code or path")


def _written(filing: Filing, data: Mapping[str, Any], path: str, now: datetime, language: str) -> list[str]:
    """Where the file is, who checks it until when, and what to do next."""
    lines = [asking.WRITTEN.fill(path=path)]
    heard = filing.heard_by(path, now)
    name = filing.authority(path)
    if heard and name:
        mark = asking.PROVISIONAL if heard[1] else Text("", "")
        lines.append(
            Text(
                asking.AUTHORITY.zh.format(name=name.zh, day=heard[0], provisional=mark.zh),
                asking.AUTHORITY.en.format(name=name.en, day=heard[0], provisional=mark.en),
            )
        )
    where = paths.parse(path)
    uscc = where.uscc if where else ""
    branch = f"case-{uscc}-{where.date}" if where and where.date else f"{filing.kind}-{uscc}"
    unit = data.get("unit") or data["institution"]
    lines.append(asking.NEXT.fill(branch=branch, path=path, subject=f"File {unit['name']}"))
    return [line for text in lines for line in text.in_language(language).split("\n")]
