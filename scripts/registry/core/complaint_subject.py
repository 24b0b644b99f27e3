"""Which app or institution a complaint is about: by number in any spelling, by name, or what comes near."""

from collections.abc import Iterator
from dataclasses import dataclass

from registry.core import number, paths
from registry.core.breaches import NATURES
from registry.core.codes import Breach, BreachSide
from registry.core.complaint_form import Typed
from registry.core.lookup import Lookup, Registered
from registry.core.names import Kind, Named, asked, closest_first

MOST_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Subject:
    """An app (`number` given), or an institution as a user of apps (`number` empty).

    `authority` is the folder of its filing, which decides on the complaint; `uscc` and `unit` are whom a case would be against.
    """

    path: str
    item: str
    number: str
    name: str
    uscc: str
    unit: str
    authority: str


@dataclass(frozen=True, slots=True)
class Near:
    """An app that may be meant."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """The subject, or None and what may be meant. `unknown`: a number in the right form that was never given."""

    subject: Subject | None
    near: tuple[Near, ...] = ()
    unknown: str = ""


class _Given:
    """The numbers that were given, as `number.near` asks for them."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    def __contains__(self, one: object) -> bool:
        return isinstance(one, str) and self._lookup.by_number(one) is not None


def on_users_side(category: Breach | None) -> bool:
    """Whether only an institution that uses apps can have committed it."""
    return category is not None and NATURES[category].side is BreachSide.user


def find(typed: Typed, lookup: Lookup) -> Found:
    """Whom a complaint is about. A breach that only institutions commit is about the school that is named by its code."""
    if on_users_side(typed.category):
        return Found(next(_institutions(typed.schools, lookup), None))
    for given in typed.numbers:
        entry = lookup.by_number(given)
        if entry is not None and (subject := _app(entry.path, entry.item, entry.number, lookup)):
            return Found(subject)
    if typed.numbers:
        return Found(None, tuple(_numbers_near(typed.numbers[0], lookup)), typed.numbers[0])
    if near := tuple(_numbers_near(typed.name, lookup)):
        return Found(None, near)
    return _by_name(typed.name, lookup)


def _institutions(codes: tuple[str, ...], lookup: Lookup) -> Iterator[Subject]:
    for code in codes:
        for path in lookup.files_of_unit(code):
            where, filed = paths.parse(path), lookup.filing(path)
            if path.startswith(paths.USERS) and where and filed:
                institution = filed.content.institution
                yield Subject(path, "", "", institution.name, where.uscc, institution.name, where.authority)


def _app(path: str, item: str, given: str, lookup: Lookup) -> Subject | None:
    """An app that has a number. One that is gone from its filing is still known by its number."""
    where, filed = paths.parse(path), lookup.filing(path)
    if where is None:
        return None
    apps = filed.content.apps if filed else ()
    name = next((app.name for app in apps if app.id == item), given)
    unit = filed.content.unit.name if filed else ""
    return Subject(path, item, given, name, where.uscc, unit, where.authority)


def _numbers_near(typed: str, lookup: Lookup) -> Iterator[Near]:
    for given in number.near(typed, _Given(lookup))[:MOST_SUGGESTIONS]:
        entry = lookup.by_number(given)
        subject = _app(entry.path, entry.item, entry.number, lookup) if entry else None
        if subject:
            yield Near(given, subject.name)


def _by_name(name: str, lookup: Lookup) -> Found:
    """By the name in the form: one app of just that name; else those that are near, or of the same name, to choose from."""
    if not name:
        return Found(None)
    claims = {claim for key in asked(name) for claim in lookup.claims("name", key)}
    named = []
    for claim in claims:
        filed = lookup.filing(claim.path)
        named += [Named(claim.path, claim.item, app.name) for app in (filed.content.apps if filed else ()) if app.id == claim.item]  # fmt: skip
    related = [
        (relation, app, entry)
        for relation, app in closest_first(name, named)
        if (entry := _registered(app, lookup)) is not None
    ]
    same = [(app, entry) for relation, app, entry in related if relation.kind is Kind.same]
    if len(same) == 1:
        app, entry = same[0]
        return Found(_app(app.path, app.item, entry.number, lookup))
    return Found(None, tuple(Near(entry.number, app.name) for _, app, entry in related[:MOST_SUGGESTIONS]))


def _registered(app: Named, lookup: Lookup) -> Registered | None:
    return next((entry for entry in lookup.registered_in(app.path) if entry.item == app.item and entry.number), None)  # fmt: skip
