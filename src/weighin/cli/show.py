"""`weighin show`: a record, by question, by expert, or as a matrix."""

from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

from weighin.cli.records import record_named

if TYPE_CHECKING:
    from rich.console import Console

    from weighin.record.record import Answer, Record


class View(Enum):
    """How a record is laid out."""

    QUESTION = "question"
    EXPERT = "expert"
    MATRIX = "matrix"
    EXPECTATIONS = "expectations"
    TOPICS = "topics"


def show(
    source: Annotated[
        str,
        typer.Argument(
            metavar="RECORD", help="A record (JSON), or anything that `weighin read` reads.", show_default=False
        ),
    ],
    by: Annotated[View, typer.Option(help="How to lay it out.")] = View.QUESTION,
) -> None:
    """Show a round-up: by question, by expert, as a matrix, its expectations, its actors and issues.

    **Examples**

    `weighin show record.json --by matrix`

    `weighin show article.html --by expectations`
    """
    record = record_named(source)
    from weighin.cli import tables  # what draws is not loaded for --help

    to = tables.console()
    tables.print_head(record, to=to)
    match by:
        case View.QUESTION:
            _by_question(record, to)
        case View.EXPERT:
            _by_expert(record, to)
        case View.MATRIX:
            tables.print_questions(record, to=to)
            to.print(tables.matrix_table(record))
        case View.EXPECTATIONS:
            to.print(tables.forecast_table(record))
        case View.TOPICS:
            to.print(tables.topic_table(record))


def _by_question(record: "Record", to: "Console") -> None:
    for question in [*record.questions, None]:
        answers = record.answers_to(question.identifier if question else None)
        if question or answers:
            to.rule(question.text if question else "Answers", align="left")
        for answer in answers:
            _print_answer(
                answer, to, heading=" and ".join(record.panelist(panelist).name for panelist in answer.panelists)
            )


def _by_expert(record: "Record", to: "Console") -> None:
    for panelist in record.panel:
        to.rule(f"{panelist.name}, {panelist.affiliation}" if panelist.affiliation else panelist.name, align="left")
        for answer in record.answers_by(panelist.identifier):
            _print_answer(answer, to, heading=record.question(answer.question).text if answer.question else "")


def _print_answer(answer: "Answer", to: "Console", *, heading: str) -> None:
    from rich.padding import Padding
    from rich.text import Text

    if heading:
        to.print(Text(heading, style="bold"))
    for paragraph in answer.paragraphs:
        to.print(Padding(Text(paragraph.text), (0, 0, 1, 2)))
    if not answer.paragraphs:
        to.print(Padding(Text(answer.stance.value, style="dim"), (0, 0, 1, 2)))
