"""`weighin serve`: the site, from one command."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from weighin.cli.examples import examples
from weighin.errors import NotWritable, PortTaken

EXAMPLES = examples(
    "weighin init                        once, for the first owner's sign-in",
    "weighin serve --port 8080",
    "WEIGHIN_DATABASE=postgresql://weighin@localhost/weighin weighin serve --workers 4",
)

Data = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help="The folder of the database and the key; else WEIGHIN_DATA, else ./var.",
        show_default=False,
    ),
]

THREADS = 8  # requests that one process answers at a time; each may hold a connection to the database


def serve(
    host: Annotated[str, typer.Option(help="The network address to listen on; 0.0.0.0 for every one.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, metavar="N", help="How many processes answer requests.")] = 1,
    letters: Annotated[
        bool, typer.Option("--letters/--no-letters", help="Send letters too; else by `weighin work`.")
    ] = True,
    data: Data = None,
) -> None:
    """Serve the site. The database is SQLite in the data folder, or PostgreSQL where WEIGHIN_DATABASE says so."""
    require_free(host, port)
    prepare(data)
    typer.echo(f"Weigh-In on http://{_in_address(host)}:{port} – stop it with Ctrl-C")
    with worker_beside(wanted=letters):
        run_server(host, port, workers=workers)


@contextmanager
def worker_beside(*, wanted: bool = True) -> Iterator[None]:
    """A worker that sends letters, in a process of its own, for as long as the site is served; it has the same environment."""
    worker = subprocess.Popen([sys.executable, "-m", "weighin", "work"]) if wanted else None
    try:
        yield
    finally:
        if worker is not None:
            worker.terminate()
            worker.wait()


def prepare(data: Path | None) -> None:
    """Django is set up and the database is there and current.

    Raises:
        NotWritable: the data folder cannot be made or written to.
    """
    if data is not None:
        os.environ["WEIGHIN_DATA"] = str(data.resolve())
    folder = Path(os.environ.get("WEIGHIN_DATA", "var"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"{folder}: the data folder cannot be made ({error.strerror}); give another with --data"
        raise NotWritable(msg) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        msg = f"{folder}: the data folder cannot be written to; give another with --data"
        raise NotWritable(msg)
    from weighin.site import start  # Django: only for the commands that need it

    start.set_up()
    start.migrate()


def require_free(host: str, port: int) -> None:
    """Nothing listens on that port yet.

    Raises:
        PortTaken: something does, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:  # socket.gaierror, a name that nobody knows, is one too
            msg = f"port {port} on {host} cannot be used ({error.strerror}); give another:  --port {_another(port)}   (with make:  PORT={_another(port)})"
            raise PortTaken(msg) from error


def _another(port: int) -> int:
    return port + 1 if port < 65535 else port - 1


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def run_server(host: str, port: int, *, workers: int = 1) -> None:
    """Answer requests until stopped."""
    from granian.constants import Interfaces  # the server: only where something is served
    from granian.server import Server

    server = Server(
        "weighin.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        log_enabled=False,
    )
    server.serve()
