"""The source text line by line, with what the record made of each line beside it."""

from collections.abc import Iterator

from msgspec import Struct

from weighin.publishing.segments import Segment, Stretch, segments
from weighin.record.record import Record
from weighin.record.values import Passage, Span

_INLINE = frozenset({"forecast", "phrase", "panelist"})  # marked in the text; everything else only labels its line


class SourceLine(Struct, frozen=True):
    """A line of the source.

    Attributes:
        kind: what the line chiefly is: title, standfirst, byline, date, outlet, introduction, panelist, question, answer, interests,
            caption, warning; empty where the record made nothing of it.
        labels: what begins in this line, in words.
        pieces: the line cut at its marks.
    """

    kind: str
    labels: tuple[str, ...]
    pieces: tuple[Segment, ...]


def source_lines(record: Record) -> Iterator[SourceLine]:
    """The lines that hold something, in order."""
    labels = dict[Stretch, str](_stretches(record))
    line: list[Segment] = []
    for piece in segments(record.text, labels):
        first, *further = piece.text.split("\n")
        line.append(Segment(first, piece.stretches, piece.opens))
        for part in further:
            yield from _line(line, labels)
            line = [Segment(part, piece.stretches)]
    yield from _line(line, labels)


def _line(pieces: list[Segment], labels: dict[Stretch, str]) -> Iterator[SourceLine]:
    if not any(piece.text.strip() for piece in pieces):
        return
    covering = dict.fromkeys(stretch for piece in pieces if piece.text.strip() for stretch in piece.stretches)
    opens = dict.fromkeys(
        stretch for piece in pieces for stretch in piece.opens if stretch.kind not in ("forecast", "phrase")
    )
    blocks = [stretch.kind for stretch in covering if stretch.kind not in _INLINE]
    names = [stretch.kind for stretch in covering if stretch.kind == "panelist"]
    yield SourceLine(
        (blocks or names or [""])[0],
        tuple(dict.fromkeys(labels[stretch] for stretch in opens)),
        tuple(piece for piece in pieces if piece.text),
    )


def _stretches(record: Record) -> Iterator[tuple[Stretch, str]]:
    """Everything that the record took from the text, with the words for the margin."""
    for kind, passage in (
        ("title", record.title_at),
        ("standfirst", record.standfirst),
        ("byline", record.byline),
        ("date", record.published.read_at if record.published else None),
        ("outlet", record.outlet_at),
    ):
        if passage:
            yield _over(passage, kind), kind.capitalize()
    for paragraph in record.introduction:
        yield _over(paragraph, "introduction"), "Introduction"
    for number, question in enumerate(record.questions, start=1):
        for place in (question.asked_at.span if question.asked_at else None, *question.repeated_at):
            if place:
                yield _over(place, "question", question.identifier), f"Question {number}"
    yield from _panel(record)
    yield from _answers(record)
    for picture in record.illustrations:
        for passage in (picture.caption, picture.credit):
            if passage:
                yield _over(passage, "caption"), "Picture caption"
    for warning in record.warnings:
        if warning.passage:
            yield (
                _over(warning.passage, "warning", warning.identifier),
                f"{warning.kind.value.capitalize()}: {warning.message}",
            )


def _panel(record: Record) -> Iterator[tuple[Stretch, str]]:
    for panelist in record.panel:
        if panelist.named_at:
            yield _over(panelist.named_at, "panelist", panelist.identifier), f"On the panel: {panelist.name}"
        for passage in panelist.affiliation_at:
            yield _over(passage, "panelist", panelist.identifier), f"Affiliation of {panelist.name}"
        for passage in panelist.interests:
            yield _over(passage, "interests"), f"Interests declared by {panelist.name}"


def _answers(record: Record) -> Iterator[tuple[Stretch, str]]:
    for answer in record.answers:
        who = " and ".join(record.panelist(panelist).name for panelist in dict.fromkeys(answer.panelists))
        what = f", question {answer.question[1:]}" if answer.question else ""
        for paragraph in answer.paragraphs:
            yield _over(paragraph, "answer", answer.identifier), f"{who}{what}"
    for forecast in record.forecasts:
        yield _over(forecast.passage, "forecast", forecast.identifier), "Forecast"
        if forecast.phrase:
            yield _over(forecast.phrase, "phrase", forecast.identifier), "Phrase"


def _over(place: Passage | Span, kind: str, target: str = "") -> Stretch:
    return Stretch(place.start, place.end, kind, target)
