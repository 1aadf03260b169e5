"""Pure functions over a Document that yield typed mentions."""
