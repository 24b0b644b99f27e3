"""By what results can be narrowed, and the words that the browser shows: one small file that every search begins with."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from registry.core.codes import Audience, Charging, Code, InstitutionLevel, ProviderStatus, Scenario, Stage
from registry.core.filing import App, Platforms
from registry.core.number import FIRST_DEMONSTRATION_SERIAL
from registry.core.text import Text
from registry.render.site.records import Records
from registry.render.site.search.entries import PLATFORMS, STATUSES
from registry.render.site.wording import MEANING

Json = dict[str, object]


def words(records: Records) -> Json:
    """Facets of apps and of institutions in the order of the page, what statuses mean, and where demonstration serials begin."""
    authorities = [
        {"code": r.authority.slug, "zh": r.authority.name.zh, "en": r.authority.name.en}
        for r in records.authorities
    ]
    authority = _facet("authority", Text("核验机关", "Checked by"), authorities)
    return {
        "first_demonstration_serial": FIRST_DEMONSTRATION_SERIAL,
        "meanings": {
            status.value: {"zh": MEANING[status].zh, "en": MEANING[status].en} for status in STATUSES
        },
        "facets": {
            "apps": [
                _facet("status", Text("状态", "Status"), _labels(STATUSES)),
                authority,
                _facet("stage", _title(App, "stages"), _labels(Stage), several=True),
                _facet("audience", _title(App, "audience"), _labels(Audience), several=True),
                _facet("scenario", _title(App, "scenario"), _labels(Scenario), several=True),
                _facet("charging", _title(App, "charging"), _labels(Charging)),
                _facet("platform", _title(App, "platforms"), _platforms(), several=True),
            ],
            "institutions": [
                _facet("authority", Text("省份", "Province"), authorities),
                _facet("level", Text("机构类型", "Kind of institution"), _labels(InstitutionLevel)),
            ],
        },
    }


def _facet(key: str, title: Text, values: Sequence[Mapping[str, object]], *, several: bool = False) -> Json:
    return {"key": key, "zh": title.zh, "en": title.en, "several": several, "values": values}


def _labels(codes: Iterable[Code | ProviderStatus]) -> list[dict[str, str]]:
    return [{"code": code.value, "zh": code.label.zh, "en": code.label.en} for code in codes]


def _title(model: type[App | Platforms], field: str) -> Text:
    extra: Any = model.model_fields[field].json_schema_extra
    return Text(**extra["x-title"])


def _platforms() -> list[dict[str, str]]:
    titles = {name: _title(Platforms, name) for name in PLATFORMS}
    return [{"code": name, "zh": titles[name].zh, "en": titles[name].en} for name in PLATFORMS]
