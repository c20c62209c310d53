"""What the page on receipts shows is what happens."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def test_every_command_of_the_page_on_receipts_prints_what_the_page_says(root, tmp_path):
    page = (root / "docs" / "how-to" / "verify-a-receipt.md").read_text(encoding="utf-8")
    folder = shutil.copytree(root / "examples" / "sealed", tmp_path / "sealed")
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
    tried = 0
    for block in CONSOLE.findall(page):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = part.partition("\n")
            run = subprocess.run(
                ["bash", "-c", command],
                cwd=folder,
                env={"PATH": path, "PYTHONUTF8": "1", "HOME": str(tmp_path)},
                capture_output=True,
                encoding="utf-8",
                timeout=120,
                check=False,
            )
            assert run.stderr == ""
            assert lines_of(run.stdout) == lines_of(printed), command
            tried += 1
    assert tried >= 5


def lines_of(text):
    return [line.rstrip() for line in text.splitlines() if line.strip()]
