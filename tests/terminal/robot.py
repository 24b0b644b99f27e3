"""Somebody who answers the questions of `registry new` from the values of a filing, the way a person would type them."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Corrections = Mapping[str, list[str]]


class Robot:
    """Asks for the key of each question with `?`, and answers from `values`.

    `first`: what is typed before the right answer, by key; each is expected to be refused (or to be a command).
    """

    def __init__(
        self, values: Mapping[str, Any], authority: str = "", first: Corrections | None = None
    ) -> None:
        self.values, self.authority = values, authority
        self.first = {key: list(typed) for key, typed in (first or {}).items()}
        self.seen: list[str] = []
        self.typed: list[str] = []
        self.asked: list[str] = []
        self._key = ""

    def tell(self, lines: Iterable[str]) -> None:
        """What the terminal shows."""
        self.seen += lines

    def ask(self) -> str:
        """What is typed next. Raises AssertionError where the same answer is refused over and over."""
        assert (
            len(self.typed) < 4
            or set(self.typed[-4:]) != {self.typed[-1]}
            or self.typed[-1] in ("", "否", "-", "是")
        ), self.text[-2000:]
        if not self._key:
            if self._at_the_end():
                return self._type(self._before("") or "")
            self._key = "?"
            return "?"
        if self._key == "?":
            self._key = self.seen[-1].strip()
            self.asked.append(self._key)
        before = self._before(self._key)
        if before is not None:
            if before.startswith("<"):
                self._key = ""
            return self._type(before)
        key, self._key = self._key, ""
        return self._type(self.answer(key))

    def _before(self, key: str) -> str | None:
        return self.first[key].pop(0) if self.first.get(key) else None

    def _type(self, text: str) -> str:
        self.typed.append(text)
        assert len(self.typed) < 3000, self.text[-2000:]
        return text

    def _at_the_end(self) -> bool:
        return (
            bool(self.seen) and re.search("回车写入|Enter writes|有错误，不能提交", self.seen[-1]) is not None
        )

    def answer(self, key: str) -> str:
        """The right answer to a question."""
        if key == "authority":
            return self.authority
        value = at(self.values, key.rstrip("?+"))
        if key.endswith("?"):
            return "否" if value is None else "是"
        if key.endswith("+"):
            return "no" if value is None else "yes"
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, list):
            return "、".join(value)
        return "-" if value is None else str(value)

    @property
    def text(self) -> str:
        """All that was shown."""
        return "\n".join(self.seen)


def at(values: Any, key: str) -> Any:
    """The value at `apps[0].name`, or None."""
    for step in re.findall(r"[a-z_0-9]+", key):
        try:
            values = values[int(step) if step.isdigit() else step]
        except (KeyError, IndexError):
            return None
    return values


def until(predicate: Callable[[Robot], bool], robot: Robot) -> Callable[[], str]:
    """`robot.ask`, but the person leaves as soon as something is so."""
    ask = robot.ask

    def asked() -> str:
        """Leaves before the question after that is answered."""
        if predicate(robot):
            raise KeyboardInterrupt
        return ask()

    return asked
