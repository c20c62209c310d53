"""A code of an app beside the password."""

import datetime as dt

import pyotp
import pytest
from builders.second_factor import PAGE, Device, codes_on, device_of, key_on
from builders.site import NOON, PASSWORD
from django.test import Client

from weighin.site import clock
from weighin.site.accounts import commands, factors
from weighin.site.store.models import Event, JournalEntry, Letter, LinkPurpose, RecoveryCode, Role, SecondFactor
from weighin.site.store.second_factors import address_of_key, key_of
from weighin.site.store.sign_in_links import make_link, token_of_link

STEP = dt.timedelta(seconds=30)


class Time:
    """The site's clock, which the test sets."""

    def __init__(self, monkeypatch):
        self.monkeypatch = monkeypatch
        self.at(NOON)

    def at(self, moment):
        self.now = moment
        self.monkeypatch.setattr(clock, "now", lambda: moment)

    def after(self, span):
        self.at(self.now + span)


@pytest.fixture
def time(monkeypatch):
    return Time(monkeypatch)


@pytest.fixture
def ben_mailed(ada, ben):
    return commands.set_address(ben, "ben@courant.example", by=ada, now=NOON)


@pytest.fixture
def device(time, ben_mailed):
    return device_of(ben_mailed, now=NOON)


def after_password(name="Ben", leads_to="/desk", **options):
    browser = Client(**options)
    response = browser.post("/sign-in", {"username": name, "password": PASSWORD, "next": leads_to})
    assert response.headers["Location"] == "/sign-in/code"
    return browser


def give(browser, code):
    return browser.post("/sign-in/code", {"code": code})


def is_in(browser):
    return browser.get("/desk").status_code == 200


def events(outlet):
    return [entry.event for entry in JournalEntry.objects.filter(outlet=outlet)]


def subjects(address="ben@courant.example"):
    return [letter.subject for letter in Letter.objects.filter(to_address=address).order_by("pk")]


def test_a_member_turns_it_on_with_a_first_code_and_signs_in_with_the_next(time, ben_mailed, browser_of):
    browser = browser_of(ben_mailed)
    assert "It is off" in browser.get(PAGE).content.decode()
    browser.post(f"{PAGE}/begin")
    page = browser.get(PAGE)
    assert "<svg" in page.content.decode()
    phone = Device(key_on(page))
    turned_on = browser.post(f"{PAGE}/confirm", {"code": phone.code(NOON)})
    assert len(set(codes_on(turned_on))) == 10
    assert key_on(page) not in browser.get(PAGE).content.decode().replace(" ", "")
    assert events(ben_mailed.outlet)[-1] == Event.SECOND_FACTOR_ON
    assert subjects() == ["Second factor: on"]

    time.after(STEP)
    elsewhere = after_password(leads_to="/desk/journal")
    assert not is_in(elsewhere)
    assert give(elsewhere, phone.code(time.now)).headers["Location"] == "/desk/journal"
    assert is_in(elsewhere)


def test_the_picture_holds_the_key_under_the_outlets_and_the_members_name(time, ben):
    factor = factors.begin_second_factor(ben, now=NOON)
    read = pyotp.parse_uri(address_of_key(factor))
    assert (read.secret, read.name, read.issuer) == (key_of(factor), "Ben", "Weigh-In, The Courant")


def test_nothing_is_on_before_a_first_code_was_right(time, ben, browser_of):
    browser = browser_of(ben)
    browser.post(f"{PAGE}/begin")
    for wrong in ("", "000000", "seven"):
        assert browser.post(f"{PAGE}/confirm", {"code": wrong}).status_code == 422
    signed_in = Client()
    assert signed_in.post("/sign-in", {"username": "Ben", "password": PASSWORD}).headers["Location"] == "/desk"


def test_a_key_that_was_begun_anew_makes_the_one_before_worthless(time, ben, browser_of):
    browser = browser_of(ben)
    browser.post(f"{PAGE}/begin")
    first = Device(key_on(browser.get(PAGE)))
    browser.post(f"{PAGE}/begin")
    assert browser.post(f"{PAGE}/confirm", {"code": first.code(NOON)}).status_code == 422


def test_opening_its_pages_changes_nothing(time, device, ben, vera, browser_of):
    def rows():
        return [list(model.objects.values()) for model in (SecondFactor, RecoveryCode, JournalEntry, Letter)]

    before, halfway = rows(), after_password()
    for browser in (browser_of(ben), browser_of(vera), halfway):
        for address in (PAGE, "/sign-in/code"):
            browser.get(address)
    assert rows() == before
    assert halfway.get("/sign-in/code").status_code == 200


def test_turning_it_on_signs_other_browsers_out_and_this_one_not(time, ben, browser_of):
    other, this = browser_of(ben), browser_of(ben)
    this.post(f"{PAGE}/begin")
    this.post(f"{PAGE}/confirm", {"code": Device(key_on(this.get(PAGE))).code(NOON)})
    assert is_in(this)
    assert not is_in(other)


@pytest.mark.parametrize("drift", [-1, 0, 1])
def test_a_clock_may_be_wrong_by_one_step(time, device, drift):
    assert give(after_password(), device.code(NOON + drift * STEP)).status_code == 302


@pytest.mark.parametrize("drift", [-2, 2])
def test_a_clock_that_is_wrong_by_two_steps_is_too_wrong(time, device, drift):
    browser = after_password()
    refused = give(browser, device.code(NOON + drift * STEP))
    assert refused.status_code == 403
    assert "not right, or was used before" in refused.content.decode()
    assert not is_in(browser)


def test_a_code_holds_once_and_those_of_steps_before_it_no_longer(time, device):
    assert give(after_password(), device.code(NOON)).status_code == 302
    for code in (device.code(NOON), device.code(NOON - STEP)):
        assert give(after_password(), code).status_code == 403
    assert give(after_password(), device.code(NOON + STEP)).status_code == 302


def test_a_code_is_read_however_it_is_typed(time, device):
    code = device.code(NOON)
    wide = "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in code)
    assert give(after_password(), f" {wide[:3]} {wide[3:]} ").status_code == 302


def test_a_recovery_code_signs_in_once_and_its_owner_is_told(time, device):
    code = device.recovery_codes[3]
    browser = after_password()
    page = browser.post("/sign-in/code", {"code": code.upper().replace("-", " ")}, follow=True)
    assert "9 are left" in page.content.decode()
    assert is_in(browser)
    assert subjects()[-1] == "Second factor: a recovery code was used"
    assert give(after_password(), code).status_code == 403


def test_new_recovery_codes_end_those_before(time, device, ben, browser_of):
    browser = browser_of(ben)
    assert browser.post(f"{PAGE}/recovery-codes", {"proof": "guessed"}).status_code == 422
    fresh = codes_on(browser.post(f"{PAGE}/recovery-codes", {"proof": device.code(NOON)}))
    assert give(after_password(), device.recovery_codes[0]).status_code == 403
    assert give(after_password(), fresh[0]).status_code == 302
    assert "Second factor: new recovery codes" in subjects()


def test_keys_and_recovery_codes_are_not_in_the_database(time, device, ben):
    kept = "\n".join(str(value) for model in (SecondFactor, RecoveryCode, JournalEntry, Letter) for row in model.objects.values_list() for value in row)  # fmt: skip
    for secret in (key_of(ben.second_factor), *device.recovery_codes):
        assert secret not in kept
        assert secret.replace("-", "") not in kept


def test_a_copy_of_the_database_without_the_servers_key_makes_no_code(time, device, ben, settings):
    key = key_of(ben.second_factor)
    settings.SECRET_KEY = "another key, of another server, as long as it has to be"
    assert key_of(ben.second_factor) != key
    assert give(after_password(), device.code(NOON)).status_code == 403
    assert give(after_password(), device.recovery_codes[0]).status_code == 302  # they do not hang on it


def test_a_link_in_a_mail_asks_for_the_code_too(time, device, ben):
    link = f"/sign-in/link/{token_of_link(make_link(ben, LinkPurpose.SIGN_IN, now=NOON))}"
    browser = Client()
    assert browser.post(link).headers["Location"] == "/sign-in/code"
    assert not is_in(browser)
    assert give(browser, device.code(NOON)).headers["Location"] == "/desk"
    typed = {"chosen": "nine tides in a row", "again": "nine tides in a row"}
    assert browser.post("/desk/password", typed).status_code == 302  # as after a link without a second factor


def test_who_is_halfway_in_is_a_stranger_to_every_other_page(time, device, ada, browser_of):
    signed_in = browser_of(ada)
    assert is_in(signed_in)
    signed_in.post("/sign-in", {"username": "Ben", "password": PASSWORD})
    for address in ("/desk", "/desk/members", "/desk/password", PAGE):
        assert signed_in.get(address).headers["Location"].startswith("/sign-in")
        assert signed_in.post(address).headers["Location"].startswith("/sign-in")


def test_being_halfway_in_lasts_ten_minutes_and_as_long_as_the_password(time, device, ada, ben):
    waiting, other = after_password(), after_password()
    commands.reset_password(ben, by=ada, now=NOON)
    assert give(waiting, device.code(NOON)).headers["Location"] == "/sign-in"
    time.after(dt.timedelta(minutes=10))
    assert give(other, device.code(time.now)).headers["Location"] == "/sign-in"


def test_a_session_that_was_planted_is_worth_nothing(time, device):
    browser = Client()
    browser.get("/sign-in")
    planted = browser.session
    planted.save()
    browser.cookies["weighin"] = planted.session_key
    browser.post("/sign-in", {"username": "Ben", "password": PASSWORD})
    halfway = browser.cookies["weighin"].value
    give(browser, device.code(NOON))
    assert len({planted.session_key, halfway, browser.cookies["weighin"].value}) == 3


def test_eight_wrong_codes_end_the_looking_wherever_they_come_from(time, device, settings):
    settings.HTTPS = True  # X-Forwarded-For is believed where a proxy writes it
    for number in range(8):
        browser = after_password(REMOTE_ADDR=f"203.0.113.{number}", headers={"X-Forwarded-For": f"198.51.100.{number}"})
        last = give(browser, "000000")
    assert last.status_code == 429
    assert last.headers["Retry-After"] == "900"
    for code in (device.code(NOON), device.recovery_codes[0]):
        assert give(after_password(REMOTE_ADDR="203.0.113.77"), code).status_code == 429
    assert subjects()[-1] == "Second factor: wrong codes"
    time.after(dt.timedelta(minutes=15))
    assert give(after_password(), device.code(time.now)).status_code == 302


def test_each_eight_wrong_codes_more_double_the_wait_up_to_eight_hours(time, device, ben):
    waits = []
    for _ in range(8):
        for _ in range(8):
            factors.look_at_code(ben.second_factor, "000000", now=time.now)
        waits.append(SecondFactor.objects.get().waits_until - time.now)
        time.at(SecondFactor.objects.get().waits_until)
    assert [wait / dt.timedelta(minutes=15) for wait in waits] == [1, 2, 4, 8, 16, 32, 32, 32]
    assert give(after_password(), device.code(time.now)).status_code == 302
    for _ in range(8):
        factors.look_at_code(ben.second_factor, "000000", now=time.now)
    assert SecondFactor.objects.get().waits_until - time.now == dt.timedelta(minutes=15)


def test_a_right_code_forgets_the_wrong_ones(time, device):
    for _ in range(2):
        for _ in range(7):
            assert give(after_password(), "000000").status_code == 403
        assert give(after_password(), device.code(time.now)).status_code == 302
        time.after(STEP)


def test_guessing_at_the_desk_is_limited_as_well(time, device, ben, browser_of):
    browser = browser_of(ben)
    statuses = [browser.post(f"{PAGE}/off", {"proof": f"guess {number}"}).status_code for number in range(9)]
    assert statuses == [422] * 7 + [429] * 2
    assert browser.post(f"{PAGE}/off", {"proof": PASSWORD}).status_code == 429


@pytest.mark.parametrize("by", ["code", "recovery code", "password"])
def test_turning_it_off_needs_a_code_or_the_password(time, device, ben, browser_of, by):
    proof = {"code": device.code(NOON), "recovery code": device.recovery_codes[0], "password": PASSWORD}[by]
    browser = browser_of(ben)
    assert browser.post(f"{PAGE}/off", {"proof": "wrong"}).status_code == 422
    assert browser.post(f"{PAGE}/off", {"proof": proof}).status_code == 302
    assert Client().post("/sign-in", {"username": "Ben", "password": PASSWORD}).headers["Location"] == "/desk"
    assert subjects()[-1] == "Second factor: off"
    assert events(ben.outlet)[-1] == Event.SECOND_FACTOR_OFF


def test_an_owner_resets_a_lost_device_and_its_browsers_are_signed_out(time, device, ada, ben, browser_of):
    lost = browser_of(ben)
    page = browser_of(ada).get("/desk/members").content.decode()
    assert page.count("Reset the second factor of") == 1
    browser_of(ada).post(f"/desk/members/{ben.public_id}/second-factor")
    assert not is_in(lost)
    assert Client().post("/sign-in", {"username": "Ben", "password": PASSWORD}).headers["Location"] == "/desk"
    entry = JournalEntry.objects.filter(outlet=ada.outlet).last()
    assert (entry.event, entry.by) == (Event.SECOND_FACTOR_RESET, ada)
    assert subjects()[-1] == "Second factor: reset"
    again = browser_of(ada).post(f"/desk/members/{ben.public_id}/second-factor", follow=True)
    assert "Ben has no second factor." in again.content.decode()


@pytest.mark.parametrize("what", ["second-factor", "password"])
def test_who_finds_an_owners_open_browser_cannot_reset_the_owners_own(time, ada, browser_of, what):
    device = device_of(ada, now=NOON)
    page = browser_of(ada).post(f"/desk/members/{ada.public_id}/{what}", follow=True).content.decode()
    assert "your own" in page
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)
    assert give(after_password("Ada"), device.code(NOON)).status_code == 302


def test_who_has_one_is_for_owners_to_see(time, device, ada, vera, browser_of):
    assert "with a second factor" in browser_of(ada).get("/desk/members").content.decode()
    assert "second factor" not in browser_of(vera).get("/desk/members").content.decode()


def test_who_was_removed_comes_back_without_the_device_of_then(time, device, ada, ben):
    commands.remove_member(ben, by=ada, now=NOON)
    issued = commands.add_member("Ben", role=Role.EDITOR, by=ada, now=NOON)
    browser = Client()
    browser.post("/sign-in", {"username": "Ben", "password": issued.password})
    assert browser.get("/desk").headers["Location"] == "/desk/password"


def test_an_owner_asks_everybody_for_one_once_their_own_is_on(time, ada, browser_of):
    browser = browser_of(ada)
    asking = ("/desk/members/second-factor", {"required": "yes"})
    assert "of your own first" in browser.post(*asking, follow=True).content.decode()
    device_of(ada, now=NOON)
    assert "Every member needs" in browser_of(ada).post(*asking, follow=True).content.decode()
    ada.outlet.refresh_from_db()
    assert ada.outlet.requires_second_factor
    assert events(ada.outlet)[-1] == Event.SECOND_FACTOR_WANTED
    refused = browser_of(ada).post("/desk/members/second-factor", {"required": "perhaps"}, follow=True)
    assert "Choose whether" in refused.content.decode()
    browser_of(ada).post("/desk/members/second-factor", {"required": "no"})
    assert events(ada.outlet)[-1] == Event.SECOND_FACTOR_LEFT_OPEN


@pytest.fixture
def asked_of_all(time, ada):
    device_of(ada, now=NOON)
    factors.ask_all_for_second_factor(ada.outlet, wanted=True, by=ada, now=NOON)
    ada.outlet.refresh_from_db()


@pytest.mark.parametrize("role", ["ben", "vera"])
def test_who_lacks_what_is_asked_of_all_is_led_to_it_and_can_go_nowhere_else(asked_of_all, browser_of, request, role):
    browser = browser_of(request.getfixturevalue(role))
    for address in ("/desk", "/desk/asked", "/desk/journal", "/desk/experts"):
        assert browser.get(address).headers["Location"] == PAGE
    browser.post(f"{PAGE}/begin")
    browser.post(f"{PAGE}/confirm", {"code": Device(key_on(browser.get(PAGE))).code(NOON)})
    assert is_in(browser)


def test_what_is_asked_of_all_cannot_be_turned_off(asked_of_all, ada, browser_of):
    browser = browser_of(ada)
    assert "Turn it off" not in browser.get(PAGE).content.decode()
    refused = browser.post(f"{PAGE}/off", {"proof": PASSWORD})
    assert refused.status_code == 409
    assert "asks every member" in refused.content.decode()


def test_another_outlets_members_are_left_alone(asked_of_all, olga, browser_of):
    assert is_in(browser_of(olga))


def test_nobody_is_signed_in_by_another_door(root):
    rooms = (root / "src/weighin/site").rglob("*.py")
    doors = [file.name for file in rooms if any(" login(" in line for line in file.read_text().splitlines())]
    assert doors == ["signing_in.py"]
