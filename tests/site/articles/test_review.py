"""The review page, corrections made on it, and taking them back."""

import html
import re

import pytest

from weighin.reading.corrections import decode_correction
from weighin.site.editions.commands import publish_roundup
from weighin.site.store.door import record_as_read, record_of
from weighin.site.store.journal import first_break
from weighin.site.store.models import Correction, Event, JournalEntry


@pytest.fixture
def address(ferry):
    return f"/desk/roundups/{ferry.public_id}"


@pytest.fixture
def desk(browser_of, ben):
    return browser_of(ben)


def correct(browser, address, kind, piece, *, seen=0, **typed):
    return browser.post(f"{address}/review/{kind}", {"piece": piece, "seen": seen, **typed})


def test_source_and_record_stand_side_by_side_and_lead_to_each_other(desk, address):
    page = desk.get(f"{address}/review").content.decode()
    for piece in ("a1", "a2", "f1", "q1", "w1"):
        assert f'id="{piece}"' in page
        assert f'id="s-{piece}"' in page
        assert f'href="#s-{piece}"' in page
        assert page.count(f'id="{piece}"') == page.count(f'id="s-{piece}"') == 1
    assert "<mark>I doubt that the harbour freezes.</mark>" in page


def test_the_forms_of_a_piece_are_shown_where_they_are_asked_for(desk, address):
    assert b"<details" not in desk.get(f"{address}/review").content
    page = desk.get(f"{address}/review?at=a1").content.decode()
    assert "Somebody else said it" in page
    assert 'action="' + f'{address}/review/give-answer#a1"' in page


def test_a_piece_that_is_not_there_is_told_and_the_page_still_stands(desk, address):
    for piece in ("a9", "zebra", "a1.1", "%00", "<b>"):
        response = desk.get(f"{address}/review?at={piece}")
        assert response.status_code == 200
        assert b"<details" not in response.content


def test_a_viewer_sees_everything_and_is_offered_nothing(browser_of, vera, address):
    page = browser_of(vera).get(f"{address}/review?at=a1").content.decode()
    assert "I doubt that the harbour freezes." in page
    assert "<details" not in page
    assert "?at=" not in page


def test_a_correction_is_kept_with_who_and_when_and_applied_at_once(desk, address, ferry, ben):
    response = correct(desk, address, "give-answer", "a2", speaker="p3")
    assert response.headers["Location"] == f"{address}/review?show=a2#a2"
    ferry.refresh_from_db()
    record = record_of(ferry)
    assert record.answers[1].panelists == ("p3",)
    assert record.forecasts[1].panelist == "p3"
    row = Correction.objects.get()
    assert (row.number, row.made_by, row.taken_back_at) == (1, ben, None)
    assert row.summary.startswith("Gave an answer by Dmitri Vale")
    assert decode_correction(bytes(row.content)).panelists == ("p3",)
    assert JournalEntry.objects.get(event=Event.CORRECTED).by == ben
    assert first_break(ferry.outlet) is None
    page = desk.get(f"{address}/review").content.decode()
    assert "Gave an answer by Dmitri Vale" in page
    assert "Take back" in page


def test_taking_a_correction_back_restores_the_record(desk, address, ferry, ben):
    correct(desk, address, "title", "head", title="Ferry, or no ferry")
    ferry.refresh_from_db()
    assert ferry.title == "Ferry, or no ferry"
    response = desk.post(f"{address}/corrections/1/take-back", {"seen": 1}, follow=True)
    assert b"Correction 1 is taken back." in response.content
    ferry.refresh_from_db()
    assert record_of(ferry) == record_as_read(ferry)
    row = Correction.objects.get()
    assert row.taken_back_by == ben
    assert JournalEntry.objects.filter(event=Event.CORRECTION_TAKEN_BACK).count() == 1


def test_what_no_longer_fits_after_taking_back_is_told_and_kept(desk, address, ferry):
    correct(desk, address, "add-question", "questions", text="How long will the ice last?")
    correct(desk, address, "reword", "q1.1", seen=1, text="How long will the ice stay?")
    correct(desk, address, "rename", "p1", seen=2, name="Cleo Marais")
    ferry.refresh_from_db()
    assert [one.text for one in record_of(ferry).questions][1] == "How long will the ice stay?"
    response = desk.post(f"{address}/corrections/1/take-back", {"seen": 3}, follow=True)
    assert b"Correction 2 does not fit any more and changes nothing" in response.content
    ferry.refresh_from_db()
    record = record_of(ferry)
    assert len(record.questions) == 1
    assert record.panel[0].name == "Cleo Marais"
    assert b"It does not fit any more" in desk.get(f"{address}/review").content


def test_a_correction_cannot_be_taken_back_twice(desk, address):
    correct(desk, address, "title", "head", title="Ferry, or no ferry")
    desk.post(f"{address}/corrections/1/take-back", {"seen": 1})
    response = desk.post(f"{address}/corrections/1/take-back", {"seen": 2}, follow=True)
    assert b"does not stand any more" in response.content
    assert JournalEntry.objects.filter(event=Event.CORRECTION_TAKEN_BACK).count() == 1


def test_of_two_editors_the_second_is_told_and_what_was_typed_is_kept(desk, browser_of, ada, address, ferry):
    correct(browser_of(ada), address, "rename", "p1", name="Cleo Marais")
    response = correct(desk, address, "rename", "p2", seen=0, name="Dmitri Vail")
    page = response.content.decode()
    assert response.status_code == 409
    assert "corrected meanwhile" in page
    assert "Ada’s: Renamed Cleo Maris to Cleo Marais." in page
    assert 'value="Dmitri Vail"' in page
    assert 'name="seen" value="1"' in page
    ferry.refresh_from_db()
    assert record_of(ferry).panel[1].name == "Dmitri Vale"
    assert correct(desk, address, "rename", "p2", seen=1, name="Dmitri Vail").status_code == 302


@pytest.mark.parametrize(
    ("kind", "piece", "typed", "said"),
    [
        ("title", "head", {"title": " "}, "This field is required."),
        ("date", "head", {"day": "the other day"}, "Give the day as year-month-day"),
        ("standfirst", "head", {"words": "words that are not there"}, "do not stand in the source"),
        ("give-answer", "a1", {}, "Choose somebody of the panel, or give a name."),
        ("give-answer", "a1", {"name": "dmitri vale"}, "Dmitri Vale is on the panel already"),
        ("give-answer", "a1", {"speaker": "p77"}, "Select a valid choice."),
        ("sentences", "a1", {"what": "forecast"}, "Choose the sentences."),
        ("sentences", "a1", {"what": "forecast", "sentences": "0-5"}, "Select a valid choice."),
        ("merge", "p1", {"into": "p1"}, "Select a valid choice."),
        ("turn", "f1", {"polarity": "affirm"}, "This forecast leans that way already."),
        ("phrase", "f1", {"words": "glass of something warm"}, "do not stand in the forecast"),
        ("reword", "q1", {"text": "Will the ferry run this winter?"}, "reads just so already"),
        ("passage", "passage", {"words": "ferry", "what": "of-an-answer", "answer": "a1"}, "times; copy some more"),
        ("rename", "p1", {"name": "x" * 2001}, "at most 2000 characters"),
    ],
)
def test_what_does_not_fit_is_said_in_its_form_and_what_was_typed_stays(  # noqa: PLR0917 - a row of the table above
    desk, address, ferry, kind, piece, typed, said
):
    before = bytes(ferry.record)
    response = correct(desk, address, kind, piece, **typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "<details open>" in page
    for name, value in typed.items():
        assert value in page or name in {"speaker", "sentences", "into"} or not value.strip()
    ferry.refresh_from_db()
    assert bytes(ferry.record) == before
    assert not Correction.objects.exists()


@pytest.mark.parametrize(("kind", "piece"), [("turn", "a1"), ("sing", "a1"), ("remove-panelist", "p1")])
def test_a_kind_of_correction_that_a_piece_does_not_have_is_not_there(desk, address, kind, piece):
    assert correct(desk, address, kind, piece).status_code == 404


def test_a_piece_that_somebody_took_away_is_told(desk, address):
    correct(desk, address, "remove-forecast", "f1")
    response = correct(desk, address, "turn", "f1", seen=1, polarity="deny")
    assert response.status_code == 409
    assert b"not in the record any more" in response.content


def place(ferry, words):
    text = record_of(ferry).text
    return f"{text.index(words)}-{text.index(words) + len(words)}"


def test_every_kind_of_correction_is_made_by_its_form(desk, address, ferry):
    doubt = "I doubt that the harbour freezes."
    steps = [
        ("outlet", "head", {"outlet": "The North Pier Courier"}),
        ("date", "head", {"day": "2024-03-03"}),
        ("standfirst", "head", {"words": "Will the ferry run this winter?"}),
        ("rename", "p1", {"name": "Cleo Marais"}),
        ("affiliation", "p2", {"affiliation": "Harbour Office"}),
        ("turn", "f1", {"polarity": "deny"}),
        ("condition", "f1", {"is_conditional": "on", "words": "this winter"}),
        ("phrase", "f1", {"words": "probably"}),
        ("give-forecast", "f1", {"panelist": "p2"}),
        ("remove-forecast", "f2", {}),
        ("sentences", "a2", {"what": "forecast", "sentences": place(ferry, doubt)}),
        ("move-answer", "a1", {"question": ""}),
        ("sentences", "a2", {"what": "anothers", "sentences": place(ferry, doubt), "name": "Gro Holm", "question": "q1"}),
        ("sentences", "a3", {"what": "not-here", "sentences": place(ferry, record_of(ferry).answers[2].paragraphs[0].text)}),
        ("add-question", "q1", {"text": "And before that?"}),
        ("merge", "p2", {"into": "p1"}),
    ]  # fmt: skip
    for seen, (kind, piece, typed) in enumerate(steps):
        response = correct(desk, address, kind, piece, seen=seen, **typed)
        assert response.status_code == 302, (kind, response.content.decode())
    ferry.refresh_from_db()
    record = record_of(ferry)
    assert (record.outlet, record.standfirst.text) == ("The North Pier Courier", "Will the ferry run this winter?")
    assert [one.name for one in record.panel] == ["Cleo Marais", "Ines Holt", "Gro Holm"]
    assert record.panel[0].affiliation == "Harbour Office"
    assert [one.text for one in record.questions] == ["And before that?", "Will the ferry run this winter?"]
    assert [one.panelists for one in record.answers] == [("p1",), ("p3",)]
    assert [one.panelist for one in record.forecasts] == ["p1", "p3"]
    assert record.forecasts[0].condition.text == "this winter"
    assert Correction.objects.filter(roundup=ferry).count() == len(steps)
    for number in range(len(steps), 0, -1):
        desk.post(f"{address}/corrections/{number}/take-back", {"seen": 2 * len(steps) - number})
    ferry.refresh_from_db()
    assert record_of(ferry) == record_as_read(ferry)


def test_a_warning_is_placed_or_dismissed(desk, address, ferry):
    assert correct(desk, address, "dismiss", "w1").status_code == 302
    ferry.refresh_from_db()
    assert ferry.warnings == 0


def test_a_published_page_stays_until_the_changes_are_published_and_the_editor_is_told(desk, address, ferry, ada):
    from builders.site import NOON

    publish_roundup(ferry, by=ada, now=NOON)
    assert b"Readers do not see your changes yet." not in desk.get(f"{address}/review").content
    correct(desk, address, "rename", "p1", name="Cleo Marais")
    page = desk.get(f"{address}/review").content
    assert b"Readers do not see your changes yet." in page
    assert b"Publish the changes" in page
    public = f"/roundups/{ferry.public_id}/"
    assert "Cleo Marais" not in desk.get(public).content.decode()
    desk.post(f"{address}/publish")
    assert "Cleo Marais" not in desk.get(public).content.decode()
    desk.post(f"{address}/publish", {"correction": "Her name was misspelt."})
    assert "Cleo Marais" in desk.get(public).content.decode()


def test_a_right_that_was_stated_outlasts_a_correction(desk, address, ferry):
    desk.post(f"{address}/right", {"right": "licensed"})
    correct(desk, address, "rename", "p1", name="Cleo Marais")
    ferry.refresh_from_db()
    assert (ferry.display_right, record_of(ferry).display_right.value) == ("licensed", "licensed")


def test_words_of_the_source_are_shown_and_never_run(desk, address, ferry):
    correct(desk, address, "rename", "p1", name="<script>alert(1)</script>")
    page = desk.get(f"{address}/review?at=p1").content.decode()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_long_source_is_shown_in_parts_and_every_piece_leads_to_its_own(desk, address, monkeypatch):
    whole = desk.get(f"{address}/review").content.decode()
    assert "Part 1 of" not in whole
    monkeypatch.setattr("weighin.site.articles.review.A_PART", 30)
    first = desk.get(f"{address}/review").content.decode()
    assert "Part 1 of 4" in first
    assert 'id="s-a3"' not in first
    last = desk.get(f"{address}/review?show=a3").content.decode()
    assert "Part 4 of 4" in last
    assert 'id="s-a3"' in last
    assert "harbour master" in last
    assert "harbour master" not in first
    opened = desk.get(f"{address}/review?at=f2").content.decode()
    assert 'id="s-f2"' in opened
    assert "It leans another way" in opened
    for part in ("0", "5", "99999999", "-1", "x"):
        assert desk.get(f"{address}/review?part={part}").status_code == 200
    assert [page.count("<mark>") for page in (first, opened)] == [1, 2]  # one of them in the key


def test_the_source_is_shown_to_the_letter(desk, address, ferry):
    page = desk.get(f"{address}/review").content.decode()
    shown = re.findall(r'<p class="text" dir="auto">(.*?)</p>', page, re.DOTALL)
    assert [html.unescape(re.sub(r"<[^>]+>", "", line)) for line in shown] == record_of(ferry).text.split("\n")


def test_two_forecasts_of_one_sentence_keep_the_space_between_them(browser_of, ben):
    text = (
        "When will the bridge open?\n\nAnna Berg: The bridge will probably open in June, but I doubt that the tower will.\n\n"
        "Carl Dorn: I doubt it; we will see rain.\n\nEva Falk: It is likely to open, and it will surely please the town.\n\n"
        "Who pays?\n\nAnna Berg: The city will pay.\n\nCarl Dorn: Nobody will.\n\nEva Falk: The fund is likely to.\n"
    )
    desk = browser_of(ben)
    where = desk.post("/desk/read", {"text": text, "right": "own"}).headers["Location"]
    shown = re.findall(r'<p class="text" dir="auto">(.*?)</p>', desk.get(where).content.decode(), re.DOTALL)
    told = [html.unescape(re.sub(r"<[^>]+>", "", line)) for line in shown]
    assert told == [line for line in text.split("\n") if line]
