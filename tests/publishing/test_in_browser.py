"""Each page of an edition in Chromium: phone and desktop, light and dark, under the strict header."""

import msgspec
import pytest
from builders.hostile import hostile_record
from builders.judged import judged_record
from builders.pages import barriers, complaints, served

from weighin.publishing import Edition, entry_of, publish, publish_list
from weighin.publishing.edition import edition_file
from weighin.reading.read import read_bytes
from weighin.record.disclosure import Audience, disclose
from weighin.record.values import DisplayRight

pytestmark = pytest.mark.browser

SCREENS = {"phone": (390, 844), "desktop": (1280, 900)}
VOTES = "tests/corpus/practice/p07-ai-votes-table.html"


@pytest.fixture(scope="module")
def editions(panel_on_ferries, root):
    """Our own work in full, a table of votes, another outlet's by quotations, and two front pages."""
    own = msgspec.structs.replace(panel_on_ferries, display_right=DisplayRight.OWN)
    made = {
        "own": publish(disclose(own, Audience.READERS)),
        "quoted": publish(disclose(panel_on_ferries, Audience.READERS)),
    }
    path = root / VOTES
    made["votes"] = publish(disclose(read_bytes(path.read_bytes(), name=path.name).record, Audience.EDITORS))
    made["unbroken"] = publish(disclose(hostile_record("Wörd" * 60), Audience.EDITORS))
    made["judged"] = publish(disclose(judged_record(), Audience.READERS))
    entry = entry_of(disclose(own, Audience.READERS), address="../own/index.html")
    return {**made, "front": publish_list([entry, entry]), "empty": publish_list([])}


@pytest.fixture(scope="module")
def site(editions):
    with served(editions) as address:
        yield address


def pages_of(editions):
    for folder, edition in editions.items():
        for file in edition.files:
            if file.name.endswith(".html"):
                yield f"{folder}/{file.name}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_no_page_has_a_barrier_an_error_or_a_refused_style(browser, site, editions, screen, scheme):
    width, height = SCREENS[screen]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    heard = complaints(page)
    found = {}
    for name in pages_of(editions):
        page.goto(f"{site}/{name}")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found[name] = barriers(page)
    context.close()
    assert heard == []
    assert {name: barrier for name, barrier in found.items() if barrier} == {}


def test_no_page_scrolls_sideways(browser, site, editions):
    context = browser.new_context()
    page = context.new_page()
    wide = []
    for name in pages_of(editions):
        page.goto(f"{site}/{name}")
        for width in (320, 360, 768, 1024):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(f"{name} at {width}")
    context.close()
    assert wide == []


def test_every_link_inside_an_edition_leads_somewhere(browser, site, editions):
    context = browser.new_context()
    page = context.new_page()
    for folder in ("own", "quoted", "judged"):
        for name in [file.name for file in editions[folder].files if file.name.endswith(".html")]:
            page.goto(f"{site}/{folder}/{name}")
            for link in page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"):
                target, _, anchor = link.partition("#")
                if "://" in target:
                    continue
                file = editions[folder].file(target or name)
                assert file, f"{name} links to {link}"
                assert not anchor or f'id="{anchor}"' in file.content.decode(), f"{name} links to {link}"
    context.close()


def test_the_answers_open_without_scripts(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/own/matrix.html")
    page.locator(".matrix tbody td a").first.click()
    assert "index.html#a1" in page.url
    context.close()


def test_the_chart_of_a_phone_in_the_dark_is_the_one_made_for_it(browser, site, editions):
    folder = next(name for name, edition in editions.items() if edition.file("expectations.svg"))
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{site}/{folder}/expectations.html")
    assert page.evaluate("document.querySelector('.chart img').currentSrc").endswith("expectations-narrow-dark.svg")
    context.close()


def test_the_first_key_press_offers_to_skip_to_the_content(browser, site):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}/own/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    context.close()


def test_the_strict_header_is_felt(browser):
    shown = edition_file(
        "index.html", "text/html", "<!DOCTYPE html><p style='color: red'>Red</p><script>x = 1</script>"
    )
    with served({"x": Edition(files=(shown,))}) as address:
        context = browser.new_context()
        page = context.new_page()
        heard = complaints(page)
        page.goto(f"{address}/x/index.html")
        context.close()
    assert any("style" in line for line in heard)
    assert any("script" in line for line in heard)
