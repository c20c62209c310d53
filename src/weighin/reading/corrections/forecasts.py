"""Corrections of forecasts: which sentences are one, whose, which way they lean, on what they depend, in which words."""

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from weighin.reading.corrections.fitting import refuse, the_forecast, the_panelist, the_stretch
from weighin.reading.corrections.kinds import (
    AddForecast,
    ChoosePhrase,
    ForecastCorrection,
    GiveForecast,
    MarkConditional,
    RemoveForecast,
    TurnForecast,
)
from weighin.reading.corrections.likelihood import BY_HAND, bare_forecast, forecast_in, leaning, likelihood_of
from weighin.reading.corrections.recount import Recounted, recount
from weighin.record.record import Answer, Forecast, Record
from weighin.record.values import Passage, Polarity


def correct_forecasts(record: Record, correction: ForecastCorrection) -> Recounted:
    """The record with its forecasts corrected."""
    match correction:
        case AddForecast():
            return _with_forecast(record, correction)
        case RemoveForecast():
            gone = the_forecast(record, correction.forecast)
            return recount(record, forecasts=[one for one in record.forecasts if one is not gone])
        case GiveForecast():
            return _given(record, correction)
        case TurnForecast():
            return _turned(record, correction)
        case MarkConditional():
            return _conditional(record, correction)
        case ChoosePhrase():
            return _with_phrase(record, correction)
        case _:
            assert_never(correction)


def _with_forecast(record: Record, correction: AddForecast) -> Recounted:
    stretch = the_stretch(record, correction.start, correction.end)
    answer = _answer_with(record, stretch)
    if any(one.answer == answer.identifier and one.passage.span == stretch.span for one in record.forecasts):
        refuse("this passage is a forecast already; correct that one")
    found = forecast_in(record, answer, stretch)
    if found is None:
        if correction.polarity is None:
            refuse("no words of likelihood are known in this passage; say which way it leans")
        found = bare_forecast(answer, stretch, correction.polarity)
    elif correction.polarity is not None:
        found = _leaning(found, correction.polarity)
    new = [replace(found, panelist=speaker) for speaker in dict.fromkeys(answer.panelists)]
    return recount(record, forecasts=_in_order([*record.forecasts, *new], record.answers))


def _answer_with(record: Record, stretch: Passage) -> Answer:
    holding = (one for one in record.answers if any(part.span.holds(stretch) for part in one.paragraphs))
    return next(holding, None) or refuse(
        "this passage does not lie within one paragraph of an answer; place it in an answer first"
    )


def _in_order(forecasts: Sequence[Forecast], answers: Sequence[Answer]) -> list[Forecast]:
    rank = {answer.identifier: number for number, answer in enumerate(answers)}
    return sorted(forecasts, key=lambda one: (rank[one.answer], one.passage.start))


def _given(record: Record, correction: GiveForecast) -> Recounted:
    forecast = the_forecast(record, correction.forecast)
    panelist = the_panelist(record, correction.panelist)
    if forecast.panelist == panelist.identifier:
        refuse(f"this is the expectation of {panelist.name} already")
    return _with(record, forecast, replace(forecast, panelist=panelist.identifier))


def _turned(record: Record, correction: TurnForecast) -> Recounted:
    forecast = the_forecast(record, correction.forecast)
    if forecast.polarity is correction.polarity:
        refuse("this forecast leans that way already")
    return _with(record, forecast, _leaning(forecast, correction.polarity))


def _leaning(forecast: Forecast, polarity: Polarity) -> Forecast:
    known = forecast.probability or (likelihood_of(forecast.phrase.text) if forecast.phrase else None)
    return replace(forecast, polarity=polarity, probability=leaning(known, polarity))


def _conditional(record: Record, correction: MarkConditional) -> Recounted:
    forecast = the_forecast(record, correction.forecast)
    condition = correction.condition and the_stretch(record, correction.condition.start, correction.condition.end)
    if condition and not correction.is_conditional:
        refuse("a forecast that depends on nothing has no condition")
    marked = replace(forecast, is_conditional=correction.is_conditional, condition=condition)
    if marked == forecast:
        refuse("this forecast is marked so already")
    return _with(record, forecast, marked)


def _with_phrase(record: Record, correction: ChoosePhrase) -> Recounted:
    forecast = the_forecast(record, correction.forecast)
    phrase = the_stretch(record, correction.phrase.start, correction.phrase.end)
    if not forecast.passage.span.holds(phrase):
        refuse("these words do not stand in the forecast")
    probability = leaning(likelihood_of(phrase.text), forecast.polarity)
    rules = forecast.rules if BY_HAND in forecast.rules else (BY_HAND, *forecast.rules)
    return _with(
        record, forecast, replace(forecast, phrase=phrase, probability=probability, is_unhedged=False, rules=rules)
    )


def _with(record: Record, before: Forecast, now: Forecast) -> Recounted:
    return recount(record, forecasts=[now if one is before else one for one in record.forecasts])
