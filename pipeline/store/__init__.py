"""The archive: reports kept in one SQLite file, saved and loaded without loss; imports no step of the reading."""
