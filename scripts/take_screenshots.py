"""Take the pictures in docs/pictures again, from the project's own samples: `make screenshots`.

Needs Chromium, found on the path or named in WEIGHIN_CHROMIUM. Nothing is fetched: the pages are files, and so is the picture of the terminal.
"""

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.text import Text

from weighin.publishing import Edition, Masthead, entry_of, publish, publish_list
from weighin.reading.read import read_bytes
from weighin.record.disclosure import Audience, PublicRecord, disclose
from weighin.record.values import DisplayRight

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "examples" / "roundups"
PICTURES = ROOT / "docs" / "pictures"
SHOWN = SAMPLES / "harbour-summit-2024.txt"
VOTES = SAMPLES / "rent-cap-poll.html"
PUMPS = SAMPLES / "heat-pump-panel.html"
DESKTOP = (1200, 800)
PHONE = (390, 800)
LINES = 36  # of the terminal
COLUMNS = 104

# picture, page, size, scheme, what to bring into sight
SHOTS = (
    ("by-question", "shown/index.html", DESKTOP, "light", ""),
    ("matrix", "shown/matrix.html", DESKTOP, "light", ""),
    ("expectations", "shown/expectations.html", DESKTOP, "light", ""),
    ("topics", "shown/topics.html", DESKTOP, "light", ""),
    ("source", "shown/source.html", DESKTOP, "light", ".kind-question"),
    ("votes", "votes/index.html", DESKTOP, "light", "#q1"),
    ("panel-thinks", "pumps/index.html", DESKTOP, "light", "#q2"),
    ("dark", "shown/expectations.html", DESKTOP, "dark", ""),
    ("phone", "shown/index.html", PHONE, "light", "#q2"),
    ("front", "front/index.html", DESKTOP, "light", ""),
)


def main() -> None:
    """Make the editions, open each page, take its picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        pages = Path(folder)
        for name, edition in editions().items():
            write(edition, pages / name)
        (pages / "terminal.svg").write_text(terminal_picture(), encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        for name, page, size, scheme, sight in SHOTS:
            take(browser, pages / page, PICTURES / f"{name}.png", size=size, scheme=scheme, sight=sight)
        take_terminal(browser, pages / "terminal.svg", PICTURES / "terminal.png")
        browser.close()
    for picture in sorted(PICTURES.glob("*.png")):
        print(f"{picture.relative_to(ROOT)}  {picture.stat().st_size // 1000} kB")


def editions() -> dict[str, Edition]:
    """The round-up that is shown, one of votes, and the front page with every sample."""
    masthead = Masthead(home="../front/index.html")
    entries = [
        entry_of(public_record(path), address="../shown/index.html")
        for path in sorted(SAMPLES.iterdir(), key=lambda path: (path != SHOWN, path.name))
    ]
    return {
        "shown": publish(public_record(SHOWN), masthead=masthead),
        "votes": publish(public_record(VOTES), masthead=masthead),
        "pumps": publish(public_record(PUMPS), masthead=masthead),
        "front": publish_list(entries),
    }


def public_record(path: Path) -> PublicRecord:
    """A sample, which is our own, as every reader may see it."""
    record = read_bytes(path.read_bytes(), name=path.name, display_right=DisplayRight.OWN).record
    if record is None:
        sys.exit(f"{path} was not read as a round-up: the pictures stay as they are")
    return disclose(record, Audience.READERS)


def write(edition: Edition, folder: Path) -> None:
    """The files of an edition."""
    folder.mkdir()
    for file in edition.files:
        (folder / file.name).write_bytes(file.content)


def terminal_picture() -> str:
    """What `weighin read` prints, drawn by Rich; its web font is left out, so that no picture fetches anything."""
    printed = subprocess.run(
        [Path(sys.executable).with_name("weighin"), "read", SHOWN.relative_to(ROOT)],
        cwd=ROOT,
        env={**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_markup(f"[bold]$[/] weighin read {SHOWN.relative_to(ROOT)}"))
    console.print(Text.from_ansi("\n".join(printed.splitlines()[:LINES])))
    drawn = console.export_svg(title="weighin read", unique_id="terminal")
    return re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL).replace("Fira Code", "DejaVu Sans Mono")


def take(browser: Browser, page: Path, picture: Path, *, size: tuple[int, int], scheme: str, sight: str) -> None:
    """One picture of one page."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    shown = context.new_page()
    shown.goto(page.as_uri())
    if sight:
        shown.evaluate("css => window.scrollTo(0, document.querySelector(css).getBoundingClientRect().top - 24)", sight)
    shown.screenshot(path=picture)
    context.close()


def take_terminal(browser: Browser, drawing: Path, picture: Path) -> None:
    """The drawing of the terminal as wide as it is."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    shown = context.new_page()
    shown.set_content(f'<body style="margin:0">{drawing.read_text(encoding="utf-8")}</body>')
    shown.locator("svg").screenshot(path=picture, omit_background=True)
    context.close()


def chromium() -> str:
    """The browser's path."""
    found = os.environ.get("WEIGHIN_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        sys.exit("no Chromium on this machine: install it, or name it in WEIGHIN_CHROMIUM")
    return found


if __name__ == "__main__":
    main()
