"""No pattern of reading can be made to take long: what doubles the text may double the time, and not more.

Growth is measured, not time: the same hostile text once and four times as long. A pattern that backtracks over all of it takes sixteen times.
"""

import importlib
import pkgutil
import re
import time

import pytest

import weighin.reading

# what patterns stumble over: near misses, repeated a great many times, in front of an end that does not fit
SEEDS = [
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
    "\n",
    "\na: b\n",
    "from a ",
    "in 1",
    "one in ",
    "per cent ",
    "not ",
    "if a, ",
    "will ",
    "very ",
    "the ",
    "x@",
    "a@b.",
    "http://a",
    "é",
    "Éa ",
    "日",
    "’s ",
    "\u00a0",
]
SHORT, TIMES = 3_000, 4
NOTICEABLE = 0.004  # seconds; below, the clock tells nothing
MOST_GROWTH = 9.0  # linear is 4, quadratic 16


def patterns() -> dict[str, re.Pattern]:
    """Every compiled pattern that a module of reading holds, alone or in a list or a table."""
    found: dict[str, re.Pattern] = {}
    for module in pkgutil.walk_packages(weighin.reading.__path__, "weighin.reading."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, pattern in enumerate(patterns_in(value)):
                found[f"{module.name.removeprefix('weighin.reading.')}.{name}[{number}]"] = pattern
    return found


def patterns_in(value, depth=0):
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (list, tuple, set, frozenset)) and depth < 4:
        for part in value:
            yield from patterns_in(part, depth + 1)
    elif isinstance(value, dict) and depth < 4:
        for part in value.values():
            yield from patterns_in(part, depth + 1)


PATTERNS = patterns()


def seconds_of(pattern, text) -> float:
    if isinstance(pattern.pattern, bytes):
        text = text.encode()
    best = 9.0
    for _ in range(2):
        started = time.process_time()
        for _match in pattern.finditer(text):
            pass
        pattern.match(text)
        best = min(best, time.process_time() - started)
        if best < NOTICEABLE:
            break
    return best


def test_there_are_patterns_to_try():
    assert len(PATTERNS) > 50


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_takes_no_longer_than_its_text_grows(name):
    pattern = PATTERNS[name]
    from_a_page = not name.startswith(
        "sources."
    )  # the text of a page has single spaces and no line breaks inside its blocks
    for seed in SEEDS:
        if from_a_page and ("\n" in seed or seed.isspace()):
            continue
        for end in ("", "!"):
            longer = seconds_of(pattern, (seed * SHORT * TIMES)[: SHORT * TIMES] + end)
            if longer < NOTICEABLE:
                continue
            shorter = seconds_of(pattern, (seed * SHORT)[:SHORT] + end)
            assert longer < MOST_GROWTH * shorter, f"{seed!r} … {end!r}: {shorter:.4f} s, then {longer:.4f} s"
