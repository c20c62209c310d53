"""`weighin read`: from articles to records."""

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from weighin.cli.examples import examples
from weighin.record.kinds import DisplayRight

EXAMPLES = examples(
    "weighin read article.html                           a table for people",
    "weighin read https://example.org/round-up --json    the whole reading, for a program",
    "weighin read article.docx --out record.json         the record, to keep",
    "pbpaste | weighin read -                            what was copied from a browser",
    "weighin read archive/ --jobs 2 --out readings.jsonl a folder, a line of JSON each",
    "weighin read archive/ --out readings.jsonl --resume goes on where Ctrl-C stopped it",
)


def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE…", help="A file, a folder, a web address, or - for standard input.", show_default=False
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the reading of one source as a JSON object.")] = False,
    as_lines: Annotated[bool, typer.Option("--jsonl", help="Print one JSON object a source, a line each.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write the record of one source to FILE.json, or one reading a line to FILE.jsonl.",
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="How many processes read a folder.")] = 1,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the FILE.jsonl of --out: what it has is not read again.")
    ] = False,
    right: Annotated[
        DisplayRight, typer.Option(help="By which right the record may be shown to readers.")
    ] = DisplayRight.QUOTATION,
) -> None:
    """Read published expert round-ups: who said what to which question, and what they expect.

    HTML, plain text, Markdown, DOCX, PDF and EML are read. A text that is no round-up is told so, with exit code 3.
    Of many sources a bad one does not stop the others; it is reported at the end, with exit code 5.
    """
    goes_to_lines = out is not None and out.suffix == ".jsonl"
    if resume and not goes_to_lines:
        msg = "goes on with a file of lines; give it with --out FILE.jsonl"
        raise typer.BadParameter(msg, param_hint="--resume")
    if not (as_lines or goes_to_lines or len(sources) > 1 or Path(sources[0]).is_dir()):
        raise typer.Exit(_read_one(sources[0], as_json=as_json, out=out, right=right))
    if as_json:
        msg = "prints one object and so reads one source; for several there is --jsonl"
        raise typer.BadParameter(msg, param_hint="--json")
    if out and not goes_to_lines:
        msg = "several sources are written as lines; give --out a name that ends in .jsonl"
        raise typer.BadParameter(msg, param_hint="--out")
    from weighin.cli.read_many import read_archive  # processes and progress: only when there are many

    raise typer.Exit(read_archive(sources, out=out, as_lines=as_lines, jobs=jobs, resume=resume))


def _read_one(source: str, *, as_json: bool, out: Path | None, right: DisplayRight) -> int:
    from weighin.cli.sources import bytes_named  # what reads is not loaded for --help
    from weighin.reading.read import read_bytes  # the same

    given = bytes_named(source)
    started = time.perf_counter()
    reading = read_bytes(
        given.data, name=given.name, address=given.address, media_type=given.media_type, display_right=right
    )
    elapsed_ms = (time.perf_counter() - started) * 1000
    if reading.record and out:
        from weighin.record.codec import encode_record  # only for what is kept
        from weighin.writing import write_whole  # the same

        write_whole(out, encode_record(reading.record))
        typer.echo(f"wrote {out}", err=True)
    if as_json:
        import msgspec  # a command that only helps has no use for it

        from weighin.reading.plain import plain_reading

        sys.stdout.buffer.write(msgspec.json.encode(plain_reading(reading, elapsed_ms=elapsed_ms)) + b"\n")
    elif reading.record and not out:
        from weighin.cli.tables import print_reading  # Rich: only where somebody reads a table

        print_reading(reading.record, elapsed_ms=elapsed_ms)
    if reading.record:
        return 0
    from weighin.errors import NotARoundup

    refused = NotARoundup(source, reading.verdict.reasons)
    typer.echo(f"weighin: {refused}", err=True)
    return refused.exit_code
