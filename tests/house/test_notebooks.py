"""The notebooks of `examples` run from the top to the bottom, and say what stands in them."""

import importlib.util
import json

import pytest


@pytest.fixture(scope="module")
def run(root):
    specification = importlib.util.spec_from_file_location("run_notebooks", root / "scripts" / "run_notebooks.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module.run


def notebooks(root):
    return sorted((root / "examples").glob("*.ipynb"))


def said(outputs):
    """What is text: pictures differ by the fonts of a machine."""
    return ["".join(output.get("text") or output["data"]["text/plain"]) for output in outputs]


def test_every_cell_of_every_notebook_runs_and_says_what_stands_there(root, run):
    assert notebooks(root)
    for path in notebooks(root):
        kept = json.loads(path.read_text(encoding="utf-8"))
        before = [said(cell["outputs"]) for cell in kept["cells"] if cell["cell_type"] == "code"]
        found = [said(outputs) for _, outputs in run(kept, folder=path.parent)]
        assert found == before, f"{path.name}: run scripts/run_notebooks.py and look at what changed"
        assert any(before)


def test_an_error_in_a_cell_stops_the_run(run, tmp_path):
    cell = {"cell_type": "code", "source": ["1 / 0"]}
    with pytest.raises(ZeroDivisionError):
        list(run({"cells": [cell]}, folder=tmp_path))


def test_a_cell_gives_what_it_prints_and_the_value_of_its_last_line(run, tmp_path):
    cells = [{"cell_type": "code", "source": ["a = 2\n", "print('two')\n", "a + 1"]}]
    [(_, outputs)] = run({"cells": cells}, folder=tmp_path)
    assert said(outputs) == ["two\n", "3"]


def test_a_notebook_leads_only_to_what_is_there(root):
    for path in notebooks(root):
        text = path.read_text(encoding="utf-8")
        named = [part.split(")")[0] for part in text.split("](")[1:]]
        assert named
        assert [name for name in named if not (path.parent / name.partition("#")[0]).exists()] == []
