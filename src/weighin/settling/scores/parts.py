"""Long arrays in a share for each core; NumPy lets go of the interpreter's lock while it computes."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

WORTH_THREADS = 1 << 19  # numbers; below, starting a thread costs more than it saves
MOST_THREADS = 8  # beyond, memory is the limit


def over_shares(count: int, work: Callable[[int, int], None], *, width: int = 1) -> None:
    """Call `work` with the begin and end of consecutive shares, in threads where the whole is long.

    Args:
        count: of rows. width: numbers in a row.
    """
    threads = min(os.cpu_count() or 1, MOST_THREADS) if count * width >= WORTH_THREADS else 1
    if threads == 1:
        work(0, count)
        return
    bounds = [count * number // threads for number in range(threads + 1)]
    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(work, bounds[:-1], bounds[1:]):
            pass  # an error of a share is raised here
