"""Sentences in which a panelist commits to how something will turn out.

A sentence is a candidate when one of the cues of `cues` stands in it, or when it opens the answer to a question about the future. Its cues must stand
(`stands`): not in a condition or somebody else's words, not of the past, of what always happens, of a plan or a wish. Then it is asked which way it leans once the
negations are counted (`polarity`), whether a condition governs it (`conditions`), and which probability was stated (`numbers`) or which range
readers give the words (`probability`). Answers without a verb are read by `bare`, votes by `votes`. Every forecast carries the names of its rules.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from weighin.reading.forecasts.clauses import plain
from weighin.reading.forecasts.finding import Finding, Setting
from weighin.reading.forecasts.probability import range_for
from weighin.reading.forecasts.questions import asks_of_the_future
from weighin.reading.forecasts.sentence import findings_in
from weighin.reading.forecasts.times import by_when_in
from weighin.reading.forecasts.votes import lean_of_vote
from weighin.reading.sentences import sentences_in
from weighin.record.record import Answer, Forecast, Panelist, Question
from weighin.record.values import Passage, Span

_QUOTED = re.compile(r"\"[^\"]*\"?")
# what stands after so much is no longer the question
_LONGEST_QUESTION = 500
_EDGE = " \t\n,;:-–—("
_JOINT = re.compile("(?:that|to|if|be|of|for|it is|is) ")  # between a cue and what is expected


def find_forecasts(
    text: str,
    *,
    answers: Sequence[Answer],
    questions: Sequence[Question],
    panel: Sequence[Panelist],  # noqa: ARG001 - whom a narrator speaks of is settled by the answers; the name is part of the face
    published: dt.date | None,
    narrated: bool,
) -> tuple[Forecast, ...]:
    """Find the forecasts of a round-up.

    Args:
        text: the source text that the answers' passages lie in. answers: who said what. questions: what was asked.
        panel: the panelists. published: the day of publication, where it is known; a year before it is no time to come.
        narrated: the answers are prose of a journalist, with indirect speech.

    Returns:
        Forecasts in the order of the text, identifiers f1, f2, …; one for each panelist of a joint answer.
    """
    asked = {question.identifier: plain(question.text[:_LONGEST_QUESTION]).strip() for question in questions}
    found: list[Forecast] = []
    for answer in answers:
        question = asked.get(answer.question or "", "")
        for place, finding in _in_answer(text, answer, question, published=published, narrated=narrated):
            for panelist in answer.panelists:
                forecast = _forecast(text, answer, panelist, place, finding, len(found) + 1, narrated=narrated)
                if forecast is not None:
                    found.append(forecast)
    return tuple(found)


def _in_answer(
    text: str, answer: Answer, question: str, *, published: dt.date | None, narrated: bool
) -> Iterator[tuple[Span, Finding]]:
    is_opening = True
    cast_at = answer.vote.cast_at if answer.vote else None
    if answer.vote and cast_at:
        lean = lean_of_vote(answer.vote)
        if lean and asks_of_the_future(question):
            whole = (0, cast_at.end - cast_at.start)
            by_when = by_when_in(plain(cast_at.text), None)
            yield cast_at.span, Finding(*whole, polarity=lean, rules=("vote",), phrase=whole, by_when=by_when)
        is_opening = False
    asked_before = ""
    for paragraph in answer.paragraphs:
        if cast_at and cast_at.span.holds(paragraph):
            continue
        plain_paragraph = plain(text[paragraph.start : paragraph.end])
        for sentence in sentences_in(text, paragraph.start, paragraph.end):
            low = plain_paragraph[sentence.start - paragraph.start : sentence.end - paragraph.start]
            setting = Setting(
                question=asked_before or question,
                is_opening=is_opening or bool(asked_before),
                narrated=narrated,
                published=published,
                quoted=() if narrated or '"' not in low else _quotations(low, text, sentence, paragraph),
            )
            findings = findings_in(low, setting)
            yield from ((sentence, finding) for finding in findings)
            # "Cheaper to run. Dearer to start.": the answer goes on as it began
            # and a question that the panelist puts to himself answers nothing yet
            is_opening = is_opening and (
                low.endswith("?") or any("bare answer: short" in finding.rules for finding in findings)
            )
            # a question that the panelist asks is answered by the next sentence
            asked_before = low if low.endswith("?") and asks_of_the_future(low) else ""


def _quotations(low: str, text: str, sentence: Span, paragraph: Passage) -> list[tuple[int, int]]:
    """Quotations inside the sentence that are somebody else's words: not those that the whole paragraph stands in, not a name or a title of few words."""
    wrapped = text[paragraph.start] in '“"'
    found = []
    for match in _QUOTED.finditer(low):
        if wrapped and (match.start() == 0 or (sentence.start == paragraph.start and match.start() < 2)):
            continue
        if match.start() == 0 and not match.group().endswith('"'):
            continue
        found.append((match.start(), match.end()))
    return found


def _forecast(
    text: str, answer: Answer, panelist: str, place: Span, finding: Finding, number: int, *, narrated: bool
) -> Forecast | None:
    start, end = _trimmed(text, place.start + finding.start, place.start + finding.end)
    if not text[start : start + 1].isalnum() and not any(character.isalnum() for character in text[start:end]):
        return None
    phrase, condition, by_when = (_moved(part, place) for part in (finding.phrase, finding.condition, finding.by_when))
    return Forecast(
        identifier=f"f{number}",
        answer=answer.identifier,
        panelist=panelist,
        passage=Passage(text=text[start:end], start=start, end=end),
        polarity=finding.polarity,
        question=answer.question,
        phrase=_passage(text, *phrase) if phrase else None,
        probability=range_for(finding.key, is_mirrored=finding.is_mirrored, stated=finding.stated),
        is_unhedged=finding.is_unhedged,
        is_conditional=finding.is_conditional,
        condition=_passage(text, *condition) if condition else None,
        about=_about(text, start, end, phrase),
        by_when=_passage(text, *by_when) if by_when else None,
        reported_by_narrator=narrated and text[start] not in '“"',
        rules=finding.rules,
    )


def _moved(place: tuple[int, int] | None, sentence: Span) -> tuple[int, int] | None:
    return None if place is None else (sentence.start + place[0], sentence.start + place[1])


def _passage(text: str, start: int, end: int) -> Passage | None:
    start, end = _trimmed(text, start, end, "")
    return Passage(text=text[start:end], start=start, end=end) if end > start else None


def _trimmed(text: str, start: int, end: int, edge: str = _EDGE) -> tuple[int, int]:
    while start < end and (text[start].isspace() or (text[start] in edge and text[start] not in '“"‘')):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—("):
        end -= 1
    return start, end


def _about(text: str, start: int, end: int, phrase: tuple[int, int] | None) -> Passage | None:
    """What is expected: the words after the cue where they say something, else those before it."""
    if phrase is None:
        return None
    after = _trimmed(text, phrase[1], end)
    before = _trimmed(text, start, phrase[0])
    chosen = after if len(text[after[0] : after[1]].split()) > 2 else before
    joint = _JOINT.match(text, *chosen)
    return _passage(text, joint.end() if joint else chosen[0], chosen[1])
