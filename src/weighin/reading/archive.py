"""Many files, on several processes, in steady memory: each gives one line of JSON, whatever is in it.

A bad file never stops the others: it gives a line that says what is wrong with it.
"""

import itertools
import os
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
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

from weighin.errors import Missing, TooLarge, Unreadable, WeighInError
from weighin.reading.plain import plain_reading
from weighin.reading.read import read_bytes
from weighin.reading.sources import MOST_BYTES

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


def read_many(paths: Iterable[Path], *, jobs: int = 1) -> Iterator[FileRead]:
    """Read files and give each one's line, in the order of the paths.

    Args:
        paths: may be endless; no more than a few batches are held at a time.
        jobs: how many processes; with 1 everything happens in this one.
    """
    files = iter(paths)
    batches = iter(lambda: list(itertools.islice(files, BATCH)), [])
    if jobs == 1:
        for batch in batches:
            yield from map(read_one, batch)
        return
    with _Workers(jobs) as workers:
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
        data = _bytes_of(path)
    except (WeighInError, OSError) as error:
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


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise TooLarge(str(path), f"larger than {MOST_BYTES // 1_000_000} MB, which no article is")
        return path.read_bytes()
    except FileNotFoundError as error:
        msg = f"{path}: there is no such file (any more)"
        raise Missing(msg) from error


def _line(source: str, outcome: Outcome, content: dict[str, object]) -> FileRead:
    return FileRead(source, outcome, msgspec.json.encode({"source": source, "outcome": outcome.value, **content}))


def _read_batch(batch: list[Path]) -> list[FileRead]:
    return [read_one(path) for path in batch]


class _Workers:
    """A pool of processes that outlives the death of one of them."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool = self._fresh()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _fresh(self) -> ProcessPoolExecutor:
        # spawned, not forked: a process that shares nothing cannot inherit a lock that somebody holds
        return ProcessPoolExecutor(self._jobs, mp_context=get_context("spawn"))

    def submit(self, batch: list[Path]) -> Future[list[FileRead]]:
        """Hand a batch over."""
        try:
            return self._pool.submit(_read_batch, batch)
        except BrokenProcessPool:
            self._pool = self._fresh()
            return self._pool.submit(_read_batch, batch)

    def result(self, batch: list[Path], future: Future[list[FileRead]]) -> list[FileRead]:
        """The batch's lines. When its process died, the files are read one at a time, each in a process of its own."""
        try:
            return future.result()
        except BrokenProcessPool:
            return [self._alone(path) for path in batch]

    @staticmethod
    def _alone(path: Path) -> FileRead:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as one:
            try:
                return one.submit(read_one, path).result()
            except BrokenProcessPool:
                return _line(
                    str(path),
                    Outcome.FAILED,
                    {"error": f"{path}: the process that read it died; the file may be made to do harm"},
                )
