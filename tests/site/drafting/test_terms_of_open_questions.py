"""Terms may change until somebody begins to answer; from then on there are clarifications, to everybody."""

import datetime as dt

import msgspec
import pytest
from builders.asked import A_SECOND, DEADLINE, typed_for
from builders.site import NOON
from django.test import Client

from weighin.asking.form import answers_from
from weighin.record.judgements import Terms
from weighin.site import clock
from weighin.site.board.commands import compose, seal
from weighin.site.reply.commands import save_answers, submit_answers
from weighin.site.store.door import record_of
from weighin.site.store.links import token_of
from weighin.site.store.models import Clarification, Confirmation, JournalEntry, LetterKind, LetterState, Seal
from weighin.site.store.questions import questions_of
from weighin.site.store.versions import counted_version

ONE_HOUR = dt.timedelta(hours=1)
SAID = "Drizzle counts as rain."


@pytest.fixture
def at(monkeypatch):
    """Sets the clock."""

    def set_to(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_to(NOON + ONE_HOUR)
    return set_to


@pytest.fixture
def desk(browser_of, ben, at):
    return browser_of(ben)


@pytest.fixture
def question(fair):
    return fair.questions.first()


@pytest.fixture
def page(fair, question):
    return f"/desk/asked/{fair.public_id}/questions/{question.public_id}/terms"


def submit(panelist, now=NOON):
    asked = panelist.asked
    submit_answers(panelist=panelist, answers=answers_from(typed_for(asked), questions_of(asked)).answers, now=now)


def test_before_the_first_answer_terms_may_change(desk, page, question):
    assert desk.post(page, {"what_counts": "A millimetre falls.", "due": "2026-12-31"}).status_code == 302
    question.refresh_from_db()
    assert msgspec.json.decode(question.terms, type=Terms).what_counts == "A millimetre falls."
    assert not Clarification.objects.exists()


def test_from_the_first_word_on_they_stand_and_what_is_typed_is_a_clarification(desk, page, question, cleo):
    save_answers(panelist=cleo, fields={f"{question.public_id}.prose": "I"}, seen=0, now=NOON)
    before = question.terms
    assert desk.post(page, {"what_counts": "A flood."}).status_code == 422
    assert desk.post(page, {"text": SAID}).status_code == 302
    question.refresh_from_db()
    assert question.terms == before
    assert Clarification.objects.get().text == SAID
    assert JournalEntry.objects.filter(event="question clarified").count() == 1


def test_a_clarification_goes_to_all_as_drafts_and_asks_those_who_answered(desk, page, cleo, dmitri):
    submit(cleo)
    desk.post(page, {"text": SAID})
    letters = cleo.asked.letters.filter(kind=LetterKind.CLARIFICATION)
    assert {letter.state for letter in letters} == {LetterState.DRAFT}
    texts = {letter.panelist: letter.text for letter in letters}
    assert set(texts) == {cleo, dmitri}
    assert all(SAID in text for text in texts.values())
    assert "confirm or change it" in texts[cleo]
    assert "confirm" not in texts[dmitri]


def test_it_stands_on_the_form_with_its_day_and_is_confirmed_by_a_post_alone(desk, page, cleo, dmitri):
    submit(cleo)
    desk.post(page, {"text": f"{SAID} <b>"})
    for panelist in (cleo, dmitri):
        shown = Client().get(f"/answer/{token_of(panelist)}").content.decode()
        assert f"{SAID} &lt;b&gt;" in shown
        assert "24 November 2026" in shown
    link = f"/answer/{token_of(cleo)}"
    assert "My answers hold" in Client().get(link).content.decode()
    assert "My answers hold" not in Client().get(f"/answer/{token_of(dmitri)}").content.decode()
    Client().get(f"{link}/confirm")
    assert not Confirmation.objects.exists()
    before = counted_version(cleo).pk
    for _ in range(2):
        Client().post(f"{link}/confirm")
    assert Confirmation.objects.get().panelist == cleo
    assert JournalEntry.objects.filter(event="answers confirmed").count() == 1
    assert counted_version(cleo).pk == before
    assert "My answers hold" not in Client().get(link).content.decode()


def test_who_has_not_answered_has_nothing_to_confirm(desk, page, cleo, dmitri):
    submit(cleo)
    desk.post(page, {"text": SAID})
    Client().post(f"/answer/{token_of(dmitri)}/confirm")
    assert not Confirmation.objects.exists()


def test_answering_anew_needs_no_confirmation(desk, page, cleo, at):
    submit(cleo)
    desk.post(page, {"text": SAID})
    fields = typed_for(cleo.asked, probability="20")
    submit_answers(
        panelist=cleo, answers=answers_from(fields, questions_of(cleo.asked)).answers, now=NOON + 2 * ONE_HOUR
    )
    assert "My answers hold" not in Client().get(f"/answer/{token_of(cleo)}").content.decode()


def test_it_is_sealed_and_stands_in_the_record(desk, page, cleo, ben, fair):
    submit(cleo)
    desk.post(page, {"text": SAID})
    seal(fair, by=ben, now=DEADLINE + A_SECOND)
    assert SAID in Seal.objects.get().content
    record = record_of(compose(fair, by=ben, now=DEADLINE + ONE_HOUR))
    assert record.questions[0].terms.fine_print == f"Clarification of 24 November 2026: {SAID}"


def test_nothing_is_clarified_after_the_close(desk, page, cleo, at):
    submit(cleo)
    at(DEADLINE + A_SECOND)
    assert desk.post(page, {"text": SAID}).status_code == 422
    assert not Clarification.objects.exists()
