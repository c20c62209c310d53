"""By which rule each kind of judgement is pooled and somebody stands apart, as readers are told."""

_FENCES = "An expert stands apart who lies more than one and a half times the width of the middle half beyond it, and at least a fifth of the scale from the median."
_QUANTILES = (
    "An expert stands apart whose quantiles all lie below the median of the experts’ lowest, or all above the median of their highest; "
    "of single quantiles, who lies more than one and a half times the width of the middle half beyond it."
)
_LEAST = "Every expert counts the same, with the latest judgement; below three nothing is worked out."
RULES = {
    "probability": f"The panel’s probability is the median of the experts’; the mean is their linear pool. {_FENCES} {_LEAST}",
    "choice": f"The panel’s distribution is the mean of the experts’, option by option. An expert stands apart who puts more than half of the probability elsewhere than the mean of the others. {_LEAST}",
    "quantity": f"The panel’s quantiles are the means of the experts’, level by level (Vincent averaging). {_QUANTILES} {_LEAST}",
    "date": f"The panel’s date is the median of the experts’ at each level, between two the day half way. {_QUANTILES} {_LEAST}",
    "rating": f"The panel’s rating is the median of the experts’. {_FENCES} {_LEAST}",
    "agreement": "Votes are counted, strong ones like the others. Where at least three quarters of three or more who took sides voted one way, those on the other side stand apart. Confidence is summed by side where everybody who took one gave it.",
}
