"""How the experts did on the seed questions, and what they weigh by that: the section of the page, and its file."""

import math
from typing import TYPE_CHECKING

from msgspec import Struct

from weighin.publishing.exports import table_file
from weighin.publishing.panel.beside import WEIGHTED
from weighin.publishing.panel.words import probability_in_words
from weighin.publishing.wording import counted
from weighin.record.public import PublicPanelist, PublicRecord
from weighin.record.seeds import FEWEST_SEEDS, SEEDS_WANTED, has_quantiles

if TYPE_CHECKING:
    from weighin.weighing.cooke.panel import WeightedPanel

COLUMNS = ("expert", "affiliation", "seeds_answered", "calibration", "information", "weight")


class Line(Struct, frozen=True):
    """One expert in figures."""

    panelist: PublicPanelist
    answered: str
    accuracy: str
    information: str
    weight: str
    share: float  # of the width, for the bar


class SeedSection(Struct, frozen=True, kw_only=True):
    """What the page says of the seed questions as a whole. `lines` is empty where they are too few to weigh anybody by."""

    lead: str
    notes: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


def weighted_panel(record: PublicRecord) -> "WeightedPanel | None":
    """The panel by its seed questions; None where there are none, or too few."""
    if not any(question.seed for question in record.questions):
        return None
    from weighin.weighing.cooke.panel import weigh_panel  # numbers take half a second to import

    return weigh_panel(record)


def seed_section(record: PublicRecord, weighted: "WeightedPanel | None") -> SeedSection | None:
    """None where no question was a seed."""
    seeds = [question for question in record.questions if question.seed]
    if not seeds:
        return None
    counting = [one for one in seeds if one.seed and one.seed.set_aside is None and has_quantiles(one.scale)]
    were = "was a seed question" if len(seeds) == 1 else "were seed questions"
    lead = f"{counted(len(seeds), 'question')} {were}: the editors knew the answer before they asked."
    if all(one.seed and one.seed.sealed for one in seeds):
        lead += " The panel was not told which, and what is true was sealed before the first answer."
    if weighted is None:
        few = f"{counted(len(counting), 'of them asks', 'of them ask')} for quantiles and counts"
        return SeedSection(
            lead=lead,
            notes=(
                f"{few}; below {FEWEST_SEEDS} that many experts can answer, nobody is weighted by them. Cooke’s classical model wants {SEEDS_WANTED} or more.",
            )
            if len(counting) < FEWEST_SEEDS
            else ("Nobody comes to a weight by their answers to them.",),
        )
    notes = [
        WEIGHTED,
        "Accuracy is how probable it is that somebody whose uncertainty holds would be off as far; information is how narrow the ranges are. One who is accurate by chance weighs too: few questions tell little of a person.",
        "Seed questions are of known facts. They count neither as forecasts nor for track records.",
    ]
    if len(weighted.seeds) < SEEDS_WANTED:
        notes.insert(
            0,
            f"{len(weighted.seeds)} count, fewer than the {SEEDS_WANTED} that the method wants: take the weights with care.",
        )
    return SeedSection(lead=lead, notes=tuple(notes), lines=tuple(_lines(record, weighted)))


def weights_csv(record: PublicRecord, weighted: "WeightedPanel") -> bytes:
    """A row an expert: seed questions answered, statistical accuracy in [0, 1], mean information in nats, weight."""
    rows = (
        [
            one.name,
            one.affiliation,
            each.seeds_answered,
            _plain(each.calibration),
            _plain(each.information),
            each.weight,
        ]
        for each in weighted.measured
        for one in (record.panelist(each.panelist),)
    )
    return table_file(COLUMNS, rows)


def _lines(record: PublicRecord, weighted: "WeightedPanel") -> list[Line]:
    return [
        Line(
            panelist=record.panelist(one.panelist),
            answered=str(one.seeds_answered),
            accuracy=_figure(one.calibration),
            information=_figure(one.information),
            weight=probability_in_words(one.weight),
            share=round(one.weight * 100, 2),
        )
        for one in weighted.measured
    ]


def _figure(value: float) -> str:
    if math.isnan(value):
        return "–"
    return "<0.001" if 0 < value < 0.001 else f"{value:.3f}"


def _plain(value: float) -> object:
    return "" if math.isnan(value) else value
