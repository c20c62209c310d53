"""The feed of what is published."""

import datetime as dt
from xml.etree import ElementTree as ET

from builders.asked_page import ROOT, asked_record
from msgspec.structs import replace

from weighin.publishing import entry_of, publish_list
from weighin.publishing.feed import ATOM
from weighin.record.disclosure import Audience, disclose

SITE = "https://weigh-in.example"
PUBLISHED = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)


def entry(**instead):
    made = entry_of(disclose(asked_record(), Audience.READERS), address="roundups/abc/")
    return replace(made, **{"updated": PUBLISHED} | instead)


def feed(*entries):
    made = publish_list(entries, site=SITE).file("feed.xml")
    assert made.media_type == "application/atom+xml"
    return ET.fromstring(made.content)  # noqa: S314 - our own


def text(element, name):
    return element.find(f"{{{ATOM}}}{name}").text


def test_it_has_what_a_feed_needs_and_an_entry_a_round_up():
    top = feed(entry(), entry(title="Older", address="roundups/def/", updated=PUBLISHED - dt.timedelta(days=1)))
    assert (text(top, "id"), text(top, "title"), text(top, "updated")) == (
        f"{SITE}/",
        "Weigh-In",
        "2026-11-24T09:30:00Z",
    )
    first, second = top.findall(f"{{{ATOM}}}entry")
    assert (text(first, "id"), text(first, "title")) == (f"{SITE}/roundups/abc/", "Will the ferry return?")
    assert text(second, "updated") == "2026-11-23T09:30:00Z"
    assert text(first.find(f"{{{ATOM}}}author"), "name") == "The Tidewater Post"


def test_an_entry_has_the_root_of_the_seal_and_the_way_to_it():
    [told] = feed(entry()).findall(f"{{{ATOM}}}entry")
    assert f"Sealed under the root {ROOT}." in text(told, "summary")
    assert f"{SITE}/roundups/abc/seal.json" in [link.get("href") for link in told.findall(f"{{{ATOM}}}link")]
    [plain] = feed(entry(root="")).findall(f"{{{ATOM}}}entry")
    assert "seal.json" not in ET.tostring(plain, encoding="unicode")


def test_what_strangers_wrote_is_text_in_it_and_nothing_else():
    hostile = "</title><script>x</script>\x00\x0b&amp; \ud800"
    [told] = feed(entry(title=hostile, correction=hostile)).findall(f"{{{ATOM}}}entry")
    assert text(told, "title") == "</title><script>x</script>&amp; "
    assert "Corrected: </title>" in text(told, "summary")


def test_without_the_sites_address_there_is_no_feed():
    made = publish_list([entry()])
    assert made.file("feed.xml") is None
    assert b"feed.xml" not in made.file("index.html").content


def test_an_empty_feed_is_a_feed():
    assert text(feed(), "updated") == "1970-01-01T00:00:00Z"
