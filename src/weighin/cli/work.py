"""`weighin work`: sends the letters that are due, and asks for outside stamps. `weighin serve` starts one beside the site."""

import signal
import time
from typing import Annotated

import typer

from weighin.cli.examples import examples
from weighin.cli.serve import Data, prepare

EXAMPLES = examples(
    "weighin work                 until it is stopped; as many as you like may run at once",
    "weighin work --once          what is due now, and no more",
)
PAUSE = 2.0  # seconds between two looks at what is due


def work(
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, and stop.")] = False,
    data: Data = None,
) -> None:
    """Send the letters that are due, and ask for the stamps that are. Nothing opens or closes by this: without it only they wait."""
    prepare(data)
    from weighin.site import start  # Django: only for the commands that need it

    signal.signal(signal.SIGTERM, _stop)
    if once:
        typer.echo(f"{start.send_letters()} letters sent")
        while start.ask_for_stamps():
            typer.echo("a stamp received")
        return
    while True:
        start.send_letters()
        start.ask_for_stamps()
        time.sleep(PAUSE)


def _stop(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt
