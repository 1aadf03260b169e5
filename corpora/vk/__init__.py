"""The text language of our documents: one source, any number of renditions, the truth beside the words (``corpora/README.md``)."""
