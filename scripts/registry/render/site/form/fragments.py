"""The form of each kind of filing as a piece of a hand-written page, in the language of the page."""

from functools import lru_cache

from markupsafe import Markup

from registry.core.codes import AuthorityKind
from registry.core.text import Text
from registry.render.site.deployment import NOWHERE, Deployment
from registry.render.site.environment import environment
from registry.render.site.fingerprint import fingerprint
from registry.render.site.form.fields import SCHEMA_OF, Field, fields_of
from registry.render.site.form.words import ADDS, ASKED, HINTS, WAYS, WORDS
from registry.render.site.records import Records


def fragments(records: Records, deployment: Deployment = NOWHERE) -> dict[str, Markup]:
    """`form-provider`, `form-provider-en` and the same for `user`."""
    provinces = tuple(
        (one.authority.slug, one.authority.region.text)
        for one in records.authorities
        if one.authority.kind is not AuthorityKind.ministry
    )
    return {
        f"form-{kind}{ending}": _form(kind, language, deployment.repository, provinces)
        for kind in SCHEMA_OF
        for language, ending in (("zh", ""), ("en", "-en"))
    }


@lru_cache(maxsize=2 * len(SCHEMA_OF))
def _form(kind: str, language: str, repository: str, provinces: tuple[tuple[str, Text], ...]) -> Markup:
    fields = fields_of(kind)
    markup = (
        environment()
        .get_template("form.html")
        .render(
            kind=kind,
            schema=SCHEMA_OF[kind],
            version=version_of(fields),
            fields=fields,
            repository=repository,
            provinces=provinces,
            words=WORDS,
            ways=WAYS,
            adds=ADDS,
            asked=ASKED,
            hints=HINTS,
            say=lambda text: text.in_language(language),
        )
    )
    return Markup(_squeezed(markup))  # noqa: S704 - made by an escaping template


def version_of(fields: tuple[Field, ...]) -> str:
    """What a draft is kept with: another one means that fields were added, taken away or changed."""
    return fingerprint(repr(fields))[:12]


def _squeezed(markup: str) -> str:
    return "".join(line.strip() for line in markup.split("\n"))
