"""Anduryl's project files: JSON with experts, items and assessments.

Two forms are read: that of version 1.2.1 and later (judgements as lists in the order of the item's `quantiles`), and the one before it,
without `version` (judgements by level). The later one is written, as version 1.2.1, which every Anduryl since then reads. Missing is NaN,
which JSON does not know but Python and Anduryl write; null is read too.
"""

import json
from typing import Any

import numpy as np

from weighin.errors import BadJudgements
from weighin.weighing.cooke.excalibur import StudyRead
from weighin.weighing.cooke.study import Expert, Item, Pair, Scale, Study

VERSION = "1.2.1"
VERSIONS = ("1.2.1", "1.2.2")


def read_anduryl(raw: bytes | str) -> StudyRead:
    """Read a study.

    Raises:
        BadJudgements: names the line where it is no JSON, else the place in it (`$.items.x.scale`), and expert and item.
    """
    project = _object(_decoded(raw), "$")
    version = project.get("version")
    warnings: list[str] = []
    if version is not None and version not in VERSIONS:
        warnings.append(f"version {version} is not known here; it is read as {VERSIONS[-1]}")
    judged = _object(project.get("assessments"), "$.assessments")
    asked = _object(project.get("items"), "$.items")
    people = _object(project.get("experts"), "$.experts")
    for expert, by_item in judged.items():
        _require_known(expert, people, f"$.assessments.{expert}", "expert")
        for item in _object(by_item, f"$.assessments.{expert}"):
            _require_known(item, asked, f"$.assessments.{expert}.{item}", "item")
    levels_of_items = {item: _levels(item, content, judged) for item, content in asked.items()}
    levels = tuple(sorted({level for some in levels_of_items.values() for level in some}))
    if not levels:
        msg = "$.items: expected quantiles of at least one item, found none"
        raise BadJudgements(msg)
    assessments = np.full((len(people), len(asked), len(levels)), np.nan)
    for row, expert in enumerate(people):
        for column, item in enumerate(asked):
            own = levels_of_items[item]
            values = _values(judged.get(expert, {}).get(item), own, f"$.assessments.{expert}.{item}")
            assessments[row, column, [levels.index(level) for level in own]] = values
    study = Study(
        experts=tuple(_expert(name, content) for name, content in people.items()),
        items=tuple(_item(name, content, levels_of_items[name]) for name, content in asked.items()),
        levels=levels,
        assessments=assessments,
    )
    return StudyRead(study=study, warnings=tuple(warnings))


def write_anduryl(study: Study) -> bytes:
    """Write a study; nothing is lost but whether an item's levels were named or those that somebody gave."""
    used = study.levels_used()
    own = [np.flatnonzero(row) for row in used]
    project = {
        "version": VERSION,
        "experts": {
            expert.id: {"name": expert.name, "user_weight": _or_nan(expert.weight)} for expert in study.experts
        },
        "items": {
            item.id: {
                "realization": _or_nan(item.realisation),
                "scale": item.scale.value,
                "question": item.question,
                "quantiles": [study.levels[level] for level in own[column]],
                "unit": item.unit,
                "bounds": [_or_nan(bound) for bound in item.bounds],
                "overshoots": [_or_nan(overshoot) for overshoot in item.overshoots],
            }
            for column, item in enumerate(study.items)
        },
        "assessments": {
            expert.id: {
                item.id: study.assessments[row, column, own[column]].tolist() for column, item in enumerate(study.items)
            }
            for row, expert in enumerate(study.experts)
        },
    }
    return json.dumps(project, indent=1, ensure_ascii=False).encode()


def _decoded(raw: bytes | str) -> Any:
    try:
        text = raw if isinstance(raw, str) else raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1") if isinstance(raw, bytes) else raw
    try:
        return json.loads(text, object_pairs_hook=_different_names)
    except json.JSONDecodeError as error:
        msg = f"line {error.lineno}, column {error.colno}: this is no JSON ({error.msg})"
        raise BadJudgements(msg) from error
    except RecursionError as error:
        msg = "this JSON is nested too deeply to be a study"
        raise BadJudgements(msg) from error


def _different_names(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            msg = f"the name {name!r} stands twice in one object; take one out"
            raise BadJudgements(msg)
        found[name] = value
    return found


def _levels(item: str, content: Any, judged: dict[str, Any]) -> tuple[float, ...]:
    content = _object(content, f"$.items.{item}")
    place = f"$.items.{item}.quantiles"
    if "quantiles" in content:
        listed = content["quantiles"]
        if not isinstance(listed, list):
            raise _wrong(place, "a list of levels", listed)
        levels = tuple(_float(level, f"{place}[{number}]") for number, level in enumerate(listed))
        if any(not 0 < level < 1 for level in levels) or sorted(set(levels)) != list(levels):
            raise _wrong(place, "levels that rise between 0 and 1", listed)
        return levels
    by_level = [by_item.get(item) for by_item in judged.values()]
    found = set()
    for judgement in by_level:
        if isinstance(judgement, dict):
            for level, value in judgement.items():
                if not np.isnan(_float(value, place)):
                    found.add(_float(level, place))
    if any(not 0 < level < 1 for level in found):
        raise _wrong(place, "levels between 0 and 1", sorted(found))
    return tuple(sorted(found))


def _values(judgement: Any, levels: tuple[float, ...], place: str) -> list[float]:
    match judgement:
        case None:
            return [np.nan] * len(levels)
        case list():
            if len(judgement) != len(levels):
                raise _wrong(place, f"{len(levels)} values, one a level of the item", judgement)
            return [_float(value, f"{place}[{number}]") for number, value in enumerate(judgement)]
        case dict():
            by_level = {_float(level, place): _float(value, f"{place}.{level}") for level, value in judgement.items()}
            return [by_level.get(level, np.nan) for level in levels]
    raise _wrong(place, "a list of values", judgement)


def _expert(name: str, content: Any) -> Expert:
    place = f"$.experts.{name}"
    content = _object(content, place)
    weight = _float(content.get("user_weight", content.get("user weight")), f"{place}.user_weight")
    return Expert(id=name, name=_string(content, "name", place), weight=_or_none(weight))


def _item(name: str, content: Any, levels: tuple[float, ...]) -> Item:
    place = f"$.items.{name}"
    content = _object(content, place)
    scale = content.get("scale")
    if not isinstance(scale, str) or scale.lower() not in {"uni", "log"}:
        where = f"{place}.scale"
        raise _wrong(where, "uni or log", scale)
    return Item(
        id=name,
        scale=Scale(scale.lower()),
        realisation=_or_none(_float(content.get("realization"), f"{place}.realization")),
        question=_string(content, "question", place),
        unit=_string(content, "unit", place),
        bounds=_pair(content.get("bounds"), f"{place}.bounds"),
        overshoots=_pair(content.get("overshoots"), f"{place}.overshoots"),
        levels=levels or None,
    )


def _pair(found: Any, place: str) -> Pair:
    if found is None:
        return (None, None)
    if not isinstance(found, list) or len(found) != 2:
        raise _wrong(place, "two numbers", found)
    low, high = (_or_none(_float(value, f"{place}[{number}]")) for number, value in enumerate(found))
    return (low, high)


def _object(found: Any, place: str) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise _wrong(place, "an object", found)
    return found


def _string(content: dict[str, Any], name: str, place: str) -> str:
    found = content.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        where = f"{place}.{name}"
        raise _wrong(where, "text", found)
    return found


def _float(found: Any, place: str) -> float:
    if found is None:
        return np.nan
    if isinstance(found, str | int | float) and not isinstance(found, bool):
        try:
            return float(found) if found != "" else np.nan
        except (ValueError, OverflowError):
            pass
    raise _wrong(place, "a number", found)


def _require_known(name: str, known: dict[str, Any], place: str, what: str) -> None:
    if name not in known:
        msg = f"{place}: there is no {what} {name!r}"
        raise BadJudgements(msg)


def _wrong(place: str, expected: str, found: object) -> BadJudgements:
    shown = repr(found)
    return BadJudgements(f"{place}: expected {expected}, found {shown if len(shown) <= 60 else shown[:57] + '…'}")


def _or_nan(value: float | None) -> float:
    return np.nan if value is None else value


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else value
