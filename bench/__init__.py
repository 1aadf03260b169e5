"""Accuracy and speed beside peers, each figure from a script that anyone can run."""
