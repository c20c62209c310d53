"""Letters, in the language of whom they go to."""

import datetime as dt

import pytest
from builders.asked import A_SECOND, typed_for
from builders.site import NOON
from django.utils.translation import get_language, override
from icalendar import Calendar

from weighin.asking.form import answers_from
from weighin.site import clock
from weighin.site.languages import moment_told, spoken_language
from weighin.site.mail import texts
from weighin.site.mail.letters import change_letter, write_letter
from weighin.site.mail.message import message_of
from weighin.site.mail.texts import zone_named
from weighin.site.reply.commands import submit_answers
from weighin.site.store.models import AskedPanelist, Letter, LetterKind
from weighin.site.store.questions import questions_of

ROOT = "ab" * 32


@pytest.fixture
def reader(cleo):
    """Cleo, who reads that language, in Vienna."""

    def reading(language):
        AskedPanelist.objects.filter(pk=cleo.pk).update(language=language, time_zone="Europe/Vienna")
        return AskedPanelist.objects.select_related("asked", "asked__outlet").get(pk=cleo.pk)

    return reading


def every_letter(reader):
    """Each letter to panelists that there is; a new one that is missing here fails the test below."""
    made = {
        texts.invitation: [{"now": NOON}],
        texts.reminder: [{}],
        texts.next_round: [{"now": NOON}],
        texts.first_round: [{"now": NOON}],
        texts.extension: [{"now": NOON}],
        texts.receipt: [{"received_at": NOON, "on_time": False, "entered_by": "Ben"}],
        texts.clarification: [{"question": "Who will come?", "text": "On foot, too.", "has_answered": True}],
        texts.sealed: [{"root": ROOT, "size": size, "sealed_at": NOON} for size in (1, 7)],
        texts.edited: [{"until": NOON}],
        texts.protocol_note: [{"said": "One more round."}],
        texts.report_answered: [{"report": "No ferry.", "answer": "Mended."}],
    }
    return {write: [write(reader, **given) for given in cases] for write, cases in made.items()}


def flat(letters):
    return [letter for cases in letters.values() for letter in cases]


def test_every_letter_that_there_is_is_looked_at_here(reader):
    there = {one for one in vars(texts).values() if hasattr(one, "__wrapped__")}
    assert set(every_letter(reader("de"))) == there


@pytest.mark.parametrize(
    ("language", "salutation", "words"),
    [
        ("de", "Guten Tag Cleo Maris,\n", ("fragt: The harbour fair", "Bitte antworten Sie bis Dienstag, 1. Dezember 2026, 13:00 Uhr", "Eine Einsendung ist", "7 Einsendungen sind", "Ben hat sie", "Runde 1")),
        ("ko", "Cleo Maris 님께\n", ("에서 여쭙니다: The harbour fair", "2026년 12월 1일 화요일 13:00(중부유럽 표준시)까지 답해 주십시오", "제출물 1건이", "제출물 7건이", "Ben 님이", "1차 라운드")),
        ("", "Dear Cleo Maris,\n", ("asks: The harbour fair", "Please answer by Tuesday, 1 December 2026, 13:00 (Central European Standard Time)", "One submission is", "7 submissions are", "Ben entered", "Round 1")),
    ],
)  # fmt: skip
def test_every_letter_speaks_its_readers_language(reader, language, salutation, words):
    letters = flat(every_letter(reader(language)))
    assert {letter.language for letter in letters} == {language or "en-gb"}
    assert [letter.text for letter in letters if not letter.text.startswith(salutation)] == []
    whole = "\n".join(f"{letter.subject}\n{letter.text}" for letter in letters)
    assert [one for one in words if one not in whole] == []
    assert get_language() == "en-gb"  # who writes it, at the desk, goes on in English


def test_what_the_editors_wrote_is_translated_by_nobody(reader):
    letter = texts.invitation(reader("ko"), now=NOON)
    assert "1. Will it rain on the fair?\n2. Who will come?" in letter.text


@pytest.mark.parametrize("language", ["de", "ko"])
def test_no_letter_has_a_sentence_that_stayed_english(reader, language):
    with override("en-gb"):
        english = [
            {line for line in letter.text.splitlines() if " " in line} for letter in flat(every_letter(reader("en")))
        ]
    said = [set(letter.text.splitlines()) for letter in flat(every_letter(reader(language)))]
    kept = {line for one, other in zip(english, said, strict=True) for line in one & other}
    own = {
        "1. Will it rain on the fair?",
        "2. Who will come?",
        "Who will come?",
        "On foot, too.",
        "No ferry.",
        "One more round.",
        str(reader("").asked.outlet),
    }
    assert kept <= own | {texts.LINK, texts.STOP_LINK}


def test_a_letter_says_in_which_language_it_is_to_mail_programs_too(reader, ben):
    letter = write_letter(
        LetterKind.INVITATION, reader("ko"), texts.invitation(reader("ko"), now=NOON), by=ben, now=NOON
    )
    message = message_of(letter)
    assert message["Content-Language"] == "ko"
    assert '<html lang="ko">' in message.get_body(["html"]).get_content()
    [entry] = Calendar.from_ical(letter.calendar).walk("VEVENT")
    assert str(entry["SUMMARY"]) == "답변 마감: The harbour fair"
    assert entry["SUMMARY"].params["LANGUAGE"] == "ko"


def test_the_deadline_of_a_reminder_is_put_in_as_the_letters_language_writes_it(reader, ben):
    letter = write_letter(LetterKind.REMINDER, reader("de"), texts.reminder(reader("de")), by=ben, now=NOON)
    assert "bis Dienstag, 1. Dezember 2026, 13:00 Uhr (Mitteleuropäische Normalzeit)." in _text(letter)


def test_an_edited_letter_stays_as_it_was_edited(reader, ben):
    letter = write_letter(LetterKind.REMINDER, reader("de"), texts.reminder(reader("de")), by=ben, now=NOON)
    change_letter(letter, subject="Noch zwei Tage", text="Bis [deadline], bitte.", by=ben)
    reader("ko")  # changes their mind
    letter.refresh_from_db()
    assert _text(letter).strip() == "Bis Dienstag, 1. Dezember 2026, 13:00 Uhr (Mitteleuropäische Normalzeit), bitte."


def test_the_outbox_shows_a_letter_in_its_language_and_says_which(browser_of, ada, reader, ben, fair):
    letter = write_letter(
        LetterKind.INVITATION, reader("ko"), texts.invitation(reader("ko"), now=NOON), by=ben, now=NOON
    )
    browser = browser_of(ada)
    address = f"/desk/asked/{fair.public_id}/letters"
    assert "in 한국어" in browser.get(address).content.decode()
    shown = browser.get(f"{address}/{letter.public_id}").content.decode()
    assert "in 한국어" in shown
    assert "Cleo Maris 님께" in shown
    assert 'lang="ko"' in shown
    assert '<html lang="en' in shown


def test_a_receipt_by_mail_is_in_the_panelists_language(reader, fair, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON + A_SECOND)
    answers = answers_from(typed_for(fair), questions_of(fair)).answers
    submit_answers(panelist=reader("ko"), answers=answers, now=NOON + A_SECOND)
    letter = Letter.objects.get(kind=LetterKind.RECEIPT)
    assert letter.subject == "접수증: The harbour fair"
    assert "WEIGH-IN RECEIPT 1" in _text(letter)  # what the program checks is the same in every language


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [("de", "de"), ("de-AT", "de"), ("KO", "ko"), ("en", "en-gb"), ("fr", None), ("", None), ("%00", None)],
)
def test_the_nearest_language_is_taken(wanted, spoken):
    assert spoken_language(wanted) == spoken


@pytest.mark.parametrize(
    ("zone", "told"),
    [("UTC", "(UTC)"), ("Asia/Seoul", "(Koreanische Normalzeit)"), ("Asia/Kolkata", "(GMT+05:30, Asia/Kolkata)")],
)
def test_a_time_zone_is_told_by_a_name_that_its_reader_knows(zone, told):
    with override("de"):
        assert moment_told(dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC), zone_named(zone)).endswith(f" Uhr {told}")


def _text(letter):
    return message_of(letter).get_body(["plain"]).get_content()
