"""What the checks in the browser read: schemas, sentences and labels, made from the models and the rules."""

from registry.commands.check_tables.pieces import pieces

__all__ = ["pieces"]
