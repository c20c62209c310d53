"""A record with some of its pieces changed: identifiers counted again, references mended."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from msgspec import UNSET, Struct
from msgspec.structs import replace

from weighin.asking.edits import edited_further, editing_of
from weighin.record.asking import Asking, EditedAnswer, Editing
from weighin.record.record import Answer, Forecast, Mention, Panelist, Question, ReadingWarning, Record, Topic

NEW = "new"  # how the identifier of a piece begins that has not been counted yet
NEW_PANELIST, NEW_ANSWER = f"{NEW} panelist", f"{NEW} answer"  # of those that other pieces name
Piece = TypeVar("Piece", Panelist, Question, Answer, Forecast, Topic, ReadingWarning)


class Recounted(Struct, frozen=True):
    """The record after a change.

    Attributes:
        became: for each identifier of the record before, the one that the same piece has now; without those that are gone.
        added: the identifiers of pieces that are new, in the order of panel, questions, answers, forecasts.
    """

    record: Record
    became: dict[str, str]
    added: tuple[str, ...]


def recount(
    record: Record,
    *,
    panel: Sequence[Panelist] | None = None,
    questions: Sequence[Question] | None = None,
    answers: Sequence[Answer] | None = None,
    forecasts: Sequence[Forecast] | None = None,
    topics: Sequence[Topic] | None = None,
    warnings: Sequence[ReadingWarning] | None = None,
    **changes: Any,  # title, outlet …: fields without identifiers
) -> Recounted:
    """The record with these pieces in place of its own.

    Pieces name each other by the identifiers of `record`; a new one is called NEW_PANELIST or NEW_ANSWER where others name it, NEW otherwise.
    What names a piece that is gone goes too, or names none: a forecast without its answer, a mention without its answer, a topic
    without a mention; an answer to a question that is gone has no question.
    """
    became: dict[str, str] = {}
    added: list[str] = []
    panel = _counted(record.panel if panel is None else panel, "p", became, added)
    questions = _counted(record.questions if questions is None else questions, "q", became, added)
    answers = _counted(
        (
            replace(one, panelists=tuple(became[who] for who in one.panelists), question=became.get(one.question or ""))
            for one in (record.answers if answers is None else answers)
        ),
        "a",
        became,
        added,
    )
    forecasts = _counted(
        (
            replace(
                one,
                panelist=became[one.panelist],
                answer=became[one.answer],
                question=became.get(one.question or ""),
            )
            for one in (record.forecasts if forecasts is None else forecasts)
            if one.panelist in became and one.answer in became
        ),
        "f",
        became,
        added,
    )
    topics = _counted(_still_named(record.topics if topics is None else topics, became), "t", {}, [])
    warnings = _counted(record.warnings if warnings is None else warnings, "w", became, [])
    result = replace(
        record,
        panel=panel,
        questions=questions,
        answers=answers,
        forecasts=forecasts,
        topics=topics,
        warnings=warnings,
        asking=_asking(record, answers, became),
        **changes,
    )
    return Recounted(result, {old: now for old, now in became.items() if not old.startswith(NEW)}, tuple(added))


def _counted(pieces: Iterable[Piece], letter: str, became: dict[str, str], added: list[str]) -> tuple[Piece, ...]:
    counted: list[Piece] = []
    for number, piece in enumerate(pieces, start=1):
        now = f"{letter}{number}"
        became[piece.identifier] = now
        if piece.identifier.startswith(NEW):
            added.append(now)
        counted.append(replace(piece, identifier=now))
    return tuple(counted)


def _asking(record: Record, answers: Sequence[Answer], became: Mapping[str, str]) -> Asking | None:
    """How it was asked does not change; who came late is named as it is counted now, and what was edited says what the correction made of it."""
    asking = record.asking
    if asking is None:
        return None
    before = {became[one.identifier]: one for one in record.answers if one.identifier in became}
    edited = [
        EditedAnswer(answer=one.identifier, editing=editing)
        for one in answers
        if (editing := _editing(asking, before.get(one.identifier), one, became))
    ]
    entered = [one for one in asking.entered or () if not one.panelist or one.panelist in became]
    return replace(
        asking,
        late=tuple(became[who] for who in asking.late if who in became),
        entered=tuple(replace(one, panelist=became[one.panelist]) if one.panelist else one for one in entered) or UNSET,
        edited=tuple(edited),
    )


def _editing(asking: Asking, before: Answer | None, now: Answer, became: Mapping[str, str]) -> Editing | None:
    """What became of the words since they were submitted. What is somebody else's now, or answers another question, does not stand as submitted."""
    if before is None:
        return Editing.REWORDED
    stands = tuple(became.get(who) for who in before.panelists), became.get(before.question or "")
    if stands != (now.panelists, now.question):
        return Editing.REWORDED
    return edited_further(asking.editing_of(before.identifier), editing_of(_words(before), _words(now)))


def _words(answer: Answer) -> str:
    return "\n".join(paragraph.text for paragraph in answer.paragraphs)


def _still_named(topics: Sequence[Topic], became: dict[str, str]) -> list[Topic]:
    kept = []
    for topic in topics:
        mentions = tuple(
            replace(mention, answer=became[mention.answer], panelists=speakers)
            for mention in topic.mentions
            if mention.answer in became
            and (speakers := tuple(dict.fromkeys(became[who] for who in mention.panelists if who in became)))
        )
        if mentions:
            kept.append(replace(topic, mentions=mentions))
    return kept


def with_mentions(topics: Sequence[Topic], change: Callable[[Mention], Mention | None]) -> list[Topic]:
    """The topics with each mention changed, or gone where the change gives None."""
    kept = []
    for topic in topics:
        mentions = tuple(now for one in topic.mentions if (now := change(one)) is not None)
        if mentions:
            kept.append(replace(topic, mentions=mentions))
    return kept
