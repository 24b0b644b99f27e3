"""A sentence in both languages, Chinese first."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same sentence for people, in Chinese and in English."""

    zh: str
    en: str

    def fill(self, **values: str) -> "Text":
        """Both sentences with `{name}` placeholders replaced. Raises KeyError for a name without a value."""
        return Text(self.zh.format(**values), self.en.format(**values))

    def both(self) -> str:
        """One line that holds both languages, for places that can show only one string."""
        return f"{self.zh} {self.en}"

    def in_language(self, language: str) -> str:
        """The sentence in `zh` or `en`."""
        return self.en if language == "en" else self.zh

    def as_dict(self) -> dict[str, str]:
        """`{"zh": …, "en": …}` for JSON."""
        return {"zh": self.zh, "en": self.en}


def shown(value: object, limit: int = 60) -> str:
    """A stranger's value made safe to put into a sentence: one line of at most `limit` characters, without control characters,
    without personal data, and without `##[`, which starts a command anywhere in the log of a workflow.
    """
    from registry.core.detection import masked  # 40 ms, and only who has something to complain about needs it

    text = "".join(
        c if c.isprintable() or c == "\N{IDEOGRAPHIC SPACE}" else "\N{REPLACEMENT CHARACTER}"
        for c in masked(str(value))
    )
    text = text.replace("##[", "## [")
    return text if len(text) <= limit else text[: limit - 1] + "…"
