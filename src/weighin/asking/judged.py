"""A judgement in words for the panelist who gave it, in their language. What readers are told stands in `publishing`, in English."""

from collections.abc import Sequence

from weighin.asking.scales import POSITION_TOLD
from weighin.asking.wording import Say, Write, marked
from weighin.record.judgements import (
    AgreementJudgement,
    AgreementScale,
    AxesJudgement,
    AxesScale,
    ChoiceJudgement,
    ChoiceScale,
    DateJudgement,
    DateScale,
    IntervalJudgement,
    IntervalScale,
    Judgement,
    ProbabilityJudgement,
    QuantityJudgement,
    QuantityScale,
    RankingJudgement,
    RankingScale,
    RatingJudgement,
    RatingScale,
    RouletteJudgement,
    RouletteScale,
    Scale,
)
from weighin.record.values import Position

EVERY_POSITION_TOLD = POSITION_TOLD | {
    Position.NO_OPINION: marked("I have no opinion"),
    Position.DID_NOT_ANSWER: marked("No answer"),
}


def judgement_said(judgement: Judgement, scale: Scale | None, *, say: Say, write: Write) -> str:
    """What was given, whole and in a line: every option, every chip. Empty where the question's scale is another one."""
    match judgement, scale:
        case ProbabilityJudgement(), _:
            return _share(judgement.probability, write)
        case ChoiceJudgement(), ChoiceScale():
            given = zip(scale.options, judgement.probabilities, strict=False)
            return "; ".join(f"{option}: {_share(probability, write)}" for option, probability in given)
        case QuantityJudgement(), QuantityScale():
            return _quantiles([write(one) for one in judgement.quantiles], scale.levels, scale.unit, write)
        case DateJudgement(), DateScale():
            return _quantiles([write(one) for one in judgement.days], scale.levels, "", write)
        case IntervalJudgement(), IntervalScale():
            sure = judgement.confidence if judgement.confidence is not None else scale.confidence or 0
            told = {"low": write(judgement.lowest), "high": write(judgement.highest), "sure": write(sure * 100)}
            best = f"{write(judgement.best)} {scale.unit}".rstrip()
            return say("%(best)s; %(sure)s %% sure that it lies between %(low)s and %(high)s") % (told | {"best": best})
        case RouletteJudgement(), RouletteScale():
            return _chips(judgement.chips, scale, say, write)
        case AxesJudgement(), AxesScale():
            return f"{scale.across}: {write(judgement.across)}; {scale.up}: {write(judgement.up)}"
        case RankingJudgement(), RankingScale():
            return ", ".join(
                f"{place}. {option}" for place, option in sorted(zip(judgement.places, scale.options, strict=False))
            )
        case RatingJudgement(), RatingScale():
            ends = {"lowest": write(scale.lowest), "highest": write(scale.highest)}
            return say("%(rating)s, on a scale from %(lowest)s to %(highest)s") % (
                ends | {"rating": write(judgement.rating)}
            )
        case AgreementJudgement(), AgreementScale():
            return _position(judgement, scale, say, write)
    return ""


def _share(probability: float, write: Write) -> str:
    return f"{write(probability * 100)} %"


def _quantiles(values: Sequence[str], levels: Sequence[float], unit: str, write: Write) -> str:
    """Each with the probability that the truth lies below it; German and Korean write it in the same way."""
    told = [f"{value} {unit}".rstrip() for value in values]
    return "; ".join(f"{_share(level, write)}: {value}" for level, value in zip(levels, told, strict=False))


def _chips(chips: Sequence[int], scale: RouletteScale, say: Say, write: Write) -> str:
    bins = zip(chips, scale.edges, scale.edges[1:], strict=False)
    told = [
        f"{say('%(low)s to %(high)s') % {'low': write(low), 'high': write(high)}} {scale.unit}".rstrip()
        + f": {write(count)}"
        for count, low, high in bins
        if count
    ]
    return "; ".join(told)


def _position(judgement: AgreementJudgement, scale: AgreementScale, say: Say, write: Write) -> str:
    position = say(EVERY_POSITION_TOLD[judgement.position])
    if judgement.confidence is None:
        return position
    sure = {"position": position, "confidence": write(judgement.confidence), "most": write(scale.most_confidence)}
    return say("%(position)s; confidence %(confidence)s of %(most)s") % sure
