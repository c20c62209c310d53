"""What a panel thinks, drawn: every judgement, the pool, and its interval, a row a question."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import numpy as np

from weighin.publishing.figures import BLUE, MUTED, Figure, configured
from weighin.publishing.figures.labels import clipped_words, number_or_none
from weighin.weighing.arrays import FloatArray
from weighin.weighing.report import PoolReport, pool_columns

ROW = 30  # pixels
WIDTH = 520
MOST_ROWS = 60  # more than that nobody follows with the eye


def figure_of_pool(report: PoolReport, judgements: FloatArray, *, title: str = "") -> Figure:
    """Judgements and their pool, question by question.

    Args:
        report: of the pool by one method. judgements: (experts, questions[, options | levels]), those that were pooled.
        title: of the figure; what was pooled, where left out.
    """
    import altair as alt  # a second to import, needed only where a figure is drawn

    rows = list(islice(_rows(report, judgements), MOST_ROWS))
    shown = [row["row"] for row in rows]
    dots = [
        {"row": row["row"], "value": value, "expert": expert} for row in rows for expert, value in row["judgements"]
    ]
    probabilities = report.judged != "quantities"
    scale = alt.Scale(domain=[0, 1], nice=False) if probabilities else alt.Scale(zero=False)
    unit = (
        "Probability" if probabilities else "Value (days since 1 January of the year 1)" if report.are_days else "Value"
    )
    y = alt.Y(
        "row:N",
        sort=shown,
        title=None,
        axis=alt.Axis(labelLimit=330, ticks=False, domain=False, grid=False, labelPadding=10),
    )
    pooled = alt.Chart(
        alt.InlineData(values=[{key: row[key] for key in ("row", "pool", "low", "high")} for row in rows])
    )
    drawn = [
        pooled.mark_rule(strokeWidth=5, opacity=0.3, color=BLUE).encode(
            x=alt.X("low:Q", scale=scale, title=unit), x2="high:Q", y=y
        ),
        alt.Chart(alt.InlineData(values=dots))
        .mark_point(size=34, filled=False, color=MUTED, opacity=0.75)
        .encode(x=alt.X("value:Q", scale=scale, title=unit), y=y),
        pooled.mark_point(size=110, filled=True, shape="diamond", color=BLUE, opacity=1).encode(
            x=alt.X("pool:Q", scale=scale, title=unit), y=y
        ),
    ]
    title = title or f"What the panel thinks: {report.source}"
    chart = alt.layer(*drawn).properties(
        width=WIDTH, height=alt.Step(ROW), title=alt.Title(text=clipped_words(title), subtitle=_subtitle(report))
    )
    left_off = report.pooled.size - len(rows)
    caption = (
        f"Circles are the experts, diamonds the pool ({report.method})"
        + (f", the bar its interval ({report.interval})." if report.interval else ".")
        + (f" {left_off} more rows are in the table." if left_off else "")
    )
    return Figure(title=title, specification=configured(chart), caption=caption, table=pool_columns([report]))


def _rows(report: PoolReport, judgements: FloatArray) -> Iterator[dict[str, Any]]:
    for place in np.ndindex(report.pooled.shape):
        question = clipped_words(report.questions[place[0]])
        along = report.third[place[1]] if len(place) > 1 else None
        label = (
            question
            if along is None
            else f"{question}: {along * 100:g} %"
            if isinstance(along, float)
            else f"{question}: {along}"
        )
        given = judgements[(slice(None), *place)]
        yield {
            "row": label,
            "pool": number_or_none(float(report.pooled[place])),
            "low": number_or_none(float(report.low[place])),
            "high": number_or_none(float(report.high[place])),
            "judgements": [
                (report.experts[expert], float(value)) for expert, value in enumerate(given) if not np.isnan(value)
            ],
        }


def _subtitle(report: PoolReport) -> str:
    return f"{len(report.experts)} experts, {report.judged}, pooled by {report.method}" + (
        f"; bar: {report.interval}" if report.interval else ""
    )
