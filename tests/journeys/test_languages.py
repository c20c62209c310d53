"""A Korean and a German panelist in a browser, from the invitation to the receipt."""

import re
from email.message import EmailMessage

import pytest
from builders.asked import ask_on_every_scale, asked_roundup, panelist_on
from builders.site import outlet_of
from django.test import override_settings

from weighin.record.judgements import IntervalJudgement, ProbabilityJudgement
from weighin.site import clock
from weighin.site.mail import texts
from weighin.site.mail.letters import send_off, write_letter
from weighin.site.mail.smtp import Accepted
from weighin.site.mail.worker import send_due
from weighin.site.store.models import AskedRoundup, LetterKind
from weighin.site.store.versions import answers_of, submitted_version

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LINK = re.compile(r"http://\S+/answer/\S{43}")


@pytest.fixture
def fair(transactional_db):
    asked = asked_roundup(outlet_of("The Courant", "Ada"))
    opened = clock.now()
    AskedRoundup.objects.update(opened_at=opened, deadline=opened.replace(year=opened.year + 1))
    asked.refresh_from_db()
    return asked


@pytest.fixture
def post(live_server):
    """Sends what is due, and gives what went out."""
    with override_settings(SITE_ADDRESS=live_server.url):

        def sent() -> list[EmailMessage]:
            taken: list[EmailMessage] = []

            def deliver(message, _address):
                taken.append(message)
                return Accepted("250 taken")

            send_due(deliver, now=clock.now())
            return taken

        yield sent


def invited(asked, post, name, **columns):
    """Somebody on the panel, and the invitation that they got."""
    panelist = panelist_on(asked, name, **columns)
    now = clock.now()
    letter = write_letter(LetterKind.INVITATION, panelist, texts.invitation(panelist, now=now), by=None, now=now)
    send_off([letter], asked=asked, by=asked.drafted_by, now=now)
    [message] = post()
    return panelist, message


def words_of(message):
    return message.get_body(["plain"]).get_content()


def test_a_korean_panelist_is_written_to_asked_and_thanked_in_korean(visit, fair, post):
    panelist, invitation = invited(fair, post, "Ines Holt", language="ko", time_zone="Asia/Seoul")
    assert str(invitation["Subject"]) == "The Courant에서 여쭙니다: The harbour fair"
    assert "Ines Holt 님께" in words_of(invitation)
    visitor = visit(size=(375, 812))
    page = visitor.page
    page.goto(LINK.search(words_of(invitation))[0])
    assert page.locator("html").get_attribute("lang") == "ko"
    page.get_by_text("남은 시간:").wait_for()
    page.get_by_label("확률").fill("６２．５ %")  # as a Korean keyboard can type
    page.get_by_text("일어날 확률 62.5 %, 일어나지 않을 확률 37.5 %").wait_for()
    page.get_by_label("답변", exact=True).first.fill("비가 옵니다.")
    assert visitor.flaws() == []
    page.get_by_role("button", name="제출", exact=True).click()
    page.get_by_role("heading", name="감사합니다. 답변이 도착했습니다.").wait_for()
    page.get_by_text("(대한민국 표준시)").first.wait_for()
    assert visitor.overflow() <= 0
    assert visitor.flaws() == []
    [receipt] = post()
    assert str(receipt["Subject"]) == "접수증: The harbour fair"
    assert "답변이 도착했습니다. 도착 시각:" in words_of(receipt)
    assert "WEIGH-IN RECEIPT 1" in words_of(receipt)
    assert answers_of(submitted_version(panelist)).given[0].judgement == ProbabilityJudgement(probability=0.625)
    assert visitor.complaints == []


def test_a_german_panelist_answers_with_decimal_commas_and_is_asked_what_can_be_read_in_two_ways(visit, fair, post):
    visitors = ask_on_every_scale(fair)["How many visitors?"].public_id
    panelist, invitation = invited(fair, post, "Dmitri Vale", language="de", time_zone="Europe/Vienna")
    assert "Bitte antworten Sie bis" in words_of(invitation)
    visitor = visit(size=(375, 812))
    page = visitor.page
    page.goto(LINK.search(words_of(invitation))[0])
    page.get_by_label("Wahrscheinlichkeit", exact=True).fill("62,5")
    page.get_by_text("62,5 %, dass es eintritt, 37,5 %, dass nicht").wait_for()
    question = page.locator(f'[id="{visitors}"]')
    for part, typed in {"lowest": "1.000", "best": "1 250,5", "highest": "1.250.000,5", "sure": "82,5 %"}.items():
        page.locator(f'[name="{visitors}.{part}"]').fill(typed)
    assert question.locator("figure").is_hidden()  # nothing is drawn of what can be read in two ways
    page.get_by_role("button", name="Einreichen", exact=True).click()
    told = "„1.000“ lässt sich auf zwei Arten lesen. Wenn Sie 1000 meinen, schreiben Sie 1000; wenn nicht, hängen Sie eine Null an: 1.0000."
    question.get_by_text(told).wait_for()
    assert page.locator(f'[name="{visitors}.lowest"]').input_value() == "1.000"
    assert visitor.flaws() == []
    page.locator(f'[name="{visitors}.lowest"]').fill("1000")
    drawn = "82,5 % zwischen 1.000 visitors und 1.250.000,5 visitors, die Mitte bei 1.250,5 visitors"
    question.get_by_text(drawn).wait_for()
    page.get_by_role("button", name="Einreichen", exact=True).click()
    page.get_by_role("heading", name="Danke. Ihre Antworten sind angekommen.").wait_for()
    taken = {one.question: one.judgement for one in answers_of(submitted_version(panelist)).given if one.judgement}
    assert ProbabilityJudgement(probability=0.625) in taken.values()
    assert taken[visitors] == IntervalJudgement(lowest=1000, best=1250.5, highest=1250000.5, confidence=0.825)
    assert [one for one in visitor.complaints if "422" not in one] == []
