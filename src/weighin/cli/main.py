"""`weighin`: the commands, and what happens when one of them fails."""

import sys
from typing import Annotated

import typer

from weighin.cli.demo import demo
from weighin.cli.export import export
from weighin.cli.first_owner import init
from weighin.cli.read import read
from weighin.cli.serve import serve
from weighin.cli.show import show
from weighin.errors import WeighInError
from weighin.version import __version__

EPILOG = (
    "Exit codes: 0 done · 1 an error of the program · 2 the command line is wrong · 3 not a round-up · "
    "4 a bad record · 5 a source that cannot be read · 6 an address that cannot be fetched · 7 not there · 130 stopped"
)

app = typer.Typer(
    name="weighin",
    help="Experts weigh in. Weigh-In keeps the record, and the score.",
    epilog=EPILOG,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (read, show, export, serve, demo, init):
    app.command(epilog=EPILOG if command is read else None)(command)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"weighin {__version__}")
        raise typer.Exit


@app.callback()
def weighin(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version and stop.")
    ] = False,
) -> None:
    """Experts weigh in. Weigh-In keeps the record, and the score."""


def main() -> None:
    """Run the command line; an error of the caller is one sentence and an exit code, never a traceback."""
    try:
        app()
    except WeighInError as error:
        sys.stdout.flush()
        typer.echo(f"weighin: {error}", err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        typer.echo("weighin: stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:  # `weighin read … | head`: whoever reads has had enough
        sys.stderr.close()
        sys.exit(0)
