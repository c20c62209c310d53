"""`weighin show`: a record, by question, by expert, or as a matrix."""

from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

from weighin.cli.examples import examples

if TYPE_CHECKING:
    from rich.console import Console

    from weighin.record.record import Answer, Record

EXAMPLES = examples(
    "weighin show record.json                        by question",
    "weighin show record.json --by matrix            who answered what",
    "weighin show article.html --by expectations     forecasts with their ranges",
)


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
    """Show a round-up: by question, by expert, as a matrix, its expectations, its actors and issues."""
    from weighin.cli import tables  # what draws is not loaded for --help
    from weighin.cli.records import record_named

    record = record_named(source)
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
            to.print(tables.forecast_table(record, narrow=to.width < tables.NARROW))
        case View.TOPICS:
            to.print(tables.topic_table(record))


def _by_question(record: "Record", to: "Console") -> None:
    for question in [*record.questions, None]:
        answers = record.answers_to(question.identifier if question else None)
        if question or answers:
            _print_heading(question.text if question else "Answers", to)
        for answer in answers:
            names = " and ".join(record.panelist(panelist).name for panelist in answer.panelists)
            _print_answer(answer, to, heading=names)


def _by_expert(record: "Record", to: "Console") -> None:
    for panelist in record.panel:
        _print_heading(", ".join(filter(None, (panelist.name, panelist.affiliation))), to)
        for answer in record.answers_by(panelist.identifier):
            _print_answer(answer, to, heading=record.question(answer.question).text if answer.question else "")


def _print_heading(words: str, to: "Console") -> None:
    from rich.text import Text  # what draws is not loaded for --help

    to.print(Text(words, style="bold underline"))
    to.print()


def _print_answer(answer: "Answer", to: "Console", *, heading: str) -> None:
    from rich.padding import Padding  # what draws is not loaded for --help
    from rich.text import Text

    if heading:
        to.print(Text(heading, style="bold"))
    if answer.vote:
        sure = f", confidence {answer.vote.confidence:g}" if answer.vote.confidence is not None else ""
        to.print(Padding(Text(answer.vote.position.value + sure, style="italic"), (0, 0, 0, 2)))
    for paragraph in answer.paragraphs:
        to.print(Padding(Text(paragraph.text), (0, 0, 1, 2)))
    if not answer.paragraphs:
        to.print(Padding(Text("" if answer.vote else answer.stance.value, style="dim"), (0, 0, 1, 2)))
