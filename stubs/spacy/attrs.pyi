# spaCy's types leave this compiled module out

NORM: int
