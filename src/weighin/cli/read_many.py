"""Many sources: progress, a line of JSON each, a report at the end; stopped and resumed at will."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from weighin.cli.sources import bytes_named
from weighin.errors import Missing, Unreadable, WeighInError
from weighin.fetching import looks_like_an_address
from weighin.reading.archive import FileRead, Outcome, files_in, read_bytes_as, read_many


def read_archive(sources: list[str], *, out: Path | None, jobs: int, resume: bool) -> int:
    """Read all that the sources name and report; the exit code is 0, or 5 when some could not be read."""
    done = _already_in(out) if resume and out else frozenset()
    if out and out.exists() and not resume:
        raise Unreadable(str(out), "there is such a file already; go on with it by --resume, or remove it")
    paths = [path for path in _paths_of(sources) if str(path) not in done]
    addresses = [source for source in sources if _is_no_path(source) and source not in done]
    counts: Counter[Outcome] = Counter()
    failures: list[str] = []
    with _opened(out) as target, _progress(len(paths) + len(addresses)) as advance:
        for file in _all(addresses, paths, jobs=jobs):
            target.write(file.line + b"\n")
            target.flush()
            counts[file.outcome] += 1
            if file.outcome is Outcome.FAILED:
                failures.append(msgspec.json.decode(file.line)["error"])
            advance()
    _report(counts, failures, skipped=len(done))
    return 5 if failures else 0


def _all(addresses: Iterable[str], paths: Iterable[Path], *, jobs: int) -> Iterator[FileRead]:
    for address in addresses:
        try:
            named = bytes_named(address)
        except WeighInError as error:
            yield FileRead(
                address,
                Outcome.FAILED,
                msgspec.json.encode({"source": address, "outcome": Outcome.FAILED.value, "error": str(error)}),
            )
        else:
            yield read_bytes_as(address, named.data, name=named.name, address=named.address)
    yield from read_many(paths, jobs=jobs)


def _is_no_path(source: str) -> bool:
    return source == "-" or looks_like_an_address(source)


def _paths_of(sources: Iterable[str]) -> Iterator[Path]:
    for source in sources:
        if _is_no_path(source):
            continue
        path = Path(source)
        if path.is_dir():
            yield from files_in(path)
        elif path.exists():
            yield path
        else:
            msg = f"{source}: there is no such file or folder; a web address begins with http:// or https://"
            raise Missing(msg)


def _already_in(out: Path) -> frozenset[str]:
    """The sources that a file of lines holds whole; a last line that was cut off is cut away."""
    if not out.exists():
        return frozenset()
    known: set[str] = set()
    whole = 0
    with out.open("r+b") as file:
        for line in file:
            if not line.endswith(b"\n"):
                break
            try:
                known.add(msgspec.json.decode(line)["source"])
            except (msgspec.DecodeError, KeyError, TypeError) as error:
                raise Unreadable(
                    str(out), f"line {len(known) + 1} is not one that `weighin read --out` wrote; nothing was changed"
                ) from error
            whole += len(line)
        file.truncate(whole)
    return frozenset(known)


class _opened:  # noqa: N801 - reads as a verb where it is used
    """The file to add to, or standard output, which stays open."""

    def __init__(self, out: Path | None) -> None:
        self._out = out
        self._file: BinaryIO | None = None

    def __enter__(self) -> BinaryIO:
        if self._out is None:
            return sys.stdout.buffer
        if not self._out.parent.is_dir():
            msg = f"{self._out.parent}: there is no such folder to write {self._out.name} into; make it first"
            raise Missing(msg)
        self._file = self._out.open("ab")
        return self._file

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()


class _progress:  # noqa: N801 - the same
    """A bar on a terminal; nothing where standard error is a file."""

    def __init__(self, total: int) -> None:
        columns = (SpinnerColumn(), TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True)
        self._total = total

    def __enter__(self) -> Callable[[], None]:
        self._bar.__enter__()
        task = self._bar.add_task("reading", total=self._total)
        return lambda: self._bar.advance(task)

    def __exit__(self, *_: object) -> None:
        self._bar.stop()


def _report(counts: Counter[Outcome], failures: list[str], *, skipped: int) -> None:
    parts = [
        f"{counts.total()} read",
        f"{counts[Outcome.ROUNDUP]} round-ups",
        f"{counts[Outcome.NOT_A_ROUNDUP]} are none",
        f"{counts[Outcome.FAILED]} could not be read",
    ]
    typer.echo(", ".join(parts) + (f"; {skipped} had been read before" if skipped else ""), err=True)
    for failure in failures[:20]:
        typer.echo(f"  {failure}", err=True)
    if len(failures) > 20:
        typer.echo(f"  … and {len(failures) - 20} more, in the lines whose outcome is “failed”", err=True)
