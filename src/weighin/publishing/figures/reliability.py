"""The reliability diagram: what happened among forecasts like each, with the band of calibrated forecasts and how often each was made."""

from typing import Any

import numpy as np

from weighin.publishing.figures import BLUE, MUTED, ORANGE, Figure, configured
from weighin.settling.calibration.report import ALL, CalibrationReport, GroupCalibration
from weighin.tables import Columns

SIDE = 340  # pixels, of a diagram that stands alone
SMALL = 200  # and of one among many
HISTOGRAM = 54
BINS = 20
MOST_GROUPS = 12  # more small diagrams than that nobody compares
IN_A_ROW = 3
FIFTHS = [0, 0.2, 0.4, 0.6, 0.8, 1]
MOST_POINTS = 400  # of a line: more cannot be told apart


def reliability_figure(report: CalibrationReport) -> Figure:
    """The diagram of all yes/no forecasts, or where they are grouped of each group, the largest first.

    Args:
        report: with at least one group of yes/no forecasts.
    """
    import altair as alt  # a second to import, needed only where a figure is drawn

    groups = _shown(report)
    side = SIDE if len(groups) == 1 else SMALL
    diagrams = [_diagram(alt, group, side, alone=len(groups) == 1) for group in groups]
    title = f"Reliability of forecasts: {report.source}"
    chart = alt.concat(*diagrams, columns=IN_A_ROW).properties(title=alt.TitleParams(title, subtitle=_subtitle(report)))
    return Figure(
        title=title,
        specification=configured(chart),
        caption=(
            "The line shows what share of events happened among forecasts like each (isotonic regression, CORP). On the dashed diagonal "
            "forecasts are calibrated. The band holds 90 % of the curves of calibrated forecasts: outside it is more than luck. "
            "Below stands how many forecasts were made at each probability."
        ),
        table=_table(groups),
    )


def _shown(report: CalibrationReport) -> list[GroupCalibration]:
    if not report.by:
        return list(report.groups)
    groups = [group for group in report.groups if group.group != ALL]
    return sorted(groups, key=lambda group: -group.forecasts)[:MOST_GROUPS]


def _subtitle(report: CalibrationReport) -> str:
    whole = report.groups[0]
    left = sum(report.left_out.values())
    return f"{whole.forecasts} forecasts on {whole.questions} questions" + (f"; {left} left out" if left else "")


def _diagram(alt: Any, group: GroupCalibration, side: int, *, alone: bool) -> Any:
    points = alt.InlineData(values=_points(group))
    x = alt.X(
        "forecast:Q",
        scale=alt.Scale(domain=[0, 1], padding=0),
        title=None,
        axis=alt.Axis(values=FIFTHS, labels=False, ticks=False),
    )
    y = alt.Y(
        "happened:Q",
        scale=alt.Scale(domain=[0, 1], padding=0),
        title="share that happened",
        axis=alt.Axis(values=FIFTHS, format="%"),
    )
    diagonal = (
        alt.Chart(alt.InlineData(values=[{"forecast": 0, "happened": 0}, {"forecast": 1, "happened": 1}]))
        .mark_line(stroke=MUTED, strokeDash=[4, 4], strokeWidth=1)
        .encode(x=x, y=y)
    )
    band = (
        alt.Chart(points)
        .mark_area(color=BLUE, opacity=0.16)
        .encode(
            x=x, y=alt.Y("low:Q", title="share that happened", scale=alt.Scale(domain=[0, 1], padding=0)), y2="high:Q"
        )
    )
    line = (
        alt.Chart(points)
        .mark_line(stroke=BLUE, strokeWidth=2, point=alt.OverlayMarkDef(size=22, color=BLUE))
        .encode(x=x, y=y)
    )
    histogram = (
        alt.Chart(alt.InlineData(values=_counts(group)))
        .mark_bar(color=ORANGE, opacity=0.75, orient="vertical")
        .encode(
            x=alt.X(
                "from:Q",
                scale=alt.Scale(domain=[0, 1], padding=0),
                title="forecast probability",
                axis=alt.Axis(values=FIFTHS, format="%"),
            ),
            x2="to:Q",
            y=alt.Y("count:Q", title="forecasts" if alone else None, axis=alt.Axis(tickCount=2, format="d")),
            y2="none:Q",
        )
        .properties(width=side, height=HISTOGRAM)
    )
    upper = alt.layer(band, diagonal, line).properties(width=side, height=side)
    if not alone:
        upper = upper.properties(title=alt.TitleParams(f"{group.group} ({group.forecasts})", fontSize=12, offset=4))
    return alt.vconcat(upper, histogram, spacing=6)


def _points(group: GroupCalibration) -> list[dict[str, float]]:
    """One a forecast value, thinned out where they are too many to be told apart."""
    values, first = np.unique(group.curve.probabilities, return_index=True)
    chosen = first[np.unique(np.linspace(0, values.size - 1, MOST_POINTS).round().astype(int))]
    return [
        {
            "forecast": float(group.curve.probabilities[place]),
            "happened": float(group.curve.recalibrated[place]),
            "low": float(group.band[0][place]),
            "high": float(group.band[1][place]),
        }
        for place in chosen.tolist()
    ]


def _counts(group: GroupCalibration) -> list[dict[str, float]]:
    counts, edges = np.histogram(group.curve.probabilities, bins=BINS, range=(0, 1))
    return [
        {"from": float(begin), "to": float(end), "count": int(count), "none": 0}
        for begin, end, count in zip(edges[:-1], edges[1:], counts, strict=True)
    ]


def _table(groups: list[GroupCalibration]) -> Columns:
    rows = []
    for group in groups:
        values, first, counts = np.unique(group.curve.probabilities, return_index=True, return_counts=True)
        for value, place, count in zip(values.tolist(), first.tolist(), counts.tolist(), strict=True):
            edges = (float(group.band[0][place]), float(group.band[1][place]))
            rows.append((group.group, value, count, float(group.curve.recalibrated[place]), *edges))
    names = ("group", "forecast", "forecasts", "happened", "band from", "band to")
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}
