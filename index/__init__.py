"""The archive: the SQLite catalogue that is the truth, and the search engine derived from it."""
