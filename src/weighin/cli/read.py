"""`weighin read`: from articles to records."""

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from weighin.cli.sources import bytes_named
from weighin.record.values import DisplayRight


def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE…", help="A file, a folder, a web address, or - for standard input.", show_default=False
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the reading as one JSON object.")] = False,
    as_lines: Annotated[bool, typer.Option("--jsonl", help="Print one JSON object a source, a line each.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Write to FILE.json (the record of one source) or FILE.jsonl (one line a source).", show_default=False
        ),
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, help="How many processes read a folder.")] = 1,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the FILE.jsonl of --out: what it has is not read again.")
    ] = False,
    right: Annotated[
        DisplayRight, typer.Option(help="By which right the record may be shown: own, licensed or quotation.")
    ] = DisplayRight.QUOTATION,
) -> None:
    """Read published expert round-ups: who said what to which question, and what they expect.

    HTML, plain text, Markdown, DOCX, PDF and EML are read. A text that is no round-up is told so, with exit code 3.

    **Examples**

    `weighin read article.html` – a table for people

    `weighin read https://example.org/round-up --json` – for a program

    `weighin read article.docx --out record.json` – the record, to keep

    `weighin read archive/ --jobs 2 --out readings.jsonl` – a folder; stop it with Ctrl-C, go on with `--resume`
    """
    if as_lines or len(sources) > 1 or Path(sources[0]).is_dir() or (out and out.suffix == ".jsonl"):
        from weighin.cli.read_many import read_archive  # processes and progress: only when there are many

        raise typer.Exit(read_archive(sources, out=out, jobs=jobs, resume=resume))
    if resume:
        msg = "goes on with a FILE.jsonl: give one with --out"
        raise typer.BadParameter(msg, param_hint="--resume")
    _read_one(sources[0], as_json=as_json, out=out, right=right)


def _read_one(source: str, *, as_json: bool, out: Path | None, right: DisplayRight) -> None:
    from weighin.reading.plain import plain_reading  # what reads is not loaded for --help
    from weighin.reading.read import read_bytes

    given = bytes_named(source)
    started = time.perf_counter()
    reading = read_bytes(
        given.data, name=given.name, address=given.address, media_type=given.media_type, display_right=right
    )
    elapsed_ms = (time.perf_counter() - started) * 1000
    if out and reading.record:
        from weighin.cli.writing import write_whole
        from weighin.record.codec import encode_record

        write_whole(out, encode_record(reading.record))
        typer.echo(f"wrote {out}", err=True)
    if as_json:
        import msgspec

        sys.stdout.buffer.write(msgspec.json.encode(plain_reading(reading, elapsed_ms=elapsed_ms)) + b"\n")
        sys.stdout.buffer.flush()
    elif reading.record and not out:
        from weighin.cli.tables import print_reading

        print_reading(reading.record, elapsed_ms=elapsed_ms)
    if not reading.record:
        typer.echo(f"weighin: {source} is not an expert round-up: {'; '.join(reading.verdict.reasons)}", err=True)
        raise typer.Exit(3)
