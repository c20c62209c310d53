"""Numbers that other programs computed: where they lie, and how a case is found."""

import json
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def golden_folder() -> Path | None:
    """The folder that WEIGHIN_GOLDEN names, else the shared one beside the clone; None where there is neither."""
    named = os.environ.get("WEIGHIN_GOLDEN")
    shared = Path(os.environ.get("WEIGHIN_SHARED", ROOT.parent / "shared")) / "golden"
    folder = Path(named) if named else shared
    return folder if folder.is_dir() else None


def cases(topic: str) -> list[Path]:
    """The files of a topic; empty where there is no golden folder."""
    folder = golden_folder()
    return sorted((folder / topic).glob("*.json")) if folder else []


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `case` runs once for each file of the topics that its module names in TOPICS."""
    if "case" not in metafunc.fixturenames:
        return
    found = [path for topic in metafunc.module.TOPICS for path in cases(topic)]
    if found:
        metafunc.parametrize("case", found, ids=lambda path: f"{path.parent.name}/{path.stem}", indirect=True)
    else:
        skip = pytest.mark.skip(reason="no golden folder beside this clone, and WEIGHIN_GOLDEN names none")
        metafunc.parametrize("case", [pytest.param(None, marks=skip)])


@pytest.fixture
def case(request: pytest.FixtureRequest) -> dict:
    """One golden file, decoded."""
    return json.loads(request.param.read_text(encoding="utf-8"))
