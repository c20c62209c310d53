"""Letters and form as an expert will have them: in each language, before and after the opening; nothing can be sent from there."""

import pytest
from builders.asked import A_SECOND, DEADLINE, ask_on_every_scale, asked_roundup, panelist_on
from builders.site import NOON
from django.conf import settings
from django.test import Client

from weighin.site import clock
from weighin.site.mail import texts
from weighin.site.store.links import token_of
from weighin.site.store.models import AnswerVersion, AskedPanelist


@pytest.fixture
def draft(ada, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON + A_SECOND)
    asked = asked_roundup(ada, is_open=False)
    ask_on_every_scale(asked)
    return asked


@pytest.mark.parametrize(("language", "said"), [("en-gb", "Please answer by"), ("de", "Bitte"), ("ko", "질문")])
def test_form_and_letters_are_shown_in_every_language_of_the_panel(browser_of, vera, draft, language, said):
    panelist_on(draft, "Jun Park", language=language, time_zone="Asia/Seoul")
    page = browser_of(vera).get(f"/desk/asked/{draft.public_id}/preview", {"language": language}).content.decode()
    assert ", 1 of the panel" in page
    letter = texts.invitation(draft.panel.get(), now=NOON)
    assert letter.subject in page
    assert "[personal link]" not in page
    assert token_of(draft.panel.get()) not in page
    form = browser_of(vera).get(f"/desk/asked/{draft.public_id}/preview/form", {"language": language})
    assert f'lang="{language}"' in form.content.decode()
    assert language == "ko" or said in form.content.decode()


def test_the_form_that_is_shown_is_the_one_that_will_be_answered(browser_of, ben, draft):
    seat = panelist_on(draft, "Cleo Maris")
    shown = browser_of(ben).get(f"/desk/asked/{draft.public_id}/preview/form").content.decode()
    draft.opened_at, draft.opened_by = NOON, ben
    draft.save()
    opened = Client().get(f"/answer/{token_of(seat)}").content.decode()

    def fields_of(page):
        return page[
            page.index('<button class="unseen"') : page.index('<div class="actions">', page.index('class="rules"'))
        ]

    assert fields_of(shown) == fields_of(opened)
    again = browser_of(ben).get(f"/desk/asked/{draft.public_id}/preview/form").content.decode()
    assert fields_of(again) == fields_of(opened)


def test_nothing_can_be_sent_from_a_preview_and_looking_leaves_no_trace(browser_of, ben, draft):
    seat = panelist_on(draft, "Cleo Maris")
    address = f"/desk/asked/{draft.public_id}/preview/form"
    before = list(AskedPanelist.objects.values())
    response = browser_of(ben).get(address)
    policy = response.headers["Content-Security-Policy"]
    assert "form-action 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "connect-src" not in policy
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    page = response.content.decode()
    assert "data-answers-of" not in page
    assert token_of(seat) not in page
    assert browser_of(ben).post(address).status_code == 405
    assert list(AskedPanelist.objects.values()) == before
    assert not AnswerVersion.objects.exists()


def test_a_draft_without_panel_and_deadline_is_shown_to_somebody_made_up(browser_of, ben, draft, monkeypatch):
    draft.deadline = None
    draft.save()
    for rest in ("preview", "preview/form"):
        page = browser_of(ben).get(f"/desk/asked/{draft.public_id}/{rest}", {"language": "xx"}).content.decode()
        assert "Dr Example Panelist" in page
        assert "a day that is not set yet" in page
    assert len(settings.LANGUAGES) == 3
    monkeypatch.setattr(clock, "now", lambda: DEADLINE + A_SECOND)
    assert browser_of(ben).get(f"/desk/asked/{draft.public_id}/preview/form").status_code == 200
