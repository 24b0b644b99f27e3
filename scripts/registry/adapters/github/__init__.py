"""GitHub, through PyGithub. Importing this is cheap; `connect` loads the library."""

from dataclasses import dataclass, field

from registry.adapters.forge import Forge


@dataclass(frozen=True, slots=True)
class Settings:
    """Where and as whom. All of it comes from the command line's environment; nothing below reads the environment."""

    api_url: str
    """`https://api.github.com`, or the API of another server."""
    repository: str
    """`owner/name`."""
    token: str = field(repr=False)
    bot_id: int
    """Number of the account that the token writes as."""
    between_requests: float = 0.25
    """Seconds; GitHub asks for them."""
    between_writes: float = 1.0
    read_attempts: int = 5
    """Further attempts of a read. A write is sent once: it may have taken effect although the answer got lost."""
    back_off: float = 1.0
    longest_wait: int = 600
    """Seconds to wait at most when GitHub asks us to come back later; beyond it the command ends and the next run goes on."""
    timeout: int = 30


def connect(settings: Settings) -> Forge:
    """The forge. Asks nothing yet. Raises ValueError for a repository that is not `owner/name`."""
    from registry.adapters.github.writes import GitHub  # takes 0.4 s, and most commands need no forge

    return GitHub(settings)
