"""What the rules of reading make of words that an editor chose: lean, phrase, range, condition.

An editor has the last word on whether something is a forecast, so nothing here asks whether it is one.
"""

from msgspec.structs import replace

from weighin.reading.corrections.recount import NEW
from weighin.reading.forecasts import find_forecasts
from weighin.reading.forecasts.chosen import finding_in, likelihood_of
from weighin.reading.forecasts.clauses import plain
from weighin.reading.forecasts.probability import range_for
from weighin.reading.forecasts.times import by_when_in
from weighin.reading.passages import passage
from weighin.record.record import Answer, Forecast, Record
from weighin.record.values import Passage, Polarity, ProbabilityRange

__all__ = ["bare_forecast", "forecast_in", "leaning", "likelihood_of"]

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
    finding = finding_in(low)
    if finding is None:
        return None

    def at(edges: tuple[int, int] | None) -> Passage | None:
        return passage(record.text, stretch.start + edges[0], stretch.start + edges[1]) if edges else None

    return replace(
        bare_forecast(answer, stretch, finding.polarity),
        phrase=at(finding.phrase),
        probability=range_for(finding.key, is_mirrored=finding.is_mirrored, stated=finding.stated),
        is_unhedged=finding.is_unhedged,
        is_conditional=finding.is_conditional,
        condition=at(finding.condition),
        by_when=at(by_when_in(low, None)),
        rules=(BY_HAND, *finding.rules),
    )


def leaning(probability: ProbabilityRange | None, polarity: Polarity) -> ProbabilityRange | None:
    """A range turned the way that a forecast leans: whoever denies an event does not find it likely. Open has no lean to turn to."""
    if probability is None or polarity is Polarity.OPEN:
        return None if polarity is Polarity.OPEN and probability and not _is_even(probability) else probability
    is_against = probability.median > 0.5 if polarity is Polarity.DENY else probability.median < 0.5
    return probability.denied() if is_against else probability


def _is_even(probability: ProbabilityRange) -> bool:
    return probability.low <= 0.5 <= probability.high
