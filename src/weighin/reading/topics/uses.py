"""Sentences cut into words, and the uses of a topic in them."""

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from weighin.reading.sentences import sentences_in
from weighin.reading.topics.vocabulary import CALENDAR, FUNCTION_WORDS
from weighin.record.record import Answer
from weighin.record.values import Span

# a word may hold points (U.S.), hyphens (Seo-yeon), apostrophes (N’Djamena); a final point belongs to it only after single letters
WORD = re.compile(r"((?:[^\W\d_]\.){2,}|[^\W\d_][\w’']*(?:[-–][^\W\d_][\w’']*)*|\d[\d.,]*%?)")
POSSESSIVE = ("’s", "'s", "’", "'")


class Form(Struct, frozen=True, gc=False):
    """What is known of a word wherever it stands; a possessive ending is not part of it."""

    text: str
    lower: str
    stem: str
    is_written_as_a_name: bool
    may_name_an_issue: bool
    is_compound: bool  # holds a hyphen
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


class Sentence(Struct, frozen=True):
    """A sentence of an answer, cut into words."""

    answer: Answer
    span: Span
    words: tuple[Word, ...]


class Use(Struct, frozen=True):
    """One place where a topic is named."""

    sentence: Sentence
    start: int
    end: int


def sentences_of(text: str, answers: Sequence[Answer]) -> list[Sentence]:
    """Every sentence of every answer."""
    return [
        Sentence(answer, span, words_in(text, span))
        for answer in answers
        for paragraph in answer.paragraphs
        for span in sentences_in(text, paragraph.start, paragraph.end)
    ]


def words_in(text: str, span: Span) -> tuple[Word, ...]:
    """The words of a stretch of text."""
    found: list[Word] = []
    # by turns what stands between words, and the words: a third of the time that a match for each would take
    parts = iter(WORD.split(text[span.start : span.end]))
    at = span.start
    follows = False
    for between, word in zip(parts, parts, strict=False):
        at += len(between)
        form = form_of(word)
        found.append(Word(form, at, follows and between == " "))
        follows = form.may_be_followed
        at += len(word)
    return tuple(found)


@lru_cache(maxsize=20_000)  # the words of a language recur
def form_of(word: str) -> Form:
    """What is known of a word wherever it stands."""
    ending = next((ending for ending in POSSESSIVE if word.endswith(ending)), "")
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
