"""The tables of indicators, one a sector; data only (the package makes them part of an installation)."""
