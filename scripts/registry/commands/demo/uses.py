"""What an institution uses, and what becomes of each use (Art. 17 to 21)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from registry.commands.demo import kinds
from registry.commands.demo.apps import app_of
from registry.commands.demo.days import DAYS, LAST, OPENING
from registry.commands.demo.docket import Docket
from registry.commands.demo.places import Place
from registry.commands.demo.plan import AppPlan, ProviderPlan
from registry.commands.demo.present import present
from registry.commands.demo.providers import developer_of, system
from registry.commands.demo.units import Units
from registry.core.codes import Audience, EventKind, Hosting, Stage, UnitType, UseBasis, UseMode
from registry.core.codes import InstitutionLevel as Level
from registry.core.paths import USERS, user_path
from registry.core.use import Decision, Institution, RequiredBy, SelfDeveloped, Use, UserFiling

_STAGES: Final[Mapping[Level, tuple[Stage, ...]]] = {
    Level.kindergarten: (Stage.preschool,),
    Level.primary: (Stage.primary,),
    Level.junior_secondary: (Stage.junior_secondary,),
    Level.nine_year: (Stage.primary, Stage.junior_secondary),
    Level.senior_secondary: (Stage.senior_secondary,),
    Level.complete_secondary: (Stage.junior_secondary, Stage.senior_secondary),
    Level.secondary_vocational: (Stage.secondary_vocational,),
    Level.special: (Stage.primary,),
    Level.higher: (Stage.higher,),
    Level.continuing: (Stage.continuing, Stage.higher),
    Level.affiliated_unit: (Stage.primary, Stage.junior_secondary),
    Level.education_authority: (Stage.primary, Stage.junior_secondary),
}
_DEVELOPERS: Final = frozenset({Level.higher, Level.secondary_vocational, Level.senior_secondary})
"""Institutions that may develop an app for their own use."""
_TRIES: Final = 6
_EVERY_DOOMED: Final = 14
"""Each so-many-th use is of an app that was suspended, revoked or withdrawn later."""
_SETTLING: Final = 12
"""Working days from an app's filing to the first confirmed use, at least: choosing and deciding take time."""


class Catalogue:
    """The apps that institutions may choose, by stage; tutoring is not for schools."""

    def __init__(self, providers: Iterable[ProviderPlan]) -> None:
        """Sort the apps of all providers into those that stay filed and those that do not."""
        self.lasting: dict[Stage | None, list[AppPlan]] = {}
        self.doomed: dict[Stage | None, list[AppPlan]] = {}
        for app in (app for provider in providers for app in provider.apps):
            if app.kind.tutoring is None:
                pool = self.lasting if app.ends is None else self.doomed
                for stage in (*app.kind.stages, None):
                    pool.setdefault(stage, []).append(app)


class Uses:
    """Writes the institutions' filings."""

    def __init__(self, units: Units, catalogue: Catalogue, docket: Docket) -> None:
        """Choose from `catalogue`; enter the decisions into `docket`."""
        self._units = units
        self._rng = units.rng
        self._catalogue = catalogue
        self._docket = docket
        self._count = 0
        self._returns = 0

    def filing_of(self, institution: Institution, place: Place) -> UserFiling:
        """An institution's filing with one to five uses; its confirmations and what follows are recorded."""
        rng, stages = self._rng, _STAGES[institution.level]
        path = user_path(institution.competent_authority, institution.uscc)
        day = rng.randrange(OPENING + 2 * _SETTLING, LAST - 2)
        uses: list[Use] = []
        chosen: list[AppPlan] = []
        for _ in range(rng.choices((1, 2, 3, 4, 5), (20, 30, 25, 15, 10))[0]):
            if (found := self._choose(stages, day, chosen)) is not None:
                app, confirmed = found
                chosen.append(app)
                use_id = f"use-{len(chosen)}"
                use = self._use(institution, use_id, app, confirmed)
                if kept := self._follow(path, use, app, confirmed, may_end=bool(uses)):
                    uses.append(kept)
        if not uses or (institution.level in _DEVELOPERS and rng.random() < 0.2):
            uses.append(self._own(institution, place, f"use-{len(chosen) + 1}", day))
            self._record(path, uses[-1].id, None, day, EventKind.confirmed)
        return UserFiling(schema="user-filing/v1", institution=institution, uses=tuple(uses))

    def _choose(self, stages: Sequence[Stage], day: int, chosen: list[AppPlan]) -> tuple[AppPlan, int] | None:
        """An app that fits and the day of confirmation: `day`, or another one on which the app is filed."""
        rng = self._rng
        self._count += 1
        stage = rng.choice(stages)
        doomed = self._catalogue.doomed.get(stage)
        if doomed and self._count % _EVERY_DOOMED == 0:
            app = rng.choice(doomed)
            confirmed = min(day, (app.ends or LAST) - 5)
            if app not in chosen and confirmed >= app.filed + _SETTLING:
                return app, confirmed
        pool = self._catalogue.lasting.get(stage) or self._catalogue.lasting.get(None)
        if not pool:
            return None
        for _ in range(_TRIES):
            app = rng.choice(pool)
            if app not in chosen and app.filed + _SETTLING <= day:
                return app, _outside(app.gap, day)
        app = rng.choice(pool)
        later = max(day, min(app.filed + _SETTLING + rng.randrange(30), LAST - 3))
        return None if app in chosen else (app, _outside(app.gap, later))

    def _use(self, institution: Institution, use_id: str, app: AppPlan, confirmed: int) -> Use:
        rng = self._rng
        decided = confirmed - rng.randrange(2, 9)
        ends = LAST if app.ends is None else app.ends - 1
        superior = rng.random() < 0.12
        payable = app.to_parents or app.ads  # neither may be imposed on a class
        mandatory = not payable and rng.random() < 0.35
        large = rng.random() < 0.1 and app.collects
        return Use(
            id=use_id,
            number=app.number,
            basis=UseBasis.required_by_superior if superior else UseBasis.self_selected,
            mode=UseMode.mandatory if mandatory else UseMode.recommended,
            decision=self._decision(institution, decided, collective=not superior or rng.random() < 0.6),
            audience=app.kind.audience,
            uniform_use=mandatory or (not payable and rng.random() < 0.3),
            fee_to_students_or_parents=app.to_parents,
            large_scale_personal_info=large,
            user_opinion_sought=large or app.biometrics or rng.random() < 0.4,
            biometrics=app.biometrics,
            assessment_done=large or app.biometrics,
            start_date=DAYS[min(confirmed + rng.randrange(1, 12), ends)],
            **present(
                required_by=self._required_by(institution, decided) if superior else None,
                parallel_candidates=None if superior else rng.randrange(3, 7),
                purpose=app.kind.about if rng.random() < 0.5 else None,
            ),
        )

    def _decision(self, institution: Institution, day: int, *, collective: bool) -> Decision:
        meeting = "局务会纪要" if institution.level is Level.education_authority else "校务会纪要"
        reference = f"{meeting}〔{DAYS[day][:4]}〕{self._rng.randrange(1, 40)}号"
        return Decision(collective=collective, document_ref=reference, date=DAYS[day])

    def _required_by(self, institution: Institution, day: int) -> RequiredBy:
        parts = institution.competent_authority.split("/")
        authority = "/".join(parts[: self._rng.randrange(len(parts)) + 1])
        document = self._units.codes.document(f"示教办{''.join(parts[1:])}", DAYS[day - 1][:4])
        return RequiredBy(authority=authority, document_no=document)

    def _own(self, institution: Institution, place: Place, use_id: str, day: int) -> Use:
        """自研自用: the data of provider, system and app stand in the user filing (Art. 21)."""
        rng, units = self._rng, self._units
        stages = _STAGES[institution.level]
        fitting = [kind for kind in kinds.CAMPUS if set(kind.stages) & set(stages)] or list(kinds.TEACHING)
        brand = next(units.brands)
        unit = ProviderPlan(place.slug, place, UnitType.school, brand, institution.name, institution.uscc, ())
        kind = rng.choice(fitting)
        app = AppPlan(kind, brand, unit, kind.slug, in_stores=False)
        developer = developer_of(units, place) if rng.random() < 0.3 else None
        back_end = system(
            "own",
            f"{brand.zh}校园平台",
            institution.name,
            place,
            1,
            day,
            Hosting.on_premises,
            developer,
            rng,
            units,
        )
        return Use(
            id=use_id,
            self_developed=SelfDeveloped(
                system=back_end, app=app_of(app, back_end.id, day - rng.randrange(5, 30), rng, units.codes)
            ),
            basis=UseBasis.self_developed,
            mode=UseMode.recommended,
            decision=self._decision(institution, day - rng.randrange(2, 9), collective=True),
            audience=kind.audience,
            uniform_use=rng.random() < 0.5,
            fee_to_students_or_parents=False,
            large_scale_personal_info=False,
            user_opinion_sought=Audience.students in kind.audience,
            biometrics=False,
            assessment_done=True,
            purpose=kind.about,
            start_date=DAYS[min(day + rng.randrange(1, 12), LAST)],
        )

    def _record(
        self,
        path: str,
        use_id: str,
        number: str | None,
        day: int,
        event: EventKind,
        reason: str | None = None,
    ) -> None:
        if event in (EventKind.confirmed, EventKind.ended):
            self._docket.revise(path, day)  # the use comes into the file, or goes out of it
        slug = path.removeprefix(USERS).split("/")[0]
        self._docket.record(slug, day, event, path, item=use_id, number=number, reason=reason)

    def _follow(self, path: str, use: Use, app: AppPlan, confirmed: int, *, may_end: bool) -> Use | None:
        """The confirmation of a use, and what follows: from the fate of the app, or a change of its own. None: it has ended."""
        rng, number, use_id = self._rng, app.number, use.id
        self._record(path, use_id, number, confirmed, EventKind.confirmed)
        if app.ends is not None:
            # The use lapses with the app's filing; the institution records that it has ended.
            day = app.ends + rng.randrange(1, 6) + 15
            if not (may_end and rng.random() < 0.3 and day <= LAST):
                return use
            after = EventKind.ended
        elif app.gap is not None and confirmed < app.gap[0]:
            if not (may_end and rng.random() < 0.15):
                return use
            after, day = EventKind.ended, app.gap[1] + rng.randrange(2, 11)
        elif rng.random() < 0.08 and confirmed + 60 < LAST:
            self._returns += 1
            day = rng.randrange(confirmed + 50, LAST)
            if self._returns % 3 == 1:
                why = "复核发现选用时未经集体决策，确认予以撤回"
                self._record(path, use_id, number, day, EventKind.invalidated, why)
                return use
            after = EventKind.ended if may_end and rng.random() < 0.5 else EventKind.reconfirmed
            if after is EventKind.reconfirmed:
                use = use.model_copy(update={"changed_on": DAYS[day - rng.randrange(2, 10)]})
        else:
            return use
        reason = "改用其他应用" if after is EventKind.ended else None
        self._record(path, use_id, number, day, after, reason)
        return None if after is EventKind.ended else use


def _outside(gap: tuple[int, int] | None, day: int) -> int:
    """`day`, or a day after a suspension that it falls into."""
    if gap is None or not gap[0] <= day <= gap[1] + 9:
        return day
    return gap[1] + 10
