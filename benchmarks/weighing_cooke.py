"""Cooke's classical model against Anduryl, on the same made-up studies: the section `cooke` of weighing.py.

Anduryl needs NumPy below 2 and so an environment of its own. Where WEIGHIN_ANDURYL names a Python that has it, that is used; with
WEIGHIN_MAKE_PEERS=1 one is made in the folder for temporary files, from PyPI: anduryl, numpy<2, scipy, pydantic<2 (1.2.2 does not name
all that it imports). Each side runs in a process of its own on one thread; times are processor seconds, the best of some rounds.

This file is also what those processes run: `python weighing_cooke.py ours|anduryl FOLDER`.
"""

import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

SIZES = ((50, 50), (200, 200))
NEEDED = ("anduryl==1.2.2", "numpy<2", "scipy", "pydantic<2")
CLOSE_TO_ONE = 0.9  # beyond it Anduryl's chi-square is off by up to some 1e-3; such figures are not compared


def cooke() -> Iterator[Any]:
    """An optimised global decision maker, and the tables without each item and each expert."""
    from weighing import Measured

    peer = peer_python()
    if peer is None:
        print("  skipped: no Anduryl here; WEIGHIN_MAKE_PEERS=1 makes an environment for it")
        return
    with tempfile.TemporaryDirectory() as folder:
        for experts, items in SIZES:
            (Path(folder) / f"{experts}x{items}.json").write_bytes(made_up(experts, items))
        ours, theirs = (
            run(python, side, folder) for python, side in ((Path(sys.executable), "ours"), (peer, "anduryl"))
        )
        for what, (seconds, values) in theirs.items():
            mine, found = ours[what]
            apart = max(abs(a - b) for a, b in zip(found, values, strict=True) if not close_to_one(a))
            target = 1 / 50 if "without" in what else (0.1 / 2 if what.startswith("200") else 1 / 10)
            yield Measured(what, mine, seconds, "Anduryl 1.2.2", target, apart)


def close_to_one(value: float) -> bool:
    """Whether it may be an accuracy that Anduryl has wrong."""
    return CLOSE_TO_ONE < value < 1 or math.isnan(value)


def made_up(experts: int, items: int) -> bytes:
    """A study of experts of differing skill, in Anduryl's format, every item a seed item."""
    import numpy as np

    from weighin.weighing.cooke.anduryl import write_anduryl
    from weighin.weighing.cooke.study import Expert, Item, Study

    random = np.random.default_rng(20261124)
    truth = random.normal(50, 10, items)
    bias = random.normal(0, 1.5, (experts, 1))
    centre = truth + bias + random.normal(0, 5, (experts, items))
    spread = random.uniform(2.5, 10, (experts, 1)) * np.exp(random.normal(0, 0.2, (experts, items)))
    return write_anduryl(
        Study(
            experts=tuple(Expert(id=f"e{number}") for number in range(experts)),
            items=tuple(Item(id=f"q{number}", realisation=float(value)) for number, value in enumerate(truth)),
            levels=(0.05, 0.5, 0.95),
            assessments=centre[:, :, None] + spread[:, :, None] * np.array([-1.645, 0, 1.645]),
        )
    )


def peer_python() -> Path | None:
    """A Python that has Anduryl; None where there is none and none was asked for."""
    if named := os.environ.get("WEIGHIN_ANDURYL"):
        return Path(named)
    folder = Path(tempfile.gettempdir()) / "weighin-peers" / "anduryl"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists() and os.environ.get("WEIGHIN_MAKE_PEERS") == "1":
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *NEEDED], check=True)
    return python if python.exists() else None


def run(python: Path, side: str, folder: str) -> dict[str, tuple[float, list[float]]]:
    """What one side needed and found, by what was computed."""
    one_thread = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    environment = {**os.environ, **one_thread, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [str(python), "-W", "ignore", __file__, side, folder], check=True, capture_output=True, env=environment
    )
    return json.loads(done.stdout)


def timed(work: Callable[[], Any], rounds: int) -> tuple[float, Any]:
    """Processor seconds, the best of some rounds, and what came out."""
    best = math.inf
    for _ in range(rounds):
        start = time.process_time()
        found = work()
        best = min(best, time.process_time() - start)
    return best, found


def ours(folder: Path) -> Iterator[tuple[str, float, list[float]]]:
    """Ours on each study."""
    from weighin.weighing.cooke.anduryl import read_anduryl
    from weighin.weighing.cooke.deciding import decision_maker, leave_out_experts, leave_out_items

    for experts, items in SIZES:
        study = read_anduryl((folder / f"{experts}x{items}.json").read_bytes()).study
        seconds, made = timed(lambda study=study: decision_maker(study).value, 9)
        scores = [made.calibration, made.information_seed]
        yield f"{experts} x {items}, optimised", seconds, scores + made.quantiles.ravel().tolist()
        if experts == SIZES[0][0]:
            for what, leave_out in (("item", leave_out_items), ("expert", leave_out_experts)):
                seconds, table = timed(lambda study=study, out=leave_out: out(study).value, 5)
                rows = zip(table.information_all, table.information_seed, table.calibration, strict=True)
                values = [float(value) for row in rows for value in row]
                yield f"{experts} x {items}, without each {what}", seconds, values


def anduryl(folder: Path) -> Iterator[tuple[str, float, list[float]]]:
    """Anduryl on each study."""
    from anduryl import Project  # in its own environment

    for experts, items in SIZES:
        project = Project()
        project.io.load_json(folder / f"{experts}x{items}.json")
        result = project.main_results
        make = {"weight_type": "global", "overshoot": 0.1, "exp_id": "DM", "alpha": None, "overwrite": True}
        seconds, _ = timed(lambda result=result, make=make: result.calculate_decision_maker(**make), 3)
        place = project.experts.ids.index("DM")
        scores = [float(project.experts.calibration[place]), float(project.experts.info_real[place])]
        quantiles = project.assessments.array[place].T.ravel().tolist()
        yield f"{experts} x {items}, optimised", seconds, scores + quantiles
        project.experts.remove_expert("DM")
        if experts == SIZES[0][0]:
            leave = {"weight_type": "global", "overshoot": 0.1, "min_exclude": 1, "max_exclude": 1}
            seconds, _ = timed(lambda result=result, leave=leave: result.calculate_item_robustness(**leave), 1)
            values = [float(value) for row in result.item_robustness.values() for value in row]
            yield f"{experts} x {items}, without each item", seconds, values
            seconds, _ = timed(lambda result=result, leave=leave: result.calculate_expert_robustness(**leave), 1)
            values = [float(value) for row in result.expert_robustness.values() for value in row]
            yield f"{experts} x {items}, without each expert", seconds, values


if __name__ == "__main__":
    side = {"ours": ours, "anduryl": anduryl}[sys.argv[1]]
    print(json.dumps({what: (seconds, values) for what, seconds, values in side(Path(sys.argv[2]))}))
