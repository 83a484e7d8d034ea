"""Mentions to figures, tasks and citations: values, amounts, days, indicators. Pure functions."""

from pipeline.normalise.report import normalise

__all__ = ["normalise"]
