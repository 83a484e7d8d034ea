"""Numbers of scans made wrong on purpose, to measure how they are told and mended."""
