"""Starts the tool as .venv/bin/registry does, but at the stand-in's time, and without the pauses between requests that GitHub asks for."""

import os
import sys
from datetime import datetime, tzinfo

from registry import cli
from registry.adapters.github import Settings
from registry.cli import arguments, ledger, requests

NOW = datetime.fromisoformat(os.environ["STANDIN_NOW"])


class Then(datetime):
    """The clock of the world that is played."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return NOW.astimezone(tz)


for module in (arguments, ledger, requests):
    module.datetime = Then  # type: ignore[misc]
between_requests, between_writes, read_attempts, back_off, longest_wait, timeout = 0, 0, 2, 0, 5, 10
Settings.__init__.__defaults__ = (
    between_requests, between_writes, read_attempts, back_off, longest_wait, timeout,
)  # fmt: skip
sys.exit(cli.main())
