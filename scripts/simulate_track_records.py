"""How often are track records right? Experts of known skill are simulated, and what the records say of them is compared with what they are.

    python scripts/simulate_track_records.py           write the table and the figure of docs/explanation/settling/track-records.md
    python scripts/simulate_track_records.py --quick   the same with fewer runs, printed only

An expert sees the log-odds of a question with an error of a size of its own (the known lack of skill). True skill is what the records
estimate: the expected Brier score less that of the others on the same questions. Each expert answers a random half of the questions.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from weighin.settling.scores import score_brier
from weighin.settling.track_records import TrackRecord, track_records

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "explanation" / "settling" / "track-records.md"
PICTURE = ROOT / "docs" / "pictures" / "track-records.svg"
BEGIN, END = "<!-- made by scripts/simulate_track_records.py: begin -->", "<!-- end -->"
SEED = 20261124
EXPERTS = 12
SPREAD = (0.3, 1.5)  # the errors in log-odds, from the best expert to the worst
SETTLED = (10, 20, 50, 100, 200, 500)  # forecasts an expert
RUNS, QUICK_RUNS = 300, 20
TRUTH_FROM = 200_000  # questions from which the true skill is computed
EVENTS = 1.5  # standard deviation of the true log-odds of questions


class Rightness(NamedTuple):
    """How often what is said holds, as shares of all that was said.

    Attributes:
        settled: forecasts an expert. skill_covered, rank_covered: 90 % intervals that hold the true skill, the true rank.
        pairs: pairs of experts whose expected ranks stand in the true order.
        said: pairs of which "better than" is said (intervals of skill that do not overlap). said_right: of those, how many are.
        best: runs in which the best expected rank is that of the best expert.
    """

    settled: int
    skill_covered: float
    rank_covered: float
    pairs: float
    said: float
    said_right: float
    best: float


def main() -> int:
    """Write or print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    rows = list(simulated(runs=QUICK_RUNS if (quick := parser.parse_args().quick) else RUNS))
    if quick:
        print(table(rows))
        return 0
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(replaced(page, table(rows)), encoding="utf-8")
    draw(rows)
    print(f"wrote {PAGE.relative_to(ROOT)} and {PICTURE.relative_to(ROOT)}")
    return 0


def simulated(*, runs: int, seed: int = SEED, settled: Sequence[int] = SETTLED) -> Iterator[Rightness]:
    """How right the records are, by number of settled forecasts.

    Args:
        runs: panels that are simulated for each number. seed: the same seed gives the same shares. settled: forecasts an expert.
    """
    errors = np.linspace(*SPREAD, EXPERTS)
    truth = true_skill(errors, np.random.default_rng(seed))
    for number in settled:
        draw_from = np.random.default_rng([seed, number])
        yield rightness(number, truth, [records_of(errors, number, draw_from, seed=run) for run in range(runs)])


def true_skill(errors: np.ndarray, draw_from: np.random.Generator) -> np.ndarray:
    """(experts,): the expected Brier score less the mean of the others."""
    expected = scores_of(errors, TRUTH_FROM, draw_from).mean(axis=1)
    return expected - (expected.sum() - expected) / (errors.size - 1)


def scores_of(errors: np.ndarray, questions: int, draw_from: np.random.Generator) -> np.ndarray:
    """(experts, questions), of forecasts whose log-odds are the true ones with an error."""
    log_odds = draw_from.normal(0, EVENTS, questions)
    happened = (draw_from.random(questions) < 1 / (1 + np.exp(-log_odds))).astype(float)
    seen = log_odds + draw_from.normal(size=(errors.size, questions)) * errors[:, np.newaxis]
    return score_brier(1 / (1 + np.exp(-seen)), happened)


def records_of(
    errors: np.ndarray, settled: int, draw_from: np.random.Generator, *, seed: int
) -> tuple[TrackRecord, ...]:
    """The records of a panel in which everybody answered as many of twice as many questions, in the order of the experts."""
    scores = scores_of(errors, 2 * settled, draw_from)
    answered = np.argsort(draw_from.random(scores.shape), axis=1) < settled
    expert, question = np.nonzero(answered)
    # ranked whatever their number: what a rank below the stated number would be worth is what is asked here
    found = track_records(expert.tolist(), question.tolist(), scores[answered], seed=seed, fewest=2, draws=300)
    return found.records


def rightness(settled: int, truth: np.ndarray, panels: Sequence[tuple[TrackRecord, ...]]) -> Rightness:
    """Compare what the records of panels say with the truth."""
    true_rank = np.argsort(np.argsort(truth)) + 1
    upper = np.triu_indices(truth.size, 1)
    first_is_better = (truth[:, np.newaxis] < truth)[upper]
    skill, rank, pairs, said, right, best = [], [], [], [], [], []
    for records in panels:
        low, high = np.array([one.low for one in records]), np.array([one.high for one in records])
        skill.append((low <= truth) & (truth <= high))
        expected = np.array([one.expected_rank for one in records], dtype=float)
        ends = np.array([(one.rank_low, one.rank_high) for one in records], dtype=float)
        rank.append((ends[:, 0] <= true_rank) & (true_rank <= ends[:, 1]))
        pairs.append((expected[:, np.newaxis] < expected)[upper] == first_is_better)
        better, worse = (high[:, np.newaxis] < low)[upper], (low[:, np.newaxis] > high)[upper]
        said.append(better | worse)
        right.append((better == first_is_better)[better | worse])
        best.append(np.argmin(expected) == np.argmin(truth))
    every = np.concatenate(right)
    return Rightness(
        settled=settled,
        skill_covered=float(np.mean(skill)),
        rank_covered=float(np.mean(rank)),
        pairs=float(np.mean(pairs)),
        said=float(np.mean(said)),
        said_right=float(every.mean()) if every.size else float("nan"),
        best=float(np.mean(best)),
    )


def table(rows: Sequence[Rightness]) -> str:
    """The rows as a table of Markdown."""
    lines = [
        (
            "| settled forecasts each | interval of skill holds the truth | interval of rank holds it | pairs in the right order "
            "| “better than” is said | and is right | the best is found |"
        ),
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [f"| {row.settled} | {' | '.join(_share(share) for share in row[1:])} |" for row in rows]
    return "\n".join(lines)


def _share(share: float) -> str:
    return "–" if np.isnan(share) else f"{100 * share:.0f} %"


def replaced(page: str, made: str) -> str:
    """The page with its generated part made anew."""
    before, rest = page.split(BEGIN)
    return f"{before}{BEGIN}\n{made}\n{END}{rest.split(END, 1)[1]}"


def draw(rows: Sequence[Rightness]) -> None:
    """The shares as lines over the number of settled forecasts."""
    import altair as alt

    from weighin.publishing.figures import BLUE, GREEN, ORANGE, Figure, configured, write_figure

    names = {"pairs": "pairs in the right order", "said": "“better than” is said", "best": "the best is found"}
    points = [
        {"settled": row.settled, "share": getattr(row, field), "what": what}
        for row in rows
        for field, what in names.items()
    ]
    title = f"How often {EXPERTS} track records are right"
    scale = alt.Scale(domain=list(names.values()), range=[BLUE, ORANGE, GREEN])
    chart = (
        alt.Chart(alt.InlineData(values=points))
        .mark_line(point=True)
        .encode(
            x=alt.X(
                "settled:Q",
                scale=alt.Scale(type="log"),
                title="settled forecasts each",
                axis=alt.Axis(values=list(SETTLED)),
            ),
            y=alt.Y("share:Q", scale=alt.Scale(domain=[0, 1]), title="share", axis=alt.Axis(format="%")),
            color=alt.Color("what:N", scale=scale, title=None, legend=alt.Legend(orient="bottom")),
            strokeDash=alt.StrokeDash("what:N", scale=alt.Scale(domain=list(names.values())), legend=None),
        )
        .properties(title=title, width=420, height=240)
    )
    columns = {"settled": [row.settled for row in rows]} | {
        what: [getattr(row, field) for row in rows] for field, what in names.items()
    }
    write_figure(Figure(title=title, specification=configured(chart), caption="", table=columns), PICTURE)


if __name__ == "__main__":
    sys.exit(main())
