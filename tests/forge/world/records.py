"""The records of a world, by their old address."""

from registry.adapters.forge_in_memory.records import *  # noqa: F403
