"""Sentences cut into words, and the uses of a topic in them."""

import re
from collections.abc import Sequence

from msgspec import Struct

from weighin.reading.sentences import sentences_in
from weighin.record.record import Answer
from weighin.record.values import Span

# a word may hold points (U.S.), hyphens (Seo-yeon), apostrophes (N’Djamena); a final point belongs to it only after single letters
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_][\w’']*(?:[-–][^\W\d_][\w’']*)*|\d[\d.,]*%?")
POSSESSIVE = ("’s", "'s", "’", "'")


class Word(Struct, frozen=True, gc=False):
    """A word and its place in the source text; a possessive ending is not part of it."""

    text: str
    start: int
    end: int
    joined: bool  # nothing but one space to the word before


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
    previous_end = -1
    for match in WORD.finditer(text, span.start, span.end):
        word = match.group()
        start, end = match.span()
        joined = start == previous_end + 1 and text[previous_end] == " "
        previous_end = end
        if word[-1] in "s’'":
            for ending in POSSESSIVE:
                if word.endswith(ending):
                    word = word[: -len(ending)]
                    previous_end = -1
                    break
        found.append(Word(word, start, start + len(word), joined))
    return tuple(found)
