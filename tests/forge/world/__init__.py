"""A forge with one repository, and what only tests need of it."""

from registry.adapters.forge_in_memory.world import (
    START,
    CheckRun,
    Comment,
    CommitFacts,
    Denied,
    Event,
    Fork,
    Issue,
    Label,
    MemoryStore,
    Pull,
    Review,
    Store,
    Team,
    User,
    WorkflowRun,
    World,
)
from tests.forge.world.git import BareStore

__all__ = [
    "START", "BareStore", "CheckRun", "Comment", "CommitFacts", "Denied", "Event", "Fork", "Issue", "Label", "MemoryStore", "Pull",
    "Review", "Store", "Team", "User", "WorkflowRun", "World",
]  # fmt: skip
