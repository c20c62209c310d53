"""The published record against what was submitted and sealed."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import UNSET, Struct
from msgspec.structs import replace

from weighin.record.conditions import Condition
from weighin.record.judgements import Judgement, Scale, Terms
from weighin.record.record import Answer, Record
from weighin.record.values import Moment, Stance
from weighin.sealing.checks.told import seals_of
from weighin.sealing.checks.values import Check, Exhibit, Rule, agrees, disagrees, not_checked, of_kind, several
from weighin.sealing.receipts import Submission
from weighin.sealing.seal import Seal, SealedQuestion

LEAST_SHARED = 0.5  # of the words of one who is looked for among the published: with less, nobody says this
MOST_WORDS = 12  # of each side of a difference that a sentence repeats


class _Given(Struct, frozen=True):
    """What is compared of one submitted answer; `asking` has the whole of it."""

    question: str
    stance: Stance = Stance.ANSWERED
    prose: str = ""
    judgement: Judgement | None = None


class _Handed(Struct, frozen=True):
    given: tuple[_Given, ...]


class _Published(Struct, frozen=True, kw_only=True):
    """A record with what a seal says of it. `questions`: identifier in the answers → identifier in the record."""

    record: Record
    questions: Mapping[str, str]
    edited: tuple[str, ...] = ()


def check_published(exhibits: Sequence[Exhibit]) -> Iterator[Check]:
    """Each record against each seal, and against the answers that panelists bring or have opened."""
    for name, record in of_kind(exhibits, Record):
        seals = seals_of(record, exhibits)
        if not seals:
            yield not_checked(Rule.PUBLISHED, name, "Bring the seal (seal.json) that was published with the record.")
        for seal_name, seal in seals:
            of = f"{name} and {seal_name}"
            if seal.questions:
                yield _questions(of, record, seal)
            published = _Published(record=record, questions=_places(seal), edited=seal.edited)
            named = {opening.receipt.commitment: opening.published_as for opening in seal.openings}
            for opening in seal.openings:
                yield from _words(of, opening, published, opening.published_as)
            for own_name, own in of_kind(exhibits, Submission):
                if own.receipt.roundup == seal.witness.roundup and own.receipt.commitment not in named:
                    yield from _words(f"{own_name} and {name}", own, published, own.published_as)
            if len(seal.openings) < len(record.panel):
                opened = f"{len(seal.openings)} of {several(len(record.panel), 'panelist')}"
                sentence = (
                    f"{opened} have published what opens their leaf; what the others submitted only they can check."
                )
                yield not_checked(Rule.OPENINGS, of, sentence)


def _places(seal: Seal) -> dict[str, str]:
    return {question.identifier: f"q{number}" for number, question in enumerate(seal.questions, start=1)}


def _questions(of: str, record: Record, seal: Seal) -> Check:
    if len(record.questions) != len(seal.questions):
        counts = f"{len(record.questions)} in the record, {len(seal.questions)} sealed"
        return disagrees(Rule.QUESTIONS, of, f"The record has other questions than were sealed: {counts}.")
    for question, sealed in zip(record.questions, seal.questions, strict=True):
        parts = {
            "its words": question.text == sealed.text,
            "its scale": question.scale == _as(sealed.scale, Scale),
            "its terms": question.terms == _as(sealed.terms, Terms),
            "of whom it is asked": question.asked_if == _condition(sealed, _places(seal)),
        }
        if differing := [part for part, alike in parts.items() if not alike]:
            sentence = f"Question {question.identifier} is not the one that was sealed: {', '.join(differing)} differ."
            return disagrees(Rule.QUESTIONS, of, sentence)
    return agrees(Rule.QUESTIONS, of, "The record has the questions that were sealed, with their scales and terms.")


def _condition(sealed: SealedQuestion, places: Mapping[str, str]) -> object:
    """The sealed condition as the record would have it."""
    if not sealed.asked_if:
        return UNSET
    found = _as(sealed.asked_if, Condition)
    return replace(found, question=places.get(found.question, "")) if isinstance(found, Condition) else found


def _as(plain: object, kind: Any) -> object:
    """A sealed value in the record's own type; what does not fit it is equal to nothing there."""
    if plain is None:
        return None
    try:
        return msgspec.convert(plain, kind)
    except msgspec.ValidationError:
        return plain


def _words(of: str, submission: Submission, published: _Published, identifier: str | None) -> Iterator[Check]:
    try:
        given = msgspec.convert(submission.answers, _Handed).given
    except msgspec.ValidationError as error:
        yield not_checked(Rule.PUBLISHED, of, f"The submitted answers have a shape that is not known here ({error}).")
        return
    unknown = [one.question for one in given if one.question not in published.questions]
    if unknown:
        yield not_checked(Rule.PUBLISHED, of, f"The seal does not say which question of the record is {unknown[0]}.")
        return
    earlier = _round_before_the_last(submission, published.record)
    if earlier is not None:
        yield _of_an_earlier_round(of, given, published, earlier)
        return
    who = identifier or _closest(given, published)
    if who is None or who not in {panelist.identifier for panelist in published.record.panel}:
        yield disagrees(Rule.PUBLISHED, of, "Nobody in the record says what these answers say.")
        return
    yield from _of_one(of, given, published, who)


def _round_before_the_last(submission: Submission, record: Record) -> int | None:
    """In which round it was submitted, by the time of its receipt; None where that is the last, or there was one."""
    rounds = record.asking.rounds if record.asking else None
    if rounds is None:
        return None
    at = submission.receipt.at
    begun = [held.number for held in rounds.held if (held.opened.at or _first_moment(held.opened)) <= at]
    return begun[-1] if begun and begun[-1] < rounds.held[-1].number else None


def _first_moment(moment: Moment) -> dt.datetime:
    return dt.datetime.combine(moment.day, dt.time(), tzinfo=dt.UTC)


def _of_an_earlier_round(of: str, given: Sequence[_Given], published: _Published, number: int) -> Check:
    """Of the rounds before the last a record holds the judgements, each beside its panelist or, of who left, beside nobody."""
    rounds = published.record.asking.rounds if published.record.asking else None
    submitted = {published.questions[one.question]: one.judgement for one in given if one.judgement is not None}
    if not submitted:
        return not_checked(
            Rule.PUBLISHED, of, f"These words are of round {number}; a record holds the words of the last."
        )
    told: dict[str, dict[str, list[Judgement]]] = {}
    for one in rounds.earlier if rounds else ():
        if one.round == number:
            told.setdefault(one.panelist, {}).setdefault(one.question, []).append(one.judgement)
    for judgements in told.values():
        if all(judgement in judgements.get(question, ()) for question, judgement in submitted.items()):
            return agrees(Rule.PUBLISHED, of, f"The record has what was submitted in round {number}.")
    return disagrees(Rule.PUBLISHED, of, f"Nobody in round {number} of the record gave what these answers give.")


def _of_one(of: str, given: Sequence[_Given], published: _Published, who: str) -> Iterator[Check]:
    name = published.record.panelist(who).name
    answers = {answer.question: answer for answer in published.record.answers_by(who)}
    faults, edits = [], []
    not_asked = {question.identifier: question.not_asked or () for question in published.record.questions}
    for one in given:
        place = published.questions[one.question]
        answer = answers.pop(place, None)
        difference = _difference(one, answer, is_asked=who not in not_asked.get(place, ()))
        if difference and answer and answer.identifier in published.edited and _only_words_differ(one, answer):
            edits.append(f"to {place} ({difference})")
        elif difference:
            unsaid = "; nothing says that it was edited" if answer and _only_words_differ(one, answer) else ""
            faults.append(f"The answer of {name} to {place} is not what was submitted: {difference}{unsaid}")
    faults += [f"{name} is given an answer to {question} that was not submitted" for question in answers if question]
    for fault in faults:
        yield disagrees(Rule.PUBLISHED, of, f"{fault}.")
    if edits:
        yield agrees(
            Rule.PUBLISHED, of, f"The answers of {name} were edited, and the seal says so: {'; '.join(edits)}."
        )
    elif not faults:
        yield agrees(Rule.PUBLISHED, of, f"The record has what {name} submitted, word for word.")


def _only_words_differ(one: _Given, answer: Answer) -> bool:
    """Editing is of prose; a judgement that differs was changed."""
    return (one.stance, one.judgement) == (answer.stance, answer.judgement)


def _difference(one: _Given, answer: Answer | None, *, is_asked: bool) -> str:
    """How a published answer differs from the submitted one, white space apart; empty where it does not."""
    if one.stance is Stance.NOT_ASKED:
        return "an answer to a question that was not asked" if answer or is_asked else ""
    is_silent = one.stance is Stance.ANSWERED and not one.prose.strip() and one.judgement is None
    if answer is None or (is_silent and not answer.paragraphs and answer.judgement is None):
        return "" if is_silent else "it was left out"
    if one.judgement != answer.judgement:
        return f"submitted {_told(one.judgement)}, published {_told(answer.judgement)}"
    if one.stance != answer.stance:
        return f"submitted “{one.stance.value}”, published “{answer.stance.value}”"
    submitted, published = one.prose.split(), _words_of(answer)
    start = _alike(submitted, published)
    if start == len(submitted) == len(published):
        return ""
    end = _alike(submitted[start:][::-1], published[start:][::-1])
    was, became = submitted[start : len(submitted) - end], published[start : len(published) - end]
    return f"submitted {_some(was)}, published {_some(became)}"


def _alike(some: Sequence[str], others: Sequence[str]) -> int:
    """How many words both begin with."""
    return next(
        (place for place, (one, other) in enumerate(zip(some, others, strict=False)) if one != other),
        min(len(some), len(others)),
    )


def _told(judgement: Judgement | None) -> str:
    """`probability 0.85`: the fields of a judgement that say something."""
    plain = msgspec.to_builtins(judgement) or {}
    told = [f"{name} {_value(value)}" for name, value in plain.items() if name != "type" and value is not None]
    return ", ".join(told) or "no judgement"


def _value(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _some(words: Sequence[str]) -> str:
    if not words:
        return "nothing there"
    return f"“{' '.join(words[:MOST_WORDS])}{' …' if len(words) > MOST_WORDS else ''}”"


def _words_of(answer: Answer) -> list[str]:
    return [word for paragraph in answer.paragraphs for word in paragraph.text.split()]


def _closest(given: Sequence[_Given], published: _Published) -> str | None:
    """Who in the record says most of these words; None where nobody says half of them."""
    words = Counter(word for one in given for word in one.prose.split())
    shared = {
        panelist.identifier: (
            words & Counter(word for one in published.record.answers_by(panelist.identifier) for word in _words_of(one))
        ).total()
        for panelist in published.record.panel
    }
    best = max(shared, key=lambda identifier: shared[identifier], default=None)
    return best if best and words and shared[best] >= LEAST_SHARED * words.total() else None
