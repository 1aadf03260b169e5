"""Any number of made documents with known truth: worlds, stories and figures from a seed, words from the phrase bank (``README.md``)."""
