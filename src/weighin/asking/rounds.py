"""Rounds: whether there may be another, and what panelists see of the group, by the protocol alone."""

from enum import Enum
from typing import assert_never

from weighin.asking.life import Stage
from weighin.record.protocols import (
    Delphi,
    Facilitated,
    Idea,
    OneRound,
    Protocol,
    RealTimeDelphi,
    most_rounds,
)


class Feedback(Enum):
    """What the form shows of the group."""

    NOTHING = "nothing"
    LAST_ROUND = "the round before"  # distribution and reasons without names
    UNDER_PSEUDONYMS = "everybody's estimate of the round before, under pseudonyms"
    AFTER_OWN = "the group as it stands, once one has answered oneself"


def feedback_in(protocol: Protocol, round_number: int) -> Feedback:
    """What a panelist may see of the group while that round is open."""
    match protocol:
        case OneRound() | Facilitated():
            return Feedback.NOTHING
        case Delphi():
            return Feedback.LAST_ROUND if round_number > 1 else Feedback.NOTHING
        case Idea():
            return Feedback.UNDER_PSEUDONYMS if round_number > 1 else Feedback.NOTHING
        case RealTimeDelphi():
            return Feedback.AFTER_OWN
        case _:
            assert_never(protocol)


def against_another_round(protocol: Protocol, *, round_number: int, stage: Stage, is_sealed: bool) -> str:
    """Why no further round can be opened, in a sentence that says what to do; empty where one can."""
    if is_sealed:
        return "the round-up is sealed: it is over"
    if round_number == 0:
        return "the questions are proposed and not asked yet; open the first round once they stand"
    if stage is not Stage.CLOSED:
        return "the next round is opened after the close of this one"
    if round_number >= most_rounds(protocol):
        return f"by its protocol the round-up has no round after round {round_number}: seal it"
    return ""
