"""The ranges that readers hear in the forecasts, drawn by expert: four pictures, for wide and narrow screens, light and dark.

Each row: a thin line over what nine readers in ten named, a bar over the central half, a mark at the middle whose shape and colour say which way
the expert leans. What is said flatly is not drawn but counted, because a bare "will" is style more than certainty.
"""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from weighin.publishing.expectations import Expectation, Expectations, ExpertsExpectations
from weighin.publishing.wording import clean, counted
from weighin.record.values import Polarity

ROW = 19  # pixels
HEADING = 27


class Palette(Struct, frozen=True):
    """The colours of one variant; affirm and deny are told apart by people with any colour vision (blue and orange)."""

    paper: str
    ink: str
    muted: str
    rule: str
    affirm: str
    deny: str
    open: str


class Sheet(Struct, frozen=True):
    """The widths of one variant in pixels: labels to the left, ranges, what is expected to the right (0: left off)."""

    labels: int
    ranges: int
    about: int
    letters: int  # of a label
    letters_about: int = 0


LIGHT = Palette("#fffefb", "#1c1b19", "#5f5b54", "#e3ded3", "#00609c", "#a83d00", "#6a5a86")
DARK = Palette("#1b1b1d", "#ece8e1", "#a9a399", "#38373a", "#6db7f2", "#f59b5c", "#bda9dc")
WIDE = Sheet(labels=200, ranges=440, about=480, letters=30, letters_about=78)
NARROW = Sheet(labels=128, ranges=196, about=0, letters=19)
MOST_ROWS = 400  # more than that nobody follows with the eye, and drawing them takes seconds
SHEETS = {"expectations": WIDE, "expectations-narrow": NARROW}
SHAPE = {Polarity.AFFIRM: "triangle-up", Polarity.DENY: "triangle-down", Polarity.OPEN: "diamond"}
SANS = "Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"


def charts_of(expectations: Expectations) -> dict[str, str]:
    """The pictures as SVG by file name; none where no forecast has a range, or where there are too many to look at."""
    if not 0 < expectations.hedged <= MOST_ROWS:
        return {}
    pictures: dict[str, str] = {}
    for name, sheet in SHEETS.items():
        drawn = draw(expectations, sheet)
        pictures |= {f"{name}.svg": drawn, f"{name}-dark.svg": _in_the_dark(drawn)}
    return pictures


def draw(expectations: Expectations, sheet: Sheet) -> str:
    """One picture, for a light page."""
    import vl_convert  # a second to import, needed only where a picture is drawn

    drawn: str = vl_convert.vegalite_to_svg(specification(expectations, sheet))
    return drawn


def _in_the_dark(drawn: str) -> str:
    """The same picture in the colours of a dark page; drawing it again would take as long as the first time."""
    colours = {getattr(LIGHT, name): getattr(DARK, name) for name in LIGHT.__struct_fields__}
    return re.sub(r'(?<==")#[0-9a-f]{6}(?=")', lambda found: colours.get(found[0], found[0]), drawn)


def size_of(drawn: str) -> tuple[int, int]:
    """Width and height of a picture in pixels, so that a page keeps the room for it."""
    size = re.search(r'width="(\d+)(?:\.\d+)?" height="(\d+)', drawn)
    return (int(size[1]), int(size[2])) if size else (0, 0)


def specification(expectations: Expectations, sheet: Sheet) -> dict[str, Any]:
    """The picture in Vega-Lite."""
    import altair as alt  # a second to import, needed only where a picture is drawn

    palette = LIGHT
    rows = list(_rows(expectations, sheet))
    height = rows[-1]["y"] + ROW
    x = alt.X("low:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=_axis(alt, palette))
    y = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None)
    colour = alt.Color(
        "leaning:N",
        legend=None,
        scale=alt.Scale(domain=[p.value for p in Polarity], range=[palette.affirm, palette.deny, palette.open]),
    )
    shape = alt.Shape(
        "leaning:N",
        legend=None,
        scale=alt.Scale(domain=[p.value for p in Polarity], range=[SHAPE[p] for p in Polarity]),
    )
    drawn = alt.Chart(alt.InlineData(values=[row for row in rows if row["kind"] == "range"]))
    written = alt.Chart(alt.InlineData(values=rows))
    layers = [
        alt.Chart(alt.InlineData(values=[row for row in rows if row["kind"] == "name"]))
        .mark_rule(stroke=palette.rule, strokeWidth=1)
        .encode(
            y=alt.Y("top:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None),
            x=alt.value(-sheet.labels),
            x2=alt.value(sheet.ranges + sheet.about),
        ),
        drawn.mark_rule(strokeWidth=1.5).encode(
            x=alt.X("lowest:Q", axis=_axis(alt, palette)), x2="highest:Q", y=y, color=colour
        ),
        drawn.mark_bar(height=8, opacity=0.42, cornerRadius=1).encode(x=x, x2="high:Q", y=y, color=colour),
        drawn.mark_point(size=62, filled=True, opacity=1, stroke=palette.paper, strokeWidth=0.8).encode(
            x="median:Q", y=y, color=colour, shape=shape
        ),
        *_writing(alt, written, y, sheet, palette),
    ]
    chart = alt.layer(*layers).properties(
        width=sheet.ranges,
        height=height,
        background=palette.paper,
        padding={"left": 1, "right": 8, "top": 6, "bottom": 6},
    )
    chart = chart.configure_view(stroke=None).configure(font=SANS)
    specified: dict[str, Any] = chart.to_dict()
    return specified


def _axis(alt: Any, palette: Palette) -> Any:
    return alt.Axis(
        orient="top",
        values=[0, 25, 50, 75, 100],
        labelExpr="datum.value + ' %'",
        title="Chance that readers hear in the words",
        titleFontWeight="normal",
        titleFontSize=11,
        titleColor=palette.muted,
        labelColor=palette.muted,
        labelFontSize=11,
        gridColor=palette.rule,
        domain=False,
        ticks=False,
        labelPadding=6,
    )


def _writing(alt: Any, written: Any, y: Any, sheet: Sheet, palette: Palette) -> Iterator[Any]:
    """Names, phrases, what is expected, and what was not drawn."""
    looks = {
        "name": {"fontWeight": 600, "fontSize": 13, "color": palette.ink},
        "range": {"fontSize": 11.5, "color": palette.ink},
        "note": {"fontSize": 11, "fontStyle": "italic", "color": palette.muted},
    }
    for kind, look in looks.items():
        rows = written.transform_filter(alt.datum.kind == kind)
        yield rows.mark_text(align="left", baseline="middle", **look).encode(
            x=alt.value(-sheet.labels), y=y, text="label:N"
        )
    if sheet.about:
        yield (
            written.transform_filter(alt.datum.kind == "range")
            .mark_text(align="left", baseline="middle", fontSize=11, color=palette.muted)
            .encode(x=alt.value(sheet.ranges + 16), y=y, text="about:N")
        )


def _rows(expectations: Expectations, sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Heading, ranges and note of each expert, with the place from the top in pixels."""
    top = 0.0
    for expert in expectations.experts:
        yield {
            "kind": "name",
            "label": _clipped(expert.panelist.name, sheet.letters * 2),
            "y": top + HEADING * 0.58,
            "top": top + 2,
        }
        top += HEADING
        for expectation in expert.hedged:
            yield {"kind": "range", "y": top + ROW / 2, **_range(expectation, sheet)}
            top += ROW
        if note := _note(expert):
            yield {"kind": "note", "label": note, "y": top + ROW / 2}
            top += ROW
        top += 5


def _range(expectation: Expectation, sheet: Sheet) -> dict[str, Any]:
    forecast, chance = expectation.forecast, expectation.forecast.probability
    if chance is None:
        msg = f"{forecast.identifier} has no range to draw"
        raise ValueError(msg)
    return {
        "label": _clipped(forecast.phrase or forecast.quotation.text, sheet.letters),
        "about": _clipped(forecast.about or forecast.quotation.text, sheet.letters_about),
        "leaning": forecast.polarity.value,
        "lowest": round(chance.lowest * 100, 2),
        "low": round(chance.low * 100, 2),
        "median": round(chance.median * 100, 2),
        "high": round(chance.high * 100, 2),
        "highest": round(chance.highest * 100, 2),
    }


def _note(expert: ExpertsExpectations) -> str:
    flat, without = len(expert.flat), len(expert.without)
    parts = [f"{flat} said flatly"] if flat else []
    parts += (
        [f"{counted(without, 'forecast')} without a likelihood" if not flat else f"{without} without a likelihood"]
        if without
        else []
    )
    return ("+ " + ", ".join(parts)) if parts else ""


def _clipped(text: str, letters: int) -> str:
    words = " ".join(clean(text).split())
    return words if len(words) <= letters else words[: letters - 1].rstrip(" ,;:.") + "…"
