"""A forge in memory: the port on a world without a server, with people to play. For `registry forge demo`, and for tests."""

from registry.adapters.forge_in_memory.forge import ForgeInMemory
from registry.adapters.forge_in_memory.world import World

__all__ = ["ForgeInMemory", "World"]
