"""The demonstration registry: a country of invented units, apps, cases and schools, the same from the same seed."""

from registry.commands.demo.command import make
from registry.commands.demo.folders import clear, write
from registry.commands.demo.generator import generate

__all__ = ["clear", "generate", "make", "write"]
