"""Files and readers that tests of archives hand to other processes, which import them from here."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from weighin.reading.archive import FileRead, read_one

PANEL = ("Vera Lindqvist", "Tomas Okafor", "Ines Baranov")
QUESTIONS = ("Will the ferry sail before the winter?", "Who should pay for the new harbour wall?")


def small_roundup(number: int = 0) -> str:
    """A round-up of three people and two questions in plain text."""
    lines = [f"Three views of the ferry, part {number}", ""]
    for question in QUESTIONS:
        lines += [question, ""]
        for at, name in enumerate(PANEL):
            lines += [
                f"{name}: I think it is likely that the island will decide number {number + at} soon, whatever the mainland says about it.",
                "",
            ]
    return "\n".join(lines)


def small_archive(folder: Path, count: int) -> list[Path]:
    """So many small round-ups in a folder, and their paths in order."""
    paths = [folder / f"part-{number:05}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(small_roundup(number), encoding="utf-8")
    return paths


def read_or_die(path: Path) -> FileRead:
    """Reads a file; one that is called deadly ends the process, as a fault in a native library would."""
    if path.stem == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    return read_one(path)


def run_weighin(*arguments: object, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """`weighin` as a process of its own, as people start it."""
    command = [Path(sys.executable).with_name("weighin"), *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603 - our own program
