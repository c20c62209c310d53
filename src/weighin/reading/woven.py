"""Round-ups woven by a journalist: no labels, but people introduced in running prose, with quotations and indirect speech."""

import re
from collections import Counter
from collections.abc import Sequence

from weighin.reading.blocks import Line
from weighin.reading.cast import Cast
from weighin.reading.draft import Asked, Draft, Said, Speaker
from weighin.reading.names import Name, fold, read_name
from weighin.reading.page import BlockKind, Page
from weighin.reading.silence import Silence

_SPEECH = (
    r"(?:say|says|said|saying|adds?|added|tells?|told|thinks?|thought|believes?|argues?|argued|explains?|explained|insists?|insisted|replies|replied|answers?|answered|concedes?|conceded|expects?|expected"
    r"|predicts?|predicted|warns?|warned|notes?|noted|recalls?|recalled|remembers?|remembered|shrugs?|laughs?|laughed|wonders?|doubts?|reckons?|reckoned|suggests?|suggested|points? out|agrees?|agreed|disagrees?"
    r"|admits?|admitted|calls?|called|describes?|described|puts?|maintains?|counters?|countered|sees?|estimates?|cautions?|cautioned|is (?:less|more|not|sure|certain|convinced|sceptical|skeptical|confident|blunter|gloomier))"
)
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Professor|Sir|Dame)\.? )?[A-Z\u00C0-\u017F][\w’'-]*(?:\.?(?: (?:van|von|de|der|den|la|le|al|bin|da|dos|ter|ten)){0,2} [A-Z\u00C0-\u017F][\w’'-]+){1,3}"
)
_WORD = re.compile(r"[A-Z\u00C0-\u017F][\w’-]+")
_ASKED = re.compile(
    r"\b(?:[Ww]e|I|[A-Z][\w’]+(?: [A-Z][\w’]+){0,3}) (?:asked|put|spoke (?:to|with)|sent|talked to|invited|polled|approached|went to|rang|called|consulted|canvassed|wrote to)\b.{0,120}?\b(?:questions?|experts?|specialists?|panel|(?:three|four|five|six|seven|eight|nine|ten|a dozen|several) (?:\w+ ){0,3}?(?:people|who|of|men|women|\w+s)|people who|those who|a [a-z ]+, a [a-z ]+)\b"
    r"|\bround-?(?:up|table)\b|\bexperts (?:weigh|say|predict|on)\b|\b(?:our|a|the) panel\b"
)
_PRONOUN = re.compile(
    rf"\b(?P<pronoun>[Ss]he|[Hh]e|[Tt]hey)\b(?: also| still| now)? {_SPEECH}\b|{_SPEECH} (?P<after>she|he)\b|^(?P<first>She|He)\b|\b(?P<of>Her|His|her|his) (?:estimate|guess|view|prediction|bet|figures?|forecast|answer|advice|hunch)\b|[Oo]n (?P<on>her|his) (?:figures|numbers|account|reckoning|estimate)"
)
_QUOTED = re.compile(r"[“\"][^”\"]{2,}[”\"]?")
_DESCRIPTION = re.compile(
    rf"(?:{_SPEECH} (?:the|her|his)|\b[Tt]he) (?P<who>[a-z]+(?: (?:who [a-z ]+|[a-z]+)){{0,6}}?)(?=[.,;”]| {_SPEECH}\b| is right| says|$)"
)
_GENERIC = frozenset(
    "ministry minister report paper government company operator spokesman spokeswoman spokesperson strategy police court".split()
)


def draft_of_prose(page: Page, lines: Sequence[Line], silent: dict[int, Silence], head: frozenset[int]) -> Draft | None:
    """The round-up that running prose holds, or None where it is no more than reported news."""
    prose = [line for line in lines if line.number not in silent and line.number not in head]
    asked = [line for line in prose if line.is_heading and line.text.rstrip().endswith("?")]
    if len(asked) < 2 and not any(_ASKED.search(line.text) for line in [*prose[:6], *lines[:4]]):
        return None
    people = _introduced(prose)
    if len(people) < 3:
        return None
    draft = Draft(
        speakers=[],
        questions=[],
        said=[],
        silent={number: reason.value for number, reason in silent.items()},
        narrated=True,
    )
    cast = Cast()
    known: dict[int, int] = {}
    words: dict[int, set[str]] = {}
    for name, line, start, end, affiliation in people:
        member = cast.add(name)
        if member in known:
            continue
        known[member] = len(draft.speakers)
        draft.speakers.append(
            Speaker(
                name=name,
                named_at=(start, end),
                affiliations=[affiliation] if affiliation else [],
                interests=[],
                aliases=[name.display],
            )
        )
        words[known[member]] = set(
            re.findall(r"[a-z]{4,}", fold(page.text[affiliation[0] : affiliation[1]] if affiliation else line.text))
        )
    _assign(prose, draft, cast, known, words)
    counts = Counter(one.speakers[0] for one in draft.said for _ in one.places)
    if len(counts) < 3:
        return None
    return draft


def _introduced(prose: Sequence[Line]) -> list[tuple[Name, Line, int, int, tuple[int, int] | None]]:
    """People whom the prose names in full where they speak, with what it says of them."""
    found: list[tuple[Name, Line, int, int, tuple[int, int] | None]] = []
    seen: set[tuple[str, ...]] = set()
    for line in prose:
        if line.is_heading:
            continue
        text = line.text
        inside = [(match.start(), match.end()) for match in _QUOTED.finditer(text)]
        for match in _NAME.finditer(text):
            if any(start <= match.start() < end for start, end in inside):
                continue
            first = match[0].split(" ", 1)[0]
            skip = (
                len(first) + 1
                if " " in match[0]
                and read_name(first) is None
                and first.strip(".") not in {"Dr", "Prof", "Professor", "Sir", "Dame"}
                else 0
            )
            name = read_name(match[0][skip:])
            if name is None or not name.is_full or name.words in seen or fold(match[0].split()[-1]) in _GENERIC:
                continue
            after = text[match.end() : match.end() + 260]
            apposition = re.match(
                r",\s*(?P<post>(?:who |an? |the |[a-z]|[A-Z])[^.“”\"]{3,170}?)(?=,\s+(?:does|is|was|says|said|it|has|and|thinks|believes|puts|argues|doubts|expects)|,\s*[“\"]|\.|, [a-z]+s\b|$)",
                after,
            )
            speaks = (
                re.match(rf"(?:,[^“”\"]{{3,200}},)? (?:also |still |simply )?{_SPEECH}\b", after)
                or re.search(rf"{_SPEECH},? $", text[: match.start()])
                or re.search(r"(?:^|\. )For $", text[: match.start() + skip])
            )
            opens = match.start() == 0 and ("“" in text or '"' in text)
            if not (speaks or opens or (apposition and re.search(_SPEECH, text[match.end() :]))):
                continue
            seen.add(name.words)
            place = (
                (line.start + match.end() + apposition.start("post"), line.start + match.end() + apposition.end("post"))
                if apposition
                else None
            )
            if place is None and opens:
                verb = re.match(r" (?P<post>(?!" + _SPEECH + r")[a-z]+ [^.,]{4,80})", after)
                place = (
                    (line.start + match.end() + verb.start("post"), line.start + match.end() + verb.end("post"))
                    if verb
                    else None
                )
            found.append((name, line, line.start + match.start() + skip, line.start + match.end(), place))
    return found


def _assign(prose: Sequence[Line], draft: Draft, cast: Cast, known: dict[int, int], words: dict[int, set[str]]) -> None:
    question: int | None = None
    current: int | None = None
    merged: dict[tuple[int, int | None], Said] = {}
    for line in prose:
        if line.kind is BlockKind.RULE or line.block.cell is not None:
            continue
        if line.is_heading:
            if line.text.rstrip().endswith("?"):
                question = len(draft.questions)
                draft.questions.append(Asked(line.text, [(line.start, line.end)]))
            current = None
            continue
        speaker = _speaker_of(line.text, cast, known, words, current)
        if speaker is None:
            if draft.said and line.text:
                draft.unplaced.append(line.number)
            continue
        current = speaker
        key = (speaker, question)
        if key not in merged:
            merged[key] = Said((speaker,), question, [])
            draft.said.append(merged[key])
        merged[key].places.append((line.start, line.end))


def _speaker_of(
    text: str, cast: Cast, known: dict[int, int], words: dict[int, set[str]], current: int | None
) -> int | None:
    """Whose paragraph it is: who is named outside quotations, the earliest and nearest to a verb of speech first; else who goes on."""
    outside = _QUOTED.sub(lambda match: " " * len(match[0]), text)
    votes: Counter[int] = Counter()
    for match in _WORD.finditer(outside):
        name = read_name(match[0])
        member = cast.find(name) if name else None
        if member in known and fold(match[0]) in {word for form in cast.forms[member] for word in form.words}:
            near = outside[max(0, match.start() - 24) : match.end() + 24]
            votes[known[member]] += 3 if re.search(_SPEECH, near) else 1
            if match.start() < 30:
                votes[known[member]] += 1
    if votes:
        return votes.most_common(1)[0][0]
    for match in _DESCRIPTION.finditer(outside):
        described = set(re.findall(r"[a-z]{4,}", match["who"]))
        if described & _GENERIC:
            continue
        fits = Counter({speaker: len(described & known_words) for speaker, known_words in words.items()})
        best = fits.most_common(2)
        if best and best[0][1] > 0 and (len(best) == 1 or best[0][1] > best[1][1]):
            return best[0][0]
    if current is not None and (_PRONOUN.search(outside) or re.match(r"^[“\"]", text)):
        return current
    return None
