"""An edition: which files, the same each time, and that they hold together."""

import msgspec
import pytest

from weighin.publishing import ListEntry, Masthead, entry_of, publish, publish_list
from weighin.record.disclosure import Audience, disclose
from weighin.record.values import DisplayRight

PAGES = ["index.html", "experts.html", "matrix.html", "expectations.html", "topics.html"]


def test_readers_of_a_quotation_get_every_view_but_the_source(panel_on_ferries):
    edition = publish(disclose(panel_on_ferries, Audience.READERS))
    names = [file.name for file in edition.files]
    assert [name for name in names if name.endswith(".html")] == PAGES
    assert {"record.json", "forecasts.csv", "roundup.md", "style.css"} < set(names)


def test_editors_and_readers_of_our_own_work_get_the_source_too(panel_on_ferries):
    own = msgspec.structs.replace(panel_on_ferries, display_right=DisplayRight.OWN)
    for public in (disclose(panel_on_ferries, Audience.EDITORS), disclose(own, Audience.READERS)):
        assert publish(public).file("source.html")


def test_the_same_record_gives_the_same_bytes(panel_on_ferries):
    first, second = (publish(disclose(panel_on_ferries, Audience.EDITORS)) for _ in range(2))
    assert first == second
    assert first.digest == second.digest


def test_the_masthead_names_who_shows_the_pages_and_leads_home(panel_on_ferries):
    public = disclose(panel_on_ferries, Audience.READERS)
    shown = (
        publish(public, masthead=Masthead(name="The Harbour Post", home="../../")).file("index.html").content.decode()
    )
    assert 'href="../../">The Harbour Post</a>' in shown


@pytest.mark.parametrize("home", ["javascript:alert(1)", "//evil.example", "\\\\evil.example", "data:text/html,x"])
def test_a_masthead_leads_to_no_dangerous_address(panel_on_ferries, home):
    shown = publish(disclose(panel_on_ferries, Audience.READERS), masthead=Masthead(home=home)).file("index.html")
    assert home not in shown.content.decode()


def test_the_front_page_names_each_roundup_and_what_its_panel_expects(panel_on_ferries):
    entry = entry_of(disclose(panel_on_ferries, Audience.READERS), address="roundups/x/index.html")
    shown = publish_list([entry]).file("index.html").content.decode()
    assert 'href="roundups/x/index.html"' in shown
    assert panel_on_ferries.title in shown


def test_an_empty_front_page_says_what_to_do():
    assert "No round-up has been published yet" in publish_list([]).file("index.html").content.decode()


def test_an_entry_leads_to_no_dangerous_address():
    shown = publish_list([ListEntry(title="T", address="javascript:alert(1)")]).file("index.html").content.decode()
    assert "javascript" not in shown
