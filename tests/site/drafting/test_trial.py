"""A test run to oneself: invitation, form and receipt as a panelist has them, and no trace of it anywhere else."""

import datetime as dt

import pytest
from builders.asked import A_SECOND, DEADLINE, typed_for
from builders.crawler import crawl
from builders.site import NOON
from django.test import Client

from weighin.sealing.receipt_text import read_receipt
from weighin.site import clock
from weighin.site.board.commands import seal, write_reminders
from weighin.site.directory.export import everything_about
from weighin.site.drafting.testing import seat_in_test
from weighin.site.mail.mailbox import into_folder, letters_in
from weighin.site.mail.worker import send_due
from weighin.site.store.composed import record_from_answers
from weighin.site.store.directory import keep_expert
from weighin.site.store.links import token_of
from weighin.site.store.models import AnswerVersion, AskedPanelist, AskedRoundup, JournalEntry, Letter, Purpose

WORDS = "A word that is typed in a test alone: zwuxquast."


@pytest.fixture
def at(monkeypatch):
    def set_to(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_to(NOON)
    return set_to


@pytest.fixture
def desk(browser_of, ben, at):
    ben.address = "ben@courant.example"
    ben.save()
    return browser_of(ben)


def begun(desk, fair, ben, **typed):
    """Ben's seat in a test of the fair."""
    assert desk.post(f"/desk/asked/{fair.public_id}/test", typed).status_code == 302
    return seat_in_test(fair, ben)


def submit(seat, words=WORDS):
    response = Client().post(f"/answer/{token_of(seat)}", typed_for(seat.asked, prose=words) | {"seen": str(seat.versions.count()), "do": "submit"})  # fmt: skip
    assert response.status_code == 302, response.content.decode()
    return Client().get(response["Location"]).content.decode()


def test_an_editor_gets_the_invitation_answers_and_gets_the_receipt_like_a_panelist(desk, fair, cleo, ben, tmp_path):
    seat = begun(desk, fair, ben, language="de")
    send_due(into_folder(tmp_path), now=NOON)
    [invitation] = letters_in(tmp_path)
    text = invitation.get_body(("plain",)).get_content()
    assert (invitation["To"].addresses[0].addr_spec, "Will it rain on the fair?" in text) == (ben.address, True)
    assert f"/answer/{token_of(seat)}" in text
    assert 'lang="de"' in Client().get(f"/answer/{token_of(seat)}").content.decode()
    submit(seat)
    send_due(into_folder(tmp_path), now=NOON)
    receipt = next(one for one in letters_in(tmp_path) if one["Subject"] != invitation["Subject"])
    assert read_receipt(receipt.get_body(("plain",)).get_content()).panelist == seat.public_id
    page = desk.get(f"/desk/asked/{fair.public_id}/test").content.decode()
    assert "Begun on" in page
    assert token_of(seat) in page


def test_a_test_can_be_made_in_a_draft_and_is_of_the_draft_as_it_was(desk, fair, ben):
    AskedRoundup.objects.update(opened_at=None, opened_by=None, deadline=None)
    first = begun(desk, fair, ben)
    assert first.asked.deadline == NOON + dt.timedelta(days=7)
    fair.questions.first().delete()
    assert first.asked.questions.count() == 2
    second = begun(desk, fair, ben)
    assert second.asked.questions.count() == 1
    assert Client().get(f"/answer/{token_of(first)}").status_code == 404
    assert AskedRoundup.of_every_purpose.filter(purpose=Purpose.TEST).count() == 1


def test_nothing_of_a_test_is_in_any_list_count_letter_seal_record_journal_or_export(  # noqa: PLR0917 - the cast
    desk, fair, cleo, dmitri, ben, ada, vera, olga, browser_of, at
):
    expert = keep_expert({"name": "Ben Benson", "address": ben.address}, by=ada, now=NOON)
    journal = JournalEntry.objects.count()
    seat = begun(desk, fair, ben)
    assert JournalEntry.objects.count() == journal + 1  # that it was begun; nothing of what is done in it
    submit(seat)
    Client().post(f"/answer/{token_of(seat)}/withdraw")
    Client().post(f"/answer/{token_of(seat)}/ask", {"wish": "meaning", "text": WORDS})
    submit(seat, words=f"{WORDS} Again.")
    assert JournalEntry.objects.count() == journal + 1

    assert fair.panel.count() == 2
    assert write_reminders(fair, by=ada, now=NOON) == 0  # nobody was invited yet: not Ben either
    Client().post(f"/answer/{token_of(cleo)}", typed_for(fair, prose="It rains.") | {"seen": "0", "do": "submit"})
    for member in (ada, ben, vera, olga):
        seen = crawl(browser_of(member), ["/desk", "/desk/asked", "/desk/journal", "/"])
        own = [address for address in seen if token_of(seat) in address]
        assert bool(own) == (member == ben)  # whose test it is finds the link to it on its page
        for address, words in seen.items():
            if address in own:
                continue
            assert "zwuxquast" not in words, address
            assert seat.asked.public_id not in words, address
            assert seat.public_id not in words, address
    for rest in ("", "/letters", "/panel", "/draft", "/open", "/close", "/seal", "/preview"):
        assert browser_of(ada).get(f"/desk/asked/{seat.asked.public_id}{rest}").status_code == 404
    assert everything_about(expert, now=NOON)["panels"] == []

    at(DEADLINE + A_SECOND)
    sealed = seal(fair, by=ada, now=DEADLINE + A_SECOND)
    assert sealed.size == 1
    record = record_from_answers(fair, sealed, day=NOON.date())
    assert [one.name for one in record.panel] == ["Cleo Maris"]
    assert (record.asking.asked, record.asking.in_time) == (2, 1)
    assert {one.to_name for one in fair.letters.all()} <= {"Cleo Maris", "Dmitri Vale"}


def test_a_test_is_thrown_away_with_its_letters_and_answers(desk, fair, cleo, ben, ada, browser_of):
    seat = begun(desk, fair, ben)
    submit(seat)
    assert browser_of(ada).post(f"/desk/asked/{fair.public_id}/test/end").status_code == 302  # nobody else's
    assert seat_in_test(fair, ben) is not None
    assert desk.post(f"/desk/asked/{fair.public_id}/test/end").status_code == 302
    assert not AskedRoundup.of_every_purpose.exclude(purpose=Purpose.ROUNDUP).exists()
    assert not AnswerVersion.objects.exists()
    assert not Letter.objects.exists()
    assert list(AskedPanelist.objects.all()) == [cleo]
    assert Client().get(f"/answer/{token_of(seat)}").status_code == 404


def test_tests_end_when_the_round_up_opens(desk, fair, cleo, ben):
    AskedRoundup.objects.update(opened_at=None, opened_by=None)
    seat = begun(desk, fair, ben)
    assert desk.post(f"/desk/asked/{fair.public_id}/open").status_code == 302
    assert Client().get(f"/answer/{token_of(seat)}").status_code == 404


def test_without_an_address_or_a_question_there_is_no_test_and_it_is_said_why(browser_of, desk, vera, ada, fair, ben):
    refused = browser_of(ada).post(f"/desk/asked/{fair.public_id}/test")
    assert (refused.status_code, "You have no mail address here" in refused.content.decode()) == (409, True)
    fair.questions.all().delete()
    refused = desk.post(f"/desk/asked/{fair.public_id}/test")
    assert (refused.status_code, "There is no question to try out" in refused.content.decode()) == (409, True)
    assert browser_of(vera).post(f"/desk/asked/{fair.public_id}/test").status_code == 403
    assert not Letter.objects.exists()
