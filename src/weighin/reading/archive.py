"""Many files, on several processes, in steady memory: each gives one line of JSON, whatever is in it.

A bad file never stops the others: it gives a line that says what is wrong with it.
"""

import itertools
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from enum import Enum
from multiprocessing import get_context
from pathlib import Path
from types import FrameType
from typing import Self

import msgspec
from msgspec import Struct

from weighin.errors import Unreadable, WeighInError
from weighin.reading.apart import ReadingApart, limit_memory, limit_processor, read_apart
from weighin.reading.plain import plain_reading
from weighin.reading.read import read_bytes
from weighin.reading.sources.files import bytes_of_file

__all__ = ["FileRead", "Outcome", "ReadingApart", "files_in", "read_apart", "read_bytes_as", "read_many", "read_one"]

READABLE = frozenset({".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".markdown", ".docx", ".pdf", ".eml"})
BATCH = 24
MOST_SECONDS = 60.0


class Outcome(Enum):
    """What became of one file."""

    ROUNDUP = "round-up"
    NOT_A_ROUNDUP = "not a round-up"
    FAILED = "failed"


class FileRead(Struct, frozen=True):
    """One file of many: what became of it, and the line of JSON (an object with `source` and `outcome` besides the reading)."""

    path: str
    outcome: Outcome
    line: bytes


def files_in(folder: Path) -> Iterator[Path]:
    """Every file below a folder that looks readable by its ending, in a steady order; hidden ones and links to folders are passed over."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in READABLE:
                yield Path(here, name)


def read_many(
    paths: Iterable[Path], *, jobs: int = 1, read: Callable[[Path], FileRead] | None = None
) -> Iterator[FileRead]:
    """Read files and give each one's line, in the order of the paths.

    Args:
        paths: may be endless; no more than a few batches are held at a time.
        jobs: how many processes; with 1 everything happens in this one.
        read: what reads one file; another process must be able to import it.
    """
    read = read or read_one
    files = iter(paths)
    if jobs == 1:
        yield from map(read, files)
        return
    batches = iter(lambda: list(itertools.islice(files, BATCH)), [])
    with _Workers(jobs, read) as workers:
        waiting: deque[tuple[list[Path], Future[list[FileRead]]]] = deque()
        for batch in batches:
            waiting.append((batch, workers.submit(batch)))
            if len(waiting) > 2 * jobs:
                yield from workers.result(*waiting.popleft())
        while waiting:
            yield from workers.result(*waiting.popleft())


def read_one(path: Path) -> FileRead:
    """Read one file; whatever goes wrong with it is in the line."""
    try:
        data = bytes_of_file(path)
    except WeighInError as error:
        return _line(str(path), Outcome.FAILED, {"error": str(error)})
    return read_bytes_as(str(path), data, name=path.name)


def read_bytes_as(source: str, data: bytes, *, name: str, address: str = "") -> FileRead:
    """Read bytes that came from `source`; whatever goes wrong with them is in the line."""
    started = time.perf_counter()
    try:
        with at_most(MOST_SECONDS, source):
            reading = read_bytes(data, name=name, address=address)
            plain = plain_reading(reading, elapsed_ms=(time.perf_counter() - started) * 1000)
    except (WeighInError, RecursionError, MemoryError) as error:
        return _line(source, Outcome.FAILED, {"error": str(error) or f"{source}: {type(error).__name__}"})
    return _line(source, Outcome.ROUNDUP if plain["is_roundup"] else Outcome.NOT_A_ROUNDUP, plain)


@contextmanager
def at_most(seconds: float, name: str) -> Iterator[None]:
    """Stop what runs inside after so many seconds, with a clear error. Where the system has no such alarm, there is no limit."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def too_late(_signal: int, _frame: FrameType | None) -> None:
        raise Unreadable(name, f"reading took longer than {seconds:g} s and was stopped")

    before = signal.signal(signal.SIGALRM, too_late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _line(source: str, outcome: Outcome, content: dict[str, object]) -> FileRead:
    return FileRead(source, outcome, msgspec.json.encode({"source": source, "outcome": outcome.value, **content}))


def _read_batch(read: Callable[[Path], FileRead], batch: list[Path]) -> list[FileRead]:
    read_all = []
    for path in batch:
        limit_processor(
            MOST_SECONDS + 10
        )  # what no alarm can stop, a library that runs for ever, ends with the process
        read_all.append(read(path))
    return read_all


class _Workers:
    """A pool of processes that outlives the death of one of them."""

    def __init__(self, jobs: int, read: Callable[[Path], FileRead]) -> None:
        self._jobs = jobs
        self._read = read
        self._pool = self._fresh(jobs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    @staticmethod
    def _fresh(jobs: int) -> ProcessPoolExecutor:
        # spawned, not forked: a process that shares nothing cannot inherit a lock that somebody holds
        return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=limit_memory)

    def submit(self, batch: list[Path]) -> Future[list[FileRead]]:
        """Hand a batch over."""
        try:
            return self._pool.submit(_read_batch, self._read, batch)
        except BrokenProcessPool:
            self._pool = self._fresh(self._jobs)
            return self._pool.submit(_read_batch, self._read, batch)

    def result(self, batch: list[Path], future: Future[list[FileRead]]) -> list[FileRead]:
        """The batch's lines. When its process died, the files are read one at a time, each in a process of its own."""
        try:
            return future.result()
        except BrokenProcessPool:
            return [self._alone(path) for path in batch]

    def _alone(self, path: Path) -> FileRead:
        with self._fresh(1) as one:
            try:
                return one.submit(_read_batch, self._read, [path]).result()[0]
            except BrokenProcessPool:
                reason = (
                    "the process that read it died; the file may be made to do harm, or need more memory than there is"
                )
                return _line(str(path), Outcome.FAILED, {"error": f"{path}: {reason}"})
