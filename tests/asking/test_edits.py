"""What an edit changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighin.asking.edits import Change, Piece, edited_further, editing_of, word_changes
from weighin.record.asking import Editing

words = st.text(st.sampled_from("ab ,.\nü☔"), max_size=60)


def test_a_cut_word_is_told_from_what_is_kept() -> None:
    found = word_changes("very thin ice", "thin ice")
    assert found == (Piece(Change.CUT, "very "), Piece(Change.KEPT, "thin ice"))


@given(words, words)
def test_the_pieces_make_up_both_texts(before: str, after: str) -> None:
    pieces = word_changes(before, after)
    assert "".join(piece.text for piece in pieces if piece.change is not Change.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.change is not Change.CUT) == after


def test_a_long_text_is_compared_by_its_lines() -> None:
    before = "a line of words\n" * 5000
    pieces = word_changes(before, before + "and one more\n")
    assert pieces[-1] == Piece(Change.ADDED, "and one more\n")


@pytest.mark.parametrize(
    ("submitted", "published", "editing"),
    [
        ("It will be very very thin.", "It will be thin.", Editing.SHORTENED),
        ("And yet it will freeze, they say.", "It will freeze.", Editing.SHORTENED),  # a new beginning has a capital
        ("b a b c", "a b", Editing.SHORTENED),
        ("It will freeze.", "It will not freeze.", Editing.REWORDED),
        ("It will not freeze.", "It will freeze.", Editing.SHORTENED),  # cut is cut, whatever it does to the sense
        ("First this, then that.", "Then that, first this.", Editing.REWORDED),
        ("It will, probably freeze", "It will probably freeze.", Editing.PUNCTUATED),
        ("Two\n\nparagraphs.", "Two paragraphs.", None),
        ("The same.", "The same.", None),
    ],
)
def test_it_is_edited_for_length_only_where_words_were_cut_and_nothing_else_changed(
    submitted, published, editing
) -> None:
    assert editing_of(submitted, published) is editing


@given(st.lists(st.sampled_from(["ice", "river", "thin", "will"]), min_size=1), st.data())
def test_whatever_is_cut_it_is_edited_for_length_and_a_word_put_in_is_not(
    words: list[str], data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)).filter(lambda one: not all(one)))
    published = [word for word, stays in zip(words, kept, strict=True) if stays]
    assert editing_of(" ".join(words), " ".join(published)) is Editing.SHORTENED
    at = data.draw(st.integers(0, len(published)))
    assert editing_of(" ".join(words), " ".join([*published[:at], "snow", *published[at:]])) is Editing.REWORDED


@given(st.lists(st.tuples(st.sampled_from(["thin", "ice", "may", "hold"]), st.integers(0, 2)), max_size=12))
def test_what_is_cut_in_two_steps_is_shortened_as_if_in_one(pieces: list[tuple[str, int]]) -> None:
    first, then, last = (" ".join(word for word, stands in pieces if stands >= step) for step in range(3))
    assert edited_further(editing_of(first, then), editing_of(then, last)) == editing_of(first, last)


@given(st.sampled_from([None, *Editing]), st.sampled_from([None, *Editing]))
def test_two_steps_are_never_told_as_less_than_either(before: Editing | None, then: Editing | None) -> None:
    weights = [None, Editing.PUNCTUATED, Editing.SHORTENED, Editing.REWORDED]
    assert edited_further(before, then) is max(before, then, key=weights.index)
