"""Track records: skill after partial pooling with its interval, and the expected rank of those who have enough forecasts."""

from weighin.publishing.figures import Figure, configured
from weighin.publishing.figures.intervals import MOST_ROWS, clipped, finite, interval_rows
from weighin.settling.track_records import TrackRecord, TrackRecords


def track_records_figure(found: TrackRecords, *, score: str) -> Figure:
    """A row an expert, the most skilled first.

    Args:
        found: the records. score: that they are counted in, for the axis.
    """
    import altair as alt  # a second to import, needed only where a figure is drawn

    records = sorted(found.records, key=lambda record: (finite(record.skill) is None, record.skill))
    used: set[str] = set()
    rows = [
        {
            "name": f"{clipped(str(record.expert), among=used)}{_rank(record)}",
            "from": finite(record.low),
            "to": finite(record.high),
            "value": finite(record.skill),
        }
        for record in records[:MOST_ROWS]
    ]
    title = "Track records: who did better than the others on the same questions"
    subtitle = (
        f"in brackets the expected rank with its 90 % interval; none with fewer than {found.fewest} settled questions"
    )
    if len(records) > MOST_ROWS:
        subtitle += f"; the first {MOST_ROWS} of {len(records)} experts"
    chart = interval_rows(alt, rows, title=f"{score} score less that of the others (below 0 is better)", zero=True)
    chart = chart.properties(title=alt.TitleParams(title, subtitle=subtitle))
    return Figure(
        title=title,
        specification=configured(chart),
        caption=(
            "The mark is the skill after partial pooling: with few forecasts it is drawn towards the mean of all. The bar is its 90 % interval. "
            "Left of the dashed line an expert did better than the others; a bar across it does not tell."
        ),
        table=found.columns(),
    )


def _rank(record: TrackRecord) -> str:
    if record.expected_rank is None:
        return " (no rank)"
    return f" ({record.expected_rank:.1f}; {record.rank_low}–{record.rank_high})"
