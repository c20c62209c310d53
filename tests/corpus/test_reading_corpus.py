"""How well the program reads: round-ups that its authors practise on, others that they have not seen, and the founders' corpus.

A failure names the folder and gives figures, never a word of the documents: for `held` that is the point of the folder.
"""

import json
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from corpus.scoring import Score, score

from weighin.reading.plain import plain_reading
from weighin.reading.read import read_bytes

HERE = Path(__file__).parent
# A little below what was measured when each was last set: a fall is a fault, and a rise may raise them.
FLOORS: Mapping[str, Mapping[str, float]] = {
    "practice": {"panel": 0, "questions": 0, "answers": 0, "forecasts": 0, "attributed": 0, "polarity": 0},
    "held": {"panel": 0, "questions": 0, "answers": 0, "forecasts": 0, "attributed": 0, "polarity": 0},
}
# What the founders ask of the program on the corpus that they share; these do not move.
SHARED_FLOORS = {
    "panel": 0.97,
    "questions": 0.97,
    "answers": 0.97,
    "forecasts": 0.90,
    "attributed": 0.88,
    "polarity": 0.92,
}
SEED_ANSWERS = 0.995


@pytest.mark.parametrize("folder", FLOORS)
@pytest.mark.parametrize("figure", FLOORS["practice"])
def test_a_corpus_is_read_at_least_as_well_as_when_its_floor_was_set(folder: str, figure: str) -> None:
    measured = _total(HERE / folder).figures()[figure]
    floor = FLOORS[folder][figure]
    if measured < floor:
        pytest.fail(f"{folder}: {figure} is {measured:.3f}, its floor {floor:.3f}", pytrace=False)


@pytest.mark.parametrize("folder", FLOORS)
def test_every_piece_that_is_read_stands_at_its_offsets(folder: str) -> None:
    wrong = _total(HERE / folder).wrong_offsets
    if wrong:
        pytest.fail(f"{folder}: {wrong} pieces do not stand at their offsets", pytrace=False)


@pytest.mark.parametrize("folder", FLOORS)
def test_what_is_no_roundup_is_refused_and_what_is_one_is_not(folder: str) -> None:
    mistaken = _mistaken(HERE / folder)
    if mistaken:
        pytest.fail(f"{folder}: {len(mistaken)} documents taken for what they are not: {mistaken}", pytrace=False)


@pytest.mark.parametrize("folder", FLOORS)
def test_every_gold_span_is_a_passage_of_its_panelists_answer(folder: str) -> None:
    astray = sum(
        not any(
            one["panelist"] == answer["panelist"]
            and one["question_index"] == answer["question_index"]
            and "".join(one["sentence"].split()) in "".join("".join(answer["paragraphs"]).split())
            for answer in gold["answers"]
        )
        for gold in map(_gold, _golds(HERE / folder))
        for one in gold["forecasts"]
    )
    if astray:
        pytest.fail(f"{folder}: {astray} spans stand in no answer of their panelist", pytrace=False)


@pytest.mark.shared
@pytest.mark.parametrize("figure", SHARED_FLOORS)
def test_the_shared_corpus_is_read_as_well_as_was_asked(shared: Path, figure: str) -> None:
    measured = _total(shared / "corpus" / "dev", seed=False).figures()[figure]
    assert measured >= SHARED_FLOORS[figure], f"{figure} {measured:.3f}"


@pytest.mark.shared
def test_the_shared_corpus_has_no_wrong_offset_and_no_negative_taken_for_a_roundup(shared: Path) -> None:
    dev = shared / "corpus" / "dev"
    assert (_total(dev, seed=False).wrong_offsets, _mistaken(dev, seed=False)) == (0, ())


@pytest.mark.shared
def test_the_seed_is_read_whole(shared: Path) -> None:
    gold_file = shared / "corpus" / "dev" / "seed-nk-news.gold.json"
    plain = _read(shared / "seed" / _gold(gold_file)["file"])
    counts = [len(plain[key]) for key in ("panel", "questions", "answers")]
    assert counts == [9, 5, 45]
    assert _score(gold_file, shared / "seed").answers.f1 >= SEED_ANSWERS


def _total(folder: Path, *, seed: bool = True) -> Score:
    """The figures of every round-up of the folder together."""
    golds = [path for path in _golds(folder, seed=seed) if _gold(path)["is_roundup"]]
    assert golds, f"no gold record in {folder.name}"
    return sum((_score(path, folder) for path in golds), start=Score())


def _mistaken(folder: Path, *, seed: bool = True) -> tuple[str, ...]:
    """The documents that are taken for a round-up and are none, or the other way about."""
    golds = [_gold(path) for path in _golds(folder, seed=seed)]
    assert any(not gold["is_roundup"] for gold in golds), f"no negative in {folder.name}"
    return tuple(gold["file"] for gold in golds if _read(folder / gold["file"])["is_roundup"] is not gold["is_roundup"])


def _golds(folder: Path, *, seed: bool = True) -> list[Path]:
    return sorted(path for path in folder.glob("*.gold.json") if seed or not path.name.startswith("seed"))


@cache
def _score(gold_file: Path, folder: Path) -> Score:
    gold = _gold(gold_file)
    document = folder / gold["file"]
    by_offset = any("start" in one for one in gold["forecasts"])
    return score(gold, _read(document), text=document.read_text("utf-8") if by_offset else "")


@cache
def _read(document: Path) -> dict[str, Any]:
    begun = time.perf_counter()
    reading = read_bytes(document.read_bytes(), name=document.name)
    return plain_reading(reading, elapsed_ms=1000 * (time.perf_counter() - begun))


@cache
def _gold(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_bytes())
    return gold
