"""No pattern of reading can be made to backtrack without end: where a repeat without bound stands in another, something parts its rounds.

This is read off the patterns, and nothing is timed. What their time grows like is measured by `benchmarks/patterns.py`.
"""

import importlib
import pkgutil
import re
from re import _constants as op
from re import _parser as parser

import pytest

import weighin.reading

# characters that stand for all others of their kind
SAMPLE = frozenset("aAzZ019_ \n\t.,;:!?'\"()[]<>{}|/*#-–—“”‘’éÉß日@&%$€=+~")
KINDS = {
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_WORD: r"\W",
}
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)


def patterns():
    for module in pkgutil.walk_packages(weighin.reading.__path__, "weighin.reading."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, pattern in enumerate(patterns_in(value)):
                yield pytest.param(pattern, id=f"{module.name.removeprefix('weighin.reading.')}.{name}[{number}]")


def patterns_in(value, depth=0):
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (list, tuple, set, frozenset)) and depth < 4:
        for part in value:
            yield from patterns_in(part, depth + 1)
    elif isinstance(value, dict) and depth < 4:
        for part in value.values():
            yield from patterns_in(part, depth + 1)


def one_of(members):
    """What a class takes of the sample."""
    taken, is_all_but = set(), False
    for kind, value in members:
        if kind is op.NEGATE:
            is_all_but = True
        elif kind is op.LITERAL:
            taken.add(chr(value))
        elif kind is op.RANGE:
            taken.update(sign for sign in SAMPLE if value[0] <= ord(sign) <= value[1])
        elif kind is op.CATEGORY:
            taken.update(sign for sign in SAMPLE if re.match(KINDS[value], sign))
    return SAMPLE - taken if is_all_but else taken


def takes(node):
    """What one step takes, of the sample and of the letters that patterns name; nothing, where it looks but takes nothing."""
    kind, value = node
    if kind is op.LITERAL:
        return {chr(value)}
    if kind is op.NOT_LITERAL:
        return SAMPLE - {chr(value)}
    if kind is op.ANY:
        return SAMPLE - {"\n"}
    if kind is op.IN:
        return one_of(value)
    return set().union(*(takes(step) for part in parts_of(node) for step in part))


def parts_of(node):
    """The sequences inside a step that may take text."""
    kind, value = node
    if kind in {*REPEATS, op.POSSESSIVE_REPEAT}:
        return [value[2]]
    if kind is op.SUBPATTERN:
        return [value[3]]
    if kind is op.ATOMIC_GROUP:
        return [value]
    if kind is op.BRANCH:
        return value[1]
    return []


def is_endless(node):
    return node[0] in REPEATS and node[1][1] is op.MAXREPEAT


def endless_in(sequence):
    """The repeats without bound in a sequence, at whatever depth."""
    for node in sequence:
        if is_endless(node):
            yield node
        for part in parts_of(node):
            yield from endless_in(part)


def ways_through(sequence):
    """The sequences that a sequence stands for, each of its choices made."""
    for place, (kind, value) in enumerate(sequence):
        if kind is op.SUBPATTERN:
            yield from ways_through([*sequence[:place], *value[3], *sequence[place + 1 :]])
            return
        if kind is op.BRANCH:
            for chosen in value[1]:
                yield from ways_through([*sequence[:place], *chosen, *sequence[place + 1 :]])
            return
    yield list(sequence)


def always(way):
    """What each step takes that every round takes."""
    for node in way:
        kind, value = node
        if kind in {op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN}:
            yield takes(node)
        elif kind in REPEATS and value[0] > 0:
            yield from always(value[2])


def begins(sequence):
    """What a sequence can begin with."""
    found = set()
    for way in ways_through(sequence):
        for node in way:
            kind, value = node
            found |= begins(value[2]) if kind in REPEATS else takes(node)
            if kind not in {op.AT, op.ASSERT, op.ASSERT_NOT} and not (kind in REPEATS and value[0] == 0):
                break
    return found


def doubts(sequence):
    """Repeats without bound of which a round may begin where an inner repeat could as well go on."""
    for node in sequence:
        if is_endless(node):
            rounds = node[1][2]
            for way in ways_through(rounds):
                for inner in endless_in(way):
                    goes_on = begins(rounds) & begins(inner[1][2])
                    if goes_on and not any(must.isdisjoint(takes(inner)) for must in always(way)):
                        yield node
        for part in parts_of(node):
            yield from doubts(part)


@pytest.mark.parametrize("pattern", list(patterns()))
def test_rounds_of_a_repeat_are_parted_by_what_its_inner_repeat_cannot_take(pattern):
    assert list(doubts(parser.parse(pattern.pattern, pattern.flags))) == []


@pytest.mark.parametrize("form", [r"(?:a+)+b", r"(?:\w+ ?)*:", r"(?:[a-z]*,?)*$", r"(?:x|\w+)+!"])
def test_a_pattern_that_backtracks_without_end_is_found(form):
    assert list(doubts(parser.parse(form)))


@pytest.mark.parametrize("form", [r"(?:\w+ )*:", r"(?:\s*\d+,)+x", r"(?:[a-z]{1,30})*!", r"\w+\s*\w+"])
def test_one_that_does_not_is_let_pass(form):
    assert list(doubts(parser.parse(form))) == []
