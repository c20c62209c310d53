"""From signing in to what a reader sees, in a browser, on a running server."""

import pytest
from builders.second_factor import PAGE, Device
from builders.site import NOON, PASSWORD, colleague, ferry_record, outlet_of

from weighin.site import clock
from weighin.site.editions.commands import publish_roundup, remake_front_page, withdraw_roundup
from weighin.site.store.door import keep_reading
from weighin.site.store.models import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ada(transactional_db):
    return outlet_of("The Courant", "Ada")


@pytest.fixture
def ferry(ada):
    remake_front_page(now=NOON)
    return keep_reading(ferry_record(), by=ada, now=NOON).roundup


def sign_in(page, site, name="Ada"):
    page.goto(f"{site}/sign-in")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site}/desk")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_editor_publishes_and_a_reader_reads_and_it_can_be_withdrawn(visit, live_server, ferry, scripts):
    site = live_server.url
    editor, reader = visit(scripts=scripts), visit(scripts=scripts)
    desk, news = editor.page, reader.page
    news.goto(site)
    assert not news.get_by_text("Will the ferry run?").count()
    sign_in(desk, site)
    desk.get_by_role("link", name="Will the ferry run?").click()
    desk.get_by_role("button", name="Publish").click()
    assert desk.get_by_role("status").inner_text() == "Published. Readers see edition 1."
    news.reload()
    news.get_by_role("link", name="Will the ferry run?").click()
    assert news.get_by_text("The ferry will probably be late this winter.").count()
    address = news.url
    desk.get_by_role("link", name="Withdraw").click()
    desk.get_by_label("Reason, for readers").fill("Ines asked us to.")
    desk.get_by_role("button", name="Withdraw it").click()
    assert news.goto(address).status == 410
    assert news.get_by_text("Ines asked us to.").count()
    assert editor.complaints == []
    assert [told for told in reader.complaints if "410" not in told] == []


def test_an_owner_adds_a_member_who_chooses_a_password_and_signs_out(visit, live_server, ada):
    site = live_server.url
    owner, nils = visit().page, visit().page
    sign_in(owner, site)
    owner.get_by_role("link", name="Members").click()
    owner.get_by_label("Name to sign in with").fill("Nils")
    owner.get_by_role("button", name="Add the member").click()
    password = owner.locator("code.password").inner_text()
    nils.goto(f"{site}/sign-in")
    nils.get_by_label("Name").fill("nils")
    nils.get_by_label("Password").fill(password)
    nils.get_by_role("button", name="Sign in").click()
    nils.get_by_label("Your password now").fill(password)
    nils.get_by_label("New password", exact=True).fill("seven gulls and a bell")
    nils.get_by_label("New password, again").fill("seven gulls and a bell")
    nils.get_by_role("button", name="Change the password").click()
    nils.wait_for_url(f"{site}/desk")
    nils.get_by_role("button", name="Sign out").click()
    nils.wait_for_url(f"{site}/sign-in")
    assert nils.goto(f"{site}/desk").url.startswith(f"{site}/sign-in")


def test_every_page_of_the_second_factor_is_accessible_in_every_look(visit, live_server, ada, look):
    visitor, found, site = visit(**look), {}, live_server.url
    page = visitor.page

    def judge(address):
        found[address] = (visitor.flaws(), max(0, visitor.overflow()))

    sign_in(page, site)
    page.goto(f"{site}{PAGE}")
    judge("off")
    page.get_by_role("button", name="Set it up").click()
    judge("begun")
    device = Device(key_on_screen(page))
    page.get_by_label("Code", exact=True).fill("000000")
    page.get_by_role("button", name="Turn it on").click()
    judge("wrong")
    page.get_by_label("Code", exact=True).fill(device.code(clock.now()))
    page.get_by_role("button", name="Turn it on").click()
    judge("recovery codes")
    code = page.locator(".recovery-codes code").first.inner_text()
    page.goto(f"{site}{PAGE}")
    judge("on")
    page.goto(f"{site}/desk/members")
    page.get_by_role("button", name="Ask every member for one").click()
    judge("members, asked of all")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    judge("the code")
    page.get_by_label("Code", exact=True).fill("000000")
    page.get_by_role("button", name="Sign in").click()
    judge("the code, wrong")
    page.get_by_label("Code", exact=True).fill(code)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site}/desk")
    assert "9 are left" in page.get_by_role("status").inner_text()
    assert {address: flaws for address, flaws in found.items() if flaws != ([], 0)} == {}


def key_on_screen(page):
    return page.locator(".key").inner_text().replace(" ", "")


def test_every_page_of_the_desk_is_accessible_in_every_look(visit, live_server, ada, ferry, look):
    colleague(ada, "Vera van der Lindenberg-Hohenfels", Role.VIEWER)
    gone = keep_reading(ferry_record("Has the ferry gone?"), by=ada, now=NOON).roundup
    publish_roundup(gone, by=ada, now=NOON)
    withdraw_roundup(gone, because="Ines asked us to.", by=ada, now=NOON)
    publish_roundup(ferry, by=ada, now=NOON)
    visitor = visit(**look)
    page, site = visitor.page, live_server.url
    found = {}

    def judge(address):
        found[address] = (visitor.flaws(), max(0, visitor.overflow()))

    page.goto(f"{site}/sign-in")
    judge("/sign-in")
    page.get_by_role("button", name="Sign in").click()
    judge("/sign-in, refused")
    sign_in(page, site)
    for address in (
        "/desk",
        f"/desk/roundups/{ferry.public_id}",
        f"/desk/roundups/{gone.public_id}",
        f"/desk/roundups/{ferry.public_id}/withdraw",
        "/desk/members",
        "/desk/journal?check",
        "/desk/password",
        "/nothing",
        f"/roundups/{gone.public_id}/",
    ):
        page.goto(site + address)
        judge(address)
    page.goto(f"{site}/desk/members")
    page.get_by_role("button", name="New password for Vera").click()
    judge("the password that is shown once")
    assert {address: flaws for address, flaws in found.items() if flaws != ([], 0)} == {}
    assert [told for told in visitor.complaints if not any(status in told for status in ("404", "410", "422"))] == []
