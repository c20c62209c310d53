"""What an editor can correct: one small value for each thing that one says to the record.

Identifiers in a correction are those of the record that it is applied to; places are offsets of the source text, which never changes.
"""

import datetime as dt

import msgspec
from msgspec import Struct

from weighin.errors import BadRecord
from weighin.record.values import Offset, Polarity, Span


class _Kind(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="correction"):
    """What all corrections share: how they are written down."""


class Newcomer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody whom the reading missed."""

    name: str
    affiliation: str = ""


class GiveAnswer(_Kind, frozen=True, kw_only=True, tag="give answer"):
    """It was somebody else who said this: these panelists, together with a newcomer where one is named."""

    answer: str
    panelists: tuple[str, ...] = ()
    newcomer: Newcomer | None = None


class MoveAnswer(_Kind, frozen=True, kw_only=True, tag="move answer"):
    """It answers another question, or none."""

    answer: str
    question: str | None = None


class AddAnswer(_Kind, frozen=True, kw_only=True, tag="add answer"):
    """A stretch of the source is an answer by itself; where it stood in other answers, it is taken out of them."""

    start: Offset
    end: Offset
    panelists: tuple[str, ...] = ()
    newcomer: Newcomer | None = None
    question: str | None = None


class RemoveAnswer(_Kind, frozen=True, kw_only=True, tag="remove answer"):
    """It is no answer at all."""

    answer: str


class PlacePassage(_Kind, frozen=True, kw_only=True, tag="place passage"):
    """A stretch of the source belongs to an answer; where it stood in other answers, it is taken out of them."""

    start: Offset
    end: Offset
    answer: str


class TakeOutPassage(_Kind, frozen=True, kw_only=True, tag="take out passage"):
    """A stretch of an answer does not belong to it."""

    answer: str
    start: Offset
    end: Offset


class RenamePanelist(_Kind, frozen=True, kw_only=True, tag="rename panelist"):
    """The name is another, or is spelled otherwise."""

    panelist: str
    name: str


class MendAffiliation(_Kind, frozen=True, kw_only=True, tag="mend affiliation"):
    """Post and institution are these; empty for none."""

    panelist: str
    affiliation: str = ""


class MergePanelists(_Kind, frozen=True, kw_only=True, tag="merge panelists"):
    """Two are one person: what `panelist` said and is called goes to `into`."""

    panelist: str
    into: str


class RemovePanelist(_Kind, frozen=True, kw_only=True, tag="remove panelist"):
    """Somebody who says nothing is not on the panel."""

    panelist: str


class AddQuestion(_Kind, frozen=True, kw_only=True, tag="add question"):
    """A question that was put to the panel: before another, or after all."""

    text: str
    before: str | None = None


class RewordQuestion(_Kind, frozen=True, kw_only=True, tag="reword question"):
    """The question reads thus."""

    question: str
    text: str


class RemoveQuestion(_Kind, frozen=True, kw_only=True, tag="remove question"):
    """It was not put to the panel; its answers stay, without a question."""

    question: str


class AddForecast(_Kind, frozen=True, kw_only=True, tag="add forecast"):
    """A stretch of an answer is a forecast. Its words of likelihood are found by the rules of reading; `polarity` where it is not as they say."""

    start: Offset
    end: Offset
    polarity: Polarity | None = None


class RemoveForecast(_Kind, frozen=True, kw_only=True, tag="remove forecast"):
    """It is no forecast."""

    forecast: str


class GiveForecast(_Kind, frozen=True, kw_only=True, tag="give forecast"):
    """It is somebody else's expectation."""

    forecast: str
    panelist: str


class TurnForecast(_Kind, frozen=True, kw_only=True, tag="turn forecast"):
    """It leans another way."""

    forecast: str
    polarity: Polarity


class MarkConditional(_Kind, frozen=True, kw_only=True, tag="mark conditional"):
    """It depends on a condition, or does not; `condition` is the clause where the source has one."""

    forecast: str
    is_conditional: bool
    condition: Span | None = None


class ChoosePhrase(_Kind, frozen=True, kw_only=True, tag="choose phrase"):
    """Other words carry the likelihood; their range is looked up again."""

    forecast: str
    phrase: Span


class CorrectTitle(_Kind, frozen=True, kw_only=True, tag="correct title"):
    """The title reads thus."""

    title: str


class CorrectOutlet(_Kind, frozen=True, kw_only=True, tag="correct outlet"):
    """It appeared there; empty where it is not known."""

    outlet: str = ""


class CorrectDate(_Kind, frozen=True, kw_only=True, tag="correct date"):
    """It was published on that day; None where it is not known."""

    day: dt.date | None = None


class CorrectStandfirst(_Kind, frozen=True, kw_only=True, tag="correct standfirst"):
    """The standfirst stands there in the source; None where it has none."""

    standfirst: Span | None = None


class DismissWarning(_Kind, frozen=True, kw_only=True, tag="dismiss warning"):
    """Somebody has looked at it, and nothing is to be done."""

    warning: str


AnswerCorrection = GiveAnswer | MoveAnswer | AddAnswer | RemoveAnswer | PlacePassage | TakeOutPassage
PanelCorrection = RenamePanelist | MendAffiliation | MergePanelists | RemovePanelist
QuestionCorrection = AddQuestion | RewordQuestion | RemoveQuestion
ForecastCorrection = AddForecast | RemoveForecast | GiveForecast | TurnForecast | MarkConditional | ChoosePhrase
HeadCorrection = CorrectTitle | CorrectOutlet | CorrectDate | CorrectStandfirst | DismissWarning
Correction = AnswerCorrection | PanelCorrection | QuestionCorrection | ForecastCorrection | HeadCorrection

_ROOT = "$"
_decoder: msgspec.json.Decoder[Correction] = msgspec.json.Decoder(Correction)


def encode_correction(correction: Correction) -> bytes:
    """A correction as UTF-8 JSON."""
    return msgspec.json.encode(correction)


def decode_correction(data: bytes) -> Correction:
    """A correction from UTF-8 JSON.

    Raises:
        BadRecord: none of the kinds of correction, or one with a value that breaks a rule.
    """
    try:
        return _decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadRecord(_ROOT, "a correction", str(error)) from error
