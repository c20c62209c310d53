"""A record beside its source, as the review page shows it: every piece under its lasting name, each leading to its place."""

from collections.abc import Iterator

from msgspec import Struct

from weighin.publishing.segments import Segment, Stretch
from weighin.publishing.source_view import SourceLine, source_lines
from weighin.publishing.wording import LEANING, LEANING_SIGN, POSITION, STANCE, counted, interval, opening_words
from weighin.reading.corrections import Replayed
from weighin.record.record import Answer, Forecast, Record
from weighin.record.values import Stance

OPENING = 18  # words of an answer that tell it from the others
A_PART = 100_000  # characters of the source after which a page ends at the next answer, so that a browser stays quick
_HEAD = frozenset({"title", "standfirst", "date", "outlet", "byline"})


class Label(Struct, frozen=True):
    """What a line of the source was taken for. `piece`: where the record has it; empty where it has no place of its own there."""

    text: str
    piece: str


class Line(Struct, frozen=True):
    """A line of the source. `anchors`: the pieces of the record that begin in it."""

    kind: str
    labels: tuple[Label, ...]
    anchors: tuple[str, ...]
    pieces: tuple[Segment, ...]


class ForecastShown(Struct, frozen=True):
    """A forecast under its answer. `whose` only where the answer does not say."""

    piece: str
    words: str
    lean: str
    phrase: str
    range: str
    notes: tuple[str, ...]
    whose: str


class AnswerShown(Struct, frozen=True):
    """An answer by its beginning."""

    piece: str
    who: str
    opening: str
    words: str
    stance: str
    forecasts: tuple[ForecastShown, ...]
    is_in_source: bool


class QuestionShown(Struct, frozen=True):
    """A question with its answers; the piece is empty for those that answer none."""

    piece: str
    number: int
    text: str
    answers: tuple[AnswerShown, ...]
    is_in_source: bool


class PanelistShown(Struct, frozen=True):
    """Somebody on the panel."""

    piece: str
    name: str
    affiliation: str
    share: str
    is_in_source: bool


class WarningShown(Struct, frozen=True):
    """What an editor should look at."""

    piece: str
    kind: str
    message: str
    words: str


class TopicShown(Struct, frozen=True):
    """An actor or an issue; `answers`: the names of those who speak of it, each with the answer where they first do."""

    label: str
    kind: str
    answers: tuple[tuple[str, str], ...]


class Review(Struct, frozen=True):
    """Everything on the page: of a long source one part, with what the record has of it, and all of the panel, warnings and topics.

    `number`: of the part, counted from 1. `here`: the pieces that are on this page.
    """

    record: Record
    number: int
    parts: int
    here: frozenset[str]
    lines: tuple[Line, ...]
    panel: tuple[PanelistShown, ...]
    questions: tuple[QuestionShown, ...]
    warnings: tuple[WarningShown, ...]
    topics: tuple[TopicShown, ...]


def review_of(state: Replayed, *, show: str = "", number: int = 1) -> Review:
    """A record beside its source.

    Args:
        state: the record and what everything in it is called for good.
        show: the piece whose part of a long source is shown; where it has no place there, or none is named, `number` says which.
    """
    record, names = state.record, state.names
    parts = _parts(_lines(record, names))
    part_of = _part_of(record, names, parts)
    chosen = part_of.get(show, min(max(number, 1), len(parts)) - 1)
    here = frozenset(piece for piece, part in part_of.items() if part == chosen)
    return Review(
        record=record,
        number=chosen + 1,
        parts=len(parts),
        here=here,
        lines=tuple(parts[chosen]),
        panel=tuple(_panel(record, names)),
        questions=tuple(_questions(record, names, here)),
        warnings=tuple(
            WarningShown(
                names[one.identifier],
                one.kind.value,
                one.message,
                opening_words(one.passage.text, 40) if one.passage else "",
            )
            for one in record.warnings
        ),
        topics=tuple(_topics(record, names)),
    )


def _parts(lines: Iterator[Line]) -> list[list[Line]]:
    """The source in parts of some length, none of which begins within an answer."""
    parts: list[list[Line]] = [[]]
    length = 0
    for line in lines:
        begins = any(anchor[0] in "qa" for anchor in line.anchors)
        if length > A_PART and (begins or line.kind != "answer"):
            parts.append([])
            length = 0
        parts[-1].append(line)
        length += sum(len(piece.text) for piece in line.pieces)
    return parts


def _part_of(record: Record, names: dict[str, str], parts: list[list[Line]]) -> dict[str, int]:
    """In which part each piece stands; an answer without a place of its own, which is a vote, after the one before it."""
    found = {anchor: number for number, lines in enumerate(parts) for line in lines for anchor in line.anchors}
    last = 0
    for answer in record.answers:
        last = found.setdefault(names[answer.identifier], last)
    for forecast in record.forecasts:
        found[names[forecast.identifier]] = found[names[forecast.answer]]
    return found


def _lines(record: Record, names: dict[str, str]) -> Iterator[Line]:
    seen: set[str] = set()
    words = dict(_labels(record))
    for line in source_lines(record):
        labels, anchors = [], []
        for stretch in _opening(line):
            if stretch.kind in _HEAD:
                labels.append(Label(stretch.kind.capitalize(), "head"))
            elif not stretch.target:
                labels.append(Label(stretch.kind.capitalize(), ""))
            elif stretch.target not in seen:
                seen.add(stretch.target)
                anchors.append(names[stretch.target])
                labels.append(Label(words[stretch.target], names[stretch.target]))
        yield Line(line.kind, tuple(dict.fromkeys(labels)), tuple(anchors), line.pieces)


def _opening(line: SourceLine) -> Iterator[Stretch]:
    for piece in line.pieces:
        for stretch in piece.opens:
            if stretch.kind != "phrase":
                yield stretch


def _labels(record: Record) -> Iterator[tuple[str, str]]:
    for panelist in record.panel:
        yield panelist.identifier, f"On the panel: {panelist.name}"
    for number, question in enumerate(record.questions, start=1):
        yield question.identifier, f"Question {number}"
    for answer in record.answers:
        to = f", question {answer.question[1:]}" if answer.question else ""
        yield answer.identifier, f"{_who(record, answer)}{to}"
    for forecast in record.forecasts:
        yield forecast.identifier, f"{LEANING_SIGN[forecast.polarity]} forecast"
    for warning in record.warnings:
        yield warning.identifier, f"Warning: {warning.kind.value}"


def _panel(record: Record, names: dict[str, str]) -> Iterator[PanelistShown]:
    answers = _counts(who for answer in record.answers for who in dict.fromkeys(answer.panelists))
    forecasts = _counts(forecast.panelist for forecast in record.forecasts)
    for one in record.panel:
        said, expects = answers.get(one.identifier, 0), forecasts.get(one.identifier, 0)
        share = f"{counted(said, 'answer')}, {counted(expects, 'forecast')}" if said or expects else "says nothing"
        yield PanelistShown(names[one.identifier], one.name, one.affiliation, share, one.named_at is not None)


def _counts(names: Iterator[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return counts


def _questions(record: Record, names: dict[str, str], here: frozenset[str]) -> Iterator[QuestionShown]:
    forecasts: dict[str, list[Forecast]] = {}
    for forecast in record.forecasts:
        forecasts.setdefault(forecast.answer, []).append(forecast)
    answers: dict[str | None, list[AnswerShown]] = {}
    for answer in record.answers:
        if names[answer.identifier] not in here:
            continue
        shown = _answer(record, answer, names, forecasts.get(answer.identifier, []))
        answers.setdefault(answer.question, []).append(shown)
    for number, question in enumerate(record.questions, start=1):
        piece = names[question.identifier]
        has_no_place = question.asked_at is None and not question.repeated_at
        if has_no_place or piece in here or question.identifier in answers:
            yield QuestionShown(
                piece, number, question.text, tuple(answers.get(question.identifier, ())), is_in_source=not has_no_place
            )
    if None in answers:
        yield QuestionShown("", 0, "", tuple(answers[None]), is_in_source=False)


def _answer(record: Record, answer: Answer, names: dict[str, str], forecasts: list[Forecast]) -> AnswerShown:
    stance = STANCE[answer.stance] if answer.stance is not Stance.ANSWERED else ""
    return AnswerShown(
        piece=names[answer.identifier],
        who=_who(record, answer),
        opening=opening_words(answer.paragraphs[0].text, OPENING) if answer.paragraphs else "",
        words=counted(answer.words, "word"),
        stance=POSITION[answer.vote.position] if answer.vote else stance,
        forecasts=tuple(_forecast(record, answer, forecast, names) for forecast in forecasts),
        is_in_source=bool(answer.paragraphs),
    )


def _forecast(record: Record, answer: Answer, forecast: Forecast, names: dict[str, str]) -> ForecastShown:
    probability = forecast.probability
    notes = [
        note
        for note, holds in (
            ("unhedged", forecast.is_unhedged),
            ("conditional", forecast.is_conditional),
            ("in the journalist’s words", forecast.reported_by_narrator),
        )
        if holds
    ]
    return ForecastShown(
        piece=names[forecast.identifier],
        words=forecast.passage.text,
        lean=f"{LEANING_SIGN[forecast.polarity]} {LEANING[forecast.polarity]}",
        phrase=forecast.phrase.text if forecast.phrase else "",
        range=interval(probability.low, probability.high) if probability else "",
        notes=tuple(notes),
        whose="" if answer.panelists == (forecast.panelist,) else record.panelist(forecast.panelist).name,
    )


def _topics(record: Record, names: dict[str, str]) -> Iterator[TopicShown]:
    for topic in record.topics:
        first: dict[str, str] = {}
        for mention in topic.mentions:
            for who in mention.panelists:
                first.setdefault(who, names[mention.answer])
        yield TopicShown(
            topic.label, topic.kind.value, tuple((record.panelist(who).name, at) for who, at in first.items())
        )


def _who(record: Record, answer: Answer) -> str:
    return " and ".join(record.panelist(who).name for who in dict.fromkeys(answer.panelists))
