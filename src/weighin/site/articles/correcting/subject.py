"""The piece of the record that somebody corrects."""

import re

from msgspec import Struct

from weighin.errors import DoesNotFit
from weighin.reading.corrections import Replayed
from weighin.record.record import Answer, Forecast, Panelist, Question, ReadingWarning, Record
from weighin.record.values import Passage, Span

HEAD, QUESTIONS, PASSAGE = "head", "questions", "passage"


class Subject(Struct, frozen=True):
    """A piece by its lasting name ("a3", "f2.1"), or "head", "questions", "passage"; and the record that it belongs to."""

    state: Replayed
    name: str

    @property
    def record(self) -> Record:
        """The record as it is now."""
        return self.state.record

    def require(self) -> None:
        """That it is there.

        Raises:
            DoesNotFit: it is not.
        """
        if self.name not in {HEAD, QUESTIONS, PASSAGE} and self.name not in self.state.now:
            msg = "this piece is not in the record any more; somebody may have taken back what added it"
            raise DoesNotFit(msg)

    @property
    def number(self) -> int:
        """Its place among its kind, counted from 0."""
        return int(self.state.now[self.name][1:]) - 1

    @property
    def panelist(self) -> Panelist:
        """The panelist that it is."""
        return self.record.panel[self.number]

    @property
    def question(self) -> Question:
        """The question that it is."""
        return self.record.questions[self.number]

    @property
    def answer(self) -> Answer:
        """The answer that it is."""
        return self.record.answers[self.number]

    @property
    def forecast(self) -> Forecast:
        """The forecast that it is."""
        return self.record.forecasts[self.number]

    @property
    def warning(self) -> ReadingWarning | None:
        """The warning that it is, if it is one."""
        return self.record.warnings[self.number] if self.name.startswith("w") else None


def panelists_of(subject: Subject, besides: str = "") -> list[tuple[str, str]]:
    """The panel to choose from, by lasting name."""
    names = subject.state.names
    return [(names[one.identifier], one.name) for one in subject.record.panel if names[one.identifier] != besides]


def questions_of(subject: Subject) -> list[tuple[str, str]]:
    """The questions to choose from, and none."""
    names = subject.state.names
    return [
        *(
            (names[one.identifier], f"{number}. {_short(one.text)}")
            for number, one in enumerate(subject.record.questions, start=1)
        ),
        ("", "No question"),
    ]


def answers_of(subject: Subject) -> list[tuple[str, str]]:
    """The answers to choose from, in the order of the source."""
    names, record = subject.state.names, subject.record
    return [
        (
            names[one.identifier],
            f"{record.panelist(one.panelists[0]).name}"
            + (f", question {one.question[1:]}" if one.question else "")
            + (f": {_short(one.paragraphs[0].text)}" if one.paragraphs else ""),
        )
        for one in record.answers
    ]


def place_of(words: str, text: str, within: Span, *, what: str = "the source") -> Span:
    """Where some words stand, whatever white space lies between them.

    Raises:
        DoesNotFit: nowhere there, or in more than one place.
    """
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = list(re.compile(pattern).finditer(text, within.start, within.end)) if pattern else []
    if not found:
        msg = f"these words do not stand in {what}; copy them as they are printed there"
        raise DoesNotFit(msg)
    if len(found) > 1:
        msg = f"these words stand in {what} {len(found)} times; copy some more around them"
        raise DoesNotFit(msg)
    return Span(found[0].start(), found[0].end())


def words_of(passage: Passage | None) -> str:
    """The words of a passage; none where there is none."""
    return passage.text if passage else ""


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 70 else words[:69].rsplit(" ", 1)[0] + "…"
