"""Is this app to be filed: the questions as a part of a page, in the language of the page. Without scripts they lead to the rule book."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from registry.core.text import Text
from registry.render.site.environment import environment


@dataclass(frozen=True, slots=True)
class Step:
    """A question: its id, its words, and its answers, each with the words and the id of the question or outcome that it leads to."""

    id: str
    text: Text
    answers: tuple[tuple[Text, str], ...]


@dataclass(frozen=True, slots=True)
class End:
    """An outcome: verdict, words, sources (title, address or empty), and which form comes next (`provider`, `user` or empty)."""

    id: str
    verdict: str
    label: Text
    text: Text
    sources: tuple[tuple[Text, str], ...]
    form: str


def fragments(steps: Iterable[Step], ends: Iterable[End]) -> dict[str, Markup]:
    """`scope` and `scope-en`."""
    template = environment().get_template("scope.html")
    questions, outcomes = tuple(steps), tuple(ends)
    return {
        name: Markup(  # noqa: S704 - made by an escaping template
            template.render(
                steps=questions,
                ends=outcomes,
                zh=language == "zh",
                say=lambda text, language=language: text.in_language(language),
            ).strip()
        )
        for name, language in (("scope", "zh"), ("scope-en", "en"))
    }
