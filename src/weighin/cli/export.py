"""`weighin export`: a record as pages and files, as readers get them."""

from pathlib import Path
from typing import Annotated

import typer

from weighin.cli.records import record_named
from weighin.cli.writing import write_whole
from weighin.errors import Unreadable
from weighin.record.values import DisplayRight


def export(
    source: Annotated[
        str,
        typer.Argument(
            metavar="RECORD", help="A record (JSON), or anything that `weighin read` reads.", show_default=False
        ),
    ],
    out: Annotated[Path, typer.Option(help="The folder to write to; made if it is not there.", show_default=False)],
    right: Annotated[
        DisplayRight | None,
        typer.Option(help="By which right it may be shown; as the record says where left out.", show_default=False),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--everything", help="The editors' edition, with all that was read: not for publication.")
    ] = False,
) -> None:
    """Write the finished pages, charts and files: HTML, JSON, CSV, Markdown.

    Another outlet's round-up is exported as its readers may see it: short quotations, the forecasts, the link.

    **Examples**

    `weighin export record.json --out page/`

    `weighin export article.txt --out page/ --right own`
    """
    import msgspec

    from weighin.publishing import publish  # Jinja and the charts: only when something is published
    from weighin.record.disclosure import Audience, disclose

    record = record_named(source)
    if right:
        record = msgspec.structs.replace(record, display_right=right)
    edition = publish(disclose(record, Audience.EDITORS if everything else Audience.READERS))
    if out.exists() and not out.is_dir():
        raise Unreadable(str(out), "this is a file; give a folder to write to")
    out.mkdir(parents=True, exist_ok=True)
    for file in edition.files:
        write_whole(out / file.name, file.content)
    typer.echo(f"wrote {len(edition.files)} files to {out}; open {out / 'index.html'}", err=True)
