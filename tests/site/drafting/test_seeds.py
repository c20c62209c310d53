"""Questions whose answer the editors know: entered in the draft, sealed at the opening, told after the seal."""

import msgspec
import pytest
from builders.asked import A_SECOND
from builders.seeded import DEADLINE, LENGTHS, SOURCE, answer_all, opened, seat_all, seeded_roundup
from builders.site import NOON
from django.test import Client
from msgspec.structs import replace

from weighin.asking.life import Stage
from weighin.record.codec import encode_record
from weighin.record.seeds import QuantityTruth, SetAside
from weighin.sealing.documents import Journal, decode_document, encode_document
from weighin.sealing.verification import Exhibit, Rule, verify
from weighin.site import clock
from weighin.site.store.door import record_of
from weighin.site.store.journal import entries_of, first_break
from weighin.site.store.links import token_of
from weighin.site.store.lives import stage_now
from weighin.site.store.models import AskedQuestion, AskedRoundup, JournalEntry, SeedQuestion
from weighin.site.store.seals import seal_document


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    at(monkeypatch, NOON)


def at(monkeypatch, moment):
    monkeypatch.setattr(clock, "now", lambda: moment)


def address(question):
    return f"/desk/asked/{question.asked.public_id}/questions/{question.public_id}/seed"


def sealed_and_composed(asked, browser, monkeypatch):
    at(monkeypatch, DEADLINE + A_SECOND)
    for step in ("seal", "record"):
        assert browser.post(f"/desk/asked/{asked.public_id}/{step}").status_code == 302
    return AskedRoundup.objects.get(pk=asked.pk)


def test_an_editor_marks_a_question_with_its_true_value_and_makes_it_one_like_the_others_again(ada, browser_of):
    question = seeded_roundup(ada, lengths=()).questions.first()
    browser = browser_of(ada)
    typed = {"truth": "1 234,5", "source": SOURCE, "known": "2026-05-03", "do": "mark"}
    assert browser.post(address(question), typed).status_code == 302
    page = browser.get(address(question)).content.decode()
    assert 'value="1234.5"' in page
    assert browser.post(address(question), {"do": "unmark"}).status_code == 302
    assert not SeedQuestion.objects.exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"truth": "far"}, "“far” cannot be read as one"),
        ({"truth": "-4"}, "at least 0"),
        ({"truth": "4", "known": "yesterday"}, "Enter a valid date"),
    ],
)
def test_what_is_no_true_value_is_told_and_kept_in_the_form(ada, browser_of, typed, says):
    question = seeded_roundup(ada, lengths=()).questions.first()
    response = browser_of(ada).post(address(question), typed | {"source": SOURCE})
    page = response.content.decode()
    assert response.status_code == 422
    assert says.lower() in page.lower()
    assert f'value="{typed["truth"]}"' in page


def test_a_question_that_has_no_true_value_is_no_seed(ada, browser_of):
    asked = seeded_roundup(ada, lengths=())
    question = AskedQuestion.objects.create(asked=asked, position=3, text="Why?")
    browser = browser_of(ada)
    assert "nothing that has a true value" in browser.get(address(question)).content.decode()
    assert browser.post(address(question), {"truth": "4", "source": SOURCE}).status_code == 422


def test_what_is_missing_keeps_it_from_opening_and_what_is_little_is_told(ada, browser_of):
    asked = seeded_roundup(ada)
    seat_all(asked)
    first, second, *_ = asked.questions.all()
    SeedQuestion.objects.filter(question=first).update(truth="")
    second.scale = '{"type":"date"}'
    second.save()
    browser = browser_of(ada)
    page = browser.get(f"/desk/asked/{asked.public_id}/open").content.decode()
    assert "Question 1 is a seed question without its true value" in page
    assert "The true value of question 2 does not fit its scale any more" in page
    assert str(LENGTHS[1]) not in page
    assert browser.post(f"/desk/asked/{asked.public_id}/open").status_code == 409
    assert stage_now(AskedRoundup.objects.get(pk=asked.pk), NOON) is Stage.DRAFT
    SeedQuestion.objects.filter(question__in=[first, second]).delete()
    page = browser.get(f"/desk/asked/{asked.public_id}/open").content.decode()
    assert "wants 10 seed questions or more that ask for quantiles; there are 3" in page
    assert "Below 5 nobody is weighted by them" in page


def test_from_the_opening_on_nobody_is_shown_a_true_value_and_nobody_changes_it(ada, browser_of):
    asked, _ = opened(ada)
    question = asked.questions.first()
    browser = browser_of(ada)
    page = browser.get(address(question)).content.decode()
    assert SeedQuestion.objects.get(question=question).commitment in page
    assert str(LENGTHS[0]) not in page
    assert SOURCE not in page
    for typed in ({"truth": "9", "source": "x", "do": "mark"}, {"do": "unmark"}):
        assert browser.post(address(question), typed).status_code == 422
    assert str(LENGTHS[0]) in SeedQuestion.objects.get(question=question).truth


def test_the_form_the_preview_and_the_letters_of_a_seed_are_those_of_any_other_question(ada, browser_of):
    asked, seats = opened(ada, lengths=LENGTHS[:1])
    cleo = seats["Cleo Maris"]
    pages = [
        Client().get(f"/answer/{token_of(cleo)}").content.decode(),
        browser_of(ada).get(f"/desk/asked/{asked.public_id}/preview/form").content.decode(),
    ]
    letters = "".join(f"{letter.subject}{letter.text}" for letter in cleo.letters.all())
    for page in (*pages, letters):
        assert "seed" not in page.lower()
    for page in pages:
        of_seed, of_other = (block_of(page, question) for question in asked.questions.all()[:2])
        assert of_seed == of_other


def block_of(page, question):
    """A question on the form, without what tells every two questions apart: its identifier, its number, its words."""
    start = page.index(f'id="{question.public_id}"')
    block = page[start : page.index("</fieldset>", start)].replace(question.public_id, "")
    return block.replace(question.text, "").replace(f'"number">{question.position}<', "")


def test_the_journal_says_that_values_were_sealed_and_not_of_which_questions(ada):
    asked, _ = opened(ada)
    told = "".join(JournalEntry.objects.values_list("about", flat=True))
    entries = JournalEntry.objects.filter(event="true value sealed")
    assert entries.count() == len(LENGTHS)
    assert not [question for question in asked.questions.all() if question.public_id in told]
    assert not [length for length in LENGTHS if str(length) in told]
    assert first_break(ada.outlet) is None


def test_after_the_seal_record_seal_and_journal_agree_and_verify_finds_what_was_changed(ada, browser_of, monkeypatch):
    asked, seats = opened(ada)
    answer_all(asked, seats)
    asked = sealed_and_composed(asked, browser_of(ada), monkeypatch)
    record, seal, journal = record_of(asked.roundup), seal_document(asked), Journal(tuple(entries_of(ada.outlet)))
    assert record.questions[0].seed.truth == QuantityTruth(value=LENGTHS[0])
    assert record.asking.seal.seeds == len(LENGTHS)
    assert record.asking.seal.submissions == len(seats)
    brought = decode_document(encode_document(seal), "seal"), decode_document(encode_record(record), "record"), journal
    names = ("seal", "record", "journal")
    checked = verify(*map(Exhibit, names, brought))
    assert checked.agrees, checked.disagreements
    assert sum(check.rule is Rule.SEEDS for check in checked.checks) == 3
    first = seal.seeds[0]
    for changed in (
        {"record": with_truth(record, replace(record.questions[0].seed, truth=QuantityTruth(value=124.0)))},
        {"record": with_truth(record, msgspec.UNSET)},
        {"seal": replace(seal, seeds=(replace(first, truth={"type": "quantity", "value": 124.0}), *seal.seeds[1:]))},
        {"seal": replace(seal, seeds=(replace(first, at=NOON - A_SECOND), *seal.seeds[1:]))},
        {"seal": replace(seal, seeds=(replace(first, source="Elsewhere"), *seal.seeds[1:]))},
        {"journal": Journal(tuple(entry for entry in journal.entries if entry.said("commitment") != first.commitment))},
    ):
        found = verify(*(Exhibit(name, changed.get(name, one)) for name, one in zip(names, brought, strict=True)))
        assert Rule.SEEDS in {check.rule for check in found.disagreements}, changed


def with_truth(record, seed):
    first, *rest = record.questions
    return replace(record, questions=(replace(first, seed=seed), *rest))


def test_a_seed_is_set_aside_with_a_reason_while_nobody_reads_answers_and_the_record_tells_both(
    ada, ben, browser_of, monkeypatch
):
    asked, seats = opened(ada)
    first, second, *_ = asked.questions.all()
    assert browser_of(ben).post(address(first), {"because": " "}).status_code == 422
    assert (
        browser_of(ben).post(address(first), {"because": "The yearbook is on the shelf of a panelist."}).status_code
        == 302
    )
    assert str(LENGTHS[0]) not in browser_of(ben).get(address(first)).content.decode()
    answer_all(asked, seats)
    at(monkeypatch, DEADLINE + A_SECOND)
    assert browser_of(ben).post(address(second), {"because": "Too hard."}).status_code == 422
    asked = sealed_and_composed(asked, browser_of(ada), monkeypatch)
    seeds = [question.seed for question in record_of(asked.roundup).questions]
    assert seeds[0].set_aside == SetAside(day=NOON.date(), because="The yearbook is on the shelf of a panelist.")
    assert seeds[0].truth == QuantityTruth(value=LENGTHS[0])
    assert seeds[1].set_aside is None


def test_a_duplicate_has_the_mark_and_not_the_value(ada, browser_of):
    asked, _ = opened(ada)
    browser_of(ada).post(f"/desk/asked/{asked.public_id}/duplicate")
    copy = AskedRoundup.objects.exclude(pk=asked.pk).get()
    assert [seed.truth + seed.source for seed in SeedQuestion.objects.filter(question__asked=copy)] == [""] * len(
        LENGTHS
    )
    page = browser_of(ada).get(f"/desk/asked/{copy.public_id}/open").content.decode()
    assert "Question 1 is a seed question without its true value" in page


def test_the_board_shows_the_decision_maker_once_the_record_is_made(ada, vera, browser_of, monkeypatch):
    asked, seats = opened(ada)
    where = f"/desk/asked/{asked.public_id}/seeds"
    assert browser_of(ada).get(where).status_code == 404
    answer_all(asked, seats)
    sealed_and_composed(asked, browser_of(ada), monkeypatch)
    page = browser_of(vera).get(where).content.decode()
    assert f"{LENGTHS[0]} km ({SOURCE}, as of 3 May 2026)" in page
    assert "By performance" in page
    assert page.count("How long is river 6?") == 3
    assert where in browser_of(vera).get(f"/desk/asked/{asked.public_id}").content.decode()
