"""CODEOWNERS: who must review a change of which path. The last line that matches a path counts, so lines go from wide to narrow.

The forge reads at most 3 MB, skips a line with a team that it does not know, and asks one owner of a path. It is a convenience
of the forge; the registry judges approvals itself by the folder of a path.
"""

from collections.abc import Iterator, Mapping

from registry.core.authority import ORGANISATION, Authority

PATH = ".github/CODEOWNERS"
OTHER_PLACES = ("CODEOWNERS", "docs/CODEOWNERS")
"""Where the forge would look if there were none at PATH."""
LARGEST = 3 * 1024 * 1024
MAINTAINERS = f"@{ORGANISATION}/maintainers"
REGISTRAR = f"@{ORGANISATION}/registrar"
MINISTRY = "moe"

_HEAD = """\
# Written by `registry codeowners` from authorities/; change those files, not this one. The last line that matches counts.
# Every path has an owner: what no later line names belongs to the maintainers.
"""


def as_text(authorities: Mapping[str, Authority]) -> str:
    """The whole file. Raises ValueError if the forge would not read it any more."""
    rows = [
        ("*", MAINTAINERS),
        ("/ledger/", REGISTRAR),
        ("/index/", REGISTRAR),
        ("/authorities/", authorities[MINISTRY].team_at(()) if MINISTRY in authorities else MAINTAINERS),
        *(row for slug in sorted(authorities) for row in _rows(authorities[slug])),
    ]
    text = _HEAD + "".join(f"{pattern} {team}\n" for pattern, team in rows)
    if len(text.encode()) >= LARGEST:
        raise ValueError(f"{PATH} would have {len(text.encode())} bytes; the forge reads less than {LARGEST}")
    return text


def _rows(authority: Authority) -> Iterator[tuple[str, str]]:
    """Folders of one authority: its own, then those of cities and counties below it, where institutions file (Art. 19)."""
    own = authority.team_at(())
    for folder in ("blacklist", "filings/providers", "filings/users"):
        yield f"/{folder}/{authority.slug}/", own
    users = f"/filings/users/{authority.slug}"
    for city in authority.cities:
        yield f"{users}/{city.code}/", authority.team_at((city.code,))
        for county in city.counties:
            yield f"{users}/{city.code}/{county.code}/", authority.team_at((city.code, county.code))
    for county in authority.counties:
        yield f"{users}/{county.code}/", authority.team_at((county.code,))
