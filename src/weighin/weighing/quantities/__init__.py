"""Quantities: distributions of single experts, fitted or piecewise, and their pools.

`families` has the distributions, `fits` finds them from judgements, `piecewise` takes judgements as they are, `averaging` and `mixtures`
pool, `intervals` brings three- and four-step intervals to one confidence, and `pool.pool_quantities` is the face for a whole panel.
"""
