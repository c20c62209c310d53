"""Reading an article in: by text, by file, by address."""

import hashlib
import http.server
import io
import threading
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from weighin.site.store.door import record_of
from weighin.site.store.models import Event, JournalEntry, Roundup

ARTICLE = """\
Will the harbour bridge open on time?

The North Pier Courier, 3 March 2024

We asked three engineers who know the harbour two questions.

When will the bridge open?

Anna Berg: The bridge will probably open in June. The deck is already in place.

Carl Dorn: I doubt that they will finish before the winter. The cables came late.

Eva Falk: It is likely to open in summer if the weather holds.

Who pays for the delay?

Anna Berg: The city will pay for it. The contract leaves it no choice.

Carl Dorn: The builders are unlikely to pay anything at all.

Eva Falk: The harbour fund is going to carry the cost of the delay.
"""
NO_ROUNDUP = "The bridge opened on Monday. It rained. The mayor cut a ribbon, and everybody went home early.\n" * 5


def give(browser, *, follow=False, **given):
    return browser.post("/desk/read", {"right": "quotation", **given}, follow=follow)


def test_a_pasted_article_is_kept_private_and_leads_to_its_review(browser_of, ben):
    response = give(browser_of(ben), text=ARTICLE, address="https://courier.example/bridge", follow=True)
    kept = Roundup.objects.get()
    assert response.redirect_chain == [(f"/desk/roundups/{kept.public_id}/review", 302)]
    assert (kept.state, kept.read_by, kept.panelists, kept.display_right) == ("private", ben, 3, "quotation")
    assert record_of(kept).source.address == "https://courier.example/bridge"
    assert b"Read: 3 experts, 2 questions, 6 answers" in response.content
    assert JournalEntry.objects.filter(event=Event.ROUNDUP_READ, by=ben).count() == 1


def test_a_file_is_read_and_the_right_that_was_stated_is_kept(browser_of, ben):
    file = SimpleUploadedFile("bridge.txt", ARTICLE.encode())
    give(browser_of(ben), file=file, right="own")
    kept = Roundup.objects.get()
    assert (kept.source_name, kept.display_right, kept.right_stated_by) == ("bridge.txt", "own", ben)
    assert kept.source_digest == hashlib.sha256(ARTICLE.encode()).hexdigest()


def test_what_was_read_before_leads_to_the_round_up_that_is_there(browser_of, ben, ada):
    give(browser_of(ada), text=ARTICLE)
    response = give(browser_of(ben), text=ARTICLE, follow=True)
    assert Roundup.objects.count() == 1
    assert b"This was read before, by Ada" in response.content


def test_another_outlet_reads_the_same_for_itself(browser_of, ben, olga):
    give(browser_of(ben), text=ARTICLE)
    give(browser_of(olga), text=ARTICLE)
    assert Roundup.objects.count() == 2


def test_what_is_no_round_up_is_told_why_and_nothing_is_kept_or_lost(browser_of, ben):
    response = give(browser_of(ben), text=NO_ROUNDUP, address="https://courier.example/x")
    assert response.status_code == 422
    assert b"This is not an expert round-up" in response.content
    assert b"a round-up has at least 3" in response.content
    assert b"everybody went home early" in response.content
    assert b"https://courier.example/x" in response.content
    assert not Roundup.objects.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Paste the text, choose a file or give an address."),
        ({"text": "  \n "}, "Paste the text, choose a file or give an address."),
        ({"text": ARTICLE, "address": "courier.example"}, "An address begins with http:// or https://."),
        ({"text": ARTICLE + "\0"}, "Null characters are not allowed."),
        ({"text": ARTICLE, "right": "stolen"}, "Select a valid choice."),
    ],
)
def test_what_was_given_wrongly_is_said_at_its_field_and_what_was_typed_stays(browser_of, ben, given, said):
    response = give(browser_of(ben), **given)
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert ("When will the bridge open?" in page) == (given.get("text", "").startswith("Will"))
    assert not Roundup.objects.exists()


def test_a_text_and_a_file_at_once_are_refused(browser_of, ben):
    response = give(browser_of(ben), text=ARTICLE, file=SimpleUploadedFile("bridge.txt", b"another"))
    assert response.status_code == 422
    assert b"There is a pasted text as well" in response.content


def zip_bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * 300_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("empty.txt", lambda: b"", 422),
        ("empty.html", lambda: b" \n\0", 422),
        ("picture.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, (415, 422)),
        ("bomb.docx", zip_bomb, (413, 422)),
        ("broken.pdf", lambda: b"%PDF-1.7\nnothing that a reader knows", 422),
        ("broken.docx", lambda: b"PK\x03\x04 and no more", 415),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_file_is_refused_at_its_field_and_nothing_is_kept(browser_of, ben, name, data, status):
    response = give(browser_of(ben), file=SimpleUploadedFile(name, data()), address="https://courier.example/x")
    assert response.status_code in (status if isinstance(status, tuple) else (status,))
    assert b'id="id_file_error"' in response.content
    assert b"https://courier.example/x" in response.content
    assert not Roundup.objects.exists()


def test_a_file_over_the_limit_is_refused(browser_of, ben, monkeypatch):
    monkeypatch.setattr("weighin.site.articles.forms.MOST_BYTES", 1_000)
    response = give(browser_of(ben), file=SimpleUploadedFile("long.txt", b"word " * 300))
    assert response.status_code == 413
    assert b"Larger than" in response.content
    assert not Roundup.objects.exists()


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/x", "http://[::1]/", "http://localhost/x", "http://user:word@example.org/"]
)
def test_a_private_address_is_refused_in_the_words_of_the_error(browser_of, ben, address):
    response = give(browser_of(ben), address=address)
    assert response.status_code == 403
    assert b'id="id_address_error"' in response.content
    assert b"not fetched" in response.content
    assert address.encode() in response.content


@pytest.fixture
def courier():
    """A server on this machine that has the article, and nothing else."""

    class Courier(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            is_there = self.path == "/bridge"
            self.send_response(200 if is_there else 404)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(ARTICLE.encode() if is_there else b"nothing here")

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Courier) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_an_article_is_fetched_from_its_address(browser_of, ben, courier, settings):
    settings.MAY_FETCH_FROM = lambda _address: True
    response = give(browser_of(ben), address=f"{courier}/bridge")
    assert response.status_code == 302
    assert record_of(Roundup.objects.get()).source.address == f"{courier}/bridge"


def test_what_the_other_server_refuses_is_said_at_the_address(browser_of, ben, courier, settings):
    settings.MAY_FETCH_FROM = lambda _address: True
    response = give(browser_of(ben), address=f"{courier}/gone")
    assert response.status_code == 502
    assert b"the server answered 404" in response.content.lower()


def test_a_viewer_cannot_read_anything_in(browser_of, vera):
    browser = browser_of(vera)
    assert give(browser, text=ARTICLE).status_code == 403
    assert b"Read an article" not in browser.get("/desk").content
    assert not Roundup.objects.exists()
