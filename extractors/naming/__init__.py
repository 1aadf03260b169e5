"""Parts of the grammar of organisations' names."""
