"""A figure as a file: the picture, its words and the numbers behind it."""

import re

import altair as alt
import pytest

from weighin.errors import UnknownContainer
from weighin.publishing.figures import Figure, configured, require_figure, write_figure


@pytest.fixture(scope="module")
def figure() -> Figure:
    chart = alt.Chart(alt.InlineData(values=[{"chance": 0.25}])).mark_point().encode(x="chance:Q")
    return Figure(
        title='Will "<b>" win?',
        specification=configured(chart.properties(title='Will "<b>" win?')),
        caption="One dot & no more.",
        table={"expert": ["<Cleo>", None], "chance": [0.25, float("nan")]},
    )


def test_an_svg_says_what_it_shows_to_whoever_does_not_see_it(figure, tmp_path):
    write_figure(figure, tmp_path / "figure.SVG")
    drawn = (tmp_path / "figure.SVG").read_text(encoding="utf-8")
    assert drawn.startswith('<svg role="img" aria-label="Will &quot;&lt;b&gt;&quot; win?. One dot &amp; no more."')
    assert "<b>" not in drawn


def test_a_png_is_one(figure, tmp_path):
    write_figure(figure, tmp_path / "figure.png")
    assert (tmp_path / "figure.png").read_bytes().startswith(b"\x89PNG\r\n")


def test_a_page_holds_picture_and_table_escaped_and_needs_nothing_from_elsewhere(figure, tmp_path):
    write_figure(figure, tmp_path / "figure.html")
    page = (tmp_path / "figure.html").read_text(encoding="utf-8")
    assert page.count("<svg ") == 1
    assert "<td>&lt;Cleo&gt;</td>" in page
    assert '<td class="number">0.25</td>' in page
    assert '<td class="number"></td>' in page
    assert "<script" not in page
    assert re.findall(r'(?:src|href)="[^#"]', page.replace('xmlns:xlink="', "")) == []


def test_the_same_figure_gives_the_same_bytes(figure, tmp_path):
    for name in ("one.html", "two.html"):
        write_figure(figure, tmp_path / name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


@pytest.mark.parametrize("suffix", [".pdf", ""])
def test_an_unknown_ending_of_a_figure_lists_those_known(suffix):
    with pytest.raises(UnknownContainer, match=r"one of \.svg, \.png, \.html"):
        require_figure(suffix)
