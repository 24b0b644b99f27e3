"""The questions of scope, from the rules to the page that asks them."""

from collections.abc import Mapping
from functools import cache

from markupsafe import Markup

from registry.render.site.form.scope import End, Step, fragments
from registry.rules.scope import OUTCOMES, QUESTIONS, ScopeVerdict

_FORMS = {"user_filing": "user"}
"""Outcomes that lead to another form than the provider's."""


@cache
def scope_fragments() -> Mapping[str, Markup]:
    """The questions as a part of a page, in each language."""
    steps = (
        Step(question.id, question.text, tuple((answer.text, answer.leads_to) for answer in question.answers))
        for question in QUESTIONS.values()
    )
    ends = (
        End(
            outcome.id,
            outcome.verdict.value,
            outcome.verdict.label,
            outcome.text,
            tuple((source.title, source.url) for source in outcome.sources),
            _FORMS.get(outcome.id, "provider") if outcome.verdict is ScopeVerdict.in_scope else "",
        )
        for outcome in OUTCOMES.values()
    )
    return fragments(steps, ends)
