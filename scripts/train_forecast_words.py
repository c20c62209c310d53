"""Learn from our own round-ups how far words speak for a sentence's being a forecast, and write the weights that are shipped.

    PYTHONPATH=tests python scripts/train_forecast_words.py            # writes src/weighin/reading/forecasts/data/words.csv
    PYTHONPATH=tests python scripts/train_forecast_words.py --check    # prints what each round-up is worth to the others, writes nothing

The sentences are those of `tests/corpus/practice`, `tests/corpus/opened` (with their gold records) and `tests/reading/forecasts/said.csv`, all of our own writing.
A sentence counts as a forecast when a gold span stands in it. A logistic regression with a ridge penalty is fitted; with no chance in it, the same
sentences give the same weights. `--check` leaves each round-up out in turn, so that a sentence is never weighed by what was learnt from it.
"""

import argparse
import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from weighin.reading.forecasts.clauses import plain
from weighin.reading.forecasts.questions import asks_first_of_the_future, asks_of_the_future
from weighin.reading.forecasts.wording import features_of
from weighin.reading.sentences import sentences_in

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "src" / "weighin" / "reading" / "forecasts" / "data" / "words.csv"
RIDGE = 6.0
RAREST = 2  # sentences in which a feature must stand to be learnt from
SMALLEST = 0.05  # a weight below this is left out
OVERLAP = 4  # characters that a gold span and a sentence share at least


class Sentence(NamedTuple):
    """One sentence to learn from. `source` is the round-up that it stands in."""

    source: str
    features: frozenset[str]
    is_forecast: bool


def sentences() -> list[Sentence]:
    """Every sentence of our own round-ups, and those of `said.csv`."""
    found = [*_said()]
    for folder in ("practice", "opened"):
        for path in sorted((ROOT / "tests" / "corpus" / folder).glob("*.gold.json")):
            gold = json.loads(path.read_text("utf-8"))
            if gold["is_roundup"]:
                found += _in_gold(path.name, gold)
    return found


def _said() -> Iterator[Sentence]:
    with (ROOT / "tests" / "reading" / "forecasts" / "said.csv").open(encoding="utf-8", newline="") as said:
        for row in csv.DictReader(said):
            yield _sentence(
                "said.csv", row["sentence"], row["question"], is_opening=True, is_forecast=bool(row["lean"])
            )


def _in_gold(source: str, gold: dict[str, Any]) -> Iterator[Sentence]:
    asked = [question["text"] for question in gold["questions"]]
    for answer in gold["answers"]:
        question = "" if answer["question_index"] is None else asked[answer["question_index"]]
        is_opening = True
        for paragraph in answer["paragraphs"]:
            spans = list(_spans(gold, answer, paragraph))
            for sentence in sentences_in(paragraph, 0, len(paragraph)):
                shared = (min(end, sentence.end) - max(start, sentence.start) for start, end in spans)
                said = paragraph[sentence.start : sentence.end]
                is_forecast = any(characters >= OVERLAP for characters in shared)
                yield _sentence(source, said, question, is_opening=is_opening, is_forecast=is_forecast)
                is_opening = said.endswith("?") and is_opening


def _spans(gold: dict[str, Any], answer: dict[str, Any], paragraph: str) -> Iterator[tuple[int, int]]:
    for forecast in gold["forecasts"]:
        if (forecast["panelist"], forecast["question_index"]) == (answer["panelist"], answer["question_index"]):
            start = paragraph.find(forecast["sentence"])
            if start >= 0:
                yield start, start + len(forecast["sentence"])


def _sentence(source: str, said: str, question: str, *, is_opening: bool, is_forecast: bool) -> Sentence:
    asks = asks_first_of_the_future if is_opening else asks_of_the_future
    asked = asks(plain(question)) if question else None
    return Sentence(
        source, frozenset(features_of(plain(said), asked=asked, is_opening=is_opening)), is_forecast=is_forecast
    )


def train(learnt_from: Sequence[Sentence]) -> dict[str, float]:
    """The weight of each feature that stands in enough of the sentences."""
    counts = Counter(feature for sentence in learnt_from for feature in sentence.features)
    names = sorted(feature for feature, count in counts.items() if count >= RAREST)
    column = {name: place for place, name in enumerate(names)}
    places = [
        (row, column[feature])
        for row, one in enumerate(learnt_from)
        for feature in sorted(one.features)
        if feature in column
    ]
    rows, columns = np.array(places).T
    stands = csr_matrix((np.ones(len(places)), (rows, columns)), shape=(len(learnt_from), len(names)))
    truth = np.array([one.is_forecast for one in learnt_from], dtype=float)
    penalty = np.full(len(names), RIDGE)
    penalty[column["(always)"]] = 0.0

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = stands @ weights
        probability = 1 / (1 + np.exp(-odds))
        value = float((np.logaddexp(0, odds) - truth * odds).sum() + 0.5 * (penalty * weights**2).sum())
        return value, stands.T @ (probability - truth) + penalty * weights

    fitted = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500, "ftol": 1e-12})
    return dict(zip(names, fitted.x.tolist(), strict=True))


def table_of(weights: dict[str, float]) -> str:
    """The shipped table: a feature and its weight a row, the small ones left out."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(("feature", "weight"))
    table.writerows((name, f"{weight:.2f}") for name, weight in sorted(weights.items()) if abs(weight) >= SMALLEST)
    return written.getvalue()


def check(known: Sequence[Sentence]) -> None:
    """Print precision, recall and F1 over sentences, each weighed by what was learnt from the other round-ups."""
    for folder in ("practice", "opened"):
        sources = [path.name for path in sorted((ROOT / "tests" / "corpus" / folder).glob("*.gold.json"))]
        right = found = there = 0
        for source in sources:
            weights = train([one for one in known if one.source != source])
            for one in (one for one in known if one.source == source):
                is_taken = sum(weights.get(feature, 0.0) for feature in one.features) > 0
                right += is_taken and one.is_forecast
                found += is_taken
                there += one.is_forecast
        print(
            f"{folder}: precision {right / found:.3f} recall {right / there:.3f} F1 {2 * right / (found + there):.3f}"
        )


def main() -> None:
    """Train on everything and write the table, or print how well each round-up is read by the others."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="leave each round-up out in turn and print the figures")
    known = sentences()
    if parser.parse_args().check:
        check(known)
    else:
        TABLE.write_text(table_of(train(known)), encoding="utf-8")


if __name__ == "__main__":
    main()
