"""A reply that came by mail is read, confirmed and entered; when it was received decides, and the panelist is told who entered it."""

import datetime as dt
import json

import pytest
from builders.asked import A_SECOND, DEADLINE, typed_for
from builders.documents import word_package, word_paragraph
from builders.site import NOON
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from weighin.asking.form import answers_from
from weighin.asking.kept import Submitted, decode_kept
from weighin.reading.corrections.kinds import TakeOutPassage
from weighin.record.asking import EditedAnswer, Editing, EnteredAnswers, Way
from weighin.record.judgements import ProbabilityJudgement
from weighin.sealing.receipts import opens
from weighin.site import clock
from weighin.site.articles.commands import make_correction
from weighin.site.articles.queries import version_of
from weighin.site.board.commands import compose, seal
from weighin.site.mail.message import filled
from weighin.site.reply.commands import decline, save_answers, submit_answers, withdraw_answers
from weighin.site.store.door import record_of
from weighin.site.store.links import token_of
from weighin.site.store.models import AnswerVersion, JournalEntry, LetterKind
from weighin.site.store.questions import questions_of
from weighin.site.store.seals import seal_beside
from weighin.site.store.versions import counted_version, last_version, receipt_of, submitted_version

QUOTED = "Dear Ben,\n\n> 1. Will it rain on the fair?\n\nYes, about 70 %.\n\n> 2. Who will come?\n\nEverybody.\n\nBest wishes\nCleo Maris\n"
ONE_HOUR = dt.timedelta(hours=1)


@pytest.fixture
def at(monkeypatch):
    """Sets the clock."""

    def set_to(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_to(NOON + 2 * ONE_HOUR)
    return set_to


@pytest.fixture
def page(cleo, at):
    return f"/desk/asked/{cleo.asked.public_id}/panelists/{cleo.public_id}/reply"


@pytest.fixture
def desk(browser_of, ben):
    return browser_of(ben)


def local(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def entered(desk, page, fair, *, received=NOON + ONE_HOUR, **typed):
    fields = (
        typed_for(fair) | {"received_at": local(received), "arrival": "mail", "do": "enter", "whole": QUOTED} | typed
    )
    return desk.post(page, fields)


def given(version):
    kept = decode_kept(version.content)
    assert isinstance(kept, Submitted)
    return kept.answers.given


def test_a_reply_is_shown_beside_the_questions_and_nothing_is_kept_yet(desk, page, cleo):
    journal = JournalEntry.objects.count()
    shown = desk.post(page, {"text": QUOTED, "received_at": local(NOON + ONE_HOUR), "arrival": "mail", "do": "read"})
    assert shown.status_code == 200
    body = shown.content.decode()
    assert 'value="70"' in body
    assert "Yes, about 70 %." in body
    assert "no-store" in shown.headers["Cache-Control"]
    assert not cleo.versions.exists()
    assert JournalEntry.objects.count() == journal


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("reply.eml", b"From: cleo@panel.example\nTo: panel@courant.example\nMessage-ID: <1@panel.example>\nSubject: Re: fair\n\n" + QUOTED.encode()),
        ("reply.txt", QUOTED.encode()),
        ("reply.docx", word_package("".join(map(word_paragraph, ("Will it rain on the fair?", "Yes, about 70 %.", "Who will come?", "Everybody."))))),
    ],
)  # fmt: skip
def test_a_file_is_read_as_what_it_is(desk, page, name, data):
    typed = {"file": SimpleUploadedFile(name, data), "received_at": local(NOON), "arrival": "mail", "do": "read"}
    body = desk.post(page, typed).content.decode()
    assert 'value="70"' in body
    assert body.count("Everybody.") >= 2


def test_what_is_confirmed_is_submitted_with_a_receipt_that_says_who_entered_it(desk, page, cleo, fair, ben):
    assert entered(desk, page, fair).status_code == 302
    version = submitted_version(cleo)
    assert (version.arrival, version.entered_by, version.received_at) == ("mail", ben, NOON + ONE_HOUR)
    assert (version.kept_at, version.on_time) == (NOON + 2 * ONE_HOUR, True)
    assert given(version)[0].judgement == ProbabilityJudgement(probability=0.6)
    letter = cleo.letters.get(kind=LetterKind.RECEIPT)
    assert letter.state == "queued"
    assert "Ben entered them for you" in filled(letter)
    content = json.loads(version.content)["answers"]
    assert opens(receipt_of(version), content)
    told = json.loads(JournalEntry.objects.get(event="answers submitted").about)
    assert told["came by"] == "mail"
    assert told["received"] == (NOON + ONE_HOUR).isoformat()
    assert JournalEntry.objects.get(event="answers submitted").by == ben


def test_the_panelist_sees_who_entered_it_and_can_change_it(desk, page, cleo, fair):
    entered(desk, page, fair)
    link = f"/answer/{token_of(cleo)}"
    assert "Ben entered them for you" in Client().get(f"{link}/receipt").content.decode()
    assert "It will rain, and everybody will come." in Client().get(link).content.decode()
    Client().post(link, typed_for(fair, probability="30") | {"seen": "1", "do": "submit"})
    assert given(counted_version(cleo))[0].judgement == ProbabilityJudgement(probability=0.3)


def test_nobody_reads_it_again_before_the_close(desk, page, fair):
    entered(desk, page, fair)
    for address in (page, f"/desk/asked/{fair.public_id}", f"/desk/asked/{fair.public_id}/letters", "/desk/journal"):
        assert "everybody will come" not in desk.get(address).content.decode()


def test_what_a_panelist_wrote_by_the_link_is_not_shown_and_not_lost(desk, page, cleo, fair):
    words = {f"{fair.questions.first().public_id}.prose": "A secret thought."}
    save_answers(panelist=cleo, fields=words, seen=0, now=NOON)
    read = desk.post(page, {"text": QUOTED, "received_at": local(NOON + ONE_HOUR), "arrival": "mail", "do": "read"})
    assert "A secret thought." not in read.content.decode()
    entered(desk, page, fair)
    assert "A secret thought." in last_version(cleo).content
    assert "A secret thought." in Client().get(f"/answer/{token_of(cleo)}").content.decode()
    assert "everybody will come" in counted_version(cleo).content


@pytest.mark.parametrize(("received", "on_time"), [(DEADLINE, True), (DEADLINE + A_SECOND, False)])
def test_what_was_received_in_time_is_in_time_whenever_it_is_entered(desk, page, cleo, at, *, received, on_time):
    fair = cleo.asked
    at(DEADLINE + ONE_HOUR)
    assert entered(desk, page, fair, received=received).status_code == 302
    assert submitted_version(cleo).on_time is on_time
    assert (counted_version(cleo) is not None) is on_time


@pytest.mark.parametrize("received", [NOON - A_SECOND, NOON + 2 * ONE_HOUR + A_SECOND])
def test_nothing_is_received_before_the_opening_or_in_the_future(desk, page, cleo, fair, received):
    refused = entered(desk, page, fair, received=received)
    assert refused.status_code == 422
    assert "everybody will come" in refused.content.decode()
    assert not cleo.versions.exists()


@pytest.mark.parametrize("deed", ["submitted other answers", "withdrew their answers", "declined"])
def test_what_the_panelist_did_later_holds(desk, page, cleo, fair, deed):
    later = NOON + ONE_HOUR + A_SECOND
    answers = answers_from(typed_for(fair, probability="5"), questions_of(fair)).answers
    if deed == "declined":
        decline(panelist=cleo, because="", now=later)
    else:
        submit_answers(panelist=cleo, answers=answers, now=later if deed.startswith("sub") else NOON)
    if deed.startswith("withdrew"):
        withdraw_answers(panelist=cleo, now=later)
    before = AnswerVersion.objects.count()
    refused = entered(desk, page, fair)
    assert refused.status_code == 422
    assert deed in refused.content.decode()
    assert AnswerVersion.objects.count() == before


def test_what_is_sealed_takes_nothing_more(desk, page, cleo, ben, at, *, dmitri):
    fair = cleo.asked
    answers = answers_from(typed_for(fair), questions_of(fair)).answers
    submit_answers(panelist=dmitri, answers=answers, now=NOON)
    at(DEADLINE + ONE_HOUR)
    seal(fair, by=ben, now=DEADLINE + ONE_HOUR)
    assert entered(desk, page, fair).status_code == 422
    assert not cleo.versions.exists()


def test_what_does_not_fit_is_told_and_what_was_typed_stays(desk, page, cleo, fair):
    first = fair.questions.first().public_id
    refused = entered(desk, page, fair, **{f"{first}.probability": "much"})
    assert refused.status_code == 422
    assert 'value="much"' in refused.content.decode()
    assert not cleo.versions.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"text": ""},
        {"text": "x", "received_at": "yesterday"},
        {"text": "x", "arrival": "pigeon"},
        {"file": SimpleUploadedFile("reply.docx", b"PK\x03\x04broken")},
        {"file": SimpleUploadedFile("reply.pdf", b"%PDF-1.7\n")},
    ],
)
def test_what_cannot_be_read_is_told(desk, page, typed):
    refused = desk.post(page, {"received_at": local(NOON), "arrival": "mail", "do": "read"} | typed)
    assert refused.status_code == 422


def test_a_reply_is_shown_escaped(desk, page):
    text = "Ad 1: <script>alert(1)</script> \"'> {{ 7 }}\n\nAd 2: x"
    body = desk.post(page, {"text": text, "received_at": local(NOON), "arrival": "mail", "do": "read"}).content.decode()
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert(1)" in body


def test_a_double_click_enters_a_reply_once(desk, page, fair, cleo):
    for _ in range(2):
        assert entered(desk, page, fair).status_code == 302
    assert cleo.versions.filter(is_submitted=True).count() == 1
    assert cleo.letters.filter(kind=LetterKind.RECEIPT).count() == 1
    entered(desk, page, fair, received=NOON + ONE_HOUR + A_SECOND)  # the same words in another letter
    assert cleo.letters.filter(kind=LetterKind.RECEIPT).count() == 2


def test_the_record_and_the_page_say_which_answers_an_editor_entered(desk, page, fair, dmitri, ada, at):
    entered(desk, page, fair)
    Client().post(f"/answer/{token_of(dmitri)}", typed_for(fair) | {"do": "submit"})
    at(DEADLINE + A_SECOND)
    seal(fair, by=ada, now=DEADLINE + A_SECOND)
    roundup = compose(fair, by=ada, now=DEADLINE + A_SECOND)
    assert record_of(roundup).asking.entered == (EnteredAnswers(way=Way.MAIL, panelist="p1"),)
    preview = desk.get(f"/desk/roundups/{roundup.public_id}/preview/readers/").content.decode()
    assert "Of these, 1 answered by mail; an editor entered" in preview
    assert preview.count("<span>Came by mail</span>") == 2  # both of Cleo's answers


def test_what_is_cut_at_the_desk_after_the_seal_is_told_as_edited(desk, page, fair, cleo, ada, at):
    entered(desk, page, fair, **typed_for(fair, prose="It will rain, and everybody will come."))
    at(DEADLINE + A_SECOND)
    seal(fair, by=ada, now=DEADLINE + A_SECOND)
    roundup = compose(fair, by=ada, now=DEADLINE + A_SECOND)
    record = record_of(roundup)
    start = record.text.index(", and everybody will come")
    cut = TakeOutPassage(answer="a1", start=start, end=start + len(", and everybody will come"))
    make_correction(roundup, cut, seen=version_of(roundup), by=ada, now=DEADLINE + 2 * A_SECOND)
    roundup.refresh_from_db()
    record = record_of(roundup)
    assert record.asking.edited == (EditedAnswer(answer="a1", editing=Editing.SHORTENED),)
    assert seal_beside(record, roundup).seal.edited == ("a1",)
