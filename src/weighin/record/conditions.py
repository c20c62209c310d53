"""Of whom a question is asked: a condition on what they answered to an earlier one."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct

from weighin.record.judgements import (
    AgreementJudgement,
    AgreementScale,
    ChoiceJudgement,
    ChoiceScale,
    Judgement,
    ProbabilityJudgement,
    ProbabilityScale,
    RatingJudgement,
    RatingScale,
    Scale,
    kind_of,
)
from weighin.record.kinds import Position, Stance
from weighin.record.rules import require_probability, require_text
from weighin.record.values import Probability

AGREE = (Position.STRONGLY_AGREE, Position.AGREE)
DISAGREE = (Position.STRONGLY_DISAGREE, Position.DISAGREE)
STANCES = (Stance.UNCERTAIN, Stance.NO_OPINION, Stance.DECLINED)


class AtLeast(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="at least"):
    """A probability of at least this."""

    probability: Probability

    def __post_init__(self) -> None:
        require_probability("probability", (self.probability,))


class AtMost(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="at most"):
    """A probability of at most this."""

    probability: Probability

    def __post_init__(self) -> None:
        require_probability("probability", (self.probability,))


class MostOn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="most on"):
    """More probability on this option than on any other."""

    option: str

    def __post_init__(self) -> None:
        require_text("option", self.option)


class Agrees(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="agrees"):
    """Agreement with the statement, strong or not."""


class Disagrees(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="disagrees"):
    """Disagreement with the statement, strong or not."""


class RatedAtLeast(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="rated at least"):
    """A rating of at least this."""

    rating: int


class RatedAtMost(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="rated at most"):
    """A rating of at most this."""

    rating: int


class Says(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="says"):
    """A reason for giving no answer: uncertain, no opinion, not one's field."""

    stance: Stance

    def __post_init__(self) -> None:
        if self.stance not in STANCES:
            msg = f"expected uncertain, no opinion or declined, found {self.stance.value}"
            raise ValueError(msg)


Test = AtLeast | AtMost | MostOn | Agrees | Disagrees | RatedAtLeast | RatedAtMost | Says


class Condition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That a question is asked of those alone whose answer to an earlier one passes the test."""

    question: Annotated[str, Meta(min_length=1)]
    test: Test


def passes(test: Test, judgement: Judgement | None, stance: Stance, scale: Scale | None) -> bool:
    """Whether an answer is one after which the question is asked. No answer passes nothing."""
    match test, judgement:
        case Says(stance=wanted), _:
            return stance is wanted
        case AtLeast(probability=least), ProbabilityJudgement(probability=given):
            return given >= least
        case AtMost(probability=most), ProbabilityJudgement(probability=given):
            return given <= most
        case MostOn(option=option), ChoiceJudgement(probabilities=given) if isinstance(scale, ChoiceScale):
            shares = dict(zip(scale.options, given, strict=False))
            own = shares.pop(option, None)
            return own is not None and all(own > other for other in shares.values())
        case Agrees(), AgreementJudgement(position=position):
            return position in AGREE
        case Disagrees(), AgreementJudgement(position=position):
            return position in DISAGREE
        case RatedAtLeast(rating=least), RatingJudgement(rating=rating):
            return rating >= least
        case RatedAtMost(rating=most), RatingJudgement(rating=rating):
            return rating <= most
    return False


def require_test_on(test: Test, scale: Scale | None) -> None:
    """The test asks for something that can be answered on that scale.

    Raises:
        ValueError: another kind of scale, an option that is not there, a rating beyond its ends.
    """
    match test, scale:
        case (Says(), _) | (AtLeast() | AtMost(), ProbabilityScale()) | (Agrees() | Disagrees(), AgreementScale()):
            return
        case MostOn(option=option), ChoiceScale(options=options):
            if option not in options:
                msg = f"expected one of the options ({', '.join(options)}), found {option!r}"
                raise ValueError(msg)
        case ((RatedAtLeast(rating=rating) | RatedAtMost(rating=rating)), RatingScale(lowest=lowest, highest=highest)):
            if not lowest <= rating <= highest:
                msg = f"expected a rating from {lowest} to {highest}, found {rating}"
                raise ValueError(msg)
        case _:
            asked = kind_of(scale) if scale else "prose alone"
            msg = f"expected a condition on what the question asks for ({asked}), found “{test.__struct_config__.tag}”"
            raise ValueError(msg)


def require_earlier(conditions: Sequence[tuple[str, Condition | None]]) -> None:
    """Each question with its condition, in order: every condition is on a question that stands before. So there is no circle either.

    Raises:
        ValueError: one is on a later question, on itself, or on one that is not there.
    """
    before: set[str] = set()
    for number, (identifier, condition) in enumerate(conditions, start=1):
        if condition is not None and condition.question not in before:
            msg = f"expected the condition of question {number} on a question that stands before it, found one on itself or a later one"
            raise ValueError(msg)
        before.add(identifier)
