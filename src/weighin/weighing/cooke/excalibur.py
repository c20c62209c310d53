"""EXCALIBUR's files: `.dtt` with judgements, `.rls` with realisations.

Both are lines of fixed columns, written by people and programs in many ways. What is read: levels of any number behind `QU=`, in per
cent; identifiers as long as their column and with blanks in them; values apart by blanks or tabs; UTF-8 where the bytes are that, else
Latin-1. A value from -1000 to -990 is missing. A line of judgements is, with the columns that the programs keep to:

    number of expert (5), identifier (8), number of item (4), identifier (14), UNI or LOG (3), one value a level, question (173), name
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import count as counted_from
from itertools import pairwise

import numpy as np
from msgspec import Struct

from weighin.errors import BadJudgements, CrossingQuantiles
from weighin.weighing.cooke.study import Expert, Item, Scale, Study

MISSING = (-1000.0, -990.0)
CODES = (-1000.0, -999.9, -999.6, -999.5, -999.0, -995.0, -990.0)  # what programs and people write for "missing"
MISSING_CODE = -999.5
EXPERT_WIDTH, ITEM_WIDTH, QUESTION_WIDTH = 8, 14, 173

LINE_END = re.compile(r"\r\n|\r|\n")  # and nothing else: in Latin-1 files other breaks are letters
LEVELS = re.compile(r"QU\s*=(.*)$", re.IGNORECASE)
COUNT = re.compile(r"NQ\s*=\s*(\d+)", re.IGNORECASE)
FIXED = re.compile(r"^([ \t\d]{4}\d)[ \t](.{8})[ \t]([ \d]{3}\d)[ \t](.{14})[ \t](uni|log)(?=\s)(.*)$", re.IGNORECASE)
FREE = re.compile(r"^\s*(\d+)\s+(\S+)\s+(\d+)\s+(\S.*?)\s+(uni|log)(?=\s)(.*)$", re.IGNORECASE)
REALISATION = re.compile(r"^\s*(\d+)\s+(\S.*?)\s+(\S+)\s+(uni|log)\b(.*)$", re.IGNORECASE)


class StudyRead(Struct, frozen=True, kw_only=True, eq=False):
    """A study from a file, with what a reader should know about how it was understood."""

    study: Study
    warnings: tuple[str, ...] = ()


class ExcaliburFiles(Struct, frozen=True, kw_only=True):
    """The two files of a study, with what they could not hold."""

    dtt: bytes
    rls: bytes
    warnings: tuple[str, ...] = ()


class Line(Struct, frozen=True, kw_only=True):
    """One line of a `.dtt` file, with its number in the file."""

    at: int
    expert: int
    expert_id: str
    item: int
    item_id: str
    scale: Scale
    values: tuple[float, ...]
    question: str
    name: str


def read_excalibur(dtt: bytes, rls: bytes | None) -> StudyRead:
    """Read a study.

    Args:
        dtt: the bytes of the `.dtt` file. rls: those of the `.rls` file; None where there is none: then no item has a realisation.

    Raises:
        BadJudgements: names the line, and expert and item where it is about one judgement.
    """
    warnings: list[str] = []
    levels, lines = _lines(_text(dtt))
    experts: dict[int, Expert] = {}
    items: dict[int, Item] = {}
    found: dict[tuple[int, int], tuple[float, ...]] = {}
    for line in lines:
        known = experts.setdefault(line.expert, Expert(id=line.expert_id, name=line.name))
        if known.id != line.expert_id:
            warnings.append(
                f"line {line.at}: expert {line.expert} is called {line.expert_id} here; {known.id} is taken"
            )
        asked = items.setdefault(line.item, Item(id=line.item_id, scale=line.scale, question=line.question))
        if (asked.id, asked.scale) != (line.item_id, line.scale):
            here = f"{line.item_id} ({line.scale.value})"
            warnings.append(
                f"line {line.at}: item {line.item} is {here} here; {asked.id} ({asked.scale.value}) is taken"
            )
        if (line.expert, line.item) in found:
            msg = f"line {line.at}: a second judgement of the same expert on the same item; take one out"
            raise BadJudgements(msg, expert=known.id, question=asked.id)
        found[line.expert, line.item] = _judgement(line, asked.scale, levels, warnings)
    realisations = _realisations(rls, items, warnings)
    names = _names_apart([experts[number].id for number in sorted(experts)], "expert", warnings)
    ids = _names_apart([items[number].id for number in sorted(items)], "item", warnings)
    study = Study(
        experts=tuple(
            Expert(id=name, name=experts[number].name) for name, number in zip(names, sorted(experts), strict=True)
        ),
        items=tuple(
            Item(
                id=name,
                scale=items[number].scale,
                question=items[number].question,
                realisation=realisations.get(number),
            )
            for name, number in zip(ids, sorted(items), strict=True)
        ),
        levels=levels,
        assessments=np.array(
            [
                [found.get((expert, item), (np.nan,) * len(levels)) for item in sorted(items)]
                for expert in sorted(experts)
            ]
        ).reshape(len(experts), len(items), len(levels)),
    )
    return StudyRead(study=study, warnings=tuple(warnings))


def write_excalibur(study: Study) -> ExcaliburFiles:
    """Write a study. What the format has no place for is named in the warnings; values keep all their digits.

    Raises:
        BadJudgements: a true value from -1000 to -990, which every reader would take for missing.
    """
    warnings: list[str] = []
    experts = _cut([expert.id for expert in study.experts], EXPERT_WIDTH, "expert", warnings)
    items = _cut([item.id for item in study.items], ITEM_WIDTH, "item", warnings)
    warnings += [
        f"item {item.id}: the format has no place for unit, bounds, overshoots or levels of its own"
        for item in study.items
        if item.bounds != (None, None)
        or item.overshoots != (None, None)
        or item.unit
        or (item.levels is not None and item.levels != study.levels)
    ]
    if any(expert.weight is not None for expert in study.experts):
        warnings.append("the format has no place for given weights")
    levels = "  ".join(_per_cent(level) for level in study.levels)
    dtt = [f"* CLASS ASCII OUTPUT FILE. NQ= {len(study.levels):3d}   QU=  {levels}"]
    for row, expert in enumerate(study.experts):
        for column, item in enumerate(study.items):
            values = [_number(value, expert.id, item.id) for value in study.assessments[row, column].tolist()]
            line = f"{row + 1:5d} {experts[row]:>8s} {column + 1:4d} {items[column]:>14s} {item.scale.value.upper()} {' '.join(values)}"
            question = _one_line(item.question)[:QUESTION_WIDTH] if row == 0 else ""
            name = _one_line(expert.name) if column == 0 else ""
            dtt.append(f"{line} {question:>173s} {name}".rstrip() + " ")
    rls = [
        f"{column + 1:5d} {items[column]:>14s} {_number(np.nan if item.realisation is None else item.realisation, None, item.id)} "
        f"{item.scale.value.upper()} {_one_line(item.question)[:QUESTION_WIDTH]:>173s} "
        for column, item in enumerate(study.items)
    ]
    warnings += [
        f"item {item.id}: the question is longer than {QUESTION_WIDTH} characters and is cut"
        for item in study.items
        if len(_one_line(item.question)) > QUESTION_WIDTH
    ]
    return ExcaliburFiles(dtt=_bytes(dtt, warnings), rls=_bytes(rls, []), warnings=tuple(warnings))


def _lines(text: str) -> tuple[tuple[float, ...], list[Line]]:
    rows = [(number, row) for number, row in enumerate(LINE_END.split(text), start=1) if row.strip()]
    if not rows:
        msg = "line 1: the file is empty; expected `* CLASS ASCII OUTPUT FILE. NQ= … QU= …`"
        raise BadJudgements(msg)
    at, head = rows[0]
    levels = _levels(at, head)
    lines = [_line(number, row, len(levels)) for number, row in rows[1:]]
    if not lines:
        msg = f"line {at}: there is no judgement after the heading"
        raise BadJudgements(msg)
    return levels, lines


def _levels(at: int, head: str) -> tuple[float, ...]:
    listed = LEVELS.search(head)
    if not listed:
        msg = f"line {at}: expected the levels behind `QU=`, found {_short(head)}; is this a .dtt file?"
        raise BadJudgements(msg)
    tokens = re.findall(r"[^\s,;]+", listed[1])
    for token in tokens:
        _float(token, at, "a level in per cent")
    levels = tuple(float(Decimal(token) / 100) for token in tokens)
    count = COUNT.search(head)
    if count and int(count[1]) != len(levels):
        msg = f"line {at}: NQ= says {int(count[1])} levels, QU= lists {len(levels)}"
        raise BadJudgements(msg)
    if not levels or min(levels) <= 0 or max(levels) >= 1 or sorted(set(levels)) != list(levels):
        msg = f"line {at}: expected levels that rise between 0 and 100 per cent, found {_short(listed[1].strip())}"
        raise BadJudgements(msg)
    return levels


def _line(at: int, row: str, levels: int) -> Line:
    match = FIXED.match(row) or FREE.match(row)
    if not match:
        msg = f"line {at}: expected expert, item, UNI or LOG, and {levels} values, found {_short(row)}"
        raise BadJudgements(msg)
    expert, expert_id, item, item_id, scale, rest = match.groups()
    tokens = list(re.finditer(r"\S+", rest))[:levels]
    if len(tokens) < levels:
        msg = f"line {at}: expected {levels} values, found {len(tokens)}"
        raise BadJudgements(msg, expert=expert_id.strip(), question=item_id.strip())
    text = rest[tokens[-1].end() :]
    return Line(
        at=at,
        expert=int(expert),
        expert_id=expert_id.strip() or expert.strip(),
        item=int(item),
        item_id=item_id.strip() or item.strip(),
        scale=Scale(scale.lower()),
        values=tuple(_float(token[0], at, "a value") for token in tokens),
        question=text[: QUESTION_WIDTH + 1].strip(),
        name=text[QUESTION_WIDTH + 1 :].strip(),
    )


def _judgement(line: Line, scale: Scale, levels: tuple[float, ...], warnings: list[str]) -> tuple[float, ...]:
    missing = [_is_missing(value) for value in line.values]
    if any(missing) and not (all(missing) and all(value in CODES for value in line.values)):
        listed = ", ".join(f"{value:g}" for value, gone in zip(line.values, missing, strict=True) if gone)
        warnings.append(
            f"line {line.at}: expert {line.expert_id}, item {line.item_id}: {listed} counts as missing, as the format says; "
            "if it is meant, write the item in another unit"
        )
    values = tuple(np.nan if gone else value for value, gone in zip(line.values, missing, strict=True))
    there = [(level, value) for level, value in zip(levels, values, strict=True) if not np.isnan(value)]
    for (low, lower), (high, higher) in pairwise(there):
        if higher < lower:
            msg = f"line {line.at}: the quantile at level {high:g} ({higher:g}) is lower than the one at {low:g} ({lower:g})"
            raise CrossingQuantiles(msg, expert=line.expert_id, question=line.item_id)
    if scale is Scale.LOG and any(value <= 0 for _, value in there):
        msg = f"line {line.at}: expected values above 0 on a logarithmic scale, found {there[0][1]:g}"
        raise BadJudgements(msg, expert=line.expert_id, question=line.item_id)
    return values


def _realisations(rls: bytes | None, items: dict[int, Item], warnings: list[str]) -> dict[int, float]:
    if rls is None:
        warnings.append(
            "there is no .rls file beside the .dtt file, so no item has a realisation and nobody can be scored"
        )
        return {}
    by_id = {item.id: number for number, item in items.items()}
    found: dict[int, float] = {}
    for at, row in enumerate(LINE_END.split(_text(rls)), start=1):
        if not row.strip():
            continue
        match = REALISATION.match(row)
        if not match:
            msg = f"line {at} of the .rls file: expected item, value, and UNI or LOG, found {_short(row)}"
            raise BadJudgements(msg)
        name, value = match[2].strip(), _float(match[3], at, "a value", where=" of the .rls file")
        number = by_id.get(name)
        if number is None:
            number = int(match[1])
            if number not in items:
                warnings.append(f"line {at} of the .rls file: item {name} is not in the .dtt file and is left out")
                continue
            warnings.append(
                f"line {at} of the .rls file: item {name} is taken for {items[number].id}, which has its number"
            )
        if number in found:
            msg = f"line {at} of the .rls file: a second realisation of the same item; take one out"
            raise BadJudgements(msg, question=items[number].id)
        if _is_missing(value):
            if value not in CODES:
                warnings.append(
                    f"line {at} of the .rls file: item {name}: {value:g} counts as missing, as the format says; "
                    "if it is meant, write the item in another unit"
                )
            continue
        if items[number].scale is Scale.LOG and value <= 0:
            msg = f"line {at} of the .rls file: expected a realisation above 0 on a logarithmic scale, found {value:g}"
            raise BadJudgements(msg, question=items[number].id)
        found[number] = value
    return found


def _names_apart(names: list[str], what: str, warnings: list[str]) -> list[str]:
    """The same names, with a number behind one that was there before: files tell experts and items apart by number only."""
    apart: list[str] = []
    for name in names:
        other = next(other for other in _variants(name) if other not in apart)
        if other != name:
            warnings.append(f"two {what}s are called {name}; one is called {other} here")
        apart.append(other)
    return apart


def _variants(name: str) -> Iterator[str]:
    yield name
    for number in counted_from(2):
        yield f"{name} ({number})"


def _cut(names: list[str], width: int, what: str, warnings: list[str]) -> list[str]:
    """Names as long as their column, different from one another."""
    cut: list[str] = []
    for name in names:
        plain = _one_line(name)
        short = plain[:width].strip()
        number = 1
        while short in cut or not short:
            number += 1
            short = f"{plain[: width - len(str(number)) - 1]}~{number}".strip()
        if short != name:
            warnings.append(f"{what} {name}: the identifier does not fit its column and is written {short}")
        cut.append(short)
    return cut


def _number(value: float, expert: str | None, item: str) -> str:
    if np.isnan(value):
        value = MISSING_CODE
    elif _is_missing(value):
        msg = f"{value:g} would be read as missing (-1000 to -990 is); write the item in another unit"
        raise BadJudgements(msg, expert=expert, question=item)
    for digits in (5, 16):
        text = f"{value: .{digits}E}"
        if float(text) == value:
            break
    mantissa, exponent = text.split("E")
    return f"{mantissa}E{exponent[0]}{int(exponent[1:]):04d}"


def _per_cent(level: float) -> str:
    # by decimals, so that reading gives back the same level to the last digit
    return f"{(Decimal(repr(level)) * 100).normalize():f}".rjust(2)


def _is_missing(value: float) -> bool:
    return MISSING[0] <= value <= MISSING[1]


def _float(token: str, at: int, what: str, where: str = "") -> float:
    try:
        value = float(token)
    except ValueError:
        value = np.nan
    if not np.isfinite(value) or "_" in token:
        msg = f"line {at}{where}: expected {what}, found {_short(token)}"
        raise BadJudgements(msg)
    return value


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _bytes(lines: list[str], warnings: list[str]) -> bytes:
    text = "".join(f"{line}\r\n" for line in lines)
    raw = text.encode("latin-1", errors="replace")
    if raw.decode("latin-1") != text:
        warnings.append("letters that Latin-1 does not have are written as question marks")
    return raw


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:57]}…")
