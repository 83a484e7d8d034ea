"""Reads Vietnamese administrative reports into figures, tasks and citations."""
