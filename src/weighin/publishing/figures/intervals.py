"""What figures of intervals share: a row a name, a line from end to end, a mark on the value."""

from collections.abc import Mapping, Sequence
from typing import Any

from weighin.publishing.figures import BLUE, MUTED

ROW = 22  # pixels
WIDTH = 460
LETTERS = 34  # of a name
MOST_ROWS = 200  # more than that nobody follows with the eye


def interval_rows(alt: Any, rows: Sequence[Mapping[str, Any]], *, title: str, zero: bool) -> Any:
    """A layered chart of rows with `name`, `from`, `to` and `value`; None leaves a part out.

    Args:
        alt: Altair. rows: from the top down. title: of the axis. zero: draw a line at 0.
    """
    names = [row["name"] for row in rows]
    y = alt.Y("name:N", sort=names, title=None, axis=alt.Axis(labelLimit=260, grid=False, ticks=False, domain=False))
    source = alt.InlineData(values=list(rows))
    scale = alt.Scale(zero=False, nice=True)
    layers = [
        alt.Chart(source)
        .mark_rule(strokeWidth=5, color=BLUE, opacity=0.35)
        .encode(x=alt.X("from:Q", title=title, scale=scale), x2="to:Q", y=y),
        alt.Chart(source)
        .mark_point(size=60, filled=True, color=BLUE, opacity=1)
        .encode(x=alt.X("value:Q", title=title), y=y),
    ]
    if zero:
        at_zero = alt.Chart(alt.InlineData(values=[{"at": 0}]))
        layers.insert(0, at_zero.mark_rule(color=MUTED, strokeDash=[4, 4]).encode(x=alt.X("at:Q", title=title)))
    return alt.layer(*layers).properties(width=WIDTH, height=alt.Step(ROW))


def finite(value: float | None) -> float | None:
    """The number, or None where nothing can be drawn: a figure has no place for the infinite and the missing."""
    return None if value is None or value != value or value in {float("inf"), float("-inf")} else float(value)  # noqa: PLR0124 - NaN


def clipped(name: str, *, among: set[str]) -> str:
    """A name short enough for the margin, and still another than those before."""
    short = name if len(name) <= LETTERS else name[: LETTERS - 1].rstrip() + "…"
    found, number = short, 2
    while found in among:
        found, number = f"{short} ({number})", number + 1
    among.add(found)
    return found
