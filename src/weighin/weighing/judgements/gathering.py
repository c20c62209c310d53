"""From the cells of a table, one after the other, to arrays: the one place where a bad number is met, with its row, expert and question."""

import datetime as dt
import math
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from weighin.errors import BadJudgements, ProbabilityOutOfRange, TooFew
from weighin.weighing.arrays import FloatArray
from weighin.weighing.judgements.judgements import Judgements, Layout
from weighin.weighing.pools.registry import Judged

MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "–", "—", "."})
OF_PROBABILITY = frozenset({Judged.PROBABILITIES, Judged.CHOICES, Judged.THREE_POINTS})
A_DAY = 86_400.0


class Cell(NamedTuple):
    """One number of a judgement, as it stands in the table. `third`: which option, level or point; `row`: as people count."""

    row: int
    expert: str
    question: str
    value: object
    third: object = None
    round: str = ""
    time: object = None
    weight: object = None


class Reading(Struct, frozen=True, kw_only=True):
    """How the cells of a table are to be taken.

    Attributes:
        source: what the caller calls it. layout: of the table. judged: what the judgements are of.
        percent: whether probabilities are given in per cent. words: whether answers may be words, as categories are.
        third: what stands along the third axis where that is known before.
    """

    source: str
    layout: Layout
    judged: Judged | None = None
    percent: bool = False
    words: bool = False
    third: tuple[object, ...] = ()


def gathered(cells: Iterable[Cell], how: Reading, *, warnings: Sequence[str] = ()) -> Judgements:
    """Cells as arrays; experts, questions and options in the order in which they come, levels and rounds rising.

    Raises:
        BadJudgements: no number, a judgement given twice, weights of one expert that differ; names the row, expert and question.
        ProbabilityOutOfRange: 60 is told apart from 0.6. TooFew: no judgement at all.
    """
    kept = list(cells)
    if not kept:
        msg = f"{how.source}: no judgement in it"
        raise TooFew(msg)
    _require_names(kept, how.source)
    experts, questions = _named(cell.expert for cell in kept), _named(cell.question for cell in kept)
    third = how.third or _third_of(kept, how)
    rounds = tuple(sorted({cell.round for cell in kept}, key=_naturally))
    categories = _categories_of(kept) if how.words else ()
    shape = (len(experts), len(questions), *([len(third)] if third else []))
    arrays = {name: np.full(shape, np.nan) for name in rounds}
    place_of = tuple({name: number for number, name in enumerate(names)} for names in (experts, questions, third))
    given: dict[tuple[object, ...], Cell] = {}
    older = 0
    for cell in kept:
        key = (cell.round, cell.expert, cell.question, cell.third)
        before = given.get(key)
        if before is not None and not _is_newer(cell, before, how.source):
            older += 1
            continue
        older += before is not None
        given[key] = cell
        value = _value_of(cell, how, categories)
        place = place_of[0][cell.expert], place_of[1][cell.question]
        arrays[cell.round][(*place, place_of[2][cell.third]) if third else place] = value
    said = [*warnings]
    if older:
        said.append(f"{older} older judgement(s) of the same expert on the same question are left out")
    if how.percent and how.judged in OF_PROBABILITY and all(_at_most_one(array) for array in arrays.values()):
        said.append("every judgement is 0.01 or less: is this really per cent?")
    return Judgements(
        source=how.source,
        layout=how.layout,
        judged=how.judged,
        experts=experts,
        questions=questions,
        by_round=tuple(arrays[name] for name in rounds),
        rounds=rounds,
        options=tuple(map(str, third)) if how.judged is Judged.CHOICES else (),
        levels=tuple(float(str(level)) for level in third) if how.judged is Judged.QUANTITIES else (),
        categories=categories,
        weights=_weights_of(kept, experts, how.source),
        ages=_ages_of(given.values(), experts, questions, last=rounds[-1], source=how.source),
        warnings=tuple(said),
    )


def number_in(value: object, cell: Cell, source: str) -> float:
    """A number as a table may hold it: 0.6, "0.6", "60 %"; NaN where there is none.

    Raises:
        BadJudgements: no number; names row, expert and question.
    """
    if value is None or (isinstance(value, str) and value.strip().lower() in MISSING):
        return math.nan
    if isinstance(value, int | float | np.number):
        return float(value)
    words = str(value).strip()
    share = 100.0 if words.endswith("%") else 1.0
    try:
        return float(words.rstrip("% \u00a0\u202f")) / share
    except ValueError as error:
        hint = f"; write {words.replace(',', '.')}" if re.fullmatch(r"-?\d*,\d+", words) else ""
        msg = f"expected a number, found {words!r}{hint}"
        raise bad(msg, cell, source) from error


def bad(reason: str, cell: Cell, source: str) -> BadJudgements:
    """An error that names the table, the row, the expert and the question."""
    return BadJudgements(f"{source}, row {cell.row}: {reason}", expert=cell.expert, question=cell.question)


def level_in(value: object, cell: Cell, source: str) -> float:
    """The level of a quantile, in (0, 1); "5 %" is one too.

    Raises:
        BadJudgements: 5 is told apart from 0.05.
    """
    level = number_in(value, cell, source)
    if not 0 < level < 1:
        hint = f"; if this is per cent, write {level / 100:g} or {level:g}%" if 1 <= level < 100 else ""
        msg = f"expected a level between 0 and 1, found {value}{hint}"
        raise bad(msg, cell, source)
    return level


def _value_of(cell: Cell, how: Reading, categories: tuple[str, ...]) -> float:
    if categories:
        words = "" if cell.value is None else str(cell.value).strip()
        return math.nan if words.lower() in MISSING else float(categories.index(words))
    value = number_in(cell.value, cell, how.source)
    if how.judged not in OF_PROBABILITY:
        return value
    written = isinstance(cell.value, str) and cell.value.strip().endswith("%")
    value = value / 100 if how.percent and not written else value
    if value < 0 or value > 1:
        shown = value * 100 if how.percent else value
        unit = "a percentage between 0 and 100" if how.percent else "a probability between 0 and 1"
        hint = "; per cent? divide by 100, or say so with --percent (percent=True)" if 1 < shown <= 100 else ""
        msg = f"{how.source}, row {cell.row}: expected {unit}, found {shown:g}{hint}"
        raise ProbabilityOutOfRange(
            msg,
            expert=cell.expert,
            question=cell.question,
        )
    return value


def _require_names(cells: Sequence[Cell], source: str) -> None:
    nameless = next((cell for cell in cells if not cell.expert or not cell.question), None)
    if nameless:
        what = "expert" if not nameless.expert else "question"
        msg = f"{source}, row {nameless.row}: expected the name of the {what}, found nothing"
        raise BadJudgements(msg)


def _is_newer(cell: Cell, before: Cell, source: str) -> bool:
    if cell.time is None or before.time is None:
        what = f" of {cell.third}" if cell.third is not None else ""
        reason = f"this judgement{what} was given in row {before.row} already; for rounds there is a column round, for forecasts that were updated time"
        raise bad(reason, cell, source)
    return _moment(cell, source) >= _moment(before, source)


def _moment(cell: Cell, source: str) -> float:
    """A time in days: a number as it is, a date or a time by the calendar (UTC where it names no zone)."""
    time = cell.time
    if isinstance(time, dt.datetime):
        return _day(time)
    if isinstance(time, dt.date):
        return _day(dt.datetime(time.year, time.month, time.day, tzinfo=dt.UTC))
    words = str(time).strip()
    try:
        return float(words)
    except ValueError:
        pass
    try:
        return _day(dt.datetime.fromisoformat(words))
    except ValueError as error:
        msg = f"expected a time as 2026-11-24, 2026-11-24T10:00Z or a number of days, found {words!r}"
        raise bad(msg, cell, source) from error


def _day(moment: dt.datetime) -> float:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return aware.timestamp() / A_DAY


def _ages_of(
    cells: Iterable[Cell], experts: tuple[str, ...], questions: tuple[str, ...], *, last: str, source: str
) -> FloatArray | None:
    timed = [cell for cell in cells if cell.round == last and cell.time is not None]
    if not timed:
        return None
    rows, columns = ({name: number for number, name in enumerate(names)} for names in (experts, questions))
    moments = np.full((len(experts), len(questions)), np.nan)
    for cell in timed:
        moments[rows[cell.expert], columns[cell.question]] = _moment(cell, source)
    ages: FloatArray = np.nanmax(moments) - moments
    return ages


def _weights_of(cells: Sequence[Cell], experts: tuple[str, ...], source: str) -> FloatArray | None:
    found: dict[str, float] = {}
    for cell in cells:
        weight = number_in(cell.weight, cell, source)
        if math.isnan(weight):
            continue
        if not 0 <= weight < math.inf:
            msg = f"expected a weight of 0 or more, found {weight:g}"
            raise bad(msg, cell, source)
        if found.setdefault(cell.expert, weight) != weight:
            msg = f"expected one weight an expert, found {found[cell.expert]:g} and {weight:g}"
            raise bad(msg, cell, source)
    if not found:
        return None
    lacking = [expert for expert in experts if expert not in found]
    if lacking:
        msg = f"{source}: expected a weight for every expert or for none"
        raise BadJudgements(msg, expert=lacking[0])
    return np.array([found[expert] for expert in experts])


def _third_of(cells: Sequence[Cell], how: Reading) -> tuple[object, ...]:
    found = dict.fromkeys(cell.third for cell in cells if cell.third is not None)
    return (
        tuple(sorted(found, key=lambda level: float(str(level)))) if how.judged is Judged.QUANTITIES else tuple(found)
    )


def _categories_of(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The words that are answers; none where all answers are numbers."""
    words = {str(cell.value).strip() for cell in cells if cell.value is not None} - {""}
    words = {word for word in words if word.lower() not in MISSING}
    if all(_is_number(word) for word in words):
        return ()
    return tuple(sorted(words, key=_naturally))


def _is_number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True


def _named(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _naturally(name: str) -> list[tuple[int, int | str]]:
    """So that round 10 comes after round 9."""
    parts = re.split(r"(\d+)", name)
    return [(0, int(part)) if part.isdigit() else (1, part.lower()) for part in parts if part]


def _at_most_one(array: FloatArray) -> bool:
    return bool(np.all(np.isnan(array) | (array <= 0.01)))
