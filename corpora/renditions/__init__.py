"""Writes a source of our documents as docx, pdf, html and txt, with the truth at its place in each."""

from corpora.renditions.builders import FORMATS, build

__all__ = ["FORMATS", "build"]
