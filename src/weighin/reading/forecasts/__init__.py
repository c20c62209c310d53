"""Sentences in which a panelist commits to how something will turn out.

A sentence is a candidate when one of the cues of `cues` stands in it. Each of its clauses is then asked, in this order: is the cue in a condition or a quotation of
somebody else; does it speak of the past, of what always happens, of a plan or a wish; does it speak of what is to come; which way does it lean
once the negations are counted (`polarity`); does a condition govern it (`clauses`); which probability was stated (`numbers`) or which range do
readers give the words (`phrases`). Answers without a verb to a question about the future are read by `bare`. Every forecast carries the names of its rules.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from weighin.reading.forecasts import bare, vetoes
from weighin.reading.forecasts.clauses import Clause, Condition, clauses_of, conditions_in, plain
from weighin.reading.forecasts.cues import Match, Needs, cues_in, may_commit
from weighin.reading.forecasts.numbers import Stated, stated_probability
from weighin.reading.forecasts.phrases import range_of
from weighin.reading.forecasts.polarity import polarity_of
from weighin.reading.forecasts.times import by_when_in
from weighin.reading.sentences import sentences_in
from weighin.record.record import Answer, Forecast, Panelist, Question
from weighin.record.values import Passage, Polarity, ProbabilityRange, Span

_QUOTED = re.compile(r"\"[^\"]*\"?")
_EDGE = " \t\n,;:-–—("


class _Finding(Struct, gc=False):
    """A forecast within one sentence, before it is tied to a panelist. Offsets of the source text."""

    start: int
    end: int
    polarity: Polarity
    phrase: tuple[int, int] | None
    key: str
    rules: tuple[str, ...]
    is_unhedged: bool = False
    is_conditional: bool = False
    condition: tuple[int, int] | None = None
    stated: Stated | None = None
    strength: int = 0


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
    asked = {question.identifier: plain(question.text) for question in questions}
    found: list[Forecast] = []
    for answer in answers:
        question = asked.get(answer.question or "", "")
        for finding in _in_answer(text, answer, question, published=published, narrated=narrated):
            for panelist in answer.panelists:
                forecast = _forecast(text, answer, panelist, finding, len(found) + 1, narrated=narrated)
                if forecast is not None:
                    found.append(forecast)
    return tuple(found)


def _in_answer(
    text: str, answer: Answer, question: str, *, published: dt.date | None, narrated: bool
) -> Iterator[_Finding]:
    is_first = True
    for paragraph in answer.paragraphs:
        for sentence in sentences_in(text, paragraph.start, paragraph.end):
            low = plain(text[sentence.start : sentence.end])
            findings = list(
                _in_sentence(
                    text,
                    sentence,
                    low,
                    question,
                    paragraph=paragraph,
                    published=published,
                    narrated=narrated,
                )
            )
            if not findings and is_first and question and bare.asks_of_the_future(question):
                answered = bare.bare_answer(low, question)
                if answered:
                    findings = [
                        _Finding(sentence.start, sentence.end, answered[0], None, "", (f"bare answer: {answered[1]}",))
                    ]
            yield from findings
            is_first = False


def _in_sentence(
    text: str,
    sentence: Span,
    low: str,
    question: str,
    *,
    paragraph: Passage,
    published: dt.date | None,
    narrated: bool,
) -> Iterator[_Finding]:
    stated_here = (
        "%" in low or " in " in low or "per cent" in low or "percent" in low or " to " in low or "out of" in low
    )
    if not may_commit(low) and not (stated_here and stated_probability(low)):
        return
    if low.rstrip("\"')").endswith("?"):
        return
    conditions = conditions_in(low)
    inner = _quotations(low, text, sentence, paragraph) if not narrated else []
    pending: list[_Finding] = []
    for clause in clauses_of(sentence.start, sentence.end, low):
        finding = _in_clause(clause, low, sentence, conditions, inner, question, published=published, narrated=narrated)
        if finding is not None:
            pending.append(finding)
    yield from _joined(pending)


def _quotations(low: str, text: str, sentence: Span, paragraph: Passage) -> list[tuple[int, int]]:
    """Quotations inside the sentence that are somebody else's words: not those that the whole paragraph stands in."""
    if '"' not in low:
        return []
    wrapped = text[paragraph.start] in '“"'
    found = []
    for match in _QUOTED.finditer(low):
        if wrapped and (match.start() == 0 or (sentence.start == paragraph.start and match.start() < 2)):
            continue
        if match.start() == 0 and not match.group().endswith('"'):
            continue
        found.append((match.start(), match.end()))
    return found


def _in_clause(
    clause: Clause,
    sentence_low: str,
    sentence: Span,
    conditions: Sequence[Condition],
    inner: Sequence[tuple[int, int]],
    question: str,
    *,
    published: dt.date | None,
    narrated: bool,
) -> _Finding | None:
    low = clause.low
    offset = clause.start - sentence.start
    stated = stated_probability(low)
    matches = [
        match
        for match in cues_in(low)
        if not _within(offset + match.start, inner)
        and not any(not one.is_backward and one.start <= offset + match.start < one.end for one in conditions)
    ]
    matches = [
        match
        for match in matches
        if _stands(match, low, sentence_low[: offset + match.start], question, narrated=narrated)
    ]
    has_future = vetoes.FUTURE.search(low) is not None or bool(question and bare.asks_of_the_future(question))
    has_time = by_when_in(low, published) is not None or vetoes.TIME_TO_COME.search(low) is not None
    kept = [
        match
        for match in matches
        if match.cue.needs is Needs.NOTHING
        or (match.cue.needs is Needs.FUTURE and (has_future or has_time))
        or (match.cue.needs is Needs.TIME and has_time)
    ]
    if not kept and stated is None:
        return None
    if stated is not None and not kept and vetoes.speaks_of_the_past(low):
        return None
    lean, key, unhedged, strength = Polarity.AFFIRM, "", False, 9
    rules: tuple[str, ...] = ()
    phrase = (0, 0)
    if kept:
        lean, decisive, negation = polarity_of(low, kept)
        phrase = (decisive.start, decisive.end)
        rules = tuple(filter(None, (decisive.cue.name, negation)))
        key, strength = decisive.cue.key, decisive.cue.strength
        unhedged = decisive.cue.is_unhedged
    if stated is not None:
        middle = (stated.low + stated.high) / 2
        lean = Polarity.OPEN if 0.45 < middle < 0.55 else Polarity.AFFIRM if middle >= 0.55 else Polarity.DENY
        phrase, rules, unhedged = (stated.start, stated.end), (*rules, "stated probability"), False
    condition = _condition_of(conditions, clause, sentence)
    return _Finding(
        start=clause.start,
        end=clause.end,
        polarity=lean,
        phrase=(clause.start + phrase[0], clause.start + phrase[1]),
        key=key,
        rules=rules,
        is_unhedged=unhedged,
        is_conditional=condition is not None,
        condition=(sentence.start + condition.start, sentence.start + condition.end) if condition else None,
        stated=stated,
        strength=strength,
    )


def _within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < place < end for start, end in spans)


def _stands(match: Match, low: str, sentence_before: str, question: str, *, narrated: bool) -> bool:
    name = match.cue.name
    if vetoes.is_formula(low, match.start, match.end) or vetoes.is_advice(low, name):
        return False
    if name in {"will", "going to"} and vetoes.is_own_plan(low, match.start, match.end):
        return False
    if vetoes.is_past(low, match.start, match.end):
        return False
    if name in {"will", "may", "could", "possible", "risk"} and vetoes.is_wish(low, match.start):
        return False
    if name in {"will", "may", "could"} and vetoes.is_habit(low) and "will be" not in low:
        return False
    if name in {"could", "possible", "may", "perhaps", "risk", "decade away"} and vetoes.speaks_of_the_past(low):
        return False
    if name == "do not think" and not (
        vetoes.FUTURE.search(low) or vetoes.TIME_TO_COME.search(low) or bare.asks_of_the_future(question)
    ):
        return False
    own = name in {"expect", "my call", "doubt", "do not think", "not expect", "confident", "surprised", "think"}
    return own or not vetoes.is_anothers(sentence_before, len(sentence_before), narrated=narrated)


def _condition_of(conditions: Sequence[Condition], clause: Clause, sentence: Span) -> Condition | None:
    """The condition that governs a clause: in it, or in the clause right before it."""
    start, end = clause.start - sentence.start, clause.end - sentence.start
    for condition in conditions:
        if start <= condition.start < end or (condition.start < start and start - condition.end < 25):
            return condition
    return None


def _joined(findings: Sequence[_Finding]) -> Iterator[_Finding]:
    """Neighbouring clauses that lean the same way are one forecast; the stronger cue names it."""
    current: _Finding | None = None
    for finding in findings:
        if (
            current is not None
            and finding.polarity is current.polarity
            and finding.start - current.end < 8
            and finding.stated is None
            and current.stated is None
        ):
            stronger, weaker = (current, finding) if current.strength >= finding.strength else (finding, current)
            current = _Finding(
                start=current.start,
                end=finding.end,
                polarity=current.polarity,
                phrase=stronger.phrase,
                key=stronger.key,
                rules=(*stronger.rules, *weaker.rules),
                is_unhedged=stronger.is_unhedged,
                is_conditional=current.is_conditional or finding.is_conditional,
                condition=current.condition or finding.condition,
                strength=stronger.strength,
            )
        else:
            if current is not None:
                yield current
            current = finding
    if current is not None:
        yield current


def _forecast(
    text: str, answer: Answer, panelist: str, finding: _Finding, number: int, *, narrated: bool
) -> Forecast | None:
    start, end = _trimmed(text, finding.start, finding.end)
    if not any(character.isalnum() for character in text[start:end]):
        return None
    low = plain(text[start:end])
    by_when = by_when_in(low, None)
    phrase = finding.phrase
    return Forecast(
        identifier=f"f{number}",
        answer=answer.identifier,
        panelist=panelist,
        passage=Passage(text=text[start:end], start=start, end=end),
        polarity=finding.polarity,
        question=answer.question,
        phrase=_passage(text, *phrase) if phrase else None,
        probability=_probability(finding),
        is_unhedged=finding.is_unhedged,
        is_conditional=finding.is_conditional,
        condition=_passage(text, *finding.condition) if finding.condition else None,
        about=_about(text, start, end, phrase),
        by_when=_passage(text, start + by_when[0], start + by_when[1]) if by_when else None,
        reported_by_narrator=narrated and text[start] not in '“"',
        rules=finding.rules,
    )


def _passage(text: str, start: int, end: int) -> Passage | None:
    start, end = _trimmed(text, start, end, "")
    return Passage(text=text[start:end], start=start, end=end) if end > start else None


def _trimmed(text: str, start: int, end: int, edge: str = _EDGE) -> tuple[int, int]:
    while start < end and (text[start].isspace() or (text[start] in edge and text[start] not in '“"‘')):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return start, end


def _about(text: str, start: int, end: int, phrase: tuple[int, int] | None) -> Passage | None:
    """What is expected: the words after the cue where they say something, else those before it."""
    if phrase is None:
        return None
    after = _trimmed(text, phrase[1], end)
    before = _trimmed(text, start, phrase[0])
    chosen = after if len(text[after[0] : after[1]].split()) > 2 else before
    words = re.match(r"(?:that|to|if|be|of|for|it is|is) ", text[chosen[0] : chosen[1]])
    return _passage(text, chosen[0] + (words.end() if words else 0), chosen[1])


def _probability(finding: _Finding) -> ProbabilityRange | None:
    if finding.stated is not None:
        low, high = finding.stated.low, finding.stated.high
        return ProbabilityRange(
            lowest=low, low=low, median=(low + high) / 2, high=high, highest=high, basis="stated by the panelist"
        )
    found = range_of(finding.key)
    if found is None:
        return None
    negated = "negated" in finding.rules and finding.polarity is Polarity.DENY
    return found.denied() if negated else found
