"""Labels of no known grammar: a short span that holds one name, whatever stands around it.

`Expert 3: Name`, `Q&A with Name`, `Reply from Name:`, `Economist Name: words`, **Name** running into the words. That such a span is a label
shows in what it shares with others: the same words stand before the name, or after it, where the names differ. What differs is a post.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from msgspec import Struct

from weighin.reading.blocks import Line
from weighin.reading.marks.introduced import full_names_in
from weighin.reading.marks.mark import MarkStyle, Person, SpeakerMark
from weighin.reading.marks.people import trimmed
from weighin.reading.names import PARTICLES, Name, read_name

_MOST = 150  # a line that is all label
_MOST_LEAD = 120  # a label in front of the words
_MOST_AROUND = 8  # words before the name
# one set of characters leads all the ways, so that a search skips letters at once
_LEAD_ENDS = re.compile(
    r"[:\s)\]>](?:(?<=:):?\s|(?<=\s)(?:[—–|>»→~]|>>|//|-{1,3})\s|(?<=[)\]>])[.:]?\s(?=[\"“‘(]?[^\W\d_a-z]))"
)
_MOST_LEADS = 3
_IN_CAPITALS = re.compile(
    r"(?:(?:[A-Z\u00C0-\u00DE][A-Z\u00C0-\u00DE.’'-]+ ){2,4}|[A-Z\u00C0-\u00DE]['’]?[A-Z\u00C0-\u00DE-]{2,} )(?=[\"“‘(]?[A-Z\u00C0-\u00DE](?:[^A-Z]|$))"
)
# no number, initial or title before the full stop; the stop itself is asked for first
_SENTENCE_END = re.compile(
    r"[.!?…](?<!\d.)(?<!\b[A-Z].)(?<!\bDr.)(?<!\bProf.)(?<!\bM[rs].)(?<!\bMrs.)(?<!\bSt.)[”\"’')]*\s+[\"“‘(]?[^\W\d_a-z]"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|will|would|has|have|had|does|do|did|can|could|should|I|we|they|he|she|it|that|who|not)\b"
)
_OPENS_POST = re.compile(r"[,(（|·/@–—\[•]|-\s|(?:of|at|from)\s")
_DIGITS = re.compile(r"\d+")
_CAPITALISED = re.compile(r"(?<![\w’'-])[A-Z\u00C0-\u024F\u0386-\u03AB\u0400-\u042F][\w’-]+(?<!’s)")
_CLOSED = '.!?”"’'
_FEWEST = 2
_LETTER = re.compile(r"[^\W\d_]")
_CAPITALS_FIRST = re.compile(
    r"[A-Z\u00C0-\u00DE][A-Z\u00C0-\u00DE’'-]+(?: (?:[A-Z]\.|[A-Z\u00C0-\u00DE][A-Z\u00C0-\u00DE’'-]+)){1,3}(?![\w’])"
)
_WORD = re.compile(r"[^\W\d_]{2,}")


class _Span(Struct, frozen=True, gc=False):
    """A name in a short span of a line: (start, end) of the name and the end of the span; offsets within the line."""

    line: Line
    name: Name
    start: int
    end: int
    until: int
    words_from: int

    @property
    def before(self) -> str:
        return _DIGITS.sub("#", self.line.text[: self.start]).strip().lower()

    @property
    def after(self) -> str:
        after = self.line.text[self.end : self.until].strip(" :.*").lower()
        return after if _LETTER.search(after) else ""


def full_names_of(lines: Sequence[Line], marks: Sequence[SpeakerMark]) -> dict[tuple[str, ...], Name]:
    """Full names that stand in the article, by their words."""
    full: dict[tuple[str, ...], Name] = {}
    for mark in marks:
        for person in mark.people:
            if person.name.is_full:
                full.setdefault(person.name.words, person.name)
    for line in lines:
        if len(line.text) < _MOST or line.number < 40:
            for name, _, _ in full_names_in(line.text[:1200]):
                full.setdefault(name.words, name)
    return full


def anchored_marks(
    lines: Sequence[Line],
    marks: Sequence[SpeakerMark],
    silent: frozenset[int],
    full: Mapping[tuple[str, ...], Name],
    *,
    founding: bool = False,
) -> list[SpeakerMark]:
    """Candidates in lines where the grammar of labels finds none.

    Args:
        lines: the article's lines. marks: what the grammar finds. silent: lines that nobody speaks.
        full: the article's full names, by their words. founding: names that are never given in full may be somebody's.
    """
    known = _known_names(lines, marks, full, founding=founding)
    taken = {
        mark.line
        for mark in marks
        if mark.style is not MarkStyle.BIO
        and all(person.name.is_full or person.name.words in known for person in mark.people)
    }
    spans = [
        span
        for line in lines
        if line.number not in taken and line.number not in silent and line.block.cell is None
        for span in [_span_in(line, known)]
        if span is not None
    ]
    return sorted(_labels_among(spans), key=lambda mark: mark.line)


def _known_names(
    lines: Sequence[Line], marks: Sequence[SpeakerMark], full: Mapping[tuple[str, ...], Name], *, founding: bool
) -> dict[tuple[str, ...], Name]:
    """The full names, and what those who bear them may be called for short, where only one is."""
    short: dict[tuple[str, ...], Name | None] = {}
    if founding:
        called = [person.name for mark in marks for person in mark.people if len(person.name.words) == 1]
        times = Counter(name.words for name in called)
        short.update({name.words: name for name in called if times[name.words] > 1})
        short.update(_fillers(lines))
    for words, name in full.items():
        if not any(words[at:] in full for at in range(1, len(words) - 1)):
            for one in {words[0], words[-1]} - PARTICLES:
                short[one,] = None if (one,) in short and short[one,] != name else name
    return {**{words: name for words, name in short.items() if name is not None}, **full}


def _fillers(lines: Sequence[Line]) -> dict[tuple[str, ...], Name]:
    """Single words that are names, because they fill the one place in which labels differ: `Reply from Ada:`, `Reply from Ben:`."""
    slots: dict[tuple[str, str], dict[tuple[str, ...], Name]] = defaultdict(dict)
    times: Counter[tuple[str, ...]] = Counter()
    for line in lines:
        text = line.text
        for until, words_from in _ends_of(line):
            found = list(islice(_CAPITALISED.finditer(text, 0, until), 3))
            read = [(one, name) for one in found for name in [read_name(one[0])] if name is not None]
            if len(read) != 1:
                continue
            one, name = read[0]
            around = _Span(line, name, one.start(), one.end(), until, words_from)
            if around.before or around.after or words_from >= 0:
                slots[around.before, around.after][name.words] = name
                times[name.words] += 1
    return {
        words: name
        for fillers in slots.values()
        if len(fillers) >= _FEWEST + 1
        for words, name in fillers.items()
        if times[words] > 1
    }


def _span_in(line: Line, known: dict[tuple[str, ...], Name]) -> _Span | None:
    text = line.text
    if not text:
        return None
    for until, words_from in _ends_of(line):
        named = _in_capitals(text, until) or list(full_names_in(text[:until]))
        opening = _known_surname(text, until, known)
        if opening is not None:
            name, start, end = opening
        elif len(named) == 1 or (named and _OPENS_POST.match(text[named[0][2] :].lstrip(" "))):
            name, start, end = _as_known(text, named[0], known)
        elif not named:
            short = [
                (read, found.start(), found.end())
                for found in _CAPITALISED.finditer(text, 0, until)
                for read in [read_name(found[0])]
                if read is not None and read.words in known
            ]
            if len(short) != 1:
                continue
            name, start, end = short[0]
        else:
            continue
        if text[:start].count(" ") <= _MOST_AROUND and not _FINITE.search(text[:start]):
            return _Span(line, name, start, end, until, words_from)
    return None


def _known_surname(text: str, until: int, known: dict[tuple[str, ...], Name]) -> tuple[Name, int, int] | None:
    """The one known word with which a span begins, a post after it: what looks like a name in the post is a firm's."""
    first = _FIRST_WORD.match(text, 0, until)
    name = read_name(first[0]) if first and _OPENS_POST.match(text[first.end() : until].lstrip(" ")) else None
    return (name, 0, len(first[0])) if first and name is not None and name.words in known else None


_FIRST_WORD = re.compile(r"[^\W\d_a-z][\w’'-]+")


def _in_capitals(text: str, until: int) -> list[tuple[Name, int, int]]:
    """The name in capitals with which a span begins."""
    found = _CAPITALS_FIRST.search(text, 0, until)
    name = read_name(found[0]) if found and not _LETTER.search(text, 0, found.start()) else None
    return [(name, found.start(), found.end())] if found and name is not None and name.is_full else []


def _ends_of(line: Line) -> Iterator[tuple[int, int]]:
    """Where a label may end in a line, and where the words begin after it; -1 where it is all label."""
    text = line.text
    if len(text) <= _MOST and (line.is_heading or text[-1] not in _CLOSED) and not _SENTENCE_END.search(text):
        yield len(text), -1
    for styled in (line.bold_to, line.italic_to):
        if 2 < styled <= _MOST_LEAD and styled < len(text) - 1:
            yield styled, _after_joint(text, styled)
    for lead in islice(_LEAD_ENDS.finditer(text, 2, _MOST_LEAD), _MOST_LEADS):
        if lead.end() < len(text) and not _SENTENCE_END.search(text, 0, lead.start()):
            yield lead.start() + (lead[0][0] in ")]>"), lead.end()
    capitals = _IN_CAPITALS.match(text)
    if capitals:
        yield capitals.end() - 1, capitals.end()


def _after_joint(text: str, at: int) -> int:
    while at < len(text) and text[at] in " :.—–-|":
        at += 1
    return at if at < len(text) else -1


def _as_known(text: str, found: tuple[Name, int, int], known: dict[tuple[str, ...], Name]) -> tuple[Name, int, int]:
    """`Economist Jane Doe` is Jane Doe, where the article names her without her trade."""
    name, start, end = found
    words = name.words
    for at in range(1, len(words) - 1):
        if words[at:] in known:
            bare = known[words[at:]]
            place = text.rfind(text[start:end].split(" ", at)[-1], start, end)
            return bare, place, end
    return name, start, end


def _labels_among(spans: Sequence[_Span]) -> Iterator[SpeakerMark]:
    """The spans that share what stands around the name, or where all that stands around it can be a post."""
    before: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    after: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for span in spans:
        before[span.before].add(span.name.words)
        after[span.after].add(span.name.words)
    for span in spans:
        opens = len(before[span.before]) >= _FEWEST
        closes = not span.after or len(after[span.after]) >= _FEWEST
        if not closes and not _OPENS_POST.match(span.after):
            continue
        if not opens and not closes:
            continue
        key = f"{span.before if opens else '…'}|{'' if not span.after else span.after if closes else '…'}"
        yield _mark(span, key, has_post_before=not opens, has_post_after=not closes)


def _mark(span: _Span, key: str, *, has_post_before: bool, has_post_after: bool) -> SpeakerMark:
    line = span.line
    base = line.start
    post = (0, 0)
    if has_post_after:
        post = trimmed(line.text, span.end, span.until)
    elif has_post_before and _WORD.search(line.text, 0, span.start):
        post = trimmed(line.text, 0, span.start)
    is_inline = span.words_from >= 0
    return SpeakerMark(
        line=line.number,
        people=(Person(span.name, base + span.start, base + span.end),),
        style=MarkStyle.INLINE if is_inline else MarkStyle.LINE,
        key=f"anchored {'inline' if is_inline else line.look} {key}",
        words_from=base + span.words_from if is_inline else -1,
        affiliation=(post[0] + base, post[1] + base) if post[1] else (0, 0),
    )
