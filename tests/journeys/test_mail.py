"""Mail that came in, in a browser: every page of it in every look, and a reply from the board to the receipt."""

import pytest
from builders.asked import asked_roundup, panelist_on
from builders.mail import bounce_of, written
from builders.mailbox import fetched
from builders.site import NOON, PASSWORD, outlet_of
from django.utils import timezone

from weighin.site.mail.collecting import keep
from weighin.site.mail.letters import write_letter
from weighin.site.mail.texts import Written
from weighin.site.store.models import Inbox, IncomingMail, Letter, LetterKind, LetterState, MailKind
from weighin.site.store.reply_addresses import reply_address_of
from weighin.site.store.versions import submitted_version

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUOTED = "Dear editors,\n\n> Will it rain on the fair?\n\nYes, about 70 %, if the wind does not turn.\n\n> Who will come?\n\nEverybody.\n\nBest wishes\nCleo\n"


@pytest.fixture
def fair(transactional_db):
    """Open, with a reply, a bounce, an automatic reply and a letter that fits nobody."""
    ada = outlet_of("The Courant", "Ada")
    asked = asked_roundup(ada)
    asked.opened_at, asked.deadline = NOON.replace(year=2020), NOON.replace(year=2199)
    asked.save()
    cleo, dmitri, erin = (panelist_on(asked, name) for name in ("Cleo Maris", "Dmitri Vale", "Erin Dahl"))
    letter = write_letter(LetterKind.INVITATION, dmitri, Written("x", "y"), by=ada, now=NOON)
    Letter.objects.update(state=LetterState.SENT, finished_at=NOON)
    inbox = Inbox.objects.create(name="x", next_look_at=NOON)
    letters = [
        written(QUOTED, to=reply_address_of(cleo), sender="c.maris@a-long-name-of-an-institute.example"),
        bounce_of(letter.message_id, to="dmitri@panel.example"),
        written("I am away until the third of December.", to=reply_address_of(erin), subject="Out of office: the fair"),
        written("When is the fair?", sender="Eve <eve@evil.example>", subject="A question" * 9),
    ]
    for number, each in enumerate(letters, start=1):
        assert keep(fetched(each, uid=number, at=timezone.now()), inbox, now=timezone.now())
    return asked


def sign_in(page, site):
    page.goto(f"{site}/sign-in")
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site}/desk")


def test_every_page_of_mail_is_accessible_in_every_look(visit, live_server, fair, look):
    editor, site = visit(**look), live_server.url
    page, desk = editor.page, f"{live_server.url}/desk/asked/{fair.public_id}"
    sign_in(page, site)
    of_kind = {mail.kind: mail for mail in IncomingMail.objects.filter(panelist__isnull=False)}
    stranger = IncomingMail.objects.get(panelist__isnull=True)
    bounced = of_kind[MailKind.BOUNCE]
    visited = [desk, "/desk/mail", f"/desk/mail/{stranger.public_id}"]
    visited += [f"{desk}/mail/{mail.public_id}" for mail in of_kind.values()]
    visited += [f"{desk}/panelists/{bounced.panelist.public_id}/address"]
    for address in visited:
        page.goto(address if address.startswith("http") else site + address)
        assert (address, editor.flaws(), editor.overflow()) == (address, [], 0)
    for mail in (of_kind[MailKind.REPLY], bounced):
        page.goto(f"{desk}/mail/{mail.public_id}")
        page.get_by_role("button", name="Open it").click()
        assert (mail.kind, editor.flaws(), editor.overflow()) == (mail.kind, [], 0)
    page.goto(f"{site}/desk/mail/{stranger.public_id}")
    page.get_by_role("button", name="Open it").click()
    assert page.get_by_text("When is the fair?").count()
    assert (editor.flaws(), editor.overflow()) == ([], 0)
    assert editor.complaints == []


def test_a_reply_is_opened_and_entered(visit, live_server, fair):
    editor = visit(scripts=False)
    page = editor.page
    sign_in(page, live_server.url)
    page.goto(f"{live_server.url}/desk/asked/{fair.public_id}")
    page.get_by_role("link", name="Cleo Maris replied: 2 answers found").click()
    page.get_by_role("button", name="Open it").click()
    page.get_by_role("button", name="Enter it for Cleo Maris").click()
    assert "Entered for Cleo Maris." in page.get_by_role("status").inner_text()
    assert submitted_version(fair.panel.get(name="Cleo Maris")).arrival == "mail"
    assert editor.complaints == []
