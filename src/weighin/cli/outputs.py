"""What becomes of a result: a table for people, JSON for programs, a file by its ending, a figure; warnings go to standard error."""

import sys
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from weighin.errors import UnknownContainer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from weighin.publishing.figures import Figure
    from weighin.tables import Columns

FILES = (".json", ".csv", ".parquet")
Out = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write the result to FILE.json, .csv or .parquet.", show_default=False),
]
Plot = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Draw it into FILE.svg, .png or .html.", show_default=False)
]


def require_endings(out: Path | None, *plots: Path | None) -> None:
    """Ask before anything is computed whether the files can be written by their endings.

    Raises:
        UnknownContainer: an ending that is not known; lists those that are.
    """
    if out and out.suffix.lower() not in FILES:
        reason = f"a result is written to a file by its ending, which is one of {', '.join(FILES)}"
        raise UnknownContainer(str(out), reason)
    for plot in filter(None, plots):
        from weighin.publishing.figures import require_figure  # only where something is drawn

        require_figure(plot.suffix)


def write_result(out: Path, plain: object, columns: "Columns") -> None:
    """Write a result, JSON whole and the others as a table.

    Raises:
        Missing, NotWritable: the file cannot be written. Unreadable: Parquet without pyarrow.
    """
    from weighin.tables import bytes_of_table  # only for what is kept
    from weighin.writing import write_whole

    write_whole(out, json_of(plain) if out.suffix.lower() == ".json" else bytes_of_table(columns, out.suffix))
    typer.echo(f"wrote {out}", err=True)


def draw(plot: Path, figure: Callable[[], "Figure"]) -> None:
    """Draw a figure into a file.

    Raises:
        Missing, NotWritable: the file cannot be written.
    """
    from weighin.publishing.figures import write_figure  # only where something is drawn

    write_figure(figure(), plot)
    typer.echo(f"wrote {plot}", err=True)


def print_json(plain: object) -> None:
    """Print it on standard output."""
    sys.stdout.buffer.write(json_of(plain))


def json_of(plain: object) -> bytes:
    """A result as JSON; what is missing or infinite is null."""
    from weighin.cli.weighed import json_bytes  # only for what is written

    return json_bytes(plain_of(plain))


def plain_of(value: Any) -> Any:
    """Structs and enums as dictionaries, lists and texts."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(name): plain_of(one) for name, one in value.items()}
    if hasattr(value, "__struct_fields__"):
        return {name: plain_of(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, list | tuple):
        return [plain_of(one) for one in value]
    return value


def say(warnings: Sequence[str]) -> None:
    """Warnings, a line each, on standard error."""
    for warning in warnings:
        typer.echo(f"weighin: {warning}", err=True)


def table_of(title: str, columns: Sequence[str], *, caption: str = "") -> "Table":
    """An empty table whose first column holds names and whose others hold figures."""
    from rich.text import Text  # what draws is not loaded for --help

    from weighin.cli.tables import new_table

    table = new_table("")
    table.title = Text(title)
    if caption:
        table.caption, table.caption_justify, table.caption_style = Text(caption), "left", "dim"
    table.add_column(columns[0], min_width=12, overflow="fold")
    for name in columns[1:]:
        table.add_column(name, justify="right", min_width=min(len(name), 8))
    return table


def add_row(table: "Table", name: str, *figures: str) -> None:
    """A row of it."""
    from rich.text import Text  # a name is no markup

    table.add_row(Text(name), *figures)


def show_tables(tables: Sequence["Table"]) -> None:
    """Print them on standard output, as wide as the terminal."""
    from weighin.cli.tables import console  # Rich: only where somebody reads a table

    to: Console = console()
    for table in tables:
        to.print(table)
        to.print()


def number(value: float | None, digits: int = 3) -> str:
    """A number for a table; a dash where there is none."""
    if value is None or value != value:  # noqa: PLR0124 - only NaN differs from itself
        return "—"
    if value in {float("inf"), float("-inf")}:
        return "∞" if value > 0 else "−∞"
    shown = f"{value:.{digits}f}" if abs(value) < 1000 else f"{value:,.0f}".replace(",", "\u202f")
    return shown.replace("-", "−") if float(shown.replace("\u202f", "")) else shown.replace("-", "")


def between(low: float | None, high: float | None, digits: int = 3) -> str:
    """An interval for a table; a dash where there is none."""
    ends = number(low, digits), number(high, digits)
    return "—" if "—" in ends else " to ".join(ends)


def left_out_in_words(left_out: Mapping[str, int]) -> str:
    """How many forecasts do not count, and why; empty where all do."""
    if not left_out:
        return ""
    reasons = ", ".join(f"{count} {reason}" for reason, count in left_out.items())
    return f"forecasts left out: {reasons}"
