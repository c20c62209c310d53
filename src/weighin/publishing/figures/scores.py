"""Scores by expert: the mean with its interval, the best first."""

from weighin.publishing.figures import Figure, configured
from weighin.publishing.figures.intervals import MOST_ROWS, clipped, finite, interval_rows
from weighin.settling.scoreboard import Scoreboard
from weighin.settling.scored_pairs import score_in_words


def scores_figure(board: Scoreboard) -> Figure:
    """A row an expert, the best first; of forecasts that are known as ranges the mark is left out, since nobody knows where the score lies."""
    import altair as alt  # a second to import, needed only where a figure is drawn

    shown = board.experts[:MOST_ROWS]
    used: set[str] = set()
    rows = [
        {
            "name": f"{clipped(one.expert, among=used)} ({one.questions})",
            "from": finite(one.best if board.of_ranges else one.low),
            "to": finite(one.worst if board.of_ranges else one.high),
            "value": None if board.of_ranges else finite(one.best),
        }
        for one in shown
    ]
    score = score_in_words(board.score)
    title = f"{score[:1].upper()}{score[1:]} score by expert: {board.of}"
    subtitle = f"{board.orientation}; in brackets how many questions"
    if len(shown) < len(board.experts):
        subtitle += f"; the first {len(shown)} of {len(board.experts)} experts"
    chart = interval_rows(alt, rows, title=f"mean {score} score ({board.unit})", zero=False)
    chart = chart.properties(title=alt.TitleParams(title, subtitle=subtitle))
    line = (
        "The bar reaches from the best to the worst that the mean score can be, since the forecasts are known as ranges only."
        if board.of_ranges
        else "The mark is the mean score, the bar holds 90 % of the means of questions drawn anew; bars that overlap tell little apart."
    )
    return Figure(title=title, specification=configured(chart), caption=line, table=board.columns())
