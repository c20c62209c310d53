"""Long arrays part by part: what fits the processor's cache is looked over and scored in one visit, on every core."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

WORTH_THREADS = 1 << 19  # numbers; below, starting a thread costs more than it saves
MOST_THREADS = 8  # beyond, memory is the limit


def over_parts(count: int, work: Callable[[slice], None], *, length: int, width: int = 1) -> None:
    """Call `work` for consecutive slices of `length`, in threads where the whole is long; NumPy lets go of the lock while it computes.

    An error of an earlier part comes before one of a later part, however the threads ran.

    Args:
        count: of rows. length: rows in a part. width: numbers in a row.
    """
    threads = min(os.cpu_count() or 1, MOST_THREADS) if count * width >= WORTH_THREADS else 1
    share = -(-count // threads)

    def run(begin: int) -> None:
        end = min(begin + share, count)
        for start in range(begin, end, length):
            work(slice(start, min(start + length, end)))

    if threads == 1:
        run(0)
        return
    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(run, range(0, count, share)):
            pass
