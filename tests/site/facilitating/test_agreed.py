"""Facilitated elicitation: what the group agreed on stands beside what each had judged alone."""

import datetime as dt

import pytest
from builders.asked import DEADLINE, asked_roundup, panelist_on, typed_for
from builders.site import NOON

from weighin.record.codec import decode_record
from weighin.record.protocols import Facilitated
from weighin.site import clock
from weighin.site.board import commands as board
from weighin.site.store.links import token_of
from weighin.site.store.models import GroupJudgement
from weighin.site.store.protocols import encode_protocol

pytestmark = pytest.mark.django_db

A_DAY = dt.timedelta(days=1)
MEETING = DEADLINE + A_DAY
MET = MEETING.strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def at(monkeypatch):
    """Set the clock of the site."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def met(client, ada, at):
    """Three have judged alone, and the round-up is closed."""
    asked = asked_roundup(ada, protocol=encode_protocol(Facilitated()))
    at(NOON + A_DAY)
    for name, probability in (("Cleo Maris", "20"), ("Dmitri Vale", "50"), ("Ines Holt", "80")):
        typed = typed_for(asked, probability=probability) | {"do": "submit", "seen": "0"}
        client.post(f"/answer/{token_of(panelist_on(asked, name))}", typed)
    at(MEETING + A_DAY)
    return asked


def address_of(asked, number=0):
    return f"/desk/asked/{asked.public_id}/questions/{asked.questions.all()[number].public_id}/agreed"


def enter(browser, asked, probability, **more):
    question = asked.questions.first()
    typed = {f"{question.public_id}.probability": probability, "agreed_at": MET, "rationale": "The tide tables."}
    return browser.post(address_of(asked), typed | more)


def test_the_page_shows_what_was_given_alone_without_names(browser_of, ada, met):
    page = browser_of(ada).get(address_of(met)).content.decode()
    assert all(told in page for told in ("20 %", "50 %", "80 %"))
    assert "Cleo" not in page


def test_what_was_agreed_on_is_in_the_record_beside_the_judgements(browser_of, ada, met):
    assert enter(browser_of(ada), met, "45").status_code == 302
    board.seal(met, by=ada, now=MEETING + 2 * A_DAY)
    record = decode_record(bytes(board.compose(met, by=ada, now=MEETING + 2 * A_DAY).record))
    (agreed,) = record.asking.rounds.agreed
    assert (agreed.question, agreed.judgement.probability, agreed.rationale) == ("q1", 0.45, "The tide tables.")
    assert agreed.at.at == MEETING.replace(second=0)


def test_it_can_be_entered_anew_and_is_shown_as_it_was_entered(browser_of, ada, met):
    enter(browser_of(ada), met, "45")
    enter(browser_of(ada), met, "48")
    assert GroupJudgement.objects.count() == 1
    page = browser_of(ada).get(address_of(met)).content.decode()
    assert 'value="48"' in page
    assert "The tide tables." in page


@pytest.mark.parametrize(
    ("probability", "more", "told"),
    [
        ("", {}, "Enter what the group agreed on."),
        ("140", {}, "per cent"),
        ("45", {"agreed_at": "soon"}, "Expected a day and a time"),
        ("45", {"agreed_at": "2031-01-01T10:00"}, "no later than now"),
    ],
)
def test_what_is_no_agreement_is_told_and_kept_in_the_form(browser_of, ada, met, probability, more, told):
    response = enter(browser_of(ada), met, probability, **more)
    page = response.content.decode()
    assert response.status_code == 422
    assert told in page
    assert "The tide tables." in page
    assert not GroupJudgement.objects.exists()


def test_there_is_no_such_page_before_the_close_nor_by_another_protocol(browser_of, ada, met, at):
    at(NOON + A_DAY)
    assert browser_of(ada).get(address_of(met)).status_code == 404
    at(MEETING + A_DAY)
    other = asked_roundup(ada, title="Another")
    assert browser_of(ada).get(address_of(other)).status_code == 404
