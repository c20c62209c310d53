"""What the panel thinks of options: the mean distribution, a row an option, and the table of who gave what."""

from typing import TYPE_CHECKING

from weighin.publishing.panel.beside import NOTHING_BEYOND, Beyond
from weighin.publishing.panel.judged import latest_judgements, lead_of, measures_by_expert, notes_of
from weighin.publishing.panel.picture import MOST_DOTS, PER_CENT, PROBABILITIES, Picture, Row
from weighin.publishing.panel.rules import RULES
from weighin.publishing.panel.view import MOST_ROWS, Basis, Measure, Table, View
from weighin.publishing.panel.words import choice_in_words, probability_in_words
from weighin.record.judgements import ChoiceScale
from weighin.record.public import PublicQuestion, PublicRecord

if TYPE_CHECKING:
    from weighin.weighing.together import Together

KEY = "The bar is the panel’s probability, the mean of the experts’; each small line is an expert’s."


def view_of_choices(
    record: PublicRecord,
    question: PublicQuestion,
    scale: ChoiceScale,
    found: "Together",
    *,
    beyond: Beyond = NOTHING_BEYOND,
) -> View:
    """A row an option with the panel's bar and every expert's line, and a table with a row an expert."""
    pooled = found.pooled
    together = pooled.value.tolist() if pooled else []
    rows = tuple(
        Row(
            label=f"{option} (is the case)" if beyond.option == option else option,
            figures=probability_in_words(together[place]) if pooled else "",
            bar=PROBABILITIES.stretch(0.0, together[place]) if pooled else None,
            second=PROBABILITIES.at(beyond.by_weight[place]) if pooled and beyond.by_weight else None,
            dots=tuple(PROBABILITIES.at(one) for one in found.given[:MOST_DOTS, place].tolist()),
        )
        for place, option in enumerate(scale.options)
    )
    table = _table(record, question, scale, found)
    return View(
        question=question.identifier,
        text=question.text,
        basis=Basis.JUDGEMENTS,
        kind="choice",
        counted=len(found.experts),
        lead=lead_of(record, question, len(found.experts))
        + (f" Together: {choice_in_words(together, scale.options)}." if pooled else ""),
        notes=(
            *notes_of(
                record, found, what="the distribution", told=lambda values: choice_in_words(values, scale.options)
            ),
            *beyond.notes(lambda values: choice_in_words(values, scale.options)),
        ),
        rule=RULES["choice"] if pooled else "",
        picture=_picture(rows, has_second=bool(beyond.by_weight)) if pooled else None,
        table=table,
        measures=(
            *(
                Measure(measure="pool (mean)", part=option, value=value)
                for option, value in zip(scale.options, together, strict=False)
            ),
            *measures_by_expert(record, found, parts=scale.options, plain=float),
            *beyond.measures(scale.options, float),
        ),
        left_off=len(found.experts) - len(table.rows),
    )


def _picture(rows: tuple[Row, ...], *, has_second: bool) -> Picture:
    key = f"{KEY} The taller line is the panel’s, weighted by performance." if has_second else KEY
    return Picture(
        title="How probable each option is", of="Option", figures="Panel", key=key, ticks=PER_CENT, rows=rows
    )


def _table(record: PublicRecord, question: PublicQuestion, scale: ChoiceScale, found: "Together") -> Table:
    given = latest_judgements(record, question)
    return Table(
        columns=scale.options,
        rows=tuple(
            (
                record.panelist(expert),
                given[expert].answer,
                tuple(map(probability_in_words, found.given[place].tolist())),
            )
            for place, expert in enumerate(found.experts[:MOST_ROWS])
        ),
    )
