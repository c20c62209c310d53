"""Agreement, drawn: how many gave which rating, question by question, with the middle half; or the map of a large panel."""

from typing import Any

import numpy as np

from weighin.publishing.figures import BLUE, GREEN, MUTED, ORANGE, VIOLET, Figure, configured
from weighin.publishing.figures.labels import clipped_words, number_or_none
from weighin.weighing.agreement.report import AgreementReport, agreement_columns
from weighin.weighing.arrays import FloatArray
from weighin.weighing.panel_map import PanelMap

MOST_QUESTIONS = 60
ROW, WIDTH = 30, 480
GROUPS = (BLUE, ORANGE, VIOLET, GREEN, "#8a6d00")
NOBODY = "in no group"


def figure_of_agreement(
    report: AgreementReport, ratings: FloatArray, *, title: str, categories: tuple[str, ...] = ()
) -> Figure:
    """Ratings by question: circles as large as many gave them, a bar over the middle half, a tick at the median.

    Args:
        report: of the panel. ratings: (experts, questions), of the last round. title: of the figure.
        categories: the words that values of names stand for.
    """
    import altair as alt  # a second to import, needed only where a figure is drawn

    shown = [clipped_words(question) for question in report.questions[:MOST_QUESTIONS]]
    given = [
        {
            "question": shown[number],
            "rating": categories[int(value)] if categories else float(value),
            "experts": int(count),
        }
        for number in range(len(shown))
        for value, count in zip(
            *np.unique(ratings[~np.isnan(ratings[:, number]), number], return_counts=True), strict=True
        )
    ]
    y = alt.Y(
        "question:N", sort=shown, title=None, axis=alt.Axis(labelLimit=330, ticks=False, domain=False, labelPadding=10)
    )
    kind = "N" if categories else "Q"
    whole = bool(np.all(np.mod(ratings[~np.isnan(ratings)], 1) == 0))
    axis = alt.Axis(tickMinStep=1) if whole else alt.Axis()
    scale: dict[str, Any] = {} if categories else {"scale": alt.Scale(zero=False), "axis": axis}
    layers = []
    if report.spread:
        spread = report.spread.value
        rows = [
            {
                "question": name,
                "low": number_or_none(low),
                "middle": number_or_none(middle),
                "high": number_or_none(high),
            }
            for name, low, middle, high in zip(
                shown, spread.lower_quartile, spread.median, spread.upper_quartile, strict=False
            )
        ]
        middle = alt.Chart(alt.InlineData(values=rows))
        layers = [
            middle.mark_rule(strokeWidth=9, opacity=0.25, color=BLUE).encode(
                x=alt.X("low:Q", title="Rating", **scale), x2="high:Q", y=y
            ),
            middle.mark_tick(thickness=3, size=22, color=BLUE).encode(
                x=alt.X("middle:Q", title="Rating", **scale), y=y
            ),
        ]
    circles = alt.Chart(alt.InlineData(values=given)).mark_circle(color=MUTED, opacity=0.75)
    layers.append(
        circles.encode(
            x=alt.X(f"rating:{kind}", title="Rating", **scale),
            y=y,
            size=alt.Size("experts:Q", legend=None, scale=alt.Scale(range=[20, 260])),
        )
    )
    chart = alt.layer(*layers).properties(
        width=WIDTH, height=alt.Step(ROW), title=alt.Title(text=title, subtitle=_subtitle(report))
    )
    caption = (
        "Circles: how many gave the rating; bar: the middle half; tick: the median."
        if report.spread
        else "Circles: how many chose."
    )
    left_off = len(report.questions) - len(shown)
    caption += f" {left_off} more questions are in the table." if left_off else ""
    table = agreement_columns(report, categories=categories)
    return Figure(title=title, specification=configured(chart), caption=caption, table=table)


def figure_of_map(report: AgreementReport, panel_map: PanelMap, *, title: str) -> Figure:
    """Experts on the plane of their votes, in the colours of their groups: who stand near to each other voted alike."""
    import altair as alt  # see above

    labels = [f"group {label + 1}" if label >= 0 else NOBODY for label in panel_map.labels]
    rows = [
        {"expert": name, "x": float(x), "y": float(y), "group": label}
        for name, (x, y), label in zip(report.experts, panel_map.placement.coordinates, labels, strict=True)
    ]
    names = [f"group {number + 1}" for number in range(panel_map.groups.count)]
    colours = [GROUPS[number % len(GROUPS)] for number in range(len(names))]
    if NOBODY in labels:
        names, colours = [*names, NOBODY], [*colours, MUTED]
    colour = alt.Color("group:N", title=None, scale=alt.Scale(domain=names, range=colours))
    shape = alt.Shape("group:N", title=None, scale=alt.Scale(domain=names))
    plane = alt.Chart(alt.InlineData(values=rows))
    bare = alt.Axis(labels=False, ticks=False, grid=False)
    encoded = plane.encode(x=alt.X("x:Q", title=None, axis=bare), y=alt.Y("y:Q", title=None, axis=bare))
    layers = [encoded.mark_point(filled=True, size=70, opacity=0.8).encode(color=colour, shape=shape)]
    if len(rows) <= MOST_QUESTIONS:
        layers.append(encoded.mark_text(align="left", dx=8, fontSize=10, color=MUTED).encode(text="expert:N"))
    subtitle = f"{len(rows)} experts, {len(report.questions)} statements; {panel_map.groups.count} group(s)"
    chart = alt.layer(*layers).properties(
        width=WIDTH, height=WIDTH * 0.75, title=alt.Title(text=title, subtitle=subtitle)
    )
    table = {name: [row[name] for row in rows] for name in ("expert", "group", "x", "y")}
    return Figure(
        title=title,
        specification=configured(chart),
        caption="Who stand near to each other voted alike; the axes are the two directions in which votes differ most.",
        table=table,
    )


def _subtitle(report: AgreementReport) -> str:
    alpha = report.alpha.value
    shown = "none (no variation)" if np.isnan(alpha) else f"{alpha:.2f}"
    return f"{len(report.experts)} experts; Krippendorff’s alpha ({report.measurement.value}) {shown}"
