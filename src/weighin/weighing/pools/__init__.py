"""One number from many experts: pools of probabilities, of choices, of three-point judgements, and weights for them.

`weighin.weighing.pool.pool` is the face; `registry.POOLS` names every method; here is the arithmetic.
"""
