"""How the time of each pattern of reading grows with its text: what is four times as long should take four times as long, and not sixteen.

    make bench                                   after the figures of reading
    python benchmarks/patterns.py                one or two minutes
    python benchmarks/patterns.py --most 9       an exit code of 1 where a pattern grows more than that

Each pattern is given what patterns stumble over: near misses, repeated a great many times, before an end that does not fit; once, and four
times as long. The worst text of each is printed. Whatever takes less than some milliseconds even on the longer text is left out: the clock tells
nothing of it.
"""

import argparse
import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

import weighin.reading

# near misses: whatever a pattern begins with, without what it ends with
SEEDS = (
    *(
        "a ",
        "A ",
        "Aa ",
        "Aa, ",
        ": ",
        "; ",
        ", ",
        "- ",
        "— ",
        "-",
        "_",
        ".",
        "a.",
        "A.",
        "1",
        "1.",
        "1 ",
        "1,",
        "?",
        "? ",
    ),
    *(
        '"',
        "“a ",
        "“”",
        "' ",
        "(",
        "(a",
        ") ",
        "[",
        "<",
        "<a ",
        ">",
        "> ",
        "| ",
        "*",
        "**a ",
        "#",
        " ",
        "\t",
        "\n",
        " \n",
    ),
    *("\na: b\n", "from a ", "in 1", "one in ", "per cent ", "not ", "if a, ", "will ", "very ", "the ", "x@", "a@b."),
    *("http://a", "é", "Éa ", "日", "’s ", "\u00a0", "for the last ", "From: a ", "-- "),
)
ENDS = ("", "!")
SHORT, TIMES = 1_000, 4
NOTICEABLE = 0.001  # seconds
HOPELESS = 1.0  # seconds; what takes so long need not be tried further
QUADRATIC_FROM = 9.0  # linear is 4, quadratic 16


class Growth(NamedTuple):
    """How many times longer a pattern takes on the text on which it grows most."""

    pattern: str
    times: float
    shorter: float
    longer: float
    text: str


def main() -> int:
    """Measure every pattern and print those that take noticeable time, the worst first."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--most", type=float, help="the most growth that is let pass")
    parser.add_argument("--only", default="", help="patterns whose name contains this")
    asked = parser.parse_args()
    named = {name: pattern for name, pattern in patterns().items() if asked.only in name}
    grown = sorted(
        (one for name, pattern in named.items() if (one := worst_of(name, pattern))), key=lambda one: -one.times
    )
    print(f"{len(named)} patterns; {len(grown)} take {NOTICEABLE * 1000:.0f} ms or more on {SHORT * TIMES} characters")
    print(f"linear growth is × {TIMES}, quadratic × {TIMES**2}")
    for one in grown:
        sign = "!" if one.times >= QUADRATIC_FROM else " "
        print(f"{sign} × {one.times:5.1f}   {one.shorter:7.4f} s, {one.longer:7.4f} s   {one.pattern:<44} {one.text}")
    return int(asked.most is not None and any(one.times > asked.most for one in grown))


def patterns() -> dict[str, re.Pattern[Any]]:
    """Every compiled pattern that a module of reading holds, alone or in a list or a table, by its place."""
    found: dict[str, re.Pattern[Any]] = {}
    for module in pkgutil.walk_packages(weighin.reading.__path__, "weighin.reading."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, pattern in enumerate(patterns_in(value)):
                found[f"{module.name.removeprefix('weighin.reading.')}.{name}[{number}]"] = pattern
    return found


def patterns_in(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """The patterns in a value of a module."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (list, tuple, set, frozenset)) and depth < 4:
        for part in value:
            yield from patterns_in(part, depth + 1)
    elif isinstance(value, dict) and depth < 4:
        for part in value.values():
            yield from patterns_in(part, depth + 1)


def worst_of(name: str, pattern: re.Pattern[Any]) -> Growth | None:
    """The text on which a pattern grows most; none where nothing takes noticeable time."""
    found: list[Growth] = []
    for seed in SEEDS:
        if seed.isspace() and not name.startswith("sources."):
            continue  # what the sources hand on has single spaces (`sources.normalise.folded`)
        for end in ENDS:
            longer = seconds_of(pattern, (seed * SHORT * TIMES)[: SHORT * TIMES] + end)
            if longer >= NOTICEABLE:
                shorter = seconds_of(pattern, (seed * SHORT)[:SHORT] + end)
                found.append(Growth(name, longer / shorter, shorter, longer, f"{seed!r} … {end!r}"))
                if longer > HOPELESS:
                    return found[-1]
    return max(found, key=lambda one: one.times, default=None)


def seconds_of(pattern: re.Pattern[Any], text: str) -> float:
    """Processor seconds for all that a pattern finds in a text, the least of three."""
    searched: str | bytes = text.encode() if isinstance(pattern.pattern, bytes) else text
    best = float("inf")
    for _ in range(3 if len(text) > SHORT else 9):
        started = time.process_time()
        for _match in pattern.finditer(searched):
            pass
        pattern.match(searched)
        best = min(best, time.process_time() - started)
        if best < NOTICEABLE / TIMES**2 or best > 0.1:
            break
    return best


if __name__ == "__main__":
    sys.exit(main())
