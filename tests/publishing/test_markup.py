"""Pages that hold whatever people write: valid, escaped, and silent about what is withheld."""

import csv
import io
import json
import re
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import msgspec
import pytest
from builders.hostile import HOSTILE, hostile_record
from builders.judged import hostile_judgements, judged_records
from builders.markup import read
from builders.records import arbitrary_records, told_roundups
from hypothesis import HealthCheck, given, settings

from weighin.publishing import Masthead, entry_of, publish, publish_list
from weighin.publishing.exports import forecasts_csv
from weighin.reading.read import read_bytes
from weighin.record.disclosure import Audience, disclose
from weighin.record.values import DisplayRight

few = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

ADDRESSES = ["javascript:alert(1)", 'https://ok.example/"><script>alert(1)</script>', "http://[::1", "data:text/html,x", "//evil.example/x"]  # fmt: skip


def faults_of(edition) -> dict[str, list[str]]:
    """By file, what is wrong with it."""
    found = {}
    for file in edition.files:
        text = file.content.decode("utf-8")
        if file.name.endswith(".html"):
            page = read(text)
            found[file.name] = page.faults + [f"dangerous link {one[:60]}" for one in page.links if is_dangerous(one)]
            found[file.name] += [
                f"{len(page.scripts)} data blocks" for _ in page.scripts if not json.loads("".join(page.scripts))
            ]
            found[file.name] += [f"may not stand on a page: {one!r}" for one in UNSEEN.findall(text)]
        elif file.name.endswith(".svg"):
            drawn = ET.fromstring(text)  # noqa: S314 # our own picture, made a moment ago
            found[file.name] = [
                f"<{one.tag}> {one.attrib}"
                for one in drawn.iter()
                if one.tag.endswith("script") or any(name.startswith("on") for name in one.attrib)
            ]
    return {name: faults for name, faults in found.items() if faults}


UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def is_dangerous(link: str) -> bool:
    return link.startswith(("//", "\\")) or urlsplit(link).scheme not in ("", "http", "https")


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("right", [DisplayRight.OWN, DisplayRight.QUOTATION])
def test_a_plain_edition_is_valid(panel_on_ferries, audience, right):
    record = msgspec.structs.replace(panel_on_ferries, display_right=right)
    assert faults_of(publish(disclose(record, audience))) == {}


def test_a_table_of_votes_is_valid(root):
    path = root / "tests" / "corpus" / "practice" / "p07-ai-votes-table.html"
    record = read_bytes(path.read_bytes(), name=path.name).record
    assert faults_of(publish(disclose(record, Audience.EDITORS))) == {}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_in_every_field_stay_words(words):
    public = disclose(hostile_record(words), Audience.EDITORS)
    edition = publish(public, masthead=Masthead(name=words, home=words, motto=words))
    assert faults_of(edition) == {}
    front = publish_list([entry_of(public, address=words)], masthead=Masthead(name=words, home=words, motto=words))
    assert faults_of(front) == {}


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_hostile_address_is_not_linked(address):
    assert faults_of(publish(disclose(hostile_record("A word.", address), Audience.EDITORS))) == {}


def test_hostile_words_are_shown_and_not_swallowed():
    shown = publish(disclose(hostile_record(HOSTILE["script"]), Audience.EDITORS)).file("index.html").content.decode()
    assert "<script>alert(1)</script>" in "".join(read(shown).texts)


def test_a_template_in_the_words_is_not_filled_in():
    shown = publish(disclose(hostile_record(HOSTILE["template"]), Audience.EDITORS)).file("index.html").content.decode()
    assert "{{ 7 * 7 }}" in "".join(read(shown).texts)


@pytest.mark.parametrize("words", [*HOSTILE.values(), "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_no_cell_of_the_table_is_a_formula(words):
    table = forecasts_csv(disclose(hostile_record(words), Audience.EDITORS)).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table, newline="")))
    assert len(rows) == 5
    cells = [cell for row in rows[1:] for cell in row]
    assert not [cell for cell in cells if cell.strip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))]


@few
@given(arbitrary_records())
def test_every_record_makes_valid_pages(record):
    public = disclose(record, Audience.EDITORS)
    assert faults_of(publish(public)) == {}
    assert faults_of(publish_list([entry_of(public, address="x/index.html")])) == {}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_in_scales_and_terms_stay_words(words):
    edition = publish(disclose(hostile_judgements(words), Audience.READERS))
    assert faults_of(edition) == {}
    for name in ("judgements.csv", "panel.csv"):
        rows = list(csv.reader(io.StringIO(edition.file(name).content.decode("utf-8-sig"), newline="")))
        cells = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if cell.strip().startswith(("=", "+", "@", "＝", "＋", "－", "＠"))]


@few
@given(judged_records())
def test_every_record_of_judgements_makes_valid_pages(record):
    assert faults_of(publish(disclose(record, Audience.READERS))) == {}


@few
@given(told_roundups())
def test_no_file_of_an_edition_holds_a_word_that_is_withheld(told):
    record, withheld = told
    public = disclose(record, Audience.READERS)
    files = (*publish(public).files, *publish_list([entry_of(public, address="x/")]).files)
    leaks = {file.name: [word for word in withheld if word.encode() in file.content] for file in files}
    assert {name: words for name, words in leaks.items() if words} == {}


def test_of_a_real_article_no_run_of_withheld_words_is_in_any_file(root):
    """Eight words in a row that readers may not see are in no file of the edition, in whatever escaping."""
    path = root / "tests" / "corpus" / "practice" / "p01-island-election-labels.html"
    record = read_bytes(path.read_bytes(), name=path.name, address="https://other.example/x").record
    public = disclose(record, Audience.READERS)
    shown = [quotation for answer in public.answers for quotation in answer.quotations]
    shown += [forecast.quotation for forecast in public.forecasts]
    allowed = {run for quotation in shown for run in runs(quotation.text)}
    allowed |= {run for text in (record.title, *(question.text for question in record.questions)) for run in runs(text)}
    withheld = {run for answer in record.answers for part in answer.paragraphs for run in runs(part.text)} - allowed
    assert len(withheld) > 100
    for file in publish(public).files:
        inside = runs(file.content.decode())
        assert not inside & withheld, file.name


def runs(text: str, length: int = 8) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", text.casefold())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
