"""The template engine: always escaping, compiled once, with every word of the models at hand as ready markup."""

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from registry.core import codes
from registry.core.case import EnforcementCase, Measures
from registry.core.codes import ProviderStatus
from registry.core.filing import Android, App, BusinessSystem, Icp, Mlps, PersonalInformation, ProviderUnit
from registry.render.labels import YES_NO, Joined, both, of_codes, titles, web_address
from registry.render.site.wording import DEMONSTRATION, ICON, MEANING


def _icon(path: str) -> Markup:
    return Markup(
        '<svg viewBox="0 0 24 24" width="32" height="32" aria-hidden="true"><path d="{}"/></svg>'
    ).format(path)


def _badge(status: ProviderStatus, words: str) -> Markup:
    return Markup('<span class="reg-badge reg-is-{}">{}</span>').format(status.value, words)


def _note(words: str) -> Markup:
    return Markup('<p class="reg-demonstration">{}</p>').format(words)


def environment() -> Environment:
    """A new engine with all templates of this package."""
    engine = Environment(
        loader=PackageLoader("registry.render.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        keep_trailing_newline=True,
    )
    engine.filters["web"] = web_address
    engine.globals.update(
        demonstration=_note(both(DEMONSTRATION)),
        status={status: both(status.label) for status in ProviderStatus},
        meaning={
            status: Markup('<p>{}</p><p lang="en">{}</p>').format(text.zh, text.en)
            for status, text in MEANING.items()
        },
        icon={status: _icon(path) for status, path in ICON.items()},
        bar_icon=_icon(ICON[ProviderStatus.suspended]),
        badge={status: _badge(status, both(status.label)) for status in ProviderStatus},
        yes_no=YES_NO,
        **_titles(),
        **_labels(),
    )
    return engine


def english_environment() -> Environment:
    """An engine for pieces of English pages, where our own words stand in English alone."""
    engine = environment()
    engine.globals.update(
        demonstration=_note(DEMONSTRATION.en),
        badge={status: _badge(status, status.label.en) for status in ProviderStatus},
        events={event: event.label.en for event in codes.EventKind},
    )
    return engine


def template(engine: Environment, name: str) -> Template:
    """A compiled template whose globals are one plain dict: every rendering copies them, and the engine's chain copies slowly."""
    found = engine.get_template(name)
    found.globals = dict(found.globals)
    return found


def _titles() -> dict[str, object]:
    return {
        "app": titles(App),
        "android": titles(Android),
        "system": titles(BusinessSystem),
        "icp": titles(Icp),
        "mlps": titles(Mlps),
        "personal": titles(PersonalInformation),
        "unit": titles(ProviderUnit),
        "case_words": titles(EnforcementCase),
        "measure_words": titles(Measures),
    }


def _labels() -> dict[str, object]:
    return {
        "events": of_codes(codes.EventKind),
        "grades": of_codes(codes.MlpsGrade),
        "hostings": of_codes(codes.Hosting),
        "tutoring": of_codes(codes.TutoringClass),
        "charging": of_codes(codes.Charging),
        "charged_to": of_codes(codes.ChargedTo),
        "unit_types": of_codes(codes.UnitType),
        "filers": of_codes(codes.Filer),
        "breaches": of_codes(codes.Breach),
        "case_states": of_codes(codes.CaseState),
        "list_scopes": of_codes(codes.ListScope),
        "list_levels": of_codes(codes.ListLevel),
        "list_cards": of_codes(codes.ListCard),
        "results": of_codes(codes.RectificationResult),
        "audiences": Joined(),
        "stages": Joined(),
        "scenarios": Joined(),
        "subjects": Joined(),
        "categories": Joined(),
        "sensitive": Joined(),
    }
