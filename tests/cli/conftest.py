"""The command line is tested as people meet it: as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

WEIGHIN = Path(sys.executable).parent / "weighin"
SECONDS = 120

NO_ROUNDUP = (
    "The bridge reopened on Monday after nine weeks of repairs. Traffic was light.\n\nThe council paid for it.\n"
)


@pytest.fixture(scope="session")
def samples(root) -> Path:
    return root / "examples" / "roundups"


@pytest.fixture(scope="session")
def harbour(samples) -> Path:
    return samples / "harbour-summit-2024.txt"


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """What a process finds around it: nothing of the person who runs the tests but the way to programs."""
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ}
    path = os.pathsep.join((str(WEIGHIN.parent), os.environ.get("PATH", os.defpath)))
    return {**kept, "PATH": path, "PYTHONUTF8": "1", "DJANGO_SETTINGS_MODULE": "weighin.site.settings"}


@pytest.fixture
def weighin(tmp_path, environment) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run it in an empty folder."""

    def run(*arguments, typed="", **more) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [WEIGHIN, *map(str, arguments)],
            input=typed,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env={**environment, **more},
            timeout=SECONDS,
            check=False,
        )

    return run


@pytest.fixture
def started(tmp_path, environment) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start it and go on; whatever still runs at the end is ended."""
    running: list[subprocess.Popen[str]] = []

    def start(*arguments, stdin=subprocess.DEVNULL) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [WEIGHIN, *map(str, arguments)],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            cwd=tmp_path,
            env={**environment, "PYTHONUNBUFFERED": "1"},
        )
        running.append(process)
        return process

    yield start
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def archive(tmp_path, harbour) -> Path:
    """A folder of many round-ups, one text that is none, and one file that is no text."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02}.txt").write_bytes(harbour.read_bytes())
    (folder / "60-bridge.txt").write_text(NO_ROUNDUP, encoding="utf-8")
    (folder / "61-noise.txt").write_bytes(bytes(range(256)) * 8)
    return folder


@pytest.fixture(scope="session")
def judgements(root) -> Path:
    """The folder of sample judgements."""
    return root / "examples" / "judgements"
