"""IDEA: everybody estimates alone, discusses under a pseudonym beside all first estimates, and estimates again."""

import datetime as dt

import pytest
from builders.asked import DEADLINE, asked_roundup, panelist_on, typed_for
from builders.site import NOON

from weighin.record.codec import decode_record
from weighin.record.protocols import Idea
from weighin.site import clock
from weighin.site.board import commands as board
from weighin.site.board.rounds import open_next_round
from weighin.site.store.journal import JournalEntry
from weighin.site.store.links import token_of
from weighin.site.store.models import Contribution, Pseudonym
from weighin.site.store.protocols import encode_protocol

pytestmark = pytest.mark.django_db

A_DAY = dt.timedelta(days=1)
SECOND = DEADLINE + A_DAY
SECOND_DEADLINE = DEADLINE + 7 * A_DAY
NAMES = ("Cleo Maris", "Dmitri Vale", "Ines Holt")


@pytest.fixture
def at(monkeypatch):
    """Set the clock of the site."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


def link_of(panelist):
    return f"/answer/{token_of(panelist)}"


def answer(client, panelist, probability):
    typed = typed_for(panelist.asked, probability=probability, prose=f"I say {probability}.")
    typed |= {"do": "submit", "seen": str(panelist.versions.count())}
    assert client.post(link_of(panelist), typed).status_code == 302


@pytest.fixture
def discussed(client, ada, at):
    """Three have estimated 20, 50 and 80; the discussion is open."""
    asked = asked_roundup(ada, protocol=encode_protocol(Idea()))
    panel = [panelist_on(asked, name) for name in NAMES]
    at(NOON + A_DAY)
    for panelist, probability in zip(panel, ("20", "50", "80"), strict=True):
        answer(client, panelist, probability)
    asked = open_next_round(asked, SECOND_DEADLINE, by=ada, now=SECOND)
    at(SECOND + A_DAY)
    return asked


def say(client, panelist, text, question=None):
    question = question or panelist.asked.questions.first()
    return client.post(f"{link_of(panelist)}/discussion", {"question": question.public_id, "text": text})


def test_there_is_no_discussion_before_everybody_has_estimated_alone(client, ada, at):
    asked = asked_roundup(ada, protocol=encode_protocol(Idea()))
    at(NOON + A_DAY)
    assert client.get(f"{link_of(panelist_on(asked, NAMES[0]))}/discussion").status_code == 404


def test_everybody_reads_all_first_estimates_under_pseudonyms_and_no_name(client, discussed):
    cleo = discussed.panel.first()
    page = client.get(f"{link_of(cleo)}/discussion").content.decode()
    names = set(Pseudonym.objects.filter(asked=discussed).values_list("name", flat=True))
    assert len(names) == 3
    assert all(f"<strong>{name}</strong>" in page for name in names)
    assert all(told in page for told in ("I say 20.", "I say 50.", "I say 80."))
    assert not any(name in page for name in NAMES[1:])


def test_what_is_said_stands_under_the_pseudonym_for_all_and_under_no_name_for_the_editors(
    client, browser_of, ada, discussed
):
    cleo, dmitri, _ = discussed.panel.all()
    assert say(client, cleo, "The pier is closed.").status_code == 302
    pseudonym = Pseudonym.objects.get(panelist=cleo).name
    theirs = client.get(f"{link_of(dmitri)}/discussion").content.decode()
    editors = browser_of(ada).get(f"/desk/asked/{discussed.public_id}/discussion").content.decode()
    for page in (theirs, editors):
        assert "The pier is closed." in page
        assert f"<strong>{pseudonym}</strong>" in page
        assert "Cleo" not in page
    assert not any(
        cleo.public_id in entry.about for entry in JournalEntry.objects.filter(event="contribution to the discussion")
    )


def test_nothing_is_said_after_the_close_and_everything_stays_to_be_read(client, discussed, at):
    cleo = discussed.panel.first()
    say(client, cleo, "The pier is closed.")
    at(SECOND_DEADLINE + A_DAY)
    late = say(client, cleo, "One more thing.")
    assert late.status_code == 409
    page = client.get(f"{link_of(cleo)}/discussion").content.decode()
    assert "The pier is closed." in page
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize("text", ["", "x" * 4001])
def test_what_cannot_be_said_is_told_and_kept(client, discussed, text):
    response = say(client, discussed.panel.first(), text)
    assert response.status_code == 422
    assert text in response.content.decode()


def test_a_facilitator_speaks_and_withholds_with_a_reason_that_the_panel_reads(
    client, browser_of, ada, vera, discussed
):
    cleo, dmitri, _ = discussed.panel.all()
    say(client, cleo, "I am Cleo, and I know.")
    row = Contribution.objects.get()
    address = f"/desk/asked/{discussed.public_id}/discussion"
    assert browser_of(vera).post(f"{address}/{row.public_id}/withhold", {"because": "no"}).status_code == 403
    browser_of(ada).post(f"{address}/{row.public_id}/withhold", {"because": ""})
    assert "I am Cleo" in client.get(f"{link_of(dmitri)}/discussion").content.decode()
    browser_of(ada).post(f"{address}/{row.public_id}/withhold", {"because": "It names its author."})
    question = discussed.questions.first()
    browser_of(ada).post(f"{address}/say", {"question": question.public_id, "text": "Mind the base rate."})
    page = client.get(f"{link_of(dmitri)}/discussion").content.decode()
    assert "I am Cleo" not in page
    assert "It names its author." in page
    assert "Mind the base rate." in page


def test_reading_draws_no_pseudonym_and_speaking_does(client, discussed):
    late = panelist_on(discussed, "Otto Late")
    client.get(f"{link_of(late)}/discussion")
    assert not Pseudonym.objects.filter(panelist=late).exists()
    say(client, late, "Hello.")
    assert Pseudonym.objects.get(panelist=late).name


def test_the_second_estimates_are_the_answers_of_the_record_and_the_first_stand_beside_them(client, ada, discussed):
    cleo, dmitri, ines = discussed.panel.all()
    say(client, cleo, "The pier is closed.")
    for panelist, probability in ((cleo, "40"), (dmitri, "50"), (ines, "60")):
        answer(client, panelist, probability)
    board.seal(discussed, by=ada, now=SECOND_DEADLINE + A_DAY)
    record = decode_record(bytes(board.compose(discussed, by=ada, now=SECOND_DEADLINE + A_DAY).record))
    given = [one.judgement.probability for one in record.answers if one.judgement]
    assert given == [0.4, 0.5, 0.6]
    assert [(one.panelist, one.judgement.probability) for one in record.asking.rounds.earlier] == [
        ("p1", 0.2),
        ("p2", 0.5),
        ("p3", 0.8),
    ]
    assert record.asking.rounds.contributions == 1
