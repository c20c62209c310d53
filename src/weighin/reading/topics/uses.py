"""Sentences cut into words, and the uses of a topic in them."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from msgspec import Struct

from weighin.reading.sentences import sentences_in
from weighin.reading.topics.vocabulary import CALENDAR, FUNCTION_WORDS
from weighin.record.record import Answer
from weighin.record.values import Span

# a word may hold points (U.S.), hyphens (Seo-yeon), apostrophes (N’Djamena); a final point belongs to it only after single letters
# the first alternative takes most words at one stroke; the others those that go on after a point or a hyphen
WORD = re.compile(r"([^\W\d_](?:[\w’']*+(?![-–.])|\.(?:[^\W\d_]\.)+|[\w’']*(?:[-–][^\W\d_][\w’']*)*)|\d[\d.,]*%?)")
POSSESSIVE = ("’s", "'s", "’", "'")


class Form(Struct, frozen=True, gc=False):
    """What is known of a word wherever it stands; a possessive ending is not part of it."""

    text: str
    lower: str
    stem: str
    is_written_as_a_name: bool
    may_name_an_issue: bool
    is_compound: bool  # holds a hyphen
    is_capitalised: bool
    may_be_followed: bool  # whether the next word may belong to it: not after a possessive


class Word(Struct, frozen=True, gc=False):
    """A word and its place in the source text."""

    form: Form
    start: int
    joined: bool  # nothing but one space to the word before

    @property
    def text(self) -> str:
        """As it is written, without a possessive ending."""
        return self.form.text

    @property
    def end(self) -> int:
        """Where it ends in the source text, without a possessive ending."""
        return self.start + len(self.form.text)


class Sentence(Struct, frozen=True, gc=False):
    """A sentence of an answer, cut into words: by turns what stands between them (`gaps`) and what they are (`forms`)."""

    answer: Answer
    span: Span
    forms: list[Form]
    starts: list[int]
    gaps: list[str]

    def word(self, at: int) -> Word:
        """The word at a place, counted from 0."""
        return Word(self.forms[at], self.starts[at], self.is_joined(at))

    def is_joined(self, at: int) -> bool:
        """Whether nothing but one space stands between a word and the one before."""
        return at > 0 and self.gaps[at] == " " and self.forms[at - 1].may_be_followed

    def lower(self, at: int) -> str:
        """The word at a place in lower case; empty before the first."""
        return self.forms[at].lower if at >= 0 else ""

    def use(self, first: int, last: int) -> "Use":
        """The use of the words from one place to another."""
        return Use(self, self.starts[first], self.starts[last] + len(self.forms[last].text))


class Use(Struct, frozen=True, gc=False):
    """One place where a topic is named."""

    sentence: Sentence
    start: int
    end: int


def sentences_of(text: str, answers: Sequence[Answer]) -> list[Sentence]:
    """Every sentence of every answer."""
    return [
        _cut(text, answer, span)
        for answer in answers
        for paragraph in answer.paragraphs
        for span in sentences_in(text, paragraph.start, paragraph.end)
    ]


def _cut(text: str, answer: Answer, span: Span) -> Sentence:
    # one split, and the rest by functions of the interpreter itself: a loop over matches takes five times as long
    parts = WORD.split(text[span.start : span.end])
    ends = list(accumulate(map(len, parts), initial=span.start))
    return Sentence(answer, span, list(map(form_of, parts[1::2])), ends[1:-1:2], parts[::2])


@lru_cache(maxsize=20_000)  # the words of a language recur
def form_of(word: str) -> Form:
    """What is known of a word wherever it stands."""
    ending = next(filter(word.endswith, POSSESSIVE), "") if word.endswith(POSSESSIVE) else ""
    text = word.removesuffix(ending)
    lower = text.lower()
    return Form(
        text=text,
        lower=lower,
        stem=_stem_of(lower),
        is_written_as_a_name=text[:1].isupper()
        and text not in CALENDAR
        and lower.replace("'", "’") not in FUNCTION_WORDS,
        may_name_an_issue=len(text) > 2
        and text[0].isalpha()
        and "’" not in text
        and "'" not in text
        and lower not in FUNCTION_WORDS
        and not lower.endswith("ly")
        and (text[0].islower() or text == text.capitalize()),
        is_compound="-" in text or "–" in text,
        is_capitalised=text[:1].isupper(),
        may_be_followed=not ending,
    )


def _stem_of(lower: str) -> str:
    """A word in lower case without its plural ending."""
    if len(lower) > 4 and lower.endswith("ies"):
        return lower[:-3] + "y"
    if len(lower) > 4 and lower.endswith(("ches", "shes", "xes", "sses", "zes")):
        return lower[:-2]
    if len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        return lower[:-1]
    return lower
