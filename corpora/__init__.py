"""Gazetteers as data, our own sample documents, loaders."""
