"""Checks a draft before it is signed: what contradicts what, in itself and against the months before.

Enters: a `Report`, perhaps an archive. Leaves: `Findings`, each with the places that it rests on. "Tổng đàn 1.848 con,
trong đó ..." whose parts make 1.810 is one. `engine.check` is the way in; a rule is a file in `rules/`.
"""
