"""Which questions are asked of a panelist, by what they answered to earlier ones; and what is said of that on the form.

What was typed to a question that is not asked is kept like everything that is typed; it is no part of what is submitted.
"""

from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from weighin.asking.answers import Answers, Asked, Flaw, GivenAnswer
from weighin.asking.wording import Say, Write, marked
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
    passes,
)
from weighin.record.values import Stance

_STANCE_SAID = {
    Stance.UNCERTAIN: marked("This one is asked if you are uncertain about question %(number)s."),
    Stance.NO_OPINION: marked("This one is asked if you have no opinion on question %(number)s."),
    Stance.DECLINED: marked("This one is asked if question %(number)s is not your field."),
}


def not_asked(questions: Sequence[Asked], given: Mapping[str, GivenAnswer]) -> frozenset[str]:
    """The questions that are not asked after these answers. What depends on one that is not asked is not asked either."""
    scales = {question.identifier: question.scale for question in questions}
    closed: set[str] = set()
    for question in questions:
        condition = question.asked_if
        if condition is None:
            continue
        answer = given.get(condition.question)
        is_open = (
            answer is not None
            and condition.question not in closed
            and passes(condition.test, answer.judgement, answer.stance, scales.get(condition.question))
        )
        if not is_open:
            closed.add(question.identifier)
    return frozenset(closed)


def routed(questions: Sequence[Asked], given: Sequence[GivenAnswer]) -> tuple[GivenAnswer, ...]:
    """The answers as they are handed in: what is not asked is said to be that, and has nothing of what was typed."""
    closed = not_asked(questions, {one.question: one for one in given})
    return tuple(
        GivenAnswer(question=one.question, stance=Stance.NOT_ASKED) if one.question in closed else one for one in given
    )


def condition_told(condition: Condition, number: int, say: Say, write: Write) -> str:
    """The condition in words for the panelist. `number` is that of the question that it hangs on."""
    match condition.test:
        case AtLeast(probability=least):
            asked = say("This one is asked if you gave %(share)s %% or more to question %(number)s.")
            return asked % {"share": write(round(least * 100, 6)), "number": number}
        case AtMost(probability=most):
            asked = say("This one is asked if you gave %(share)s %% or less to question %(number)s.")
            return asked % {"share": write(round(most * 100, 6)), "number": number}
        case MostOn(option=option):
            asked = say("This one is asked if you gave “%(option)s” the most in question %(number)s.")
            return asked % {"option": option, "number": number}
        case Agrees():
            return say("This one is asked if you agree with the statement of question %(number)s.") % {"number": number}
        case Disagrees():
            return say("This one is asked if you disagree with the statement of question %(number)s.") % {
                "number": number
            }
        case RatedAtLeast(rating=rating):
            asked = say("This one is asked if your rating in question %(number)s is %(rating)s or more.")
            return asked % {"rating": rating, "number": number}
        case RatedAtMost(rating=rating):
            asked = say("This one is asked if your rating in question %(number)s is %(rating)s or less.")
            return asked % {"rating": rating, "number": number}
        case Says(stance=stance):
            return say(_STANCE_SAID[stance]) % {"number": number}


def newly_asked(questions: Sequence[Asked], answers: Answers, seen: Collection[str], say: Say) -> tuple[Flaw, ...]:
    """The questions that these answers open, which stood closed when the form was last looked at, and to which nothing is given yet.

    They are told once: whoever submits again as it is leaves them empty.
    """
    opened = {question.identifier for question in questions if question.asked_if is not None} - set(seen)
    reason = say("Your other answers open this question too. Answer it, or submit again and leave it empty.")
    return tuple(
        Flaw(question=one.question, reason=reason) for one in answers.given if one.question in opened and one.is_silent
    )


def renamed(condition: Condition | None, names: Mapping[str, str]) -> Condition | None:
    """The condition on the same question by another name."""
    return replace(condition, question=names[condition.question]) if condition else None
