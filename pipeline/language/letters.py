"""Characters of Vietnamese typing as ranges for regular expressions: to be used inside square brackets."""

from __future__ import annotations

_MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"

LOWER = "a-z" + _MARKED + "\u00f0"
"""Small letters, with the eth that some typists use for đ."""

UPPER = "A-Z" + _MARKED.upper() + "\u00d0"
"""Capital letters, with the eth (Ð) for Đ."""

DASHES = r"\-" + "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
"""Every dash that stands for a hyphen."""

QUOTES = '"“‘«'
"""Marks that open a quotation."""
