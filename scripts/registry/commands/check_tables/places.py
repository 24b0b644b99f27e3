"""Who decides where, as the checks in the browser read it: authorities with what they require, and the places below them."""

from collections.abc import Iterable
from typing import Any

from registry.core.authority import Authority
from registry.core.unit_names import comparable

Table = dict[str, dict[str, Any]]


def of_authorities(authorities: Iterable[Authority]) -> Table:
    """By slug: kind, name as compared, and the fields that the province requires (field, least number or null, document)."""
    return {
        one.slug: {
            "kind": one.kind.value,
            "name": comparable(one.name.zh),
            "required": [
                [asked.field.value, asked.at_least, asked.source.document]
                for asked in (one.rules.required_fields if one.rules else ())
            ],
        }
        for one in authorities
    }


def of_places(authorities: Iterable[Authority]) -> dict[str, dict[str, list[str]]]:
    """By slug: codes of the counties by that of their city; under "" those right under the province."""
    return {
        one.slug: {
            **({"": [county.code for county in one.counties]} if one.counties else {}),
            **{city.code: [county.code for county in city.counties] for city in one.cities},
        }
        for one in authorities
    }
