"""Between what is typed into the form and the answers: every field is text, and whatever is typed can be kept and shown again.

The names of a question's fields begin with its identifier: `<question>.prose`, `.stance`, `.expertise`, and by its scale `.probability`,
`.option-0`, `.quantile-0`, `.lowest`, `.best`, `.highest`, `.sure`, `.chips-0`, `.day-0`, `.rating`, `.across`, `.up`, `.position`, `.confidence`,
`.place-0`. Probabilities are typed in per cent.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from weighin.asking.answers import Answers, Asked, Flaw, GivenAnswer, Help, flaws_in
from weighin.record.judgements import (
    SUM_TOLERANCE,
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
    ProbabilityScale,
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
from weighin.record.values import Position, Stance

Fields = Mapping[str, str]
PER_CENT = 100
HELP = "help"  # the one field that belongs to no question
_ROUNDING = 0.006  # three options of 33.3 per cent each are meant to be all
_NUMBER = re.compile(r"[-+−]?\d+(?:[.,]\d+)?")
STANCES = (Stance.UNCERTAIN, Stance.NO_OPINION, Stance.DECLINED)


class Understood(Struct, frozen=True, kw_only=True):
    """What was typed, as answers; and what of it cannot be taken. With flaws the answers hold the rest."""

    answers: Answers
    flaws: tuple[Flaw, ...]


class _NotUnderstood(ValueError):
    """What was typed is no judgement; says why."""


def answers_from(fields: Fields, asked: tuple[Asked, ...], *, asks_help: bool = False) -> Understood:
    """Take what was typed for answers, question by question. Fields of no question are left alone.

    `asks_help`: whether the round-up asks who helped with the writing; then that has to be said.
    """
    given, flaws = [], []
    for question in asked:
        judgement: Judgement | None = None
        try:
            judgement = _judgement(question, fields)
        except ValueError as error:
            flaws.append(Flaw(question=question.identifier, reason=str(error)))
        try:
            expertise = _expertise(fields.get(f"{question.identifier}.expertise", ""))
        except ValueError as error:
            expertise = None
            flaws.append(Flaw(question=question.identifier, reason=str(error)))
        one = GivenAnswer(
            question=question.identifier,
            stance=_stance(fields.get(f"{question.identifier}.stance", "")),
            prose=fields.get(f"{question.identifier}.prose", "") if question.asks_prose else "",
            judgement=judgement,
            expertise=expertise,
        )
        given.append(one)
    helped = next((one for one in Help if one.value == fields.get(HELP)), None) if asks_help else None
    if asks_help and helped is None:
        flaws.append(Flaw(question="", reason="please say, at the end, whether somebody helped with the writing"))
    answers = Answers(given=tuple(given), help=helped)
    told = flaws_in(answers, asked)
    if flaws:  # who typed something that was not understood did not leave everything empty
        told = tuple(flaw for flaw in told if flaw.question)
    return Understood(answers=answers, flaws=(*flaws, *told))


def fields_from(answers: Answers, asked: tuple[Asked, ...]) -> dict[str, str]:
    """The fields as they would have been typed for these answers."""
    fields: dict[str, str] = {HELP: answers.help.value} if answers.help else {}
    for question in asked:
        one = answers.to(question.identifier)
        if one is not None:
            fields |= {f"{question.identifier}.{name}": text for name, text in _typed(one) if text}
    return fields


def field_names(asked: tuple[Asked, ...]) -> Iterator[str]:
    """Every field that the form has."""
    for question in asked:
        parts = ["prose"] if question.asks_prose else []
        for part in [*parts, "stance", "expertise", *_parts_of(question.scale)]:
            yield f"{question.identifier}.{part}"


def _parts_of(scale: Scale | None) -> list[str]:
    match scale:
        case None:
            return []
        case ProbabilityScale():
            return ["probability"]
        case ChoiceScale():
            return [f"option-{number}" for number in range(len(scale.options))]
        case QuantityScale():
            return [f"quantile-{number}" for number in range(len(scale.levels))]
        case IntervalScale():
            return ["lowest", "best", "highest", *(["sure"] if scale.confidence is None else [])]
        case RouletteScale():
            return [f"chips-{number}" for number in range(len(scale.edges) - 1)]
        case DateScale():
            return [f"day-{number}" for number in range(len(scale.levels))]
        case RatingScale():
            return ["rating"]
        case AxesScale():
            return ["across", "up"]
        case AgreementScale():
            return ["position", "confidence"]
        case RankingScale():
            return [f"place-{number}" for number in range(len(scale.options))]


def _judgement(question: Asked, fields: Fields) -> Judgement | None:
    """None where nothing was typed.

    Raises:
        ValueError: something was typed that is no judgement on this scale.
    """
    scale = question.scale
    typed = [fields.get(f"{question.identifier}.{part}", "").strip() for part in _parts_of(scale)]
    if scale is None or not any(typed):
        return None
    match scale:
        case ProbabilityScale():
            return ProbabilityJudgement(probability=_share(typed[0]))
        case ChoiceScale():
            return ChoiceJudgement(probabilities=_shares(typed))
        case QuantityScale():
            return QuantityJudgement(quantiles=tuple(map(number_typed, _all(typed))))
        case IntervalScale():
            return _interval(*_all(typed))
        case RouletteScale():
            return RouletteJudgement(chips=tuple(_whole(one) if one else 0 for one in typed))
        case DateScale():
            return DateJudgement(days=tuple(map(_day, _all(typed))))
        case RatingScale():
            return RatingJudgement(rating=_whole(typed[0]))
        case AxesScale():
            across, up = map(_whole, _all(typed))
            return AxesJudgement(across=across, up=up)
        case AgreementScale():
            return _agreement(*typed)
        case RankingScale():
            return RankingJudgement(places=tuple(map(_whole, _all(typed))))


def _interval(lowest: str, best: str, highest: str, sure: str | None = None) -> IntervalJudgement:
    return IntervalJudgement(
        lowest=number_typed(lowest),
        best=number_typed(best),
        highest=number_typed(highest),
        confidence=None if sure is None else _share(sure),
    )


def _share(typed: str) -> float:
    per_cent = number_typed(typed.removesuffix("%").strip())
    if not 0 <= per_cent <= PER_CENT:
        msg = f"expected a probability from 0 to 100 per cent, found {typed}"
        raise _NotUnderstood(msg)
    return round(per_cent / PER_CENT, 12)


def _shares(typed: list[str]) -> tuple[float, ...]:
    """An option that was left empty is given nothing. Rounding is made good; a sum that is off by more is told."""
    shares = [_share(one) if one else 0.0 for one in typed]
    total = sum(shares)
    if abs(total - 1) > _ROUNDING:
        msg = f"expected options that sum to 100 per cent, found {total * PER_CENT:g}"
        raise _NotUnderstood(msg)
    return tuple(shares) if abs(total - 1) <= SUM_TOLERANCE else tuple(share / total for share in shares)


def _all(typed: list[str]) -> list[str]:
    if not all(typed):
        msg = f"expected all {len(typed)} values, found {sum(map(bool, typed))}; fill in the others, or none"
        raise _NotUnderstood(msg)
    return typed


def number_typed(typed: str) -> float:
    """A number as people type it: 12.5, 12,5, 1 000, −3.

    Raises:
        ValueError: it is none.
    """
    compact = typed.replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
    if not _NUMBER.fullmatch(compact):
        msg = f"expected a number, as in 12.5, found “{typed}”"
        raise _NotUnderstood(msg)
    return float(compact.replace("−", "-").replace(",", "."))


def _whole(typed: str) -> int:
    number = number_typed(typed)
    if not number.is_integer():
        msg = f"expected a whole number, found {typed}"
        raise _NotUnderstood(msg)
    return int(number)


def _day(typed: str) -> dt.date:
    try:
        return dt.date.fromisoformat(typed)
    except ValueError as error:
        msg = f"expected a day as YYYY-MM-DD, found “{typed}”"
        raise _NotUnderstood(msg) from error


def _agreement(position: str, confidence: str) -> AgreementJudgement:
    if not position:
        msg = "expected a position with the confidence, found the confidence alone"
        raise _NotUnderstood(msg)
    try:
        taken = Position(position)
    except ValueError as error:
        msg = f"expected one of the positions that the form offers, found “{position}”"
        raise _NotUnderstood(msg) from error
    return AgreementJudgement(position=taken, confidence=_whole(confidence) if confidence else None)


def _expertise(typed: str) -> int | None:
    return _whole(typed) if typed.strip() else None


def _stance(typed: str) -> Stance:
    return next((stance for stance in STANCES if stance.value == typed), Stance.ANSWERED)


def _typed(one: GivenAnswer) -> Iterator[tuple[str, str]]:
    yield "prose", one.prose
    yield "stance", "" if one.stance is Stance.ANSWERED else one.stance.value
    yield "expertise", "" if one.expertise is None else str(one.expertise)
    match one.judgement:
        case None:
            return
        case ProbabilityJudgement():
            yield "probability", _plain(one.judgement.probability * PER_CENT)
        case ChoiceJudgement():
            yield from _numbered("option", [_plain(share * PER_CENT) for share in one.judgement.probabilities])
        case QuantityJudgement():
            yield from _numbered("quantile", map(_plain, one.judgement.quantiles))
        case IntervalJudgement():
            yield from ((name, _plain(getattr(one.judgement, name))) for name in ("lowest", "best", "highest"))
            yield "sure", "" if one.judgement.confidence is None else _plain(one.judgement.confidence * PER_CENT)
        case RouletteJudgement():
            yield from _numbered("chips", map(str, one.judgement.chips))
        case DateJudgement():
            yield from _numbered("day", [day.isoformat() for day in one.judgement.days])
        case RatingJudgement():
            yield "rating", str(one.judgement.rating)
        case AxesJudgement():
            yield "across", str(one.judgement.across)
            yield "up", str(one.judgement.up)
        case RankingJudgement():
            yield from _numbered("place", map(str, one.judgement.places))
        case AgreementJudgement():
            yield "position", one.judgement.position.value
            yield "confidence", "" if one.judgement.confidence is None else str(one.judgement.confidence)


def _numbered(name: str, typed: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((f"{name}-{number}", text) for number, text in enumerate(typed))


def _plain(number: float) -> str:
    """A number as people write it, without an exponent."""
    return f"{round(number, 10):.10f}".rstrip("0").rstrip(".")
