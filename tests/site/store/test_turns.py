"""On SQLite those who write take turns."""

import fcntl
import subprocess
import sys
import threading

import pytest
from builders.site import NOON
from django.db import OperationalError, connection, transaction

from weighin.site.sqlite.base import DatabaseWrapper
from weighin.site.store.models import Outlet

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL lets many write at a time"),
]


@pytest.fixture
def door():
    return f"{connection.settings_dict['NAME']}-turn"


def test_everybody_who_writes_at_once_gets_a_turn(door):
    def write(number):
        try:
            for again in range(5):
                with transaction.atomic():
                    Outlet.objects.create(name=f"{number} {again}", founded_at=NOON)
        finally:
            connection.close()

    crowd = [threading.Thread(target=write, args=[number]) for number in range(12)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert Outlet.objects.count() == 60


def test_a_process_that_dies_in_its_turn_gives_it_back(door):
    with transaction.atomic():
        pass  # the door is there
    dies = "import fcntl, os, signal, sys; fcntl.flock(open(sys.argv[1], 'a'), 2); os.kill(os.getpid(), signal.SIGKILL)"
    assert subprocess.run([sys.executable, "-c", dies, door], check=False).returncode == -9  # noqa: S603 - our own words
    with transaction.atomic():
        Outlet.objects.create(name="The Courant", founded_at=NOON)
    assert Outlet.objects.exists()


def test_who_never_gets_a_turn_is_told_so_and_holds_up_nobody(door, monkeypatch):
    monkeypatch.setattr("weighin.site.sqlite.base.PATIENCE", 0.05)
    with transaction.atomic():
        pass
    with open(door, "a") as other:  # noqa: PTH123 - a lock hangs on the open file
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(OperationalError, match="locked"), transaction.atomic():
            pytest.fail("it was not our turn")
    with transaction.atomic():
        Outlet.objects.create(name="The Courant", founded_at=NOON)
    assert not DatabaseWrapper._queue.locked()
