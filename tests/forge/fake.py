"""The forge in memory, as tests call it."""

from registry.adapters.forge_in_memory import ForgeInMemory as FakeForge

__all__ = ["FakeForge"]
