"""The case that this project began with, played whole: an editor, nine experts, five questions; from the draft to a page that anybody can check.

Browsers, the site on a running server, letters by a real mail server, `weighin verify` on the files that people are left with.
"""

import datetime as dt
import email
import re
import socket
import subprocess
import sys
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from builders.site import PASSWORD, colleague, outlet_of
from django.test import Client

from weighin.site import clock
from weighin.site.environment import MailServer
from weighin.site.mail.smtp import by_smtp
from weighin.site.mail.worker import send_due
from weighin.site.store.models import AskedRoundup, LetterState, Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BEGIN = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
DEADLINE = dt.datetime(2026, 12, 1, 17, 0, tzinfo=dt.UTC)  # six in the evening in Vienna
TITLE = "What will the river talks bring?"
QUESTIONS = [
    {
        "text": "Will the two towns sign a treaty on the river?",
        "event": "both towns sign a treaty on the river in 2026",
    },
    {"text": "What does the upper town want?"},
    {"text": "What does the lower town fear?"},
    {"text": "Will the toll on barges be lifted?", "event": "the toll on barges is lifted by the end of January 2027"},
    {"text": "What would surprise you?"},
]
PANEL = [
    "Cleo Maris", "Dmitri Vale", "Ines Holt", "Jonas Reed", "Katya Brandt", "Leo Song", "Mira Odell", "Nils Aker", "Olive Tan",
]  # fmt: skip
IN_TIME, BY_MAIL, DECLINES, LATE = PANEL[:6], PANEL[6], PANEL[7], PANEL[8]


class PostOffice:
    """A mail server that keeps what it takes."""

    def __init__(self):
        self.taken = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        self.taken.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 taken"

    def texts_to(self, name, subject):
        letters = [one for one in self.taken if name in str(one["To"]) and subject in str(one["Subject"])]
        return [one.get_body(("plain",)).get_content() for one in letters]

    def link_of(self, name):
        [text] = self.texts_to(name, "asks:")
        return re.search(r"http://\S+/answer/[\w-]{43}", text)[0]


@pytest.fixture
def office():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = PostOffice()
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    kept.deliver = by_smtp(MailServer(host="127.0.0.1", port=port), sender="panel@courant.example")
    yield kept
    controller.stop()


@pytest.fixture
def at(monkeypatch):
    """Sets the clock of the site; its server runs in this process."""

    def set_to(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)
        return moment

    set_to(BEGIN)
    return set_to


def sign_in(page, site, name):
    page.goto(f"{site}/sign-in")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site}/desk")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def draft(page, site):
    page.goto(f"{site}/desk/asked/new")
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=introduction]").fill("We asked nine who know the river.")
    page.locator("[name=deadline]").fill("2026-12-01T18:00")
    page.locator("[name=time_zone]").fill("Europe/Vienna")
    page.locator("[name=attribution][value='on the record']").check()
    page.locator("[name=approval][value='the panelist is not shown']").check()
    press(page, "Save")
    row = AskedRoundup.objects.get()
    desk = f"{site}/desk/asked/{row.public_id}"
    for question in QUESTIONS:
        page.goto(f"{desk}/questions/add")
        page.locator("[name=text]").fill(question["text"])
        if "event" in question:
            page.locator("[name=kind]").select_option("probability")
            page.get_by_text("Probability: the event").click()
            page.locator("[name=event]").fill(question["event"])
        press(page, "Save the question")
    page.goto(f"{desk}/panel/table")
    lines = "\n".join(
        f"{name};{name.split()[0].lower()}@panel.example;Institute of {name.split()[1]}" for name in PANEL
    )
    page.locator("[name=table]").fill(f"Name;E-mail;Institution\n{lines}")
    press(page, "Look at the lines")
    press(page, "Add 9 to the panel")
    return row, desk


def send_letters(page, desk, office, *, now):
    page.goto(f"{desk}/letters")
    page.get_by_role("button", name="Send those that are ticked").click()
    page.wait_for_load_state()
    page.get_by_role("button", name=re.compile(r"^Send \d+$")).click()
    page.wait_for_load_state()
    send_due(office.deliver, now=now)


def words_of(name, number):
    return f"{name} says to question {number}: it will probably come to that, and nobody will like it very very much."


def answer(page, link, row, name):
    page.goto(link)
    for number, question in enumerate(row.questions.all(), start=1):
        page.locator(f"[name='{question.public_id}.prose']").fill(words_of(name, number))
        if question.scale:
            page.locator(f"[name='{question.public_id}.probability']").fill(str(30 + 5 * number))
    page.locator("button[value=submit]").first.click()
    page.wait_for_url(f"{link}/receipt")


def verify(folder, *names):
    command = [sys.executable, "-m", "weighin", "verify", *names]
    found = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    return found.returncode, found.stdout + found.stderr


@pytest.fixture
def case(visit, live_server, transactional_db, office, at, settings):
    settings.SITE_ADDRESS = live_server.url
    return Case(visit, live_server.url, office, at)


class Case:
    """Ben at his desk, experts with and without JavaScript, a mail server, and a clock that the test sets."""

    def __init__(self, visit, site, office, at):
        self.site, self.office, self.at = site, office, at
        self.ada = outlet_of("The Courant", "Ada")
        colleague(self.ada, "Ben", Role.EDITOR)
        self.editor, self.reader = visit(), visit()
        self.with_scripts, self.without = visit(size=(390, 844)), visit(scripts=False)
        self.page = self.editor.page

    def is_asked(self):
        sign_in(self.page, self.site, "Ben")
        self.row, self.desk = draft(self.page, self.site)
        self.page.goto(f"{self.desk}/open")
        press(self.page, "Open")
        send_letters(self.page, self.desk, self.office, now=BEGIN)
        assert len([one for one in self.office.taken if "asks:" in str(one["Subject"])]) == len(PANEL)

    def is_answered(self):
        for number, name in enumerate(IN_TIME, start=1):
            self.at(BEGIN + dt.timedelta(days=1, hours=number))
            browser = self.without if number % 2 else self.with_scripts
            answer(browser.page, self.office.link_of(name), self.row, name)
        page = self.without.page
        page.goto(f"{self.office.link_of(DECLINES)}/decline")
        page.locator("[name=because]").fill("At sea until spring.")
        press(page, "Decline")
        self.is_answered_by_mail()
        self.page.goto(self.desk)
        board = self.page.content()
        assert self.page.get_by_text("7 submitted · 1 declined").count()
        assert not [name for name in PANEL if words_of(name, 1) in board]
        for question in self.row.questions.all():
            assert self.page.goto(f"{self.desk}/answers/{question.public_id}").status == 404

    def is_answered_by_mail(self):
        self.at(BEGIN + dt.timedelta(days=3))
        seated = self.row.panel.get(name=BY_MAIL)
        self.page.goto(f"{self.desk}/panelists/{seated.public_id}/reply")
        said = [
            f"> {number}. {one['text']}\n\n{words_of(BY_MAIL, number)}" for number, one in enumerate(QUESTIONS, start=1)
        ]
        self.page.locator("[name=text]").fill("\n\n".join(said))
        self.page.locator("[name=received_at]").fill("2026-11-27T09:30")
        self.page.locator("button[value=read]").first.click()
        self.page.locator("button[value=enter]").first.click()
        self.page.wait_for_load_state()
        assert seated.versions.filter(is_submitted=True, on_time=True).count() == 1

    def is_closed_sealed_and_edited(self):
        self.at(DEADLINE + dt.timedelta(seconds=1))
        answer(self.with_scripts.page, self.office.link_of(LATE), self.row, LATE)
        now = self.at(DEADLINE + dt.timedelta(minutes=5))
        self.page.goto(self.desk)
        assert self.page.get_by_text("1 late").count()
        self.page.goto(f"{self.desk}/seal")
        press(self.page, "Seal")
        send_letters(self.page, self.desk, self.office, now=now)
        question, edited = self.row.questions.first(), self.row.panel.get(name=PANEL[0])
        self.page.goto(f"{self.desk}/answers/{question.public_id}/{edited.public_id}")
        self.page.locator("textarea[name=text]").fill(words_of(PANEL[0], 1).replace("very very ", ""))
        press(self.page, "Save the edit")
        assert self.page.locator("del", has_text="very very").count()

    def is_published(self):
        self.page.goto(self.desk)
        press(self.page, "Make the record")
        press(self.page, "Publish")
        self.row.refresh_from_db()
        self.public = f"{self.site}/roundups/{self.row.roundup.public_id}/"
        self.reader.page.goto(self.public)
        shown = self.reader.page.content()
        assert all(name in shown for name in [*IN_TIME, BY_MAIL])
        assert words_of(PANEL[1], 1) in shown
        assert words_of(PANEL[0], 1) not in shown
        assert words_of(LATE, 1) not in shown

    def leaves_files(self, folder):
        """What the panelists, the readers and the owner are left with; the names of the receipts that were in time."""
        for name in [*IN_TIME, BY_MAIL, LATE]:
            [text] = self.office.texts_to(name, "Receipt")
            (folder / f"{name.split()[0]}.txt").write_text(text, "utf-8")
        (folder / "seal.json").write_bytes(self.page.request.get(f"{self.desk}/seal.json").body())
        (folder / "record.json").write_bytes(self.page.request.get(f"{self.public}record.json").body())
        owner = Client()
        owner.force_login(self.ada, backend="django.contrib.auth.backends.ModelBackend")
        (folder / "journal.jsonl").write_bytes(owner.get("/desk/journal.jsonl").getvalue())
        return [f"{name.split()[0]}.txt" for name in [*IN_TIME, BY_MAIL]]


def test_nine_experts_five_questions_from_the_draft_to_a_page_that_anybody_can_check(case, tmp_path):
    case.is_asked()
    case.is_answered()
    case.is_closed_sealed_and_edited()
    case.is_published()
    unsent = case.row.letters.exclude(state__in=[LetterState.SENT, LetterState.DISCARDED])
    assert not unsent.exists()

    in_time = case.leaves_files(tmp_path)
    code, told = verify(tmp_path, *in_time, "seal.json", "record.json", "journal.jsonl")
    assert code == 0, told
    assert verify(tmp_path, f"{LATE.split()[0]}.txt", "seal.json")[0] == 10
    changed = (tmp_path / "journal.jsonl").read_text("utf-8").replace("sealed", "opened", 1)
    (tmp_path / "journal.jsonl").write_text(changed, "utf-8")
    assert verify(tmp_path, "journal.jsonl")[0] == 10
    assert [told for told in case.editor.complaints if "404" not in told] == []
    assert case.with_scripts.complaints == case.without.complaints == case.reader.complaints == []
