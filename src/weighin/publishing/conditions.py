"""Of whom a question was asked, for readers; and under which condition a forecast stands."""

from typing import assert_never

from weighin.publishing.panel.words import probability_in_words
from weighin.publishing.wording import clean
from weighin.record.conditions import (
    Agrees,
    AtLeast,
    AtMost,
    Condition,
    Disagrees,
    MostOn,
    RatedAtLeast,
    RatedAtMost,
    Says,
)
from weighin.record.values import Stance

_SAID = {
    Stance.UNCERTAIN: "were uncertain about",
    Stance.NO_OPINION: "had no opinion on",
    Stance.DECLINED: "said that it is not their field:",
}


def condition_in_words(condition: Condition) -> str:
    """`of those who gave 60 % or more to question 2`."""
    number = condition.question.removeprefix("q")
    match condition.test:
        case AtLeast(probability=least):
            return f"of those who gave {probability_in_words(least)} or more to question {number}"
        case AtMost(probability=most):
            return f"of those who gave {probability_in_words(most)} or less to question {number}"
        case MostOn(option=option):
            return f"of those who gave “{clean(option)}” the most in question {number}"
        case Agrees():
            return f"of those who agree with the statement of question {number}"
        case Disagrees():
            return f"of those who disagree with the statement of question {number}"
        case RatedAtLeast(rating=rating):
            return f"of those whose rating in question {number} is {rating} or more"
        case RatedAtMost(rating=rating):
            return f"of those whose rating in question {number} is {rating} or less"
        case Says(stance=stance):
            return f"of those who {_SAID[stance]} question {number}"
        case other:
            assert_never(other)
