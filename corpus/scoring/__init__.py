"""Holds what the program reads against gold written by hand, as GOLD.md describes it."""
