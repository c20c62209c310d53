"""Answers as they stand on a page: paragraphs cut at their forecasts, long ones folded after their beginning."""

from collections.abc import Sequence
from itertools import chain

from msgspec import Struct

from weighin.publishing.asking import marks_of
from weighin.publishing.expectations import Expectation, expectation_of
from weighin.publishing.matrix import forecasts_by_answer
from weighin.publishing.segments import quotation_segments
from weighin.publishing.wording import says_only_its_stance, says_only_its_vote
from weighin.record.public import PublicAnswer, PublicForecast, PublicPanelist, PublicRecord, Quotation

SHOWN_AT_ONCE = 150  # words of an answer before the rest is folded
WORTH_FOLDING = 60  # words; less than this is not hidden behind a click


class Piece(Struct, frozen=True):
    """A piece of a paragraph: which forecasts cover it, which one is found here by its identifier, and which end with it."""

    text: str
    covering: tuple[PublicForecast, ...] = ()
    anchor: str = ""
    ends: tuple[PublicForecast, ...] = ()


class Paragraph(Struct, frozen=True):
    """A paragraph in pieces. `cut_before`, `cut_after`: words were left off there."""

    pieces: tuple[Piece, ...]
    words: int
    cut_before: bool = False
    cut_after: bool = False


class ShownAnswer(Struct, frozen=True):
    """An answer ready to be shown.

    `open` stands on the page, `folded` opens on demand; `apart`: forecasts whose words lie outside what is quoted of the answer; `came`: that
    it came late, that it was edited.
    """

    answer: PublicAnswer
    panelists: tuple[PublicPanelist, ...]
    forecasts: tuple[PublicForecast, ...]
    open: tuple[Paragraph, ...]
    folded: tuple[Paragraph, ...] = ()
    apart: tuple[Expectation, ...] = ()
    came: tuple[str, ...] = ()

    @property
    def folded_words(self) -> int:
        """How many words open on demand."""
        return sum(paragraph.words for paragraph in self.folded)


def shown_answers(record: PublicRecord) -> tuple[ShownAnswer, ...]:
    """Every answer, in the order of the source."""
    forecasts = forecasts_by_answer(record)
    return tuple(_shown(record, answer, tuple(forecasts.get(answer.identifier, ()))) for answer in record.answers)


def _shown(record: PublicRecord, answer: PublicAnswer, forecasts: tuple[PublicForecast, ...]) -> ShownAnswer:
    said = () if says_only_its_stance(answer) else answer.quotations
    if said and answer.position and says_only_its_vote(said[0].text, answer.position):
        said = said[1:]
    first = {mark.forecast: number for number, quotation in reversed(list(enumerate(said))) for mark in quotation.marks}
    paragraphs = tuple(
        _paragraph(quotation, forecasts, frozenset(one for one, at in first.items() if at == number))
        for number, quotation in enumerate(said)
    )
    fold = _fold(paragraphs)
    marked = {mark.forecast for quotation in answer.quotations for mark in quotation.marks}
    return ShownAnswer(
        answer,
        tuple(record.panelist(panelist) for panelist in answer.panelists),
        forecasts,
        paragraphs[:fold],
        paragraphs[fold:],
        tuple(expectation_of(forecast) for forecast in forecasts if forecast.identifier not in marked),
        marks_of(record.asking, answer),
    )


def _fold(paragraphs: Sequence[Paragraph]) -> int:
    """How many paragraphs stand open: at least one, until enough is shown; all where little would be left."""
    shown = 0
    for number, paragraph in enumerate(paragraphs):
        if number and shown + paragraph.words > SHOWN_AT_ONCE:
            rest = sum(later.words for later in paragraphs[number:])
            return number if rest >= WORTH_FOLDING else len(paragraphs)
        shown += paragraph.words
    return len(paragraphs)


def _paragraph(quotation: Quotation, forecasts: Sequence[PublicForecast], here: frozenset[str]) -> Paragraph:
    """`here`: the forecasts that are marked in this paragraph first."""
    known = {forecast.identifier: forecast for forecast in forecasts}
    cut = quotation_segments(quotation)
    pieces = []
    for piece, following in zip(cut, chain(cut[1:], [None]), strict=True):
        later = following.stretches if following else ()
        pieces.append(
            Piece(
                piece.text,
                tuple(known[stretch.target] for stretch in piece.stretches),
                next((stretch.target for stretch in piece.opens if stretch.target in here), ""),
                tuple(known[stretch.target] for stretch in piece.stretches if stretch not in later),
            )
        )
    return Paragraph(tuple(pieces), len(quotation.text.split()), quotation.cut_before, quotation.cut_after)
