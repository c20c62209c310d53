"""A device that shows codes, as a member's app does."""

import datetime as dt
import re

from pyotp import TOTP

from weighin.site.accounts import factors
from weighin.site.store.second_factors import key_of

PAGE = "/desk/second-factor"


class Device:
    """Knows the key, and shows the code of any moment."""

    def __init__(self, key):
        self.totp = TOTP(key)

    def code(self, moment):
        return self.totp.at(moment)


def device_of(member, *, now):
    """A device for a member, whose second factor is on since an hour before."""
    before = now - dt.timedelta(hours=1)
    factor = factors.begin_second_factor(member, now=before)
    codes = factors.turn_on(factor, session="", now=before)
    device = Device(key_of(factor))
    device.recovery_codes = codes
    return device


def key_on(page):
    return re.search(r'class="key">([^<]+)<', page.content.decode())[1].replace(" ", "")


def codes_on(page):
    return re.findall(r"<code>([a-z0-9-]{19})</code>", page.content.decode())
