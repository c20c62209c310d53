"""The questions that letters answer: as a covering letter lists them, as replies quote them, or as they stand again in several replies."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from weighin.reading.draft import Asked
from weighin.reading.letter_ends import SIGN_OFF, is_greeting
from weighin.reading.names import fold
from weighin.reading.numbering import numbered_to, ordinal_in
from weighin.reading.page import Block, BlockKind, Page

_MOST = 320
_LEAST = 8
_MOST_COPIED = 250  # a question that is copied into a reply is no longer than this
_LEAST_QUOTED = 6  # letters that must be left of a question that is quoted by its end
_MOST_OF = 0.75  # of the words of a piece that is quoted loosely
_SAME = 0.7  # of the words of the longer one, where nothing else says that a line is a question
_FEWEST = 2
_LEADS = re.compile(r"[\s*_|>#•·–—-]+")
_TOPIC = re.compile(r"(?P<topic>[^\W\d_][^.:?!–—]{2,60}?)\s?(?::|\s[–—-])\s+(?=\S)")
_CONTENTS = re.compile(r"^\W*\d{1,2}\W+re:|\)$", re.IGNORECASE)  # a digest lists its letters: `2. Re: Subject (Name)`
_ASKED_AND_ON = re.compile(r"[?:]\s+(?=\S)")
_MOST_SENTENCES = 3
_STEM = 5  # letters by which words of a topic and of a question are compared


class _Question(Struct):
    """A question while sightings are gathered: what its words are, its number where it has one, and its places."""

    key: str
    words: frozenset[str]
    number: int
    places: list[tuple[int, int]]


class Questions:
    """The questions in order, and which of them a piece of a letter puts."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._asked: list[_Question] = []

    def __len__(self) -> int:
        return len(self._asked)

    def ask(self, texts: Sequence[str]) -> None:
        """Take these for the questions, in this order: whoever reads the letters knows what was asked."""
        for number, text in enumerate(texts, start=1):
            self._asked.append(_Question(_key(text), _words(text), number, []))

    def found(self, block: Block) -> None:
        """Take a block for a question, a new one unless it is known."""
        if self.of(block, is_quoted=True) is None:
            start, number = self._bare(block)
            text = self._page.text[start : block.end]
            self._asked.append(_Question(_key(text), _words(text), number, []))

    def sort(self) -> None:
        """Put them in the order of their numbers, where each has one of its own."""
        if len({one.number for one in self._asked if one.number}) == len(self._asked):
            self._asked.sort(key=lambda one: one.number)

    def of(self, block: Block, *, is_quoted: bool) -> int | None:
        """Which question a block puts; what is quoted may be a part of it or differ in a few words."""
        text = self._page.of(block)
        if not _LEAST < len(text) < _MOST:
            return None
        start, number = self._bare(block)
        bare = self._page.text[start : block.end]
        key = _key(bare)
        ending = [place for place, one in enumerate(self._asked) if one.key.endswith(key) or key.endswith(one.key)]
        same = next((place for place, one in enumerate(self._asked) if one.key == key), None)
        if same is not None or (len(ending) == 1 and len(key) >= _LEAST_QUOTED):
            return same if same is not None else ending[0]
        words = _words(bare)
        if is_quoted:
            return self._loosely(words, number)
        if not bare.rstrip(" *_").endswith("?"):
            return None
        shared = [len(words & one.words) / max(1, len(words), len(one.words)) for one in self._asked]
        best = max(shared, default=0.0)
        return shared.index(best) if best >= _SAME and shared.count(best) == 1 else None

    def _loosely(self, words: frozenset[str], number: int) -> int | None:
        for place, one in enumerate(self._asked):
            if number and one.number == number and len(words & one.words) * 2 >= max(1, len(words)):
                return place
        shared = [len(words & one.words) for one in self._asked]
        best = max(shared, default=0)
        if best < _FEWEST or best < _MOST_OF * len(words) or shared.count(best) > 1:
            return None
        return shared.index(best)

    def opens(self, block: Block) -> tuple[int, int] | None:
        """The question that a block begins with, where its answer follows in the same paragraph, and where that begins."""
        text = self._page.of(block)
        ends = [found.end() for found in _ASKED_AND_ON.finditer(text, 0, _MOST)]
        for end in ends[:_MOST_SENTENCES]:
            start, _ = self._bare(block)
            key = _key(self._page.text[start : block.start + end])
            for place, one in enumerate(self._asked):
                if one.key == key:
                    return place, block.start + end
        return None

    def put(self, block: Block, question: int) -> None:
        """Note that a block prints a question."""
        start, _ = self._bare(block)
        end = block.start + len(self._page.of(block).rstrip(" *_|"))
        self._asked[question].places.append((start, end))

    def numbered(self, number: int) -> int | None:
        """The question of a number: its own, or its place in the order where they have none."""
        for place, one in enumerate(self._asked):
            if one.number == number:
                return place
        has_numbers = any(one.number for one in self._asked)
        return number - 1 if 0 < number <= len(self._asked) and not has_numbers else None

    def last_number(self) -> int:
        """The highest number that an answer may begin with."""
        return max([len(self._asked), *(one.number for one in self._asked)])

    def on_topic(self, text: str) -> tuple[int, int] | None:
        """In `On the price: words`, the one question that has these words, and where the answer begins."""
        found = _TOPIC.match(text)
        if found is None or found["topic"].count(" ") > _MOST_TOPIC:
            return None
        stems = {word[:_STEM] for word in _words(found["topic"]) - _COMMON}
        fits = [place for place, one in enumerate(self._asked) if stems & {word[:_STEM] for word in one.words}]
        return (fits[0], found.end()) if len(fits) == 1 else None

    def asked(self) -> list[Asked]:
        """The questions for a draft; the fullest place first."""
        shown = []
        for one in self._asked:
            places = sorted(one.places, key=lambda place: (place[0] - place[1], place[0]))
            first = places[:1]
            text = self._page.text[first[0][0] : first[0][1]] if first else ""
            shown.append(Asked(text, [*first, *sorted(places[1:])]))
        return shown

    def _bare(self, block: Block) -> tuple[int, int]:
        """Where the words of a question begin, and the number before them."""
        text = self._page.of(block)
        lead = _LEADS.match(text)
        begin = lead.end() if lead else 0
        number, words = ordinal_in(text, begin)
        if not number:
            words = begin + numbered_to(text[begin:])
        return block.start + words, number


_MOST_TOPIC = 7
_COMMON = frozenset(
    "the and for are was has how who why can may its our out any all not what when where which will would does there this that than with from have will your about question".split()
)


def questions_of(page: Page, cover: Sequence[Block], replies: Sequence[Sequence[Block]]) -> Questions:
    """The questions that the covering letter and the replies print, in order."""
    known = Questions(page)
    for block in listed_in(page, cover):
        known.found(block)
    again = _recurring(page, replies)
    for blocks in replies:
        for block in blocks:
            text = page.of(block)
            is_quoted = block.kind is BlockKind.QUOTE and block.label != "attribution"
            if (is_quoted and _asks(text)) or (block.start in again and (block.runs or _may_ask(text))):
                known.found(block)
    if not len(known):
        for block in _quoted_above_words(page, replies):
            known.found(block)
    known.sort()
    return known


def listed_in(page: Page, blocks: Sequence[Block]) -> list[Block]:
    """The questions that a letter lists, one after the other: numbered, or one sentence each that asks."""
    numbered: list[Block] = []
    asking: list[Block] = []
    for block in blocks:
        if block.kind in {BlockKind.META, BlockKind.RULE}:
            continue
        text = page.of(block)
        number, _ = ordinal_in(text)
        if number == len(numbered) + 1 and len(text) < _MOST:
            numbered.append(block)
        if text.rstrip().endswith("?") and len(text) < _MOST_COPIED and "? " not in text and ". " not in text[4:]:
            asking.append(block)
    contents = sum(_CONTENTS.search(page.of(block)) is not None for block in numbered)
    return numbered if len(numbered) >= _FEWEST and contents * 2 <= len(numbered) else asking


def _asks(text: str) -> bool:
    return _LEAST < len(text) < _MOST and (ordinal_in(text)[0] > 0 or text.rstrip().endswith("?"))


def _may_ask(text: str) -> bool:
    bare = text.strip(" *_|")
    return (
        bare.endswith(("?", ":"))
        or bare.isupper()
        or bare != text.strip()
        or (ordinal_in(text)[0] > 0 and bare[-1] not in ".!")
    )


def _recurring(page: Page, replies: Sequence[Sequence[Block]]) -> set[int]:
    """Where blocks begin that nobody quotes and that stand in more than one letter, above its close."""
    under: dict[str, set[int]] = defaultdict(set)
    places: dict[str, list[int]] = defaultdict(list)
    for number, blocks in enumerate(replies):
        for block in _before_the_close(page, blocks):
            text = page.of(block)
            if _LEAST < len(text) < _MOST_COPIED and not is_greeting(text):
                under[_key(text)].add(number)
                places[_key(text)].append(block.start)
    return {place for key, letters in under.items() if len(letters) >= _FEWEST for place in places[key]}


def _before_the_close(page: Page, blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind is BlockKind.RULE or (block.kind is not BlockKind.META and SIGN_OFF.match(page.of(block))):
            return
        if block.kind is BlockKind.PARAGRAPH:
            yield block


def _quoted_above_words(page: Page, replies: Sequence[Sequence[Block]]) -> Iterator[Block]:
    """What several letters quote and answer, though it does not ask."""
    times: dict[str, set[int]] = defaultdict(set)
    above: list[Block] = []
    for number, blocks in enumerate(replies):
        for block, below in pairwise(blocks):
            if block.kind is BlockKind.QUOTE and below.kind is BlockKind.PARAGRAPH and block.label != "attribution":
                times[_key(page.of(block))].add(number)
                above.append(block)
    for block in above:
        if len(times[_key(page.of(block))]) >= _FEWEST:
            yield block


def _key(text: str) -> str:
    return "".join(character for character in fold(text) if character.isalnum())


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w{3,}", fold(text)))
