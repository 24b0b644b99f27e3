"""Who decides where, as the checks in the browser read it: authorities with what they require, and the places below them."""

from collections.abc import Iterable
from typing import Any

from registry.core.authority import Authority, County
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


def of_places(authorities: Iterable[Authority]) -> dict[str, dict[str, str]]:
    """By slug: counties by the code of their city; under "" those right under the province.

    Of a county that begins like its city the last two digits, after a space the whole codes of the others: `"330100": "020506 659001"`.
    """
    return {
        one.slug: {
            **({"": _short("", one.counties)} if one.counties else {}),
            **{city.code: _short(city.code, city.counties) for city in one.cities},
        }
        for one in authorities
    }


def _short(city: str, counties: Iterable[County]) -> str:
    codes = [county.code for county in counties]
    near = [code for code in codes if city and code[:4] == city[:4]]
    far = [code for code in codes if code not in near]
    return "".join(code[4:] for code in near) + (f" {''.join(far)}" if far else "")
