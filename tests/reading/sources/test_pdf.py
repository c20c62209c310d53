import pytest
from builders.documents import pdf

from weighin.errors import TooLarge
from weighin.reading.page import BlockKind
from weighin.reading.sources import read_source
from weighin.reading.sources.limits import MOST_PAGES

WORDS = "the harbour wall was built before anybody now alive was born and it will outlast us".split()


def column(left, name, *, lines=8, top=700, width=5):
    """Lines of one column, each opening with its name so that the order can be told."""
    return [(left, top - 14 * n, f"{name}{n} " + " ".join(WORDS[:width])) for n in range(lines)]


def text_of(*pages, **how):
    page = read_source(pdf(pages, **how), name="a.pdf")
    return [page.of(block) for block in page.blocks if block.kind is not BlockKind.META]


def order_in(text):
    return [word for word in " ".join(text).split() if word[0].isupper() and word[-1].isdigit()]


def test_lines_of_a_paragraph_are_joined():
    text = text_of(
        [
            (72, 700, "The wall was built long ago and it stands there"),
            (72, 686, "to this day, as everybody on the island knows."),
        ]
    )
    assert text == ["The wall was built long ago and it stands there to this day, as everybody on the island knows."]


@pytest.mark.parametrize("lefts", [(72, 310), (50, 215, 380)])
def test_columns_are_read_one_after_the_other(lefts):
    width = 5 if len(lefts) == 2 else 3
    lines = [line for number, left in enumerate(lefts) for line in column(left, "ABC"[number], width=width)]
    by_rows = sorted(lines, key=lambda line: (-line[1], line[0]))
    assert order_in(text_of(by_rows)) == [f"{name}{n}" for name in "ABC"[: len(lefts)] for n in range(8)]


def test_a_line_across_the_columns_ends_them():
    across = (72, 560, "Z0 a heading that runs across the whole page from the left margin to the right one, as it is")
    above = [*column(72, "A", width=5), *column(310, "B", width=5)]
    below = [*column(72, "C", width=5, top=530), *column(310, "D", width=5, top=530)]
    order = order_in(text_of([*above, across, *below]))
    assert order == [f"{name}{n}" for name in "AB" for n in range(8)] + ["Z0"] + [
        f"{name}{n}" for name in "CD" for n in range(8)
    ]


def test_running_heads_and_page_numbers_are_no_text():
    pages = [
        [(72, 800, "The Paper, 4 March 2025"), *column(72, "ABC"[n], width=12), (290, 30, f"Page {n + 1} of 3")]
        for n in range(3)
    ]
    joined = " ".join(text_of(*pages))
    assert "The Paper" not in joined
    assert "Page" not in joined
    assert "A0" in joined


def test_a_paragraph_goes_on_over_the_end_of_a_page():
    first = [*column(72, "A", width=12), (72, 570, "the last line of the page, whose sentence does not end before the")]
    text = text_of(first, [(72, 700, "next page has begun, where it comes to its end at last.")])
    assert any("before the next page" in paragraph for paragraph in text)


def test_a_page_that_lies_on_its_side_is_read_upright():
    upright = text_of([(72, 700, "The wall stands.")])
    turned = pdf([[(72, 700, "The wall stands.")]]).replace(b"1 0 0 1 72.0 700.0 Tm", b"0 1 -1 0 72.0 100.0 Tm")
    page = read_source(turned, name="a.pdf")
    assert [page.of(block) for block in page.blocks] == upright


def test_a_stamp_in_the_margin_is_left_out():
    page = pdf([[*column(72, "A", width=12), (20, 100, "STAMP")]]).replace(
        b"1 0 0 1 20.0 100.0 Tm", b"0 1 -1 0 20.0 100.0 Tm"
    )
    assert "STAMP" not in read_source(page, name="a.pdf").text


def test_the_title_that_the_document_gives_is_metadata():
    page = read_source(pdf([column(72, "A")], title="Nine answers"), name="a.pdf")
    assert [(block.label, page.of(block)) for block in page.blocks[:1]] == [("title", "Nine answers")]


def test_more_pages_than_an_article_has_are_refused():
    with pytest.raises(TooLarge, match="pages"):
        read_source(pdf([[]] * (MOST_PAGES + 1)), name="book.pdf")


def test_what_stands_side_by_side_in_rows_is_a_table():
    rows = [("Name", "May", "June"), ("Vera", "agree", "uncertain"), ("Tomas", "no opinion", "agree")]
    table = [(72 + 120 * c, 500 - 16 * r, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    page = read_source(pdf([[*column(72, "A", width=14), *table]]), name="a.pdf")
    cells = {page.of(block): (block.cell.row, block.cell.column) for block in page.blocks if block.cell}
    assert cells == {text: (r, c) for r, row in enumerate(rows) for c, text in enumerate(row)} | {"agree": (2, 2)}
