"""Build the shipped table of phrases of likelihood from the answers of people who were asked what they mean.

    python scripts/build_phrases.py FOLDER_OF_SURVEYS

The folder holds the surveys' answers, one column or one row a person. What is shipped are the quantiles of those answers with their source, never a
person's answer. A phrase that nobody was asked about has a row only where a rule of `RULES` makes one from phrases that were; the
rest has none, and the program shows none. docs/explanation/words-of-likelihood.md explains the rules.
"""

import argparse
import csv
import io
import statistics
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).parent.parent / "src" / "weighin" / "reading" / "forecasts" / "data" / "phrases.csv"
COLUMNS = ("phrase", "median", "p25", "p75", "p5", "p95", "respondents", "kind", "basis")
LEVELS = (5, 25, 50, 75, 95)
FAR_OUT = 4  # standard deviations: the rule by which the largest of the surveys drops slips of the pen

# what a survey calls a phrase, where that is not what we call it
OUR_NAME = {
    "almost certainly": "almost certain",
    "with high probability": "high probability",
    "with low probability": "low probability",
    "with moderate probability": "moderate probability",
    "may happen": "may",
    "might happen": "might",
    "will happen": "will",
    "could happen": "could",
    "we believe": "believe",
    "we doubt": "doubt",
}


class Survey(NamedTuple):
    """A file of answers. `terms` names the column of the phrase where each answer has a row of its own."""

    file: str
    name: str
    terms: str = ""


SURVEYS = (
    Survey("kucharski_2026_absolute_judgements.csv", "Kucharski 2026, CC BY 4.0", "term"),
    Survey("mauboussin_2018_survey.csv", "Mauboussin & Mauboussin 2018"),
    Survey("wadefagen_2018_survey.csv", "Fagen-Ulmschneider 2018"),
    Survey("zonination_2015_probly.csv", "zonination 2015, MIT"),
)
QUARTILES = "mosteller_youtz_1990_secondary.csv"


class Row(NamedTuple):
    """A phrase with the quantiles of `LEVELS`, in per cent."""

    phrase: str
    quantiles: tuple[float, ...]
    respondents: int
    kind: str
    basis: str


def half_way(quantiles: Sequence[float]) -> tuple[float, ...]:
    """Move each half way to the boundary on the phrase's own side: what "very" does (Mosteller & Youtz 1990)."""
    up = quantiles[2] >= 50
    return tuple((quantile + 100) / 2 if up else quantile / 2 for quantile in quantiles)


def without_very(quantiles: Sequence[float]) -> tuple[float, ...]:
    """Take the "very" off again: twice the distance from the boundary."""
    up = quantiles[2] >= 50
    return tuple(max(0.0, 2 * quantile - 100) if up else min(100.0, 2 * quantile) for quantile in quantiles)


def mirrored(quantiles: Sequence[float]) -> tuple[float, ...]:
    """The opposite of a phrase that is wholly denied."""
    return tuple(100 - quantile for quantile in reversed(quantiles))


def between(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...]:
    """Half way from one phrase to another."""
    return tuple((low + high) / 2 for low, high in zip(one, other, strict=True))


# phrase: the surveyed phrase that says the same
SYNONYMS = {
    "very likely": "highly likely",
    "extremely likely": "highly likely",
    "in all likelihood": "highly likely",
    "odds-on": "better than even",
    "more likely than not": "more often than not",
    "certain": "certainly",
    "bound to": "certainly",
    "inevitable": "certainly",
    "no doubt": "almost certain",
    "confident": "believe",
    "think": "believe",
    "guess": "believe",
    "optimistic": "likely",
    "real chance": "real possibility",
    "may well": "real possibility",
    "serious risk": "serious possibility",
    "toss-up": "about even",
    "touch and go": "about even",
    "possible": "possibly",
    "perhaps": "maybe",
    "not likely": "unlikely",
    "doubtful": "doubt",
    "sceptical": "doubt",
    "implausible": "improbable",
    "long odds": "chances are slight",
    "slim chance": "chances are slight",
    "hardly": "little chance",
    "poor chance": "little chance",
    "outside chance": "remote chance",
    "long shot": "remote chance",
    "very unlikely": "highly unlikely",
    "extremely unlikely": "highly unlikely",
    "no chance": "almost no chance",
    "impossible": "never",
}

Rule = tuple[Callable[..., tuple[float, ...]], tuple[str, ...], str]
# phrase: the rule, what it is applied to, and the rule in words
RULES: dict[str, Rule] = {
    "good chance": (without_very, ("very good chance",), "twice the distance from 100 of"),
    "expect": (between, ("likely", "highly likely"), "half way between"),
    "do not think": (between, ("probably not", "doubt"), "half way between"),
    "very probable": (half_way, ("probable",), "half way to 100 from"),
    "very improbable": (half_way, ("improbable",), "half way to 0 from"),
    "very doubtful": (half_way, ("doubt",), "half way to 0 from"),
    "surprised if": (half_way, ("doubt",), "taken as much doubt: half way to 0 from"),
    "surprised if not": (mirrored, ("surprised if",), "the mirror of"),
    "little doubt": (mirrored, ("little chance",), "the mirror of"),
    "almost certainly not": (mirrored, ("almost certain",), "the mirror of"),
}
# phrase: the phrase made by a rule that says the same
SECOND_HAND = {
    "anticipate": "expect",
    "bet": "expect",
    "set to": "expect",
    "should": "expect",
    "would": "expect",
    "decent chance": "good chance",
    "do not expect": "do not think",
    "hard to see": "do not think",
}


def build(folder: Path) -> str:
    """The table as CSV, from the surveys of a folder."""
    rows = {row.phrase: row for row in _surveyed(folder)}
    for phrase, same in SYNONYMS.items():
        rows[phrase] = _same(phrase, rows[same])
    for phrase, (rule, names, words) in RULES.items():
        sources = [rows[name] for name in names]
        rows[phrase] = Row(
            phrase=phrase,
            quantiles=rule(*(source.quantiles for source in sources)),
            respondents=min(source.respondents for source in sources),
            kind="derived",
            basis=f"no survey; {words} " + " and ".join(f"“{source.phrase}” ({source.basis})" for source in sources),
        )
    for phrase, same in SECOND_HAND.items():
        rows[phrase] = _same(phrase, rows[same])
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in sorted(rows.values(), key=lambda row: (-row.quantiles[2], row.phrase)):
        low, quarter, median, three_quarters, high = (f"{quantile:g}" for quantile in row.quantiles)
        writer.writerow((row.phrase, median, quarter, three_quarters, low, high, row.respondents, row.kind, row.basis))
    return written.getvalue()


def _same(phrase: str, source: Row) -> Row:
    kind = "synonym" if source.kind == "survey" else source.kind
    return Row(phrase, source.quantiles, source.respondents, kind, f"no survey; as “{source.phrase}” ({source.basis})")


def _surveyed(folder: Path) -> Iterator[Row]:
    answers: dict[str, dict[str, list[float]]] = {}
    for survey in SURVEYS:
        for term, figure in _answers(folder / survey.file, survey.terms):
            phrase = OUR_NAME.get(term, term)
            answers.setdefault(phrase, {}).setdefault(survey.name, []).append(figure)
    quartiles = _quartiles(folder / QUARTILES)
    for phrase, by_survey in answers.items():
        kept = {name: _without_slips(figures) for name, figures in by_survey.items()}
        pooled = sorted(figure for figures in kept.values() for figure in figures)
        basis = "; ".join(f"{name}, n={len(figures)}" for name, figures in kept.items())
        if phrase in quartiles:
            basis += f"; compare Mosteller & Youtz 1990, n=238: {quartiles[phrase]}"
        yield Row(
            phrase=phrase,
            quantiles=tuple(round(_quantile(pooled, level / 100), 1) for level in LEVELS),
            respondents=len(pooled),
            kind="survey",
            basis=basis,
        )


def _answers(file: Path, terms: str) -> Iterator[tuple[str, float]]:
    with file.open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            for term, figure in [(row[terms], row["probability"])] if terms else row.items():
                probability = _probability(figure)
                # columns about the person hold words or bins, never a bare number
                if term and probability is not None:
                    yield term.strip('" ').lower().replace("_", " "), probability


def _probability(figure: str | None) -> float | None:
    try:
        probability = float(figure or "")
    except ValueError:
        return None
    return probability if 0 <= probability <= 100 else None


def _without_slips(figures: Sequence[float]) -> list[float]:
    middle, spread = statistics.fmean(figures), statistics.pstdev(figures)
    return [figure for figure in figures if abs(figure - middle) <= FAR_OUT * spread]


def _quantile(rising: Sequence[float], level: float) -> float:
    place = (len(rising) - 1) * level
    below = int(place)
    above = min(below + 1, len(rising) - 1)
    return rising[below] + (rising[above] - rising[below]) * (place - below)


def _quartiles(file: Path) -> dict[str, str]:
    with file.open(encoding="utf-8", newline="") as rows:
        found = {
            row["Expression"].lower(): f"{row['Median']} ({row['P25']}-{row['P75']})" for row in csv.DictReader(rows)
        }
    aside = {"might happen": "might", "even chance": "about even", "better than even chance": "better than even"}
    return {aside.get(phrase, phrase): figures for phrase, figures in found.items()}


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the surveys' files")
    TABLE.write_text(build(parser.parse_args().folder), encoding="utf-8")


if __name__ == "__main__":
    main()
