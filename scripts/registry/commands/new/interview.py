"""The conversation: asks what comes next, takes or refuses the answer, goes back, and keeps all of it as a draft."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from registry.adapters import drafts
from registry.adapters.drafts import Draft
from registry.commands.new.filing import Filing, Rejected, rejects, verdict_of
from registry.core.asking import reading
from registry.core.asking.question import YES, Ask, Question
from registry.core.asking.walk import Walk, walk
from registry.core.finding import Fault, Verdict, dotted
from registry.core.problem import Problem
from registry.core.text import Text
from registry.render import asking
from registry.rules.catalogue import finding

_BACK = re.compile(r"[<〈《]\s*([0-9]{0,4})")
_CLEAR = frozenset({"-", "－", "—", "——"})


class Console(Protocol):
    """Who is asked: a person at a terminal, or lines from a pipe."""

    def ask(self) -> str:
        """One line of an answer. Raises EOFError at the end of all, KeyboardInterrupt where the person stops."""

    def tell(self, lines: Iterable[str]) -> None:
        """Show lines."""


class Stopped(Exception):  # noqa: N818 - no error: the answers are kept
    """The conversation ended before the filing was finished. `ended`: the input came to its end, rather than the person."""

    def __init__(self, count: int, draft: Path, missing: tuple[Text, ...]) -> None:
        super().__init__(count)
        self.count, self.draft, self.missing = count, draft, missing


@dataclass(slots=True)
class Interview:
    """One conversation about one filing. `settings` are answers given beforehand, as typed, by the key of their question."""

    filing: Filing
    console: Console
    language: str
    draft: Draft = field(default_factory=Draft)
    settings: dict[str, str] = field(default_factory=dict)
    briefly: bool = False
    _told: set[tuple[str, str]] = field(default_factory=set)
    _section: tuple[Text, ...] = ()
    _here: Walk | None = None
    _insisted: tuple[str, str] = ("", "")

    def run(self) -> tuple[dict[str, Any], str, Verdict]:
        """The finished filing, where it belongs, and the verdict on it: accept or refer.

        Raises Stopped, and Rejected where the settings alone are wrong. The draft is saved whatever happens.
        """
        self._include_what_is_set()
        try:
            while True:
                walked = self._here = self._here or self._walk()
                if walked.following is not None:
                    self._one(walked, walked.following)
                elif finished := self._finish(walked):
                    return finished
        except (EOFError, KeyboardInterrupt) as stop:
            path = drafts.save(self.filing.root, self.filing.kind, self.draft)
            missing = self._missing() if isinstance(stop, EOFError) else ()
            raise Stopped(len(self._walk().answered), path, missing) from stop

    def _include_what_is_set(self) -> None:
        """Where something within an optional part or a further item is set, that part is wanted."""
        for key in self.settings:
            self.draft.answers.pop(key, None)
            for end in [match.start() for match in re.finditer(r"[.\[]", key)] + [len(key)]:
                self.draft.answers.setdefault(f"{key[:end]}?", True)
                if key[:end].endswith("]"):
                    self.draft.answers.setdefault(f"{key[:end]}+", YES)

    def _walk(self, **more: Any) -> Walk:
        answers = self.draft.answers | more
        return walk(
            self.filing.schema,
            answers,
            self.filing.around,
            before=self.filing.before,
            wanted=self.settings if self.briefly else None,
        )

    def _missing(self) -> tuple[Text, ...]:
        walked = self._walk()
        return (walked.following.title,) if walked.following else ()

    def _one(self, walked: Walk, question: Question) -> None:
        """Ask one question until there is an answer, or the person goes elsewhere."""
        if question.key in self.settings:
            self._set(question, self.settings.pop(question.key))
            return
        kept = self.draft.kept.get(question.key)
        number = len(walked.answered) + 1
        moved = question.section != self._section
        self._section = question.section
        self.console.tell(asking.prompt(question, number, self.language, kept=kept, with_section=moved))
        while (typed := self._answer(question, walked)) is not None:
            given = self._given(question, typed, kept)
            if given is None:
                self._say(asking.EMPTY)
            elif not _is_understood(question, given.value):
                self._say(asking.ONE_OF_THESE)
            elif self._taken(question, given.value, given.remarks):
                return

    def _given(self, question: Question, typed: str, kept: Any) -> reading.Reading | None:
        """What an input stands for; None where it must not be empty."""
        if typed in _CLEAR and not question.required:
            return reading.Reading(None)
        if reading.cleaned(typed)[0]:
            return reading.read(question, typed)
        value = kept if kept is not None else question.suggestion
        return None if value is None and question.required else reading.Reading(value)

    def _set(self, question: Question, typed: str) -> None:
        """Take an answer that was given beforehand. Raises Rejected with what is wrong with it."""
        given = self._given(question, typed, None)
        if given is None:
            raise Rejected(f"{question.key}: {asking.EMPTY.in_language(self.language)}")
        walked = self._with(question, given.value)
        refused = [fault for fault in self._faults(question, given.value, walked) if rejects(fault)]
        if refused:
            found = finding(refused[0].code, "", 1, 1, "", refused[0].values)
            words = f"{found.message.in_language(self.language)} {found.fix.in_language(self.language)}"
            raise Rejected(f"{question.key}: {found.code} {words}")
        self._keep(question, given.value, walked)

    def _answer(self, question: Question, walked: Walk) -> str | None:
        """What is typed as an answer, once no command is; None if another question is to be asked."""
        while True:
            typed = self.console.ask().strip()
            plain = unicodedata.normalize("NFKC", typed)
            if plain == "?":
                self.console.tell(self._help(question))
            elif plain == "=":
                self.console.tell(asking.overview(walked.answered, self.draft.answers, self.language))
            elif back := _BACK.fullmatch(plain):
                if self._go_back(walked, back[1]):
                    return None
            else:
                return typed

    def _help(self, question: Question) -> list[str]:
        wrong = question.schema.get("x-error")
        lines = [Text(wrong["zh"], wrong["en"])] if wrong else []
        lines += [question.hint] if question.hint else []
        told = [line.in_language(self.language) for line in lines or [asking.NO_MORE_HELP]]
        return [f"   {line}" for line in (*told, question.key)]

    def _go_back(self, walked: Walk, wanted: str) -> bool:
        """Take the answer to a question away, the last one if no number is given; its text stays as what Enter keeps."""
        last = len(walked.answered)
        if not last:
            self._say(asking.FIRST_ALREADY)
            return False
        number = int(wanted or last)
        if not 1 <= number <= last:
            self._say(asking.NO_SUCH_QUESTION.fill(number=str(number), last=str(last)))
            return False
        question = walked.answered[number - 1]
        self.draft.kept[question.key] = self.draft.answers.pop(question.key)
        self._section, self._here = (), None
        return True

    def _taken(self, question: Question, value: Any, remarks: tuple[Text, ...]) -> bool:
        """Check an answer and keep it; False if it must be given again. Who repeats what only a rule refuses, keeps it for now."""
        for remark in remarks:
            self._say(remark)
        walked = self._with(question, value)
        faults = self._faults(question, value, walked)
        own = [fault for fault in faults if _is_about(fault, question)]
        self._tell_faults(own, None)
        refused = [fault for fault in own if rejects(fault)]
        same = (question.key, repr(value))
        if refused and not (self._insisted == same and all(fault.code[0] in "AR" for fault in refused)):
            self._insisted = same
            if all(fault.code[0] in "AR" for fault in refused):
                self._say(asking.REPEAT)
            return False
        self._keep(question, value, walked)
        # What the answer makes wrong elsewhere is told once, with the number of the question there.
        elsewhere = [fault for fault in faults if fault not in own and _name(fault) not in self._told]
        self._tell_faults(elsewhere, walked)
        self._told |= {_name(fault) for fault in faults}
        return True

    def _with(self, question: Question, value: Any) -> Walk:
        return self._walk(**{question.key: value})

    def _faults(self, question: Question, value: Any, walked: Walk) -> list[Fault]:
        return self.filing.faults_of(question, value, walked, self.draft.answers | {question.key: value})

    def _keep(self, question: Question, value: Any, walked: Walk) -> None:
        self.draft.answers[question.key] = value
        self.draft.kept.pop(question.key, None)
        self._here = walked
        drafts.save(self.filing.root, self.filing.kind, self.draft)

    def _finish(self, walked: Walk) -> tuple[dict[str, Any], str, Verdict] | None:
        """Judge the whole; None where the person changes something. Raises Rejected where there is nobody to change it."""
        if self.settings:
            raise Problem(
                f"{next(iter(self.settings))}: this filing has no such question; see registry new --help"
            )
        path = self.filing.path(walked.data, self.draft.answers)
        if path is None:
            raise Problem("no path follows from the answers")
        if (self.filing.root / path).exists():
            raise Rejected(asking.EXISTS.fill(path=path).in_language(self.language))
        faults = self.filing.faults(walked.data, path)
        verdict = verdict_of(faults)
        self._say(asking.REVIEW)
        self._tell_faults(faults, walked)
        self.console.tell([asking.verdict_line(verdict, self.language)])
        if self.briefly:
            if verdict is Verdict.reject:
                draft = drafts.save(self.filing.root, self.filing.kind, self.draft)
                raise Rejected(asking.NOT_WRITTEN.fill(path=str(draft)).in_language(self.language))
            return walked.data, path, verdict
        return self._confirmed(walked, path, verdict)

    def _confirmed(
        self, walked: Walk, path: str, verdict: Verdict
    ) -> tuple[dict[str, Any], str, Verdict] | None:
        rejected = verdict is Verdict.reject
        while True:
            self._say(asking.MEND if rejected else asking.WRITE.fill(path=path))
            typed = unicodedata.normalize("NFKC", self.console.ask().strip())
            if not typed and not rejected:
                return walked.data, path, verdict
            if typed == "=":
                self.console.tell(asking.overview(walked.answered, self.draft.answers, self.language))
            elif (back := _BACK.fullmatch(typed)) and self._go_back(walked, back[1]):
                return None

    def _tell_faults(self, faults: Iterable[Fault], walked: Walk | None) -> None:
        for fault in faults:
            found = finding(fault.code, "", 1, 1, dotted(fault.place), fault.values)
            number = _number_of(fault, walked) if walked else None
            self.console.tell(asking.finding_lines(found, self.language, number))

    def _say(self, text: Text) -> None:
        self.console.tell([f"   {line}" for line in text.in_language(self.language).split("\n")])


def _is_about(fault: Fault, question: Question) -> bool:
    """Whether a fault lies in what a question asks for."""
    return (
        bool(question.place)
        and fault.place[: len(question.place)] == question.place
        and question.ask is not Ask.another
    )


def _is_understood(question: Question, value: Any) -> bool:
    """Whether an answer is one of those that there are, where no schema says so."""
    if question.ask in (Ask.yes_no, Ask.include):
        return value is None or isinstance(value, bool)
    listed = question.ask is Ask.another or (question.ask is Ask.choice and not question.place)
    return not listed or value in {choice.value for choice in question.choices}


def _name(fault: Fault) -> tuple[str, str]:
    return fault.code, dotted(fault.place)


def _number_of(fault: Fault, walked: Walk) -> int | None:
    """Number of the question that a fault is about: that of its place, of a missing key, or of the last within its place."""
    wanted = [(*fault.place, fault.values["key"])] if "key" in fault.values else []
    for place in (*wanted, fault.place):
        for number, question in enumerate(walked.answered, 1):
            if question.place == place:
                return number
    within = [
        number
        for number, question in enumerate(walked.answered, 1)
        if fault.place and question.place[: len(fault.place)] == fault.place
    ]
    return within[-1] if within else None
