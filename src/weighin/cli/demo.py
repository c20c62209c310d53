"""`weighin demo`: read the samples, show what was read, serve it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from weighin.cli.examples import examples
from weighin.cli.serve import prepare, require_free, run_server, worker_beside
from weighin.errors import Missing, WeighInError
from weighin.record.kinds import DisplayRight

if TYPE_CHECKING:
    from weighin.site.store.models import Member  # at run time only once Django is set up

EXAMPLES = examples(
    "weighin demo                      the samples",
    "weighin demo my-article.html      the samples and yours",
    "weighin demo --port 8001",
)
HERE = "127.0.0.1"
READABLE = (".txt", ".html", ".md", ".docx", ".pdf", ".eml")


def demo(
    articles: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ARTICLE…]", help="Round-ups of yours to read as well: files or addresses.", show_default=False
        ),
    ] = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    data: Annotated[Path, typer.Option(metavar="FOLDER", help="The folder of the demo's database.")] = Path("var/demo"),
    serving: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the site after reading.")] = True,
) -> None:
    """Read the sample round-ups that come with Weigh-In and serve them on http://127.0.0.1:8000."""
    if serving:
        require_free(HERE, port)
    os.environ.setdefault("WEIGHIN_MAIL", "mailbox")  # nothing is sent: letters can be read on the site
    os.environ.setdefault("WEIGHIN_ADDRESS", f"http://{HERE}:{port}")
    prepare(data)
    import secrets  # like Django, only for the commands that need it

    from weighin.site import start

    password = secrets.token_urlsafe(9)
    owner = start.ensure_owner("editor", password, outlet="The Demo Desk")
    typer.echo(f"The database is {data / 'weighin.sqlite3'}. Reading the samples:\n")
    pages = [_read(str(sample), by=owner, right=DisplayRight.OWN) for sample in sample_roundups()]  # our own writing
    failed = []
    for article in articles or []:
        try:
            pages.append(_read(article, by=owner, right=DisplayRight.QUOTATION))  # private but for short quotations
        except WeighInError as error:  # what is wrong with one stops nothing
            typer.echo(f"  not read: {error}", err=True)
            failed.append(error)
    if not serving:
        raise typer.Exit(failed[0].exit_code if failed else 0)
    site = f"http://{HERE}:{port}"
    typer.echo(f"\nWeigh-In is on {site} – open it in a browser. The round-ups:")
    for title, path in pages:
        typer.echo(f"  {site}{path}  {title}")
    typer.echo(f"To read and correct articles, sign in on {site}/sign-in as “editor” with the password {password}")
    typer.echo("Stop it with Ctrl-C.")
    with worker_beside():
        run_server(HERE, port)


def sample_roundups() -> list[Path]:
    """The round-ups that Weigh-In ships, inside the package or in the clone.

    Raises:
        Missing: neither is there.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "examples" / "roundups", package.parent.parent / "examples" / "roundups"):
        found = sorted(path for path in folder.glob("*") if path.suffix in READABLE)
        if found:
            return found
    msg = "the sample round-ups are not there: run this in a clone of the repository, or install the package again"
    raise Missing(msg)


def _read(source: str, *, by: "Member", right: DisplayRight) -> tuple[str, str]:
    """Read into the database, say what was read, and give the title with the path of its page."""
    from weighin.cli.sources import bytes_named  # not for --help
    from weighin.site import start  # the same

    named = bytes_named(source)
    added = start.read_and_publish(named.data, name=named.name, address=named.address, display_right=right, by=by)
    record = added.record
    typer.echo(f"  {record.title}" + ("" if added.is_new else "   (read before)"))
    typer.echo(
        f"    {named.name}: {len(record.panel)} panelists, {len(record.questions)} questions, "
        f"{len(record.answers)} answers, {len(record.forecasts)} forecasts"
    )
    return record.title, added.path
