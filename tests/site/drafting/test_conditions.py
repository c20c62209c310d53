"""Questions that are asked of some: set in the draft, valid whatever is moved, opened by an answer, never lost, told in the record."""

import msgspec
import pytest
from builders.asked import A_SECOND, DEADLINE, asked_roundup, panelist_on
from builders.site import NOON
from django.test import Client
from msgspec.structs import replace

from weighin.asking.kept import decode_kept
from weighin.record.conditions import AtLeast, Condition, MostOn, Says
from weighin.record.judgements import ChoiceScale
from weighin.record.kinds import Stance
from weighin.sealing.documents import decode_document
from weighin.sealing.verification import Exhibit, verify
from weighin.site import clock
from weighin.site.store.conditions import condition_of
from weighin.site.store.door import record_of
from weighin.site.store.links import token_of
from weighin.site.store.models import AskedQuestion, AskedRoundup, QuestionCondition
from weighin.site.store.seals import seal_document
from weighin.site.store.versions import answers_of, submitted_version

SIXTY = '{"type":"at least","probability":0.6}'


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    at(monkeypatch, NOON)


def at(monkeypatch, moment):
    monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def draft(ada):
    return asked_roundup(ada, is_open=False)


def where(question, rest="condition"):
    return f"/desk/asked/{question.asked.public_id}/questions/{question.public_id}/{rest}"


def hanging(asked, test=SIXTY):
    """The second question is asked of those who give 60 per cent or more to the first."""
    first, second = asked.questions.all()
    QuestionCondition.objects.create(question=second, source=first, test=test)
    return first, second


def test_an_editor_sets_a_condition_and_takes_it_away(ada, draft, browser_of):
    first, second = draft.questions.all()
    browser = browser_of(ada)
    typed = {"source": first.public_id, "test": "at least", "value": "60 %"}
    assert browser.post(where(second), typed).status_code == 302
    assert condition_of(second) == Condition(question=first.public_id, test=AtLeast(probability=0.6))
    assert 'value="60"' in browser.get(where(second)).content.decode()
    assert browser.post(where(second), typed | {"test": "uncertain", "value": ""}).status_code == 302
    assert condition_of(second).test == Says(stance=Stance.UNCERTAIN)
    preview = browser.get(f"/desk/asked/{draft.public_id}/preview/form").content.decode()
    assert "This one is asked if you are uncertain about question 1." in preview
    assert browser.post(where(second), {"do": "everybody"}).status_code == 302
    assert condition_of(second) is None


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"test": "at least", "value": "160"}, "from 0 to 100 per cent"),
        ({"test": "at least", "value": "much"}, "expected a number"),
        ({"test": "most on", "value": "Boyd"}, "expected a condition on what the question asks for"),
        ({"test": "rated at least", "value": "2.5"}, "expected a whole number"),
        ({"test": "agrees", "source": "elsewhere"}, "Select a valid choice"),
    ],
)
def test_what_is_no_condition_is_told_and_stays_in_the_form(ada, draft, browser_of, typed, says):
    first, second = draft.questions.all()
    response = browser_of(ada).post(where(second), {"source": first.public_id} | typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert says.lower() in page.lower()
    assert typed.get("value", "") in page
    assert not QuestionCondition.objects.exists()


def test_a_question_hangs_on_none_that_stands_later(ada, draft, browser_of):
    first, second = draft.questions.all()
    page = browser_of(ada).get(where(first)).content.decode()
    assert "No question stands before it" in page
    typed = {"source": second.public_id, "test": "uncertain"}
    assert browser_of(ada).post(where(first), typed).status_code == 422
    assert not QuestionCondition.objects.exists()


def test_moving_removing_and_changing_questions_leaves_every_condition_valid(ada, draft, browser_of):
    first, second = hanging(draft)
    browser = browser_of(ada)
    for rest, typed in (("move", {"to": "down"}), ("remove", {})):
        page = browser.post(where(first, rest), typed, follow=True).content.decode()
        assert "condition" in page.lower()
        assert list(draft.questions.all()) == [first, second]
    changed = {"text": first.text, "asks_prose": "on", "kind": "rating", "levels": "0.05 0.5 0.95"}
    response = browser.post(where(first, "")[:-1], changed)
    assert response.status_code == 422
    assert "could not be given any more" in response.content.decode()
    browser.post(where(second, "remove"))
    assert list(draft.questions.all()) == [first]
    assert not QuestionCondition.objects.exists()


def test_from_the_opening_on_a_condition_stands(ada, fair, browser_of):
    _, second = hanging(fair)
    response = browser_of(ada).post(where(second), {"do": "everybody"})
    assert response.status_code == 422
    assert condition_of(second) is not None


def test_a_duplicate_has_the_same_conditions_on_its_own_questions(ada, draft, browser_of):
    hanging(draft)
    browser_of(ada).post(f"/desk/asked/{draft.public_id}/duplicate")
    first, second = AskedRoundup.objects.exclude(pk=draft.pk).get().questions.all()
    assert condition_of(second) == Condition(question=first.public_id, test=AtLeast(probability=0.6))


# the form


def typed(first, second, probability, prose="", **more):
    return {f"{first.public_id}.probability": probability, f"{second.public_id}.prose": prose} | more


def given_to(panelist, question):
    return answers_of(submitted_version(panelist)).to(question.public_id)


def test_without_a_script_the_server_says_what_is_asked_next_and_once(fair, cleo):
    first, second = hanging(fair)
    link = f"/answer/{token_of(cleo)}"
    page = Client().get(link).content.decode()
    assert "This one is asked if you gave 60 % or more to question 1." in page
    assert "not-asked" in page
    response = Client().post(link, typed(first, second, "70", do="submit", asked=""))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Your other answers open this question too" in page
    assert f'name="asked" value="{second.public_id} "' in page
    sent = typed(first, second, "70", do="submit", asked=second.public_id, seen="1")
    assert Client().post(link, sent).status_code == 302
    assert given_to(cleo, second).stance is Stance.ANSWERED
    assert given_to(cleo, second).is_silent


def test_who_is_not_asked_hands_that_in_and_keeps_what_was_typed(fair, cleo):
    first, second = hanging(fair)
    link = f"/answer/{token_of(cleo)}"
    assert Client().post(link, typed(first, second, "30", "Everybody.", do="submit")).status_code == 302
    assert given_to(cleo, second).stance is Stance.NOT_ASKED
    assert given_to(cleo, second).prose == ""
    page = Client().get(link).content.decode()
    assert "Everybody." in page
    kept = [decode_kept(version.content) for version in cleo.versions.all()]
    assert "Everybody." in kept[0].fields.values()
    sent = typed(first, second, "80", "Everybody.", do="submit", seen=cleo.versions.count())
    assert Client().post(link, sent).status_code == 302
    assert given_to(cleo, second).prose == "Everybody."


def test_a_script_that_saves_is_told_what_is_asked(fair, cleo):
    first, second = hanging(fair)
    link, accept = f"/answer/{token_of(cleo)}", {"Accept": "application/json"}
    for probability, asked in (("59", []), ("60", [second.public_id]), ("", [])):
        seen = cleo.versions.count()
        answer = Client().post(link, typed(first, second, probability, "x", do="save", seen=seen), headers=accept)
        assert answer.json()["asked"] == asked


def test_a_flaw_in_what_is_not_asked_keeps_nobody_from_submitting(ada, cleo, fair):
    first, second = hanging(fair)
    second.scale = msgspec.json.encode(ChoiceScale(options=("Ames", "Boyd"))).decode()
    second.save()
    sent = typed(first, second, "30", do="submit") | {f"{second.public_id}.option-0": "what?"}
    assert Client().post(f"/answer/{token_of(cleo)}", sent).status_code == 302


def test_nobody_asked_anything_they_answered_is_nothing_answered(fair, cleo):
    first, second = hanging(fair)
    response = Client().post(f"/answer/{token_of(cleo)}", typed(first, second, "", "Everybody.", do="submit"))
    assert response.status_code == 422


def test_an_editor_who_enters_a_reply_is_held_to_the_conditions_too(ada, fair, cleo, browser_of, monkeypatch):
    first, second = hanging(fair)
    at(monkeypatch, NOON + A_SECOND * 120)
    sent = typed(first, second, "20", "Everybody.") | {"do": "enter", "arrival": "mail"}
    sent["received_at"] = f"{NOON:%Y-%m-%dT%H}:01"
    page = f"/desk/asked/{fair.public_id}/panelists/{cleo.public_id}/reply"
    assert browser_of(ada).post(page, sent).status_code == 302
    assert given_to(cleo, second).stance is Stance.NOT_ASKED


def test_the_record_the_page_and_verify_know_who_was_not_asked(ada, fair, cleo, dmitri, browser_of, monkeypatch):
    first, second = hanging(fair)
    for panelist, probability in ((cleo, "80"), (dmitri, "20"), (panelist_on(fair, "Ines Marsh"), "70")):
        sent = typed(first, second, probability, "Everybody.", do="submit")
        sent[f"{first.public_id}.prose"] = f"Says {panelist.name}."
        assert Client().post(f"/answer/{token_of(panelist)}", sent).status_code == 302
    copy = Client().get(f"/answer/{token_of(dmitri)}/submission.json")
    at(monkeypatch, DEADLINE + A_SECOND)
    browser = browser_of(ada)
    for step in ("seal", "record"):
        assert browser.post(f"/desk/asked/{fair.public_id}/{step}").status_code == 302
    page = browser.get(f"/desk/asked/{fair.public_id}/answers/{second.public_id}").content.decode()
    assert "Not asked, by what they had answered before: Dmitri Vale." in page
    asked = AskedRoundup.objects.get(pk=fair.pk)
    record = record_of(asked.roundup)
    assert record.questions[1].not_asked == ("p2",)
    assert len(record.answers) == 5
    own = Exhibit("submission", decode_document(copy.content, "submission"))
    checked = verify(own, Exhibit("record", record), Exhibit("seal", seal_document(asked)))
    assert checked.agrees, checked.disagreements
    asked_all = replace(record, questions=(record.questions[0], replace(record.questions[1], not_asked=msgspec.UNSET)))
    assert not verify(own, Exhibit("record", asked_all), Exhibit("seal", seal_document(asked))).agrees
    preview = browser.get(f"/desk/roundups/{asked.roundup.public_id}/preview/readers/index.html")
    shown = preview.content.decode() if preview.status_code == 200 else ""
    assert "of those who gave 60\u00a0% or more to question 1" in shown.replace(" %", "\u00a0%")
    assert '<span class="label">Not asked</span>' in shown


def test_an_option_that_has_the_most_opens_a_question(fair, cleo):
    third = AskedQuestion.objects.create(asked=fair, position=3, text="Which boat?", scale=msgspec.json.encode(ChoiceScale(options=("Ames", "Boyd"))).decode())  # fmt: skip
    fourth = AskedQuestion.objects.create(asked=fair, position=4, text="Why Boyd?")
    QuestionCondition.objects.create(question=fourth, source=third, test=msgspec.json.encode(MostOn(option="Boyd")).decode())  # fmt: skip
    sent = {
        f"{third.public_id}.option-0": "40",
        f"{third.public_id}.option-1": "60",
        f"{fourth.public_id}.prose": "Wind.",
    }
    assert Client().post(f"/answer/{token_of(cleo)}", sent | {"do": "submit"}).status_code == 302
    assert given_to(cleo, fourth).prose == "Wind."
