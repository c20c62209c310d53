"""An editor writes to some of the panel: drafts to those who were chosen, and to nobody else."""

import datetime as dt

import pytest
from builders.asked import asked_roundup, panelist_on, typed_for
from builders.site import NOON
from django.test import Client

from weighin.site import clock
from weighin.site.mail.letters import discard, send_off
from weighin.site.mail.mailbox import into_folder, letters_in
from weighin.site.mail.messages import MOST_A_DAY
from weighin.site.mail.worker import send_due
from weighin.site.store.links import token_of
from weighin.site.store.models import Letter, LetterKind, LetterState

A_DAY = dt.timedelta(days=1)


@pytest.fixture
def at(monkeypatch):
    """Sets the clock."""

    def set_to(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_to(NOON)
    return set_to


@pytest.fixture
def desk(browser_of, ben, at):
    return browser_of(ben)


def write(
    desk,
    asked,
    *panelists,
    subject="The hall has moved",
    text="Dear [name],\n\nit is in the port now: [personal link]\n",
):
    typed = {"to": [one.public_id for one in panelists], "subject": subject, "text": text}
    return desk.post(f"/desk/asked/{asked.public_id}/letters/write", typed)


def test_only_who_was_chosen_gets_a_draft(desk, fair, cleo, dmitri):
    assert write(desk, fair, cleo).status_code == 302
    [letter] = Letter.objects.all()
    assert (letter.panelist, letter.kind, letter.state) == (cleo, LetterKind.MESSAGE, LetterState.DRAFT)
    assert letter.text.startswith("Dear Cleo Maris,")


def test_it_goes_out_with_the_personal_link_once_it_is_sent_off(desk, fair, cleo, ben, tmp_path):
    write(desk, fair, cleo)
    deliver = into_folder(tmp_path / "mailbox")
    assert send_due(deliver, now=NOON) == 0
    send_off(list(Letter.objects.all()), asked=fair, by=ben, now=NOON)
    assert send_due(deliver, now=NOON) == 1
    [message] = letters_in(tmp_path / "mailbox")
    assert token_of(cleo) in message.get_body(("plain",)).get_content()
    assert message["List-Unsubscribe"] is None


def test_nobody_of_another_panel_can_be_chosen(desk, fair, cleo, ada):
    stranger = panelist_on(asked_roundup(ada, title="Another"), "Eve Other")
    assert write(desk, fair, cleo, stranger).status_code == 422
    assert not Letter.objects.exists()


@pytest.mark.parametrize("missing", ["to", "subject", "text"])
def test_what_is_missing_is_told_and_nothing_is_written(desk, fair, cleo, missing):
    typed = {"subject": {"subject": " "}, "text": {"text": " "}}.get(missing, {})
    assert write(desk, fair, *([] if missing == "to" else [cleo]), **typed).status_code == 422
    assert not Letter.objects.exists()


def test_a_draft_round_up_writes_to_nobody(desk, ada):
    asked = asked_roundup(ada, is_open=False)
    assert write(desk, asked, panelist_on(asked, "Cleo Maris")).status_code == 422
    assert not Letter.objects.exists()


def test_five_letters_within_a_day_are_enough_and_discarded_ones_do_not_count(desk, fair, cleo, at):
    for _ in range(MOST_A_DAY):
        assert write(desk, fair, cleo).status_code == 302
    refused = write(desk, fair, cleo)
    assert refused.status_code == 422
    assert "within a day are enough" in refused.content.decode()
    discard(list(Letter.objects.all()[:1]))
    assert write(desk, fair, cleo).status_code == 302
    at(NOON + A_DAY)
    assert write(desk, fair, cleo).status_code == 302


def test_what_was_written_to_somebody_is_listed_for_them_alone(browser_of, vera, desk, fair, cleo, dmitri):
    write(desk, fair, cleo, subject="To <Cleo>")
    write(desk, fair, dmitri, subject="To Dmitri")
    page = browser_of(vera).get(f"/desk/asked/{fair.public_id}/panelists/{cleo.public_id}/letters").content.decode()
    assert "To &lt;Cleo&gt;" in page
    assert "To Dmitri" not in page


def test_links_and_receipts_in_the_demos_mailbox_are_not_for_viewers(  # noqa: PLR0917 - what is given meets here
    desk, fair, cleo, vera, browser_of, settings, tmp_path
):
    settings.MAIL_SERVER, settings.MAILBOX_FOLDER = "mailbox", tmp_path
    Client().post(f"/answer/{token_of(cleo)}", typed_for(fair) | {"do": "submit"})
    send_due(into_folder(tmp_path), now=NOON)
    told, letters = "/desk/mailbox", f"/desk/asked/{fair.public_id}/letters"
    assert token_of(cleo) in desk.get(told).content.decode()
    assert "Nonce" in desk.get(told).content.decode()
    assert told in desk.get(letters).content.decode()
    assert browser_of(vera).get(told).status_code == 403
    assert told not in browser_of(vera).get(letters).content.decode()
