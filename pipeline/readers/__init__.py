"""One file a format. A reader drafts blocks and runs; conversion, joining and offsets are done once, in ``pipeline/assemble.py``."""
