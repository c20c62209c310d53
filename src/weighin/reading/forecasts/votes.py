"""A vote on a statement about what is to come is a forecast too."""

from weighin.record.record import Vote
from weighin.record.values import Polarity, Position

_LEANS = {
    Position.STRONGLY_AGREE: Polarity.AFFIRM,
    Position.AGREE: Polarity.AFFIRM,
    Position.UNCERTAIN: Polarity.OPEN,
    Position.DISAGREE: Polarity.DENY,
    Position.STRONGLY_DISAGREE: Polarity.DENY,
}


def lean_of_vote(vote: Vote) -> Polarity | None:
    """Which way a vote leans on the statement; None for no opinion and no answer."""
    return _LEANS.get(vote.position)
