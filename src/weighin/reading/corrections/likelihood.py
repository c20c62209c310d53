"""What the rules of reading make of words that an editor chose: lean, phrase, range, condition.

An editor has the last word on whether something is a forecast, so nothing here asks whether it is one.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from weighin.reading.corrections.recount import NEW
from weighin.reading.forecasts import find_forecasts
from weighin.reading.forecasts.clauses import conditions_in, plain
from weighin.reading.forecasts.cues import Match, cues_in
from weighin.reading.forecasts.numbers import stated_probability
from weighin.reading.forecasts.phrases import range_of
from weighin.reading.forecasts.polarity import polarity_of
from weighin.reading.forecasts.times import by_when_in
from weighin.reading.passages import passage
from weighin.record.record import Answer, Forecast, Record
from weighin.record.values import Passage, Polarity, ProbabilityRange

BY_HAND = "chosen by an editor"


def forecast_in(record: Record, answer: Answer, stretch: Passage) -> Forecast | None:
    """The stretch as a forecast of the answer's first panelist; None where no rule knows words of likelihood in it."""
    found = find_forecasts(
        record.text,
        answers=[replace(answer, panelists=answer.panelists[:1], paragraphs=(stretch,))],
        questions=record.questions,
        panel=record.panel,
        published=record.published.day if record.published else None,
        narrated=any(one.reported_by_narrator for one in record.forecasts),
    )
    if found:
        return replace(found[0], identifier=NEW, passage=stretch, rules=(BY_HAND, *found[0].rules))
    return _by_its_cues(record, answer, stretch)


def bare_forecast(answer: Answer, stretch: Passage, polarity: Polarity) -> Forecast:
    """A forecast without words of likelihood: only its lean is known."""
    return Forecast(
        identifier=NEW,
        answer=answer.identifier,
        panelist=answer.panelists[0],
        question=answer.question,
        passage=stretch,
        polarity=polarity,
        rules=(BY_HAND,),
    )


def _by_its_cues(record: Record, answer: Answer, stretch: Passage) -> Forecast | None:
    low = plain(stretch.text)
    cues, stated = cues_in(low), stated_probability(low)
    if not cues and stated is None:
        return None
    lean, place, unhedged, rules = _lean(low, cues)
    probability = likelihood_of(low[place[0] : place[1]])
    if stated is not None:
        place, probability, unhedged = (stated.start, stated.end), likelihood_of(low), False
        middle = (stated.low + stated.high) / 2
        lean = Polarity.OPEN if 0.45 < middle < 0.55 else Polarity.AFFIRM if middle >= 0.55 else Polarity.DENY
    condition = next((one for one in conditions_in(low) if not one.is_backward), None)
    by_when = by_when_in(low, None)

    def at(edges: tuple[int, int] | None) -> Passage | None:
        return passage(record.text, stretch.start + edges[0], stretch.start + edges[1]) if edges else None

    return replace(
        bare_forecast(answer, stretch, lean),
        phrase=at(place),
        probability=leaning(probability, lean) if stated is None else probability,
        is_unhedged=unhedged,
        is_conditional=condition is not None,
        condition=at((condition.start, condition.end)) if condition else None,
        by_when=at((by_when[0], by_when[1])) if by_when else None,
        rules=(BY_HAND, *rules),
    )


def _lean(low: str, cues: Sequence[Match]) -> tuple[Polarity, tuple[int, int], bool, tuple[str, ...]]:
    if not cues:
        return Polarity.AFFIRM, (0, 0), False, ()
    lean, decisive, negation = polarity_of(low, cues)
    rules = tuple(filter(None, (decisive.cue.name, negation)))
    return lean, (decisive.start, decisive.end), decisive.cue.is_unhedged, rules


def likelihood_of(words: str) -> ProbabilityRange | None:
    """The range of some words: as a number that is stated, as a phrase of the table, as the strongest cue in them; None where none is known."""
    low = " ".join(plain(words).split())
    stated = stated_probability(low) or stated_probability(
        f"chance {low}"
    )  # chosen as a likelihood, so a bare "60 %" is one
    if stated is not None:
        return ProbabilityRange(
            lowest=stated.low,
            low=stated.low,
            median=(stated.low + stated.high) / 2,
            high=stated.high,
            highest=stated.high,
            basis="stated by the panelist",
        )
    if named := range_of(low):
        return named
    cues = cues_in(low)
    return range_of(max(cues, key=lambda match: (match.cue.strength, -match.start)).cue.key) if cues else None


def leaning(probability: ProbabilityRange | None, polarity: Polarity) -> ProbabilityRange | None:
    """A range turned the way that a forecast leans: whoever denies an event does not find it likely. Open has no lean to turn to."""
    if probability is None or polarity is Polarity.OPEN:
        return None if polarity is Polarity.OPEN and probability and not _is_even(probability) else probability
    is_against = probability.median > 0.5 if polarity is Polarity.DENY else probability.median < 0.5
    return probability.denied() if is_against else probability


def _is_even(probability: ProbabilityRange) -> bool:
    return probability.low <= 0.5 <= probability.high
