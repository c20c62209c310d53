"""`weighin export`: a record as pages and files, as readers get them."""

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from weighin.cli.examples import examples
from weighin.errors import Missing, NotWritable
from weighin.record.kinds import DisplayRight

if TYPE_CHECKING:
    from weighin.publishing import Edition

EXAMPLES = examples(
    "weighin export record.json --out page/                what readers may see",
    "weighin export article.txt --out page/ --right own    our own round-up: all of it",
    "weighin export article.txt --out desk/ --everything   for the editors only",
)


def export(
    source: Annotated[
        str,
        typer.Argument(
            metavar="RECORD", help="A record (JSON), or anything that `weighin read` reads.", show_default=False
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(metavar="FOLDER", help="Where to write; made if it is not there.", show_default=False),
    ],
    right: Annotated[
        DisplayRight | None,
        typer.Option(help="By which right it may be shown; as the record says where left out.", show_default=False),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--everything", help="The editors' edition, with all that was read: not for publication.")
    ] = False,
) -> None:
    """Write the finished pages, charts and files: HTML, SVG, JSON, CSV, Markdown.

    Another outlet's round-up is exported as its readers may see it: short quotations, the forecasts, the link.
    """
    import msgspec  # not for --help

    from weighin.cli.records import record_named
    from weighin.publishing import publish  # Jinja and the charts: only when something is published
    from weighin.record.disclosure import Audience, disclose

    record = record_named(source)
    if right:
        record = msgspec.structs.replace(record, display_right=right)
    edition = publish(disclose(record, Audience.EDITORS if everything else Audience.READERS))
    write_edition(edition, out)
    typer.echo(f"wrote {len(edition.files)} files to {out}; open {out / 'index.html'}", err=True)


def write_edition(edition: "Edition", out: Path) -> None:
    """Write all files of an edition: a new folder appears whole or not at all; in one that is there each file does.

    Raises:
        Missing: there is no folder to make it in. NotWritable: it cannot be written, or is a file.
    """
    from weighin.writing import write_whole  # tempfile and the like: not for --help

    if out.is_dir():
        for file in edition.files:
            write_whole(out / file.name, file.content)
        return
    if out.exists():
        msg = f"{out}: this is a file; give a folder to write to"
        raise NotWritable(msg)
    if not out.parent.is_dir():
        msg = f"{out.parent}: there is no such folder to make {out.name} in; make it first"
        raise Missing(msg)
    try:
        beside = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}."))
    except OSError as error:
        msg = f"{out}: it cannot be made ({error.strerror})"
        raise NotWritable(msg) from error
    try:
        for file in edition.files:
            write_whole(beside / file.name, file.content)
        beside.chmod(0o755)
        beside.rename(out)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
