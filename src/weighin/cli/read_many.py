"""Many sources: progress, a line each, a report at the end; stopped and resumed at will."""

import itertools
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec
import typer

from weighin.cli.sources import bytes_named
from weighin.errors import AlreadyThere, BadRecord, Missing, NotWritable, WeighInError
from weighin.fetching import looks_like_an_address
from weighin.reading.archive import FileRead, Outcome, files_in, read_bytes_as, read_many

SHOWN_FAILURES = 20


class Gist(msgspec.Struct, frozen=True):
    """What a person wants to see of one reading among many; the rest of the line is passed over."""

    title: str = ""
    panel: tuple[msgspec.Raw, ...] = ()
    questions: tuple[msgspec.Raw, ...] = ()
    answers: tuple[msgspec.Raw, ...] = ()
    forecasts: tuple[msgspec.Raw, ...] = ()
    reasons: tuple[str, ...] = ()
    error: str = ""


def read_archive(sources: list[str], *, out: Path | None, as_lines: bool, jobs: int, resume: bool) -> int:
    """Read all that the sources name and report.

    Lines of JSON go to `out`, or to standard output where they are asked for; else a person gets a sentence each.
    Returns the exit code: 0, or 5 when some could not be read.
    """
    _require_there(sources)
    done = sources_in(out) if out and resume else frozenset()
    if out and out.exists() and not resume:
        msg = f"{out}: there is such a file already; go on with it by --resume, or remove it"
        raise AlreadyThere(msg)
    counts: Counter[Outcome] = Counter()
    failures: list[str] = []
    with _lines_to(out) as lines, progress(_total(sources, done)) as advance:
        for file in _all(sources, done, jobs=jobs):
            if out or as_lines:
                lines.write(file.line + b"\n")
                lines.flush()
            else:
                typer.echo(_sentence(file))
            counts[file.outcome] += 1
            if file.outcome is Outcome.FAILED and len(failures) < SHOWN_FAILURES:
                failures.append(msgspec.json.decode(file.line, type=Gist).error)
            advance()
    _report(counts, failures, skipped=len(done))
    return 5 if counts[Outcome.FAILED] else 0


def _all(sources: Iterable[str], done: AbstractSet[str], *, jobs: int) -> Iterator[FileRead]:
    """Every source in the order in which it was named; files that stand together share the processes."""
    for is_path, together in itertools.groupby(sources, key=_is_path):
        if is_path:
            yield from read_many((path for path in _paths_of(together) if str(path) not in done), jobs=jobs)
        else:
            yield from (_read_named(source) for source in together if source not in done)


def _read_named(source: str) -> FileRead:
    try:
        named = bytes_named(source)
    except WeighInError as error:
        failed = {"source": source, "outcome": Outcome.FAILED.value, "error": str(error)}
        return FileRead(source, Outcome.FAILED, msgspec.json.encode(failed))
    return read_bytes_as(source, named.data, name=named.name, address=named.address)


def _is_path(source: str) -> bool:
    return source != "-" and not looks_like_an_address(source)


def _paths_of(sources: Iterable[str]) -> Iterator[Path]:
    for source in sources:
        path = Path(source)
        if path.is_dir():
            yield from files_in(path)
        else:
            yield path


def _require_there(sources: Iterable[str]) -> None:
    """A slip of the pen is told before an hour of reading, not after it."""
    for source in sources:
        if _is_path(source) and not Path(source).exists():
            msg = f"{source}: there is no such file or folder; a web address begins with http:// or https://"
            raise Missing(msg)


def _total(sources: list[str], done: AbstractSet[str]) -> int | None:
    """How many will be read, counted only for somebody who sees the bar."""
    if not sys.stderr.isatty():
        return None
    paths = _paths_of(filter(_is_path, sources))
    return sum(str(path) not in done for path in paths) + sum(not _is_path(source) for source in sources)


def sources_in(out: Path) -> frozenset[str]:
    """The sources that a file of lines holds whole; a last line that was cut off is cut away.

    Raises:
        BadRecord: a line that `weighin read` did not write; nothing was changed.
    """
    if not out.exists():
        return frozenset()
    known: set[str] = set()
    whole = 0
    with _reported(out), out.open("r+b") as file:
        for number, line in enumerate(file, start=1):
            if not line.endswith(b"\n"):
                break
            try:
                known.add(msgspec.json.decode(line)["source"])
            except (msgspec.DecodeError, KeyError, TypeError) as error:
                where, expected = f"{out}, line {number}", "a line that `weighin read --out` wrote"
                raise BadRecord(where, expected, "another; nothing was changed") from error
            whole += len(line)
        file.truncate(whole)
    return frozenset(known)


@contextmanager
def _lines_to(out: Path | None) -> Iterator[BinaryIO]:
    """The file to add to, or standard output, which stays open."""
    if out is None:
        yield sys.stdout.buffer
        return
    if not out.parent.is_dir():
        msg = f"{out.parent}: there is no such folder to write {out.name} into; make it first"
        raise Missing(msg)
    with _reported(out), out.open("ab") as file:
        yield file


@contextmanager
def _reported(out: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:  # of standard error, where the report goes
        raise
    except OSError as error:
        msg = f"{out}: it cannot be written ({error.strerror})"
        raise NotWritable(msg) from error


@contextmanager
def progress(total: int | None) -> Iterator[Callable[[], object]]:
    """A bar on a terminal; nothing where standard error is a file. Gives what to call after each."""
    if total is None:
        yield lambda: None
        return
    from rich.console import Console  # only where somebody looks on
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda: bar.advance(task)


def _sentence(file: FileRead) -> str:
    gist = msgspec.json.decode(file.line, type=Gist)
    match file.outcome:
        case Outcome.FAILED:
            return f"not read        {gist.error}"
        case Outcome.NOT_A_ROUNDUP:
            return f"no round-up     {file.path}: {'; '.join(gist.reasons)}"
        case Outcome.ROUNDUP:
            figures = f"{len(gist.panel)} panelists, {len(gist.questions)} questions, {len(gist.answers)} answers, {len(gist.forecasts)} forecasts"
            return f"round-up        {file.path}: {gist.title} ({figures})"


def _report(counts: Counter[Outcome], failures: list[str], *, skipped: int) -> None:
    parts = [
        f"{counts.total()} read",
        f"{counts[Outcome.ROUNDUP]} round-ups",
        f"{counts[Outcome.NOT_A_ROUNDUP]} are none",
        f"{counts[Outcome.FAILED]} could not be read",
    ]
    typer.echo(", ".join(parts) + (f"; {skipped} had been read before" if skipped else ""), err=True)
    for failure in failures:
        typer.echo(f"  {failure}", err=True)
    if counts[Outcome.FAILED] > len(failures):
        more = counts[Outcome.FAILED] - len(failures)
        typer.echo(f"  … and {more} more, in the lines whose outcome is “failed”", err=True)
