"""From bytes to a Document: readers, layout, language. Knows no index and no extractor."""
