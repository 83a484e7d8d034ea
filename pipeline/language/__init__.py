"""What every step knows of written Vietnamese: folding, numbers, units, dates and periods.

Below all steps; pure functions, nothing of the file or the report.
"""
