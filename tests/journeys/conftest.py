"""A real browser: Chromium from this machine, at the widths and in the colours that people have."""

import os
from pathlib import Path

import pytest
from builders.pages import WCAG_22_AA
from django.db import connections
from playwright.sync_api import Browser, Page

# Playwright keeps an event loop in this thread, which makes Django think that we are inside one; we are not
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

AXE = Path(__file__).with_name("axe.min.js")
PHONE, DESKTOP = (390, 844), (1280, 900)
EVERY_LOOK = [(size, scheme) for size in (PHONE, DESKTOP) for scheme in ("light", "dark")]


@pytest.fixture(scope="session")
def chromium(django_db_setup, browser):
    """The browser of all tests, given back before the database is dropped."""
    yield browser
    connections.close_all()  # beside Playwright's loop Django opens connections apart from those of other tests


class Visit:
    """A visitor's browser: the page that it shows, and every complaint that it wrote to its console."""

    def __init__(
        self, browser: Browser, *, size: tuple[int, int] = DESKTOP, scheme: str = "light", scripts: bool = True
    ) -> None:
        width, height = size
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=scripts,
        )
        self.context.set_default_timeout(60_000)  # a machine under load reads slowly; nothing here is timed
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on(
            "console", lambda told: self.complaints.append(told.text) if told.type in {"error", "warning"} else None
        )
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def flaws(self, within: str = "html") -> list[str]:
        """What axe-core finds against WCAG 2.2 AA on the page as it stands, or in a part of it."""
        self.page.evaluate(AXE.read_text("utf-8"))  # as the tester's own code, which the page's policy does not bind
        found = self.page.evaluate("([part, tags]) => axe.run(part, {runOnly: tags})", [within, WCAG_22_AA])
        return [
            f"{flaw['id']}: {node['html']} {node['failureSummary']}"
            for flaw in found["violations"]
            for node in flaw["nodes"]
        ]

    def overflow(self) -> int:
        """How many pixels one would have to scroll sideways."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.fixture
def visit(chromium):
    """Open a visitor's browser; closed after the test."""
    opened: list[Visit] = []

    def open_visit(**look: object) -> Visit:
        opened.append(Visit(chromium, **look))
        return opened[-1]

    yield open_visit
    for each in opened:
        each.context.close()


@pytest.fixture(params=EVERY_LOOK, ids=lambda look: f"{look[0][0]}-{look[1]}")
def look(request):
    """Phone and desktop, light and dark."""
    size, scheme = request.param
    return {"size": size, "scheme": scheme}
