"""`registry status`: where a number, a unit or a file stands, on any day, and how it came about."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from registry.adapters import ledger_files, records
from registry.adapters.git import GitTree, Repository
from registry.adapters.load import load_authorities
from registry.commands.due import end_of
from registry.core import number, paths
from registry.core.clock import SHANGHAI
from registry.core.formats import USCC, uscc_check_digit
from registry.core.ledger import digest
from registry.core.lookup import unit_of_path
from registry.core.problem import Problem
from registry.core.replay import Replay
from registry.core.snapshot import Filed
from registry.core.status import AppStatus, Known, UnitStatus
from registry.core.text import shown
from registry.core.working_days import AnnouncedDays

_MOST_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """The status of what was asked for, on a day, as the commit has it."""

    asked: str
    commit: str
    today: date
    found: AppStatus | UnitStatus


def status(root: Path, asked: str, now: datetime, as_of: date | None = None) -> Answer:
    """The status by a filing number (badly typed too), a unified social credit code, or a path of the registry.

    With `as_of` only decisions up to the end of that day in Shanghai count; names are those of today's files. Raises Problem
    for what is not found, with numbers that are near, and where the ledger cannot be read in full.
    """
    repository = Repository(root)
    commit = repository.commit("HEAD")
    if as_of:
        now = end_of(as_of)
    day = now.astimezone(SHANGHAI).date()
    with GitTree(repository, commit) as tree:
        replay, problems = ledger_files.load(tree, as_of.isoformat() if as_of else "")
        if problems:
            path, problem = problems[0]
            raise Problem(
                f"no status is told while the ledger is not whole: {path}: {problem} (run registry verify)"
            )
        authorities, _ = load_authorities(tree)
        known = Known(replay, now, AnnouncedDays(), authorities)
        given, uscc = _meant(asked, replay, as_of)
        numbers = (
            [given] if given else [n for n, app in replay.apps.items() if unit_of_path(app.path) == uscc]
        )
        wanted = {use.path for one in numbers for use in replay.users_of(one)}
        if given:
            uscc = unit_of_path(replay.apps[given].path)
            wanted.add(replay.apps[given].path)
        else:
            used = {use.number for (code, _), use in replay.uses.items() if code == uscc}
            wanted |= {app.path for number_, app in replay.apps.items() if number_ in used}
            wanted |= {
                entry.path
                for entry in tree.entries(paths.FILINGS)
                if unit_of_path(entry.path) == uscc and entry.regular
            }
        known.filings = {path: file for path in sorted(wanted) if (file := _read(tree, path))}
        cases = [entry for entry in tree.entries(paths.CASES) if f"/{uscc}--" in entry.path and entry.regular]
        known.cases = {entry.path: file for entry in cases if (file := _read(tree, entry.path))}
    if given:
        return Answer(asked, commit, day, known.app(given))
    unit = known.unit(uscc)
    if not (unit.paths or unit.apps or unit.uses or known.cases):
        right = uscc_check_digit(uscc)
        hint = "" if uscc.endswith(right) else f"; its check digit should be {right}, so a character is wrong"
        raise Problem(f"nothing is filed under the code {uscc}{hint}")
    return Answer(asked, commit, day, unit)


def _read(tree: GitTree, path: str) -> Filed[Any] | None:
    """The record at a path; None if it is not there or not readable: its status is in the ledger all the same."""
    where, content = paths.parse(path), tree.read_path(path)
    if where is None or content is None:
        return None
    record = records.parse(where.kind, content).record
    return None if record is None else Filed(path, digest(content), record)


def _meant(asked: str, replay: Replay, as_of: date | None) -> tuple[str, str]:
    """(number, "") or ("", code of a unit). Raises Problem for what is neither, or no number that was given."""
    plain = unicodedata.normalize("NFKC", asked).strip()
    where = paths.parse(plain.removeprefix("./"))
    if where is not None:
        return "", where.uscc
    if re.fullmatch(USCC, plain.upper()):
        return "", plain.upper()
    given = number.recognise(asked)
    if given in replay.apps:
        return given or "", ""
    suggestions = number.near(asked, replay.apps)[:_MOST_SUGGESTIONS]
    hint = f"; did you mean {', '.join(suggestions)}?" if suggestions else ""
    if given:
        day = f" by {as_of.isoformat()}" if as_of else ""
        raise Problem(f"{given} was not given{day}{hint}")
    if suggestions:
        raise Problem(f"{shown(asked)} is no filing number{hint}")
    raise Problem(
        f"{shown(asked)} is no filing number (教APP备 and seven digits), no unified social credit code (18 characters), "
        "and no path of a filing or case"
    )
