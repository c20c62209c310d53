"""A study of Cooke's classical model, drawn: item by item the range of every expert and of the decision maker, and what came true."""

from collections.abc import Iterator

import numpy as np

from weighin.publishing.figures import BLUE, MUTED, ORANGE, Figure, configured
from weighin.weighing.cooke.report import CookeReport, cooke_columns

MOST_ITEMS = 24
ACROSS = 2
ROW, WIDTH = 16, 300  # pixels
LETTERS = 44


def figure_of_study(report: CookeReport, *, title: str) -> Figure:
    """Ranges from the lowest to the highest level with the middle one; target items first, then seed items with their realisation."""
    import altair as alt  # a second to import, needed only where a figure is drawn

    order = sorted(range(len(report.study.items)), key=lambda item: report.study.items[item].realisation is not None)
    items = order[:MOST_ITEMS]
    rows = [row for item in items for row in _rows(report, item)]
    data = alt.InlineData(values=rows)
    people = [*(expert.id for expert in report.study.experts), report.name]
    scale = alt.Scale(zero=False)
    y = alt.Y("who:N", sort=people, title=None, axis=alt.Axis(ticks=False, domain=False, grid=False, labelLimit=160))
    x = alt.X("low:Q", scale=scale, title=None)
    colour = alt.condition(alt.datum.is_maker, alt.value(BLUE), alt.value(MUTED))
    layers = alt.layer(
        alt.Chart().mark_rule(strokeWidth=3, opacity=0.55).encode(x=x, x2="high:Q", y=y, color=colour),
        alt.Chart()
        .mark_point(filled=True, size=42, opacity=1)
        .encode(x=alt.X("middle:Q", scale=scale, title=None), y=y, color=colour),
        alt.Chart()
        .mark_rule(color=ORANGE, strokeDash=[4, 3])
        .encode(x=alt.X("realisation:Q", scale=scale, title=None)),
        data=data,
    ).properties(width=WIDTH, height=alt.Step(ROW))
    names = [_name(report, item) for item in items]
    header = alt.Header(title=None, labelAnchor="start", labelFontSize=12, labelLimit=WIDTH)
    chart = (
        layers.facet(facet=alt.Facet("item:N", sort=names, header=header), columns=ACROSS)
        .resolve_scale(x="independent")
        .properties(
            title=alt.Title(text=title, subtitle=f"{len(report.study.experts)} experts; decision maker: {report.name}")
        )
    )
    left_off = len(order) - len(items)
    caption = (
        f"Lines go from the lowest to the highest level ({_levels(report)}), dots are the middle one; blue is the decision maker, "
        "the broken line what came true." + (f" {left_off} more items are in the table." if left_off else "")
    )
    return Figure(title=title, specification=configured(chart), caption=caption, table=cooke_columns(report))


def _rows(report: CookeReport, item: int) -> Iterator[dict[str, object]]:
    study = report.study
    everybody = [
        *((expert.id, study.assessments[place, item], False) for place, expert in enumerate(study.experts)),
        (report.name, report.maker.quantiles[item], True),
    ]
    for who, quantiles, is_maker in everybody:
        there = quantiles[~np.isnan(quantiles)]
        yield {
            "item": _name(report, item),
            "who": who,
            "low": float(there[0]) if there.size else None,
            "middle": float(there[there.size // 2]) if there.size else None,
            "high": float(there[-1]) if there.size else None,
            "realisation": study.items[item].realisation,
            "is_maker": is_maker,
        }


def _name(report: CookeReport, item: int) -> str:
    known = report.study.items[item]
    words = f"{known.id}: {known.question}" if known.question else known.id
    words = f"{words} [{known.unit}]" if known.unit else words
    return words if len(words) <= LETTERS else words[: LETTERS - 1].rstrip() + "…"


def _levels(report: CookeReport) -> str:
    return " to ".join(f"{level * 100:g} %" for level in (report.study.levels[0], report.study.levels[-1]))
