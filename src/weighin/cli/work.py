"""`weighin work`: sends the letters that are due, reads the mailbox, and asks for outside stamps. `weighin serve` starts one beside the site."""

import signal
import time
from collections.abc import Callable
from threading import Thread
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
    """Send the letters that are due, read the mailbox where one is named, and ask for the stamps that are due. Nothing opens or closes by this: without it only they wait."""
    prepare(data)
    from weighin.site import start  # Django: only for the commands that need it

    signal.signal(signal.SIGTERM, _stop)
    if once:
        typer.echo(f"{start.send_letters()} letters sent")
        if start.reads_mail():
            typer.echo(f"{start.collect_mail()} letters collected")
        while start.ask_for_stamps():
            typer.echo("a stamp received")
        return
    if start.reads_mail():  # beside the sending: a mailbox that answers slowly keeps no receipt waiting
        Thread(target=_read_mail, args=(start.collect_mail,), daemon=True).start()
    while True:
        start.send_letters()
        start.ask_for_stamps()
        time.sleep(PAUSE)


def _read_mail(collect: Callable[[], int]) -> None:
    while True:
        collect()
        time.sleep(PAUSE)


def _stop(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt
