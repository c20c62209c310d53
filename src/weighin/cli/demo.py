"""`weighin demo`: read the samples, show what was read, serve it."""

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from weighin.cli.serve import prepare, require_free, run_server
from weighin.errors import BadSource, Missing, NotARoundup
from weighin.record.values import DisplayRight


def demo(
    articles: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ARTICLE…]", help="Round-ups of yours to read as well: files or addresses.", show_default=False
        ),
    ] = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    data: Annotated[Path, typer.Option(help="The folder of the demo's database.")] = Path("var/demo"),
    serving: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the site after reading.")] = True,
) -> None:
    """Read the sample round-ups that come with Weigh-In and serve them on http://127.0.0.1:8000.

    **Example**

    `weighin demo my-article.html`
    """
    if serving:
        require_free("127.0.0.1", port)
    prepare(data)
    from weighin.site import start

    password = secrets.token_urlsafe(9)
    owner = start.ensure_owner("editor", password, outlet="The Demo Desk")
    typer.echo(f"The database is {data / 'weighin.sqlite3'}. Reading the samples:\n")
    pages = list(_read_all(articles or [], by=owner))
    if not serving:
        return
    site = f"http://127.0.0.1:{port}"
    typer.echo(f"\nWeigh-In is on {site}")
    for title, path in pages:
        typer.echo(f"  {site}{path}  {title}")
    typer.echo(f"\nTo read and correct articles, sign in on {site}/sign-in as “editor” with the password {password}")
    typer.echo("Stop it with Ctrl-C.")
    run_server("127.0.0.1", port)


def sample_roundups() -> list[Path]:
    """The round-ups that Weigh-In ships, beside the package or in the clone.

    Raises:
        Missing: neither is there.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "examples" / "roundups", package.parent.parent / "examples" / "roundups"):
        found = sorted(
            path for path in folder.glob("*") if path.suffix in {".txt", ".html", ".md", ".docx", ".pdf", ".eml"}
        )
        if found:
            return found
    msg = "the sample round-ups are not there: run this in a clone of the repository, or install the package again"
    raise Missing(msg)


def _read_all(articles: list[str], *, by: object) -> Iterator[tuple[str, str]]:
    """Read the samples, which are our own and published whole, and the given ones, which are private but for short quotations."""
    for sample in sample_roundups():
        yield _read_into_the_record(str(sample), by=by, right=DisplayRight.OWN)
    for article in articles:
        try:
            yield _read_into_the_record(article, by=by, right=DisplayRight.QUOTATION)
        except (BadSource, Missing, NotARoundup) as error:
            typer.echo(f"  not read: {error}", err=True)


def _read_into_the_record(source: str, *, by: object, right: DisplayRight) -> tuple[str, str]:
    from weighin.cli.sources import bytes_named
    from weighin.site import start

    named = bytes_named(source)
    added = start.read_and_publish(named.data, name=named.name, address=named.address, display_right=right, by=by)
    record = added.record
    state = "" if added.is_new else ", read before"
    typer.echo(
        f"  {record.title}\n"
        f"    {named.name}: {len(record.panel)} panelists, {len(record.questions)} questions, "
        f"{len(record.answers)} answers, {len(record.forecasts)} forecasts{state}"
    )
    return record.title, added.path
