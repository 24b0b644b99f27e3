"""A registry of one shape with any texts in it: first filings in the forms that validation asks for, then some in no form at all."""

from collections.abc import Iterator
from itertools import islice, product
from typing import Any, TypeVar

from registry.core import paths
from registry.core.authority import Authority
from registry.core.case import EnforcementCase
from registry.core.codes import Breach
from registry.core.fields import Record
from registry.core.filing import App, BusinessSystem, ProviderFiling
from registry.core.formats import uscc_check_digit
from registry.core.snapshot import Snapshot
from registry.core.use import UserFiling
from tests.hostile_site.texts import Next
from tests.site import site_sample
from tests.site.living import filed
from tests.site.site_sample import COMMIT, TODAY, Ledger, app, case, provider, school

IN_FORM, IN_NO_FORM = 40, 16
"""Providers of either kind."""
APPS = {True: 7, False: 16}
"""Apps of each, by whether they are in form."""
COUNTIES = 70
INSTITUTIONS = 140

R = TypeVar("R", bound=Record)


def registry_of(texts: Next, formless: Next) -> Snapshot:
    """The registry. `texts` are validated; `formless` are put into records that exist already, past all validation."""
    return _Made(texts, formless).snapshot()


def _codes(start: str) -> Iterator[str]:
    for digits in product("0123456789", repeat=4):
        code = f"{start}{''.join(digits)}A1X2"[:17]
        yield code + uscc_check_digit(code)


def _with(record: R, **changed: Any) -> R:
    """A copy that no validation saw."""
    return record.model_copy(update=changed)


class _Made:
    def __init__(self, texts: Next, formless: Next) -> None:
        self.texts, self.formless = texts, formless
        self.ledger = Ledger()
        self.serials: dict[str, int] = {}
        self.providers: dict[str, ProviderFiling] = {}
        self.cases: dict[str, EnforcementCase] = {}
        self.users: dict[str, UserFiling] = {}
        self.numbers: list[str] = []
        self.authorities = self._authorities()

    def snapshot(self) -> Snapshot:
        """Everything."""
        slugs = ("beijing", "sichuan", "xpcc", "moe")
        codes = _codes("91110108M")
        for turn, uscc in enumerate(islice(codes, IN_FORM + IN_NO_FORM)):
            self._provider(slugs[turn % len(slugs)], uscc, in_form=turn < IN_FORM)
        for turn, uscc in enumerate(islice(_codes("12110108M"), INSTITUTIONS)):
            self._institution(f"beijing/{110001 + turn % COUNTIES}", uscc, turn)
        return Snapshot(
            commit=COMMIT,
            today=TODAY,
            authorities=self.authorities,
            providers={path: filed(path, content) for path, content in self.providers.items()},
            users={path: filed(path, content) for path, content in self.users.items()},
            cases={path: filed(path, content) for path, content in self.cases.items()},
            replay=self.ledger.replay,
        )

    def _authorities(self) -> dict[str, Authority]:
        made = {}
        for slug, known in site_sample.authorities().items():
            given = known.model_dump(mode="json", exclude_none=True)
            for name in ("name", "region"):
                given[name] = {
                    language: self.texts(f"{name}.{language}", "short") for language in ("zh", "en")
                }
            source = {
                "document": self.texts("rule.document", "line"),
                "issued": "2024-01-01",
                "checked": "2026-01-01",
            }
            given["rules"] = {
                "grey_list": {"cards": True, "source": source},
                "blacklist": {
                    "months": 6,
                    "source": {**source, "document": self.texts("rule.document", "line")},
                },
                "published_lists": {
                    "times_a_year": 2,
                    "source": {**source, "document": self.texts("rule.document", "line")},
                },
            }
            if slug == "beijing":
                given["counties"] = [
                    {
                        "code": f"{110001 + place}",
                        "zh": self.texts("county.zh", "short"),
                        "en": self.texts("county.en", "short"),
                    }
                    for place in range(COUNTIES)
                ]
            made[slug] = Authority.model_validate(given)
        return made

    def _provider(self, slug: str, uscc: str, *, in_form: bool) -> None:
        path = paths.provider_path(slug, uscc)
        items = [f"app-{turn}" for turn in range(APPS[in_form])]
        give = self.texts
        unit = {
            "registered_address": give("address", "line"),
            "school_licence_no": give("licence", "line"),
            "head_office": {"name": give("head office", "name"), "uscc": site_sample.BEIJING},
            "covers_subsidiaries": [{"name": give("subsidiary", "name"), "uscc": site_sample.SICHUAN} for _ in range(3)],
            "website": give("website", "address"),
        }  # fmt: skip
        content = provider(uscc, give("provider", "name"), slug, [self._app(item) for item in items], **unit)
        given = content.model_dump(mode="json", by_alias=True, exclude_none=True)
        given["systems"] = [self._system(item) for item in items]
        content = ProviderFiling.model_validate(given)
        if not in_form:
            content = self._formless_provider(content)
        self.providers[path] = content
        for turn, item in enumerate(items):
            self._register(slug, path, item, turn)
        self._case(slug, uscc, content.unit.name, in_form=in_form)

    def _register(self, slug: str, path: str, item: str, turn: int) -> None:
        """An app's number, and for some what befell it, each with a reason."""
        serial = self.serials[slug] = self.serials.get(slug, 0) + 1
        number = f"教APP备{self.authorities[slug].numeric_prefix}{serial:05d}号"
        self.numbers.append(number)
        about: dict[str, Any] = {"item": item, "number": number}
        self.ledger.add(slug, "2026-01-20", "filed", path, reason=self.texts("reason", "line"), **about)
        for event in {1: ["suspended"], 2: ["suspended", "reinstated"], 3: ["revoked"], 4: ["withdrawn"]}.get(
            turn, []
        ):
            self.ledger.add(slug, "2026-01-20", event, path, reason=self.texts("reason", "line"), **about)
        self.ledger.add(slug, "2026-01-20", "changed", path, reason=self.texts("reason", "line"))

    def _app(self, item: str) -> dict[str, Any]:
        give = self.texts
        made = app(item, give("app", "name"), system_id=item, description=give("description", "line"),
                   developer={"name": give("developer", "name"), "uscc": site_sample.SICHUAN})  # fmt: skip
        made["platforms"]["android"]["store_urls"] = [give("store", "address"), give("store", "address")]
        made["platforms"]["ios"]["store_urls"] = [give("store", "address")]
        made["personal_info"] |= {
            "guardian_consent_method": give("consent", "line"),
            **{
                name: give(name, "address")
                for name in ("privacy_policy_url", "child_policy_url", "complaint_entry_url")
            },
        }
        return made

    def _system(self, item: str) -> dict[str, Any]:
        made = site_sample.system("示例单位") | {"id": item, "name": self.texts("system", "name")}
        made["icp"]["subject_name"] = self.texts("icp subject", "name")
        made["mlps"] |= {name: self.texts(name, "name") for name in ("subject_name", "police_authority")}
        made["third_party_developer"] = {"name": self.texts("third party", "name")}
        return made

    def _case(self, slug: str, uscc: str, name: str, *, in_form: bool) -> None:
        """A listed unit, a breach of eight kinds, and a document at every turn."""
        give, number = self.texts, self.numbers[-1]
        made = case(
            uscc, "示例单位", numbers=[number],
            breaches=[{"category": kind.value, "description": give("breach", "line")} for kind in list(Breach)[:8]],
            rectifications=[{"demanded": "2025-12-05", "due": "2026-01-05", "document_no": give("demand", "document"),
                             "outcome": {"result": "not_rectified", "date": "2026-01-08", "document_no": give("outcome", "document")}}],
            suspensions=[{"date": "2025-12-08", "numbers": [number], "document_no": give("suspension", "document")}],
            reinstatements=[{"date": "2025-12-28", "numbers": [number], "document_no": give("reinstatement", "document")}],
            measures={"list": "national", "level": "black", "decided_on": "2026-01-12", "revoked_numbers": [],
                      "circular_document_no": give("circular", "document"), "bar": {"start": "2026-01-12", "months": 6}},
            **({"state": "expired", "lifted": {"date": "2026-02-20", "reason": give("lifted", "line")}} if len(self.cases) % 2 else {}),
        )  # fmt: skip
        made = _with(made, unit=_with(made.unit, name=name))
        if not in_form:
            made = _with(
                made,
                breaches=tuple(
                    _with(one, description=self.formless("breach", "line")) for one in made.breaches
                ),
            )
        path = paths.case_path(slug, uscc, "2025-12-01")
        self.cases[path] = made
        self.ledger.add(slug, "2026-01-20", "blacklisted", path, reason=give("listing", "line"))
        if made.lifted:
            self.ledger.add(slug, "2026-01-20", "bar_lifted", path, reason=give("listing", "line"))

    def _institution(self, where: str, uscc: str, turn: int) -> None:
        give = self.texts
        uses = [{"id": "by-number", "number": self.numbers[turn % 8 * 7 + 5], **self._decided()}]
        for own in ("own-a", "own-b"):
            uses.append({"id": own, "basis": "self_developed", "self_developed": {"system": self._system(own), "app": self._app(own)},
                         **self._decided()})  # fmt: skip
        content = school(uscc, give("institution", "name"), where, uses)
        content = _with(
            content, institution=_with(content.institution, selection_system=give("selection", "document"))
        )
        path = paths.user_path(where, uscc)
        self.users[path] = UserFiling.model_validate(
            content.model_dump(mode="json", by_alias=True, exclude_none=True)
        )
        for use in uses:
            self.ledger.add(
                "beijing", "2026-02-12", "confirmed", path, item=use["id"], reason=give("reason", "line")
            )

    def _decided(self) -> dict[str, Any]:
        decision = {
            "collective": True,
            "document_ref": self.texts("decision", "document"),
            "date": "2026-01-20",
        }
        return {"decision": decision, "purpose": self.texts("purpose", "line"),
                "required_by": {"authority": "beijing", "document_no": self.texts("required", "document")}}  # fmt: skip

    def _formless_provider(self, content: ProviderFiling) -> ProviderFiling:
        give, unit = self.formless, content.unit
        unit = _with(
            unit,
            name=give("provider", "name"),
            registered_address=give("address", "line"),
            public_email=give("mailbox", "mailbox"),
            website=give("website", "address"),
        )
        return _with(
            content,
            unit=unit,
            systems=tuple(self._formless_system(system) for system in content.systems),
            apps=tuple(self._formless_app(one) for one in content.apps),
        )

    def _formless_system(self, system: BusinessSystem) -> BusinessSystem:
        give = self.formless
        assert system.icp
        assert system.mlps
        assert system.third_party_developer
        return _with(
            system,
            name=give("system", "name"),
            icp=_with(system.icp, subject_name=give("icp subject", "name")),
            mlps=_with(
                system.mlps, subject_name=give("subject", "name"), police_authority=give("police", "name")
            ),
            third_party_developer=_with(system.third_party_developer, name=give("third party", "name")),
        )

    def _formless_app(self, one: App) -> App:
        give = self.formless
        assert one.platforms.android
        android = _with(
            one.platforms.android, store_urls=(give("store", "address"), give("store", "address"))
        )
        names = ("privacy_policy_url", "child_policy_url", "complaint_entry_url")
        return _with(
            one,
            name=give("app", "name"),
            version=give("version", "version"),
            description=give("description", "line"),
            platforms=_with(one.platforms, android=android),
            personal_info=_with(
                one.personal_info,
                guardian_consent_method=give("consent", "line"),
                **{name: give(name, "address") for name in names},
            ),
        )
