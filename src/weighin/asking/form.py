"""Between what is typed into the form and the answers: every field is text, and whatever is typed can be kept and shown again.

The names of a question's fields begin with its identifier: `<question>.prose`, `.stance`, `.expertise`, and by its scale `.probability`,
`.option-0`, `.quantile-0`, `.lowest`, `.best`, `.highest`, `.sure`, `.chips-0`, `.day-0`, `.rating`, `.across`, `.up`, `.position`, `.confidence`,
`.place-0`, and `.because` where an earlier answer is kept or revised. Probabilities are typed in per cent.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from weighin.asking.answers import MOST_EXPERTISE, Answers, Asked, Flaw, GivenAnswer, Help, flaws_in
from weighin.asking.judging import PER_CENT, expertise_typed, judgement_typed
from weighin.asking.numbers import number_written
from weighin.asking.routing import routed
from weighin.asking.wording import NotTaken, Say, Write, in_english, plainly
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
from weighin.record.values import Stance

Fields = Mapping[str, str]
HELP = "help"  # the one field that belongs to no question
BECAUSE = "because"
STANCES = (Stance.UNCERTAIN, Stance.NO_OPINION, Stance.DECLINED)


class Understood(Struct, frozen=True, kw_only=True):
    """What was typed, as answers; and what of it cannot be taken. With flaws the answers hold the rest."""

    answers: Answers
    flaws: tuple[Flaw, ...]


def answers_from(
    fields: Fields,
    asked: tuple[Asked, ...],
    *,
    asks_help: bool = False,
    say: Say = in_english,
    write: Write = plainly,
) -> Understood:
    """Take what was typed for answers, question by question. Fields of no question are left alone; so are those of a question that is not asked.

    `asks_help`: whether the round-up asks who helped with the writing; then that has to be said. `say`, `write`: in the panelist's language.
    """
    given, flaws = [], []
    for question in asked:
        judgement: Judgement | None = None
        try:
            judgement = _judgement(question, fields)
        except NotTaken as error:
            flaws.append(Flaw(question=question.identifier, reason=error.said(say, write)))
        try:
            expertise = expertise_typed(fields.get(f"{question.identifier}.expertise", ""), most=MOST_EXPERTISE)
        except NotTaken as error:
            expertise = None
            flaws.append(Flaw(question=question.identifier, reason=error.said(say, write)))
        one = GivenAnswer(
            question=question.identifier,
            stance=_stance(fields.get(f"{question.identifier}.stance", "")),
            prose=fields.get(f"{question.identifier}.prose", "") if question.asks_prose else "",
            judgement=judgement,
            expertise=expertise,
            because=fields.get(f"{question.identifier}.{BECAUSE}", ""),
        )
        given.append(one)
    helped = next((one for one in Help if one.value == fields.get(HELP)), None) if asks_help else None
    if asks_help and helped is None:
        flaws.append(Flaw(question="", reason=say("Please say, at the end, whether somebody helped with the writing.")))
    answers = Answers(given=routed(asked, given), help=helped)
    closed = {one.question for one in answers.given if one.stance is Stance.NOT_ASKED}
    flaws = [flaw for flaw in flaws if flaw.question not in closed]
    told = flaws_in(answers, asked, say=say, write=write)
    if flaws:  # who typed something that was not understood did not leave everything empty
        told = tuple(flaw for flaw in told if flaw.question)
    return Understood(answers=answers, flaws=(*flaws, *told))


def closed_now(fields: Fields, asked: tuple[Asked, ...]) -> frozenset[str]:
    """The questions that are not asked by what is typed now."""
    given = answers_from(fields, asked).answers.given
    return frozenset(one.question for one in given if one.stance is Stance.NOT_ASKED)


def asked_now(asked: tuple[Asked, ...], fields: Fields) -> list[str]:
    """The questions under a condition that are asked by what is typed now."""
    closed = closed_now(fields, asked)
    return [one.identifier for one in asked if one.asked_if is not None and one.identifier not in closed]


def fields_from(answers: Answers, asked: tuple[Asked, ...]) -> dict[str, str]:
    """The fields as they would have been typed for these answers."""
    fields: dict[str, str] = {HELP: answers.help.value} if answers.help else {}
    for question in asked:
        one = answers.to(question.identifier)
        if one is not None:
            fields |= {f"{question.identifier}.{name}": text for name, text in _typed(one) if text}
    return fields


def field_names(asked: tuple[Asked, ...], *, asks_why: bool = False) -> Iterator[str]:
    """Every field that the form has. `asks_why`: also why an earlier answer is kept or revised."""
    for question in asked:
        parts = ["prose"] if question.asks_prose else []
        for part in [*parts, "stance", "expertise", *_parts_of(question.scale), *([BECAUSE] if asks_why else [])]:
            yield f"{question.identifier}.{part}"


def without_reasons(fields: Fields) -> dict[str, str]:
    """The fields without why an answer was kept or revised: in another round, that is said anew."""
    return {name: text for name, text in fields.items() if not name.endswith(f".{BECAUSE}")}


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
        NotTaken: something was typed that is no judgement on this scale.
    """
    scale = question.scale
    typed = [fields.get(f"{question.identifier}.{part}", "").strip() for part in _parts_of(scale)]
    return None if scale is None or not any(typed) else judgement_typed(scale, typed)


def _stance(typed: str) -> Stance:
    return next((stance for stance in STANCES if stance.value == typed), Stance.ANSWERED)


def _typed(one: GivenAnswer) -> Iterator[tuple[str, str]]:
    yield "prose", one.prose
    yield "stance", one.stance.value if one.stance in STANCES else ""
    yield "expertise", "" if one.expertise is None else str(one.expertise)
    yield BECAUSE, one.because
    match one.judgement:
        case None:
            return
        case ProbabilityJudgement():
            yield "probability", number_written(one.judgement.probability * PER_CENT)
        case ChoiceJudgement():
            yield from _numbered("option", [number_written(share * PER_CENT) for share in one.judgement.probabilities])
        case QuantityJudgement():
            yield from _numbered("quantile", map(number_written, one.judgement.quantiles))
        case IntervalJudgement():
            yield from ((name, number_written(getattr(one.judgement, name))) for name in ("lowest", "best", "highest"))
            yield (
                "sure",
                "" if one.judgement.confidence is None else number_written(one.judgement.confidence * PER_CENT),
            )
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
