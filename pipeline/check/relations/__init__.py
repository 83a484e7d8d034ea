"""Finds which figures of a draft hang together, so that they can be held against each other."""
