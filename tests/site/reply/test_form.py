"""/answer/<token>: a GET changes nothing, nothing typed is lost, the deadline is to the microsecond."""

import json

import msgspec
import pytest
from builders.asked import A_SECOND, DEADLINE, asked_roundup, panelist_on, typed_for
from builders.site import NOON
from django.test import Client

from weighin.asking.kept import Submitted, decode_kept
from weighin.record.judgements import ChoiceScale, ProbabilityJudgement
from weighin.sealing.receipt_text import read_receipt
from weighin.sealing.receipts import opens
from weighin.site import clock
from weighin.site.mail.message import filled
from weighin.site.store.links import renew_link, token_of
from weighin.site.store.models import AnswerVersion, AskedPanelist, AskedQuestion, JournalEntry, Letter
from weighin.site.store.versions import counted_version


@pytest.fixture
def at(monkeypatch):
    """Sets the clock."""

    def set_to(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_to(NOON + A_SECOND)
    return set_to


@pytest.fixture
def page(client, cleo, at):
    return f"/answer/{token_of(cleo)}"


def receipt_code(version):
    """The nonce as hexadecimal; it must stand in no row but its own."""
    return bytes(version.nonce).hex()


def rows():
    return [
        list(model.objects.order_by("pk").values()) for model in (AskedPanelist, AnswerVersion, JournalEntry, Letter)
    ]


def test_a_visit_shows_the_questions_and_leaves_no_trace(client, page):
    before = rows()
    shown = client.get(page)
    assert shown.status_code == 200
    assert "Will it rain on the fair?" in shown.content.decode()
    for other in ("receipt", "decline", "withdraw", "reminders"):
        client.get(f"{page}/{other}")
    assert rows() == before


def test_the_address_goes_nowhere_else(client, page):
    shown = client.get(page)
    assert shown.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in shown.headers["Cache-Control"]
    assert "noindex" in shown.headers["X-Robots-Tag"]


def test_what_is_saved_is_there_again_as_it_was_typed(client, page, fair, cleo):
    typed = typed_for(fair, probability="sixty-ish", prose="  <b>Ω</b>\r\n\r\n'\"& \u202e ☔ ")
    saved = client.post(page, typed | {"seen": "0", "do": "save"}, follow=True)
    assert "Saved." in saved.content.decode()
    assert "<b>Ω</b>" not in saved.content.decode()
    [version] = cleo.versions.all()
    assert json.loads(version.content)["fields"] == typed
    assert not version.is_submitted
    cleo.refresh_from_db()
    assert cleo.started_at == NOON + A_SECOND
    assert "sixty-ish" in client.get(page).content.decode()


def test_saving_the_same_again_keeps_one_version(client, page, fair, cleo):
    for seen in "01":
        client.post(page, typed_for(fair) | {"seen": seen, "do": "save"})
    assert cleo.versions.count() == 1


def test_two_windows_never_overwrite_each_other_silently(client, page, fair, cleo):
    client.post(page, typed_for(fair, prose="From the first.") | {"seen": "0", "do": "save"})
    second = client.post(page, typed_for(fair, prose="From the second.") | {"seen": "0", "do": "save"})
    assert second.status_code == 409
    assert "From the first." in second.content.decode()
    assert "From the second." in second.content.decode()
    assert cleo.versions.count() == 2


def test_submitting_gives_a_receipt_that_opens_the_answers(client, page, fair, cleo):
    answered = client.post(page, typed_for(fair) | {"seen": "0", "do": "submit"}, follow=True)
    assert answered.status_code == 200
    version = counted_version(cleo)
    kept = decode_kept(version.content)
    assert isinstance(kept, Submitted)
    assert kept.answers.given[0].judgement == ProbabilityJudgement(probability=0.6)
    [letter] = cleo.letters.all()
    assert receipt_code(version) not in letter.text
    receipt = read_receipt(filled(letter))
    assert receipt.commitment == version.commitment
    assert opens(receipt, json.loads(version.content)["answers"])
    assert version.commitment in JournalEntry.objects.get(event="answers submitted").about
    assert "Everybody" not in JournalEntry.objects.get(event="answers submitted").about


def test_a_browser_without_cookies_that_tells_no_origin_can_answer(page, fair, cleo):
    bare = Client(enforce_csrf_checks=True, headers={"origin": "null"})
    assert bare.post(page, typed_for(fair) | {"seen": "0", "do": "submit"}).status_code == 302
    assert counted_version(cleo) is not None
    assert not bare.cookies


def test_a_double_click_is_one_submission(client, page, fair, cleo):
    for _ in range(2):
        client.post(page, typed_for(fair) | {"seen": "9", "do": "submit"})
    assert cleo.versions.filter(is_submitted=True).count() == 1
    assert cleo.letters.count() == 1


def test_what_is_no_judgement_is_saved_told_and_not_submitted(client, page, fair, cleo):
    answered = client.post(page, typed_for(fair, probability="160") | {"seen": "0", "do": "submit"})
    assert answered.status_code == 422
    assert "from 0 to 100 per cent. You wrote 160." in answered.content.decode()
    assert "It will rain, and everybody will come." in answered.content.decode()
    assert cleo.versions.get().is_submitted is False


@pytest.mark.parametrize("seconds_late", [0, 1])
def test_one_second_late_is_late_and_kept(client, page, fair, cleo, at, seconds_late):
    at(DEADLINE + seconds_late * A_SECOND)
    client.post(page, typed_for(fair) | {"seen": "0", "do": "submit"})
    assert cleo.versions.get(is_submitted=True).on_time is (seconds_late == 0)
    assert (counted_version(cleo) is None) is (seconds_late == 1)


def test_a_late_change_does_not_replace_what_was_in_time(client, page, fair, cleo, at):
    client.post(page, typed_for(fair, probability="60") | {"seen": "0", "do": "submit"})
    at(DEADLINE + A_SECOND)
    client.post(page, typed_for(fair, probability="99") | {"seen": "9", "do": "submit"})
    assert counted_version(cleo).kept_at == NOON + A_SECOND


def test_an_extension_holds_for_one(client, page, fair, cleo, dmitri, at):
    AskedPanelist.objects.filter(pk=cleo.pk).update(extended_until=DEADLINE + 2 * A_SECOND)
    at(DEADLINE + A_SECOND)
    for panelist in (cleo, dmitri):
        client.post(f"/answer/{token_of(panelist)}", typed_for(fair) | {"seen": "0", "do": "submit"})
    assert cleo.versions.get(is_submitted=True).on_time
    assert not dmitri.versions.get(is_submitted=True).on_time


def test_what_is_withdrawn_counts_no_more_and_stays_with_its_author(client, page, fair, cleo):
    client.post(page, typed_for(fair) | {"seen": "0", "do": "submit"})
    client.post(f"{page}/withdraw")
    assert counted_version(cleo) is None
    assert "It will rain" in client.get(page).content.decode()


def test_after_the_close_nothing_is_withdrawn(client, page, fair, cleo, at):
    client.post(page, typed_for(fair) | {"seen": "0", "do": "submit"})
    at(DEADLINE + A_SECOND)
    assert client.post(f"{page}/withdraw").status_code == 409
    assert counted_version(cleo) is not None


def test_declining_is_kept_with_its_reason_and_an_answer_takes_it_back(client, page, fair, cleo):
    client.post(f"{page}/decline", {"because": "At sea."})
    cleo.refresh_from_db()
    assert (cleo.declined_at, cleo.declined_because) == (NOON + A_SECOND, "At sea.")
    client.post(page, typed_for(fair) | {"seen": "0", "do": "submit"})
    cleo.refresh_from_db()
    assert cleo.declined_at is None


def test_one_click_of_a_mail_program_stops_reminders_and_nothing_else(cleo, fair, page, at):
    stranger = Client(enforce_csrf_checks=True)
    stranger.post(f"{page}/reminders", {"List-Unsubscribe": "One-Click"})
    cleo.refresh_from_db()
    assert cleo.reminders_stopped_at == NOON + A_SECOND
    assert cleo.declined_at is None


def test_every_link_that_is_not_the_right_one_is_answered_alike(client, page, cleo, ada, at):
    old = token_of(cleo)
    renew_link(cleo)
    cleo.save()
    draft = panelist_on(asked_roundup(ada, is_open=False, title="A draft"), "Ines Holt")
    answers = {
        client.get(f"/answer/{token}{rest}").content
        for token in (old, token_of(draft), "x" * 43, "%00", "a" * 5000, old[:-1])
        for rest in ("", "/receipt")
    }
    assert len(answers) == 1
    assert client.get(f"/answer/{old}").status_code == 404
    assert client.get(f"/answer/{token_of(cleo)}").status_code == 200


def test_one_panelists_link_shows_nothing_of_another(client, page, fair, cleo, dmitri):
    client.post(page, typed_for(fair, prose="Only Cleo knows.") | {"seen": "0", "do": "submit"})
    for rest in ("", "/receipt", "/withdraw", "/decline"):
        assert "Only Cleo knows" not in client.get(f"/answer/{token_of(dmitri)}{rest}", follow=True).content.decode()


AS_ONE_WRITES = {"HTTP_ACCEPT": "application/json"}


def test_saving_as_one_writes_is_told_in_the_panelists_own_time(client, page, fair, cleo):
    AskedPanelist.objects.update(time_zone="Asia/Seoul")
    answered = client.post(page, typed_for(fair) | {"seen": "0", "do": "save"}, **AS_ONE_WRITES)
    assert answered.status_code == 200
    assert answered.json() == {"number": 1, "told": "saved 21:00", "other": None, "asked": []}
    assert cleo.versions.get().is_submitted is False


def test_saving_as_one_writes_over_another_window_says_what_that_one_holds(client, page, fair, cleo):
    first, second = typed_for(fair, prose="From the first."), typed_for(fair, prose="From the second.", probability="1")
    client.post(page, first | {"seen": "0", "do": "save"}, **AS_ONE_WRITES)
    told = client.post(page, second | {"seen": "0", "do": "save"}, **AS_ONE_WRITES)
    assert (told.status_code, told.json()["other"]) == (409, first)
    assert cleo.versions.count() == 2
    shown = client.post(page, second | {"seen": "0", "do": "save"}).content.decode()
    assert "From the first." not in shown  # the second, saved once more, stands alone


def test_an_empty_form_is_no_beginning(client, page, cleo):
    before = rows()
    client.post(page, {"seen": "0", "do": "save"}, **AS_ONE_WRITES)
    client.post(page, {"seen": "0", "do": "save"})
    client.post(page, {"seen": "0", "do": "submit"})
    assert rows() == before


def test_only_our_own_script_runs_and_it_writes_only_back(client, page):
    policy = client.get(page).headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in client.get("/sign-in").headers["Content-Security-Policy"]


def test_an_answer_says_how_many_words_it_has_and_how_many_are_wanted(client, page, fair, cleo):
    fair.questions.update(words_wanted=150)
    client.post(page, typed_for(fair) | {"seen": "0", "do": "save"})
    shown = client.get(page).content.decode()
    assert f'<span id="{fair.questions.first().public_id}.prose.words">7</span>' in shown
    assert "about 150 are wanted" in shown


def test_the_rest_of_a_choice_is_shared_out_without_scripts(client, page, fair, cleo):
    scale = msgspec.json.encode(ChoiceScale(options=("Ames", "Boyd", "Coe"))).decode()
    question = AskedQuestion.objects.create(asked=fair, position=3, text="Which boat?", scale=scale)
    typed = {f"{question.public_id}.option-0": "50", f"{question.public_id}.prose": "Ames, I think."}
    answered = client.post(page, typed | {"seen": "0", "share": question.public_id})
    assert answered.headers["Location"] == f"{page}#{question.public_id}"
    kept = decode_kept(cleo.versions.get().content).fields
    assert [kept[f"{question.public_id}.option-{number}"] for number in range(3)] == ["50", "25", "25"]
    assert kept[f"{question.public_id}.prose"] == "Ames, I think."
