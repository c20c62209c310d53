"""The cast, and what they have read."""

import pytest
from builders.asked import asked_roundup, panelist_on
from builders.site import NOON, colleague, ferry_record, outlet_of
from django.core.cache import caches
from django.test import Client

from weighin.site.editions.commands import publish_roundup
from weighin.site.store.directory import keep_expert
from weighin.site.store.door import keep_reading
from weighin.site.store.models import Role


@pytest.fixture(autouse=True)
def nobody_has_tried_a_link():
    caches["attempts"].clear()


@pytest.fixture
def ada(db):
    return outlet_of("The Courant", "Ada")


@pytest.fixture
def ben(ada):
    return colleague(ada, "Ben", Role.EDITOR)


@pytest.fixture
def vera(ada):
    return colleague(ada, "Vera", Role.VIEWER)


@pytest.fixture
def olga(db):
    return outlet_of("The Rival", "Olga")


@pytest.fixture
def browser_of():
    """A browser in which somebody is signed in; nobody, where None is given."""

    def open_browser(member=None, **options):
        browser = Client(**options)
        if member is not None:
            browser.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return open_browser


@pytest.fixture
def ferry(ada):
    """A private round-up of Ada's outlet, read by her."""
    return keep_reading(ferry_record(), by=ada, now=NOON).roundup


@pytest.fixture
def published_ferry(ferry, ada):
    """The same, published."""
    publish_roundup(ferry, by=ada, now=NOON)
    ferry.refresh_from_db()
    return ferry


@pytest.fixture
def fair(ada):
    """An open round-up of Ada's outlet, with two questions."""
    return asked_roundup(ada)


@pytest.fixture
def cleo(fair):
    return panelist_on(fair, "Cleo Maris")


@pytest.fixture
def dmitri(fair):
    return panelist_on(fair, "Dmitri Vale")


@pytest.fixture
def ines(ada):
    """An expert in the directory of Ada's outlet."""
    columns = {"name": "Ines Holt", "address": "ines@harbour.example", "languages": "ko, en", "time_zone": "Asia/Seoul"}
    return keep_expert(columns, affiliation="Harbour Office", by=ada, now=NOON)
