"""Cooke's classical model: experts weighed by how they did on questions whose answers are known.

`study` says what was judged, `settings` what the analyst chooses, `deciding` gives scores, decision makers and their robustness;
`excalibur` and `anduryl` read and write the files of those programs. The rest is their arithmetic.

Sources: R. M. Cooke (1991), Experts in Uncertainty, Oxford University Press; A. R. Colson and R. M. Cooke (2017), Cross validation for
the classical model of structured expert judgment, Reliability Engineering & System Safety 163, 109-120.
"""
