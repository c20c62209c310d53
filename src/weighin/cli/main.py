"""`weighin`: the commands, and what happens when one of them fails."""

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from weighin.cli.agree import EXAMPLES as AGREE
from weighin.cli.agree import agree
from weighin.cli.calibration import EXAMPLES as CALIBRATION
from weighin.cli.calibration import calibration
from weighin.cli.cooke import EXAMPLES as COOKE
from weighin.cli.cooke import cooke
from weighin.cli.demo import EXAMPLES as DEMO
from weighin.cli.demo import demo
from weighin.cli.doctor import EXAMPLES as DOCTOR
from weighin.cli.doctor import doctor
from weighin.cli.examples import exit_codes
from weighin.cli.export import EXAMPLES as EXPORT
from weighin.cli.export import export
from weighin.cli.first_owner import EXAMPLES as INIT
from weighin.cli.first_owner import init
from weighin.cli.pool import EXAMPLES as POOL
from weighin.cli.pool import pool
from weighin.cli.read import EXAMPLES as READ
from weighin.cli.read import read
from weighin.cli.score import EXAMPLES as SCORE
from weighin.cli.score import score
from weighin.cli.second_factor import EXAMPLES as RESET_SECOND_FACTOR
from weighin.cli.second_factor import reset_second_factor
from weighin.cli.serve import EXAMPLES as SERVE
from weighin.cli.serve import serve
from weighin.cli.show import EXAMPLES as SHOW
from weighin.cli.show import show
from weighin.cli.track import EXAMPLES as TRACK
from weighin.cli.track import track
from weighin.cli.verify import EXAMPLES as VERIFY
from weighin.cli.verify import verify
from weighin.cli.work import EXAMPLES as WORK
from weighin.cli.work import work
from weighin.errors import WeighInError
from weighin.version import __version__

STOPPED = 130


class Commands(TyperGroup):
    """The commands; an error of the caller is one sentence and an exit code, never a traceback."""

    def invoke(self, ctx: Any) -> object:  # Typer keeps the type of its contexts to itself
        """Run one."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()  # here, where a reader who has gone away can still be told from a failure
        except WeighInError as error:
            typer.echo(f"weighin: {error}", err=True)
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as error:
            typer.echo("weighin: stopped", err=True)
            raise typer.Exit(STOPPED) from error
        except BrokenPipeError as error:  # `weighin read … | head`: whoever reads has had enough
            # what is still in the buffer goes nowhere; else Python would complain about the pipe on its way out
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from error
        return result


app = typer.Typer(
    name="weighin",
    cls=Commands,
    help="Experts weigh in. Weigh-In keeps the record, and the score.",
    epilog=exit_codes(),
    no_args_is_help=True,
    rich_markup_mode=None,  # Rich, its Markdown and its tracebacks are a fifth of a second, at every --help
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command, summary, its_examples in (
    (read, "Read articles: who said what, and what they expect.", READ),
    (show, "Show a record by question, by expert, as a matrix.", SHOW),
    (pool, "Pool judgements: one from many.", POOL),
    (cooke, "Weigh experts by Cooke's classical model.", COOKE),
    (agree, "Say whether a panel agrees.", AGREE),
    (export, "Write a record's finished pages and files.", EXPORT),
    (verify, "Check receipts, seal, journal and record against each other.", VERIFY),
    (score, "Score forecasts by what came true.", SCORE),
    (calibration, "Say how calibrated forecasts are.", CALIBRATION),
    (track, "Give each expert's track record.", TRACK),
    (serve, "Serve the site.", SERVE),
    (work, "Send the letters that are due.", WORK),
    (doctor, "Check what asking needs.", DOCTOR),
    (demo, "Read the samples and serve them.", DEMO),
    (init, "Create the database and its first owner.", INIT),
    (reset_second_factor, "Take a lost device away from a member.", RESET_SECOND_FACTOR),
):
    app.command(short_help=summary, epilog=its_examples)(command)


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
    """Run the command line."""
    app()
