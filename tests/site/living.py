"""A registry that lives: edits of every kind, one after the other, as filings, decisions and days would bring them."""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from registry.core import paths
from registry.core.case import EnforcementCase
from registry.core.codes import LIVE, ProviderStatus
from registry.core.filing import App
from registry.core.replay import AppStanding
from registry.core.snapshot import Filed, Snapshot
from tests.site import site_sample
from tests.site.site_sample import Ledger, case, school


def filed(path: str, content: Any) -> Filed[Any]:
    """A file whose digest is that of what it says."""
    return Filed(path, hashlib.sha256(content.model_dump_json().encode()).hexdigest(), content)


@dataclass
class Living:
    """The sample, and what befalls it."""

    random: Random
    snapshot: Snapshot = field(default_factory=site_sample.snapshot)
    steps: int = 0

    def __post_init__(self) -> None:
        self.ledger = Ledger.continuing(self.snapshot.replay)
        self.providers = dict(self.snapshot.providers)
        self.users = dict(self.snapshot.users)
        self.cases = dict(self.snapshot.cases)
        self.authorities = dict(self.snapshot.authorities)
        self.today = self.snapshot.today

    def live(self) -> Snapshot:
        """One edit, and the registry after it."""
        self.steps += 1
        edits = sorted(name for name in dir(self) if name.startswith("edit_"))
        # each kind in turn first, then at random: every kind happens however few the steps
        name = edits[self.steps - 1] if self.steps <= len(edits) else self.random.choice(edits)
        getattr(self, name)()
        return self.now()

    def now(self) -> Snapshot:
        """The registry as it is."""
        return Snapshot(
            commit=hashlib.sha1(str(self.steps).encode(), usedforsecurity=False).hexdigest(),
            today=self.today,
            authorities=dict(self.authorities),
            providers=dict(self.providers),
            users=dict(self.users),
            cases=dict(self.cases),
            replay=self.ledger.replay,
        )

    def _decide(self, event: str, path: str, authority: str, **given: Any) -> None:
        self.ledger.add(authority, self.today.isoformat(), event, path, **given)

    def _any_app(self, *statuses: ProviderStatus) -> AppStanding | None:
        found = [app for app in self.ledger.replay.apps.values() if app.status in statuses]
        return self.random.choice(found) if found else None

    def _about(self, app: AppStanding, event: str, **given: Any) -> None:
        self._decide(event, app.path, app.chain, item=app.item, number=app.number, **given)

    def _refile(self, path: str, **changed: Any) -> None:
        self.providers[path] = filed(path, self.providers[path].content.model_copy(update=changed))

    def edit_a_filing_is_changed(self) -> None:
        """A word of an app, and a decision that says so."""
        app = self._any_app(*ProviderStatus)
        assert app is not None
        apps = tuple(
            one.model_copy(update={"description": f"第{self.steps}次说明 <b>&"})
            if one.id == app.item
            else one
            for one in self.providers[app.path].content.apps
        )
        self._refile(app.path, apps=apps)
        slug = paths.parse(app.path)
        assert slug is not None
        self._decide("changed", app.path, slug.slug, reason=f"变更{self.steps}")

    def edit_a_unit_is_changed(self) -> None:
        """A word of the unit, which all of its pages show; not decided on yet."""
        path = self.random.choice(sorted(self.providers))
        unit = self.providers[path].content.unit
        self._refile(path, unit=unit.model_copy(update={"public_hotline": f"400-{self.steps:03d}-0000"}))

    def edit_a_new_app(self) -> None:
        """An app more in an old filing, with the next number of its authority."""
        known = self._any_app(ProviderStatus.filed)
        if known is None:
            return
        item = f"new-{self.steps}"
        app = App.model_validate(site_sample.app(item, f"新应用{self.steps}"))
        self._refile(known.path, apps=(*self.providers[known.path].content.apps, app))
        place = paths.parse(known.path)
        assert place is not None
        serial = self.ledger.replay.heads[place.slug].serial + 1
        prefix = self.authorities[place.slug].numeric_prefix
        self._decide("filed", known.path, place.slug, item=item, number=f"教APP备{prefix}{serial:05d}号")

    def edit_an_app_is_suspended(self) -> None:
        """For a while."""
        if app := self._any_app(ProviderStatus.filed):
            self._about(app, "suspended", reason="示函〔2026〕1号")

    def edit_an_app_is_reinstated(self) -> None:
        """In force again."""
        if app := self._any_app(ProviderStatus.suspended):
            self._about(app, "reinstated", reason="示函〔2026〕2号")

    def edit_an_app_is_revoked(self) -> None:
        """For good; its uses lapse."""
        if self.steps % 3 == 0 and (app := self._any_app(*LIVE)):
            self._about(app, "revoked", reason="示函〔2026〕3号")

    def edit_an_app_is_withdrawn(self) -> None:
        """By its provider."""
        if self.steps % 4 == 0 and (app := self._any_app(ProviderStatus.filed)):
            self._about(app, "withdrawn")

    def edit_an_app_is_handed_over(self) -> None:
        """To another provider, whose filing takes it in under the old number."""
        app = self._any_app(ProviderStatus.filed)
        others = sorted(path for path in self.providers if app and path != app.path)
        if app is None or not others:
            return
        path = self.random.choice(others)
        place = paths.parse(path)
        own = next(one for one in self.providers[app.path].content.apps if one.id == app.item)
        item = f"taken-{self.steps}"
        system = self.providers[path].content.systems[0].id
        taken = own.model_copy(update={"id": item, "system_id": system})
        self._refile(path, apps=(*self.providers[path].content.apps, taken))
        assert place is not None
        self._decide("transferred", path, app.chain, item=item, number=app.number)

    def edit_a_filing_moves(self) -> None:
        """The unit registers in another province; its filing moves into that authority's folder."""
        app = self._any_app(ProviderStatus.filed)
        if app is None:
            return
        place = paths.parse(app.path)
        assert place is not None
        slug = self.random.choice(sorted(set(self.authorities) - {place.slug, "moe"}))
        path = paths.provider_path(slug, place.uscc)
        self.providers[path] = filed(path, self.providers.pop(app.path).content)
        self._decide("changed", path, slug, reason="住所变更")

    def edit_a_use_is_confirmed(self) -> None:
        """A school, of any province, uses an app of any province."""
        if app := self._any_app(ProviderStatus.filed):
            uscc, where = self.random.choice(
                [
                    ("12110108400888123D", "beijing/110108"),
                    ("12510107450766123L", "sichuan/510100/510107"),
                ]
            )
            path, use = paths.user_path(where, uscc), f"use-{self.steps + 10}"
            before = [
                one.model_dump(by_alias=True, mode="json", exclude_none=True)
                for one in self.users[path].content.uses
            ]
            content = school(
                uscc, f"示例小学{self.steps}", where, [*before, {"id": use, "number": app.number}]
            )
            self.users[path] = filed(path, content)
            slug = where.split("/", maxsplit=1)[0]
            self._decide("confirmed", path, slug, item=use, number=app.number)

    def edit_a_use_ends(self) -> None:
        """A school stops using an app."""
        uses = [use for use in self.ledger.replay.uses.values() if use.status.value == "confirmed"]
        if len(uses) > 1:
            use = self.random.choice(uses)
            self._decide("ended", use.path, use.path.split("/")[2], item=use.item)

    def edit_a_case_is_opened(self) -> None:
        """A demand to rectify, about an app of anybody."""
        app = self._any_app(*ProviderStatus)
        assert app is not None
        day = (self.today - timedelta(days=self.steps % 50)).isoformat()
        place = paths.parse(app.path)
        assert place is not None
        unit = self.providers[app.path].content.unit.name
        found = case(
            place.uscc,
            unit,
            numbers=[app.number],
            opened_on=day,
            state="demanded",
            rectifications=[
                {"demanded": day, "due": self.today.isoformat(), "document_no": f"示函〔2026〕{self.steps}号"}
            ],
        )
        path = paths.case_path(place.slug, place.uscc, day)
        self.cases[path] = filed(path, found.model_copy(update={"measures": None}))

    def edit_a_case_is_decided(self) -> None:
        """A list and a bar of some months."""
        self._decide_a_case(f"{self.today}", months=self.random.randint(1, 12))

    def _decide_a_case(self, day: str, months: int) -> None:
        running = sorted(path for path, one in self.cases.items() if one.content.measures is None)
        if not running:
            return
        path = self.random.choice(running)
        old = self.cases[path].content
        new = case(
            old.unit.uscc,
            old.unit.name,
            numbers=list(old.numbers),
            opened_on=old.opened_on,
            measures={
                "list": "province",
                "level": "black",
                "decided_on": day,
                "circular_document_no": "示函〔2026〕9号",
                "bar": {"start": day, "months": months},
            },
        )
        self.cases[path] = filed(path, new)

    def edit_a_case_ends(self) -> None:
        """The unit leaves the list before its time."""
        listed = sorted(path for path, one in self.cases.items() if one.content.state.value == "blacklisted")
        if listed:
            path = self.random.choice(listed)
            content = self.cases[path].content.model_dump(by_alias=True, mode="json", exclude_none=True)
            content |= {
                "state": "expired",
                "lifted": {"date": self.today.isoformat(), "reason": "整改完成"},
            }
            self.cases[path] = filed(path, EnforcementCase.model_validate(content))

    def edit_an_authority_is_renamed(self) -> None:
        """Every page that it stands on."""
        slug = self.random.choice(sorted(self.authorities))
        old = self.authorities[slug]
        name = old.name.model_copy(update={"zh": f"{old.name.zh.split('(')[0]}({self.steps})"})
        self.authorities[slug] = old.model_copy(update={"name": name})

    def edit_a_rule_of_a_province_is_changed(self) -> None:
        """Its grey list."""
        old = self.authorities["beijing"]
        rules = (
            old.rules.model_copy(update={"grey_list": None})
            if self.steps % 2
            else site_sample.authorities()["beijing"].rules
        )
        self.authorities["beijing"] = old.model_copy(update={"rules": rules})

    def edit_days_pass(self) -> None:
        """Bars and lists run out."""
        self.today += timedelta(days=self.random.choice([1, 30, 200]))
