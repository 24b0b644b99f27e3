"""What changed, field by field, and the words for it."""
