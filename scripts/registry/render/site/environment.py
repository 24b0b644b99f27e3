"""The template engine: always escaping, compiled once, with every word of the models at hand as ready markup."""

from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from registry.core import codes, submission
from registry.core.case import EnforcementCase, Measures
from registry.core.codes import ProviderStatus
from registry.core.filing import Android, App, BusinessSystem, Icp, Mlps, PersonalInformation, ProviderUnit
from registry.core.text import Text
from registry.core.verdict import RequestKind
from registry.render.labels import YES_NO, Joined, both, of_codes, titles, web_address
from registry.render.site.compiled import Compiled, PlainAccess, plain_escape
from registry.render.site.wording import ADVICE, COLLECTS, CONCERNS, CONTENT, DEMONSTRATION, READERS


def _badge(status: ProviderStatus, words: str) -> Markup:
    return Markup('<span class="reg-badge reg-is-{}">{}</span>').format(status.value, words)


def _advice(texts: tuple[Text, ...]) -> Markup:
    """What a status means for each kind of reader, a paragraph each."""
    paragraph = Markup("<p><b>{}</b> {} <i lang=en><b>{}</b> {}</i>")
    return Markup("").join(
        paragraph.format(reader.zh, text.zh, reader.en, text.en)
        for reader, text in zip(READERS, texts, strict=True)
    )


class _Holds(dict[tuple[bool, ...], Markup]):
    """What an app holds and what it does not, as one sentence for each combination of `CONTENT`."""

    def __missing__(self, flags: tuple[bool, ...]) -> Markup:
        self[flags] = words = both(_holds(flags))
        return words


def _holds(flags: tuple[bool, ...]) -> Text:
    sides = []
    for held, words in ((True, Text("含", "has")), (False, Text("不含", "no"))):
        which = [text for text, flag in zip(CONTENT, flags, strict=True) if flag is held]
        if which:
            zh, en = "、".join(text.zh for text in which), ", ".join(text.en for text in which)
            sides.append(Text(f"{words.zh}{zh}", f"{words.en} {en}"))
    return Text("；".join(side.zh for side in sides), "; ".join(side.en for side in sides))


def _note(words: str) -> Markup:
    return Markup('<p class="reg-demonstration">{}</p>').format(words)


_COMPILED, _COMPILED_PLAIN = Compiled(), Compiled()


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
        bytecode_cache=_COMPILED,
    )
    engine.filters["web"] = web_address
    engine.globals.update(_words())
    return engine


@cache
def _words() -> Mapping[str, object]:
    """Every word of the models; a build makes a dozen engines and these once."""
    return dict(
        demonstration=_note(both(DEMONSTRATION)),
        status={status: both(status.label) for status in ProviderStatus},
        advice={status: _advice(texts) for status, texts in ADVICE.items()},
        live=codes.LIVE,
        platform=(codes.Filer.platform,),
        br=Markup("<br>"),
        holds=_Holds(),
        concerns={flag: both(text) for flag, text in CONCERNS.items()},
        collects={flag: both(text) for flag, text in COLLECTS.items()},
        badge={status: _badge(status, both(status.label)) for status in ProviderStatus},
        yes_no=YES_NO,
        **_titles(),
        **_labels(),
    )


def record_environment() -> Environment:
    """An engine for the pages of the records, of which there are tens of thousands: in their templates `a.b` is never a key."""
    engine = environment()
    engine.code_generator_class = PlainAccess
    engine.bytecode_cache = _COMPILED_PLAIN
    engine.escape = plain_escape  # type: ignore[attr-defined]
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
        "authority_kinds": of_codes(codes.AuthorityKind),
        "kinds": of_codes(RequestKind),
        "stages_of_requests": of_codes(submission.Stage),
        "turns": of_codes(submission.Turns),
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
