"""Data types, errors, Vietnamese letters and settings; standard library and msgspec only."""
