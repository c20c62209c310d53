"""Figures of results: one file a figure, each a function from a result to a `Figure`; and what becomes of it as a file.

`weighin pool|cooke|agree|score|calibration|track --plot FILE` write them. A figure is drawn once, light, with its title, its labels and the
table behind it; the HTML file holds the picture itself and that table, without script and without anything from elsewhere.
"""

from html import escape
from pathlib import Path
from typing import Any

from msgspec import Struct

from weighin.errors import UnknownContainer
from weighin.tables import Columns
from weighin.writing import write_whole

FILES = (".svg", ".png", ".html")
SCALE = 2  # pixels of a PNG for each of the drawing: sharp on the screens of today
SANS = "Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"
INK, MUTED, RULE, PAPER = "#1c1b19", "#5f5b54", "#e3ded3", "#fffefb"
BLUE, ORANGE, VIOLET, GREEN = (
    "#00609c",
    "#a83d00",
    "#6a5a86",
    "#3f6b2a",
)  # told apart with any colour vision, also in grey
STYLE = (
    f"body{{font:16px/1.5 {SANS};color:{INK};background:{PAPER};margin:2rem auto;max-width:60rem;padding:0 1rem}}"
    "figure{margin:0;overflow-x:auto}figcaption{margin:.5rem 0 1.5rem}svg{max-width:100%;height:auto}"
    f"table{{border-collapse:collapse;font-size:.9rem}}th,td{{border-bottom:1px solid {RULE};padding:.25rem .75rem;text-align:left}}"
    "td.number{text-align:right;font-variant-numeric:tabular-nums}"
)


class Figure(Struct, frozen=True, kw_only=True):
    """A figure before it is drawn.

    Attributes:
        title: what it shows, in a line. specification: in Vega-Lite, as Altair's `to_dict()` gives it; the title stands in it too.
        caption: what a reader must know to read it; also what a person hears who does not see the picture.
        table: the numbers behind it, columns by name.
    """

    title: str
    specification: dict[str, Any]
    caption: str
    table: Columns

    def _repr_svg_(self) -> str:
        """What a notebook shows of it."""
        return _svg(self)


def write_figure(figure: Figure, path: Path) -> None:
    """Draw a figure into a file of the kind that its ending names, in any case: .svg, .png or .html.

    Raises:
        UnknownContainer: another ending; lists those known. Missing, NotWritable: the file cannot be written.
    """
    write_whole(path, figure_file(figure, path.suffix))


def figure_file(figure: Figure, suffix: str) -> bytes:
    """The bytes of that file.

    Raises:
        UnknownContainer: another ending; lists those known.
    """
    import vl_convert  # a second to import, needed only where a figure is drawn

    match require_figure(suffix):
        case ".svg":
            return _svg(figure).encode()
        case ".png":
            drawn: bytes = vl_convert.vegalite_to_png(figure.specification, scale=SCALE)
            return drawn
    return _page(figure).encode()


def require_figure(suffix: str) -> str:
    """The ending in small letters, to be asked before anything is computed.

    Raises:
        UnknownContainer: not the ending of a figure; lists those known.
    """
    if suffix.lower() not in FILES:
        reason = f"a figure is drawn into a file by its ending, which is one of {', '.join(FILES)}"
        raise UnknownContainer(suffix or "no ending", reason)
    return suffix.lower()


def configured(chart: Any) -> dict[str, Any]:
    """An Altair chart with the fonts and colours that all figures share, as a specification."""
    specified: dict[str, Any] = (
        chart.configure(font=SANS, background=PAPER, padding=12)
        .configure_view(stroke=None)
        .configure_title(anchor="start", fontSize=15, color=INK, subtitleColor=MUTED, subtitleFontSize=11, offset=12)
        .configure_axis(
            labelColor=INK, titleColor=MUTED, titleFontWeight="normal", gridColor=RULE, domainColor=RULE, tickColor=RULE
        )
        .configure_legend(labelColor=INK, titleColor=MUTED, titleFontWeight="normal")
        .to_dict()
    )
    return specified


def _svg(figure: Figure) -> str:
    import vl_convert  # see figure_file

    drawn: str = vl_convert.vegalite_to_svg(figure.specification)
    described = f'role="img" aria-label="{escape(f"{figure.title}. {figure.caption}")}"'
    return drawn.replace("<svg ", f"<svg {described} ", 1)


def _page(figure: Figure) -> str:
    header = "".join(f'<th scope="col">{escape(name)}</th>' for name in figure.table)
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>\n" for row in zip(*figure.table.values(), strict=True))
    title = escape(figure.title)
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n<h1>{title}</h1>\n"
        f"<figure>\n{_svg(figure)}\n<figcaption>{escape(figure.caption)}</figcaption>\n</figure>\n"
        f"<table>\n<thead><tr>{header}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</html>\n"
    )


def _cell(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        shown = "" if value != value else f"{value:.6g}"  # noqa: PLR0124 - NaN is a number that was not given
        return f'<td class="number">{shown}</td>'
    return f"<td>{escape('' if value is None else str(value))}</td>"
