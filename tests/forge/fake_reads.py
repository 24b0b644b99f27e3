"""The reading half of the forge in memory, as tests call it."""

from registry.adapters.forge_in_memory.reads import ReadsInMemory as FakeReads
from registry.adapters.forge_in_memory.reads import account_of

__all__ = ["FakeReads", "account_of"]
