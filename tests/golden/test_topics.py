"""Every folder of golden numbers has a test that reads it: a topic that nobody knows is a failure."""

import importlib.util
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def known_topics() -> set[str]:
    topics: set[str] = set()
    for path in HERE.glob("test_*.py"):
        specification = importlib.util.spec_from_file_location(f"topics_of_{path.stem}", path)
        module = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(module)
        topics.update(getattr(module, "TOPICS", ()))
    return topics


def test_every_topic_of_the_golden_folder_is_known(pytestconfig):
    conftest = next(plugin for plugin in pytestconfig.pluginmanager.get_plugins() if hasattr(plugin, "golden_folder"))
    folder = conftest.golden_folder()
    if folder is None:
        pytest.skip("no golden folder beside this clone, and WEIGHIN_GOLDEN names none")
    there = {path.name for path in folder.iterdir() if path.is_dir()}
    assert there <= known_topics()
