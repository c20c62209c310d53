"""Corrections in words for people, as the record stood before them."""

from typing import assert_never

from weighin.reading.corrections import kinds
from weighin.reading.corrections.fitting import the_answer, the_forecast, the_panelist, the_question, the_warning
from weighin.record.record import Record
from weighin.record.values import Polarity

LEANS = {
    Polarity.AFFIRM: "expects it",
    Polarity.DENY: "doubts it",
    Polarity.OPEN: "leaves it open",
}
_QUOTED = 60  # characters of a piece that a sentence repeats


def describe(correction: kinds.Correction, record: Record) -> str:
    """A sentence that says what a correction does to the record that it is applied to.

    Raises:
        DoesNotFit: it names something that is not in the record.
    """
    if isinstance(correction, kinds.AnswerCorrection):
        return _of_answer(correction, record)
    if isinstance(correction, kinds.PanelCorrection):
        return _of_panel(correction, record)
    if isinstance(correction, kinds.QuestionCorrection):
        return _of_question(correction, record)
    if isinstance(correction, kinds.ForecastCorrection):
        return _of_forecast(correction, record)
    return _of_head(correction, record)


def _of_answer(correction: kinds.AnswerCorrection, record: Record) -> str:
    match correction:
        case kinds.GiveAnswer():
            return f"Gave {_answer(record, correction.answer)} to {_people(record, correction.panelists, correction.newcomer)}"
        case kinds.MoveAnswer():
            return f"Moved {_answer(record, correction.answer)} to {_question(record, correction.question)}"
        case kinds.AddAnswer():
            who = _people(record, correction.panelists, correction.newcomer)
            words = _quoted(record.text[correction.start : correction.end])
            return f"Added {words} as an answer by {who} to {_question(record, correction.question)}"
        case kinds.RemoveAnswer():
            return f"Removed {_answer(record, correction.answer)}: it is no answer"
        case kinds.PlacePassage():
            words = _quoted(record.text[correction.start : correction.end])
            return f"Placed {words} in {_answer(record, correction.answer)}"
        case kinds.TakeOutPassage():
            words = _quoted(record.text[correction.start : correction.end])
            return f"Took {words} out of {_answer(record, correction.answer)}"
        case _:
            assert_never(correction)


def _of_panel(correction: kinds.PanelCorrection, record: Record) -> str:
    name = the_panelist(record, correction.panelist).name
    match correction:
        case kinds.RenamePanelist():
            return f"Renamed {name} to {correction.name}"
        case kinds.MendAffiliation():
            if not correction.affiliation:
                return f"Removed the affiliation of {name}"
            return f"Set the affiliation of {name} to {_quoted(correction.affiliation)}"
        case kinds.MergePanelists():
            return f"Merged {name} into {the_panelist(record, correction.into).name}: they are one person"
        case kinds.RemovePanelist():
            return f"Removed {name} from the panel"
        case _:
            assert_never(correction)


def _of_question(correction: kinds.QuestionCorrection, record: Record) -> str:
    match correction:
        case kinds.AddQuestion():
            place = f"before {_question(record, correction.before)}" if correction.before else "after the last question"
            return f"Added the question {_quoted(correction.text)} {place}"
        case kinds.RewordQuestion():
            return f"Reworded {_question(record, correction.question)} to {_quoted(correction.text)}"
        case kinds.RemoveQuestion():
            words = _quoted(the_question(record, correction.question).text)
            return f"Removed {_question(record, correction.question)}, {words}"
        case _:
            assert_never(correction)


def _of_forecast(correction: kinds.ForecastCorrection, record: Record) -> str:
    match correction:
        case kinds.AddForecast():
            lean = f", which {LEANS[correction.polarity]}" if correction.polarity else ""
            return f"Added the forecast {_quoted(record.text[correction.start : correction.end])}{lean}"
        case kinds.RemoveForecast():
            return f"Removed {_forecast(record, correction.forecast)}: it is no forecast"
        case kinds.GiveForecast():
            return f"Gave {_forecast(record, correction.forecast)} to {the_panelist(record, correction.panelist).name}"
        case kinds.TurnForecast():
            return f"Turned {_forecast(record, correction.forecast)}: it {LEANS[correction.polarity]}"
        case kinds.MarkConditional():
            if correction.condition:
                words = _quoted(record.text[correction.condition.start : correction.condition.end])
                return f"Marked {_forecast(record, correction.forecast)} conditional on {words}"
            how = "conditional" if correction.is_conditional else "not conditional"
            return f"Marked {_forecast(record, correction.forecast)} {how}"
        case kinds.ChoosePhrase():
            words = _quoted(record.text[correction.phrase.start : correction.phrase.end])
            return f"Chose {words} as the words of likelihood in {_forecast(record, correction.forecast)}"
        case _:
            assert_never(correction)


def _of_head(correction: kinds.HeadCorrection, record: Record) -> str:
    match correction:
        case kinds.CorrectTitle():
            return f"Corrected the title to {_quoted(correction.title)}"
        case kinds.CorrectOutlet():
            return (
                f"Corrected the outlet to {_quoted(correction.outlet)}" if correction.outlet else "Removed the outlet"
            )
        case kinds.CorrectDate():
            day = correction.day
            return f"Corrected the date to {day.day} {day:%B} {day.year}" if day else "Removed the date"
        case kinds.CorrectStandfirst():
            place = correction.standfirst
            return (
                f"Chose {_quoted(record.text[place.start : place.end])} as standfirst"
                if place
                else "Removed the standfirst"
            )
        case kinds.DismissWarning():
            warning = the_warning(record, correction.warning)
            about = f", {_quoted(warning.passage.text)}" if warning.passage else ""
            return f"Dismissed the warning “{warning.kind.value}”{about}"
        case _:
            assert_never(correction)


def _answer(record: Record, identifier: str) -> str:
    answer = the_answer(record, identifier)
    opening = f" ({_quoted(answer.paragraphs[0].text)})" if answer.paragraphs else ""
    return f"an answer by {_people(record, answer.panelists)}{opening}"


def _people(record: Record, panelists: tuple[str, ...], newcomer: kinds.Newcomer | None = None) -> str:
    names = [the_panelist(record, identifier).name for identifier in dict.fromkeys(panelists)]
    return " and ".join([*names, f"{newcomer.name}, new on the panel"] if newcomer else names)


def _question(record: Record, identifier: str | None) -> str:
    return f"question {the_question(record, identifier).identifier[1:]}" if identifier else "no question"


def _forecast(record: Record, identifier: str) -> str:
    return f"the forecast {_quoted(the_forecast(record, identifier).passage.text)}"


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words}”" if len(words) <= _QUOTED else f"“{words[:_QUOTED].rsplit(' ', 1)[0].rstrip(' ,;:.')}…”"
