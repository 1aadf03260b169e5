"""Parts of the figures grammar that ``extractors/indicators.py`` and ``extractors/arithmetic.py`` put together."""
