"""A mailbox on a server that is really there."""

import pytest
from builders.mailbox import Mailbox, imap_server


@pytest.fixture(scope="session")
def imap_port():
    with imap_server() as port:
        yield port


@pytest.fixture
def mailbox(imap_port, settings):
    box = Mailbox(imap_port)
    settings.INCOMING_MAIL = box.server
    settings.REPLY_ADDRESS = "panel+*@courant.example"
    return box
