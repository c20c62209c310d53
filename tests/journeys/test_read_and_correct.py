"""From an article that somebody has in hand to a corrected page that readers see, in a browser, on a running server."""

import http.server
import threading

import pytest
from builders.site import NOON, PASSWORD, outlet_of

from weighin.site.editions.commands import remake_front_page
from weighin.site.store.models import Correction

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAMPLE = "examples/roundups/harbour-summit-2024.txt"


@pytest.fixture
def ada(transactional_db):
    remake_front_page(now=NOON)
    return outlet_of("The Courant", "Ada")


@pytest.fixture
def sample(root):
    return (root / SAMPLE).read_text("utf-8")


def sign_in(page, site):
    page.goto(f"{site}/sign-in")
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site}/desk")


def paste(page, site, text):
    sign_in(page, site)
    page.get_by_role("link", name="Read an article").click()
    page.get_by_label("Paste the text").fill(text)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/review")


def said(page):
    return " ".join(page.get_by_role("status").all_inner_texts())


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_editor_reads_corrects_takes_back_and_publishes(visit, live_server, ada, sample, scripts):
    editor, reader = visit(scripts=scripts), visit(scripts=scripts)
    page, news, site = editor.page, reader.page, live_server.url
    paste(page, site, sample)
    assert "Read: " in said(page)
    record, source = page.get_by_role("region", name="Record"), page.get_by_role("region", name="Source")
    first_question = record.locator("#q1 h4").inner_text()
    assert first_question.split(" ", 1)[1] in source.inner_text()
    speaker = record.locator("#a1 strong").first.inner_text()
    other = record.locator("#p3 strong").inner_text()
    assert speaker != other

    record.locator("#a1").get_by_role("link", name=f"Correct {speaker}").click()
    page.get_by_label("Who said it", exact=True).select_option(label=other)
    page.get_by_role("button", name="Give the answer").click()
    assert "Gave an answer by" in said(page)
    assert page.locator("#a1 strong").first.inner_text() == other

    page.locator("#q1").get_by_role("link", name="Correct the question").click()
    page.get_by_label("The question", exact=True).fill("What will the harbour see?")
    page.get_by_role("button", name="Correct the question").click()
    assert "What will the harbour see?" in page.locator("#q1").inner_text()

    forecast = page.locator(".forecasts > li").first
    name = forecast.get_attribute("id")
    was = forecast.locator(".lean").inner_text()
    forecast.get_by_role("link", name="Correct the forecast").click()
    page.get_by_label("doubts it" if "expects" in was else "expects it", exact=True).check()
    page.get_by_role("button", name="Turn the forecast").click()
    turned = page.locator(f"[id='{name}'] .lean").inner_text()
    assert turned != was

    page.get_by_role("button", name="Take back correction 2").click()
    assert "Correction 2 is taken back." in said(page)
    assert page.locator("#q1 h4").inner_text() == first_question
    assert page.locator(f"[id='{name}'] .lean").inner_text() == turned
    assert Correction.objects.filter(taken_back_at=None).count() == 2

    page.get_by_role("navigation", name="Desk").get_by_role("link", name="Round-ups").click()
    page.get_by_role("main").get_by_role("link").first.click()
    page.get_by_role("button", name="Publish").click()
    news.goto(page.get_by_role("link", name="The published page").evaluate("link => link.href") if scripts else site)
    if not scripts:
        news.get_by_role("main").get_by_role("link").first.click()
    assert "What will the harbour see?" not in news.content()

    page.get_by_role("link", name="Review and correct").click()
    page.locator("#p3").get_by_role("link", name=f"Correct {other}").click()
    page.get_by_label("Name", exact=True).fill("Gro Holm")
    page.get_by_role("button", name="Correct the name").click()
    news.reload()
    assert "Gro Holm" not in news.content()
    page.get_by_label("What was corrected, for readers").fill("A name was wrong.")
    page.get_by_role("button", name="Publish the changes").click()
    news.reload()
    assert "Gro Holm" in news.content()
    assert editor.complaints == reader.complaints == []


def test_a_file_is_uploaded_and_what_is_no_round_up_can_be_tried_again(visit, live_server, ada, root):
    editor = visit()
    page, site = editor.page, live_server.url
    sign_in(page, site)
    page.get_by_role("link", name="Read an article").click()
    page.get_by_label("Paste the text").fill("Nothing happened in the harbour today.")
    page.get_by_role("button", name="Read it").click()
    assert "This is not an expert round-up" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Paste the text").input_value() == "Nothing happened in the harbour today."
    page.get_by_label("Paste the text").fill("")
    page.get_by_label("Or choose a file").set_input_files(root / "examples/roundups/wolf-bill-reactions.pdf")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/review")
    assert "Read: " in said(page)
    assert [told for told in editor.complaints if "422" not in told] == []


def test_an_article_is_fetched_from_its_address(visit, live_server, ada, sample, settings):
    class Courier(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(sample.encode())

        def log_message(self, *_):
            pass

    settings.MAY_FETCH_FROM = lambda _address: True
    page = visit().page
    sign_in(page, live_server.url)
    page.get_by_role("link", name="Read an article").click()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Courier) as courier:
        thread = threading.Thread(target=courier.serve_forever)
        thread.start()
        page.get_by_label("Address of the original").fill(f"http://127.0.0.1:{courier.server_address[1]}/harbour")
        page.get_by_role("button", name="Read it").click()
        page.wait_for_url("**/review")
        courier.shutdown()
        thread.join()
    assert page.get_by_role("link", name="the original").get_attribute("href").endswith("/harbour")


def test_every_page_of_the_room_is_sound_in_every_look(visit, live_server, ada, sample, look):
    editor = visit(**look)
    page, site = editor.page, live_server.url
    sign_in(page, site)
    page.goto(f"{site}/desk/read")
    assert editor.flaws() == []
    assert editor.overflow() <= 0
    page.get_by_label("Paste the text").fill(sample)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/review")
    review = page.url
    assert editor.flaws() == []
    assert editor.overflow() <= 0
    for asked in ("head", "p1", "q1", "a1", "f1", "w1", "passage", "questions"):
        page.goto(f"{review}?at={asked}")
        folded = page.locator("details:not([open]) > summary")
        while folded.count():
            folded.first.click()
        assert editor.flaws(within=".forms") == [], asked  # the page around them has not changed
        assert editor.overflow() <= 0, asked
    assert editor.complaints == []


def test_source_and_record_lead_to_each_other_by_the_keyboard_alone(visit, live_server, ada, sample):
    page = visit().page
    paste(page, live_server.url, sample)
    page.locator("#a2").get_by_role("link", name="In the source").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#s-a2")
    line = page.locator(".line:has(#s-a2)")
    top = page.get_by_role("region", name="Source").bounding_box()["y"]
    assert line.bounding_box()["y"] >= top - 1
    assert page.evaluate("scrollY") == 0
    line.get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#a2")
