"""How many words an answer has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighin.asking.words import word_count

COUNTED = [
    ("", 0),
    ("  \n\t ", 0),
    ("One", 1),
    ("It will rain, and everybody will come.", 7),
    ("state-of-the-art", 1),
    ("don't — or do, “perhaps” …", 4),
    ("yes—no", 2),
    ("1914–1918", 2),
    ("12.5 % of 3,000 €", 3),
    ("… ?! — * * *", 0),
    ("今天会下雨吗？", 6),
    ("明日は雨です。", 6),
    ("カタカナ and kanji 漢字", 8),
    ("내일 비가 올 것이다.", 4),
    ("naïve café, Straße", 3),
    ("Привет, мир!", 2),
    ("مرحبا بالعالم", 2),
    ("𠀀𠀁 rare", 3),
    ("☔ 🦆", 1),
    ("https://example.org/a-b?c=d", 1),
]


@pytest.mark.parametrize(("text", "words"), COUNTED)
def test_words_are_counted_as_people_count_them(text: str, words: int) -> None:
    assert word_count(text) == words


@given(st.text(), st.text())
def test_a_blank_parts_words(one: str, other: str) -> None:
    assert word_count(f"{one} {other}") == word_count(one) + word_count(other)
