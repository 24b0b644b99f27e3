"""The form of each kind of filing as a piece of a hand-written page, in the language of the page."""

from markupsafe import Markup

from registry.core.codes import AuthorityKind
from registry.render.site.deployment import NOWHERE, Deployment
from registry.render.site.environment import environment
from registry.render.site.fingerprint import fingerprint
from registry.render.site.form.fields import SCHEMA_OF, Field, fields_of
from registry.render.site.form.words import ADDS, ASKED, HINTS, WAYS, WORDS
from registry.render.site.records import Records


def fragments(records: Records, deployment: Deployment = NOWHERE) -> dict[str, Markup]:
    """`form-provider`, `form-provider-en` and the same for `user`."""
    template = environment().get_template("form.html")
    provinces = tuple(
        (one.authority.slug, one.authority.region.text)
        for one in records.authorities
        if one.authority.kind is not AuthorityKind.ministry
    )
    found = {}
    for kind in SCHEMA_OF:
        fields = fields_of(kind)
        for language, ending in (("zh", ""), ("en", "-en")):
            markup = template.render(
                kind=kind,
                schema=SCHEMA_OF[kind],
                version=version_of(fields),
                fields=fields,
                repository=deployment.repository,
                provinces=provinces,
                words=WORDS,
                ways=WAYS,
                adds=ADDS,
                asked=ASKED,
                hints=HINTS,
                say=lambda text, language=language: text.in_language(language),
            )
            found[f"form-{kind}{ending}"] = Markup(_squeezed(markup))  # noqa: S704 - made by an escaping template
    return found


def version_of(fields: tuple[Field, ...]) -> str:
    """What a draft is kept with: another one means that fields were added, taken away or changed."""
    return fingerprint(repr(fields))[:12]


def _squeezed(markup: str) -> str:
    return "".join(line.strip() for line in markup.split("\n"))
