"""One demonstration of the shipped size for all tests that only look at it."""

from pathlib import Path

import pytest
import yaml

from registry.core.authority import Authority
from tests.demo.country import AUTHORITIES, Demo, made

FOLDER = Path(__file__).resolve().parents[2] / "authorities"


def real_authorities() -> dict[str, Authority]:
    """The authorities of this repository, by slug."""
    found = [
        Authority.model_validate(yaml.safe_load(file.read_bytes())) for file in sorted(FOLDER.glob("*.yaml"))
    ]
    return {authority.slug: authority for authority in found}


@pytest.fixture(scope="session", params=["small country", "whole country"])
def authorities(request: pytest.FixtureRequest) -> dict[str, Authority]:
    """The fixture's five authorities, then all of the repository's."""
    if request.param == "small country":
        return AUTHORITIES
    found = real_authorities()
    assert found, f"no authorities in {FOLDER}"
    return found


@pytest.fixture(scope="session")
def demo(authorities: dict[str, Authority]) -> Demo:
    """A demonstration of the shipped size."""
    return made(120, 300, 1, authorities)
