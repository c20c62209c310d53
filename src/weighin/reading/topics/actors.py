"""People, states, organisations and places: words that are written as names, variants merged."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

from msgspec import Struct

from weighin.reading.topics.states import LONGEST, StateName, first_words, state_names
from weighin.reading.topics.uses import Sentence, Use, Word, form_of
from weighin.reading.topics.vocabulary import (
    JOINING,
    ORGANISATIONS,
    PLACE_PREPOSITIONS,
    PLACES,
    TITLES,
    UNDERTAKINGS,
)
from weighin.record.record import Panelist, TopicKind

type_of_actor = tuple[str, TopicKind]
KINDS = ((TopicKind.ISSUE, UNDERTAKINGS), (TopicKind.ORGANISATION, ORGANISATIONS), (TopicKind.PLACE, PLACES))


class Hint(Enum):
    """What stands before a name and says what it is."""

    NONE = "none"
    TITLE = "title"  # "President Putin"
    PLACE = "place"  # "in Hanoi"


class Name(Struct, frozen=True, gc=False):
    """A run of words written as a name. `opens`: one word, and the first of its sentence, where any word is written so."""

    words: tuple[str, ...]
    use: Use
    hint: Hint = Hint.NONE
    opens: bool = False


def actor_uses(sentences: Sequence[Sentence], panel: Sequence[Panelist]) -> dict[type_of_actor, list[Use]]:
    """The actors that matter, each with its uses.

    An actor matters when it is named twice; a state matters when it is named at all. Nobody is an actor of one's own answer.
    """
    of_panel = {panelist.name: (panelist.identifier,) for panelist in panel}
    states, names = _states_and_names(sentences, frozenset(word for name in of_panel for word in name.split()))
    found: dict[type_of_actor, list[Use]] = {(state, TopicKind.STATE): uses for state, uses in states.items()}
    for actor, uses in _merged(_worth_a_name(names), panel).items():
        by_others = [use for use in uses if use.sentence.answer.panelists != of_panel.get(actor[0])]
        if len(by_others) > 1:
            found[actor] = by_others
    return found


def _states_and_names(sentences: Sequence[Sentence], whole: frozenset[str]) -> tuple[dict[str, list[Use]], list[Name]]:
    """The states, and the names that are none. A seat of government stands for its state where the text speaks of the state at all."""
    states: dict[str, list[Use]] = defaultdict(list)
    seats: dict[str, list[Name]] = defaultdict(list)
    names: list[Name] = []
    for sentence in sentences:
        for run, hint in _runs(sentence, whole):
            for words, state in _parts(run):
                if state is None:
                    names.append(_name(words, sentence, hint))
                elif state.is_seat:
                    seats[state.state].append(_name(words, sentence, Hint.PLACE))
                else:
                    states[state.state].append(Use(sentence, words[0].start, words[-1].end))
    for state_name, uses in seats.items():
        if state_name in states:
            states[state_name] += [name.use for name in uses]
        else:
            names += uses
    return states, names


def _parts(run: list[Word]) -> Iterator[tuple[list[Word], StateName | None]]:
    """A run cut where a state is named in it: "Trump White House"."""
    known, begins = state_names(), first_words()
    texts = tuple(word.text if "'" not in word.text else word.text.replace("'", "’") for word in run)
    if begins.isdisjoint(texts) or _is_one_name(run):
        yield run, None
        return
    rest: list[Word] = []
    at = 0
    while at < len(run):
        state, size = None, 1
        if texts[at] in begins:
            for longest in range(min(LONGEST, len(run) - at), 0, -1):
                state, size = known.get(texts[at : at + longest]), longest
                if state:
                    break
        if state is None:
            rest.append(run[at])
        else:
            if rest:
                yield rest, None
                rest = []
            yield run[at : at + size], state
        at += size
    if rest:
        yield rest, None


def _is_one_name(run: Sequence[Word]) -> bool:
    """Whether a run that may begin with a state is a name of its own: "Korean Peninsula", "Russian Academy of Sciences"."""
    last = run[-1].form.lower
    whole = len(run) > 1 and any(last in vocabulary for _, vocabulary in KINDS)
    return whole and tuple(word.text for word in run[-2:]) not in state_names()


def _runs(sentence: Sentence, whole: frozenset[str]) -> Iterator[tuple[list[Word], Hint]]:
    """Runs of words written as names; a hyphen between two names parts them ("Kim-Putin"), unless it is a surname: one of `whole`."""
    run: list[Word] = []
    hint = Hint.NONE
    before: Word | None = None
    names = [at for at, form in enumerate(sentence.forms) if form.is_written_as_a_name]
    if not names:
        return
    first, last = max(0, names[0] - 1), names[-1] + 1  # a run begins and ends with a name
    for word in _parted([sentence.word(at) for at in range(first, last)], whole):
        capital = word.form.is_written_as_a_name
        if capital or run:
            if run and not (word.joined and (capital or word.text in JOINING)):
                yield _trimmed(run), hint
                run = []
            if capital and not run:
                hint = _hint_of(before)
            if run or (capital and word.text not in TITLES):
                run.append(word)
        before = word
    if run:
        yield _trimmed(run), hint


def _hint_of(before: Word | None) -> Hint:
    if before is None:
        return Hint.NONE
    return Hint.TITLE if before.text in TITLES else Hint.PLACE if before.form.lower in PLACE_PREPOSITIONS else Hint.NONE


def _parted(words: Sequence[Word], whole: frozenset[str]) -> Iterable[Word]:
    if not any(word.form.is_compound for word in words):
        return words
    before = (None, *words)
    return itertools.chain.from_iterable(
        (word,) if word.text in whole or _is_surname(word, first) else _parts_of(word)
        for first, word in zip(before, words, strict=False)
    )


def _is_surname(word: Word, before: Word | None) -> bool:
    """Whether a first name stands before it: "Annika Berg-Olsen"."""
    return before is not None and word.joined and before.form.is_written_as_a_name and before.text not in TITLES


def _parts_of(word: Word) -> Sequence[Word]:
    parts = word.text.replace("–", "-").split("-")
    if len(parts) == 1 or not all(part[:1].isupper() and len(part) > 2 for part in parts):
        return (word,)
    found: list[Word] = []
    start = word.start
    for number, part in enumerate(parts):
        found.append(Word(form_of(part), start, word.joined and number == 0))
        start += len(part) + 1
    return found


def _trimmed(run: list[Word]) -> list[Word]:
    while run and run[-1].text in JOINING:
        run.pop()
    return run


def _name(words: list[Word], sentence: Sentence, hint: Hint) -> Name:
    opens = len(words) == 1 and words[0].start <= sentence.starts[0]
    return Name(tuple(word.text for word in words), Use(sentence, words[0].start, words[-1].end), hint, opens)


def _worth_a_name(names: Sequence[Name]) -> list[Name]:
    """Without the words that are only written large because they open a sentence, and without bare titles and points of the compass."""
    written = Counter(name.words for name in names if not name.opens)
    parts = {word for words in written for word in words}
    return [
        name
        for name in names
        if (not name.opens or name.words[0] in parts or name.hint is Hint.TITLE)
        and (len(name.words) > 1 or (name.words[0] not in TITLES and name.words[0].lower() not in PLACES))
    ]


def _merged(names: Sequence[Name], panel: Sequence[Panelist]) -> dict[type_of_actor, list[Use]]:
    """One actor for all the ways in which one is named: "Vladimir Putin", "President Putin", "Putin"."""
    full: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    whole = {name.words for name in names if len(name.words) > 1} | {tuple(panelist.name.split()) for panelist in panel}
    for words in whole:
        if not _is_no_person(words):
            full[words[-1]].add(words)
            full[words[0]].add(words)
    single: set[tuple[str, ...]] = {name.words for name in names if len(name.words) == 1}
    groups: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in names:
        longer = full.get(name.words[-1], set()) if len(name.words) == 1 else set()
        groups[next(iter(longer)) if len(longer) == 1 else _country_of(name.words, single)].append(name)
    merged: dict[type_of_actor, list[Use]] = {}
    for words, group in groups.items():
        merged.setdefault((" ".join(words), _kind(words, group)), []).extend(name.use for name in group)
    return merged


def _country_of(words: tuple[str, ...], known: set[tuple[str, ...]]) -> tuple[str, ...]:
    """The land that a people's name goes back to, where the text names it: "Velmorian", "Velmorians" to "Velmoria"."""
    if len(words) != 1:
        return words
    people = words[0].removesuffix("s")
    land = (people.removesuffix("n"),)
    return land if people.endswith("ian") and land in known else words


def _is_no_person(words: tuple[str, ...]) -> bool:
    return bool({word.lower() for word in words} & (ORGANISATIONS | PLACES | UNDERTAKINGS)) or any(
        word in JOINING for word in words
    )


def _kind(words: tuple[str, ...], group: Sequence[Name]) -> TopicKind:
    lower = {word.lower() for word in words}
    hints = Counter(name.hint for name in group)
    said = next((kind for kind, vocabulary in KINDS if lower & vocabulary), None)
    if said:
        return said
    if hints[Hint.TITLE]:
        return TopicKind.PERSON
    if len(words) == 1 and words[0].isupper() and len(words[0]) > 1:
        return TopicKind.ORGANISATION
    if hints[Hint.PLACE] * 2 >= len(group):
        return TopicKind.PLACE
    goes_by_one_name = len(words) > 1 and any(name.words in (words[:1], words[-1:]) for name in group)
    return TopicKind.PERSON if goes_by_one_name and not any(word in JOINING for word in words) else TopicKind.NAME
