"""Answers that are anonymous to editors too: what is in the database, and in every place that an editor can look at, once they are sealed."""

import datetime as dt
import json
import random
from pathlib import Path

import pytest
from builders.asked import A_SECOND, DEADLINE, asked_roundup, panelist_on, typed_for
from builders.crawler import crawl
from builders.site import NOON
from django.apps import apps
from django.db import connection
from django.test import Client

from weighin.record.asking import Attribution
from weighin.sealing.checks.values import Exhibit
from weighin.sealing.documents import decode_document, encode_document
from weighin.sealing.verification import verify
from weighin.site import clock
from weighin.site.board import commands, loosening
from weighin.site.directory.erasure import erase_expert
from weighin.site.directory.export import everything_about
from weighin.site.store.directory import keep_expert
from weighin.site.store.door import record_of
from weighin.site.store.links import token_of
from weighin.site.store.models import AnswerVersion, Edit, JournalEntry, Letter, LetterKind, LooseSubmission
from weighin.site.store.seals import seal_document

LOOSE = Attribution.ANONYMOUS_TO_EDITORS.value
NAMES = ("Cleo Maris", "Dmitri Vale", "Ines Holt", "Jonas Ruud")


def chance(seed):
    return random.Random(seed)  # noqa: S311 - the same twice, which the one of the site never is


def word_of(name):
    return f"qz{name.split()[0].lower()}canary"


@pytest.fixture
def at(monkeypatch):
    def set_clock(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_clock(NOON)
    return set_clock


@pytest.fixture
def asked(ada, at):
    return asked_roundup(ada, attribution=LOOSE)


@pytest.fixture
def panel(asked):
    return {name: panelist_on(asked, name, group="Rowers") for name in NAMES}


def answer(panelist, asked, *, do="submit", **more):
    typed = typed_for(asked, prose=f"It rains. {word_of(panelist.name)}", **more)
    return Client().post(f"/answer/{token_of(panelist)}", typed | {"seen": panelist.versions.count(), "do": do})


def answered_by_all(panel, asked, at):
    """Each saves and submits at a time of their own; what proves it is taken along, as each is told to."""
    copies = {}
    for number, (name, panelist) in enumerate(panel.items(), start=1):
        at(NOON + dt.timedelta(hours=number))
        answer(panelist, asked, do="save")
        assert answer(panelist, asked, probability=str(number)).status_code == 302
        copies[name] = Client().get(f"/answer/{token_of(panelist)}/submission.json").content
    at(DEADLINE + A_SECOND)
    return copies


def sealed(asked, ada):
    commands.seal(asked, by=ada, now=clock.now())
    return commands.compose(asked, by=ada, now=clock.now())


def rows_by_table():
    """Every row of every table, as text."""
    for model in apps.get_models():
        for row in model._base_manager.all():
            values = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
            yield model, row, repr({name: bytes(v) if isinstance(v, memoryview) else v for name, v in values.items()})


def test_no_row_that_holds_an_answer_says_whose_it_is_or_when_it_came(asked, panel, ada, at):
    answered_by_all(panel, asked, at)
    commands.seal(asked, by=ada, now=clock.now())
    who = {name: [name, one.public_id, f"{one.address}"] for name, one in panel.items()}
    commitments = set(AnswerVersion.objects.values_list("commitment", flat=True))
    holders = set()
    for model, _, told in rows_by_table():
        for name in NAMES:
            if word_of(name) in told:
                holders.add(model)
                assert not any(mark in told for marks in who.values() for mark in marks)
                assert not any(commitment in told for commitment in commitments)
    assert holders == {LooseSubmission}
    assert {field.name for field in LooseSubmission._meta.concrete_fields} == {
        "id", "public_id", "asked", "group", "content",
    }  # fmt: skip
    assert not AnswerVersion.objects.filter(nonce__isnull=False).exists()
    assert set(AnswerVersion.objects.values_list("number", flat=True)) == {1}


@pytest.mark.parametrize("seed", [1, 7])
def test_the_order_of_the_answers_is_drawn_and_no_other_order_is_theirs(seed, asked, panel, ada, at, monkeypatch):
    monkeypatch.setattr(loosening, "_BY_CHANCE", chance(seed))
    answered_by_all(panel, asked, at)
    commands.seal(asked, by=ada, now=clock.now())
    drawn = list(NAMES)
    chance(seed).shuffle(drawn)
    stand = [next(name for name in NAMES if word_of(name) in row.content) for row in LooseSubmission.objects.all()]
    assert stand == drawn
    record = record_of(commands.compose(asked, by=ada, now=clock.now()))
    told = [record.answers_by(one.identifier)[0].paragraphs[0].text for one in record.panel]
    assert [next(name for name in NAMES if word_of(name) in text) for text in told] == drawn


@pytest.mark.django_db(transaction=True)
def test_the_file_of_the_database_holds_each_answer_once(asked, panel, ada, at):
    """What was deleted is written over, not only let go."""
    if connection.vendor != "sqlite":
        pytest.skip("SQLite keeps a file that can be read here")
    answered_by_all(panel, asked, at)
    commands.seal(asked, by=ada, now=clock.now())
    file = Path(connection.settings_dict["NAME"])
    content = b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))
    assert [content.count(word_of(name).encode()) for name in NAMES] == [1, 1, 1, 1]


def test_nothing_that_an_editor_can_reach_says_whose_answer_is_whose(asked, panel, ada, ben, at, browser_of):
    answered_by_all(panel, asked, at)
    before = crawl(browser_of(ben), ["/desk", f"/desk/asked/{asked.public_id}"])
    assert not any(word_of(name) in page for page in before.values() for name in NAMES)
    roundup = sealed(asked, ada)
    pages = crawl(browser_of(ben), ["/desk", f"/desk/asked/{asked.public_id}", f"/desk/roundups/{roundup.public_id}"])
    question = asked.questions.first().public_id
    shown = pages[f"/desk/asked/{asked.public_id}/answers/{question}"]
    assert all(word_of(name) in shown for name in NAMES)
    assert not any(name in shown for name in NAMES)
    both = [
        address
        for address, page in pages.items()
        if any(map(page.__contains__, map(word_of, NAMES))) and any(map(page.__contains__, NAMES))
    ]
    assert both == []


def test_the_record_tells_days_no_times_and_numbers_nobody_in_the_order_of_the_panel(asked, panel, ada, at):
    answered_by_all(panel, asked, at)
    record = record_of(sealed(asked, ada))
    assert {one.name for one in record.panel} == {"Panelist 1", "Panelist 2", "Panelist 3", "Panelist 4"}
    assert {one.group for one in record.panel} == {"Rowers"}
    told = record.asking
    assert (told.attribution, told.in_time, told.late, told.withheld) == (Attribution.ANONYMOUS_TO_EDITORS, 4, (), 0)
    assert {one.at for one in (told.opened, told.deadline, told.closed, told.sealed)} == {None}


def test_only_its_author_can_prove_an_answer_and_does_it_with_the_files_that_were_taken_along(asked, panel, ada, at):
    copies = answered_by_all(panel, asked, at)
    record = record_of(sealed(asked, ada))
    seal = seal_document(asked)
    exhibits = [
        Exhibit("submission.json", decode_document(copies["Cleo Maris"], "submission.json")),
        Exhibit("seal.json", decode_document(encode_document(seal), "seal.json")),
        Exhibit("record.json", record),
    ]
    found = verify(*exhibits).checks
    standings = {check.rule.value: check.standing.value for check in found}
    assert standings["answers and receipt"] == standings["receipt in the seal"] == "agrees"
    link = f"/answer/{token_of(panel['Cleo Maris'])}"
    assert Client().get(f"{link}/submission.json").status_code == 404
    assert Client().get(f"{link}/proof.json").status_code == 200
    for rest in ("", "/receipt", "/afterwards"):
        page = Client().get(link + rest).content.decode()
        assert word_of("Cleo Maris") not in page
        assert "destroyed" in page or "nothing is taken" in page


def test_letters_hold_no_receipt(asked, panel, ada, at):
    answer(panel["Cleo Maris"], asked)
    [letter] = Letter.objects.filter(kind=LetterKind.RECEIPT)
    assert letter.version is None
    assert "[receipt]" not in letter.text
    assert "Save it from the page" in letter.text


def test_after_the_seal_nothing_is_kept_under_a_name(asked, panel, ada, at):
    answered_by_all(panel, asked, at)
    commands.seal(asked, by=ada, now=clock.now())
    for do in ("save", "submit"):
        response = answer(panel["Cleo Maris"], asked, do=do)
        assert response.status_code == 409
        assert "nothing was saved" in response.content.decode()
        assert word_of("Cleo Maris") in response.content.decode()
    assert AnswerVersion.objects.count() == len(NAMES)


def test_a_draft_that_was_never_submitted_goes_with_the_seal(asked, panel, ada, at):
    for name in NAMES[:3]:
        answer(panel[name], asked)
    answer(panel["Jonas Ruud"], asked, do="save")
    at(DEADLINE + A_SECOND)
    commands.seal(asked, by=ada, now=clock.now())
    assert not any(word_of("Jonas Ruud") in told for _, _, told in rows_by_table())


def test_where_fewer_than_three_answered_nobody_reads_what_they_wrote(asked, panel, ada, at):
    for name in NAMES[:2]:
        answer(panel[name], asked)
    at(DEADLINE + A_SECOND)
    record = record_of(sealed(asked, ada))
    assert not any(word_of(name) in told for _, _, told in rows_by_table() for name in NAMES)
    assert (record.panel, record.asking.in_time, record.asking.withheld) == ((), 2, 2)
    assert seal_document(asked).witness.size == 2


def test_an_editor_edits_what_is_nobodys_and_no_letter_goes_out(asked, panel, ada, ben, at, browser_of):
    answered_by_all(panel, asked, at)
    commands.seal(asked, by=ada, now=clock.now())
    letters = Letter.objects.count()
    loose, question = LooseSubmission.objects.first(), asked.questions.first()
    address = f"/desk/asked/{asked.public_id}/answers/{question.public_id}/{loose.public_id}"
    assert browser_of(ben).post(address, {"text": "It rains."}).status_code == 302
    assert (Edit.objects.get().loose, Letter.objects.count()) == (loose, letters)
    about = json.loads(JournalEntry.objects.order_by("-number").first().about)
    assert about["answers"] == loose.public_id
    record = record_of(commands.compose(asked, by=ada, now=clock.now()))
    assert [one.editing.value for one in record.asking.edited] == ["shortened"]


def test_a_reply_by_mail_is_not_entered_for_them(asked, panel, ben, browser_of, at):
    address = f"/desk/asked/{asked.public_id}/panelists/{panel['Cleo Maris'].public_id}/reply"
    first, second = asked.questions.all()
    typed = {f"{first.public_id}.prose": "It rains.", f"{second.public_id}.prose": "All.", "arrival": "mail"}
    typed |= {"received_at": "2026-11-20T12:00", "do": "submit"}
    at(DEADLINE)
    response = browser_of(ben).post(address, typed)
    assert not AnswerVersion.objects.exists(), response.content.decode()


def test_one_persons_export_and_erasure_find_no_answer(ada, at):
    expert = keep_expert({"name": "Cleo Maris", "address": "cleo@panel.example"}, by=ada, now=NOON)
    asked = asked_roundup(ada, attribution=LOOSE)
    panel = {name: panelist_on(asked, name, expert=expert if name == "Cleo Maris" else None) for name in NAMES}
    answered_by_all(panel, asked, at)
    assert word_of("Cleo Maris") not in json.dumps(everything_about(expert, now=clock.now()))
    roundup = sealed(asked, ada)
    assert word_of("Cleo Maris") not in json.dumps(everything_about(expert, now=clock.now()))
    erase_expert(expert, by=ada, now=clock.now())
    roundup.refresh_from_db()
    record = record_of(roundup)
    assert all(word_of(name) in record.text for name in NAMES)  # nobody knows which was theirs
    assert (record.asking.in_time, len(record.panel), record.asking.withheld) == (4, 4, 0)


def test_one_panelist_is_named_less_than_the_others(ada, ben, at, browser_of):
    asked = asked_roundup(ada, publishes_panel=True)
    panel = {name: panelist_on(asked, name, affiliation=f"of {name}") for name in NAMES}
    cleo = panel["Cleo Maris"]
    seat = f"/desk/asked/{asked.public_id}/panel/{cleo.public_id}/seat"
    assert browser_of(ben).post(seat, {"attribution": "anonymous to readers", "group": ""}).status_code == 302
    assert "Readers are not told who you are." in Client().get(f"/answer/{token_of(cleo)}").content.decode()
    refused = browser_of(ben).post(seat, {"attribution": "", "group": ""})
    assert (refused.status_code, "named less" in refused.content.decode()) == (422, True)
    answered_by_all(panel, asked, at)
    record = record_of(sealed(asked, ada))
    assert [one.name for one in record.panel] == [*NAMES[1:], "Panelist 1"]
    assert [one.attribution for one in record.panel] == [None, None, None, Attribution.ANONYMOUS_TO_READERS]
    assert {one.name for one in record.asking.invited} == set(NAMES[1:])
    assert record.asking.opened.at is None
    assert "Cleo" not in record.text.replace(word_of("Cleo Maris"), "")
    agreed = [Client().post(f"/answer/{token_of(panel[name])}/opening", {"do": "agree"}).status_code for name in NAMES]
    assert agreed == [409, 302, 302, 302]  # an opening would tell who it was


def test_what_somebody_answered_under_stands(asked, panel, ben, browser_of):
    answer(panel["Cleo Maris"], asked)
    seat = f"/desk/asked/{asked.public_id}/panel/{panel['Cleo Maris'].public_id}/seat"
    assert browser_of(ben).get(seat).status_code == 200
    answer(panel["Dmitri Vale"], asked)
    asked.panel.update(attribution="")
    refused = browser_of(ben).post(seat, {"attribution": "on the record", "group": ""})
    assert refused.status_code == 302  # laxer than the round-up's rule: it changes nothing


@pytest.mark.parametrize("approval", ["the panelist approves", "the panelist is shown"])
def test_a_draft_cannot_promise_both(approval, ada, ben, browser_of, at):
    asked = asked_roundup(ada, is_open=False, approval=approval)
    page = browser_of(ben).get(f"/desk/asked/{asked.public_id}/draft").content.decode()
    assert "Anonymous to editors too" in page
    typed = {
        "title": "T",
        "time_zone": "UTC",
        "attribution": LOOSE,
        "approval": approval,
        "deadline": "",
        "reminders": "",
    }
    refused = browser_of(ben).post(f"/desk/asked/{asked.public_id}/draft", typed)
    assert (refused.status_code, "nobody knows whom to show" in refused.content.decode()) == (422, True)
    panelist_on(asked, "Cleo Maris", attribution=LOOSE)
    page = browser_of(ben).get(f"/desk/asked/{asked.public_id}/open").content.decode()
    assert "nobody knows whom to show" in page


def test_too_few_to_be_hidden_among_are_told_of_before_it_opens(ada, ben, browser_of, at):
    asked = asked_roundup(ada, is_open=False)
    panelist_on(asked, "Cleo Maris", attribution=LOOSE)
    assert "destroyed unread" in browser_of(ben).get(f"/desk/asked/{asked.public_id}/open").content.decode()
