"""What the panel thinks: pools of probabilities, choices and quantities; Cooke's classical model; agreement; movement; the map of a panel.

Arrays are `(experts, questions, levels)` in this order everywhere; missing is NaN and normal.
"""
