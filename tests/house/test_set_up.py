"""`make setup` on machines that lack something: each says what, and what to do."""

import os
import shutil
import stat
import subprocess
import sys

import pytest


@pytest.fixture
def clone(root, tmp_path):
    """As much of a clone as setting up looks at."""
    folder = tmp_path / "clone"
    for name in ("Makefile", "pyproject.toml", "scripts", "requirements"):
        source = root / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, _made(folder) / name)
    return folder


def _made(folder):
    folder.mkdir(exist_ok=True)
    return folder


def make(clone, target, **environment):
    kept = {"PATH": os.environ["PATH"], "HOME": str(clone)}
    return subprocess.run(
        ["make", target, f"PYTHON={sys.executable}"]
        if "PYTHON" not in environment
        else ["make", target, f"PYTHON={environment.pop('PYTHON')}"],
        cwd=clone,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_an_old_python_is_told_which_is_needed(clone, tmp_path):
    old = tmp_path / "python3"
    script = "import sys; sys.version_info = (3, 9, 2); sys.version = '3.9.2 (old)'; import shutil; shutil.which = lambda name: None; sys.argv = sys.argv[1:]; exec(compile(open(sys.argv[0]).read(), sys.argv[0], 'exec'), {'__name__': '__main__', '__file__': sys.argv[0]})"
    old.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{script}" "$@"\n', encoding="utf-8")
    old.chmod(old.stat().st_mode | stat.S_IXUSR)
    result = make(clone, "demo", PYTHON=str(old))
    assert result.returncode != 0
    assert "Weigh-In needs Python 3.11 or newer; this is Python 3.9.2" in result.stderr
    assert "make setup PYTHON=" in result.stderr
    assert not (clone / ".venv").exists()


def test_without_a_network_it_says_that_packages_come_from_one(clone):
    nowhere = {
        "PIP_INDEX_URL": "http://127.0.0.1:9/",
        "UV_INDEX_URL": "http://127.0.0.1:9/",
        "UV_DEFAULT_INDEX": "http://127.0.0.1:9/",
        "PIP_CONFIG_FILE": os.devnull,
        "UV_NO_CONFIG": "1",
        "UV_NO_CACHE": "1",
        "PIP_NO_CACHE_DIR": "1",
    }
    result = make(clone, "setup", **nowhere)
    assert result.returncode != 0
    assert "which needs the network once" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (clone / ".venv" / "bin" / "weighin").exists()


def test_make_alone_lists_the_commands(clone):
    result = make(clone, "help")
    assert result.returncode == 0
    for name in ("make setup", "make demo", "make test", "make check"):
        assert name in result.stdout
