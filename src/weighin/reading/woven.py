"""Round-ups woven by a journalist: no labels, but people introduced in running prose, with quotations and indirect speech."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from weighin.reading.blocks import Line
from weighin.reading.cast import Cast
from weighin.reading.draft import Asked, Draft, Said, Speaker
from weighin.reading.names import fold, read_name
from weighin.reading.page import BlockKind
from weighin.reading.prose import (
    Introduced,
    called_in,
    description_in,
    doers_in,
    holders_in,
    introductions,
    is_asked_of_several,
    is_question_heading,
    lists_voices,
    outside_quotations,
    pronoun_in,
    speech_near,
    stems_of,
    words_of,
)
from weighin.reading.silence import Silence

_FEWEST = 3
_HEAD = 4  # lines
_LEAST_PORTRAITS = 8  # paragraphs
_LEAST_DWELT = 300  # characters
_OPENING = 30  # a name that stands so early is the subject of the paragraph


class _Company(Struct):
    """The people of the article, while its paragraphs are gone through.

    Attributes:
        known: number in the draft by member of the cast. owners: whom a word of the introductions describes.
        roles: whom a word says the work of, as their posts do and as the paragraphs do that name them.
        genders: "she" or "he", once the article has said so of a person.
    """

    cast: Cast
    known: dict[int, int]
    owners: dict[str, set[int]]
    genders: dict[int, str]
    roles: dict[str, set[int]]


def draft_of_prose(lines: Sequence[Line], silent: Mapping[int, Silence], head: frozenset[int]) -> Draft | None:
    """The round-up that running prose holds, or None where it is no more than reported news."""
    prose = [line for line in lines if line.number not in silent and line.number not in head]
    opening = {line.number: line for line in (*lines[:4], *prose[:6])}.values()
    is_announced = any(is_asked_of_several(line) for line in opening) or any(
        lists_voices(line) for line in lines[:_HEAD]
    )
    asks = sum(is_question_heading(line) for line in prose) > 1
    if not is_announced and not asks and len(prose) < _LEAST_PORTRAITS:
        return None
    people = introductions(prose)
    if len(people) < _FEWEST:
        return None
    draft = Draft(
        speakers=[],
        questions=[],
        said=[],
        silent={number: reason.value for number, reason in silent.items()},
        narrated=True,
    )
    company = _company(draft, people)
    first = min(person.place[0] for person in people)
    _assign([line for line in prose if line.is_heading or line.end > first], draft, company)
    if len({one.speakers for one in draft.said}) < _FEWEST or not _is_mostly_theirs(prose, draft):
        return None
    return draft if is_announced or (asks and _come_back(draft)) or _dwells_on_each(draft) else None


def _come_back(draft: Draft) -> bool:
    """Whether most of the people have more than a paragraph: a guide under questions quotes each once and goes on."""
    paragraphs = Counter(speaker for one in draft.said for speaker in one.speakers for _ in one.places)
    return sum(many > 1 for many in paragraphs.values()) * 2 > len(paragraphs)


def _dwells_on_each(draft: Draft) -> bool:
    """Whether most of several people have paragraphs of their own, one after the other: reported news quotes and goes on."""
    long = [
        one
        for one in draft.said
        if len(one.places) > 1 and sum(end - start for start, end in one.places) > _LEAST_DWELT
    ]
    return len(long) > _FEWEST and len(long) * 4 >= len(draft.said) * 3


def _is_mostly_theirs(prose: Sequence[Line], draft: Draft) -> bool:
    """Whether the panel has at least half of the words: in reported news the reporter has most."""
    theirs = sum(end - start for one in draft.said for start, end in one.places)
    return theirs * 2 >= sum(len(line.text) for line in prose if not line.is_heading)


def _company(draft: Draft, people: Sequence[Introduced]) -> _Company:
    company = _Company(Cast(), {}, {}, {}, {})
    for person in people:
        member = company.cast.add(person.name)
        if member in company.known:
            continue
        number = len(draft.speakers)
        company.known[member] = number
        draft.speakers.append(
            Speaker(
                name=person.name,
                named_at=person.place,
                affiliations=[person.post] if person.post else [],
                interests=[],
                aliases=[person.name.display],
            )
        )
        for word in words_of(person.description):
            company.owners.setdefault(word, set()).add(number)
        for word in stems_of(words_of(person.role)):
            company.roles.setdefault(word, set()).add(number)
    return company


def _assign(prose: Sequence[Line], draft: Draft, company: _Company) -> None:
    question: int | None = None
    current: int | None = None
    merged: dict[tuple[int, int | None], Said] = {}
    for line in prose:
        if line.kind is BlockKind.RULE or line.block.cell is not None:
            continue
        if line.is_heading:
            if is_question_heading(line):
                question = len(draft.questions)
                draft.questions.append(Asked(line.text, [(line.start, line.end)]))
                current = None
            else:
                draft.silent[line.number] = Silence.HEADLINE.value
            continue
        current = _speaker_of(line.text, company, current)
        if current is None:
            continue
        key = (current, question)
        if key not in merged:
            merged[key] = Said((current,), question, [])
            draft.said.append(merged[key])
        merged[key].places.append((line.start, line.end))


def _speaker_of(text: str, company: _Company, current: int | None) -> int | None:
    """Whose paragraph it is: who is named outside quotations, else who is described, else whom a pronoun takes up."""
    outside = outside_quotations(text)
    named = _named(outside, company)
    pronoun = pronoun_in(outside)
    if named is not None:
        if pronoun is not None and pronoun.speaks:
            company.genders.setdefault(named, pronoun.gender)
        for words in doers_in(outside):
            if not stems_of(words) & company.roles.keys():
                for word in stems_of(words):
                    company.roles.setdefault(word, set()).add(named)
        return named
    description = description_in(outside)
    pronoun_speaks = pronoun is not None and pronoun.speaks
    if description is not None and (description.words or not pronoun_speaks):
        return _described(description.words, company.owners)
    called = called_in(outside) if outside != text else []
    for words in (*doers_in(outside), *called):
        doer = _described(stems_of(words), company.roles)
        if doer is not None:
            return doer
    if pronoun is not None:
        if current is not None and company.genders.get(current, pronoun.gender) == pronoun.gender:
            if pronoun.speaks:
                company.genders.setdefault(current, pronoun.gender)
            return current
        return None
    if text[:1] in '“"‘':
        return current
    unknown = any(not stems_of(words) & company.roles.keys() for words in (*called, *holders_in(outside)))
    return current if unknown else None


def _named(outside: str, company: _Company) -> int | None:
    votes: dict[int, int] = {}
    for start, end in _capitalised(outside):
        name = read_name(outside[start:end])
        member = company.cast.find(name) if name else None
        if member is None or member not in company.known:
            continue
        word = fold(outside[start:end])
        if not any(word in form.words for form in company.cast.forms[member]):
            continue
        number = company.known[member]
        votes[number] = votes.get(number, 0) + (3 if speech_near(outside, start, end) else 1) + (start < _OPENING)
    return max(votes, key=lambda number: votes[number]) if votes else None


def _capitalised(text: str) -> list[tuple[int, int]]:
    places = []
    at = 0
    for word in text.split(" "):
        if word.islower():
            at += len(word) + 1
            continue
        bare = word.strip(".,;:!?()—–-’'")
        if bare[:1].isupper() and len(bare) > 1:
            start = at + word.index(bare)
            bare = bare.removesuffix("’s").removesuffix("'s")
            places.append((start, start + len(bare)))
        at += len(word) + 1
    return places


def _described(words: frozenset[str], known: Mapping[str, set[int]]) -> int | None:
    """The one person to whom a description fits best, by words that are known of nobody else."""
    fits: dict[int, int] = {}
    for word in words:
        owners = known.get(word, set())
        if len(owners) == 1:
            number = next(iter(owners))
            fits[number] = fits.get(number, 0) + 1
    ranked = sorted(fits, key=lambda number: -fits[number])
    if not ranked or (len(ranked) > 1 and fits[ranked[0]] == fits[ranked[1]]):
        return None
    return ranked[0]
