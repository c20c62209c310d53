"""What browser tests of every room need: Chromium, an edition served with the strict header, axe-core's findings."""

import os
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

STRICT = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
AXE = Path(__file__).resolve().parent.parent / "journeys" / "axe.min.js"  # MPL-2.0, see axe.LICENSE.txt beside it
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@contextmanager
def chromium():
    """A browser of the system's; the test is skipped, saying so, where there is none."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("WEIGHIN_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        pytest.skip("no Chromium on this machine: install it, or name it in WEIGHIN_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
        )
        yield browser
        browser.close()


@contextmanager
def served(folders: Mapping[str, object]) -> Iterator[str]:
    """Editions by folder name on a port of 127.0.0.1, each file with its media type and the strict header; gives the address."""

    class Files(BaseHTTPRequestHandler):
        def do_GET(self):
            folder, _, name = self.path.split("?")[0].strip("/").partition("/")
            edition = folders.get(folder)
            file = edition.file(name or "index.html") if edition else None
            self.send_response(200 if file else 404)
            self.send_header("Content-Security-Policy", STRICT)
            self.send_header("X-Content-Type-Options", "nosniff")
            if file:
                charset = "; charset=utf-8" if file.media_type.startswith("text/") else ""
                self.send_header("Content-Type", file.media_type + charset)
            self.end_headers()
            self.wfile.write(file.content if file else b"")

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Files)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def complaints(page) -> list[str]:
    """What the browser's console says from now on: errors, warnings, refused styles and scripts. The list fills as it happens."""
    heard: list[str] = []
    page.on(
        "console", lambda said: heard.append(f"{said.type}: {said.text}") if said.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("requestfailed", lambda request: heard.append(f"failed: {request.url}"))
    return heard


def barriers(page) -> list[str]:
    """What axe-core finds of WCAG 2.2 AA on a page, in a line each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", WCAG_22_AA)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
