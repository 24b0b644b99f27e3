"""Fixtures for all tests."""

import pytest

from tests.commands import ENVIRONMENT


@pytest.fixture
def plain_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git without this machine's settings, with a name and a mailbox, also for commands that run within the test."""
    for name, value in ENVIRONMENT.items():
        if name.startswith("GIT_") or name == "HOME":
            monkeypatch.setenv(name, value)
