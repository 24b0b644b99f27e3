"""Which path means what. The folder that a filing lies in is the authority that decides on it."""

import re
from dataclasses import dataclass

FILINGS = "filings/"
PROVIDERS = "filings/providers/"
USERS = "filings/users/"
CASES = "blacklist/"
AUTHORITIES = "authorities/"
LEDGER = "ledger/"
INDEX = "index/"

_CODE = "[0-9A-HJ-NP-RTUWXY]"
_PROVIDER = re.compile(f"filings/providers/([a-z]{{2,20}})/({_CODE}{{2}})/({_CODE}{{18}})\\.yaml")
_USER = re.compile(f"filings/users/([a-z]{{2,20}}(?:/[1-6][0-9]{{5}}){{0,2}})/({_CODE}{{18}})\\.yaml")
_CASE = re.compile(f"blacklist/([a-z]{{2,20}})/({_CODE}{{18}})--([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})\\.yaml")
_AUTHORITY = re.compile("authorities/([a-z]{2,20})\\.yaml")
_LEDGER = re.compile("ledger/([a-z]{2,20})/([0-9]{4})/([0-9]{8})\\.jsonl")


@dataclass(frozen=True, slots=True)
class FilingPath:
    """A path of the registry taken apart. `authority` is the folder: a slug, or a slug and division codes."""

    kind: str
    authority: str
    uscc: str
    date: str = ""

    @property
    def slug(self) -> str:
        """The authority's slug: the first folder."""
        return self.authority.partition("/")[0]

    @property
    def divisions(self) -> tuple[str, ...]:
        """Division codes below the slug."""
        return tuple(self.authority.split("/")[1:])


def provider_path(authority: str, uscc: str) -> str:
    """Where a provider's filing belongs."""
    return f"{PROVIDERS}{authority}/{uscc[-2:]}/{uscc}.yaml"


def user_path(authority_path: str, uscc: str) -> str:
    """Where an institution's filing belongs."""
    return f"{USERS}{authority_path}/{uscc}.yaml"


def case_path(authority: str, uscc: str, opened_on: str) -> str:
    """Where an enforcement case belongs."""
    return f"{CASES}{authority}/{uscc}--{opened_on}.yaml"


def parse(path: str) -> FilingPath | None:
    """The parts of a filing's or case's path, or None if it is not one that the registry knows."""
    if match := _PROVIDER.fullmatch(path):
        authority, bucket, uscc = match.groups()
        return FilingPath("provider", authority, uscc) if uscc.endswith(bucket) else None
    if match := _USER.fullmatch(path):
        return FilingPath("user", match[1], match[2])
    if match := _CASE.fullmatch(path):
        return FilingPath("case", match[1], match[2], match[3])
    return None


def authority_slug(path: str) -> str | None:
    """The slug that an authority file is named by, or None where no authority file belongs."""
    match = _AUTHORITY.fullmatch(path)
    return match[1] if match else None


def ledger_parts(path: str) -> tuple[str, str, int] | None:
    """Authority, year and first sequence of a ledger file's path, or None."""
    match = _LEDGER.fullmatch(path)
    return (match[1], match[2], int(match[3])) if match else None


def kind_of(path: str) -> str | None:
    """Which model a path's file should follow, by its folder alone: provider, user, case, authority; or None."""
    for start, kind in (
        (PROVIDERS, "provider"),
        (USERS, "user"),
        (CASES, "case"),
        (AUTHORITIES, "authority"),
    ):
        if path.startswith(start) and path.endswith((".yaml", ".yml")):
            return kind
    return None
