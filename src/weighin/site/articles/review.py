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
    """Everything on the page."""

    record: Record
    lines: tuple[Line, ...]
    panel: tuple[PanelistShown, ...]
    questions: tuple[QuestionShown, ...]
    warnings: tuple[WarningShown, ...]
    topics: tuple[TopicShown, ...]


def review_of(state: Replayed) -> Review:
    """A record beside its source."""
    record, names = state.record, state.names
    return Review(
        record=record,
        lines=tuple(_lines(record, names)),
        panel=tuple(_panel(record, names)),
        questions=tuple(_questions(record, names)),
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


def _questions(record: Record, names: dict[str, str]) -> Iterator[QuestionShown]:
    forecasts: dict[str, list[Forecast]] = {}
    for forecast in record.forecasts:
        forecasts.setdefault(forecast.answer, []).append(forecast)
    answers: dict[str | None, list[AnswerShown]] = {}
    for answer in record.answers:
        shown = _answer(record, answer, names, forecasts.get(answer.identifier, []))
        answers.setdefault(answer.question, []).append(shown)
    for number, question in enumerate(record.questions, start=1):
        yield QuestionShown(
            names[question.identifier],
            number,
            question.text,
            tuple(answers.get(question.identifier, ())),
            question.asked_at is not None,
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
