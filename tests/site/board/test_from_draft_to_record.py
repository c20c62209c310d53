"""One round-up whole: drafted, opened, invited, answered in time and late, closed, sealed, edited, made a record, published, verified."""

import datetime as dt
import json

import pytest
from builders.asked import A_SECOND, DEADLINE
from builders.site import NOON
from django.test import Client
from typer.testing import CliRunner

from weighin.cli.main import app
from weighin.record.asking import EditedAnswer, Editing
from weighin.record.judgements import ProbabilityJudgement
from weighin.sealing.checks.values import Rule
from weighin.sealing.receipt_text import read_receipt
from weighin.sealing.seal import proof_for, proof_holds
from weighin.site import clock
from weighin.site.mail.mailbox import into_folder, letters_in
from weighin.site.mail.worker import send_due
from weighin.site.store.door import record_of
from weighin.site.store.journal import first_break
from weighin.site.store.models import AskedRoundup, Letter, LetterKind, LetterState
from weighin.site.store.seals import seal_document


class Story:
    """Ben at the desk, a mailbox, and a clock that the test sets."""

    def __init__(self, browser, folder, set_clock):
        self.ben, self.folder, self.set_clock = browser, folder, set_clock
        self.now = NOON
        self.at(NOON)

    def at(self, moment):
        self.now = moment
        self.set_clock(moment)

    def do(self, address, expected=302, **typed):
        response = self.ben.post(address, typed)
        assert response.status_code == expected, response.content.decode()[-3000:]
        return response

    def send_all(self):
        row = AskedRoundup.objects.get()
        drafts = row.letters.filter(state=LetterState.DRAFT).values_list("public_id", flat=True)
        self.do(f"/desk/asked/{row.public_id}/letters/send", letter=list(drafts), confirmed="yes")
        send_due(into_folder(self.folder), now=self.now)

    def link_in_letter_to(self, name):
        letter = next(one for one in letters_in(self.folder) if name in str(one["To"]) and "asks:" in one["Subject"])
        text = letter.get_body(("plain",)).get_content()
        return next(word for word in text.split() if "/answer/" in word).removeprefix("http://127.0.0.1:8000")


@pytest.fixture
def story(browser_of, ben, tmp_path, monkeypatch):
    return Story(
        browser_of(ben), tmp_path / "mailbox", lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)
    )


@pytest.fixture
def opened(story):
    story.do(
        "/desk/asked/new",
        title="Winter on the river",
        introduction="We asked three who know the river.",
        deadline="2026-12-01T13:00",
        time_zone="Europe/Vienna",
        attribution="on the record",
        approval="the panelist is not shown",
        reminders="72, 24",
    )
    row = AskedRoundup.objects.get()
    assert row.deadline == DEADLINE
    address = f"/desk/asked/{row.public_id}"
    story.do(
        f"{address}/questions/add",
        text="Will the river freeze?",
        asks_prose="on",
        kind="probability",
        event="the river freezes over by the end of January",
        what_counts="the harbour office closes the river for ice",
        due="2027-01-31",
    )
    story.do(f"{address}/questions/add", text="How thick will the ice be?", kind="quantity", unit="cm", lowest="0", levels="0.05 0.5 0.95")  # fmt: skip
    table = "Name;E-mail;Institution\nCleo Maris;cleo@panel.example;River Institute\nDmitri Vale;dmitri@panel.example;Ice Watch\nInes Holt;ines@panel.example;Harbour\n"
    looked = story.do(f"{address}/panel/table", expected=200, table=table, do="look")
    assert "3 lines can be added" in looked.content.decode()
    story.do(f"{address}/panel/table", table=table, do="add")
    story.do(f"{address}/open")
    return AskedRoundup.objects.get()


def answer(link, asked, probability, thickness, prose):
    first, second = asked.questions.all()
    typed = {f"{first.public_id}.probability": probability, f"{first.public_id}.prose": prose}
    typed |= {f"{second.public_id}.quantile-{number}": str(value) for number, value in enumerate(thickness)}
    response = Client().post(link, typed | {"seen": "0", "do": "submit"})
    assert response.status_code == 302, response.content.decode()[-2000:]


def test_a_round_up_from_its_draft_to_its_published_page(story, opened):
    address = f"/desk/asked/{opened.public_id}"
    assert Letter.objects.filter(kind=LetterKind.INVITATION, state=LetterState.DRAFT).count() == 3
    assert (
        Letter.objects.filter(kind=LetterKind.REMINDER, state=LetterState.DRAFT).count() == 6
    )  # two to each, three days and one before
    story.send_all()
    cleo, dmitri, ines = (story.link_in_letter_to(name) for name in ("Cleo", "Dmitri", "Ines"))

    story.at(NOON + dt.timedelta(days=1))
    answer(cleo, opened, "70", (2, 8, 15), "It will probably freeze.\n\nBut the ice will be very very thin.")
    Client().post(f"{dmitri}/decline", {"because": "At sea."})
    board = story.ben.get(address).content.decode()
    assert "It will probably freeze" not in board
    assert all(words in board for words in ("1 invited · 1 submitted · 1 declined", "At sea."))
    assert story.ben.get(f"{address}/answers/{opened.questions.first().public_id}").status_code == 404

    story.do(f"{address}/reminders")
    [reminder] = Letter.objects.filter(kind=LetterKind.REMINDER, due_at__isnull=True)
    assert reminder.to_name == "Ines Holt"
    story.send_all()

    story.at(DEADLINE + A_SECOND)
    answer(ines, opened, "10", (0, 0, 3), "I doubt it.")
    board = story.ben.get(address).content.decode()
    assert "1 submitted · 1 late · 1 declined" in board
    story.do(f"{address}/panelists/{opened.panel.get(name='Ines Holt').public_id}/late")

    story.do(f"{address}/seal")
    document = seal_document(opened)
    story.send_all()
    receipts = [
        read_receipt(one.get_body(("plain",)).get_content())
        for one in letters_in(story.folder)
        if one["Subject"].startswith("Receipt")
    ]
    assert len(receipts) == 2
    assert all(proof_holds(proof_for(document, receipt.commitment), document.witness) for receipt in receipts)
    assert sum("Sealed" in one["Subject"] for one in letters_in(story.folder)) == 2

    first = opened.questions.first()
    cleos = opened.panel.get(name="Cleo Maris")
    story.do(
        f"{address}/answers/{first.public_id}/{cleos.public_id}",
        text="It will probably freeze.\n\nBut the ice will be thin.",
    )
    assert "<del>very very </del>" in story.ben.get(f"{address}/answers/{first.public_id}").content.decode()

    story.do(f"{address}/record")
    opened.refresh_from_db()
    record = record_of(opened.roundup)
    assert [panelist.name for panelist in record.panel] == ["Cleo Maris", "Ines Holt"]
    assert record.answers[0].judgement == ProbabilityJudgement(probability=0.7)
    assert record.answers[0].paragraphs[1].text == "But the ice will be thin."
    assert record.questions[0].terms.due == dt.date(2027, 1, 31)
    assert {forecast.panelist for forecast in record.forecasts} == {"p1", "p2"}

    assert "very very" in story.ben.get(f"{address}/answers/{first.public_id}").content.decode()
    for audience in ("editors", "readers"):
        assert story.ben.get(f"/desk/roundups/{opened.roundup.public_id}/preview/{audience}/").status_code == 200

    story.do(f"/desk/roundups/{opened.roundup.public_id}/publish")
    page = Client().get(f"/roundups/{opened.roundup.public_id}/")
    assert "Cleo Maris" in page.content.decode()
    assert "very very" not in page.content.decode()
    assert first_break(opened.outlet) is None

    assert_readers_are_told_how_it_was_asked(record.asking, page.content.decode(), document.witness.root)
    assert_panelists_can_verify_what_was_published(story.folder, f"/roundups/{opened.roundup.public_id}/")


def assert_readers_are_told_how_it_was_asked(told, page, root):
    assert (told.asked, told.in_time, told.late_taken, told.declined, told.silent) == (3, 1, 1, 1, 0)
    assert told.late == ("p2",)
    assert told.edited == (EditedAnswer(answer="a1", editing=Editing.SHORTENED),)
    assert (told.seal.root, told.seal.size) == (root, 2)
    assert not told.invited
    for words in ("Edited for length", "Came late", root, 'href="seal.json"'):
        assert words in page


def assert_panelists_can_verify_what_was_published(mailbox, address):
    """Each with the receipt and the files from their letters, and record and seal from the public page."""
    published = {name: Client().get(address + name).content for name in ("record.json", "seal.json")}
    kept = kept_by_panelists(mailbox)
    assert len(kept) == 2
    for number, files in enumerate(kept):
        folder = mailbox.parent / f"kept {number}"
        folder.mkdir()
        for name, content in (files | published).items():
            (folder / name).write_bytes(content)
        told = CliRunner().invoke(app, ["verify", "--json", *(str(path) for path in sorted(folder.iterdir()))])
        assert told.exit_code == 0, told.output
        agreed = {check["rule"] for check in json.loads(told.stdout)["checks"] if check["standing"] == "agrees"}
        assert {Rule.SEALED.value, Rule.ROOT.value, Rule.QUESTIONS.value, Rule.WITNESSES.value} <= agreed
    seal = json.loads(published["seal.json"])
    assert (seal["edited"], seal["openings"]) == (["a1"], [])


def kept_by_panelists(folder):
    """Of each panelist to whom a root was mailed: the receipt, and the files that came with the root."""
    letters = letters_in(folder)
    receipts = {
        str(one["To"]): one.get_body(("plain",)).get_content().encode()
        for one in letters
        if one["Subject"].startswith("Receipt")
    }
    return [
        {"receipt.txt": receipts[str(one["To"])]}
        | {part.get_filename(): part.get_payload(decode=True) for part in one.iter_attachments()}
        for one in letters
        if one["Subject"].startswith("Sealed")
    ]


def test_who_was_asked_is_published_by_name_only_where_the_panel_was_told_so_and_is_named(story, opened):
    AskedRoundup.objects.update(publishes_panel=True)
    story.send_all()
    answer(story.link_in_letter_to("Cleo"), opened, "70", (2, 8, 15), "It will probably freeze.")
    story.at(DEADLINE + A_SECOND)
    address = f"/desk/asked/{opened.public_id}"
    story.do(f"{address}/seal")
    story.do(f"{address}/record")
    opened.refresh_from_db()
    listed = {one.name: one.outcome.value for one in record_of(opened.roundup).asking.invited}
    assert listed == {"Cleo Maris": "answered", "Dmitri Vale": "did not answer", "Ines Holt": "did not answer"}
    AskedRoundup.objects.update(attribution="affiliation only")
    story.do(f"{address}/record")
    told = record_of(AskedRoundup.objects.get().roundup).asking
    assert told.invited == ()
    assert {one.at for one in (told.opened, told.deadline, told.closed, told.sealed)} == {None}


def test_only_who_is_not_named_is_without_a_name(story, opened):
    AskedRoundup.objects.update(attribution="anonymous to readers")
    story.send_all()
    answer(story.link_in_letter_to("Cleo"), opened, "70", (2, 8, 15), "It will probably freeze.")
    story.at(DEADLINE + A_SECOND)
    address = f"/desk/asked/{opened.public_id}"
    story.do(f"{address}/seal")
    story.do(f"{address}/record")
    opened.refresh_from_db()
    content = bytes(opened.roundup.record).decode()
    assert "Panelist 1" in content
    for leak in (
        "Cleo",
        "Maris",
        "River Institute",
        "panel.example",
        *opened.panel.values_list("public_id", flat=True),
    ):
        assert leak not in content


def test_a_group_stands_in_the_record_where_it_points_to_nobody(story, opened):
    opened.panel.update(group="Rowers")
    AskedRoundup.objects.update(attribution="anonymous to readers")
    story.send_all()
    for name in ("Cleo", "Dmitri", "Ines"):
        answer(story.link_in_letter_to(name), opened, "70", (2, 8, 15), "It will probably freeze.")
    story.at(DEADLINE + A_SECOND)
    address = f"/desk/asked/{opened.public_id}"
    story.do(f"{address}/seal")
    groups = []
    for alone in ("", "Divers"):
        opened.panel.filter(name="Cleo Maris").update(group=alone or "Rowers")
        story.do(f"{address}/record")
        groups.append({one.group for one in record_of(AskedRoundup.objects.get().roundup).panel})
    assert groups == [{"Rowers"}, {""}]
    AskedRoundup.objects.update(attribution="on the record")
    story.do(f"{address}/record")
    assert {one.group for one in record_of(AskedRoundup.objects.get().roundup).panel} == {"Rowers", "Divers"}


def test_nothing_is_sealed_before_the_close_and_nothing_twice(story, opened):
    story.send_all()
    answer(story.link_in_letter_to("Cleo"), opened, "70", (2, 8, 15), "Yes.")
    address = f"/desk/asked/{opened.public_id}"
    story.do(f"{address}/seal")
    assert seal_document(opened) is None
    story.at(DEADLINE + A_SECOND)
    story.do(f"{address}/seal")
    root = seal_document(opened).witness.root
    story.do(f"{address}/seal")
    assert seal_document(opened).witness.root == root
    assert json.loads(story.ben.get(f"{address}/seal.json").content)["witness"]["root"] == root


def test_more_time_for_one_opens_it_again_for_one(story, opened):
    story.send_all()
    story.at(DEADLINE + A_SECOND)
    seated = opened.panel.get(name="Dmitri Vale")
    story.do(f"/desk/asked/{opened.public_id}/panelists/{seated.public_id}/extension", until="2026-12-02T13:00")
    seated.refresh_from_db()
    assert seated.extended_until == DEADLINE + dt.timedelta(days=1)
    answer(story.link_in_letter_to("Dmitri"), opened, "50", (1, 2, 3), "Perhaps.")
    assert seated.versions.get(is_submitted=True).on_time


def test_a_draft_that_lacks_something_does_not_open(story):
    story.do(
        "/desk/asked/new",
        title="Empty",
        time_zone="UTC",
        attribution="on the record",
        approval="the panelist approves",
    )
    row = AskedRoundup.objects.get()
    shown = story.ben.get(f"/desk/asked/{row.public_id}/open").content.decode()
    for sentence in ("There is no question yet", "There is nobody on the panel yet", "There is no deadline yet"):
        assert sentence in shown
    story.do(f"/desk/asked/{row.public_id}/open", expected=409)
    row.refresh_from_db()
    assert row.opened_at is None


def test_what_was_told_to_the_panel_stands_once_it_is_open(story, opened):
    address = f"/desk/asked/{opened.public_id}"
    question = opened.questions.first()
    story.do(f"{address}/questions/{question.public_id}", expected=422, text="Another?", asks_prose="on", kind="prose")
    story.do(f"{address}/questions/{question.public_id}/remove")
    assert opened.questions.count() == 2
    refused = story.do(
        f"{address}/draft",
        expected=422,
        title="Winter on the river",
        time_zone="Europe/Vienna",
        deadline="2027-12-01T13:00",
        attribution="on the record",
        approval="the panelist is not shown",
        reminders="72, 24",
    )
    assert "the round-up is open" in refused.content.decode()
