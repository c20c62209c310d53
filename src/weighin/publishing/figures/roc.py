"""The receiver operating characteristic: of what happened, how much was called, against the false alarms that this cost."""

from weighin.errors import TooFew
from weighin.publishing.figures import BLUE, GREEN, MUTED, ORANGE, VIOLET, Figure, configured
from weighin.settling.calibration.report import ALL, CalibrationReport

SIDE = 360  # pixels
MOST_GROUPS = 4  # lines that can be told apart by colour and dash
DASHES = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3]]


def roc_figure(report: CalibrationReport) -> Figure:
    """The curve of all yes/no forecasts, or where they are grouped of the largest groups.

    Raises:
        TooFew: no group holds both an event that happened and one that did not.
    """
    import altair as alt  # a second to import, needed only where a figure is drawn

    groups = [group for group in report.groups if group.roc and (not report.by or group.group != ALL)]
    groups = sorted(groups, key=lambda group: -group.forecasts)[:MOST_GROUPS]
    if not groups:
        msg = "discrimination needs at least one event that happened and one that did not"
        raise TooFew(msg)
    rows = [
        {
            "group": f"{group.group}: area {group.area.value:.2f}",
            "order": place,
            "alarms": alarms,
            "hits": hits,
            "at": at,
        }
        for group in groups
        if group.roc
        for place, (alarms, hits, at) in enumerate(
            zip(
                group.roc.false_alarm_rate.tolist(),
                group.roc.hit_rate.tolist(),
                [1.0, *group.roc.thresholds[1:].tolist()],
                strict=True,
            )
        )
    ]
    names = list(dict.fromkeys(str(row["group"]) for row in rows))
    title = f"Discrimination of forecasts: {report.source}"
    x = alt.X(
        "alarms:Q",
        title="false alarms: share of what did not happen that was called",
        axis=alt.Axis(format="%", tickCount=5),
    )
    y = alt.Y("hits:Q", title="hits: share of what happened that was called", axis=alt.Axis(format="%", tickCount=5))
    legend = alt.Legend(orient="bottom", columns=2) if len(names) > 1 else alt.Legend(orient="bottom", title=None)
    curves = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(strokeWidth=2)
        .encode(
            x=x,
            y=y,
            order="order:Q",
            color=alt.Color(
                "group:N",
                scale=alt.Scale(domain=names, range=[BLUE, ORANGE, GREEN, VIOLET][: len(names)]),
                legend=legend,
                title=None,
            ),
            strokeDash=alt.StrokeDash(
                "group:N", scale=alt.Scale(domain=names, range=DASHES[: len(names)]), legend=legend
            ),
        )
    )
    guessing = (
        alt.Chart(alt.InlineData(values=[{"alarms": 0, "hits": 0}, {"alarms": 1, "hits": 1}]))
        .mark_line(stroke=MUTED, strokeDash=[4, 4], strokeWidth=1)
        .encode(x=x, y=y)
    )
    chart = alt.layer(guessing, curves).properties(width=SIDE, height=SIDE, title=title)
    return Figure(
        title=title,
        specification=configured(chart),
        caption=(
            "Calling every event whose forecast is at least a threshold: how much of what happened is called, and how much of what did not. "
            "The area is the chance that a forecast for something that happened stands above one for something that did not; "
            "on the dashed line it is one half, as by guessing."
        ),
        table={
            "group": [row["group"] for row in rows],
            "threshold": [row["at"] for row in rows],
            "false alarms": [row["alarms"] for row in rows],
            "hits": [row["hits"] for row in rows],
        },
    )
