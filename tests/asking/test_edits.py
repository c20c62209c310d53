"""What an edit changed."""

from hypothesis import given
from hypothesis import strategies as st

from weighin.asking.edits import Change, Piece, word_changes

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
